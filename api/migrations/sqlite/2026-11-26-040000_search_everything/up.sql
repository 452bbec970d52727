-- What can be found besides innovations: posts, hubs, institutions, events.

-- `text` is what snippets are cut from; `at` puts the newest first.
CREATE TABLE search_documents (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    record_type TEXT NOT NULL CHECK (record_type IN ('post', 'hub', 'institution', 'event')),
    record_id   TEXT NOT NULL CHECK (length(record_id) = 36),
    title       TEXT NOT NULL,
    path        TEXT NOT NULL,
    text        TEXT NOT NULL,
    at          INTEGER NOT NULL,
    UNIQUE (record_type, record_id)
);
CREATE VIRTUAL TABLE search_index USING fts5 (terms, detail = none, columnsize = 0, tokenize = 'ascii');

-- Words of titles, and each of them without one of its letters: a misspelt word is found by what it has in common.
CREATE TABLE search_spellings (
    variant TEXT NOT NULL,
    word    TEXT NOT NULL,
    PRIMARY KEY (variant, word)
) WITHOUT ROWID;

-- Words that mean the same, as a JSON list.
CREATE TABLE synonyms (
    id         TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    words      TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)
);

-- What there is to begin with; admins change it.
INSERT INTO synonyms (id, words, created_at, updated_at) VALUES
    ('01998a00-0000-7000-8000-000000000001', '["puskesmas", "pusat kesehatan masyarakat"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000002', '["posyandu", "pos pelayanan terpadu"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000003', '["ktp", "kartu tanda penduduk"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000004', '["sim", "surat izin mengemudi"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000005', '["umkm", "usaha mikro kecil menengah"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000006', '["bpjs", "badan penyelenggara jaminan sosial"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000007', '["asn", "aparatur sipil negara"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000008', '["disabilitas", "difabel", "penyandang cacat"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000009', '["tuli", "tunarungu"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000010', '["netra", "tunanetra"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000011', '["lansia", "lanjut usia"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000012', '["balita", "bawah lima tahun"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000013', '["stunting", "tengkes"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000014', '["daring", "online"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000015', '["luring", "offline"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000016', '["gawai", "ponsel", "telepon genggam"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000017', '["surel", "email"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000018', '["kesehatan ibu anak", "kia"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000019', '["pbb", "pajak bumi bangunan"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000020', '["bbm", "bahan bakar minyak"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000021', '["smk", "sekolah menengah kejuruan"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000022', '["kua", "kantor urusan agama"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000023', '["pmi", "pekerja migran indonesia", "tki"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000024', '["rsud", "rumah sakit umum daerah"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000025', '["dukcapil", "kependudukan pencatatan sipil"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000026', '["bansos", "bantuan sosial"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000027', '["apbd", "anggaran pendapatan belanja daerah"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000028', '["sppt", "surat pemberitahuan pajak terutang"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000029', '["mou", "nota kesepahaman"]', 1764115200000, 1764115200000),
    ('01998a00-0000-7000-8000-000000000030', '["fgd", "diskusi kelompok terpumpun"]', 1764115200000, 1764115200000);
