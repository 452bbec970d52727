//! The commands of `jipp` and their settings.

use crate::shared::{accounts, items, of_all_statuses, text};
use serde_json::Value;
use std::fs;
use tests::site::PASSWORD;
use tests::{Backend, Data, Site, encode, on_both, run};

on_both![
    an_unknown_setting_stops_every_command,
    unusable_values_stop_the_start_with_one_line,
    help_lists_every_setting,
    flags_go_before_the_environment,
    demo_accounts_are_not_served_on_a_public_address,
    seeding_the_demonstration_again_changes_nothing,
    the_demonstration_does_not_mix_with_real_accounts,
    seeding_says_what_it_needs,
    scale_makes_so_many_varied_innovations,
    an_account_made_on_the_command_line_can_sign_in,
    accounts_that_cannot_be_are_refused,
    the_first_admin_needs_no_institution,
    a_database_that_cannot_be_reached_is_one_line,
    postgres_needs_a_secret_file,
    the_password_of_the_database_may_be_in_a_file,
];

fn an_unknown_setting_stops_every_command(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Demo);
    site.set("JIPP_RATELIMIT", "off");
    for command in [
        &["serve"][..],
        &["migrate"],
        &["seed", "--demo"],
        &["doctor"],
        &["openapi"],
        &["keys", "rotate"],
        &["backup", "x"],
        &["restore", "x"],
    ] {
        let line = site.jipp(command).one_line();
        assert!(line.contains("JIPP_RATELIMIT") && line.contains("JIPP_RATE_LIMIT"), "{command:?}: {line}");
    }
}

fn unusable_values_stop_the_start_with_one_line(backend: Backend) {
    let unusable = [
        ("DATABASE_URL", "mysql://localhost/jipp"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", ""),
        ("JIPP_BIND", "nowhere"),
        ("JIPP_BIND", "127.0.0.1:99999"),
        ("JIPP_PUBLIC_URL", "jipp.example.go.id"),
        ("JIPP_PUBLIC_URL", "https://jipp.example.go.id/path"),
        ("JIPP_RATE_LIMIT", "maybe"),
        ("JIPP_DEMO", "yes"),
        ("JIPP_TRUSTED_PROXIES", "proxy.example"),
        ("JIPP_TRUSTED_PROXIES", "10.0.0.0/40"),
        ("JIPP_CORS_ORIGINS", "*"),
        ("JIPP_CORS_ORIGINS", "https://a.example,b.example"),
        ("JIPP_SMTP_URL", "http://mail.example"),
        ("JIPP_SMTP_URL", "smtp://mail.example"),
        ("JIPP_METRICS_BIND", "everywhere"),
        ("JIPP_WEBHOOK_ALLOW", "10.0.0.0/x"),
    ];
    for (name, value) in unusable {
        let mut site = Site::stopped(backend, Data::Nothing);
        site.set(name, value);
        let outcome = site.jipp(&["serve"]);
        assert_ne!(outcome.code, 0, "{name}={value}");
        let line = outcome.one_line();
        let flag = format!("--{}", name.trim_start_matches("JIPP_").to_lowercase().replace('_', "-"));
        assert!(line.contains(name) || line.contains(&flag), "{name}={value}: {line}");
    }
}

fn help_lists_every_setting(backend: Backend) {
    let site = Site::stopped(backend, Data::Nothing);
    let help = site.jipp(&["serve", "--help"]).success().stdout;
    let settings = [
        ("DATABASE_URL", "sqlite://data/jipp.db"),
        ("JIPP_DATABASE_PASSWORD_FILE", "password"),
        ("JIPP_BIND", "127.0.0.1:8080"),
        ("JIPP_PUBLIC_URL", "bind address"),
        ("JIPP_DATA_DIR", "data"),
        ("JIPP_FRONTEND_DIR", "frontend/dist"),
        ("JIPP_SECRET_FILE", "secret"),
        ("JIPP_TRUSTED_PROXIES", "X-Forwarded-For"),
        ("JIPP_CORS_ORIGINS", "Origins"),
        ("JIPP_RATE_LIMIT", "default: on"),
        ("JIPP_DEMO", "default: off"),
        ("JIPP_SMTP_URL", "smtp://"),
        ("JIPP_MAIL_FROM", "Sender"),
        ("JIPP_METRICS_BIND", "/metrics"),
        ("JIPP_WEBHOOK_ALLOW", "webhooks"),
        ("JIPP_SECURITY_CONTACT", "security.txt"),
    ];
    for (name, word) in settings {
        assert!(help.contains(&format!("env: {name}")) && help.contains(word), "{name} {word}:\n{help}");
    }
    let whole = site.jipp(&["--help"]).success().stdout;
    for command in ["serve", "migrate", "seed", "openapi", "user", "keys", "backup", "restore", "doctor"] {
        assert!(whole.contains(&format!("  {command} ")), "{command}:\n{whole}");
    }
    assert!(site.jipp(&["--version"]).success().stdout.starts_with("jipp 0."));
    assert_ne!(site.jipp(&["dance"]).code, 0);
    assert_ne!(site.jipp(&[]).code, 0);
}

fn flags_go_before_the_environment(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Demo);
    let url = site.jipp(&["migrate"]).success().stdout;
    site.set("DATABASE_URL", "sqlite:///proc/nowhere/jipp.db");
    site.jipp(&["migrate"]).one_line();
    let good = match backend {
        Backend::Sqlite => format!("sqlite://{}", site.database()),
        Backend::Postgres => tests::postgres::url(site.database()),
    };
    assert_eq!(site.jipp(&["migrate", "--database-url", &good]).success().stdout, url);
}

fn demo_accounts_are_not_served_on_a_public_address(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Demo);
    for public in ["https://jipp.example.go.id", "http://192.0.2.7:8080", "http://127.0.0.1.example.com", "http://localhost.example.com"] {
        site.set("JIPP_PUBLIC_URL", public);
        let line = site.jipp(&["serve"]).one_line();
        assert!(line.contains("demo") && line.contains("JIPP_DEMO=on"), "{public}: {line}");
    }
    for local in ["http://localhost:8080", "http://127.0.0.2", "http://[::1]:8080"] {
        site.set("JIPP_PUBLIC_URL", local);
        site.start();
        site.stop();
    }
    site.set("JIPP_PUBLIC_URL", "https://jipp.example.go.id");
    site.set("JIPP_DEMO", "on");
    site.start();
    site.login("admin", PASSWORD).ok();
    // Without demo accounts there is nothing to fear.
    let mut real = Site::stopped(backend, Data::Nothing);
    real.set("JIPP_PUBLIC_URL", "https://jipp.example.go.id");
    real.start();
    assert_eq!(items(&real.get("/hubs").ok()).len(), 0);
}

/// Everything that the demonstration holds, as text.
fn contents(site: &Site) -> Vec<String> {
    [
        "SELECT id || code || name || updated_at AS line FROM institutions ORDER BY id",
        "SELECT id || name || status || updated_at AS line FROM hubs ORDER BY id",
        "SELECT id || email || roles || password_hash || version AS line FROM users ORDER BY id",
        "SELECT id || slug || title || status || seq || updated_at AS line FROM innovations ORDER BY id",
        "SELECT id || coalesce(note, '') AS line FROM innovation_transitions ORDER BY id",
        "SELECT id || recommendation AS line FROM reviews ORDER BY id",
        "SELECT CAST(count(*) AS TEXT) AS line FROM innovation_search",
    ]
    .into_iter()
    .flat_map(|query| site.lines(query))
    .collect()
}

fn seeding_the_demonstration_again_changes_nothing(backend: Backend) {
    let site = Site::stopped(backend, Data::Demo);
    let before = contents(&site);
    assert!(before.len() > 400, "{}", before.len());
    for _ in 0..2 {
        assert!(site.jipp(&["seed", "--demo"]).success().stdout.contains("0 innovations added"));
        assert_eq!(contents(&site), before);
    }
    // What is missing comes back, and what was changed stays.
    site.execute("UPDATE hubs SET name = 'Nama lain' WHERE slug = 'kkp'").unwrap();
    for table in ["reviews", "innovation_transitions", "innovation_owners"] {
        let rows = "(SELECT seq FROM innovations WHERE source_ref = 'demo-m01')";
        site.execute(&format!("DELETE FROM {table} WHERE seq = {rows}")).unwrap();
    }
    site.execute("DELETE FROM innovation_search WHERE rowid = (SELECT seq FROM innovations WHERE source_ref = 'demo-m01')").unwrap();
    site.execute("DELETE FROM innovations WHERE source_ref = 'demo-m01'").unwrap();
    assert!(site.jipp(&["seed", "--demo"]).success().stdout.contains("1 innovations added"));
    assert_eq!(site.lines("SELECT name AS line FROM hubs WHERE slug = 'kkp'"), ["Nama lain"]);
    assert_eq!(contents(&site).len(), before.len());
}

fn the_demonstration_does_not_mix_with_real_accounts(backend: Backend) {
    let site = Site::stopped(backend, Data::Nothing);
    site.jipp_with_input(&["user", "create", "--email", "siti@panrb.example", "--name", "Siti", "--admin"], "kata sandi panjang\n")
        .success();
    let line = site.jipp(&["seed", "--demo"]).one_line();
    assert!(line.contains("users"), "{line}");
    for table in ["institutions", "hubs", "innovations"] {
        assert_eq!(site.lines(&format!("SELECT CAST(count(*) AS TEXT) AS line FROM {table}")), ["0"], "{table}");
    }
    assert_eq!(site.lines("SELECT email AS line FROM users"), ["siti@panrb.example"]);
}

fn seeding_says_what_it_needs(backend: Backend) {
    let site = Site::stopped(backend, Data::Nothing);
    let line = site.jipp(&["seed"]).one_line();
    assert!(line.contains("--demo") && line.contains("--scale"), "{line}");
    for n in ["0", "-1", "many", "99999999999"] {
        assert_ne!(site.jipp(&["seed", "--scale", n]).code, 0, "{n}");
    }
}

fn scale_makes_so_many_varied_innovations(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Demo);
    site.jipp(&["seed", "--scale", "500"]).success();
    assert_eq!(site.jipp(&["doctor"]).success().code, 0);
    site.start();
    let everything = site.get(&of_all_statuses("&count=true&facets=status,sector,category,phase,year,hub_id")).by("admin").ok();
    assert_eq!(everything["total"], 570);
    let facet = |name: &str| everything["facets"][name].as_array().unwrap();
    let published = facet("status").iter().find(|v| v["value"] == "published").unwrap()["count"].as_u64().unwrap() - 45;
    assert!((430..470).contains(&published), "about 90% are published: {published}");
    for (name, least) in [("sector", 15), ("category", 3), ("phase", 3), ("year", 9), ("hub_id", 31)] {
        assert!(facet(name).len() >= least, "{name}: {}", facet(name).len());
    }
    // About a kilobyte of everyday words, found as any other text.
    let made = site.walk(&of_all_statuses("&sort=-created_at"), Some("admin")).into_iter().find(|i| i["source_ref"].is_null()).unwrap();
    let record = site.get(&format!("/innovations/{}", text(&made, "id"))).by("admin").ok();
    let size: usize = crate::shared::TEXTS.iter().map(|field| text(&record, field).len()).sum();
    assert!((400..2_000).contains(&size), "{size}");
    let title = text(&record, "title");
    let found = site.get(&format!("/innovations?q={}&status={}", encode(title), text(&record, "status"))).by("admin").ok();
    assert_eq!(items(&found)[0]["id"], record["id"], "{title}");
}

fn an_account_made_on_the_command_line_can_sign_in(backend: Backend) {
    // While the server runs, which is how an operator does it.
    let site = Site::own(backend);
    let people = [
        ("ani@panrb.example", "Ani Admin", &["--admin"][..], vec!["admin"], Some("panrb")),
        ("roni@panrb.example", "Roni", &["--reviewer", "--admin"], vec!["admin", "reviewer"], Some("panrb")),
        ("budi@kkp.example", "Budi", &["--institution", "kkp", "--reviewer"], vec!["reviewer"], Some("kkp")),
        ("citra@example.go.id", "Citra", &[], vec![], None),
    ];
    for (email, name, more, roles, institution) in people {
        let arguments = [&["user", "create", "--email", email, "--name", name][..], more].concat();
        let made = site.jipp_with_input(&arguments, "kata sandi rahasia\r\nanother line\n").success();
        assert!(!made.stdout.contains("rahasia") && !made.stderr.contains("rahasia"), "{made:?}");
        site.login(email, "kata sandi rahasia\r").problem(401, "not-authenticated");
        let user = site.login(&email.to_uppercase(), "kata sandi rahasia").ok()["user"].clone();
        assert_eq!((&user["name"], text(&user, "email")), (&Value::from(name), email));
        let mut has: Vec<&str> = user["roles"].as_array().unwrap().iter().map(|r| r.as_str().unwrap()).collect();
        has.sort_unstable();
        assert_eq!(has, roles, "{email}");
        assert_eq!(user["institution"]["code"].as_str(), institution, "{email}");
    }
    assert!(!site.lines("SELECT coalesce(password_hash, '') AS line FROM users").join(" ").contains("rahasia"));
}

fn accounts_that_cannot_be_are_refused(backend: Backend) {
    let site = Site::stopped(backend, Data::Demo);
    let create = |email: &str, name: &str, more: &[&str], password: &str| {
        let arguments = [&["user", "create", "--email", email, "--name", name][..], more].concat();
        site.jipp_with_input(&arguments, password).one_line()
    };
    let good = "kata sandi panjang\n";
    assert!(create("rubbish", "A", &[], good).contains("e-mail"));
    assert!(create("a@b.example", "A", &[], "short\n").contains("12 to 128"));
    assert!(create("a@b.example", "A", &[], "").contains("12 to 128"));
    assert!(create("a@b.example", "A", &[], &"x".repeat(129)).contains("12 to 128"));
    assert!(create("a@b.example", "A", &["--institution", "nowhere"], good).contains("nowhere"));
    assert!(create("ADMIN@jipp.example", "A", &[], good).contains("already"));
    assert!(create("a@b.example", "", &[], good).contains("name"));
    assert!(create("a@b.example", &"x".repeat(121), &[], good).contains("name"));
    assert_eq!(site.lines("SELECT email AS line FROM users").len(), accounts().len());
}

fn the_first_admin_needs_no_institution(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Nothing);
    site.jipp_with_input(&["user", "create", "--email", "admin@panrb.example", "--name", "Admin", "--admin"], "kata sandi panjang\n")
        .success();
    site.start();
    let user = site.login("admin@panrb.example", "kata sandi panjang").ok()["user"].clone();
    assert_eq!((&user["institution"], &user["institution_id"]), (&Value::Null, &Value::Null));
}

fn a_database_that_cannot_be_reached_is_one_line(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Nothing);
    fs::write(site.folder().join("rubbish.db"), "this is no database, but long enough to look like one".repeat(100)).unwrap();
    site.set("JIPP_SECRET_FILE", "secret");
    fs::write(site.folder().join("secret"), "x".repeat(64)).unwrap();
    let secret = "postgres://jipp:hunter22@127.0.0.1:1/jipp";
    for url in [secret, "postgres:///nowhere?host=/nowhere", "sqlite:///proc/nowhere/jipp.db", "sqlite://rubbish.db", "sqlite://."] {
        site.set("DATABASE_URL", url);
        for command in [&["serve"][..], &["migrate"], &["seed", "--demo"]] {
            let line = site.jipp(command).one_line();
            assert!(!line.contains("hunter22"), "{line}");
        }
    }
}

fn postgres_needs_a_secret_file(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Demo);
    site.set("JIPP_SECRET_FILE", "nowhere/secret");
    if backend == Backend::Postgres {
        assert!(site.jipp(&["serve"]).one_line().contains("secret"));
        site.unset("JIPP_SECRET_FILE");
        assert!(site.jipp(&["serve"]).one_line().contains("JIPP_SECRET_FILE"));
    }
    fs::write(site.folder().join("short"), "too short").unwrap();
    site.set("JIPP_SECRET_FILE", "short");
    assert!(site.jipp(&["serve"]).one_line().contains("shorter than 32"));
}

/// The document that is checked in is the one that the code describes.
#[test]
fn openapi_yaml_is_current() {
    let site = Site::stopped(Backend::Sqlite, Data::Nothing);
    let printed = site.jipp(&["openapi"]).success().stdout;
    let stored = fs::read_to_string(run::root().join("openapi.yaml")).unwrap();
    assert!(printed == stored, "openapi.yaml is stale: make openapi");
    assert!(!fs::exists(site.database()).unwrap(), "no database is needed for that");
}

/// The server serves the same document, as YAML and as JSON.
#[test]
fn the_served_document_is_the_one_checked_in() {
    let site = Site::shared(Backend::Sqlite);
    let stored = fs::read_to_string(run::root().join("openapi.yaml")).unwrap();
    let yaml = site.get("/openapi.yaml").send().status(200);
    assert_eq!(yaml.header("content-type"), Some("application/yaml"));
    assert!(yaml.text() == stored);
    let json = site.get("/openapi.json").ok();
    let parsed: Value = yaml_serde::from_str(&stored).unwrap();
    assert!(json == parsed);
    assert_eq!(json["openapi"].as_str().map(|v| &v[..3]), Some("3.1"));
    assert_eq!(json["servers"][0]["url"], "/");
    for (path, operations) in json["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            assert!(["summary", "description", "operationId"].iter().all(|field| operation[field].is_string()), "{method} {path}");
            assert!(operation["security"].is_array(), "{method} {path}");
        }
    }
}

fn the_password_of_the_database_may_be_in_a_file(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Demo);
    site.set("JIPP_DATABASE_PASSWORD_FILE", "password");
    if backend == Backend::Sqlite {
        // It needs none.
        site.jipp(&["migrate"]).success();
        return;
    }
    let (url, password) = tests::postgres::tls_url(site.database());
    let without = url.replace(&format!(":{password}@"), "@");
    assert_ne!(url, without);
    for url in [without.as_str(), without.split('?').next().unwrap()] {
        site.set("DATABASE_URL", url);
        fs::write(site.folder().join("password"), format!("{password}\r\n")).unwrap();
        let said = site.jipp(&["migrate"]).success();
        assert!(!said.stdout.contains(password), "{said:?}");
        fs::write(site.folder().join("password"), "wrong & <?>").unwrap();
        assert!(site.jipp(&["migrate"]).one_line().contains("password"));
    }
    fs::remove_file(site.folder().join("password")).unwrap();
    assert!(site.jipp(&["migrate"]).one_line().contains("JIPP_DATABASE_PASSWORD_FILE"));
}
