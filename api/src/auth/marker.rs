//! A cookie that says that somebody was signed in with this browser lately, and nothing else.
//!
//! The tokens never come with the request of a page, so its status cannot follow what the reader may see. With the marker, pages
//! that may be private are 200; without it they are 404, as the API answers a visitor
//! (docs/decisions/0014-status-of-private-pages.md). It opens nothing: who forges it gets the same page, without a record.

use crate::app::App;
use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

const NAME: &str = "jipp_signed_in";
const LIFETIME: Duration = Duration::days(1);

/// The cookie for who is signed in now.
pub fn cookie(app: &App) -> Cookie<'static> {
    Cookie::build(NAME, "1")
        .path("/")
        .http_only(true)
        // Not `Strict`: links in emails lead to private pages too.
        .same_site(SameSite::Lax)
        .secure(app.settings.is_https())
        .max_age(LIFETIME)
        .finish()
}

/// Whether the request comes from a browser with it.
pub fn is_set(req: &HttpRequest) -> bool {
    req.cookie(NAME).is_some()
}
