-- What people want to hear of.
CREATE TABLE subscriptions (
    id          TEXT COLLATE "C" PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    user_id     TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    record_type TEXT COLLATE "C" NOT NULL CHECK (record_type IN ('hub', 'tag', 'innovation', 'author', 'post', 'saved_search')),
    record_id   TEXT COLLATE "C" NOT NULL CHECK (length(record_id) BETWEEN 1 AND 50),
    created_at  BIGINT NOT NULL,
    UNIQUE (user_id, record_type, record_id)
);
CREATE INDEX subscriptions_by_record ON subscriptions (record_type, record_id, user_id);

CREATE TABLE saved_searches (
    id          TEXT COLLATE "C" PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    user_id     TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name        TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    words       TEXT COLLATE "C" NOT NULL CHECK (length(words) BETWEEN 1 AND 200),
    record_type TEXT COLLATE "C" CHECK (record_type IN ('innovation', 'post', 'hub', 'institution', 'event')),
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1 CHECK (version >= 1)
);
CREATE INDEX saved_searches_by_user ON saved_searches (user_id, id);

-- Streams look for what was told just now.
CREATE INDEX notifications_by_time ON notifications (created_at);

-- A digest by mail, which nobody gets unasked.
ALTER TABLE users ADD COLUMN digest TEXT COLLATE "C" NOT NULL DEFAULT 'off' CHECK (digest IN ('off', 'daily', 'weekly'));
ALTER TABLE users ADD COLUMN digest_sent_at BIGINT NOT NULL DEFAULT 0;
