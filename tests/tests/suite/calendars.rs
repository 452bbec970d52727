//! Feeds as others read them: calendars by three readers, Atom by its own rules, whatever people wrote into them.

use crate::events::{etag, move_to, path};
use crate::shared::{items, text};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tests::{Backend, Site, on_both};

on_both![
    three_readers_understand_every_text,
    place_and_link_are_both_in_the_calendar,
    an_end_is_later_than_the_start_or_left_out,
    each_change_raises_the_sequence,
    what_xml_forbids_is_in_no_feed_and_no_head,
    an_atom_feed_has_fifty_entries_and_leads_on,
    a_tag_is_one_whatever_its_case,
];

/// Texts that have broken readers, or could.
const NASTY: [&str; 12] = [
    "Baris satu\rbaris dua\rbaris tiga",
    "Baris satu\r\nbaris dua\n\n\nbaris lima\r",
    "Nol \u{0}, lonceng \u{7}, halaman \u{c}, tegak \u{b}, hapus \u{7f}, baris \u{85} dan \u{9f}",
    "Pemisah \u{1c}\u{1d}\u{1e}\u{1f} dan \u{2028} dan \u{2029}",
    "Bukan huruf \u{fffe}\u{ffff} \u{feff}",
    "BEGIN:VEVENT\r\nSUMMARY:Palsu\r\nEND:VEVENT\r\nEND:VCALENDAR",
    "Titik koma; koma, garis miring \\ dan \\n yang bukan baris, \"kutip\" dan 'petik', titik dua: sekian",
    "老虎 \u{1F600} \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} e\u{301}\u{301}\u{301} \u{202E}terbalik\u{202C} \u{A0}",
    "spasi                                                                              panjang                                        ",
    "\tTab di awal\tdan di tengah\n lalu spasi di awal baris",
    "]]> <![CDATA[ <script>alert(1)</script> &amp; &lt; <!-- -->",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaéééé",
];

/// What each of the readers understood, or why it refused.
fn read(calendar: &[u8]) -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let python = root.join(".venv/bin/python");
    assert!(python.exists(), "`tooling/setup test` installs the readers");
    let mut reader = Command::new(python)
        .arg(root.join("tests/calendar_readers.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    reader.stdin.take().unwrap().write_all(calendar).unwrap();
    let said = reader.wait_with_output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    serde_json::from_slice(&said.stdout).unwrap()
}

const READERS: [&str; 3] = ["ics", "vobject", "icalendar"];

fn announced(site: &Site, rest: &Value) -> Value {
    let mut body = json!({"kind": "webinar", "title": "Rapat", "starts_at": "2098-12-01T02:00:00Z", "ends_at": "2098-12-01T05:00:00Z"});
    body.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    let event = site.post("/events", &body).by("admin").send().status(201).json();
    move_to(site, &event, "admin", "open").status(200);
    event
}

fn calendar(site: &Site, event: &Value) -> String {
    site.get(&format!("{}/calendar.ics", path(event))).send().status(200).text()
}

/// A text as SQL writes it: what the API refuses by now may be there from before.
fn literal(backend: Backend, text: &str) -> String {
    match backend {
        Backend::Sqlite => {
            let bytes: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
            format!("CAST(x'{bytes}' AS TEXT)")
        }
        // PostgreSQL stores no U+0000.
        Backend::Postgres => format!("'{}'", text.replace('\0', "").replace('\'', "''")),
    }
}

fn is_clean(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\t' | '\n') || !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')))
}

fn three_readers_understand_every_text(backend: Backend) {
    let site = Site::own(backend);
    for nasty in NASTY {
        let event = announced(&site, &json!({"agenda": "x", "venue": "x"}));
        let nasty = literal(backend, nasty);
        let short = literal(backend, "Aula\rA\u{85}, \u{1b}lantai; 2");
        site.execute(&format!("UPDATE events SET agenda = {nasty}, venue = {short}, title = {short} WHERE id = '{}'", text(&event, "id")))
            .unwrap();
        let sent = calendar(&site, &event);
        assert!(sent.ends_with("END:VCALENDAR\r\n") && is_clean(&sent.replace("\r\n", "\n")), "{sent:?}");
        assert!(sent.split("\r\n").all(|line| line.len() <= 75), "{sent:?}");
    }
    let feed = site.get("/feeds/events.ics").send().status(200).text();
    let understood = read(feed.as_bytes());
    let count = feed.matches("BEGIN:VEVENT\r\n").count();
    for reader in READERS {
        let events = understood[reader].as_array().unwrap();
        assert_eq!(events.len(), count, "{reader}");
        let nasty: Vec<&Value> = events.iter().filter(|event| text(event, "location").starts_with("Aula\nA\n, lantai; 2")).collect();
        assert_eq!(nasty.len(), NASTY.len(), "{reader}: {events:?}");
        assert!(nasty.iter().all(|event| text(event, "summary") == "Aula\nA\n, lantai; 2" && event["lasts"] == true), "{reader}");
        let says = |words: &str| nasty.iter().any(|event| text(event, "description").contains(words));
        assert!(says("Baris satu\nbaris dua\nbaris tiga"), "{reader}");
        // `ics` takes a backslash before an n for the end of a line, whatever stands before it.
        let escaped = reader == "ics" || says("Titik koma; koma, garis miring \\ dan \\n yang bukan baris, \"kutip\"");
        assert!(escaped && says("Titik koma; koma, garis miring"), "{reader}");
        assert!(says("老虎 \u{1F600}") && says("SUMMARY:Palsu"), "{reader}");
    }
}

fn place_and_link_are_both_in_the_calendar(backend: Backend) {
    let site = Site::own(backend);
    let link = "https://rapat.example/ruang?kata=a;b,c";
    let both = calendar(&site, &announced(&site, &json!({"venue": "Aula A", "online_url": link, "agenda": "1. Pembukaan"})));
    let understood = read(both.as_bytes());
    for reader in READERS {
        let event = &understood[reader][0];
        assert_eq!(
            (text(event, "location"), text(event, "description")),
            ("Aula A", format!("Tautan: {link}\n\n1. Pembukaan").as_str()),
            "{reader}"
        );
    }
    let unfolded = both.replace("\r\n ", "");
    assert!(unfolded.contains(&format!("CONFERENCE;FEATURE=VIDEO;VALUE=URI:{link}\r\n")), "{unfolded}");
    let online = read(calendar(&site, &announced(&site, &json!({"online_url": link}))).as_bytes());
    for reader in READERS {
        assert_eq!(text(&online[reader][0], "location"), link, "{reader}");
    }
}

fn an_end_is_later_than_the_start_or_left_out(backend: Backend) {
    let site = Site::own(backend);
    for ends_at in ["2098-12-01T02:00:00Z", "2098-12-01T02:00:00.900Z"] {
        let short = calendar(&site, &announced(&site, &json!({"ends_at": ends_at})));
        assert!(!short.contains("DTEND"), "{short}");
        let understood = read(short.as_bytes());
        assert!(READERS.iter().all(|reader| understood[*reader][0]["lasts"].is_null()), "{understood}");
    }
    let whole = calendar(&site, &announced(&site, &json!({})));
    assert!(whole.contains("DTEND:20981201T050000Z"), "{whole}");
}

fn each_change_raises_the_sequence(backend: Backend) {
    let site = Site::own(backend);
    let event = announced(&site, &json!({}));
    let sequence = || {
        let sent = calendar(&site, &event);
        let line = sent.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap_or_else(|| panic!("{sent}"));
        line.trim().parse::<u64>().unwrap()
    };
    let first = sequence();
    let seen = etag(&site, &event, "admin");
    site.call("PATCH", &path(&event)).by("admin").header("If-Match", &seen).json(&json!({"venue": "Aula B"})).ok();
    let second = sequence();
    assert!(second > first);
    move_to(&site, &event, "admin", "cancelled").status(200);
    assert!(sequence() > second);
    let id = text(&event, "id");
    for sent in [calendar(&site, &event), site.get("/feeds/events.ics").send().status(200).text()] {
        let unfolded = sent.replace("\r\n ", "");
        let own = unfolded.split("BEGIN:VEVENT").find(|part| part.contains(&format!("UID:{id}@"))).unwrap();
        assert!(own.contains("STATUS:CANCELLED\r\n"), "{own}");
    }
}

fn what_xml_forbids_is_in_no_feed_and_no_head(backend: Backend) {
    let site = Site::own(backend);
    let odd = literal(backend, "Judul\u{0}\r\u{1b}\u{85}\u{9f}\u{fffe}\u{ffff} <&> \"akhir\"");
    site.execute(&format!("UPDATE innovations SET title = {odd}, summary = {odd} WHERE status = 'published'")).unwrap();
    site.execute(&format!("UPDATE posts SET title = {odd}, excerpt = {odd} WHERE status = 'published'")).unwrap();
    let event = announced(&site, &json!({}));
    site.execute(&format!("UPDATE events SET title = {odd}, agenda = {odd} WHERE id = '{}'", text(&event, "id"))).unwrap();
    for feed in ["/feeds/innovations.atom", "/feeds/posts.atom"] {
        let sent = site.get(feed).send().status(200).text();
        assert!(is_clean(&sent) && sent.contains("Judul\n"), "{feed}: {sent:?}");
    }
    let innovation = items(&site.get("/innovations?limit=1").ok())[0].clone();
    let post = items(&site.get("/posts?limit=1").ok())[0].clone();
    let pages = [path(&event), format!("/innovations/{}", text(&innovation, "slug")), format!("/posts/{}", text(&post, "slug"))];
    for page in pages {
        let head = site.page(&page).send().status(200).text();
        assert!(is_clean(&head.replace("\r\n", "\n")) && head.contains("og:title\" content=\"Judul\n"), "{page}: {head:?}");
    }
}

/// The address that a feed names with a relation, below the API's.
fn linked(feed: &str, relation: &str) -> Option<String> {
    let link = feed.split("<link ").find(|link| link.contains(&format!("rel=\"{relation}\"")))?;
    let address = link.split("href=\"").nth(1)?.split('"').next()?.replace("&amp;", "&");
    Some(address.split_once("/api/v1").map_or_else(|| address.clone(), |(_, path)| path.to_owned()))
}

fn an_atom_feed_has_fifty_entries_and_leads_on(backend: Backend) {
    let site = Site::own(backend);
    for feed in ["/feeds/posts.atom", "/feeds/innovations.atom?q=layanan&sector=health"] {
        let list = feed.replace("/feeds", "").replace(".atom", "");
        let all = site.walk(&format!("{list}{}limit=100", if list.contains('?') { '&' } else { '?' }), None).len();
        let (mut address, mut entries, mut pages) = (feed.to_owned(), Vec::new(), 0);
        loop {
            let page = site.get(&address).send().status(200).text();
            let here: Vec<String> =
                page.split("<entry>").skip(1).map(|entry| entry.split("urn:uuid:").nth(1).unwrap()[..36].to_owned()).collect();
            assert!(here.len() <= 50, "{address} has {} entries", here.len());
            entries.extend(here);
            pages += 1;
            match linked(&page, "next") {
                Some(next) => address = next,
                None => break,
            }
        }
        let count = entries.len();
        entries.sort_unstable();
        entries.dedup();
        assert_eq!((entries.len(), count), (all, all), "{feed}");
        assert_eq!(pages, all.div_ceil(50), "{feed}");
    }
    site.get("/feeds/posts.atom?cursor=rusak").problem(400, "malformed-request");
}

fn a_tag_is_one_whatever_its_case(backend: Backend) {
    let site = Site::own(backend);
    for tag in ["Zamrud", "zamrud", "zamrud", "ZAMRUD"] {
        let body = json!({"kind": "article", "title": "Tulisan tentang tanda", "body": "Isi.", "tags": [tag]});
        let post = site.post("/posts", &body).by("innovator.kkp").send().status(201).json();
        site.post(&format!("/posts/{}/transitions", text(&post, "id")), &json!({"to": "published"})).by("innovator.kkp").send().status(200);
    }
    let found = site.get("/posts?facets=tag&q=tanda&tag=zaMRud&count=true").ok();
    let tags: Vec<&Value> =
        found["facets"]["tag"].as_array().unwrap().iter().filter(|facet| text(facet, "value").to_lowercase() == "zamrud").collect();
    assert_eq!(tags, [&json!({"value": "zamrud", "count": 4})]);
    assert_eq!(found["total"], 4);
}
