//! Hubs and institutions.

use crate::shared::{ids, items, text};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tests::{Backend, Site, on_both};

on_both![
    the_network_is_the_one_that_reports_name,
    hubs_are_filtered_by_kind_status_and_name,
    hub_facets_count_what_filtering_finds,
    hub_stats_count_what_lists_find,
    a_hub_is_named_by_id_or_slug,
    hub_transitions_tell_the_public_what_and_when,
    hub_actions_follow_the_domain,
    institutions_are_filtered_by_kind_and_name,
    an_institution_is_named_by_id_or_code,
    published_innovations_are_counted,
];

fn the_network_is_the_one_that_reports_name(backend: Backend) {
    let site = Site::shared(backend);
    let hubs = site.walk("/hubs?limit=100", None);
    assert_eq!(hubs.len(), 31);
    assert!(hubs.iter().all(|h| h["status"] == "active" && h["basis_ref"].is_string() && h["formed_year"].is_number()));
    let signed = |day: &str| hubs.iter().filter(|h| h["basis"] == "commitment" && h["formed_on"] == day).count();
    assert_eq!((signed("2023-03-14"), signed("2023-10-20")), (7, 12));
    assert!(hubs.iter().filter(|h| h["basis"] == "decree").all(|h| h["formed_on"].is_null()), "of a decree only the year is reported");
    let kemenkeu = hubs.iter().find(|h| h["slug"] == "kemenkeu").unwrap();
    assert_eq!(kemenkeu["name"], "Hub JIPP Kementerian Keuangan");
    assert_eq!(kemenkeu["institution"]["code"], "kemenkeu");
    assert_eq!(kemenkeu["institution"]["id"], kemenkeu["institution_id"]);
}

fn hubs_are_filtered_by_kind_status_and_name(backend: Backend) {
    let site = Site::shared(backend);
    let all = site.walk("/hubs?limit=100", None);
    let found = |query: &str| site.walk(&format!("/hubs?limit=100&{query}"), None);
    for kind in ["ministry", "agency", "province", "regency", "city", "soe", "regional_soe"] {
        let expected: Vec<&str> = all.iter().filter(|h| h["institution"]["kind"] == kind).map(|h| text(h, "id")).collect();
        assert_eq!(ids(&found(&format!("kind={kind}"))), expected, "{kind}");
    }
    assert_eq!(found("status=active").len(), 31);
    assert_eq!(found("status=dormant,closed").len(), 0);
    for (q, word) in [
        ("jawa", "jawa"),
        ("JAWA", "jawa"),
        ("sumatera%20barat", "sumatera barat"),
        ("keuangan", "keuangan"),
        ("bpom", "obat dan makanan"),
        ("barat%20sumatera", "sumatera barat"),
    ] {
        let hubs = found(&format!("q={q}"));
        assert!(!hubs.is_empty(), "{q}");
        assert!(hubs.iter().all(|h| text(h, "name").to_lowercase().contains(word)), "{q}");
    }
    assert_eq!(found("q=there%20is%20none").len(), 0);
    assert_eq!(found("q=jawa&kind=ministry").len(), 0);
    for rubbish in ["%27", "%22%2A%5E", "_", "%5C", "a_b", "%25%25"] {
        site.get(&format!("/hubs?q={rubbish}")).ok();
    }
}

fn hub_facets_count_what_filtering_finds(backend: Backend) {
    let site = Site::shared(backend);
    let page = site.get("/hubs?facets=kind,status,formed_year&count=true").ok();
    for (name, field) in [("kind", "kind"), ("status", "status")] {
        for value in page["facets"][name].as_array().unwrap() {
            let filtered = site.get(&format!("/hubs?count=true&{field}={}", text(value, "value"))).ok();
            assert_eq!(filtered["total"], value["count"], "{value}");
        }
    }
    let years: BTreeMap<&str, u64> =
        page["facets"]["formed_year"].as_array().unwrap().iter().map(|v| (text(v, "value"), v["count"].as_u64().unwrap())).collect();
    assert_eq!(years, BTreeMap::from([("2020", 8), ("2021", 4), ("2023", 19)]));
    assert_eq!(page["total"], 31);
}

fn hub_stats_count_what_lists_find(backend: Backend) {
    let site = Site::shared(backend);
    for hub in site.walk("/hubs?limit=100", None) {
        let slug = text(&hub, "slug");
        let stats = site.get(&format!("/hubs/{slug}/stats")).ok();
        assert_eq!(stats["hub_id"], hub["id"]);
        let innovations = &stats["innovations"];
        let published = site.walk(&format!("/innovations?limit=100&hub_id={slug}"), None);
        let count = |value: fn(&Value) -> Option<&str>| {
            let mut counts = BTreeMap::<&str, u64>::new();
            published.iter().filter_map(value).for_each(|v| *counts.entry(v).or_default() += 1);
            json!(counts)
        };
        assert_eq!(innovations["total"], published.len(), "{slug}");
        assert_eq!(innovations["by_phase"], count(|i| i["phase"].as_str()), "{slug}");
        assert_eq!(innovations["by_sector"], count(|i| i["sector"].as_str()), "{slug}");
        assert_eq!(innovations["by_sustainability"], count(|i| i["sustainability"].as_str()), "{slug}");
        assert_eq!(innovations["by_year"], count(|i| i["implemented_on"].as_str().map(|d| &d[..4])), "{slug}");
        assert_eq!(innovations["stale"], published.iter().filter(|i| i["stale"] == true).count(), "{slug}");
        assert_eq!(hub["innovations_published"], published.len(), "{slug}");
    }
}

fn a_hub_is_named_by_id_or_slug(backend: Backend) {
    let site = Site::shared(backend);
    let by_slug = site.get("/hubs/jawa-timur").ok();
    assert_eq!(by_slug, site.get(&format!("/hubs/{}", text(&by_slug, "id"))).ok());
    assert_eq!(by_slug["institution"]["code"], "prov-35");
    let listed = site.walk("/hubs?q=jawa%20timur", None);
    assert_eq!(listed, [by_slug]);
}

fn hub_transitions_tell_the_public_what_and_when(backend: Backend) {
    let site = Site::shared(backend);
    let public = site.get("/hubs/kemenkeu/transitions").ok();
    assert_eq!(public["allowed"], json!([]));
    assert_eq!(items(&public).len(), 1);
    assert_eq!(items(&public)[0].as_object().unwrap().keys().collect::<Vec<_>>(), ["at", "to"]);
    assert!(text(&items(&public)[0], "at").starts_with("2023-10-20"));
    for account in ["manager.kemenkeu", "admin"] {
        assert!(items(&site.get("/hubs/kemenkeu/transitions").by(account).ok())[0]["note"].is_string(), "{account}");
    }
    for account in ["manager.kkp", "innovator.kemenkeu", "reviewer"] {
        assert_eq!(site.get("/hubs/kemenkeu/transitions").by(account).ok()["items"], public["items"], "{account}");
    }
}

/// What those who run a hub may do with it in any status.
const MANAGED: [&str; 4] = ["update", "members", "invite", "document"];

fn hub_actions_follow_the_domain(backend: Backend) {
    let site = Site::own(backend);
    let drawn: &[(&str, &[&str])] = &[
        ("proposed", &["invited", "closed"]),
        ("invited", &["agreed", "declined", "closed"]),
        ("agreed", &["declined", "active", "closed"]),
        ("declined", &["invited", "closed"]),
        ("mou_signed", &["active", "closed"]),
        ("active", &["dormant", "closed"]),
        ("dormant", &["active", "closed"]),
        ("closed", &["proposed"]),
    ];
    for (status, ways) in drawn {
        site.execute(&format!("UPDATE hubs SET status = '{status}' WHERE slug = 'kemenkeu'")).unwrap();
        for account in ["admin", "manager.kemenkeu", "innovator.kemenkeu", "signatory.kemenkeu", "manager.kkp", "reviewer"] {
            let answer = site.get("/hubs/kemenkeu").by(account).send();
            if answer.status == 404 {
                continue;
            }
            let expected: BTreeSet<String> = match account {
                "admin" => ways.iter().map(|to| format!("transition:{to}")).chain(MANAGED.map(str::to_owned)).collect(),
                "manager.kemenkeu" => {
                    let own = ways.iter().filter(|to| matches!((*status, **to), ("active", "dormant") | ("dormant", "active")));
                    own.map(|to| format!("transition:{to}")).chain(MANAGED.map(str::to_owned)).collect()
                }
                "innovator.kemenkeu" => BTreeSet::from(["document".to_owned()]),
                _ => BTreeSet::new(),
            };
            let actions: BTreeSet<String> =
                answer.ok()["allowed_actions"].as_array().unwrap().iter().map(|a| a.as_str().unwrap().to_owned()).collect();
            assert_eq!(actions, expected, "{account} {status}");
        }
    }
}

fn institutions_are_filtered_by_kind_and_name(backend: Backend) {
    let site = Site::shared(backend);
    let all = site.walk("/institutions?limit=100", None);
    assert_eq!(all.len(), 54);
    let found = |query: &str| site.walk(&format!("/institutions?limit=100&{query}"), None);
    for kind in ["ministry", "agency", "province", "regency", "city", "soe", "regional_soe"] {
        let expected: Vec<&str> = all.iter().filter(|i| i["kind"] == kind).map(|i| text(i, "id")).collect();
        assert_eq!(ids(&found(&format!("kind={kind}"))), expected, "{kind}");
    }
    assert_eq!(found("kind=province").len(), 38, "Indonesia has 38 provinces");
    for (q, code) in [
        ("kemenkeu", "kemenkeu"),
        ("keuangan", "kemenkeu"),
        ("KELAUTAN", "kkp"),
        ("jawa%20timur", "prov-35"),
        ("prov-35", "prov-35"),
        ("bpom", "bpom"),
    ] {
        assert!(found(&format!("q={q}")).iter().any(|i| i["code"] == code), "{q}");
    }
    assert_eq!(found("q=there%20is%20none").len(), 0);
}

fn an_institution_is_named_by_id_or_code(backend: Backend) {
    let site = Site::shared(backend);
    let by_code = site.get("/institutions/prov-35").ok();
    assert_eq!(by_code, site.get(&format!("/institutions/{}", text(&by_code, "id"))).ok());
    assert_eq!((&by_code["kind"], &by_code["region_code"]), (&json!("province"), &json!("35")));
    assert_eq!(by_code["hub"]["slug"], "jawa-timur");
    let without = site.walk("/institutions?limit=100", None).iter().filter(|i| i["hub"].is_null()).count();
    assert_eq!(without, 54 - 31);
}

fn published_innovations_are_counted(backend: Backend) {
    let site = Site::shared(backend);
    for institution in site.walk("/institutions?limit=100", None) {
        let listed = site.get(&format!("/innovations?count=true&institution_id={}", text(&institution, "code"))).ok();
        assert_eq!(institution["innovations_published"], listed["total"], "{}", institution["name"]);
        assert_eq!(site.get(&format!("/institutions/{}", text(&institution, "code"))).ok(), institution);
    }
}
