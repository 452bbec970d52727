//! What was acknowledged is there, however the server ends.

use crate::shared::text;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};
use tests::postgres::Cluster;
use tests::{Backend, Site, on_both, run};

on_both![what_was_acknowledged_survives_kills, a_full_disk_is_503_and_loses_nothing];

const CLIENTS: usize = 16;

/// Creates until told to stop; each record under its own key, tried again when the answer is lost.
fn create(site: &Site, token: &str, stop: &AtomicBool, client: usize, round: usize) -> BTreeMap<String, String> {
    let http = reqwest::blocking::Client::builder().timeout(Duration::from_secs(5)).build().unwrap();
    let mut acknowledged = BTreeMap::new();
    for n in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let key = format!("{round}-{client}-{n}");
        let body = json!({"title": format!("Catatan {key}"), "hub_id": "kemenkeu"});
        let request = http.post(format!("{}/api/v1/innovations", site.url)).bearer_auth(token).header("Idempotency-Key", &key);
        match request.header("Content-Type", "application/json").body(body.to_string()).send() {
            Ok(answer) if answer.status() == 201 => {
                if let Ok(made) = answer.text().map(|t| serde_json::from_str::<Value>(&t).unwrap_or_default()) {
                    acknowledged.insert(key, text(&made, "id").to_owned());
                }
            }
            Ok(answer) => {
                assert!(matches!(answer.status().as_u16(), 409 | 503), "{answer:?}");
                sleep(Duration::from_millis(5));
            }
            Err(_) => break,
        }
    }
    acknowledged
}

fn what_was_acknowledged_survives_kills(backend: Backend) {
    let rounds = if backend == Backend::Sqlite { 20 } else { 10 };
    let mut site = Site::own(backend);
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for round in 0..rounds {
        all.extend(create_during(&site, round, || {
            sleep(Duration::from_millis(fastrand::u64(60..250)));
            let killed = Command::new("kill").args(["-KILL", &site.pid().to_string()]).status().unwrap();
            assert!(killed.success());
        }));
        site.wait(5);
        let began = Instant::now();
        site.start();
        assert!(began.elapsed() < Duration::from_secs(3), "ready again after {:?}", began.elapsed());
    }
    assert!(all.len() > rounds * 4, "{} were acknowledged", all.len());
    assert_all_there(&site, &all);
}

/// 16 clients create for as long as `meanwhile` runs; what was acknowledged.
fn create_during(site: &Site, round: usize, meanwhile: impl FnOnce()) -> BTreeMap<String, String> {
    let token = site.token("innovator.kemenkeu");
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (token, stop) = (&token, &stop);
                scope.spawn(move || create(site, token, stop, client, round))
            })
            .collect();
        {
            let _stop = Stop(&stop);
            meanwhile();
        }
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    })
}

/// Stops the clients, also when what happens meanwhile fails.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Waits until a record can be created.
fn wait_for_writing(site: &Site) -> Duration {
    let began = Instant::now();
    let body = json!({"title": "Kembali menulis", "hub_id": "kemenkeu"});
    while site.post("/innovations", &body).by("innovator.kemenkeu").send().status != 201 {
        assert!(began.elapsed() < Duration::from_secs(20), "nothing can be written");
        sleep(Duration::from_millis(20));
    }
    began.elapsed()
}

#[test]
fn what_was_acknowledged_survives_a_kill_of_postgresql() {
    let cluster = Arc::new(Cluster::start());
    let mut site = Site::demo_in_cluster(cluster.clone());
    site.start();
    let acknowledged = create_during(&site, 0, || {
        sleep(Duration::from_millis(400));
        cluster.kill();
        site.get("/innovations?limit=1").problem(503, "overloaded");
        site.post("/innovations", &json!({"title": "Sia-sia", "hub_id": "kemenkeu"})).by("innovator.kemenkeu").problem(503, "overloaded");
        cluster.restart();
        let waited = wait_for_writing(&site);
        assert!(waited < Duration::from_secs(3), "written again after {waited:?}");
        sleep(Duration::from_millis(300));
    });
    assert!(acknowledged.len() > 20, "{} were acknowledged", acknowledged.len());
    assert_all_there(&site, &acknowledged);
    site.get("/innovations?limit=1").ok();
}

/// A file system of its own of so many MiB; gone when dropped.
struct Disk(PathBuf);

impl Disk {
    /// None where this user may not mount one.
    fn of(mebibytes: u32) -> Option<Self> {
        let folder = run::new_folder("disk");
        let options = format!("size={mebibytes}m,mode=711");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "jipp-test"]).arg(&folder).status().unwrap();
        mounted.success().then_some(Self(folder))
    }

    fn fill(&self) {
        let mut ballast = fs::File::create(self.0.join("ballast")).unwrap();
        while ballast.write(&[1; 4096]).is_ok() {}
    }

    fn empty(&self) {
        fs::remove_file(self.0.join("ballast")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn a_full_disk_is_503_and_loses_nothing(backend: Backend) {
    let Some(disk) = Disk::of(if backend == Backend::Sqlite { 48 } else { 320 }) else {
        return eprintln!("not run: only root may mount the file system that this test fills");
    };
    let folder = disk.0.join("database");
    fs::create_dir(&folder).unwrap();
    let (mut site, cluster) = match backend {
        Backend::Sqlite => (Site::demo_in_folder(folder), None),
        Backend::Postgres => {
            let cluster = Arc::new(Cluster::start_in(folder));
            (Site::demo_in_cluster(cluster.clone()), Some(cluster))
        }
    };
    site.start();
    let refused = || {
        let body = json!({"title": "Tanpa tempat", "hub_id": "kemenkeu", "background": "x".repeat(9_000)});
        site.post("/innovations", &body).by("innovator.kemenkeu").send().status == 503
    };
    let mut all = create_during(&site, 0, || {
        sleep(Duration::from_millis(300));
        disk.fill();
        assert!((0..5000).any(|_| refused()), "a full disk takes everything");
        sleep(Duration::from_millis(200));
    });
    if backend == Backend::Sqlite {
        site.get("/innovations?limit=1").ok();
    }
    disk.empty();
    if let Some(cluster) = &cluster {
        cluster.restart();
    }
    wait_for_writing(&site);
    all.extend(create_during(&site, 1, || sleep(Duration::from_millis(200))));
    assert!(all.len() > 20, "{} were acknowledged", all.len());
    site.stop();
    site.start();
    assert_all_there(&site, &all);
}

/// Each acknowledged record is there, once and whole.
fn assert_all_there(site: &Site, all: &BTreeMap<String, String>) {
    let stored: BTreeMap<String, String> = site
        .lines("SELECT title || '=' || id AS line FROM innovations WHERE title LIKE 'Catatan %'")
        .into_iter()
        .map(|line| line.trim_start_matches("Catatan ").split_once('=').map(|(key, id)| (key.to_owned(), id.to_owned())).unwrap())
        .collect();
    let count: usize =
        site.lines("SELECT CAST(count(*) AS TEXT) AS line FROM innovations WHERE title LIKE 'Catatan %'")[0].parse().unwrap();
    assert_eq!(count, stored.len(), "none is there twice");
    for (key, id) in all {
        assert_eq!(stored.get(key), Some(id), "{key} was acknowledged");
    }
    // A key that was stored answers with its record, whether or not its first answer arrived.
    for (key, id) in stored.iter().rev().take(50) {
        let body = json!({"title": format!("Catatan {key}"), "hub_id": "kemenkeu"});
        let again = site.post("/innovations", &body).by("innovator.kemenkeu").header("Idempotency-Key", key).send().status(201).json();
        assert_eq!(text(&again, "id"), id);
    }
    for (table, what) in
        [("innovation_texts", "texts"), ("innovation_revisions", "a revision"), ("innovation_transitions", "its first status")]
    {
        let without = format!(
            "SELECT CAST(count(*) AS TEXT) AS line FROM innovations i WHERE title LIKE 'Catatan %' AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.seq = i.seq)"
        );
        assert_eq!(site.lines(&without), ["0"], "each has {what}");
    }
    let events = "SELECT CAST(count(*) AS TEXT) AS line FROM audit_events WHERE action = 'create' AND summary LIKE 'Catatan %'";
    assert_eq!(site.lines(events), [stored.len().to_string()], "and one event in the audit trail");
    if site.backend == Backend::Sqlite {
        assert_eq!(site.lines("SELECT integrity_check AS line FROM pragma_integrity_check"), ["ok"]);
    }
}
