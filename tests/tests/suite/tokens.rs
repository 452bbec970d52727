//! Access tokens: only those that the service signed itself, for itself, for a session that stands, count.

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};
use tests::{Backend, Site, on_both};

on_both![
    a_token_says_what_the_contract_promises,
    a_token_of_a_key_in_the_database_is_good,
    expired_misdirected_and_mistyped_tokens_are_refused,
    tokens_without_a_genuine_signature_are_refused,
    tokens_of_other_sessions_and_users_are_refused,
    what_is_no_token_is_refused_even_where_none_is_needed,
    a_token_ends_with_its_user_or_session,
];

/// What a token says, without asking whether it is genuine.
fn read(token: &str) -> (Value, Value) {
    let part = |n: usize| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').nth(n).unwrap()).unwrap()).unwrap();
    (part(0), part(1))
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

/// A server whose database holds a signing key of ours, so that every other fault of a token can be tried alone.
struct Forge {
    site: Site,
    key: Ed25519KeyPair,
    genuine: String,
}

impl Forge {
    fn new(backend: Backend) -> Self {
        let site = Site::own(backend);
        let mut seed = [0; 32];
        seed.fill_with(|| fastrand::u8(..));
        let key = Ed25519KeyPair::from_seed_unchecked(&seed).unwrap();
        let public = URL_SAFE_NO_PAD.encode(key.public_key().as_ref());
        let millis = now() * 1000;
        // A retired key signs nothing any more, but still verifies.
        site.execute(&format!(
            "INSERT INTO signing_keys (id, algorithm, public_key, sealed_private, created_at, retired_at) \
             VALUES ('ours', 'EdDSA', '{public}', '-', {millis}, {millis})"
        ))
        .unwrap();
        let genuine = site.token("innovator.kkp");
        Self { site, key, genuine }
    }

    fn header(&self) -> Value {
        json!({"typ": "at+jwt", "alg": "EdDSA", "kid": "ours"})
    }

    /// The claims of a genuine token, with changes; null removes one.
    fn claims(&self, changes: &Value) -> Value {
        let (_, mut claims) = read(&self.genuine);
        merge(&mut claims, changes);
        claims
    }

    fn sign(&self, header: &Value, claims: &Value) -> String {
        let content = content(header, claims);
        let signature = self.key.sign(content.as_bytes());
        format!("{content}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }

    #[track_caller]
    fn refused(&self, why: &str, token: &str) {
        for path in ["/me", "/hubs", "/innovations?mine=true"] {
            let answer = self.site.get(path).bearer(token).send();
            assert_eq!(answer.status, 401, "{why}: {answer:?}");
            answer.problem(401, "not-authenticated");
            assert!(answer.has("www-authenticate").starts_with("Bearer"), "{why}: {answer:?}");
        }
    }
}

fn merge(value: &mut Value, changes: &Value) {
    let fields = value.as_object_mut().unwrap();
    for (name, new) in changes.as_object().unwrap() {
        if new.is_null() {
            fields.remove(name);
        } else {
            fields.insert(name.clone(), new.clone());
        }
    }
}

fn content(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}", part(header), part(claims))
}

fn a_token_says_what_the_contract_promises(backend: Backend) {
    let site = Site::shared(backend);
    let (header, claims) = read(&site.token("innovator.kkp"));
    assert_eq!(header["alg"], "EdDSA");
    assert_eq!(header["typ"], "at+jwt");
    assert!(header["kid"].is_string());
    assert_eq!(claims["iss"], site.url.as_str());
    assert_eq!(claims["aud"], "jipp");
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 600);
    let known = ["iss", "aud", "sub", "sid", "iat", "exp"];
    assert!(claims.as_object().unwrap().keys().all(|name| known.contains(&name.as_str())), "no personal data: {claims}");
}

/// The proof that the other tests of this file refuse tokens for the fault that they name.
fn a_token_of_a_key_in_the_database_is_good(backend: Backend) {
    let forge = Forge::new(backend);
    let token = forge.sign(&forge.header(), &forge.claims(&json!({})));
    let me = forge.site.get("/me").bearer(&token).ok();
    assert_eq!(me["email"], "innovator.kkp@jipp.example");
    forge.site.get("/me").header("Authorization", &format!("bEARER {token}")).ok();
}

fn expired_misdirected_and_mistyped_tokens_are_refused(backend: Backend) {
    let forge = Forge::new(backend);
    let claims = [
        ("just expired", json!({"exp": now() - 1})),
        ("long expired", json!({"exp": 1})),
        ("never expires", json!({"exp": null})),
        ("expires in words", json!({"exp": "tomorrow"})),
        ("for somebody else", json!({"aud": "other"})),
        ("for nobody", json!({"aud": null})),
        ("from somebody else", json!({"iss": "https://elsewhere.example"})),
        ("from nobody", json!({"iss": null})),
        ("about nobody", json!({"sub": null})),
        ("about rubbish", json!({"sub": "admin"})),
        ("of no session", json!({"sid": null})),
    ];
    for (why, changes) in claims {
        forge.refused(why, &forge.sign(&forge.header(), &forge.claims(&changes)));
    }
    let headers = [
        ("plain JWT", json!({"typ": "JWT"})),
        ("no type", json!({"typ": null})),
        ("no key", json!({"kid": null})),
        ("unknown key", json!({"kid": "theirs"})),
        ("a path as key", json!({"kid": "../../../dev/null"})),
        ("an injection as key", json!({"kid": "x' OR '1'='1"})),
        ("another algorithm", json!({"alg": "RS256"})),
    ];
    for (why, changes) in headers {
        let mut header = forge.header();
        merge(&mut header, &changes);
        forge.refused(why, &forge.sign(&header, &forge.claims(&json!({}))));
    }
}

fn tokens_without_a_genuine_signature_are_refused(backend: Backend) {
    let forge = Forge::new(backend);
    let (real, _) = read(&forge.genuine);
    let claims = forge.claims(&json!({}));
    for alg in ["none", "None", "NONE", "nOnE", ""] {
        for kid in [&real["kid"], &json!("ours"), &Value::Null] {
            let content = content(&json!({"typ": "at+jwt", "alg": alg, "kid": kid}), &claims);
            forge.refused(alg, &format!("{content}."));
            forge.refused(alg, &content);
        }
    }
    // The public key is no secret: as the key of an HMAC it must open nothing.
    for kid in [real["kid"].as_str().unwrap(), "ours"] {
        let public = forge.site.lines(&format!("SELECT public_key AS line FROM signing_keys WHERE id = '{kid}'")).remove(0);
        for key in [public.as_bytes(), &URL_SAFE_NO_PAD.decode(&public).unwrap()] {
            let content = content(&json!({"typ": "at+jwt", "alg": "HS256", "kid": kid}), &claims);
            let mac = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), content.as_bytes());
            forge.refused("HS256 with the public key", &format!("{content}.{}", URL_SAFE_NO_PAD.encode(mac.as_ref())));
        }
    }
    // Signed by our key in the name of theirs.
    forge.refused("another key", &forge.sign(&real, &claims));
    let parts: Vec<&str> = forge.genuine.split('.').collect();
    let admin = content(&real, &forge.claims(&json!({"roles": ["admin"]})));
    forge.refused("other claims under the signature", &format!("{admin}.{}", parts[2]));
    forge.refused("half a signature", &forge.genuine[..forge.genuine.len() - 40]);
    forge.refused("no signature", &format!("{}.{}.", parts[0], parts[1]));
    forge.refused("four parts", &format!("{}.x", forge.genuine));
    forge.site.get("/me").bearer(&forge.genuine).ok();
}

fn tokens_of_other_sessions_and_users_are_refused(backend: Backend) {
    let forge = Forge::new(backend);
    let (_, admin) = read(&forge.site.token("admin"));
    for (why, changes) in [
        ("another's user", json!({"sub": admin["sub"]})),
        ("another's session", json!({"sid": admin["sid"]})),
        ("a session that is not there", json!({"sid": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e"})),
        ("a user who is not there", json!({"sub": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e"})),
    ] {
        forge.refused(why, &forge.sign(&forge.header(), &forge.claims(&changes)));
    }
}

fn what_is_no_token_is_refused_even_where_none_is_needed(backend: Backend) {
    let site = Site::shared(backend);
    let genuine = site.token("innovator.kkp");
    let long = format!("Bearer {}", "x".repeat(8_000));
    for header in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer rubbish",
        "Bearer a.b.c",
        "Bearer ...",
        "Basic YWRtaW46eA==",
        &genuine,
        &format!("Token {genuine}"),
        &long,
    ] {
        for path in ["/me", "/hubs", "/innovations", "/institutions/kkp", "/vocabularies", "/stats/overview"] {
            let answer = site.get(path).header("Authorization", header).send();
            assert_eq!(answer.status, 401, "{header} {path}");
            answer.problem(401, "not-authenticated");
        }
    }
}

fn a_token_ends_with_its_user_or_session(backend: Backend) {
    let site = Site::own(backend);
    let token = site.token("innovator.kkp");
    let id = read(&token).1["sub"].as_str().unwrap().to_owned();
    let session = read(&token).1["sid"].as_str().unwrap().to_owned();
    site.execute(&format!("UPDATE users SET active = FALSE WHERE id = '{id}'")).unwrap();
    site.get("/me").bearer(&token).problem(401, "not-authenticated");
    site.login("innovator.kkp", tests::site::PASSWORD).problem(401, "not-authenticated");
    site.execute(&format!("UPDATE users SET active = TRUE WHERE id = '{id}'")).unwrap();
    site.get("/me").bearer(&token).ok();
    site.execute(&format!("UPDATE sessions SET expires_at = {} WHERE id = '{session}'", (now() - 1) * 1000)).unwrap();
    site.get("/me").bearer(&token).problem(401, "not-authenticated");
}
