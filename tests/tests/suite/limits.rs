//! Rate limits: they delay whoever asks too often, and nobody else.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;
use tests::site::PASSWORD;
use tests::{Answer, Backend, Call, Site, on_both};

on_both![
    the_21st_wrong_password_waits_at_the_latest,
    guessing_on_many_accounts_waits_too,
    nobody_can_lock_an_account_for_others,
    right_passwords_do_not_count,
    guessing_the_present_password_is_limited,
    floods_wait,
    the_headers_tell_where_a_client_stands,
    only_a_trusted_proxy_names_the_caller,
    without_limits_the_log_says_so,
];

fn limited(backend: Backend, more: &[(&str, &str)]) -> Site {
    Site::with(backend, &[&[("JIPP_RATE_LIMIT", "on")], more].concat())
}

/// How many of the requests pass before one is told to wait.
fn passes<'a>(requests: impl Iterator<Item = Call<'a>>, status: u16) -> usize {
    for (n, request) in requests.enumerate() {
        let answer = request.send();
        if answer.status == 429 {
            check_wait(&answer);
            return n;
        }
        assert_eq!(answer.status, status, "{answer:?}");
    }
    panic!("no request had to wait");
}

fn check_wait(answer: &Answer) -> u64 {
    answer.problem(429, "rate-limited");
    let seconds = answer.has("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds), "{answer:?}");
    seconds
}

fn the_21st_wrong_password_waits_at_the_latest(backend: Backend) {
    let site = limited(backend, &[]);
    let passed = passes((0..21).map(|n| site.login("admin", &format!("wrong password {n}"))), 401);
    assert!((5..=20).contains(&passed), "{passed} wrong passwords passed");
    // Now the right one waits as well, or the wait would tell it.
    check_wait(&site.login("admin", PASSWORD).send());
    // Case and blanks make no other account.
    check_wait(&site.login(" ADMIN@JIPP.example ", "wrong password").send());
}

fn guessing_on_many_accounts_waits_too(backend: Backend) {
    let site = limited(backend, &[]);
    let passed = passes((0..21).map(|n| site.login(&format!("user{n}@example.go.id"), "wrong password")), 401);
    assert_eq!(passed, 20);
}

fn nobody_can_lock_an_account_for_others(backend: Backend) {
    let site = limited(backend, &[("JIPP_TRUSTED_PROXIES", "127.0.0.1")]);
    let guess = |address: &str| site.login("admin", "wrong password").header("X-Forwarded-For", address);
    for attacker in ["192.0.2.1", "192.0.2.2", "192.0.2.3"] {
        passes((0..21).map(|_| guess(attacker)), 401);
    }
    site.login("admin", PASSWORD).header("X-Forwarded-For", "192.0.2.99").ok();
    // An IPv6 customer has a whole network, and is counted once.
    passes((0..21).map(|n| guess(&format!("2001:db8:1:2::{n:x}"))), 401);
    site.login("admin", PASSWORD).header("X-Forwarded-For", "2001:db8:1:3::1").ok();
}

fn right_passwords_do_not_count(backend: Backend) {
    let site = limited(backend, &[]);
    for _ in 0..25 {
        site.login("admin", PASSWORD).ok();
    }
    assert!(passes((0..21).map(|_| site.login("admin", "wrong password")), 401) >= 5);
}

fn guessing_the_present_password_is_limited(backend: Backend) {
    let site = limited(backend, &[]);
    let token = site.token("admin");
    let body = serde_json::json!({"current_password": "wrong password", "new_password": "a new long password"});
    let passed = passes((0..21).map(|_| site.post("/me/password", &body).bearer(&token)), 422);
    assert!((5..=20).contains(&passed), "{passed} wrong passwords passed");
}

/// Requests from several threads until one has to wait; how many passed.
fn flood(most: u32, request: impl Fn() -> Answer + Sync) -> u32 {
    let (sent, passed) = (AtomicU32::new(0), AtomicU32::new(0));
    let waiting = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while waiting.load(Ordering::Relaxed) == 0 && sent.fetch_add(1, Ordering::Relaxed) < most {
                    let answer = request();
                    if answer.status == 429 {
                        check_wait(&answer);
                        waiting.fetch_add(1, Ordering::Relaxed);
                    } else {
                        assert!(answer.status < 500, "{answer:?}");
                        passed.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    assert!(waiting.load(Ordering::Relaxed) > 0, "all {most} requests passed");
    passed.load(Ordering::Relaxed)
}

fn floods_wait(backend: Backend) {
    let site = limited(backend, &[]);
    let signing_in = flood(1_000, || site.call("POST", "/auth/refresh").send());
    assert!((100..400).contains(&signing_in), "{signing_in}");
    let writing = flood(4_000, || site.call("DELETE", "/me/sessions").send());
    assert!((400..2_000).contains(&writing), "{writing}");
    let reading = flood(20_000, || site.get("/nowhere").send());
    assert!((1_500..15_000).contains(&reading), "{reading}");
    // Who asks whether it lives is never told to wait, and pages are no API.
    for path in ["/healthz", "/readyz", "/", "/problems/rate-limited"] {
        site.page(path).send().status(200);
    }
    let seconds = check_wait(&std::iter::repeat_with(|| site.get("/nowhere").send()).find(|a| a.status == 429).unwrap());
    thread::sleep(Duration::from_secs(seconds));
    site.get("/hubs").ok();
}

fn the_headers_tell_where_a_client_stands(backend: Backend) {
    let site = limited(backend, &[]);
    let remaining = |answer: &Answer| -> u32 {
        let field = answer.has("ratelimit");
        let r = field.split(';').find_map(|part| part.strip_prefix("r=")).unwrap();
        assert!(field.starts_with('"') && field.contains(";t="), "{field}");
        r.parse().unwrap()
    };
    for (request, name) in [(0, "read"), (1, "write"), (2, "auth")] {
        let send = || match request {
            0 => site.get("/hubs").send(),
            1 => site.call("DELETE", "/me/sessions").send(),
            _ => site.call("POST", "/auth/refresh").send(),
        };
        let (first, second) = (send(), send());
        let policy = first.has("ratelimit-policy");
        assert!(policy.starts_with(&format!("\"{name}\";q=")) && policy.contains(";w="), "{policy}");
        assert!(remaining(&second) <= remaining(&first), "{first:?} {second:?}");
    }
    assert_eq!(site.page("/healthz").send().header("ratelimit"), None);
    assert_eq!(Site::shared(backend).get("/hubs").send().header("ratelimit"), None, "not when they are off");
}

fn only_a_trusted_proxy_names_the_caller(backend: Backend) {
    let seen = |site: &Site, headers: &[(&str, &str)]| {
        let mut login = site.login("admin", PASSWORD);
        for (name, value) in headers {
            login = login.header(name, value);
        }
        let token = login.ok()["access_token"].as_str().unwrap().to_owned();
        let sessions = site.get("/me/sessions").bearer(&token).ok();
        let current = sessions["items"].as_array().unwrap().iter().find(|s| s["current"] == true).unwrap().clone();
        current["address"].as_str().unwrap().to_owned()
    };
    let open = Site::own(backend);
    assert_eq!(seen(&open, &[]), "127.0.0.1");
    assert_eq!(seen(&open, &[("X-Forwarded-For", "192.0.2.1")]), "127.0.0.1", "anybody can write that");
    assert_eq!(seen(&open, &[("Forwarded", "for=192.0.2.1")]), "127.0.0.1");
    let behind = Site::with(backend, &[("JIPP_TRUSTED_PROXIES", "127.0.0.0/8, 10.0.0.0/8")]);
    assert_eq!(seen(&behind, &[]), "127.0.0.1");
    assert_eq!(seen(&behind, &[("X-Forwarded-For", "192.0.2.1")]), "192.0.2.1");
    assert_eq!(
        seen(&behind, &[("X-Forwarded-For", "6.6.6.6, 192.0.2.1, 10.1.2.3")]),
        "192.0.2.1",
        "what a client wrote itself does not count"
    );
    assert_eq!(seen(&behind, &[("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-For", "192.0.2.1")]), "192.0.2.1");
    assert_eq!(seen(&behind, &[("Forwarded", "for=\"[2001:db8::7]:4711\";proto=https")]), "2001:db8::7");
    assert_eq!(seen(&behind, &[("X-Forwarded-For", "rubbish")]), "127.0.0.1");
}

fn without_limits_the_log_says_so(backend: Backend) {
    let log = Site::shared(backend).wait_for_log("JIPP_RATE_LIMIT=off");
    assert!(log.lines().any(|line| line.contains("WARN") && line.contains("JIPP_RATE_LIMIT=off")), "{log}");
}
