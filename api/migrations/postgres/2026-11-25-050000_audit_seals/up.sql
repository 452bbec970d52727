-- The chain of audit events: each seal covers its event and the seal before it.
CREATE TABLE audit_seals (
    place     BIGINT PRIMARY KEY NOT NULL CHECK (place >= 1),
    event_seq BIGINT NOT NULL UNIQUE REFERENCES audit_events (seq),
    hash      TEXT COLLATE "C" NOT NULL CHECK (length(hash) = 64),
    sealed_at BIGINT NOT NULL
);
CREATE INDEX audit_seals_by_time ON audit_seals (sealed_at, place);
CREATE FUNCTION audit_seals_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit seals are never changed or removed';
END $$;
CREATE TRIGGER audit_seals_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seals FOR EACH STATEMENT EXECUTE FUNCTION audit_seals_stay();
