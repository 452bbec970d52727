//! Revisions: every edit of a record, who made it, and what it changed. Each record keeps its own; what they have in
//! common is here.

mod kept;

pub(crate) use kept::kept;

use crate::db::{Id, Instant};
use crate::error::Error;
use crate::users::model::Person;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// Edits of a draft by one person within this time are one revision: autosave must not write history by the thousand.
const FOLD_MILLIS: i64 = 10 * 60 * 1000;

crate::db::types::text_enum! {
    /// How a revision came about.
    pub enum RevisionKind {
        /// The record was made.
        Create = "create",
        /// It was edited.
        Edit = "edit",
        /// An admin corrected it, outside of its drafting.
        Correction = "correction",
        /// An earlier revision was restored.
        Restore = "restore",
    }
}

/// A field that a revision changed.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct FieldChange {
    /// The field.
    #[schema(example = "summary")]
    pub field: String,
    /// Its value before; null when there was none.
    #[schema(value_type = Value)]
    pub before: Value,
    /// Its value after; null when there is none.
    #[schema(value_type = Value)]
    pub after: Value,
}

/// An edit of a record.
#[derive(Serialize, ToSchema)]
pub struct Revision {
    /// The record's version after it.
    #[schema(example = 3)]
    pub version: i64,
    /// When its first edit was made; later ones by the same person within ten minutes belong to it.
    pub started_at: Instant,
    /// When its last edit was made.
    pub at: Instant,
    /// Who made it.
    #[schema(required = true)]
    pub by: Option<Person>,
    /// How it came about.
    pub kind: RevisionKind,
    /// With `restore`: the version that was restored.
    #[schema(required = true)]
    pub restored_version: Option<i64>,
    /// What it changed, by field.
    pub changes: Vec<FieldChange>,
}

/// A revision as stored.
pub struct Stored {
    /// The record's version after it.
    pub version: i64,
    /// How it came about.
    pub kind: RevisionKind,
    /// With `restore`: the version that was restored.
    pub restored_version: Option<i64>,
    /// When its first edit was made.
    pub started_at: Instant,
    /// When its last edit was made.
    pub at: Instant,
    /// The content after it, as JSON.
    pub content: String,
}

/// An edit that is to be kept.
pub struct Edit<'a, C> {
    /// Who made it.
    pub by: Id,
    /// How it came about.
    pub kind: RevisionKind,
    /// With `restore`: the version that was restored.
    pub restored_version: Option<i64>,
    /// The record's version after it.
    pub version: i64,
    /// Whether the record is a draft, whose edits fold.
    pub drafting: bool,
    /// The content after it.
    pub content: &'a C,
}

/// The newest revision of a record, by which the next one is judged.
pub type Newest = (Id, i64, Option<Id>, Instant, RevisionKind);

impl<'a, C> Edit<'a, C> {
    /// That which made the record.
    pub fn first(by: Id, content: &'a C) -> Self {
        Self { by, kind: RevisionKind::Create, restored_version: None, version: 1, drafting: true, content }
    }

    /// Whether it belongs to the newest revision: an edit of a draft by the same person soon after, with nothing else between.
    pub fn belongs_to(&self, (_, version, by, started_at, kind): &Newest) -> bool {
        let same = *by == Some(self.by) && *version + 1 == self.version && Instant::now().0 - started_at.0 < FOLD_MILLIS;
        let edits = self.kind == RevisionKind::Edit && matches!(kind, RevisionKind::Create | RevisionKind::Edit);
        same && self.drafting && edits
    }
}

/// The wire forms of at most so many revisions that were read newest first, one more than are told: the changes of each
/// are against the one before it.
pub fn told(rows: Vec<(Stored, Option<Person>)>, most: usize) -> Result<Vec<Revision>, Error> {
    let contents: Vec<Map<String, Value>> = rows.iter().map(|(row, _)| serde_json::from_str(&row.content)).collect::<Result<_, _>>()?;
    let nothing = Map::new();
    let revision = |(n, (row, by)): (usize, (Stored, Option<Person>))| Revision {
        version: row.version,
        started_at: row.started_at,
        at: row.at,
        by,
        kind: row.kind,
        restored_version: row.restored_version,
        changes: differences(contents.get(n + 1).unwrap_or(&nothing), contents.get(n).unwrap_or(&nothing)),
    };
    Ok(rows.into_iter().enumerate().map(revision).take(most).collect())
}

/// The fields in which two contents differ; what is empty counts as absent.
fn differences(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<FieldChange> {
    let value = |of: &Map<String, Value>, field: &str| {
        of.get(field).filter(|value| !value.as_array().is_some_and(Vec::is_empty)).cloned().unwrap_or(Value::Null)
    };
    let mut fields: Vec<&String> = after.keys().chain(before.keys()).collect();
    fields.sort();
    fields.dedup();
    fields
        .into_iter()
        .map(|field| FieldChange { field: field.clone(), before: value(before, field), after: value(after, field) })
        .filter(|change| change.before != change.after)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let before = object(json!({"title": "Lama", "summary": "sama", "sdgs": [], "keywords": ["a"]}));
        let after = object(json!({"title": "Baru", "summary": "sama", "sdgs": [3], "keywords": []}));
        let fields: Vec<String> =
            differences(&before, &after).into_iter().map(|c| format!("{} {} {}", c.field, c.before, c.after)).collect();
        assert_eq!(fields, ["keywords [\"a\"] null", "sdgs null [3]", "title \"Lama\" \"Baru\""]);
    }
}
