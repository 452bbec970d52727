//! Posts and what is said about them: writing, publishing, discussing, moderating.

use crate::shared::{items, text};
use serde_json::{Value, json};
use std::thread;
use std::time::{Duration, Instant};
use tests::http::Answer;
use tests::{Backend, Site, on_both};

on_both![
    from_a_draft_to_the_archive,
    every_pair_of_statuses,
    who_sees_what_is_not_public,
    a_scheduled_post_is_published_by_the_calendar,
    edits_are_kept_and_restored,
    limits_of_a_post_are_named,
    posts_are_listed_filtered_and_paged,
    drafts_stay_out_of_every_search,
    pictures_are_written_anew,
    people_comment_and_reply,
    an_answer_is_accepted,
    a_comment_is_edited_for_a_day,
    moderators_hide_lock_and_decide,
    reactions_count_each_person_once,
    who_is_concerned_is_told,
    who_writes_too_much_waits,
    of_many_at_once_none_is_lost,
    script_never_leaves,
    long_discussions_are_paged,
];

const STATUSES: [&str; 5] = ["draft", "scheduled", "published", "archived", "hidden"];
const DRAWN: [(&str, &str); 7] = [
    ("draft", "scheduled"),
    ("draft", "published"),
    ("scheduled", "draft"),
    ("scheduled", "published"),
    ("published", "archived"),
    ("published", "hidden"),
    ("hidden", "published"),
];

fn path(post: &Value) -> String {
    format!("/posts/{}", text(post, "id"))
}

/// A draft by an account.
fn draft(site: &Site, account: &str, more: &Value) -> Value {
    let mut body = json!({"kind": "article", "title": "Antrean yang jujur", "body": "Yang **kami** pelajari.", "tags": ["antrean"]});
    if let (Value::Object(all), Value::Object(more)) = (&mut body, more.clone()) {
        all.extend(more);
    }
    site.post("/posts", &body).by(account).send().status(201).json()
}

fn move_to(site: &Site, post: &Value, account: &str, to: &str) -> Answer {
    site.post(&format!("{}/transitions", path(post)), &json!({"to": to, "note": "Alasannya."})).by(account).send()
}

/// A published post by an account.
pub fn published(site: &Site, account: &str, more: &Value) -> Value {
    let post = draft(site, account, more);
    move_to(site, &post, account, "published").status(200).json()
}

fn etag(site: &Site, path: &str, account: &str) -> String {
    site.get(path).by(account).send().status(200).has("etag").to_owned()
}

fn patch(site: &Site, path: &str, account: &str, body: &Value) -> Answer {
    let seen = etag(site, path, account);
    site.call("PATCH", path).by(account).header("If-Match", &seen).json(body).send()
}

fn say(site: &Site, post: &Value, account: &str, body: &Value) -> Value {
    site.post(&format!("{}/comments", path(post)), body).by(account).send().status(201).json()
}

fn comments(site: &Site, post: &Value, account: Option<&str>) -> Vec<Value> {
    items(&site.get(&format!("{}/comments?limit=100", path(post))).by_some(account).ok()).clone()
}

fn in_an_hour() -> String {
    "2099-01-01T00:00:00Z".to_owned()
}

fn from_a_draft_to_the_archive(backend: Backend) {
    let site = Site::own(backend);
    let post = draft(&site, "innovator.bpom", &json!({}));
    assert_eq!((text(&post, "status"), &post["published_at"]), ("draft", &Value::Null));
    assert_eq!(text(&post, "body_html"), "<p>Yang <strong>kami</strong> pelajari.</p>\n");
    assert_eq!(text(&post["hub"], "slug"), "bpom");
    let public = move_to(&site, &post, "innovator.bpom", "published").status(200).json();
    assert!(!text(&public, "published_at").is_empty() && public["version"] == 2);
    for handle in [text(&post, "id"), text(&post, "slug")] {
        let seen = site.get(&format!("/posts/{handle}")).ok();
        assert_eq!((text(&seen, "title"), seen.get("allowed_actions")), ("Antrean yang jujur", None));
    }
    site.page(&format!("/posts/{}", text(&post, "slug"))).send().status(200);
    let steps = site.get(&format!("{}/transitions", path(&post))).ok();
    assert_eq!((items(&steps).len(), items(&steps)[0].get("by")), (1, None));
    move_to(&site, &post, "innovator.bpom", "archived").status(200);
    site.get(&path(&post)).problem(404, "not-found");
    site.page(&format!("/posts/{}", text(&post, "slug"))).send().status(404);
    patch(&site, &path(&post), "innovator.bpom", &json!({"title": "Lain"})).problem(409, "conflict");
}

fn every_pair_of_statuses(backend: Backend) {
    let site = Site::own(backend);
    for from in STATUSES {
        for to in STATUSES {
            let post = draft(&site, "innovator.kkp", &json!({"publish_at": in_an_hour()}));
            let way: &[(&str, &str)] = match from {
                "draft" => &[],
                "scheduled" => &[("innovator.kkp", "scheduled")],
                "published" => &[("innovator.kkp", "published")],
                "archived" => &[("innovator.kkp", "published"), ("innovator.kkp", "archived")],
                _ => &[("innovator.kkp", "published"), ("manager.kkp", "hidden")],
            };
            for (account, to) in way {
                move_to(&site, &post, account, to).status(200);
            }
            let moderation = [("published", "hidden"), ("hidden", "published")].contains(&(from, to));
            let account = if moderation { "manager.kkp" } else { "innovator.kkp" };
            let answer = move_to(&site, &post, account, to);
            if DRAWN.contains(&(from, to)) {
                assert_eq!(text(&answer.status(200).json(), "status"), to);
            } else {
                answer.problem(409, "transition-not-allowed");
            }
        }
    }
    let post = draft(&site, "innovator.kkp", &json!({"body": " "}));
    assert_eq!(move_to(&site, &post, "innovator.kkp", "published").problem(409, "guard-not-met")["missing"], json!(["body"]));
    let missing = move_to(&site, &post, "innovator.kkp", "scheduled").problem(409, "guard-not-met")["missing"].clone();
    assert_eq!(missing, json!(["body", "publish_at"]));
}

fn who_sees_what_is_not_public(backend: Backend) {
    let site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({}));
    let others = ["innovator.bpom", "manager.bpom", "reviewer"];
    for account in others.into_iter().chain(["innovator.kkp"]) {
        move_to(&site, &post, account, "hidden").problem(403, "forbidden");
    }
    site.post(&format!("{}/transitions", path(&post)), &json!({"to": "hidden"})).by("manager.kkp").problem(422, "validation-failed");
    move_to(&site, &post, "manager.kkp", "hidden").status(200);
    for account in others {
        site.get(&path(&post)).by(account).problem(404, "not-found");
        site.get(&format!("{}/comments", path(&post))).by(account).problem(404, "not-found");
    }
    for account in ["innovator.kkp", "manager.kkp", "admin"] {
        let seen = site.get(&path(&post)).by(account).ok();
        assert_eq!(text(&seen, "moderation_note"), "Alasannya.");
    }
    let draft = draft(&site, "manager.kkp", &json!({}));
    for account in ["innovator.kkp", "admin", "manager.bpom"] {
        site.get(&path(&draft)).by(account).problem(404, "not-found");
        patch_blind(&site, &draft, account).problem(404, "not-found");
    }
    patch_blind(&site, &published(&site, "manager.kkp", &json!({})), "admin").problem(403, "forbidden");
    site.post("/posts", &json!({"kind": "article", "title": "x"})).problem(401, "not-authenticated");
    site.post("/posts", &json!({"kind": "article", "title": "x", "hub_id": "bpom"})).by("innovator.kkp").problem(403, "forbidden");
    let elsewhere = site.post("/posts", &json!({"kind": "article", "title": "x", "hub_id": "bpom"})).by("admin").send().status(201).json();
    assert_eq!(text(&elsewhere["hub"], "slug"), "bpom");
}

fn patch_blind(site: &Site, post: &Value, account: &str) -> Answer {
    site.call("PATCH", &path(post)).by(account).header("If-Match", "\"1-0\"").json(&json!({"title": "Lain"})).send()
}

fn a_scheduled_post_is_published_by_the_calendar(backend: Backend) {
    let mut site = Site::own(backend);
    let post = draft(&site, "innovator.kkp", &json!({"publish_at": "2027-05-01T00:00:00Z"}));
    move_to(&site, &post, "innovator.kkp", "scheduled").status(200);
    let without = patch(&site, &path(&post), "innovator.kkp", &json!({"publish_at": null}));
    assert_eq!(without.problem(422, "validation-failed")["errors"][0]["pointer"], "/publish_at");
    site.get(&path(&post)).problem(404, "not-found");
    site.stop();
    site.set("JIPP_CLOCK_AHEAD", "400d");
    site.start();
    let began = Instant::now();
    while site.get(&path(&post)).send().status != 200 {
        assert!(began.elapsed() < Duration::from_secs(20), "not published");
        thread::sleep(Duration::from_millis(100));
    }
    let steps = site.get(&format!("{}/transitions", path(&post))).by("admin").ok();
    assert_eq!((items(&steps).len(), items(&steps)[2].get("by")), (3, None));
}

fn edits_are_kept_and_restored(backend: Backend) {
    let site = Site::own(backend);
    let post = draft(&site, "innovator.bpom", &json!({}));
    for title in ["Satu", "Dua"] {
        patch(&site, &path(&post), "innovator.bpom", &json!({"title": title})).status(200);
    }
    let revisions = site.get(&format!("{}/revisions", path(&post))).by("innovator.bpom").ok();
    assert_eq!(items(&revisions).len(), 1, "edits of a draft fold: {revisions}");
    move_to(&site, &post, "innovator.bpom", "published").status(200);
    patch(&site, &path(&post), "innovator.bpom", &json!({"body": "Lain sama sekali."})).status(200);
    let revisions = items(&site.get(&format!("{}/revisions", path(&post))).by("manager.bpom").ok()).clone();
    let fields: Vec<&str> = revisions[0]["changes"].as_array().unwrap().iter().map(|c| text(c, "field")).collect();
    assert_eq!((revisions.len(), fields), (2, vec!["body"]));
    site.get(&format!("{}/revisions", path(&post))).by("innovator.kkp").problem(404, "not-found");
    site.get(&format!("{}/revisions", path(&post))).problem(401, "not-authenticated");
    let restore = format!("{}/revisions/{}/restore", path(&post), revisions[1]["version"]);
    let restored = site.post(&restore, &json!({})).by("innovator.bpom").send().status(200).json();
    assert_eq!((text(&restored, "body"), text(&restored, "title")), ("Yang **kami** pelajari.", "Dua"));
    assert_eq!(text(&restored, "slug"), text(&site.get(&path(&post)).ok(), "slug"));
    let none = site.call("PATCH", &path(&post)).by("innovator.bpom").json(&json!({"title": "x"})).send();
    none.problem(428, "version-required");
    site.call("PATCH", &path(&post))
        .by("innovator.bpom")
        .header("If-Match", "\"1-x\"")
        .json(&json!({"title": "x"}))
        .problem(412, "version-mismatch");
}

fn limits_of_a_post_are_named(backend: Backend) {
    let site = Site::shared(backend);
    let send = |body: Value| site.post("/posts", &body).by("reviewer").problem(422, "validation-failed");
    let pointers =
        |problem: &Value| problem["errors"].as_array().unwrap().iter().map(|e| text(e, "pointer").to_owned()).collect::<Vec<_>>();
    assert_eq!(pointers(&send(json!({"kind": "article"}))), ["/title"]);
    assert_eq!(pointers(&send(json!({"kind": "poem", "title": "x"}))), ["/kind"]);
    assert_eq!(pointers(&send(json!({"kind": "article", "title": "   "}))), ["/title"]);
    let tags: Vec<String> = (0..11).map(|n| n.to_string()).collect();
    let all = json!({"kind": "article", "title": "x".repeat(201), "body": "x".repeat(50_001), "tags": tags, "video_url": "ftp://x"});
    assert_eq!(pointers(&send(all)), ["/body", "/tags", "/title", "/video_url"]);
    for tag in ["", "a,b", &"x".repeat(51)] {
        assert_eq!(pointers(&send(json!({"kind": "article", "title": "x", "tags": [tag]}))), ["/tags"]);
    }
    let nobody = "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e";
    assert_eq!(pointers(&send(json!({"kind": "article", "title": "x", "innovation_ids": [nobody]}))), ["/innovation_ids"]);
    assert_eq!(pointers(&send(json!({"kind": "article", "title": "x", "event_ids": [nobody]}))), ["/event_ids"]);
    assert_eq!(pointers(&send(json!({"kind": "article", "title": "x", "hub_id": nobody}))), ["/hub_id"]);
    assert_eq!(pointers(&send(json!({"kind": "article", "title": "x", "cover_image_id": nobody}))), ["/cover_image_id"]);
    for query in ["kind=poem", "sort=title", "sort=relevance", "limit=0", "cursor=x", "status=open", "unknown=1", "facets=author"] {
        site.get(&format!("/posts?{query}")).problem(400, "malformed-request");
    }
}

fn posts_are_listed_filtered_and_paged(backend: Backend) {
    let site = Site::shared(backend);
    let all = site.walk("/posts?limit=7", None);
    assert!(all.len() >= 29, "{}", all.len());
    assert!(all.iter().all(|post| text(post, "status") == "published"));
    let times: Vec<&str> = all.iter().map(|post| text(post, "published_at")).collect();
    assert!(times.windows(2).all(|pair| pair[0] >= pair[1]));
    let counted = site.get("/posts?limit=1&count=true&facets=kind,tag,hub_id").ok();
    assert_eq!(counted["total"], all.len());
    let questions = all.iter().filter(|post| text(post, "kind") == "question").count();
    let of = |facet: &str, value: &str| {
        let values = counted["facets"][facet].as_array().unwrap();
        values.iter().find(|v| v["value"] == value).map_or(0, |v| v["count"].as_u64().unwrap())
    };
    assert_eq!(of("kind", "question"), questions as u64);
    let tagged = site.walk("/posts?tag=ANTREAN&limit=100", None);
    assert_eq!(tagged.len() as u64, of("tag", "antrean"));
    assert!(tagged.iter().all(|post| post["tags"].as_array().unwrap().contains(&json!("antrean"))));
    assert!(site.walk("/posts?hub_id=kkp&limit=100", None).iter().all(|post| text(&post["hub"], "slug") == "kkp"));
    let unanswered = site.walk("/posts?answered=false&limit=100", None);
    assert!(!unanswered.is_empty() && unanswered.iter().all(|post| text(post, "kind") == "question" && post["answered"] == false));
    let about = all.iter().find_map(|post| {
        let whole = site.get(&path(post)).ok();
        whole["innovation_ids"].as_array().unwrap().first().cloned()
    });
    let about = about.unwrap();
    let found = site.walk(&format!("/posts?innovation_id={}", about.as_str().unwrap()), None);
    assert!(!found.is_empty() && found.len() < all.len());
    for sort in ["comment_count", "-comment_count", "useful_count", "-useful_count", "created_at", "-created_at", "published_at"] {
        assert_eq!(site.walk(&format!("/posts?sort={sort}&limit=9"), None).len(), all.len(), "{sort}");
    }
    let found = site.walk("/posts?q=mengantre&limit=3", None);
    assert!(found.len() >= 2 && found.iter().any(|post| text(post, "title").to_lowercase().contains("antrean")));
    site.get("/posts?mine=true").problem(401, "not-authenticated");
    let mine = site.walk("/posts?mine=true&limit=100", Some("innovator.kkp"));
    assert!(mine.iter().all(|post| text(&post["author"], "name").contains("kkp")));
}

fn drafts_stay_out_of_every_search(backend: Backend) {
    let site = Site::own(backend);
    let post = draft(&site, "innovator.kkp", &json!({"title": "Zamrudwati berlayar", "body": "zamrudwati"}));
    let found = |path: &str| items(&site.get(path).ok()).len();
    let searches = ["/posts?q=zamrudwati", "/search?q=zamrudwati", "/search?q=zamrudwati&type=post"];
    assert!(searches.iter().all(|path| found(path) == 0));
    move_to(&site, &post, "innovator.kkp", "published").status(200);
    assert!(searches.iter().all(|path| found(path) == 1));
    let feed = site.get("/feeds/posts.atom?q=zamrudwati").send().status(200);
    assert_eq!(feed.has("content-type"), "application/atom+xml; charset=utf-8");
    assert!(feed.text().contains("Zamrudwati berlayar") && feed.text().matches("<entry").count() == 1);
    patch(&site, &path(&post), "innovator.kkp", &json!({"title": "Lain", "body": "lain"})).status(200);
    assert!(searches.iter().all(|path| found(path) == 0));
    patch(&site, &path(&post), "innovator.kkp", &json!({"title": "Zamrudwati"})).status(200);
    move_to(&site, &post, "manager.kkp", "hidden").status(200);
    assert!(searches.iter().all(|path| found(path) == 0));
    assert!(!site.get("/feeds/posts.atom?q=zamrudwati").send().text().contains("<entry"));
}

/// A picture of one pixel, with a comment inside.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53,
    0xde, 0, 0, 0, 12, b'I', b'D', b'A', b'T', 8, 0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0, 0, 3, 1, 1, 0, 0x18, 0xdd, 0x8d, 0xb0, 0, 0, 0, 0, b'I',
    b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

fn pictures_are_written_anew(backend: Backend) {
    let site = Site::own(backend);
    let post = draft(&site, "innovator.kkp", &json!({}));
    let images = format!("{}/images", path(&post));
    let with_more = [PNG, b"GPS: -7.2575, 112.7521"].concat();
    let image = site.call("POST", &images).by("innovator.kkp").body("image/png", with_more.clone()).send().status(201).json();
    let shown = site.get(text(&image, "url").trim_start_matches("/api/v1")).send().status(200);
    assert_eq!((shown.has("content-type"), shown.has("content-disposition")), ("image/jpeg", "inline"));
    assert!(!shown.body.windows(4).any(|w| w == b"GPS:"));
    let body = json!({"body": format!("![Loket]({})", text(&image, "url")), "cover_image_id": image["id"]});
    let changed = patch(&site, &path(&post), "innovator.kkp", &body).status(200).json();
    assert!(text(&changed, "body_html").contains(text(&image, "url")) && changed["cover_url"] == image["url"]);
    let once = || site.call("POST", &images).by("innovator.kkp").header("Idempotency-Key", "gambar").body("image/png", PNG).send();
    assert_eq!(once().status(201).json(), once().status(201).json(), "added once");
    site.call("POST", &images).by("innovator.bpom").body("image/png", PNG).problem(404, "not-found");
    site.call("POST", &images)
        .by("innovator.kkp")
        .body("image/png", b"<svg onload=alert(1)>".to_vec())
        .problem(415, "unsupported-media-type");
    site.call("POST", &images).by("innovator.kkp").body("image/png", PNG[..40].to_vec()).problem(422, "validation-failed");
    // A picture that says it has 60,000 times 60,000 points.
    let mut bomb = PNG.to_vec();
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    site.call("POST", &images).by("innovator.kkp").body("image/png", bomb).problem(422, "validation-failed");
    move_to(&site, &post, "innovator.kkp", "published").status(200);
    move_to(&site, &post, "manager.kkp", "hidden").status(200);
    site.get(text(&image, "url").trim_start_matches("/api/v1")).problem(404, "not-found");
}

fn people_comment_and_reply(backend: Backend) {
    let site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({}));
    let first = say(&site, &post, "innovator.bpom", &json!({"body": "Satu *kata*."}));
    assert_eq!((text(&first, "body_html"), &first["parent_id"]), ("<p>Satu <em>kata</em>.</p>\n", &Value::Null));
    let second = say(&site, &post, "reviewer", &json!({"body": "Dua"}));
    let reply = say(&site, &post, "innovator.kkp", &json!({"body": "Balasan", "parent_id": first["id"]}));
    let deeper = say(&site, &post, "innovator.bpom", &json!({"body": "Lagi", "parent_id": reply["id"]}));
    assert_eq!((&reply["parent_id"], &deeper["parent_id"]), (&first["id"], &first["id"]));
    let listed = comments(&site, &post, None);
    let ids: Vec<&Value> = listed.iter().map(|c| &c["id"]).collect();
    assert_eq!(ids, [&first["id"], &reply["id"], &deeper["id"], &second["id"]]);
    assert_eq!((&listed[0]["reply_count"], &site.get(&path(&post)).ok()["comment_count"]), (&json!(2), &json!(4)));
    let paged = site.walk(&format!("{}/comments?limit=1", path(&post)), None);
    assert_eq!(paged.len(), 4);
    let comments_path = format!("{}/comments", path(&post));
    for body in [json!({}), json!({"body": "  "}), json!({"body": "x".repeat(10_001)}), json!({"body": "x", "parent_id": post["id"]})] {
        site.post(&comments_path, &body).by("reviewer").problem(422, "validation-failed");
    }
    site.post(&comments_path, &json!({"body": "x"})).problem(401, "not-authenticated");
    // What is removed keeps its place while it has replies.
    let comment = |c: &Value| format!("/comments/{}", text(c, "id"));
    let seen = etag(&site, &comment(&first), "innovator.bpom");
    site.call("DELETE", &comment(&first)).by("reviewer").header("If-Match", &seen).problem(403, "forbidden");
    site.call("DELETE", &comment(&first)).by("innovator.bpom").header("If-Match", &seen).send().status(204);
    let listed = comments(&site, &post, None);
    assert_eq!((text(&listed[0], "state"), text(&listed[0], "body"), &listed[0]["author"]), ("deleted", "", &Value::Null));
    for reply in [&reply, &deeper] {
        let author = text(&reply["author"], "name").to_owned();
        let account = if author.contains("kkp") { "innovator.kkp" } else { "innovator.bpom" };
        let seen = etag(&site, &comment(reply), account);
        site.call("DELETE", &comment(reply)).by(account).header("If-Match", &seen).send().status(204);
    }
    assert_eq!(comments(&site, &post, None).len(), 1);
    assert_eq!(site.get(&path(&post)).ok()["comment_count"], 1);
}

fn an_answer_is_accepted(backend: Backend) {
    let site = Site::own(backend);
    let question = published(&site, "innovator.kkp", &json!({"kind": "question", "title": "Bagaimana mulai?"}));
    let answer = say(&site, &question, "innovator.bpom", &json!({"body": "Mulai kecil."}));
    let accepted = format!("{}/accepted-comment", path(&question));
    let accept = |account: &str, id: &Value| site.call("PUT", &accepted).by(account).json(&json!({"comment_id": id})).send();
    accept("innovator.bpom", &answer["id"]).problem(403, "forbidden");
    accept("innovator.kkp", &question["id"]).problem(422, "validation-failed");
    let now = accept("innovator.kkp", &answer["id"]).status(200).json();
    assert_eq!((&now["accepted_comment_id"], &now["answered"]), (&answer["id"], &json!(true)));
    assert_eq!(comments(&site, &question, None)[0]["accepted"], true);
    let told = site.get("/notifications").by("innovator.bpom").ok();
    assert_eq!(text(&items(&told)[0], "kind"), "answer_accepted");
    let none = site.call("DELETE", &accepted).by("innovator.kkp").send().status(200).json();
    assert_eq!(none["accepted_comment_id"], Value::Null);
    let article = published(&site, "innovator.kkp", &json!({}));
    let said = say(&site, &article, "innovator.bpom", &json!({"body": "Bagus."}));
    let path = format!("{}/accepted-comment", path(&article));
    site.call("PUT", &path).by("innovator.kkp").json(&json!({"comment_id": said["id"]})).problem(409, "conflict");
}

fn a_comment_is_edited_for_a_day(backend: Backend) {
    let mut site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({}));
    let comment = say(&site, &post, "innovator.bpom", &json!({"body": "Satu"}));
    let at = format!("/comments/{}", text(&comment, "id"));
    let edited = patch(&site, &at, "innovator.bpom", &json!({"body": "Dua"})).status(200).json();
    assert!(text(&edited, "body") == "Dua" && !text(&edited, "edited_at").is_empty());
    let before = site.get(&format!("{at}/edits")).by("innovator.bpom").ok();
    assert_eq!(text(&items(&before)[0], "body"), "Satu");
    site.get(&format!("{at}/edits")).problem(401, "not-authenticated");
    patch(&site, &at, "innovator.kkp", &json!({"body": "x"})).problem(403, "forbidden");
    patch(&site, &at, "innovator.bpom", &json!({"body": ""})).problem(422, "validation-failed");
    site.stop();
    site.set("JIPP_CLOCK_AHEAD", "25h");
    site.start();
    patch(&site, &at, "innovator.bpom", &json!({"body": "Tiga"})).problem(409, "conflict");
}

fn moderators_hide_lock_and_decide(backend: Backend) {
    let site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({}));
    let bad = say(&site, &post, "innovator.bpom", &json!({"body": "Beli di sini!"}));
    let report = |account: &str, body: Value| site.post("/reports", &body).by(account).send();
    let filed = report("innovator.kkp", json!({"comment_id": bad["id"], "reason": "spam", "note": "Iklan."})).status(201).json();
    report("innovator.kkp", json!({"comment_id": bad["id"], "reason": "spam"})).problem(409, "conflict");
    report("innovator.bpom", json!({"comment_id": bad["id"], "reason": "spam"})).problem(409, "conflict");
    report("reviewer", json!({"reason": "spam"})).problem(422, "validation-failed");
    let queue = |account: &str| items(&site.get("/reports?status=open").by(account).ok()).clone();
    assert_eq!((queue("manager.kkp").len(), queue("admin").len(), queue("manager.bpom").len()), (1, 1, 0));
    site.get("/reports").by("innovator.kkp").problem(403, "forbidden");
    assert_eq!(items(&site.get("/reports?mine=true").by("innovator.kkp").ok()).len(), 1);
    assert_eq!(text(&items(&site.get("/notifications").by("manager.kkp").ok())[0], "kind"), "reported");
    let moderation = format!("/comments/{}/moderation", text(&bad, "id"));
    let hide = |account: &str, body: Value| site.call("PUT", &moderation).by(account).json(&body).send();
    hide("innovator.kkp", json!({"hidden": true, "note": "x"})).problem(403, "forbidden");
    hide("manager.kkp", json!({"hidden": true})).problem(422, "validation-failed");
    hide("manager.kkp", json!({"hidden": true, "note": "Iklan."})).status(200);
    assert!(comments(&site, &post, None).is_empty() && comments(&site, &post, Some("innovator.kkp")).is_empty());
    assert_eq!(text(&comments(&site, &post, Some("innovator.bpom"))[0], "moderation_note"), "Iklan.");
    site.get(&format!("/comments/{}", text(&bad, "id"))).problem(404, "not-found");
    let decide = |account: &str, status: &str| {
        let at = format!("/reports/{}", text(&filed, "id"));
        let seen = etag(&site, &at, "admin");
        site.call("PATCH", &at).by(account).header("If-Match", &seen).json(&json!({"status": status, "answer": "Terima kasih."})).send()
    };
    decide("manager.bpom", "upheld").problem(404, "not-found");
    decide("innovator.kkp", "upheld").problem(403, "forbidden");
    decide("manager.kkp", "upheld").status(200);
    decide("manager.kkp", "dismissed").problem(409, "conflict");
    assert_eq!(text(&items(&site.get("/notifications").by("innovator.kkp").ok())[0], "kind"), "report_decided");
    // Whose comment was hidden appeals, and it is shown again.
    report("innovator.bpom", json!({"comment_id": bad["id"], "reason": "appeal", "note": "Bukan iklan."})).status(201);
    hide("admin", json!({"hidden": false})).status(200);
    assert_eq!(comments(&site, &post, None).len(), 1);
    let lock = |account: &str, locked: bool| {
        site.call("PUT", &format!("{}/lock", path(&post))).by(account).json(&json!({"locked": locked})).send()
    };
    lock("innovator.kkp", true).problem(403, "forbidden");
    lock("manager.kkp", true).status(200);
    site.post(&format!("{}/comments", path(&post)), &json!({"body": "x"})).by("reviewer").problem(409, "conflict");
    lock("manager.kkp", false).status(200);
    say(&site, &post, "reviewer", &json!({"body": "Terbuka lagi."}));
}

fn reactions_count_each_person_once(backend: Backend) {
    let site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({}));
    let reactions = format!("{}/reactions", path(&post));
    let react = |account: &str, kind: &str| site.post(&reactions, &json!({"kind": kind})).by(account).send();
    react("innovator.kkp", "useful").problem(403, "forbidden");
    react("innovator.bpom", "love").problem(422, "validation-failed");
    for account in ["innovator.bpom", "innovator.bpom", "reviewer"] {
        react(account, "useful").status(200);
    }
    react("reviewer", "thanks").status(200);
    let seen = site.get(&path(&post)).by("reviewer").ok();
    let mine = json!(["thanks", "useful"]);
    assert_eq!(seen["reactions"], json!({"useful": 2, "thanks": 1, "inspiring": 0, "mine": mine}));
    assert_eq!((&seen["useful_count"], &seen["version"]), (&json!(2), &json!(2)));
    site.call("DELETE", &format!("{reactions}/useful")).by("reviewer").send().status(200);
    assert_eq!(site.get(&reactions).ok()["useful"], 1);
    // Sent again by a network that lost the answer, after it was taken back: it stays so.
    let keyed =
        |at: &str| site.post(at, &json!({"kind": "inspiring"})).by("reviewer").header("Idempotency-Key", "ilham").send().status(200).json();
    let first = keyed(&reactions);
    site.call("DELETE", &format!("{reactions}/inspiring")).by("reviewer").send().status(200);
    assert_eq!((keyed(&reactions), &site.get(&reactions).ok()["inspiring"]), (first, &json!(0)));
    let comment = say(&site, &post, "innovator.bpom", &json!({"body": "Satu"}));
    let at = format!("/comments/{}/reactions", text(&comment, "id"));
    site.post(&at, &json!({"kind": "useful"})).by("innovator.bpom").problem(403, "forbidden");
    site.post(&at, &json!({"kind": "useful"})).by("innovator.kkp").send().status(200);
    let first = keyed(&at);
    site.call("DELETE", &format!("{at}/inspiring")).by("reviewer").send().status(200);
    assert_eq!(keyed(&at), first);
    let taken = site.call("DELETE", &format!("{at}/inspiring")).by("reviewer").send().status(200).json();
    assert_eq!(taken["inspiring"], 0);
    let listed = comments(&site, &post, Some("innovator.kkp"));
    assert_eq!((&listed[0]["useful_count"], &listed[0]["useful_to_me"]), (&json!(1), &json!(true)));
}

fn who_is_concerned_is_told(backend: Backend) {
    let site = Site::own(backend);
    let id_of = |account: &str| text(&site.get("/me").by(account).ok(), "id").to_owned();
    let kinds = |account: &str| -> Vec<String> {
        items(&site.get("/notifications?limit=100").by(account).ok()).iter().map(|n| text(n, "kind").to_owned()).collect()
    };
    let body = format!("Halo @[Penilai](user:{})", id_of("reviewer"));
    let post = draft(&site, "innovator.kkp", &json!({"body": body}));
    assert!(kinds("reviewer").is_empty());
    move_to(&site, &post, "innovator.kkp", "published").status(200);
    assert_eq!(kinds("reviewer"), ["mentioned"]);
    assert!(!text(&site.get(&path(&post)).ok(), "body_html").contains("user:"));
    let first = say(&site, &post, "innovator.bpom", &json!({"body": "Satu"}));
    assert_eq!(kinds("innovator.kkp"), ["post_commented"]);
    let mention = format!("@[Manajer](user:{}) lihat ini", id_of("manager.bpom"));
    say(&site, &post, "reviewer", &json!({"body": mention, "parent_id": first["id"]}));
    assert_eq!((kinds("innovator.bpom"), kinds("manager.bpom")), (vec!["comment_replied".to_owned()], vec!["mentioned".to_owned()]));
    assert_eq!(kinds("innovator.kkp").len(), 2);
    let url = text(&items(&site.get("/notifications").by("manager.bpom").ok())[0], "url").to_owned();
    assert!(url.starts_with(&format!("/posts/{}#comment-", text(&post, "slug"))), "{url}");
    let people = site.get("/mentionable?q=penilai").by("innovator.kkp").ok();
    assert_eq!((items(&people).len(), items(&people)[0].get("email")), (1, None));
    site.get("/mentionable?q=penilai").problem(401, "not-authenticated");
}

fn who_writes_too_much_waits(backend: Backend) {
    let site = Site::with(backend, &[("JIPP_RATE_LIMIT", "on")]);
    let post = published(&site, "innovator.kkp", &json!({}));
    let links = (0..31).map(|n| format!("https://contoh{n}.example ")).collect::<String>();
    let comments = format!("{}/comments", path(&post));
    let problem = site.post(&comments, &json!({"body": links})).by("reviewer").problem(422, "validation-failed");
    assert_eq!(problem["errors"][0]["code"], "too_many_links");
    let mut written = 0;
    let refused = loop {
        let answer = site.post("/posts", &json!({"kind": "article", "title": format!("Tulisan {written}")})).by("innovator.bpom").send();
        if answer.status != 201 {
            break answer;
        }
        written += 1;
        assert!(written < 100, "no limit");
    };
    refused.problem(429, "rate-limited");
    assert!(refused.header("retry-after").is_some() && written >= 20, "{written}");
}

fn of_many_at_once_none_is_lost(backend: Backend) {
    let site = Site::own(backend);
    let post = published(&site, "innovator.kkp", &json!({}));
    let first = say(&site, &post, "innovator.kkp", &json!({"body": "Mulai"}));
    let accounts = ["innovator.bpom", "manager.bpom", "reviewer", "admin", "manager.kkp"];
    thread::scope(|scope| {
        for n in 0..50 {
            let (site, post, first) = (&site, &post, &first);
            scope.spawn(move || {
                let account = accounts[n % accounts.len()];
                let parent = if n % 2 == 0 { first["id"].clone() } else { Value::Null };
                say(site, post, account, &json!({"body": format!("Kata {n}"), "parent_id": parent}));
                site.post(&format!("{}/reactions", path(post)), &json!({"kind": "useful"})).by(account).send().status(200);
            });
        }
    });
    let listed = comments(&site, &post, None);
    let seen = site.get(&path(&post)).ok();
    assert_eq!((listed.len(), &seen["comment_count"], &seen["useful_count"]), (51, &json!(51), &json!(5)));
    assert_eq!(listed.iter().find(|c| c["id"] == first["id"]).unwrap()["reply_count"], 25);
}

fn script_never_leaves(backend: Backend) {
    let site = Site::own(backend);
    let nasty = "<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) ![x](https://x.example/a.png)";
    let post = published(&site, "innovator.kkp", &json!({"title": nasty, "body": nasty, "tags": ["<b>x</b>"]}));
    let comment = say(&site, &post, "reviewer", &json!({"body": nasty}));
    for html in [text(&post, "body_html"), text(&comment, "body_html")] {
        for trace in ["<script", "onerror", "javascript:", "<img src"] {
            assert!(!html.contains(&format!("<{trace}")) && !html.contains(&format!("\"{trace}")), "{html}");
        }
        assert!(!html.contains("<script") && !html.contains("x.example/a.png"), "{html}");
    }
    let page = site.page(&format!("/posts/{}", text(&post, "slug"))).send().status(200).text();
    assert!(page.contains("og:title") && page.contains("application/ld+json"), "{page}");
    assert_eq!(page.matches("alert(1)</script>").count(), 0, "{page}");
    let found = site.get("/search?q=alert").ok();
    assert!(items(&found).iter().all(|result| !text(result, "snippet_html").contains("<script")), "{found}");
    let feed = site.get("/feeds/posts.atom").send().status(200).text();
    assert!(!feed.contains("<script"), "{feed}");
}

fn long_discussions_are_paged(backend: Backend) {
    let site = Site::with(backend, &[("JIPP_RATE_LIMIT", "off")]);
    let post = published(&site, "innovator.kkp", &json!({}));
    for n in 0..45 {
        say(&site, &post, "innovator.bpom", &json!({"body": format!("Kata {n}")}));
    }
    let walked = site.walk(&format!("{}/comments?limit=20", path(&post)), None);
    let said: Vec<&str> = walked.iter().map(|comment| text(comment, "body")).collect();
    let expected: Vec<String> = (0..45).map(|n| format!("Kata {n}")).collect();
    assert_eq!(said, expected);
    let counted = site.get(&format!("{}/comments?count=true&limit=1", path(&post))).ok();
    assert_eq!(counted["total"], 45);
    let other = published(&site, "innovator.kkp", &json!({}));
    let cursor = text(&site.get(&format!("{}/comments?limit=1", path(&post))).ok(), "next_cursor").to_owned();
    site.get(&format!("{}/comments?limit=1&cursor={cursor}", path(&other))).problem(400, "malformed-request");
}
