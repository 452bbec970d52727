-- Files that belong to an event: invitation letters, attendance lists, slides.
CREATE TABLE event_attachments (
    id         TEXT COLLATE "C" PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    event_id   TEXT COLLATE "C" NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    file_id    TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES files (id),
    name       TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    created_by TEXT COLLATE "C" REFERENCES users (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX event_attachments_by_event ON event_attachments (event_id, id);
