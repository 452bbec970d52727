-- The slugs that records had before, so that their old addresses lead to the present ones.
CREATE TABLE former_slugs (
    slug      TEXT PRIMARY KEY NOT NULL,
    record_id TEXT NOT NULL CHECK (length(record_id) = 36)
);
CREATE INDEX former_slugs_by_record ON former_slugs (record_id);
