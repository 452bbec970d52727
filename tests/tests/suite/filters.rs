//! Every filter and facet of innovations, combined at random, compared with the same done by hand on all records.

use crate::shared::{Person, STATUSES, accounts, ids, innovations, sees, text};
use fastrand::Rng;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use tests::{Backend, Site, on_both};

on_both![
    each_filter_alone_finds_what_it_names,
    filters_combined_at_random_find_what_they_name,
    facets_count_what_filtering_by_each_value_finds,
    stale_means_attested_more_than_a_year_ago,
    hubs_and_institutions_are_named_by_id_or_handle,
    unknown_hubs_and_institutions_are_refused,
];

type Values = fn(&Value) -> Vec<String>;

/// Filters, and the values that a record has for each. The first of several names is its id.
const FILTERS: &[(&str, Values)] = &[
    ("phase", |i| vec![text(i, "phase").to_owned()]),
    ("sustainability", |i| vec![text(i, "sustainability").to_owned()]),
    ("stale", |i| vec![i["stale"].to_string()]),
    ("hub_id", |i| vec![text(i, "hub_id").to_owned(), text(&i["hub"], "slug").to_owned()]),
    ("institution_id", |i| vec![text(i, "institution_id").to_owned(), text(&i["institution"], "code").to_owned()]),
    ("sector", |i| i["sector"].as_str().map(str::to_owned).into_iter().collect()),
    ("category", |i| i["category"].as_str().map(str::to_owned).into_iter().collect()),
    ("sdg", |i| i["sdgs"].as_array().unwrap().iter().map(ToString::to_string).collect()),
    ("year", |i| i["implemented_on"].as_str().map(|day| day[..4].to_owned()).into_iter().collect()),
    ("source", |i| vec![text(i, "source").to_owned()]),
    ("status", |i| vec![text(i, "status").to_owned()]),
];

/// Facets are filters that take several values.
const FACETS: [&str; 9] = ["phase", "sustainability", "hub_id", "institution_id", "sector", "category", "sdg", "year", "source"];

type Chosen = BTreeMap<&'static str, BTreeSet<String>>;

fn matches(innovation: &Value, chosen: &Chosen) -> bool {
    chosen.iter().all(|(name, wanted)| {
        let (_, values) = FILTERS.iter().find(|(n, _)| n == name).unwrap();
        values(innovation).iter().any(|v| wanted.contains(v))
    })
}

fn query(chosen: &Chosen) -> String {
    chosen.iter().map(|(name, values)| format!("&{name}={}", values.iter().cloned().collect::<Vec<_>>().join(","))).collect()
}

/// Every value that a filter can be given and that some record has, and a few that none has.
fn values_of(backend: Backend, values: Values, name: &str) -> Vec<String> {
    let present: BTreeSet<String> = innovations(backend).values().flat_map(values).collect();
    let absent: &[&str] = match name {
        "year" => &["1999"],
        "sdg" => &["1", "2", "17"],
        "source" => &["kipp", "lan"],
        _ => &[],
    };
    present.into_iter().chain(absent.iter().map(|v| (*v).to_owned())).collect()
}

fn each_filter_alone_finds_what_it_names(backend: Backend) {
    let site = Site::shared(backend);
    for (name, values) in FILTERS {
        for value in values_of(backend, *values, name) {
            let mut chosen = Chosen::from([(*name, BTreeSet::from([value]))]);
            chosen.entry("status").or_insert_with(|| STATUSES.map(str::to_owned).into());
            compare(site, backend, "admin", &chosen, None);
        }
    }
}

/// Compares what the service finds for a caller with what the filters say; returns how much it was.
fn compare(site: &Site, backend: Backend, account: &str, chosen: &Chosen, q: Option<&(&str, BTreeSet<String>)>) -> usize {
    let caller = Person::of(site, account);
    let status = if chosen.contains_key("status") { "" } else { "published" };
    let expected: BTreeSet<&str> = innovations(backend)
        .iter()
        .filter(|(_, i)| sees(Some(&caller), i) && matches(i, chosen) && (status.is_empty() || i["status"] == status))
        .filter(|(id, _)| q.is_none_or(|(_, found)| found.contains(*id)))
        .map(|(id, _)| id.as_str())
        .collect();
    let words = q.map(|(word, _)| format!("&q={}", tests::encode(word))).unwrap_or_default();
    let path = format!("/innovations?limit=100&count=true{}{words}", query(chosen));
    let page = site.get(&path).by(account).ok();
    let found = page["items"].as_array().unwrap();
    assert_eq!(ids(found).into_iter().collect::<BTreeSet<_>>(), expected, "{account} {path}");
    assert_eq!(page["total"], expected.len(), "{account} {path}");
    expected.len()
}

fn filters_combined_at_random_find_what_they_name(backend: Backend) {
    let site = Site::shared(backend);
    let seed = std::env::var("SEED").ok().and_then(|s| s.parse().ok()).unwrap_or_else(|| fastrand::u64(..));
    println!("SEED={seed} repeats this run");
    let mut rng = Rng::with_seed(seed);
    let words: Vec<(&str, BTreeSet<String>)> = ["sekolah", "layanan desa", "antrean", "peragaan"]
        .into_iter()
        .map(|q| {
            let found = site
                .walk(&format!("/innovations?limit=100&sort=title&status={}&q={}", STATUSES.join(","), tests::encode(q)), Some("admin"));
            (q, ids(&found).into_iter().map(str::to_owned).collect())
        })
        .collect();
    let accounts = accounts();
    let all: Vec<(&str, Vec<String>)> = FILTERS.iter().map(|(name, values)| (*name, values_of(backend, *values, name))).collect();
    let mut sizes = BTreeMap::<usize, u32>::new();
    for _ in 0..200 {
        let mut chosen = Chosen::new();
        for (name, values) in &all {
            // Several values of few filters find something; one value of many finds nothing.
            if rng.u8(..100) < 25 {
                let most = if *name == "stale" { 1 } else { 1 + rng.usize(..values.len()) };
                chosen.insert(name, (0..most).map(|_| values[rng.usize(..values.len())].clone()).collect());
            }
        }
        let q = (rng.u8(..100) < 30).then(|| &words[rng.usize(..words.len())]);
        let account = if rng.bool() { "admin" } else { &accounts[rng.usize(..accounts.len())] };
        *sizes.entry(compare(site, backend, account, &chosen, q).min(3)).or_default() += 1;
    }
    assert!(sizes.len() == 4 && sizes[&0] < 120, "few of them find nothing: {sizes:?}");
}

fn facets_count_what_filtering_by_each_value_finds(backend: Backend) {
    let site = Site::shared(backend);
    for filters in [
        "",
        "&sector=health,land,fisheries",
        "&phase=development&sdg=3,8,16",
        "&q=sekolah",
        "&q=layanan%20desa&year=2021,2022",
        "&status=draft,submitted,published",
    ] {
        let base = |without: &str| -> String {
            filters
                .split('&')
                .filter(|part| !part.is_empty() && part.split('=').next() != Some(without))
                .map(|part| format!("&{part}"))
                .collect()
        };
        let page = site.get(&format!("/innovations?limit=1{filters}&facets={}", FACETS.join(","))).by("admin").ok();
        for name in FACETS {
            let values = page["facets"][name].as_array().unwrap_or_else(|| panic!("{name} of {filters}: {page}"));
            let counts: Vec<i64> = values.iter().map(|v| v["count"].as_i64().unwrap()).collect();
            assert!(counts.is_sorted_by(|a, b| a >= b), "most frequent first: {values:?}");
            for value in values {
                let filtered =
                    site.get(&format!("/innovations?limit=1&count=true{}&{name}={}", base(name), text(value, "value"))).by("admin").ok();
                assert_eq!(filtered["total"], value["count"], "{name}={} with {filters}", value["value"]);
            }
            // Nothing is left out, where every record has one value.
            if ["phase", "source", "hub_id"].contains(&name) {
                let total = site.get(&format!("/innovations?limit=1&count=true{}", base(name))).by("admin").ok();
                assert_eq!(counts.iter().sum::<i64>(), total["total"].as_i64().unwrap(), "{name} with {filters}");
            }
        }
    }
    assert_eq!(site.get("/innovations").ok()["facets"], Value::Null, "not when they were not asked for");
}

fn stale_means_attested_more_than_a_year_ago(backend: Backend) {
    let site = Site::own(backend);
    let slugs: Vec<String> = site.walk("/innovations?limit=5", None)[..4].iter().map(|i| text(i, "slug").to_owned()).collect();
    let day = |days: i64| {
        let sql = match backend {
            Backend::Sqlite => format!("SELECT date('now', '{days} days') AS line"),
            Backend::Postgres => format!("SELECT to_char(now() + interval '{days} days', 'YYYY-MM-DD') AS line"),
        };
        format!("'{}'", site.lines(&sql)[0])
    };
    let cases = [(day(-364), false), (day(-368), true), (day(0), false), ("NULL".to_owned(), false)];
    for (slug, (attested, stale)) in slugs.iter().zip(&cases) {
        let sustainability = if attested == "NULL" { "unverified" } else { "growing" };
        site.execute(&format!(
            "UPDATE innovations SET attested_on = {attested}, sustainability = '{sustainability}', version = version + 1 WHERE slug = '{slug}'"
        ))
        .unwrap();
        assert_eq!(site.get(&format!("/innovations/{slug}")).ok()["stale"], *stale, "{attested}");
        for asked in [true, false] {
            let listed = site.walk(&format!("/innovations?limit=100&stale={asked}"), None);
            assert_eq!(listed.iter().any(|i| text(i, "slug") == slug), *stale == asked, "{attested} {asked}");
            assert!(listed.iter().all(|i| i["stale"] == asked));
        }
    }
}

fn hubs_and_institutions_are_named_by_id_or_handle(backend: Backend) {
    let site = Site::shared(backend);
    let found =
        |query: &str| ids(&site.walk(&format!("/innovations?limit=100&{query}"), None)).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let hub = site.get("/hubs/jawa-timur").ok();
    let (id, institution) = (text(&hub, "id"), text(&hub, "institution_id"));
    let expected = found(&format!("hub_id={id}"));
    assert_eq!(expected.len() as u64, hub["innovations_published"].as_u64().unwrap());
    for query in
        ["hub_id=jawa-timur", "institution_id=prov-35", &format!("institution_id={institution}"), &format!("hub_id={id},jawa-timur")]
    {
        assert_eq!(found(query), expected, "{query}");
    }
    let both = found("hub_id=jawa-timur,kemenkeu");
    assert_eq!(both.len(), expected.len() + found("institution_id=kemenkeu").len());
    assert_eq!(found("hub_id=jawa-timur&institution_id=kemenkeu"), Vec::<String>::new());
}

fn unknown_hubs_and_institutions_are_refused(backend: Backend) {
    let site = Site::shared(backend);
    for value in ["there-is-none", "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e", "'", "%25", "%F0%9F%98%80"] {
        for name in ["hub_id", "institution_id"] {
            let problem = site.get(&format!("/innovations?count=true&facets=sector&{name}={value}")).problem(400, "malformed-request");
            assert!(text(&problem, "detail").contains(&format!("`{name}`")), "{problem}");
        }
    }
}
