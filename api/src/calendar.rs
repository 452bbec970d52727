//! What the calendar asks for without anyone pressing a button: posts are published, events are reminded of, MoUs come into force, expire and are reminded of, hubs without activity fall dormant, files
//! that no record knows are removed. Every process looks every few seconds and at its start, so that a missed day is made
//! up; the database lets one of them do each thing.

use crate::app::App;
use crate::audit::Trail;
use crate::db::schema::{events, hubs, innovations};
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::events::reminding;
use crate::hubs::model::{HubRow, HubStatus};
use crate::hubs::moving::{self as hub_moving, Step};
use crate::mous::{force, moving as mou_moving};
use crate::notifications::reminders;
use crate::posts::{moving as post_moving, queries as post_queries};
use chrono::Months;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use std::time::Duration;

/// How often each process looks.
const EVERY: Duration = Duration::from_secs(5);
/// What has a day and no hour is looked at once in so many rounds: half a minute.
const DAY_ROUNDS: u32 = 6;
/// Looks for files without a record, once in so many rounds: half an hour.
const SWEEP_ROUNDS: u32 = 360;
/// A hub without activity for this long falls dormant.
const DORMANT_MONTHS: u32 = 12;
/// Hubs that one write moves at most; what is left waits for the next round.
const MOST_AT_ONCE: i64 = 100;

/// Does what is due, for as long as the process runs.
pub async fn keep(app: App) {
    for round in 0_u32.. {
        if let Err(e) = look(&app, round).await {
            tracing::warn!("work by the calendar failed, and is tried again: {e}");
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn look(app: &App, round: u32) -> Result<(), Error> {
    if app.db.read(|conn| Ok(!post_queries::due(conn, Instant::now(), 1)?.is_empty())).await? {
        let published = app.db.write(|conn| post_moving::publish_due(conn, Instant::now())).await?;
        tracing::info!("by the calendar: {published} posts published");
    }
    if app.db.read(|conn| Ok(!reminding::due(conn, Instant::now())?.is_empty())).await? {
        let events = app.db.write(|conn| reminding::remind(conn, Instant::now())).await?;
        tracing::info!("by the calendar: reminded of {events} events");
    }
    if !round.is_multiple_of(DAY_ROUNDS) {
        return Ok(());
    }
    // A renewal takes the place of what it renews before that expires.
    let begun = app.db.write(|conn| force::begin_due(conn, Day::today())).await?;
    let expired = app.db.write(|conn| mou_moving::expire(conn, Day::today())).await?;
    let fell_dormant = app.db.write(|conn| let_sleep(conn, Instant::now())).await?;
    let reminded = app.db.write(|conn| reminders::remind(conn, Day::today())).await?;
    let removed = if round.is_multiple_of(SWEEP_ROUNDS) { app.files.sweep(&app.db).await? } else { 0 };
    if begun + expired + fell_dormant + reminded + removed > 0 {
        tracing::info!(
            "by the calendar: {begun} MoUs came into force, {expired} expired, {reminded} reminders, {fell_dormant} hubs fell dormant, {removed} lost files removed"
        );
    }
    Ok(())
}

/// Moves active hubs to dormant in which nothing has happened for twelve months: no change of the hub itself, of an
/// innovation or of an event of its institution.
fn let_sleep(conn: &mut Conn, now: Instant) -> Result<usize, Error> {
    let since = chrono::DateTime::from_timestamp_millis(now.0).and_then(|now| now.checked_sub_months(Months::new(DORMANT_MONTHS)));
    let since = Instant(since.unwrap_or_default().timestamp_millis());
    let documented = innovations::table.filter(innovations::hub_id.eq(hubs::id)).filter(innovations::updated_at.ge(since));
    let met = events::table
        .filter(events::institution_id.is_not_null())
        .filter(events::institution_id.assume_not_null().eq(hubs::institution_id))
        .filter(events::updated_at.ge(since));
    let quiet: Vec<Id> = query!(conn, c => hubs::table
        .filter(hubs::status.eq(HubStatus::Active).and(hubs::updated_at.lt(since)))
        .filter(not(exists(documented)))
        .filter(not(exists(met)))
        .order(hubs::id.asc())
        .limit(MOST_AT_ONCE)
        .select(hubs::id)
        .load(c))?;
    let mut moved = 0;
    for id in quiet {
        if let Conn::Postgres(c) = conn {
            let _: Option<Id> = hubs::table.filter(hubs::id.eq(id)).select(hubs::id).for_update().first(c).optional()?;
        }
        // Another process may have moved it meanwhile.
        let still = hubs::id.eq(id).and(hubs::status.eq(HubStatus::Active)).and(hubs::updated_at.lt(since));
        let row: Option<HubRow> = query!(conn, c => hubs::table.filter(still).select(HubRow::as_select()).first(c).optional())?;
        if let Some(row) = row {
            let why = "Tanpa kegiatan selama dua belas bulan.";
            hub_moving::take(conn, &Trail::SYSTEM, &row, &Step { to: HubStatus::Dormant, note: Some(why), event_id: None })?;
            moved += 1;
        }
    }
    Ok(moved)
}
