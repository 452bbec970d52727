//! Notifications: who is told of what, in the site and by mail, and what the calendar reminds of.

use crate::documenting;
use crate::shared::{items, text};
use serde_json::{Value, json};
use std::thread;
use std::time::{Duration, Instant};
use tests::http::Answer;
use tests::site::PASSWORD;
use tests::smtp::MailServer;
use tests::{Backend, Site, on_both};

on_both![
    a_mou_tells_who_acts_next,
    an_innovation_tells_reviewers_and_owners,
    an_event_tells_the_invited,
    they_are_read_paged_and_removed,
    reminders_come_once_at_each_mark,
    reminders_that_were_missed_are_one,
    letters_are_mailed,
    a_mail_server_that_is_away_loses_nothing,
];

fn told(site: &Site, account: &str) -> Vec<Value> {
    items(&site.get("/notifications?limit=100").by(account).ok()).clone()
}

fn kinds(site: &Site, account: &str) -> Vec<String> {
    told(site, account).iter().map(|n| text(n, "kind").to_owned()).collect()
}

fn institution(site: &Site, code: &str) -> String {
    text(&site.get(&format!("/institutions/{code}")).ok(), "id").to_owned()
}

fn draft(site: &Site, ends_on: &str) -> Value {
    let mut body = site.get("/hubs/kkp/mou-draft").by("manager.kkp").ok();
    body["ends_on"] = json!(ends_on);
    site.post("/mous", &body).by("manager.kkp").send().status(201).json()
}

fn move_to(site: &Site, mou: &Value, account: &str, to: &str) -> Answer {
    let body = json!({"to": to, "note": "Mohon dilihat."});
    site.post(&format!("/mous/{}/transitions", text(mou, "id")), &body).by(account).send()
}

fn sign(site: &Site, mou: &Value, code: &str, account: &str) {
    let body = json!({"institution_id": institution(site, code), "signatory_name": "Rini Wulandari", "position": "Sekretaris Jenderal",
        "signed_on": in_days(site, 0), "method": "in_system", "password": PASSWORD});
    site.post(&format!("/mous/{}/signatures", text(mou, "id")), &body).by(account).send().status(201);
}

/// A MoU of kkp in force until a day.
fn signed(site: &Site, ends_on: &str) -> Value {
    let mou = draft(site, ends_on);
    move_to(site, &mou, "manager.kkp", "in_review").status(200);
    move_to(site, &mou, "admin", "ready_to_sign").status(200);
    sign(site, &mou, "kkp", "signatory.kkp");
    sign(site, &mou, "panrb", "admin");
    mou
}

fn a_mou_tells_who_acts_next(backend: Backend) {
    let site = Site::own(backend);
    let mou = draft(&site, "2099-12-31");
    assert!(told(&site, "admin").is_empty() && told(&site, "manager.kkp").is_empty());
    move_to(&site, &mou, "manager.kkp", "in_review").status(200);
    let waits = &told(&site, "admin")[0];
    assert_eq!((text(waits, "kind"), text(waits, "detail"), &waits["read_at"]), ("mou_in_review", "Mohon dilihat.", &Value::Null));
    assert_eq!((text(&waits["record"], "id"), text(waits, "url")), (text(&mou, "id"), format!("/mous/{}", text(&mou, "id")).as_str()));
    move_to(&site, &mou, "admin", "draft").status(200);
    assert_eq!(kinds(&site, "manager.kkp"), ["mou_sent_back"]);
    move_to(&site, &mou, "manager.kkp", "in_review").status(200);
    let comment = json!({"body": "Pasal 3 perlu diperjelas."});
    site.post(&format!("/mous/{}/comments", text(&mou, "id")), &comment).by("admin").send().status(201);
    assert_eq!(kinds(&site, "manager.kkp")[0], "mou_commented");
    move_to(&site, &mou, "admin", "ready_to_sign").status(200);
    assert_eq!(kinds(&site, "signatory.kkp")[0], "mou_to_sign");
    assert!(!kinds(&site, "manager.kkp").contains(&"mou_to_sign".to_owned()));
    sign(&site, &mou, "kkp", "signatory.kkp");
    assert_eq!(kinds(&site, "admin")[0], "mou_partly_signed");
    sign(&site, &mou, "panrb", "admin");
    assert_eq!((kinds(&site, "manager.kkp")[0].as_str(), kinds(&site, "signatory.kkp")[0].as_str()), ("mou_signed", "mou_signed"));
    // Nobody is told of the own step, and nobody else of any.
    assert!(!kinds(&site, "admin").contains(&"mou_signed".to_owned()));
    for account in ["manager.bpom", "signatory.bpom", "reviewer", "innovator.kkp"] {
        assert!(told(&site, account).is_empty(), "{account}");
    }
}

fn an_innovation_tells_reviewers_and_owners(backend: Backend) {
    let site = Site::own(backend);
    let made = documenting::submitted(&site, "Layanan antar dokumen");
    let address = format!("/innovations/{}", text(&made, "id"));
    let move_to = |account: &str, to: &str| {
        site.post(&format!("{address}/transitions"), &json!({"to": to, "note": "Lengkapi indikator."})).by(account).send().status(200)
    };
    let waits = &told(&site, "reviewer")[0];
    assert_eq!((text(waits, "kind"), text(waits, "title")), ("innovation_submitted", "Layanan antar dokumen menunggu penilaian."));
    let english = site.get("/notifications").by("reviewer").header("Accept-Language", "en").ok();
    assert_eq!(text(&items(&english)[0], "title"), "Layanan antar dokumen waits for review.");
    move_to("reviewer", "in_review");
    move_to("reviewer", "revision_requested");
    assert_eq!(kinds(&site, "innovator.kemenkeu"), ["revision_requested", "innovation_in_review"]);
    assert_eq!(text(&told(&site, "innovator.kemenkeu")[0], "detail"), "Lengkapi indikator.");
}

fn an_event_tells_the_invited(backend: Backend) {
    let site = Site::own(backend);
    let plan = |year: i32| {
        let body = json!({"kind": "workshop", "title": format!("Lokakarya {year}"), "starts_at": format!("{year}-12-01T02:00:00Z"),
            "ends_at": format!("{year}-12-01T05:00:00Z"), "venue": "Jakarta"});
        site.post("/events", &body).by("admin").send().status(201).json()
    };
    let (past, future) = (plan(2024), plan(2098));
    let invited = json!({"institution_ids": [institution(&site, "kkp")]});
    for event in [&past, &future] {
        site.post(&format!("/events/{}/invitations", text(event, "id")), &invited).by("admin").send().status(200);
    }
    for account in ["manager.kkp", "signatory.kkp"] {
        assert_eq!(kinds(&site, account), ["event_invited"], "{account}");
        assert_eq!(told(&site, account)[0]["record"]["title"], "Lokakarya 2098");
    }
    let assignee = text(&site.get("/me").by("innovator.kkp").ok(), "id").to_owned();
    let item = json!({"title": "Kirim daftar hadir", "assignee_id": assignee});
    site.post(&format!("/events/{}/action-items", text(&future, "id")), &item).by("admin").send().status(201);
    assert_eq!(
        (kinds(&site, "innovator.kkp"), text(&told(&site, "innovator.kkp")[0], "detail")),
        (vec!["action_item_assigned".into()], "Kirim daftar hadir")
    );
    let cancel = json!({"to": "cancelled", "note": "Ditunda."});
    site.post(&format!("/events/{}/transitions", text(&future, "id")), &cancel).by("admin").send().status(200);
    assert_eq!(kinds(&site, "manager.kkp")[0], "event_cancelled");
}

fn they_are_read_paged_and_removed(backend: Backend) {
    let site = Site::own(backend);
    for n in 0..5 {
        documenting::submitted(&site, &format!("Layanan nomor {n}"));
    }
    let page = site.get("/notifications?limit=2").by("reviewer").ok();
    assert_eq!((items(&page).len(), &page["unread_count"]), (2, &json!(5)));
    assert_eq!(site.walk("/notifications?limit=2", Some("reviewer")).len(), 5);
    let (newest, second) = (text(&items(&page)[0], "id").to_owned(), text(&items(&page)[1], "id").to_owned());
    let one = format!("/notifications/{newest}");
    let read = site.call("PATCH", &one).by("reviewer").json(&json!({"read": true})).send().status(200).json();
    assert!(read["read_at"].is_string());
    site.call("PATCH", &one).by("reviewer").json(&json!({"kind": "x"})).send().problem(422, "validation-failed");
    assert_eq!(site.get("/notifications?unread=true").by("reviewer").ok()["unread_count"], 4);
    assert_eq!(items(&site.get("/notifications?unread=false").by("reviewer").ok()).len(), 1);
    let unread = site.call("PATCH", &one).by("reviewer").json(&json!({"read": false})).send().status(200).json();
    assert!(unread["read_at"].is_null());
    // What came after the last one that was seen stays unread.
    let seen = site.post("/notifications/read", &json!({"up_to": second})).by("reviewer").send().status(200).json();
    assert_eq!(seen["unread_count"], 1);
    site.call("DELETE", &one).by("reviewer").send().status(204);
    site.get(&one).by("reviewer").problem(404, "not-found");
    assert_eq!(site.post("/notifications/read", &json!({})).by("reviewer").send().status(200).json()["unread_count"], 0);
    let read = || site.post("/notifications/read", &json!({})).by("reviewer").header("Idempotency-Key", "baca").send().status(200).json();
    assert_eq!(read()["unread_count"], 0);
    documenting::submitted(&site, "Layanan nomor enam");
    assert_eq!(read()["unread_count"], 0, "the first answer again");
    assert_eq!(site.get("/notifications").by("reviewer").ok()["unread_count"], 1, "what came later was not read");
    // They are nobody else's.
    let other = format!("/notifications/{second}");
    for account in ["admin", "manager.kkp"] {
        site.get(&other).by(account).problem(404, "not-found");
        site.call("PATCH", &other).by(account).json(&json!({"read": false})).send().problem(404, "not-found");
        site.call("DELETE", &other).by(account).problem(404, "not-found");
    }
    site.get("/notifications").problem(401, "not-authenticated");
}

/// A day so far from today in Jakarta.
fn in_days(site: &Site, days: i64) -> String {
    let now = match site.backend {
        Backend::Sqlite => format!("SELECT date('now', '+7 hours', '+{days} days') AS line"),
        Backend::Postgres => format!("SELECT CAST((now() AT TIME ZONE 'Asia/Jakarta')::date + {days} AS TEXT) AS line"),
    };
    site.lines(&now)[0].clone()
}

/// Waits until somebody was told so often that a MoU ends, and what was said last.
fn reminded(site: &Site, account: &str, times: usize) -> String {
    let began = Instant::now();
    loop {
        let said: Vec<Value> = told(site, account).into_iter().filter(|n| text(n, "kind") == "mou_expiring").collect();
        if said.len() >= times {
            assert_eq!(said.len(), times, "{said:?}");
            return text(&said[0], "detail").to_owned();
        }
        assert!(began.elapsed() < Duration::from_secs(15), "{account} was reminded {} times", said.len());
        thread::sleep(Duration::from_millis(50));
    }
}

fn ahead(site: &mut Site, days: i64) {
    site.stop();
    site.set("JIPP_CLOCK_AHEAD", &format!("{days}d"));
    site.start();
}

fn reminders_come_once_at_each_mark(backend: Backend) {
    let mut site = Site::own(backend);
    let ends_on = in_days(&site, 200);
    let mou = signed(&site, &ends_on);
    for (times, days) in [(1, 25), (2, 120), (3, 175)] {
        ahead(&mut site, days);
        // Of several processes one reminds.
        let sibling = (backend == Backend::Postgres).then(|| site.sibling());
        let left = 200 - days;
        for account in ["manager.kkp", "signatory.kkp"] {
            assert_eq!(reminded(&site, account, times), format!("{left} hari lagi."));
        }
        thread::sleep(Duration::from_millis(300));
        reminded(&site, "manager.kkp", times);
        drop(sibling);
    }
    ahead(&mut site, 201);
    let began = Instant::now();
    while text(&site.get(&format!("/mous/{}", text(&mou, "id"))).by("admin").ok(), "status") != "expired" {
        assert!(began.elapsed().as_secs() < 10, "it does not expire");
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(kinds(&site, "manager.kkp")[0], "mou_ended");
}

fn reminders_that_were_missed_are_one(backend: Backend) {
    let mut site = Site::own(backend);
    let ends_on = in_days(&site, 200);
    signed(&site, &ends_on);
    ahead(&mut site, 180);
    assert_eq!(reminded(&site, "manager.kkp", 1), "20 hari lagi.");
    ahead(&mut site, 181);
    thread::sleep(Duration::from_secs(1));
    assert_eq!(reminded(&site, "manager.kkp", 1), "20 hari lagi.");
}

fn letters_are_mailed(backend: Backend) {
    let server = MailServer::start();
    let site = Site::with(backend, &[("JIPP_SMTP_URL", &server.url), ("JIPP_MAIL_FROM", "Hub JIPP <jangan-balas@jipp.example>")]);
    let new =
        json!({"email": "baru@kkp.example", "name": "Orang Baru", "institution_id": institution(&site, "kkp"), "roles": ["innovator"]});
    let invitation = site.post("/invitations", &new).by("manager.kkp").send().status(201).json();
    let letter = server.wait_for("baru@kkp.example", text(&invitation, "url"));
    assert!(letter.text.contains("jangan-balas@jipp.example"), "{letter:?}");
    let user = text(&site.get("/me").by("innovator.kkp").ok(), "id").to_owned();
    let link = site.post("/auth/password-reset", &json!({"user_id": user})).by("manager.kkp").send().status(201).json();
    server.wait_for("innovator.kkp@jipp.example", text(&link, "url"));
    let mou = draft(&site, "2099-12-31");
    move_to(&site, &mou, "manager.kkp", "in_review").status(200);
    move_to(&site, &mou, "admin", "ready_to_sign").status(200);
    let page = format!("{}/mous/{}", site.url, text(&mou, "id"));
    server.wait_for("signatory.kkp@jipp.example", &page);
    server.wait_for("admin@jipp.example", &page);
    thread::sleep(Duration::from_secs(4));
    assert_eq!(server.letters("signatory.kkp@jipp.example").len(), 1, "each letter goes out once");
    // The invited accepts, and the inviter is told.
    let token = text(&invitation, "url").split('#').nth(1).unwrap();
    let accept = json!({"token": token, "name": "Orang Baru", "password": "kata sandi yang panjang"});
    site.post("/invitations/accept", &accept).send().status(201);
    assert_eq!(kinds(&site, "manager.kkp")[0], "invitation_accepted");
}

fn a_mail_server_that_is_away_loses_nothing(backend: Backend) {
    let mut site = Site::with(backend, &[("JIPP_SMTP_URL", "smtp://127.0.0.1:9"), ("JIPP_MAIL_FROM", "jangan-balas@jipp.example")]);
    let mou = draft(&site, "2099-12-31");
    move_to(&site, &mou, "manager.kkp", "in_review").status(200);
    site.wait_for_log("notifications were not mailed");
    let server = MailServer::start();
    site.stop();
    site.set("JIPP_SMTP_URL", &server.url);
    site.set("JIPP_CLOCK_AHEAD", "1h");
    site.start();
    server.wait_for("admin@jipp.example", &format!("/mous/{}", text(&mou, "id")));
}
