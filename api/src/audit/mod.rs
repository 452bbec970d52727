//! The audit trail: who did what to which record. It only grows; the database refuses to change or remove it.

pub mod chain;
pub mod queries;
pub mod routes;

use crate::db::schema::audit_events;
use crate::db::{Conn, Id, Instant, insert_all, rows};
use crate::error::Error;
use aws_lc_rs::digest::{SHA256, digest};
use diesel::prelude::*;
use serde::Serialize;

/// Who changes something, and in which request.
#[derive(Clone, Debug)]
pub struct Trail {
    /// The signed-in user; none for what the system does, or a person without an account.
    pub actor: Option<Id>,
    /// The request.
    pub request_id: Option<String>,
}

/// What is noted of a change.
#[derive(Debug)]
pub struct Event<'a> {
    /// What was done: `create`, `update`, `transition:published`, ….
    pub action: &'a str,
    /// The kind of record.
    pub record_type: &'static str,
    /// The record.
    pub record_id: String,
    /// One line for people: the record by its name.
    pub summary: String,
    /// Digest of the record before.
    pub before: Option<String>,
    /// Digest of the record after.
    pub after: Option<String>,
}

impl Trail {
    /// The trail of the system itself, or of a command at its console.
    pub const SYSTEM: Self = Self { actor: None, request_id: None };

    /// Notes a change, in the transaction that makes it.
    pub fn note(&self, conn: &mut Conn, event: Event<'_>) -> Result<(), Error> {
        note_all(conn, [(self, event)])
    }
}

/// Notes several changes, in the transaction that makes them.
pub fn note_all<'a>(conn: &mut Conn, changes: impl IntoIterator<Item = (&'a Trail, Event<'a>)>) -> Result<(), Error> {
    Ok(insert_all!(conn, audit_events::table, changes.into_iter().map(Row::from))?)
}

rows! {
    struct Row<'a> in audit_events {
        id: Id,
        at: Instant,
        actor_id: Option<Id>,
        action: &'a str,
        record_type: &'static str,
        record_id: String,
        summary: String,
        before_sha256: Option<String>,
        after_sha256: Option<String>,
        request_id: Option<&'a str>,
    }
}

impl<'a> From<(&'a Trail, Event<'a>)> for Row<'a> {
    fn from((trail, event): (&'a Trail, Event<'a>)) -> Self {
        Self {
            id: Id::new(),
            at: Instant::now(),
            actor_id: trail.actor,
            action: event.action,
            record_type: event.record_type,
            record_id: event.record_id,
            summary: event.summary,
            before_sha256: event.before,
            after_sha256: event.after,
            request_id: trail.request_id.as_deref(),
        }
    }
}

/// SHA-256 of a text, in hexadecimal.
pub fn sha256(text: impl AsRef<[u8]>) -> String {
    digest(&SHA256, text.as_ref()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 of a record's JSON.
pub fn digest_of<T: Serialize>(record: &T) -> Result<String, Error> {
    Ok(sha256(serde_json::to_vec(record)?))
}
