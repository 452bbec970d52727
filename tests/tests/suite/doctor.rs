//! `jipp doctor`: 0 when all is well, else 1 and a line for each fault.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use tests::{Backend, Data, Site, on_both};

on_both![
    all_is_well,
    a_secret_that_others_can_read_is_a_fault,
    missing_migrations_are_a_fault,
    a_database_that_is_not_there_is_a_fault_and_not_made,
    a_damaged_database_is_a_fault,
    another_secret_is_a_fault,
    a_record_that_cannot_be_found_is_a_fault,
    unusable_settings_are_a_fault,
    several_faults_are_several_lines,
];

/// What was well, and what was not.
fn examine(site: &Site) -> (Vec<String>, Vec<String>) {
    let outcome = site.jipp(&["doctor"]);
    let lines: Vec<String> =
        outcome.stdout.lines().filter(|line| !line.contains("WARN") && !line.contains("INFO")).map(str::to_owned).collect();
    let (well, faults): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.starts_with("ok"));
    assert!(faults.iter().all(|line| line.starts_with("FAULT")), "{outcome:?}");
    assert_eq!(outcome.code, i32::from(!faults.is_empty()), "{outcome:?}");
    (well, faults)
}

#[track_caller]
fn one_fault(site: &Site, word: &str) {
    let (_, faults) = examine(site);
    assert!(faults.len() == 1 && faults[0].contains(word), "{word}: {faults:?}");
}

/// A database that a server has used.
fn used(backend: Backend) -> Site {
    let mut site = Site::own(backend);
    site.stop();
    site
}

fn all_is_well(backend: Backend) {
    let site = used(backend);
    let (well, faults) = examine(&site);
    assert_eq!(faults, Vec::<String>::new());
    for part in ["settings", "secret", "data folder", "pages", "database", "migrations", "integrity", "signing keys"] {
        assert!(well.iter().any(|line| line.contains(part)), "{part} is checked: {well:?}");
    }
    // A server that runs does not mind.
    let running = Site::own(backend);
    assert_eq!(examine(&running).1, Vec::<String>::new());
    running.get("/hubs").ok();
}

fn a_secret_that_others_can_read_is_a_fault(backend: Backend) {
    let site = used(backend);
    for mode in [0o644, 0o640, 0o604] {
        fs::set_permissions(site.secret_file(), fs::Permissions::from_mode(mode)).unwrap();
        one_fault(&site, "secret");
    }
    fs::set_permissions(site.secret_file(), fs::Permissions::from_mode(0o400)).unwrap();
    assert_eq!(examine(&site).1, Vec::<String>::new());
}

fn missing_migrations_are_a_fault(backend: Backend) {
    let site = Site::stopped(backend, Data::Nothing);
    if backend == Backend::Sqlite {
        fs::write(site.database(), "").unwrap();
    }
    let (_, faults) = examine(&site);
    assert!(faults.iter().any(|line| line.contains("migrations") && line.contains("jipp migrate")), "{faults:?}");
    site.jipp(&["migrate"]).success();
    assert_eq!(examine(&site).1, Vec::<String>::new());
}

fn a_database_that_is_not_there_is_a_fault_and_not_made(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Nothing);
    let url = match backend {
        Backend::Sqlite => "sqlite://nowhere.db".to_owned(),
        Backend::Postgres => tests::postgres::url("nowhere"),
    };
    site.set("DATABASE_URL", &url);
    one_fault(&site, "database");
    assert!(!site.folder().join("nowhere.db").exists() && !site.folder().join("data").exists(), "looking makes nothing");
}

fn a_damaged_database_is_a_fault(backend: Backend) {
    let site = used(backend);
    match backend {
        Backend::Sqlite => {
            site.execute("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
            let mut bytes = fs::read(site.database()).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle..middle + 20_000].fill(0xA5);
            fs::write(site.database(), bytes).unwrap();
            let (_, faults) = examine(&site);
            assert!(faults.iter().any(|line| line.contains("integrity")), "{faults:?}");
            fs::write(site.database(), "rubbish ".repeat(1000)).unwrap();
            assert!(!examine(&site).1.is_empty());
        }
        Backend::Postgres => {
            site.execute("ALTER TABLE hubs DROP CONSTRAINT hubs_status_check; ALTER TABLE hubs ADD CONSTRAINT hubs_status_check CHECK (status <> 'active') NOT VALID").unwrap();
            one_fault(&site, "integrity");
        }
    }
}

fn another_secret_is_a_fault(backend: Backend) {
    let site = used(backend);
    fs::write(site.secret_file(), "another secret that is long enough for all").unwrap();
    one_fault(&site, "signing keys");
    assert!(site.jipp(&["serve"]).one_line().contains("JIPP_SECRET_FILE"));
    fs::remove_file(site.secret_file()).unwrap();
    assert!(site.jipp(&["serve"]).one_line().contains("secret"));
    assert!(!site.secret_file().exists(), "no new one stands where the lost one belongs");
}

fn a_record_that_cannot_be_found_is_a_fault(backend: Backend) {
    let site = used(backend);
    site.execute("DELETE FROM innovation_search WHERE rowid = (SELECT min(seq) FROM innovations)").unwrap();
    one_fault(&site, "search index");
    site.execute("DELETE FROM innovation_texts WHERE seq = (SELECT max(seq) FROM innovations)").unwrap();
    one_fault(&site, "lacks its texts");
}

fn unusable_settings_are_a_fault(backend: Backend) {
    let mut site = used(backend);
    site.set("JIPP_PUBLIC_URL", "jipp.example.go.id");
    one_fault(&site, "JIPP_PUBLIC_URL");
    site.unset("JIPP_PUBLIC_URL");
    site.set("JIPP_SMTP_URL", "smtp://mail.example");
    one_fault(&site, "JIPP_MAIL_FROM");
}

fn several_faults_are_several_lines(backend: Backend) {
    let mut site = used(backend);
    fs::set_permissions(site.secret_file(), fs::Permissions::from_mode(0o666)).unwrap();
    site.set("JIPP_PUBLIC_URL", "jipp.example.go.id");
    site.execute("DELETE FROM innovation_search WHERE rowid = (SELECT min(seq) FROM innovations)").unwrap();
    assert_eq!(examine(&site).1.len(), 3);
}
