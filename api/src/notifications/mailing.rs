//! Notices by mail. That one is to be mailed is a column of its row, so that a crash or a mail server that is away loses
//! nothing. What waits for one person goes in one email; each email is settled by itself.

use super::emails::{self, Reader};
use super::model::NotificationRow;
use super::queries;
use super::records::Records;
use super::turns::{self, Mailing};
use crate::app::App;
use crate::db::schema::{mail_turns, notifications};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::mail::{Letter, Mailer, Refusal, Stop};
use diesel::dsl::{exists, min, not};
use diesel::prelude::*;
use futures_util::StreamExt;
use std::sync::Arc;
use std::time::Duration;

/// How often each process looks.
const EVERY: Duration = Duration::from_secs(3);
/// People who are mailed at a look.
const MOST_AT_ONCE: i64 = 20;
/// Of them at the same time, so that a slow answer for one holds up few.
const TOGETHER: usize = 4;
/// Notices that one email settles at most; the rest goes in the next.
const MOST_SETTLED: i64 = 500;
/// What was told longer ago is not mailed any more.
const FRESH_MILLIS: i64 = 3 * 24 * 3600 * 1000;
/// What waited and is over is mailed only so soon after it was told, in the words of what is over: later nobody needs it.
const NEWS_MILLIS: i64 = 30 * 1000;
/// The pause while the mail server is away.
const AWAY: Duration = Duration::from_secs(10);

/// Mails notices until the process stops.
pub async fn keep_mailing(app: App, mailer: Arc<Mailer>, mut stop: Stop) {
    loop {
        let pause = match mail_some(&app, &mailer, &stop).await {
            Ok(true) => Duration::ZERO,
            Ok(false) => EVERY,
            Err(e) => {
                tracing::warn!("notifications were not mailed, and are tried again: {e}");
                AWAY
            }
        };
        if stop.within(pause).await {
            return;
        }
    }
}

/// Mails those whose turn it is; whether there may be more.
async fn mail_some(app: &App, mailer: &Mailer, stop: &Stop) -> Result<bool, Error> {
    let due = app.db.read(due).await?;
    let full = due.len() >= usize::try_from(MOST_AT_ONCE).unwrap_or(usize::MAX);
    let emails = due.into_iter().take_while(|_| !stop.came()).map(|user| mail_one(app, mailer, user));
    let mut outcomes = futures_util::stream::iter(emails).buffer_unordered(TOGETHER);
    let mut failed = None;
    while let Some(outcome) = outcomes.next().await {
        failed = outcome.err().or(failed);
    }
    failed.map_or(Ok(full), Err)
}

/// The people for whom something waits and whose turn it is, those who wait longest first.
fn due(conn: &mut Conn) -> Result<Vec<Id>, Error> {
    let now = Instant::now();
    let waits = notifications::mail_due_at.le(now).and(notifications::created_at.gt(now.plus_millis(-FRESH_MILLIS)));
    let not_yet = mail_turns::table
        .filter(mail_turns::user_id.eq(notifications::user_id).and(mail_turns::mailing.eq(Mailing::Notices)))
        .filter(mail_turns::next_at.gt(now));
    Ok(query!(conn, c => notifications::table
        .filter(waits)
        .filter(not(exists(not_yet)))
        .group_by(notifications::user_id)
        .order(min(notifications::mail_due_at).asc())
        .limit(MOST_AT_ONCE)
        .select(notifications::user_id)
        .load(c))?)
}

/// Mails one person what waits for them; an error when nobody takes mail now.
async fn mail_one(app: &App, mailer: &Mailer, user: Id) -> Result<(), Error> {
    if !app.db.write(move |conn| turns::take(conn, user, Mailing::Notices)).await? {
        return Ok(());
    }
    let public_url = app.settings.public_url();
    let (letter, settled) = app.db.read(move |conn| compose(conn, user, &public_url)).await?;
    let Some(letter) = letter else {
        return app.db.write(move |conn| settle(conn, &settled).and_then(|()| turns::give_back(conn, user, Mailing::Notices))).await;
    };
    match mailer.send(&letter).await {
        Ok(()) => app.db.write(move |conn| settle(conn, &settled).and_then(|()| turns::mailed(conn, user, Mailing::Notices))).await,
        Err(Refusal::ForGood(why)) => {
            tracing::warn!(%user, "the mail server refused an email: {why}");
            app.db.write(move |conn| settle(conn, &settled).and_then(|()| turns::mailed(conn, user, Mailing::Notices))).await
        }
        Err(Refusal::ForNow(why)) => {
            tracing::warn!(%user, "the mail server does not take an email for now: {why}");
            app.db.write(move |conn| turns::postpone(conn, user, Mailing::Notices)).await
        }
        Err(Refusal::Away(why)) => {
            app.db.write(move |conn| turns::give_back(conn, user, Mailing::Notices)).await?;
            Err(Error::internal(why))
        }
    }
}

/// The email to a person, if there is anything to tell that they may still hear of; and what is settled by it.
fn compose(conn: &mut Conn, user: Id, public_url: &str) -> Result<(Option<Letter>, Vec<Id>), Error> {
    let waits = notifications::user_id.eq(user).and(notifications::mail_due_at.is_not_null());
    let rows: Vec<NotificationRow> = query!(conn, c => notifications::table
        .filter(waits)
        .order(notifications::id.asc())
        .limit(MOST_SETTLED)
        .select(NotificationRow::as_select())
        .load(c))?;
    let settled = rows.iter().map(|row| row.id).collect();
    let (Some(caller), Some(reader)) = (queries::reader(conn, user)?, Reader::find(conn, user)?) else {
        return Ok((None, settled));
    };
    let now = Instant::now();
    let younger = |row: &NotificationRow, millis: i64| row.created_at > now.plus_millis(-millis);
    let records = Records::of(conn, &rows)?;
    let fresh = rows.into_iter().filter(|row| younger(row, FRESH_MILLIS));
    let told = fresh.filter_map(|row| records.show(&caller, row));
    let told = told.filter(|shown| shown.about.over.is_none() || younger(&shown.row, NEWS_MILLIS));
    let news: Vec<emails::News> = told.map(|shown| emails::News::new(&records, &caller, shown)).collect();
    Ok((emails::of_notices(&reader, &news, public_url), settled))
}

/// Nothing is to be mailed of these any more.
fn settle(conn: &mut Conn, ids: &[Id]) -> Result<(), Error> {
    let found = notifications::table.filter(notifications::id.eq_any(ids));
    query!(conn, c => diesel::update(found).set(notifications::mail_due_at.eq(None::<Instant>)).execute(c))?;
    Ok(())
}
