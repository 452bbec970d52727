-- Files, and the nota kesepahaman (MoU) that they are the documents of.

-- What a file holds lies in the file store under its id; it is there before its row, and goes after it.
CREATE TABLE files (
    id         TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
    size       INTEGER NOT NULL CHECK (size >= 0),
    media_type TEXT NOT NULL,
    created_by TEXT REFERENCES users (id),
    created_at INTEGER NOT NULL
);

-- `year` is that in which it begins: numbers are unique in it and in the institution.
CREATE TABLE mous (
    id                TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    hub_id            TEXT NOT NULL REFERENCES hubs (id),
    institution_id    TEXT NOT NULL REFERENCES institutions (id),
    number            TEXT CHECK (length(number) BETWEEN 1 AND 100),
    year              INTEGER NOT NULL,
    title             TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
    title_key         TEXT NOT NULL,
    scope             TEXT CHECK (length(scope) <= 20000),
    starts_on         TEXT NOT NULL,
    ends_on           TEXT NOT NULL,
    status            TEXT NOT NULL CHECK (status IN ('draft', 'in_review', 'ready_to_sign', 'partially_signed', 'signed', 'expired', 'terminated', 'superseded', 'cancelled')),
    verification_code TEXT NOT NULL UNIQUE,
    document_id       TEXT REFERENCES files (id),
    supersedes_id     TEXT REFERENCES mous (id),
    created_by        TEXT REFERENCES users (id),
    created_at        INTEGER NOT NULL,
    updated_at        INTEGER NOT NULL,
    version           INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    CHECK (ends_on >= starts_on)
);
CREATE UNIQUE INDEX mous_by_number ON mous (institution_id, year, number) WHERE number IS NOT NULL;
CREATE INDEX mous_by_hub ON mous (hub_id, status);
CREATE INDEX mous_by_created ON mous (created_at, id);
CREATE INDEX mous_by_end ON mous (status, ends_on);
CREATE INDEX mous_by_predecessor ON mous (supersedes_id);

CREATE TABLE mou_parties (
    mou_id         TEXT NOT NULL REFERENCES mous (id) ON DELETE CASCADE,
    institution_id TEXT NOT NULL REFERENCES institutions (id),
    position       INTEGER NOT NULL,
    PRIMARY KEY (mou_id, institution_id)
);
CREATE INDEX mou_parties_by_institution ON mou_parties (institution_id, mou_id);

-- Each signature names the SHA-256 of the document that it was made on.
CREATE TABLE mou_signatures (
    id              TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    mou_id          TEXT NOT NULL REFERENCES mous (id),
    institution_id  TEXT NOT NULL REFERENCES institutions (id),
    signatory_name  TEXT NOT NULL CHECK (length(signatory_name) BETWEEN 1 AND 200),
    position        TEXT NOT NULL CHECK (length(position) BETWEEN 1 AND 200),
    signed_on       TEXT NOT NULL,
    method          TEXT NOT NULL CHECK (method IN ('wet_ink', 'electronic_certified', 'in_system')),
    document_sha256 TEXT NOT NULL CHECK (length(document_sha256) = 64),
    artefact_id     TEXT REFERENCES files (id),
    by_user         TEXT REFERENCES users (id),
    created_at      INTEGER NOT NULL,
    UNIQUE (mou_id, institution_id)
);

CREATE TABLE mou_transitions (
    id          TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    mou_id      TEXT NOT NULL REFERENCES mous (id) ON DELETE CASCADE,
    from_status TEXT,
    to_status   TEXT NOT NULL,
    at          INTEGER NOT NULL,
    by_user     TEXT REFERENCES users (id),
    note        TEXT
);
CREATE INDEX mou_transitions_by_mou ON mou_transitions (mou_id, at, id);

CREATE TABLE mou_comments (
    id         TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    mou_id     TEXT NOT NULL REFERENCES mous (id) ON DELETE CASCADE,
    author_id  TEXT NOT NULL REFERENCES users (id),
    body       TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 5000),
    created_at INTEGER NOT NULL
);
CREATE INDEX mou_comments_by_mou ON mou_comments (mou_id, id);
