//! The audit trail: who did what to which record. It only grows; the database refuses to change or remove it.

pub mod chain;
pub mod queries;
pub mod routes;

use crate::db::schema::audit_events;
use crate::db::{Conn, Id, Instant, query};
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
        let row = (
            audit_events::id.eq(Id::new()),
            audit_events::at.eq(Instant::now()),
            audit_events::actor_id.eq(self.actor),
            audit_events::action.eq(event.action),
            audit_events::record_type.eq(event.record_type),
            audit_events::record_id.eq(&event.record_id),
            audit_events::summary.eq(&event.summary),
            audit_events::before_sha256.eq(&event.before),
            audit_events::after_sha256.eq(&event.after),
            audit_events::request_id.eq(&self.request_id),
        );
        query!(conn, c => diesel::insert_into(audit_events::table).values(row).execute(c))?;
        Ok(())
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
