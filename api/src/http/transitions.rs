//! The way of a record through its statuses, as callers see it.

use crate::db::{Id, Instant};
use serde::Serialize;
use utoipa::ToSchema;

/// A change of status, as stored: from, to, when, by whom, and why.
pub type TransitionRow = (Option<String>, String, Instant, Option<Id>, Option<String>);

/// A change of status.
#[derive(Serialize, ToSchema)]
pub struct Transition {
    /// The status before; only for those who see the record from inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "submitted")]
    pub from: Option<String>,
    /// The status since.
    #[schema(example = "published")]
    pub to: String,
    /// When.
    pub at: Instant,
    /// The user who did it; only for those who see the record from inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// Why; only for those who see the record from inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Transition {
    /// The wire form; from outside only `to` and `at` are seen.
    pub fn new((from, to, at, by, note): TransitionRow, inside: bool) -> Self {
        if inside { Self { from, to, at, by, note } } else { Self { from: None, to, at, by: None, note: None } }
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
