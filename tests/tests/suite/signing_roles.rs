//! Who signs: nobody gives that to themselves, and nobody but an admin sees the link into the account of who does.

use crate::shared::{items, text};
use serde_json::{Value, json};
use tests::http::Answer;
use tests::smtp::MailServer;
use tests::{Backend, Site, on_both};

on_both![
    nobody_gives_themselves_a_role_that_signs,
    without_mail_only_an_admin_makes_the_link_of_a_signatory,
    with_mail_the_link_of_a_signatory_is_not_shown,
    a_manager_who_saw_the_link_does_not_make_a_signatory,
];

fn me(site: &Site, account: &str) -> String {
    text(&site.get("/me").by(account).ok(), "id").to_owned()
}

fn set_roles(site: &Site, by: &str, user: &str, roles: &Value) -> Answer {
    site.call("PATCH", &format!("/users/{user}")).by(by).header("If-Match", "*").json(&json!({"roles": roles})).send()
}

fn put_member(site: &Site, by: &str, hub: &str, user: &str, roles: &Value) -> Answer {
    let at = format!("/hubs/{hub}/members/{user}");
    site.call("PUT", &at).by(by).header("If-Match", "*").json(&json!({"roles": roles})).send()
}

fn invite(site: &Site, by: &str, email: &str, roles: &Value) -> Answer {
    let home = site.get("/institutions/kkp").ok()["id"].clone();
    site.post("/invitations", &json!({"email": email, "name": "Orang Baru", "institution_id": home, "roles": roles})).by(by).send()
}

fn reset(site: &Site, by: &str, user: &str) -> Answer {
    site.post("/auth/password-reset", &json!({"user_id": user})).by(by).send()
}

fn confirm(site: &Site, token: &str, password: &str) {
    site.post("/auth/password-reset/confirm", &json!({"token": token, "password": password})).send().status(204);
}

fn token_in(text: &str) -> String {
    let (_, rest) = text.split_once("/reset#").expect("a link");
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()
}

fn member(site: &Site, by: &str, user: &str) -> Value {
    let members = site.get("/hubs/kkp/members").by(by).ok();
    items(&members).iter().find(|one| one["user_id"] == user).expect("a member").clone()
}

fn nobody_gives_themselves_a_role_that_signs(backend: Backend) {
    let site = Site::own(backend);
    let (manager, admin) = (me(&site, "manager.kkp"), me(&site, "admin"));
    let both = json!(["hub_manager", "signatory"]);
    set_roles(&site, "manager.kkp", &manager, &both).problem(403, "forbidden");
    put_member(&site, "manager.kkp", "kkp", &manager, &both).problem(403, "forbidden");
    set_roles(&site, "manager.kkp", &manager, &json!(["hub_manager", "innovator"])).ok();
    set_roles(&site, "admin", &admin, &json!(["admin", "signatory"])).problem(403, "forbidden");
    put_member(&site, "admin", "kkp", &admin, &json!(["admin"])).problem(403, "forbidden");
    let kkp = site.get("/institutions/kkp").ok()["id"].clone();
    let moved = site.call("PATCH", &format!("/users/{admin}")).by("admin").header("If-Match", "*").json(&json!({"institution_id": kkp}));
    moved.problem(403, "forbidden");
    assert_eq!(site.get("/me").by("manager.kkp").ok()["roles"], json!(["innovator", "hub_manager"]));
    // Another one gives it, and who has it keeps it through other changes.
    set_roles(&site, "admin", &manager, &both).ok();
    set_roles(&site, "manager.kkp", &manager, &json!(["innovator", "hub_manager", "signatory"])).ok();
    set_roles(&site, "manager.kkp", &me(&site, "innovator.kkp"), &json!(["innovator", "signatory"])).ok();
}

fn without_mail_only_an_admin_makes_the_link_of_a_signatory(backend: Backend) {
    let site = Site::own(backend);
    let signatory = me(&site, "signatory.kkp");
    let refused = reset(&site, "manager.kkp", &signatory).problem(403, "forbidden");
    assert!(text(&refused, "detail").contains("admin"), "{refused}");
    let refused = invite(&site, "manager.kkp", "ttd@kkp.example", &json!(["innovator", "signatory"])).problem(403, "forbidden");
    assert!(text(&refused, "detail").contains("admin"), "{refused}");
    assert_eq!(member(&site, "manager.kkp", &signatory)["allowed_actions"], json!(["update", "remove"]));
    assert_eq!(member(&site, "admin", &signatory)["allowed_actions"], json!(["update", "reset_password", "remove"]));
    let offered = |account: &str| site.get(&format!("/users/{signatory}")).by(account).ok()["allowed_actions"].to_string();
    assert!(!offered("manager.kkp").contains("reset_password") && offered("admin").contains("reset_password"));
    reset(&site, "manager.kkp", &me(&site, "innovator.kkp")).status(201);
    assert!(reset(&site, "admin", &signatory).status(201).json()["url"].is_string());
    assert!(invite(&site, "admin", "ttd@kkp.example", &json!(["signatory"])).status(201).json()["url"].is_string());
}

fn with_mail_the_link_of_a_signatory_is_not_shown(backend: Backend) {
    let mail = MailServer::start();
    let site = Site::with(backend, &[("JIPP_SMTP_URL", &mail.url), ("JIPP_MAIL_FROM", "jangan-balas@jipp.example")]);
    let signatory = me(&site, "signatory.kkp");
    assert!(member(&site, "manager.kkp", &signatory)["allowed_actions"].to_string().contains("reset_password"));
    let issued = reset(&site, "manager.kkp", &signatory).status(201);
    assert!(!issued.text().contains("/reset#") && issued.json().get("url").is_none(), "{issued:?}");
    let letter = mail.wait_for("signatory.kkp@jipp.example", "/reset#");
    confirm(&site, &token_in(&letter.text.replace("=\n", "")), "perahu nelayan pulang petang");
    site.login("signatory.kkp", "perahu nelayan pulang petang").ok();

    let invited = invite(&site, "manager.kkp", "ttd@kkp.example", &json!(["innovator", "signatory"])).status(201);
    assert!(!invited.text().contains("/invite#") && invited.json().get("url").is_none(), "{invited:?}");
    mail.wait_for("ttd@kkp.example", "/invite#");
    assert!(invite(&site, "manager.kkp", "lain@kkp.example", &json!(["innovator"])).status(201).json()["url"].is_string());
}

fn a_manager_who_saw_the_link_does_not_make_a_signatory(backend: Backend) {
    let site = Site::own(backend);
    let signatory = me(&site, "signatory.kkp");
    set_roles(&site, "manager.kkp", &signatory, &json!(["innovator"])).ok();
    let link = reset(&site, "manager.kkp", &signatory).status(201).json();
    confirm(&site, &token_in(text(&link, "url")), "kata sandi milik pengelola");
    set_roles(&site, "manager.kkp", &signatory, &json!(["signatory"])).problem(403, "forbidden");
    put_member(&site, "manager.kkp", "kkp", &signatory, &json!(["signatory"])).problem(403, "forbidden");
    // A password that the manager has not seen opens it again.
    let link = reset(&site, "admin", &signatory).status(201).json();
    confirm(&site, &token_in(text(&link, "url")), "perahu nelayan pulang petang");
    set_roles(&site, "manager.kkp", &signatory, &json!(["signatory"])).ok();
}
