//! Whom a step of an innovation concerns.

use super::model::Status;
use crate::audit::Trail;
use crate::auth::policy::Role;
use crate::db::{Conn, Id};
use crate::error::Error;
use crate::notifications::model::{NotificationKind, Subject};
use crate::notifications::telling::{News, everybody, tell};

/// An innovation that has moved.
pub struct Moved<'a> {
    /// Its id.
    pub id: Id,
    /// Its slug.
    pub slug: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its institution.
    pub institution_id: Id,
    /// Its owners.
    pub owners: &'a [Id],
}

impl Moved<'_> {
    /// Tells the reviewers of what waits for them, and the owners of what became of theirs.
    pub fn tell(&self, conn: &mut Conn, trail: &Trail, to: Status, why: Option<&str>) -> Result<(), Error> {
        let kind = match to {
            Status::Submitted => NotificationKind::InnovationSubmitted,
            Status::InReview => NotificationKind::InnovationInReview,
            Status::RevisionRequested => NotificationKind::RevisionRequested,
            Status::Rejected => NotificationKind::InnovationRejected,
            Status::Published => NotificationKind::InnovationPublished,
            Status::Draft | Status::Archived => return Ok(()),
        };
        let people = match to {
            Status::Submitted => everybody(conn, Role::Reviewer, Some(self.institution_id))?,
            _ => self.owners.to_vec(),
        };
        let path = format!("/innovations/{}", self.slug);
        let news = News { kind, subject: Subject::Innovation, id: self.id, title: self.title, path, detail: why };
        tell(conn, trail, &people, &news)
    }
}
