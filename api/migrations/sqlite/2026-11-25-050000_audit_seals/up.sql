-- The chain of audit events: each seal covers its event and the seal before it.
CREATE TABLE audit_seals (
    place     INTEGER PRIMARY KEY NOT NULL CHECK (place >= 1),
    event_seq INTEGER NOT NULL UNIQUE REFERENCES audit_events (seq),
    hash      TEXT NOT NULL CHECK (length(hash) = 64),
    sealed_at INTEGER NOT NULL
);
CREATE INDEX audit_seals_by_time ON audit_seals (sealed_at, place);
CREATE TRIGGER audit_seal_kept BEFORE UPDATE ON audit_seals BEGIN SELECT RAISE(ABORT, 'audit seals are never changed'); END;
CREATE TRIGGER audit_seal_not_removed BEFORE DELETE ON audit_seals BEGIN SELECT RAISE(ABORT, 'audit seals are never removed'); END;
