//! Planning and changing events, and taking them through their life.

use super::lifecycle::{self, DIAGRAM};
use super::model::{EventKind, EventRow, EventStatus, View};
use super::{attendance, moving, news, queries};
use crate::audit::{self, Deed, RecordType, Trail, Verb, digest_of, sha256};
use crate::auth::Caller;
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::schema::{event_transitions, events, hub_transitions};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Once};
use crate::http::json::{invalid, whole};
use crate::http::locale::Text;
use crate::http::problem::{FieldError, Kind, Problem, conflict, forbidden};
use crate::http::shape::{self, Use};
use crate::http::transitions::{TransitionRequest, unknown_status};
use crate::notifications::meeting::Meeting;
use crate::search::documents;
use crate::search::text::fold;
use crate::text::{Line, WebAddress};
use diesel::dsl::exists;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{PartialSchema, ToSchema};
use validator::Validate;

/// An event to be planned.
#[derive(Clone, Serialize)]
pub struct NewEvent {
    hub_formation: bool,
    plan: EventPlan,
}

/// What people plan and note of an event.
#[derive(Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"minutes": "Sebelas instansi menyatakan setuju."}))]
pub struct EventPlan {
    /// What kind of event it is.
    pub kind: EventKind,
    /// Title, 1-200 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub title: Line<1, 200>,
    /// When it begins (RFC 3339); it may have taken place already.
    pub starts_at: Instant,
    /// When it ends; not before it begins.
    pub ends_at: Instant,
    /// Where it takes place, at most 300 characters.
    #[validate(nested)]
    #[schema(value_type = Option<String>, max_length = 300)]
    pub venue: Option<Line<0, 300>>,
    /// Where it takes place online: an http or https address.
    #[validate(nested)]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub online_url: Option<WebAddress<500>>,
    /// What is to happen. Markdown, at most 20,000 characters.
    #[validate(length(max = 20000))]
    #[schema(max_length = 20000)]
    pub agenda: Option<String>,
    /// What happened. Markdown, at most 20,000 characters.
    #[validate(length(max = 20000))]
    #[schema(max_length = 20000)]
    pub minutes: Option<String>,
}

/// An event to be planned, for the document.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
#[schema(example = json!({"kind": "fgd", "title": "FGD Pembentukan Hub JIPP", "starts_at": "2026-12-01T02:00:00Z", "ends_at": "2026-12-01T05:00:00Z", "venue": "Jakarta", "hub_formation": true}))]
pub struct NewEventBody {
    /// Whether it forms hubs; for admins.
    hub_formation: Option<bool>,
    /// What kind of event it is.
    kind: EventKind,
    /// Title, 1-200 characters.
    #[schema(min_length = 1, max_length = 200)]
    title: String,
    /// When it begins (RFC 3339); it may have taken place already.
    starts_at: Instant,
    /// When it ends; not before it begins.
    ends_at: Instant,
    /// Where it takes place.
    #[schema(max_length = 300)]
    venue: Option<String>,
    /// Where it takes place online: an http or https address.
    #[schema(max_length = 500)]
    online_url: Option<String>,
    /// What is to happen. Markdown.
    #[schema(max_length = 20000)]
    agenda: Option<String>,
    /// What happened. Markdown.
    #[schema(max_length = 20000)]
    minutes: Option<String>,
}

/// What may be changed of an event (RFC 7396 merge patch), for the document.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
#[schema(example = json!({"minutes": "Sebelas instansi menyatakan setuju."}))]
pub struct EventPatch {
    /// What kind of event it is.
    #[schema(required = false)]
    kind: EventKind,
    /// Title, 1-200 characters.
    #[schema(required = false, min_length = 1, max_length = 200)]
    title: String,
    /// When it begins (RFC 3339).
    #[schema(required = false)]
    starts_at: Instant,
    /// When it ends; not before it begins.
    #[schema(required = false)]
    ends_at: Instant,
    /// Where it takes place.
    #[schema(max_length = 300)]
    venue: Option<String>,
    /// Where it takes place online: an http or https address.
    #[schema(max_length = 500)]
    online_url: Option<String>,
    /// What is to happen. Markdown.
    #[schema(max_length = 20000)]
    agenda: Option<String>,
    /// What happened. Markdown.
    #[schema(max_length = 20000)]
    minutes: Option<String>,
}

impl NewEvent {
    /// Its texts in Markdown, each with the name of its field.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let texts = [("agenda", &self.plan.agenda), ("minutes", &self.plan.minutes)];
        texts.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?)))
    }

    /// Reads and checks a body; 422 names everything to mend.
    pub fn read(fields: Map<String, Value>) -> Result<Self, Problem> {
        let mut value = Value::Object(fields);
        let faults = shape::judge(&NewEventBody::schema(), &mut value, Use::Whole);
        let hub_formation = value.as_object_mut().and_then(|fields| fields.remove("hub_formation")) == Some(Value::Bool(true));
        let plan: EventPlan = whole(&value, faults)?;
        plan.ends_after_it_begins()?;
        Ok(Self { hub_formation, plan })
    }
}

impl EventPlan {
    fn of(row: &EventRow) -> Self {
        Self {
            kind: row.kind,
            title: row.title.as_str().into(),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            venue: row.venue.as_deref().map(Line::from),
            online_url: row.online_url.clone().map(WebAddress::from),
            agenda: row.agenda.clone(),
            minutes: row.minutes.clone(),
        }
    }

    /// When and where it is to take place.
    pub fn meeting(&self) -> Meeting {
        Meeting {
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            venue: self.venue.clone().map(Into::into),
            online_url: self.online_url.clone().map(Into::into),
        }
    }

    fn ends_after_it_begins(&self) -> Result<(), Problem> {
        if self.ends_at >= self.starts_at {
            return Ok(());
        }
        let message = Text::new("Tidak boleh sebelum mulai.", "Must not be before it begins.");
        Err(invalid(vec![FieldError { pointer: "/ends_at".into(), code: "before_start", message }]))
    }
}

/// The action that running an event needs.
pub fn run(hub_formation: bool) -> Action {
    if hub_formation { Action::RunFormationEvent } else { Action::RunEvent }
}

/// Plans an event of the caller's institution.
pub fn create(conn: &mut Conn, change: &Change, once: &Once, new: &NewEvent, (code, url): (&str, &str)) -> Result<Answer, Error> {
    let (caller, member, trail) = change.by(conn)?;
    if !allows(&caller, run(new.hub_formation), of_institution(member.institution_id.unwrap_or(Id::NIL))) {
        return Err(forbidden().into());
    }
    once.run(conn, member.id, |conn| {
        let (id, now, plan) = (Id::new(), Instant::now(), &new.plan);
        let row = (
            events::id.eq(id),
            events::institution_id.eq(member.institution_id),
            events::kind.eq(plan.kind),
            events::hub_formation.eq(new.hub_formation),
            events::title.eq(plan.title.trim()),
            events::title_key.eq(fold(plan.title.trim())),
            events::starts_at.eq(plan.starts_at),
            events::ends_at.eq(plan.ends_at),
            (
                events::venue.eq(plan.venue.as_deref()),
                events::online_url.eq(plan.online_url.as_deref()),
                events::agenda.eq(&plan.agenda),
                events::minutes.eq(&plan.minutes),
                events::status.eq(EventStatus::Planned),
                events::check_in_code.eq(code),
                events::created_by.eq(member.id),
                events::created_at.eq(now),
                events::updated_at.eq(now),
            ),
        );
        query!(conn, c => diesel::insert_into(events::table).values(row).execute(c))?;
        note_step(conn, &trail, id, None, EventStatus::Planned, None)?;
        note(conn, &trail, Verb::Create, id, &plan.title, None, Some(digest_of(new)?))?;
        let found = queries::visible(conn, &caller, &id.to_string())?;
        let event = queries::whole(conn, &caller, &found, url)?;
        Answer::created(format!("/api/v1/events/{id}"), 1, &event)
    })
}

/// Notes a change of an event in the audit trail.
pub fn note(
    conn: &mut Conn,
    trail: &Trail,
    deed: impl Into<Deed>,
    id: Id,
    title: &str,
    before: Option<String>,
    after: Option<String>,
) -> Result<(), Error> {
    let event = audit::Event {
        deed: deed.into(),
        record_type: RecordType::Event,
        record_id: id.to_string(),
        summary: title.trim().to_owned(),
        before,
        after,
    };
    trail.note(conn, event)
}

fn note_step(conn: &mut Conn, trail: &Trail, id: Id, from: Option<EventStatus>, to: EventStatus, why: Option<&str>) -> Result<(), Error> {
    let row = (
        event_transitions::id.eq(Id::new()),
        event_transitions::event_id.eq(id),
        event_transitions::from_status.eq(from.map(EventStatus::as_str)),
        event_transitions::to_status.eq(to.as_str()),
        event_transitions::at.eq(Instant::now()),
        event_transitions::by_user.eq(trail.actor),
        event_transitions::note.eq(why),
    );
    query!(conn, c => diesel::insert_into(event_transitions::table).values(row).execute(c))?;
    Ok(())
}

/// An event that is to be changed, with what the caller is to it.
pub struct Target {
    /// The event.
    pub row: EventRow,
    /// What the caller is to it.
    pub view: View,
    /// Who asks.
    pub caller: Caller,
    /// The trail of the change.
    pub trail: Trail,
    /// Whose user it is.
    pub member: Id,
}

impl Target {
    /// The event behind `id`: 404 unless the caller sees it.
    pub fn find(conn: &mut Conn, change: &Change, id: &str) -> Result<Self, Error> {
        let (caller, member, trail) = change.by(conn)?;
        let (row, view) = queries::visible_to_change(conn, &caller, id)?;
        Ok(Self { row, view, caller, trail, member: member.id })
    }

    /// The same to look whether it may be changed, before the work that its change takes.
    pub fn look(conn: &mut Conn, change: &Change, id: &str) -> Result<Self, Error> {
        let (caller, member, trail) = change.by(conn)?;
        let (row, view) = queries::visible(conn, &caller, id)?;
        Ok(Self { row, view, caller, trail, member: member.id })
    }

    /// 403 unless the caller runs the event.
    pub fn must_run(&self) -> Result<(), Error> {
        if self.view.runs { Ok(()) } else { Err(forbidden().into()) }
    }

    /// 409 when the event was cancelled.
    pub fn must_be_on(&self) -> Result<(), Error> {
        if lifecycle::is_on(self.row.status) {
            return Ok(());
        }
        Err(conflict("Kegiatan ini dibatalkan.", "The event was cancelled.").into())
    }

    /// Raises the version of the event, as a change of any of its parts does.
    pub fn touch(&mut self, conn: &mut Conn) -> Result<(), Error> {
        query!(conn, c => diesel::update(events::table.filter(events::id.eq(self.row.id)))
            .set((events::version.eq(events::version + 1), events::updated_at.eq(Instant::now())))
            .execute(c))?;
        self.row.version += 1;
        Ok(())
    }

    /// The event as it is now, for the caller.
    pub fn answer(self, conn: &mut Conn, url: &str) -> Result<Answer, Error> {
        let found = queries::visible(conn, &self.caller, &self.row.id.to_string())?;
        let event = queries::whole(conn, &self.caller, &found, url)?;
        Answer::record(event.summary.version, &event)
    }
}

/// Changes what the patch names.
pub fn update(conn: &mut Conn, change: &Change, id: &str, patch: &MergePatch, url: &str) -> Result<Answer, Error> {
    let target = Target::find(conn, change, id)?;
    target.must_run()?;
    change.needs(target.row.version)?;
    let corrects = allows(&target.caller, Action::RunFormationEvent, of_institution(Id::NIL));
    if matches!(target.row.status, EventStatus::Closed | EventStatus::Cancelled) && !corrects {
        return Err(conflict("Kegiatan yang sudah ditutup tidak dapat diubah.", "An event that is over cannot be changed.").into());
    }
    let row = &target.row;
    let before = EventPlan::of(row);
    let after: EventPlan = patch.apply(&before)?;
    after.ends_after_it_begins()?;
    if after == before {
        return target.answer(conn, url);
    }
    let plan = &after;
    query!(conn, c => diesel::update(events::table.filter(events::id.eq(row.id)))
        .set((
            events::kind.eq(plan.kind),
            events::title.eq(plan.title.trim()),
            events::title_key.eq(fold(plan.title.trim())),
            events::starts_at.eq(plan.starts_at),
            events::ends_at.eq(plan.ends_at),
            events::venue.eq(plan.venue.as_deref()),
            events::online_url.eq(plan.online_url.as_deref()),
            events::agenda.eq(&plan.agenda),
            events::minutes.eq(&plan.minutes),
            events::updated_at.eq(Instant::now()),
            events::version.eq(row.version + 1),
        ))
        .execute(c))?;
    documents::index_event(conn, row.id)?;
    moving::follow(conn, &target.trail, row, plan)?;
    note(conn, &target.trail, Verb::Update, row.id, &plan.title, Some(digest_of(&before)?), Some(digest_of(&after)?))?;
    target.answer(conn, url)
}

/// Whether an event has moved a hub: its history keeps it then.
pub fn moved_a_hub(conn: &mut Conn, event: Id) -> Result<bool, Error> {
    let moved = hub_transitions::table.filter(hub_transitions::event_id.eq(event));
    Ok(query!(conn, c => diesel::select(exists(moved)).get_result(c))?)
}

/// Removes an event that is only planned, and moved no hub.
pub fn delete(conn: &mut Conn, change: &Change, id: &str) -> Result<(), Error> {
    let target = Target::find(conn, change, id)?;
    target.must_run()?;
    change.needs(target.row.version)?;
    if target.row.status != EventStatus::Planned || moved_a_hub(conn, target.row.id)? {
        return Err(conflict(
            "Hanya rencana yang belum menggerakkan hub yang dapat dihapus; selain itu, batalkan.",
            "Only a plan that has moved no hub can be deleted; cancel it instead.",
        )
        .into());
    }
    query!(conn, c => diesel::delete(events::table.filter(events::id.eq(target.row.id))).execute(c))?;
    documents::remove(conn, documents::Found::Event, target.row.id)?;
    note(conn, &target.trail, Verb::Delete, target.row.id, &target.row.title, None, None)
}

/// Moves an event on.
pub fn transition(
    conn: &mut Conn,
    change: &Change,
    once: &Once,
    id: &str,
    request: &TransitionRequest,
    url: &str,
) -> Result<Answer, Error> {
    let target = Target::find(conn, change, id)?;
    let to: EventStatus = request.to.parse().map_err(|_| unknown_status())?;
    once.run_judged(conn, target.member, target.must_run().is_ok(), |conn| {
        change.accepts(target.row.version)?;
        let from = target.row.status;
        if !DIAGRAM.contains(&(from, to)) {
            let allowed = lifecycle::allowed(&target.view, target.row.stage());
            return Err(Problem::new(Kind::TransitionNotAllowed).allowed(allowed.iter().map(ToString::to_string).collect()).into());
        }
        target.must_run()?;
        if to == EventStatus::Held {
            attendance::must_have_begun(target.row.starts_at)?;
        }
        let now = Instant::now();
        let opened_at = if to == EventStatus::Open { Some(now) } else { target.row.opened_at };
        query!(conn, c => diesel::update(events::table.filter(events::id.eq(target.row.id)))
            .set((
                events::status.eq(to),
                events::opened_at.eq(opened_at),
                events::updated_at.eq(now),
                events::version.eq(target.row.version + 1),
            ))
            .execute(c))?;
        note_step(conn, &target.trail, target.row.id, Some(from), to, request.note())?;
        documents::index_event(conn, target.row.id)?;
        news::moved(conn, &target.trail, &target.row, to, request.note())?;
        let digests = (Some(sha256(from.as_str())), Some(sha256(to.as_str())));
        note(conn, &target.trail, Deed::step(to), target.row.id, &target.row.title, digests.0, digests.1)?;
        target.answer(conn, url)
    })
}
