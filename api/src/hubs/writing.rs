//! Making and changing hubs.

use super::lifecycle;
use super::model::{Hub, HubBasis, HubRow, HubStatus};
use super::moving::{self, Step};
use super::queries;
use crate::audit::{Event, RecordType, Trail, Verb, digest_of};
use crate::auth::Caller;
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::schema::{hubs, institutions};
use crate::db::sort_key::sort_key;
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Once};
use crate::http::json::invalid;
use crate::http::locale::Text;
use crate::http::problem::{FieldError, forbidden, not_found, taken};
use crate::search::documents;
use crate::search::text::fold;
use crate::slug::{is_reserved, with_id};
use crate::text::Line;
use crate::users::accounts::must_exist;
use chrono::Datelike;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// A hub to be proposed.
#[derive(Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"institution_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00", "name": "Hub JIPP Kementerian Contoh"}))]
pub struct NewHub {
    /// The institution; it may have one hub.
    pub institution_id: Id,
    /// Name, 1-200 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub name: Line<1, 200>,
    /// What it is to rest on.
    pub basis: Option<HubBasis>,
}

/// What may be changed of a hub (RFC 7396 merge patch): its profile by its manager, and by admins also what it rests on.
#[derive(Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"focus": "Layanan digital", "contact_email": "hub@example.go.id"}))]
pub struct HubPatch {
    /// Name, 1-200 characters.
    #[validate(nested)]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200)]
    pub name: Line<1, 200>,
    /// What it concentrates on, at most 500 characters.
    #[validate(nested)]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub focus: Option<Line<0, 500>>,
    /// What it is, in plain text of at most 5,000 characters.
    #[validate(length(max = 5000))]
    #[schema(max_length = 5000)]
    pub description: Option<String>,
    /// Where to write to.
    #[validate(email, length(max = 320))]
    #[schema(max_length = 320)]
    pub contact_email: Option<String>,
    /// What it rests on; an active hub needs one. For admins.
    pub basis: Option<HubBasis>,
    /// The decree or the signing; for admins.
    #[validate(nested)]
    #[schema(value_type = Option<String>, max_length = 300)]
    pub basis_ref: Option<Line<0, 300>>,
    /// The year it was formed in, which is that of `formed_on`; for admins.
    #[validate(range(min = 1945, max = 2100))]
    #[schema(minimum = 1945, maximum = 2100)]
    pub formed_year: Option<i32>,
    /// The day, where it is known; for admins.
    pub formed_on: Option<Day>,
}

impl HubPatch {
    fn of(row: &HubRow) -> Self {
        Self {
            name: row.name.as_str().into(),
            focus: row.focus.clone().map(Line::from),
            description: row.description.clone(),
            contact_email: row.contact_email.clone(),
            basis: row.basis,
            basis_ref: row.basis_ref.clone().map(Line::from),
            formed_year: row.formed_year,
            formed_on: row.formed_on,
        }
    }

    /// Of the day that it was formed on follows the year, unless the patch says that one too.
    fn dated(mut self, patch: &MergePatch) -> Self {
        if let (Some(day), true, false) = (self.formed_on, patch.0.contains_key("formed_on"), patch.0.contains_key("formed_year")) {
            self.formed_year = Some(day.0.year());
        }
        self
    }

    /// 422 for a day of another year, and for an active hub that rests on nothing.
    fn agrees_with(&self, status: HubStatus) -> Result<(), Error> {
        let mut faults = Vec::new();
        if self.formed_on.is_some_and(|day| self.formed_year != Some(day.0.year())) {
            let message = Text::new("Harus tahun dari `formed_on`.", "Must be the year of `formed_on`.");
            faults.push(FieldError { pointer: "/formed_year".into(), code: "contradicts", message });
        }
        if matches!(status, HubStatus::MouSigned | HubStatus::Active | HubStatus::Dormant) && self.basis.is_none() {
            let message = Text::new("Hub yang aktif membutuhkan dasar.", "An active hub needs a basis.");
            faults.push(FieldError { pointer: "/basis".into(), code: "required", message });
        }
        if faults.is_empty() { Ok(()) } else { Err(invalid(faults).into()) }
    }

    fn rests_on(&self) -> (Option<HubBasis>, Option<&str>, Option<i32>, Option<Day>) {
        (self.basis, self.basis_ref.as_deref(), self.formed_year, self.formed_on)
    }
}

/// What the caller may do with a hub now.
pub fn allowed_actions(caller: &Caller, hub: &Hub) -> Vec<String> {
    let subject = of_institution(hub.institution_id);
    let may = |action, word: &str| allows(caller, action, subject).then(|| word.to_owned());
    let transitions = lifecycle::allowed(caller, hub.status, subject).into_iter().map(|to| format!("transition:{to}"));
    [
        may(Action::EditHub, "update"),
        may(Action::ManageUsers, "members"),
        may(Action::ManageUsers, "invite"),
        may(Action::CreateInnovation, "document"),
    ]
    .into_iter()
    .flatten()
    .chain(transitions)
    .collect()
}

/// Proposes a hub.
pub fn create(conn: &mut Conn, change: &Change, once: &Once, new: &NewHub) -> Result<Answer, Error> {
    let (caller, member, trail) = change.by(conn)?;
    if !allows(&caller, Action::FormHub, of_institution(new.institution_id)) {
        return Err(forbidden().into());
    }
    must_exist(conn, new.institution_id)?;
    once.run(conn, member.id, |conn| {
        let there: Option<Id> =
            query!(conn, c => hubs::table.filter(hubs::institution_id.eq(new.institution_id)).select(hubs::id).first(c).optional())?;
        if there.is_some() {
            return Err(taken("Instansi ini sudah punya hub.", "The institution has a hub already.", &["institution_id"], there).into());
        }
        let id = propose(conn, &trail, new)?;
        let mut made = queries::find(conn, &caller, &id.to_string())?.ok_or_else(|| Error::internal("a hub was not stored"))?;
        made.allowed_actions = Some(allowed_actions(&caller, &made));
        Answer::created(format!("/api/v1/hubs/{id}"), 1, &made)
    })
}

/// Stores a proposed hub of an institution that has none.
pub fn propose(conn: &mut Conn, trail: &Trail, new: &NewHub) -> Result<Id, Error> {
    let code: String =
        query!(conn, c => institutions::table.filter(institutions::id.eq(new.institution_id)).select(institutions::code).first(c))?;
    let (id, now) = (Id::new(), Instant::now());
    let slug = if is_reserved(&code) || queries::place(conn, &code)?.is_some() { with_id(&code, id) } else { code };
    let row = (
        hubs::id.eq(id),
        hubs::institution_id.eq(new.institution_id),
        hubs::name.eq(new.name.trim()),
        hubs::name_key.eq(fold(new.name.trim())),
        hubs::sort_key.eq(sort_key(&new.name)),
        hubs::slug.eq(&slug),
        hubs::status.eq(HubStatus::Proposed),
        hubs::basis.eq(new.basis),
        hubs::created_at.eq(now),
        hubs::updated_at.eq(now),
    );
    query!(conn, c => diesel::insert_into(hubs::table).values(row).execute(c))?;
    moving::note_step(conn, trail, id, None, &Step { to: HubStatus::Proposed, note: None, event_id: None })?;
    let event = Event {
        deed: Verb::Create.into(),
        record_type: RecordType::Hub,
        record_id: id.to_string(),
        summary: new.name.trim().to_owned(),
        before: None,
        after: Some(digest_of(new)?),
    };
    trail.note(conn, event)?;
    Ok(id)
}

/// Changes what the patch names.
pub fn update(conn: &mut Conn, change: &Change, handle: &str, patch: &MergePatch) -> Result<Answer, Error> {
    let (caller, _, trail) = change.by(conn)?;
    let row = queries::row_to_change(conn, &caller, handle)?.ok_or_else(not_found)?;
    let subject = of_institution(row.institution_id);
    if !allows(&caller, Action::EditHub, subject) {
        return Err(forbidden().into());
    }
    change.needs(row.version)?;
    let before = HubPatch::of(&row);
    let after = patch.apply::<HubPatch>(&before)?.dated(patch);
    if before.rests_on() != after.rests_on() {
        if !allows(&caller, Action::FormHub, subject) {
            return Err(forbidden().into());
        }
        after.agrees_with(row.status)?;
    }
    if after == before {
        return answer(conn, &caller, row.id);
    }
    query!(conn, c => diesel::update(hubs::table.filter(hubs::id.eq(row.id)))
        .set((
            hubs::name.eq(after.name.trim()),
            hubs::name_key.eq(fold(after.name.trim())),
            hubs::sort_key.eq(sort_key(&after.name)),
            hubs::focus.eq(after.focus.as_deref()),
            hubs::description.eq(&after.description),
            hubs::contact_email.eq(&after.contact_email),
            hubs::basis.eq(after.basis),
            hubs::basis_ref.eq(after.basis_ref.as_deref()),
            hubs::formed_year.eq(after.formed_year),
            hubs::formed_on.eq(after.formed_on),
            hubs::updated_at.eq(Instant::now()),
            hubs::version.eq(row.version + 1),
        ))
        .execute(c))?;
    let event = Event {
        deed: Verb::Update.into(),
        record_type: RecordType::Hub,
        record_id: row.id.to_string(),
        summary: after.name.to_string(),
        before: Some(digest_of(&before)?),
        after: Some(digest_of(&after)?),
    };
    trail.note(conn, event)?;
    documents::index_hub(conn, row.id)?;
    answer(conn, &caller, row.id)
}

/// The hub as it is now.
pub(super) fn answer(conn: &mut Conn, caller: &Caller, id: Id) -> Result<Answer, Error> {
    let mut now = queries::find(conn, caller, &id.to_string())?.ok_or_else(not_found)?;
    now.allowed_actions = Some(allowed_actions(caller, &now));
    Answer::record(now.version, &now)
}
