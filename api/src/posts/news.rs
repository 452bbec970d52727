//! Whom a step of a post concerns.

use super::model::PostRow;
use super::queries;
use crate::audit::Trail;
use crate::db::schema::users;
use crate::db::{Conn, Id, query};
use crate::error::Error;
use crate::mentions;
use crate::notifications::model::{NotificationKind, Subject};
use crate::notifications::telling::{News, tell};
use crate::saved_searches;
use crate::search::documents::Found;
use crate::search::text::fold;
use crate::subscriptions::{self, Followed};
use diesel::prelude::*;

fn news(kind: NotificationKind, post: &PostRow) -> News<'_> {
    News { kind, subject: Subject::Post, id: post.id, title: &post.title, path: format!("/posts/{}", post.slug), detail: None }
}

/// Tells people that they are mentioned; those who were before the edit know it.
pub fn mentioned(conn: &mut Conn, trail: &Trail, post: &PostRow, body: &str, before: Option<&str>) -> Result<(), Error> {
    let known = before.map(mentions::in_text).unwrap_or_default();
    let people: Vec<Id> = mentions::in_text(body).into_iter().filter(|id| !known.contains(id) && *id != post.author_id).collect();
    let people = active(conn, &people)?;
    tell(conn, trail, &people, &news(NotificationKind::Mentioned, post))
}

/// Those among these people who have an account that is active.
pub fn active(conn: &mut Conn, people: &[Id]) -> Result<Vec<Id>, Error> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    Ok(query!(conn, c => users::table.filter(users::id.eq_any(people).and(users::active.eq(true))).select(users::id).load(c))?)
}

/// Tells those who follow its hub, its tags, its innovations or its author, and those whose saved searches it matches.
pub fn published(conn: &mut Conn, trail: &Trail, post: &PostRow) -> Result<(), Error> {
    let mut of: Vec<(Followed, String)> = vec![(Followed::Author, post.author_id.to_string())];
    of.extend(post.hub_id.map(|hub| (Followed::Hub, hub.to_string())));
    of.extend(post.tags.read::<Vec<String>>()?.iter().map(|tag| (Followed::Tag, fold(tag))));
    of.extend(queries::links(conn, post.seq, "innovation")?.into_iter().map(|id| (Followed::Innovation, id.to_string())));
    let people = but(subscriptions::followers(conn, &of)?, post.author_id);
    tell(conn, trail, &people, &news(NotificationKind::FollowedPost, post))?;
    let matched = but(saved_searches::matching(conn, Found::Post, post.id)?, post.author_id);
    let matched: Vec<Id> = matched.into_iter().filter(|id| !people.contains(id)).collect();
    tell(conn, trail, &matched, &news(NotificationKind::SearchMatched, post))
}

fn but(people: Vec<Id>, author: Id) -> Vec<Id> {
    people.into_iter().filter(|id| *id != author).collect()
}

/// Tells whose answer was accepted.
pub fn accepted(conn: &mut Conn, trail: &Trail, post: &PostRow, author: Id) -> Result<(), Error> {
    tell(conn, trail, &[author], &news(NotificationKind::AnswerAccepted, post))
}

/// Tells the author that a post is hidden, or seen again.
pub fn moderated(conn: &mut Conn, trail: &Trail, post: &PostRow) -> Result<(), Error> {
    tell(conn, trail, &[post.author_id], &news(NotificationKind::Moderated, post))
}
