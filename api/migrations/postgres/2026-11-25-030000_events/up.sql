-- Events: meetings of the network, whom they invite, what those decide, and what is to be done afterwards.

-- `opened_at` stays: what was open once is public from then on, even when it is cancelled.
CREATE TABLE events (
    id             TEXT COLLATE "C" PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    institution_id TEXT COLLATE "C" REFERENCES institutions (id),
    kind           TEXT COLLATE "C" NOT NULL CHECK (kind IN ('fgd', 'workshop', 'webinar', 'coaching_clinic', 'coordination', 'signing')),
    hub_formation  BOOLEAN NOT NULL,
    title          TEXT COLLATE "C" NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    title_key      TEXT COLLATE "C" NOT NULL,
    starts_at      BIGINT NOT NULL,
    ends_at        BIGINT NOT NULL,
    venue          TEXT COLLATE "C" CHECK (length(venue) <= 300),
    online_url     TEXT COLLATE "C" CHECK (length(online_url) <= 500),
    agenda         TEXT COLLATE "C" CHECK (length(agenda) <= 20000),
    minutes        TEXT COLLATE "C" CHECK (length(minutes) <= 20000),
    status         TEXT COLLATE "C" NOT NULL CHECK (status IN ('planned', 'open', 'held', 'closed', 'cancelled')),
    check_in_code  TEXT COLLATE "C" NOT NULL,
    opened_at      BIGINT,
    created_by     TEXT COLLATE "C" REFERENCES users (id),
    created_at     BIGINT NOT NULL,
    updated_at     BIGINT NOT NULL,
    version        BIGINT NOT NULL DEFAULT 1 CHECK (version >= 1),
    CHECK (ends_at >= starts_at)
);
CREATE INDEX events_by_start ON events (starts_at, id);
CREATE INDEX events_by_institution ON events (institution_id, starts_at);

CREATE TABLE event_participants (
    event_id       TEXT COLLATE "C" NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    institution_id TEXT COLLATE "C" NOT NULL REFERENCES institutions (id),
    response       TEXT COLLATE "C" NOT NULL CHECK (response IN ('pending', 'attending', 'declined')),
    attended       BOOLEAN NOT NULL,
    decision       TEXT COLLATE "C" NOT NULL CHECK (decision IN ('agreed', 'declined', 'undecided')),
    note           TEXT COLLATE "C" CHECK (length(note) <= 2000),
    invited_at     BIGINT NOT NULL,
    PRIMARY KEY (event_id, institution_id)
);
CREATE INDEX event_participants_by_institution ON event_participants (institution_id, event_id);

CREATE TABLE event_action_items (
    id          TEXT COLLATE "C" PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    event_id    TEXT COLLATE "C" NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    title       TEXT COLLATE "C" NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    assignee_id TEXT COLLATE "C" REFERENCES users (id),
    due_on      TEXT COLLATE "C",
    done        BOOLEAN NOT NULL,
    created_at  BIGINT NOT NULL
);
CREATE INDEX event_action_items_by_event ON event_action_items (event_id, id);
CREATE INDEX event_action_items_by_assignee ON event_action_items (assignee_id, done, due_on);

CREATE TABLE event_transitions (
    id          TEXT COLLATE "C" PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    event_id    TEXT COLLATE "C" NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    from_status TEXT COLLATE "C",
    to_status   TEXT COLLATE "C" NOT NULL,
    at          BIGINT NOT NULL,
    by_user     TEXT COLLATE "C" REFERENCES users (id),
    note        TEXT COLLATE "C"
);
CREATE INDEX event_transitions_by_event ON event_transitions (event_id, at, id);

-- The event that a step in the life of a hub came from.
ALTER TABLE hub_transitions ADD COLUMN event_id TEXT COLLATE "C" REFERENCES events (id);
