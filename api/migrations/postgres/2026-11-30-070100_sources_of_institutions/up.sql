-- Each institution names its records by itself: two may use the same name for records of their own.
DROP INDEX innovations_by_source;
CREATE UNIQUE INDEX innovations_by_source ON innovations (institution_id, source, source_ref) WHERE source_ref IS NOT NULL;
