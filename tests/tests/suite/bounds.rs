//! Limits that cannot be walked around: by the spelling of a path, by slowness, by many addresses.

use serde_json::{Value, json};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};
use tests::http::read_answer;
use tests::site::PASSWORD;
use tests::{Answer, Backend, Site, on_both};

on_both![
    every_spelling_of_a_path_is_counted_and_judged_alike,
    a_slow_body_is_ended,
    a_connection_that_says_nothing_is_closed,
    one_person_does_not_take_all_places_for_uploads,
    thirty_people_behind_one_address_sign_in_at_once,
    forty_addresses_are_not_all_heard_and_the_owner_is,
    as_many_connections_as_the_system_allows,
];

fn limited(backend: Backend) -> Site {
    Site::with(backend, &[("JIPP_RATE_LIMIT", "on"), ("JIPP_TRUSTED_PROXIES", "127.0.0.1")])
}

fn raw(site: &Site, head: &str) -> Answer {
    site.raw(format!("{head}\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").as_bytes())
}

fn every_spelling_of_a_path_is_counted_and_judged_alike(backend: Backend) {
    let site = limited(backend);
    for path in ["/api/v1/hubs", "/%61pi/v1/hubs", "/api/v%31/hubs", "//api/v1//hubs", "/api/./v1/x/../hubs", "/api/v1/x/%2e%2E/hubs"] {
        let answer = raw(&site, &format!("GET {path} HTTP/1.1")).status(200);
        assert!(answer.has("ratelimit").starts_with("\"read\""), "{path}");
        assert_eq!(answer.has("content-type"), "application/json", "{path}");
        assert_eq!(answer.has("content-security-policy"), "default-src 'none'; frame-ancestors 'none'", "{path}");
        raw(&site, &format!("GET {path} HTTP/1.1\r\nAccept: text/html")).problem(406, "not-acceptable");
    }
    for path in ["/api/v1/auth/%6cogin", "/api/v1/%61uth/login", "/%61pi/v1/auth//refresh"] {
        let answer = raw(&site, &format!("POST {path} HTTP/1.1"));
        assert!(answer.has("ratelimit").starts_with("\"auth\""), "{path}: {answer:?}");
    }
    assert_eq!(raw(&site, "GET /%2561pi/v1/hubs HTTP/1.1").header("ratelimit"), None, "what is encoded twice is another path");
}

/// The beginning of a request with a body that will not come.
fn begin(site: &Site, method: &str, path: &str, token: &str, content_type: &str) -> TcpStream {
    let mut stream = site.connect();
    let head = format!(
        "{method} /api/v1{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: {content_type}\r\nContent-Length: 5000\r\n\r\nx"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

fn post(site: &Site, account: &str) -> String {
    let post = site.post("/posts", &json!({"kind": "article", "title": "Gambar", "body": "Isi."})).by(account).send().status(201);
    post.json()["id"].as_str().unwrap().to_owned()
}

fn a_slow_body_is_ended(backend: Backend) {
    let site = Site::own(backend);
    let token = site.token("innovator.kkp");
    let images = format!("/posts/{}/images", post(&site, "innovator.kkp"));
    let began = Instant::now();
    let mut slow = [
        begin(&site, "POST", "/posts", &token, "application/json"),
        begin(&site, "PATCH", "/me", &token, "application/json"),
        begin(&site, "POST", &images, &token, "image/png"),
    ];
    for stream in &mut slow {
        // Some bytes more do not help.
        stream.write_all(b"y").unwrap();
        read_answer(stream).problem(408, "request-timeout");
        assert!(matches!(stream.read(&mut [0; 16]), Ok(0) | Err(_)), "the connection ends");
    }
    assert!(began.elapsed() < Duration::from_secs(9), "{:?}", began.elapsed());
}

fn a_connection_that_says_nothing_is_closed(backend: Backend) {
    let site = Site::own(backend);
    let began = Instant::now();
    let mut half = site.connect();
    half.write_all(b"GET /healthz HTTP/1.1\r\nHost:").unwrap();
    let mut silent = site.connect();
    let mut rest = Vec::new();
    silent.read_to_end(&mut rest).unwrap();
    half.read_to_end(&mut rest).unwrap();
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
}

fn one_person_does_not_take_all_places_for_uploads(backend: Backend) {
    let site = Site::own(backend);
    let (token, images) = (site.token("innovator.kkp"), format!("/posts/{}/images", post(&site, "innovator.kkp")));
    let others = format!("/posts/{}/images", post(&site, "innovator.bpom"));
    // Where nothing is, or is not theirs, no place is taken and no body is waited for.
    for path in ["/posts/nowhere/images", others.as_str()] {
        for _ in 0..8 {
            read_answer(&mut begin(&site, "POST", path, &token, "image/png")).problem(404, "not-found");
        }
    }
    let held: Vec<TcpStream> = (0..4).map(|_| begin(&site, "POST", &images, &token, "image/png")).collect();
    thread::sleep(Duration::from_millis(300));
    read_answer(&mut begin(&site, "POST", &images, &token, "image/png")).problem(429, "rate-limited");
    let picture = [&b"\x89PNG\r\n\x1a\n"[..], &[0; 40]].concat();
    let other = site.call("POST", &others).by("innovator.bpom").body("image/png", picture).send();
    other.problem(422, "validation-failed");
    drop(held);
}

fn accounts(site: &Site) -> Vec<String> {
    let people: Vec<Value> = site.walk("/users?limit=100", Some("admin"));
    people.iter().map(|person| person["email"].as_str().unwrap().to_owned()).filter(|email| email.ends_with("@jipp.example")).collect()
}

fn thirty_people_behind_one_address_sign_in_at_once(backend: Backend) {
    let site = limited(backend);
    let accounts = accounts(&site);
    let statuses: Vec<u16> = thread::scope(|scope| {
        let signing_in: Vec<_> = (0..30)
            .map(|n| {
                let (site, account) = (&site, &accounts[n % accounts.len()]);
                scope.spawn(move || site.login(account, PASSWORD).header("X-Forwarded-For", "192.0.2.7").send().status)
            })
            .collect();
        signing_in.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(statuses, [200; 30]);
}

fn forty_addresses_are_not_all_heard_and_the_owner_is(backend: Backend) {
    let site = limited(backend);
    let judged: usize = thread::scope(|scope| {
        let guessing: Vec<_> = (0..40)
            .map(|n| {
                let site = &site;
                let guess = move |_: &u32| {
                    let guess = site.login("admin", "wrong password").header("X-Forwarded-For", &format!("192.0.2.{n}"));
                    guess.send().status == 401
                };
                scope.spawn(move || (0..9).filter(guess).count())
            })
            .collect();
        guessing.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert!((40..150).contains(&judged), "{judged} of 360 were judged");
    site.login("admin", PASSWORD).header("X-Forwarded-For", "198.51.100.1").ok();
    site.login("reviewer", PASSWORD).header("X-Forwarded-For", "192.0.2.1").ok();
}

fn as_many_connections_as_the_system_allows(backend: Backend) {
    let site = Site::own(backend);
    let limits = fs::read_to_string(format!("/proc/{}/limits", site.pid())).unwrap();
    let line = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
    let [soft, hard] = [3, 4].map(|n| line.split_whitespace().nth(n).unwrap());
    assert_eq!(soft, hard);
    let many: Vec<TcpStream> = (0..260).map(|_| site.connect()).collect();
    assert_eq!(site.page("/healthz").send().status, 200);
    drop(many);
}
