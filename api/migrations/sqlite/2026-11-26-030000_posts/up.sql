-- Knowledge sharing: posts, what is said about them, and what keeps them decent.

-- `published_at` 0 stands for "never".
CREATE TABLE posts (
    seq                 INTEGER PRIMARY KEY AUTOINCREMENT,
    id                  TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    slug                TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 120),
    kind                TEXT NOT NULL CHECK (kind IN ('article', 'guide', 'lesson_learned', 'question', 'event_report', 'video')),
    title               TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    title_key           TEXT NOT NULL,
    body                TEXT NOT NULL CHECK (length(body) <= 50000),
    excerpt             TEXT NOT NULL,
    tags                TEXT NOT NULL DEFAULT '[]',
    video_url           TEXT CHECK (length(video_url) <= 500),
    hub_id              TEXT REFERENCES hubs (id),
    author_id           TEXT NOT NULL REFERENCES users (id),
    cover_image_id      TEXT,
    status              TEXT NOT NULL CHECK (status IN ('draft', 'scheduled', 'published', 'archived', 'hidden')),
    publish_at          INTEGER,
    published_at        INTEGER NOT NULL DEFAULT 0,
    locked              BOOLEAN NOT NULL DEFAULT FALSE,
    moderation_note     TEXT CHECK (length(moderation_note) <= 2000),
    accepted_comment_id TEXT,
    comment_count       INTEGER NOT NULL DEFAULT 0,
    useful_count        INTEGER NOT NULL DEFAULT 0,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    version             INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)
);
CREATE INDEX posts_by_published ON posts (status, published_at, seq);
CREATE INDEX posts_by_useful ON posts (status, useful_count, seq);
CREATE INDEX posts_by_comments ON posts (status, comment_count, seq);
CREATE INDEX posts_by_hub ON posts (hub_id, status, published_at, seq);
CREATE INDEX posts_by_author ON posts (author_id, created_at, seq);
CREATE INDEX posts_to_publish ON posts (publish_at) WHERE status = 'scheduled';

CREATE TABLE post_tags (
    tag_key TEXT NOT NULL,
    tag     TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 50),
    seq     INTEGER NOT NULL REFERENCES posts (seq) ON DELETE CASCADE,
    PRIMARY KEY (tag_key, seq)
);
CREATE INDEX post_tags_by_post ON post_tags (seq);

-- What a post is about, besides its hub.
CREATE TABLE post_links (
    record_type TEXT NOT NULL CHECK (record_type IN ('innovation', 'event')),
    record_id   TEXT NOT NULL CHECK (length(record_id) = 36),
    seq         INTEGER NOT NULL REFERENCES posts (seq) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    PRIMARY KEY (record_type, record_id, seq)
);
CREATE INDEX post_links_by_post ON post_links (seq, position);

CREATE TABLE post_images (
    id         TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    seq        INTEGER NOT NULL REFERENCES posts (seq) ON DELETE CASCADE,
    file_id    TEXT NOT NULL REFERENCES files (id),
    width      INTEGER NOT NULL,
    height     INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE INDEX post_images_by_post ON post_images (seq);
CREATE INDEX post_images_by_file ON post_images (file_id);

CREATE TABLE post_transitions (
    id          TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    seq         INTEGER NOT NULL REFERENCES posts (seq) ON DELETE CASCADE,
    from_status TEXT,
    to_status   TEXT NOT NULL,
    at          INTEGER NOT NULL,
    by_user     TEXT REFERENCES users (id),
    note        TEXT
);
CREATE INDEX post_transitions_by_post ON post_transitions (seq, at, id);

-- Every edit of a post: its content after it, as JSON.
CREATE TABLE post_revisions (
    id               TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    seq              INTEGER NOT NULL REFERENCES posts (seq) ON DELETE CASCADE,
    version          INTEGER NOT NULL,
    kind             TEXT NOT NULL CHECK (kind IN ('create', 'edit', 'correction', 'restore')),
    restored_version INTEGER,
    by_user          TEXT REFERENCES users (id),
    started_at       INTEGER NOT NULL,
    at               INTEGER NOT NULL,
    content          TEXT NOT NULL,
    UNIQUE (seq, version)
);

-- `thread_id` is that of the comment that a reply answers, or its own: a thread is read in one piece.
CREATE TABLE comments (
    id           TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    seq          INTEGER NOT NULL REFERENCES posts (seq) ON DELETE CASCADE,
    thread_id    TEXT NOT NULL,
    parent_id    TEXT REFERENCES comments (id) ON DELETE CASCADE,
    author_id    TEXT NOT NULL REFERENCES users (id),
    body         TEXT NOT NULL CHECK (length(body) <= 10000),
    state        TEXT NOT NULL CHECK (state IN ('visible', 'hidden', 'deleted')),
    note         TEXT CHECK (length(note) <= 2000),
    reply_count  INTEGER NOT NULL DEFAULT 0,
    useful_count INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL,
    edited_at    INTEGER,
    version      INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)
);
CREATE INDEX comments_by_thread ON comments (seq, thread_id, id);
CREATE INDEX comments_by_author ON comments (author_id, created_at);
CREATE INDEX comments_by_parent ON comments (parent_id) WHERE parent_id IS NOT NULL;

-- What a comment said before it was edited.
CREATE TABLE comment_edits (
    id         TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    comment_id TEXT NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    body       TEXT NOT NULL,
    until      INTEGER NOT NULL
);
CREATE INDEX comment_edits_by_comment ON comment_edits (comment_id, id);

CREATE TABLE reactions (
    record_type TEXT NOT NULL CHECK (record_type IN ('post', 'comment')),
    record_id   TEXT NOT NULL CHECK (length(record_id) = 36),
    user_id     TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL CHECK (kind IN ('useful', 'thanks', 'inspiring')),
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (record_type, record_id, user_id, kind)
);

-- What somebody wants a moderator to look at; an appeal asks to look again.
CREATE TABLE reports (
    id          TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    record_type TEXT NOT NULL CHECK (record_type IN ('post', 'comment')),
    record_id   TEXT NOT NULL CHECK (length(record_id) = 36),
    seq         INTEGER NOT NULL REFERENCES posts (seq) ON DELETE CASCADE,
    hub_id      TEXT REFERENCES hubs (id),
    reporter_id TEXT NOT NULL REFERENCES users (id),
    reason      TEXT NOT NULL CHECK (reason IN ('spam', 'abuse', 'off_topic', 'privacy', 'wrong', 'other', 'appeal')),
    note        TEXT CHECK (length(note) <= 2000),
    status      TEXT NOT NULL CHECK (status IN ('open', 'upheld', 'dismissed')),
    answer      TEXT CHECK (length(answer) <= 2000),
    decided_by  TEXT REFERENCES users (id),
    decided_at  INTEGER,
    created_at  INTEGER NOT NULL,
    version     INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)
);
CREATE UNIQUE INDEX reports_once ON reports (record_type, record_id, reporter_id, reason) WHERE status = 'open';
CREATE INDEX reports_by_status ON reports (status, id);
CREATE INDEX reports_by_reporter ON reports (reporter_id, created_at);
