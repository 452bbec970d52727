//! What a record offers in `allowed_actions` is what is carried out, and what it does not offer is refused: the same
//! judgement, tried with records in their states, callers and actions.

use crate::documenting::{complete, submitted};
use crate::shared::{items, text};
use serde_json::{Value, json};
use tests::http::Answer;
use tests::{Backend, Site, on_both};

on_both![
    posts_offer_what_is_carried_out,
    comments_offer_what_is_carried_out,
    events_offer_what_is_carried_out,
    mous_offer_what_is_carried_out,
    innovations_offer_what_is_carried_out,
    reports_offer_what_is_carried_out,
    ones_own_hidden_comment_is_not_edited,
    who_wrote_or_submitted_does_not_judge,
];

/// How an action is taken on the record at a path, by an account.
type Take = fn(&Site, &str, &str) -> Answer;

/// Tries each action on a fresh record, as this account: what is offered happens, or lacks only what a guard or the body
/// asks for; what is not offered is refused.
fn compare(site: &Site, account: &str, fresh: &dyn Fn() -> String, actions: &[(&str, Take)]) {
    let mut path = fresh();
    for (action, take) in actions {
        let seen = site.get(&path).by(account).send();
        let offered = seen.status == 200 && seen.json()["allowed_actions"].as_array().unwrap().iter().any(|one| one == action);
        let answer = take(site, &path, account);
        let slug = if answer.status >= 400 { text(&answer.json(), "type").replace("/problems/", "") } else { String::new() };
        let refused = matches!(slug.as_str(), "forbidden" | "not-found" | "conflict" | "transition-not-allowed");
        assert_eq!(offered, !refused, "{account} {action} at {path}: offered in {}, answered {answer:?}", seen.text());
        if answer.status < 400 {
            path = fresh();
        }
    }
}

fn patch(site: &Site, path: &str, account: &str, body: &Value) -> Answer {
    site.call("PATCH", path).by(account).header("If-Match", "*").json(body).send()
}

fn delete(site: &Site, path: &str, account: &str) -> Answer {
    site.call("DELETE", path).by(account).header("If-Match", "*").send()
}

fn put(site: &Site, path: &str, account: &str, body: &Value) -> Answer {
    site.call("PUT", path).by(account).header("If-Match", "*").json(body).send()
}

fn post(site: &Site, path: &str, account: &str, body: &Value) -> Answer {
    site.post(path, body).by(account).send()
}

fn go(site: &Site, path: &str, account: &str, to: &str) -> Answer {
    post(site, &format!("{path}/transitions"), account, &json!({"to": to, "note": "Alasannya."}))
}

fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

fn made(answer: Answer, at: &str) -> String {
    format!("{at}/{}", text(&answer.status(201).json(), "id"))
}

/// A question of kkp's innovator in a state.
fn question(site: &Site, state: &str) -> String {
    let body = json!({"kind": "question", "title": "Bagaimana mulai?", "body": "Kami ingin tahu.", "publish_at": "2099-01-01T00:00:00Z"});
    let path = made(post(site, "/posts", "innovator.kkp", &body), "/posts");
    if state == "scheduled" {
        go(site, &path, "innovator.kkp", "scheduled").status(200);
    } else if state != "draft" {
        go(site, &path, "innovator.kkp", "published").status(200);
    }
    match state {
        "archived" => drop(go(site, &path, "innovator.kkp", "archived").status(200)),
        "hidden" => drop(go(site, &path, "manager.kkp", "hidden").status(200)),
        "locked" => drop(put(site, &format!("{path}/lock"), "manager.kkp", &json!({"locked": true})).status(200)),
        _ => {}
    }
    path
}

fn posts_offer_what_is_carried_out(backend: Backend) {
    let site = Site::own(backend);
    let actions: &[(&str, Take)] = &[
        ("update", |s, p, by| patch(s, p, by, &json!({"title": "Judul lain"}))),
        ("comment", |s, p, by| post(s, &format!("{p}/comments"), by, &json!({"body": "Mulai kecil."}))),
        ("react", |s, p, by| post(s, &format!("{p}/reactions"), by, &json!({"kind": "useful"}))),
        ("accept", |s, p, by| put(s, &format!("{p}/accepted-comment"), by, &json!({"comment_id": id_of(p)}))),
        ("report", |s, p, by| post(s, "/reports", by, &json!({"post_id": id_of(p), "reason": "spam"}))),
        ("appeal", |s, p, by| post(s, "/reports", by, &json!({"post_id": id_of(p), "reason": "appeal"}))),
        ("transition:scheduled", |s, p, by| go(s, p, by, "scheduled")),
        ("transition:draft", |s, p, by| go(s, p, by, "draft")),
        ("transition:published", |s, p, by| go(s, p, by, "published")),
        ("transition:archived", |s, p, by| go(s, p, by, "archived")),
        ("transition:hidden", |s, p, by| go(s, p, by, "hidden")),
        ("delete", delete),
    ];
    let lock: &[(&str, Take)] = &[("lock", |s, p, by| put(s, &format!("{p}/lock"), by, &json!({"locked": true})))];
    for state in ["draft", "scheduled", "published", "locked", "archived", "hidden"] {
        for account in ["innovator.kkp", "manager.kkp", "innovator.bpom", "admin"] {
            compare(&site, account, &|| question(&site, state), actions);
            if state != "locked" {
                compare(&site, account, &|| question(&site, state), lock);
            }
        }
    }
}

fn comments_offer_what_is_carried_out(backend: Backend) {
    let site = Site::own(backend);
    fn parent(site: &Site, path: &str) -> String {
        format!("/posts/{}", text(&site.get(path).by("admin").ok(), "post_id"))
    }
    let actions: &[(&str, Take)] = &[
        ("update", |s, p, by| patch(s, p, by, &json!({"body": "Lain lagi"}))),
        ("reply", |s, p, by| post(s, &format!("{}/comments", parent(s, p)), by, &json!({"body": "Ya.", "parent_id": id_of(p)}))),
        ("react", |s, p, by| post(s, &format!("{p}/reactions"), by, &json!({"kind": "useful"}))),
        ("accept", |s, p, by| put(s, &format!("{}/accepted-comment", parent(s, p)), by, &json!({"comment_id": id_of(p)}))),
        ("report", |s, p, by| post(s, "/reports", by, &json!({"comment_id": id_of(p), "reason": "spam"}))),
        ("appeal", |s, p, by| post(s, "/reports", by, &json!({"comment_id": id_of(p), "reason": "appeal"}))),
        ("delete", delete),
    ];
    let moderation: [(bool, &[(&str, Take)]); 2] = [
        (false, &[("hide", |s, p, by| put(s, &format!("{p}/moderation"), by, &json!({"hidden": true, "note": "Iklan."})))]),
        (true, &[("unhide", |s, p, by| put(s, &format!("{p}/moderation"), by, &json!({"hidden": false})))]),
    ];
    for state in ["published", "locked", "archived", "hidden"] {
        for (hidden, moderate) in moderation {
            let fresh = || {
                let of = question(&site, "published");
                let path = made(post(&site, &format!("{of}/comments"), "innovator.bpom", &json!({"body": "Satu"})), "/comments");
                if hidden {
                    put(&site, &format!("{path}/moderation"), "manager.kkp", &json!({"hidden": true, "note": "Iklan."})).status(200);
                }
                match state {
                    "archived" => drop(go(&site, &of, "innovator.kkp", "archived").status(200)),
                    "hidden" => drop(go(&site, &of, "manager.kkp", "hidden").status(200)),
                    "locked" => drop(put(&site, &format!("{of}/lock"), "manager.kkp", &json!({"locked": true})).status(200)),
                    _ => {}
                }
                path
            };
            for account in ["innovator.bpom", "innovator.kkp", "manager.kkp", "reviewer"] {
                // A hidden comment cannot be named as the answer: that is a fault of the body, not of the post.
                let tried: Vec<(&str, Take)> =
                    actions.iter().copied().filter(|(action, _)| !(hidden && ["accept", "reply"].contains(action))).collect();
                compare(&site, account, &fresh, &tried);
                compare(&site, account, &fresh, moderate);
            }
        }
    }
}

fn event(site: &Site, status: &str) -> String {
    let body = json!({"kind": "workshop", "title": "Lokakarya", "starts_at": "2020-12-01T02:00:00Z", "ends_at": "2020-12-01T05:00:00Z"});
    let path = made(post(site, "/events", "manager.kkp", &body), "/events");
    let bpom = text(&site.get("/institutions/bpom").ok(), "id").to_owned();
    put(site, &format!("{path}/participants/{bpom}"), "manager.kkp", &json!({})).status(201);
    let assignee = site.get("/me").by("innovator.bpom").ok()["id"].clone();
    let item = json!({"title": "Mengirim rancangan", "assignee_id": assignee});
    post(site, &format!("{path}/action-items"), "manager.kkp", &item).status(201);
    let way: &[&str] = match status {
        "planned" => &[],
        "open" => &["open"],
        "held" => &["open", "held"],
        "closed" => &["open", "held", "closed"],
        _ => &["cancelled"],
    };
    for to in way {
        go(site, &path, "manager.kkp", to).status(200);
    }
    path
}

fn events_offer_what_is_carried_out(backend: Backend) {
    let site = Site::own(backend);
    fn bpom(site: &Site, path: &str) -> String {
        format!("{path}/participants/{}", text(&site.get("/institutions/bpom").ok(), "id"))
    }
    let actions: &[(&str, Take)] = &[
        ("update", |s, p, by| patch(s, p, by, &json!({"title": "Lokakarya lain"}))),
        ("record", |s, p, by| put(s, &bpom(s, p), by, &json!({"attended": true}))),
        ("answer", |s, p, by| put(s, &bpom(s, p), by, &json!({"response": "declined"}))),
        ("action_items", |s, p, by| post(s, &format!("{p}/action-items"), by, &json!({"title": "Menyusun laporan"}))),
        ("transition:open", |s, p, by| go(s, p, by, "open")),
        ("transition:held", |s, p, by| go(s, p, by, "held")),
        ("transition:closed", |s, p, by| go(s, p, by, "closed")),
        ("transition:cancelled", |s, p, by| go(s, p, by, "cancelled")),
        ("delete", delete),
    ];
    for status in ["planned", "open", "held", "closed", "cancelled"] {
        for account in ["manager.kkp", "manager.bpom", "innovator.bpom", "innovator.kkp", "reviewer"] {
            // Whoever runs an event answers for its participants by recording.
            let tried: Vec<(&str, Take)> =
                actions.iter().copied().filter(|(action, _)| *action != "answer" || account != "manager.kkp").collect();
            compare(&site, account, &|| event(&site, status), &tried);
            item_offers_what_is_carried_out(&site, status, account);
        }
    }
}

fn item_offers_what_is_carried_out(site: &Site, status: &str, account: &str) {
    let path = event(site, status);
    let event = site.get(&path).by(account).send();
    let Some(item) = (event.status == 200).then(|| event.json()["action_items"][0].clone()).filter(|item| !item.is_null()) else {
        return;
    };
    let at = format!("{path}/action-items/{}", text(&item, "id"));
    let takes: [(&str, Answer); 3] = [
        ("done", patch(site, &at, account, &json!({"done": true}))),
        ("update", patch(site, &at, account, &json!({"title": "Lain"}))),
        ("delete", delete(site, &at, account)),
    ];
    for (action, answer) in takes {
        let offered = item["allowed_actions"].as_array().unwrap().iter().any(|one| one == action);
        assert_eq!(offered, answer.status < 400, "{account} {action} of an item of a {status} event: {answer:?}");
    }
}

fn mou(site: &Site, status: &str) -> String {
    let id = |code: &str| text(&site.get(&format!("/institutions/{code}")).ok(), "id").to_owned();
    let hub = text(&site.get("/hubs/kkp").ok(), "id").to_owned();
    let body = json!({"title": "Nota Kesepahaman", "hub_id": hub, "parties": [{"institution_id": id("bpom")}], "scope": "Pembinaan.",
        "starts_on": "2026-01-01", "ends_on": "2099-12-31"});
    let path = made(post(site, "/mous", "manager.kkp", &body), "/mous");
    // What is uploaded need not be printed for each one.
    let paper = site.call("PUT", &format!("{path}/document")).by("manager.kkp").header("If-Match", "*");
    paper.body("application/pdf", "%PDF-1.7\n% nota\n%%EOF\n").send().status(200);
    let sign = |code: &str| {
        let signature = json!({"institution_id": id(code), "signatory_name": "Rini", "position": "Sekretaris Jenderal",
            "signed_on": "2026-11-01", "method": "wet_ink"});
        post(site, &format!("{path}/signatures"), "admin", &signature).status(201);
    };
    let steps: &[(&str, &str)] = match status {
        "draft" => &[],
        "in_review" => &[("manager.kkp", "in_review")],
        "cancelled" => &[("manager.kkp", "cancelled")],
        _ => &[("manager.kkp", "in_review"), ("admin", "ready_to_sign")],
    };
    for (account, to) in steps {
        go(site, &path, account, to).status(200);
    }
    let signing: &[&str] = match status {
        "partially_signed" => &["panrb"],
        "signed" | "terminated" | "renewed" => &["panrb", "kkp", "bpom"],
        _ => &[],
    };
    signing.iter().for_each(|code| sign(code));
    match status {
        "terminated" => drop(go(site, &path, "admin", "terminated").status(200)),
        "renewed" => drop(post(site, &format!("{path}/renewals"), "manager.kkp", &json!({})).status(201)),
        _ => {}
    }
    path
}

fn mous_offer_what_is_carried_out(backend: Backend) {
    let site = Site::own(backend);
    let actions: &[(&str, Take)] = &[
        ("update", |s, p, by| patch(s, p, by, &json!({"title": "Nota lain"}))),
        ("comment", |s, p, by| post(s, &format!("{p}/comments"), by, &json!({"body": "Pasal 3?"}))),
        ("renew", |s, p, by| post(s, &format!("{p}/renewals"), by, &json!({}))),
        ("transition:in_review", |s, p, by| go(s, p, by, "in_review")),
        ("transition:draft", |s, p, by| go(s, p, by, "draft")),
        ("transition:ready_to_sign", |s, p, by| go(s, p, by, "ready_to_sign")),
        ("transition:cancelled", |s, p, by| go(s, p, by, "cancelled")),
        ("transition:terminated", |s, p, by| go(s, p, by, "terminated")),
    ];
    for status in ["draft", "in_review", "ready_to_sign", "partially_signed", "signed", "renewed", "terminated", "cancelled"] {
        for account in ["manager.kkp", "signatory.kkp", "signatory.bpom", "manager.bpom", "reviewer", "admin"] {
            compare(&site, account, &|| mou(&site, status), actions);
        }
    }
}

fn innovations_offer_what_is_carried_out(backend: Backend) {
    let site = Site::own(backend);
    let actions: &[(&str, Take)] = &[
        ("update", |s, p, by| patch(s, p, by, &json!({"summary": "Ringkasan yang lain lagi."}))),
        ("review", |s, p, by| post(s, &format!("{p}/reviews"), by, &scores())),
        ("transition:submitted", |s, p, by| go(s, p, by, "submitted")),
        ("transition:in_review", |s, p, by| go(s, p, by, "in_review")),
        ("transition:revision_requested", |s, p, by| go(s, p, by, "revision_requested")),
        ("transition:rejected", |s, p, by| go(s, p, by, "rejected")),
        ("transition:published", |s, p, by| go(s, p, by, "published")),
        ("transition:archived", |s, p, by| go(s, p, by, "archived")),
        ("transition:draft", |s, p, by| go(s, p, by, "draft")),
        ("delete", delete),
    ];
    for status in ["draft", "submitted", "in_review", "revision_requested", "rejected", "published", "archived"] {
        let fresh = || {
            let path = format!("/innovations/{}", text(&submitted(&site, "Antrean dari rumah"), "id"));
            let steps: &[(&str, &str)] = match status {
                "draft" => &[("innovator.kemenkeu", "draft")],
                "submitted" => &[],
                "in_review" | "published" | "archived" => &[("reviewer", "in_review")],
                "rejected" => &[("reviewer", "in_review"), ("reviewer", "rejected")],
                _ => &[("reviewer", "in_review"), ("reviewer", "revision_requested")],
            };
            for (account, to) in steps {
                go(&site, &path, account, to).status(200);
            }
            if ["published", "archived"].contains(&status) {
                post(&site, &format!("{path}/reviews"), "reviewer", &scores()).status(201);
                go(&site, &path, "reviewer", "published").status(200);
            }
            if status == "archived" {
                go(&site, &path, "manager.kemenkeu", "archived").status(200);
            }
            path
        };
        for account in ["innovator.kemenkeu", "manager.kemenkeu", "manager.kkp", "reviewer", "admin"] {
            compare(&site, account, &fresh, actions);
        }
    }
}

fn reports_offer_what_is_carried_out(backend: Backend) {
    let site = Site::own(backend);
    let decide: &[(&str, Take)] = &[("decide", |s, p, by| patch(s, p, by, &json!({"status": "dismissed"})))];
    for reporter in ["innovator.bpom", "manager.kkp"] {
        for account in ["innovator.bpom", "manager.kkp", "admin"] {
            let fresh = || {
                let body = json!({"post_id": id_of(&question(&site, "published")), "reason": "spam"});
                made(post(&site, "/reports", reporter, &body), "/reports")
            };
            compare(&site, account, &fresh, decide);
        }
    }
}

fn ones_own_hidden_comment_is_not_edited(backend: Backend) {
    let site = Site::own(backend);
    let of = question(&site, "published");
    let path = made(post(&site, &format!("{of}/comments"), "innovator.bpom", &json!({"body": "Satu"})), "/comments");
    put(&site, &format!("{path}/moderation"), "manager.kkp", &json!({"hidden": true, "note": "Iklan."})).status(200);
    patch(&site, &path, "innovator.bpom", &json!({"body": "Dua"})).problem(409, "conflict");
    assert_eq!(text(&site.get(&path).by("innovator.bpom").ok(), "body"), "Satu");
}

fn scores() -> Value {
    json!({"novelty": 80, "effectiveness": 85, "benefit": 90, "transferability": 75, "sustainability": 70, "comment": "Baik.", "recommendation": "publish"})
}

fn set_account(site: &Site, user: &str, roles: &Value, home: &str) {
    let institution = site.get(&format!("/institutions/{home}")).ok()["id"].clone();
    let body = json!({"roles": roles, "institution_id": institution});
    site.call("PATCH", &format!("/users/{user}")).by("admin").header("If-Match", "*").json(&body).ok();
}

fn who_wrote_or_submitted_does_not_judge(backend: Backend) {
    let site = Site::own(backend);
    let draft = |title: &str| {
        let made =
            site.post("/innovations", &json!({"title": title, "hub_id": "kemenkeu"})).by("innovator.kemenkeu").send().status(201).json();
        format!("/innovations/{}", text(&made, "id"))
    };
    let (edited, moved, neither) = (draft("Yang disunting"), draft("Yang diajukan"), draft("Yang lain"));
    patch(&site, &edited, "manager.kemenkeu", &complete()).status(200);
    go(&site, &edited, "innovator.kemenkeu", "submitted").status(200);
    patch(&site, &moved, "innovator.kemenkeu", &complete()).status(200);
    go(&site, &moved, "manager.kemenkeu", "submitted").status(200);
    patch(&site, &neither, "innovator.kemenkeu", &complete()).status(200);
    go(&site, &neither, "innovator.kemenkeu", "submitted").status(200);
    // The manager becomes a reviewer of Kementerian PANRB.
    let manager = text(&site.get("/me").by("manager.kemenkeu").ok(), "id").to_owned();
    set_account(&site, &manager, &json!(["reviewer"]), "panrb");
    for path in [&edited, &moved] {
        let seen = site.get(path).by("manager.kemenkeu").ok();
        assert!(!seen["allowed_actions"].to_string().contains("transition:"), "{seen}");
        go(&site, path, "manager.kemenkeu", "in_review").problem(403, "forbidden");
        go(&site, path, "reviewer", "in_review").status(200);
        post(&site, &format!("{path}/reviews"), "manager.kemenkeu", &scores()).problem(403, "forbidden");
        post(&site, &format!("{path}/reviews"), "reviewer", &scores()).status(201);
        go(&site, path, "manager.kemenkeu", "published").problem(403, "forbidden");
        go(&site, path, "reviewer", "published").status(200);
    }
    go(&site, &neither, "manager.kemenkeu", "in_review").status(200);
    post(&site, &format!("{neither}/reviews"), "manager.kemenkeu", &scores()).status(201);
    let allowed = |path: &str| items(&site.get(&format!("{path}/transitions")).by("manager.kemenkeu").ok()).len();
    assert!(allowed(&neither) > 0);
}
