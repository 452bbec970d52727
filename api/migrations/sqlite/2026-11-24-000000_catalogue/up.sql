-- The catalogue: institutions, hubs, innovations, and the people who sign in.
-- Instants are milliseconds since 1970 UTC; dates are YYYY-MM-DD; ids are UUIDv7 text.

CREATE TABLE institutions (
    id          TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    code        TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 60),
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    name_key    TEXT NOT NULL,
    short_name  TEXT NOT NULL CHECK (length(short_name) BETWEEN 1 AND 100),
    kind        TEXT NOT NULL CHECK (kind IN ('ministry', 'agency', 'province', 'regency', 'city', 'soe', 'regional_soe')),
    region_code TEXT,
    website     TEXT,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    version     INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)
);
CREATE INDEX institutions_by_name ON institutions (name_key);

CREATE TABLE hubs (
    id             TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    institution_id TEXT NOT NULL UNIQUE REFERENCES institutions (id),
    name           TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    name_key       TEXT NOT NULL,
    slug           TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 120),
    status         TEXT NOT NULL CHECK (status IN ('proposed', 'invited', 'agreed', 'declined', 'mou_signed', 'active', 'dormant', 'closed')),
    basis          TEXT CHECK (basis IN ('mou', 'decree', 'commitment')),
    basis_ref      TEXT,
    formed_year    INTEGER CHECK (formed_year BETWEEN 1945 AND 9999),
    formed_on      TEXT,
    focus          TEXT,
    description    TEXT,
    contact_email  TEXT,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    version        INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)
);
CREATE INDEX hubs_by_status ON hubs (status, name_key);

CREATE TABLE users (
    id             TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    email          TEXT NOT NULL,
    email_key      TEXT NOT NULL UNIQUE,
    name           TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    locale         TEXT NOT NULL DEFAULT 'id' CHECK (locale IN ('id', 'en')),
    password_hash  TEXT,
    institution_id TEXT REFERENCES institutions (id),
    roles          TEXT NOT NULL DEFAULT '[]',
    active         BOOLEAN NOT NULL DEFAULT TRUE,
    demo           BOOLEAN NOT NULL DEFAULT FALSE,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    version        INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)
);
CREATE INDEX users_by_institution ON users (institution_id);

-- One row is one family of refresh tokens; `generation` is that of the newest token.
CREATE TABLE sessions (
    id           TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    user_id      TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    generation   INTEGER NOT NULL DEFAULT 0,
    rotated_at   INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    revoked_at   INTEGER,
    user_agent   TEXT,
    address      TEXT
);
CREATE INDEX sessions_by_user ON sessions (user_id, created_at);

-- Private halves are sealed with the installation's secret (JIPP_SECRET_FILE).
CREATE TABLE signing_keys (
    id             TEXT PRIMARY KEY NOT NULL,
    algorithm      TEXT NOT NULL CHECK (algorithm IN ('EdDSA')),
    public_key     TEXT NOT NULL,
    sealed_private TEXT NOT NULL,
    created_at     INTEGER NOT NULL,
    retired_at     INTEGER
);

CREATE TABLE hub_transitions (
    id          TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    hub_id      TEXT NOT NULL REFERENCES hubs (id),
    from_status TEXT,
    to_status   TEXT NOT NULL,
    at          INTEGER NOT NULL,
    by_user     TEXT REFERENCES users (id),
    note        TEXT
);
CREATE INDEX hub_transitions_by_hub ON hub_transitions (hub_id, at, id);

-- What lists and filters read; the long text lives in innovation_texts, so that a page of a list stays small.
CREATE TABLE innovations (
    seq              INTEGER PRIMARY KEY AUTOINCREMENT,
    id               TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    slug             TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 120),
    title            TEXT NOT NULL CHECK (length(title) BETWEEN 5 AND 200),
    title_key        TEXT NOT NULL,
    acronym          TEXT CHECK (length(acronym) <= 30),
    summary          TEXT CHECK (length(summary) <= 2000),
    hub_id           TEXT NOT NULL REFERENCES hubs (id),
    institution_id   TEXT NOT NULL REFERENCES institutions (id),
    unit_name        TEXT CHECK (length(unit_name) <= 200),
    sector           TEXT,
    category         TEXT,
    status           TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'in_review', 'revision_requested', 'rejected', 'published', 'archived')),
    phase            TEXT NOT NULL CHECK (phase IN ('creation', 'development', 'institutionalisation')),
    sustainability   TEXT NOT NULL CHECK (sustainability IN ('unverified', 'continuing', 'growing', 'stopped')),
    attested_on      TEXT,
    initiated_on     TEXT,
    implemented_on   TEXT,
    implemented_year INTEGER,
    sdgs             TEXT NOT NULL DEFAULT '[]',
    keywords         TEXT NOT NULL DEFAULT '[]',
    awards           TEXT NOT NULL DEFAULT '[]',
    source           TEXT NOT NULL CHECK (source IN ('manual', 'import', 'api', 'kipp', 'iga', 'lan')),
    source_ref       TEXT CHECK (length(source_ref) BETWEEN 1 AND 100),
    completeness     INTEGER NOT NULL CHECK (completeness BETWEEN 0 AND 100),
    owner_ids        TEXT NOT NULL DEFAULT '[]',
    created_by       TEXT REFERENCES users (id),
    -- 0 stands for "never", so that the column can be part of a keyset.
    published_at     INTEGER NOT NULL DEFAULT 0,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    version          INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    CHECK (implemented_on IS NULL OR initiated_on IS NULL OR implemented_on >= initiated_on),
    CHECK (attested_on IS NOT NULL OR sustainability = 'unverified')
);
CREATE UNIQUE INDEX innovations_by_source ON innovations (source, source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX innovations_by_created ON innovations (status, created_at, seq);
CREATE INDEX innovations_by_updated ON innovations (status, updated_at, seq);
CREATE INDEX innovations_by_published ON innovations (status, published_at, seq);
CREATE INDEX innovations_by_title ON innovations (status, title_key, seq);
CREATE INDEX innovations_by_sector ON innovations (status, sector, published_at, seq);
CREATE INDEX innovations_by_institution ON innovations (institution_id, status, published_at, seq);

CREATE TABLE innovation_texts (
    seq                 INTEGER PRIMARY KEY NOT NULL REFERENCES innovations (seq) ON DELETE CASCADE,
    background          TEXT,
    objectives          TEXT,
    novelty             TEXT,
    effectiveness       TEXT,
    benefit             TEXT,
    transferability     TEXT,
    sustainability_plan TEXT,
    challenges          TEXT,
    success_factors     TEXT,
    lessons_learned     TEXT,
    resources           TEXT,
    legal_basis         TEXT,
    indicators          TEXT NOT NULL DEFAULT '[]',
    links               TEXT NOT NULL DEFAULT '[]',
    team                TEXT NOT NULL DEFAULT '[]'
);

-- Lists that are filtered on; the record keeps its own copy for reading, both written by one function.
CREATE TABLE innovation_sdgs (
    sdg INTEGER NOT NULL CHECK (sdg BETWEEN 1 AND 17),
    seq INTEGER NOT NULL REFERENCES innovations (seq) ON DELETE CASCADE,
    PRIMARY KEY (sdg, seq)
) WITHOUT ROWID;
CREATE INDEX innovation_sdgs_by_innovation ON innovation_sdgs (seq);

CREATE TABLE innovation_owners (
    user_id TEXT NOT NULL REFERENCES users (id),
    seq     INTEGER NOT NULL REFERENCES innovations (seq) ON DELETE CASCADE,
    PRIMARY KEY (user_id, seq)
) WITHOUT ROWID;
CREATE INDEX innovation_owners_by_innovation ON innovation_owners (seq);

CREATE TABLE innovation_transitions (
    id          TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    seq         INTEGER NOT NULL REFERENCES innovations (seq) ON DELETE CASCADE,
    from_status TEXT,
    to_status   TEXT NOT NULL,
    at          INTEGER NOT NULL,
    by_user     TEXT REFERENCES users (id),
    note        TEXT
);
CREATE INDEX innovation_transitions_by_innovation ON innovation_transitions (seq, at, id);

CREATE TABLE reviews (
    id                 TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    seq                INTEGER NOT NULL REFERENCES innovations (seq) ON DELETE CASCADE,
    reviewer_id        TEXT NOT NULL REFERENCES users (id),
    innovation_version INTEGER NOT NULL,
    novelty            INTEGER NOT NULL CHECK (novelty BETWEEN 0 AND 100),
    effectiveness      INTEGER NOT NULL CHECK (effectiveness BETWEEN 0 AND 100),
    benefit            INTEGER NOT NULL CHECK (benefit BETWEEN 0 AND 100),
    transferability    INTEGER NOT NULL CHECK (transferability BETWEEN 0 AND 100),
    sustainability     INTEGER NOT NULL CHECK (sustainability BETWEEN 0 AND 100),
    comment            TEXT,
    recommendation     TEXT NOT NULL CHECK (recommendation IN ('publish', 'revise', 'reject')),
    created_at         INTEGER NOT NULL,
    updated_at         INTEGER NOT NULL,
    version            INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)
);
CREATE INDEX reviews_by_innovation ON reviews (seq, created_at);

-- The search index. `terms` holds each stem of a record once, its last letter being the level at which it counts (docs/decisions/0003).
CREATE VIRTUAL TABLE innovation_search USING fts5 (terms, detail = none, columnsize = 0, tokenize = 'ascii');
