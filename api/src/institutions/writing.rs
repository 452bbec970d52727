//! Making and changing institutions: for admins.

use super::model::{Institution, InstitutionKind, InstitutionRow};
use super::queries;
use crate::audit::{Event, RecordType, Verb, digest_of};
use crate::auth::Caller;
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::schema::institutions;
use crate::db::sort_key::sort_key;
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Once};
use crate::http::json::invalid;
use crate::http::locale::Text;
use crate::http::problem::{FieldError, forbidden, not_found, taken};
use crate::search::documents;
use crate::search::text::fold;
use crate::slug::is_reserved;
use crate::text::{Line, WebAddress};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// An institution to be made.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "kab-35-99", "name": "Pemerintah Kabupaten Contoh", "short_name": "Kab. Contoh", "kind": "regency", "region_code": "35.99"}))]
pub struct NewInstitution {
    /// Short code for addresses: lower-case letters, digits and hyphens. It stays.
    #[validate(length(min = 2, max = 60))]
    #[schema(min_length = 2, max_length = 60, pattern = "^[a-z0-9][a-z0-9-]*[a-z0-9]$")]
    pub code: String,
    /// Official name, 1-200 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub name: Line<1, 200>,
    /// Name in everyday use, 1-100 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 100)]
    pub short_name: Line<1, 100>,
    /// What it is.
    pub kind: InstitutionKind,
    /// Kemendagri code of a region.
    #[validate(nested)]
    #[schema(value_type = Option<String>, max_length = 20)]
    pub region_code: Option<Line<0, 20>>,
    /// Website, http or https.
    #[validate(nested)]
    #[schema(value_type = Option<String>, max_length = 300)]
    pub website: Option<WebAddress<300>>,
}

/// What an admin may change of an institution (RFC 7396 merge patch).
#[derive(Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"website": "https://www.kemenkeu.go.id"}))]
pub struct InstitutionPatch {
    /// Official name, 1-200 characters.
    #[validate(nested)]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200)]
    pub name: Line<1, 200>,
    /// Name in everyday use, 1-100 characters.
    #[validate(nested)]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 100)]
    pub short_name: Line<1, 100>,
    /// What it is.
    #[schema(required = false)]
    pub kind: InstitutionKind,
    /// Kemendagri code of a region.
    #[validate(nested)]
    #[schema(value_type = Option<String>, max_length = 20)]
    pub region_code: Option<Line<0, 20>>,
    /// Website, http or https.
    #[validate(nested)]
    #[schema(value_type = Option<String>, max_length = 300)]
    pub website: Option<WebAddress<300>>,
}

/// What the caller may do with it now.
pub fn allowed_actions(caller: &Caller, institution: &Institution) -> Vec<String> {
    let may = allows(caller, Action::EditInstitution, of_institution(institution.id));
    may.then(|| "update".to_owned()).into_iter().collect()
}

fn is_code(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    plain && !text.starts_with('-') && !text.ends_with('-') && !is_reserved(text) && text.parse::<Id>().is_err()
}

/// Makes an institution.
pub fn create(conn: &mut Conn, change: &Change, once: &Once, new: &NewInstitution) -> Result<Answer, Error> {
    let (caller, member, trail) = change.by(conn)?;
    if !allows(&caller, Action::EditInstitution, of_institution(Id::NIL)) {
        return Err(forbidden().into());
    }
    if !is_code(&new.code) {
        let message = Text::new(
            "Hanya huruf kecil, angka dan tanda hubung di tengah, dan bukan kata yang dipakai alamat lain.",
            "Only lower-case letters, digits and hyphens inside, and no word that addresses use.",
        );
        return Err(invalid(vec![FieldError { pointer: "/code".into(), code: "pattern", message }]).into());
    }
    once.run(conn, member.id, |conn| {
        if let Some(there) = queries::find(conn, &new.code)? {
            return Err(taken("Kode ini sudah dipakai.", "This code is taken.", &["code"], Some(there.id)).into());
        }
        let (id, now) = (Id::new(), Instant::now());
        let row = (
            institutions::id.eq(id),
            institutions::code.eq(&new.code),
            institutions::name.eq(new.name.trim()),
            institutions::name_key.eq(fold(new.name.trim())),
            institutions::sort_key.eq(sort_key(&new.name)),
            institutions::short_name.eq(new.short_name.trim()),
            institutions::kind.eq(new.kind),
            institutions::region_code.eq(new.region_code.as_deref()),
            institutions::website.eq(new.website.as_deref()),
            institutions::created_at.eq(now),
            institutions::updated_at.eq(now),
        );
        query!(conn, c => diesel::insert_into(institutions::table).values(row).execute(c))?;
        let mut made = queries::find(conn, &new.code)?.ok_or_else(|| Error::internal("an institution was not stored"))?;
        let event = Event {
            deed: Verb::Create.into(),
            record_type: RecordType::Institution,
            record_id: id.to_string(),
            summary: made.name.clone(),
            before: None,
            after: Some(digest_of(&made)?),
        };
        trail.note(conn, event)?;
        documents::index_institution(conn, id)?;
        made.allowed_actions = Some(allowed_actions(&caller, &made));
        Answer::created(format!("/api/v1/institutions/{id}"), 1, &made)
    })
}

/// Changes what the patch names.
pub fn update(conn: &mut Conn, change: &Change, handle: &str, patch: &MergePatch) -> Result<Answer, Error> {
    let (caller, _, trail) = change.by(conn)?;
    let row: InstitutionRow = queries::row_to_change(conn, handle)?.ok_or_else(not_found)?;
    if !allows(&caller, Action::EditInstitution, of_institution(row.id)) {
        return Err(forbidden().into());
    }
    change.needs(row.version)?;
    let before = InstitutionPatch {
        name: row.name.into(),
        short_name: row.short_name.into(),
        kind: row.kind,
        region_code: row.region_code.map(Line::from),
        website: row.website.map(WebAddress::from),
    };
    let after: InstitutionPatch = patch.apply(&before)?;
    if after == before {
        return answer(conn, &caller, &row.code);
    }
    query!(conn, c => diesel::update(institutions::table.filter(institutions::id.eq(row.id)))
        .set((
            institutions::name.eq(after.name.trim()),
            institutions::name_key.eq(fold(after.name.trim())),
            institutions::sort_key.eq(sort_key(&after.name)),
            institutions::short_name.eq(after.short_name.trim()),
            institutions::kind.eq(after.kind),
            institutions::region_code.eq(after.region_code.as_deref()),
            institutions::website.eq(after.website.as_deref()),
            institutions::updated_at.eq(Instant::now()),
            institutions::version.eq(row.version + 1),
        ))
        .execute(c))?;
    let event = Event {
        deed: Verb::Update.into(),
        record_type: RecordType::Institution,
        record_id: row.id.to_string(),
        summary: after.name.to_string(),
        before: Some(digest_of(&before)?),
        after: Some(digest_of(&after)?),
    };
    trail.note(conn, event)?;
    documents::index_institution(conn, row.id)?;
    answer(conn, &caller, &row.code)
}

/// The institution as it is now.
fn answer(conn: &mut Conn, caller: &Caller, code: &str) -> Result<Answer, Error> {
    let mut now = queries::find(conn, code)?.ok_or_else(not_found)?;
    now.allowed_actions = Some(allowed_actions(caller, &now));
    Answer::record(now.version(), &now)
}
