//! `/.well-known/security.txt`: whom to tell of a security problem (RFC 9116).

use crate::app::App;
use crate::db::Instant;
use actix_web::http::header;
use actix_web::{HttpResponse, web};

/// What it says is good for this long: the RFC wants less than a year.
const GOOD_FOR_MILLIS: i64 = 180 * 24 * 3600 * 1000;

/// Shows whom to tell.
pub async fn show(app: web::Data<App>) -> HttpResponse {
    let (contact, url) = (app.settings.security_contact(), app.settings.public_url());
    let expires = Instant::now().plus_millis(GOOD_FOR_MILLIS);
    let text = format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: id, en\nCanonical: {url}/.well-known/security.txt\n");
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .body(text)
}
