//! Taking a hub through its life.

use super::lifecycle::{self, DIAGRAM};
use super::model::{HubMou, HubRow, HubStatus};
use super::{basis, queries, writing};
use crate::audit::{Deed, Event, RecordType, Trail, sha256};
use crate::auth::policy::{Role, allows, of_institution};
use crate::db::schema::{hub_transitions, hubs, users};
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Once};
use crate::http::dates::day_in;
use crate::http::json::invalid;
use crate::http::locale::{Locale, Text};
use crate::http::problem::{FieldError, Kind, Problem, forbidden, not_found};
use crate::http::transitions::{TransitionRequest, unknown_status};
use crate::notifications::model::{NotificationKind, Subject};
use crate::notifications::telling::{News, staff, tell};
use crate::search::documents;
use chrono::Datelike;
use diesel::dsl::exists;
use diesel::prelude::*;

/// Moves a hub as a person asked.
pub fn transition(conn: &mut Conn, change: &Change, once: &Once, handle: &str, request: &TransitionRequest) -> Result<Answer, Error> {
    let (caller, member, trail) = change.by(conn)?;
    let row = queries::row_to_change(conn, &caller, handle)?.ok_or_else(not_found)?;
    let subject = of_institution(row.institution_id);
    let to: HubStatus = request.to.parse().map_err(|_| unknown_status())?;
    let may = DIAGRAM.iter().any(|(_, status, action)| *status == to && allows(&caller, *action, subject));
    once.run_judged(conn, member.id, may, |conn| {
        change.accepts(row.version)?;
        let Some((.., action)) = DIAGRAM.iter().find(|(a, b, _)| (*a, *b) == (row.status, to)) else {
            let allowed = lifecycle::allowed(&caller, row.status, subject);
            return Err(Problem::new(Kind::TransitionNotAllowed).allowed(allowed.iter().map(ToString::to_string).collect()).into());
        };
        if !allows(&caller, *action, subject) {
            return Err(forbidden().into());
        }
        guard(conn, &row, to, request)?;
        take(conn, &trail, &row, &Step { to, note: request.note(), event_id: None })?;
        writing::answer(conn, &caller, row.id)
    })
}

/// The rules that a drawn transition must meet.
fn guard(conn: &mut Conn, row: &HubRow, to: HubStatus, request: &TransitionRequest) -> Result<(), Error> {
    match to {
        // Who said so, when, and by which letter: an event would hold it, a note must.
        HubStatus::Agreed | HubStatus::Declined if request.note().is_none() => {
            let message = Text::new("Sebutkan siapa yang menyatakan, kapan, dan suratnya.", "Say who said so, when, and by which letter.");
            Err(invalid(vec![FieldError { pointer: "/note".into(), code: "required", message }]).into())
        }
        HubStatus::Active => {
            let mut missing = Vec::new();
            if !basis::is_in_force(conn, row)? {
                missing.push("basis");
            }
            if !has_manager(conn, row.institution_id)? {
                missing.push("hub_manager");
            }
            if missing.is_empty() {
                return Ok(());
            }
            let advice = advice(conn, row, missing.contains(&"basis"))?;
            Err(Problem::new(Kind::GuardNotMet).detail(advice.in_locale(Locale::Id), advice.in_locale(Locale::En)).missing(&missing).into())
        }
        _ => Ok(()),
    }
}

/// What an active hub needs, and from when on its MoU is in force if that is what it waits for.
fn advice(conn: &mut Conn, row: &HubRow, needs_basis: bool) -> Result<Text, Error> {
    let needs = Text::new(
        "Hub yang aktif membutuhkan dasar yang berlaku dan setidaknya satu pengelola hub.",
        "An active hub needs a basis in force and at least one hub manager.",
    );
    let mou = if needs_basis { basis::mou_of(conn, row.id, Day::today())? } else { None };
    Ok(mou.filter(|mou| !mou.in_force).map_or(needs.clone(), |HubMou { starts_on: from, .. }| {
        Text::in_both(|locale| match locale {
            Locale::Id => format!("{} MoU hub ini berlaku mulai {}.", needs.in_locale(locale), day_in(from, locale)),
            Locale::En => format!("{} Its MoU is in force from {}.", needs.in_locale(locale), day_in(from, locale)),
        })
    }))
}

fn has_manager(conn: &mut Conn, institution_id: Id) -> Result<bool, Error> {
    let manages = users::roles.like(format!("%\"{}\"%", Role::HubManager));
    let found = users::table.filter(users::institution_id.eq(institution_id).and(users::active.eq(true)).and(manages));
    Ok(query!(conn, c => diesel::select(exists(found)).get_result(c))?)
}

/// A step in the life of a hub.
pub struct Step<'a> {
    /// The status it goes to.
    pub to: HubStatus,
    /// Why.
    pub note: Option<&'a str>,
    /// The event that it came from.
    pub event_id: Option<Id>,
}

/// Moves a hub and notes it; whether it may was judged before.
pub fn take(conn: &mut Conn, trail: &Trail, row: &HubRow, step: &Step<'_>) -> Result<(), Error> {
    let now = Instant::now();
    let today = Day::today();
    let begins = step.to == HubStatus::Active && row.formed_year.is_none();
    let formed_on = if begins { Some(today) } else { row.formed_on };
    let formed_year = if begins { Some(today.0.year()) } else { row.formed_year };
    query!(conn, c => diesel::update(hubs::table.filter(hubs::id.eq(row.id)))
        .set((
            hubs::status.eq(step.to),
            hubs::formed_on.eq(formed_on),
            hubs::formed_year.eq(formed_year),
            hubs::updated_at.eq(now),
            hubs::version.eq(hubs::version + 1),
        ))
        .execute(c))?;
    note_step(conn, trail, row.id, Some(row.status), step)?;
    let event = Event {
        deed: Deed::step(step.to),
        record_type: RecordType::Hub,
        record_id: row.id.to_string(),
        summary: row.name.clone(),
        before: Some(sha256(row.status.as_str())),
        after: Some(sha256(step.to.as_str())),
    };
    trail.note(conn, event)?;
    documents::index_hub(conn, row.id)?;
    tell_its_people(conn, trail, row, step)
}

/// Tells the people of a hub what became of it; an event or a MoU that moved it tells them itself.
fn tell_its_people(conn: &mut Conn, trail: &Trail, row: &HubRow, step: &Step<'_>) -> Result<(), Error> {
    if step.event_id.is_some() || step.to == HubStatus::MouSigned {
        return Ok(());
    }
    let people = staff(conn, &[row.institution_id], [Role::HubManager, Role::Signatory])?;
    let path = format!("/hubs/{}", row.slug);
    let news = News { kind: NotificationKind::HubMoved, subject: Subject::Hub, id: row.id, title: &row.name, path, detail: step.note };
    tell(conn, trail, &people, &news)
}

/// Keeps a step in the history of a hub.
pub fn note_step(conn: &mut Conn, trail: &Trail, hub_id: Id, from: Option<HubStatus>, step: &Step<'_>) -> Result<(), Error> {
    let row = (
        hub_transitions::id.eq(Id::new()),
        hub_transitions::hub_id.eq(hub_id),
        hub_transitions::from_status.eq(from.map(HubStatus::as_str)),
        hub_transitions::to_status.eq(step.to.as_str()),
        hub_transitions::at.eq(Instant::now()),
        hub_transitions::by_user.eq(trail.actor),
        hub_transitions::note.eq(step.note),
        hub_transitions::event_id.eq(step.event_id),
    );
    query!(conn, c => diesel::insert_into(hub_transitions::table).values(row).execute(c))?;
    Ok(())
}
