//! Who hears of a record, and what notices say of what was taken back since.

use crate::documenting::submitted;
use crate::posts::published;
use crate::shared::{items, text};
use serde_json::{Value, json};
use tests::http::Answer;
use tests::site::PASSWORD;
use tests::{Backend, Site, on_both};

on_both![
    who_has_left_hears_no_more,
    where_no_owner_is_left_the_managers_hear,
    an_owner_hears_what_a_manager_does,
    what_is_not_seen_any_more_is_not_told,
    an_excerpt_is_what_the_comment_says_now,
    an_old_notice_repeats_nothing_either,
    a_decision_on_a_report_is_told_without_the_hidden_title,
    what_waits_for_review_is_over_with_it,
    what_waits_for_a_signature_is_over_with_it,
    what_waits_for_an_answer_or_a_deed_is_over_with_it,
    a_mention_that_an_edit_adds_is_told,
    a_mention_in_code_is_none,
    an_account_that_changes_is_told,
];

const SECRET: &str = "HP 0812-3456-7890";

fn inbox(site: &Site, account: &str) -> Value {
    site.get("/notifications?limit=100").by(account).ok()
}

fn kinds(site: &Site, account: &str) -> Vec<String> {
    items(&inbox(site, account)).iter().map(|n| text(n, "kind").to_owned()).collect()
}

fn unread(site: &Site, account: &str) -> Vec<String> {
    let page = site.get("/notifications?unread=true&limit=100").by(account).ok();
    let kinds: Vec<String> = items(&page).iter().map(|n| text(n, "kind").to_owned()).collect();
    assert_eq!(page["unread_count"], kinds.len(), "{page}");
    kinds
}

fn newest(site: &Site, account: &str) -> Value {
    items(&inbox(site, account))[0].clone()
}

fn id(site: &Site, account: &str) -> String {
    text(&site.get("/me").by(account).ok(), "id").to_owned()
}

fn step(site: &Site, path: &str, account: &str, to: &str, note: &str) -> Answer {
    let body = if note.is_empty() { json!({"to": to}) } else { json!({"to": to, "note": note}) };
    site.post(&format!("{path}/transitions"), &body).by(account).send().status(200)
}

fn change(site: &Site, method: &str, path: &str, account: &str, body: &Value) -> Answer {
    let seen = site.get(path).by(account).send().status(200).has("etag").to_owned();
    site.call(method, path).by(account).header("If-Match", &seen).json(body).send()
}

fn leave(site: &Site, hub: &str, person: &str) {
    let seen = site.get(&format!("/hubs/{hub}/members")).by("admin").send().status(200).has("etag").to_owned();
    site.call("DELETE", &format!("/hubs/{hub}/members/{person}")).by("admin").header("If-Match", &seen).send().status(204);
}

fn comment(site: &Site, post: &Value, account: &str, body: &str) -> Value {
    site.post(&format!("/posts/{}/comments", text(post, "id")), &json!({"body": body})).by(account).send().status(201).json()
}

fn who_has_left_hears_no_more(backend: Backend) {
    let site = Site::own(backend);
    let path = format!("/innovations/{}", text(&submitted(&site, "Layanan Satu"), "id"));
    step(&site, &path, "reviewer", "in_review", "");
    let before = inbox(&site, "innovator.kemenkeu");
    assert_eq!((kinds(&site, "innovator.kemenkeu"), &before["unread_count"]), (vec!["innovation_in_review".to_owned()], &json!(1)));
    leave(&site, "kemenkeu", &id(&site, "innovator.kemenkeu"));
    step(&site, &path, "reviewer", "revision_requested", SECRET);
    site.get(&path).by("innovator.kemenkeu").problem(404, "not-found");
    let left = inbox(&site, "innovator.kemenkeu").to_string();
    assert!(!left.contains("Layanan Satu") && !left.contains(SECRET), "{left}");
    assert_eq!(unread(&site, "innovator.kemenkeu"), ["roles_changed"]);
    site.get(&format!("/notifications/{}", text(&items(&before)[0], "id"))).by("innovator.kemenkeu").problem(404, "not-found");
}

fn where_no_owner_is_left_the_managers_hear(backend: Backend) {
    let site = Site::own(backend);
    let paths = ["Layanan Satu", "Layanan Dua"].map(|title| format!("/innovations/{}", text(&submitted(&site, title), "id")));
    let owner = format!("/users/{}", id(&site, "innovator.kemenkeu"));
    step(&site, &paths[0], "reviewer", "in_review", "");
    assert!(kinds(&site, "manager.kemenkeu").is_empty(), "an owner is at home");
    change(&site, "PATCH", &owner, "admin", &json!({"active": false})).status(200);
    step(&site, &paths[0], "reviewer", "revision_requested", "Lengkapi indikator.");
    step(&site, &paths[1], "reviewer", "in_review", "");
    assert_eq!(kinds(&site, "manager.kemenkeu"), ["innovation_in_review", "revision_requested"]);
    assert_eq!(text(&items(&inbox(&site, "manager.kemenkeu"))[1], "detail"), "Lengkapi indikator.");
    // The manager who hands it in again is told what becomes of it, and not of the own step.
    step(&site, &paths[0], "manager.kemenkeu", "submitted", "");
    step(&site, &paths[0], "reviewer", "in_review", "");
    assert_eq!(kinds(&site, "manager.kemenkeu")[0], "innovation_in_review");
    assert_eq!(unread(&site, "manager.kemenkeu").len(), 2, "what was asked for is done");
}

fn an_owner_hears_what_a_manager_does(backend: Backend) {
    let site = Site::own(backend);
    let withdrawn = format!("/innovations/{}", text(&submitted(&site, "Layanan Satu"), "id"));
    step(&site, &withdrawn, "manager.kemenkeu", "draft", "Belum siap.");
    assert_eq!(kinds(&site, "innovator.kemenkeu"), ["innovation_withdrawn"]);
    let any = site.get("/innovations?hub_id=kemenkeu&limit=1").ok();
    let public = format!("/innovations/{}", text(&items(&any)[0], "id"));
    change(&site, "PATCH", &public, "admin", &json!({"owner_ids": [id(&site, "innovator.kemenkeu")]})).status(200);
    step(&site, &public, "manager.kemenkeu", "archived", "Sudah diganti.");
    let told = newest(&site, "innovator.kemenkeu");
    assert_eq!((text(&told, "kind"), text(&told, "detail")), ("innovation_archived", "Sudah diganti."));
    assert!(kinds(&site, "manager.kemenkeu").is_empty(), "nobody is told of the own step");
}

fn what_is_not_seen_any_more_is_not_told(backend: Backend) {
    let site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({"title": "Judul pertama"}));
    for account in ["innovator.bpom", "reviewer"] {
        site.post("/subscriptions", &json!({"type": "post", "target": text(&post, "id")})).by(account).send().status(201);
    }
    let said = comment(&site, &post, "innovator.kemenkeu", &format!("Hubungi {SECRET}"));
    let other = comment(&site, &post, "innovator.kemenkeu", "Terima kasih.");
    for account in ["innovator.bpom", "innovator.kkp"] {
        assert!(inbox(&site, account).to_string().contains(SECRET));
        assert_eq!(unread(&site, account).len(), 2);
    }
    let path = format!("/comments/{}", text(&said, "id"));
    site.call("PUT", &format!("{path}/moderation"))
        .by("manager.kkp")
        .json(&json!({"hidden": true, "note": "Data pribadi."}))
        .send()
        .status(200);
    for account in ["innovator.bpom", "innovator.kkp", "reviewer"] {
        assert!(!inbox(&site, account).to_string().contains(SECRET), "{account}");
        assert_eq!(unread(&site, account).len(), 1, "{account}");
    }
    // Its author sees it, and why it was hidden.
    assert_eq!(text(&newest(&site, "innovator.kemenkeu"), "detail"), "Data pribadi.");
    change(&site, "DELETE", &format!("/comments/{}", text(&other, "id")), "innovator.kemenkeu", &json!({})).status(204);
    assert!(unread(&site, "innovator.bpom").is_empty());
    // A post that is hidden takes its new title along.
    comment(&site, &post, "innovator.kemenkeu", "Satu lagi.");
    let path = format!("/posts/{}", text(&post, "id"));
    change(&site, "PATCH", &path, "innovator.kkp", &json!({"title": "Judul kedua"})).status(200);
    assert_eq!(newest(&site, "innovator.bpom")["record"]["title"], "Judul kedua");
    step(&site, &path, "manager.kkp", "hidden", "Ditinjau.");
    change(&site, "PATCH", &path, "innovator.kkp", &json!({"title": "Judul rahasia"})).status(200);
    assert!(items(&inbox(&site, "innovator.bpom")).is_empty());
    assert_eq!(kinds(&site, "innovator.kkp")[0], "moderated");
}

fn an_excerpt_is_what_the_comment_says_now(backend: Backend) {
    let site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({}));
    let said = comment(&site, &post, "innovator.bpom", &format!("Hubungi **{SECRET}** ya"));
    assert_eq!(text(&newest(&site, "innovator.kkp"), "detail"), format!("Hubungi {SECRET} ya"));
    let path = format!("/comments/{}", text(&said, "id"));
    change(&site, "PATCH", &path, "innovator.bpom", &json!({"body": "Hubungi kami lewat hub."})).status(200);
    assert_eq!(text(&newest(&site, "innovator.kkp"), "detail"), "Hubungi kami lewat hub.");
}

fn an_old_notice_repeats_nothing_either(backend: Backend) {
    let site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({}));
    let said = comment(&site, &post, "innovator.bpom", "Baik.");
    // As notices were stored before: with the text, and the title at the time.
    site.execute(&format!("UPDATE notifications SET detail = '{SECRET}', record_title = '{SECRET}'")).unwrap();
    let told = inbox(&site, "innovator.kkp");
    assert!(!told.to_string().contains(SECRET) && text(&items(&told)[0], "detail") == "Baik.", "{told}");
    let path = format!("/comments/{}", text(&said, "id"));
    change(&site, "DELETE", &path, "innovator.bpom", &json!({})).status(204);
    assert!(items(&inbox(&site, "innovator.kkp")).is_empty());
}

fn a_decision_on_a_report_is_told_without_the_hidden_title(backend: Backend) {
    let site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({"title": "Judul yang disembunyikan"}));
    let report = site.post("/reports", &json!({"post_id": text(&post, "id"), "reason": "off_topic"})).by("innovator.bpom").send();
    let report = format!("/reports/{}", text(&report.status(201).json(), "id"));
    let told = newest(&site, "manager.kkp");
    assert_eq!((text(&told, "kind"), text(&told, "detail")), ("reported", "Alasan: di luar topik."));
    step(&site, &format!("/posts/{}", text(&post, "id")), "manager.kkp", "hidden", "Di luar topik.");
    change(&site, "PATCH", &report, "manager.kkp", &json!({"status": "upheld", "answer": "Terima kasih."})).status(200);
    let told = newest(&site, "innovator.bpom");
    assert_eq!((text(&told, "kind"), text(&told, "detail")), ("report_decided", "Terima kasih."));
    assert!(!told.to_string().contains("disembunyikan"), "{told}");
    assert!(unread(&site, "manager.kkp").is_empty(), "the report waits no more");
}

fn what_waits_for_review_is_over_with_it(backend: Backend) {
    let site = Site::own(backend);
    let [first, second, _third] =
        ["Layanan Satu", "Layanan Dua", "Layanan Tiga"].map(|title| format!("/innovations/{}", text(&submitted(&site, title), "id")));
    assert_eq!(unread(&site, "reviewer").len(), 3);
    step(&site, &first, "innovator.kemenkeu", "draft", "");
    let told = inbox(&site, "reviewer");
    assert!(!told.to_string().contains("Layanan Satu"), "withdrawn, it is not theirs to read: {told}");
    assert_eq!(unread(&site, "reviewer").len(), 2);
    step(&site, &first, "innovator.kemenkeu", "submitted", "");
    assert_eq!(unread(&site, "reviewer").len(), 3, "handed in again it waits once");
    step(&site, &second, "admin", "in_review", "");
    assert_eq!(unread(&site, "reviewer").len(), 2);
    let all = inbox(&site, "reviewer");
    let taken = items(&all).iter().find(|n| n.to_string().contains("Layanan Dua")).unwrap();
    assert_eq!(text(taken, "title"), "Layanan Dua tidak lagi menunggu penilaian.");
    assert!(taken["read_at"].is_string());
    step(&site, &second, "admin", "revision_requested", "Lengkapi.");
    assert_eq!(unread(&site, "innovator.kemenkeu"), ["revision_requested", "innovation_in_review"]);
    step(&site, &second, "innovator.kemenkeu", "submitted", "");
    assert_eq!(unread(&site, "innovator.kemenkeu"), ["innovation_in_review"]);
}

fn what_waits_for_a_signature_is_over_with_it(backend: Backend) {
    let site = Site::own(backend);
    let mut body = site.get("/hubs/kkp/mou-draft").by("manager.kkp").ok();
    body["ends_on"] = json!("2099-12-31");
    let mou = site.post("/mous", &body).by("manager.kkp").send().status(201).json();
    let path = format!("/mous/{}", text(&mou, "id"));
    step(&site, &path, "manager.kkp", "in_review", "");
    assert_eq!(unread(&site, "admin"), ["mou_in_review"]);
    step(&site, &path, "admin", "draft", "Pasal 3.");
    assert!(unread(&site, "admin").is_empty());
    assert_eq!(unread(&site, "manager.kkp"), ["mou_sent_back"]);
    step(&site, &path, "manager.kkp", "in_review", "");
    assert!(unread(&site, "manager.kkp").is_empty());
    step(&site, &path, "admin", "ready_to_sign", "");
    assert_eq!(unread(&site, "signatory.kkp"), ["mou_to_sign"]);
    let kkp = text(&site.get("/institutions/kkp").ok(), "id").to_owned();
    let signature = json!({"institution_id": kkp, "signatory_name": "Rini Wulandari", "position": "Sekretaris Jenderal",
        "signed_on": text(&body, "starts_on"), "method": "in_system", "password": PASSWORD});
    site.post(&format!("{path}/signatures"), &signature).by("signatory.kkp").send().status(201);
    assert!(!unread(&site, "signatory.kkp").contains(&"mou_to_sign".to_owned()));
    step(&site, &path, "admin", "cancelled", "Batal.");
    assert!(!unread(&site, "admin").contains(&"mou_to_sign".to_owned()));
}

fn what_waits_for_an_answer_or_a_deed_is_over_with_it(backend: Backend) {
    let site = Site::own(backend);
    let body = json!({"kind": "workshop", "title": "Lokakarya", "starts_at": "2098-12-01T02:00:00Z", "ends_at": "2098-12-01T05:00:00Z"});
    let event = site.post("/events", &body).by("admin").send().status(201).json();
    let path = format!("/events/{}", text(&event, "id"));
    let [kkp, bpom] = ["kkp", "bpom"].map(|code| text(&site.get(&format!("/institutions/{code}")).ok(), "id").to_owned());
    site.post(&format!("{path}/invitations"), &json!({"institution_ids": [kkp, bpom]})).by("admin").send().status(200);
    step(&site, &path, "admin", "open", "");
    let item = json!({"title": "Kirim daftar hadir", "assignee_id": id(&site, "innovator.kkp")});
    let item = site.post(&format!("{path}/action-items"), &item).by("admin").send().status(201).json();
    assert_eq!(
        (unread(&site, "manager.kkp"), unread(&site, "innovator.kkp")),
        (vec!["event_invited".into()], vec!["action_item_assigned".into()])
    );
    let seen = || site.get(&path).by("admin").send().status(200).has("etag").to_owned();
    let answer = |account: &str, to: &str, body: &Value| {
        site.call("PATCH", &format!("{path}/{to}")).by(account).header("If-Match", &seen()).json(body).send().status(200);
    };
    answer("innovator.kkp", &format!("action-items/{}", text(&item, "id")), &json!({"done": true}));
    let put = json!({"response": "attending", "attended": false, "decision": "undecided", "note": null});
    site.call("PUT", &format!("{path}/participants/{kkp}")).by("manager.kkp").header("If-Match", &seen()).json(&put).send().status(200);
    assert!(unread(&site, "manager.kkp").is_empty() && unread(&site, "innovator.kkp").is_empty());
    assert_eq!(unread(&site, "manager.bpom"), ["event_invited"]);
    step(&site, &path, "admin", "cancelled", "Ditunda.");
    assert_eq!(unread(&site, "manager.bpom"), ["event_cancelled"]);
}

fn a_mention_that_an_edit_adds_is_told(backend: Backend) {
    let site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({}));
    let [first, second] = ["innovator.bpom", "reviewer"].map(|account| format!("@[Orang](user:{})", id(&site, account)));
    let said = comment(&site, &post, "innovator.kemenkeu", &format!("Halo {first}"));
    let path = format!("/comments/{}", text(&said, "id"));
    change(&site, "PATCH", &path, "innovator.kemenkeu", &json!({"body": format!("Halo {first} dan {second}")})).status(200);
    assert_eq!((kinds(&site, "innovator.bpom").len(), kinds(&site, "reviewer")), (1, vec!["mentioned".to_owned()]));
    let path = format!("/posts/{}", text(&post, "id"));
    change(&site, "PATCH", &path, "innovator.kkp", &json!({"body": format!("Halo {first}")})).status(200);
    assert_eq!(kinds(&site, "innovator.bpom"), ["mentioned", "mentioned"]);
}

fn a_mention_in_code_is_none(backend: Backend) {
    let site = Site::own(backend);
    let mention = format!("@[Orang](user:{})", id(&site, "reviewer"));
    let post = published(&site, "innovator.kkp", &json!({"body": format!("Tulis `{mention}`.\n\n```\n{mention}\n```")}));
    comment(&site, &post, "innovator.kkp", &format!("Contoh:\n\n    {mention}"));
    assert!(kinds(&site, "reviewer").is_empty());
    comment(&site, &post, "innovator.kkp", &format!("`kode` {mention}"));
    assert_eq!(kinds(&site, "reviewer"), ["mentioned"]);
}

fn an_account_that_changes_is_told(backend: Backend) {
    let site = Site::own(backend);
    let person = format!("/users/{}", id(&site, "innovator.kkp"));
    change(&site, "PATCH", &person, "manager.kkp", &json!({"name": "Nama Baru"})).status(200);
    assert!(kinds(&site, "innovator.kkp").is_empty());
    change(&site, "PATCH", &person, "manager.kkp", &json!({"roles": ["innovator", "hub_manager"]})).status(200);
    assert_eq!(kinds(&site, "innovator.kkp"), ["roles_changed"]);
    let passwords = json!({"current_password": PASSWORD, "new_password": "sekoci-bambu-merah-41"});
    site.post("/me/password", &passwords).by("innovator.kkp").send().status(204);
    assert_eq!(kinds(&site, "innovator.kkp"), ["password_changed", "roles_changed"]);
}
