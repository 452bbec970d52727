//! One innovation: its texts as HTML, who of its people is named, how complete it is, and what may be done with it.

use crate::shared::{INSTITUTIONS, Person, TEXTS, accounts, innovations, items, of_all_statuses, text};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tests::{Backend, Site, on_both};

on_both![
    the_demonstration_is_large_varied_and_marked,
    every_text_comes_with_its_html,
    html_is_sanitised,
    people_without_consent_are_named_to_insiders_only,
    reviews_and_notes_stay_inside,
    of_a_transition_the_public_sees_what_and_when,
    completeness_counts_what_submitting_needs,
    allowed_actions_follow_the_domain,
    visitors_are_offered_nothing,
    an_id_and_a_slug_name_the_same_record,
    a_visitor_reads_the_newest_version,
    many_visitors_at_once_get_what_each_asked_for,
    lists_show_what_records_show,
    dates_and_numbers_have_their_types,
];

fn the_demonstration_is_large_varied_and_marked(backend: Backend) {
    let all = innovations(backend);
    let count = |field: fn(&Value) -> &str| {
        all.values().map(field).fold(BTreeMap::<&str, u32>::new(), |mut counts, value| {
            *counts.entry(value).or_default() += 1;
            counts
        })
    };
    let statuses = count(|i| text(i, "status"));
    assert!(all.len() >= 60 && statuses["published"] >= 20 && statuses.len() == 7, "{statuses:?}");
    assert!(count(|i| text(&i["institution"], "code")).len() >= 15);
    let marked = |i: &Value| i["keywords"].as_array().unwrap().iter().any(|k| k == "data peragaan");
    assert!(all.values().all(marked), "each says that it is demonstration data");
    assert!(all.values().any(|i| !i["awards"].as_array().unwrap().is_empty()));
    assert!(all.values().any(|i| !i["indicators"].as_array().unwrap().is_empty()));
}

fn every_text_comes_with_its_html(backend: Backend) {
    let mut filled = 0;
    for innovation in innovations(backend).values() {
        for field in TEXTS {
            let html = &innovation[format!("{field}_html")];
            assert!(!innovation[field].is_null() || innovation.get(field).is_some(), "{field} is missing");
            assert_eq!(innovation[field].is_null(), html.is_null(), "{field} of {}", innovation["title"]);
            if let Some(html) = html.as_str() {
                filled += 1;
                assert!(html.starts_with('<') && !html.contains("<script"), "{html}");
            }
        }
    }
    assert!(filled > 500, "{filled}");
}

fn html_is_sanitised(backend: Backend) {
    let site = Site::own(backend);
    let slug = text(&items(&site.get("/innovations?limit=1").ok())[0], "slug").to_owned();
    let render = |markdown: &str| {
        let quoted = markdown.replace('\'', "''");
        site.execute(&format!(
            "UPDATE innovation_texts SET background = '{quoted}' WHERE seq = (SELECT seq FROM innovations WHERE slug = '{slug}'); \
             UPDATE innovations SET version = version + 1 WHERE slug = '{slug}'"
        ))
        .unwrap();
        let innovation = site.get(&format!("/innovations/{slug}")).ok();
        assert_eq!(innovation["background"], markdown, "the source stays as it is");
        text(&innovation, "background_html").to_owned()
    };
    assert_eq!(render("**tebal** dan *miring*"), "<p><strong>tebal</strong> dan <em>miring</em></p>\n");
    assert!(render("| a | b |\n|---|---|\n| 1 | 2 |").contains("<td>1</td>"));
    let link = render("[peta](https://example.go.id/?a=1&b=2)");
    assert!(link.contains("href=\"https://example.go.id/?a=1&amp;b=2\"") && link.contains("noopener"), "{link}");
    let nasty = [
        "<script>alert(1)</script>",
        "<ScRiPt src=//x.example></sCrIpT>",
        "<img src=x onerror=alert(1)>",
        "![x](https://tracker.example/p.png)",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt&colon;alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href=\" javascript:alert(1)\">a</a>",
        "<svg/onload=alert(1)>",
        "<math><mtext></p><style><img src=x onerror=alert(1)>",
        "<iframe src=https://x.example></iframe>",
        "<p style=\"background:url(https://x.example)\" onclick=alert(1)>a</p>",
        "<form action=https://x.example><input name=q><button>Kirim</button></form>",
        "<base href=https://x.example>",
        "<meta http-equiv=refresh content=0>",
        "<div id=\"app\" class=\"modal\">a</div>",
        "<a href=\"https://x.example\" target=\"_blank\">a</a>",
        "<!-- --!><script>alert(1)</script>",
    ];
    let traces = [
        "<script",
        "onerror",
        "onload",
        "onclick",
        "javascript:",
        "data:text",
        "<img",
        "<svg",
        "<iframe",
        "style=",
        "<form",
        "<base",
        "<meta",
        "<math",
        "<style",
        "target=",
        "id=\"app\"",
        "class=\"modal\"",
    ];
    for markdown in nasty {
        let html = render(markdown).to_lowercase();
        let tags: String = html.split('<').skip(1).map(|tag| format!("<{}>", tag.split('>').next().unwrap_or_default())).collect();
        let found: Vec<_> = traces.iter().filter(|trace| tags.contains(*trace)).collect();
        assert!(found.is_empty(), "{found:?} of {markdown} in {html}");
    }
}

fn people_without_consent_are_named_to_insiders_only(backend: Backend) {
    let site = Site::shared(backend);
    let admins = innovations(backend);
    let mut hidden = 0;
    for account in ["manager.kemenkeu", "innovator.kkp", "signatory.bpom", "reviewer", ""] {
        let account = (!account.is_empty()).then_some(account);
        let caller = account.map(|a| Person::of(site, a));
        for (id, admins) in admins.iter().filter(|(_, i)| i["status"] == "published") {
            let inside = caller.as_ref().is_some_and(|c| c.sees_unpublished(admins));
            let innovation = site.get(&format!("/innovations/{id}")).by_some(account).ok();
            let all = admins["team"].as_array().unwrap();
            let expected: Vec<&Value> = all.iter().filter(|person| inside || person["consent"] == true).collect();
            assert_eq!(innovation["team"].as_array().unwrap().iter().collect::<Vec<_>>(), expected, "{account:?} {}", admins["title"]);
            for person in all.iter().filter(|p| !inside && p["consent"] != true) {
                hidden += 1;
                assert!(!innovation.to_string().contains(text(person, "name")), "{account:?} {person}");
            }
        }
    }
    assert!(hidden > 50, "{hidden}");
}

fn reviews_and_notes_stay_inside(backend: Backend) {
    let site = Site::shared(backend);
    let secrets: Vec<String> = site
        .lines("SELECT note AS line FROM innovation_transitions WHERE note IS NOT NULL")
        .into_iter()
        .chain(site.lines("SELECT comment AS line FROM reviews WHERE comment IS NOT NULL"))
        .collect();
    assert!(secrets.len() > 20, "the demonstration has some: {}", secrets.len());
    let slugs: Vec<String> = innovations(backend).values().map(|i| text(i, "slug").to_owned()).collect();
    for account in [None, Some("signatory.kkp")] {
        let mut seen = site.get("/innovations?limit=100&facets=sector").by_some(account).send().text();
        for slug in &slugs {
            seen += &site.get(&format!("/innovations/{slug}")).by_some(account).send().text();
            seen += &site.get(&format!("/innovations/{slug}/transitions")).by_some(account).send().text();
        }
        for secret in &secrets {
            assert!(!seen.contains(secret.as_str()), "{account:?} {secret}");
        }
    }
    let notes: Vec<Value> =
        slugs.iter().flat_map(|slug| items(&site.get(&format!("/innovations/{slug}/transitions")).by("admin").ok()).clone()).collect();
    assert!(
        notes.iter().any(|t| t["note"].is_string() && t["by"]["name"].is_string() && t["from"].is_string()),
        "from inside they are seen"
    );
}

fn of_a_transition_the_public_sees_what_and_when(backend: Backend) {
    let site = Site::shared(backend);
    for innovation in innovations(backend).values() {
        let path = format!("/innovations/{}/transitions", text(innovation, "id"));
        let inside = site.get(&path).by("admin").ok();
        let steps = items(&inside);
        assert_eq!(steps.last().unwrap()["to"], innovation["status"], "{path}");
        assert!(steps.is_sorted_by_key(|t| text(t, "at").to_owned()), "{inside}");
        assert_eq!(steps[0].get("from"), Some(&Value::Null), "{inside}");
        for pair in steps.windows(2) {
            assert_eq!(pair[0]["to"], pair[1]["from"], "{inside}");
        }
        if innovation["status"] != "published" {
            continue;
        }
        let outside = site.get(&path).ok();
        assert_eq!(outside["allowed"], json!([]));
        assert_eq!(items(&outside).last().unwrap()["to"], "published");
        for step in items(&outside) {
            assert_eq!(step.as_object().unwrap().keys().collect::<Vec<_>>(), ["at", "to"], "{outside}");
        }
    }
}

fn completeness_counts_what_submitting_needs(backend: Backend) {
    let needed =
        ["title", "hub_id", "summary", "unit_name", "sector", "category"].into_iter().chain(TEXTS[..7].iter().copied()).collect::<Vec<_>>();
    let mut incomplete = 0;
    for innovation in innovations(backend).values() {
        let missing: BTreeSet<String> =
            needed.iter().filter(|field| text(innovation, field).trim().is_empty()).map(|f| format!("/{f}")).collect();
        let named = innovation["completeness_missing"].as_array().unwrap();
        assert!(named.iter().all(|m| m["code"] == "required"), "{named:?}");
        assert_eq!(named.iter().map(|m| text(m, "pointer").to_owned()).collect::<BTreeSet<_>>(), missing, "{}", innovation["title"]);
        let share = (needed.len() - missing.len()) * 100 / needed.len();
        assert_eq!(innovation["completeness"], share, "{}", innovation["title"]);
        incomplete += usize::from(!missing.is_empty());
        assert!(missing.is_empty() || innovation["status"] == "draft", "only drafts are incomplete: {}", innovation["title"]);
    }
    assert!(incomplete >= 3, "{incomplete}");
}

/// "Roles" and "Life cycles" of the domain.
fn expected_actions(person: &Person, innovation: &Value) -> BTreeSet<&'static str> {
    let (owns, home) = (person.owns(innovation), person.is_home_of(innovation));
    let admin = person.is("admin");
    let editor = admin || (person.is("innovator") && owns) || (person.is("hub_manager") && home);
    let archivist = admin || (person.is("hub_manager") && home);
    let reviewer = (admin || person.is("reviewer")) && !owns && !home;
    let status = text(innovation, "status");
    let inside = editor || (reviewer && status != "draft");
    let mut actions: Vec<(bool, &[&str])> =
        vec![(admin, &["update", "restore"]), (archivist, &["reassign"]), (inside, &["read_reviews", "read_revisions"])];
    actions.extend(match status {
        "draft" => vec![(editor, &["update", "restore", "delete", "transition:submitted"][..])],
        "submitted" => vec![(editor, &["transition:draft"][..]), (reviewer, &["transition:in_review"])],
        "in_review" => vec![(reviewer, &["review", "transition:published", "transition:revision_requested", "transition:rejected"][..])],
        "revision_requested" => vec![(editor, &["update", "restore", "transition:submitted"][..])],
        "rejected" => vec![(editor, &["transition:draft"][..])],
        "published" => vec![(archivist, &["transition:archived"][..])],
        _ => vec![(archivist, &["transition:published"][..])],
    });
    actions.into_iter().filter(|(may, _)| *may).flat_map(|(_, names)| names.iter().copied()).collect()
}

fn has_assessed(site: &Site, id: &str, account: &str) -> bool {
    let me = site.get("/me").by(account).ok()["id"].clone();
    let reviews = site.get(&format!("/innovations/{id}/reviews")).by(account).ok();
    items(&reviews).iter().any(|review| review["reviewer"]["id"] == me)
}

fn allowed_actions_follow_the_domain(backend: Backend) {
    let site = Site::shared(backend);
    let mut offered = BTreeSet::new();
    for account in accounts() {
        let person = Person::of(site, &account);
        for (id, innovation) in innovations(backend).iter().filter(|(_, i)| i["status"] == "published" || person.sees_unpublished(i)) {
            let mut expected = expected_actions(&person, innovation);
            offered.extend(expected.clone());
            if expected.contains("review") && has_assessed(site, id, &account) {
                expected.remove("review");
            }
            let seen = site.get(&format!("/innovations/{id}")).by(&account).ok();
            let actions: BTreeSet<&str> = seen["allowed_actions"].as_array().unwrap().iter().map(|a| a.as_str().unwrap()).collect();
            assert_eq!(actions, expected, "{account} {} {}", innovation["status"], innovation["title"]);
            let ways = site.get(&format!("/innovations/{id}/transitions")).by(&account).ok()["allowed"].clone();
            let ways: BTreeSet<String> = ways.as_array().unwrap().iter().map(|to| format!("transition:{}", to.as_str().unwrap())).collect();
            assert_eq!(ways, actions.iter().filter(|a| a.starts_with("transition:")).map(|a| (*a).to_owned()).collect(), "{account} {id}");
        }
    }
    assert_eq!(offered.len(), 14, "all of them are offered to somebody: {offered:?}");
}

fn visitors_are_offered_nothing(backend: Backend) {
    let site = Site::shared(backend);
    for innovation in site.walk("/innovations?limit=100", None) {
        let seen = site.get(&format!("/innovations/{}", text(&innovation, "id"))).ok();
        assert_eq!(seen.get("allowed_actions"), None);
    }
    for code in INSTITUTIONS {
        let slug = if code == "prov-35" { "jawa-timur" } else { code };
        assert_eq!(site.get(&format!("/hubs/{slug}")).ok().get("allowed_actions"), None);
    }
}

fn an_id_and_a_slug_name_the_same_record(backend: Backend) {
    let site = Site::shared(backend);
    for innovation in &site.walk("/innovations?limit=100", None)[..5] {
        let (id, slug) = (text(innovation, "id"), text(innovation, "slug"));
        let by_id = site.get(&format!("/innovations/{id}")).send();
        assert_eq!(by_id.ok(), site.get(&format!("/innovations/{slug}")).ok());
        assert_eq!(by_id.ok(), site.get(&format!("/innovations/{}", id.to_uppercase())).ok());
        assert!(by_id.has("etag").starts_with(&format!("\"{}-", innovation["version"])), "{by_id:?}");
        assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') && slug.len() <= 120, "{slug}");
        for other in [format!("{{{id}}}"), id.replace('-', ""), format!("urn:uuid:{id}")] {
            site.get(&format!("/innovations/{}", tests::encode(&other))).problem(404, "not-found");
        }
    }
}

fn lists_show_what_records_show(backend: Backend) {
    let site = Site::shared(backend);
    for listed in site.walk(&of_all_statuses(""), Some("admin")) {
        let full = &innovations(backend)[text(&listed, "id")];
        for (name, value) in listed.as_object().unwrap() {
            assert_eq!(value, &full[name], "{name} of {}", listed["title"]);
        }
        for heavy in TEXTS.into_iter().chain(["team", "links", "indicators", "background_html"]) {
            assert_eq!(listed.get(heavy), None, "lists stay small");
        }
    }
}

fn dates_and_numbers_have_their_types(backend: Backend) {
    let date = |value: &Value| value.is_null() || value.as_str().is_some_and(|d| d.len() == 10 && d.as_bytes()[4] == b'-');
    for i in innovations(backend).values() {
        assert!(date(&i["attested_on"]) && date(&i["initiated_on"]) && date(&i["implemented_on"]), "{i}");
        assert_eq!(i["published_at"].is_null(), !["published", "archived"].contains(&text(i, "status")), "{}", i["title"]);
        assert!(i["sdgs"].as_array().unwrap().iter().all(|n| n.as_u64().is_some_and(|n| (1..=17).contains(&n))));
        assert!(i["stale"].is_boolean() && i["completeness"].as_u64().is_some_and(|n| n <= 100));
        for indicator in i["indicators"].as_array().unwrap() {
            assert!(indicator["name"].is_string() && (indicator["baseline"].is_null() || indicator["baseline"].is_number()), "{indicator}");
            assert!(date(&indicator["measured_on"]), "{indicator}");
        }
        assert!(i["awards"].as_array().unwrap().iter().all(|a| a["name"].is_string() && a["year"].is_number()));
        assert!(i["links"].as_array().unwrap().iter().all(|l| text(l, "url").starts_with("http")));
        assert_eq!(i["created_by"], i["owner_ids"].get(0).cloned().unwrap_or(Value::Null), "the creator is the first owner");
    }
}

/// What visitors read is kept as it was sent: it must follow the record, its hub and its institution.
fn a_visitor_reads_the_newest_version(backend: Backend) {
    let site = Site::own(backend);
    let slug = text(&items(&site.get("/innovations?limit=1").ok())[0], "slug").to_owned();
    let path = format!("/innovations/{slug}");
    let first = site.get(&path).ok();
    assert_eq!(site.get(&path).ok(), first);
    site.execute("UPDATE hubs SET name = name || ' baru'").unwrap();
    let renamed = site.get(&path).ok();
    assert_eq!(renamed["hub"]["name"], format!("{} baru", text(&first["hub"], "name")));
    let listed = site.get("/innovations?limit=1").ok();
    assert_eq!(items(&listed)[0]["hub"]["name"], renamed["hub"]["name"], "lists follow too");
    site.execute("UPDATE institutions SET short_name = 'Pendek'").unwrap();
    assert_eq!(site.get(&path).ok()["institution"]["short_name"], "Pendek");
    site.execute(&format!("UPDATE innovations SET status = 'archived', version = version + 1 WHERE slug = '{slug}'")).unwrap();
    site.get(&path).problem(404, "not-found");
}

fn many_visitors_at_once_get_what_each_asked_for(backend: Backend) {
    let site = Site::shared(backend);
    let listed = site.get("/innovations?limit=20").ok();
    let published: Vec<(String, String)> = items(&listed).iter().map(|i| (text(i, "id").to_owned(), text(i, "slug").to_owned())).collect();
    std::thread::scope(|scope| {
        for n in 0..16 {
            let published = &published;
            scope.spawn(move || {
                for (id, slug) in published.iter().cycle().skip(n).take(40) {
                    assert_eq!(text(&site.get(&format!("/innovations/{id}")).ok(), "slug"), slug);
                    assert_eq!(text(&site.get(&format!("/innovations/{slug}")).ok(), "id"), id);
                    assert_eq!(text(&site.get(&format!("/innovations/{}", id.to_uppercase())).ok(), "id"), id);
                    site.get(&format!("/innovations/{slug}-{n}")).problem(404, "not-found");
                }
            });
        }
    });
}
