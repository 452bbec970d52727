//! What people may put into a field: text that says something, one line where one is meant, addresses that open.

use crate::shared::{TEXTS, text};
use serde_json::{Value, json};
use tests::http::{Answer, encode};
use tests::{Backend, Site, on_both};

on_both![
    a_required_text_says_something,
    a_name_is_one_line,
    completeness_counts_what_says_something,
    a_reason_says_something,
    an_address_is_one_of_a_page,
    a_file_is_named_after_its_content,
    what_was_stored_before_stays_readable,
];

/// Texts that show nothing, long enough for every field.
const BLANK: [&str; 10] = [
    "\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}",
    "\u{2800}\u{2800}\u{2800}\u{2800}\u{2800}",
    "\u{3164}\u{3164}\u{3164}\u{3164}\u{3164}",
    "\u{202e}\u{202e}\u{202e}\u{202e}\u{202e}",
    "<br><br>",
    "-----",
    "&nbsp;",
    "\u{ad}\u{fe0f}\u{301}\u{301}\u{301}",
    "<p class=\"x\"></p>",
    "# **__**",
];

/// A field that somebody writes.
struct Field {
    method: &'static str,
    path: String,
    account: &'static str,
    body: Value,
    /// Where the field is in the body.
    at: &'static str,
    /// Where a fault of it is told.
    told: &'static str,
    /// Whether it holds one line.
    line: bool,
}

impl Field {
    fn send(&self, site: &Site, text: &str) -> Answer {
        let mut body = self.body.clone();
        *body.pointer_mut(self.at).unwrap() = text.into();
        let call = site.call(self.method, &self.path).by(self.account).json(&body);
        if self.method == "PATCH" { call.header("If-Match", "*").send() } else { call.send() }
    }
}

/// Fields of every noun that have to say something.
fn fields(site: &Site) -> Vec<Field> {
    let id = |path: &str| text(&site.get(path).by("admin").ok(), "id").to_owned();
    let (kkp, bpom, hub) = (id("/institutions/kkp"), id("/institutions/bpom"), id("/hubs/kkp"));
    let post = id_of(&site.post("/posts", &json!({"kind": "article", "title": "Antrean", "body": "Isi."})).by("innovator.kkp").send());
    site.post(&format!("/posts/{post}/transitions"), &json!({"to": "published"})).by("innovator.kkp").send().status(200);
    let event = json!({"kind": "fgd", "title": "Lokakarya", "starts_at": "2026-12-01T02:00:00Z", "ends_at": "2026-12-01T05:00:00Z"});
    let planned = id_of(&site.post("/events", &event).by("manager.kkp").send());
    let mou = json!({"title": "Nota Kesepahaman", "hub_id": hub, "parties": [{"institution_id": kkp}], "starts_on": "2026-01-01",
        "ends_on": "2099-12-31"});
    let drafted = id_of(&site.post("/mous", &mou).by("manager.kkp").send());
    let mut numbered = mou.clone();
    numbered["number"] = json!("1");
    let innovation = json!({"title": "Antrean Tanpa Antre", "hub_id": "kkp", "keywords": ["antrean"], "awards": [{"name": "Top 45", "year": 2022}],
        "indicators": [{"name": "Waktu", "unit": "menit"}], "team": [{"name": "Siti", "role": "ketua", "consent": true}]});
    let field =
        |method, path: String, account, body: &Value, at, told, line| Field { method, path, account, body: body.clone(), at, told, line };
    vec![
        field("POST", "/innovations".into(), "innovator.kkp", &innovation, "/title", "/title", true),
        field("POST", "/innovations".into(), "innovator.kkp", &innovation, "/keywords/0", "/keywords/0", true),
        field("POST", "/innovations".into(), "innovator.kkp", &innovation, "/awards/0/name", "/awards/0/name", true),
        field("POST", "/innovations".into(), "innovator.kkp", &innovation, "/indicators/0/name", "/indicators/0/name", true),
        field("POST", "/innovations".into(), "innovator.kkp", &innovation, "/team/0/name", "/team/0/name", true),
        field("POST", "/posts".into(), "innovator.kkp", &json!({"kind": "article", "title": "x"}), "/title", "/title", true),
        field("POST", "/posts".into(), "innovator.kkp", &json!({"kind": "article", "title": "x", "tags": ["x"]}), "/tags/0", "/tags", true),
        field("POST", format!("/posts/{post}/comments"), "manager.bpom", &json!({"body": "x"}), "/body", "/body", false),
        field("POST", "/events".into(), "manager.kkp", &event, "/title", "/title", true),
        field("POST", format!("/events/{planned}/action-items"), "manager.kkp", &json!({"title": "x"}), "/title", "/title", true),
        field("POST", "/mous".into(), "manager.kkp", &mou, "/title", "/title", true),
        field("POST", "/mous".into(), "manager.kkp", &numbered, "/number", "/number", true),
        field("POST", format!("/mous/{drafted}/comments"), "manager.kkp", &json!({"body": "x"}), "/body", "/body", false),
        field("POST", "/saved-searches".into(), "innovator.kkp", &json!({"name": "x", "q": "antrean"}), "/name", "/name", true),
        field("POST", "/saved-searches".into(), "innovator.kkp", &json!({"name": "x", "q": "antrean"}), "/q", "/q", true),
        field("POST", "/subscriptions".into(), "innovator.kkp", &json!({"type": "tag", "target": "x"}), "/target", "/target", true),
        field(
            "POST",
            "/invitations".into(),
            "manager.bpom",
            &json!({"email": "baru@example.go.id", "name": "x", "institution_id": bpom, "roles": ["innovator"]}),
            "/name",
            "/name",
            true,
        ),
        field(
            "POST",
            "/institutions".into(),
            "admin",
            &json!({"code": "badan-baru", "name": "Badan Baru", "short_name": "Baru", "kind": "agency"}),
            "/short_name",
            "/short_name",
            true,
        ),
        field("PATCH", "/institutions/kkp".into(), "admin", &json!({"name": "x"}), "/name", "/name", true),
        field("PATCH", "/hubs/kkp".into(), "manager.kkp", &json!({"name": "x"}), "/name", "/name", true),
        field("PATCH", "/me".into(), "innovator.kkp", &json!({"name": "x"}), "/name", "/name", true),
    ]
}

fn id_of(answer: &Answer) -> String {
    text(&answer.json(), "id").to_owned()
}

fn pointers(answer: &Answer) -> Vec<String> {
    let problem = answer.problem(422, "validation-failed");
    problem["errors"].as_array().unwrap().iter().map(|error| text(error, "pointer").to_owned()).collect()
}

fn a_required_text_says_something(backend: Backend) {
    let site = Site::own(backend);
    for field in fields(&site) {
        for blank in BLANK {
            let answer = field.send(&site, blank);
            assert_eq!(pointers(&answer), [field.told], "{} {} {blank:?}", field.path, field.at);
        }
    }
}

fn a_name_is_one_line(backend: Backend) {
    let site = Site::own(backend);
    for field in fields(&site).iter().filter(|field| field.line) {
        for broken in ["Antre\u{7}an", "Antre\u{1b}[2Jan", "Antre\u{202e}an", "Antre\u{2066}an", "Antre\u{9b}an"] {
            assert_eq!(pointers(&field.send(&site, broken)), [field.told], "{} {} {broken:?}", field.path, field.at);
        }
        let stored = field.send(&site, " Antrean\r\n\r\nJujur\u{2028}dan\tcepat\n");
        let answer = stored.text();
        assert!(matches!(stored.status, 200 | 201), "{} {} {answer}", field.path, field.at);
        assert!(answer.to_lowercase().contains("antrean jujur dan cepat"), "{} {} {answer}", field.path, field.at);
    }
    let event = json!({"kind": "fgd", "title": "Rapat", "starts_at": "2026-12-01T02:00:00Z", "ends_at": "2026-12-01T05:00:00Z",
        "venue": "Aula\r\nX-Injected: 1"});
    let made = site.post("/events", &event).by("manager.kkp").send().status(201).json();
    assert_eq!(text(&made, "venue"), "Aula X-Injected: 1");
}

fn completeness_counts_what_says_something(backend: Backend) {
    let site = Site::own(backend);
    let whole = site.walk("/innovations", None).remove(0);
    let whole = site.get(&format!("/innovations/{}", text(&whole, "id"))).by("admin").ok();
    let mut body = json!({"title": "Antrean Tanpa Antre", "hub_id": "kkp", "sector": whole["sector"], "category": whole["category"],
        "summary": "&nbsp;", "unit_name": "\u{3164}"});
    for field in TEXTS {
        body[field] = "<br>\n\n---\n\u{200b}".into();
    }
    let made = site.post("/innovations", &body).by("innovator.kkp").send().status(201).json();
    assert_eq!(made["completeness_missing"].as_array().unwrap().len(), 9, "{made}");
    assert!(made["completeness"].as_i64() < Some(40), "{made}");
    let asked =
        site.post(&format!("/innovations/{}/transitions", text(&made, "id")), &json!({"to": "submitted"})).by("innovator.kkp").send();
    assert_eq!(pointers(&asked).len(), 9);
    // A short text in another script says something.
    let seen = site.get(&format!("/innovations/{}", text(&made, "id"))).by("innovator.kkp").send();
    let call = site.call("PATCH", &format!("/innovations/{}", text(&made, "id"))).by("innovator.kkp").header("If-Match", seen.has("etag"));
    let patched = call.json(&json!({"novelty": "ꦲꦤꦕꦫꦏ", "benefit": "🌾"})).send().status(200).json();
    assert_eq!(patched["completeness_missing"].as_array().unwrap().len(), 7);
}

fn a_reason_says_something(backend: Backend) {
    let site = Site::own(backend);
    let post = id_of(&site.post("/posts", &json!({"kind": "article", "title": "Antrean", "body": "Isi."})).by("innovator.kkp").send());
    let moves = format!("/posts/{post}/transitions");
    site.post(&moves, &json!({"to": "published"})).by("innovator.kkp").send().status(200);
    let comment = id_of(&site.post(&format!("/posts/{post}/comments"), &json!({"body": "Ya."})).by("manager.bpom").send());
    let hub = text(&site.get("/hubs/kkp").by("admin").ok(), "id").to_owned();
    let mou = json!({"title": "Nota", "hub_id": hub, "parties": [], "starts_on": "2026-01-01", "ends_on": "2099-12-31"});
    let mou = id_of(&site.post("/mous", &mou).by("manager.kkp").send());
    for blank in BLANK {
        let hide = site.post(&moves, &json!({"to": "hidden", "note": blank})).by("manager.kkp").send();
        assert_eq!(pointers(&hide), ["/note"], "{blank:?}");
        let moderate = site.call("PUT", &format!("/comments/{comment}/moderation")).by("manager.kkp");
        assert_eq!(pointers(&moderate.json(&json!({"hidden": true, "note": blank})).send()), ["/note"], "{blank:?}");
        let cancel = site.post(&format!("/mous/{mou}/transitions"), &json!({"to": "cancelled", "note": blank})).by("manager.kkp").send();
        assert_eq!(pointers(&cancel), ["/note"], "{blank:?}");
    }
    site.post(&moves, &json!({"to": "hidden", "note": "1. Iklan"})).by("manager.kkp").send().status(200);
    let empty =
        id_of(&site.post("/posts", &json!({"kind": "article", "title": "Kosong", "body": "<br>\n\n&nbsp;"})).by("innovator.kkp").send());
    let publish = site.post(&format!("/posts/{empty}/transitions"), &json!({"to": "published"})).by("innovator.kkp").send();
    assert_eq!(publish.problem(409, "guard-not-met")["missing"], json!(["body"]));
}

fn an_address_is_one_of_a_page(backend: Backend) {
    let site = Site::own(backend);
    let event = |url: &str| {
        let body = json!({"kind": "webinar", "title": "Webinar", "starts_at": "2026-12-01T02:00:00Z", "ends_at": "2026-12-01T05:00:00Z",
            "online_url": url});
        site.post("/events", &body).by("manager.kkp").send()
    };
    let innovation = |url: &str| {
        let body = json!({"title": "Antrean Tanpa Antre", "hub_id": "kkp", "links": [{"url": url}, url]});
        site.post("/innovations", &body).by("innovator.kkp").send()
    };
    let post = |url: &str| site.post("/posts", &json!({"kind": "video", "title": "Video", "video_url": url})).by("innovator.kkp").send();
    let institution =
        |url: &str| site.call("PATCH", "/institutions/kkp").by("admin").header("If-Match", "*").json(&json!({"website": url})).send();
    for bad in [
        "https://x\"onx=1",
        "https://a b",
        "https://a.go.id/\nb",
        "https://a.go.id/<b>",
        "javascript:alert(1)",
        "ftp://a.go.id",
        "https://",
        "https:///a.go.id",
        "https://admin:rahasia@a.go.id",
        "https://a.go.id/\u{202e}x",
        "//a.go.id",
        "a.go.id",
    ] {
        assert_eq!(pointers(&event(bad)), ["/online_url"], "{bad}");
        assert_eq!(pointers(&innovation(bad)), ["/links/0/url", "/links/1/url"], "{bad}");
        assert_eq!(pointers(&post(bad)), ["/video_url"], "{bad}");
        assert_eq!(pointers(&institution(bad)), ["/website"], "{bad}");
    }
    for good in ["https://contoh.go.id/a(b)?c=d&e=%20#f", "http://xn--bcher-kva.example:8080/", "https://bücher.example/é"] {
        assert_eq!(text(&event(good).status(201).json(), "online_url"), good);
        innovation(good).status(201);
        post(good).status(201);
        assert_eq!(text(&institution(good).status(200).json(), "website"), good);
    }
}

fn a_file_is_named_after_its_content(backend: Backend) {
    let site = Site::own(backend);
    let event = json!({"kind": "fgd", "title": "Rapat", "starts_at": "2026-12-01T02:00:00Z", "ends_at": "2026-12-01T05:00:00Z"});
    let event = id_of(&site.post("/events", &event).by("manager.kkp").send());
    let add = |name: &str, content: &[u8]| {
        let call = site.call("POST", &format!("/events/{event}/attachments?name={}", encode(name))).by("manager.kkp");
        call.body("application/octet-stream", content).send().status(201)
    };
    let (pdf, png) = (b"%PDF-1.7\n%%EOF\n".as_slice(), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice());
    for (name, content, kept) in [
        ("x.html", pdf, "x.pdf"),
        ("x.exe", pdf, "x.pdf"),
        ("x.pdf", png, "x.png"),
        ("Undangan Kab. Contoh", pdf, "Undangan Kab. Contoh.pdf"),
        ("a\r\nSet-Cookie: b\"c.PDF", pdf, "a Set-Cookie bc.PDF"),
        ("\u{202e}fdp.exe", pdf, "fdp.pdf"),
    ] {
        let made = add(name, content);
        assert_eq!(text(&made.json(), "name"), kept);
        let location = made.has("location").strip_prefix("/api/v1").unwrap();
        let sent = site.get(location).by("manager.kkp").header("Accept", "*/*").send().status(200);
        assert!(sent.has("content-disposition").contains(&format!("filename=\"{kept}\"")), "{sent:?}");
    }
    let long = text(&add(&format!("{}.pdf", "é".repeat(300)), pdf).json(), "name").to_owned();
    assert_eq!((long.chars().count(), long.ends_with("é.pdf")), (200, true));
    site.execute("UPDATE event_attachments SET name = 'lama.html'").unwrap();
    let old = site.get(&format!("/events/{event}/attachments")).by("manager.kkp").ok();
    let endings: Vec<&str> = old["items"].as_array().unwrap().iter().map(|file| text(file, "name")).collect();
    assert!(endings.iter().all(|name| matches!(*name, "lama.pdf" | "lama.png")), "what was stored before ends as it is: {endings:?}");
}

fn what_was_stored_before_stays_readable(backend: Backend) {
    let site = Site::own(backend);
    let body = json!({"title": "Antrean Tanpa Antre", "hub_id": "kkp", "links": ["https://contoh.go.id"], "keywords": ["antrean"]});
    let made = id_of(&site.post("/innovations", &body).by("innovator.kkp").send());
    let old = [("title", "Judul\r\n\u{7}lama"), ("keywords", "[\"\u{200b}\"]")];
    for (column, value) in old {
        site.execute(&format!("UPDATE innovations SET {column} = '{value}' WHERE id = '{made}'")).unwrap();
    }
    site.execute("UPDATE institutions SET website = 'https://a b' WHERE code = 'kkp'").unwrap();
    assert_eq!(text(&site.get("/institutions/kkp").ok(), "website"), "https://a b");
    let read = site.get(&format!("/innovations/{made}")).by("innovator.kkp").send().status(200);
    let call = site.call("PATCH", &format!("/innovations/{made}")).by("innovator.kkp").header("If-Match", read.has("etag"));
    assert_eq!(pointers(&call.json(&json!({"summary": "Baru."})).send()), ["/title", "/keywords/0"], "what is to be changed is named");
}
