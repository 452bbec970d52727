//! Whom a step of an innovation concerns.

use super::model::Status;
use crate::audit::Trail;
use crate::auth::policy::Role;
use crate::db::{Conn, Id};
use crate::error::Error;
use crate::notifications::model::{NotificationKind, Subject};
use crate::notifications::telling::{News, everybody, tell};
use crate::saved_searches;
use crate::search::documents::Found;
use crate::subscriptions::{self, Followed};

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
        tell(conn, trail, &people, &self.news(kind, why))
    }

    fn news<'a>(&'a self, kind: NotificationKind, detail: Option<&'a str>) -> News<'a> {
        let path = format!("/innovations/{}", self.slug);
        News { kind, subject: Subject::Innovation, id: self.id, title: self.title, path, detail }
    }

    /// Tells those who follow its hub, and those whose saved searches it matches, that it was published for the first time.
    pub fn tell_followers(&self, conn: &mut Conn, trail: &Trail, hub: Id) -> Result<(), Error> {
        let but_owners = |people: Vec<Id>| people.into_iter().filter(|id| !self.owners.contains(id)).collect::<Vec<_>>();
        let people = but_owners(subscriptions::followers(conn, &[(Followed::Hub, hub.to_string())])?);
        tell(conn, trail, &people, &self.news(NotificationKind::FollowedInnovation, None))?;
        let matched = but_owners(saved_searches::matching(conn, Found::Innovation, self.id)?);
        let matched: Vec<Id> = matched.into_iter().filter(|id| !people.contains(id)).collect();
        tell(conn, trail, &matched, &self.news(NotificationKind::SearchMatched, None))
    }
}
