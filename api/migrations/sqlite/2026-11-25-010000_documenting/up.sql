-- Writing: who did what, the revisions of innovations, invitations, links for a new password, answers to keep.

CREATE TABLE audit_events (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT,
    id            TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    at            INTEGER NOT NULL,
    actor_id      TEXT REFERENCES users (id),
    action        TEXT NOT NULL,
    record_type   TEXT NOT NULL,
    record_id     TEXT NOT NULL,
    summary       TEXT NOT NULL,
    before_sha256 TEXT,
    after_sha256  TEXT,
    request_id    TEXT
);
CREATE INDEX audit_events_by_record ON audit_events (record_type, record_id, seq);
CREATE INDEX audit_events_by_actor ON audit_events (actor_id, seq);
CREATE INDEX audit_events_by_action ON audit_events (action, seq);
CREATE INDEX audit_events_by_time ON audit_events (at, seq);
CREATE TRIGGER audit_event_kept BEFORE UPDATE ON audit_events BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END;
CREATE TRIGGER audit_event_not_removed BEFORE DELETE ON audit_events BEGIN SELECT RAISE(ABORT, 'audit events are never removed'); END;

-- `content` is the whole text after the revision, as JSON; differences are worked out when they are read.
CREATE TABLE innovation_revisions (
    id               TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    seq              INTEGER NOT NULL REFERENCES innovations (seq) ON DELETE CASCADE,
    version          INTEGER NOT NULL,
    kind             TEXT NOT NULL CHECK (kind IN ('create', 'edit', 'correction', 'restore')),
    restored_version INTEGER,
    by_user          TEXT REFERENCES users (id),
    started_at       INTEGER NOT NULL,
    at               INTEGER NOT NULL,
    content          TEXT NOT NULL,
    UNIQUE (seq, version)
);

CREATE TABLE invitations (
    id             TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    email          TEXT NOT NULL CHECK (length(email) <= 320),
    email_key      TEXT NOT NULL,
    name           TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    institution_id TEXT NOT NULL REFERENCES institutions (id),
    roles          TEXT NOT NULL,
    token_sha256   TEXT NOT NULL UNIQUE,
    created_by     TEXT NOT NULL REFERENCES users (id),
    created_at     INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    accepted_at    INTEGER,
    revoked_at     INTEGER
);
CREATE INDEX invitations_by_institution ON invitations (institution_id, created_at, id);
CREATE INDEX invitations_by_email ON invitations (email_key);

CREATE TABLE password_resets (
    id           TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    user_id      TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_sha256 TEXT NOT NULL UNIQUE,
    created_by   TEXT NOT NULL REFERENCES users (id),
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    used_at      INTEGER
);
CREATE INDEX password_resets_by_user ON password_resets (user_id);

-- The first answer to a request with an Idempotency-Key; `id` is a digest of caller, method, path and key.
-- An answer that held a secret is kept without its body.
CREATE TABLE idempotency_keys (
    id          TEXT PRIMARY KEY NOT NULL,
    body_sha256 TEXT NOT NULL,
    status      INTEGER NOT NULL,
    location    TEXT,
    etag        TEXT,
    body        TEXT,
    created_at  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at);

CREATE INDEX users_by_name ON users (name, id);
