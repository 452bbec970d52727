//! `/sitemap.xml`: an index of lists of all public pages, each short enough to be read at once.

use crate::app::App;
use crate::db::schema::{events, hubs, innovations, institutions, posts};
use crate::db::{Conn, Cost, Instant, query};
use crate::error::Error;
use crate::http::document::Document;
use crate::http::preview::escape;
use crate::http::problem::not_found;
use crate::hubs::model::PUBLIC;
use crate::innovations::model::Status;
use crate::posts::model::PostStatus;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::dsl::max;
use diesel::prelude::*;

/// Numbers of records that one list covers; sitemaps.org allows 50,000 addresses.
const RANGE: i64 = 10_000;
/// Pages that are no records'.
const FIXED: &[&str] = &["/", "/innovations", "/hubs", "/network", "/events", "/mous", "/institutions", "/posts", "/api"];

/// A page, and when it last changed.
type Page = (String, Option<Instant>);

/// Shows the index.
pub async fn index(req: HttpRequest, app: web::Data<App>) -> Result<HttpResponse, Error> {
    let url = app.settings.public_url();
    let (innovations, posts) = app
        .db
        .read(|conn| {
            let innovations: Option<i64> = query!(conn, c => innovations::table.select(max(innovations::seq)).first(c))?;
            let posts: Option<i64> = query!(conn, c => posts::table.select(max(posts::seq)).first(c))?;
            Ok((innovations.unwrap_or(0) / RANGE, posts.unwrap_or(0) / RANGE))
        })
        .await?;
    let lists = std::iter::once("network".to_owned())
        .chain((0..=innovations).map(|n| format!("innovations-{n}")))
        .chain((0..=posts).map(|n| format!("posts-{n}")));
    let entries: String = lists.map(|list| format!("<sitemap><loc>{}/sitemaps/{list}.xml</loc></sitemap>\n", escape(&url))).collect();
    Ok(xml(&req, &format!("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{entries}</sitemapindex>\n")))
}

/// Shows a list.
pub async fn list(req: HttpRequest, app: web::Data<App>, name: web::Path<String>) -> Result<HttpResponse, Error> {
    let url = app.settings.public_url();
    let (noun, n) = name.rsplit_once('-').unwrap_or((&name, "0"));
    let n: i64 = n.parse().ok().filter(|n| (0..1_000_000).contains(n)).ok_or_else(not_found)?;
    let (noun, from, to) = (noun.to_owned(), n * RANGE, (n + 1) * RANGE);
    let pages = app
        .db
        .read_at(Cost::Much, move |conn| match noun.as_str() {
            "network" => network(conn),
            "innovations" => of_innovations(conn, from, to),
            "posts" => of_posts(conn, from, to),
            _ => Err(not_found().into()),
        })
        .await?;
    let entry = |(path, at): Page| {
        let changed = at.map(|at| format!("<lastmod>{at}</lastmod>")).unwrap_or_default();
        format!("<url><loc>{}</loc>{changed}</url>\n", escape(&format!("{url}{path}")))
    };
    let entries: String = pages.into_iter().map(entry).collect();
    Ok(xml(&req, &format!("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{entries}</urlset>\n")))
}

fn xml(req: &HttpRequest, body: &str) -> HttpResponse {
    let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{body}");
    Document::new("application/xml; charset=utf-8", text).send(req, "public, max-age=3600")
}

fn network(conn: &mut Conn) -> Result<Vec<Page>, Error> {
    let mut pages: Vec<Page> = FIXED.iter().map(|path| ((*path).to_owned(), None)).collect();
    let hubs: Vec<(String, Instant)> = query!(conn, c => hubs::table
        .filter(hubs::status.eq_any(PUBLIC))
        .limit(RANGE)
        .select((hubs::slug, hubs::updated_at))
        .load(c))?;
    pages.extend(hubs.into_iter().map(|(slug, at)| (format!("/hubs/{slug}"), Some(at))));
    let institutions: Vec<(String, Instant)> =
        query!(conn, c => institutions::table.limit(RANGE).select((institutions::code, institutions::updated_at)).load(c))?;
    pages.extend(institutions.into_iter().map(|(code, at)| (format!("/institutions/{code}"), Some(at))));
    let events: Vec<(String, Instant)> = query!(conn, c => events::table
        .filter(events::opened_at.is_not_null())
        .order(events::starts_at.desc())
        .limit(RANGE)
        .select((events::id, events::updated_at))
        .load(c))?;
    pages.extend(events.into_iter().map(|(id, at)| (format!("/events/{id}"), Some(at))));
    Ok(pages)
}

fn of_innovations(conn: &mut Conn, from: i64, to: i64) -> Result<Vec<Page>, Error> {
    let found: Vec<(String, Instant)> = query!(conn, c => innovations::table
        .filter(innovations::seq.ge(from).and(innovations::seq.lt(to)).and(innovations::status.eq(Status::Published)))
        .select((innovations::slug, innovations::updated_at))
        .load(c))?;
    Ok(found.into_iter().map(|(slug, at)| (format!("/innovations/{slug}"), Some(at))).collect())
}

fn of_posts(conn: &mut Conn, from: i64, to: i64) -> Result<Vec<Page>, Error> {
    let found: Vec<(String, Instant)> = query!(conn, c => posts::table
        .filter(posts::seq.ge(from).and(posts::seq.lt(to)).and(posts::status.eq(PostStatus::Published)))
        .select((posts::slug, posts::updated_at))
        .load(c))?;
    Ok(found.into_iter().map(|(slug, at)| (format!("/posts/{slug}"), Some(at))).collect())
}
