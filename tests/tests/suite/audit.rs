//! The audit trail: complete, for admins, and never changed.

use crate::documenting::draft;
use crate::shared::{items, text};
use serde_json::{Value, json};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tests::{Backend, Site, on_both};

on_both![
    every_event_gets_its_place,
    a_changed_event_breaks_the_chain,
    of_two_processes_one_seals,
    every_change_is_noted,
    sessions_are_noted,
    commands_are_noted,
    the_database_refuses_to_change_it,
    it_is_filtered_and_paged,
    it_is_for_admins
];

fn every_change_is_noted(backend: Backend) {
    let site = Site::own(backend);
    let made = draft(&site, "Tercatat");
    let events = site.get(&format!("/audit-events?record_id={}", text(&made, "id"))).by("admin").ok();
    let event = &items(&events)[0];
    assert_eq!((text(event, "action"), text(event, "record_type"), text(event, "summary")), ("create", "innovation", "Tercatat"));
    assert_eq!(event["actor"]["id"], made["created_by"]);
    assert_eq!(text(event, "after_sha256").len(), 64);
    let me = site.get("/me").by("innovator.kemenkeu").send();
    site.call("PATCH", "/me").by("innovator.kemenkeu").header("If-Match", me.has("etag")).json(&json!({"name": "Nama Baru"})).ok();
    let events = site.get("/audit-events?record_type=user").by("admin").ok();
    assert_eq!((text(&items(&events)[0], "action"), text(&items(&events)[0], "summary")), ("update", "Nama Baru"));
    // What is refused leaves nothing.
    let before = site.lines("SELECT CAST(count(*) AS TEXT) AS line FROM audit_events");
    site.post("/innovations", &json!({"title": "x", "hub_id": "kemenkeu"})).by("innovator.kemenkeu").problem(422, "validation-failed");
    site.post(&format!("/innovations/{}/transitions", text(&made, "id")), &json!({"to": "published"}))
        .by("admin")
        .problem(409, "transition-not-allowed");
    assert_eq!(site.lines("SELECT CAST(count(*) AS TEXT) AS line FROM audit_events"), before);
}

fn sessions_are_noted(backend: Backend) {
    let site = Site::own(backend);
    let me = site.get("/me").by("signatory.kkp").ok();
    site.call("DELETE", "/me/sessions").by("signatory.kkp").send().status(204);
    let events = site.get(&format!("/audit-events?record_type=session&actor_id={}", text(&me, "id"))).by("admin").ok();
    let seen: Vec<_> = items(&events).iter().map(|event| (text(event, "action"), text(event, "summary"))).collect();
    let name = text(&me, "name");
    assert_eq!(seen, [("sign_out", name), ("sign_in", name)]);
    assert_eq!(items(&events)[0]["record_id"], items(&events)[1]["record_id"]);
}

fn commands_are_noted(backend: Backend) {
    let site = Site::own(backend);
    let account = ["user", "create", "--email", "baru@jipp.example", "--name", "Akun Konsol", "--institution", "kkp"];
    site.jipp_with_input(&account, "sandi-panjang-2026\n").success();
    site.jipp(&["keys", "rotate"]).success();
    let events = site.get("/audit-events?record_type=user,signing_key&limit=2").by("admin").ok();
    let of = |n: usize| (text(&items(&events)[n], "action"), text(&items(&events)[n], "record_type"), items(&events)[n]["actor"].is_null());
    assert_eq!((of(0), of(1)), (("rotate", "signing_key", true), ("create", "user", true)));
    assert_eq!(text(&items(&events)[1], "summary"), "Akun Konsol");
}

/// What the chain says once everything is sealed.
fn chain(site: &Site) -> Value {
    let began = Instant::now();
    loop {
        let report = site.get("/audit-chain").by("admin").ok();
        if report["unsealed"] == 0 || !report["broken"].is_null() {
            return report;
        }
        assert!(began.elapsed() < Duration::from_secs(10), "not sealed: {report}");
        sleep(Duration::from_millis(100));
    }
}

fn every_event_gets_its_place(backend: Backend) {
    let site = Site::own(backend);
    draft(&site, "Tersegel");
    let report = chain(&site);
    assert_eq!((&report["broken"], report["sealed"].as_u64() >= Some(3)), (&Value::Null, true));
    let seal = site.get("/audit-seal").ok();
    assert_eq!((&seal["newest"]["place"], &seal["daily"]), (&report["newest"]["place"], &Value::Null));
    site.get("/audit-chain").problem(401, "not-authenticated");
    site.get("/audit-chain").by("manager.kkp").problem(403, "forbidden");
    assert!(site.execute("UPDATE audit_seals SET hash = hash").is_err());
    assert!(site.execute("DELETE FROM audit_seals").is_err());
    site.jipp(&["doctor"]).success();
}

fn a_changed_event_breaks_the_chain(backend: Backend) {
    let site = Site::own(backend);
    let made = draft(&site, "Aslinya");
    chain(&site);
    let unguarded = match backend {
        Backend::Sqlite => "DROP TRIGGER audit_event_kept",
        Backend::Postgres => "DROP TRIGGER audit_events_stay ON audit_events",
    };
    site.execute(unguarded).unwrap();
    site.execute(&format!("UPDATE audit_events SET summary = 'Asri' WHERE record_id = '{}'", text(&made, "id"))).unwrap();
    let broken = chain(&site)["broken"].clone();
    let event = items(&site.get(&format!("/audit-events?record_id={}", text(&made, "id"))).by("admin").ok())[0].clone();
    assert_eq!(broken["event_id"], event["id"]);
    let said = site.jipp(&["doctor"]);
    assert!(said.code == 1 && said.stdout.contains(&format!("place {}", broken["place"])), "{said:?}");
}

fn of_two_processes_one_seals(backend: Backend) {
    let site = Site::own(backend);
    let sibling = site.sibling();
    for n in 0..40 {
        draft(if n % 2 == 0 { &site } else { &sibling }, &format!("Bersama {n}"));
    }
    let report = chain(&site);
    assert_eq!(report["broken"], Value::Null);
    let events: u64 = site.lines("SELECT CAST(count(*) AS TEXT) AS line FROM audit_events")[0].parse().unwrap();
    assert!(report["sealed"].as_u64().unwrap() <= events);
}

fn the_database_refuses_to_change_it(backend: Backend) {
    let site = Site::own(backend);
    draft(&site, "Tetap");
    assert!(site.execute("UPDATE audit_events SET summary = 'x'").is_err());
    assert!(site.execute("DELETE FROM audit_events").is_err());
    if backend == Backend::Sqlite {
        let forge = "REPLACE INTO audit_events SELECT * FROM audit_events WHERE record_type = 'innovation'";
        assert!(site.execute(forge).is_err());
    }
    assert_eq!(site.lines("SELECT summary AS line FROM audit_events WHERE record_type = 'innovation'"), ["Tetap"]);
}

fn it_is_filtered_and_paged(backend: Backend) {
    let site = Site::own(backend);
    for n in 0..5 {
        draft(&site, &format!("Catatan {n}"));
    }
    let page = site.get("/audit-events?action=create&limit=2&count=true").by("admin").ok();
    assert_eq!((items(&page).len(), &page["total"]), (2, &json!(5)));
    assert_eq!(site.walk("/audit-events?action=create&limit=2", Some("admin")).len(), 5);
    let me = site.get("/me").by("innovator.kemenkeu").ok();
    assert_eq!(site.walk(&format!("/audit-events?actor_id={}&record_type=innovation", text(&me, "id")), Some("admin")).len(), 5);
    assert!(site.walk("/audit-events?from=2100-01-01T00:00:00Z", Some("admin")).is_empty());
    assert_eq!(site.walk("/audit-events?to=2100-01-01T00:00:00Z&record_type=innovation,hub", Some("admin")).len(), 5);
    site.get("/audit-events?from=kemarin").by("admin").problem(400, "malformed-request");
    for rubbish in ["record_type=meja", "action=menyihir", "action=transition:", "action=transition:A"] {
        site.get(&format!("/audit-events?{rubbish}")).by("admin").problem(400, "malformed-request");
    }
    assert_eq!(site.walk("/audit-events?action=create,transition:published&record_type=innovation", Some("admin")).len(), 5);
}

fn it_is_for_admins(backend: Backend) {
    let site = Site::shared(backend);
    site.get("/audit-events").problem(401, "not-authenticated");
    for account in ["innovator.kkp", "manager.kkp", "reviewer", "signatory.kkp"] {
        site.get("/audit-events").by(account).problem(403, "forbidden");
    }
}
