//! Texts that people write: small ones that would make much work, and what they paste.

use crate::shared::{TEXTS, items, text};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tests::{Backend, Site, on_both};

on_both![
    what_would_make_much_work_is_refused_on_every_field,
    what_is_stored_already_is_shown_as_it_was_written,
    lists_of_long_texts_end_early_and_go_on,
    feeds_of_long_texts_hold_beginnings,
    edits_count_as_writing,
    pasted_text_keeps_lines_lists_tags_and_figures,
    plain_fields_are_never_read_as_markdown,
];

/// Texts of which a reader would wait for seconds.
fn heavy(length: usize) -> [String; 5] {
    let table = |columns: usize| format!("{}\n{}\n", "x|".repeat(columns), "-|".repeat(columns));
    let padded = |head: String, row: &str| format!("{head}{}", row.repeat((length - head.len()) / row.len()));
    let nested: String = (0..40).map(|n| format!("{}- a\n", "  ".repeat(n))).collect();
    [
        format!("{}a", ">".repeat(length - 1)),
        padded(table(300), "x|\n"),
        padded(nested, "a\n"),
        padded("[^a]\n\n[^a]: b\n\n".into(), "[^a]"),
        format!("{}a", "> - ".repeat(length / 4 - 1)),
    ]
}

fn post_of(site: &Site, body: &str) -> Value {
    let new = json!({"kind": "article", "title": "Tulisan yang panjang", "body": body});
    let post = site.post("/posts", &new).by("innovator.kkp").send().status(201).json();
    let to = format!("/posts/{}/transitions", text(&post, "id"));
    site.post(&to, &json!({"to": "published"})).by("innovator.kkp").send().status(200).json()
}

fn refused(answer: &Value, pointer: &str) {
    let fault = &answer["errors"][0];
    assert_eq!((text(fault, "pointer"), text(fault, "code")), (pointer, "too_complex"), "{answer}");
    assert!(text(fault, "message").len() > 20, "{answer}");
}

fn patched(site: &Site, path: &str, account: &str, body: &Value) -> tests::Answer {
    let seen = site.get(path).by(account).send().status(200).has("etag").to_owned();
    site.call("PATCH", path).by(account).header("If-Match", &seen).json(body).send()
}

fn mou(site: &Site) -> Value {
    let hub = site.get("/hubs/kkp").by("manager.kkp").ok();
    let draft = site.get(&format!("/hubs/{}/mou-draft", text(&hub, "id"))).by("manager.kkp").ok();
    site.post("/mous", &draft).by("manager.kkp").send().status(201).json()
}

fn what_would_make_much_work_is_refused_on_every_field(backend: Backend) {
    let site = Site::own(backend);
    let post = post_of(&site, "Isi");
    let innovation = site.post("/innovations", &json!({"title": "Antrean tanpa antre", "hub_id": "kkp"})).by("innovator.kkp").send().json();
    let innovation = format!("/innovations/{}", text(&innovation, "id"));
    let mou = format!("/mous/{}", text(&mou(&site), "id"));
    let event = json!({"kind": "fgd", "title": "Diskusi", "starts_at": "2027-01-01T02:00:00Z", "ends_at": "2027-01-01T05:00:00Z"});
    let event = site.post("/events", &event).by("admin").send().status(201).json();
    let event = format!("/events/{}", text(&event, "id"));
    let began = Instant::now();
    for body in heavy(49_000) {
        let new = json!({"kind": "article", "title": "Judul", "body": body});
        refused(&site.post("/posts", &new).by("innovator.kkp").problem(422, "validation-failed"), "/body");
        let path = format!("/posts/{}", text(&post, "id"));
        refused(&patched(&site, &path, "innovator.kkp", &json!({"body": body})).problem(422, "validation-failed"), "/body");
    }
    for body in heavy(9_000) {
        let comments = format!("/posts/{}/comments", text(&post, "id"));
        refused(&site.post(&comments, &json!({"body": body})).by("reviewer").problem(422, "validation-failed"), "/body");
        for (path, account, fields) in
            [(&innovation, "innovator.kkp", &TEXTS[..]), (&mou, "manager.kkp", &["scope"]), (&event, "admin", &["agenda", "minutes"])]
        {
            for field in fields {
                let patch: Value = [((*field).to_owned(), json!(body))].into_iter().collect::<serde_json::Map<_, _>>().into();
                refused(&patched(&site, path, account, &patch).problem(422, "validation-failed"), &format!("/{field}"));
            }
        }
    }
    let said = json!({"body": heavy(4_900)[1]});
    refused(&site.post(&format!("{mou}/comments"), &said).by("manager.kkp").problem(422, "validation-failed"), "/body");
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    site.post("/posts", &json!({"kind": "article", "title": "Judul", "body": heavy(9_000)[0]})).problem(401, "not-authenticated");
}

fn what_is_stored_already_is_shown_as_it_was_written(backend: Backend) {
    let site = Site::own(backend);
    let post = post_of(&site, "Isi");
    let comments = format!("/posts/{}/comments", text(&post, "id"));
    site.post(&comments, &json!({"body": "Kata"})).by("reviewer").send().status(201);
    let event = json!({"kind": "fgd", "title": "Diskusi", "starts_at": "2027-01-01T02:00:00Z", "ends_at": "2027-01-01T05:00:00Z"});
    let event = site.post("/events", &event).by("admin").send().status(201).json();
    let draft = mou(&site);
    for (long, short) in heavy(49_000).into_iter().zip(heavy(9_000)) {
        let plant = |table: &str, column: &str, body: &str, id: &Value| {
            site.execute(&format!("UPDATE {table} SET {column} = '{body}' WHERE id = '{}'", id.as_str().unwrap())).unwrap();
        };
        plant("posts", "body", &long, &post["id"]);
        site.execute(&format!("UPDATE comments SET body = '{short}'")).unwrap();
        plant("events", "agenda", &short, &event["id"]);
        plant("mous", "scope", &short, &draft["id"]);
        let began = Instant::now();
        let shown = [
            (site.get(&format!("/posts/{}", text(&post, "id"))).ok()["body_html"].clone(), long.len()),
            (items(&site.get(&comments).ok())[0]["body_html"].clone(), short.len()),
            (site.get(&format!("/events/{}", text(&event, "id"))).by("admin").ok()["agenda_html"].clone(), short.len()),
            (site.get(&format!("/mous/{}", text(&draft, "id"))).by("manager.kkp").ok()["scope_html"].clone(), short.len()),
        ];
        site.get("/feeds/posts.atom").send().status(200);
        assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
        for (html, length) in shown {
            let html = html.as_str().unwrap();
            assert!(html.len() <= length * 10 + 65_536, "{} bytes of {length}", html.len());
            assert!(["<blockquote", "<table", "<ul", "<sup"].iter().all(|tag| !html.contains(tag)), "{}", &html[..200]);
        }
    }
}

/// Text that becomes many times its length, within what one text may.
fn wordy(length: usize) -> String {
    "- a@b.id\n".repeat(length / 9)
}

fn lists_of_long_texts_end_early_and_go_on(backend: Backend) {
    let site = Site::own(backend);
    let post = post_of(&site, "Isi");
    let comments = format!("/posts/{}/comments", text(&post, "id"));
    for n in 0..30 {
        site.post(&comments, &json!({"body": format!("Ke-{n}")})).by("reviewer").send().status(201);
    }
    site.execute(&format!("UPDATE comments SET body = body || '\n\n{}'", wordy(9_000))).unwrap();
    let page = site.get(&format!("{comments}?limit=100")).send().status(200);
    assert!(page.body.len() < 2 * 1024 * 1024 && items(&page.json()).len() < 30, "{} bytes", page.body.len());
    let walked = site.walk(&format!("{comments}?limit=100"), None);
    let said: Vec<&str> = walked.iter().map(|comment| text(comment, "body").lines().next().unwrap()).collect();
    assert_eq!(said, (0..30).map(|n| format!("Ke-{n}")).collect::<Vec<_>>());

    let mou = format!("/mous/{}/comments", text(&mou(&site), "id"));
    for n in 0..80 {
        site.post(&mou, &json!({"body": format!("Ke-{n}")})).by("manager.kkp").send().status(201);
    }
    site.execute(&format!("UPDATE mou_comments SET body = body || '\n\n{}'", wordy(4_900))).unwrap();
    let page = site.get(&mou).by("manager.kkp").send().status(200);
    assert!(page.body.len() < 2 * 1024 * 1024 && items(&page.json()).len() < 80, "{} bytes", page.body.len());
    assert_eq!(site.walk(&mou, Some("manager.kkp")).len(), 80);
}

fn feeds_of_long_texts_hold_beginnings(backend: Backend) {
    let site = Site::own(backend);
    for n in 0..20 {
        post_of(&site, &format!("Permulaan {n} yang khas"));
    }
    site.execute(&format!("UPDATE posts SET body = '{}'", "kata *x* ".repeat(5_000))).unwrap();
    let began = Instant::now();
    let feed = site.get("/feeds/posts.atom").send().status(200);
    assert!(feed.body.len() < 3 * 1024 * 1024, "{} bytes", feed.body.len());
    assert!(feed.text().contains("Permulaan 0 yang khas"));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

fn edits_count_as_writing(backend: Backend) {
    let site = Site::with(backend, &[("JIPP_RATE_LIMIT", "on")]);
    let post = post_of(&site, "Isi");
    let path = format!("/posts/{}", text(&post, "id"));
    let comment = site.post(&format!("{path}/comments"), &json!({"body": "Kata"})).by("innovator.bpom").send().status(201).json();
    for (path, account) in [(path, "innovator.kkp"), (format!("/comments/{}", text(&comment, "id")), "innovator.bpom")] {
        let refused =
            (0..200).map(|n| patched(&site, &path, account, &json!({"body": format!("Isi {n}")}))).find(|answer| answer.status != 200);
        refused.expect("a limit").problem(429, "rate-limited");
    }
}

fn pasted_text_keeps_lines_lists_tags_and_figures(backend: Backend) {
    let site = Site::own(backend);
    let pasted =
        "Rapat <penting> besok\nRuang 5*6*7\n\n•\tpertama\n•\tkedua\n\nSesudahnya:\n\n\tMenjorok dari Word, 24*7*365\n\n[Catatan]: segera";
    let post = post_of(&site, pasted);
    let html = text(&post, "body_html");
    for shown in [
        "&lt;penting&gt; besok<br>",
        "5*6*7",
        "<li>pertama</li>\n<li>kedua</li>",
        "<p>Menjorok dari Word, 24*7*365</p>",
        "[Catatan]: segera",
    ] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    assert!(!html.contains("<code>") && !html.contains("<em>"), "{html}");
    for shown in ["<penting>", "5*6*7", "24*7*365"] {
        assert!(text(&post, "excerpt").contains(shown), "{}", post["excerpt"]);
    }
    let feed = site.get("/feeds/posts.atom").send().status(200).text();
    assert!(feed.contains("24*7*365") && feed.contains("penting"), "{feed}");
    let page = site.page(&format!("/posts/{}", text(&post, "slug"))).send().status(200).text();
    assert!(page.contains("5*6*7") && page.contains("&lt;penting&gt;"), "{page}");
}

fn plain_fields_are_never_read_as_markdown(backend: Backend) {
    let site = Site::own(backend);
    let says = "Buka 24*7*365 untuk <warga> dan _semua_ *orang*, [1] zamrudwati";
    let published = items(&site.get("/innovations?limit=1").ok())[0].clone();
    let id = text(&published, "id");
    patched(&site, &format!("/innovations/{id}"), "admin", &json!({"summary": says})).status(200);
    assert_eq!(site.get(&format!("/innovations/{id}")).ok()["summary"], says);
    let written = says.replace('<', "&lt;").replace('>', "&gt;");
    let feed = site.get("/feeds/innovations.atom?q=zamrudwati").send().status(200).text();
    assert!(feed.contains(&written), "{feed}");
    let page = site.page(&format!("/innovations/{}", text(&published, "slug"))).send().status(200).text();
    assert!(page.contains(&written), "{page}");
    let found = site.get("/search?q=zamrudwati").ok();
    assert!(text(&items(&found)[0], "snippet_html").contains("untuk &lt;warga&gt; dan _semua_ *orang*"), "{found}");
    let hub = site.get("/hubs/kkp").ok();
    patched(&site, "/hubs/kkp", "manager.kkp", &json!({"description": says})).status(200);
    let page = site.page(&format!("/hubs/{}", text(&hub, "slug"))).send().status(200).text();
    assert!(page.contains(&written), "{page}");
}
