//! Passwords that are chosen, sign-ins that fail, sessions that grow old, and addresses that are one.

use crate::shared::{items, text};
use serde_json::{Value, json};
use tests::http::Answer;
use tests::site::PASSWORD;
use tests::{Backend, Site, on_both};

on_both![
    what_others_try_first_is_refused_wherever_a_password_is_chosen,
    the_former_password_is_no_new_one,
    long_phrases_pass,
    a_letter_is_one_however_a_keyboard_writes_it,
    the_first_admin_s_password_is_judged_too,
    failed_sign_ins_are_in_the_log_without_the_account,
    failed_sign_ins_are_noted_by_groups,
    a_session_lasts_ninety_days_at_most,
    a_session_that_is_not_used_ends_after_fourteen_days,
    a_domain_in_letters_and_in_punycode_is_one,
];

fn invitation(site: &Site, email: &str) -> Answer {
    let home = site.get("/institutions/kkp").ok()["id"].clone();
    let body = json!({"email": email, "name": "Siti Rahma", "institution_id": home, "roles": ["innovator"]});
    site.post("/invitations", &body).by("manager.kkp").send()
}

fn token(link: &Value) -> String {
    text(link, "url").split_once('#').expect("a link with a token").1.to_owned()
}

fn accept(site: &Site, token: &str, password: &str) -> Answer {
    site.post("/invitations/accept", &json!({"token": token, "name": "Siti Rahma", "password": password})).send()
}

/// Pointer and code of the one fault, whose message tells something in both languages.
fn fault(answer: &Answer) -> (String, String) {
    let problem = answer.problem(422, "validation-failed");
    let errors = problem["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 1, "{problem}");
    assert!(text(&errors[0], "message").len() > 20, "{problem}");
    (text(&errors[0], "pointer").to_owned(), text(&errors[0], "code").to_owned())
}

fn what_others_try_first_is_refused_wherever_a_password_is_chosen(backend: Backend) {
    let site = Site::own(backend);
    let invited = token(&invitation(&site, "siti.rahma@kkp.example").status(201).json());
    let user = site.get("/me").by("innovator.kkp").ok();
    let link = site.post("/auth/password-reset", &json!({"user_id": user["id"]})).by("manager.kkp").send().status(201).json();
    let (reset, session) = (token(&link), site.sign_in("signatory.kkp").0);
    for (password, code) in [
        ("            ", "common_password"),
        ("aaaaaaaaaaaa", "common_password"),
        ("qwertyuiopas", "common_password"),
        ("Password1234", "common_password"),
        ("hubjipphubjipp", "common_password"),
        ("123456789012", "only_digits"),
        ("198501012010011001", "only_digits"),
    ] {
        assert_eq!(fault(&accept(&site, &invited, password)), ("/password".into(), code.into()), "{password}");
        let confirmed = site.post("/auth/password-reset/confirm", &json!({"token": reset, "password": password})).send();
        assert_eq!(fault(&confirmed), ("/password".into(), code.into()), "{password}");
        let body = json!({"current_password": PASSWORD, "new_password": password});
        let changed = site.post("/me/password", &body).bearer(&session).send();
        assert_eq!(fault(&changed), ("/new_password".into(), code.into()), "{password}");
    }
    for password in ["siti.rahma@kkp.example", "SITI.RAHMA@KKP.EXAMPLE", "siti.rahma123", "Siti Rahma 2026"] {
        assert_eq!(fault(&accept(&site, &invited, password)).1, "personal_password", "{password}");
    }
    let own = json!({"token": reset, "password": "innovator.kkp@jipp.example"});
    assert_ne!(fault(&site.post("/auth/password-reset/confirm", &own).send()).1, "length");
    let english = site.post("/invitations/accept", &json!({"token": invited, "name": "Siti", "password": "123456789012"}));
    let english = english.header("Accept-Language", "en").problem(422, "validation-failed");
    assert!(text(&english["errors"][0], "message").contains("digits"), "{english}");
    accept(&site, &invited, "perahu nelayan pulang petang").status(201);
}

fn the_former_password_is_no_new_one(backend: Backend) {
    let site = Site::own(backend);
    let (session, _) = site.sign_in("innovator.kkp");
    let change =
        |from: &str, to: &str| site.post("/me/password", &json!({"current_password": from, "new_password": to})).bearer(&session).send();
    assert_eq!(fault(&change(PASSWORD, PASSWORD)), ("/new_password".into(), "former_password".into()));
    change(PASSWORD, "perahu nelayan pulang petang").status(204);
    let id = site.get("/me").bearer(&session).ok()["id"].clone();
    let link = site.post("/auth/password-reset", &json!({"user_id": id})).by("manager.kkp").send().status(201).json();
    let confirm = |password: &str| site.post("/auth/password-reset/confirm", &json!({"token": token(&link), "password": password})).send();
    assert_eq!(fault(&confirm("perahu nelayan pulang petang")), ("/password".into(), "former_password".into()));
    confirm("lampu kuning di tepi dermaga").status(204);
}

fn long_phrases_pass(backend: Backend) {
    let site = Site::own(backend);
    let phrase = "kami menanam bakau di pesisir supaya ombak tidak lagi mengikis kampung nelayan itu ".repeat(2);
    let phrases = ["empat kata tanpa kaitan", "T7#kf!pQ2z@m", &phrase.chars().take(128).collect::<String>()];
    for (n, password) in phrases.into_iter().enumerate() {
        let email = format!("orang{n}@kkp.example");
        accept(&site, &token(&invitation(&site, &email).status(201).json()), password).status(201);
        site.login(&email, password).ok();
    }
}

fn a_letter_is_one_however_a_keyboard_writes_it(backend: Backend) {
    let site = Site::own(backend);
    let (composed, decomposed, wide) = ("caf\u{e9} di tepi danau", "cafe\u{301} di tepi danau", "ｃａｆ\u{e9} di tepi danau");
    accept(&site, &token(&invitation(&site, "siti@kkp.example").status(201).json()), decomposed).status(201);
    for typed in [composed, decomposed, wide] {
        site.login("siti@kkp.example", typed).ok();
    }
    site.login("siti@kkp.example", "cafe di tepi danau").problem(401, "not-authenticated");
    let short = token(&invitation(&site, "budi@kkp.example").status(201).json());
    assert_eq!(accept(&site, &short, &"e\u{301}".repeat(6)).problem(422, "validation-failed")["errors"][0]["code"], "length");
}

fn the_first_admin_s_password_is_judged_too(backend: Backend) {
    let site = Site::own(backend);
    let create = |password: &str| {
        let arguments = ["user", "create", "--email", "baru@panrb.example", "--name", "Admin Baru", "--admin"];
        site.jipp_with_input(&arguments, password)
    };
    assert!(create("123456789012\n").one_line().contains("digits"));
    assert!(create("baru@panrb.example\n").one_line().contains("name"));
    create("perahu nelayan pulang petang\n").success();
    site.login("baru@panrb.example", "perahu nelayan pulang petang").ok();
}

fn failed_sign_ins_are_in_the_log_without_the_account(backend: Backend) {
    let site = Site::own(backend);
    site.login("admin", "bukan kata sandinya").problem(401, "not-authenticated");
    site.login("tidak.ada@jipp.example", "bukan kata sandinya").problem(401, "not-authenticated");
    let log = site.wait_for_log("a sign-in failed");
    let line = log.lines().find(|line| line.contains("a sign-in failed")).unwrap();
    assert!(line.contains("127.0.0.1"), "{line}");
    for untold in ["admin@jipp.example", "tidak.ada", "bukan kata sandinya"] {
        assert!(!site.log().contains(untold), "{untold}");
    }
}

fn failures(site: &Site) -> Vec<Value> {
    items(&site.get("/audit-events?action=sign_in_failed&limit=100").by("admin").ok()).clone()
}

fn failed_sign_ins_are_noted_by_groups(backend: Backend) {
    let mut site = Site::own(backend);
    let user = site.get("/me").by("innovator.kkp").ok();
    for _ in 0..4 {
        site.login("innovator.kkp", "bukan kata sandinya").problem(401, "not-authenticated");
    }
    for n in 0..3 {
        site.login(&format!("orang{n}@jipp.example"), "bukan kata sandinya").problem(401, "not-authenticated");
    }
    let noted = failures(&site);
    assert_eq!(noted.len(), 2, "one for the account, one for all that do not exist: {noted:?}");
    assert_eq!((&noted[1]["record_type"], &noted[1]["record_id"], &noted[1]["actor"]), (&json!("user"), &user["id"], &Value::Null));
    assert!(noted.iter().all(|event| text(event, "summary").contains("127.0.0.1")), "{noted:?}");
    // What came after the first is counted, and noted at the latest when the service stops.
    site.stop();
    site.start();
    let all: Vec<String> = failures(&site).iter().map(|event| text(event, "summary").to_owned()).collect();
    assert_eq!(all.len(), 4, "{all:?}");
    assert!(all.iter().any(|summary| summary.contains("3 ×") && summary.contains(text(&user, "name"))), "{all:?}");
    assert!(all.iter().any(|summary| summary.starts_with("?: 2 ×")), "{all:?}");
}

const DAY: i64 = 24 * 3600 * 1000;

fn refresh(site: &Site, cookie: &str) -> Answer {
    site.call("POST", "/auth/refresh").header("Cookie", cookie).send()
}

fn a_session_lasts_ninety_days_at_most(backend: Backend) {
    let site = Site::own(backend);
    let (access, cookie) = site.sign_in("innovator.kkp");
    let age = |days: i64| site.execute(&format!("UPDATE sessions SET created_at = created_at - {}", days * DAY)).unwrap();
    age(89);
    let newer = refresh(&site, &cookie);
    let access_now = newer.ok()["access_token"].as_str().unwrap().to_owned();
    let days = site.lines("SELECT CAST((expires_at - created_at) / 86400000 AS TEXT) AS line FROM sessions WHERE revoked_at IS NULL");
    assert_eq!(days, ["90"], "using it does not make it longer");
    age(1);
    refresh(&site, &newer.cookie()).problem(401, "not-authenticated");
    for token in [&access, &access_now] {
        site.get("/me").bearer(token).problem(401, "not-authenticated");
    }
}

fn a_session_that_is_not_used_ends_after_fourteen_days(backend: Backend) {
    let mut site = Site::own(backend);
    let (_, kept) = site.sign_in("innovator.kkp");
    let (_, left) = site.sign_in("innovator.bpom");
    site.stop();
    site.set("JIPP_CLOCK_AHEAD", "13d");
    site.start();
    let kept = refresh(&site, &kept).status(200).cookie();
    site.stop();
    site.set("JIPP_CLOCK_AHEAD", "15d");
    site.start();
    refresh(&site, &kept).status(200);
    refresh(&site, &left).problem(401, "not-authenticated");
}

fn a_domain_in_letters_and_in_punycode_is_one(backend: Backend) {
    let site = Site::own(backend);
    let (letters, punycode) = ("siti@bücher.example", "Siti@XN--BCHER-KVA.example");
    let first = token(&invitation(&site, letters).status(201).json());
    let second = token(&invitation(&site, punycode).status(201).json());
    accept(&site, &first, "perahu nelayan pulang petang").problem(404, "not-found");
    let user = accept(&site, &second, "perahu nelayan pulang petang").status(201).json();
    for email in [letters, punycode, "SITI@BÜCHER.example", "siti@bu\u{308}cher.example"] {
        assert_eq!(site.login(email, "perahu nelayan pulang petang").ok()["user"]["id"], user["id"], "{email}");
        invitation(&site, email).problem(409, "conflict");
    }
    let create = site.jipp_with_input(&["user", "create", "--email", letters, "--name", "Siti"], "lampu kuning di tepi dermaga\n");
    assert!(create.one_line().contains("already"));
    // An account from before is found by either form, too.
    site.execute("UPDATE users SET email = 'siti@bücher.example', email_key = 'siti@bücher.example' WHERE email_key LIKE 'siti@xn--%'")
        .unwrap();
    for email in [letters, punycode] {
        site.login(email, "perahu nelayan pulang petang").ok();
        invitation(&site, email).problem(409, "conflict");
    }
}
