//! What an event does to those whom it invites: in one that forms hubs, invitations and decisions move their hubs.

use super::model::{Decision, EventRow};
use crate::audit::Trail;
use crate::db::schema::{event_participants, hubs, institutions};
use crate::db::{Conn, Id, query};
use crate::error::Error;
use crate::hubs::model::HubRow;
use crate::hubs::model::HubStatus::{self, Agreed, Declined, Invited, Proposed};
use crate::hubs::moving::{self, Step};
use crate::hubs::writing::{NewHub, propose};
use diesel::prelude::*;

/// Invites the hub of an institution, and makes it when there is none.
pub fn invite(conn: &mut Conn, trail: &Trail, event: &EventRow, institution_id: Id) -> Result<(), Error> {
    if !event.hub_formation {
        return Ok(());
    }
    if hub(conn, institution_id)?.is_none() {
        let institution: String =
            query!(conn, c => institutions::table.filter(institutions::id.eq(institution_id)).select(institutions::name).first(c))?;
        propose(conn, trail, &NewHub { institution_id, name: format!("Hub JIPP {institution}").into(), basis: None })?;
    }
    match hub(conn, institution_id)? {
        Some(hub) if matches!(hub.status, Proposed | Declined) => walk(conn, trail, event, hub, &[Invited], None),
        _ => Ok(()),
    }
}

/// Moves the hub of an institution as it decided; what is further on than that stays.
pub fn decide(
    conn: &mut Conn,
    trail: &Trail,
    event: &EventRow,
    institution_id: Id,
    decision: Decision,
    why: Option<&str>,
) -> Result<(), Error> {
    if !event.hub_formation {
        return Ok(());
    }
    let Some(hub) = hub(conn, institution_id)? else {
        return Ok(());
    };
    let way: &[HubStatus] = match (hub.status, decision) {
        (Invited, Decision::Agreed) => &[Agreed],
        (Invited | Agreed, Decision::Declined) => &[Declined],
        (Declined | Proposed, Decision::Agreed) => &[Invited, Agreed],
        (Proposed, Decision::Declined) => &[Invited, Declined],
        _ => &[],
    };
    walk(conn, trail, event, hub, way, why)
}

fn walk(conn: &mut Conn, trail: &Trail, event: &EventRow, mut hub: HubRow, way: &[HubStatus], why: Option<&str>) -> Result<(), Error> {
    for to in way {
        let note = why.unwrap_or(&event.title);
        moving::take(conn, trail, &hub, &Step { to: *to, note: Some(note), event_id: Some(event.id) })?;
        hub.status = *to;
    }
    Ok(())
}

fn hub(conn: &mut Conn, institution_id: Id) -> Result<Option<HubRow>, Error> {
    if let Conn::Postgres(c) = conn {
        let _: Option<Id> =
            hubs::table.filter(hubs::institution_id.eq(institution_id)).select(hubs::id).for_update().first(c).optional()?;
    }
    Ok(query!(conn, c => hubs::table.filter(hubs::institution_id.eq(institution_id)).select(HubRow::as_select()).first(c).optional())?)
}

/// Notes that somebody of the institution was there; whether that is new.
pub fn attend(conn: &mut Conn, event_id: Id, institution_id: Id) -> Result<bool, Error> {
    let absent = event_participants::event_id
        .eq(event_id)
        .and(event_participants::institution_id.eq(institution_id))
        .and(event_participants::attended.eq(false));
    let changed =
        query!(conn, c => diesel::update(event_participants::table.filter(absent)).set(event_participants::attended.eq(true)).execute(c))?;
    Ok(changed > 0)
}
