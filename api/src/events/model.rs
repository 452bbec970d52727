//! The event record and its wire forms.

use super::lifecycle::Stage;
use crate::db::schema::{event_action_items, event_participants, events};
use crate::db::{Day, Id, Instant};
use crate::institutions::model::InstitutionRef;
use crate::markdown;
use crate::notifications::meeting::Meeting;
use crate::users::model::Person;
use diesel::prelude::*;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

crate::db::types::text_enum! {
    /// What kind of event it is.
    pub enum EventKind {
        /// Focus group discussion.
        Fgd = "fgd",
        /// Workshop.
        Workshop = "workshop",
        /// Webinar.
        Webinar = "webinar",
        /// Coaching clinic.
        CoachingClinic = "coaching_clinic",
        /// Coordination meeting.
        Coordination = "coordination",
        /// Signing.
        Signing = "signing",
    }
}

crate::db::types::text_enum! {
    /// Where an event is in its life.
    pub enum EventStatus {
        /// Being planned; not public.
        Planned = "planned",
        /// Announced.
        Open = "open",
        /// It took place; decisions count from here on.
        Held = "held",
        /// Its minutes are public.
        Closed = "closed",
        /// It does not take place.
        Cancelled = "cancelled",
    }
}

crate::db::types::text_enum! {
    /// What an invited institution answered.
    pub enum Response {
        /// Nothing yet.
        Pending = "pending",
        /// It comes.
        Attending = "attending",
        /// It does not come.
        Declined = "declined",
    }
}

crate::db::types::text_enum! {
    /// What a participant decided.
    pub enum Decision {
        /// Agreed; in an event that forms hubs, to become one.
        Agreed = "agreed",
        /// Declined.
        Declined = "declined",
        /// Left open.
        Undecided = "undecided",
    }
}

/// An event as stored.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = events)]
pub struct EventRow {
    /// Id.
    pub id: Id,
    /// The institution that runs it.
    pub institution_id: Option<Id>,
    pub(super) kind: EventKind,
    /// Whether it forms hubs.
    pub hub_formation: bool,
    /// Title.
    pub title: String,
    pub(super) starts_at: Instant,
    pub(super) ends_at: Instant,
    pub(super) venue: Option<String>,
    pub(super) online_url: Option<String>,
    pub(super) agenda: Option<String>,
    pub(super) minutes: Option<String>,
    /// Where it is in its life.
    pub status: EventStatus,
    pub(super) check_in_code: String,
    pub(super) opened_at: Option<Instant>,
    pub(super) created_at: Instant,
    pub(super) updated_at: Instant,
    /// Grows by one with each change, also of its parts.
    pub version: i64,
}

impl EventRow {
    /// Where it is in its life now.
    pub fn stage(&self) -> Stage {
        Stage::at(self.status, (self.starts_at, self.ends_at), Instant::now())
    }

    /// When and where it takes place.
    pub fn meeting(&self) -> Meeting {
        Meeting { starts_at: self.starts_at, ends_at: self.ends_at, venue: self.venue.clone(), online_url: self.online_url.clone() }
    }

    /// Whether everybody sees it: from `open` onward.
    pub fn is_public(&self) -> bool {
        self.opened_at.is_some()
    }
}

/// A participant as stored.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = event_participants)]
pub struct ParticipantRow {
    pub(super) institution_id: Id,
    pub(super) response: Response,
    pub(super) attended: bool,
    pub(super) decision: Decision,
    pub(super) note: Option<String>,
    pub(super) invited_at: Instant,
}

/// An institution that is invited to an event.
#[derive(Serialize, ToSchema)]
pub struct Participant {
    /// The institution.
    pub institution_id: Id,
    /// That institution, in short.
    pub institution: InstitutionRef,
    /// What it answered.
    pub response: Response,
    /// Whether somebody of it was there.
    pub attended: bool,
    /// What it decided.
    pub decision: Decision,
    /// What was noted of it; for those who run the event, and the institution itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When it was invited.
    pub invited_at: Instant,
}

impl Participant {
    /// The wire form; the note only from inside.
    pub fn new((row, institution): (ParticipantRow, InstitutionRef), inside: bool) -> Self {
        Self {
            institution_id: row.institution_id,
            institution,
            response: row.response,
            attended: row.attended,
            decision: row.decision,
            note: row.note.filter(|_| inside),
            invited_at: row.invited_at,
        }
    }
}

/// An action item as stored.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = event_action_items)]
pub struct ActionItemRow {
    pub(super) id: Id,
    pub(super) title: String,
    pub(super) due_on: Option<Day>,
    pub(super) done: bool,
    pub(super) created_at: Instant,
}

/// Something to be done after an event.
#[derive(Serialize, ToSchema)]
pub struct ActionItem {
    /// Id.
    pub id: Id,
    /// What is to be done.
    #[schema(example = "Mengirim rancangan nota kesepahaman")]
    pub title: String,
    /// Who does it.
    #[schema(required = true)]
    pub assignee: Option<Person>,
    /// Until when.
    #[schema(required = true)]
    pub due_on: Option<Day>,
    /// Whether it is done.
    pub done: bool,
    /// What the caller may do with it now: `update`, `delete`, or only say whether it is `done`.
    pub allowed_actions: Vec<String>,
    /// When it was noted.
    pub created_at: Instant,
}

impl ActionItem {
    /// Whether this person is to do it.
    pub fn is_of(&self, member: Option<Id>) -> bool {
        self.assignee.as_ref().is_some_and(|person| Some(person.id) == member)
    }
}

impl From<(ActionItemRow, Option<Person>)> for ActionItem {
    fn from((row, assignee): (ActionItemRow, Option<Person>)) -> Self {
        let ActionItemRow { id, title, due_on, done, created_at } = row;
        Self { id, title, assignee, due_on, done, allowed_actions: Vec::new(), created_at }
    }
}

/// An event in a list.
#[derive(Serialize, ToSchema)]
pub struct EventSummary {
    /// Id.
    pub id: Id,
    /// What kind of event it is.
    pub kind: EventKind,
    /// Whether it forms hubs.
    pub hub_formation: bool,
    /// Title.
    #[schema(example = "FGD Tindak Lanjut Persiapan Pembentukan Hub JIPP")]
    pub title: String,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// Where it takes place.
    #[schema(required = true, example = "Jakarta")]
    pub venue: Option<String>,
    /// Where it takes place online.
    #[schema(required = true)]
    pub online_url: Option<String>,
    /// Where it is in its life.
    pub status: EventStatus,
    /// The institution that runs it.
    #[schema(required = true)]
    pub institution_id: Option<Id>,
    /// That institution, in short.
    #[schema(required = true)]
    pub institution: Option<InstitutionRef>,
    /// How many institutions are invited.
    #[schema(example = 13)]
    pub invited: i64,
    /// When the record was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Grows by one with each change.
    pub version: i64,
}

impl EventSummary {
    /// The wire form of a stored event.
    pub fn new(row: &EventRow, institution: Option<InstitutionRef>, invited: i64) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            hub_formation: row.hub_formation,
            title: row.title.clone(),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            venue: row.venue.clone(),
            online_url: row.online_url.clone(),
            status: row.status,
            institution_id: row.institution_id,
            institution,
            invited,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

/// An event.
#[derive(Serialize, ToSchema)]
pub struct Event {
    /// What lists show of it.
    #[serde(flatten)]
    pub summary: EventSummary,
    /// What is to happen. Markdown.
    #[schema(required = true)]
    pub agenda: Option<String>,
    /// The same as sanitised HTML.
    #[schema(required = true, value_type = Option<String>)]
    pub agenda_html: Option<Arc<str>>,
    /// What happened. Markdown; public once the event is closed.
    #[schema(required = true)]
    pub minutes: Option<String>,
    /// The same as sanitised HTML.
    #[schema(required = true, value_type = Option<String>)]
    pub minutes_html: Option<Arc<str>>,
    /// Who is invited.
    pub participants: Vec<Participant>,
    /// What is to be done afterwards; for those who run the event, and the invited institutions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_items: Option<Vec<ActionItem>>,
    /// The page behind the QR code by which participants check in; for those who run the event.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "https://jipp.example.go.id/events/0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e/check-in#k3Jx0c")]
    pub check_in_url: Option<String>,
    /// What the signed-in caller may do now; absent for visitors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_actions: Option<Vec<String>>,
}

impl Event {
    /// The wire form of a stored event as somebody sees it who is this to it.
    pub fn new(row: &EventRow, summary: EventSummary, view: &View) -> Self {
        let minutes = row.minutes.clone().filter(|_| view.runs || row.status == EventStatus::Closed);
        Self {
            summary,
            agenda_html: row.agenda.as_deref().map(markdown::render),
            agenda: row.agenda.clone(),
            minutes_html: minutes.as_deref().map(markdown::render),
            minutes,
            participants: Vec::new(),
            action_items: None,
            check_in_url: None,
            allowed_actions: None,
        }
    }
}

/// What somebody is to an event.
#[derive(Clone, Copy, Debug, Default)]
pub struct View {
    /// Who they are.
    pub member: Option<Id>,
    /// Whether they run it.
    pub runs: bool,
    /// Whether their institution is invited.
    pub invited: bool,
    /// Their institution, where it is invited and they may answer for it.
    pub answers_for: Option<Id>,
    /// Whether something is to be done by them.
    pub assigned: bool,
}

impl View {
    /// Whether what is not public is shown.
    pub fn inside(&self) -> bool {
        self.runs || self.answers_for.is_some()
    }
}
