-- A number that grows with every change of an institution or a hub: what was written out with their names is
-- good for as long as it stays.

CREATE TABLE network (
    id      INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    version INTEGER NOT NULL
);
INSERT INTO network (id, version) VALUES (1, 1);

CREATE TRIGGER institution_added AFTER INSERT ON institutions BEGIN UPDATE network SET version = version + 1; END;
CREATE TRIGGER institution_changed AFTER UPDATE ON institutions BEGIN UPDATE network SET version = version + 1; END;
CREATE TRIGGER institution_removed AFTER DELETE ON institutions BEGIN UPDATE network SET version = version + 1; END;
CREATE TRIGGER hub_added AFTER INSERT ON hubs BEGIN UPDATE network SET version = version + 1; END;
CREATE TRIGGER hub_changed AFTER UPDATE ON hubs BEGIN UPDATE network SET version = version + 1; END;
CREATE TRIGGER hub_removed AFTER DELETE ON hubs BEGIN UPDATE network SET version = version + 1; END;
