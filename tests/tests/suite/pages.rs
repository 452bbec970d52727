//! Pages: the SPA under every address of a record with the status of that record, its files, and the explorer.

use crate::shared::{innovations, text};
use std::collections::BTreeSet;
use std::fs;
use tests::{Answer, Backend, Data, Site, on_both};

on_both![
    known_pages_are_200_and_others_404_with_the_same_page,
    pages_of_records_have_the_status_of_their_record,
    the_nonce_is_fresh_and_the_policy_strict,
    files_are_served_with_their_type_and_for_good_when_fingerprinted,
    compressed_siblings_are_sent_to_those_who_can_read_them,
    no_file_outside_the_folder_is_served,
    without_pages_the_api_still_serves,
    the_explorer_loads_nothing_from_elsewhere,
];

fn known_pages_are_200_and_others_404_with_the_same_page(backend: Backend) {
    let site = Site::shared(backend);
    let fixed = ["/", "/innovations", "/hubs", "/institutions", "/api", "/login", "/me", "/innovations?q=layanan&sector=health", "/?x=%00"];
    let signed_in = ["/work", "/review", "/innovations/new", "/invitations", "/invite", "/reset", "/hubs/kemenkeu/members"];
    let administration = ["/admin/institutions", "/admin/hubs", "/admin/users", "/admin/audit"];
    for path in fixed.into_iter().chain(signed_in).chain(administration) {
        page(&site.page(path).send().status(200));
    }
    for path in [
        "/no-such-page",
        "/innovations/",
        "/hubs/kemenkeu/secrets",
        "/hubs/there-is-none/members",
        "/innovations/there-is-none/edit",
        "/admin",
        "/Hubs",
        "/index.php",
        "/.env",
        "/innovations/there-is-none",
        "/users/admin",
    ] {
        page(&site.page(path).send().status(404));
    }
    site.page("/api/hubs").problem(404, "not-found");
}

#[track_caller]
fn page(answer: &Answer) {
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{answer:?}");
    assert_eq!(answer.header("cache-control"), Some("no-cache"), "{answer:?}");
    assert!(answer.text().contains("<div id=\"app\">"), "{answer:?}");
}

fn pages_of_records_have_the_status_of_their_record(backend: Backend) {
    let site = Site::shared(backend);
    for innovation in innovations(backend).values() {
        let expected = if innovation["status"] == "published" { 200 } else { 404 };
        for handle in [text(innovation, "slug"), text(innovation, "id")] {
            page(&site.page(&format!("/innovations/{handle}")).send().status(expected));
        }
    }
    for path in ["/hubs/jawa-timur", "/hubs/kemenkeu", "/institutions/prov-35", "/institutions/kemenkeu"] {
        page(&site.page(path).send().status(200));
    }
}

fn the_nonce_is_fresh_and_the_policy_strict(backend: Backend) {
    let site = Site::shared(backend);
    let mut nonces = BTreeSet::new();
    for path in ["/", "/", "/hubs", "/no-such-page"] {
        let answer = site.page(path).send();
        let policy = answer.has("content-security-policy");
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
        assert!(nonce.len() >= 22, "{nonce}");
        assert!(answer.text().contains(&format!("<script nonce=\"{nonce}\">")), "{}", answer.text());
        assert!(!answer.text().contains("__CSP_NONCE__"));
        nonces.insert(nonce.to_owned());
        let directives: BTreeSet<&str> = policy.split(';').map(str::trim).collect();
        let (script, style) = (format!("script-src 'self' 'nonce-{nonce}'"), format!("style-src 'self' 'nonce-{nonce}'"));
        for directive in [
            "default-src 'self'",
            &script,
            &style,
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "font-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ] {
            assert!(directives.contains(directive), "{directive} is not in {policy}");
        }
    }
    assert_eq!(nonces.len(), 4);
}

/// A site with some files.
fn with_files(backend: Backend) -> Site {
    let mut site = Site::stopped(backend, Data::Demo);
    let folder = site.folder().join("pages");
    fs::create_dir(folder.join("assets")).unwrap();
    fs::write(site.folder().join("private.txt"), "private").unwrap();
    for (name, content) in [
        ("assets/app-abc123.js", "console.log(1)"),
        ("assets/app-abc123.js.br", "as brotli"),
        ("assets/app-abc123.js.gz", "as gzip"),
        ("assets/only-abc123.css", "a{}"),
        ("favicon.svg", "<svg/>"),
        ("robots.txt", "User-agent: *"),
        ("site.webmanifest", "{}"),
    ] {
        fs::write(folder.join(name), content).unwrap();
    }
    site.start();
    site
}

fn files_are_served_with_their_type_and_for_good_when_fingerprinted(backend: Backend) {
    let site = with_files(backend);
    for (path, kind, content, lasting) in [
        ("/assets/app-abc123.js", "text/javascript; charset=utf-8", "console.log(1)", true),
        ("/assets/only-abc123.css", "text/css; charset=utf-8", "a{}", true),
        ("/favicon.svg", "image/svg+xml", "<svg/>", false),
        ("/robots.txt", "text/plain; charset=utf-8", "User-agent: *", false),
    ] {
        let answer = site.page(path).send().status(200);
        assert_eq!((answer.header("content-type"), answer.text()), (Some(kind), content.to_owned()), "{path}");
        assert_eq!(answer.has("cache-control").contains("immutable"), lasting, "{path}");
        let again = site.page(path).header("If-None-Match", answer.has("etag")).send().status(304);
        assert_eq!(again.body.len(), 0);
    }
    page(&site.page("/assets/none-abc123.js").send().status(404));
    // The page itself has a nonce, and so is never a file.
    page(&site.page("/").send().status(200));
    assert!(!site.page("/index.html").send().text().contains("__CSP_NONCE__"));
}

fn compressed_siblings_are_sent_to_those_who_can_read_them(backend: Backend) {
    let site = with_files(backend);
    let ask = |path: &str, accepted: &str| {
        let answer = site.page(path).header("Accept-Encoding", accepted).send().status(200);
        assert!(answer.has("vary").to_lowercase().contains("accept-encoding"));
        (answer.header("content-encoding").map(str::to_owned), answer.text())
    };
    let script = "/assets/app-abc123.js";
    assert_eq!(ask(script, "gzip, br"), (Some("br".into()), "as brotli".into()));
    assert_eq!(ask(script, "gzip"), (Some("gzip".into()), "as gzip".into()));
    assert_eq!(ask(script, "identity"), (None, "console.log(1)".into()));
    assert_eq!(ask(script, "br;q=0, gzip"), (Some("gzip".into()), "as gzip".into()));
    assert_eq!(ask("/assets/only-abc123.css", "br, gzip"), (None, "a{}".into()));
    assert_eq!(site.page("/assets/app-abc123.js.br").send().status, 404);
}

fn no_file_outside_the_folder_is_served(backend: Backend) {
    let site = with_files(backend);
    for path in [
        "/../private.txt",
        "/%2e%2e/private.txt",
        "/..%2fprivate.txt",
        "/assets/../../private.txt",
        "//private.txt",
        "/assets/%2e%2e/%2e%2e/private.txt",
        "/..\\private.txt",
        "/assets",
        "/assets/",
        "//etc/passwd",
    ] {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        let answer = site.raw(request.as_bytes());
        assert_eq!(answer.status, 404, "{path}: {answer:?}");
        assert!(!answer.text().contains("private") && !answer.text().contains("root:"), "{path}");
    }
}

fn without_pages_the_api_still_serves(backend: Backend) {
    let site = Site::with(backend, &[("JIPP_FRONTEND_DIR", "there-is-none")]);
    site.wait_for_log("pages are not served");
    site.get("/hubs").ok();
    site.page("/docs").send().status(200);
    assert_eq!(site.page("/").send().status, 404);
}

fn the_explorer_loads_nothing_from_elsewhere(backend: Backend) {
    let site = Site::shared(backend);
    let answer = site.page("/docs").send().status(200);
    assert!(answer.has("content-type").starts_with("text/html"));
    let policy = answer.has("content-security-policy");
    assert!(policy.contains("default-src 'self'") && !policy.contains("http"), "{policy}");
    let html = answer.text();
    let base = html.split("<base href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("/docs");
    assert_eq!(base, "/docs/");
    let mut loaded = 0;
    for attribute in ["src=\"", "href=\""] {
        for address in html.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap()).filter(|a| *a != base) {
            assert!(!address.contains("//"), "{address} is elsewhere");
            let path = format!("{base}{}", address.trim_start_matches("./"));
            let asset = site.page(&path).send();
            assert_eq!(asset.status, 200, "{path}");
            let text = asset.text();
            assert!(!path.ends_with(".css") || !text.contains("@import"), "{path}");
            loaded += 1;
        }
    }
    assert!(loaded >= 5, "{html}");
    let start = site.page("/docs/swagger-initializer.js").send().status(200).text();
    assert!(start.contains("/api/v1/openapi.json"), "{start}");
    site.page("/docs/").send().status(200);
    site.page("/docs/there-is-none.js").problem(404, "not-found");
    site.page("/docs/..%2f..%2fetc%2fpasswd").problem(404, "not-found");
}
