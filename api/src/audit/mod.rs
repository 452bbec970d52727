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
use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Schema, Type};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

/// Who changes something, and in which request.
#[derive(Clone, Debug)]
pub struct Trail {
    /// The signed-in user; none for what the system does, or a person without an account.
    pub actor: Option<Id>,
    /// The request.
    pub request_id: Option<String>,
}

crate::db::types::text_enum! {
    /// The kinds of record that the trail speaks of.
    pub enum RecordType {
        /// An innovation.
        Innovation = "innovation",
        /// A hub.
        Hub = "hub",
        /// An institution.
        Institution = "institution",
        /// A MoU.
        Mou = "mou",
        /// An event.
        Event = "event",
        /// A post.
        Post = "post",
        /// A comment on a post.
        Comment = "comment",
        /// A report to the moderators.
        Report = "report",
        /// A group of words that the search holds for one.
        Synonym = "synonym",
        /// A person's account.
        User = "user",
        /// An invitation to an account.
        Invitation = "invitation",
        /// A session of a person.
        Session = "session",
        /// A key that signs tokens.
        SigningKey = "signing_key",
    }
}

crate::db::types::text_enum! {
    /// What is done to records, other than a step of their life cycle.
    pub enum Verb {
        /// Made.
        Create = "create",
        /// Changed.
        Update = "update",
        /// Corrected by an admin after its drafting.
        Correct = "correct",
        /// Given the content of an earlier revision.
        Restore = "restore",
        /// Removed.
        Delete = "delete",
        /// Given other owners.
        Reassign = "reassign",
        /// Reviewed.
        Review = "review",
        /// A person or an institution was invited.
        Invite = "invite",
        /// An institution is no longer invited.
        Uninvite = "uninvite",
        /// An invitation, or an answer to a question, was accepted.
        Accept = "accept",
        /// An answer is no longer the accepted one.
        Unaccept = "unaccept",
        /// An invitation was revoked.
        Revoke = "revoke",
        /// An account may be used again.
        Activate = "activate",
        /// An account may not be used any more.
        Deactivate = "deactivate",
        /// A person left the institution.
        RemoveMember = "remove_member",
        /// A link to set a new password was issued.
        ResetPassword = "reset_password",
        /// A password was set.
        SetPassword = "set_password",
        /// Somebody signed in.
        SignIn = "sign_in",
        /// Somebody tried to, with a wrong password or as nobody; how often and from where, the summary says.
        SignInFailed = "sign_in_failed",
        /// A session ended.
        SignOut = "sign_out",
        /// A key was replaced.
        Rotate = "rotate",
        /// A participant's answer, attendance or decision was recorded.
        Participant = "participant",
        /// Something to be done was noted, changed or removed.
        ActionItem = "action_item",
        /// A file was attached.
        Attach = "attach",
        /// A file was taken off.
        Detach = "detach",
        /// An institution checked in.
        CheckIn = "check_in",
        /// A comment was made.
        Comment = "comment",
        /// The document was uploaded or taken back.
        Document = "document",
        /// A party signed.
        Sign = "sign",
        /// A signature was given its artefact.
        Artefact = "artefact",
        /// An image was added.
        AddImage = "add_image",
        /// Comments were closed.
        Lock = "lock",
        /// Comments were opened again.
        Unlock = "unlock",
        /// A comment was hidden by a moderator.
        Hide = "hide",
        /// A comment was shown again.
        Unhide = "unhide",
        /// A moderator agreed with a report.
        Upheld = "upheld",
        /// A moderator did not.
        Dismissed = "dismissed",
    }
}

/// What was done: a verb, or a step of a life cycle, such as `transition:published`.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed(Cow<'static, str>);

impl Deed {
    /// The step of a life cycle to a status.
    pub fn step(to: impl Display) -> Self {
        Self(format!("{STEP}{to}").into())
    }

    /// The word in the contract and in the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const STEP: &str = "transition:";

impl FromStr for Deed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.strip_prefix(STEP) {
            Some(to) if !to.is_empty() && to.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') => Ok(Self::step(to)),
            _ => text.parse().map(Verb::into),
        }
    }
}

impl PartialSchema for Deed {
    fn schema() -> RefOr<Schema> {
        let step = ObjectBuilder::new().schema_type(Type::String).pattern(Some(format!("^{STEP}[a-z_]+$")));
        OneOfBuilder::new().item(Ref::from_schema_name(Verb::name())).item(step).examples([format!("{STEP}published")]).into()
    }
}

impl ToSchema for Deed {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Verb::name().into_owned(), Verb::schema()));
    }
}

impl From<Verb> for Deed {
    fn from(verb: Verb) -> Self {
        Self(verb.as_str().into())
    }
}

/// What is noted of a change.
#[derive(Debug)]
pub struct Event {
    /// What was done.
    pub deed: Deed,
    /// The kind of record.
    pub record_type: RecordType,
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
    pub fn note(&self, conn: &mut Conn, event: Event) -> Result<(), Error> {
        note_all(conn, [(self, event)])
    }
}

/// Notes several changes, in the transaction that makes them.
pub fn note_all<'a>(conn: &mut Conn, changes: impl IntoIterator<Item = (&'a Trail, Event)>) -> Result<(), Error> {
    Ok(insert_all!(conn, audit_events::table, changes.into_iter().map(Row::from))?)
}

rows! {
    struct Row<'a> in audit_events {
        id: Id,
        at: Instant,
        actor_id: Option<Id>,
        action: Cow<'static, str>,
        record_type: RecordType,
        record_id: String,
        summary: String,
        before_sha256: Option<String>,
        after_sha256: Option<String>,
        request_id: Option<&'a str>,
    }
}

impl<'a> From<(&'a Trail, Event)> for Row<'a> {
    fn from((trail, event): (&'a Trail, Event)) -> Self {
        Self {
            id: Id::new(),
            at: Instant::now(),
            actor_id: trail.actor,
            action: event.deed.0,
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
