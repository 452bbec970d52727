-- A number that grows with every change of an institution or a hub: what was written out with their names is
-- good for as long as it stays.

CREATE TABLE network (
    id      INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    version BIGINT NOT NULL
);
INSERT INTO network (id, version) VALUES (1, 1);

CREATE FUNCTION network_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE network SET version = version + 1;
    RETURN NULL;
END
$$;
CREATE TRIGGER institutions_changed AFTER INSERT OR UPDATE OR DELETE ON institutions FOR EACH STATEMENT EXECUTE FUNCTION network_changed();
CREATE TRIGGER hubs_changed AFTER INSERT OR UPDATE OR DELETE ON hubs FOR EACH STATEMENT EXECUTE FUNCTION network_changed();
