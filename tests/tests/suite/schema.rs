//! The database itself: migrations, and constraints that refuse what no request may store.

use std::collections::{BTreeMap, BTreeSet};
use tests::{Backend, Data, Site, on_both};

on_both![
    migrating_twice_changes_nothing,
    serving_migrates_as_migrate_does,
    constraints_refuse_rubbish,
    what_is_referred_to_cannot_go,
    parts_go_with_their_innovation,
];

fn migrating_twice_changes_nothing(backend: Backend) {
    let site = Site::stopped(backend, Data::Nothing);
    assert!(site.jipp(&["migrate"]).success().stdout.contains("up to date"));
    site.jipp(&["seed", "--demo"]).success();
    let schema = site.schema();
    assert!(schema.matches("CREATE TABLE").count() >= 12, "{schema}");
    let rows = || site.lines("SELECT id || version || updated_at AS line FROM innovations ORDER BY id");
    let before = rows();
    site.jipp(&["migrate"]).success();
    assert_eq!(site.schema(), schema);
    assert_eq!(rows(), before);
    assert_eq!(site.lines("SELECT CAST(count(*) AS TEXT) AS line FROM __diesel_schema_migrations").len(), 1);
}

fn serving_migrates_as_migrate_does(backend: Backend) {
    let migrated = Site::stopped(backend, Data::Nothing);
    migrated.jipp(&["migrate"]).success();
    let mut served = Site::stopped(backend, Data::Nothing);
    served.start();
    served.stop();
    assert_eq!(migrated.schema(), served.schema());
}

fn constraints_refuse_rubbish(backend: Backend) {
    let site = Site::stopped(backend, Data::Demo);
    let one = "WHERE seq = (SELECT max(seq) FROM innovations)";
    let kemenkeu = "WHERE slug = 'kemenkeu'";
    let text = |n: usize| "x".repeat(n);
    let rubbish = [
        "UPDATE hubs SET institution_id = (SELECT institution_id FROM hubs WHERE slug = 'kkp') WHERE slug = 'kemenkeu'".to_owned(),
        format!("UPDATE hubs SET slug = 'kkp' {kemenkeu}"),
        format!("UPDATE hubs SET status = 'asleep' {kemenkeu}"),
        format!("UPDATE hubs SET basis = 'rumour' {kemenkeu}"),
        format!("UPDATE hubs SET formed_year = 20 {kemenkeu}"),
        format!("UPDATE hubs SET name = '' {kemenkeu}"),
        format!("UPDATE hubs SET version = 0 {kemenkeu}"),
        format!("UPDATE hubs SET institution_id = '0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e' {kemenkeu}"),
        "UPDATE institutions SET kind = 'club' WHERE code = 'kkp'".into(),
        "UPDATE institutions SET code = 'kemenkeu' WHERE code = 'kkp'".into(),
        "UPDATE institutions SET id = 'short' WHERE code = 'kkp'".into(),
        "UPDATE users SET email_key = 'admin@jipp.example' WHERE email_key = 'reviewer@jipp.example'".into(),
        "UPDATE users SET locale = 'fr'".into(),
        "UPDATE users SET institution_id = 'nowhere'".into(),
        format!("UPDATE users SET name = '{}'", text(121)),
        format!("UPDATE innovations SET status = 'lost' {one}"),
        format!("UPDATE innovations SET phase = 'birth' {one}"),
        format!("UPDATE innovations SET sustainability = 'maybe' {one}"),
        format!("UPDATE innovations SET source = 'rumour' {one}"),
        format!("UPDATE innovations SET title = 'abc' {one}"),
        format!("UPDATE innovations SET title = '{}' {one}", text(201)),
        format!("UPDATE innovations SET acronym = '{}' {one}", text(31)),
        format!("UPDATE innovations SET summary = '{}' {one}", text(2001)),
        format!("UPDATE innovations SET completeness = 101 {one}"),
        format!("UPDATE innovations SET initiated_on = '2024-02-01', implemented_on = '2024-01-31' {one}"),
        format!("UPDATE innovations SET sustainability = 'growing', attested_on = NULL {one}"),
        format!(
            "UPDATE innovations SET source_ref = 'demo-m01', \
             institution_id = (SELECT institution_id FROM innovations WHERE source_ref = 'demo-m01') {one} AND source_ref <> 'demo-m01'"
        ),
        format!("UPDATE innovations SET hub_id = '0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e' {one}"),
        format!("UPDATE innovations SET slug = (SELECT slug FROM innovations WHERE source_ref = 'demo-m01') {one}"),
        "UPDATE innovation_sdgs SET sdg = 18".into(),
        "UPDATE innovation_owners SET user_id = 'nobody'".into(),
        "UPDATE reviews SET novelty = 101".into(),
        "UPDATE reviews SET benefit = -1".into(),
        "UPDATE reviews SET recommendation = 'perhaps'".into(),
        "INSERT INTO sessions (id, user_id, rotated_at, created_at, last_used_at, expires_at) VALUES ('0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e', 'nobody', 1, 1, 1, 1)".into(),
        "INSERT INTO signing_keys (id, algorithm, public_key, sealed_private, created_at) VALUES ('k', 'HS256', '-', '-', 1)".into(),
    ];
    for statement in rubbish {
        let refused = site.execute(&statement).expect_err(&statement).to_lowercase();
        assert!(refused.contains("constraint") || refused.contains("unique"), "{statement}: {refused}");
    }
    // They refuse for what they name: the like with good values passes.
    for statement in [
        format!("UPDATE hubs SET status = 'dormant', basis = 'mou', formed_year = 2024, name = 'Nama', version = 2 {kemenkeu}"),
        format!(
            "UPDATE innovations SET title = '{}', acronym = '{}', summary = '{}', completeness = 100 {one}",
            text(200),
            text(30),
            text(2000)
        ),
        format!("UPDATE innovations SET initiated_on = '2024-02-01', implemented_on = '2024-02-01', source_ref = 'demo-new' {one}"),
        "UPDATE reviews SET novelty = 100, benefit = 0".into(),
    ] {
        site.execute(&statement).unwrap();
    }
}

fn what_is_referred_to_cannot_go(backend: Backend) {
    let site = Site::stopped(backend, Data::Demo);
    for statement in [
        "DELETE FROM institutions WHERE code = 'kkp'",
        "DELETE FROM hubs WHERE slug = 'kkp'",
        "DELETE FROM users WHERE email_key = 'innovator.kkp@jipp.example'",
        "DELETE FROM users WHERE email_key = 'reviewer@jipp.example'",
    ] {
        assert!(site.execute(statement).is_err(), "{statement}");
    }
}

fn parts_go_with_their_innovation(backend: Backend) {
    let site = Site::stopped(backend, Data::Demo);
    site.execute("DELETE FROM innovations WHERE status = 'published'").unwrap();
    for table in ["innovation_texts", "innovation_sdgs", "innovation_owners", "innovation_transitions", "reviews"] {
        let left = site.lines(&format!("SELECT DISTINCT i.status AS line FROM {table} t LEFT JOIN innovations i ON i.seq = t.seq"));
        assert!(!left.is_empty() && !left.contains(&"published".to_owned()), "{table}: {left:?}");
        let orphans = site.lines(&format!(
            "SELECT CAST(t.seq AS TEXT) AS line FROM {table} t LEFT JOIN innovations i ON i.seq = t.seq WHERE i.seq IS NULL"
        ));
        assert_eq!(orphans, Vec::<String>::new(), "{table}");
    }
}

/// Both backends have the same tables with the same columns, required ones alike.
#[test]
fn both_backends_have_the_same_tables() {
    let tables = |backend: Backend, query: &str| {
        let site = Site::stopped(backend, Data::Demo);
        let mut tables = BTreeMap::<String, BTreeSet<String>>::new();
        for line in site.lines(query) {
            let (table, column) = line.split_once(' ').unwrap();
            tables.entry(table.to_owned()).or_default().insert(column.to_owned());
        }
        // Full text is where they differ, and the migrations' own table is diesel's.
        tables.retain(|name, _| {
            !name.starts_with("innovation_search")
                && !name.starts_with("search_index")
                && !name.starts_with("__diesel")
                && !name.starts_with("sqlite_")
        });
        tables
    };
    let sqlite = tables(
        Backend::Sqlite,
        "SELECT m.name || ' ' || c.name || CASE WHEN c.\"notnull\" OR c.pk THEN ' required' ELSE '' END AS line \
         FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
    );
    let postgres = tables(
        Backend::Postgres,
        "SELECT table_name || ' ' || column_name || CASE is_nullable WHEN 'NO' THEN ' required' ELSE '' END AS line \
         FROM information_schema.columns WHERE table_schema = 'public'",
    );
    assert_eq!(sqlite, postgres);
    assert!(sqlite.len() >= 12);
}
