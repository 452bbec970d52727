//! Emails: gathered, settled one by one, quoted and marked, and lost by nobody.

use crate::documenting::submitted;
use crate::posts::published;
use crate::shared::text;
use serde_json::{Value, json};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tests::site::PASSWORD;
use tests::smtp::{Letter, MailServer};
use tests::{Backend, Site, on_both};

on_both![
    many_mentions_are_two_emails,
    an_email_says_nothing_that_was_taken_back,
    one_who_is_refused_for_now_holds_up_nobody,
    a_digest_is_sent_once_the_server_is_back,
    an_email_has_the_headers_of_one,
    what_people_wrote_is_quoted_and_marked,
    who_has_gone_is_not_mailed,
    a_changed_password_or_role_is_mailed,
    links_do_not_wait_for_one_another,
    the_process_stops_in_good_order,
];

const SECRET: &str = "HP 0812-3456-7890";

fn site(backend: Backend, server: &MailServer) -> Site {
    Site::with(backend, &[("JIPP_SMTP_URL", &server.url), ("JIPP_MAIL_FROM", "Hub JIPP <jangan-balas@jipp.example>")])
}

fn address(account: &str) -> String {
    format!("{account}@jipp.example")
}

fn id(site: &Site, account: &str) -> String {
    text(&site.get("/me").by(account).ok(), "id").to_owned()
}

/// Starts the process again with its clock ahead.
fn later(site: &mut Site, ahead: &str) {
    site.stop();
    site.set("JIPP_CLOCK_AHEAD", ahead);
    site.start();
}

fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(30), "{what}");
        sleep(Duration::from_millis(50));
    }
}

fn mention(site: &Site, post: &Value, whom: &str, more: &str) -> Value {
    let body = json!({"body": format!("@[Orang](user:{}) {more}", id(site, whom))});
    site.post(&format!("/posts/{}/comments", text(post, "id")), &body).by("innovator.kkp").send().status(201).json()
}

/// A MoU of kkp that waits for signatures: of its signatory, and of an admin.
fn to_sign(site: &Site) -> String {
    let mut body = site.get("/hubs/kkp/mou-draft").by("manager.kkp").ok();
    body["ends_on"] = json!("2099-12-31");
    let mou = site.post("/mous", &body).by("manager.kkp").send().status(201).json();
    let path = format!("/mous/{}", text(&mou, "id"));
    for (account, to) in [("manager.kkp", "in_review"), ("admin", "ready_to_sign")] {
        site.post(&format!("{path}/transitions"), &json!({"to": to})).by(account).send().status(200);
    }
    path
}

fn many_mentions_are_two_emails(backend: Backend) {
    let server = MailServer::start();
    let mut site = site(backend, &server);
    let post = published(&site, "innovator.kkp", &json!({"title": "Antrean"}));
    mention(&site, &post, "reviewer", "nomor 0");
    let to = address("reviewer");
    server.wait_for(&to, "nomor 0");
    for n in 1..30 {
        mention(&site, &post, "reviewer", &format!("nomor {n}."));
    }
    sleep(Duration::from_secs(5));
    assert_eq!(server.letters(&to).len(), 1, "what follows waits");
    later(&mut site, "11m");
    let second = server.wait_for(&to, "nomor 29.");
    assert!((1..30).all(|n| second.text.contains(&format!("nomor {n}."))), "{}", second.text);
    assert_eq!(second.header("Subject").unwrap(), "[Hub JIPP] 29 pemberitahuan");
    sleep(Duration::from_secs(4));
    assert_eq!(server.letters(&to).len(), 2);
}

fn an_email_says_nothing_that_was_taken_back(backend: Backend) {
    let server = MailServer::start();
    let mut site = site(backend, &server);
    let post = published(&site, "innovator.kkp", &json!({}));
    server.be_away(true);
    let hidden = mention(&site, &post, "reviewer", SECRET);
    let deleted = mention(&site, &post, "reviewer", SECRET);
    mention(&site, &post, "reviewer", "yang tetap");
    let withdrawn = format!("/innovations/{}/transitions", text(&submitted(&site, "Layanan yang ditarik"), "id"));
    site.post(&withdrawn, &json!({"to": "draft"})).by("innovator.kemenkeu").send().status(200);
    let path = format!("/comments/{}", text(&hidden, "id"));
    site.call("PUT", &format!("{path}/moderation"))
        .by("manager.kkp")
        .json(&json!({"hidden": true, "note": "Data pribadi."}))
        .send()
        .status(200);
    let path = format!("/comments/{}", text(&deleted, "id"));
    let seen = site.get(&path).by("innovator.kkp").send().has("etag").to_owned();
    site.call("DELETE", &path).by("innovator.kkp").header("If-Match", &seen).send().status(204);
    later(&mut site, "1h");
    server.be_away(false);
    let letter = server.wait_for(&address("reviewer"), "yang tetap");
    assert!(!letter.text.contains(SECRET) && !letter.text.contains("ditarik"), "{}", letter.text);
}

fn one_who_is_refused_for_now_holds_up_nobody(backend: Backend) {
    let server = MailServer::start();
    let mut site = site(backend, &server);
    let refused = address("reviewer");
    server.refuse(&refused, Some(451));
    server.refuse(&address("manager.bpom"), Some(550));
    submitted(&site, "Layanan Satu");
    let path = to_sign(&site);
    server.wait_for(&address("signatory.kkp"), &path);
    wait_until("the reviewer is tried", || server.offered(&refused) > 0);
    let tried = server.offered(&refused);
    sleep(Duration::from_secs(5));
    assert!(server.offered(&refused) <= tried + 1 && server.letters(&refused).is_empty(), "with a pause");
    // Another waits for nobody, also when the server breaks off at one.
    server.break_off_at(&address("manager.kemenkeu"));
    let post = published(&site, "innovator.kkp", &json!({}));
    for account in ["manager.kemenkeu", "manager.bpom", "innovator.bpom"] {
        mention(&site, &post, account, "Halo");
    }
    server.wait_for(&address("innovator.bpom"), "Halo");
    // It comes once it is taken, after a day and a half too, and nothing comes twice.
    server.refuse(&refused, None);
    later(&mut site, "36h");
    server.wait_for(&refused, "Layanan Satu");
    sleep(Duration::from_secs(4));
    assert_eq!((server.letters(&refused).len(), server.letters(&address("signatory.kkp")).len()), (1, 1));
    assert_eq!(server.offered(&address("manager.bpom")), 1, "refused for good is not tried again");
}

fn a_digest_is_sent_once_the_server_is_back(backend: Backend) {
    let server = MailServer::start();
    let mut site = site(backend, &server);
    let to = address("innovator.bpom");
    let seen = site.get("/me").by("innovator.bpom").send().has("etag").to_owned();
    site.call("PATCH", "/me").by("innovator.bpom").header("If-Match", &seen).json(&json!({"digest": "daily"})).send().status(200);
    site.post("/subscriptions", &json!({"type": "hub", "target": "kkp"})).by("innovator.bpom").send().status(201);
    let kept = published(&site, "innovator.kkp", &json!({"title": "Zamrudwati"}));
    let hidden = published(&site, "innovator.kkp", &json!({"title": "Rahasiawati"}));
    let hide = json!({"to": "hidden", "note": "Ditinjau."});
    site.post(&format!("/posts/{}/transitions", text(&hidden, "id")), &hide).by("manager.kkp").send().status(200);
    server.be_away(true);
    later(&mut site, "25h");
    site.wait_for_log("digests were not mailed");
    server.be_away(false);
    let letter = server.wait_for(&to, text(&kept, "slug"));
    assert!(letter.header("List-Unsubscribe").is_some_and(|url| url.contains("/api/v1/unsubscribe?token=")), "{}", letter.text);
    assert!(!letter.text.contains("Rahasiawati"), "{}", letter.text);
    // What was sent is not sent again.
    site.stop();
    site.start();
    sleep(Duration::from_secs(2));
    assert_eq!(server.letters(&to).len(), 1);
}

fn an_email_has_the_headers_of_one(backend: Backend) {
    let server = MailServer::start();
    let site = site(backend, &server);
    let person = id(&site, "innovator.kkp");
    site.post("/auth/password-reset", &json!({"user_id": person})).by("admin").send().status(201);
    let path = to_sign(&site);
    let letters = [server.wait_for(&address("innovator.kkp"), "/reset#"), server.wait_for(&address("signatory.kkp"), &path)];
    let header = |letter: &Letter, name: &str| letter.header(name).unwrap_or_else(|| panic!("no {name} in {}", letter.text));
    for letter in &letters {
        let id = header(letter, "Message-ID");
        assert!(id.starts_with('<') && id.ends_with("@jipp.example>"), "{id}");
        assert!(header(letter, "Date").contains("20"));
        assert_eq!(header(letter, "Auto-Submitted"), "auto-generated");
        let subject = header(letter, "Subject");
        assert!(subject.starts_with("[Hub JIPP] ") && subject.chars().count() <= 60, "{subject}");
        assert!(letter.body().starts_with("Yth. "), "{}", letter.body());
        assert!(letter.body().contains("tidak membalas"), "{}", letter.body());
        assert!(letter.header("List-Unsubscribe").is_none(), "nobody subscribed to it");
    }
    assert_ne!(header(&letters[0], "Message-ID"), header(&letters[1], "Message-ID"));
}

fn what_people_wrote_is_quoted_and_marked(backend: Backend) {
    let server = MailServer::start();
    let site = site(backend, &server);
    let made = submitted(&site, "Layanan Satu");
    // As it may be in the database from before, whatever is taken now.
    let nasty = "Judul\r\n\r\nKATA SANDI ANDA BERAKHIR: https://jahat.example";
    site.execute(&format!(
        "UPDATE innovations SET title = '{nasty}'; UPDATE users SET name = '{nasty}' WHERE email LIKE 'innovator.kemenkeu%'"
    ))
    .unwrap();
    let path = format!("/innovations/{}/transitions", text(&made, "id"));
    for (to, note) in [("in_review", "Mulai."), ("revision_requested", "Satu\n\nKATA SANDI ANDA BERAKHIR")] {
        site.post(&path, &json!({"to": to, "note": note})).by("reviewer").send().status(200);
    }
    let to = address("innovator.kemenkeu");
    wait_until("a letter", || !server.letters(&to).is_empty());
    for letter in server.letters(&to) {
        assert!(letter.text.lines().all(|line| !line.starts_with("KATA SANDI")), "{}", letter.text);
        assert!(letter.header("Subject").unwrap().len() <= 60, "{}", letter.text);
    }
}

fn who_has_gone_is_not_mailed(backend: Backend) {
    let server = MailServer::start();
    let mut site = site(backend, &server);
    server.be_away(true);
    let path = format!("/innovations/{}/transitions", text(&submitted(&site, "Layanan Satu"), "id"));
    site.post(&path, &json!({"to": "in_review"})).by("reviewer").send().status(200);
    let post = published(&site, "innovator.kkp", &json!({}));
    mention(&site, &post, "innovator.bpom", "Halo");
    mention(&site, &post, "reviewer", "Halo");
    let user = |account: &str| format!("/users/{}", id(&site, account));
    let kkp = text(&site.get("/institutions/kkp").ok(), "id").to_owned();
    for (path, change) in [(user("innovator.kemenkeu"), json!({"institution_id": kkp})), (user("innovator.bpom"), json!({"active": false}))]
    {
        let seen = site.get(&path).by("admin").send().has("etag").to_owned();
        site.call("PATCH", &path).by("admin").header("If-Match", &seen).json(&change).send().status(200);
    }
    later(&mut site, "1h");
    server.be_away(false);
    server.wait_for(&address("reviewer"), "Halo");
    let moved = server.wait_for(&address("innovator.kemenkeu"), "/me");
    assert!(!moved.text.contains("Layanan Satu"), "{}", moved.text);
    assert!(server.letters(&address("innovator.bpom")).is_empty());
}

fn a_changed_password_or_role_is_mailed(backend: Backend) {
    let server = MailServer::start();
    let site = site(backend, &server);
    let passwords = json!({"current_password": PASSWORD, "new_password": "sekoci-bambu-merah-41"});
    site.post("/me/password", &passwords).by("innovator.kkp").send().status(204);
    server.wait_for(&address("innovator.kkp"), "Kata sandi akun Anda diganti.");
    let path = format!("/users/{}", id(&site, "signatory.kkp"));
    let seen = site.get(&path).by("admin").send().has("etag").to_owned();
    site.call("PATCH", &path).by("admin").header("If-Match", &seen).json(&json!({"roles": ["innovator"]})).send().status(200);
    server.wait_for(&address("signatory.kkp"), "akun Anda berubah");
}

fn links_do_not_wait_for_one_another(backend: Backend) {
    let server = MailServer::start();
    let site = site(backend, &server);
    server.refuse(&address("innovator.kkp"), Some(451));
    for account in ["innovator.kkp", "innovator.bpom"] {
        let person = id(&site, account);
        site.post("/auth/password-reset", &json!({"user_id": person})).by("admin").send().status(201);
    }
    server.wait_for(&address("innovator.bpom"), "/reset#");
    server.refuse(&address("innovator.kkp"), None);
    server.wait_for(&address("innovator.kkp"), "/reset#");
}

fn the_process_stops_in_good_order(backend: Backend) {
    let server = MailServer::start();
    let mut site = site(backend, &server);
    let person = id(&site, "innovator.kkp");
    site.post("/auth/password-reset", &json!({"user_id": person})).by("admin").send().status(201);
    server.wait_for(&address("innovator.kkp"), "/reset#");
    site.stop();
    assert!(!site.log().contains("panicked"), "{}", site.log());
}
