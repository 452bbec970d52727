//! The people of an innovation whom the policy asks about: who owns it, and who had a hand in what it says.

use super::lifecycle;
use super::model::{Status, Stored};
use crate::auth::Caller;
use crate::auth::policy::{Action, Subject, permits};
use crate::db::schema::{innovation_revisions, innovation_transitions};
use crate::db::{Conn, Id, query};
use crate::error::Error;
use crate::revisions::RevisionKind;
use diesel::prelude::*;

/// The owners of a record, and its authors as far as the caller is concerned.
pub(super) struct People {
    pub(super) owners: Vec<Id>,
    authors: Vec<Id>,
}

impl People {
    /// Those of a record. Authors are looked up for callers who could review alone: nobody else is asked about them.
    pub(super) fn of(conn: &mut Conn, caller: &Caller, found: &Stored) -> Result<Self, Error> {
        let reviews = caller.member().is_some_and(|member| permits(member, Action::ReviewInnovation));
        let authors = if reviews { authors(conn, found)? } else { Vec::new() };
        Ok(Self { owners: found.row.owners()?, authors })
    }

    /// What the policy needs to know of the record.
    pub(super) fn subject(&self, found: &Stored) -> Subject<'_> {
        let row = &found.row;
        let submitted = lifecycle::was_submitted(row.status);
        Subject { institution_id: row.institution_id, owner_ids: &self.owners, authors: &self.authors, submitted }
    }
}

/// Who made the record, wrote any of its revisions, or ever submitted it. A correction by an admin is none: it is small and audited.
fn authors(conn: &mut Conn, found: &Stored) -> Result<Vec<Id>, Error> {
    let row = &found.row;
    let wrote: Vec<Option<Id>> = query!(conn, c => innovation_revisions::table
        .filter(innovation_revisions::seq.eq(row.seq).and(innovation_revisions::kind.ne(RevisionKind::Correction)))
        .select(innovation_revisions::by_user)
        .distinct()
        .load(c))?;
    let submission = innovation_transitions::to_status.eq(Status::Submitted.as_str());
    let submitted: Vec<Option<Id>> = query!(conn, c => innovation_transitions::table
        .filter(innovation_transitions::seq.eq(row.seq).and(submission))
        .select(innovation_transitions::by_user)
        .distinct()
        .load(c))?;
    Ok(row.created_by.into_iter().chain(wrote.into_iter().chain(submitted).flatten()).collect())
}
