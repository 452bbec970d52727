//! Who sees what: the policy of the domain, computed here anew, compared with every record for every caller.

use crate::shared::{Person, STATUSES, callers, ids, innovations, items, of_all_statuses, sees, text};
use serde_json::Value;
use std::collections::BTreeSet;
use tests::{Backend, Site, on_both};

on_both![
    a_single_innovation_is_200_or_404_by_the_policy,
    lists_hold_what_the_policy_shows,
    a_list_without_status_holds_what_is_public_for_everybody,
    a_status_adds_only_what_the_caller_may_see,
    mine_holds_what_the_caller_owns,
    facets_and_totals_count_only_what_the_caller_sees,
    search_finds_only_what_the_caller_sees,
    a_reviewer_does_not_see_the_own_institution_s_submissions,
    roles_count_from_the_next_request_on,
    several_roles_add_up,
    hubs_are_public_from_agreed_on_except_closed,
    an_institution_shows_its_hub_only_when_that_is_public,
];

fn person(site: &Site, account: Option<&String>) -> Option<Person> {
    account.map(|account| Person::of(site, account))
}

fn a_single_innovation_is_200_or_404_by_the_policy(backend: Backend) {
    let site = Site::shared(backend);
    let mut seen = [0, 0];
    for account in callers() {
        let caller = person(site, account.as_ref());
        for (id, innovation) in innovations(backend) {
            let expected = sees(caller.as_ref(), innovation);
            seen[usize::from(expected)] += 1;
            for path in [format!("/innovations/{id}"), format!("/innovations/{}/transitions", text(innovation, "slug"))] {
                let answer = site.get(&path).by_some(account.as_deref()).send();
                assert_eq!(answer.status, if expected { 200 } else { 404 }, "{account:?} {} {path}", innovation["status"]);
                if !expected {
                    answer.problem(404, "not-found");
                }
            }
        }
    }
    assert!(seen[0] > 200 && seen[1] > 600, "the demonstration tries both: {seen:?}");
}

fn lists_hold_what_the_policy_shows(backend: Backend) {
    let site = Site::shared(backend);
    for account in callers() {
        let caller = person(site, account.as_ref());
        let listed = site.walk(&of_all_statuses(""), account.as_deref());
        let expected: BTreeSet<&str> =
            innovations(backend).iter().filter(|(_, i)| sees(caller.as_ref(), i)).map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids(&listed).into_iter().collect::<BTreeSet<_>>(), expected, "{account:?}");
        assert_eq!(listed.len(), expected.len(), "{account:?}");
    }
}

fn a_list_without_status_holds_what_is_public_for_everybody(backend: Backend) {
    let site = Site::shared(backend);
    let public = site.walk("/innovations?limit=100", None);
    assert!(public.iter().all(|i| i["status"] == "published"));
    for account in callers() {
        assert_eq!(site.walk("/innovations?limit=100", account.as_deref()), public, "{account:?}");
        assert_eq!(site.walk("/innovations?limit=100&status=published", account.as_deref()), public, "{account:?}");
    }
}

fn a_status_adds_only_what_the_caller_may_see(backend: Backend) {
    let site = Site::shared(backend);
    for account in callers() {
        let caller = person(site, account.as_ref());
        for status in STATUSES {
            let listed = site.walk(&format!("/innovations?limit=100&status={status}"), account.as_deref());
            let expected = innovations(backend).values().filter(|i| i["status"] == status && sees(caller.as_ref(), i)).count();
            assert_eq!(listed.len(), expected, "{account:?} {status}");
            assert!(listed.iter().all(|i| i["status"] == status), "{account:?} {status}");
        }
    }
}

fn mine_holds_what_the_caller_owns(backend: Backend) {
    let site = Site::shared(backend);
    let mut owned = 0;
    for account in callers().into_iter().flatten() {
        let caller = Person::of(site, &account);
        let mine = site.walk("/innovations?mine=true&limit=100", Some(&account));
        let expected: BTreeSet<&str> = innovations(backend).iter().filter(|(_, i)| caller.owns(i)).map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids(&mine).into_iter().collect::<BTreeSet<_>>(), expected, "{account}");
        owned += mine.len();
        let drafts = site.walk("/innovations?mine=true&status=draft", Some(&account));
        assert_eq!(drafts.len(), innovations(backend).values().filter(|i| caller.owns(i) && i["status"] == "draft").count(), "{account}");
        assert_eq!(site.walk("/innovations?mine=false", Some(&account)), site.walk("/innovations", Some(&account)));
    }
    assert!(owned >= 20, "the innovators own something: {owned}");
}

fn facets_and_totals_count_only_what_the_caller_sees(backend: Backend) {
    let site = Site::shared(backend);
    for account in callers() {
        let caller = person(site, account.as_ref());
        let page = site.get(&of_all_statuses("&count=true&facets=status")).by_some(account.as_deref()).ok();
        let visible: Vec<&Value> = innovations(backend).values().filter(|i| sees(caller.as_ref(), i)).collect();
        assert_eq!(page["total"], visible.len(), "{account:?}");
        for status in STATUSES {
            let expected = visible.iter().filter(|i| i["status"] == status).count();
            let values = page["facets"]["status"].as_array().unwrap();
            let counted = values.iter().find(|v| v["value"] == status).map_or(0, |v| v["count"].as_u64().unwrap());
            assert_eq!(counted, expected as u64, "{account:?} {status}");
        }
    }
}

fn search_finds_only_what_the_caller_sees(backend: Backend) {
    let site = Site::shared(backend);
    let everything = site.walk(&of_all_statuses("&q=peragaan"), Some("admin"));
    assert_eq!(everything.len(), 70);
    for account in callers() {
        let caller = person(site, account.as_ref());
        let expected = innovations(backend).values().filter(|i| sees(caller.as_ref(), i)).count();
        // One word and several words go different ways.
        for q in ["peragaan", "data peragaan"] {
            let found = site.walk(&of_all_statuses(&format!("&q={}", tests::encode(q))), account.as_deref());
            assert_eq!(found.len(), expected, "{account:?} {q}");
            assert_eq!(
                site.walk(&format!("/innovations?limit=100&q={}", tests::encode(q)), account.as_deref()).len(),
                45,
                "{account:?} {q}"
            );
        }
    }
}

/// Changes the roles of a demo account behind the service's back.
fn set_roles(site: &Site, account: &str, roles: &str) {
    site.execute(&format!("UPDATE users SET roles = '{roles}' WHERE email_key = '{account}@jipp.example'")).unwrap();
}

/// Which innovations a caller sees, compared with the policy; their number.
fn compare_all(site: &Site, account: &str) -> usize {
    let caller = Person::of(site, account);
    let listed = site.walk(&of_all_statuses(""), Some(account));
    let all = site.walk(&of_all_statuses(""), Some("admin"));
    for innovation in &all {
        let full = site.get(&format!("/innovations/{}", text(innovation, "id"))).by("admin").ok();
        let expected = sees(Some(&caller), &full);
        assert_eq!(ids(&listed).contains(&text(innovation, "id")), expected, "{account} {}", innovation["title"]);
        let single = site.get(&format!("/innovations/{}", text(innovation, "id"))).by(account).send();
        assert_eq!(single.status, if expected { 200 } else { 404 }, "{account} {}", innovation["title"]);
    }
    listed.len()
}

fn a_reviewer_does_not_see_the_own_institution_s_submissions(backend: Backend) {
    let site = Site::own(backend);
    site.jipp_with_input(
        &["user", "create", "--email", "penilai@kkp.example", "--name", "Penilai", "--institution", "kkp", "--reviewer"],
        "perahu lambat menyeberang\n",
    )
    .success();
    let token = site.login("penilai@kkp.example", "perahu lambat menyeberang").ok()["access_token"].as_str().unwrap().to_owned();
    let mut hidden = 0;
    for innovation in site.walk(&of_all_statuses(""), Some("admin")) {
        let published = innovation["status"] == "published";
        let home = innovation["institution"]["code"] == "kkp";
        let expected = published || (innovation["status"] != "draft" && !home);
        hidden += usize::from(home && !published);
        let answer = site.get(&format!("/innovations/{}", text(&innovation, "id"))).bearer(&token).send();
        assert_eq!(answer.status, if expected { 200 } else { 404 }, "{} {}", innovation["status"], innovation["title"]);
    }
    assert!(hidden >= 2, "{hidden}");
}

fn roles_count_from_the_next_request_on(backend: Backend) {
    let site = Site::own(backend);
    let drafts = |token: &str| items(&site.get("/innovations?status=draft").bearer(token).ok()).len();
    let token = site.token("signatory.kemenkeu");
    assert_eq!(drafts(&token), 0);
    set_roles(&site, "signatory.kemenkeu", r#"["hub_manager"]"#);
    assert_eq!(drafts(&token), 1, "the token was issued before");
    set_roles(&site, "signatory.kemenkeu", "[]");
    assert_eq!(drafts(&token), 0);
}

fn several_roles_add_up(backend: Backend) {
    let site = Site::own(backend);
    let mut seen = BTreeSet::new();
    for roles in [
        r#"["innovator","reviewer"]"#,
        r#"["hub_manager","reviewer"]"#,
        r#"["innovator","hub_manager","signatory"]"#,
        r#"["signatory","admin"]"#,
        "[]",
    ] {
        set_roles(&site, "innovator.bpom", roles);
        seen.insert(compare_all(&site, "innovator.bpom"));
    }
    assert!(seen.len() >= 4, "the combinations differ: {seen:?}");
}

fn hubs_are_public_from_agreed_on_except_closed(backend: Backend) {
    let site = Site::own(backend);
    let statuses = ["proposed", "invited", "agreed", "declined", "mou_signed", "active", "dormant", "closed"];
    let everybody = [
        None,
        Some("innovator.kkp"),
        Some("reviewer"),
        Some("signatory.kemenkeu"),
        Some("manager.kkp"),
        Some("manager.kemenkeu"),
        Some("admin"),
    ];
    for status in statuses {
        site.execute(&format!("UPDATE hubs SET status = '{status}' WHERE slug = 'kemenkeu'")).unwrap();
        let public = ["agreed", "mou_signed", "active", "dormant"].contains(&status);
        for account in everybody {
            let inside = matches!(account, Some("admin" | "manager.kemenkeu"));
            for path in ["/hubs/kemenkeu", "/hubs/kemenkeu/stats", "/hubs/kemenkeu/transitions"] {
                let answer = site.get(path).by_some(account).send();
                assert_eq!(answer.status, if public || inside { 200 } else { 404 }, "{status} {account:?} {path}");
            }
            let listed = |query: &str| site.walk(&format!("/hubs?limit=100{query}"), account).iter().any(|hub| hub["slug"] == "kemenkeu");
            assert_eq!(listed(""), public, "{status} {account:?}: without status what is public");
            assert_eq!(listed(&format!("&status={status}")), public || inside, "{status} {account:?}");
            assert_eq!(listed(&format!("&status={}", statuses.join(","))), public || inside, "{status} {account:?}");
        }
        let overview = site.get("/stats/overview").ok();
        assert_eq!(overview["hubs"]["total"], 30 + u64::from(public), "{status}");
        assert_eq!(site.page("/hubs/kemenkeu").send().status, if public { 200 } else { 404 }, "{status}");
    }
}

fn an_institution_shows_its_hub_only_when_that_is_public(backend: Backend) {
    let site = Site::own(backend);
    let hub = |account: Option<&str>| site.get("/institutions/kemenkeu").by_some(account).ok()["hub"].clone();
    assert_eq!((&hub(None)["slug"], &hub(None)["status"]), (&Value::from("kemenkeu"), &Value::from("active")));
    assert!(hub(None)["name"].is_string() && hub(None)["id"].is_string());
    site.execute("UPDATE hubs SET status = 'declined' WHERE slug = 'kemenkeu'").unwrap();
    assert_eq!(hub(None), Value::Null);
    assert_eq!(hub(Some("innovator.kkp")), Value::Null);
}
