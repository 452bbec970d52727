//! A cookie that says that somebody has signed in with this browser, and nothing else.
//!
//! The tokens never come with the request of a page, so its status cannot follow what the reader may see. With the marker, pages
//! that may be private are 200; without it they are 404, as the API answers a visitor
//! (docs/decisions/0013-status-of-private-pages.md). It opens nothing: who forges it gets the same page, without a record.

use crate::app::App;
use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

const NAME: &str = "jipp_signed_in";

/// The cookie for somebody who is signed in for so many days.
pub fn cookie(app: &App, days: i64) -> Cookie<'static> {
    Cookie::build(NAME, "1")
        .path("/")
        .http_only(true)
        // Not `Strict`: links in emails lead to private pages too.
        .same_site(SameSite::Lax)
        .secure(app.settings.is_https())
        .max_age(Duration::days(days))
        .finish()
}

/// The same, to take it away.
pub fn removal(app: &App) -> Cookie<'static> {
    let mut gone = cookie(app, 0);
    gone.make_removal();
    gone
}

/// Whether the request comes from a browser with it.
pub fn is_set(req: &HttpRequest) -> bool {
    req.cookie(NAME).is_some()
}
