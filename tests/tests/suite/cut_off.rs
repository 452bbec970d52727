//! A database that is cut off without a word, or damaged: requests are answered, and all is well again when it is.

use serde_json::json;
use std::fs;
use std::thread::{self, sleep};
use std::time::{Duration, Instant};
use tests::postgres::tls_url;
use tests::proxy::Proxy;
use tests::site::PASSWORD;
use tests::{Answer, Backend, Data, Site};

/// What the contract promises: an answer, and the return to normal, within five seconds.
const SOON: Duration = Duration::from_secs(5);

fn behind_a_proxy() -> (Site, Proxy) {
    let mut site = Site::stopped(Backend::Postgres, Data::Demo);
    let (url, _) = tls_url(site.database());
    let port: u16 = url.rsplit_once("127.0.0.1:").unwrap().1.split('/').next().unwrap().parse().unwrap();
    let proxy = Proxy::before(port);
    site.set("DATABASE_URL", &url.replace(&format!(":{port}/"), &format!(":{}/", proxy.port)));
    site.start();
    (site, proxy)
}

fn timed(request: impl FnOnce() -> Answer) -> Answer {
    let began = Instant::now();
    let answer = request();
    assert!(began.elapsed() < SOON, "{:?} {answer:?}", began.elapsed());
    answer
}

/// Reads, writes and the probe while the database is cut off, and after its return.
fn cut_and_mend(forgets: bool) {
    let (site, proxy) = behind_a_proxy();
    let token = site.token("manager.kkp");
    let innovation = site.get("/innovations?limit=1").ok()["items"][0]["id"].as_str().unwrap().to_owned();
    proxy.cut();
    sleep(Duration::from_millis(600));
    thread::scope(|scope| {
        let (site, token) = (&site, &token);
        for path in ["/hubs", "/stats/overview", &format!("/innovations/{innovation}"), "/me"] {
            let path = path.to_owned();
            scope.spawn(move || timed(|| site.get(&path).bearer(token).send()).problem(503, "overloaded"));
        }
        scope.spawn(|| timed(|| site.page("/readyz").send()).problem(503, "overloaded"));
        let name = json!({"name": "Pengelola"});
        let rename = move || site.call("PATCH", "/me").bearer(token).header("If-Match", "*").json(&name).send();
        scope.spawn(move || timed(rename).problem(503, "overloaded"));
        scope.spawn(|| timed(|| site.login("admin", PASSWORD).send()).problem(503, "overloaded"));
    });
    assert_eq!(site.page("/healthz").send().status, 200);
    proxy.mend(forgets);
    sleep(SOON);
    for path in ["/hubs", "/stats/overview", &format!("/innovations/{innovation}"), "/me"] {
        timed(|| site.get(path).bearer(&token).send()).status(200);
    }
    timed(|| site.page("/readyz").send()).status(200);
    timed(|| site.login("admin", PASSWORD).send()).status(200);
}

#[test]
fn requests_are_answered_while_postgres_is_cut_off() {
    cut_and_mend(false);
}

#[test]
fn connections_from_before_the_cut_are_not_trusted_after_it() {
    cut_and_mend(true);
}

#[test]
fn a_reading_that_waits_for_a_lock_is_turned_away() {
    let site = Site::own(Backend::Postgres);
    thread::scope(|scope| {
        scope.spawn(|| site.execute("BEGIN; LOCK TABLE hubs IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(5); COMMIT"));
        sleep(Duration::from_millis(300));
        let answer = timed(|| site.get("/hubs").send());
        answer.problem(503, "overloaded");
        assert!(answer.has("retry-after").parse::<u64>().unwrap() > 0);
    });
    timed(|| site.get("/hubs").send()).status(200);
}

#[test]
fn a_damaged_database_is_not_ready() {
    let site = Site::own(Backend::Sqlite);
    site.execute("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    site.page("/readyz").send().status(200);
    let whole = fs::read(site.database()).unwrap();
    let mut damaged = whole.clone();
    damaged[4096..].fill(0x5a);
    fs::write(site.database(), damaged).unwrap();
    sleep(Duration::from_millis(600));
    site.page("/readyz").send().problem(503, "overloaded");
    fs::write(site.database(), whole).unwrap();
    site.page("/readyz").send().status(200);
}
