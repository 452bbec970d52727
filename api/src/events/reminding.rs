//! A day before an event those who attend are reminded of it.

use super::model::{EventRow, EventStatus, Response};
use super::{news, queries};
use crate::db::schema::{event_participants, events};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use diesel::dsl::exists;
use diesel::prelude::*;

/// People are reminded so long before the start.
const BEFORE_MILLIS: i64 = 24 * 3600 * 1000;
/// Events that one write reminds of at most; what is left waits for the next.
const MOST_AT_ONCE: i64 = 100;

/// Announced events that begin within a day, and of which somebody who attends was not reminded.
pub fn due(conn: &mut Conn, now: Instant) -> Result<Vec<Id>, Error> {
    let waits = event_participants::table
        .filter(event_participants::event_id.eq(events::id))
        .filter(event_participants::response.eq(Response::Attending))
        .filter(event_participants::reminded_at.is_null());
    Ok(query!(conn, c => events::table
        .filter(events::starts_at.gt(now).and(events::starts_at.le(now.plus_millis(BEFORE_MILLIS))))
        .filter(events::status.eq(EventStatus::Open))
        .filter(exists(waits))
        .order((events::starts_at.asc(), events::id.asc()))
        .limit(MOST_AT_ONCE)
        .select(events::id)
        .load(c))?)
}

/// Reminds each institution that attends once; of how many events.
pub fn remind(conn: &mut Conn, now: Instant) -> Result<usize, Error> {
    let mut reminded = 0;
    for id in due(conn, now)? {
        // Another process may have reminded of it meanwhile, or somebody may have moved it.
        let still_due = |row: &EventRow| row.status == EventStatus::Open && row.starts_at <= now.plus_millis(BEFORE_MILLIS);
        let Some(event) = queries::locked(conn, id)?.filter(still_due) else {
            continue;
        };
        let attending = take_unreminded(conn, id, now)?;
        if !attending.is_empty() {
            news::reminded(conn, &event, &attending)?;
            reminded += 1;
        }
    }
    Ok(reminded)
}

/// The institutions that attend and were not reminded, which they are from now on.
fn take_unreminded(conn: &mut Conn, event: Id, now: Instant) -> Result<Vec<Id>, Error> {
    let waits = event_participants::event_id
        .eq(event)
        .and(event_participants::response.eq(Response::Attending))
        .and(event_participants::reminded_at.is_null());
    let waiting = event_participants::table.filter(waits);
    let institutions = query!(conn, c => waiting.select(event_participants::institution_id).load(c))?;
    query!(conn, c => diesel::update(waiting).set(event_participants::reminded_at.eq(now)).execute(c))?;
    Ok(institutions)
}
