//! One search over everything, words that mean the same, searches that are saved, and what follows from them.

use crate::posts::published;
use crate::shared::{items, text};
use serde_json::{Value, json};
use std::io::Read;
use std::time::{Duration, Instant};
use std::{thread, time};
use tests::smtp::MailServer;
use tests::{Backend, Site, on_both};

on_both![
    everything_is_in_one_ranking,
    forms_of_a_word_find_each_other,
    misspelt_words_are_understood,
    words_that_mean_the_same,
    what_is_not_public_is_not_found,
    searches_are_saved,
    followers_hear_of_what_is_published,
    who_follows_is_nobody_else_s_business,
    streams_tell_at_once,
    a_stream_ends_with_its_session,
    streams_of_two_processes,
    a_digest_comes_to_who_asked,
    feeds_and_sitemaps_name_what_is_public,
    a_year_of_a_hub_in_one_page,
];

fn search(site: &Site, q: &str) -> Value {
    site.get(&format!("/search?limit=50&count=true&facets=type&q={}", tests::http::encode(q))).ok()
}

fn titles(page: &Value) -> Vec<String> {
    items(page).iter().map(|result| text(result, "title").to_owned()).collect()
}

fn types(page: &Value) -> Vec<String> {
    items(page).iter().map(|result| text(result, "type").to_owned()).collect()
}

fn everything_is_in_one_ranking(backend: Backend) {
    let site = Site::shared(backend);
    let found = search(site, "antrean");
    let types = types(&found);
    assert!(types.contains(&"innovation".into()) && types.contains(&"post".into()), "{found}");
    assert_eq!(found["total"], types.len());
    let counted: i64 = found["facets"]["type"].as_array().unwrap().iter().map(|f| f["count"].as_i64().unwrap()).sum();
    assert_eq!(found["total"], counted);
    for result in items(&found) {
        assert!(text(result, "snippet_html").contains("<mark>") || text(result, "title").to_lowercase().contains("antre"), "{result}");
        site.page(text(result, "url")).send().status(200);
    }
    for (q, first, url) in [
        ("kementerian keuangan", "hub", "/hubs/kemenkeu"),
        ("jawa timur", "hub", "/hubs/jawa-timur"),
        ("FGD tindak lanjut persiapan pembentukan", "event", "/events/"),
    ] {
        let found = search(site, q);
        assert_eq!(text(&items(&found)[0], "type"), first, "{q}: {found}");
        assert!(text(&items(&found)[0], "url").starts_with(url), "{q}: {found}");
    }
    let only = site.get("/search?q=antrean&type=post,hub&limit=50").ok();
    assert!(items(&only).iter().all(|result| text(result, "type") == "post"));
    let walked = site.walk("/search?q=antrean&limit=4", None);
    assert_eq!(walked.len(), types.len());
    assert!(items(&search(site, "yang di")).is_empty() && items(&search(site, "zzzzqqqq")).is_empty());
    for query in ["", "q=x&type=person", "q=x&limit=0", "q=x&cursor=y", "q=x&sort=title"] {
        site.get(&format!("/search?{query}")).send().problem(400, "malformed-request");
    }
    site.get(&format!("/search?q={}", "x".repeat(201))).problem(400, "malformed-request");
}

fn forms_of_a_word_find_each_other(backend: Backend) {
    let site = Site::shared(backend);
    for (a, b) in [
        ("mengantre", "antrean"),
        ("perizinan", "izin"),
        ("pengaduan", "aduan"),
        ("melayani", "pelayanan"),
        ("pendampingan", "mendampingi"),
    ] {
        let (a, b) = (search(site, a), search(site, b));
        assert!(a["total"].as_i64() > Some(1) && a["total"] == b["total"], "{a} {b}");
    }
}

fn misspelt_words_are_understood(backend: Backend) {
    let site = Site::shared(backend);
    for (wrong, right) in
        [("antrian", "antrean"), ("nelyan", "nelayan"), ("posiandu", "posyandu"), ("kementrian keuangan", "kementerian keuangan")]
    {
        let (found, meant) = (search(site, wrong), search(site, right));
        assert_eq!((text(&found, "corrected"), titles(&found)), (right, titles(&meant)));
    }
    assert_eq!(search(site, "antrean").get("corrected"), None);
    assert_eq!(search(site, "xqzwvk").get("corrected"), None);
}

fn words_that_mean_the_same(backend: Backend) {
    let site = Site::own(backend);
    published(&site, "innovator.kkp", &json!({"title": "Zamrudwati", "body": "Tentang rumah ikan bersama."}));
    assert!(items(&search(&site, "zqblarakz zqwuluhz")).is_empty());
    let body = json!({"words": ["zqblarakz zqwuluhz", "rumah ikan"]});
    site.post("/vocabularies/synonyms", &body).by("manager.kkp").problem(403, "forbidden");
    site.post("/vocabularies/synonyms", &body).problem(401, "not-authenticated");
    let set = site.post("/vocabularies/synonyms", &body).by("admin").send().status(201).json();
    assert!(titles(&search(&site, "zqblarakz zqwuluhz")).contains(&"Zamrudwati".to_owned()));
    let at = format!("/vocabularies/synonyms/{}", text(&set, "id"));
    let seen = site.get(&at).send().status(200).has("etag").to_owned();
    site.call("PATCH", &at).by("admin").header("If-Match", &seen).json(&json!({"words": ["x"]})).problem(422, "validation-failed");
    site.call("PATCH", &at).by("admin").header("If-Match", &seen).json(&json!({"words": ["zqblarakz", "ikan"]})).send().status(200);
    assert!(!items(&search(&site, "zqblarakz")).is_empty() && items(&search(&site, "zqwuluhz")).is_empty());
    let seen = site.get(&at).send().status(200).has("etag").to_owned();
    site.call("DELETE", &at).by("admin").header("If-Match", &seen).send().status(204);
    assert!(items(&search(&site, "zqblarakz")).is_empty());
    assert!(
        items(&site.get("/vocabularies/synonyms").ok()).iter().any(|set| set["words"].as_array().unwrap().contains(&json!("puskesmas")))
    );
    assert_eq!(search(&site, "puskesmas")["total"], search(&site, "pusat kesehatan masyarakat")["total"]);
}

fn what_is_not_public_is_not_found(backend: Backend) {
    let site = Site::own(backend);
    let event = crate::events::planned(&site, "manager.kkp", "Zamrudwati bertemu", false);
    assert!(items(&search(&site, "zamrudwati")).is_empty());
    crate::events::move_to(&site, &event, "manager.kkp", "open").status(200);
    assert_eq!(types(&search(&site, "zamrudwati")), ["event"]);
    let body = json!({"code": "badan-z", "name": "Badan Zamrudwati", "short_name": "BZ", "kind": "agency"});
    let institution = site.post("/institutions", &body).by("admin").send().status(201).json();
    assert_eq!(search(&site, "zamrudwati")["total"], 2);
    let hub = json!({"institution_id": institution["id"], "name": "Hub JIPP Zamrudwati"});
    site.post("/hubs", &hub).by("admin").send().status(201);
    assert_eq!(search(&site, "zamrudwati")["total"], 2);
}

fn searches_are_saved(backend: Backend) {
    let site = Site::own(backend);
    let body = json!({"name": "Antrean", "q": "antrean puskesmas", "type": "post"});
    site.post("/saved-searches", &body).problem(401, "not-authenticated");
    let saved = site.post("/saved-searches", &body).by("innovator.kkp").send().status(201).json();
    let at = format!("/saved-searches/{}", text(&saved, "id"));
    site.get(&at).by("admin").problem(404, "not-found");
    let seen = site.get(&at).by("innovator.kkp").send().has("etag").to_owned();
    let changed = site.call("PATCH", &at).by("innovator.kkp").header("If-Match", &seen).json(&json!({"name": "Lain", "type": null})).send();
    assert_eq!(changed.status(200).json()["type"], Value::Null);
    site.post("/saved-searches", &json!({"name": "", "q": " "})).by("innovator.kkp").problem(422, "validation-failed");
    assert_eq!(items(&site.get("/saved-searches").by("innovator.kkp").ok()).len(), 1);
    let seen = site.get(&at).by("innovator.kkp").send().has("etag").to_owned();
    site.call("DELETE", &at).by("innovator.kkp").header("If-Match", &seen).send().status(204);
    assert!(items(&site.get("/saved-searches").by("innovator.kkp").ok()).is_empty());
}

fn kinds(site: &Site, account: &str) -> Vec<String> {
    items(&site.get("/notifications?limit=100").by(account).ok()).iter().map(|n| text(n, "kind").to_owned()).collect()
}

fn follow(site: &Site, account: &str, of: &str, target: &str) -> Value {
    site.post("/subscriptions", &json!({"type": of, "target": target})).by(account).send().status(201).json()
}

fn followers_hear_of_what_is_published(backend: Backend) {
    let site = Site::own(backend);
    let author = text(&site.get("/me").by("innovator.kkp").ok(), "id").to_owned();
    let innovation = items(&site.get("/innovations?limit=1").ok())[0].clone();
    follow(&site, "innovator.bpom", "hub", "kkp");
    follow(&site, "manager.bpom", "tag", "Jaring Hantu");
    follow(&site, "signatory.bpom", "author", &author);
    follow(&site, "reviewer", "innovation", text(&innovation, "slug"));
    let search = site.post("/saved-searches", &json!({"name": "x", "q": "zamrudwati"})).by("admin").send().status(201).json();
    follow(&site, "admin", "saved_search", text(&search, "id"));
    follow(&site, "innovator.kkp", "hub", "kkp");
    let more = json!({"title": "Zamrudwati", "tags": ["jaring hantu"], "innovation_ids": [innovation["id"]]});
    let post = published(&site, "innovator.kkp", &more);
    for account in ["innovator.bpom", "manager.bpom", "signatory.bpom", "reviewer"] {
        assert_eq!(kinds(&site, account), ["followed_post"], "{account}");
    }
    assert_eq!(kinds(&site, "admin"), ["search_matched"]);
    assert!(kinds(&site, "innovator.kkp").is_empty(), "nobody is told of their own");
    follow(&site, "admin", "post", text(&post, "id"));
    let said = json!({"body": "Satu"});
    site.post(&format!("/posts/{}/comments", text(&post, "id")), &said).by("innovator.bpom").send().status(201);
    assert_eq!(kinds(&site, "admin")[0], "post_commented");
    // What is hidden and shown again is not new.
    for to in ["hidden", "published"] {
        let body = json!({"to": to, "note": "x"});
        site.post(&format!("/posts/{}/transitions", text(&post, "id")), &body).by("manager.kkp").send().status(200);
    }
    assert_eq!(kinds(&site, "innovator.bpom").len(), 1);
}

fn who_follows_is_nobody_else_s_business(backend: Backend) {
    let site = Site::own(backend);
    let first = follow(&site, "innovator.bpom", "hub", "kkp");
    assert_eq!(follow(&site, "innovator.bpom", "hub", "kkp")["id"], first["id"]);
    assert_eq!((text(&first, "url"), text(&first, "title")), ("/hubs/kkp", "Hub JIPP Kementerian Kelautan dan Perikanan"));
    let of = |account: &str| items(&site.get("/subscriptions?type=hub").by(account).ok()).len();
    assert_eq!((of("innovator.bpom"), of("admin")), (1, 0));
    assert_eq!(items(&site.get(&format!("/subscriptions?target={}", text(&first, "target"))).by("innovator.bpom").ok()).len(), 1);
    let at = format!("/subscriptions/{}", text(&first, "id"));
    site.call("DELETE", &at).by("admin").problem(404, "not-found");
    site.call("DELETE", &at).by("innovator.bpom").send().status(204);
    site.call("DELETE", &at).by("innovator.bpom").problem(404, "not-found");
    for (of, target) in [("hub", "no-such-hub"), ("innovation", "x"), ("author", "x"), ("post", "x"), ("saved_search", "x"), ("tag", "a,b")]
    {
        let body = json!({"type": of, "target": target});
        let problem = site.post("/subscriptions", &body).by("admin").problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], "/target", "{of}");
    }
    site.get("/subscriptions").problem(401, "not-authenticated");
}

/// An open stream, read in the background.
struct Stream(std::sync::mpsc::Receiver<String>);

impl Stream {
    fn open(site: &Site, account: &str) -> Self {
        let (url, token) = (format!("{}/api/v1/notifications/stream", site.url), site.token(account));
        let (sender, receiver) = std::sync::mpsc::channel();
        thread::spawn(move || {
            let client = reqwest::blocking::Client::builder().timeout(None).build().unwrap();
            let answer = client.get(url).bearer_auth(token).header("Accept-Encoding", "gzip, br").send().unwrap();
            assert_eq!(answer.headers()["content-type"], "text/event-stream");
            let mut answer = answer;
            let mut buffer = [0; 4096];
            while let Ok(n) = answer.read(&mut buffer) {
                if n == 0 || sender.send(String::from_utf8_lossy(&buffer[..n]).into_owned()).is_err() {
                    break;
                }
            }
        });
        Self(receiver)
    }

    /// Waits for a text; how long it took.
    #[track_caller]
    fn wait_for(&self, expected: &str) -> Duration {
        let began = Instant::now();
        let mut read = String::new();
        while !read.contains(expected) {
            match self.0.recv_timeout(time::Duration::from_secs(10)) {
                Ok(more) => read.push_str(&more),
                Err(e) => panic!("{e}: no {expected:?} in {read:?}"),
            }
        }
        began.elapsed()
    }

    fn has_ended(&self, within: Duration) -> bool {
        let began = Instant::now();
        while began.elapsed() < within {
            if let Err(std::sync::mpsc::RecvTimeoutError::Disconnected) = self.0.recv_timeout(Duration::from_millis(100)) {
                return true;
            }
        }
        false
    }
}

fn streams_tell_at_once(backend: Backend) {
    let mut site = Site::own(backend);
    site.get("/notifications/stream").problem(401, "not-authenticated");
    let post = published(&site, "innovator.kkp", &json!({}));
    let streams: Vec<Stream> = (0..3).map(|_| Stream::open(&site, "innovator.kkp")).collect();
    let other = Stream::open(&site, "innovator.bpom");
    streams.iter().chain([&other]).for_each(|stream| {
        stream.wait_for("\"unread_count\":0");
    });
    site.post(&format!("/posts/{}/comments", text(&post, "id")), &json!({"body": "Satu"})).by("reviewer").send().status(201);
    for stream in &streams {
        assert!(stream.wait_for("\"kind\":\"post_commented\"") < Duration::from_secs(2));
        stream.wait_for("\"unread_count\":1");
    }
    site.post("/notifications/read", &json!({})).by("innovator.kkp").send().status(200);
    streams.iter().for_each(|stream| {
        stream.wait_for("\"unread_count\":0");
    });
    assert!(other.0.try_iter().all(|more| more == ": \n\n"), "nobody else is told");
    site.terminate();
    let began = Instant::now();
    assert!(site.wait(20).success() && began.elapsed() < Duration::from_secs(10), "open streams kept the process");
}

fn a_stream_ends_with_its_session(backend: Backend) {
    let site = Site::own(backend);
    let stream = Stream::open(&site, "innovator.kkp");
    stream.wait_for("unread");
    let id = text(&site.get("/me").by("innovator.kkp").ok(), "id").to_owned();
    let at = format!("/users/{id}");
    let seen = site.get(&at).by("admin").send().has("etag").to_owned();
    site.call("PATCH", &at).by("admin").header("If-Match", &seen).json(&json!({"active": false})).send().status(200);
    assert!(stream.has_ended(Duration::from_secs(10)));
}

fn streams_of_two_processes(backend: Backend) {
    if backend == Backend::Sqlite {
        return;
    }
    let site = Site::own(backend);
    let mut sibling = site.sibling();
    sibling.start();
    let post = published(&site, "innovator.kkp", &json!({}));
    let stream = Stream::open(&sibling, "innovator.kkp");
    stream.wait_for("unread");
    site.post(&format!("/posts/{}/comments", text(&post, "id")), &json!({"body": "Satu"})).by("reviewer").send().status(201);
    assert!(stream.wait_for("post_commented") < Duration::from_secs(2));
}

fn a_digest_comes_to_who_asked(backend: Backend) {
    let mail = MailServer::start();
    let mut site = Site::with(backend, &[("JIPP_SMTP_URL", &mail.url), ("JIPP_MAIL_FROM", "Hub JIPP <jipp@jipp.example>")]);
    let me = site.get("/me").by("innovator.bpom").send().status(200);
    assert_eq!(text(&me.json(), "digest"), "off");
    let daily = json!({"digest": "daily"});
    site.call("PATCH", "/me").by("innovator.bpom").header("If-Match", me.has("etag")).json(&daily).send().status(200);
    for account in ["innovator.bpom", "reviewer"] {
        follow(&site, account, "hub", "kkp");
    }
    published(&site, "innovator.kkp", &json!({"title": "Zamrudwati"}));
    assert_eq!(kinds(&site, "reviewer"), ["followed_post"]);
    site.stop();
    site.set("JIPP_CLOCK_AHEAD", "25h");
    site.start();
    let letter = mail.wait_for("innovator.bpom@jipp.example", "Zamrudwati").text;
    assert!(letter.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{letter}");
    assert!(mail.letters("reviewer@jipp.example").is_empty(), "quiet unless asked");
    let unfolded = letter.replace("\r\n ", "").replace("=\r\n", "").replace("=3D", "=");
    let path = unfolded.split("/api/v1/unsubscribe?token=").nth(1).unwrap();
    let token: String = path.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    let at = format!("/unsubscribe?token={token}");
    site.get(&at).send().status(200);
    assert_eq!(text(&site.get("/me").by("innovator.bpom").ok(), "digest"), "daily");
    site.call("POST", &at).body("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click").send().status(200);
    assert_eq!(text(&site.get("/me").by("innovator.bpom").ok(), "digest"), "off");
    site.call("POST", "/unsubscribe?token=AAAA").problem(404, "not-found");
}

fn feeds_and_sitemaps_name_what_is_public(backend: Backend) {
    let site = Site::shared(backend);
    for path in ["/feeds/posts.atom", "/feeds/innovations.atom"] {
        let feed = site.get(path).send().status(200);
        let etag = feed.has("etag").to_owned();
        assert!(feed.text().contains("<feed") && feed.text().matches("<entry").count() > 10, "{path}");
        assert_eq!(site.get(path).header("If-None-Match", &etag).send().status, 304);
    }
    let entries = |path: &str| site.get(path).send().status(200).text().matches("<entry").count();
    assert_eq!(entries("/feeds/posts.atom?tag=antrean"), site.walk("/posts?tag=antrean", None).len());
    assert_eq!(entries("/feeds/posts.atom?hub_id=kkp&kind=question"), site.walk("/posts?hub_id=kkp&kind=question", None).len());
    assert_eq!(entries("/feeds/innovations.atom?hub_id=kkp"), site.walk("/innovations?hub_id=kkp", None).len());
    assert_eq!(entries("/feeds/innovations.atom?q=antrean"), site.walk("/innovations?q=antrean", None).len());
    site.get("/feeds/innovations.atom?sector=nothing").problem(400, "malformed-request");
    let index = site.page("/sitemap.xml").send().status(200).text();
    let lists: Vec<&str> = index.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap()).collect();
    assert!(lists.len() >= 3);
    let mut pages = Vec::new();
    for list in lists {
        let path = list.split_once("//").unwrap().1.split_once('/').unwrap().1;
        let text = site.page(&format!("/{path}")).send().status(200).text();
        pages.extend(text.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap().to_owned()).collect::<Vec<_>>());
    }
    let posts = site.walk("/posts?limit=100", None).len();
    assert_eq!(pages.iter().filter(|page| page.contains("/posts/")).count(), posts);
    site.page("/sitemaps/innovations-9999999999.xml").send().problem(404, "not-found");
}

fn a_year_of_a_hub_in_one_page(backend: Backend) {
    let site = Site::own(backend);
    let digest = |year: &str| site.get(&format!("/hubs/kkp/digest{year}")).ok();
    let (before, now) = (digest("?year=2025"), digest(""));
    let of_2025 = site.walk("/posts?hub_id=kkp", None).iter().filter(|post| text(post, "published_at").starts_with("2025")).count();
    assert_eq!(before["posts_published"], of_2025);
    let post = published(&site, "innovator.kkp", &json!({"title": "Zamrudwati"}));
    site.post(&format!("/posts/{}/comments", text(&post, "id")), &json!({"body": "Satu"})).by("innovator.bpom").send().status(201);
    site.post(&format!("/posts/{}/reactions", text(&post, "id")), &json!({"kind": "useful"})).by("reviewer").send().status(200);
    let after = digest("");
    let more = |field: &str| after[field].as_i64().unwrap() - now[field].as_i64().unwrap();
    assert_eq!((more("posts_published"), more("comments"), more("useful")), (1, 1, 1));
    assert_eq!(after["most_useful"][0]["id"], post["id"]);
    assert_eq!(digest("?year=2025"), before);
    site.page("/hubs/kkp/digest").send().status(200);
    for query in ["?year=12", "?year=x", "?year=10000", "?of=2025"] {
        site.get(&format!("/hubs/kkp/digest{query}")).problem(400, "malformed-request");
    }
    site.get("/hubs/no-such-hub/digest").problem(404, "not-found");
}
