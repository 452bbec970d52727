//! Pages: every address outside the API is the SPA's, with the status that its record has.

use super::problem::{Kind, Problem, not_found};
use crate::app::App;
use crate::auth::Caller;
use crate::error::Error;
use crate::innovations::model::Status;
use crate::{events, hubs, innovations, institutions, mous};
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
    let exists = FIXED.contains(&path) || is_record(&app, path).await?;
    app.site.page(exists)
}

/// Whether the address is that of a record which everybody may see. For others the page comes with 404, as the API
/// answers a visitor; who is signed in sees the record there all the same.
async fn is_record(app: &App, path: &str) -> Result<bool, Error> {
    let Some((noun, rest)) = path.trim_start_matches('/').split_once('/') else {
        return Ok(false);
    };
    let name = match rest.split_once('/') {
        Some((name, page)) if BELOW.contains(&(noun, page)) => name,
        _ => rest,
    };
    let Ok(name) = percent_encoding::percent_decode_str(name).decode_utf8() else {
        return Ok(false);
    };
    if name.is_empty() || name.contains(['/', '\0']) {
        return Ok(false);
    }
    let (noun, name) = (noun.to_owned(), name.into_owned());
    app.db
        .read(move |conn| {
            Ok(match noun.as_str() {
                "innovations" => innovations::queries::status_of(conn, &name)? == Some(Status::Published),
                "hubs" => hubs::queries::find(conn, &Caller::Visitor, &name)?.is_some(),
                "events" => events::queries::visible(conn, &Caller::Visitor, &name).is_ok(),
                "mous" => mous::queries::visible(conn, &Caller::Visitor, &name).is_ok(),
                "institutions" => institutions::queries::find(conn, &name)?.is_some(),
                _ => false,
            })
        })
        .await
}
