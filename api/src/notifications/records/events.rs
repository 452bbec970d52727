//! Events that notices tell of.

use super::super::meeting;
use super::super::model::{About, Note, NotificationKind as Kind, NotificationRow, Subject};
use super::{CHUNK, distinct, named};
use crate::auth::Caller;
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::schema::{event_action_items, event_participants, events, users};
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::events::lifecycle::takes_answers;
use crate::events::model::{Decision, EventStatus, Response};
use crate::events::writing::run;
use crate::http::dates;
use crate::http::locale::Text;
use crate::vocabularies;
use diesel::prelude::*;
use std::collections::HashMap;

#[derive(Queryable)]
struct Event {
    id: Id,
    title: String,
    institution_id: Option<Id>,
    hub_formation: bool,
    status: EventStatus,
    opened_at: Option<Instant>,
    starts_at: Instant,
    ends_at: Instant,
    venue: Option<String>,
    online_url: Option<String>,
}

#[derive(Queryable)]
struct Invited {
    response: Response,
    decision: Decision,
    note: Option<String>,
}

#[derive(Queryable)]
struct Item {
    id: Id,
    event_id: Id,
    title: String,
    assignee_id: Option<Id>,
    due_on: Option<Day>,
    done: bool,
}

/// Events by their ids, what became of the readers' invitations, and what the readers are to do.
pub struct Events {
    events: HashMap<Id, Event>,
    invited: HashMap<(Id, Id), Invited>,
    items: Vec<Item>,
}

impl Events {
    pub fn read(conn: &mut Conn, rows: &[NotificationRow]) -> Result<Self, Error> {
        let mut all = Self { events: HashMap::new(), invited: HashMap::new(), items: Vec::new() };
        let ids = named(rows, &[Subject::Event]);
        if ids.is_empty() {
            return Ok(all);
        }
        let readers = distinct(rows.iter().filter(|row| row.record_type == Subject::Event).map(|row| row.user_id));
        let mut homes: Vec<Option<Id>> = Vec::new();
        for some in readers.chunks(CHUNK) {
            let found: Vec<Option<Id>> =
                query!(conn, c => users::table.filter(users::id.eq_any(some)).select(users::institution_id).distinct().load(c))?;
            homes.extend(found);
        }
        let homes = distinct(homes.into_iter().flatten());
        for some in ids.chunks(CHUNK) {
            let found: Vec<Event> = query!(conn, c => events::table
                .filter(events::id.eq_any(some))
                .select((events::id, events::title, events::institution_id, events::hub_formation, events::status, events::opened_at,
                    events::starts_at, events::ends_at, events::venue, events::online_url))
                .load(c))?;
            all.events.extend(found.into_iter().map(|event| (event.id, event)));
            for homes in homes.chunks(CHUNK) {
                let of_homes = event_participants::event_id.eq_any(some).and(event_participants::institution_id.eq_any(homes));
                let found: Vec<((Id, Id), Invited)> = query!(conn, c => event_participants::table
                    .filter(of_homes)
                    .select(((event_participants::event_id, event_participants::institution_id),
                        (event_participants::response, event_participants::decision, event_participants::note)))
                    .load(c))?;
                all.invited.extend(found);
            }
            for readers in readers.chunks(CHUNK) {
                let theirs = event_action_items::event_id.eq_any(some).and(event_action_items::assignee_id.eq_any(readers));
                let found: Vec<Item> = query!(conn, c => event_action_items::table
                    .filter(theirs)
                    .select((event_action_items::id, event_action_items::event_id, event_action_items::title,
                        event_action_items::assignee_id, event_action_items::due_on, event_action_items::done))
                    .load(c))?;
                all.items.extend(found);
            }
        }
        Ok(all)
    }

    pub fn about(&self, caller: &Caller, row: &NotificationRow) -> Option<About> {
        let event = self.events.get(&row.record())?;
        let runs = allows(caller, run(event.hub_formation), of_institution(event.institution_id.unwrap_or(Id::NIL)));
        let invited = self.answers_for(caller, event);
        let inside = runs || invited.is_some();
        let about = |note: Option<String>, over: Option<Instant>| About {
            title: Some(event.title.clone()),
            path: format!("/events/{}", event.id),
            note: note.filter(|_| over.is_none()).map(Note::Written),
            over,
        };
        match row.kind {
            Kind::EventInvited => {
                let open = takes_answers(event.status) && event.ends_at >= Instant::now() && invited?.response == Response::Pending;
                Some(about(None, (!open).then_some(row.created_at)))
            }
            Kind::EventDecided => Some(about(invited?.note.clone(), None)),
            Kind::ActionItemAssigned => {
                let item = self.item(row)?;
                let over = item.done || event.status == EventStatus::Cancelled;
                Some(about(Some(item.title.clone()), over.then_some(row.created_at)))
            }
            Kind::EventMoved | Kind::EventReminder => {
                let note = row.detail.as_deref().filter(|_| inside).and_then(meeting::said).map(Note::Said);
                Some(About { note, ..about(None, None) })
            }
            _ if inside || event.opened_at.is_some() => Some(about(row.detail.clone().filter(|_| inside), None)),
            _ => None,
        }
    }

    /// What became of the invitation of the caller's institution, when the caller answers for it.
    fn answers_for(&self, caller: &Caller, event: &Event) -> Option<&Invited> {
        let home = caller.member()?.institution_id?;
        self.invited.get(&(event.id, home)).filter(|_| allows(caller, Action::AnswerInvitation, of_institution(home)))
    }

    /// What the reader is to do; notices that were told before they named it have its words.
    fn item(&self, row: &NotificationRow) -> Option<&Item> {
        let theirs = |item: &&Item| item.event_id == row.record() && item.assignee_id == Some(row.user_id);
        let named = |item: &&Item| match row.part() {
            Some(id) => item.id == id,
            None => row.detail.as_deref().is_some_and(|detail| item.title.starts_with(detail)),
        };
        self.items.iter().filter(theirs).find(named)
    }

    pub fn particulars(&self, caller: &Caller, row: &NotificationRow) -> Vec<Text> {
        let Some(event) = self.events.get(&row.record()) else {
            return Vec::new();
        };
        match row.kind {
            Kind::EventDecided => {
                let decision = self.answers_for(caller, event).map(|invited| invited.decision);
                let term = decision
                    .and_then(|decision| vocabularies::all().ok()?.event_decisions.iter().find(|term| term.code == decision.as_str()));
                term.map(|term| Text::owned(format!("Keputusan: {}.", term.id), format!("Decision: {}.", term.en))).into_iter().collect()
            }
            Kind::ActionItemAssigned => {
                let due = self.item(row).and_then(|item| item.due_on).map(dates::day);
                due.map(|due| due.within("Batas waktu: {}.", "Due: {}.")).into_iter().collect()
            }
            // Their notes say more than what is true now.
            Kind::EventMoved | Kind::EventReminder => Vec::new(),
            _ => {
                let place = event.venue.as_ref().or(event.online_url.as_ref());
                let place = place.map(|place| Text::owned(format!("Tempat: \"{place}\"."), format!("Place: \"{place}\".")));
                std::iter::once(dates::time(event.starts_at).within("Waktu: {}.", "Time: {}.")).chain(place).collect()
            }
        }
    }
}
