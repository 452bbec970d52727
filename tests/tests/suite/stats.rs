//! The network in figures, and the vocabularies.

use crate::shared::text;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tests::{Backend, Site, on_both};

on_both![
    the_overview_counts_what_lists_find,
    the_overview_is_the_same_for_everybody,
    vocabularies_are_bilingual_and_used,
    vocabularies_hold_the_words_of_the_domain,
];

fn the_overview_counts_what_lists_find(backend: Backend) {
    let site = Site::shared(backend);
    let overview = site.get("/stats/overview").ok();
    assert_eq!(overview["institutions"], 54);
    let hubs = &overview["hubs"];
    assert_eq!(hubs["total"], 31);
    assert_eq!(hubs["by_status"], json!({"active": 31}));
    assert_eq!(hubs["by_year"], json!({"2020": 8, "2021": 4, "2023": 19}));
    let count = |records: &[Value], value: fn(&Value) -> Option<&str>| {
        let mut counts = BTreeMap::<&str, u64>::new();
        records.iter().filter_map(value).for_each(|v| *counts.entry(v).or_default() += 1);
        json!(counts)
    };
    assert_eq!(hubs["by_kind"], count(&site.walk("/hubs?limit=100", None), |h| h["institution"]["kind"].as_str()));
    let published = site.walk("/innovations?limit=100", None);
    let innovations = &overview["innovations"];
    assert_eq!(innovations["total"], published.len());
    assert_eq!(innovations["by_status"], json!({"published": published.len()}));
    assert_eq!(innovations["by_phase"], count(&published, |i| i["phase"].as_str()));
    assert_eq!(innovations["by_sector"], count(&published, |i| i["sector"].as_str()));
    assert_eq!(innovations["by_year"], count(&published, |i| i["implemented_on"].as_str().map(|d| &d[..4])));
    assert_eq!(overview["mous"]["by_status"], count(&site.walk("/mous?limit=100", None), |m| m["status"].as_str()));
    let events = overview["formation_events"].as_array().unwrap();
    let counted: Vec<[&Value; 4]> = events.iter().map(|e| ["invited", "agreed", "declined", "undecided"].map(|name| &e[name])).collect();
    assert_eq!(counted, [[&json!(13), &json!(11), &json!(0), &json!(2)]], "the FGD of 2023-08-11");
}

fn the_overview_is_the_same_for_everybody(backend: Backend) {
    let site = Site::shared(backend);
    assert_eq!(site.get("/stats/overview").by("admin").ok(), site.get("/stats/overview").ok());
}

fn vocabularies_are_bilingual_and_used(backend: Backend) {
    let site = Site::shared(backend);
    let all = site.get("/vocabularies").ok();
    for (name, terms) in all.as_object().unwrap() {
        let terms = terms.as_array().unwrap();
        assert!(!terms.is_empty(), "{name}");
        assert!(terms.iter().all(|t| !text(t, "id").is_empty() && !text(t, "en").is_empty()), "{name}");
        let codes: BTreeSet<String> = terms.iter().map(|t| t["code"].to_string()).collect();
        assert_eq!(codes.len(), terms.len(), "{name} has a code twice");
    }
    let codes = |name: &str| all[name].as_array().unwrap().iter().map(|t| text(t, "code").to_owned()).collect::<Vec<_>>();
    for (name, parameter) in [
        ("sectors", "sector"),
        ("categories", "category"),
        ("phases", "phase"),
        ("sustainability", "sustainability"),
        ("sources", "source"),
        ("innovation_statuses", "status"),
    ] {
        for code in codes(name) {
            site.get(&format!("/innovations?{parameter}={code}")).ok();
        }
    }
    for (name, parameter) in [("institution_kinds", "kind"), ("hub_statuses", "status")] {
        for code in codes(name) {
            site.get(&format!("/hubs?{parameter}={code}")).ok();
        }
    }
}

fn vocabularies_hold_the_words_of_the_domain(backend: Backend) {
    let all = Site::shared(backend).get("/vocabularies").ok();
    let codes = |name: &str| all[name].as_array().unwrap().iter().map(|t| t["code"].clone()).collect::<Vec<_>>();
    assert_eq!(codes("sdgs"), (1..=17).map(Value::from).collect::<Vec<_>>());
    assert_eq!(
        json!(codes("innovation_statuses")),
        json!(["draft", "submitted", "in_review", "revision_requested", "rejected", "published", "archived"])
    );
    assert_eq!(
        json!(codes("hub_statuses")),
        json!(["proposed", "invited", "agreed", "declined", "mou_signed", "active", "dormant", "closed"])
    );
    assert_eq!(json!(codes("phases")), json!(["creation", "development", "institutionalisation"]));
    assert_eq!(codes("criteria").len(), 5);
}
