//! `jipp backup` and `jipp restore`: nothing lost, nothing changed, on either database and from one to the other.

use crate::documenting::draft;
use crate::shared::{items, text};
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use tests::site::PASSWORD;
use tests::{Backend, Data, Outcome, Site, on_both, run};

on_both![
    every_row_comes_back_on_either_database,
    the_restored_service_knows_records_people_and_sessions,
    any_value_comes_back_as_it_was,
    numbers_go_on_after_the_highest_ever_given,
    triggers_and_references_are_watched_again,
    a_backup_is_of_one_moment_while_others_write,
    a_damaged_archive_is_refused,
    only_an_empty_database_is_restored_into,
    an_archive_replaces_another_only_when_asked,
    a_secret_that_does_not_fit_is_named,
    files_come_along,
    a_backup_that_cannot_be_made_leaves_nothing,
];

fn other(backend: Backend) -> Backend {
    match backend {
        Backend::Sqlite => Backend::Postgres,
        Backend::Postgres => Backend::Sqlite,
    }
}

/// Every column that is not worked out by the database: table, column, type.
static COLUMNS: LazyLock<Vec<[String; 3]>> = LazyLock::new(|| {
    let site = Site::stopped(Backend::Postgres, Data::Demo);
    let columns = site.lines(
        "SELECT table_name || ' ' || column_name || ' ' || data_type AS line FROM information_schema.columns \
         WHERE table_schema = 'public' AND is_generated = 'NEVER' AND table_name NOT LIKE '\\_\\_%' ORDER BY 1",
    );
    columns.iter().map(|c| c.splitn(3, ' ').map(str::to_owned).collect::<Vec<_>>().try_into().unwrap()).collect()
});

/// All rows of all tables, as text.
fn contents(site: &Site) -> BTreeMap<&'static str, Vec<String>> {
    let mut tables = BTreeMap::<&str, Vec<String>>::new();
    for [table, column, kind] in COLUMNS.iter() {
        let value = match kind.as_str() {
            "boolean" => format!("CASE WHEN {column} THEN 'true' ELSE 'false' END"),
            _ => format!("CAST({column} AS TEXT)"),
        };
        tables.entry(table).or_default().push(format!("coalesce('=' || {value}, '-')"));
    }
    tables
        .into_iter()
        .map(|(table, values)| {
            let mut rows = site.lines(&format!("SELECT {} AS line FROM {table}", values.join(" || '|' || ")));
            rows.sort_unstable();
            (table, rows)
        })
        .collect()
}

#[track_caller]
fn assert_same_contents(a: &Site, b: &Site) {
    let (a, b) = (contents(a), contents(b));
    assert!(a.len() >= 14 && a["innovations"].len() >= 70, "{:?}", a.keys());
    for (table, rows) in &a {
        assert!(*rows == b[table], "{table} differs: {} and {} rows", rows.len(), b[table].len());
    }
}

fn back_up(site: &Site) -> PathBuf {
    let archive = run::new_folder("backup").join("jipp.tar.zst");
    let said = site.jipp(&["backup", &archive.display().to_string()]).success();
    assert_eq!((said.stdout.lines().count(), said.stderr.as_str()), (1, ""), "{said:?}");
    assert!(said.stdout.contains(" rows of "), "{said:?}");
    archive
}

/// An installation without data that shares the secret of another.
fn empty(backend: Backend, secret_of: &Site) -> Site {
    let mut site = Site::stopped(backend, Data::Nothing);
    site.set("JIPP_SECRET_FILE", &secret_of.secret_file().display().to_string());
    site
}

fn restore(site: &Site, archive: &Path) -> Outcome {
    site.jipp(&["restore", &archive.display().to_string()])
}

fn restored(backend: Backend, from: &Site) -> Site {
    let site = empty(backend, from);
    let said = restore(&site, &back_up(from)).success();
    assert_eq!((said.stdout.lines().count(), said.stderr.as_str()), (1, ""), "{said:?}");
    site
}

fn count(site: &Site, table: &str) -> u64 {
    site.lines(&format!("SELECT CAST(count(*) AS TEXT) AS line FROM {table}"))[0].parse().unwrap()
}

fn every_row_comes_back_on_either_database(backend: Backend) {
    let mut first = Site::stopped(backend, Data::Demo);
    first.jipp(&["seed", "--scale", "3000"]).success();
    first.start();
    first.login("admin", PASSWORD).ok();
    first.stop();
    let same = restored(backend, &first);
    assert_same_contents(&first, &same);
    let moved = restored(other(backend), &first);
    assert_same_contents(&first, &moved);
    let back = restored(backend, &moved);
    assert_same_contents(&first, &back);
    for site in [&same, &moved, &back] {
        site.jipp(&["doctor"]).success();
    }
    if backend == Backend::Postgres {
        assert_eq!(first.schema(), back.schema());
    }
}

fn the_restored_service_knows_records_people_and_sessions(backend: Backend) {
    let first = Site::own(backend);
    let token = first.token("innovator.kkp");
    let lists = ["/hubs?limit=100", "/innovations?limit=100&q=layanan", "/innovations?mine=true", "/stats/overview"];
    let answers = |site: &Site| lists.map(|path| site.get(path).bearer(&token).ok());
    let before = answers(&first);
    for target in [backend, other(backend)] {
        let mut site = restored(target, &first);
        site.set("JIPP_PUBLIC_URL", &first.url);
        site.start();
        // The token was signed by a key that came along, in a session that came along.
        let after = answers(&site);
        for (path, (before, after)) in lists.iter().zip(before.iter().zip(&after)) {
            if path.starts_with("/stats") {
                assert_eq!(before, after);
            } else {
                assert_eq!(items(before), items(after), "{path}");
                assert!(!items(after).is_empty(), "{path}");
            }
        }
        let user = site.login("manager.bpom", PASSWORD).ok()["user"].clone();
        assert_eq!(text(&user, "email"), "manager.bpom@jipp.example");
    }
}

fn any_value_comes_back_as_it_was(backend: Backend) {
    let first = Site::stopped(backend, Data::Demo);
    let odd = "tab\t cr\r lf\n quote'' \" back\\slash \\u0041 \u{1} \u{7f} \u{85} \u{2028} \u{feff} e\u{301} é 漢字 😀 \u{202e} {\"a\": [1]} \u{10ffff}";
    first
        .execute(&format!(
            "UPDATE innovation_texts SET background = '{odd}', objectives = '', novelty = NULL, benefit = 'null', effectiveness = '{}'; \
             UPDATE hubs SET focus = '{odd}', updated_at = 9223372036854775807, created_at = -9223372036854775807 WHERE slug = 'kkp'; \
             UPDATE users SET active = FALSE, demo = TRUE WHERE email_key = 'reviewer@jipp.example'",
            "layanan ".repeat(20_000)
        ))
        .unwrap();
    let moved = restored(other(backend), &first);
    assert_same_contents(&first, &moved);
    assert_same_contents(&first, &restored(backend, &moved));
}

fn numbers_go_on_after_the_highest_ever_given(backend: Backend) {
    let first = Site::stopped(backend, Data::Demo);
    // On PostgreSQL also a number that a transaction took and did not keep is given.
    let given = match backend {
        Backend::Sqlite => "SELECT CAST(seq AS TEXT) AS line FROM sqlite_sequence WHERE name = 'innovations'",
        Backend::Postgres => "SELECT CAST(last_value AS TEXT) AS line FROM innovations_seq_seq",
    };
    let highest: i64 = first.lines(given)[0].parse().unwrap();
    let last = "(SELECT seq FROM innovations ORDER BY seq DESC LIMIT 5)";
    first.execute(&format!("DELETE FROM innovation_search WHERE rowid IN {last}; DELETE FROM innovations WHERE seq IN {last}")).unwrap();
    for target in [backend, other(backend)] {
        let site = restored(target, &first);
        site.jipp(&["seed", "--scale", "1"]).success();
        assert_eq!(site.lines("SELECT CAST(max(seq) AS TEXT) AS line FROM innovations"), [(highest + 1).to_string()]);
    }
}

fn triggers_and_references_are_watched_again(backend: Backend) {
    let first = Site::stopped(backend, Data::Demo);
    for target in [backend, other(backend)] {
        let site = restored(target, &first);
        let version = || site.lines("SELECT CAST(version AS TEXT) AS line FROM network")[0].parse::<i64>().unwrap();
        let before = version();
        site.execute("UPDATE hubs SET focus = 'Lain' WHERE slug = 'kkp'").unwrap();
        assert!(version() > before);
        assert!(site.execute("UPDATE innovation_owners SET user_id = 'nobody'").is_err());
        assert!(site.execute("DELETE FROM hubs WHERE slug = 'kkp'").is_err());
        // Every trigger, constraint and index is there, in the same words.
        let migrated = empty(target, &first);
        migrated.jipp(&["migrate"]).success();
        let schema = |site: &Site| site.schema().lines().filter(|l| !l.contains("sqlite_stat")).collect::<Vec<_>>().join("\n");
        assert!(schema(&site) == schema(&migrated), "{}", site.schema());
    }
}

fn a_backup_is_of_one_moment_while_others_write(backend: Backend) {
    let mut first = Site::stopped(backend, Data::Demo);
    // The usual run has to be short; the size that matters is asked for by hand.
    let rows = std::env::var("JIPP_TEST_BACKUP_ROWS").unwrap_or_else(|_| "2000".to_owned());
    first.jipp(&["seed", "--scale", &rows]).success();
    first.execute("UPDATE hubs SET version = 1; UPDATE institutions SET version = 1").unwrap();
    first.start();
    let (done, acknowledged) = (AtomicBool::new(false), Mutex::new(vec![text(&draft(&first, "Sebelum semua"), "id").to_owned()]));
    let repeat = |write: &dyn Fn()| {
        while !done.load(Ordering::Relaxed) {
            write();
        }
    };
    let backups = thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| {
                repeat(&|| {
                    let made = draft(&first, "Di tengah pencadangan");
                    acknowledged.lock().unwrap().push(text(&made, "id").to_owned());
                });
            });
        }
        for _ in 0..4 {
            scope.spawn(|| repeat(&|| drop(first.login("innovator.kkp", PASSWORD).ok())));
        }
        // Both or neither: hubs and institutions lie apart in the archive.
        let both = "BEGIN; UPDATE hubs SET version = version + 1; UPDATE institutions SET version = version + 1; COMMIT";
        scope.spawn(|| repeat(&|| drop(first.execute(both))));
        let backup = |n: usize| {
            // The writers are slow beside each other; each backup is to find more than the one before.
            let began = Instant::now();
            while acknowledged.lock().unwrap().len() <= n && began.elapsed() < Duration::from_secs(60) {
                thread::sleep(Duration::from_millis(10));
            }
            let before = acknowledged.lock().unwrap().clone();
            (before, back_up(&first))
        };
        let backups = panic::catch_unwind(AssertUnwindSafe(|| (0..3).map(backup).collect::<Vec<_>>()));
        done.store(true, Ordering::Relaxed);
        backups.unwrap()
    });
    for ((acknowledged, archive), target) in backups.iter().zip([backend, other(backend), backend]) {
        let copy = empty(target, &first);
        restore(&copy, archive).success();
        let versions = copy.lines(
            "SELECT DISTINCT CAST(version AS TEXT) AS line FROM (SELECT version FROM hubs UNION SELECT version FROM institutions) v",
        );
        assert_eq!(versions.len(), 1, "{versions:?}");
        let found: HashSet<String> = copy.lines("SELECT id AS line FROM innovations").into_iter().collect();
        assert!(acknowledged.iter().all(|id| found.contains(id)), "{} acknowledged", acknowledged.len());
        // What was written together came together.
        let torn = copy.lines(
            "SELECT id AS line FROM innovations WHERE title = 'Di tengah pencadangan' \
               AND (seq NOT IN (SELECT seq FROM innovation_revisions) OR id NOT IN (SELECT record_id FROM audit_events))",
        );
        assert_eq!(torn, Vec::<String>::new());
        copy.jipp(&["doctor"]).success();
    }
    assert!(backups[0].0.len() < backups[2].0.len(), "others wrote meanwhile");
}

fn a_damaged_archive_is_refused(backend: Backend) {
    let first = Site::stopped(backend, Data::Demo);
    let good = fs::read(back_up(&first)).unwrap();
    let folder = run::new_folder("damaged");
    let site = empty(backend, &first);
    let refused = |name: &str, bytes: &[u8], word: &str| {
        let path = folder.join("jipp.tar.zst");
        fs::write(&path, bytes).unwrap();
        let outcome = restore(&site, &path);
        assert_eq!(outcome.code, 1, "{name}: {outcome:?}");
        let line = outcome.one_line();
        assert!(line.contains(word) && line.contains("jipp.tar.zst"), "{name}: {line}");
    };
    let last = good.len() - 1;
    for at in [4, 5, 9, 100, last / 4, last / 2, last - 60, last - 40, last - 39, last - 33, last - 32, last - 10, last] {
        let mut bytes = good.clone();
        bytes[at] ^= 0x10;
        refused(&format!("byte {at}"), &bytes, "damaged");
    }
    for length in [10, 100, last / 2, last - 40, last - 39, last] {
        refused(&format!("cut to {length}"), &good[..length], "damaged");
    }
    refused("more at its end", &[good.as_slice(), b"x"].concat(), "damaged");
    refused("an empty file", b"", "no backup");
    refused("another file", &fs::read(run::binary()).unwrap()[..10_000], "no backup");
    refused("a database", b"SQLite format 3\0and more", "no backup");
    assert!(restore(&site, &folder.join("nowhere")).one_line().contains("nowhere"));
    assert!(restore(&site, &folder).one_line().contains("damaged"));
    // None of this has touched the database.
    let path = folder.join("good");
    fs::write(&path, &good).unwrap();
    restore(&site, &path).success();
    assert_same_contents(&first, &site);
}

fn only_an_empty_database_is_restored_into(backend: Backend) {
    let first = Site::stopped(backend, Data::Demo);
    let archive = back_up(&first);
    // Migrated only is empty.
    let migrated = empty(backend, &first);
    migrated.jipp(&["migrate"]).success();
    restore(&migrated, &archive).success();
    let before = contents(&migrated);
    assert!(restore(&migrated, &archive).one_line().contains("there are files already"));
    fs::remove_dir_all(migrated.folder().join("data/files")).unwrap();
    let line = restore(&migrated, &archive).one_line();
    assert!(line.contains("not empty"), "{line}");
    assert_eq!(contents(&migrated), before);
    // One account is enough to refuse.
    let used = empty(backend, &first);
    used.jipp_with_input(&["user", "create", "--email", "ani@jipp.example", "--name", "Ani"], "kata sandi panjang\n").success();
    let line = restore(&used, &archive).one_line();
    assert!(line.contains("not empty") && line.contains("1 rows in"), "{line}");
    assert_eq!((count(&used, "users"), count(&used, "innovations")), (1, 0));
}

fn an_archive_replaces_another_only_when_asked(backend: Backend) {
    let site = Site::stopped(backend, Data::Demo);
    let archive = back_up(&site);
    assert_eq!(fs::metadata(&archive).unwrap().permissions().mode() & 0o777, 0o600);
    let before = fs::read(&archive).unwrap();
    let name = archive.display().to_string();
    assert!(site.jipp(&["backup", &name]).one_line().contains("--force"));
    assert_eq!(fs::read(&archive).unwrap(), before);
    site.jipp(&["backup", "--force", &name]).success();
    assert_ne!(fs::read(&archive).unwrap(), before, "it tells when it was taken");
    assert_eq!(fs::read_dir(archive.parent().unwrap()).unwrap().count(), 1, "nothing else is left there");
    // A name alone is below the folder it runs in.
    site.jipp(&["backup", "here.tar.zst"]).success();
    assert!(site.folder().join("here.tar.zst").is_file());
}

fn a_secret_that_does_not_fit_is_named(backend: Backend) {
    let mut first = Site::own(backend);
    first.token("admin");
    first.stop();
    let archive = back_up(&first);
    for target in [backend, other(backend)] {
        let mut site = Site::stopped(target, Data::Nothing);
        fs::write(site.folder().join("other"), "x".repeat(64)).unwrap();
        site.set("JIPP_SECRET_FILE", "other");
        let said = restore(&site, &archive).success();
        assert!(said.stderr.contains("another secret") && said.stderr.lines().count() == 1, "{said:?}");
        assert_same_contents(&first, &site);
        assert!(site.jipp(&["serve"]).one_line().contains("another secret"));
        // The right one in its place is all it takes; without it, a new key.
        let lost = site.jipp(&["keys", "rotate"]);
        lost.success();
        site.execute("UPDATE signing_keys SET retired_at = 1 WHERE retired_at IS NOT NULL").unwrap();
        site.start();
        site.login("admin", PASSWORD).ok();
    }
    // On SQLite a missing one is not made up.
    let site = Site::stopped(Backend::Sqlite, Data::Nothing);
    let said = restore(&site, &archive).success();
    assert!(said.stderr.contains("secret") && !site.secret_file().exists(), "{said:?}");
}

fn files_come_along(backend: Backend) {
    let first = Site::stopped(backend, Data::Demo);
    let files = first.folder().join("data/files");
    let long = format!("{}/{}", "folder".repeat(20), "name ä".repeat(20));
    for (name, content) in [("a.pdf", vec![0; 3_000_000]), ("mou/2026/b.pdf", b"%PDF".to_vec()), ("empty", vec![]), (&long, vec![7; 600])] {
        fs::create_dir_all(files.join(name).parent().unwrap()).unwrap();
        fs::write(files.join(name), content).unwrap();
    }
    fs::write(first.folder().join("data/other"), "not ours").unwrap();
    let site = restored(other(backend), &first);
    for name in ["a.pdf", "mou/2026/b.pdf", "empty", &long] {
        assert_eq!(fs::read(files.join(name)).unwrap(), fs::read(site.folder().join("data/files").join(name)).unwrap(), "{name}");
    }
    assert!(!site.folder().join("data/other").exists());
    // Files of somebody else are not mixed with them.
    let taken = empty(backend, &first);
    fs::create_dir_all(taken.folder().join("data/files")).unwrap();
    fs::write(taken.folder().join("data/files/mine"), "mine").unwrap();
    assert!(restore(&taken, &back_up(&first)).one_line().contains("files"));
    assert_eq!(fs::read(taken.folder().join("data/files/mine")).unwrap(), b"mine");
}

fn a_backup_that_cannot_be_made_leaves_nothing(backend: Backend) {
    let folder = run::new_folder("backup");
    let archive = folder.join("jipp.tar.zst").display().to_string();
    let none = Site::stopped(backend, Data::Nothing);
    let line = none.jipp(&["backup", &archive]).one_line();
    assert!(line.contains(if backend == Backend::Sqlite { "does not exist" } else { "no backup" }), "{line}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    assert!(backend == Backend::Postgres || !Path::new(none.database()).exists(), "looking makes no database");
    let site = Site::stopped(backend, Data::Demo);
    assert!(site.jipp(&["backup", "nowhere/jipp.tar.zst"]).one_line().contains("nowhere"));
    // What a backup cannot hold exactly it refuses, instead of losing it.
    site.execute("CREATE TABLE extra (id INTEGER PRIMARY KEY, share DOUBLE PRECISION)").unwrap();
    assert!(site.jipp(&["backup", &archive]).one_line().contains("extra.share"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}
