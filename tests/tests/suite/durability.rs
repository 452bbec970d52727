//! What was acknowledged is there, however the server ends.

use crate::shared::text;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};
use tests::{Backend, Site, on_both};

on_both![what_was_acknowledged_survives_kills];

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
            Ok(answer) => assert!(matches!(answer.status().as_u16(), 409 | 503), "{answer:?}"),
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
        let token = site.token("innovator.kemenkeu");
        let stop = AtomicBool::new(false);
        let made: Vec<BTreeMap<String, String>> = thread::scope(|scope| {
            let clients: Vec<_> = (0..CLIENTS)
                .map(|client| {
                    scope.spawn({
                        let (site, token, stop) = (&site, &token, &stop);
                        move || create(site, token, stop, client, round)
                    })
                })
                .collect();
            sleep(Duration::from_millis(fastrand::u64(60..250)));
            let killed = Command::new("kill").args(["-KILL", &site.pid().to_string()]).status().unwrap();
            assert!(killed.success());
            stop.store(true, Ordering::Relaxed);
            clients.into_iter().map(|c| c.join().unwrap()).collect()
        });
        all.extend(made.into_iter().flatten());
        site.wait(5);
        let began = Instant::now();
        site.start();
        assert!(began.elapsed() < Duration::from_secs(3), "ready again after {:?}", began.elapsed());
    }
    assert!(all.len() > rounds * 4, "{} were acknowledged", all.len());
    let stored: BTreeMap<String, String> = site
        .lines("SELECT title || '=' || id AS line FROM innovations WHERE title LIKE 'Catatan %'")
        .into_iter()
        .map(|line| line.trim_start_matches("Catatan ").split_once('=').map(|(key, id)| (key.to_owned(), id.to_owned())).unwrap())
        .collect();
    let count: usize =
        site.lines("SELECT CAST(count(*) AS TEXT) AS line FROM innovations WHERE title LIKE 'Catatan %'")[0].parse().unwrap();
    assert_eq!(count, stored.len(), "none is there twice");
    for (key, id) in &all {
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
    let events: usize = site.lines("SELECT CAST(count(*) AS TEXT) AS line FROM audit_events WHERE action = 'create'")[0].parse().unwrap();
    assert_eq!(events, stored.len(), "and one event in the audit trail");
    if backend == Backend::Sqlite {
        assert_eq!(site.lines("SELECT integrity_check AS line FROM pragma_integrity_check"), ["ok"]);
    }
}
