//! Pages: every address outside the API is the SPA's, with the status that its record has.

use super::pages_of_records;
use super::preview::Preview;
use super::problem::{Kind, Problem, not_found};
use crate::app::App;
use crate::error::Error;
use actix_web::http::Method;
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
    let preview = record(&app, path).await?;
    let url = app.settings.public_url();
    app.site.page(preview.is_some(), preview.as_ref().map(|preview| (preview, url.as_str())))
}

/// What the page of a record says of itself, when everybody may see that. For others the page comes with 404, as the API
/// answers a visitor; who is signed in sees the record there all the same.
async fn record(app: &App, path: &str) -> Result<Option<Preview>, Error> {
    let Some((noun, rest)) = path.trim_start_matches('/').split_once('/') else {
        return Ok(None);
    };
    let name = match rest.split_once('/') {
        Some((name, page)) if BELOW.contains(&(noun, page)) => name,
        _ => rest,
    };
    let Ok(name) = percent_encoding::percent_decode_str(name).decode_utf8() else {
        return Ok(None);
    };
    if name.is_empty() || name.contains(['/', '\0']) {
        return Ok(None);
    }
    let (noun, name) = (noun.to_owned(), name.into_owned());
    app.db.read(move |conn| pages_of_records::preview(conn, &noun, &name)).await
}
