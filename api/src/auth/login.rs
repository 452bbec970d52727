//! `/auth`: signing in, staying signed in, signing out.

use super::session::{self, Ending, Rotation};
use super::{Caller, Credentials, failed_sign_ins, password, tokens};
use crate::app::App;
use crate::db::Id;
use crate::email;
use crate::error::Error;
use crate::http::change::trail_of;
use crate::http::json::Json;
use crate::http::openapi::{Refusals, WriteRefusals};
use crate::http::problem::{Kind, Problem, not_authenticated};
use crate::http::routing::{Address, at};
use crate::http::wrong_passwords::Attempt;
use crate::users::model::User;
use crate::users::queries;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

const COOKIE: &str = "jipp_refresh";
const COOKIE_PATH: &str = "/api/v1/auth";
/// What a browser forgets at signing out: what it keeps of private answers. Not its storage, where the site keeps what people have
/// typed and not sent, each for themselves, until they come back.
const LEFT_BEHIND: HeaderValue = HeaderValue::from_static("\"cache\"");

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/auth/login").post(login), at("/auth/refresh").post(refresh), at("/auth/logout").post(logout)]
}

/// An e-mail address and a password.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "manager.kemenkeu@jipp.example", "password": "jipp-demo-2026"}))]
pub struct Login {
    /// E-mail address, in any case.
    #[validate(length(min = 1, max = 320))]
    #[schema(max_length = 320)]
    pub email: String,
    /// Password.
    #[validate(length(min = 1, max = 1024))]
    #[schema(max_length = 1024)]
    pub password: String,
}

/// A signed-in person's token.
#[derive(Serialize, ToSchema)]
pub struct SignedIn {
    /// JWT for the `Authorization` header.
    #[schema(example = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFZERTQSJ9.e30.c2lnbmF0dXJl")]
    pub access_token: String,
    /// Always `Bearer`.
    #[schema(example = "Bearer")]
    pub token_type: &'static str,
    /// Seconds for which the token is good.
    #[schema(example = 600)]
    pub expires_in: i64,
    /// Who signed in.
    pub user: User,
}

/// Signs in
///
/// Answers with an access token for ten minutes and sets the cookie `jipp_refresh` (HttpOnly, SameSite=Strict), with which
/// `POST /auth/refresh` gets the next one. A wrong password and an unknown account are answered alike, and after too many
/// of them with 429 for a while; the account itself is never locked. A foreign `Origin` is 403.
#[utoipa::path(post, path = "/api/v1/auth/login", tag = "auth", operation_id = "login", security(()), request_body = Login,
    responses((status = 200, description = "Signed in", body = SignedIn), WriteRefusals))]
pub async fn login(req: HttpRequest, app: web::Data<App>, login: Json<Login>) -> Result<HttpResponse, Error> {
    refuse_foreign_origin(&req, &app)?;
    let Json(Login { email, password }) = login;
    let attempt = app.password_attempt(&req, &email::key(&email)).await?;
    let account = email.clone();
    let found = app.db.read(move |conn| queries::password_of(conn, &account)).await?;
    let (user, hash) = found.map_or((None, None), |(id, hash)| (Some(id), hash));
    let right = password::verify(password, hash).await?;
    let Some(user) = user.filter(|_| right) else {
        failed_sign_ins::note(&app, trail_of(&req), &email, user, app.caller_address(&req)).await;
        return Err(Problem::new(Kind::NotAuthenticated)
            .detail("Surel atau kata sandi tidak cocok.", "The e-mail address or the password does not match.")
            .into());
    };
    attempt.into_iter().for_each(Attempt::forgive);
    let agent = req.headers().get(header::USER_AGENT).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let address = app.caller_address(&req).to_string();
    let trail = trail_of(&req);
    let token = app.db.write(move |conn| session::start(conn, &trail, user, agent.as_deref(), &address)).await?;
    signed_in(&app, user, token).await
}

/// Gets the next access token
///
/// Needs the cookie of the sign-in and no body; the cookie is replaced. The cookie before the newest is still taken for 30
/// seconds (two tabs, lost answers); an older one has been copied, and ends the session. A foreign `Origin` is 403.
#[utoipa::path(post, path = "/api/v1/auth/refresh", tag = "auth", operation_id = "refresh", security(("refresh_cookie" = [])),
    responses((status = 200, description = "Signed in for ten more minutes", body = SignedIn), Refusals))]
pub async fn refresh(req: HttpRequest, app: web::Data<App>) -> Result<HttpResponse, Error> {
    refuse_foreign_origin(&req, &app)?;
    let token = req.cookie(COOKIE).and_then(|cookie| app.refresh_tokens.read(cookie.value())).ok_or_else(not_authenticated)?;
    let trail = trail_of(&req);
    match app.db.write(move |conn| session::rotate(conn, &trail, token)).await? {
        Rotation::Next(user, next) => signed_in(&app, user, next).await,
        Rotation::Reused => {
            tracing::warn!(session = %token.session_id, "a refresh token was used again: the session has ended");
            Err(not_authenticated().into())
        }
    }
}

/// Signs out
///
/// Ends the session of the cookie, or of the bearer token, and clears the cookie. Answers 204 also when there is none.
#[utoipa::path(post, path = "/api/v1/auth/logout", tag = "auth", operation_id = "logout", security((), ("bearer" = []), ("refresh_cookie" = [])),
    responses((status = 204, description = "Signed out"), Refusals))]
pub async fn logout(req: HttpRequest, app: web::Data<App>, credentials: Result<Credentials, Error>) -> Result<HttpResponse, Error> {
    refuse_foreign_origin(&req, &app)?;
    let token = req.cookie(COOKIE).and_then(|cookie| app.refresh_tokens.read(cookie.value()));
    let trail = trail_of(&req);
    app.db
        .write(move |conn| {
            if let Some(token) = token {
                session::end(conn, &trail, Ending::One(token.session_id))?;
            }
            // Signing out works with a token that has expired, too.
            if let Some(Ok(Caller::Member(member))) = credentials.as_ref().ok().map(|c| c.caller(conn)) {
                session::end(conn, &trail, Ending::One(member.session_id))?;
            }
            Ok(())
        })
        .await?;
    let mut gone = cookie(&app, String::new());
    gone.make_removal();
    Ok(HttpResponse::NoContent()
        .cookie(gone)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((HeaderName::from_static("clear-site-data"), LEFT_BEHIND))
        .finish())
}

async fn signed_in(app: &App, user: Id, token: session::RefreshToken) -> Result<HttpResponse, Error> {
    let access_token = app.keys.sign(user, token.session_id)?;
    let cookie = cookie(app, app.refresh_tokens.issue(token)?);
    let user = app.db.read(move |conn| queries::find(conn, user)).await?.filter(|u| u.active).ok_or_else(not_authenticated)?.own();
    let body = SignedIn { access_token, token_type: "Bearer", expires_in: tokens::LIFETIME, user };
    Ok(HttpResponse::Ok().cookie(cookie).insert_header((header::CACHE_CONTROL, "no-store")).json(body))
}

fn cookie(app: &App, value: String) -> Cookie<'static> {
    Cookie::build(COOKIE, value)
        .path(COOKIE_PATH)
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(app.settings.is_https())
        .max_age(Duration::days(session::IDLE_DAYS))
        .finish()
}

/// A page of another origin must not sign anybody in or out (RFC 6454).
fn refuse_foreign_origin(req: &HttpRequest, app: &App) -> Result<(), Error> {
    let Some(origin) = req.headers().get(header::ORIGIN) else {
        return Ok(());
    };
    let known = |origin: &str| {
        let allowed = app.settings.cors_origins.iter().any(|allowed| allowed == origin);
        !origin.is_empty() && (origin == app.settings.public_url() || allowed || is_same_host(req, origin))
    };
    if origin.to_str().is_ok_and(known) {
        return Ok(());
    }
    Err(Problem::new(Kind::Forbidden).detail("Permintaan ini datang dari situs lain.", "The request comes from another site.").into())
}

/// `localhost` and `127.0.0.1` are one place to a developer: what the browser itself addressed is no foreign site.
fn is_same_host(req: &HttpRequest, origin: &str) -> bool {
    let host = req.headers().get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or_default();
    !host.is_empty() && origin.split_once("://").is_some_and(|(_, rest)| rest == host)
}
