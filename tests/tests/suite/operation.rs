//! Running it: start and stop, restarts, several processes, keys, lost connections.

use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::thread::{self, sleep};
use std::time::{Duration, Instant};
use tests::http::read_answer;
use tests::site::PASSWORD;
use tests::{Answer, Backend, Data, Site, on_both, run};

on_both![
    sigterm_finishes_what_is_in_flight_and_exits_0,
    idle_connections_do_not_delay_the_end,
    an_existing_database_starts_quickly,
    the_first_start_makes_what_it_needs,
    tokens_and_cursors_survive_a_restart,
    what_was_acknowledged_survives_a_crash,
    rotating_keys_leaves_good_tokens_good,
    processes_accept_each_other_s_tokens_and_cursors,
    many_can_sign_in_at_once,
    metrics_are_served_on_an_address_of_their_own,
    the_log_has_one_line_a_request,
];

fn sigterm_finishes_what_is_in_flight_and_exits_0(backend: Backend) {
    let mut site = Site::own(backend);
    let body = format!(r#"{{"email": "admin@jipp.example", "password": "{PASSWORD}"}}"#);
    let (first, second) = body.split_at(20);
    // Of these requests one half has come; each connection has been served before, so the server knows it.
    let mut halves: Vec<TcpStream> = (0..4)
        .map(|_| {
            let mut stream = site.connect();
            stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
            assert_eq!(read_answer(&mut stream).status, 200);
            let head = "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json";
            stream.write_all(format!("{head}\r\nContent-Length: {}\r\n\r\n{first}", body.len()).as_bytes()).unwrap();
            stream
        })
        .collect();
    sleep(Duration::from_millis(500));
    site.terminate();
    sleep(Duration::from_millis(200));
    for stream in &mut halves {
        stream.write_all(second.as_bytes()).unwrap();
    }
    for stream in &mut halves {
        let answer = read_answer(stream);
        assert_eq!(answer.ok()["user"]["email"], "admin@jipp.example");
    }
    assert_eq!(site.wait(10).code(), Some(0), "{}", site.log());
    assert!(TcpStream::connect(site.url.trim_start_matches("http://")).is_err());
    assert_eq!(site.lines("SELECT id AS line FROM sessions").len(), 4, "what was answered is stored");
}

fn idle_connections_do_not_delay_the_end(backend: Backend) {
    let mut site = Site::own(backend);
    let mut kept = site.connect();
    kept.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    assert_eq!(read_answer(&mut kept).status, 200);
    let silent = site.connect();
    let began = Instant::now();
    site.terminate();
    assert_eq!(site.wait(20).code(), Some(0));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    drop((kept, silent));
}

fn an_existing_database_starts_quickly(backend: Backend) {
    let mut site = Site::own(backend);
    // The quickest of some: the machine may be busy with other things. The release build takes a tenth of a second.
    let quickest = (0..4)
        .map(|_| {
            site.stop();
            let began = Instant::now();
            site.start();
            began.elapsed()
        })
        .min();
    assert!(quickest < Some(Duration::from_secs(1)), "{quickest:?}");
}

fn the_first_start_makes_what_it_needs(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Nothing);
    if backend == Backend::Sqlite {
        site.set("DATABASE_URL", "sqlite://deep/down/jipp.db");
    }
    site.start();
    assert_eq!(site.get("/innovations?count=true").ok()["total"], 0);
    assert_eq!(site.get("/stats/overview").ok()["hubs"]["total"], 0);
    if backend == Backend::Sqlite {
        assert!(site.folder().join("deep/down/jipp.db").exists());
        let secret = fs::metadata(site.folder().join("data/secret")).unwrap();
        assert_eq!(secret.permissions().mode() & 0o777, 0o600);
        assert!(secret.len() >= 32);
    }
}

fn tokens_and_cursors_survive_a_restart(backend: Backend) {
    let mut site = Site::own(backend);
    let (token, cookie) = site.sign_in("manager.kkp");
    let cursor = site.get("/innovations?limit=5").ok()["next_cursor"].as_str().unwrap().to_owned();
    let page = site.get(&format!("/innovations?limit=5&cursor={cursor}")).ok();
    site.stop();
    site.start();
    site.get("/me").bearer(&token).ok();
    assert_eq!(site.get(&format!("/innovations?limit=5&cursor={cursor}")).ok(), page);
    site.call("POST", "/auth/refresh").header("Cookie", &cookie).ok();
    let keys = site.lines("SELECT sealed_private AS line FROM signing_keys");
    assert_eq!(keys.len(), 1, "a restart makes no key");
}

fn what_was_acknowledged_survives_a_crash(backend: Backend) {
    let mut site = Site::own(backend);
    let signed_in: Vec<(String, String)> = thread::scope(|scope| {
        let site = &site;
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| site.sign_in("manager.kkp"))).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    let changed = site.call("PATCH", "/me").bearer(&signed_in[0].0).json(&serde_json::json!({"name": "Tersimpan"})).header("If-Match", "*");
    changed.ok();
    let killed = std::process::Command::new("kill").args(["-KILL", &site.pid().to_string()]).status().unwrap();
    assert!(killed.success());
    site.wait(10);
    site.start();
    for (token, cookie) in &signed_in {
        assert_eq!(site.get("/me").bearer(token).ok()["name"], "Tersimpan");
        site.call("POST", "/auth/refresh").header("Cookie", cookie).ok();
    }
    assert_eq!(site.jipp(&["doctor"]).success().code, 0);
}

fn key_of(token: &str) -> String {
    use base64::Engine;
    let header = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap();
    serde_json::from_slice::<Value>(&header).unwrap()["kid"].as_str().unwrap().to_owned()
}

fn rotating_keys_leaves_good_tokens_good(backend: Backend) {
    let site = Site::own(backend);
    let sibling = site.sibling();
    let (old, cookie) = site.sign_in("manager.kkp");
    let said = site.jipp(&["keys", "rotate"]).success().stdout;
    for server in [&site, &sibling] {
        server.get("/me").bearer(&old).ok();
        server.login("manager.kkp", PASSWORD).ok();
    }
    // A third process has the new key from its start; the others learn it from a token.
    let third = site.sibling();
    let new = third.sign_in("manager.kkp").0;
    assert_ne!(key_of(&new), key_of(&old));
    assert!(said.contains(&key_of(&new)), "{said}");
    for server in [&site, &sibling, &third] {
        server.get("/me").bearer(&new).ok();
        server.get("/me").bearer(&old).ok();
    }
    // From then on they sign with it, too.
    assert_eq!(key_of(&site.sign_in("manager.kkp").0), key_of(&new));
    site.call("POST", "/auth/refresh").header("Cookie", &cookie).ok();
    // Long after, the old key is good for nothing.
    site.execute("UPDATE signing_keys SET retired_at = retired_at - 1000000 WHERE retired_at IS NOT NULL").unwrap();
    let fourth = site.sibling();
    fourth.get("/me").bearer(&old).problem(401, "not-authenticated");
    fourth.get("/me").bearer(&new).ok();
}

fn processes_accept_each_other_s_tokens_and_cursors(backend: Backend) {
    let site = Site::own(backend);
    let sibling = site.sibling();
    for (here, there) in [(&site, &sibling), (&sibling, &site)] {
        let (token, cookie) = here.sign_in("manager.bpom");
        assert_eq!(there.get("/me").bearer(&token).ok()["email"], "manager.bpom@jipp.example");
        for list in ["/innovations?limit=5", "/innovations?limit=2&q=layanan", "/hubs?limit=5&sort=-formed_year", "/institutions?limit=5"] {
            let first = here.get(list).ok();
            let second = there.get(&format!("{list}&cursor={}", first["next_cursor"].as_str().unwrap())).ok();
            let whole = here.get(&list.replace("limit=5", "limit=10").replace("limit=2", "limit=4")).ok();
            let items = [first["items"].as_array().unwrap().as_slice(), second["items"].as_array().unwrap()].concat();
            assert_eq!(Value::Array(items), whole["items"], "{list}");
        }
        let refreshed = there.call("POST", "/auth/refresh").header("Cookie", &cookie).send();
        here.call("POST", "/auth/refresh").header("Cookie", &refreshed.cookie()).ok();
        // What ends in one place has ended in the other.
        there.call("POST", "/auth/logout").header("Cookie", &cookie).send().status(204);
        here.get("/me").bearer(&token).problem(401, "not-authenticated");
    }
}

fn many_can_sign_in_at_once(backend: Backend) {
    let site = Site::own(backend);
    let answers: Vec<Answer> = thread::scope(|scope| {
        let site = &site;
        let threads: Vec<_> = (0..40).map(|_| scope.spawn(|| site.login("manager.kkp", PASSWORD).send())).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert!(answers.iter().all(|a| a.status == 200), "{answers:?}");
    let token = answers[0].ok()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(site.get("/me/sessions").bearer(&token).ok()["items"].as_array().unwrap().len(), 40);
}

fn metrics_are_served_on_an_address_of_their_own(backend: Backend) {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("127.0.0.1:{port}");
    let site = Site::with(backend, &[("JIPP_METRICS_BIND", &address)]);
    site.get("/hubs").ok();
    site.get("/nowhere").problem(404, "not-found");
    let mut stream = TcpStream::connect(&address).unwrap();
    stream.write_all(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    assert!(text.contains("http_request_seconds_count{method=\"GET\",status=\"2xx\"}"), "{text}");
    assert!(text.contains("status=\"4xx\""), "{text}");
    site.page("/metrics").send().status(404);
}

fn the_log_has_one_line_a_request(backend: Backend) {
    let site = Site::own(backend);
    for n in 0..5 {
        site.get("/hubs?q=rahasia").header("X-Request-Id", &format!("request-{n}")).ok();
    }
    let log = site.wait_for_log("request-4");
    let lines: Vec<&str> = log.lines().filter(|l| l.contains("request-")).collect();
    assert_eq!(lines.len(), 5);
    for line in lines {
        for part in ["method=GET", "path=\"/api/v1/hubs\"", "status=200", "micros="] {
            assert!(line.contains(part), "{line}");
        }
        assert!(!line.contains("rahasia"), "what people search for is theirs: {line}");
    }
}

/// A database that restarts, or a network that drops its connections, costs readers nothing and writers little.
#[test]
fn lost_connections_to_postgres_are_replaced() {
    let site = Site::own(Backend::Postgres);
    for _ in 0..3 {
        site.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .unwrap();
        for _ in 0..20 {
            site.get("/hubs?limit=1").ok();
        }
        let began = Instant::now();
        // Each writer finds out for itself.
        let mut good = 0;
        while good < 10 {
            let answer = site.login("manager.kkp", PASSWORD).send();
            if answer.status == 200 {
                good += 1;
            } else {
                answer.problem(503, "overloaded");
                assert!(answer.header("retry-after").is_some(), "{answer:?}");
            }
            assert!(began.elapsed() < Duration::from_secs(20), "{answer:?}");
        }
    }
    site.page("/readyz").ok();
}

/// `sslmode=require` works, and no password shows in the log.
#[test]
fn postgres_is_reached_with_tls() {
    let mut site = Site::stopped(Backend::Postgres, Data::Demo);
    let (url, password) = tests::postgres::tls_url(site.database());
    site.set("DATABASE_URL", &url);
    site.start();
    site.login("admin", PASSWORD).ok();
    let connections =
        "FROM pg_stat_activity a JOIN pg_stat_ssl s USING (pid) WHERE datname = current_database() AND a.pid <> pg_backend_pid()";
    assert_eq!(site.lines(&format!("SELECT DISTINCT s.ssl::text AS line {connections}")), ["true"]);
    site.stop();
    assert!(!site.log().contains(password), "{}", site.log());
    site.set("DATABASE_URL", &url.replace(password, "wrong"));
    assert_ne!(site.jipp(&["serve"]).code, 0);
}

/// The harness itself: what it starts is known to be its own.
#[test]
fn servers_under_test_have_nothing_of_this_environment() {
    let site = Site::shared(Backend::Sqlite);
    let environment = fs::read(format!("/proc/{}/environ", site.pid())).unwrap();
    let names: Vec<String> =
        environment.split(|b| *b == 0).filter_map(|e| String::from_utf8_lossy(e).split_once('=').map(|(n, _)| n.to_owned())).collect();
    assert!(names.iter().all(|n| n.starts_with("JIPP_") || ["PATH", "DATABASE_URL", run::MARK].contains(&n.as_str())), "{names:?}");
}
