//! What follows when an announced event moves: its participants hear what changed, and who had agreed to come answers again.

use super::model::{EventRow, EventStatus, Response};
use super::news;
use super::writing::EventPlan;
use crate::audit::Trail;
use crate::db::schema::event_participants;
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::notifications::meeting::Move;
use diesel::prelude::*;

/// Tells the participants of an announced event what its new plan changes of time, place or link. What is over by the
/// old plan and the new one is corrected in silence.
pub fn follow(conn: &mut Conn, trail: &Trail, event: &EventRow, plan: &EventPlan) -> Result<(), Error> {
    let (before, after) = (event.meeting(), plan.meeting());
    let is_over = before.ends_at.max(after.ends_at) < Instant::now();
    if event.status != EventStatus::Open || is_over || before == after {
        return Ok(());
    }
    if !before.is_at_the_time_of(&after) {
        ask_again(conn, event.id)?;
    }
    news::changed(conn, trail, event, &Move { before, after })
}

/// Who said that they come, at another time, has not answered; reminders are given for the new time.
fn ask_again(conn: &mut Conn, event: Id) -> Result<(), Error> {
    let of_it = event_participants::event_id.eq(event);
    let attending = event_participants::response.eq(Response::Attending).and(event_participants::attended.eq(false));
    query!(conn, c => diesel::update(event_participants::table.filter(of_it))
        .set(event_participants::reminded_at.eq(None::<Instant>))
        .execute(c))?;
    query!(conn, c => diesel::update(event_participants::table.filter(of_it.and(attending)))
        .set(event_participants::response.eq(Response::Pending))
        .execute(c))?;
    Ok(())
}
