//! What programs that others wrote rely on: generated clients, forms of ministries, and what they are told when something is wrong.

use crate::shared::{items, text};
use serde_json::{Value, json};
use tests::http::Call;
use tests::{Backend, Site, on_both};

on_both![
    any_json_type_may_be_asked_for,
    the_contract_and_other_documents_have_entity_tags,
    readers_of_old_yaml_misread_no_text,
    everything_wrong_with_a_body_is_named_at_once,
    everything_wrong_with_a_patch_is_named_at_once,
    what_may_be_chosen_is_listed,
    messages_are_in_one_language,
    null_is_as_if_left_out,
    everything_wrong_with_a_query_is_named_at_once,
    what_a_filter_names_exists,
    a_source_is_of_one_institution,
    what_is_taken_is_named,
];

fn faults(problem: &Value) -> Vec<String> {
    let errors = problem["errors"].as_array().unwrap();
    let mut faults: Vec<String> = errors.iter().map(|e| format!("{} {}", text(e, "pointer"), text(e, "code"))).collect();
    faults.sort();
    faults
}

fn refused(call: Call<'_>) -> Vec<String> {
    faults(&call.problem(422, "validation-failed"))
}

fn id_of(site: &Site, path: &str) -> String {
    text(&site.get(path).ok(), "id").to_owned()
}

fn any_json_type_may_be_asked_for(backend: Backend) {
    let site = Site::shared(backend);
    for accept in [
        "application/problem+json",
        "application/merge-patch+json",
        "application/vnd.github.v3+json",
        "application/ld+json;profile=x",
        "text/html, application/problem+json;q=0.1",
        "application/problem+json, application/json;q=0",
    ] {
        site.get("/hubs").header("Accept", accept).ok();
        site.get("/hubs/tidak-ada").header("Accept", accept).problem(404, "not-found");
        site.call("DELETE", "/innovations/tidak-ada").header("Accept", accept).problem(401, "not-authenticated");
    }
    for accept in ["application/problem+xml", "application/problem+json;q=0", "application/json+x", "json", "text/csv"] {
        site.get("/hubs").header("Accept", accept).problem(406, "not-acceptable");
    }
}

fn the_contract_and_other_documents_have_entity_tags(backend: Backend) {
    let site = Site::shared(backend);
    for path in [
        "/api/v1/openapi.json",
        "/api/v1/openapi.yaml",
        "/api/v1/vocabularies",
        "/problems/not-found",
        "/docs",
        "/docs/swagger-ui.css",
        "/sitemap.xml",
        "/sitemaps/network.xml",
    ] {
        let first = site.page(path).send().status(200);
        let etag = first.has("etag").to_owned();
        assert!(etag.starts_with('"'), "{path}: {etag} is weak");
        let again = site.page(path).header("If-None-Match", &etag).send().status(304);
        assert_eq!((again.has("etag"), again.text().as_str()), (etag.as_str(), ""), "{path}");
        site.page(path).header("If-None-Match", &format!("\"other\", W/{etag}")).send().status(304);
        site.page(path).header("If-None-Match", "\"other\"").send().status(200);
    }
}

/// Whether a bare word is the same text in YAML 1.1 as in 1.2: no `off`, no date, no number, no `=`.
fn is_plain(word: &str) -> bool {
    let taken = ["y", "yes", "n", "no", "on", "off", "true", "false", "null"];
    let begins = word == "4XX" || word.starts_with(|c: char| c.is_ascii_alphabetic() || "$/".contains(c));
    begins && !taken.contains(&word.to_lowercase().as_str())
}

fn readers_of_old_yaml_misread_no_text(backend: Backend) {
    let site = Site::shared(backend);
    let yaml = site.get("/openapi.yaml").send().status(200).text();
    let quoted = |text: &str| (text.starts_with('\'') && text.ends_with('\'')) || (text.starts_with('"') && text.ends_with('"'));
    let bare = |text: &str| ["", "true", "false", "null", "[]", "{}"].contains(&text) || text.parse::<f64>().is_ok();
    for line in yaml.lines() {
        let mut item = line.trim_start();
        while let Some(rest) = item.strip_prefix("- ") {
            item = rest.trim_start();
        }
        let (key, value) = match item.split_once(": ").or_else(|| item.strip_suffix(':').map(|key| (key, ""))) {
            Some((key, value)) if !quoted(item) => (key, value),
            _ => ("plain", item),
        };
        assert!(quoted(key) || is_plain(key), "the key of {line}");
        assert!(quoted(value) || bare(value), "the value of {line}");
    }
    assert!(yaml.contains("'off'") && yaml.contains("'2024-03-01'"));
}

fn everything_wrong_with_a_body_is_named_at_once(backend: Backend) {
    let site = Site::shared(backend);
    let body = json!({
        "hub_id": 7, "title": "x".repeat(201), "sdgs": "3", "sector": "nowhere", "summary": ["a"], "colour": "red", "a/b": 1,
        "initiated_on": "2023-02-30", "links": [{"title": "tanpa alamat", "rel": "x"}, "https://a.go.id", 7],
        "indicators": [{"name": "a", "baseline": "satu"}, {"unit": "x".repeat(31), "name": "b"}], "team": [{"name": 1}], "source": "koran",
    });
    assert_eq!(
        refused(site.post("/innovations", &body).by("innovator.kemenkeu")),
        [
            "/a~1b unknown_field",
            "/colour unknown_field",
            "/hub_id invalid_type",
            "/indicators/0/baseline invalid_type",
            "/indicators/1/unit length",
            "/initiated_on invalid_type",
            "/links/0/rel unknown_field",
            "/links/0/url required",
            "/links/2 invalid_type",
            "/sdgs invalid_type",
            "/sector unknown_code",
            "/source invalid_type",
            "/summary invalid_type",
            "/team/0/consent required",
            "/team/0/name invalid_type",
            "/title length",
        ]
    );
    let event = json!({"kind": "pesta", "title": "", "starts_at": "besok", "hub_formation": "ya", "place": "x", "venue": "x".repeat(301)});
    assert_eq!(
        refused(site.post("/events", &event).by("admin")),
        [
            "/ends_at required",
            "/hub_formation invalid_type",
            "/kind invalid_type",
            "/place unknown_field",
            "/starts_at invalid_type",
            "/title length",
            "/venue length",
        ]
    );
    let institution = json!({"code": 1, "name": true, "kind": [], "website": "x".repeat(301), "x": 1, "y": 2});
    let found = refused(site.post("/institutions", &institution).by("admin"));
    for fault in
        ["/code invalid_type", "/kind invalid_type", "/name invalid_type", "/short_name required", "/x unknown_field", "/y unknown_field"]
    {
        assert!(found.contains(&fault.to_owned()), "{found:?}");
    }
    assert!(found.iter().any(|fault| fault.starts_with("/website ")), "{found:?}");
    assert_eq!(
        refused(site.post("/auth/login", &json!({"email": 1, "password": "x".repeat(1025), "remember": true}))),
        ["/email invalid_type", "/password length", "/remember unknown_field"]
    );
}

fn everything_wrong_with_a_patch_is_named_at_once(backend: Backend) {
    let site = Site::own(backend);
    let made =
        site.post("/innovations", &json!({"title": "Akan diubah", "hub_id": "kemenkeu"})).by("innovator.kemenkeu").send().status(201);
    let path = format!("/innovations/{}", text(&made.json(), "id"));
    let patch = |path: &str, by: &str, body: Value| refused(site.call("PATCH", path).by(by).header("If-Match", "*").json(&body));
    let changes =
        json!({"title": null, "sdgs": [1, "x", 40], "summary": 1, "colour": "red", "acronym": "x".repeat(31), "owner_ids": ["x"]});
    assert_eq!(
        patch(&path, "manager.kemenkeu", changes),
        [
            "/acronym length",
            "/colour unknown_field",
            "/owner_ids/0 invalid_type",
            "/sdgs/1 invalid_type",
            "/summary invalid_type",
            "/title required"
        ]
    );
    let hub = json!({"name": 7, "formed_year": "x", "formed_on": "2023-13-01", "contact_email": "x", "slug": "x", "basis": "kabar", "focus": "x".repeat(501)});
    assert_eq!(
        patch("/hubs/kemenkeu", "admin", hub),
        [
            "/basis invalid_type",
            "/contact_email email",
            "/focus length",
            "/formed_on invalid_type",
            "/formed_year invalid_type",
            "/name invalid_type",
            "/slug unknown_field",
        ]
    );
    assert_eq!(
        patch("/me", "admin", json!({"name": "x".repeat(121), "locale": "fr", "digest": 1, "age": 7})),
        ["/age unknown_field", "/digest invalid_type", "/locale invalid_type", "/name length"]
    );
    assert_eq!(text(&site.get(&path).by("innovator.kemenkeu").ok(), "title"), "Akan diubah");
}

fn what_may_be_chosen_is_listed(backend: Backend) {
    let site = Site::shared(backend);
    let body = json!({"code": "x-1", "name": "X", "short_name": "X", "kind": "kabupaten"});
    let problem = site.post("/institutions", &body).by("admin").problem(422, "validation-failed");
    let kinds = ["ministry", "agency", "province", "regency", "city", "soe", "regional_soe"];
    assert_eq!(problem["errors"][0]["allowed"], json!(kinds));
    let message = text(&problem["errors"][0], "message").to_owned();
    assert!(kinds.iter().all(|kind| message.contains(kind)) && message.starts_with("Pilih salah satu dari daftar"), "{message}");
    let draft = json!({"title": "Lima huruf", "hub_id": "kemenkeu", "sector": "sihir"});
    let problem = site.post("/innovations", &draft).by("innovator.kemenkeu").problem(422, "validation-failed");
    assert!(text(&problem["errors"][0], "message").contains("health"), "{problem}");
    for (path, name, word) in [
        ("/institutions?kind=kabupaten", "kind", "regency"),
        ("/innovations?sector=sihir", "sector", "health"),
        ("/innovations?status=published,hilang", "status", "draft"),
        ("/hubs?sort=umur", "sort", "name"),
        ("/innovations?sort=umur", "sort", "title"),
        ("/innovations?facets=umur", "facets", "sector"),
        ("/posts?kind=umur", "kind", "guide"),
    ] {
        let detail = text(&site.get(path).problem(400, "malformed-request"), "detail").to_owned();
        assert!(detail.contains(&format!("`{name}`")) && detail.contains(word), "{path}: {detail}");
    }
}

/// Words of one language that no message in the other may hold.
const ENGLISH: &[&str] = &["expected", "invalid", "must ", "Must ", "none of", " the ", "missing", "unknown", "value", "found"];

fn messages_are_in_one_language(backend: Backend) {
    let site = Site::shared(backend);
    let body = json!({"title": 1, "hub_id": "kemenkeu", "initiated_on": "2023-02-30", "implemented_on": "kemarin", "sdgs": ["x", 99_999_999_999_i64], "institution_id": "x"});
    let messages = |language: &str| -> Vec<String> {
        let call = site.post("/innovations", &body).by("innovator.kemenkeu").header("Accept-Language", language);
        let problem = call.problem(422, "validation-failed");
        problem["errors"].as_array().unwrap().iter().map(|e| format!("{}: {}", text(e, "pointer"), text(e, "message"))).collect()
    };
    let (indonesian, english) = (messages("id"), messages("en"));
    assert_eq!(indonesian.len(), 6, "{indonesian:?}");
    for message in &indonesian {
        assert!(!ENGLISH.iter().any(|word| message.contains(word)), "{message}");
    }
    for message in &english {
        assert!(!["Harus", "Contoh", "tidak"].iter().any(|word| message.contains(word)), "{message}");
    }
    let of = |messages: &[String], pointer: &str| messages.iter().find(|m| m.starts_with(pointer)).cloned().unwrap();
    assert!(of(&indonesian, "/initiated_on").contains("2023-02-30 tidak ada"), "{indonesian:?}");
    assert!(of(&english, "/initiated_on").contains("2023-02-30 does not exist"), "{english:?}");
    assert!(of(&english, "/initiated_on").contains("YYYY-MM-DD") && of(&english, "/implemented_on").contains("2026-01-31"));
    for path in [
        "/innovations?year=x",
        "/hubs?limit=1000",
        "/mous?ends_from=2023-02-30",
        "/events?hub_formation=mungkin",
        "/users?institution_id=x",
    ] {
        let detail = text(&site.get(path).by("admin").problem(400, "malformed-request"), "detail").to_owned();
        assert!(!ENGLISH.iter().any(|word| detail.contains(word)), "{path}: {detail}");
    }
    let broken = site.call("POST", "/auth/login").body("application/json", r#"{"email": "#).problem(400, "malformed-request");
    assert!(!["EOF", "while", "expected"].iter().any(|word| text(&broken, "detail").contains(word)), "{broken}");
}

fn null_is_as_if_left_out(backend: Backend) {
    let site = Site::own(backend);
    let body = json!({"title": "Dengan null", "hub_id": "kemenkeu", "summary": null, "sdgs": null, "keywords": null, "links": null, "indicators": null,
        "team": null, "awards": null, "source": null, "source_ref": null, "institution_id": null, "initiated_on": null, "background": null});
    let made = site.post("/innovations", &body).by("innovator.kemenkeu").send().status(201).json();
    assert_eq!((&made["sdgs"], text(&made, "source")), (&json!([]), "manual"));
    let post = json!({"kind": "article", "title": "Dengan null", "body": null, "tags": null, "hub_id": null, "innovation_ids": null, "event_ids": null,
        "video_url": null, "publish_at": null, "cover_image_id": null});
    site.post("/posts", &post).by("innovator.kemenkeu").send().status(201);
    let event = json!({"kind": "fgd", "title": "Dengan null", "starts_at": "2027-01-01T01:00:00Z", "ends_at": "2027-01-01T02:00:00Z",
        "venue": null, "online_url": null, "agenda": null, "minutes": null, "hub_formation": null});
    site.post("/events", &event).by("admin").send().status(201);
    let institution =
        json!({"code": "kota-null", "name": "Kota Null", "short_name": "Null", "kind": "city", "region_code": null, "website": null});
    site.post("/institutions", &institution).by("admin").send().status(201);
    let mou = json!({"title": "Dengan null", "hub_id": id_of(&site, "/hubs/kemenkeu"), "starts_on": "2027-01-01", "ends_on": "2028-01-01",
        "parties": null, "scope": null, "number": null});
    site.post("/mous", &mou).by("admin").send().status(201);
    assert_eq!(
        refused(site.post("/auth/login", &json!({"email": null, "password": "x"}))),
        ["/email invalid_type"],
        "what is required is not optional"
    );
}

fn everything_wrong_with_a_query_is_named_at_once(backend: Backend) {
    let site = Site::shared(backend);
    let problem =
        site.get("/innovations?limit=0&colour=red&year=dua&status=hilang&sort=title&sort=title").problem(400, "malformed-request");
    for name in ["limit", "colour", "year", "status", "sort"] {
        assert!(text(&problem, "detail").contains(&format!("`{name}`")), "{problem}");
    }
    let english = site.get("/hubs?limit=0&count=maybe").header("Accept-Language", "en").problem(400, "malformed-request");
    assert_eq!(text(&english, "detail"), "Parameter `limit`: Must be 1 to 100. Parameter `count`: Must be `true` or `false`.");
}

fn what_a_filter_names_exists(backend: Backend) {
    let site = Site::shared(backend);
    let nobody = "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e";
    for (path, name) in [
        ("/innovations?hub_id=", "hub_id"),
        ("/innovations?institution_id=", "institution_id"),
        ("/innovations?facets=sector&hub_id=kemenkeu,", "hub_id"),
        ("/mous?hub_id=", "hub_id"),
        ("/mous?institution_id=", "institution_id"),
        ("/events?institution_id=", "institution_id"),
        ("/posts?hub_id=", "hub_id"),
        ("/posts?innovation_id=", "innovation_id"),
        ("/posts?event_id=", "event_id"),
        ("/users?institution_id=", "institution_id"),
        ("/invitations?institution_id=", "institution_id"),
        ("/feeds/innovations.atom?hub_id=", "hub_id"),
        ("/feeds/posts.atom?hub_id=", "hub_id"),
    ] {
        let problem = site.get(&format!("{path}{nobody}")).by("admin").problem(400, "malformed-request");
        assert!(text(&problem, "detail").contains(&format!("`{name}`")) && text(&problem, "detail").contains(nobody), "{problem}");
    }
    // One that is not public yet is no other than one that does not exist.
    let hidden = site.get("/hubs?status=proposed,invited&limit=1").by("admin").ok();
    for hub in items(&hidden) {
        let path = format!("/innovations?hub_id={}", text(hub, "slug"));
        site.get(&path).problem(400, "malformed-request");
        site.get(&path).by("admin").ok();
    }
    assert!(!items(&site.get("/innovations?hub_id=kemenkeu").ok()).is_empty());
}

fn a_source_is_of_one_institution(backend: Backend) {
    let site = Site::own(backend);
    let body = |hub: &str| json!({"title": "Dari sistem sendiri", "hub_id": hub, "source": "api", "source_ref": "INV-0001"});
    let first = site.post("/innovations", &body("kemenkeu")).by("innovator.kemenkeu").send().status(201).json();
    site.post("/innovations", &body("kkp")).by("innovator.kkp").send().status(201);
    let problem = site.post("/innovations", &body("kemenkeu")).by("manager.kemenkeu").problem(409, "conflict");
    assert_eq!(problem["conflicting"], json!({"id": first["id"], "fields": ["source", "source_ref"]}));
    // Who may not see the other record learns the fields alone.
    site.execute("UPDATE users SET roles = '[\"innovator\"]' WHERE email = 'signatory.kemenkeu@jipp.example'").unwrap();
    let problem = site.post("/innovations", &body("kemenkeu")).by("signatory.kemenkeu").problem(409, "conflict");
    assert_eq!(problem["conflicting"], json!({"fields": ["source", "source_ref"]}));
    // A record cannot move to where its name is taken.
    let etag = format!("\"{}\"", first["version"]);
    let moved = site.call("PATCH", &format!("/innovations/{}", text(&first, "id"))).by("admin").header("If-Match", &etag);
    assert_eq!(moved.json(&json!({"hub_id": "kkp"})).problem(409, "conflict")["conflicting"]["fields"], json!(["source", "source_ref"]));
}

fn what_is_taken_is_named(backend: Backend) {
    let site = Site::own(backend);
    let (kkp, hub) = (id_of(&site, "/institutions/kkp"), id_of(&site, "/hubs/kkp"));
    let taken = |path: &str, by: &str, body: Value| site.post(path, &body).by(by).problem(409, "conflict")["conflicting"].clone();
    let institution = json!({"code": "kkp", "name": "Lain", "short_name": "Lain", "kind": "agency"});
    assert_eq!(taken("/institutions", "admin", institution), json!({"id": kkp, "fields": ["code"]}));
    assert_eq!(
        taken("/hubs", "admin", json!({"institution_id": kkp, "name": "Hub kedua"})),
        json!({"id": hub, "fields": ["institution_id"]})
    );
    let invite =
        |email: &str, institution: &str| json!({"email": email, "name": "Siti", "institution_id": institution, "roles": ["innovator"]});
    let bpom = id_of(&site, "/institutions/bpom");
    let known = taken("/invitations", "manager.kkp", invite("innovator.kkp@jipp.example", &kkp));
    assert_eq!((&known["fields"], known["id"].is_string()), (&json!(["email"]), true));
    let foreign = taken("/invitations", "manager.bpom", invite("innovator.kkp@jipp.example", &bpom));
    assert_eq!(foreign, json!({"fields": ["email"]}), "of another institution");
    let mou = |number: &str| json!({"title": "Nota", "hub_id": hub, "starts_on": "2027-01-01", "ends_on": "2028-01-01", "number": number});
    let first = site.post("/mous", &mou("1/2027")).by("manager.kkp").send().status(201).json();
    let again = taken("/mous", "manager.kkp", mou("1/2027"));
    assert_eq!(again["id"], first["id"]);
    assert!(again["fields"].as_array().unwrap().contains(&json!("number")), "{again}");
    let post = items(&site.get("/posts?limit=1").ok())[0].clone();
    let report = json!({"post_id": post["id"], "reason": "spam"});
    let filed = site.post("/reports", &report).by("signatory.bpom").send().status(201).json();
    assert_eq!(taken("/reports", "signatory.bpom", report)["id"], filed["id"]);
}
