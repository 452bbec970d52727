//! The way of a record through its statuses, as callers see it.

use super::json::invalid;
use super::locale::Text;
use super::problem::{FieldError, Problem};
use crate::db::{Id, Instant};
use crate::text::said;
use crate::users::model::Person;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// A change of status, as stored: from, to, when, by whom, and why.
pub type TransitionRow = (Option<String>, String, Instant, Option<Person>, Option<String>);

/// A change of status.
#[derive(Serialize, ToSchema)]
pub struct Transition {
    /// The status before, null when the record was made; only for those who see it from inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "submitted")]
    pub from: Option<Option<String>>,
    /// The status since.
    #[schema(example = "published")]
    pub to: String,
    /// When.
    pub at: Instant,
    /// The user who did it; only for those who see the record from inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Person>,
    /// Why; only for those who see the record from inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The event that it came from, where the caller sees that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_id: Option<Id>,
}

impl Transition {
    /// The wire form; from outside only `to` and `at` are seen.
    pub fn new((from, to, at, by, note): TransitionRow, inside: bool) -> Self {
        let event_id = None;
        if inside {
            Self { from: Some(from), to, at, by, note, event_id }
        } else {
            Self { from: None, to, at, by: None, note: None, event_id }
        }
    }
}

/// All changes of a record's status, and the next ones.
#[derive(Serialize, ToSchema)]
pub struct Transitions {
    /// What happened, the oldest first.
    pub items: Vec<Transition>,
    /// Statuses that this caller may take the record to now.
    #[schema(example = json!(["archived"]))]
    pub allowed: Vec<String>,
}

/// Where a record is to go, and why.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "submitted"}))]
pub struct TransitionRequest {
    /// The status to go to.
    #[validate(length(min = 1, max = 40))]
    #[schema(max_length = 40)]
    pub to: String,
    /// Why: seen by those who see the record from inside. At most 2,000 characters.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// 422 for a status that the record does not have.
pub fn unknown_status() -> Problem {
    let message = Text::new("Status ini tidak ada.", "There is no such status.");
    invalid(vec![FieldError { pointer: "/to".into(), code: "unknown_status", message }])
}

impl TransitionRequest {
    /// The note, if it says something.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref().and_then(said)
    }
}
