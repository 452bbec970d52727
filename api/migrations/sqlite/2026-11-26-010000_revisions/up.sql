-- Every edit of a MoU: its content after it, as JSON.
CREATE TABLE mou_revisions (
    id               TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    mou_id           TEXT NOT NULL REFERENCES mous (id) ON DELETE CASCADE,
    version          INTEGER NOT NULL,
    kind             TEXT NOT NULL CHECK (kind IN ('create', 'edit', 'correction', 'restore')),
    restored_version INTEGER,
    by_user          TEXT REFERENCES users (id),
    started_at       INTEGER NOT NULL,
    at               INTEGER NOT NULL,
    content          TEXT NOT NULL,
    UNIQUE (mou_id, version)
);
