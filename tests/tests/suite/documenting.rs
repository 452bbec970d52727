//! Documenting an innovation: from a title to the catalogue, and everything that may go wrong on the way.

use crate::shared::{items, text};
use serde_json::{Value, json};
use std::thread;
use tests::{Backend, Site, on_both};

on_both![
    from_a_title_to_the_catalogue,
    content_changes_while_it_is_drafted_only,
    a_merge_patch_changes_what_it_names,
    edits_of_a_draft_fold_into_one_revision,
    an_earlier_revision_can_be_restored,
    only_drafts_are_deleted,
    a_review_counts_for_its_version,
    a_manager_reassigns_a_draft,
    owners_see_what_they_own,
    who_moves_to_another_institution_leaves_their_records,
    a_record_moves_with_its_owners,
    nobody_assesses_what_they_wrote,
    a_hidden_hub_is_as_good_as_none,
    an_old_slug_leads_to_the_new_one,
    every_limit_is_named,
    what_the_system_sets_is_refused,
    other_hubs_are_refused,
    script_is_taken_and_never_sent,
    a_key_takes_effect_once,
    a_kept_answer_is_for_who_still_may,
    of_many_editors_one_wins,
    of_many_reviewers_one_moves_it_on,
    drafts_stay_out_of_the_public_search,
    a_source_names_one_record,
    drafts_that_come_together_are_judged_alone,
];

/// Everything that submitting needs.
pub fn complete() -> Value {
    let mut fields = json!({"sector": "finance", "category": "inclusive_service"});
    for name in [
        "summary",
        "unit_name",
        "background",
        "objectives",
        "novelty",
        "effectiveness",
        "benefit",
        "transferability",
        "sustainability_plan",
    ] {
        fields[name] = json!(format!("Isi dari {name} yang cukup jelas."));
    }
    fields
}

/// A draft of the innovator of kemenkeu.
pub fn draft(site: &Site, title: &str) -> Value {
    let made = site.post("/innovations", &json!({"title": title, "hub_id": hub(site)})).by("innovator.kemenkeu").send().status(201);
    made.json()
}

fn hub(site: &Site) -> String {
    text(&site.get("/hubs/kemenkeu").ok(), "id").to_owned()
}

fn path(innovation: &Value) -> String {
    format!("/innovations/{}", text(innovation, "id"))
}

fn patch<'a>(site: &'a Site, innovation: &Value, account: &str, changes: &Value) -> tests::http::Call<'a> {
    let seen = format!("\"{}\"", innovation["version"]);
    site.call("PATCH", &path(innovation)).by(account).header("If-Match", &seen).json(changes)
}

fn go(site: &Site, innovation: &Value, account: &str, to: &str) -> Value {
    site.post(&format!("{}/transitions", path(innovation)), &json!({"to": to, "note": "Catatan."})).by(account).ok()
}

fn scores(recommendation: &str) -> Value {
    json!({"novelty": 80, "effectiveness": 85, "benefit": 90, "transferability": 75, "sustainability": 70, "comment": "Baik.", "recommendation": recommendation})
}

/// A submitted one.
pub fn submitted(site: &Site, title: &str) -> Value {
    let full = patch(site, &draft(site, title), "innovator.kemenkeu", &complete()).ok();
    go(site, &full, "innovator.kemenkeu", "submitted")
}

fn from_a_title_to_the_catalogue(backend: Backend) {
    let site = Site::own(backend);
    let made = site
        .post("/innovations", &json!({"title": "Antrean dari Rumah", "hub_id": "kemenkeu"}))
        .by("innovator.kemenkeu")
        .send()
        .status(201);
    let first = made.json();
    assert_eq!(made.has("location"), format!("/api/v1{}", path(&first)));
    assert_eq!((text(&first, "status"), &first["version"], text(&first["institution"], "code")), ("draft", &json!(1), "kemenkeu"));
    assert_eq!(first["owner_ids"], json!([first["created_by"]]));
    site.get(&path(&first)).problem(404, "not-found");

    let missing: Vec<&str> = items(&json!({"items": first["completeness_missing"]}))
        .iter()
        .map(|m| m["pointer"].as_str().unwrap())
        .map(|p| &p[1..])
        .map(|p| p.to_owned().leak() as &str)
        .collect();
    let refused = site
        .post(&format!("{}/transitions", path(&first)), &json!({"to": "submitted"}))
        .by("innovator.kemenkeu")
        .problem(422, "validation-failed");
    let named: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|e| &e["pointer"].as_str().unwrap()[1..]).collect();
    assert_eq!(named, missing, "submitting names every gap at once");

    let full = patch(&site, &first, "innovator.kemenkeu", &complete()).ok();
    assert_eq!((&full["completeness"], &full["version"]), (&json!(100), &json!(2)));
    let sent = go(&site, &full, "innovator.kemenkeu", "submitted");
    let taken = go(&site, &sent, "reviewer", "in_review");
    site.post(&format!("{}/transitions", path(&taken)), &json!({"to": "published"})).by("reviewer").problem(409, "guard-not-met");
    site.post(&format!("{}/transitions", path(&taken)), &json!({"to": "revision_requested"}))
        .by("reviewer")
        .problem(422, "validation-failed");
    let back = go(&site, &taken, "reviewer", "revision_requested");
    let answered = patch(&site, &back, "innovator.kemenkeu", &json!({"summary": "Ringkasan yang lebih jelas."})).ok();
    let again = go(&site, &go(&site, &answered, "innovator.kemenkeu", "submitted"), "reviewer", "in_review");
    let review = site.post(&format!("{}/reviews", path(&again)), &scores("publish")).by("reviewer").send().status(201).json();
    assert_eq!(review["innovation_version"], again["version"]);
    let published = go(&site, &again, "reviewer", "published");
    assert!(published["published_at"].is_string());

    assert_eq!(site.get(&path(&published)).ok()["summary"], "Ringkasan yang lebih jelas.");
    let found = site.get("/innovations?q=antrean%20dari%20rumah").ok();
    assert_eq!(text(&items(&found)[0], "id"), text(&first, "id"), "a visitor finds it");
    let seen = site.get(&format!("{}/transitions", path(&first))).ok();
    assert_eq!(items(&seen).len(), 1, "of its way a visitor sees that it was published");
    let reviews = site.get(&format!("{}/reviews", path(&first))).by("innovator.kemenkeu").ok();
    assert_eq!(items(&reviews)[0]["comment"], "Baik.", "the author sees the result");
    site.get(&format!("{}/reviews", path(&first))).problem(401, "not-authenticated");
    site.get(&format!("{}/reviews", path(&first))).by("innovator.kkp").problem(404, "not-found");
    let archived = go(&site, &published, "manager.kemenkeu", "archived");
    site.get(&path(&archived)).problem(404, "not-found");
    assert_eq!(go(&site, &archived, "manager.kemenkeu", "published")["published_at"], published["published_at"]);
}

fn content_changes_while_it_is_drafted_only(backend: Backend) {
    let site = Site::own(backend);
    let sent = submitted(&site, "Sudah Diajukan");
    patch(&site, &sent, "innovator.kemenkeu", &json!({"summary": "x"})).problem(409, "conflict");
    patch(&site, &sent, "manager.kemenkeu", &json!({"summary": "x"})).problem(409, "conflict");
    let corrected = patch(&site, &sent, "admin", &json!({"summary": "Dibetulkan."})).ok();
    assert_eq!((text(&corrected, "summary"), text(&corrected, "status")), ("Dibetulkan.", "submitted"));
    let revisions = site.get(&format!("{}/revisions", path(&sent))).by("innovator.kemenkeu").ok();
    assert_eq!(items(&revisions)[0]["kind"], "correction");
    site.call("PATCH", &path(&sent)).by("admin").json(&json!({"summary": "x"})).problem(428, "version-required");
    patch(&site, &sent, "admin", &json!({"summary": "x"})).problem(412, "version-mismatch");
}

fn a_merge_patch_changes_what_it_names(backend: Backend) {
    let site = Site::own(backend);
    let first = draft(&site, "Tambal Sulam");
    let lists = json!({"sdgs": [3, 16], "keywords": ["satu", "dua"], "acronym": "TS", "initiated_on": "2024-01-01",
        "indicators": [{"name": "Waktu", "unit": "menit", "baseline": 95.5, "current": null, "measured_on": "2024-05-01"}],
        "team": [{"name": "Siti", "role": "Ketua", "consent": true}], "links": [{"title": "Peta", "url": "https://example.go.id/a"}]});
    let filled = patch(&site, &first, "innovator.kemenkeu", &lists).ok();
    for (name, value) in lists.as_object().unwrap() {
        assert_eq!(&filled[name], value, "{name}");
    }
    let cleared = patch(&site, &filled, "innovator.kemenkeu", &json!({"acronym": null, "sdgs": [16], "keywords": null})).ok();
    assert_eq!(
        (&cleared["acronym"], &cleared["sdgs"], &cleared["keywords"], &cleared["indicators"]),
        (&Value::Null, &json!([16]), &json!([]), &filled["indicators"])
    );
    let typed = site.call("PATCH", &path(&cleared)).by("innovator.kemenkeu").header("If-Match", &format!("W/\"{}-0\"", cleared["version"]));
    let renamed = typed.body("application/merge-patch+json", json!({"title": "Tambal Sulam Dua"}).to_string()).ok();
    assert!(text(&renamed, "slug").starts_with("tambal-sulam-dua-"), "the slug of a draft follows its title");
    assert_eq!(
        text(&site.get(&format!("/innovations/{}", text(&renamed, "slug"))).by("innovator.kemenkeu").ok(), "id"),
        text(&first, "id")
    );
}

fn edits_of_a_draft_fold_into_one_revision(backend: Backend) {
    let site = Site::own(backend);
    let mut now = draft(&site, "Disimpan Sendiri");
    for n in 0..12 {
        now = patch(&site, &now, "innovator.kemenkeu", &json!({"summary": format!("Ketikan ke-{n}.")})).ok();
    }
    let revisions = site.get(&format!("{}/revisions", path(&now))).by("innovator.kemenkeu").ok();
    assert_eq!(items(&revisions).len(), 1, "{revisions}");
    let events = site.get(&format!("/audit-events?record_id={}&limit=100", text(&now, "id"))).by("admin").ok();
    assert_eq!(items(&events).len(), 1, "autosave writes no history: {events}");
    now = patch(&site, &now, "manager.kemenkeu", &json!({"summary": "Dari manajer."})).ok();
    let revisions = site.get(&format!("{}/revisions", path(&now))).by("innovator.kemenkeu").ok();
    let newest = &items(&revisions)[0];
    assert_eq!(newest["changes"], json!([{"field": "summary", "before": "Ketikan ke-11.", "after": "Dari manajer."}]));
    assert_eq!((items(&revisions).len(), newest["by"]["name"].is_string()), (2, true));
    let same = patch(&site, &now, "manager.kemenkeu", &json!({"summary": "Dari manajer."})).ok();
    assert_eq!(same["version"], now["version"], "what changes nothing is no change");
}

fn an_earlier_revision_can_be_restored(backend: Backend) {
    let site = Site::own(backend);
    let first = draft(&site, "Kembali ke Awal");
    let other = patch(&site, &first, "manager.kemenkeu", &json!({"title": "Judul Lain", "summary": "Baru."})).ok();
    let restore = |version: i64| site.call("POST", &format!("{}/revisions/{version}/restore", path(&first))).by("innovator.kemenkeu");
    restore(99).problem(404, "not-found");
    let back = restore(1).ok();
    assert_eq!((text(&back, "title"), &back["summary"], &back["version"]), ("Kembali ke Awal", &Value::Null, &json!(3)));
    let revisions = site.get(&format!("{}/revisions", path(&first))).by("innovator.kemenkeu").ok();
    assert_eq!((&items(&revisions)[0]["kind"], &items(&revisions)[0]["restored_version"]), (&json!("restore"), &json!(1)));
    restore(1).header("If-Match", &format!("\"{}\"", other["version"])).problem(412, "version-mismatch");
}

fn only_drafts_are_deleted(backend: Backend) {
    let site = Site::own(backend);
    let first = draft(&site, "Akan Dihapus Xilofon");
    let delete =
        |of: &Value, account: &str| site.call("DELETE", &path(of)).by(account).header("If-Match", &format!("\"{}\"", of["version"]));
    site.call("DELETE", &path(&first)).by("innovator.kemenkeu").problem(428, "version-required");
    delete(&first, "innovator.kkp").problem(404, "not-found");
    delete(&first, "innovator.kemenkeu").send().status(204);
    site.get(&path(&first)).by("admin").problem(404, "not-found");
    assert!(items(&site.get("/innovations?mine=true&q=akan%20dihapus%20xilofon").by("innovator.kemenkeu").ok()).is_empty());
    delete(&submitted(&site, "Tidak Dihapus"), "innovator.kemenkeu").problem(409, "conflict");
}

fn a_review_counts_for_its_version(backend: Backend) {
    let site = Site::own(backend);
    let taken = go(&site, &submitted(&site, "Dinilai Sekali"), "reviewer", "in_review");
    let reviews = format!("{}/reviews", path(&taken));
    site.post(&reviews, &scores("publish")).by("reviewer").send().status(201);
    site.post(&reviews, &scores("publish")).by("reviewer").problem(409, "conflict");
    patch(&site, &taken, "admin", &json!({"summary": "Dibetulkan setelah dinilai."})).ok();
    let publish = || site.post(&format!("{}/transitions", path(&taken)), &json!({"to": "published"})).by("reviewer");
    assert_eq!(publish().problem(409, "guard-not-met")["missing"], json!(["review"]));
    site.post(&reviews, &scores("revise")).by("reviewer").send().status(201);
    publish().problem(409, "guard-not-met");
    site.post(&reviews, &scores("publish")).by("admin").send().status(201);
    assert_eq!(publish().ok()["status"], "published");
    site.post(&reviews, &scores("publish")).by("reviewer").problem(409, "conflict");
}

fn a_manager_reassigns_a_draft(backend: Backend) {
    let site = Site::own(backend);
    let first = draft(&site, "Pindah Tangan");
    let manager = text(&site.get("/me").by("manager.kemenkeu").ok(), "id").to_owned();
    let stranger = text(&site.get("/me").by("innovator.kkp").ok(), "id").to_owned();
    patch(&site, &first, "innovator.kemenkeu", &json!({"owner_ids": [manager]})).problem(403, "forbidden");
    patch(&site, &first, "manager.kemenkeu", &json!({"owner_ids": [stranger]})).problem(422, "validation-failed");
    patch(&site, &first, "manager.kemenkeu", &json!({"owner_ids": []})).problem(422, "validation-failed");
    let moved = patch(&site, &first, "manager.kemenkeu", &json!({"owner_ids": [manager]})).ok();
    assert_eq!(moved["owner_ids"], json!([manager]));
    site.get(&path(&first)).by("innovator.kemenkeu").problem(404, "not-found");
}

fn owners_see_what_they_own(backend: Backend) {
    let site = Site::own(backend);
    let id = |account: &str| site.get("/me").by(account).ok()["id"].clone();
    let made = draft(&site, "Milik Bersama");
    let give = |owners: Value| patch(&site, &made, "manager.kemenkeu", &json!({"owner_ids": owners})).send();
    give(json!([id("innovator.kkp")])).problem(422, "validation-failed");
    site.call("PATCH", &format!("/users/{}", text(&site.get("/me").by("innovator.kemenkeu").ok(), "id")))
        .by("admin")
        .header("If-Match", "*")
        .json(&json!({"roles": ["signatory"]}))
        .ok();
    assert!(
        site.walk("/innovations?mine=true&status=draft", Some("innovator.kemenkeu")).is_empty(),
        "a list shows no more than the record"
    );
    site.get(&path(&made)).by("innovator.kemenkeu").problem(404, "not-found");
    let kept = give(json!([id("innovator.kemenkeu"), id("manager.kemenkeu")])).ok();
    assert_eq!(kept["owner_ids"].as_array().map(Vec::len), Some(2), "who owns it already may stay");
}

fn who_moves_to_another_institution_leaves_their_records(backend: Backend) {
    let site = Site::own(backend);
    let made = draft(&site, "Tinggal di Sini");
    let me = site.get("/me").by("innovator.kemenkeu").ok();
    let home = |code: &str| {
        let institution = site.get(&format!("/institutions/{code}")).ok()["id"].clone();
        let user = format!("/users/{}", text(&me, "id"));
        site.call("PATCH", &user).by("admin").header("If-Match", "*").json(&json!({"institution_id": institution})).ok();
    };
    home("bpom");
    site.get(&path(&made)).by("innovator.kemenkeu").problem(404, "not-found");
    patch(&site, &made, "innovator.kemenkeu", &json!({"title": "Dibawa Pergi"})).problem(404, "not-found");
    assert!(site.walk("/innovations?mine=true&status=draft", Some("innovator.kemenkeu")).is_empty());
    home("kemenkeu");
    site.get(&path(&made)).by("innovator.kemenkeu").ok();
}

fn a_record_moves_with_its_owners(backend: Backend) {
    let site = Site::own(backend);
    let id = |account: &str| site.get("/me").by(account).ok()["id"].clone();
    let made = draft(&site, "Pindah Instansi");
    let to = |owner: &str| patch(&site, &made, "admin", &json!({"hub_id": "kkp", "owner_ids": [id(owner)]})).send();
    to("innovator.kemenkeu").problem(422, "validation-failed");
    let moved = to("innovator.kkp").ok();
    assert_eq!((text(&moved["hub"], "slug"), &moved["owner_ids"]), ("kkp", &json!([id("innovator.kkp")])));
    let trail = || {
        let events = site.get(&format!("/audit-events?record_id={}", text(&made, "id"))).by("admin").ok();
        items(&events).iter().map(|event| text(event, "action").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(trail(), ["update", "reassign", "create"]);
    patch(&site, &moved, "admin", &json!({"hub_id": "bpom"})).ok();
    assert_eq!(trail().len(), 4, "each move is in the trail");
    let revisions = site.get(&format!("{}/revisions", path(&made))).by("admin").ok();
    assert_eq!(items(&revisions).len(), 1, "where it belongs is no text");
}

fn nobody_assesses_what_they_wrote(backend: Backend) {
    let site = Site::own(backend);
    let mut fields = complete();
    fields["title"] = json!("Ditulis Admin");
    fields["hub_id"] = json!("kemenkeu");
    let made = site.post("/innovations", &fields).by("admin").send().status(201).json();
    let owner = json!({"owner_ids": [site.get("/me").by("innovator.kemenkeu").ok()["id"]]});
    let given = patch(&site, &made, "admin", &owner).ok();
    go(&site, &given, "innovator.kemenkeu", "submitted");
    let step = format!("{}/transitions", path(&made));
    site.post(&step, &json!({"to": "in_review"})).by("admin").problem(403, "forbidden");
    go(&site, &given, "reviewer", "in_review");
    let may = || site.get(&path(&made)).by("reviewer").ok()["allowed_actions"].to_string();
    assert!(may().contains("\"review\""));
    site.post(&format!("{}/reviews", path(&made)), &scores("publish")).by("admin").problem(403, "forbidden");
    site.post(&format!("{}/reviews", path(&made)), &scores("publish")).by("reviewer").send().status(201);
    assert!(!may().contains("\"review\""), "a version is assessed once");
}

fn a_hidden_hub_is_as_good_as_none(backend: Backend) {
    let site = Site::own(backend);
    let lan = site.get("/institutions/lan").ok()["id"].clone();
    let hub = site.post("/hubs", &json!({"institution_id": lan, "name": "Hub LAN"})).by("admin").send().status(201).json();
    let mut answers = Vec::new();
    for handle in [text(&hub, "slug"), text(&hub, "id"), "tidak-ada"] {
        let body = json!({"title": "Judul yang cukup", "hub_id": handle});
        answers.push(site.post("/innovations", &body).by("innovator.kkp").problem(422, "validation-failed")["errors"].clone());
    }
    assert!(answers.iter().all(|errors| *errors == answers[0]), "{answers:?}");
}

fn an_old_slug_leads_to_the_new_one(backend: Backend) {
    let site = Site::own(backend);
    let first = draft(&site, "Kapal");
    let now = patch(&site, &first, "innovator.kemenkeu", &json!({"title": "Kapal Keliling"})).ok();
    let old = format!("/innovations/{}", text(&first, "slug"));
    let new = format!("/api/v1/innovations/{}", text(&now, "slug"));
    let moved = site.get(&old).by("innovator.kemenkeu").send().status(308);
    assert_eq!(moved.has("location"), new);
    site.get(&old).problem(404, "not-found");
    site.get(&old).by("innovator.kkp").problem(404, "not-found");
    let step = site.get(&format!("{old}/transitions")).by("innovator.kemenkeu").ok();
    assert_eq!(items(&step).len(), 1, "below it the old name is as good as the new one");
    let back = patch(&site, &now, "innovator.kemenkeu", &json!({"title": "Kapal"})).ok();
    assert_eq!(back["slug"], first["slug"]);
    site.get(&old).by("innovator.kemenkeu").ok();
    site.execute("UPDATE innovations SET status = 'published', published_at = 1, version = version + 1 WHERE title = 'Kapal'").unwrap();
    site.get(&format!("/innovations/{}", text(&now, "slug"))).send().status(308);

    let second = draft(&site, "Perahu");
    patch(&site, &second, "innovator.kemenkeu", &json!({"title": "Perahu Motor"})).ok();
    let old = format!("/innovations/{}", text(&second, "slug"));
    let change = |method: &str| site.call(method, &old).by("innovator.kemenkeu").header("If-Match", "*");
    change("PATCH").json(&json!({"summary": "Lewat nama lama."})).ok();
    change("DELETE").send().status(204);
    let kept = format!("SELECT slug AS line FROM former_slugs WHERE record_id = '{}'", text(&second, "id"));
    assert!(site.lines(&kept).is_empty(), "a draft that is removed leaves no title behind");
}

fn every_limit_is_named(backend: Backend) {
    let site = Site::shared(backend);
    let made = json!({"title": "abc", "hub_id": "kemenkeu", "acronym": "x".repeat(31), "novelty": "x".repeat(10_001), "sector": "tidak-ada", "sdgs": [0, 3, 3],
        "initiated_on": "2024-02-02", "implemented_on": "2024-02-01", "keywords": vec!["x"; 21], "links": [{"title": null, "url": "javascript:alert(1)"}],
        "awards": [{"name": "", "year": 2024}], "team": [{"name": "", "role": null, "consent": true}]});
    let refused = site.post("/innovations", &made).by("innovator.kemenkeu").problem(422, "validation-failed");
    let named: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    for pointer in [
        "/title",
        "/acronym",
        "/novelty",
        "/sector",
        "/sdgs/0",
        "/sdgs/2",
        "/implemented_on",
        "/keywords",
        "/links/0/url",
        "/awards/0/name",
        "/team/0/name",
    ] {
        assert!(named.contains(&pointer), "{pointer} is not among {named:?}");
    }
    let empty = site.post("/innovations", &json!({})).by("innovator.kemenkeu").problem(422, "validation-failed");
    assert_eq!(empty["errors"].as_array().unwrap().len(), 2, "title and hub");
    for body in [json!([]), json!("x"), json!(null)] {
        site.post("/innovations", &body).by("innovator.kemenkeu").problem(422, "validation-failed");
    }
    for wrong in [
        json!({"title": 1}),
        json!({"sdgs": "3"}),
        json!({"initiated_on": "2024-2-1"}),
        json!({"team": [{"name": "A"}]}),
        json!({"indicators": [{"name": "A", "rahasia": 1}]}),
    ] {
        let mut body = json!({"title": "Judul yang cukup", "hub_id": "kemenkeu"});
        body.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
        site.post("/innovations", &body).by("innovator.kemenkeu").problem(422, "validation-failed");
    }
}

fn what_the_system_sets_is_refused(backend: Backend) {
    let site = Site::own(backend);
    let first = draft(&site, "Tidak Menyusup");
    for (field, value) in [
        ("status", json!("published")),
        ("completeness", json!(100)),
        ("published_at", json!("2024-01-01T00:00:00Z")),
        ("phase", json!("development")),
        ("institution_id", json!("0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00")),
        ("created_by", json!("x")),
        ("slug", json!("x")),
        ("version", json!(9)),
        ("source", json!("kipp")),
    ] {
        patch(&site, &first, "innovator.kemenkeu", &json!({field: value})).problem(422, "validation-failed");
        if !matches!(field, "source") {
            site.post("/innovations", &json!({"title": "Tidak Menyusup", "hub_id": "kemenkeu", field: value}))
                .by("innovator.kemenkeu")
                .problem(422, "validation-failed");
        }
    }
    let wrong_institution = site.get("/institutions/kkp").ok();
    let body = json!({"title": "Tidak Menyusup", "hub_id": "kemenkeu", "institution_id": wrong_institution["id"]});
    site.post("/innovations", &body).by("innovator.kemenkeu").problem(422, "validation-failed");
    assert_eq!(site.get(&path(&first)).by("innovator.kemenkeu").ok()["version"], 1, "nothing was half-written");
}

fn other_hubs_are_refused(backend: Backend) {
    let site = Site::own(backend);
    let body = |hub: &str| json!({"title": "Di Hub Orang", "hub_id": hub});
    for account in ["innovator.kemenkeu", "manager.kemenkeu", "signatory.kemenkeu", "reviewer"] {
        site.post("/innovations", &body("kkp")).by(account).problem(403, "forbidden");
    }
    site.post("/innovations", &body("tidak-ada")).by("admin").problem(422, "validation-failed");
    site.post("/innovations", &body("kkp")).problem(401, "not-authenticated");
    site.post("/innovations", &body("kkp")).by("admin").send().status(201);
    let first = draft(&site, "Mau Pindah");
    patch(&site, &first, "innovator.kemenkeu", &json!({"hub_id": "kkp"})).problem(403, "forbidden");
    assert_eq!(patch(&site, &first, "innovator.kemenkeu", &json!({"hub_id": "kemenkeu", "summary": "sama"})).ok()["summary"], "sama");
}

fn script_is_taken_and_never_sent(backend: Backend) {
    let site = Site::own(backend);
    let nasty = "<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1))";
    let first = draft(&site, "<script>alert(1)</script>");
    let changes = json!({"novelty": nasty, "legal_basis": nasty, "resources": nasty, "summary": nasty, "keywords": ["<b>x</b>"]});
    let stored = patch(&site, &first, "innovator.kemenkeu", &changes).ok();
    for field in ["novelty_html", "legal_basis_html", "resources_html"] {
        let html = text(&stored, field);
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("javascript:"), "{html}");
    }
    assert_eq!(text(&stored, "summary"), nasty, "what is plain text stays as it was typed");
}

fn a_key_takes_effect_once(backend: Backend) {
    let site = Site::own(backend);
    let body = json!({"title": "Hanya Sekali", "hub_id": hub(&site)});
    let send = |key: &str, body: &Value, account: &str| site.post("/innovations", body).by(account).header("Idempotency-Key", key).send();
    let first = send("kunci-1", &body, "innovator.kemenkeu").status(201);
    let second = send("kunci-1", &body, "innovator.kemenkeu").status(201);
    assert_eq!(first.json(), second.json());
    assert_eq!((first.has("location"), first.has("etag")), (second.has("location"), second.has("etag")));
    send("kunci-1", &json!({"title": "Lain sekali", "hub_id": "kemenkeu"}), "innovator.kemenkeu").problem(422, "validation-failed");
    assert_ne!(send("kunci-1", &body, "manager.kemenkeu").status(201).json()["id"], first.json()["id"], "a key is the caller's own");
    send(&"x".repeat(256), &body, "innovator.kemenkeu").problem(400, "malformed-request");
    let many: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (0..30).map(|_| scope.spawn(|| send("kunci-2", &body, "innovator.kemenkeu").status)).collect();
        tries.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert!(many.iter().all(|status| matches!(status, 201 | 409)) && many.contains(&201), "{many:?}");
    assert_eq!(items(&site.get("/innovations?mine=true&q=hanya%20sekali").by("innovator.kemenkeu").ok()).len(), 2);
}

fn a_kept_answer_is_for_who_still_may(backend: Backend) {
    let site = Site::own(backend);
    let taken = submitted(&site, "Diulang Kemudian");
    let take = || {
        site.post(&format!("{}/transitions", path(&taken)), &json!({"to": "in_review"}))
            .by("reviewer")
            .header("Idempotency-Key", "ambil")
            .send()
    };
    let first = take().status(200).json();
    assert_eq!(take().status(200).json(), first);
    go(&site, &taken, "reviewer", "revision_requested");
    let reviewer = text(&site.get("/me").by("reviewer").ok(), "id").to_owned();
    let lan = site.get("/institutions/lan").ok()["id"].clone();
    let leave = json!({"roles": ["innovator"], "institution_id": lan});
    site.call("PATCH", &format!("/users/{reviewer}")).by("admin").header("If-Match", "*").json(&leave).ok();
    take().problem(404, "not-found");
    site.call("PATCH", &format!("/users/{reviewer}")).by("admin").header("If-Match", "*").json(&json!({"roles": ["reviewer"]})).ok();
    assert_eq!(take().status(200).json(), first, "an answer is kept");

    let published = text(&site.walk("/innovations?institution_id=kkp&limit=1", None)[0], "id").to_owned();
    let step = |to: &str, key: &str| {
        let step = site.post(&format!("/innovations/{published}/transitions"), &json!({"to": to, "note": "x"}));
        step.by("manager.kkp").header("Idempotency-Key", key).send()
    };
    step("archived", "arsip").status(200);
    step("published", "kembali").status(200);
    let manager = text(&site.get("/me").by("manager.kkp").ok(), "id").to_owned();
    site.call("PATCH", &format!("/users/{manager}")).by("admin").header("If-Match", "*").json(&json!({"roles": ["signatory"]})).ok();
    step("published", "kembali").problem(403, "forbidden");
}

fn of_many_editors_one_wins(backend: Backend) {
    let site = Site::own(backend);
    let first = draft(&site, "Diperebutkan");
    let statuses: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (0..50)
            .map(|n| {
                let (site, first) = (&site, &first);
                scope.spawn(move || patch(site, first, "innovator.kemenkeu", &json!({"summary": format!("Tulisan {n}")})).send().status)
            })
            .collect();
        tries.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|s| **s == 200).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|s| matches!(s, 200 | 412)), "{statuses:?}");
    assert_eq!(site.get(&path(&first)).by("innovator.kemenkeu").ok()["version"], 2);
}

fn of_many_reviewers_one_moves_it_on(backend: Backend) {
    let site = Site::own(backend);
    let sent = submitted(&site, "Diambil Bersama");
    let statuses: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (0..50)
            .map(|n| {
                let (site, sent) = (&site, &sent);
                let account = if n % 2 == 0 { "reviewer" } else { "admin" };
                scope
                    .spawn(move || site.post(&format!("{}/transitions", path(sent)), &json!({"to": "in_review"})).by(account).send().status)
            })
            .collect();
        tries.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|s| **s == 200).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|s| matches!(s, 200 | 409)), "{statuses:?}");
    let way = site.get(&format!("{}/transitions", path(&sent))).by("admin").ok();
    assert_eq!(items(&way).len(), 3, "draft, submitted, in_review: {way}");
}

fn drafts_stay_out_of_the_public_search(backend: Backend) {
    let site = Site::own(backend);
    draft(&site, "Kata Rahasia Xylofon");
    assert!(items(&site.get("/innovations?q=xylofon").ok()).is_empty());
    assert!(items(&site.get("/innovations?q=xylofon").by("innovator.kemenkeu").ok()).is_empty(), "without a status only what is public");
    assert_eq!(items(&site.get("/innovations?q=xylofon&mine=true").by("innovator.kemenkeu").ok()).len(), 1);
}

fn a_source_names_one_record(backend: Backend) {
    let site = Site::own(backend);
    let body = json!({"title": "Dari KIPP", "hub_id": "kemenkeu", "source": "kipp", "source_ref": "KIPP-2024-1"});
    let first = site.post("/innovations", &body).by("innovator.kemenkeu").send().status(201).json();
    assert_eq!((text(&first, "source"), text(&first, "source_ref")), ("kipp", "KIPP-2024-1"));
    site.post("/innovations", &body).by("innovator.kemenkeu").problem(409, "conflict");
}

fn drafts_that_come_together_are_judged_alone(backend: Backend) {
    let site = Site::own(backend);
    let bodies: Vec<(&str, Value)> = (0..48)
        .map(|n| {
            let mut body = json!({"title": format!("Bersama {n}"), "hub_id": "kemenkeu", "sdgs": [3, 16], "summary": format!("Isi {n}")});
            let account = match n % 8 {
                0 => "innovator.bpom",
                1 => "manager.kemenkeu",
                _ => "innovator.kemenkeu",
            };
            match n % 8 {
                2 => body["hub_id"] = json!("tidak-ada"),
                3 => (body["source"], body["source_ref"]) = (json!("kipp"), json!("KIPP-2025-7")),
                _ => {}
            }
            (account, body)
        })
        .collect();
    let answers: Vec<_> = thread::scope(|scope| {
        let posts: Vec<_> = bodies
            .iter()
            .enumerate()
            .map(|(n, (account, body))| {
                let call = site.post("/innovations", body).by(account).header("Idempotency-Key", &format!("bersama-{n}"));
                scope.spawn(move || call.send())
            })
            .collect();
        posts.into_iter().map(|post| post.join().unwrap()).collect()
    });
    let statuses = |first: usize| answers[first..].iter().step_by(8).map(|answer| answer.status).collect::<Vec<_>>();
    assert_eq!((statuses(0), statuses(2)), (vec![403; 6], vec![422; 6]));
    let of_one_source = statuses(3);
    assert_eq!(of_one_source.iter().filter(|status| **status == 201).count(), 1, "{of_one_source:?}");
    assert_eq!(of_one_source.iter().filter(|status| **status == 409).count(), 5, "{of_one_source:?}");
    for ((account, body), answer) in bodies.iter().zip(&answers).filter(|(_, answer)| answer.status == 201) {
        let made = answer.json();
        assert_eq!((&made["title"], &made["summary"], &made["sdgs"]), (&body["title"], &body["summary"], &body["sdgs"]));
        assert_eq!(site.get(&path(&made)).by(account).ok(), made, "what was answered is what is stored");
        let revisions = site.get(&format!("{}/revisions", path(&made))).by(account).ok();
        assert_eq!(items(&revisions).len(), 1);
        assert_eq!(items(&revisions)[0]["by"]["id"], made["created_by"]);
        assert_eq!(items(&site.get(&format!("{}/transitions", path(&made))).by(account).ok()).len(), 1);
        let events = site.get(&format!("/audit-events?record_type=innovation&record_id={}", text(&made, "id"))).by("admin").ok();
        assert_eq!(items(&events).iter().map(|event| text(event, "action")).collect::<Vec<_>>(), ["create"]);
    }
    let made = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(made, 31, "6 by the manager, 24 by the innovator, one of a source");
    assert_eq!(site.lines("SELECT CAST(count(*) AS TEXT) AS line FROM innovations WHERE title LIKE 'Bersama %'"), [made.to_string()]);
}
