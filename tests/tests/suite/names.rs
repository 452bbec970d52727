//! Names of records: which ones addresses keep for themselves, and in which order lists have them.

use crate::shared::{items, text};
use serde_json::{Value, json};
use tests::{Backend, Site, on_both};

on_both![
    no_institution_is_named_as_a_page_is,
    who_had_such_a_name_gets_another,
    titles_are_sorted_as_in_a_dictionary,
    institutions_hubs_and_people_are_sorted_as_in_a_dictionary,
    keys_of_other_rules_are_made_anew,
];

fn no_institution_is_named_as_a_page_is(backend: Backend) {
    let site = Site::shared(backend);
    for code in ["formation", "new", "members", "digest", "search", "feeds", "edit", "users", "verify", "me", "work"] {
        let body = json!({"code": code, "name": "Lain", "short_name": "Lain", "kind": "agency"});
        let problem = site.post("/institutions", &body).by("admin").problem(422, "validation-failed");
        assert_eq!(text(&problem["errors"][0], "pointer"), "/code", "{code}");
    }
}

fn who_had_such_a_name_gets_another(backend: Backend) {
    let mut site = Site::own(backend);
    let id = text(&site.get("/institutions/kkp").ok(), "id").to_owned();
    let hub = text(&site.get("/hubs/bpom").ok(), "id").to_owned();
    site.stop();
    site.execute("UPDATE institutions SET code = 'review' WHERE code = 'kkp'").unwrap();
    site.execute("UPDATE hubs SET slug = 'formation' WHERE slug = 'bpom'").unwrap();
    site.start();
    let code = text(&site.get(&format!("/institutions/{id}")).ok(), "code").to_owned();
    assert!(code.starts_with("review-") && code.len() == "review-".len() + 8, "{code}");
    let moved = site.get("/institutions/review").send().status(308);
    assert_eq!(moved.has("location"), format!("/api/v1/institutions/{code}"));
    site.page("/institutions/review").send().status(200);
    let slug = text(&site.get(&format!("/hubs/{hub}")).ok(), "slug").to_owned();
    assert!(slug.starts_with("formation-"), "{slug}");
    assert_eq!(site.get("/hubs/formation").send().status(308).has("location"), format!("/api/v1/hubs/{slug}"));
    assert_eq!(site.get("/innovations?hub_id=formation").ok()["items"], site.get(&format!("/innovations?hub_id={slug}")).ok()["items"]);
    site.page(&format!("/hubs/{slug}")).send().status(200);
    // Starting again changes nothing more.
    site.stop();
    site.start();
    assert_eq!(text(&site.get(&format!("/institutions/{id}")).ok(), "code"), code);
}

/// Names in the order of a dictionary.
const SORTED: [&str; 9] = [
    "\"Ambar\" Xyzzy",
    "ambar xyzzy 9",
    "Ambar Xyzzy 10",
    "Émas Xyzzy",
    "(Hutan) Xyzzy",
    "Jum'at Xyzzy",
    "\u{201c}Zamrud\u{201d} Xyzzy",
    "9 Xyzzy",
    "010 Xyzzy",
];

fn shuffled() -> Vec<&'static str> {
    let mut names = SORTED.to_vec();
    names.reverse();
    names.swap(1, 5);
    names
}

fn named(list: &[Value], field: &str) -> Vec<String> {
    list.iter().map(|one| text(one, field).to_owned()).filter(|name| name.to_lowercase().contains("xyzzy")).collect()
}

fn titles_are_sorted_as_in_a_dictionary(backend: Backend) {
    let site = Site::own(backend);
    for title in shuffled() {
        site.post("/innovations", &json!({"title": title, "hub_id": "kemenkeu"})).by("innovator.kemenkeu").send().status(201);
    }
    let by = Some("innovator.kemenkeu");
    assert_eq!(named(&site.walk("/innovations?mine=true&sort=title&limit=2", by), "title"), SORTED);
    let mut backwards = named(&site.walk("/innovations?mine=true&sort=-title&limit=2", by), "title");
    backwards.reverse();
    assert_eq!(backwards, SORTED);
}

fn institutions_hubs_and_people_are_sorted_as_in_a_dictionary(backend: Backend) {
    let site = Site::own(backend);
    for (n, name) in shuffled().into_iter().enumerate() {
        let body = json!({"code": format!("xyzzy-{n}"), "name": name, "short_name": name, "kind": "city"});
        let made = site.post("/institutions", &body).by("admin").send().status(201).json();
        site.post("/hubs", &json!({"institution_id": made["id"], "name": name})).by("admin").send().status(201);
    }
    assert_eq!(named(&site.walk("/institutions?q=xyzzy&limit=2", None), "name"), SORTED);
    assert_eq!(named(&site.walk("/hubs?status=proposed&sort=name&limit=2", Some("admin")), "name"), SORTED);
    let people = items(&site.get("/users?limit=100").by("admin").ok()).clone();
    for (name, person) in shuffled().into_iter().zip(&people) {
        let path = format!("/users/{}", text(person, "id"));
        site.call("PATCH", &path).by("admin").header("If-Match", "*").json(&json!({"name": name})).ok();
    }
    assert_eq!(named(&site.walk("/users?sort=name&limit=2", Some("admin")), "name"), SORTED);
}

fn keys_of_other_rules_are_made_anew(backend: Backend) {
    let mut site = Site::own(backend);
    for title in shuffled() {
        site.post("/innovations", &json!({"title": title, "hub_id": "kemenkeu"})).by("innovator.kemenkeu").send().status(201);
    }
    site.stop();
    site.execute("UPDATE innovations SET title_key = lower(title)").unwrap();
    site.execute("UPDATE users SET sort_key = ''").unwrap();
    site.execute("UPDATE sort_keys SET version = 0").unwrap();
    site.start();
    assert_eq!(named(&site.walk("/innovations?mine=true&sort=title", Some("innovator.kemenkeu")), "title"), SORTED);
    assert_eq!(site.lines("SELECT name AS line FROM users WHERE sort_key = ''"), Vec::<String>::new());
}
