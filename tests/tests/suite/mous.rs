//! MoUs: from the draft to the signatures, and everything that must not happen to a signed one.

use crate::shared::{items, text};
use serde_json::{Value, json};
use std::thread;
use tests::http::Answer;
use tests::site::PASSWORD;
use tests::{Backend, Site, on_both};

on_both![
    from_the_draft_to_the_hub_s_basis,
    every_pair_of_statuses,
    who_sees_and_does_what,
    the_first_signature_pins_the_document,
    files_are_judged_by_their_content,
    numbers_are_unique_in_institution_and_year,
    a_renewal_supersedes_on_signing,
    the_calendar_ends_it,
    a_damaged_file_is_not_sent,
    of_many_who_sign_one_wins,
    comments_are_for_the_parties,
    the_system_makes_the_document,
    every_edit_of_a_draft_is_kept,
    the_template_knows_the_institution,
    there_is_an_example_in_every_state,
    of_many_who_approve_one_wins,
    of_many_who_edit_one_wins,
    a_kill_leaves_no_file_without_its_row,
];

const STATUSES: [&str; 9] =
    ["draft", "in_review", "ready_to_sign", "partially_signed", "signed", "expired", "terminated", "superseded", "cancelled"];
const DRAWN: [(&str, &str); 8] = [
    ("draft", "in_review"),
    ("in_review", "draft"),
    ("in_review", "ready_to_sign"),
    ("draft", "cancelled"),
    ("in_review", "cancelled"),
    ("ready_to_sign", "cancelled"),
    ("partially_signed", "cancelled"),
    ("signed", "terminated"),
];

fn pdf(text: &str) -> Vec<u8> {
    format!("%PDF-1.7\n% {text}\n%%EOF\n").into_bytes()
}

fn institution(site: &Site, code: &str) -> String {
    text(&site.get(&format!("/institutions/{code}")).ok(), "id").to_owned()
}

fn hub(site: &Site, code: &str) -> Value {
    site.get(&format!("/hubs/{code}")).by("admin").ok()
}

fn draft(site: &Site, code: &str, account: &str) -> Value {
    let body = json!({"title": format!("Nota Kesepahaman {code}"), "hub_id": hub(site, code)["id"],
        "parties": [{"institution_id": institution(site, code)}], "scope": "Pembinaan *inovasi*.",
        "starts_on": "2026-01-01", "ends_on": "2099-12-31"});
    site.post("/mous", &body).by(account).send().status(201).json()
}

fn path(mou: &Value) -> String {
    format!("/mous/{}", text(mou, "id"))
}

fn etag(site: &Site, mou: &Value) -> String {
    site.get(&path(mou)).by("admin").send().status(200).has("etag").to_owned()
}

fn upload(site: &Site, mou: &Value, account: &str, content: Vec<u8>) -> Answer {
    let seen = etag(site, mou);
    site.call("PUT", &format!("{}/document", path(mou))).by(account).header("If-Match", &seen).body("application/pdf", content).send()
}

fn move_to(site: &Site, mou: &Value, account: &str, to: &str) -> Answer {
    site.post(&format!("{}/transitions", path(mou)), &json!({"to": to, "note": "Alasannya."})).by(account).send()
}

/// A MoU that waits for its signatures.
fn ready(site: &Site, code: &str) -> Value {
    let mou = draft(site, code, &format!("manager.{code}"));
    upload(site, &mou, &format!("manager.{code}"), pdf(code)).status(200);
    move_to(site, &mou, &format!("manager.{code}"), "in_review").status(200);
    move_to(site, &mou, "admin", "ready_to_sign").status(200);
    mou
}

fn signature(site: &Site, code: &str, method: &str) -> Value {
    json!({"institution_id": institution(site, code), "signatory_name": "Rini Wulandari", "position": "Sekretaris Jenderal",
        "signed_on": "2026-11-01", "method": method})
}

fn sign(site: &Site, mou: &Value, code: &str, account: &str, method: &str) -> Answer {
    let mut body = signature(site, code, method);
    if method == "in_system" {
        body["password"] = json!(PASSWORD);
    }
    site.post(&format!("{}/signatures", path(mou)), &body).by(account).send()
}

fn signed(site: &Site, code: &str) -> Value {
    let mou = ready(site, code);
    sign(site, &mou, code, &format!("signatory.{code}"), "in_system").status(201);
    sign(site, &mou, "panrb", "admin", "wet_ink").status(201);
    site.get(&path(&mou)).by("admin").ok()
}

fn set_hub(site: &Site, code: &str, status: &str) {
    site.execute(&format!("UPDATE hubs SET status = '{status}', basis = NULL WHERE slug = '{code}'")).unwrap();
}

fn from_the_draft_to_the_hub_s_basis(backend: Backend) {
    let site = Site::own(backend);
    set_hub(&site, "kkp", "agreed");
    let mou = draft(&site, "kkp", "manager.kkp");
    let parties: Vec<&str> = mou["parties"].as_array().unwrap().iter().map(|p| text(&p["institution"], "code")).collect();
    assert_eq!(
        (parties, text(&mou, "status"), text(&mou, "scope_html")),
        (vec!["panrb", "kkp"], "draft", "<p>Pembinaan <em>inovasi</em>.</p>\n")
    );
    move_to(&site, &mou, "manager.kkp", "in_review").status(200);
    upload(&site, &mou, "admin", pdf("nota")).status(200);
    let approved = move_to(&site, &mou, "admin", "ready_to_sign").status(200).json();
    assert_eq!(text(&approved, "number"), "MOU/001/KKP/2026");
    site.get(&path(&mou)).problem(404, "not-found");
    let code = text(&approved, "verification_code").to_owned();
    site.get(&format!("/mou-verifications/{code}")).problem(404, "not-found");
    let mut wrong = signature(&site, "kkp", "in_system");
    site.post(&format!("{}/signatures", path(&mou)), &wrong).by("signatory.kkp").problem(422, "validation-failed");
    wrong["password"] = json!("bukan kata sandi");
    site.post(&format!("{}/signatures", path(&mou)), &wrong).by("signatory.kkp").problem(422, "validation-failed");
    let made = sign(&site, &mou, "kkp", "signatory.kkp", "in_system").status(201).json();
    assert_eq!(made["document_sha256"], approved["document"]["sha256"]);
    assert!(!made.to_string().contains(PASSWORD));
    assert_eq!(text(&site.get(&path(&mou)).by("manager.kkp").ok(), "status"), "partially_signed");
    let second = sign(&site, &mou, "panrb", "admin", "wet_ink").status(201).json();
    // The scan follows.
    let seen = etag(&site, &mou);
    let artefact = format!("{}/signatures/{}/artefact", path(&mou), text(&second, "id"));
    let scan = site
        .call("PUT", &artefact)
        .by("admin")
        .header("If-Match", &seen)
        .body("application/pdf", pdf("pindaian"))
        .send()
        .status(200)
        .json();
    let again = etag(&site, &mou);
    site.call("PUT", &artefact).by("admin").header("If-Match", &again).body("application/pdf", pdf("lain")).send().problem(409, "conflict");
    // In force: public, verifiable, and what the hub rests on.
    let public = site.get(&path(&mou)).ok();
    assert_eq!((text(&public, "status"), &public["signatures"], &public["scope"]), ("signed", &Value::Null, &Value::Null));
    let check = site.get(&format!("/mou-verifications/{}", code.to_lowercase().replace('-', ""))).ok();
    assert_eq!((text(&check, "number"), &check["document_sha256"]), ("MOU/001/KKP/2026", &approved["document"]["sha256"]));
    assert_eq!(check["artefacts"][0]["sha256"], scan["sha256"]);
    assert!(check["artefacts"].to_string().find("Rini").is_none(), "no names of people");
    let hub = hub(&site, "kkp");
    assert_eq!((text(&hub, "status"), text(&hub, "basis"), text(&hub, "basis_ref")), ("mou_signed", "mou", "MOU/001/KKP/2026"));
    assert_eq!(site.get("/stats/overview").ok()["mous"]["by_status"], json!({"signed": 3, "expired": 1, "terminated": 1, "superseded": 1}));
    assert_eq!(items(&site.get("/mous?q=001/kkp").ok()).len(), 1);
    // Terminated, the hub has only agreed again.
    site.post(&format!("{}/transitions", path(&mou)), &json!({"to": "terminated"})).by("admin").problem(422, "validation-failed");
    move_to(&site, &mou, "admin", "terminated").status(200);
    assert_eq!(text(&self::hub(&site, "kkp"), "status"), "agreed");
    let way = site.get(&format!("{}/transitions", path(&mou))).ok();
    let steps: Vec<&str> = items(&way).iter().map(|step| text(step, "to")).collect();
    assert_eq!(steps, ["signed", "terminated"]);
}

fn every_pair_of_statuses(backend: Backend) {
    let site = Site::own(backend);
    let mou = ready(&site, "kkp");
    for from in STATUSES {
        let force = |status: &str| site.execute(&format!("UPDATE mous SET status = '{status}' WHERE id = '{}'", text(&mou, "id"))).unwrap();
        for to in STATUSES.into_iter().filter(|to| !DRAWN.contains(&(from, to))) {
            force(from);
            let refused = move_to(&site, &mou, "admin", to).problem(409, "transition-not-allowed");
            let mut ways: Vec<&str> = DRAWN.iter().filter(|(f, _)| *f == from).map(|(_, to)| *to).collect();
            let mut allowed: Vec<&str> = refused["allowed"].as_array().unwrap().iter().map(|a| a.as_str().unwrap()).collect();
            ways.sort_unstable();
            allowed.sort_unstable();
            assert_eq!(allowed, ways, "{from} -> {to}");
        }
        force(from);
        // What is drawn is for admins; a manager sends a draft to review, and cancels it.
        for (_, to) in DRAWN.iter().filter(|(f, _)| *f == from) {
            force(from);
            let managers = from == "draft";
            let answer = move_to(&site, &mou, "manager.kkp", to);
            assert_eq!(answer.status, if managers { 200 } else { 403 }, "{from} -> {to}");
            for account in ["signatory.kkp", "reviewer", "innovator.kkp"] {
                force(from);
                let status = move_to(&site, &mou, account, to).status;
                let sees = account == "signatory.kkp" || from == "signed";
                assert_eq!(status, if sees { 403 } else { 404 }, "{account}: {from} -> {to}");
            }
        }
    }
}

fn who_sees_and_does_what(backend: Backend) {
    let site = Site::own(backend);
    let mou = draft(&site, "kkp", "manager.kkp");
    for account in ["manager.kkp", "signatory.kkp", "admin"] {
        site.get(&path(&mou)).by(account).ok();
    }
    for account in ["manager.bpom", "innovator.kkp", "reviewer", "signatory.bpom"] {
        site.get(&path(&mou)).by(account).problem(404, "not-found");
        upload(&site, &mou, account, pdf("x")).problem(404, "not-found");
    }
    upload(&site, &mou, "signatory.kkp", pdf("x")).problem(403, "forbidden");
    let body = json!({"title": "x", "hub_id": hub(&site, "kkp")["id"], "starts_on": "2026-01-01", "ends_on": "2026-12-31"});
    for account in ["manager.bpom", "innovator.kkp", "reviewer", "signatory.kkp"] {
        site.post("/mous", &body).by(account).problem(403, "forbidden");
    }
    let seen = etag(&site, &mou);
    let patch = |account: &str, body: &Value| site.call("PATCH", &path(&mou)).by(account).header("If-Match", &seen).json(body).send();
    patch("signatory.kkp", &json!({"title": "y"})).problem(403, "forbidden");
    patch("manager.kkp", &json!({"ends_on": "2020-01-01"})).problem(422, "validation-failed");
    patch("manager.kkp", &json!({"status": "signed"})).problem(422, "validation-failed");
    let third = json!([{"institution_id": institution(&site, "bpom")}]);
    assert_eq!(patch("manager.kkp", &json!({"parties": third})).status(200).json()["parties"].as_array().unwrap().len(), 3);
    site.get(&path(&mou)).by("signatory.bpom").ok();
    patch("manager.kkp", &json!({"title": "z"})).problem(412, "version-mismatch");
    upload(&site, &mou, "manager.kkp", pdf("x")).status(200);
    site.get(&format!("{}/document", path(&mou))).problem(401, "not-authenticated");
    site.get(&format!("{}/document", path(&mou))).by("reviewer").problem(404, "not-found");
    let sent = site.get(&format!("{}/document", path(&mou))).by("signatory.bpom").send().status(200);
    assert_eq!((sent.body.clone(), sent.has("content-type")), (pdf("x"), "application/pdf"));
    assert!(sent.has("content-disposition").starts_with("attachment") && sent.has("content-security-policy").contains("sandbox"));
    assert_eq!(sent.has("x-content-type-options"), "nosniff");
}

fn the_first_signature_pins_the_document(backend: Backend) {
    let site = Site::own(backend);
    let mou = ready(&site, "kkp");
    upload(&site, &mou, "manager.kkp", pdf("diam-diam")).problem(409, "conflict");
    upload(&site, &mou, "admin", pdf("perbaikan")).status(200);
    sign(&site, &mou, "bpom", "signatory.bpom", "in_system").problem(404, "not-found");
    sign(&site, &mou, "kkp", "manager.kkp", "wet_ink").problem(403, "forbidden");
    sign(&site, &mou, "kkp", "admin", "in_system").problem(403, "forbidden");
    sign(&site, &mou, "kkp", "signatory.kkp", "electronic_certified").status(201);
    sign(&site, &mou, "kkp", "signatory.kkp", "electronic_certified").problem(409, "conflict");
    for account in ["admin", "manager.kkp"] {
        upload(&site, &mou, account, pdf("lain")).problem(409, "conflict");
    }
    let mut late = signature(&site, "panrb", "wet_ink");
    late["signed_on"] = json!("2999-01-01");
    site.post(&format!("{}/signatures", path(&mou)), &late).by("admin").problem(422, "validation-failed");
    sign(&site, &mou, "panrb", "admin", "in_system").status(201);
    upload(&site, &mou, "admin", pdf("lain")).problem(409, "conflict");
    assert_eq!(items(&site.get(&format!("{}/signatures", path(&mou))).by("manager.kkp").ok()).len(), 2);
}

fn files_are_judged_by_their_content(backend: Backend) {
    let site = Site::own(backend);
    let files = || site.lines("SELECT CAST(count(*) AS TEXT) AS line FROM files");
    let (mou, before) = (draft(&site, "kkp", "manager.kkp"), files());
    upload(&site, &mou, "manager.kkp", b"<html><script>alert(1)</script>".to_vec()).problem(415, "unsupported-media-type");
    upload(&site, &mou, "manager.kkp", Vec::new()).problem(415, "unsupported-media-type");
    let mut large = pdf("besar");
    large.resize(21 * 1024 * 1024, b' ');
    upload(&site, &mou, "manager.kkp", large).problem(413, "payload-too-large");
    let address = format!("{}/document", path(&mou));
    site.call("PUT", &address).by("manager.kkp").body("application/pdf", pdf("x")).send().problem(428, "version-required");
    assert_eq!(files(), before);
}

fn numbers_are_unique_in_institution_and_year(backend: Backend) {
    let site = Site::own(backend);
    let body = |code: &str, year: i32, number: &str| json!({"title": "Nota", "hub_id": hub(&site, code)["id"], "starts_on": format!("{year}-01-01"), "ends_on": format!("{year}-12-31"), "number": number});
    let make = |body: Value| site.post("/mous", &body).by("admin").send();
    make(body("kkp", 2026, "1/2026")).status(201);
    make(body("kkp", 2026, "1/2026")).problem(409, "conflict");
    make(body("kkp", 2027, "1/2026")).status(201);
    make(body("bpom", 2026, "1/2026")).status(201);
}

fn a_renewal_supersedes_on_signing(backend: Backend) {
    let site = Site::own(backend);
    let old = signed(&site, "kkp");
    let body = json!({"starts_on": "2026-10-01", "ends_on": "2120-12-31"});
    let renew = |mou: &Value, account: &str| site.post(&format!("{}/renewals", path(mou)), &body).by(account).send();
    renew(&old, "signatory.kkp").problem(403, "forbidden");
    let new = renew(&old, "manager.kkp").status(201).json();
    assert_eq!((&new["supersedes_id"], text(&new, "starts_on"), text(&new, "status")), (&old["id"], "2026-10-01", "draft"));
    renew(&old, "manager.kkp").problem(409, "conflict");
    renew(&new, "manager.kkp").problem(409, "conflict");
    upload(&site, &new, "manager.kkp", pdf("baru")).status(200);
    move_to(&site, &new, "manager.kkp", "in_review").status(200);
    move_to(&site, &new, "admin", "ready_to_sign").status(200);
    sign(&site, &new, "kkp", "signatory.kkp", "in_system").status(201);
    assert_eq!(text(&site.get(&path(&old)).ok(), "status"), "signed");
    sign(&site, &new, "panrb", "admin", "wet_ink").status(201);
    assert_eq!(text(&site.get(&path(&old)).ok(), "status"), "superseded");
    assert_eq!(items(&site.get(&format!("{}/renewals", path(&old))).ok())[0]["id"], new["id"]);
}

fn the_calendar_ends_it(backend: Backend) {
    let mut site = Site::own(backend);
    set_hub(&site, "kkp", "agreed");
    let mou = signed(&site, "kkp");
    assert_eq!(text(&hub(&site, "kkp"), "status"), "mou_signed");
    let quiet = json!({"code": "sepi", "name": "Badan Sepi", "short_name": "Sepi", "kind": "agency"});
    let quiet = site.post("/institutions", &quiet).by("admin").send().status(201).json();
    site.post("/hubs", &json!({"institution_id": quiet["id"], "name": "Hub Sepi"})).by("admin").send().status(201);
    site.stop();
    site.execute(&format!("UPDATE mous SET ends_on = '2026-02-01' WHERE id = '{}'", text(&mou, "id"))).unwrap();
    // Missed while nothing ran, made up at the start; so is that nothing has happened in a hub for a year.
    site.execute("UPDATE hubs SET status = 'active', updated_at = 1 WHERE slug = 'sepi'").unwrap();
    site.start();
    let began = std::time::Instant::now();
    while text(&site.get(&path(&mou)).ok(), "status") != "expired" {
        assert!(began.elapsed().as_secs() < 10, "it does not expire");
        thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(text(&hub(&site, "kkp"), "status"), "agreed");
    while text(&hub(&site, "sepi"), "status") != "dormant" {
        assert!(began.elapsed().as_secs() < 10, "it does not fall dormant");
        thread::sleep(std::time::Duration::from_millis(50));
    }
    let events = site.get(&format!("/audit-events?record_id={}&action=transition:expired", text(&mou, "id"))).by("admin").ok();
    assert_eq!((items(&events).len(), &items(&events)[0]["actor"]), (1, &Value::Null));
}

fn a_damaged_file_is_not_sent(backend: Backend) {
    let site = Site::own(backend);
    let mou = signed(&site, "kkp");
    let id = site.lines(&format!("SELECT document_id AS line FROM mous WHERE id = '{}'", text(&mou, "id")))[0].clone();
    let file = site.folder().join("data/files").join(id);
    let mut content = std::fs::read(&file).unwrap();
    site.jipp(&["doctor"]).success();
    content[12] ^= 1;
    std::fs::write(&file, content).unwrap();
    assert_eq!(site.get(&format!("{}/document", path(&mou))).by("admin").send().status, 500);
    let said = site.jipp(&["doctor"]);
    assert!(said.code != 0 && said.stdout.contains("SHA-256"), "{said:?}");
}

fn of_many_who_sign_one_wins(backend: Backend) {
    let site = Site::own(backend);
    let mou = ready(&site, "kkp");
    let (body, token) = (signature(&site, "kkp", "electronic_certified"), site.token("signatory.kkp"));
    let statuses: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (0..50)
            .map(|_| {
                let (site, body, token, address) = (&site, &body, &token, format!("{}/signatures", path(&mou)));
                scope.spawn(move || site.post(&address, body).bearer(token).send().status)
            })
            .collect();
        tries.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| matches!(status, 201 | 409)), "{statuses:?}");
    assert_eq!(items(&site.get(&format!("{}/signatures", path(&mou))).by("admin").ok()).len(), 1);
}

fn comments_are_for_the_parties(backend: Backend) {
    let site = Site::own(backend);
    let mou = draft(&site, "kkp", "manager.kkp");
    let list = format!("{}/comments", path(&mou));
    site.post(&list, &json!({"body": "Pasal 3 **perlu** diperjelas."})).by("admin").send().status(201);
    site.post(&list, &json!({"body": "Sudah."})).by("manager.kkp").send().status(201);
    site.post(&list, &json!({"body": ""})).by("manager.kkp").problem(422, "validation-failed");
    site.post(&list, &json!({"body": "x"})).by("manager.bpom").problem(404, "not-found");
    let said = site.get(&list).by("signatory.kkp").ok();
    assert!(items(&said).len() == 2 && text(&items(&said)[0], "body_html").contains("<strong>"));
    site.get(&list).problem(401, "not-authenticated");
}

fn sha256(content: &[u8]) -> String {
    aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, content).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn document(site: &Site, mou: &Value, account: &str) -> Vec<u8> {
    let sent = site.get(&format!("{}/document", path(mou))).by(account).send().status(200);
    assert_eq!(sent.has("content-type"), "application/pdf");
    sent.body
}

fn the_system_makes_the_document(backend: Backend) {
    let site = Site::own(backend);
    let mou = draft(&site, "kkp", "manager.kkp");
    let first = document(&site, &mou, "manager.kkp");
    assert!(first.starts_with(b"%PDF-") && mou["document"].is_null());
    assert_eq!(document(&site, &mou, "admin"), first, "the same words make the same file");
    let tag = site.get(&format!("{}/document", path(&mou))).by("admin").send().has("etag").to_owned();
    assert_eq!(site.get(&format!("{}/document", path(&mou))).by("admin").header("If-None-Match", &tag).send().status, 304);
    let seen = etag(&site, &mou);
    let patch = json!({"scope": "1. Pembinaan **inovasi**.\n2. Berbagi pengetahuan."});
    site.call("PATCH", &path(&mou)).by("manager.kkp").header("If-Match", &seen).json(&patch).send().status(200);
    assert_ne!(document(&site, &mou, "manager.kkp"), first);
    // An upload takes its place, until it is taken back.
    let address = format!("{}/document", path(&mou));
    upload(&site, &mou, "manager.kkp", pdf("unggahan")).status(200);
    assert_eq!(document(&site, &mou, "admin"), pdf("unggahan"));
    site.call("POST", &address).by("signatory.kkp").problem(403, "forbidden");
    site.call("POST", &address).by("manager.bpom").problem(404, "not-found");
    assert!(site.call("POST", &address).by("manager.kkp").send().status(200).json()["document"].is_null());
    move_to(&site, &mou, "manager.kkp", "in_review").status(200);
    let approved = move_to(&site, &mou, "admin", "ready_to_sign").status(200).json();
    let kept = document(&site, &mou, "signatory.kkp");
    assert_eq!((text(&approved, "number"), text(&approved["document"], "sha256")), ("MOU/001/KKP/2026", sha256(&kept).as_str()));
    sign(&site, &mou, "kkp", "signatory.kkp", "in_system").status(201);
    site.call("POST", &address).by("admin").problem(409, "conflict");
    sign(&site, &mou, "panrb", "admin", "in_system").status(201);
    assert_eq!(document(&site, &mou, "manager.kkp"), kept);
    let check = site.get(&format!("/mou-verifications/{}", text(&approved, "verification_code"))).ok();
    assert_eq!(text(&check, "document_sha256"), sha256(&kept));
    site.jipp(&["doctor"]).success();
}

fn every_edit_of_a_draft_is_kept(backend: Backend) {
    let site = Site::own(backend);
    let mou = draft(&site, "kkp", "manager.kkp");
    let edit = |account: &str, body: &Value| {
        let seen = etag(&site, &mou);
        site.call("PATCH", &path(&mou)).by(account).header("If-Match", &seen).json(body).send().status(200).json()
    };
    let address = format!("{}/revisions", path(&mou));
    edit("manager.kkp", &json!({"title": "Judul kedua"}));
    let folded = site.get(&address).by("manager.kkp").ok();
    assert_eq!(items(&folded).len(), 1, "{folded}");
    edit("admin", &json!({"title": "Judul ketiga", "ends_on": "2030-12-31"}));
    edit("manager.kkp", &json!({"scope": "Lain."}));
    let kept = site.get(&address).by("signatory.kkp").ok();
    let fields: Vec<Vec<&str>> =
        items(&kept).iter().map(|r| r["changes"].as_array().unwrap().iter().map(|c| text(c, "field")).collect()).collect();
    assert_eq!(fields[..2], [vec!["scope"], vec!["ends_on", "title"]], "{kept}");
    assert_eq!(items(&kept)[1]["changes"][1]["before"], "Judul kedua");
    assert_eq!(items(&kept)[1]["by"]["name"], site.get("/me").by("admin").ok()["name"]);
    let first = items(&kept)[2]["version"].as_i64().unwrap();
    let restore = format!("{address}/{first}/restore");
    site.call("POST", &restore).by("signatory.kkp").problem(403, "forbidden");
    let back = site.call("POST", &restore).by("manager.kkp").send().status(200).json();
    assert_eq!((text(&back, "title"), text(&back, "ends_on")), ("Judul kedua", "2099-12-31"));
    let newest = items(&site.get(&address).by("admin").ok())[0].clone();
    assert_eq!((text(&newest, "kind"), &newest["restored_version"]), ("restore", &json!(first)));
    site.call("POST", &format!("{address}/999/restore")).by("manager.kkp").problem(404, "not-found");
    site.get(&address).by("manager.bpom").problem(404, "not-found");
    site.get(&address).problem(401, "not-authenticated");
    move_to(&site, &mou, "manager.kkp", "in_review").status(200);
    site.call("POST", &restore).by("manager.kkp").problem(409, "conflict");
}

fn the_template_knows_the_institution(backend: Backend) {
    let site = Site::own(backend);
    let body = site.get("/hubs/kkp/mou-draft").by("manager.kkp").ok();
    assert!(text(&body, "title").contains("Kementerian Kelautan dan Perikanan") && text(&body, "scope").contains("Kelautan"), "{body}");
    let mou = site.post("/mous", &body).by("manager.kkp").send().status(201).json();
    assert_eq!(mou["parties"].as_array().unwrap().len(), 2);
    for account in ["manager.bpom", "signatory.kkp", "reviewer"] {
        site.get("/hubs/kkp/mou-draft").by(account).problem(403, "forbidden");
    }
    site.get("/hubs/kkp/mou-draft").problem(401, "not-authenticated");
    site.get("/hubs/tidak-ada/mou-draft").by("admin").problem(404, "not-found");
}

fn there_is_an_example_in_every_state(backend: Backend) {
    let site = Site::shared(backend);
    for status in STATUSES {
        let found = site.get(&format!("/mous?status={status}")).by("admin").ok();
        assert!(!items(&found).is_empty(), "{status}");
        for mou in items(&found) {
            assert!(text(mou, "title").contains("peragaan"), "{mou}");
            let sent = site.get(&format!("{}/document", path(mou))).by("admin").send();
            assert_eq!(sent.status, if status == "cancelled" { 404 } else { 200 }, "{status}");
        }
    }
}

fn of_many_who_approve_one_wins(backend: Backend) {
    let site = Site::own(backend);
    let mou = draft(&site, "kkp", "manager.kkp");
    move_to(&site, &mou, "manager.kkp", "in_review").status(200);
    let token = site.token("admin");
    let statuses: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (0..50)
            .map(|n| {
                let (site, token, address) = (&site, &token, format!("{}/transitions", path(&mou)));
                let to = if n % 2 == 0 { "ready_to_sign" } else { "draft" };
                scope.spawn(move || site.post(&address, &json!({"to": to, "note": "Alasannya."})).bearer(token).send().status)
            })
            .collect();
        tries.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| matches!(status, 200 | 409 | 412)), "{statuses:?}");
}

fn of_many_who_edit_one_wins(backend: Backend) {
    let site = Site::own(backend);
    let mou = draft(&site, "kkp", "manager.kkp");
    let (tokens, seen) = ([site.token("manager.kkp"), site.token("admin")], etag(&site, &mou));
    let statuses: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (0..50)
            .map(|n| {
                let (site, token, seen, address) = (&site, &tokens[n % 2], &seen, path(&mou));
                let body = json!({"title": format!("Judul {n}")});
                scope.spawn(move || site.call("PATCH", &address).bearer(token).header("If-Match", seen).json(&body).send().status)
            })
            .collect();
        tries.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| matches!(status, 200 | 412)), "{statuses:?}");
    assert_eq!(site.get(&path(&mou)).by("admin").ok()["version"], 2);
}

fn a_kill_leaves_no_file_without_its_row(backend: Backend) {
    let mut site = Site::own(backend);
    let files = |site: &Site| std::fs::read_dir(site.folder().join("data/files")).unwrap().count();
    let rows = |site: &Site| site.lines("SELECT CAST(count(*) AS TEXT) AS line FROM files")[0].parse::<usize>().unwrap();
    for round in 0..5 {
        let mous: Vec<Value> = (0..4).map(|_| draft(&site, "kkp", "manager.kkp")).collect();
        let (token, pid) = (site.token("manager.kkp"), site.pid().to_string());
        thread::scope(|scope| {
            for mou in &mous {
                let (site, token) = (&site, &token);
                // Whether it is answered is a matter of luck: the server dies meanwhile.
                scope.spawn(move || {
                    let call = site.call("PUT", &format!("{}/document", path(mou))).bearer(token).header("If-Match", "*");
                    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                        call.body("application/pdf", pdf(&"x".repeat(400_000))).send()
                    }))
                });
            }
            thread::sleep(std::time::Duration::from_millis(2 + 4 * round));
            std::process::Command::new("kill").args(["-KILL", &pid]).status().unwrap();
        });
        site.wait(10);
        site.start();
    }
    // No row is without its file, and what was acknowledged is what was sent.
    site.jipp(&["doctor"]).success();
    assert!(files(&site) >= rows(&site));
    site.stop();
    // What has no row is removed once it is too old to be on its way.
    site.set("JIPP_CLOCK_AHEAD", "2h");
    site.start();
    let began = std::time::Instant::now();
    while files(&site) != rows(&site) {
        assert!(began.elapsed().as_secs() < 15, "{} files, {} rows", files(&site), rows(&site));
        thread::sleep(std::time::Duration::from_millis(100));
    }
    site.jipp(&["doctor"]).success();
}
