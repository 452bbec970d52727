//! Whom a step of an event concerns.

use super::model::{Decision, EventRow, EventStatus};
use super::queries;
use crate::audit::Trail;
use crate::auth::policy::Role;
use crate::db::{Conn, Id, Instant};
use crate::error::Error;
use crate::notifications::meeting::Move;
use crate::notifications::model::{NotificationKind, Subject};
use crate::notifications::telling::{News, staff, tell, tell_of_part};

/// The people who answer for an institution.
const ANSWER: [Role; 2] = [Role::HubManager, Role::Signatory];

/// Tells an institution that it is invited, unless the event was entered after it took place.
pub fn invited(conn: &mut Conn, trail: &Trail, event: &EventRow, institution: Id) -> Result<(), Error> {
    if event.ends_at < Instant::now() {
        return Ok(());
    }
    let people = staff(conn, &[institution], ANSWER)?;
    tell(conn, trail, &people, &news(NotificationKind::EventInvited, event, None))
}

/// Tells an institution that its decision was recorded.
pub fn decided(conn: &mut Conn, trail: &Trail, event: &EventRow, institution: Id, to: Decision) -> Result<(), Error> {
    if to == Decision::Undecided {
        return Ok(());
    }
    let people = staff(conn, &[institution], ANSWER)?;
    tell(conn, trail, &people, &news(NotificationKind::EventDecided, event, None))
}

/// Tells those who were invited that an event is cancelled.
pub fn moved(conn: &mut Conn, trail: &Trail, event: &EventRow, to: EventStatus, why: Option<&str>) -> Result<(), Error> {
    if to != EventStatus::Cancelled {
        return Ok(());
    }
    let people = invited_people(conn, event)?;
    tell(conn, trail, &people, &news(NotificationKind::EventCancelled, event, why))
}

/// Who answers for the institutions that are invited.
fn invited_people(conn: &mut Conn, event: &EventRow) -> Result<Vec<Id>, Error> {
    let invited: Vec<Id> = queries::participants(conn, event.id)?.into_iter().map(|(row, _)| row.institution_id).collect();
    staff(conn, &invited, ANSWER)
}

/// Tells those who were invited what changed of time, place or link.
pub fn changed(conn: &mut Conn, trail: &Trail, event: &EventRow, moved: &Move) -> Result<(), Error> {
    let people = invited_people(conn, event)?;
    tell(conn, trail, &people, &news(NotificationKind::EventMoved, event, Some(&serde_json::to_string(moved)?)))
}

/// Reminds institutions that attend of time, place and link.
pub fn reminded(conn: &mut Conn, event: &EventRow, attending: &[Id]) -> Result<(), Error> {
    let people = staff(conn, attending, ANSWER)?;
    let meeting = serde_json::to_string(&event.meeting())?;
    tell(conn, &Trail::SYSTEM, &people, &news(NotificationKind::EventReminder, event, Some(&meeting)))
}

/// Tells whoever is to do something after an event.
pub fn assigned(conn: &mut Conn, trail: &Trail, event: &EventRow, assignee: Option<Id>, item: Id) -> Result<(), Error> {
    let people: Vec<Id> = assignee.into_iter().collect();
    tell_of_part(conn, trail, &people, &news(NotificationKind::ActionItemAssigned, event, None), Some(item))
}

fn news<'a>(kind: NotificationKind, event: &'a EventRow, detail: Option<&'a str>) -> News<'a> {
    News { kind, subject: Subject::Event, id: event.id, title: &event.title, path: format!("/events/{}", event.id), detail }
}
