//! Events that public reports tell of.

use super::network::Network;
use crate::auth::link;
use crate::db::schema::{event_participants, event_transitions, events, hub_transitions, hubs};
use crate::db::sort_key::sort_key;
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::events::model::{Decision, EventKind, EventStatus, Response};
use crate::hubs::model::HubStatus;
use crate::search::text::fold;
use diesel::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct SeedEvent {
    kind: EventKind,
    hub_formation: bool,
    status: EventStatus,
    title: String,
    starts_at: Instant,
    ends_at: Instant,
    venue: String,
    agenda: String,
    minutes: String,
    participants: Vec<SeedParticipant>,
}

#[derive(Deserialize)]
struct SeedParticipant {
    institution: String,
    decision: Decision,
    note: Option<String>,
}

/// The institution that runs them.
const HOST: &str = "panrb";
/// The institution that was invited and, by public reports, has no hub: it still is where the invitation left it.
const INVITED: (&str, &str) = ("kemendikbud", "Hub JIPP Kementerian Pendidikan dan Kebudayaan");
/// Announced this long before.
const NOTICE_MILLIS: i64 = 7 * 24 * 3600 * 1000;

/// Adds the events that are not there yet.
pub(super) fn load(conn: &mut Conn, network: &Network) -> Result<(), Error> {
    let seeds: Vec<SeedEvent> = serde_json::from_str(include_str!("../../seed/events.json"))?;
    for seed in &seeds {
        let same = events::title.eq(&seed.title).and(events::starts_at.eq(seed.starts_at));
        let present: Option<Id> = query!(conn, c => events::table.filter(same).select(events::id).first(c).optional())?;
        if present.is_none() {
            let id = insert(conn, network, seed)?;
            if seed.hub_formation {
                invite_hub(conn, network, seed, id)?;
            }
        }
    }
    Ok(())
}

fn insert(conn: &mut Conn, network: &Network, seed: &SeedEvent) -> Result<Id, Error> {
    let opened_at = seed.starts_at.plus_millis(-NOTICE_MILLIS);
    let id = Id::at(opened_at);
    let (code, _) = link::secret()?;
    let row = (
        events::id.eq(id),
        events::institution_id.eq(network.institutions.get(HOST)),
        events::kind.eq(seed.kind),
        events::hub_formation.eq(seed.hub_formation),
        events::title.eq(&seed.title),
        events::title_key.eq(fold(&seed.title)),
        events::starts_at.eq(seed.starts_at),
        events::ends_at.eq(seed.ends_at),
        (
            events::venue.eq(&seed.venue),
            events::agenda.eq(&seed.agenda),
            events::minutes.eq(&seed.minutes),
            events::status.eq(seed.status),
            events::check_in_code.eq(code),
            events::opened_at.eq(opened_at),
            events::created_at.eq(opened_at),
            events::updated_at.eq(seed.ends_at),
        ),
    );
    query!(conn, c => diesel::insert_into(events::table).values(row).execute(c))?;
    for participant in &seed.participants {
        let institution = network.institutions.get(&participant.institution);
        let institution = institution.ok_or_else(|| Error::internal(format!("unknown institution {}", participant.institution)))?;
        let row = (
            event_participants::event_id.eq(id),
            event_participants::institution_id.eq(institution),
            event_participants::response.eq(Response::Attending),
            event_participants::attended.eq(true),
            event_participants::decision.eq(participant.decision),
            event_participants::note.eq(&participant.note),
            event_participants::invited_at.eq(opened_at),
        );
        query!(conn, c => diesel::insert_into(event_participants::table).values(row).execute(c))?;
    }
    let steps = [
        (None, EventStatus::Planned, opened_at),
        (Some(EventStatus::Planned), EventStatus::Open, opened_at),
        (Some(EventStatus::Open), EventStatus::Held, seed.ends_at),
        (Some(EventStatus::Held), EventStatus::Closed, seed.ends_at),
    ];
    // A millisecond apart: what happened at once still has its order.
    for (n, (from, to, at)) in (0..).zip(steps) {
        let at = at.plus_millis(n);
        let row = (
            event_transitions::id.eq(Id::at(at)),
            event_transitions::event_id.eq(id),
            event_transitions::from_status.eq(from.map(EventStatus::as_str)),
            event_transitions::to_status.eq(to.as_str()),
            event_transitions::at.eq(at),
        );
        query!(conn, c => diesel::insert_into(event_transitions::table).values(row).execute(c))?;
    }
    Ok(id)
}

fn invite_hub(conn: &mut Conn, network: &Network, seed: &SeedEvent, event: Id) -> Result<(), Error> {
    let (code, name) = INVITED;
    let Some(institution) = network.institutions.get(code).filter(|_| !network.hubs.contains_key(code)) else {
        return Ok(());
    };
    let at = seed.starts_at.plus_millis(-NOTICE_MILLIS);
    let hub = Id::at(at);
    let row = (
        hubs::id.eq(hub),
        hubs::institution_id.eq(institution),
        hubs::name.eq(name),
        hubs::name_key.eq(fold(name)),
        hubs::sort_key.eq(sort_key(name)),
        hubs::slug.eq(code),
        hubs::status.eq(HubStatus::Invited),
        hubs::created_at.eq(at),
        hubs::updated_at.eq(at),
    );
    query!(conn, c => diesel::insert_into(hubs::table).values(row).execute(c))?;
    for (n, (from, to)) in (0..).zip([(None, HubStatus::Proposed), (Some(HubStatus::Proposed), HubStatus::Invited)]) {
        let at = at.plus_millis(n);
        let row = (
            hub_transitions::id.eq(Id::at(at)),
            hub_transitions::hub_id.eq(hub),
            hub_transitions::from_status.eq(from.map(HubStatus::as_str)),
            hub_transitions::to_status.eq(to.as_str()),
            hub_transitions::at.eq(at),
            hub_transitions::note.eq(&seed.title),
            hub_transitions::event_id.eq(event),
        );
        query!(conn, c => diesel::insert_into(hub_transitions::table).values(row).execute(c))?;
    }
    Ok(())
}
