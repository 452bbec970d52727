//! MoUs and time: signed before the first day, in force from it, renewed for later, and not signed after the end.

use crate::shared::{items, text};
use chrono::{Days, FixedOffset, NaiveDate, Utc};
use serde_json::{Value, json};
use std::thread;
use std::time::{Duration, Instant};
use tests::http::Answer;
use tests::site::PASSWORD;
use tests::{Backend, Site, on_both};

on_both![
    signed_for_later_is_in_force_from_its_first_day,
    a_renewal_takes_over_on_its_first_day,
    in_a_gap_the_hub_has_only_agreed,
    what_is_terminated_before_its_first_day_never_comes_into_force,
    nobody_signs_after_the_last_day,
    a_signature_s_day_has_limits,
    a_hub_tells_of_its_mou_whatever_it_was_formed_by,
];

/// A day in Jakarta, so many from today.
fn in_days(days: i64) -> String {
    let today = Utc::now().with_timezone(&FixedOffset::east_opt(7 * 3600).unwrap()).date_naive();
    let day = if days < 0 { today - Days::new(days.unsigned_abs()) } else { today + Days::new(days.unsigned_abs()) };
    day.to_string()
}

fn institution(site: &Site, code: &str) -> String {
    text(&site.get(&format!("/institutions/{code}")).ok(), "id").to_owned()
}

fn hub(site: &Site, code: &str) -> Value {
    site.get(&format!("/hubs/{code}")).by("admin").ok()
}

/// The hub of KKP as it is before its MoU.
fn agreed(site: &Site) {
    site.execute("UPDATE hubs SET status = 'agreed', basis = NULL WHERE slug = 'kkp'").unwrap();
}

fn path(mou: &Value) -> String {
    format!("/mous/{}", text(mou, "id"))
}

fn mou(site: &Site, mou: &Value) -> Value {
    site.get(&path(mou)).ok()
}

fn move_to(site: &Site, mou: &Value, account: &str, to: &str) -> Answer {
    site.post(&format!("{}/transitions", path(mou)), &json!({"to": to, "note": "Alasannya."})).by(account).send()
}

/// A MoU of KKP between these days that waits for its signatures.
fn ready(site: &Site, starts_on: &str, ends_on: &str) -> Value {
    let body = json!({"title": "Nota Kesepahaman KKP", "hub_id": hub(site, "kkp")["id"], "starts_on": starts_on, "ends_on": ends_on});
    approved(site, site.post("/mous", &body).by("manager.kkp").send().status(201).json())
}

fn approved(site: &Site, mou: Value) -> Value {
    move_to(site, &mou, "manager.kkp", "in_review").status(200);
    move_to(site, &mou, "admin", "ready_to_sign").status(200);
    mou
}

fn sign(site: &Site, mou: &Value, code: &str, account: &str, signed_on: &str) -> Answer {
    let body = json!({"institution_id": institution(site, code), "signatory_name": "Rini Wulandari", "position": "Sekretaris Jenderal",
        "signed_on": signed_on, "method": "in_system", "password": PASSWORD});
    site.post(&format!("{}/signatures", path(mou)), &body).by(account).send()
}

/// The same once all have signed.
fn signed(site: &Site, ready: Value) -> Value {
    sign(site, &ready, "kkp", "signatory.kkp", &in_days(0)).status(201);
    sign(site, &ready, "panrb", "admin", &in_days(0)).status(201);
    mou(site, &ready)
}

fn renewed(site: &Site, old: &Value, body: &Value) -> Value {
    let draft = site.post(&format!("{}/renewals", path(old)), body).by("manager.kkp").send().status(201).json();
    signed(site, approved(site, draft))
}

fn ahead(site: &mut Site, days: i64) {
    site.stop();
    site.set("JIPP_CLOCK_AHEAD", &format!("{days}d"));
    site.start();
}

fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(15), "{what}");
        thread::sleep(Duration::from_millis(50));
    }
}

fn told(site: &Site, account: &str, kind: &str) -> Vec<Value> {
    let all = site.get("/notifications?limit=100").by(account).ok();
    items(&all).iter().filter(|n| text(n, "kind") == kind).cloned().collect()
}

fn activate(site: &Site) -> Answer {
    site.post("/hubs/kkp/transitions", &json!({"to": "active"})).by("admin").header("Accept-Language", "en").send()
}

/// "1 January 2027", or the same in Indonesian.
fn in_words(day: &str, months: [&str; 12]) -> String {
    let day: NaiveDate = day.parse().unwrap();
    let month: usize = day.format("%m").to_string().parse().unwrap();
    format!("{} {} {}", day.format("%-d"), months[month - 1], day.format("%Y"))
}

const ID: [&str; 12] =
    ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
const EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn signed_for_later_is_in_force_from_its_first_day(backend: Backend) {
    let mut site = Site::own(backend);
    agreed(&site);
    let before = site.get("/stats/overview").ok()["mous"].clone();
    let from = in_days(30);
    let made = signed(&site, ready(&site, &from, &in_days(400)));
    assert_eq!((text(&made, "status"), &made["in_force"]), ("signed", &json!(false)));
    let check = format!("/mou-verifications/{}", text(&made, "verification_code"));
    let verified = site.get(&check).ok();
    assert_eq!((text(&verified, "status"), &verified["in_force"], text(&verified, "starts_on")), ("signed", &json!(false), from.as_str()));
    let listed = site.get("/mous?q=kkp&limit=100").ok();
    assert!(items(&listed).iter().any(|m| m["id"] == made["id"] && m["in_force"] == false), "{listed}");
    let figures = site.get("/stats/overview").ok()["mous"].clone();
    assert_eq!(figures["in_force"], before["in_force"]);
    assert_eq!(figures["to_come"].as_i64(), before["to_come"].as_i64().map(|n| n + 1));
    let notice = &told(&site, "manager.kkp", "mou_signed")[0];
    assert!(text(notice, "title").ends_with("ditandatangani semua pihak."), "{notice}");
    assert_eq!(text(notice, "detail"), format!("Berlaku mulai {}.", in_words(&from, ID)));
    let now = hub(&site, "kkp");
    assert_eq!(
        (text(&now, "status"), &now["mou"]["in_force"], text(&now["mou"], "starts_on")),
        ("mou_signed", &json!(false), from.as_str())
    );
    // It is no basis in force yet, and who is refused reads from when on it is.
    let refused = activate(&site).problem(409, "guard-not-met");
    assert_eq!(refused["missing"], json!(["basis"]));
    assert!(text(&refused, "detail").ends_with(&format!("Its MoU is in force from {}.", in_words(&from, EN))), "{refused}");
    ahead(&mut site, 30);
    assert_eq!((&mou(&site, &made)["in_force"], &site.get(&check).ok()["in_force"]), (&json!(true), &json!(true)));
    assert_eq!(site.get("/stats/overview").ok()["mous"]["to_come"], before["to_come"]);
    assert_eq!(text(&activate(&site).status(200).json(), "status"), "active");
}

fn a_renewal_takes_over_on_its_first_day(backend: Backend) {
    let mut site = Site::own(backend);
    agreed(&site);
    let old = signed(&site, ready(&site, &in_days(-300), &in_days(100)));
    assert_eq!((&old["in_force"], text(&hub(&site, "kkp"), "status")), (&json!(true), "mou_signed"));
    activate(&site).status(200);
    // The calendar's day begins with the process.
    ahead(&mut site, 0);
    wait_until("nobody is reminded", || told(&site, "manager.kkp", "mou_expiring").len() == 1);
    let new = renewed(&site, &old, &json!({}));
    assert_eq!((text(&new, "starts_on"), &new["in_force"]), (in_days(101).as_str(), &json!(false)));
    // The old one stays in force, and of what is renewed nobody is reminded.
    for days in [20, 100] {
        ahead(&mut site, days);
        thread::sleep(Duration::from_secs(1));
        let still = mou(&site, &old);
        assert_eq!((text(&still, "status"), &still["in_force"]), ("signed", &json!(true)), "after {days} days");
        assert_eq!(told(&site, "manager.kkp", "mou_expiring").len(), 1, "after {days} days");
    }
    ahead(&mut site, 101);
    wait_until("the old one is not superseded", || text(&mou(&site, &old), "status") == "superseded");
    let now = mou(&site, &new);
    assert_eq!((text(&now, "status"), &now["in_force"]), ("signed", &json!(true)));
    let kkp = hub(&site, "kkp");
    assert_eq!((text(&kkp, "status"), &kkp["mou"]["id"]), ("active", &new["id"]));
    assert!(told(&site, "manager.kkp", "mou_ended").is_empty());
}

fn in_a_gap_the_hub_has_only_agreed(backend: Backend) {
    let mut site = Site::own(backend);
    agreed(&site);
    let old = signed(&site, ready(&site, &in_days(-300), &in_days(10)));
    activate(&site).status(200);
    let new = renewed(&site, &old, &json!({"starts_on": in_days(20), "ends_on": in_days(400)}));
    ahead(&mut site, 11);
    wait_until("the old one does not expire", || text(&mou(&site, &old), "status") == "expired");
    wait_until("the hub rests on nothing in force", || text(&hub(&site, "kkp"), "status") == "agreed");
    ahead(&mut site, 20);
    wait_until("the old one is not superseded", || text(&mou(&site, &old), "status") == "superseded");
    wait_until("the hub does not rest on the renewal", || text(&hub(&site, "kkp"), "status") == "mou_signed");
    assert_eq!(mou(&site, &new)["in_force"], true);
}

fn what_is_terminated_before_its_first_day_never_comes_into_force(backend: Backend) {
    let mut site = Site::own(backend);
    agreed(&site);
    let made = signed(&site, ready(&site, &in_days(5), &in_days(400)));
    move_to(&site, &made, "admin", "terminated").status(200);
    assert_eq!(text(&hub(&site, "kkp"), "status"), "agreed");
    let notice = &told(&site, "manager.kkp", "mou_terminated")[0];
    assert_eq!(text(notice, "title"), "Nota Kesepahaman KKP diakhiri.");
    let given_up = ready(&site, &in_days(5), &in_days(400));
    move_to(&site, &given_up, "admin", "cancelled").status(200);
    assert_eq!(text(&told(&site, "manager.kkp", "mou_cancelled")[0], "title"), "Nota Kesepahaman KKP dibatalkan.");
    ahead(&mut site, 6);
    thread::sleep(Duration::from_secs(1));
    assert_eq!((text(&mou(&site, &made), "status"), text(&hub(&site, "kkp"), "status")), ("terminated", "agreed"));
}

fn nobody_signs_after_the_last_day(backend: Backend) {
    let mut site = Site::own(backend);
    let made = ready(&site, &in_days(-10), &in_days(1));
    let actions = |site: &Site, account: &str| site.get(&path(&made)).by(account).ok()["allowed_actions"].to_string();
    sign(&site, &made, "kkp", "signatory.kkp", &in_days(0)).status(201);
    assert!(actions(&site, "admin").contains("\"sign\""));
    ahead(&mut site, 2);
    let late = sign(&site, &made, "panrb", "admin", &in_days(0)).problem(409, "guard-not-met");
    assert_eq!(late["missing"], json!(["ends_on"]));
    assert!(text(&late, "detail").contains(&in_words(&in_days(1), ID)), "{late}");
    assert!(!actions(&site, "admin").contains("sign"), "{}", actions(&site, "admin"));
    assert_eq!(text(&site.get(&path(&made)).by("admin").ok(), "status"), "partially_signed");
}

fn a_signature_s_day_has_limits(backend: Backend) {
    let site = Site::own(backend);
    let made = ready(&site, "2026-03-01", &in_days(400));
    for (day, code) in [("1900-01-01", "too_early"), ("2025-02-28", "too_early"), (&in_days(1), "in_the_future")] {
        let refused = sign(&site, &made, "kkp", "signatory.kkp", day).problem(422, "validation-failed");
        let error = &refused["errors"][0];
        assert_eq!((text(error, "pointer"), text(error, "code")), ("/signed_on", code), "{day}");
        let limits = ["1 Maret 2025".to_owned(), in_words(&in_days(0), ID)];
        assert!(limits.iter().all(|limit| text(error, "message").contains(limit)), "{error}");
    }
    sign(&site, &made, "kkp", "signatory.kkp", "2025-03-01").status(201);
    let far = ready(&site, &in_days(800), &in_days(900));
    let refused = sign(&site, &far, "kkp", "signatory.kkp", &in_days(0)).problem(422, "validation-failed");
    assert_eq!(text(&refused["errors"][0], "pointer"), "/signed_on");
}

fn a_hub_tells_of_its_mou_whatever_it_was_formed_by(backend: Backend) {
    let site = Site::shared(backend);
    let in_force: Vec<Value> = site.walk("/mous?limit=100", None).into_iter().filter(|mou| mou["in_force"] == true).collect();
    assert!(!in_force.is_empty());
    for mou in in_force {
        let hub = site.get(&format!("/hubs/{}", text(&mou["hub"], "slug"))).ok();
        assert_eq!((&hub["mou"]["id"], &hub["mou"]["in_force"]), (&mou["id"], &json!(true)));
    }
}
