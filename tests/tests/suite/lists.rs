//! Lists: pages, cursors, sorts, totals, and answers that a client has already.

use crate::shared::{STATUSES, ids, items, of_all_statuses, text, words};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tests::{Backend, Site, on_both};

on_both![
    a_walk_returns_each_record_once_and_in_order,
    a_walk_backwards_is_the_reverse,
    link_leads_to_the_next_page,
    limits_are_1_to_100_and_20_when_left_out,
    totals_are_counted_when_asked_for,
    repeats_and_commas_both_mean_or,
    without_sort_the_newest_come_first,
    a_record_that_appears_during_a_walk_disturbs_nothing,
    who_has_an_answer_already_gets_304,
    a_change_makes_another_etag,
    records_have_the_fields_that_all_records_have,
];

type Key = fn(&Value) -> String;

/// Every list, its sorts, and what each sorts by.
const SORTS: &[(&str, &str, Key)] = &[
    ("innovations", "created_at", |r| text(r, "created_at").to_owned()),
    ("innovations", "updated_at", |r| text(r, "updated_at").to_owned()),
    ("innovations", "published_at", |r| text(r, "published_at").to_owned()),
    ("innovations", "title", |r| text(r, "title").to_lowercase()),
    ("hubs", "name", |r| text(r, "name").to_lowercase()),
    ("hubs", "formed_year", |r| format!("{:05}", r["formed_year"].as_i64().unwrap_or(0))),
    ("hubs", "created_at", |r| text(r, "created_at").to_owned()),
    ("institutions", "name", |r| text(r, "name").to_lowercase().replace('/', " ")),
    ("institutions", "code", |r| text(r, "code").to_owned()),
];

fn path(resource: &str, more: &str) -> String {
    let statuses = if resource == "innovations" { format!("&status={}", STATUSES.join(",")) } else { String::new() };
    format!("/{resource}?{more}{statuses}")
}

fn a_walk_returns_each_record_once_and_in_order(backend: Backend) {
    let site = Site::shared(backend);
    for (resource, sort, key) in SORTS {
        let total = site.get(&path(resource, "count=true&limit=1")).by("admin").ok()["total"].as_u64().unwrap();
        for limit in [1, 7, 100] {
            let records = site.walk(&path(resource, &format!("sort={sort}&limit={limit}")), Some("admin"));
            let distinct: BTreeSet<_> = ids(&records).into_iter().collect();
            assert_eq!((records.len() as u64, distinct.len() as u64), (total, total), "{resource} by {sort}, {limit} a page");
            let keys: Vec<String> = records.iter().map(key).collect();
            assert!(keys.is_sorted(), "{resource} by {sort}: {keys:#?}");
        }
    }
}

fn a_walk_backwards_is_the_reverse(backend: Backend) {
    let site = Site::shared(backend);
    for (resource, sort, _) in SORTS {
        let up = site.walk(&path(resource, &format!("sort={sort}&limit=9")), Some("admin"));
        let mut down = site.walk(&path(resource, &format!("sort=-{sort}&limit=11")), Some("admin"));
        down.reverse();
        assert_eq!(ids(&up), ids(&down), "{resource} by {sort}");
    }
}

fn link_leads_to_the_next_page(backend: Backend) {
    let site = Site::shared(backend);
    for start in [
        "/api/v1/innovations?sector=health,land&limit=2",
        "/api/v1/hubs?limit=10&q=provinsi",
        "/api/v1/institutions?limit=20",
        "/api/v1/innovations?q=sekolah&limit=5",
    ] {
        let (mut path, mut pages) = (start.to_owned(), 0);
        loop {
            let answer = site.page(&path).send();
            let cursor = answer.ok()["next_cursor"].clone();
            pages += 1;
            let Some(cursor) = cursor.as_str() else {
                assert_eq!(answer.header("link"), None, "the last page of {start}");
                break;
            };
            let link = answer.has("link");
            let next = link.strip_prefix('<').and_then(|l| l.strip_suffix(">; rel=\"next\"")).unwrap_or_else(|| panic!("{link}"));
            assert!(next.starts_with(start.split('&').next().unwrap()) && next.ends_with(&format!("cursor={cursor}")), "{next}");
            next.clone_into(&mut path);
        }
        assert!(pages >= 2, "{start}");
    }
}

fn limits_are_1_to_100_and_20_when_left_out(backend: Backend) {
    let site = Site::shared(backend);
    let count = |path: &str| items(&site.get(path).ok()).len();
    assert_eq!([count("/innovations"), count("/hubs"), count("/institutions")], [20; 3]);
    assert_eq!([count("/innovations?limit=1"), count("/hubs?limit=1"), count("/institutions?limit=1")], [1; 3]);
    assert_eq!([count("/innovations?limit=100"), count("/hubs?limit=100"), count("/institutions?limit=100")], [45, 31, 54]);
}

fn totals_are_counted_when_asked_for(backend: Backend) {
    let site = Site::shared(backend);
    for list in [
        "/innovations?sector=health",
        "/innovations?q=sekolah",
        "/innovations?q=yang",
        "/hubs?kind=agency",
        "/institutions?q=jawa",
        "/innovations?sdg=3&year=2022",
    ] {
        let all = site.walk(&format!("{list}&limit=100"), None).len();
        let page = site.get(&format!("{list}&count=true&limit=1")).ok();
        assert_eq!(page["total"], all, "{list}");
        assert_eq!(page["total_is_capped"], Value::Null);
        assert_eq!(site.get(list).ok()["total"], Value::Null, "not when it was not asked for");
        assert_eq!(site.get(&format!("{list}&count=false")).ok()["total"], Value::Null);
    }
}

fn repeats_and_commas_both_mean_or(backend: Backend) {
    let site = Site::shared(backend);
    let pairs = [
        ("innovations", "sector", "health", "land"),
        ("innovations", "phase", "creation", "development"),
        ("innovations", "sdg", "3", "16"),
        ("hubs", "kind", "ministry", "agency"),
        ("institutions", "kind", "province", "agency"),
    ];
    for (resource, field, a, b) in pairs {
        let found = |query: &str| {
            let records = site.walk(&format!("/{resource}?{query}&limit=100"), None);
            ids(&records).into_iter().map(str::to_owned).collect::<BTreeSet<_>>()
        };
        let (only_a, only_b) = (found(&format!("{field}={a}")), found(&format!("{field}={b}")));
        assert!(!only_a.is_empty() && !only_b.is_empty(), "{resource} {field}");
        let either: BTreeSet<_> = only_a.union(&only_b).cloned().collect();
        for query in [
            format!("{field}={a},{b}"),
            format!("{field}={a}&{field}={b}"),
            format!("{field}={b},{a},{a}"),
            format!("{field}={a}%2C%20{b}"),
        ] {
            assert_eq!(found(&query), either, "{resource}?{query}");
        }
    }
}

fn without_sort_the_newest_come_first(backend: Backend) {
    let site = Site::shared(backend);
    assert_eq!(site.walk("/innovations", None), site.walk("/innovations?sort=-created_at", None));
    assert_eq!(site.walk("/hubs", None), site.walk("/hubs?sort=name", None));
    assert_eq!(site.walk("/institutions", None), site.walk("/institutions?sort=name", None));
    assert_eq!(site.walk("/innovations?q=sekolah", None), site.walk("/innovations?q=sekolah&sort=relevance", None));
}

fn a_record_that_appears_during_a_walk_disturbs_nothing(backend: Backend) {
    let site = Site::own(backend);
    let first = site.get("/innovations?limit=20").ok();
    let rest = format!("/innovations?limit=100&cursor={}", text(&first, "next_cursor"));
    let before = site.get(&rest).ok();
    // Four more are published: now they are the newest.
    site.execute("UPDATE innovations SET status = 'published', created_at = 1900000000000 WHERE status = 'submitted'").unwrap();
    assert_eq!(ids(items(&site.get(&rest).ok())), ids(items(&before)));
    assert_eq!(items(&before).len(), 25);
    assert_eq!(site.get("/innovations?count=true").ok()["total"], 49);
}

fn who_has_an_answer_already_gets_304(backend: Backend) {
    let site = Site::shared(backend);
    let innovation = items(&site.get("/innovations?limit=1").ok())[0]["slug"].as_str().unwrap().to_owned();
    let one = format!("/innovations/{innovation}");
    for path in [
        "/innovations?sector=health",
        "/hubs",
        "/hubs/kemenkeu",
        "/hubs/kemenkeu/stats",
        "/institutions",
        "/institutions/kkp",
        "/vocabularies",
        "/stats/overview",
        &one,
        "/me",
    ] {
        let ask = |tags: Option<&str>| {
            let request = site.get(path).by_some((path == "/me").then_some("innovator.kkp"));
            match tags {
                Some(tags) => request.header("If-None-Match", tags).send(),
                None => request.send(),
            }
        };
        let whole = ask(None).status(200);
        let etag = whole.has("etag");
        let (version, hash) = etag.trim_matches('"').split_once('-').unwrap_or_else(|| panic!("{etag}"));
        assert!(version.parse::<u64>().is_ok() && hash.len() == 16, "{etag}");
        for known in [etag.to_owned(), format!("W/{etag}"), format!("\"1-0\", {etag}"), "*".to_owned()] {
            let answer = ask(Some(&known)).status(304);
            assert_eq!((answer.header("etag"), answer.body.len()), (Some(etag), 0), "{path}");
            assert_eq!(answer.header("cache-control"), whole.header("cache-control"), "{path}");
        }
        for other in ["\"1-0123456789abcdef\"", "rubbish", "", &etag[1..etag.len() - 1]] {
            assert_eq!(ask(Some(other)).status(200).body, whole.body, "{path}");
        }
    }
    // Another caller sees another record, and has another tag.
    let as_admin = site.get(&one).by("admin").send();
    assert_ne!(as_admin.header("etag"), site.get(&one).send().header("etag"));
}

fn a_change_makes_another_etag(backend: Backend) {
    let site = Site::own(backend);
    let before = site.get("/me").by("innovator.kkp").send();
    let change = site.call("PATCH", "/me").by("innovator.kkp").json(&json!({"locale": "en"})).header("If-Match", before.has("etag")).send();
    let after = site.get("/me").by("innovator.kkp").header("If-None-Match", before.has("etag")).send().status(200);
    assert_ne!(before.header("etag"), after.header("etag"));
    assert_eq!(change.header("etag"), after.header("etag"));
    assert_eq!(change.ok(), after.ok());
    let list = site.get("/innovations").send();
    site.execute("UPDATE innovations SET title = 'Judul yang lain sama sekali', version = version + 1 WHERE status = 'published'").unwrap();
    site.get("/innovations").header("If-None-Match", list.has("etag")).send().status(200);
}

fn records_have_the_fields_that_all_records_have(backend: Backend) {
    let site = Site::shared(backend);
    let instant = |text: &str| text.len() == 24 && text.ends_with('Z') && text.as_bytes()[10] == b'T' && text.as_bytes()[19] == b'.';
    for list in [&of_all_statuses(""), "/hubs?limit=100", "/institutions?limit=100"] {
        for record in site.walk(list, Some("admin")) {
            let id = text(&record, "id");
            assert!(id.len() == 36 && id.as_bytes()[14] == b'7', "{id} is no UUIDv7");
            assert!(instant(text(&record, "created_at")) && instant(text(&record, "updated_at")), "{record}");
            assert!(text(&record, "created_at") <= text(&record, "updated_at"), "{record}");
            assert!(record["version"].as_u64().is_some_and(|v| v >= 1), "{record}");
            let snake = |name: &String| words(&name.replace('_', "")) == [name.replace('_', "")];
            assert!(record.as_object().unwrap().keys().all(snake), "{record}");
        }
    }
}
