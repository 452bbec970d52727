//! What surrounds every answer: request ids, security headers, CORS, compression, HEAD.

use serde_json::json;
use std::collections::BTreeSet;
use std::io::{Read, Write};
use tests::http::read_answer;
use tests::{Answer, Backend, Site, on_both};

on_both![
    every_answer_has_a_request_id,
    a_usable_request_id_is_kept_and_logged,
    secrets_are_not_logged,
    every_answer_has_the_security_headers,
    https_adds_hsts_and_a_secure_cookie,
    no_other_origin_is_allowed_unless_it_is_listed,
    a_listed_origin_may_call_the_api,
    bodies_are_compressed_when_the_client_can_read_that,
    head_answers_as_get_does_without_a_body,
    signed_in_answers_are_private,
    health_is_told,
];

/// One address of each sort.
const ADDRESSES: &[&str] = &[
    "/",
    "/innovations",
    "/no-such-page",
    "/assets/none.js",
    "/docs",
    "/docs/swagger-ui.css",
    "/healthz",
    "/readyz",
    "/problems/not-found",
    "/api/v1/hubs",
    "/api/v1/hubs/kemenkeu",
    "/api/v1/nowhere",
    "/api/v1/me",
    "/api/v1/openapi.json",
    "/api/v1/openapi.yaml",
];

fn every_answer_has_a_request_id(backend: Backend) {
    let site = Site::shared(backend);
    let ids: BTreeSet<String> = ADDRESSES.iter().map(|path| site.page(path).send().has("x-request-id").to_owned()).collect();
    assert_eq!(ids.len(), ADDRESSES.len(), "each its own");
    assert!(ids.iter().all(|id| id.len() == 36), "{ids:?}");
}

fn a_usable_request_id_is_kept_and_logged(backend: Backend) {
    let site = Site::shared(backend);
    let longest = "x".repeat(128);
    for id in ["a", "trace-01.A_b:c", "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e", &longest] {
        let answer = site.get("/nowhere").header("X-Request-Id", id).send();
        assert_eq!(answer.problem(404, "not-found")["instance"], id);
        site.wait_for_log(&format!("request_id=\"{id}\""));
    }
    let too_long = "x".repeat(129);
    for unusable in ["", "a b", "<script>", "a\"b", "a\tb", "ü", &too_long] {
        let made = site.get("/hubs").header("X-Request-Id", unusable).send();
        assert_eq!(made.has("x-request-id").len(), 36, "{unusable}");
    }
}

fn secrets_are_not_logged(backend: Backend) {
    let site = Site::own(backend);
    let (token, cookie) = site.sign_in("admin");
    site.login("admin", "a password that is wrong").send();
    site.call("POST", "/auth/refresh").header("Cookie", &cookie).send();
    site.get("/me").bearer(&token).send();
    site.get("/me").bearer("a.token.that-is-wrong").send();
    site.get("/nowhere").header("X-Request-Id", "the-last").send();
    let log = site.wait_for_log("the-last");
    assert!(log.contains("/api/v1/auth/login"));
    for secret in [tests::site::PASSWORD, "a password that is wrong", "that-is-wrong", &token, cookie.trim_start_matches("jipp_refresh=")] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

fn every_answer_has_the_security_headers(backend: Backend) {
    let site = Site::shared(backend);
    for path in ADDRESSES {
        let answer = site.page(path).send();
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("strict-origin-when-cross-origin"), "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"), "{path}");
        assert!(answer.has("permissions-policy").contains("geolocation=()"), "{path}");
        assert!(answer.has("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("strict-transport-security"), None, "{path}: not without https");
        assert_eq!(answer.header("server"), None, "{path}");
    }
    assert_eq!(site.get("/hubs").send().header("content-security-policy"), Some("default-src 'none'; frame-ancestors 'none'"));
}

fn https_adds_hsts_and_a_secure_cookie(backend: Backend) {
    let site = Site::with(backend, &[("JIPP_PUBLIC_URL", "https://jipp.example.go.id"), ("JIPP_DEMO", "on")]);
    for path in ADDRESSES {
        assert!(site.page(path).send().has("strict-transport-security").contains("max-age=31536000"), "{path}");
    }
    let answer = site.login("admin", tests::site::PASSWORD).header("Origin", "https://jipp.example.go.id").send();
    assert!(answer.has("set-cookie").contains("; Secure"), "{answer:?}");
    site.login("admin", tests::site::PASSWORD).header("Origin", "http://jipp.example.go.id").problem(403, "forbidden");
}

fn preflight(site: &Site, origin: &str) -> Answer {
    site.call("OPTIONS", "/innovations")
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "GET")
        .header("Access-Control-Request-Headers", "authorization, if-none-match")
        .send()
}

fn allowed(answer: &Answer) -> Option<&str> {
    answer.header("access-control-allow-origin")
}

fn no_other_origin_is_allowed_unless_it_is_listed(backend: Backend) {
    let site = Site::shared(backend);
    for origin in ["https://elsewhere.example", "null", &site.url] {
        assert_eq!(allowed(&site.get("/hubs").header("Origin", origin).send().status(200)), None, "{origin}");
        assert_eq!(allowed(&preflight(site, origin)), None, "{origin}");
    }
}

fn a_listed_origin_may_call_the_api(backend: Backend) {
    let site = Site::with(backend, &[("JIPP_CORS_ORIGINS", "https://portal.example.go.id, http://localhost:5173")]);
    for origin in ["https://portal.example.go.id", "http://localhost:5173"] {
        let answer = preflight(&site, origin);
        assert!(answer.status == 200 || answer.status == 204, "{answer:?}");
        assert_eq!(allowed(&answer), Some(origin));
        assert!(answer.has("access-control-allow-methods").contains("GET"));
        let headers = answer.has("access-control-allow-headers").to_lowercase();
        assert!(headers.contains("authorization") && headers.contains("if-none-match"), "{headers}");
        let answer = site.get("/innovations?limit=1").header("Origin", origin).send().status(200);
        assert_eq!(allowed(&answer), Some(origin));
        let exposed = answer.has("access-control-expose-headers").to_lowercase();
        for name in ["etag", "link", "location", "retry-after", "ratelimit", "x-request-id"] {
            assert!(exposed.contains(name), "{name} is not in {exposed}");
        }
        let vary: Vec<String> = answer.headers.get_all("vary").iter().map(|v| v.to_str().unwrap().to_lowercase()).collect();
        assert!(vary.join(", ").contains("origin"), "{vary:?}");
        assert_eq!(allowed(&site.get("/nowhere").header("Origin", origin).send().status(404)), Some(origin), "problems can be read, too");
        site.login("admin", tests::site::PASSWORD).header("Origin", origin).ok();
    }
    for origin in ["https://elsewhere.example", "https://portal.example.go.id.elsewhere.example", "http://portal.example.go.id", "null"] {
        assert_eq!(allowed(&preflight(&site, origin)), None, "{origin}");
        assert_eq!(allowed(&site.get("/hubs").header("Origin", origin).send()), None, "{origin}");
    }
    // Who is no browser sends no origin.
    site.get("/hubs").ok();
}

fn bodies_are_compressed_when_the_client_can_read_that(backend: Backend) {
    let site = Site::shared(backend);
    for path in ["/api/v1/innovations?limit=50", "/api/v1/openapi.json", "/api/v1/vocabularies"] {
        let ask = |accepted: &str| site.page(path).header("Accept-Encoding", accepted).send().status(200);
        let plain = ask("identity");
        assert_eq!(plain.header("content-encoding"), None);
        let brotli = ask("gzip, br");
        assert_eq!(brotli.header("content-encoding"), Some("br"), "{path}");
        let mut unpacked = Vec::new();
        brotli::Decompressor::new(brotli.body.as_slice(), 4096).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, plain.body, "{path}");
        let gzip = ask("gzip");
        assert_eq!(gzip.header("content-encoding"), Some("gzip"), "{path}");
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(gzip.body.as_slice()).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, plain.body, "{path}");
        assert!(gzip.body.len() * 2 < plain.body.len(), "{path} is hardly smaller");
        for answer in [brotli, gzip] {
            let vary: Vec<String> = answer.headers.get_all("vary").iter().map(|v| v.to_str().unwrap().to_lowercase()).collect();
            assert!(vary.join(", ").contains("accept-encoding"), "{path}: {vary:?}");
        }
        assert_eq!(ask("br;q=0, gzip;q=0").header("content-encoding"), None, "{path}");
    }
}

fn head_answers_as_get_does_without_a_body(backend: Backend) {
    let site = Site::shared(backend);
    for path in ADDRESSES {
        let get = site.page(path).send();
        let head = site.at_root("HEAD", path).send();
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        for name in ["content-type", "etag", "cache-control", "content-length"] {
            assert_eq!(head.header(name), get.header(name), "{name} of {path}");
        }
    }
    // A client that keeps its connection must not find a body before its next answer.
    let mut stream = site.connect();
    stream.write_all(b"HEAD /api/v1/hubs HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    assert_eq!(read_answer(&mut stream).ok(), json!({"status": "ok"}));
}

fn signed_in_answers_are_private(backend: Backend) {
    let site = Site::shared(backend);
    for path in ["/hubs", "/hubs/kemenkeu", "/innovations", "/institutions", "/stats/overview", "/vocabularies"] {
        let public = site.get(path).send().status(200);
        let own = site.get(path).by("innovator.kkp").send().status(200);
        assert!(public.has("cache-control").contains("public"), "{path}");
        assert_eq!(own.header("cache-control"), Some("private, no-cache"), "{path}");
        for answer in [public, own] {
            let vary = answer.has("vary").to_lowercase();
            assert!(vary.contains("authorization") && vary.contains("accept-language"), "{path}: {vary}");
        }
    }
    assert_eq!(site.get("/me").by("innovator.kkp").send().header("cache-control"), Some("private, no-cache"));
    let login = site.post("/auth/login", &json!({"email": "innovator.kkp@jipp.example", "password": tests::site::PASSWORD})).send();
    assert_eq!(login.header("cache-control"), Some("no-store"));
}

fn health_is_told(backend: Backend) {
    let site = Site::shared(backend);
    assert_eq!(site.page("/healthz").ok(), json!({"status": "ok"}));
    assert_eq!(site.page("/readyz").ok(), json!({"status": "ready"}));
}
