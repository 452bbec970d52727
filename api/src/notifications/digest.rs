//! The digest: what came in a day or a week and was not read, in one letter, for those who asked for one.

use super::emails::{self, News, Reader};
use super::model::NotificationRow;
use super::queries;
use super::records::Records;
use super::turns::{self, Mailing};
use crate::app::App;
use crate::db::schema::{mail_turns, notifications, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::locale::{Locale, Text};
use crate::http::problem::not_found;
use crate::http::query::Query;
use crate::http::routing::{Address, at};
use crate::mail::{Letter, Mailer, Refusal, Stop};
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use diesel::dsl::{exists, not};
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
/// People who are looked up at a time.
const MOST_AT_ONCE: i64 = 20;
/// Notifications that one tells of.
const MOST_TOLD: i64 = 50;
const SCOPE: &str = "unsubscribe";

/// Mails digests until the process stops.
pub async fn keep_digesting(app: App, mailer: Arc<Mailer>, mut stop: Stop) {
    loop {
        if let Err(e) = mail_some(&app, &mailer, &stop).await {
            tracing::warn!("digests were not mailed, and are tried again: {e}");
        }
        if stop.within(EVERY).await {
            return;
        }
    }
}

async fn mail_some(app: &App, mailer: &Mailer, stop: &Stop) -> Result<(), Error> {
    for user in app.db.read(due).await? {
        if stop.came() {
            break;
        }
        mail_one(app, mailer, user).await?;
    }
    Ok(())
}

macro_rules! is_due {
    ($now:expr) => {{
        let waited =
            |digest: Digest, days: i64| users::digest.eq(digest).and(users::digest_sent_at.le($now.plus_millis(-days * DAY_MILLIS)));
        users::active.eq(true).and(waited(Digest::Daily, 1).or(waited(Digest::Weekly, 7)))
    }};
}

/// Those who are to get one now and whose turn it is.
fn due(conn: &mut Conn) -> Result<Vec<Id>, Error> {
    let now = Instant::now();
    let not_yet = mail_turns::table
        .filter(mail_turns::user_id.eq(users::id).and(mail_turns::mailing.eq(Mailing::Digest)))
        .filter(mail_turns::next_at.gt(now));
    Ok(query!(conn, c => users::table
        .filter(is_due!(now))
        .filter(not(exists(not_yet)))
        .order(users::digest_sent_at.asc())
        .limit(MOST_AT_ONCE)
        .select(users::id)
        .load(c))?)
}

/// Mails one person's digest; an error when nobody takes mail now. Only what was sent is noted as sent.
async fn mail_one(app: &App, mailer: &Mailer, user: Id) -> Result<(), Error> {
    if !app.db.write(move |conn| turns::take(conn, user, Mailing::Digest)).await? {
        return Ok(());
    }
    let public_url = app.settings.public_url();
    let token = app.cursors.seal(SCOPE, &user)?;
    let unsubscribe = format!("{public_url}/api/v1/unsubscribe?token={token}");
    let (read_at, letter) = app.db.read(move |conn| compose(conn, user, &public_url, &unsubscribe)).await?;
    let sent = match letter {
        None => Ok(()),
        Some(letter) => mailer.send(&letter).await,
    };
    match sent {
        Ok(()) => app.db.write(move |conn| note_sent(conn, user, read_at)).await,
        Err(Refusal::ForGood(why)) => {
            tracing::warn!(%user, "the mail server refused a digest: {why}");
            app.db.write(move |conn| note_sent(conn, user, read_at)).await
        }
        Err(Refusal::ForNow(why)) => {
            tracing::warn!(%user, "the mail server does not take a digest for now: {why}");
            app.db.write(move |conn| turns::postpone(conn, user, Mailing::Digest)).await
        }
        Err(Refusal::Away(why)) => {
            app.db.write(move |conn| turns::give_back(conn, user, Mailing::Digest)).await?;
            Err(Error::internal(why))
        }
    }
}

/// What came since the last digest and was not read, as the person may hear of it now; and when that was looked up.
fn compose(conn: &mut Conn, user: Id, public_url: &str, unsubscribe: &str) -> Result<(Instant, Option<Letter>), Error> {
    let now = Instant::now();
    // They may have stopped it, or another process have sent it, since.
    let wanted = users::table.filter(users::id.eq(user).and(is_due!(now))).select(users::digest_sent_at);
    let since: Option<Instant> = query!(conn, c => wanted.first(c).optional())?;
    let (Some(since), Some(caller), Some(reader)) = (since, queries::reader(conn, user)?, Reader::find(conn, user)?) else {
        return Ok((now, None));
    };
    let unread = notifications::user_id.eq(user).and(notifications::read_at.is_null());
    let rows: Vec<NotificationRow> = query!(conn, c => notifications::table
        .filter(unread.and(notifications::created_at.gt(since)))
        .order(notifications::id.desc())
        .limit(MOST_TOLD)
        .select(NotificationRow::as_select())
        .load(c))?;
    let records = Records::of(conn, &rows)?;
    let told = rows.into_iter().filter_map(|row| records.show(&caller, row)).filter(|shown| shown.read_at().is_none());
    let news: Vec<News> = told.map(|shown| News::new(&records, &caller, shown)).collect();
    Ok((now, emails::of_digest(&reader, &news, public_url, unsubscribe.to_owned())))
}

/// Notes when a digest was made, now that it was sent.
fn note_sent(conn: &mut Conn, user: Id, made_at: Instant) -> Result<(), Error> {
    query!(conn, c => diesel::update(users::table.filter(users::id.eq(user))).set(users::digest_sent_at.eq(made_at)).execute(c))?;
    turns::give_back(conn, user, Mailing::Digest)
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
