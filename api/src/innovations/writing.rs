//! Writing innovations that exist: editing, restoring, removing, and moving them through their life.

use super::content::{Content, InnovationPatch};
use super::lifecycle::{self, DIAGRAM};
use super::model::{Innovation, Source, Status, Stored};
use super::news::Moved;
use super::people::People;
use super::revisions::{self, Edit};
use super::store::{self, NewInnovation, Prepared, Step};
use super::{completeness, queries, reviews, routes};
use crate::audit::{Deed, Event, RecordType, Trail, Verb, digest_of};
use crate::auth::policy::{Action, Subject, allows, of_institution};
use crate::auth::{Caller, Member};
use crate::db::schema::users;
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Once, judged_patch};
use crate::http::fault::{self, Faults};
use crate::http::json::{invalid, typed};
use crate::http::locale::Text;
use crate::http::problem::{FieldError, Kind, Problem, conflict, forbidden, not_found, taken};
use crate::http::transitions::{TransitionRequest, unknown_status};
use crate::hubs::{self, queries::Place};
use crate::revisions::RevisionKind;
use crate::search::spelling;
use crate::search::text::Stems;
use crate::slug::{forget_former, keep_former};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use utoipa::PartialSchema;

fn needed(name: &str) -> FieldError {
    FieldError { pointer: format!("/{name}"), code: "required", message: Text::new("Wajib diisi.", "This field is required.") }
}

/// A member of a patch whose shape was judged, taken out of it; null cannot take it out of a record.
fn take<T: DeserializeOwned>(patch: &mut Map<String, Value>, name: &str, faults: &mut Faults) -> Result<Option<T>, Problem> {
    match patch.remove(name) {
        Some(Value::Null) => {
            faults.add(&format!("/{name}"), fault::missing());
            Ok(None)
        }
        Some(value) => typed(&value, faults).map(Some),
        None => Ok(None),
    }
}

/// The hub that was found, when the caller may document innovations there.
pub(super) fn admit(caller: &Caller, found: Option<Place>) -> Result<(Id, Id), Error> {
    let may = |institution| allows(caller, Action::CreateInnovation, of_institution(institution));
    let Some((hub, institution, _)) = found.filter(|(_, institution, status)| status.is_public() || may(*institution)) else {
        let message = Text::new("Hub ini tidak ada.", "There is no such hub.");
        return Err(invalid(vec![FieldError { pointer: "/hub_id".into(), code: "unknown_hub", message }]).into());
    };
    if may(institution) { Ok((hub, institution)) } else { Err(forbidden().into()) }
}

/// 409 when another record of the institution has this name at its source: which one, where the caller may read it.
pub(super) fn must_be_free(
    conn: &mut Conn,
    caller: &Caller,
    institution: Id,
    source: Source,
    source_ref: Option<&str>,
) -> Result<(), Error> {
    let Some(there) = source_ref.map(|name| store::of_source(conn, institution, source, name)).transpose()?.flatten() else {
        return Ok(());
    };
    let seen = routes::visible_id(conn, caller, &there.to_string())?;
    Err(taken(
        "Instansi ini sudah punya inovasi dengan sumber dan nomor acuan ini.",
        "The institution has an innovation with this source and reference already.",
        &["source", "source_ref"],
        seen,
    )
    .into())
}

/// A record to be changed, with what the caller is to it.
pub(super) struct Target {
    pub(super) found: Stored,
    pub(super) people: People,
    pub(super) caller: Caller,
    pub(super) member: Member,
    pub(super) trail: Trail,
}

impl Target {
    /// The record behind `handle`: 404 unless the caller sees it.
    pub(super) fn find(conn: &mut Conn, change: &Change, handle: &str) -> Result<Self, Error> {
        let (caller, member, trail) = change.by(conn)?;
        let found = queries::find_to_change(conn, handle)?.ok_or_else(not_found)?;
        let target = Self { people: People::of(conn, &caller, &found)?, found, caller, member, trail };
        if target.found.is_public() || target.may(Action::ReadInnovation) { Ok(target) } else { Err(not_found().into()) }
    }

    pub(super) fn subject(&self) -> Subject<'_> {
        self.people.subject(&self.found)
    }

    pub(super) fn may(&self, action: Action) -> bool {
        allows(&self.caller, action, self.subject())
    }

    /// 403 unless the caller may do this.
    pub(super) fn allow(&self, action: Action) -> Result<(), Error> {
        if self.may(action) { Ok(()) } else { Err(forbidden().into()) }
    }

    pub(super) fn version(&self) -> i64 {
        self.found.row.version
    }

    fn id(&self) -> Id {
        self.found.row.id
    }

    fn state<'a>(&'a self, content: &'a Content) -> State<'a> {
        let row = &self.found.row;
        State { status: row.status, hub_id: row.hub_id, owner_ids: &self.people.owners, content }
    }

    /// How an edit counts now; 409 where content is not to be changed.
    fn edit_kind(&self) -> Result<RevisionKind, Error> {
        if lifecycle::is_drafted(self.found.row.status) {
            return Ok(RevisionKind::Edit);
        }
        if self.may(Action::CorrectInnovation) {
            return Ok(RevisionKind::Correction);
        }
        Err(conflict(
            "Isi hanya dapat diubah selama masih draf atau setelah revisi diminta.",
            "The content can be changed only while it is a draft, or after a revision was requested.",
        )
        .into())
    }

    /// An edit by the caller that leaves `content`.
    fn edit<'a>(&self, kind: RevisionKind, restored_version: Option<i64>, content: &'a Content) -> Edit<'a> {
        let drafting = lifecycle::is_drafted(self.found.row.status);
        Edit { by: self.member.id, kind, restored_version, version: self.version() + 1, drafting, content }
    }

    /// The record as it is now, for the caller.
    pub(super) fn answer(self, conn: &mut Conn) -> Result<Answer, Error> {
        let now = queries::find(conn, &self.id().to_string())?.ok_or_else(not_found)?;
        let version = now.row.version;
        Answer::record(version, &view(conn, now, &self.caller)?)
    }
}

/// The wire form from inside, with what the caller may do next.
pub(super) fn view(conn: &mut Conn, stored: Stored, caller: &Caller) -> Result<Innovation, Error> {
    let people = People::of(conn, caller, &stored)?;
    let actions = allowed_actions(conn, caller, &stored, &people)?;
    stored.view(true, Some(actions))
}

/// Everything that this caller may do with the record now: nobody assesses a version twice.
pub(super) fn allowed_actions(conn: &mut Conn, caller: &Caller, found: &Stored, people: &People) -> Result<Vec<String>, Error> {
    let row = &found.row;
    let mut actions = lifecycle::allowed_actions(caller, row.status, people.subject(found));
    let assess = |action: &String| action == "review";
    if let Some(member) = caller.member().filter(|_| actions.iter().any(assess))
        && reviews::is_made(conn, row.seq, row.version, member.id)?
    {
        actions.retain(|action| !assess(action));
    }
    Ok(actions)
}

/// What the digests of an audit event cover.
#[derive(Clone, Copy, Serialize)]
pub(super) struct State<'a> {
    pub(super) status: Status,
    pub(super) hub_id: Id,
    pub(super) owner_ids: &'a [Id],
    pub(super) content: &'a Content,
}

/// What the trail says of a change.
pub(super) fn event(deed: impl Into<Deed>, id: Id, before: Option<State>, after: Option<State>) -> Result<Event, Error> {
    Ok(Event {
        deed: deed.into(),
        record_type: RecordType::Innovation,
        record_id: id.to_string(),
        summary: after.or(before).map(|state| state.content.title.clone()).unwrap_or_default(),
        before: before.as_ref().map(digest_of).transpose()?,
        after: after.as_ref().map(digest_of).transpose()?,
    })
}

fn note(conn: &mut Conn, trail: &Trail, deed: impl Into<Deed>, id: Id, before: Option<State>, after: Option<State>) -> Result<(), Error> {
    trail.note(conn, event(deed, id, before, after)?)
}

/// Changes what the patch names.
pub fn update(conn: &mut Conn, change: &Change, handle: &str, patch: &Map<String, Value>) -> Result<Answer, Error> {
    let target = Target::find(conn, change, handle)?;
    target.allow(Action::EditInnovation)?;
    change.needs(target.version())?;
    let (mut patch, mut faults) = judged_patch(&InnovationPatch::schema(), patch);
    let owners: Option<Vec<Id>> = take(&mut patch, "owner_ids", &mut faults)?;
    let hub: Option<String> = take(&mut patch, "hub_id", &mut faults)?;
    let mut record = NewInnovation::around(&target.found)?;
    let moved = match hub {
        Some(handle) => move_to(conn, &target, &handle, &mut record)?,
        None => false,
    };
    if let Some(owners) = owners.filter(|owners| moved || *owners != target.people.owners) {
        target.allow(Action::ReassignInnovation)?;
        check_owners(conn, &owners, if moved { &[] } else { &target.people.owners }, record.institution_id)?;
        record.owner_ids = owners;
    }
    let before = Content::of(&target.found)?;
    let edits = moved || !patch.is_empty() || !faults.is_empty();
    let kind = if edits { target.edit_kind()? } else { RevisionKind::Edit };
    let after = before.patched(patch, faults)?;
    let reassigned = record.owner_ids != target.people.owners;
    if after == before && !moved && !reassigned {
        return target.answer(conn);
    }
    let old = target.state(&before);
    let new = State { owner_ids: &record.owner_ids, ..old };
    if reassigned {
        note(conn, &target.trail, Verb::Reassign, target.id(), Some(old), Some(new))?;
    }
    let revised = after != before && revisions::revise(conn, &target.found, &target.edit(kind, None, &after))?;
    if revised || moved {
        let now = State { hub_id: record.hub_id, content: &after, ..new };
        note(conn, &target.trail, verb_of(kind), target.id(), Some(new), Some(now))?;
    }
    overwrite(conn, &target, record, after)?;
    target.answer(conn)
}

fn verb_of(kind: RevisionKind) -> Verb {
    match kind {
        RevisionKind::Correction => Verb::Correct,
        RevisionKind::Restore => Verb::Restore,
        RevisionKind::Create | RevisionKind::Edit => Verb::Update,
    }
}

/// Moves a record to another hub that the caller may write for; whether it is another one.
fn move_to(conn: &mut Conn, target: &Target, handle: &str, record: &mut NewInnovation) -> Result<bool, Error> {
    let row = &target.found.row;
    if handle == row.hub_id.to_string() || handle == target.found.hub.slug {
        return Ok(false);
    }
    let (hub_id, institution_id) = admit(&target.caller, hubs::queries::place(conn, handle)?)?;
    if institution_id != row.institution_id {
        must_be_free(conn, &target.caller, institution_id, row.source, row.source_ref.as_deref())?;
    }
    (record.hub_id, record.institution_id) = (hub_id, institution_id);
    Ok(true)
}

/// Most owners of one record.
const MOST_OWNERS: usize = 20;

/// 422 unless these are active people of the institution, each once. Who owns it already may stay.
fn check_owners(conn: &mut Conn, owners: &[Id], so_far: &[Id], institution_id: Id) -> Result<(), Error> {
    let mut known: Vec<Id> = query!(conn, c => users::table
        .filter(users::institution_id.eq(institution_id).and(users::active.eq(true)).and(users::id.eq_any(owners)))
        .select(users::id)
        .load(c))?;
    known.extend(so_far);
    let distinct = owners.iter().enumerate().all(|(n, id)| !owners[..n].contains(id));
    if !owners.is_empty() && owners.len() <= MOST_OWNERS && distinct && owners.iter().all(|id| known.contains(id)) {
        return Ok(());
    }
    let message = Text::new(
        "Harus 1 sampai 20 pengguna aktif instansi ini, masing-masing sekali.",
        "Must be 1 to 20 active users of the institution, each once.",
    );
    Err(invalid(vec![FieldError { pointer: "/owner_ids".into(), code: "unknown_owner", message }]).into())
}

fn overwrite(conn: &mut Conn, target: &Target, mut record: NewInnovation, content: Content) -> Result<(), Error> {
    content.put_into(&mut record);
    let row = &target.found.row;
    let prepared: Prepared = Stems::of_this_thread(|stems| record.prepare_again(row.id, row.slug.clone(), stems))?;
    keep_former(conn, &row.slug, prepared.slug(), row.id)?;
    if store::update(conn, row.seq, row.version, &prepared)? { Ok(()) } else { Err(Problem::new(Kind::VersionMismatch).into()) }
}

/// Makes the content of an earlier revision that of a new one.
pub fn restore(conn: &mut Conn, change: &Change, once: &Once, handle: &str, version: i64) -> Result<Answer, Error> {
    let target = Target::find(conn, change, handle)?;
    target.allow(Action::EditInnovation)?;
    let (actor, seq) = (target.member.id, target.found.row.seq);
    once.run(conn, actor, |conn| {
        change.accepts(target.version())?;
        target.edit_kind()?;
        let after = revisions::content(conn, seq, version)?.ok_or_else(not_found)?;
        let before = Content::of(&target.found)?;
        if after == before {
            return target.answer(conn);
        }
        let edit = target.edit(RevisionKind::Restore, Some(version), &after);
        revisions::revise(conn, &target.found, &edit)?;
        let old = target.state(&before);
        note(conn, &target.trail, verb_of(RevisionKind::Restore), target.id(), Some(old), Some(State { content: &after, ..old }))?;
        overwrite(conn, &target, NewInnovation::around(&target.found)?, after)?;
        target.answer(conn)
    })
}

/// Removes a draft.
pub fn delete(conn: &mut Conn, change: &Change, handle: &str) -> Result<(), Error> {
    let target = Target::find(conn, change, handle)?;
    target.allow(Action::EditInnovation)?;
    change.needs(target.version())?;
    if !lifecycle::is_deletable(target.found.row.status) {
        return Err(conflict("Hanya draf yang dapat dihapus.", "Only a draft can be deleted.").into());
    }
    let content = Content::of(&target.found)?;
    note(conn, &target.trail, Verb::Delete, target.id(), Some(target.state(&content)), None)?;
    forget_former(conn, target.id())?;
    if store::delete(conn, target.found.row.seq, target.version())? { Ok(()) } else { Err(Problem::new(Kind::VersionMismatch).into()) }
}

/// Moves a record on.
pub fn transition(conn: &mut Conn, change: &Change, once: &Once, handle: &str, request: &TransitionRequest) -> Result<Answer, Error> {
    let target = Target::find(conn, change, handle)?;
    let to: Status = request.to.parse().map_err(|_| unknown_status())?;
    let actor = target.member.id;
    let may = DIAGRAM.iter().any(|(_, status, action)| *status == to && target.may(*action));
    once.run_judged(conn, actor, may, |conn| {
        change.accepts(target.version())?;
        let from = target.found.row.status;
        let Some((.., action)) = DIAGRAM.iter().find(|(a, b, _)| (*a, *b) == (from, to)) else {
            let allowed = lifecycle::allowed(&target.caller, from, target.subject());
            return Err(Problem::new(Kind::TransitionNotAllowed).allowed(allowed.iter().map(ToString::to_string).collect()).into());
        };
        target.allow(*action)?;
        guard(conn, &target, to, request)?;
        let row = &target.found.row;
        let now = Instant::now();
        let published_at = if to == Status::Published && row.published_at.0 == 0 { now } else { row.published_at };
        if !store::set_status(conn, row.seq, row.version, to, published_at)? {
            return Err(Problem::new(Kind::VersionMismatch).into());
        }
        store::insert_steps(conn, [Step { seq: row.seq, from: Some(from), to, at: now, by: Some(actor), note: request.note() }])?;
        let (slug, title, institution_id) = (&row.slug, &row.title, row.institution_id);
        let moved = Moved { id: row.id, slug, title, institution_id, owners: &target.people.owners, from };
        moved.tell(conn, &target.trail, to, request.note())?;
        if to == Status::Published && row.published_at.0 == 0 {
            spelling::learn(conn, &row.title)?;
            moved.tell_followers(conn, &target.trail, row.hub_id)?;
        }
        let content = Content::of(&target.found)?;
        let old = target.state(&content);
        note(conn, &target.trail, Deed::step(to), row.id, Some(old), Some(State { status: to, ..old }))?;
        target.answer(conn)
    })
}

/// The rules that a drawn transition must meet.
fn guard(conn: &mut Conn, target: &Target, to: Status, request: &TransitionRequest) -> Result<(), Error> {
    match to {
        Status::Submitted => {
            let missing = completeness::missing(&target.found.needed());
            if missing.is_empty() { Ok(()) } else { Err(invalid(missing.iter().map(|gap| needed(&gap.pointer[1..])).collect()).into()) }
        }
        Status::RevisionRequested | Status::Rejected if request.note().is_none() => Err(invalid(vec![needed("note")]).into()),
        Status::Published if target.found.row.status == Status::InReview => {
            if reviews::recommended(conn, target.found.row.seq, target.version())? {
                return Ok(());
            }
            Err(Problem::new(Kind::GuardNotMet)
                .detail(
                    "Penerbitan membutuhkan setidaknya satu penilaian atas versi ini yang menyarankannya.",
                    "Publishing needs at least one review of this version that recommends it.",
                )
                .missing(&["review"])
                .into())
        }
        _ => Ok(()),
    }
}
