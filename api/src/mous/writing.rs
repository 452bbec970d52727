//! Drafting and changing MoUs, and renewing them.

use super::lifecycle;
use super::model::{MouRow, MouStatus};
use super::revisions::{self, Edit};
use super::{moving, queries};
use crate::audit::{Deed, Event, RecordType, Trail, Verb, digest_of};
use crate::auth::Caller;
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::schema::{hubs, institutions, mou_parties, mous};
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Once};
use crate::http::json::invalid;
use crate::http::locale::Text;
use crate::http::problem::{FieldError, Problem, conflict, forbidden, not_found, taken};
use crate::revisions::RevisionKind;
use crate::search::text::fold;
use crate::text::Line;
use chrono::Datelike;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// A party to be.
#[derive(Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyBody {
    /// The institution.
    pub institution_id: Id,
}

/// A MoU to be drafted, and what may be changed of a draft (RFC 7396 merge patch).
#[derive(Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Nota Kesepahaman Hub JIPP", "hub_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d01",
    "parties": [{"institution_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00"}], "scope": "Pembentukan dan pembinaan Hub JIPP.", "starts_on": "2026-12-01", "ends_on": "2029-11-30"}))]
pub struct MouBody {
    /// Title, 1-300 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 300)]
    pub title: Line<1, 300>,
    /// The hub that it is to be the basis of; it stays.
    pub hub_id: Id,
    /// Who agrees, up to 20. Kementerian PANRB and the hub's institution belong to them always.
    #[serde(default)]
    #[validate(length(max = 20), nested)]
    #[schema(max_items = 20)]
    pub parties: Vec<PartyBody>,
    /// What it covers. Markdown, at most 20,000 characters.
    #[validate(length(max = 20000))]
    #[schema(max_length = 20000)]
    pub scope: Option<String>,
    /// Its first day.
    pub starts_on: Day,
    /// Its last day; not before the first.
    pub ends_on: Day,
    /// Number, unique in the institution and the year in which it begins; one is assigned on approval when it is left out.
    #[validate(nested)]
    #[serde(default)]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub number: Option<Line<1, 100>>,
}

/// A renewal to be drafted; what is left out is taken over.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"starts_on": "2029-12-01", "ends_on": "2032-11-30"}))]
pub struct RenewalBody {
    /// Title, 1-300 characters.
    #[validate(nested)]
    #[serde(default)]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 300)]
    pub title: Option<Line<1, 300>>,
    /// What it covers. Markdown, at most 20,000 characters.
    #[validate(length(max = 20000))]
    #[schema(max_length = 20000)]
    pub scope: Option<String>,
    /// Its first day; the day after the last one of the renewed when left out.
    pub starts_on: Option<Day>,
    /// Its last day; as long after its first as before when left out.
    pub ends_on: Option<Day>,
    /// Number.
    #[validate(nested)]
    #[serde(default)]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub number: Option<Line<1, 100>>,
}

/// The institution that every MoU is with.
const PANRB: &str = "panrb";

/// A MoU that is to be changed, with what the caller is to it.
pub struct Target {
    /// The MoU.
    pub row: MouRow,
    /// Whether the caller sees it from inside.
    pub inside: bool,
    /// Who asks.
    pub caller: Caller,
    /// The trail of the change.
    pub trail: Trail,
    /// Whose user it is.
    pub member: Id,
}

/// Finds a MoU that the caller sees, and whether from inside.
type Find = fn(&mut Conn, &Caller, &str) -> Result<(MouRow, bool), Error>;

impl Target {
    /// The MoU behind `id`, to be changed: 404 unless the caller sees it.
    pub fn find(conn: &mut Conn, change: &Change, id: &str) -> Result<Self, Error> {
        Self::of(conn, change, id, queries::visible_to_change)
    }

    /// The same to look whether it may be changed, before the work that its change takes.
    pub fn look(conn: &mut Conn, change: &Change, id: &str) -> Result<Self, Error> {
        Self::of(conn, change, id, queries::visible)
    }

    fn of(conn: &mut Conn, change: &Change, id: &str, found: Find) -> Result<Self, Error> {
        let (caller, member, trail) = change.by(conn)?;
        let (row, inside) = found(conn, &caller, id)?;
        Ok(Self { row, inside, caller, trail, member: member.id })
    }

    /// 403 unless the caller may do this to the MoU.
    pub fn allow(&self, action: Action) -> Result<(), Error> {
        if allows(&self.caller, action, of_institution(self.row.institution_id)) { Ok(()) } else { Err(forbidden().into()) }
    }

    /// Raises the version of the MoU, as a change of any of its parts does.
    pub fn touch(&mut self, conn: &mut Conn) -> Result<(), Error> {
        query!(conn, c => diesel::update(mous::table.filter(mous::id.eq(self.row.id)))
            .set((mous::version.eq(mous::version + 1), mous::updated_at.eq(Instant::now())))
            .execute(c))?;
        self.row.version += 1;
        Ok(())
    }

    /// The MoU as it is now, for the caller.
    pub fn answer(&self, conn: &mut Conn) -> Result<Answer, Error> {
        let found = queries::visible(conn, &self.caller, &self.row.id.to_string())?;
        let mou = queries::whole(conn, &self.caller, &found)?;
        Answer::record(mou.summary.version, &mou)
    }
}

/// Notes a change of a MoU in the audit trail.
pub fn note(
    conn: &mut Conn,
    trail: &Trail,
    deed: impl Into<Deed>,
    id: Id,
    title: &str,
    before: Option<String>,
    after: Option<String>,
) -> Result<(), Error> {
    let event = Event {
        deed: deed.into(),
        record_type: RecordType::Mou,
        record_id: id.to_string(),
        summary: title.trim().to_owned(),
        before,
        after,
    };
    trail.note(conn, event)
}

/// The code of an institution.
pub fn code(conn: &mut Conn, institution: Id) -> Result<String, Error> {
    Ok(query!(conn, c => institutions::table.filter(institutions::id.eq(institution)).select(institutions::code).first(c))?)
}

/// 422 for one field.
pub(super) fn wrong(pointer: &str, code: &'static str, id: &'static str, en: &'static str) -> Problem {
    invalid(vec![FieldError { pointer: pointer.into(), code, message: Text::new(id, en) }])
}

/// Drafts a MoU.
pub fn create(conn: &mut Conn, change: &Change, once: &Once, body: &MouBody, verification_code: &str) -> Result<Answer, Error> {
    let (caller, member, _) = change.by(conn)?;
    let institution: Option<Id> =
        query!(conn, c => hubs::table.filter(hubs::id.eq(body.hub_id)).select(hubs::institution_id).first(c).optional())?;
    let institution = institution.ok_or_else(|| wrong("/hub_id", "unknown_hub", "Hub ini tidak ada.", "There is no such hub."))?;
    if !allows(&caller, Action::DraftMou, of_institution(institution)) {
        return Err(forbidden().into());
    }
    once.run(conn, member.id, |conn| insert(conn, change, body, institution, None, verification_code))
}

fn insert(
    conn: &mut Conn,
    change: &Change,
    body: &MouBody,
    institution: Id,
    supersedes: Option<Id>,
    verification_code: &str,
) -> Result<Answer, Error> {
    let (caller, member, trail) = change.by(conn)?;
    let parties = parties(conn, institution, &body.parties)?;
    judge(conn, None, institution, body)?;
    let (id, now) = (Id::new(), Instant::now());
    let row = (
        mous::id.eq(id),
        mous::hub_id.eq(body.hub_id),
        mous::institution_id.eq(institution),
        mous::number.eq(body.number.as_deref().map(str::trim)),
        mous::year.eq(body.starts_on.0.year()),
        mous::title.eq(body.title.trim()),
        mous::title_key.eq(title_key(&body.title, body.number.as_deref())),
        mous::scope.eq(&body.scope),
        (
            mous::starts_on.eq(body.starts_on),
            mous::ends_on.eq(body.ends_on),
            mous::status.eq(MouStatus::Draft),
            mous::verification_code.eq(verification_code),
            mous::supersedes_id.eq(supersedes),
            mous::created_by.eq(member.id),
            mous::created_at.eq(now),
            mous::updated_at.eq(now),
        ),
    );
    query!(conn, c => diesel::insert_into(mous::table).values(row).execute(c))?;
    store_parties(conn, id, &parties)?;
    moving::note_step(conn, &trail, id, None, MouStatus::Draft, None)?;
    let begun = queries::find(conn, id)?.ok_or_else(|| Error::internal("a MoU was not stored"))?;
    let first = content(conn, &begun)?;
    revisions::begin(conn, [(id, member.id, &first)])?;
    note(conn, &trail, Verb::Create, id, &body.title, None, Some(digest_of(body)?))?;
    let found = queries::visible(conn, &caller, &id.to_string())?;
    Answer::created(format!("/api/v1/mous/{id}"), 1, &queries::whole(conn, &caller, &found)?)
}

/// Titles are searched together with their numbers.
pub fn title_key(title: &str, number: Option<&str>) -> String {
    fold(&format!("{} {}", title.trim(), number.unwrap_or_default()))
}

/// The parties in their order: PANRB first, then the hub's institution, then the others.
fn parties(conn: &mut Conn, institution: Id, asked: &[PartyBody]) -> Result<Vec<Id>, Error> {
    let ids: Vec<Id> = asked.iter().map(|party| party.institution_id).collect();
    let known: Vec<(Id, String)> = query!(conn, c => institutions::table
        .filter(institutions::id.eq_any(&ids).or(institutions::code.eq(PANRB)))
        .select((institutions::id, institutions::code))
        .load(c))?;
    if let Some(n) = ids.iter().position(|id| !known.iter().any(|(known, _)| known == id)) {
        let pointer = format!("/parties/{n}/institution_id");
        return Err(wrong(&pointer, "unknown_institution", "Instansi ini tidak ada.", "There is no such institution.").into());
    }
    if let Some(n) = ids.iter().enumerate().position(|(n, id)| ids[..n].contains(id)) {
        let pointer = format!("/parties/{n}/institution_id");
        return Err(wrong(&pointer, "duplicate", "Pihak ini sudah disebut.", "This party is named already.").into());
    }
    let panrb = known.into_iter().find(|(_, code)| code == PANRB).map(|(id, _)| id);
    let mut parties: Vec<Id> = panrb.into_iter().collect();
    for id in std::iter::once(institution).chain(ids) {
        if !parties.contains(&id) {
            parties.push(id);
        }
    }
    Ok(parties)
}

fn store_parties(conn: &mut Conn, mou: Id, parties: &[Id]) -> Result<(), Error> {
    query!(conn, c => diesel::delete(mou_parties::table.filter(mou_parties::mou_id.eq(mou))).execute(c))?;
    for (n, institution) in parties.iter().enumerate() {
        let row = (
            mou_parties::mou_id.eq(mou),
            mou_parties::institution_id.eq(institution),
            mou_parties::position.eq(i32::try_from(n).unwrap_or(i32::MAX)),
        );
        query!(conn, c => diesel::insert_into(mou_parties::table).values(row).execute(c))?;
    }
    Ok(())
}

/// 422 for days in the wrong order, 409 for a number that is taken.
fn judge(conn: &mut Conn, own: Option<Id>, institution: Id, body: &MouBody) -> Result<(), Error> {
    if body.ends_on < body.starts_on {
        return Err(wrong("/ends_on", "before_start", "Tidak boleh sebelum mulai.", "Must not be before it begins.").into());
    }
    let Some(number) = body.number.as_deref().map(str::trim) else {
        return Ok(());
    };
    let there: Option<Id> = query!(conn, c => mous::table
        .filter(mous::institution_id.eq(institution).and(mous::year.eq(body.starts_on.0.year())).and(mous::number.eq(number)))
        .select(mous::id)
        .first(c)
        .optional())?;
    if there.is_some() && there != own {
        return Err(taken(
            "Nomor ini sudah dipakai instansi ini di tahun itu.",
            "The institution has this number in that year already.",
            &["number", "starts_on"],
            there,
        )
        .into());
    }
    Ok(())
}

/// What a stored MoU says, as it was written.
pub(super) fn content(conn: &mut Conn, row: &MouRow) -> Result<MouBody, Error> {
    Ok(MouBody {
        title: row.title.as_str().into(),
        hub_id: row.hub_id,
        parties: queries::parties(conn, row.id)?.into_iter().map(|party| PartyBody { institution_id: party.institution_id }).collect(),
        scope: row.scope.clone(),
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        number: row.number.as_deref().map(Line::from),
    })
}

/// 403 unless the caller may draft it, 409 unless it is a draft.
fn must_be_draft(target: &Target) -> Result<(), Error> {
    target.allow(Action::DraftMou)?;
    if target.row.status == MouStatus::Draft {
        return Ok(());
    }
    Err(conflict("Hanya rancangan yang dapat diubah.", "Only a draft can be changed.").into())
}

/// Changes what the patch names of a draft.
pub fn update(conn: &mut Conn, change: &Change, id: &str, patch: &MergePatch) -> Result<Answer, Error> {
    let target = Target::find(conn, change, id)?;
    target.allow(Action::DraftMou)?;
    change.needs(target.row.version)?;
    must_be_draft(&target)?;
    let before = content(conn, &target.row)?;
    let after: MouBody = patch.apply(&before)?;
    if after.hub_id != before.hub_id {
        return Err(wrong("/hub_id", "immutable", "Hubnya tetap.", "The hub stays.").into());
    }
    edit(conn, &target, &before, &after, None)?;
    target.answer(conn)
}

/// Makes the content of an earlier revision that of a new one.
pub fn restore(conn: &mut Conn, change: &Change, once: &Once, id: &str, version: i64) -> Result<Answer, Error> {
    let target = Target::find(conn, change, id)?;
    target.allow(Action::DraftMou)?;
    once.run(conn, target.member, |conn| {
        change.accepts(target.row.version)?;
        must_be_draft(&target)?;
        let after = revisions::content(conn, target.row.id, version)?.ok_or_else(not_found)?;
        let before = content(conn, &target.row)?;
        edit(conn, &target, &before, &after, Some(version))?;
        target.answer(conn)
    })
}

/// Overwrites a draft, and keeps what it was.
fn edit(conn: &mut Conn, target: &Target, before: &MouBody, after: &MouBody, restored: Option<i64>) -> Result<(), Error> {
    let row = &target.row;
    judge(conn, Some(row.id), row.institution_id, after)?;
    let parties = parties(conn, row.institution_id, &after.parties)?;
    if after == before {
        return Ok(());
    }
    query!(conn, c => diesel::update(mous::table.filter(mous::id.eq(row.id)))
        .set((
            mous::number.eq(after.number.as_deref().map(str::trim)),
            mous::year.eq(after.starts_on.0.year()),
            mous::title.eq(after.title.trim()),
            mous::title_key.eq(title_key(&after.title, after.number.as_deref())),
            mous::scope.eq(&after.scope),
            mous::starts_on.eq(after.starts_on),
            mous::ends_on.eq(after.ends_on),
            mous::updated_at.eq(Instant::now()),
            mous::version.eq(row.version + 1),
        ))
        .execute(c))?;
    store_parties(conn, row.id, &parties)?;
    let kind = if restored.is_some() { RevisionKind::Restore } else { RevisionKind::Edit };
    let edit = Edit {
        by: target.member,
        kind,
        restored_version: restored,
        version: row.version + 1,
        drafting: row.status == MouStatus::Draft,
        content: after,
    };
    if revisions::keep(conn, row.id, &edit)? {
        let verb = if restored.is_some() { Verb::Restore } else { Verb::Update };
        note(conn, &target.trail, verb, row.id, &after.title, Some(digest_of(before)?), Some(digest_of(after)?))?;
    }
    Ok(())
}

/// Drafts the MoU that is to supersede this one.
pub fn renew(
    conn: &mut Conn,
    change: &Change,
    once: &Once,
    id: &str,
    asked: &RenewalBody,
    verification_code: &str,
) -> Result<Answer, Error> {
    let target = Target::find(conn, change, id)?;
    target.allow(Action::DraftMou)?;
    once.run(conn, target.member, |conn| {
        change.accepts(target.row.version)?;
        let row = &target.row;
        if !lifecycle::is_renewable(row.status) {
            return Err(conflict(
                "Hanya yang berlaku atau yang habis masa berlakunya dapat diperpanjang.",
                "Only what is in force or has expired can be renewed.",
            )
            .into());
        }
        let under_way = queries::renewal_of(conn, row.id)?;
        if under_way.is_some() {
            return Err(taken("Perpanjangannya sudah disusun.", "It is being renewed already.", &["supersedes_id"], under_way).into());
        }
        let starts_on = asked.starts_on.or_else(|| row.ends_on.0.succ_opt().map(Day)).unwrap_or(row.ends_on);
        let lasts = row.ends_on.0 - row.starts_on.0;
        let ends_on = asked.ends_on.unwrap_or(Day(starts_on.0.checked_add_signed(lasts).unwrap_or(starts_on.0)));
        let body = MouBody {
            title: asked.title.clone().unwrap_or_else(|| row.title.as_str().into()),
            hub_id: row.hub_id,
            parties: content(conn, row)?.parties,
            scope: asked.scope.clone().or_else(|| row.scope.clone()),
            starts_on,
            ends_on,
            number: asked.number.clone(),
        };
        insert(conn, change, &body, row.institution_id, Some(row.id), verification_code)
    })
}
