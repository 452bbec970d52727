//! The digest: what came in a day or a week and was not read, in one letter, for those who asked for one.

use super::model::NotificationRow;
use crate::app::App;
use crate::db::schema::{notifications, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::locale::{Locale, Text};
use crate::http::problem::not_found;
use crate::http::query::Query;
use crate::http::routing::{Address, at};
use crate::mail::{Letter, Mailer};
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use diesel::prelude::*;
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;
use utoipa::IntoParams;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/unsubscribe").get(ask).post(unsubscribe)]
}

crate::db::types::text_enum! {
    /// How often somebody wants a digest by mail.
    pub enum Digest {
        /// Never: nobody gets one unasked.
        Off = "off",
        /// Once a day.
        Daily = "daily",
        /// Once a week.
        Weekly = "weekly",
    }
}

/// How often each process looks.
const EVERY: Duration = Duration::from_secs(10);
const DAY_MILLIS: i64 = 24 * 3600 * 1000;
/// Digests that are taken at a time.
const MOST_AT_ONCE: i64 = 20;
/// Notifications that one tells of.
const MOST_TOLD: i64 = 50;
const SCOPE: &str = "unsubscribe";

/// Mails digests, for as long as the process runs.
pub async fn keep_digesting(app: App, mailer: Arc<Mailer>) {
    loop {
        if let Err(e) = mail_some(&app, &mailer).await {
            tracing::warn!("digests were not mailed, and are tried again: {e}");
        }
        tokio::time::sleep(EVERY).await;
    }
}

struct Due {
    user: Id,
    email: String,
    locale: Locale,
    news: Vec<NotificationRow>,
}

async fn mail_some(app: &App, mailer: &Mailer) -> Result<(), Error> {
    if app.db.read(|conn| due(conn, false)).await?.is_empty() {
        return Ok(());
    }
    let public_url = app.settings.public_url();
    for digest in app.db.write(take_due).await? {
        if digest.news.is_empty() {
            continue;
        }
        let token = app.cursors.seal(SCOPE, &digest.user)?;
        let unsubscribe = format!("{public_url}/api/v1/unsubscribe?token={token}");
        let (subject, body) = write(&digest, &public_url, &unsubscribe);
        mailer.send(&Letter { to: digest.email, subject, body, unsubscribe: Some(unsubscribe) }).await?;
    }
    Ok(())
}

/// Who is to get one now; on PostgreSQL locked for whoever takes them.
fn due(conn: &mut Conn, take: bool) -> Result<Vec<(Id, String, Locale, Instant)>, Error> {
    let now = Instant::now();
    let waited = |digest: Digest, days: i64| users::digest.eq(digest).and(users::digest_sent_at.le(now.plus_millis(-days * DAY_MILLIS)));
    let wanted = users::table
        .filter(users::active.eq(true).and(waited(Digest::Daily, 1).or(waited(Digest::Weekly, 7))))
        .order(users::id.asc())
        .limit(MOST_AT_ONCE)
        .select((users::id, users::email, users::locale, users::digest_sent_at));
    Ok(match conn {
        Conn::Postgres(c) if take => wanted.for_update().skip_locked().load(c)?,
        Conn::Postgres(c) => wanted.load(c)?,
        Conn::Sqlite(c) => wanted.load(c)?,
    })
}

fn take_due(conn: &mut Conn) -> Result<Vec<Due>, Error> {
    let mut taken = Vec::new();
    for (user, email, locale, sent_at) in due(conn, true)? {
        let unread = notifications::user_id.eq(user).and(notifications::read_at.is_null());
        let news: Vec<NotificationRow> = query!(conn, c => notifications::table
            .filter(unread.and(notifications::created_at.gt(sent_at)))
            .order(notifications::id.desc())
            .limit(MOST_TOLD)
            .select(NotificationRow::as_select())
            .load(c))?;
        query!(conn, c => diesel::update(users::table.filter(users::id.eq(user))).set(users::digest_sent_at.eq(Instant::now())).execute(c))?;
        taken.push(Due { user, email, locale, news });
    }
    Ok(taken)
}

fn write(digest: &Due, public_url: &str, unsubscribe: &str) -> (String, String) {
    let n = digest.news.len();
    let subject = Text::owned(format!("Hub JIPP: {n} kabar yang belum dibaca"), format!("Hub JIPP: {n} unread items"));
    let stop = Text::new("Berhenti menerima ringkasan ini:", "Stop this digest:");
    let mut body = String::new();
    for row in &digest.news {
        body.push_str(&format!("- {}\n  {public_url}{}\n", row.sentence().in_locale(digest.locale), row.path()));
    }
    body.push_str(&format!("\n--\n{} {unsubscribe}\n", stop.in_locale(digest.locale)));
    (subject.in_locale(digest.locale).to_owned(), body)
}

/// Whose digest is to stop.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UnsubscribeQuery {
    /// The token of the letter.
    #[param(example = "IjAxOTJm")]
    token: String,
}

/// The page has no script.
const POLICY: &str = "default-src 'none'; form-action 'self'; frame-ancestors 'none'";

fn page(status: actix_web::http::StatusCode, says: Text, form: bool) -> HttpResponse {
    let button = if form { "<form method=\"post\"><button>Berhenti / Stop</button></form>" } else { "" };
    let html = format!(
        "<!doctype html><html lang=\"id\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Hub JIPP</title></head>\
         <body><main><h1>Hub JIPP</h1><p>{}</p><p lang=\"en\">{}</p>{button}</main></body></html>",
        says.in_locale(Locale::Id),
        says.in_locale(Locale::En)
    );
    HttpResponse::build(status)
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .content_type("text/html; charset=utf-8")
        .body(html)
}

/// Asks whether the digest is to stop
///
/// The page behind the link of a digest: its button stops it. Opening it changes nothing, as programs that look at mail do.
#[utoipa::path(get, path = "/api/v1/unsubscribe", tag = "notifications", operation_id = "askToUnsubscribe", params(UnsubscribeQuery), security(()),
    responses((status = 200, description = "A page with a button", body = String, content_type = "text/html"), crate::http::openapi::Refusals))]
pub async fn ask(app: web::Data<App>, query: Query<UnsubscribeQuery>) -> Result<HttpResponse, Error> {
    let _: Id = app.cursors.open(SCOPE, &query.0.token).map_err(|_| not_found())?;
    let says = Text::new("Berhenti menerima ringkasan lewat surel?", "Stop receiving the digest by mail?");
    Ok(page(actix_web::http::StatusCode::OK, says, true))
}

/// Stops the digest
///
/// At one click (RFC 8058), by the token of a letter and without signing in. Sent again it changes nothing.
#[utoipa::path(post, path = "/api/v1/unsubscribe", tag = "notifications", operation_id = "unsubscribe", params(UnsubscribeQuery), security(()),
    responses((status = 200, description = "It is stopped", body = String, content_type = "text/html"), crate::http::openapi::Refusals))]
pub async fn unsubscribe(app: web::Data<App>, query: Query<UnsubscribeQuery>) -> Result<HttpResponse, Error> {
    let user: Id = app.cursors.open(SCOPE, &query.0.token).map_err(|_| not_found())?;
    app.db
        .write(move |conn| {
            let found = users::table.filter(users::id.eq(user).and(users::digest.ne(Digest::Off)));
            query!(conn, c => diesel::update(found)
                .set((users::digest.eq(Digest::Off), users::updated_at.eq(Instant::now()), users::version.eq(users::version + 1)))
                .execute(c))?;
            Ok(())
        })
        .await?;
    let says = Text::new("Ringkasan lewat surel dihentikan.", "The digest by mail is stopped.");
    Ok(page(actix_web::http::StatusCode::OK, says, false))
}
