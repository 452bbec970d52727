//! Events: from the plan to the minutes, and how one that forms hubs moves them.

use crate::shared::{items, text};
use chrono::{SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};
use std::thread;
use tests::http::Answer;
use tests::{Backend, Site, on_both};

on_both![
    an_fgd_makes_hubs_and_moves_them,
    who_sees_and_does_what,
    institutions_answer_for_themselves,
    every_pair_of_statuses,
    several_are_invited_at_once,
    participants_check_in_by_the_code,
    what_is_to_be_done_is_followed,
    a_hub_goes_through_its_life,
    calendars_can_read_them,
    events_are_listed_and_paged,
    limits_are_named,
    of_many_who_decide_one_wins,
    attachments_belong_to_the_event,
    every_pair_of_a_hub_s_statuses,
    who_is_to_do_something_sees_it,
];

const STATUSES: [&str; 5] = ["planned", "open", "held", "closed", "cancelled"];
const DRAWN: [(&str, &str); 5] =
    [("planned", "open"), ("open", "held"), ("held", "closed"), ("planned", "cancelled"), ("open", "cancelled")];

/// An event planned by this account, which has begun.
pub fn planned(site: &Site, account: &str, title: &str, hub_formation: bool) -> Value {
    let at = |hours| (Utc::now() + TimeDelta::hours(hours)).to_rfc3339_opts(SecondsFormat::Secs, true);
    let body = json!({"kind": "fgd", "title": title, "starts_at": at(-1), "ends_at": at(2),
        "venue": "Jakarta", "agenda": "1. **Pembukaan**", "hub_formation": hub_formation});
    site.post("/events", &body).by(account).send().status(201).json()
}

pub fn path(event: &Value) -> String {
    format!("/events/{}", text(event, "id"))
}

pub fn institution(site: &Site, code: &str) -> String {
    text(&site.get(&format!("/institutions/{code}")).ok(), "id").to_owned()
}

/// An institution without a hub.
fn newcomer(site: &Site, code: &str) -> String {
    let body = json!({"code": code, "name": format!("Badan {code}"), "short_name": code, "kind": "agency"});
    text(&site.post("/institutions", &body).by("admin").send().status(201).json(), "id").to_owned()
}

pub fn etag(site: &Site, event: &Value, account: &str) -> String {
    site.get(&path(event)).by(account).send().status(200).has("etag").to_owned()
}

pub fn put(site: &Site, event: &Value, institution: &str, account: &str, body: &Value) -> Answer {
    let seen = etag(site, event, account);
    site.call("PUT", &format!("{}/participants/{institution}", path(event))).by(account).header("If-Match", &seen).json(body).send()
}

pub fn move_to(site: &Site, event: &Value, account: &str, to: &str) -> Answer {
    site.post(&format!("{}/transitions", path(event)), &json!({"to": to})).by(account).send()
}

fn hub_status(site: &Site, institution: &str) -> Value {
    let hubs = site.get("/hubs?status=proposed,invited,agreed,declined,mou_signed,active,dormant,closed&limit=100").by("admin").ok();
    items(&hubs).iter().find(|hub| hub["institution_id"] == institution).map_or(Value::Null, |hub| hub["status"].clone())
}

fn an_fgd_makes_hubs_and_moves_them(backend: Backend) {
    let site = Site::own(backend);
    let (a, b, c) = (newcomer(&site, "badan-a"), newcomer(&site, "badan-b"), newcomer(&site, "badan-c"));
    let event = planned(&site, "admin", "FGD Pembentukan", true);
    assert_eq!((text(&event, "status"), text(&event, "agenda_html").contains("<strong>")), ("planned", true));
    put(&site, &event, &a, "admin", &json!({})).status(201);
    put(&site, &event, &b, "admin", &json!({"response": "attending"})).status(201);
    put(&site, &event, &c, "admin", &json!({})).status(201);
    assert_eq!((hub_status(&site, &a), hub_status(&site, &b)), (json!("invited"), json!("invited")));
    let early = put(&site, &event, &a, "admin", &json!({"decision": "agreed"}));
    assert_eq!(early.problem(409, "guard-not-met")["missing"], json!(["held"]));
    move_to(&site, &event, "admin", "open").status(200);
    move_to(&site, &event, "admin", "held").status(200);
    put(&site, &event, &a, "admin", &json!({"attended": true, "decision": "agreed", "note": "Disampaikan Sekretaris."})).status(200);
    put(&site, &event, &b, "admin", &json!({"decision": "declined"})).status(200);
    put(&site, &event, &c, "admin", &json!({"decision": "undecided"})).status(200);
    assert_eq!(hub_status(&site, &a), "agreed");
    assert_eq!(hub_status(&site, &b), "declined");
    assert_eq!(hub_status(&site, &c), "invited");
    let figures = site.get("/stats/overview").ok();
    let mine = figures["formation_events"].as_array().unwrap().iter().find(|e| e["event_id"] == event["id"]).unwrap().clone();
    assert_eq!(
        mine,
        json!({"event_id": event["id"], "title": "FGD Pembentukan", "invited": 3, "agreed": 1, "declined": 1, "undecided": 1})
    );
    // The other one thinks again.
    put(&site, &event, &b, "admin", &json!({"decision": "agreed"})).status(200);
    assert_eq!(hub_status(&site, &b), "agreed");
    // The evidence is linked, and the note is for those who see the hub from inside.
    let inside = site.get("/hubs/badan-a/transitions").by("admin").ok();
    let last = items(&inside).last().unwrap();
    assert_eq!((text(last, "to"), &last["event_id"], text(last, "note")), ("agreed", &event["id"], "Disampaikan Sekretaris."));
    let outside = site.get("/hubs/badan-a/transitions").ok();
    assert_eq!(items(&outside).len(), 1);
    assert_eq!((&items(&outside)[0]["event_id"], &items(&outside)[0]["note"]), (&event["id"], &Value::Null));
    // An active hub that is invited stays what it is.
    let active = institution(&site, "kkp");
    put(&site, &event, &active, "admin", &json!({"decision": "agreed"})).status(201);
    assert_eq!(hub_status(&site, &active), "active");
    // Minutes are public once it is closed, notes never.
    let seen = etag(&site, &event, "admin");
    site.call("PATCH", &path(&event)).by("admin").header("If-Match", &seen).json(&json!({"minutes": "Tiga instansi *hadir*."})).ok();
    assert_eq!(site.get(&path(&event)).ok()["minutes"], Value::Null);
    move_to(&site, &event, "admin", "closed").status(200);
    let public = site.get(&path(&event)).ok();
    assert!(text(&public, "minutes_html").contains("<em>hadir</em>"));
    assert!(public["participants"].as_array().unwrap().iter().all(|p| p["note"].is_null()) && public["action_items"].is_null());
    assert!(public["check_in_url"].is_null() && public["allowed_actions"].is_null());
}

fn who_sees_and_does_what(backend: Backend) {
    let site = Site::own(backend);
    let event = planned(&site, "manager.kkp", "Lokakarya", false);
    for account in ["admin", "manager.kkp"] {
        site.get(&path(&event)).by(account).ok();
    }
    for account in ["manager.bpom", "innovator.kkp", "reviewer", "signatory.kkp"] {
        site.get(&path(&event)).by(account).problem(404, "not-found");
        move_to(&site, &event, account, "open").problem(404, "not-found");
    }
    site.get(&path(&event)).problem(404, "not-found");
    put(&site, &event, &institution(&site, "bpom"), "manager.kkp", &json!({})).status(201);
    let seen = site.get(&path(&event)).by("manager.bpom").ok();
    assert_eq!(seen["allowed_actions"], json!(["answer"]));
    move_to(&site, &event, "manager.kkp", "open").status(200);
    site.get(&path(&event)).ok();
    for account in ["manager.bpom", "innovator.kkp", "reviewer", "signatory.kkp"] {
        move_to(&site, &event, account, "held").problem(403, "forbidden");
    }
    let body = json!({"kind": "fgd", "title": "FGD", "starts_at": "2026-12-01T02:00:00Z", "ends_at": "2026-12-01T05:00:00Z"});
    for account in ["innovator.kkp", "reviewer", "signatory.kkp"] {
        site.post("/events", &body).by(account).problem(403, "forbidden");
    }
    site.post("/events", &body).problem(401, "not-authenticated");
    let forming = json!({"kind": "fgd", "title": "FGD", "starts_at": "2026-12-01T02:00:00Z", "ends_at": "2026-12-01T05:00:00Z", "hub_formation": true});
    site.post("/events", &forming).by("manager.kkp").problem(403, "forbidden");
    // Plans can be removed, what was announced cannot.
    let plan = planned(&site, "manager.kkp", "Rencana", false);
    let remove = |event: &Value, seen: &str| site.call("DELETE", &path(event)).by("manager.kkp").header("If-Match", seen).send();
    site.call("DELETE", &path(&plan)).by("manager.kkp").problem(428, "version-required");
    remove(&event, &etag(&site, &event, "manager.kkp")).problem(409, "conflict");
    remove(&plan, &etag(&site, &plan, "manager.kkp")).status(204);
    site.get(&path(&plan)).by("manager.kkp").problem(404, "not-found");
}

fn institutions_answer_for_themselves(backend: Backend) {
    let site = Site::own(backend);
    let event = planned(&site, "admin", "FGD", true);
    let bpom = institution(&site, "bpom");
    put(&site, &event, &bpom, "admin", &json!({})).status(201);
    let answered = put(&site, &event, &bpom, "signatory.bpom", &json!({"response": "attending"})).status(200).json();
    assert_eq!(text(&answered, "response"), "attending");
    put(&site, &event, &bpom, "manager.bpom", &json!({"response": "declined"})).status(200);
    put(&site, &event, &bpom, "manager.bpom", &json!({"attended": true})).problem(403, "forbidden");
    put(&site, &event, &bpom, "manager.bpom", &json!({"decision": "agreed"})).problem(403, "forbidden");
    put(&site, &event, &institution(&site, "kkp"), "manager.bpom", &json!({})).problem(403, "forbidden");
    move_to(&site, &event, "admin", "open").status(200);
    site.call("PUT", &format!("{}/participants/{bpom}", path(&event)))
        .by("manager.bpom")
        .json(&json!({"response": "attending"}))
        .problem(428, "version-required");
    put(&site, &event, &bpom, "manager.kkp", &json!({"response": "attending"})).problem(403, "forbidden");
    move_to(&site, &event, "admin", "held").status(200);
    put(&site, &event, &bpom, "manager.bpom", &json!({"response": "attending"})).problem(409, "conflict");
    let seen = etag(&site, &event, "admin");
    site.call("DELETE", &format!("{}/participants/{bpom}", path(&event))).by("admin").header("If-Match", &seen).problem(409, "conflict");
}

fn every_pair_of_statuses(backend: Backend) {
    let site = Site::own(backend);
    for from in STATUSES {
        let event = planned(&site, "manager.kkp", from, false);
        let way: &[&str] = match from {
            "planned" => &[],
            "open" => &["open"],
            "held" => &["open", "held"],
            "closed" => &["open", "held", "closed"],
            _ => &["cancelled"],
        };
        way.iter().for_each(|to| drop(move_to(&site, &event, "manager.kkp", to).status(200)));
        for to in STATUSES {
            if DRAWN.contains(&(from, to)) {
                continue;
            }
            let refused = move_to(&site, &event, "manager.kkp", to).problem(409, "transition-not-allowed");
            let ways: Vec<&str> = DRAWN.iter().filter(|(f, _)| *f == from).map(|(_, to)| *to).collect();
            assert_eq!(refused["allowed"], json!(ways), "{from} -> {to}");
        }
    }
    let event = planned(&site, "manager.kkp", "lain", false);
    move_to(&site, &event, "manager.kkp", "selesai").problem(422, "validation-failed");
}

fn several_are_invited_at_once(backend: Backend) {
    let site = Site::own(backend);
    let event = planned(&site, "admin", "Rapat", false);
    let kkp = institution(&site, "kkp");
    let all = site.walk("/institutions?kind=agency", None).len() + 1;
    let body = json!({"kinds": ["agency"], "institution_ids": [kkp]});
    let invite = || site.post(&format!("{}/invitations", path(&event)), &body).by("admin").ok();
    let invited = invite();
    assert_eq!((invited["invited"].as_u64(), invited["participants"].as_array().unwrap().len()), (Some(all as u64), all));
    assert_eq!(invite()["version"], invited["version"], "nothing is left to invite");
    let body = json!({"institution_ids": ["0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e"]});
    site.post(&format!("{}/invitations", path(&event)), &body).by("admin").problem(422, "validation-failed");
}

fn participants_check_in_by_the_code(backend: Backend) {
    let site = Site::own(backend);
    let event = planned(&site, "admin", "Klinik", false);
    put(&site, &event, &institution(&site, "kkp"), "admin", &json!({})).status(201);
    move_to(&site, &event, "admin", "open").status(200);
    let url = text(&site.get(&path(&event)).by("admin").ok(), "check_in_url").to_owned();
    let code = url.split_once('#').unwrap().1;
    let check_in = |account: &str, code: &str| site.post(&format!("{}/check-ins", path(&event)), &json!({"code": code})).by(account).send();
    check_in("innovator.kkp", "tebakan").problem(422, "validation-failed");
    check_in("innovator.bpom", code).problem(403, "forbidden");
    let there = check_in("innovator.kkp", code).status(200).json();
    assert_eq!(there["participants"][0]["attended"], true);
    assert_eq!(check_in("innovator.kkp", code).status(200).json()["version"], there["version"]);
    let keyed = || {
        let call = site.post(&format!("{}/check-ins", path(&event)), &json!({"code": code})).by("innovator.kkp");
        call.header("Idempotency-Key", "hadir").send().status(200).json()
    };
    let first = keyed();
    put(&site, &event, &institution(&site, "bpom"), "admin", &json!({})).status(201);
    assert_eq!(keyed()["version"], first["version"], "the answer of then");
}

fn what_is_to_be_done_is_followed(backend: Backend) {
    let site = Site::own(backend);
    let event = planned(&site, "manager.kkp", "Rapat", false);
    put(&site, &event, &institution(&site, "bpom"), "manager.kkp", &json!({})).status(201);
    let bpom = site.get("/me").by("manager.bpom").ok();
    let list = format!("{}/action-items", path(&event));
    let body = json!({"title": "Mengirim surat", "assignee_id": bpom["id"], "due_on": "2026-12-31"});
    let item = site.post(&list, &body).by("manager.kkp").send().status(201).json();
    assert_eq!((&item["assignee"]["id"], item["done"].as_bool()), (&bpom["id"], Some(false)));
    site.post(&list, &json!({"title": "x", "assignee_id": event["id"]})).by("manager.kkp").problem(422, "validation-failed");
    let one = format!("{list}/{}", text(&item, "id"));
    let patch = |account: &str, body: &Value| {
        let seen = etag(&site, &event, account);
        site.call("PATCH", &one).by(account).header("If-Match", &seen).json(body).send()
    };
    assert_eq!(patch("manager.bpom", &json!({"done": true})).status(200).json()["done"], true);
    patch("manager.bpom", &json!({"title": "Lain"})).problem(403, "forbidden");
    site.call("PATCH", &one).by("manager.kkp").json(&json!({"done": false})).problem(428, "version-required");
    assert_eq!(text(&patch("manager.kkp", &json!({"title": "Lain", "due_on": null})).status(200).json(), "title"), "Lain");
    move_to(&site, &event, "manager.kkp", "open").status(200);
    site.get(&list).problem(401, "not-authenticated");
    site.get(&list).by("reviewer").problem(404, "not-found");
    assert_eq!(items(&site.get(&list).by("manager.bpom").ok()).len(), 1);
    let seen = etag(&site, &event, "manager.kkp");
    site.call("DELETE", &one).by("manager.kkp").header("If-Match", &seen).send().status(204);
    assert!(items(&site.get(&list).by("manager.kkp").ok()).is_empty());
}

fn a_hub_goes_through_its_life(backend: Backend) {
    let site = Site::own(backend);
    let id = newcomer(&site, "badan-hub");
    let hub = site.post("/hubs", &json!({"institution_id": id, "name": "Hub Badan"})).by("admin").send().status(201).json();
    let path = format!("/hubs/{}", text(&hub, "id"));
    let step = |account: &str, to: &str, note: Option<&str>| {
        let mut body = json!({"to": to});
        if let Some(note) = note {
            body["note"] = json!(note);
        }
        site.post(&format!("{path}/transitions"), &body).by(account).send()
    };
    assert_eq!(step("admin", "active", None).problem(409, "transition-not-allowed")["allowed"], json!(["invited", "closed"]));
    step("manager.kkp", "invited", None).problem(404, "not-found");
    step("admin", "invited", None).status(200);
    step("admin", "agreed", None).problem(422, "validation-failed");
    step("admin", "agreed", Some("Surat Sekretaris Utama, 2026-11-01")).status(200);
    step("manager.kkp", "declined", Some("x")).problem(403, "forbidden");
    assert_eq!(step("admin", "active", None).problem(409, "guard-not-met")["missing"], json!(["basis", "hub_manager"]));
    step("admin", "mou_signed", None).problem(409, "transition-not-allowed");
    let seen = site.get(&path).by("admin").send().has("etag").to_owned();
    site.call("PATCH", &path).by("admin").header("If-Match", &seen).json(&json!({"basis": "decree", "basis_ref": "Keputusan 1/2026"})).ok();
    assert_eq!(step("admin", "active", None).problem(409, "guard-not-met")["missing"], json!(["hub_manager"]));
    let account = ["user", "create", "--email", "ketua@badan.example", "--name", "Ketua", "--institution", "badan-hub"];
    site.jipp_with_input(&account, "kata sandi panjang\n").success();
    site.execute("UPDATE users SET roles = '[\"hub_manager\"]' WHERE email_key = 'ketua@badan.example'").unwrap();
    let active = step("admin", "active", None).status(200).json();
    assert_eq!((text(&active, "status"), active["formed_year"].is_number()), ("active", true));
    let signed_in = site.post("/auth/login", &json!({"email": "ketua@badan.example", "password": "kata sandi panjang"})).ok();
    let token = text(&signed_in, "access_token");
    let by_manager = |to: &str| site.post(&format!("{path}/transitions"), &json!({"to": to})).bearer(token).send();
    assert_eq!(text(&by_manager("dormant").status(200).json(), "status"), "dormant");
    assert_eq!(text(&by_manager("active").status(200).json(), "status"), "active");
    by_manager("closed").problem(403, "forbidden");
    step("admin", "closed", None).status(200);
    site.get(&path).problem(404, "not-found");
    step("admin", "proposed", None).status(200);
    let events = site.get(&format!("/audit-events?record_id={}&record_type=hub&limit=100", text(&hub, "id"))).by("admin").ok();
    assert_eq!(items(&events).len(), 9);
}

fn calendars_can_read_them(backend: Backend) {
    let site = Site::own(backend);
    let event = planned(&site, "admin", "FGD; Pembentukan, Hub", true);
    site.get(&format!("{}/calendar.ics", path(&event))).problem(404, "not-found");
    move_to(&site, &event, "admin", "open").status(200);
    let one = site.get(&format!("{}/calendar.ics", path(&event))).header("Accept", "text/calendar").send().status(200);
    assert!(one.has("content-type").starts_with("text/calendar"));
    let unfolded = one.text().replace("\r\n ", "");
    for line in [
        "BEGIN:VEVENT",
        &format!("DTSTART:{}", text(&event, "starts_at")[..19].replace(['-', ':'], "")),
        "SUMMARY:FGD\\; Pembentukan\\, Hub",
        "STATUS:CONFIRMED",
    ] {
        assert!(unfolded.contains(line), "{line} in {unfolded}");
    }
    let feed = site.get("/feeds/events.ics").send().status(200);
    assert!(feed.text().contains(text(&event, "id")));
    planned(&site, "admin", "Rahasia", true);
    assert!(!site.get("/feeds/events.ics").send().text().contains("Rahasia"));
}

fn events_are_listed_and_paged(backend: Backend) {
    let site = Site::own(backend);
    let before = site.walk("/events", None).len();
    for n in 0..5 {
        let event = planned(&site, "manager.kkp", &format!("Acara nomor {n}"), false);
        if n < 3 {
            move_to(&site, &event, "manager.kkp", "open").status(200);
        }
    }
    assert_eq!(site.walk("/events?limit=1", None).len(), before + 3);
    assert_eq!(site.walk("/events?status=planned&limit=2", None).len(), 0);
    assert_eq!(site.walk("/events?status=planned&limit=2", Some("manager.kkp")).len(), 2);
    assert_eq!(site.walk("/events?status=planned", Some("manager.bpom")).len(), 0);
    assert_eq!(site.walk("/events?mine=true&limit=2", Some("manager.kkp")).len(), 5);
    assert_eq!(site.walk("/events?q=nomor+2&sort=starts_at", None).len(), 1);
    assert_eq!(site.get("/events?from=2998-12-02T00:00:00Z&count=true").ok()["total"], 0);
    site.get("/events?mine=true").problem(401, "not-authenticated");
    site.get("/events?kind=pesta").problem(400, "malformed-request");
    let first = site.get("/events?limit=1").ok();
    site.get(&format!("/events?limit=1&kind=fgd&cursor={}", text(&first, "next_cursor"))).problem(400, "malformed-request");
}

fn limits_are_named(backend: Backend) {
    let site = Site::own(backend);
    let body = json!({"kind": "fgd", "title": "", "starts_at": "2026-12-01T02:00:00Z", "ends_at": "2026-12-01T05:00:00Z", "online_url": "javascript:alert(1)"});
    let errors = site.post("/events", &body).by("admin").problem(422, "validation-failed");
    let pointers: Vec<&str> = errors["errors"].as_array().unwrap().iter().map(|e| text(e, "pointer")).collect();
    assert_eq!(pointers, ["/online_url", "/title"]);
    let body = json!({"kind": "fgd", "title": "x", "starts_at": "2026-12-01T02:00:00Z", "ends_at": "2026-12-01T01:00:00Z"});
    let errors = site.post("/events", &body).by("admin").problem(422, "validation-failed");
    assert_eq!(text(&errors["errors"][0], "pointer"), "/ends_at");
    let body =
        json!({"kind": "fgd", "title": "x", "starts_at": "2026-12-01T02:00:00Z", "ends_at": "2026-12-01T03:00:00Z", "status": "held"});
    site.post("/events", &body).by("admin").problem(422, "validation-failed");
}

fn of_many_who_decide_one_wins(backend: Backend) {
    let site = Site::own(backend);
    let id = newcomer(&site, "badan-ramai");
    let event = planned(&site, "admin", "FGD", true);
    put(&site, &event, &id, "admin", &json!({})).status(201);
    move_to(&site, &event, "admin", "open").status(200);
    move_to(&site, &event, "admin", "held").status(200);
    let (seen, token) = (etag(&site, &event, "admin"), site.token("admin"));
    let statuses: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (0..50)
            .map(|n| {
                let (site, seen, token) = (&site, &seen, &token);
                let address = format!("{}/participants/{id}", path(&event));
                scope.spawn(move || {
                    let body = json!({"decision": if n % 2 == 0 { "agreed" } else { "declined" }, "note": format!("{n}")});
                    site.call("PUT", &address).bearer(token).header("If-Match", seen).json(&body).send().status
                })
            })
            .collect();
        tries.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| matches!(status, 200 | 412)), "{statuses:?}");
    let hub = site.get("/hubs/badan-ramai/transitions").by("admin").ok();
    assert_eq!(items(&hub).len(), 3, "proposed, invited, and one decision: {hub}");
}

fn attachments_belong_to_the_event(backend: Backend) {
    let site = Site::own(backend);
    let event = planned(&site, "manager.kkp", "Lokakarya", false);
    let list = format!("{}/attachments", path(&event));
    let add = |account: &str, name: &str, content: &[u8]| {
        site.call("POST", &format!("{list}?name={}", tests::http::encode(name)))
            .by(account)
            .body("application/octet-stream", content)
            .send()
    };
    let letter = b"%PDF-1.7\n% undangan\n%%EOF\n";
    let made = add("manager.kkp", "../../rahasia/Undangan Rapat \u{2013} A.pdf", letter).status(201);
    let location = made.has("location").strip_prefix("/api/v1").unwrap().to_owned();
    let made = made.json();
    assert_eq!((text(&made, "name"), text(&made, "media_type")), ("Undangan Rapat \u{2013} A.pdf", "application/pdf"));
    assert!(site.get(&path(&event)).by("manager.kkp").ok()["version"].as_i64() > event["version"].as_i64());
    let sent = site.get(&location).by("manager.kkp").header("Accept", "application/pdf").send().status(200);
    assert_eq!(sent.body, letter);
    assert!(sent.has("content-disposition").starts_with("attachment") && sent.has("content-disposition").contains("UTF-8''"), "{sent:?}");
    assert!(sent.has("content-security-policy").contains("sandbox"));
    let once = |content: &[u8]| {
        let call = site.call("POST", &format!("{list}?name=sekali.pdf")).by("manager.kkp").header("Idempotency-Key", "lampiran");
        call.body("application/octet-stream", content).send()
    };
    let first = once(letter).status(201).json();
    assert_eq!(once(letter).status(201).json(), first, "attached once");
    once(b"%PDF-1.7\n% lain\n%%EOF\n").problem(422, "validation-failed");
    site.call("DELETE", &format!("{list}/{}", text(&first, "id"))).by("manager.kkp").header("If-Match", "*").send().status(204);
    add("manager.kkp", "jahat.pdf", b"<html><script>1</script>").problem(415, "unsupported-media-type");
    add("manager.bpom", "x.pdf", letter).problem(404, "not-found");
    site.get(&list).by("manager.bpom").problem(404, "not-found");
    site.get(&location).problem(401, "not-authenticated");
    // The invited see it, and do not change it.
    put(&site, &event, &institution(&site, "bpom"), "manager.kkp", &json!({})).status(201);
    assert_eq!(items(&site.get(&list).by("signatory.bpom").ok()).len(), 1);
    add("manager.bpom", "x.pdf", letter).problem(403, "forbidden");
    site.call("DELETE", &location).by("manager.kkp").send().problem(428, "version-required");
    let seen = etag(&site, &event, "manager.kkp");
    site.call("DELETE", &location).by("manager.bpom").header("If-Match", &seen).send().problem(403, "forbidden");
    site.call("DELETE", &location).by("manager.kkp").header("If-Match", &seen).send().status(204);
    site.get(&location).by("manager.kkp").problem(404, "not-found");
    site.jipp(&["doctor"]).success();
}

const HUB_STATUSES: [&str; 8] = ["proposed", "invited", "agreed", "declined", "mou_signed", "active", "dormant", "closed"];
/// Those that a person can ask for; the others are a MoU's.
const HUB_DRAWN: [(&str, &str); 9] = [
    ("proposed", "invited"),
    ("invited", "agreed"),
    ("invited", "declined"),
    ("declined", "invited"),
    ("agreed", "declined"),
    ("agreed", "active"),
    ("mou_signed", "active"),
    ("active", "dormant"),
    ("dormant", "active"),
];

fn every_pair_of_a_hub_s_statuses(backend: Backend) {
    let site = Site::own(backend);
    let id = text(&site.get("/hubs/kkp").ok(), "id").to_owned();
    let force =
        |status: &str| site.execute(&format!("UPDATE hubs SET status = '{status}', basis = 'commitment' WHERE id = '{id}'")).unwrap();
    let step = |account: &str, to: &str| {
        site.post(&format!("/hubs/{id}/transitions"), &json!({"to": to, "note": "Surat 12/2026."})).by(account).send()
    };
    let is_drawn =
        |from: &str, to: &str| HUB_DRAWN.contains(&(from, to)) || (to == "closed" && from != to) || (from, to) == ("closed", "proposed");
    for from in HUB_STATUSES {
        let mut ways: Vec<&str> = HUB_STATUSES.into_iter().filter(|to| is_drawn(from, to)).collect();
        ways.sort_unstable();
        let public = ["agreed", "mou_signed", "active", "dormant"].contains(&from);
        for to in HUB_STATUSES {
            force(from);
            let answer = step("admin", to);
            if is_drawn(from, to) {
                answer.status(200);
            } else {
                let refused = answer.problem(409, "transition-not-allowed");
                let mut allowed: Vec<&str> = refused["allowed"].as_array().unwrap().iter().map(|a| a.as_str().unwrap()).collect();
                allowed.sort_unstable();
                assert_eq!(allowed, ways, "{from} -> {to}");
            }
            for account in ["manager.kkp", "signatory.kkp", "innovator.kkp", "reviewer", "manager.bpom"] {
                force(from);
                let own = account == "manager.kkp";
                let expected = match (own || public, is_drawn(from, to)) {
                    (false, _) => 404,
                    (true, false) => 409,
                    (true, true)
                        if own && (from, to) != ("agreed", "active") && ["active", "dormant"].contains(&to) && from != "mou_signed" =>
                    {
                        200
                    }
                    (true, true) => 403,
                };
                assert_eq!(step(account, to).status, expected, "{account}: {from} -> {to}");
            }
        }
    }
}

fn who_is_to_do_something_sees_it(backend: Backend) {
    let site = Site::own(backend);
    let event = planned(&site, "admin", "Koordinasi", false);
    let assignee = text(&site.get("/me").by("innovator.kkp").ok(), "id").to_owned();
    site.get(&path(&event)).by("innovator.kkp").problem(404, "not-found");
    let list = format!("{}/action-items", path(&event));
    let add = |body: Value| site.post(&list, &body).by("admin").send().status(201).json();
    let own = add(json!({"title": "Kirim daftar", "assignee_id": assignee}));
    let other = add(json!({"title": "Pesan ruang"}));
    assert_eq!(own["allowed_actions"], json!(["update", "delete", "done"]));
    let seen = site.get(&path(&event)).by("innovator.kkp").ok();
    let items = seen["action_items"].as_array().unwrap();
    assert_eq!((items.len(), &items[0]["allowed_actions"]), (1, &json!(["done"])));
    let patch = |item: &Value, body: Value| {
        let tag = etag(&site, &event, "innovator.kkp");
        site.call("PATCH", &format!("{list}/{}", text(item, "id"))).by("innovator.kkp").header("If-Match", &tag).json(&body).send()
    };
    assert_eq!(patch(&own, json!({"done": true})).status(200).json()["done"], true);
    patch(&own, json!({"title": "Lain"})).problem(403, "forbidden");
    patch(&other, json!({"done": true})).problem(404, "not-found");
}
