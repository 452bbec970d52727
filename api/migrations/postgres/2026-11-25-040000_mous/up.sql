-- Files, and the nota kesepahaman (MoU) that they are the documents of.

-- What a file holds lies in the file store under its id; it is there before its row, and goes after it.
CREATE TABLE files (
    id         TEXT COLLATE "C" PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    sha256     TEXT COLLATE "C" NOT NULL CHECK (length(sha256) = 64),
    size       BIGINT NOT NULL CHECK (size >= 0),
    media_type TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C" REFERENCES users (id),
    created_at BIGINT NOT NULL
);

-- `year` is that in which it begins: numbers are unique in it and in the institution.
CREATE TABLE mous (
    id                TEXT COLLATE "C" PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    hub_id            TEXT COLLATE "C" NOT NULL REFERENCES hubs (id),
    institution_id    TEXT COLLATE "C" NOT NULL REFERENCES institutions (id),
    number            TEXT COLLATE "C" CHECK (length(number) BETWEEN 1 AND 100),
    year              INTEGER NOT NULL,
    title             TEXT COLLATE "C" NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
    title_key         TEXT COLLATE "C" NOT NULL,
    scope             TEXT COLLATE "C" CHECK (length(scope) <= 20000),
    starts_on         TEXT COLLATE "C" NOT NULL,
    ends_on           TEXT COLLATE "C" NOT NULL,
    status            TEXT COLLATE "C" NOT NULL CHECK (status IN ('draft', 'in_review', 'ready_to_sign', 'partially_signed', 'signed', 'expired', 'terminated', 'superseded', 'cancelled')),
    verification_code TEXT COLLATE "C" NOT NULL UNIQUE,
    document_id       TEXT COLLATE "C" REFERENCES files (id),
    supersedes_id     TEXT COLLATE "C" REFERENCES mous (id),
    created_by        TEXT COLLATE "C" REFERENCES users (id),
    created_at        BIGINT NOT NULL,
    updated_at        BIGINT NOT NULL,
    version           BIGINT NOT NULL DEFAULT 1 CHECK (version >= 1),
    CHECK (ends_on >= starts_on)
);
CREATE UNIQUE INDEX mous_by_number ON mous (institution_id, year, number) WHERE number IS NOT NULL;
CREATE INDEX mous_by_hub ON mous (hub_id, status);
CREATE INDEX mous_by_created ON mous (created_at, id);
CREATE INDEX mous_by_end ON mous (status, ends_on);
CREATE INDEX mous_by_predecessor ON mous (supersedes_id);

CREATE TABLE mou_parties (
    mou_id         TEXT COLLATE "C" NOT NULL REFERENCES mous (id) ON DELETE CASCADE,
    institution_id TEXT COLLATE "C" NOT NULL REFERENCES institutions (id),
    position       INTEGER NOT NULL,
    PRIMARY KEY (mou_id, institution_id)
);
CREATE INDEX mou_parties_by_institution ON mou_parties (institution_id, mou_id);

-- Each signature names the SHA-256 of the document that it was made on.
CREATE TABLE mou_signatures (
    id              TEXT COLLATE "C" PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    mou_id          TEXT COLLATE "C" NOT NULL REFERENCES mous (id),
    institution_id  TEXT COLLATE "C" NOT NULL REFERENCES institutions (id),
    signatory_name  TEXT COLLATE "C" NOT NULL CHECK (length(signatory_name) BETWEEN 1 AND 200),
    position        TEXT COLLATE "C" NOT NULL CHECK (length(position) BETWEEN 1 AND 200),
    signed_on       TEXT COLLATE "C" NOT NULL,
    method          TEXT COLLATE "C" NOT NULL CHECK (method IN ('wet_ink', 'electronic_certified', 'in_system')),
    document_sha256 TEXT COLLATE "C" NOT NULL CHECK (length(document_sha256) = 64),
    artefact_id     TEXT COLLATE "C" REFERENCES files (id),
    by_user         TEXT COLLATE "C" REFERENCES users (id),
    created_at      BIGINT NOT NULL,
    UNIQUE (mou_id, institution_id)
);

CREATE TABLE mou_transitions (
    id          TEXT COLLATE "C" PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    mou_id      TEXT COLLATE "C" NOT NULL REFERENCES mous (id) ON DELETE CASCADE,
    from_status TEXT COLLATE "C",
    to_status   TEXT COLLATE "C" NOT NULL,
    at          BIGINT NOT NULL,
    by_user     TEXT COLLATE "C" REFERENCES users (id),
    note        TEXT COLLATE "C"
);
CREATE INDEX mou_transitions_by_mou ON mou_transitions (mou_id, at, id);

CREATE TABLE mou_comments (
    id         TEXT COLLATE "C" PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    mou_id     TEXT COLLATE "C" NOT NULL REFERENCES mous (id) ON DELETE CASCADE,
    author_id  TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    body       TEXT COLLATE "C" NOT NULL CHECK (length(body) BETWEEN 1 AND 5000),
    created_at BIGINT NOT NULL
);
CREATE INDEX mou_comments_by_mou ON mou_comments (mou_id, id);
