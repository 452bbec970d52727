//! Events and time: what follows when one moves, when participants check in, and who is reminded.

use crate::events::{etag, institution, move_to, path, put};
use crate::shared::{items, text};
use chrono::{SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};
use std::thread;
use std::time::{Duration, Instant};
use tests::http::Answer;
use tests::smtp::MailServer;
use tests::{Backend, Site, on_both};

on_both![
    who_is_invited_hears_of_another_time_and_answers_again,
    another_place_or_link_is_told_and_answers_stay,
    what_is_only_planned_or_over_moves_in_silence,
    a_mail_names_the_old_and_the_new,
    check_in_has_hours,
    what_has_not_begun_was_not_held,
    who_attends_is_reminded_once_a_day_before,
    who_attends_at_another_time_is_reminded_of_that,
];

/// An instant so many hours from now.
fn in_hours(hours: i64) -> String {
    (Utc::now() + TimeDelta::hours(hours)).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// An event of KKP that begins so many hours from now and lasts two, which invites BPOM, in a status.
fn event(site: &Site, hours: i64, status: &str) -> Value {
    let body = json!({"kind": "workshop", "title": "Lokakarya Layanan", "starts_at": in_hours(hours), "ends_at": in_hours(hours + 2),
        "venue": "Aula Lama"});
    let event = site.post("/events", &body).by("manager.kkp").send().status(201).json();
    put(site, &event, &institution(site, "bpom"), "manager.kkp", &json!({})).status(201);
    if status != "planned" {
        move_to(site, &event, "manager.kkp", status).status(200);
    }
    event
}

fn answer(site: &Site, event: &Value, response: &str) {
    put(site, event, &institution(site, "bpom"), "manager.bpom", &json!({"response": response})).status(200);
}

fn response(site: &Site, event: &Value) -> String {
    text(&site.get(&path(event)).by("manager.bpom").ok()["participants"][0], "response").to_owned()
}

fn change(site: &Site, event: &Value, patch: &Value) -> Answer {
    let seen = etag(site, event, "manager.kkp");
    site.call("PATCH", &path(event)).by("manager.kkp").header("If-Match", &seen).json(patch).send()
}

fn told(site: &Site, account: &str, kind: &str) -> Vec<Value> {
    let all = site.get("/notifications?limit=100").by(account).ok();
    items(&all).iter().filter(|n| text(n, "kind") == kind).cloned().collect()
}

fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(15), "{what}");
        thread::sleep(Duration::from_millis(50));
    }
}

fn who_is_invited_hears_of_another_time_and_answers_again(backend: Backend) {
    let site = Site::own(backend);
    let event = event(&site, 72, "open");
    answer(&site, &event, "attending");
    let day = json!({"starts_at": "2098-12-31T17:30:00Z", "ends_at": "2098-12-31T19:00:00Z"});
    change(&site, &event, &day).status(200);
    assert_eq!(response(&site, &event), "pending");
    for account in ["manager.bpom", "signatory.bpom"] {
        let notices = told(&site, account, "event_moved");
        assert_eq!(notices.len(), 1, "{account}");
        let detail = text(&notices[0], "detail");
        assert!(detail.contains("1 Januari 2099 pukul 00.30 sampai 02.00 WIB (sebelumnya: "), "{detail}");
        assert!(detail.contains("Tempat: \"Aula Lama\"") && detail.contains("diberikan kembali"), "{detail}");
        assert!(text(&notices[0], "title").contains("Lokakarya Layanan"));
    }
    let english = site.get("/notifications").by("manager.bpom").header("Accept-Language", "en").ok();
    assert!(text(&items(&english)[0], "detail").contains("1 January 2099, 00:30 to 02:00 WIB (UTC+7) (previously: "), "{english}");
    assert!(told(&site, "innovator.bpom", "event_moved").is_empty() && told(&site, "manager.kkp", "event_moved").is_empty());
    answer(&site, &event, "declined");
    change(&site, &event, &json!({"ends_at": "2098-12-31T20:00:00Z"})).status(200);
    assert_eq!(response(&site, &event), "declined", "who does not come need not say so again");
    assert_eq!(told(&site, "manager.bpom", "event_moved").len(), 2);
}

fn another_place_or_link_is_told_and_answers_stay(backend: Backend) {
    let site = Site::own(backend);
    let event = event(&site, 72, "open");
    answer(&site, &event, "attending");
    let link = format!("https://rapat.example/{}", "a".repeat(400));
    change(&site, &event, &json!({"venue": "Aula Baru", "online_url": link})).status(200);
    assert_eq!(response(&site, &event), "attending");
    let notices = told(&site, "manager.bpom", "event_moved");
    let detail = text(&notices[0], "detail");
    assert!(detail.contains("Tempat: \"Aula Baru\" (sebelumnya: \"Aula Lama\")"), "{detail}");
    assert!(detail.contains(&format!("Tautan: {link} (sebelumnya: tidak ada)")) && !detail.contains("kembali"), "{detail}");
    change(&site, &event, &json!({"venue": null})).status(200);
    assert!(text(&told(&site, "manager.bpom", "event_moved")[0], "detail").contains("Tempat: tidak ada (sebelumnya: \"Aula Baru\")"));
    // What is neither time nor place is no move.
    change(&site, &event, &json!({"title": "Lokakarya Layanan Publik", "agenda": "1. Pembukaan"})).status(200);
    assert_eq!(told(&site, "manager.bpom", "event_moved").len(), 2);
}

fn what_is_only_planned_or_over_moves_in_silence(backend: Backend) {
    let site = Site::own(backend);
    let plan = event(&site, 72, "planned");
    answer(&site, &plan, "attending");
    change(&site, &plan, &json!({"ends_at": in_hours(80)})).status(200);
    assert_eq!(response(&site, &plan), "attending");
    let over = event(&site, -72, "open");
    answer(&site, &over, "attending");
    change(&site, &over, &json!({"ends_at": in_hours(-60), "venue": "Aula Baru"})).status(200);
    assert_eq!(response(&site, &over), "attending");
    assert!(told(&site, "manager.bpom", "event_moved").is_empty());
}

fn a_mail_names_the_old_and_the_new(backend: Backend) {
    let mail = MailServer::start();
    let site = Site::with(backend, &[("JIPP_SMTP_URL", &mail.url), ("JIPP_MAIL_FROM", "Hub JIPP <jipp@jipp.example>")]);
    let event = event(&site, 72, "open");
    let moved = json!({"starts_at": "2098-12-01T02:00:00Z", "ends_at": "2098-12-01T05:00:00Z", "venue": "Aula Baru"});
    change(&site, &event, &moved).status(200);
    let letter = mail.wait_for("manager.bpom@jipp.example", "Aula Baru").text.replace("=\r\n", "");
    assert!(letter.contains("Aula Lama") && letter.contains("1 Desember 2098 pukul 09.00 sampai 12.00 WIB"), "{letter}");
}

fn check_in_has_hours(backend: Backend) {
    let mut site = Site::own(backend);
    let event = event(&site, 50, "open");
    let url = text(&site.get(&path(&event)).by("manager.kkp").ok(), "check_in_url").to_owned();
    let code = url.split_once('#').unwrap().1.to_owned();
    let check_in = |site: &Site| {
        site.post(&format!("{}/check-ins", path(&event)), &json!({"code": code}))
            .by("innovator.bpom")
            .header("Accept-Language", "en")
            .send()
    };
    let may = |site: &Site| site.get(&path(&event)).by("innovator.bpom").ok()["allowed_actions"].to_string().contains("check_in");
    let early = check_in(&site).problem(409, "guard-not-met");
    assert_eq!(early["missing"], json!(["check_in_hours"]));
    assert!(text(&early, "detail").starts_with("Check-in is open from ") && !may(&site), "{early}");
    let was_there = json!({"attended": true});
    put(&site, &event, &institution(&site, "bpom"), "manager.kkp", &was_there).problem(409, "guard-not-met");
    let mut ahead = |hours: &str| {
        site.stop();
        site.set("JIPP_CLOCK_AHEAD", hours);
        site.start();
        (check_in(&site), may(&site))
    };
    assert_eq!(ahead("47h").0.status, 409);
    let (there, may) = ahead("49h");
    assert!(may && there.status(200).json()["participants"][0]["attended"] == true);
    // In Jakarta its day is over at the latest a day after it ended.
    let (late, may) = ahead("77h");
    late.problem(409, "guard-not-met");
    assert!(!may);
}

fn what_has_not_begun_was_not_held(backend: Backend) {
    let site = Site::own(backend);
    let event = event(&site, 72, "open");
    let early = move_to(&site, &event, "manager.kkp", "held").problem(409, "guard-not-met");
    assert_eq!(early["missing"], json!(["started"]));
    assert!(text(&early, "detail").starts_with("Kegiatan baru dimulai "), "{early}");
    let seen = site.get(&path(&event)).by("manager.kkp").ok();
    let actions = seen["allowed_actions"].to_string();
    assert!(actions.contains("transition:cancelled") && !actions.contains("transition:held"), "{actions}");
    let ways = site.get(&format!("{}/transitions", path(&event))).by("manager.kkp").ok();
    assert_eq!(ways["allowed"], json!(["cancelled"]));
    change(&site, &event, &json!({"starts_at": in_hours(-1)})).status(200);
    let seen = site.get(&path(&event)).by("manager.kkp").ok();
    assert!(seen["allowed_actions"].to_string().contains("transition:held"));
    move_to(&site, &event, "manager.kkp", "held").status(200);
}

fn ahead(site: &mut Site, hours: i64) {
    site.stop();
    site.set("JIPP_CLOCK_AHEAD", &format!("{hours}h"));
    site.start();
}

fn who_attends_is_reminded_once_a_day_before(backend: Backend) {
    let mut site = Site::own(backend);
    let (attended, declined) = (event(&site, 60, "open"), event(&site, 60, "open"));
    answer(&site, &attended, "attending");
    answer(&site, &declined, "declined");
    let cancelled = event(&site, 60, "open");
    answer(&site, &cancelled, "attending");
    move_to(&site, &cancelled, "manager.kkp", "cancelled").status(200);
    ahead(&mut site, 35);
    thread::sleep(Duration::from_secs(1));
    assert!(told(&site, "manager.bpom", "event_reminder").is_empty(), "it is more than a day away");
    for hours in [37, 38] {
        ahead(&mut site, hours);
        // Of several processes one reminds.
        let sibling = (backend == Backend::Postgres).then(|| site.sibling());
        for account in ["manager.bpom", "signatory.bpom"] {
            wait_until("nobody is reminded", || !told(&site, account, "event_reminder").is_empty());
            thread::sleep(Duration::from_millis(300));
            let reminders = told(&site, account, "event_reminder");
            assert_eq!((reminders.len(), &reminders[0]["record"]["id"]), (1, &attended["id"]));
            let detail = text(&reminders[0], "detail");
            assert!(detail.starts_with("Waktu: ") && detail.ends_with("WIB\nTempat: \"Aula Lama\""), "{detail}");
        }
        drop(sibling);
    }
}

fn who_attends_at_another_time_is_reminded_of_that(backend: Backend) {
    let site = Site::own(backend);
    let event = event(&site, 20, "open");
    answer(&site, &event, "attending");
    wait_until("nobody is reminded", || told(&site, "manager.bpom", "event_reminder").len() == 1);
    change(&site, &event, &json!({"starts_at": in_hours(21), "ends_at": in_hours(23)})).status(200);
    thread::sleep(Duration::from_secs(6));
    assert_eq!(told(&site, "manager.bpom", "event_reminder").len(), 1, "who has not answered is not reminded");
    answer(&site, &event, "attending");
    wait_until("the new time is not reminded of", || told(&site, "manager.bpom", "event_reminder").len() == 2);
}
