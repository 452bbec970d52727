-- Every edit of a MoU: its content after it, as JSON.
CREATE TABLE mou_revisions (
    id               TEXT COLLATE "C" PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    mou_id           TEXT COLLATE "C" NOT NULL REFERENCES mous (id) ON DELETE CASCADE,
    version          BIGINT NOT NULL,
    kind             TEXT COLLATE "C" NOT NULL CHECK (kind IN ('create', 'edit', 'correction', 'restore')),
    restored_version BIGINT,
    by_user          TEXT COLLATE "C" REFERENCES users (id),
    started_at       BIGINT NOT NULL,
    at               BIGINT NOT NULL,
    content          TEXT COLLATE "C" NOT NULL,
    UNIQUE (mou_id, version)
);
