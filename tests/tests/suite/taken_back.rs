//! What was taken back, or never was for everybody, is not told on by ways around the record itself.

use crate::posts::published;
use crate::shared::{items, text};
use serde_json::{Value, json};
use tests::{Backend, Site, on_both};

on_both![
    a_subscription_tells_no_title_that_its_reader_may_not_read,
    an_earlier_text_is_for_its_author_and_moderators,
    a_report_quotes_what_its_reporter_may_read,
    a_post_names_the_public_records_that_it_is_about,
];

fn path(post: &Value) -> String {
    format!("/posts/{}", text(post, "id"))
}

fn patch(site: &Site, path: &str, account: &str, body: &Value) -> Value {
    site.call("PATCH", path).by(account).header("If-Match", "*").json(body).ok()
}

fn move_to(site: &Site, path: &str, account: &str, to: &str) {
    site.post(&format!("{path}/transitions"), &json!({"to": to, "note": "Alasannya."})).by(account).send().status(200);
}

fn follow(site: &Site, account: &str, what: &str, target: &str) -> String {
    let made = site.post("/subscriptions", &json!({"type": what, "target": target})).by(account).send().status(201).json();
    format!("/subscriptions/{}", text(&made, "id"))
}

fn a_subscription_tells_no_title_that_its_reader_may_not_read(backend: Backend) {
    let site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({"title": "Judul yang lama"}));
    let (reader, moderator) =
        (follow(&site, "innovator.bpom", "post", text(&post, "id")), follow(&site, "manager.kkp", "post", text(&post, "id")));
    move_to(&site, &path(&post), "manager.kkp", "hidden");
    patch(&site, &path(&post), "innovator.kkp", &json!({"title": "HP 0812 rahasia"}));
    let untold = |at: &str, account: &str, secret: &str| {
        let seen = site.get(at).by(account).ok();
        assert_eq!((&seen["title"], &seen["url"]), (&seen["target"], &Value::Null), "{at}");
        let list = site.get("/subscriptions").by(account).send();
        assert!(!list.text().contains(secret), "{}", list.text());
    };
    untold(&reader, "innovator.bpom", "HP 0812");
    assert_eq!(text(&site.get(&moderator).by("manager.kkp").ok(), "title"), "HP 0812 rahasia", "who may read it is told");
    move_to(&site, &path(&post), "manager.kkp", "published");
    assert_eq!(text(&site.get(&reader).by("innovator.bpom").ok(), "title"), "HP 0812 rahasia");

    let hub = follow(&site, "innovator.bpom", "hub", "kkp");
    move_to(&site, "/hubs/kkp", "admin", "closed");
    patch(&site, "/hubs/kkp", "admin", &json!({"name": "Hub dengan nama baru"}));
    untold(&hub, "innovator.bpom", "nama baru");
    assert_eq!(text(&site.get("/hubs/kkp").by("admin").ok(), "name"), "Hub dengan nama baru");

    let person = text(&site.get("/me").by("innovator.kemenkeu").ok(), "id").to_owned();
    let author = follow(&site, "innovator.bpom", "author", &person);
    patch(&site, &format!("/users/{person}"), "admin", &json!({"name": "Nama sesudahnya", "active": false}));
    untold(&author, "innovator.bpom", "Nama sesudahnya");

    let innovation = site.get("/innovations?institution_id=bpom&limit=1").ok();
    let at = format!("/innovations/{}", text(&items(&innovation)[0], "id"));
    let followed = follow(&site, "innovator.kkp", "innovation", &at["/innovations/".len()..]);
    move_to(&site, &at, "manager.bpom", "archived");
    untold(&followed, "innovator.kkp", text(&items(&innovation)[0], "title"));
}

fn an_earlier_text_is_for_its_author_and_moderators(backend: Backend) {
    let site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({}));
    let comment =
        site.post(&format!("{}/comments", path(&post)), &json!({"body": "HP 0812"})).by("innovator.bpom").send().status(201).json();
    let at = format!("/comments/{}", text(&comment, "id"));
    patch(&site, &at, "innovator.bpom", &json!({"body": "Tanpa nomor"}));
    let edits = format!("{at}/edits");
    for account in ["innovator.bpom", "manager.kkp", "admin"] {
        assert_eq!(text(&items(&site.get(&edits).by(account).ok())[0], "body"), "HP 0812", "{account}");
    }
    for account in ["innovator.kkp", "reviewer", "manager.bpom", "signatory.kkp"] {
        let refused = site.get(&edits).by(account).problem(403, "forbidden");
        assert!(!refused.to_string().contains("0812"), "{account}");
    }
    site.get(&edits).problem(401, "not-authenticated");
}

fn a_report_quotes_what_its_reporter_may_read(backend: Backend) {
    let site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({}));
    let comment = site.post(&format!("{}/comments", path(&post)), &json!({"body": "Iklan"})).by("innovator.kkp").send().status(201).json();
    let at = format!("/comments/{}", text(&comment, "id"));
    let body = json!({"comment_id": comment["id"], "reason": "spam"});
    let filed = site.post("/reports", &body).by("innovator.bpom").send().status(201).json();
    assert_eq!(text(&filed, "excerpt"), "Iklan");
    patch(&site, &at, "innovator.kkp", &json!({"body": "HP 0812"}));
    site.call("PUT", &format!("{at}/moderation")).by("manager.kkp").json(&json!({"hidden": true, "note": "Iklan."})).ok();
    let report = format!("/reports/{}", text(&filed, "id"));
    let seen = |account: &str| site.get(&report).by(account).ok();
    assert_eq!((text(&seen("innovator.bpom"), "excerpt"), text(&seen("manager.kkp"), "excerpt")), ("", "HP 0812"));
    assert_eq!(text(&seen("innovator.bpom"), "title"), text(&post, "title"), "the post is there to be read");
    move_to(&site, &path(&post), "manager.kkp", "hidden");
    patch(&site, &path(&post), "innovator.kkp", &json!({"title": "HP 0813"}));
    assert_eq!((text(&seen("innovator.bpom"), "title"), text(&seen("admin"), "title")), ("", "HP 0813"));
    assert!(!site.get("/reports?mine=true").by("innovator.bpom").send().text().contains("081"));
}

fn a_post_names_the_public_records_that_it_is_about(backend: Backend) {
    let site = Site::own(backend);
    let innovation = items(&site.get("/innovations?institution_id=kkp&limit=1").ok())[0].clone();
    let post = published(&site, "innovator.bpom", &json!({"innovation_ids": [innovation["id"]]}));
    assert_eq!(site.get(&path(&post)).ok()["innovation_ids"], json!([innovation["id"]]));
    move_to(&site, &format!("/innovations/{}", text(&innovation, "id")), "manager.kkp", "archived");
    let seen = site.get(&path(&post)).ok();
    assert_eq!((&seen["innovation_ids"], &seen["innovations"]), (&json!([]), &json!([])));
    let own = patch(&site, &path(&post), "innovator.bpom", &json!({"title": "Judul lain"}));
    assert_eq!(own["innovation_ids"], json!([innovation["id"]]), "an edit by its author keeps it");
}
