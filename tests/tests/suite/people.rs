//! People: invitations, roles, deactivation, links for a new password, institutions and hubs.

use crate::shared::{items, text};
use serde_json::{Value, json};
use std::thread;
use tests::{Backend, Site, on_both};

on_both![
    an_invited_colleague_signs_in,
    who_holds_the_link_sees_what_it_invites_to,
    a_key_makes_an_account_and_a_password_once,
    who_has_left_is_invited_again,
    an_invitation_is_withdrawn_by_who_could_have_made_it,
    a_change_to_what_is_there_already_changes_nothing,
    an_invitation_ends_with_the_authority_behind_it,
    only_what_one_manages_is_replaced,
    a_link_for_a_password_ends_with_a_change_of_the_account,
    a_link_is_good_once_and_for_its_time,
    of_many_who_accept_one_gets_the_account,
    managers_invite_to_their_own_institution_and_its_roles,
    a_deactivated_user_is_out_at_once,
    roles_are_given_by_those_who_may,
    the_last_admin_stays,
    a_new_password_comes_by_a_link,
    members_change_under_the_hub_s_etag,
    institutions_and_hubs_are_made_and_changed_by_those_who_may,
    users_are_seen_by_those_who_manage_them,
];

fn home(site: &Site, code: &str) -> Value {
    site.get(&format!("/institutions/{code}")).ok()
}

fn invite(site: &Site, account: &str, email: &str, code: &str, roles: &[&str]) -> tests::http::Answer {
    let body = json!({"email": email, "name": "Orang Baru", "institution_id": home(site, code)["id"], "roles": roles});
    site.post("/invitations", &body).by(account).send()
}

fn token(link: &Value) -> String {
    text(link, "url").split_once('#').expect("a link with a token").1.to_owned()
}

fn accept(site: &Site, token: &str) -> tests::http::Answer {
    site.post("/invitations/accept", &json!({"token": token, "name": "Siti Rahma", "password": "kata sandi panjang"})).send()
}

fn an_invited_colleague_signs_in(backend: Backend) {
    let site = Site::own(backend);
    let invited = invite(&site, "manager.kkp", "siti@kkp.example", "kkp", &["innovator"]).status(201);
    assert_eq!(invited.has("cache-control"), "no-store");
    let invitation = invited.json();
    assert!(text(&invitation, "url").contains("/invite#"));
    let listed = site.get("/invitations?status=pending").by("manager.kkp").ok();
    assert_eq!((items(&listed).len(), &items(&listed)[0]["url"]), (1, &Value::Null), "the link is shown once");
    let user = accept(&site, &token(&invitation)).status(201).json();
    assert_eq!((text(&user, "email"), text(&user, "name"), &user["roles"]), ("siti@kkp.example", "Siti Rahma", &json!(["innovator"])));
    let signed_in = site.post("/auth/login", &json!({"email": "SITI@kkp.example", "password": "kata sandi panjang"})).ok();
    let made =
        site.post("/innovations", &json!({"title": "Yang Pertama", "hub_id": "kkp"})).bearer(text(&signed_in, "access_token")).send();
    made.status(201);
    assert_eq!(text(&items(&site.get("/invitations").by("manager.kkp").ok())[0], "status"), "accepted");
    assert!(site.lines("SELECT token_sha256 AS line FROM invitations").iter().all(|hash| hash.len() == 64), "only a digest is stored");
}

fn look_up(site: &Site, token: &str) -> tests::http::Answer {
    site.post("/invitations/lookup", &json!({"token": token})).send()
}

fn who_holds_the_link_sees_what_it_invites_to(backend: Backend) {
    let site = Site::own(backend);
    let invitation = invite(&site, "manager.kkp", "siti@kkp.example", "kkp", &["innovator"]).status(201).json();
    let found = look_up(&site, &token(&invitation)).status(200);
    assert_eq!(found.has("cache-control"), "no-store");
    let found = found.json();
    let manager = site.get("/me").by("manager.kkp").ok();
    assert_eq!((text(&found, "email"), text(&found, "name"), &found["invited_by"]), ("siti@kkp.example", "Orang Baru", &manager["name"]));
    assert_eq!(
        (&found["institution"]["code"], &found["roles"], &found["has_account"]),
        (&json!("kkp"), &json!(["innovator"]), &json!(false))
    );
    assert!(found["expires_at"].is_string() && found["id"].is_null() && found["url"].is_null());
    look_up(&site, "tebakan").problem(404, "not-found");
    look_up(&site, "").problem(422, "validation-failed");
    accept(&site, &token(&invitation)).status(201);
    look_up(&site, &token(&invitation)).problem(404, "not-found");
    let again = invite(&site, "manager.kkp", "lain@kkp.example", "kkp", &["innovator"]).status(201).json();
    let at = format!("/invitations/{}", text(&again, "id"));
    site.call("DELETE", &at).by("manager.kkp").send().status(204);
    look_up(&site, &token(&again)).problem(404, "not-found");
}

fn a_key_makes_an_account_and_a_password_once(backend: Backend) {
    let site = Site::own(backend);
    let token = token(&invite(&site, "manager.kkp", "siti@kkp.example", "kkp", &["innovator"]).status(201).json());
    let accept = |name: &str| {
        let body = json!({"token": token, "name": name, "password": "kata sandi panjang"});
        site.post("/invitations/accept", &body).header("Idempotency-Key", "terima").send()
    };
    let first = accept("Siti Rahma").status(201);
    let again = accept("Siti Rahma").status(201);
    assert_eq!((again.has("location"), again.json()), (first.has("location"), first.json()));
    accept("Siti Lain").problem(422, "validation-failed");

    let body = json!({"current_password": "jipp-demo-2026", "new_password": "kata sandi yang baru"});
    let (token, _) = site.sign_in("signatory.kkp");
    let change = || site.post("/me/password", &body).bearer(&token).header("Idempotency-Key", "sandi").send();
    change().status(204);
    let version = |account: &str| site.get("/me").bearer(account).ok()["version"].clone();
    let changed = version(&token);
    change().status(204);
    assert_eq!(version(&token), changed, "it was changed once");
    site.post("/me/password", &body).bearer(&token).problem(422, "validation-failed");
}

fn who_has_left_is_invited_again(backend: Backend) {
    let site = Site::own(backend);
    let id = text(&site.get("/me").by("innovator.kkp").ok(), "id").to_owned();
    let made = site.post("/innovations", &json!({"title": "Yang Pertama", "hub_id": "kkp"})).by("innovator.kkp").send().status(201).json();
    invite(&site, "manager.bpom", "innovator.kkp@jipp.example", "bpom", &["innovator"]).problem(409, "conflict");
    let member = format!("/hubs/kkp/members/{id}");
    site.call("DELETE", &member).by("manager.kkp").header("If-Match", "*").send().status(204);
    site.get(&format!("/innovations/{}", text(&made, "id"))).by("innovator.kkp").problem(404, "not-found");

    let invitation = invite(&site, "manager.bpom", "Innovator.KKP@jipp.example", "bpom", &["innovator"]).status(201).json();
    let accept = |password: &str| {
        site.post("/invitations/accept", &json!({"token": token(&invitation), "name": "Nama Lain", "password": password})).send()
    };
    let refused = accept("kata sandi panjang").problem(422, "validation-failed");
    assert_eq!((text(&refused["errors"][0], "pointer"), text(&refused["errors"][0], "code")), ("/password", "wrong_password"));
    assert_eq!(look_up(&site, &token(&invitation)).status(200).json()["has_account"], true);
    let user = accept("jipp-demo-2026").status(201).json();
    let bpom = home(&site, "bpom")["id"].clone();
    assert_eq!((text(&user, "id"), &user["institution_id"], &user["roles"]), (id.as_str(), &bpom, &json!(["innovator"])));
    assert_ne!(text(&user, "name"), "Nama Lain", "the account is what it was");
    accept("jipp-demo-2026").problem(404, "not-found");
    site.post("/innovations", &json!({"title": "Yang Kedua", "hub_id": "bpom"})).by("innovator.kkp").send().status(201);
    site.call("PATCH", &format!("/users/{id}")).by("admin").header("If-Match", "*").json(&json!({"active": false})).send().status(200);
    invite(&site, "manager.bpom", "innovator.kkp@jipp.example", "bpom", &["innovator"]).problem(409, "conflict");
}

fn an_invitation_ends_with_the_authority_behind_it(backend: Backend) {
    let site = Site::own(backend);
    let manager = text(&site.get("/me").by("manager.kkp").ok(), "id").to_owned();
    let invitation = |email: &str| token(&invite(&site, "manager.kkp", email, "kkp", &["hub_manager"]).status(201).json());
    let (first, second) = (invitation("satu@kkp.example"), invitation("dua@kkp.example"));
    accept(&site, &first).status(201);
    site.call("PATCH", &format!("/users/{manager}")).by("admin").header("If-Match", "*").json(&json!({"roles": ["innovator"]})).ok();
    accept(&site, &second).problem(404, "not-found");
}

fn an_invitation_is_withdrawn_by_who_could_have_made_it(backend: Backend) {
    let site = Site::own(backend);
    let made = invite(&site, "admin", "calon@kkp.example", "kkp", &["admin"]).status(201).json();
    let at = format!("/invitations/{}", text(&made, "id"));
    assert_eq!((&made["version"], &made["allowed_actions"]), (&json!(1), &json!(["delete"])));
    assert_eq!(site.get(&at).by("manager.kkp").ok()["allowed_actions"], json!([]));
    let offered = |account: &str| items(&site.get("/invitations").by(account).ok())[0]["allowed_actions"].clone();
    assert_eq!((offered("manager.kkp"), offered("admin")), (json!([]), json!(["delete"])));
    site.call("DELETE", &at).by("manager.kkp").problem(403, "forbidden");
    // Nor by inviting the same address anew.
    invite(&site, "manager.kkp", "calon@kkp.example", "kkp", &["innovator"]).status(201);
    assert_eq!(text(&site.get(&at).by("admin").ok(), "status"), "pending");
    site.call("DELETE", &at).by("admin").header("If-Match", "\"7-x\"").problem(412, "version-mismatch");
    site.call("DELETE", &at).by("admin").header("If-Match", site.get(&at).by("admin").send().has("etag")).send().status(204);
    let ended = site.get(&at).by("admin").ok();
    assert_eq!((&ended["version"], &ended["allowed_actions"]), (&json!(2), &json!([])));
    assert!(text(&ended, "updated_at") > text(&ended, "created_at"));
}

fn a_change_to_what_is_there_already_changes_nothing(backend: Backend) {
    let site = Site::own(backend);
    let (user, _) = user_of(&site, "innovator.kkp");
    for (path, account, fields) in [
        ("/hubs/kkp", "manager.kkp", ["name", "focus"]),
        ("/institutions/kkp", "admin", ["name", "website"]),
        ("/me", "innovator.kkp", ["name", "locale"]),
        (user.as_str(), "admin", ["name", "roles"]),
    ] {
        let before = site.get(path).by(account).ok();
        let same: Value =
            fields.iter().map(|field| ((*field).to_owned(), before[*field].clone())).collect::<serde_json::Map<_, _>>().into();
        let after = site.call("PATCH", path).by(account).header("If-Match", "*").json(&same).ok();
        assert_eq!((&after["version"], &after["updated_at"]), (&before["version"], &before["updated_at"]), "{path}");
    }
    let members = site.get("/hubs/kkp/members").by("manager.kkp").send().status(200);
    let member = format!("/hubs/kkp/members/{}", user.rsplit('/').next().unwrap());
    let put = |roles: Value, seen: &str| {
        site.call("PUT", &member).by("manager.kkp").header("If-Match", seen).json(&json!({"roles": roles})).send()
    };
    let refused = put(json!([]), members.has("etag")).problem(422, "validation-failed");
    assert!(text(&refused["errors"][0], "message").contains("butir"), "{refused}");
    put(json!(["innovator", "signatory"]), members.has("etag")).status(200);
    put(json!(["innovator"]), members.has("etag")).problem(412, "version-mismatch");
}

fn only_what_one_manages_is_replaced(backend: Backend) {
    let site = Site::own(backend);
    let of_kemenkeu = invite(&site, "admin", "x@kkp.example", "kemenkeu", &["innovator"]).status(201).json();
    let first = invite(&site, "manager.kkp", "x@kkp.example", "kkp", &["innovator"]).status(201).json();
    let second = invite(&site, "manager.kkp", "X@kkp.example", "kkp", &["innovator"]).status(201).json();
    accept(&site, &token(&first)).problem(404, "not-found");
    let trail = site.get(&format!("/audit-events?record_id={}", text(&first, "id"))).by("admin").ok();
    assert_eq!(items(&trail).iter().map(|event| text(event, "action")).collect::<Vec<_>>(), ["revoke", "invite"]);
    accept(&site, &token(&of_kemenkeu)).status(201);
    accept(&site, &token(&second)).problem(409, "conflict");
}

fn a_link_for_a_password_ends_with_a_change_of_the_account(backend: Backend) {
    let site = Site::own(backend);
    let id = |account: &str| text(&site.get("/me").by(account).ok(), "id").to_owned();
    let (innovator, signatory, manager) = (id("innovator.kkp"), id("signatory.kkp"), id("manager.kkp"));
    let issue = |user: &str, by: &str| site.post("/auth/password-reset", &json!({"user_id": user})).by(by).send();
    let link = |user: &str| token(&issue(user, "admin").status(201).json());
    let confirm =
        |token: &str| site.post("/auth/password-reset/confirm", &json!({"token": token, "password": "kata sandi pengganti"})).send();
    issue(&manager, "manager.kkp").problem(409, "conflict");

    let before_promotion = link(&innovator);
    let promote = json!({"roles": ["innovator", "reviewer"]});
    site.call("PATCH", &format!("/users/{innovator}")).by("admin").header("If-Match", "*").json(&promote).ok();
    confirm(&before_promotion).problem(404, "not-found");

    let before_change = link(&signatory);
    let change = json!({"current_password": "jipp-demo-2026", "new_password": "kata sandi sendiri"});
    site.post("/me/password", &change).by("signatory.kkp").send().status(204);
    confirm(&before_change).problem(404, "not-found");
    confirm(&link(&signatory)).status(204);
}

fn a_link_is_good_once_and_for_its_time(backend: Backend) {
    let site = Site::own(backend);
    let invitation = |email: &str| invite(&site, "admin", email, "kkp", &["innovator"]).status(201).json();
    let used = token(&invitation("a@kkp.example"));
    accept(&site, &used).status(201);
    accept(&site, &used).problem(404, "not-found");
    accept(&site, "tebakan").problem(404, "not-found");
    let withdrawn = invitation("b@kkp.example");
    site.call("DELETE", &format!("/invitations/{}", text(&withdrawn, "id"))).by("manager.kkp").send().status(204);
    accept(&site, &token(&withdrawn)).problem(404, "not-found");
    site.call("DELETE", &format!("/invitations/{}", text(&withdrawn, "id"))).by("manager.kkp").problem(409, "conflict");
    let its_page = format!("/invitations/{}", text(&withdrawn, "id"));
    let shown = site.get(&its_page).by("manager.kkp").ok();
    assert_eq!((text(&shown, "status"), &shown["url"]), ("revoked", &Value::Null), "the link is shown once");
    site.get(&its_page).by("manager.kemenkeu").problem(404, "not-found");
    site.get(&its_page).problem(401, "not-authenticated");
    let old = invitation("c@kkp.example");
    site.execute("UPDATE invitations SET expires_at = 1 WHERE email_key = 'c@kkp.example'").unwrap();
    accept(&site, &token(&old)).problem(404, "not-found");
    let replaced = invitation("d@kkp.example");
    let newer = invitation("d@kkp.example");
    accept(&site, &token(&replaced)).problem(404, "not-found");
    accept(&site, &token(&newer)).status(201);
    invite(&site, "admin", "D@kkp.example", "kkp", &["innovator"]).problem(409, "conflict");
}

fn of_many_who_accept_one_gets_the_account(backend: Backend) {
    let site = Site::own(backend);
    let token = token(&invite(&site, "admin", "banyak@kkp.example", "kkp", &["innovator"]).status(201).json());
    let statuses: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (0..50).map(|_| scope.spawn(|| accept(&site, &token).status)).collect();
        tries.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|s| **s == 201).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|s| matches!(s, 201 | 404 | 409 | 503)), "{statuses:?}");
    assert_eq!(site.lines("SELECT CAST(count(*) AS TEXT) AS line FROM users WHERE email_key = 'banyak@kkp.example'"), ["1"]);
}

fn managers_invite_to_their_own_institution_and_its_roles(backend: Backend) {
    let site = Site::own(backend);
    invite(&site, "manager.kkp", "x@kkp.example", "kemenkeu", &["innovator"]).problem(403, "forbidden");
    invite(&site, "manager.kkp", "x@kkp.example", "kkp", &["admin"]).problem(403, "forbidden");
    invite(&site, "manager.kkp", "x@kkp.example", "kkp", &["innovator", "reviewer"]).problem(403, "forbidden");
    for account in ["innovator.kkp", "signatory.kkp", "reviewer"] {
        invite(&site, account, "x@kkp.example", "kkp", &["innovator"]).problem(403, "forbidden");
        site.get("/invitations").by(account).problem(403, "forbidden");
    }
    invite(&site, "manager.kkp", "bukan surel", "kkp", &["innovator"]).problem(422, "validation-failed");
    invite(&site, "manager.kkp", "x@kkp.example", "kkp", &[]).problem(422, "validation-failed");
    invite(&site, "manager.kkp", "x@kkp.example", "kkp", &["raja"]).problem(422, "validation-failed");
    invite(&site, "admin", "y@panrb.example", "panrb", &["reviewer"]).status(201);
    assert!(items(&site.get("/invitations").by("manager.kkp").ok()).is_empty(), "those of others are not seen");
    let body = json!({"email": "z@kkp.example", "name": "Z", "institution_id": home(&site, "kkp")["id"], "roles": ["innovator"]});
    let once = |key: &str| site.post("/invitations", &body).by("manager.kkp").header("Idempotency-Key", key).send();
    once("satu").status(201);
    once("satu").problem(409, "secret-already-shown");
}

fn user_of(site: &Site, account: &str) -> (String, String) {
    let me = site.get("/me").by(account).ok();
    (format!("/users/{}", text(&me, "id")), text(&me, "id").to_owned())
}

fn change(site: &Site, account: &str, user: &str, changes: &Value) -> tests::http::Answer {
    site.call("PATCH", user).by(account).header("If-Match", "*").json(changes).send()
}

fn a_deactivated_user_is_out_at_once(backend: Backend) {
    let site = Site::own(backend);
    let (user, _) = user_of(&site, "innovator.kkp");
    let (held, _) = site.sign_in("innovator.kkp");
    change(&site, "manager.kkp", &user, &json!({"active": false})).ok();
    site.get("/me").bearer(&held).problem(401, "not-authenticated");
    site.post("/innovations", &json!({"title": "Terlambat", "hub_id": "kkp"})).bearer(&held).problem(401, "not-authenticated");
    site.login("innovator.kkp", "jipp-demo-2026").problem(401, "not-authenticated");
    change(&site, "manager.kkp", &user, &json!({"active": true})).ok();
    site.get("/me").bearer(&held).problem(401, "not-authenticated");
    site.login("innovator.kkp", "jipp-demo-2026").ok();
}

fn roles_are_given_by_those_who_may(backend: Backend) {
    let site = Site::own(backend);
    let (user, _) = user_of(&site, "innovator.kkp");
    let seen = site.get(&user).by("manager.kkp").send();
    assert_eq!(seen.json()["allowed_actions"], json!(["update", "reset_password", "deactivate"]));
    site.call("PATCH", &user).by("manager.kkp").json(&json!({"roles": []})).problem(428, "version-required");
    site.call("PATCH", &user).by("manager.kkp").header("If-Match", "\"99\"").json(&json!({"roles": []})).problem(412, "version-mismatch");
    let promoted = site
        .call("PATCH", &user)
        .by("manager.kkp")
        .header("If-Match", seen.has("etag"))
        .json(&json!({"roles": ["hub_manager", "innovator"]}))
        .ok();
    assert_eq!(promoted["roles"], json!(["innovator", "hub_manager"]));
    site.get("/users").by("innovator.kkp").ok();
    change(&site, "manager.kkp", &user, &json!({"roles": ["admin"]})).problem(403, "forbidden");
    change(&site, "manager.kkp", &user, &json!({"institution_id": home(&site, "bpom")["id"]})).problem(403, "forbidden");
    change(&site, "manager.kkp", &user, &json!({"email": "lain@kkp.example"})).problem(422, "validation-failed");
    change(&site, "manager.bpom", &user, &json!({"name": "x"})).problem(404, "not-found");
    change(&site, "signatory.kkp", &user, &json!({"name": "x"})).problem(404, "not-found");
    let (self_path, _) = user_of(&site, "signatory.kkp");
    change(&site, "signatory.kkp", &self_path, &json!({"roles": ["hub_manager"]})).problem(403, "forbidden");
    change(&site, "admin", &user, &json!({"roles": ["reviewer"], "institution_id": home(&site, "panrb")["id"]})).ok();
    site.get(&user).by("manager.kkp").problem(404, "not-found");
}

fn the_last_admin_stays(backend: Backend) {
    let site = Site::own(backend);
    let (admin, _) = user_of(&site, "admin");
    change(&site, "admin", &admin, &json!({"active": false})).problem(409, "conflict");
    change(&site, "admin", &admin, &json!({"roles": ["reviewer"]})).problem(409, "conflict");
    let (reviewer, _) = user_of(&site, "reviewer");
    change(&site, "admin", &reviewer, &json!({"roles": ["reviewer", "admin"]})).ok();
    change(&site, "reviewer", &admin, &json!({"roles": ["reviewer"]})).ok();
}

fn a_new_password_comes_by_a_link(backend: Backend) {
    let site = Site::own(backend);
    let (_, id) = user_of(&site, "innovator.kkp");
    let issue = |account: &str| site.post("/auth/password-reset", &json!({"user_id": id})).by(account).send();
    issue("manager.bpom").problem(404, "not-found");
    issue("signatory.kkp").problem(404, "not-found");
    issue("innovator.kkp").problem(403, "forbidden");
    let (held, _) = site.sign_in("innovator.kkp");
    let token_of = |link: Value| text(&link, "url").split_once("/reset#").unwrap().1.to_owned();
    let older = token_of(issue("manager.kkp").status(201).json());
    let token = token_of(issue("manager.kkp").status(201).json());
    let confirm =
        |token: &str, password: &str| site.post("/auth/password-reset/confirm", &json!({"token": token, "password": password})).send();
    confirm(&token, "pendek").problem(422, "validation-failed");
    confirm("tebakan", "kata sandi yang baru").problem(404, "not-found");
    confirm(&older, "kata sandi yang baru").problem(404, "not-found");
    confirm(&token, "kata sandi yang baru").status(204);
    confirm(&token, "kata sandi yang lain").problem(404, "not-found");
    site.get("/me").bearer(&held).problem(401, "not-authenticated");
    site.login("innovator.kkp", "jipp-demo-2026").problem(401, "not-authenticated");
    site.login("innovator.kkp", "kata sandi yang baru").ok();
}

fn members_change_under_the_hub_s_etag(backend: Backend) {
    let site = Site::own(backend);
    let hub = site.get("/hubs/kkp").by("manager.kkp").send();
    let members = site.get("/hubs/kkp/members").by("manager.kkp").ok();
    assert_eq!(items(&members).len(), 3);
    for member in items(&members) {
        let may = match text(member, "email").split('.').next() {
            Some("manager") => json!(["update"]),
            Some("signatory") => json!(["update", "remove"]),
            _ => json!(["update", "reset_password", "remove"]),
        };
        assert_eq!(member["allowed_actions"], may, "nobody removes themselves, and the own password is changed elsewhere");
    }
    site.get("/hubs/kkp/members").problem(401, "not-authenticated");
    site.get("/hubs/kkp/members").by("innovator.kkp").problem(403, "forbidden");
    site.get("/hubs/kkp/members").by("manager.bpom").problem(403, "forbidden");
    let (_, id) = user_of(&site, "innovator.kkp");
    let member = format!("/hubs/kkp/members/{id}");
    let put = |account: &str, seen: &str, roles: Value| {
        site.call("PUT", &member).by(account).header("If-Match", seen).json(&json!({"roles": roles})).send()
    };
    site.call("PUT", &member).by("manager.kkp").json(&json!({"roles": ["innovator"]})).problem(428, "version-required");
    let changed = put("manager.kkp", hub.has("etag"), json!(["signatory", "innovator"])).status(200);
    assert_eq!(changed.json()["roles"], json!(["innovator", "signatory"]));
    put("manager.kkp", hub.has("etag"), json!(["innovator"])).problem(412, "version-mismatch");
    put("manager.kkp", "*", json!(["reviewer"])).problem(403, "forbidden");
    put("manager.bpom", "*", json!(["innovator"])).problem(403, "forbidden");
    let (_, other) = user_of(&site, "innovator.bpom");
    let foreign = format!("/hubs/kkp/members/{other}");
    site.call("PUT", &foreign).by("manager.kkp").header("If-Match", "*").json(&json!({"roles": ["innovator"]})).problem(404, "not-found");
    site.call("DELETE", &member).by("manager.kkp").header("If-Match", "*").send().status(204);
    assert_eq!(items(&site.get("/hubs/kkp/members").by("manager.kkp").ok()).len(), 2);
    assert_eq!(site.get("/me").by("innovator.kkp").ok()["roles"], json!([]));
    site.post("/innovations", &json!({"title": "Sudah Keluar", "hub_id": "kkp"})).by("innovator.kkp").problem(403, "forbidden");
}

fn institutions_and_hubs_are_made_and_changed_by_those_who_may(backend: Backend) {
    let site = Site::own(backend);
    let body = json!({"code": "kab-contoh", "name": "Pemerintah Kabupaten Contoh", "short_name": "Kab. Contoh", "kind": "regency", "region_code": "99.01"});
    site.post("/institutions", &body).by("manager.kkp").problem(403, "forbidden");
    site.post("/institutions", &body).problem(401, "not-authenticated");
    let made = site.post("/institutions", &body).by("admin").send().status(201);
    let institution = made.json();
    assert_eq!(made.has("location"), format!("/api/v1/institutions/{}", text(&institution, "id")));
    site.post("/institutions", &body).by("admin").problem(409, "conflict");
    for wrong in [
        json!({"code": "Kab Contoh"}),
        json!({"kind": "planet"}),
        json!({"website": "javascript:alert(1)"}),
        json!({"name": ""}),
        json!({"id": "x"}),
    ] {
        let mut body = body.clone();
        body.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
        site.post("/institutions", &body).by("admin").problem(422, "validation-failed");
    }
    let patched = site
        .call("PATCH", "/institutions/kab-contoh")
        .by("admin")
        .header("If-Match", "\"1\"")
        .json(&json!({"website": "https://contoh.go.id", "region_code": null}))
        .ok();
    assert_eq!(
        (text(&patched, "website"), &patched["region_code"], &patched["version"]),
        ("https://contoh.go.id", &Value::Null, &json!(2))
    );
    site.call("PATCH", "/institutions/kab-contoh")
        .by("admin")
        .header("If-Match", "\"1\"")
        .json(&json!({"name": "x"}))
        .problem(412, "version-mismatch");

    let hub = json!({"institution_id": institution["id"], "name": "Hub JIPP Kab. Contoh"});
    site.post("/hubs", &hub).by("manager.kkp").problem(403, "forbidden");
    let proposed = site.post("/hubs", &hub).by("admin").send().status(201).json();
    assert_eq!((text(&proposed, "status"), text(&proposed, "slug")), ("proposed", "kab-contoh"));
    site.post("/hubs", &hub).by("admin").problem(409, "conflict");
    site.get("/hubs/kab-contoh").problem(404, "not-found");
    let change = |account: &str, changes: Value| site.call("PATCH", "/hubs/kkp").by(account).header("If-Match", "*").json(&changes).send();
    assert_eq!(text(&change("manager.kkp", json!({"focus": "Perikanan", "contact_email": "hub@kkp.example"})).ok(), "focus"), "Perikanan");
    change("manager.kkp", json!({"basis": "decree"})).problem(403, "forbidden");
    change("manager.kkp", json!({"status": "closed"})).problem(422, "validation-failed");
    change("manager.kkp", json!({"contact_email": "bukan surel"})).problem(422, "validation-failed");
    change("manager.bpom", json!({"focus": "x"})).problem(403, "forbidden");
    change("innovator.kkp", json!({"focus": "x"})).problem(403, "forbidden");
    assert_eq!(text(&change("admin", json!({"basis": "decree", "basis_ref": "SK 1/2024"})).ok(), "basis"), "decree");
    let fault = |changes: Value| text(&change("admin", changes).problem(422, "validation-failed")["errors"][0], "pointer").to_owned();
    assert_eq!(fault(json!({"formed_on": "2024-03-01", "formed_year": 2023})), "/formed_year");
    assert_eq!(change("admin", json!({"formed_on": "2024-03-01"})).ok()["formed_year"], 2024, "the year follows the day");
    assert_eq!(fault(json!({"formed_year": 2023})), "/formed_year");
    change("admin", json!({"formed_on": null, "formed_year": 2023})).ok();
    assert_eq!(fault(json!({"basis": null})), "/basis");
    // What is not right already is nobody's fault who changes something else.
    site.execute("UPDATE hubs SET formed_on = '2024-03-01', basis = NULL WHERE slug = 'kkp'").unwrap();
    change("manager.kkp", json!({"focus": "Tambak"})).ok();
}

fn users_are_seen_by_those_who_manage_them(backend: Backend) {
    let site = Site::shared(backend);
    site.get("/users").problem(401, "not-authenticated");
    for account in ["innovator.kkp", "signatory.kkp", "reviewer"] {
        site.get("/users").by(account).problem(403, "forbidden");
    }
    let own = site.walk("/users?limit=2", Some("manager.kkp"));
    assert!(own.len() == 3 && own.iter().all(|user| user["institution"]["code"] == "kkp"));
    let all = site.walk("/users?limit=3&sort=-email", Some("admin"));
    assert_eq!(all.len(), 14);
    assert!(all.windows(2).all(|pair| text(&pair[0], "email") > text(&pair[1], "email")));
    let managers = site.get("/users?role=hub_manager&q=KKP&count=true").by("admin").ok();
    assert_eq!((items(&managers).len(), &managers["total"]), (1, &json!(1)));
    assert!(items(&site.get(&format!("/users?institution_id={}", text(&home(site, "bpom"), "id"))).by("manager.kkp").ok()).is_empty());
    let (other, _) = user_of(site, "innovator.bpom");
    site.get(&other).by("manager.kkp").problem(404, "not-found");
    site.get(&other).by("innovator.bpom").ok();
    site.get("/users/rubbish").by("admin").problem(404, "not-found");
}
