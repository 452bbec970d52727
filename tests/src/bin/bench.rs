//! `make bench`: the release build under load, as ratios to its own health check in the same run.
//!
//! The load comes from `wrk` on the same machine: 32 connections, one thread, keep-alive. A plain run
//! measures 20,000 innovations on SQLite and PostgreSQL, `bench postgres` on PostgreSQL alone; `bench large` compares 10,000 with 1,000,000,
//! `bench large-postgres` on PostgreSQL alone; `bench creates` measures durable creates alone and `bench creates-postgres` on PostgreSQL alone, `bench mous` printing MoUs alone,
//! `bench search` the search over everything at 1,000,000 innovations and 100,000 posts, `bench search-postgres` on PostgreSQL
//! alone; `bench streams` 1,000 open streams.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::Value;
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tests::site::Data;
use tests::{Backend, Site, encode, run};

const CONNECTIONS: &str = "32";
/// Seconds of one measurement.
const SECONDS: &str = "6";
/// Shares of the records that the ten words of the search row stand in.
const SHARES: [f64; 10] = [0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.05, 0.1, 0.2, 0.3];

/// What both scripts below end with: a report on one line.
const REPORT: &str = r#"
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %f %f %d\n", summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout))
end
"#;

/// Requests one of the listed paths at random.
const SCRIPT: &str = r#"
local requests = {}
function init(args)
  math.randomseed(os.time())
  for path in io.lines(os.getenv("BENCH_PATHS")) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
end
function request() return requests[math.random(#requests)] end
"#;

/// Creates a draft with each request.
const CREATE: &str = r#"
local n = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local tokens = {}
for token in os.getenv("BENCH_TOKENS"):gmatch("%S+") do tokens[#tokens + 1] = token end
function request()
  n = n + 1
  wrk.headers["Authorization"] = "Bearer " .. tokens[n % #tokens + 1]
  local words = "Pelayanan yang lebih cepat bagi warga desa, dengan antrean dari rumah dan jadwal yang pasti. "
  local body = string.format('{"title":"Inovasi ukur %d %d","hub_id":"%s","summary":"%s","novelty":"%s"}', math.random(1000000000), n, os.getenv("BENCH_HUB"), words, words:rep(8))
  return wrk.format(nil, "/api/v1/innovations", nil, body)
end
"#;

/// Has the document of a draft made with each request.
const PRINT: &str = r#"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")
function request() return wrk.format("GET", os.getenv("BENCH_PATHS")) end
"#;

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if let Some(address) = arguments.get(2).filter(|_| arguments[1] == "bare") {
        return bare_route(address);
    }
    // The release build is what is measured; the harness takes the binary from here.
    let binary = run::root().join("target/release/jipp");
    assert!(binary.exists(), "build target/release/jipp first: make server");
    println!("{}\n", machine());
    match arguments.get(1).map(String::as_str) {
        Some("large") => {
            large(Backend::Sqlite);
            large(Backend::Postgres);
        }
        Some("large-postgres") => large(Backend::Postgres),
        Some("postgres") => usual(Backend::Postgres),
        Some("search") => [Backend::Sqlite, Backend::Postgres].into_iter().for_each(everything),
        Some("search-postgres") => everything(Backend::Postgres),
        Some("streams") => [Backend::Sqlite, Backend::Postgres].into_iter().for_each(streams),
        Some("creates") => [Backend::Sqlite, Backend::Postgres].into_iter().for_each(creates),
        Some("creates-postgres") => creates(Backend::Postgres),
        Some("mous") => [Backend::Sqlite, Backend::Postgres].into_iter().for_each(printing),
        _ => {
            usual(Backend::Sqlite);
            usual(Backend::Postgres);
        }
    }
}

/// The baseline: one route of actix-web with the health check's body and nothing around it.
fn bare_route(address: &str) {
    use actix_web::{App, HttpResponse, HttpServer, web};
    let route = || web::get().to(|| async { HttpResponse::Ok().content_type("application/json").body(r#"{"status":"ok"}"#) });
    let server = HttpServer::new(move || App::new().route("/healthz", route())).bind(address).unwrap().run();
    actix_web::rt::System::new().block_on(server).unwrap();
}

struct Load {
    rate: f64,
    p99_ms: f64,
    errors: u64,
}

/// Loads `url` with these paths.
fn load(url: &str, paths: &[String]) -> Load {
    let folder = run::new_folder("load");
    let list = folder.join("paths");
    fs::write(&list, paths.join("\n")).unwrap();
    result(wrk(&folder, url, SCRIPT, CONNECTIONS).env("BENCH_PATHS", &list).spawn().expect("wrk, which `make bench` installs"))
}

/// Starts to create drafts over so many connections, by one person.
fn start_creating(site: &Site, connections: &str) -> Child {
    start_creating_by(site, connections, "kemenkeu", &[site.token("innovator.kemenkeu")])
}

fn start_creating_by(site: &Site, connections: &str, hub: &str, tokens: &[String]) -> Child {
    let mut load = wrk(&run::new_folder("load"), &site.url, CREATE, connections);
    load.env("BENCH_HUB", hub).env("BENCH_TOKENS", tokens.join(" ")).spawn().unwrap()
}

/// Durable creates alone, by one person and by as many as there are connections.
fn creates(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Nothing);
    println!("{backend:?}: {}", site.jipp(&["seed", "--demo", "--scale", "20000"]).success().stdout.trim().replace('\n', "; "));
    site.set("JIPP_RATE_LIMIT", "off");
    site.start();
    let people = more_people(&site, 32);
    let health = load(&site.url, &["/healthz".into()]).rate;
    for (who, hub, tokens) in [("one person", "kemenkeu", vec![site.token("innovator.kemenkeu")]), ("32 people", "kkp", people)] {
        let made = result(start_creating_by(&site, CONNECTIONS, hub, &tokens));
        println!(
            "  by {who}: {:.0}/s, {:.3} of /healthz, p99 {:.1} ms, {} errors",
            made.rate,
            made.rate / health,
            made.p99_ms,
            made.errors
        );
    }
    let paths = ids(&site, 5_000);
    let alone = load(&site.url, &paths).p99_ms;
    let writers = start_creating(&site, "8");
    let beside = load(&site.url, &paths).p99_ms;
    println!("  one by id while 8 write ({:.0}/s): p99 {beside:.1} ms, {:.2} times that without\n", result(writers).rate, beside / alone);
}

/// The search over everything at 1,000,000 innovations and 100,000 posts, and a discussion of 10,000 comments beside one of ten.
fn everything(backend: Backend) {
    let innovations = env::var("BENCH_INNOVATIONS").unwrap_or_else(|_| "1000000".to_owned());
    let posts = env::var("BENCH_POSTS").unwrap_or_else(|_| "100000".to_owned());
    let mut site = Site::stopped(backend, Data::Demo);
    println!("{backend:?}: {}", site.jipp(&["seed", "--scale", &innovations, "--scale-posts", &posts]).success().stdout.trim());
    site.set("JIPP_RATE_LIMIT", "off");
    site.start();
    for (word, share) in words(&site) {
        let measured = load_one(&site.url, &format!("/api/v1/search?q={}", encode(&word)));
        println!("  search {word:<20} {share:>7.4} {:>8.0}/s p99 {:>6.1} ms, alone", measured.rate, measured.p99_ms);
    }
    let [small, large] = [10, 10_000].map(|n| discussion(&site, n));
    let [small, large] = [small, large].map(|id| {
        let paths = [format!("/api/v1/posts/{id}"), format!("/api/v1/posts/{id}/comments?limit=20")];
        load_one(&site.url, &paths[1]).rate.min(load_one(&site.url, &paths[0]).rate)
    });
    println!("  a discussion of 10,000 comments: {:.2} of the rate of one of ten\n", large / small);
}

/// One connection, so that what is measured is the request and not the queue before it.
fn load_one(url: &str, path: &str) -> Load {
    let folder = run::new_folder("load");
    let list = folder.join("paths");
    fs::write(&list, path).unwrap();
    result(wrk(&folder, url, SCRIPT, "1").env("BENCH_PATHS", &list).spawn().expect("wrk, which `make bench` installs"))
}

/// A post with so many comments.
fn discussion(site: &Site, comments: usize) -> String {
    let body = serde_json::json!({"kind": "question", "title": "Diskusi panjang", "body": "Apa pendapat Anda?"});
    let post = site.post("/posts", &body).by("innovator.kkp").send().status(201).json();
    let id = post["id"].as_str().unwrap().to_owned();
    site.post(&format!("/posts/{id}/transitions"), &serde_json::json!({"to": "published"})).by("innovator.kkp").send().status(200);
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (site, id) = (&site, &id);
            scope.spawn(move || {
                for n in (thread..comments).step_by(8) {
                    let body = serde_json::json!({"body": format!("Pendapat {n}: antrean perlu dibenahi dulu.")});
                    site.post(&format!("/posts/{id}/comments"), &body).by("innovator.bpom").send().status(201);
                }
            });
        }
    });
    id
}

/// What 1,000 open streams cost, and how soon all of them tell.
fn streams(backend: Backend) {
    const STREAMS: usize = 1_000;
    let mut site = Site::stopped(backend, Data::Demo);
    site.set("JIPP_RATE_LIMIT", "off");
    site.start();
    let readers =
        ["innovator.kkp", "manager.kkp", "signatory.kkp", "innovator.bpom", "manager.bpom", "signatory.bpom", "reviewer", "admin"];
    let tokens: Vec<String> = readers.iter().map(|account| site.token(account)).collect();
    // A person has ten streams at most.
    let people = more_people(&site, STREAMS / 10 - readers.len());
    let all: Vec<&String> = tokens.iter().chain(&people).collect();
    for token in &all {
        let body = serde_json::json!({"type": "tag", "target": "ukur"});
        site.post("/subscriptions", &body).bearer(token).send().status(201);
    }
    let idle = resident(site.pid());
    let address = site.url.trim_start_matches("http://").to_owned();
    let mut open: Vec<std::net::TcpStream> = (0..STREAMS)
        .map(|n| {
            let mut stream = std::net::TcpStream::connect(&address).unwrap();
            let token = all[n / 10];
            write!(stream, "GET /api/v1/notifications/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n").unwrap();
            stream
        })
        .collect();
    sleep(Duration::from_secs(5));
    let held = resident(site.pid());
    println!("{backend:?}: {STREAMS} open streams: {:.0} MB more than idle ({idle:.0} MB)", held - idle);
    open.iter_mut().for_each(drain);
    let body = serde_json::json!({"kind": "article", "title": "Kabar ukur", "body": "Kabar.", "tags": ["ukur"]});
    let post = site.post("/posts", &body).by("innovator.kemenkeu").send().status(201).json();
    let path = format!("/posts/{}/transitions", post["id"].as_str().unwrap());
    site.post(&path, &serde_json::json!({"to": "published"})).by("innovator.kemenkeu").send().status(200);
    let began = Instant::now();
    for stream in &mut open {
        wait_for(stream, "followed_post");
    }
    println!("  a notification reached all of them in {:.2} s\n", began.elapsed().as_secs_f64());
}

/// Tokens of people who are invited for this.
fn more_people(site: &Site, n: usize) -> Vec<String> {
    let institution = site.get("/institutions/kkp").ok()["id"].clone();
    let mut tokens = Vec::new();
    for i in 0..n {
        let email = format!("orang{i}@jipp.example");
        let body = serde_json::json!({"email": email, "name": format!("Orang {i}"), "institution_id": institution, "roles": ["innovator"]});
        let invited = site.post("/invitations", &body).by("admin").send().status(201).json();
        let token = invited["url"].as_str().unwrap().split('#').nth(1).unwrap().to_owned();
        let body = serde_json::json!({"token": token, "name": format!("Orang {i}"), "password": "kata sandi yang panjang"});
        site.post("/invitations/accept", &body).send().status(201);
        tokens.push(site.login(&format!("orang{i}"), "kata sandi yang panjang").ok()["access_token"].as_str().unwrap().to_owned());
    }
    tokens
}

fn drain(stream: &mut std::net::TcpStream) {
    stream.set_nonblocking(true).unwrap();
    let mut buffer = [0; 4096];
    while std::io::Read::read(stream, &mut buffer).is_ok_and(|n| n > 0) {}
    stream.set_nonblocking(false).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
}

fn wait_for(stream: &mut std::net::TcpStream, text: &str) {
    let mut read = Vec::new();
    let mut buffer = [0; 4096];
    while !String::from_utf8_lossy(&read).contains(text) {
        let n = std::io::Read::read(stream, &mut buffer).expect("the stream to tell");
        read.extend_from_slice(&buffer[..n]);
    }
}

/// Printing beside readers, without the other rows.
fn printing(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Nothing);
    site.jipp(&["seed", "--demo", "--scale", "5000"]).success();
    site.start();
    let paths = ids(&site, 5_000);
    // The first round fills the caches.
    load(&site.url, &paths);
    println!("{backend:?}");
    print_mous(&site, &paths, load(&site.url, &paths).p99_ms);
}

/// Has the document of a draft MoU printed: one after the other, then by a hundred at once beside readers.
fn print_mous(site: &Site, readers: &[String], alone_ms: f64) {
    let body = site.get("/hubs/kkp/mou-draft").by("manager.kkp").ok();
    let mou = site.post("/mous", &body).by("manager.kkp").send().status(201).json();
    let path = format!("/mous/{}/document", mou["id"].as_str().unwrap());
    let mut times: Vec<f64> = (0..20)
        .map(|_| {
            let began = Instant::now();
            site.get(&path).by("manager.kkp").send().status(200);
            began.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let printing = wrk(&run::new_folder("load"), &site.url, PRINT, "100")
        .env("BENCH_TOKEN", site.token("manager.kkp"))
        .env("BENCH_PATHS", format!("/api/v1{path}"))
        .spawn()
        .unwrap();
    let beside = load(&site.url, readers).p99_ms;
    let printed = result(printing);
    println!(
        "  a MoU is printed in {:.1} ms (median of 20, wanted 300); 100 at once: {:.0}/s, {} refused; one by id meanwhile p99 {beside:.1} ms, {:.2} times that without (wanted 2)",
        times[times.len() / 2],
        printed.rate,
        printed.errors,
        beside / alone_ms
    );
    let beside = std::thread::scope(|scope| {
        for _ in 0..100 {
            let path = &path;
            scope.spawn(move || {
                sleep(Duration::from_secs(1));
                site.get(path).by("manager.kkp").send().status(200);
            });
        }
        load(&site.url, readers).p99_ms
    });
    println!(
        "  100 asked for at one moment: one by id meanwhile p99 {beside:.1} ms, {:.2} times that without (wanted 2)",
        beside / alone_ms
    );
}

fn wrk(folder: &Path, url: &str, script: &str, connections: &str) -> Command {
    let file = folder.join("script.lua");
    fs::write(&file, [script, REPORT].concat()).unwrap();
    let mut command = Command::new("wrk");
    command.args(["-t1", "-c", connections, "-d", SECONDS, "-s"]).arg(file).arg(url).stdout(Stdio::piped());
    command
}

fn result(started: Child) -> Load {
    let output = started.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().find_map(|l| l.strip_prefix("RESULT ")).unwrap_or_else(|| panic!("wrk said {text}"));
    let numbers: Vec<f64> = line.split(' ').map(|n| n.parse().unwrap()).collect();
    Load { rate: numbers[0], p99_ms: numbers[1], errors: numbers[2] as u64 }
}

fn usual(backend: Backend) {
    let bare = with_bare(|url| load(url, &["/healthz".into()]));
    let mut site = Site::stopped(backend, Data::Nothing);
    println!("{backend:?}, 20,000 innovations, {CONNECTIONS} connections, {SECONDS} s a row");
    println!("  {}", site.jipp(&["seed", "--demo", "--scale", "20000"]).success().stdout.trim().replace('\n', "; "));
    site.start();
    sleep(Duration::from_secs(2));
    let idle = resident(site.pid());
    let health = load(&site.url, &["/healthz".into()]);
    let row = |what: &str, measured: &Load, wanted: &str| {
        let errors = if measured.errors > 0 { format!(", {} ERRORS", measured.errors) } else { String::new() };
        println!(
            "  {what:<46} {:>9.0}/s  {:>5.3}  p99 {:>7.1} ms  wanted {wanted}{errors}",
            measured.rate,
            measured.rate / health.rate,
            measured.p99_ms
        );
    };
    println!("  {:<46} {:>9.0}/s", "bare actix route", bare.rate);
    println!("  {:<46} {:>9.0}/s  {:>5.3} of the bare route (wanted 0.8)", "/healthz", health.rate, health.rate / bare.rate);
    let wanted = if backend == Backend::Sqlite { ["0.40", "0.18", "0.03"] } else { ["0.30", "0.10", "0.015"] };
    row("one innovation by id", &load(&site.url, &ids(&site, 5_000)), wanted[0]);
    row("list of 20 by status and sector, newest first", &load(&site.url, &sector_lists(&site)), wanted[1]);
    let words = words(&site);
    let searches: Vec<String> = words.iter().map(|(word, _)| format!("/api/v1/innovations?q={}", encode(word))).collect();
    row("ranked search of 20, ten words", &load(&site.url, &searches), wanted[2]);
    println!("  words: {}", words.iter().map(|(word, share)| format!("{word} {:.2}%", share * 100.0)).collect::<Vec<_>>().join(", "));
    let wanted_writes = if backend == Backend::Sqlite { "0.05, p99 50 ms" } else { "0.04" };
    row("durable create", &result(start_creating(&site, CONNECTIONS)), wanted_writes);
    let paths = ids(&site, 5_000);
    let alone = load(&site.url, &paths).p99_ms;
    let writers = start_creating(&site, "8");
    let beside = load(&site.url, &paths).p99_ms;
    let written = result(writers);
    println!(
        "  one by id while 8 write ({:.0}/s)                p99 {beside:.1} ms, {:.2} times that without (wanted 3)",
        written.rate,
        beside / alone
    );
    print_mous(&site, &paths, alone);
    println!("  resident memory: idle {idle:.0} MB, after the load {:.0} MB", resident(site.pid()));
    println!("  start on the existing database: {:.0} ms\n", start_time(&mut site) * 1000.0);
}

/// First page, 1,000th page and one record at two sizes.
fn large(backend: Backend) {
    let mut before: Option<Vec<f64>> = None;
    for size in ["10000", "1000000"] {
        let mut site = Site::stopped(backend, Data::Nothing);
        println!("{backend:?}: {}", site.jipp(&["seed", "--scale", size]).success().stdout.trim());
        site.start();
        let health = load(&site.url, &["/healthz".into()]).rate;
        let list = "/api/v1/innovations?sort=-published_at&limit=20";
        // At the small size there are fewer than 1,000 full pages: its deepest ones stand for them.
        let deep = page_after(&site, list, if size == "10000" { 400 } else { 1_000 });
        let rows = [
            ("first page", vec![list.to_owned()]),
            ("a deep page", vec![deep]),
            ("one record", ids(&site, 5_000)),
            ("search, ten words", words(&site).iter().map(|(w, _)| format!("/api/v1/innovations?q={}", encode(w))).collect()),
        ];
        let mut costs = Vec::new();
        for (n, (what, paths)) in rows.iter().enumerate() {
            let measured = load(&site.url, paths);
            let cost = health / measured.rate;
            let growth = before.as_ref().map_or(String::new(), |b| format!(", {:.2} times the cost at 10,000", cost / b[n]));
            println!("  {size:>8} {what:<20} {:>8.0}/s p99 {:>6.1} ms{growth}", measured.rate, measured.p99_ms);
            costs.push(cost);
        }
        before = Some(costs);
    }
}

/// The address of page `n` of a list.
fn page_after(site: &Site, list: &str, n: usize) -> String {
    let path = list.trim_start_matches("/api/v1").replace("limit=20", "limit=100");
    let mut cursor = String::new();
    for _ in 0..n / 5 {
        let page = site.get(&format!("{path}{cursor}")).ok();
        cursor = format!("&cursor={}", page["next_cursor"].as_str().expect("a further page"));
    }
    format!("{list}{cursor}")
}

fn ids(site: &Site, most: usize) -> Vec<String> {
    let mut paths = Vec::new();
    let mut cursor = String::new();
    while paths.len() < most {
        let page = site.get(&format!("/innovations?limit=100&sort=title{cursor}")).ok();
        paths.extend(items(&page).iter().map(|i| format!("/api/v1/innovations/{}", i["id"].as_str().unwrap())));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    paths
}

fn items(page: &Value) -> &Vec<Value> {
    page["items"].as_array().unwrap()
}

fn sector_lists(site: &Site) -> Vec<String> {
    let all = site.get("/vocabularies").ok();
    let sectors = all["sectors"].as_array().unwrap();
    sectors
        .iter()
        .map(|s| format!("/api/v1/innovations?status=published&sector={}&sort=-published_at", s["code"].as_str().unwrap()))
        .collect()
}

/// Ten words, each standing in about its share of the published innovations: told by the count, or by a sample where that is capped.
fn words(site: &Site) -> Vec<(String, f64)> {
    let sample: Vec<String> = items(&site.get("/innovations?limit=100&sort=title").ok())
        .iter()
        .map(|listed| site.get(&format!("/innovations/{}", listed["id"].as_str().unwrap())).ok().to_string().to_lowercase())
        .collect();
    let all = site.get("/stats/overview").ok()["innovations"]["total"].as_f64().unwrap();
    let mut known: Vec<(String, f64)> = Vec::new();
    let text: String = sample.iter().take(20).map(|record| record.clone() + " ").collect();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 4) {
        if known.len() < 150 && !known.iter().any(|(w, _)| w == word) {
            let found = site.get(&format!("/innovations?limit=1&count=true&q={}", encode(word))).ok();
            let exact = found["total"].as_f64().filter(|total| *total < 10_000.0);
            let sampled = sample.iter().filter(|record| record.contains(word)).count() as f64 / sample.len() as f64;
            known.push((word.to_owned(), exact.map_or(sampled, |total| total / all)));
        }
    }
    SHARES
        .iter()
        .map(|share| known.iter().min_by(|a, b| distance(a.1, *share).total_cmp(&distance(b.1, *share))).unwrap().clone())
        .collect()
}

fn distance(a: f64, b: f64) -> f64 {
    (a.max(1e-9) / b).ln().abs()
}

fn with_bare<T>(job: impl Fn(&str) -> T) -> T {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("127.0.0.1:{port}");
    let mut child: Child = Command::new(env::current_exe().unwrap()).args(["bare", &address]).stdout(Stdio::null()).spawn().unwrap();
    sleep(Duration::from_millis(300));
    let result = job(&format!("http://{address}"));
    child.kill().unwrap();
    child.wait().unwrap();
    result
}

/// Resident memory in MB.
fn resident(pid: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find(|l| l.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}

/// Seconds from the start of the process to its first answer, the median of five.
fn start_time(site: &mut Site) -> f64 {
    let mut times: Vec<f64> = (0..5)
        .map(|_| {
            site.stop();
            let began = Instant::now();
            site.start();
            began.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[2]
}

fn machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap();
    let model =
        cpu.lines().find_map(|l| l.strip_prefix("model name")).unwrap_or(": unknown").trim_start_matches([' ', '\t', ':']).to_owned();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{model}, {cores} cores; one fsync of 4 KiB takes {:.2} ms (median of 50)", fsync_ms(&run::new_folder("fsync")))
}

fn fsync_ms(folder: &Path) -> f64 {
    let path: PathBuf = folder.join("probe");
    let mut file = fs::File::create(path).unwrap();
    let mut times: Vec<f64> = (0..50)
        .map(|_| {
            file.write_all(&[1; 4096]).unwrap();
            let began = Instant::now();
            file.sync_all().unwrap();
            began.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[25]
}
