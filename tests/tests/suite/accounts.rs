//! The own account.

use crate::shared::{accounts, text};
use serde_json::{Value, json};
use std::thread;
use tests::{Answer, Backend, Call, Site, on_both};

on_both![
    every_demo_account_is_who_it_says,
    name_and_language_can_be_changed,
    a_merge_patch_changes_what_it_names,
    null_removes_nothing_that_must_be_there,
    of_two_changes_at_once_one_wins,
];

fn every_demo_account_is_who_it_says(backend: Backend) {
    let site = Site::shared(backend);
    for account in accounts() {
        let me = site.get("/me").by(&account).ok();
        let (word, code) = account.split_once('.').unwrap_or((&account, "panrb"));
        let role = if word == "manager" { "hub_manager" } else { word };
        assert_eq!(me["email"], format!("{account}@jipp.example"));
        assert_eq!(me["roles"], json!([role]), "{account}");
        assert_eq!(me["institution"]["code"], code, "{account}");
        let permitted: Vec<&str> = me["allowed_actions"].as_array().unwrap().iter().map(|a| a.as_str().unwrap()).collect();
        assert_eq!(permitted.contains(&"approve_mou"), role == "admin", "{account}");
        assert_eq!(permitted.contains(&"draft_mou"), matches!(role, "admin" | "hub_manager"), "{account}");
        assert!(permitted.contains(&"write_post"), "{account}");
        assert_eq!(me["institution"]["id"], me["institution_id"], "{account}");
        assert_eq!((&me["locale"], &me["active"]), (&json!("id"), &json!(true)), "{account}");
        let names: Vec<&String> = me.as_object().unwrap().keys().collect();
        assert_eq!(
            names,
            [
                "active",
                "allowed_actions",
                "created_at",
                "digest",
                "email",
                "id",
                "institution",
                "institution_id",
                "locale",
                "name",
                "roles",
                "updated_at",
                "version"
            ]
        );
    }
}

fn patch<'a>(site: &'a Site, change: &Value) -> Call<'a> {
    site.call("PATCH", "/me").by("innovator.kkp").json(change).header("If-Match", "*")
}

fn name_and_language_can_be_changed(backend: Backend) {
    let site = Site::own(backend);
    let before = site.get("/me").by("innovator.kkp").ok();
    let longest = "é".repeat(120);
    for name in ["Siti Rahma", "  Siti Rahma  ", "O'Brien \"X\" <b>", "名前", &longest] {
        let after = patch(&site, &json!({"name": name})).ok();
        assert_eq!(after["name"], name.trim());
    }
    let after = patch(&site, &json!({"locale": "en"})).ok();
    assert_eq!((&after["locale"], text(&after, "name")), (&json!("en"), longest.as_str()));
    assert!(text(&after, "updated_at") > text(&before, "updated_at"));
    assert_eq!(after["created_at"], before["created_at"]);
    assert_eq!(after["version"].as_i64().unwrap(), before["version"].as_i64().unwrap() + 5, "the same name again is no change");
    assert_eq!(site.get("/me").by("innovator.kkp").ok(), after);
    assert_eq!(site.get("/me").by("innovator.bpom").ok()["name"], "Inovator bpom (peragaan)", "nobody else has changed");
}

fn a_merge_patch_changes_what_it_names(backend: Backend) {
    let site = Site::own(backend);
    let name = text(&site.get("/me").by("innovator.kkp").ok(), "name").to_owned();
    for kind in ["application/json", "application/merge-patch+json"] {
        let call = site.call("PATCH", "/me").by("innovator.kkp").body(kind, r#"{"locale": "en"}"#).header("If-Match", "*");
        let after = call.ok();
        assert_eq!((&after["locale"], text(&after, "name")), (&json!("en"), name.as_str()));
    }
    assert_eq!(patch(&site, &json!({})).ok()["name"], name.as_str());
}

fn null_removes_nothing_that_must_be_there(backend: Backend) {
    let site = Site::own(backend);
    for field in ["name", "locale"] {
        patch(&site, &json!({field: null})).problem(422, "validation-failed");
    }
}

fn of_two_changes_at_once_one_wins(backend: Backend) {
    let site = Site::own(backend);
    let etag = site.get("/me").by("innovator.kkp").send().has("etag").to_owned();
    let answers: Vec<Answer> = thread::scope(|scope| {
        let change = |n: i32| {
            let (site, etag) = (&site, &etag);
            scope.spawn(move || {
                site.call("PATCH", "/me").by("innovator.kkp").json(&json!({"name": format!("Nama {n}")})).header("If-Match", etag).send()
            })
        };
        (0..6).map(change).collect::<Vec<_>>().into_iter().map(|t| t.join().unwrap()).collect()
    });
    let won: Vec<&Answer> = answers.iter().filter(|a| a.status == 200).collect();
    assert_eq!(won.len(), 1, "{answers:?}");
    for lost in answers.iter().filter(|a| a.status != 200) {
        lost.problem(412, "version-mismatch");
    }
    assert_eq!(site.get("/me").by("innovator.kkp").ok(), won[0].ok());
}
