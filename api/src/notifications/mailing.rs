//! Notifications by mail. What is to be mailed is a column of its row, so that a crash or a mail server that is away
//! loses nothing; several processes take turns by the rows' locks.

use super::model::NotificationRow;
use crate::app::App;
use crate::db::schema::{notifications, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::locale::Locale;
use crate::mail::{Letter, Mailer};
use diesel::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How often each process looks.
const EVERY: Duration = Duration::from_secs(3);
/// Letters that are taken at a time.
const MOST_AT_ONCE: i64 = 20;
/// What was told longer ago is not mailed any more.
const FRESH_MILLIS: i64 = 24 * 3600 * 1000;
/// A letter that was taken and did not arrive is tried again after this.
const AGAIN_MILLIS: i64 = 2 * 60 * 1000;

/// Mails notifications, for as long as the process runs.
pub async fn keep_mailing(app: App, mailer: Arc<Mailer>) {
    loop {
        match mail_some(&app, &mailer).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(e) => tracing::warn!("notifications were not mailed, and are tried again: {e}"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Mails what is due; whether there may be more.
async fn mail_some(app: &App, mailer: &Mailer) -> Result<bool, Error> {
    if !app.db.read(|conn| Ok(!due_now(conn, 1, false)?.is_empty())).await? {
        return Ok(false);
    }
    let due = app.db.write(take_due).await?;
    let full = due.len() >= usize::try_from(MOST_AT_ONCE).unwrap_or(usize::MAX);
    let public_url = app.settings.public_url();
    for (row, to, locale) in due {
        let (subject, body) = row.mail(locale, &public_url);
        mailer.send(&Letter { to, subject, body, unsubscribe: None }).await?;
        app.db.write(move |conn| settle(conn, row.id)).await?;
    }
    Ok(full)
}

/// Takes what is due; it is due again later unless it is settled.
fn take_due(conn: &mut Conn) -> Result<Vec<(NotificationRow, String, Locale)>, Error> {
    let now = Instant::now();
    let ids = due_now(conn, MOST_AT_ONCE, true)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let taken = notifications::id.eq_any(&ids);
    query!(conn, c => diesel::update(notifications::table.filter(taken))
        .set((
            notifications::mail_attempts.eq(notifications::mail_attempts + 1),
            notifications::mail_due_at.eq(now.plus_millis(AGAIN_MILLIS)),
        ))
        .execute(c))?;
    Ok(query!(conn, c => notifications::table
        .inner_join(users::table)
        .filter(notifications::id.eq_any(&ids).and(users::active.eq(true)))
        .order(notifications::id.asc())
        .select((NotificationRow::as_select(), users::email, users::locale))
        .load(c))?)
}

/// What is to be mailed now; on PostgreSQL locked for whoever takes it.
fn due_now(conn: &mut Conn, limit: i64, take: bool) -> Result<Vec<Id>, Error> {
    let now = Instant::now();
    let due = notifications::mail_due_at.le(now).and(notifications::created_at.gt(now.plus_millis(-FRESH_MILLIS)));
    let wanted = notifications::table.filter(due).order(notifications::mail_due_at.asc()).limit(limit).select(notifications::id);
    Ok(match conn {
        Conn::Postgres(c) if take => wanted.for_update().skip_locked().load(c)?,
        Conn::Postgres(c) => wanted.load(c)?,
        Conn::Sqlite(c) => wanted.load(c)?,
    })
}

/// Nothing is to be mailed of it any more.
fn settle(conn: &mut Conn, id: Id) -> Result<(), Error> {
    let found = notifications::table.filter(notifications::id.eq(id));
    query!(conn, c => diesel::update(found).set(notifications::mail_due_at.eq(None::<Instant>)).execute(c))?;
    Ok(())
}
