//! Reading events.

use super::model::{ActionItem, ActionItemRow, Event, EventKind, EventRow, EventStatus, EventSummary, Participant, ParticipantRow, View};
use super::{lifecycle, writing};
use crate::auth::Caller;
use crate::auth::policy::{Action, Reach, allows, of_institution, reaches};
use crate::db::schema::{event_action_items, event_participants, event_transitions, events, institutions, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::listing::{COUNT_CAP, Limit};
use crate::http::problem::not_found;
use crate::http::transitions::TransitionRow;
use crate::institutions::model::InstitutionRef;
use crate::users::model::Person;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

/// Which events a list holds.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Kinds; all when empty.
    pub kinds: Vec<EventKind>,
    /// Statuses; what is public when empty.
    pub statuses: Vec<EventStatus>,
    /// Whether they form hubs.
    pub hub_formation: Option<bool>,
    /// The institution that runs them, or is invited.
    pub institution: Option<Id>,
    /// Those that end at or after this.
    pub from: Option<Instant>,
    /// Those that begin before this.
    pub to: Option<Instant>,
    /// Words of the title.
    pub words: Vec<String>,
    /// Those that the caller made.
    pub made_by: Option<Id>,
    /// What the caller sees that is not public.
    pub sight: Sight,
}

/// Which events that are not public somebody sees.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sight {
    /// All of them.
    pub all: bool,
    /// Those that this institution runs.
    pub runs: Option<Id>,
    /// Those that this institution is invited to.
    pub invited: Option<Id>,
}

impl Sight {
    /// What the policy shows to the caller.
    pub fn of(caller: &Caller) -> Self {
        let Some(member) = caller.member() else {
            return Self::default();
        };
        let reach = |action| reaches(member, action).collect::<Vec<_>>();
        Self {
            all: reach(Action::RunFormationEvent).contains(&Reach::All),
            runs: member.institution_id.filter(|_| reach(Action::RunEvent).contains(&Reach::Home)),
            invited: member.institution_id.filter(|_| reach(Action::AnswerInvitation).contains(&Reach::Home)),
        }
    }
}

macro_rules! filtered {
    ($filter:expr) => {{
        let filter: &Filter = $filter;
        let mut found = events::table.left_join(institutions::table).into_boxed();
        if !filter.sight.all {
            let invited = event_participants::table
                .filter(event_participants::event_id.eq(events::id))
                .filter(event_participants::institution_id.eq(filter.sight.invited.unwrap_or(Id::NIL)));
            found = found.filter(
                events::opened_at
                    .is_not_null()
                    .or(events::institution_id
                        .is_not_null()
                        .and(events::institution_id.assume_not_null().eq(filter.sight.runs.unwrap_or(Id::NIL))))
                    .or(exists(invited)),
            );
        }
        found = if filter.statuses.is_empty() {
            if filter.made_by.is_some() {
                found
            } else {
                found.filter(events::opened_at.is_not_null().and(events::status.ne(EventStatus::Cancelled)))
            }
        } else {
            found.filter(events::status.eq_any(&filter.statuses))
        };
        if !filter.kinds.is_empty() {
            found = found.filter(events::kind.eq_any(&filter.kinds));
        }
        if let Some(forms) = filter.hub_formation {
            found = found.filter(events::hub_formation.eq(forms));
        }
        if let Some(institution) = filter.institution {
            let invited = event_participants::table
                .filter(event_participants::event_id.eq(events::id))
                .filter(event_participants::institution_id.eq(institution));
            found = found.filter(
                events::institution_id.is_not_null().and(events::institution_id.assume_not_null().eq(institution)).or(exists(invited)),
            );
        }
        if let Some(from) = filter.from {
            found = found.filter(events::ends_at.ge(from));
        }
        if let Some(to) = filter.to {
            found = found.filter(events::starts_at.lt(to));
        }
        if let Some(by) = filter.made_by {
            found = found.filter(events::created_by.eq(by));
        }
        for word in &filter.words {
            found = found.filter(events::title_key.like(word));
        }
        found
    }};
}

/// One more event than the page holds, by when they begin, from after a position on.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    descending: bool,
    after: Option<(i64, Id)>,
    limit: Limit,
) -> Result<Vec<(EventRow, Option<InstitutionRef>)>, Error> {
    Ok(query!(conn, c => {
        let mut found = filtered!(filter);
        if let Some((at, id)) = after {
            let at = Instant(at);
            found = if descending {
                found.filter(events::starts_at.lt(at).or(events::starts_at.eq(at).and(events::id.lt(id))))
            } else {
                found.filter(events::starts_at.gt(at).or(events::starts_at.eq(at).and(events::id.gt(id))))
            };
        }
        found = if descending {
            found.order((events::starts_at.desc(), events::id.desc()))
        } else {
            found.order((events::starts_at.asc(), events::id.asc()))
        };
        found.limit(limit.and_one()).select((EventRow::as_select(), Option::<InstitutionRef>::as_select())).load(c)
    })?)
}

/// How many events match, counted to one past the cap.
pub fn count(conn: &mut Conn, filter: &Filter) -> Result<i64, Error> {
    let counted: i64 = query!(conn, c => filtered!(filter).select(count_star()).first(c))?;
    Ok(counted.min(COUNT_CAP + 1))
}

/// The wire forms of a page.
pub fn summaries(conn: &mut Conn, rows: Vec<(EventRow, Option<InstitutionRef>)>) -> Result<Vec<EventSummary>, Error> {
    let ids: Vec<Id> = rows.iter().map(|(row, _)| row.id).collect();
    let counts: Vec<(Id, i64)> = query!(conn, c => event_participants::table
        .filter(event_participants::event_id.eq_any(&ids))
        .group_by(event_participants::event_id)
        .select((event_participants::event_id, count_star()))
        .load(c))?;
    let of = |id: Id| counts.iter().find(|(event, _)| *event == id).map_or(0, |(_, n)| *n);
    Ok(rows.into_iter().map(|(row, institution)| EventSummary::new(&row, institution, of(row.id))).collect())
}

/// What the caller is to an event.
pub fn view(conn: &mut Conn, caller: &Caller, row: &EventRow) -> Result<View, Error> {
    let runs = allows(caller, writing::run(row.hub_formation), of_institution(row.institution_id.unwrap_or(Id::NIL)));
    let Some(member) = caller.member() else {
        return Ok(View::default());
    };
    let invited = match member.institution_id {
        Some(home) => participant(conn, row.id, home)?.map(|_| home),
        None => None,
    };
    let answers_for = invited.filter(|home| allows(caller, Action::AnswerInvitation, of_institution(*home)));
    let own = event_action_items::event_id.eq(row.id).and(event_action_items::assignee_id.eq(member.id));
    let assigned = query!(conn, c => diesel::select(exists(event_action_items::table.filter(own))).get_result(c))?;
    Ok(View { member: Some(member.id), runs, invited: invited.is_some(), answers_for, assigned })
}

/// The event with this id, when the caller may see it, and what the caller is to it.
pub fn visible(conn: &mut Conn, caller: &Caller, id: &str) -> Result<(EventRow, View), Error> {
    let id: Id = id.parse().map_err(|_| not_found())?;
    Ok(seen(conn, caller, id)?.ok_or_else(not_found)?)
}

/// The same where there may be none.
pub fn seen(conn: &mut Conn, caller: &Caller, id: Id) -> Result<Option<(EventRow, View)>, Error> {
    let row: Option<EventRow> =
        query!(conn, c => events::table.filter(events::id.eq(id)).select(EventRow::as_select()).first(c).optional())?;
    let Some(row) = row else {
        return Ok(None);
    };
    let view = view(conn, caller, &row)?;
    let seen = row.is_public() || view.inside() || view.assigned;
    Ok(Some((row, view)).filter(|_| seen))
}

/// The same for an event that is to be changed; on PostgreSQL it is locked.
pub fn visible_to_change(conn: &mut Conn, caller: &Caller, id: &str) -> Result<(EventRow, View), Error> {
    if let Ok(id) = id.parse::<Id>() {
        lock(conn, id)?;
    }
    visible(conn, caller, id)
}

fn lock(conn: &mut Conn, id: Id) -> Result<(), Error> {
    if let Conn::Postgres(c) = conn {
        let _: Option<Id> = events::table.filter(events::id.eq(id)).select(events::id).for_update().first(c).optional()?;
    }
    Ok(())
}

/// The event, whoever asks, once it is locked.
pub fn locked(conn: &mut Conn, id: Id) -> Result<Option<EventRow>, Error> {
    lock(conn, id)?;
    Ok(query!(conn, c => events::table.filter(events::id.eq(id)).select(EventRow::as_select()).first(c).optional())?)
}

/// The institutions that are invited, by name.
pub fn participants(conn: &mut Conn, event: Id) -> Result<Vec<(ParticipantRow, InstitutionRef)>, Error> {
    Ok(query!(conn, c => event_participants::table
        .inner_join(institutions::table)
        .filter(event_participants::event_id.eq(event))
        .order((institutions::sort_key.asc(), institutions::id.asc()))
        .limit(MOST_PARTICIPANTS)
        .select((ParticipantRow::as_select(), InstitutionRef::as_select()))
        .load(c))?)
}

/// Most institutions that one event invites: all ministries, agencies and regions of the country.
pub const MOST_PARTICIPANTS: i64 = 1000;

/// One invited institution.
pub fn participant(conn: &mut Conn, event: Id, institution: Id) -> Result<Option<(ParticipantRow, InstitutionRef)>, Error> {
    Ok(query!(conn, c => event_participants::table
        .inner_join(institutions::table)
        .filter(event_participants::event_id.eq(event).and(event_participants::institution_id.eq(institution)))
        .select((ParticipantRow::as_select(), InstitutionRef::as_select()))
        .first(c)
        .optional())?)
}

/// What is to be done after an event, in the order that it was noted: all of it from inside, and what is one's own.
pub fn action_items(conn: &mut Conn, event: &EventRow, view: &View) -> Result<Vec<ActionItem>, Error> {
    let rows: Vec<(ActionItemRow, Option<Person>)> = query!(conn, c => event_action_items::table
        .left_join(users::table)
        .filter(event_action_items::event_id.eq(event.id))
        .order(event_action_items::id.asc())
        .limit(200)
        .select((ActionItemRow::as_select(), Option::<Person>::as_select()))
        .load(c))?;
    let items = rows.into_iter().map(ActionItem::from).filter(|item| view.inside() || item.is_of(view.member));
    Ok(items.map(|item| ActionItem { allowed_actions: lifecycle::allowed_on_item(view, event.status, &item), ..item }).collect())
}

/// An event with all its parts, as the caller sees it.
pub fn whole(conn: &mut Conn, caller: &Caller, (row, view): &(EventRow, View), public_url: &str) -> Result<Event, Error> {
    let institution: Option<InstitutionRef> = match row.institution_id {
        Some(id) => {
            query!(conn, c => institutions::table.filter(institutions::id.eq(id)).select(InstitutionRef::as_select()).first(c).optional())?
        }
        None => None,
    };
    let found = participants(conn, row.id)?;
    let invited = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let mut event = Event::new(row, EventSummary::new(row, institution, invited), view);
    let sees = |id: Id| view.runs || view.answers_for == Some(id);
    event.participants = found
        .into_iter()
        .map(|p| {
            let inside = sees(p.0.institution_id);
            Participant::new(p, inside)
        })
        .collect();
    if view.inside() || view.assigned {
        event.action_items = Some(action_items(conn, row, view)?);
    }
    if view.runs {
        event.check_in_url = Some(format!("{public_url}/events/{}/check-in#{}", row.id, row.check_in_code));
    }
    if caller.member().is_some() {
        let corrects = allows(caller, Action::RunFormationEvent, of_institution(Id::NIL));
        let mut actions = lifecycle::allowed_actions(view, corrects, row.stage());
        if actions.iter().any(|action| action == "delete") && writing::moved_a_hub(conn, row.id)? {
            actions.retain(|action| action != "delete");
        }
        event.allowed_actions = Some(actions);
    }
    Ok(event)
}

/// The statuses that an event has gone through, the oldest first.
pub fn transitions(conn: &mut Conn, event: Id) -> Result<Vec<TransitionRow>, Error> {
    Ok(query!(conn, c => event_transitions::table
        .filter(event_transitions::event_id.eq(event))
        .order((event_transitions::at.asc(), event_transitions::id.asc()))
        .limit(1000)
        .left_join(users::table)
        .select((event_transitions::from_status, event_transitions::to_status, event_transitions::at, Option::<Person>::as_select(), event_transitions::note))
        .load(c))?)
}
