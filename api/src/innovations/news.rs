//! Whom a step of an innovation concerns.

use super::model::Status;
use crate::audit::Trail;
use crate::auth::policy::{Action, Role, Subject, allows, of_institution};
use crate::auth::{Caller, Member};
use crate::db::schema::{innovation_transitions, innovations};
use crate::db::{Conn, Id, query};
use crate::error::Error;
use crate::notifications::model::{NotificationKind, Subject as Told};
use crate::notifications::telling::{News, everybody, members, staff, tell};
use crate::saved_searches;
use crate::search::documents::Found;
use crate::subscriptions::{self, Followed};
use diesel::prelude::*;

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
    /// The status that it had.
    pub from: Status,
}

impl Moved<'_> {
    /// Tells the reviewers of what waits for them, and the owners of what became of theirs.
    pub fn tell(&self, conn: &mut Conn, trail: &Trail, to: Status, why: Option<&str>) -> Result<(), Error> {
        let (kind, people) = match to {
            Status::Submitted => (NotificationKind::InnovationSubmitted, everybody(conn, Role::Reviewer, Some(self.institution_id))?),
            Status::InReview => (NotificationKind::InnovationInReview, self.concerned(conn)?),
            Status::RevisionRequested => (NotificationKind::RevisionRequested, self.concerned(conn)?),
            Status::Rejected => (NotificationKind::InnovationRejected, self.concerned(conn)?),
            Status::Published => (NotificationKind::InnovationPublished, self.concerned(conn)?),
            Status::Archived => (NotificationKind::InnovationArchived, self.concerned(conn)?),
            Status::Draft if self.from == Status::Submitted => (NotificationKind::InnovationWithdrawn, self.concerned(conn)?),
            Status::Draft => return Ok(()),
        };
        tell(conn, trail, &people, &self.news(kind, why))
    }

    /// Those owners who are at home and read it still; where there are none, the hub managers and who submitted it.
    fn concerned(&self, conn: &mut Conn) -> Result<Vec<Id>, Error> {
        let owners = self.readers_among(conn, self.owners)?;
        if owners.iter().any(|owner| owner.institution_id == Some(self.institution_id)) {
            return Ok(ids(owners));
        }
        let mut people = staff(conn, &[self.institution_id], [Role::HubManager; 2])?;
        people.extend(self.submitter(conn)?);
        let people = self.readers_among(conn, &people)?;
        Ok(ids(owners.into_iter().chain(people).collect()))
    }

    fn readers_among(&self, conn: &mut Conn, people: &[Id]) -> Result<Vec<Member>, Error> {
        let of = Subject { owner_ids: self.owners, ..of_institution(self.institution_id) };
        let reads = |member: &Member| allows(&Caller::Member(member.clone()), Action::ReadInnovation, of);
        Ok(members(conn, people)?.into_iter().filter(reads).collect())
    }

    fn submitter(&self, conn: &mut Conn) -> Result<Option<Id>, Error> {
        let found: Option<Option<Id>> = query!(conn, c => innovation_transitions::table
            .inner_join(innovations::table.on(innovations::seq.eq(innovation_transitions::seq)))
            .filter(innovations::id.eq(self.id).and(innovation_transitions::to_status.eq(Status::Submitted.as_str())))
            .order(innovation_transitions::at.desc())
            .select(innovation_transitions::by_user)
            .first(c)
            .optional())?;
        Ok(found.flatten())
    }

    fn news<'a>(&'a self, kind: NotificationKind, detail: Option<&'a str>) -> News<'a> {
        let path = format!("/innovations/{}", self.slug);
        News { kind, subject: Told::Innovation, id: self.id, title: self.title, path, detail }
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

fn ids(members: Vec<Member>) -> Vec<Id> {
    members.into_iter().map(|member| member.id).collect()
}
