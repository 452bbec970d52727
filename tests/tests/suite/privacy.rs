//! What a machine, a browser and a clock give away to others.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tests::site::PASSWORD;
use tests::{Backend, Data, Site, on_both};

on_both![
    database_and_files_are_for_the_service_alone,
    a_token_from_the_future_is_refused,
    other_origins_load_only_what_is_meant_for_them,
    signing_out_clears_what_the_browser_kept,
    security_txt_says_whom_to_tell,
];

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { [vec![path.clone()], below(&path)].concat() } else { vec![path] }).collect()
}

fn open_to_others(paths: &[PathBuf]) -> Vec<String> {
    let mode = |path: &PathBuf| fs::metadata(path).unwrap().permissions().mode();
    paths.iter().filter(|path| mode(path) & 0o077 != 0).map(|path| format!("{} {:o}", path.display(), mode(path))).collect()
}

fn database_and_files_are_for_the_service_alone(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Nothing);
    if backend == Backend::Sqlite {
        site.set("DATABASE_URL", "sqlite://data/jipp.db");
    }
    site.jipp(&["seed", "--demo"]).success();
    site.start();
    site.jipp(&["backup", "data/kept.tar.zst"]).success();
    let data = site.folder().join("data");
    let all = below(&data);
    assert!(all.len() > 4, "{all:?}");
    assert!(open_to_others(&[all.clone(), vec![data.clone()]].concat()).is_empty());
    site.stop();
    // What an older version left open is closed at the next start.
    for path in below(&data).iter().filter(|path| !path.ends_with("secret") && !path.ends_with("kept.tar.zst")) {
        fs::set_permissions(path, fs::Permissions::from_mode(if path.is_dir() { 0o755 } else { 0o644 })).unwrap();
    }
    site.start();
    assert!(open_to_others(&below(&data)).is_empty(), "{:?}", open_to_others(&below(&data)));
}

fn a_token_from_the_future_is_refused(backend: Backend) {
    let mut site = Site::with(backend, &[("JIPP_CLOCK_AHEAD", "400d")]);
    let (token, cookie) = site.sign_in("manager.kkp");
    site.get("/me").bearer(&token).ok();
    site.unset("JIPP_CLOCK_AHEAD");
    site.stop();
    site.start();
    site.get("/me").bearer(&token).problem(401, "not-authenticated");
    site.call("POST", "/auth/refresh").header("Cookie", &cookie).problem(401, "not-authenticated");
    let (token, cookie) = site.sign_in("manager.kkp");
    site.get("/me").bearer(&token).ok();
    site.call("POST", "/auth/refresh").header("Cookie", &cookie).ok();
}

fn other_origins_load_only_what_is_meant_for_them(backend: Backend) {
    let site = Site::shared(backend);
    for path in ["/", "/hubs", "/healthz", "/api/v1/hubs", "/api/v1/nowhere", "/docs/", "/.well-known/security.txt"] {
        assert_eq!(site.page(path).send().has("cross-origin-resource-policy"), "same-origin", "{path}");
    }
    let event = site.get("/events?limit=1").ok()["items"][0]["id"].as_str().unwrap().to_owned();
    for path in ["/feeds/posts.atom".to_owned(), "/feeds/innovations.atom".to_owned(), format!("/events/{event}/calendar.ics")] {
        assert_eq!(site.get(&path).send().has("cross-origin-resource-policy"), "cross-origin", "{path}");
    }
}

fn signing_out_clears_what_the_browser_kept(backend: Backend) {
    let site = Site::own(backend);
    let (token, cookie) = site.sign_in("manager.kkp");
    let answer = site.call("POST", "/auth/logout").bearer(&token).header("Cookie", &cookie).send().status(204);
    // Drafts that were not sent stay in the browser's storage.
    assert_eq!(answer.has("clear-site-data"), "\"cache\"");
    assert_eq!(site.login("manager.kkp", PASSWORD).send().header("clear-site-data"), None);
}

fn security_txt_says_whom_to_tell(backend: Backend) {
    let lines = |site: &Site| {
        let answer = site.page("/.well-known/security.txt").send().status(200);
        assert_eq!(answer.has("content-type"), "text/plain; charset=utf-8");
        answer.text().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let mut site = Site::stopped(backend, Data::Demo);
    site.set("JIPP_MAIL_FROM", "Hub JIPP <hub@jipp.example>");
    site.start();
    let said = lines(&site);
    assert_eq!(said[0], "Contact: mailto:hub@jipp.example");
    let expires = said[1].strip_prefix("Expires: ").unwrap();
    let today = site.get("/innovations?limit=1").send().has("date").to_owned();
    assert!(expires.ends_with('Z') && expires.len() == 24, "{expires} {today}");
    assert_eq!(said[2], "Preferred-Languages: id, en");
    assert!(said[3].starts_with("Canonical: http") && said[3].ends_with("/.well-known/security.txt"), "{said:?}");
    for (contact, line) in
        [("aman@jipp.example", "Contact: mailto:aman@jipp.example"), ("https://jipp.example/aman", "Contact: https://jipp.example/aman")]
    {
        site.stop();
        site.set("JIPP_SECURITY_CONTACT", contact);
        site.start();
        assert_eq!(lines(&site)[0], line);
    }
    site.stop();
    site.set("JIPP_SECURITY_CONTACT", "besok saja");
    assert!(site.jipp(&["serve"]).one_line().contains("JIPP_SECURITY_CONTACT"));
}
