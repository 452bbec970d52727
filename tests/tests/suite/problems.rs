//! The error table of the contract: every row that reading and signing in can meet.

use serde_json::{Map, Value, json};
use std::fs;
use tests::{Backend, Call, Site, on_both, run};

on_both![
    every_row_of_the_table_is_answered_in_both_languages,
    every_type_has_a_page,
    malformed_json_is_400_whatever_its_fault,
    a_bad_parameter_is_named,
    a_query_that_is_no_text_is_400,
    damaged_and_foreign_cursors_are_400,
    what_needs_an_account_is_401_without_one,
    signing_in_and_out_from_another_site_is_403,
    the_own_site_may_sign_in,
    nothing_is_at_unknown_addresses,
    strange_paths_are_404,
    a_method_that_an_address_lacks_is_405_and_allow_lists_the_others,
    only_json_is_served,
    a_change_needs_the_present_version,
    large_bodies_are_413,
    other_content_types_are_415,
    wrong_fields_are_422_and_each_is_named,
    what_is_blank_is_missing,
    what_is_packed_is_refused,
    a_visitor_is_asked_to_sign_in_before_anything_is_judged,
    what_was_made_is_at_its_location,
    all_that_is_missing_is_named_at_once,
    what_is_no_http_is_refused_without_a_5xx,
];

/// A name, the request, and the status and slug of its answer.
type Row = (&'static str, fn(&Site) -> Call<'_>, u16, &'static str);

/// Requests that are refused, at least one for each row of the table.
const ROWS: &[Row] = &[
    ("a body that is not JSON", |s| s.call("POST", "/auth/login").body("application/json", "{"), 400, "malformed-request"),
    ("an unknown parameter", |s| s.get("/hubs?colour=red"), 400, "malformed-request"),
    ("an unusable value", |s| s.get("/innovations?limit=101"), 400, "malformed-request"),
    ("a word that is not in the vocabularies", |s| s.get("/innovations?sector=magic"), 400, "malformed-request"),
    ("a damaged cursor", |s| s.get("/innovations?cursor=abc"), 400, "malformed-request"),
    ("no token", |s| s.get("/me"), 401, "not-authenticated"),
    ("a rubbish token", |s| s.get("/hubs").bearer("rubbish"), 401, "not-authenticated"),
    ("a wrong password", |s| s.login("admin", "wrong password"), 401, "not-authenticated"),
    ("another site", |s| s.login("admin", "wrong password").header("Origin", "https://elsewhere.example"), 403, "forbidden"),
    ("no such record", |s| s.get("/innovations/there-is-none"), 404, "not-found"),
    ("no such address", |s| s.get("/nowhere"), 404, "not-found"),
    ("a method that is not there", |s| s.call("DELETE", "/hubs"), 405, "method-not-allowed"),
    ("another format", |s| s.get("/hubs").header("Accept", "text/csv"), 406, "not-acceptable"),
    ("a stale version", |s| patch_me(s, &json!({"name": "Lain"})).header("If-Match", "\"99-0123456789abcdef\""), 412, "version-mismatch"),
    ("a body of 2 MiB", |s| s.call("POST", "/auth/login").body("application/json", vec![b' '; 2 << 20]), 413, "payload-too-large"),
    ("a form", |s| s.call("POST", "/auth/login").body("application/x-www-form-urlencoded", "email=a"), 415, "unsupported-media-type"),
    ("a field that is missing", |s| s.post("/auth/login", &json!({"email": "a@b.example"})), 422, "validation-failed"),
    ("a field of the wrong type", |s| s.post("/auth/login", &json!({"email": 1, "password": "x"})), 422, "validation-failed"),
    ("an unknown field", |s| s.post("/auth/login", &json!({"email": "a", "password": "x", "admin": true})), 422, "validation-failed"),
    ("U+0000", |s| s.post("/auth/login", &json!({"email": "a\0", "password": "x\0"})), 422, "validation-failed"),
    ("a text that is too long", |s| patch_me(s, &json!({"name": "x".repeat(121)})).header("If-Match", "*"), 422, "validation-failed"),
    ("no version", |s| patch_me(s, &json!({"name": "Lain"})), 428, "version-required"),
];

fn patch_me<'a>(site: &'a Site, patch: &Value) -> Call<'a> {
    site.call("PATCH", "/me").by("signatory.kkp").json(patch)
}

fn every_row_of_the_table_is_answered_in_both_languages(backend: Backend) {
    let site = Site::shared(backend);
    let mut documents = Map::new();
    for (name, request, status, slug) in ROWS {
        let mut both = Map::new();
        for (language, accepted) in [("id", "fr, id-ID;q=0.9, en;q=0.8"), ("en", "en-GB, id;q=0.5")] {
            let answer = request(site).header("Accept-Language", accepted).send();
            let mut document = answer.problem(*status, slug);
            assert_eq!(answer.header("content-language"), Some(language), "{name}");
            document.as_object_mut().unwrap().remove("instance");
            both.insert(language.to_owned(), document);
        }
        assert_ne!(both["id"]["title"], both["en"]["title"], "{name}");
        let silent = request(site).send().problem(*status, slug);
        assert_eq!(silent["title"], both["id"]["title"], "{name}: Indonesian is the default");
        documents.insert((*name).to_owned(), Value::Object(both));
    }
    compare_with_snapshot("problems.json", &Value::Object(documents));
}

/// Compares with a file beside the tests; `UPDATE_SNAPSHOTS=1` writes it.
fn compare_with_snapshot(name: &str, value: &Value) {
    let path = run::root().join("tests/tests/suite/snapshots").join(name);
    let text = format!("{value:#}\n");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    let differing = stored.lines().zip(text.lines()).find(|(a, b)| a != b);
    assert!(stored == text, "{name} differs, first in {differing:?}; if that is right, run again with UPDATE_SNAPSHOTS=1");
}

fn every_type_has_a_page(backend: Backend) {
    let site = Site::shared(backend);
    let others = ["transition-not-allowed", "guard-not-met", "conflict", "rate-limited", "overloaded"];
    for slug in ROWS.iter().map(|(.., slug)| *slug).chain(others) {
        for language in ["id", "en"] {
            let page = site.page(&format!("/problems/{slug}")).header("Accept-Language", language).send().status(200);
            assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
            let html = page.text();
            assert!(html.contains(&format!("<html lang=\"{language}\">")) && html.contains(slug), "{html}");
        }
    }
    site.page("/problems/there-is-none").problem(404, "not-found");
}

fn malformed_json_is_400_whatever_its_fault(backend: Backend) {
    let site = Site::shared(backend);
    let deep = "[".repeat(100_000);
    for body in ["", " ", "{", "{\"email\":}", "nul", "{} {}", "{'email': 'a'}", "\u{feff}{}", &deep] {
        site.call("POST", "/auth/login").body("application/json", body).problem(400, "malformed-request");
    }
    for bytes in [&b"\xff\xfe"[..], b"{\"email\": \"\xff\"}", b"\"\xed\xa0\x80\"", b"\0"] {
        site.call("POST", "/auth/login").body("application/json", bytes).problem(400, "malformed-request");
    }
}

fn a_bad_parameter_is_named(backend: Backend) {
    let site = Site::shared(backend);
    let long = format!("/innovations?q={}", "x".repeat(201));
    let faults = [
        ("/innovations?colour=red", "colour"),
        ("/innovations?Limit=5", "Limit"),
        ("/innovations?limit=0", "limit"),
        ("/innovations?limit=101", "limit"),
        ("/innovations?limit=-1", "limit"),
        ("/innovations?limit=ten", "limit"),
        ("/innovations?limit=", "limit"),
        ("/innovations?limit=5&limit=6", "limit"),
        ("/innovations?limit=99999999999999999999", "limit"),
        ("/innovations?sort=colour", "sort"),
        ("/innovations?sort=--title", "sort"),
        ("/innovations?sort=relevance", "sort"),
        ("/innovations?status=lost", "status"),
        ("/innovations?status=published,lost", "status"),
        ("/innovations?status=", "status"),
        ("/innovations?phase=birth", "phase"),
        ("/innovations?sustainability=maybe", "sustainability"),
        ("/innovations?stale=perhaps", "stale"),
        ("/innovations?sector=magic", "sector"),
        ("/innovations?category=magic", "category"),
        ("/innovations?sdg=0", "sdg"),
        ("/innovations?sdg=18", "sdg"),
        ("/innovations?sdg=x", "sdg"),
        ("/innovations?year=20", "year"),
        ("/innovations?year=99999999999", "year"),
        ("/innovations?source=rumour", "source"),
        ("/innovations?mine=perhaps", "mine"),
        ("/innovations?count=perhaps", "count"),
        ("/innovations?facets=colour", "facets"),
        ("/innovations?cursor=abc", "cursor"),
        (&long, "q"),
        ("/hubs?kind=club", "kind"),
        ("/hubs?status=asleep", "status"),
        ("/hubs?sort=kind", "sort"),
        ("/hubs?facets=colour", "facets"),
        ("/institutions?kind=club", "kind"),
        ("/institutions?sort=kind", "sort"),
        ("/hubs/kemenkeu?verbose=1", "verbose"),
        ("/innovations/there-is-none?verbose=1", "verbose"),
        ("/vocabularies?verbose=1", "verbose"),
        ("/stats/overview?verbose=1", "verbose"),
    ];
    for (path, name) in faults {
        let problem = site.get(path).problem(400, "malformed-request");
        assert!(problem["detail"].as_str().unwrap().contains(&format!("`{name}`")), "{path}: {problem}");
    }
}

fn a_query_that_is_no_text_is_400(backend: Backend) {
    let site = Site::shared(backend);
    for query in ["q=%00", "q=a%00b", "q=%ff", "q=%C3%28", "sector=%00", "cursor=%00", "hub_id=%00", "hub_id=%ff"] {
        site.get(&format!("/innovations?{query}")).problem(400, "malformed-request");
        site.get(&format!("/hubs?{query}")).problem(400, "malformed-request");
    }
    site.get(&format!("/innovations?q={}", "%20".repeat(5000))).problem(400, "malformed-request");
    let many = vec!["2020"; 101].join(",");
    site.get(&format!("/innovations?year={many}")).problem(400, "malformed-request");
}

fn damaged_and_foreign_cursors_are_400(backend: Backend) {
    let site = Site::shared(backend);
    let cursor = |path: &str| site.get(path).ok()["next_cursor"].as_str().unwrap().to_owned();
    let refused = |path: String| site.get(&path).problem(400, "malformed-request");
    let good = cursor("/innovations?limit=5");
    site.get(&format!("/innovations?limit=5&cursor={good}")).ok();
    site.get(&format!("/innovations?limit=7&cursor={good}&count=true")).ok();
    // Of the same resource, but of another list.
    for other in ["sort=title", "sort=created_at", "sector=health", "q=layanan", "status=draft", "year=2020", "stale=true"] {
        refused(format!("/innovations?{other}&cursor={good}"));
    }
    refused(format!("/hubs?cursor={good}"));
    refused(format!("/institutions?cursor={good}"));
    refused(format!("/innovations?cursor={}", cursor("/hubs?limit=5")));
    refused(format!("/innovations?q=layanan&cursor={}", cursor("/innovations?q=data&limit=5")));
    refused(format!("/hubs?q=kalimantan&cursor={}", cursor("/hubs?limit=5")));
    refused(format!("/institutions?sort=code&cursor={}", cursor("/institutions?limit=5")));
    // Each letter counts.
    let letters: Vec<char> = good.chars().collect();
    for n in 0..letters.len() - 1 {
        let mut damaged = letters.clone();
        damaged[n] = if damaged[n] == 'A' { 'B' } else { 'A' };
        refused(format!("/innovations?limit=5&cursor={}", damaged.iter().collect::<String>()));
    }
    for rubbish in [&good[1..], &good[..good.len() - 4], &format!("{good}AAAA"), &format!("{good}%3D"), "", "null", "0", "%F0%9F%98%80"] {
        refused(format!("/innovations?limit=5&cursor={rubbish}"));
    }
}

fn what_needs_an_account_is_401_without_one(backend: Backend) {
    let site = Site::shared(backend);
    let own = [
        site.get("/me"),
        site.call("PATCH", "/me").json(&json!({"name": "x"})),
        site.post("/me/password", &json!({"current_password": "a", "new_password": "123456789012"})),
        site.get("/me/sessions"),
        site.call("DELETE", "/me/sessions"),
        site.call("DELETE", "/me/sessions/0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e"),
        site.get("/innovations?mine=true"),
        site.call("POST", "/auth/refresh"),
        site.login("admin", "wrong password"),
    ];
    for request in own {
        let answer = request.send();
        answer.problem(401, "not-authenticated");
        assert!(answer.has("www-authenticate").starts_with("Bearer"), "{answer:?}");
    }
}

fn signing_in_and_out_from_another_site_is_403(backend: Backend) {
    let site = Site::shared(backend);
    let (_, cookie) = site.sign_in("signatory.bpom");
    let host = site.url.trim_start_matches("http://");
    let port = host.rsplit(':').next().unwrap();
    let foreign = [
        "https://elsewhere.example",
        "null",
        &format!("http://127.0.0.1.elsewhere.example:{port}"),
        "http://127.0.0.1:1",
        &format!("{}/", site.url),
        "",
    ];
    for origin in foreign {
        for path in ["/auth/login", "/auth/refresh", "/auth/logout"] {
            let body = json!({"email": "signatory.bpom@jipp.example", "password": tests::site::PASSWORD});
            let answer = site.post(path, &body).header("Cookie", &cookie).header("Origin", origin).send();
            answer.problem(403, "forbidden");
            assert_eq!(answer.header("set-cookie"), None, "{origin} {path}");
        }
    }
    site.call("POST", "/auth/refresh").header("Cookie", &cookie).ok();
}

fn the_own_site_may_sign_in(backend: Backend) {
    let site = Site::shared(backend);
    site.login("signatory.bpom", tests::site::PASSWORD).header("Origin", &site.url).ok();
    // A developer types either name of the machine.
    let localhost = site.url.replace("127.0.0.1", "localhost");
    let host = localhost.trim_start_matches("http://");
    site.login("signatory.bpom", tests::site::PASSWORD).header("Origin", &localhost).header("Host", host).ok();
}

fn nothing_is_at_unknown_addresses(backend: Backend) {
    let site = Site::shared(backend);
    let unknown = "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e";
    for path in ["", "/", "/nowhere", "/innovations/", "/hubs/kemenkeu/nowhere", "/Innovations", "/auth", "/stats"] {
        site.get(path).problem(404, "not-found");
    }
    for noun in ["innovations", "hubs", "institutions"] {
        site.get(&format!("/{noun}/{unknown}")).problem(404, "not-found");
        site.get(&format!("/{noun}/there-is-none")).problem(404, "not-found");
    }
    for part in ["stats", "transitions"] {
        site.get(&format!("/hubs/{unknown}/{part}")).problem(404, "not-found");
    }
    site.get(&format!("/innovations/{unknown}/transitions")).problem(404, "not-found");
    site.call("DELETE", &format!("/me/sessions/{unknown}")).by("signatory.kkp").problem(404, "not-found");
    site.call("DELETE", "/me/sessions/there-is-none").by("signatory.kkp").problem(404, "not-found");
    site.page("/api/v2/hubs").problem(404, "not-found");
}

fn strange_paths_are_404(backend: Backend) {
    let site = Site::shared(backend);
    let long = "x".repeat(4000);
    for name in [
        "a%00b",
        "%00",
        "%ff",
        "%C3%28",
        "%F0%9F%98%80",
        "..%2f..%2fetc%2fpasswd",
        "'%20OR%201=1--",
        "%25",
        "%5C",
        "_",
        "%2F",
        "%0A",
        &long,
    ] {
        for path in ["/api/v1/innovations/", "/api/v1/hubs/", "/api/v1/institutions/", "/problems/"] {
            let request = format!("GET {path}{name} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            site.raw(request.as_bytes()).problem(404, "not-found");
        }
        let request = format!("GET /api/v1/innovations/{name}/transitions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        site.raw(request.as_bytes()).problem(404, "not-found");
        let request = format!("GET /innovations/{name} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        let page = site.raw(request.as_bytes()).status(404);
        assert!(name.contains("%00") || page.has("content-type").starts_with("text/html"), "{page:?}");
    }
}

fn a_method_that_an_address_lacks_is_405_and_allow_lists_the_others(backend: Backend) {
    let site = Site::shared(backend);
    let addresses = [
        ("/innovations", "GET, HEAD, POST, OPTIONS"),
        ("/innovations/x", "GET, HEAD, PATCH, DELETE, OPTIONS"),
        ("/hubs", "GET, HEAD, POST, OPTIONS"),
        ("/hubs/x/members/y", "PUT, DELETE, OPTIONS"),
        ("/me", "GET, HEAD, PATCH, OPTIONS"),
        ("/me/sessions", "GET, HEAD, DELETE, OPTIONS"),
        ("/me/sessions/x", "DELETE, OPTIONS"),
        ("/me/password", "POST, OPTIONS"),
        ("/auth/login", "POST, OPTIONS"),
        ("/openapi.json", "GET, HEAD, OPTIONS"),
    ];
    for (path, allow) in addresses {
        for method in ["BREW", "TRACE"] {
            let answer = site.call(method, path).send();
            answer.problem(405, "method-not-allowed");
            assert_eq!(answer.header("allow"), Some(allow), "{path}");
        }
        let answer = site.call("OPTIONS", path).send().status(204);
        assert_eq!(answer.header("allow"), Some(allow), "{path}");
    }
    site.call("PUT", "/innovations").json(&json!({})).problem(405, "method-not-allowed");
    site.get("/auth/login").problem(405, "method-not-allowed");
    let page = site.at_root("POST", "/innovations").send();
    page.problem(405, "method-not-allowed");
    assert_eq!(page.header("allow"), Some("GET, HEAD"));
}

fn only_json_is_served(backend: Backend) {
    let site = Site::shared(backend);
    for accept in ["text/html", "text/csv, application/xml", "application/json;q=0", "image/*", "application/jsonish"] {
        site.get("/hubs").header("Accept", accept).problem(406, "not-acceptable");
        site.get("/me").header("Accept", accept).problem(406, "not-acceptable");
    }
    for accept in ["*/*", "application/*", "application/json", "APPLICATION/JSON; charset=utf-8", "text/html, */*;q=0.1", ""] {
        site.get("/hubs").header("Accept", accept).ok();
    }
    // Who asks for problems only gets those; a browser gets its pages.
    site.get("/openapi.yaml").header("Accept", "application/yaml").send().status(200);
    site.page("/").header("Accept", "text/html").send().status(200);
}

fn a_change_needs_the_present_version(backend: Backend) {
    let site = Site::own(backend);
    let read = site.get("/me").by("signatory.kkp").send();
    let etag = read.has("etag").to_owned();
    let version = read.ok()["version"].as_i64().unwrap();
    let patch = |name: &str, if_match: &str| {
        site.call("PATCH", "/me").by("signatory.kkp").json(&json!({"name": name})).header("If-Match", if_match)
    };
    site.call("PATCH", "/me").by("signatory.kkp").json(&json!({"name": "Tanpa versi"})).problem(428, "version-required");
    for stale in [&format!("\"{}-0123456789abcdef\"", version + 1), "\"0-0\"", "rubbish", "\"\"", "\"-1-0\""] {
        patch("Basi", stale).problem(412, "version-mismatch");
    }
    assert_eq!(site.get("/me").by("signatory.kkp").ok(), read.ok(), "nothing has changed");
    let changed = patch("Kini", &etag).send();
    assert_eq!(changed.ok()["version"], version + 1);
    patch("Dua kali", &etag).problem(412, "version-mismatch");
    // By the version alone, weak or strong, or any.
    patch("Lemah", &format!("W/\"{}-ffff\"", version + 1)).ok();
    patch("Apa saja", "*").ok();
    assert_eq!(site.get("/me").by("signatory.kkp").ok()["name"], "Apa saja");
}

fn large_bodies_are_413(backend: Backend) {
    let site = Site::shared(backend);
    for size in [(1 << 20) + 1, 2 << 20, 10_000_000] {
        let head = format!(
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {size}\r\n\r\n"
        );
        let request = [head.into_bytes(), vec![b' '; size]].concat();
        site.raw(&request).problem(413, "payload-too-large");
    }
    // Without a declared length it is counted while it comes.
    let mut request =
        b"POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            .to_vec();
    for _ in 0..20 {
        request.extend_from_slice(b"20000\r\n");
        request.extend(std::iter::repeat_n(b' ', 0x20000));
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"0\r\n\r\n");
    site.raw(&request).problem(413, "payload-too-large");
    // A megabyte is taken, and judged by what it holds.
    let body = json!({"email": "x".repeat((1 << 20) - 64), "password": "x"});
    site.post("/auth/login", &body).problem(422, "validation-failed");
}

fn other_content_types_are_415(backend: Backend) {
    let site = Site::shared(backend);
    let body = json!({"email": "a@b.example", "password": "x"}).to_string();
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonish",
        "json",
        "application/merge-patch+json",
    ] {
        site.call("POST", "/auth/login").body(kind, body.clone()).problem(415, "unsupported-media-type");
    }
    let untyped = format!("POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    site.raw(untyped.as_bytes()).problem(415, "unsupported-media-type");
    for kind in ["application/json", "application/json; charset=utf-8", "Application/JSON"] {
        site.call("POST", "/auth/login").body(kind, body.clone()).problem(401, "not-authenticated");
    }
    let merge =
        site.call("PATCH", "/me").by("signatory.kkp").body("application/merge-patch+json", r#"{"name": ""}"#).header("If-Match", "*");
    merge.problem(422, "validation-failed");
}

fn wrong_fields_are_422_and_each_is_named(backend: Backend) {
    let site = Site::shared(backend);
    let faults = |call: Call<'_>| -> Vec<String> {
        let problem = call.problem(422, "validation-failed");
        let errors = problem["errors"].as_array().unwrap();
        assert!(errors.iter().all(|e| e["message"].as_str().is_some_and(|m| !m.is_empty())), "{problem}");
        errors.iter().map(|e| format!("{} {}", e["pointer"].as_str().unwrap(), e["code"].as_str().unwrap())).collect()
    };
    let login = |body: Value| faults(site.post("/auth/login", &body));
    assert_eq!(login(json!({"email": "a"})), ["/password required"]);
    assert_eq!(login(json!({"email": "a", "password": null})), ["/password invalid_type"]);
    assert_eq!(login(json!({"email": ["a"], "password": "x"})), ["/email invalid_type"]);
    assert_eq!(login(json!({"email": "a", "password": "x", "a/b~c": 1})), ["/a~1b~0c unknown_field"]);
    assert_eq!(login(json!({"email": "", "password": ""})), ["/email length", "/password length"], "all at once");
    assert_eq!(login(json!({"email": "a".repeat(321), "password": "x".repeat(1025)})), ["/email length", "/password length"]);
    assert_eq!(login(json!({"email": "a\0b", "password": "\0"})), ["/email nul", "/password nul"]);
    assert_eq!(login(json!({"email": "a", "password": "x", "deep": {"list": ["\0"]}})), ["/deep/list/0 nul"]);
    assert_eq!(login(json!([])).len(), 1);
    assert_eq!(login(json!("text")).len(), 1);
    let me = |patch: Value| faults(patch_me(site, &patch).header("If-Match", "*"));
    assert_eq!(me(json!({"name": ""})), ["/name length"]);
    assert_eq!(me(json!({"name": "   "})), ["/name length"], "a name of blanks is none");
    assert_eq!(me(json!({"name": "x".repeat(121)})), ["/name length"]);
    assert_eq!(me(json!({"locale": "fr"})), ["/locale invalid_type"]);
    assert_eq!(me(json!({"email": "a@b.example"})), ["/email unknown_field"]);
    assert_eq!(me(json!({"roles": ["admin"]})), ["/roles unknown_field"]);
    let change = |body: Value| faults(site.post("/me/password", &body).by("signatory.kkp"));
    assert_eq!(change(json!({"current_password": "x", "new_password": "short"})), ["/new_password length"]);
    assert_eq!(
        change(json!({"current_password": "x", "new_password": "é".repeat(129)})),
        ["/new_password length"],
        "characters, not bytes"
    );
    assert_eq!(
        change(json!({"current_password": "wrong password", "new_password": "1234567890123"})),
        ["/current_password wrong_password"]
    );
}

fn what_is_packed_is_refused(backend: Backend) {
    let site = Site::shared(backend);
    let login = || site.call("POST", "/auth/login").body("application/json", "{}");
    login().header("Content-Encoding", "gzip").problem(415, "unsupported-media-type");
    login().header("Content-Encoding", "identity").problem(422, "validation-failed");
}

fn what_is_no_http_is_refused_without_a_5xx(backend: Backend) {
    let site = Site::shared(backend);
    let large = format!("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Large: {}\r\n\r\n", "x".repeat(300_000));
    let long = format!("GET /api/v1/hubs?q={} HTTP/1.1\r\nHost: localhost\r\n\r\n", "x".repeat(300_000));
    let length = "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n{}";
    let smuggled =
        "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    let version = "GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n";
    for request in ["rubbish\r\n\r\n", &large, &long, length, smuggled, version, "GET  HTTP/1.1\r\n\r\n", "\0\0\0\0\r\n\r\n"] {
        let answer = site.raw(request.as_bytes());
        assert!((400..500).contains(&answer.status), "{:.60}: {answer:?}", request);
    }
    site.page("/healthz").send().status(200);
}

fn what_was_made_is_at_its_location(backend: Backend) {
    let site = Site::own(backend);
    let id = |path: &str| site.get(path).by("admin").ok()["id"].clone();
    let (hub, kkp, lan) = (id("/hubs/kkp"), id("/institutions/kkp"), id("/institutions/lan"));
    let days = json!({"title": "Nota", "hub_id": hub, "starts_on": "2026-01-01", "ends_on": "2026-12-31"});
    let times = json!({"kind": "fgd", "title": "FGD", "starts_at": "2026-01-01T00:00:00Z", "ends_at": "2026-01-01T03:00:00Z"});
    for (path, body) in [
        ("/innovations", json!({"title": "Antrean Daring", "hub_id": "kkp"})),
        ("/posts", json!({"kind": "article", "title": "Yang kami pelajari", "body": "Satu loket."})),
        ("/institutions", json!({"code": "baru", "name": "Lembaga Baru", "short_name": "Baru", "kind": "agency"})),
        ("/hubs", json!({"institution_id": lan, "name": "Hub LAN"})),
        ("/events", times),
        ("/mous", days),
        ("/invitations", json!({"email": "ani@kkp.example", "name": "Ani", "institution_id": kkp, "roles": ["innovator"]})),
        ("/subscriptions", json!({"type": "hub", "target": "kkp"})),
        ("/saved-searches", json!({"name": "Antrean", "q": "antrean"})),
        ("/vocabularies/synonyms", json!({"words": ["antrean", "antrian"]})),
    ] {
        let made = site.post(path, &body).by("admin").send().status(201);
        let location = made.has("location").strip_prefix("/api/v1").unwrap_or_else(|| panic!("{made:?}"));
        assert_eq!(site.get(location).by("admin").ok()["id"], made.json()["id"], "{location}");
    }
}

fn all_that_is_missing_is_named_at_once(backend: Backend) {
    let site = Site::shared(backend);
    for (path, body, expected) in [
        ("/invitations", json!({}), vec!["/email", "/institution_id", "/name", "/roles"]),
        ("/hubs", json!({}), vec!["/institution_id", "/name"]),
        ("/auth/login", json!({}), vec!["/email", "/password"]),
        (
            "/innovations",
            json!({"acronym": "x".repeat(40), "source_ref": "x".repeat(101)}),
            vec!["/acronym", "/hub_id", "/source_ref", "/title"],
        ),
        ("/innovations", json!({"title": "Judul", "hub_id": "kkp", "awards": [{"name": " ", "year": 2020}]}), vec!["/awards/0/name"]),
    ] {
        let refused = site.post(path, &body).by("admin").problem(422, "validation-failed");
        let mut pointers: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, expected, "{path}: {refused}");
    }
}

fn a_visitor_is_asked_to_sign_in_before_anything_is_judged(backend: Backend) {
    let site = Site::shared(backend);
    let document = site.get("/openapi.json").ok();
    let mut asked = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if operation["security"] != json!([{"bearer": []}]) {
                continue;
            }
            let address = path.replace("/api/v1", "").replace(['{', '}'], "");
            let call = || site.call(&method.to_uppercase(), &address);
            for call in [call(), call().json(&json!({})), call().body("application/json", "{"), call().body("text/plain", "x")] {
                let refused = call.send();
                assert_eq!(refused.has("www-authenticate"), "Bearer realm=\"jipp\"", "{method} {path}");
                refused.problem(401, "not-authenticated");
                asked += 1;
            }
        }
    }
    assert!(asked > 200, "{asked}");
}

fn what_is_blank_is_missing(backend: Backend) {
    let site = Site::own(backend);
    let id = |path: &str| site.get(path).by("admin").ok()["id"].as_str().unwrap().to_owned();
    let (hub, kkp) = (id("/hubs/kkp"), id("/institutions/kkp"));
    let days = |more: Value| {
        let mut body = json!({"hub_id": hub, "starts_on": "2026-01-01", "ends_on": "2026-12-31"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let event = json!({"kind": "fgd", "title": "FGD", "starts_at": "2026-01-01T00:00:00Z", "ends_at": "2026-01-01T03:00:00Z"});
    let made = site.post("/events", &event).by("admin").send().status(201).json();
    let mou = site.post("/mous", &days(json!({"title": "Nota"}))).by("admin").send().status(201).json();
    let [event_path, mou_path] = [("events", &made), ("mous", &mou)].map(|(noun, one)| format!("/{noun}/{}", one["id"].as_str().unwrap()));
    let mut blank_event = event.clone();
    blank_event["title"] = json!(" \t ");
    let signature = json!({"institution_id": kkp, "signatory_name": " ", "position": " ", "signed_on": "2026-01-01", "method": "wet_ink"});
    let invitation = json!({"email": "ani@kkp.example", "name": "  ", "institution_id": kkp, "roles": ["innovator"]});
    let institution = json!({"code": "kosong", "name": " ", "short_name": " ", "kind": "agency"});
    for (path, body) in [
        ("/events".to_owned(), blank_event),
        (format!("{event_path}/action-items"), json!({"title": " "})),
        ("/mous".to_owned(), days(json!({"title": " "}))),
        ("/mous".to_owned(), days(json!({"title": "Nota", "number": " "}))),
        (format!("{mou_path}/comments"), json!({"body": " \n "})),
        (format!("{mou_path}/signatures"), signature),
        ("/invitations".to_owned(), invitation),
        ("/institutions".to_owned(), institution),
        ("/hubs".to_owned(), json!({"institution_id": id("/institutions/lan"), "name": " "})),
        ("/innovations".to_owned(), json!({"title": "      ", "hub_id": hub})),
        ("/innovations".to_owned(), json!({"title": "\u{200b}\u{200d}\u{2060} \u{feff}\u{ad}", "hub_id": hub})),
        ("/hubs".to_owned(), json!({"institution_id": id("/institutions/lan"), "name": "\u{200b}"})),
    ] {
        let refused = site.post(&path, &body).by("admin").problem(422, "validation-failed");
        assert!(refused["errors"].as_array().is_some_and(|errors| !errors.is_empty()), "{path}: {refused}");
    }
    for path in [&event_path, &mou_path] {
        site.call("PATCH", path).by("admin").header("If-Match", "*").json(&json!({"title": " "})).send().problem(422, "validation-failed");
    }
}
