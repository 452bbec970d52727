-- What lists by name are sorted by: a key that the program makes of each name, so that both databases sort alike.
-- `version` says by which rules they were made; the program makes them anew when it has others.
CREATE TABLE sort_keys (
    id      BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
    version BIGINT NOT NULL
);
INSERT INTO sort_keys (id, version) VALUES (1, 0);

ALTER TABLE institutions ADD COLUMN sort_key TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE hubs ADD COLUMN sort_key TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN sort_key TEXT COLLATE "C" NOT NULL DEFAULT '';

DROP INDEX institutions_by_name;
CREATE INDEX institutions_by_name ON institutions (sort_key, id);
DROP INDEX hubs_by_status;
CREATE INDEX hubs_by_status ON hubs (status, sort_key);
DROP INDEX users_by_name;
CREATE INDEX users_by_name ON users (sort_key, id);
