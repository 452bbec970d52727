//! Signing in, staying signed in, signing out.

use crate::shared::{items, text};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};
use tests::site::PASSWORD;
use tests::{Answer, Backend, Site, on_both};

on_both![
    signing_in_answers_with_a_token_a_cookie_and_the_person,
    the_address_is_taken_in_any_case,
    the_cookie_is_kept_from_scripts_and_other_sites,
    unknown_and_known_accounts_are_refused_alike,
    a_refusal_takes_as_long_for_unknown_accounts,
    an_account_without_a_password_cannot_sign_in,
    refreshing_rotates_the_cookie,
    the_predecessor_is_taken_for_a_moment,
    the_predecessor_is_refused_after_30_seconds,
    an_older_cookie_ends_the_session,
    many_tabs_may_refresh_at_once,
    forged_cookies_are_refused,
    an_expired_session_is_not_refreshed,
    signing_out_ends_the_session_at_once,
    signing_out_works_with_whatever_is_left,
    a_new_password_ends_the_other_sessions,
    sessions_are_listed_to_their_owner,
    one_session_can_be_ended,
    signing_out_everywhere_ends_every_token_at_once,
];

fn refresh(site: &Site, cookie: &str) -> Answer {
    site.call("POST", "/auth/refresh").header("Cookie", cookie).send()
}

fn token(answer: &Answer) -> String {
    answer.ok()["access_token"].as_str().unwrap().to_owned()
}

fn signing_in_answers_with_a_token_a_cookie_and_the_person(backend: Backend) {
    let site = Site::shared(backend);
    let answer = site.login("manager.kemenkeu", PASSWORD).send();
    let body = answer.ok();
    assert_eq!(body.as_object().unwrap().keys().collect::<Vec<_>>(), ["access_token", "expires_in", "token_type", "user"]);
    assert_eq!((&body["token_type"], &body["expires_in"]), (&json!("Bearer"), &json!(600)));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(site.get("/me").bearer(text(&body, "access_token")).ok(), body["user"]);
    assert_eq!(body["user"]["email"], "manager.kemenkeu@jipp.example");
    assert_eq!(body["user"]["roles"], json!(["hub_manager"]));
    assert_eq!(body["user"]["institution"]["code"], "kemenkeu");
    assert!(!answer.text().contains("argon2") && body["user"].get("password_hash").is_none());
}

fn the_address_is_taken_in_any_case(backend: Backend) {
    let site = Site::shared(backend);
    for email in ["MANAGER.KEMENKEU@JIPP.EXAMPLE", " manager.kemenkeu@jipp.example "] {
        site.login(email, PASSWORD).ok();
    }
    for password in ["JIPP-DEMO-2026", "jipp-demo-2026 ", " jipp-demo-2026", "jipp-demo-202"] {
        site.login("manager.kemenkeu", password).problem(401, "not-authenticated");
    }
}

fn the_cookie_is_kept_from_scripts_and_other_sites(backend: Backend) {
    let site = Site::shared(backend);
    let answer = site.login("manager.kemenkeu", PASSWORD).send();
    for answer in [&answer, &refresh(site, &answer.cookie())] {
        let mut parts = answer.has("set-cookie").split("; ");
        assert!(parts.next().unwrap().starts_with("jipp_refresh="));
        let attributes: BTreeSet<&str> = parts.collect();
        assert_eq!(
            attributes,
            BTreeSet::from(["HttpOnly", "SameSite=Strict", "Path=/api/v1/auth", "Max-Age=1209600"]),
            "Secure comes with https"
        );
    }
}

fn unknown_and_known_accounts_are_refused_alike(backend: Backend) {
    let site = Site::shared(backend);
    let refusal = |email: &str| {
        let answer = site.login(email, "a wrong password").send();
        let mut problem = answer.problem(401, "not-authenticated");
        problem.as_object_mut().unwrap().remove("instance");
        let names: BTreeSet<String> = answer.headers.keys().map(ToString::to_string).collect();
        (problem, names, answer.headers.get("set-cookie").cloned())
    };
    assert_eq!(refusal("admin@jipp.example"), refusal("nobody@jipp.example"));
    assert_eq!(refusal("admin@jipp.example"), refusal("rubbish"));
}

fn a_refusal_takes_as_long_for_unknown_accounts(backend: Backend) {
    let site = Site::shared(backend);
    let time = |email: &str| {
        let began = Instant::now();
        site.login(email, "a wrong password").problem(401, "not-authenticated");
        began.elapsed()
    };
    time("nobody@jipp.example");
    // In turn, so that a busy machine slows both.
    let (mut known, mut unknown): (Vec<Duration>, Vec<Duration>) =
        (0..9).map(|_| (time("admin@jipp.example"), time("nobody@jipp.example"))).unzip();
    known.sort();
    unknown.sort();
    let (known, unknown) = (known[4], unknown[4]);
    assert!(known < unknown * 2 && unknown < known * 2, "known {known:?}, unknown {unknown:?}");
}

fn an_account_without_a_password_cannot_sign_in(backend: Backend) {
    let site = Site::own(backend);
    site.execute("UPDATE users SET password_hash = NULL WHERE email_key = 'admin@jipp.example'").unwrap();
    for password in [PASSWORD, "null", "an account that does not exist"] {
        site.login("admin", password).problem(401, "not-authenticated");
    }
    site.execute("UPDATE users SET password_hash = 'rubbish' WHERE email_key = 'admin@jipp.example'").unwrap();
    site.login("admin", "rubbish").problem(401, "not-authenticated");
}

fn refreshing_rotates_the_cookie(backend: Backend) {
    let site = Site::shared(backend);
    let first = site.login("manager.kkp", PASSWORD).send();
    let second = refresh(site, &first.cookie());
    assert_eq!(second.ok().as_object().unwrap().keys().collect::<Vec<_>>(), ["access_token", "expires_in", "token_type", "user"]);
    assert_ne!(second.cookie(), first.cookie());
    assert_eq!(second.header("cache-control"), Some("no-store"));
    site.get("/me").bearer(&token(&second)).ok();
    site.get("/me").bearer(&token(&first)).ok();
    refresh(site, &second.cookie()).ok();
    // An access token refreshes nothing.
    site.call("POST", "/auth/refresh").bearer(&token(&first)).problem(401, "not-authenticated");
    site.call("POST", "/auth/refresh").header("Cookie", &format!("jipp_refresh={}", token(&first))).problem(401, "not-authenticated");
}

fn the_predecessor_is_taken_for_a_moment(backend: Backend) {
    let site = Site::shared(backend);
    let first = site.sign_in("manager.kkp").1;
    let second = refresh(site, &first).cookie();
    // The answer got lost, or another tab was quicker: all of them go on.
    let again = refresh(site, &first);
    let third = refresh(site, &again.cookie());
    site.get("/me").bearer(&token(&third)).ok();
    refresh(site, &second).ok();
}

fn the_predecessor_is_refused_after_30_seconds(backend: Backend) {
    let site = Site::own(backend);
    let (access, first) = site.sign_in("manager.kkp");
    let second = refresh(&site, &first).cookie();
    site.execute("UPDATE sessions SET rotated_at = rotated_at - 25000").unwrap();
    refresh(&site, &first).ok();
    site.execute("UPDATE sessions SET rotated_at = rotated_at - 6000").unwrap();
    refresh(&site, &first).problem(401, "not-authenticated");
    refresh(&site, &second).problem(401, "not-authenticated");
    site.get("/me").bearer(&access).problem(401, "not-authenticated");
}

fn an_older_cookie_ends_the_session(backend: Backend) {
    let site = Site::shared(backend);
    let (access, first) = site.sign_in("manager.kkp");
    let (other, other_cookie) = site.sign_in("manager.kkp");
    let second = refresh(site, &first).cookie();
    let third = refresh(site, &second);
    refresh(site, &first).problem(401, "not-authenticated");
    for cookie in [&first, &second, &third.cookie()] {
        refresh(site, cookie).problem(401, "not-authenticated");
    }
    for dead in [access, token(&third)] {
        site.get("/me").bearer(&dead).problem(401, "not-authenticated");
    }
    site.get("/me").bearer(&other).ok();
    refresh(site, &other_cookie).ok();
}

fn many_tabs_may_refresh_at_once(backend: Backend) {
    let site = Site::shared(backend);
    let cookie = site.sign_in("manager.kkp").1;
    let answers: Vec<Answer> = thread::scope(|scope| {
        let tabs: Vec<_> = (0..8).map(|_| scope.spawn(|| refresh(site, &cookie))).collect();
        tabs.into_iter().map(|tab| tab.join().unwrap()).collect()
    });
    for answer in &answers {
        site.get("/me").bearer(&token(answer)).ok();
    }
    for answer in &answers {
        refresh(site, &answer.cookie()).ok();
    }
}

fn forged_cookies_are_refused(backend: Backend) {
    let site = Site::shared(backend);
    let (access, cookie) = site.sign_in("manager.kkp");
    let value = cookie.trim_start_matches("jipp_refresh=");
    let parts: Vec<&str> = value.split('.').collect();
    assert_eq!(parts.len(), 4, "session, generation, nonce, MAC");
    let foreign = Site::own(backend).sign_in("manager.kkp").1;
    let other_session = site.sign_in("admin").1;
    let admin = other_session.trim_start_matches("jipp_refresh=").split('.').next().unwrap();
    let forged = [
        String::new(),
        "rubbish".into(),
        "....".into(),
        value[..value.len() - 1].into(),
        format!("{value}A"),
        format!("{}.{}.{}.", parts[0], parts[1], parts[2]),
        format!("{}.1.{}.{}", parts[0], parts[2], parts[3]),
        format!("{admin}.{}.{}.{}", parts[1], parts[2], parts[3]),
        foreign.trim_start_matches("jipp_refresh=").into(),
        "x".repeat(5_000),
    ];
    for value in forged {
        let answer = refresh(site, &format!("jipp_refresh={value}"));
        answer.problem(401, "not-authenticated");
        assert!(answer.header("www-authenticate").is_some());
    }
    // None of that was the real one: it still stands.
    site.get("/me").bearer(&access).ok();
    refresh(site, &format!("other=1; {cookie}; theme=dark")).ok();
}

fn an_expired_session_is_not_refreshed(backend: Backend) {
    let site = Site::own(backend);
    let cookie = site.sign_in("manager.kkp").1;
    site.execute("UPDATE sessions SET expires_at = 1").unwrap();
    refresh(&site, &cookie).problem(401, "not-authenticated");
    let cookie = site.sign_in("manager.kkp").1;
    site.execute("UPDATE users SET active = FALSE WHERE email_key LIKE 'manager.%'").unwrap();
    refresh(&site, &cookie).problem(401, "not-authenticated");
}

fn signing_out_ends_the_session_at_once(backend: Backend) {
    let site = Site::shared(backend);
    let (access, cookie) = site.sign_in("manager.bpom");
    let (other, _) = site.sign_in("manager.bpom");
    let answer = site.call("POST", "/auth/logout").header("Cookie", &cookie).send().status(204);
    let cleared = answer.has("set-cookie");
    assert!(cleared.starts_with("jipp_refresh=;") && cleared.contains("Max-Age=0") && cleared.contains("Path=/api/v1/auth"), "{cleared}");
    refresh(site, &cookie).problem(401, "not-authenticated");
    site.get("/me").bearer(&access).problem(401, "not-authenticated");
    site.get("/me").bearer(&other).ok();
}

fn signing_out_works_with_whatever_is_left(backend: Backend) {
    let site = Site::shared(backend);
    let logout = || site.call("POST", "/auth/logout");
    logout().send().status(204);
    logout().header("Cookie", "jipp_refresh=rubbish").send().status(204);
    // By the token alone.
    let (access, cookie) = site.sign_in("manager.bpom");
    logout().bearer(&access).send().status(204);
    refresh(site, &cookie).problem(401, "not-authenticated");
    // After ten minutes the token has expired, and the person still wants to leave.
    let (_, cookie) = site.sign_in("manager.bpom");
    logout().bearer(&access).header("Cookie", &cookie).send().status(204);
    refresh(site, &cookie).problem(401, "not-authenticated");
    let (_, cookie) = site.sign_in("manager.bpom");
    logout().bearer("an.expired.token").header("Cookie", &cookie).send().status(204);
    refresh(site, &cookie).problem(401, "not-authenticated");
}

fn a_new_password_ends_the_other_sessions(backend: Backend) {
    let site = Site::own(backend);
    let (access, cookie) = site.sign_in("innovator.bpom");
    let (other, other_cookie) = site.sign_in("innovator.bpom");
    let change =
        |current: &str, new: &str| site.post("/me/password", &json!({"current_password": current, "new_password": new})).bearer(&access);
    change("not the present one", "kata sandi baru").problem(422, "validation-failed");
    site.get("/me").bearer(&other).ok();
    change(PASSWORD, "kata sandi baru").send().status(204);
    site.get("/me").bearer(&access).ok();
    refresh(&site, &cookie).ok();
    site.get("/me").bearer(&other).problem(401, "not-authenticated");
    refresh(&site, &other_cookie).problem(401, "not-authenticated");
    site.login("innovator.bpom", PASSWORD).problem(401, "not-authenticated");
    site.login("innovator.bpom", "kata sandi baru").ok();
    site.login("innovator.kkp", PASSWORD).ok();
}

fn sessions_are_listed_to_their_owner(backend: Backend) {
    let site = Site::own(backend);
    let sign_in = |agent: &str| token(&site.login("innovator.bpom", PASSWORD).header("User-Agent", agent).send());
    let (phone, laptop) = (sign_in("Telepon/1.0"), sign_in(&"Laptop ".repeat(100)));
    site.sign_in("innovator.kkp");
    let list = site.get("/me/sessions").bearer(&laptop).ok();
    let sessions = items(&list);
    assert_eq!(sessions.len(), 2, "{list}");
    assert_eq!((&sessions[0]["current"], &sessions[1]["current"]), (&json!(true), &json!(false)), "the newest first");
    assert_eq!(sessions[1]["user_agent"], "Telepon/1.0");
    assert!(text(&sessions[0], "user_agent").len() <= 300);
    for session in sessions {
        assert_eq!(session["address"], "127.0.0.1");
        assert!(text(session, "expires_at") > text(session, "last_used_at"), "{session}");
        assert_eq!(session.as_object().unwrap().len(), 7, "nothing of its tokens: {session}");
    }
    let own = items(&site.get("/me/sessions").bearer(&phone).ok()).clone();
    assert_eq!(own.iter().find(|s| s["current"] == true).unwrap()["id"], sessions[1]["id"]);
}

fn one_session_can_be_ended(backend: Backend) {
    let site = Site::own(backend);
    let (here, _) = site.sign_in("innovator.bpom");
    let (there, there_cookie) = site.sign_in("innovator.bpom");
    let (stranger, _) = site.sign_in("admin");
    let id = |access: &str| {
        let list = site.get("/me/sessions").bearer(access).ok();
        items(&list).iter().find(|s| s["current"] == true).map(|s| text(s, "id").to_owned()).unwrap()
    };
    let there_id = id(&there);
    site.call("DELETE", &format!("/me/sessions/{there_id}")).bearer(&stranger).problem(404, "not-found");
    site.get("/me").bearer(&there).ok();
    site.call("DELETE", &format!("/me/sessions/{there_id}")).bearer(&here).send().status(204);
    site.get("/me").bearer(&there).problem(401, "not-authenticated");
    refresh(&site, &there_cookie).problem(401, "not-authenticated");
    site.call("DELETE", &format!("/me/sessions/{there_id}")).bearer(&here).problem(404, "not-found");
    assert_eq!(items(&site.get("/me/sessions").bearer(&here).ok()).len(), 1);
    site.call("DELETE", &format!("/me/sessions/{}", id(&here))).bearer(&here).send().status(204);
    site.get("/me").bearer(&here).problem(401, "not-authenticated");
    site.get("/me").bearer(&stranger).ok();
}

fn signing_out_everywhere_ends_every_token_at_once(backend: Backend) {
    let site = Site::own(backend);
    let signed_in: Vec<(String, String)> = (0..3).map(|_| site.sign_in("innovator.bpom")).collect();
    let (stranger, _) = site.sign_in("admin");
    site.call("DELETE", "/me/sessions").bearer(&signed_in[0].0).send().status(204);
    for (access, cookie) in &signed_in {
        site.get("/me").bearer(access).problem(401, "not-authenticated");
        site.get("/hubs").bearer(access).problem(401, "not-authenticated");
        refresh(&site, cookie).problem(401, "not-authenticated");
    }
    site.get("/me").bearer(&stranger).ok();
    let (fresh, _) = site.sign_in("innovator.bpom");
    assert_eq!(site.get("/me/sessions").bearer(&fresh).ok()["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(site.get("/me").bearer(&fresh).ok()["active"], Value::Bool(true));
}
