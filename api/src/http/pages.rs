//! Pages: every address outside the API is the SPA's, with the status that its record has.

use super::pages_of_records;
use super::preview::Preview;
use super::problem::{Kind, Problem, not_found};
use crate::app::App;
use crate::auth::marker;
use crate::error::Error;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};

/// Pages that stand for themselves.
const FIXED: &[&str] = &[
    "/",
    "/innovations",
    "/innovations/new",
    "/hubs",
    "/hubs/formation",
    "/network",
    "/events",
    "/events/new",
    "/mous",
    "/mous/new",
    "/verify",
    "/notifications",
    "/posts",
    "/posts/new",
    "/search",
    "/following",
    "/moderation",
    "/institutions",
    "/api",
    "/login",
    "/me",
    "/work",
    "/review",
    "/invitations",
    "/invite",
    "/reset",
    "/admin/institutions",
    "/admin/hubs",
    "/admin/users",
    "/admin/audit",
    "/admin/audit/chain",
    "/admin/synonyms",
];

/// Pages below that of a record, which have its status.
const BELOW: &[(&str, &str)] = &[
    ("innovations", "edit"),
    ("innovations", "progress"),
    ("innovations", "history"),
    ("innovations", "review"),
    ("hubs", "members"),
    ("events", "edit"),
    ("events", "check-in"),
    ("mous", "edit"),
    ("mous", "history"),
    ("posts", "edit"),
    ("posts", "history"),
    ("hubs", "digest"),
];

/// Nouns of which not everybody sees every record.
const PARTLY_PRIVATE: &[&str] = &["innovations", "hubs", "events", "mous", "posts"];

/// A file of the SPA, or the SPA itself with 200 or 404.
pub async fn page(req: HttpRequest, app: web::Data<App>) -> Result<HttpResponse, Error> {
    let path = req.path();
    if path.starts_with("/api/") {
        return Err(not_found()
            .detail("Tidak ada apa-apa di alamat ini. Lihat /docs.", "There is nothing at this address. See /docs.")
            .into());
    }
    if !matches!(*req.method(), Method::GET | Method::HEAD) {
        return Err(Problem::new(Kind::MethodNotAllowed).allow("GET, HEAD").into());
    }
    if let Some(file) = app.site.file(&req, path) {
        return Ok(file);
    }
    if FIXED.contains(&path) {
        return app.site.page(true, None);
    }
    match record(path) {
        Some((noun, name)) => page_of_record(&req, &app, noun, name).await,
        None => app.site.page(false, None),
    }
}

/// The page of a record, with 200 when everybody may see that. Others come with 404, as the API answers a visitor; with 200 for who
/// has signed in, whether there is such a record or not: the site shows what it may.
async fn page_of_record(req: &HttpRequest, app: &App, noun: &str, name: String) -> Result<HttpResponse, Error> {
    let kind = noun.to_owned();
    let preview: Option<Preview> = app.db.read(move |conn| pages_of_records::preview(conn, &kind, &name)).await?;
    let private = preview.is_none() && PARTLY_PRIVATE.contains(&noun) && marker::is_set(req);
    let url = app.settings.public_url();
    let mut page = app.site.page(preview.is_some() || private, preview.as_ref().map(|preview| (preview, url.as_str())))?;
    page.headers_mut().insert(header::VARY, HeaderValue::from_static("Cookie"));
    Ok(page)
}

/// The noun and the name of the record that a page belongs to.
fn record(path: &str) -> Option<(&str, String)> {
    let (noun, rest) = path.trim_start_matches('/').split_once('/')?;
    let name = match rest.split_once('/') {
        Some((name, page)) if BELOW.contains(&(noun, page)) => name,
        _ => rest,
    };
    let name = percent_encoding::percent_decode_str(name).decode_utf8().ok()?;
    let usable = !name.is_empty() && !name.contains(['/', '\0']);
    usable.then(|| (noun, name.into_owned()))
}
