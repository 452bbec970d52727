//! Role x relation x operation: 404, 403, 409 or done, worked out from "Roles" and "Life cycles" of the domain.

use crate::documenting::{complete, draft};
use crate::shared::{Person, STATUSES, callers, text};
use serde_json::{Value, json};
use tests::{Backend, Site, on_both};

on_both![who_may_do_what_with_an_innovation];

/// What the domain draws.
const DRAWN: [(&str, &str, Who); 10] = [
    ("draft", "submitted", Who::Editor),
    ("submitted", "draft", Who::Editor),
    ("submitted", "in_review", Who::Reviewer),
    ("in_review", "published", Who::Reviewer),
    ("in_review", "revision_requested", Who::Reviewer),
    ("in_review", "rejected", Who::Reviewer),
    ("revision_requested", "submitted", Who::Editor),
    ("rejected", "draft", Who::Editor),
    ("published", "archived", Who::Archivist),
    ("archived", "published", Who::Archivist),
];

#[derive(Clone, Copy, PartialEq)]
enum Who {
    Editor,
    Reviewer,
    Archivist,
}

fn is(who: Who, person: &Person, innovation: &Value) -> bool {
    let (owns, home, admin) = (person.owns(innovation), person.is_home_of(innovation), person.is("admin"));
    match who {
        Who::Editor => admin || (person.is("innovator") && owns) || (person.is("hub_manager") && home),
        Who::Reviewer => (admin || person.is("reviewer")) && !owns && !home,
        Who::Archivist => admin || (person.is("hub_manager") && home),
    }
}

/// Puts the record into a status, with a review of its version in place, and gives it back.
fn put_into(site: &Site, id: &str, status: &str) -> Value {
    let published = if status == "published" || status == "archived" { "1700000000000" } else { "0" };
    site.execute(&format!(
        "UPDATE innovations SET status = '{status}', published_at = {published}, version = version + 1 WHERE id = '{id}'"
    ))
    .unwrap();
    // Whoever wrote or submitted it on the way here does not count: what is tried are roles.
    for table in ["innovation_transitions", "innovation_revisions"] {
        site.execute(&format!("UPDATE {table} SET by_user = NULL WHERE seq = (SELECT seq FROM innovations WHERE id = '{id}')")).unwrap();
    }
    site.execute(&format!("UPDATE reviews SET innovation_version = (SELECT version FROM innovations WHERE id = '{id}') WHERE seq = (SELECT seq FROM innovations WHERE id = '{id}')")).unwrap();
    site.get(&format!("/innovations/{id}")).by("admin").ok()
}

fn who_may_do_what_with_an_innovation(backend: Backend) {
    let site = Site::own(backend);
    // One owned by an innovator of kemenkeu, one made there by an admin, and a review that recommends each.
    let mut records = vec![draft(&site, "Milik Inovator")];
    records.push(site.post("/innovations", &json!({"title": "Milik Admin", "hub_id": "kemenkeu"})).by("admin").send().status(201).json());
    for record in &records {
        let path = format!("/innovations/{}", text(record, "id"));
        site.call("PATCH", &path).by("admin").header("If-Match", "*").json(&complete()).ok();
        let seq = format!("(SELECT seq FROM innovations WHERE id = '{}')", text(record, "id"));
        let reviewer = "(SELECT id FROM users WHERE email_key = 'reviewer@jipp.example')";
        let id = format!("0192f6a5-4b1e-7c3a-9d2f-{:012x}", fastrand::u64(..1 << 48));
        site.execute(&format!(
            "INSERT INTO reviews (id, seq, reviewer_id, innovation_version, novelty, effectiveness, benefit, transferability, sustainability, recommendation, created_at, updated_at)
             VALUES ('{id}', {seq}, {reviewer}, 1, 80, 80, 80, 80, 80, 'publish', 1, 1)"
        ))
        .unwrap();
    }
    let callers: Vec<(Option<String>, Option<Person>)> =
        callers().into_iter().map(|account| (account.clone(), account.map(|account| Person::of(&site, &account)))).collect();
    let mut done = 0;
    for record in &records {
        let id = text(record, "id");
        for status in STATUSES {
            let mut now = put_into(&site, id, status);
            for (account, person) in &callers {
                let sees = status == "published" || person.as_ref().is_some_and(|p| p.sees_unpublished(&now));
                let refusal = match person {
                    None => Some(401),
                    Some(_) if !sees => Some(404),
                    Some(_) => None,
                };
                let call = |method: &str, below: &str| site.call(method, &format!("/innovations/{id}{below}")).by_some(account.as_deref());
                let may = |who| person.as_ref().is_some_and(|p| is(who, p, &now));
                let admin = person.as_ref().is_some_and(|p| p.is("admin"));
                let what = format!("{account:?} {status} {}", text(&now, "title"));

                let drafting = matches!(status, "draft" | "revision_requested");
                let edit = refusal.unwrap_or(if !may(Who::Editor) {
                    403
                } else if drafting || admin {
                    200
                } else {
                    409
                });
                let answer = call("PATCH", "").header("If-Match", "*").json(&json!({"summary": format!("Oleh {account:?} {done}")})).send();
                assert_eq!(answer.status, edit, "edit: {what} {answer:?}");

                let delete = refusal.unwrap_or(if !may(Who::Editor) { 403 } else { 412 });
                assert_eq!(call("DELETE", "").header("If-Match", "\"0\"").send().status, delete, "delete: {what}");

                let inside = person.as_ref().is_some_and(|p| p.sees_unpublished(&now));
                let read = match person {
                    None => 401,
                    Some(_) if inside => 200,
                    Some(_) => 404,
                };
                assert_eq!(call("GET", "/reviews").send().status, read, "reviews: {what}");
                assert_eq!(call("GET", "/revisions").send().status, read, "revisions: {what}");

                let review = refusal.unwrap_or(if !may(Who::Reviewer) { 403 } else { 422 });
                let answer = call("POST", "/reviews").json(&json!({"novelty": 1})).send();
                assert!(answer.status == review || (review != 422 && answer.status == 422), "review: {what} {answer:?}");

                for to in STATUSES {
                    now = put_into(&site, id, status);
                    let drawn = DRAWN.iter().find(|(from, next, _)| *from == status && *next == to);
                    let expected = refusal.unwrap_or(match drawn {
                        None => 409,
                        Some((.., who)) if !person.as_ref().is_some_and(|p| is(*who, p, &now)) => 403,
                        Some(_) => 200,
                    });
                    let answer = call("POST", "/transitions").json(&json!({"to": to, "note": "Catatan."})).send();
                    assert_eq!(answer.status, expected, "to {to}: {what} {answer:?}");
                    if expected == 409 {
                        answer.problem(409, "transition-not-allowed");
                    }
                    done += usize::from(expected == 200);
                }
                now = put_into(&site, id, status);
            }
        }
    }
    assert!(done > 30, "{done} transitions were done");
}
