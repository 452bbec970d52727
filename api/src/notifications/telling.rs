//! Telling people: one function per occasion would be too many, so a [`News`] says what, and the callers to whom.

use super::model::{NotificationKind, Subject};
use crate::audit::Trail;
use crate::auth::Member;
use crate::auth::policy::Role;
use crate::db::schema::{notifications, users};
use crate::db::{Conn, Id, Instant, RawJson, query};
use crate::error::Error;
use diesel::prelude::*;

/// People that one step tells at most.
const MOST: i64 = 1000;
/// Longest note that is passed on, in characters.
const LONGEST_DETAIL: usize = 500;

/// Something to tell.
pub struct News<'a> {
    /// What it is about.
    pub kind: NotificationKind,
    /// What the record is.
    pub subject: Subject,
    /// The record.
    pub id: Id,
    /// Its name now; whoever reads of it sees the one that it has then.
    pub title: &'a str,
    /// Its page, below the public address.
    pub path: String,
    /// A note that belongs to it, told to those who read the record from inside. The text of a comment is none: that is read when it is told.
    pub detail: Option<&'a str>,
}

/// Tells people; never whoever made the step.
pub fn tell(conn: &mut Conn, trail: &Trail, people: &[Id], news: &News<'_>) -> Result<(), Error> {
    tell_of_part(conn, trail, people, news, None)
}

/// The same of a part of the record, such as an action item, by which what is told is looked up when it is shown.
pub fn tell_of_part(conn: &mut Conn, trail: &Trail, people: &[Id], news: &News<'_>, part: Option<Id>) -> Result<(), Error> {
    for (n, person) in people.iter().enumerate() {
        if Some(*person) == trail.actor || people[..n].contains(person) {
            continue;
        }
        note(conn, trail, *person, news, part)?;
    }
    Ok(())
}

/// Tells somebody of a change of their own account, whoever made it.
pub fn tell_of_account(conn: &mut Conn, trail: &Trail, kind: NotificationKind, person: Id, name: &str) -> Result<(), Error> {
    let news = News { kind, subject: Subject::User, id: person, title: name, path: "/me".into(), detail: None };
    note(conn, trail, person, &news, None)
}

fn note(conn: &mut Conn, trail: &Trail, person: Id, news: &News<'_>, part: Option<Id>) -> Result<(), Error> {
    let now = Instant::now();
    let longest = if news.kind.has_facts() { usize::MAX } else { LONGEST_DETAIL };
    let detail = news.detail.map(|note| note.chars().take(longest).collect::<String>());
    let row = (
        notifications::id.eq(Id::new()),
        notifications::user_id.eq(person),
        notifications::kind.eq(news.kind),
        notifications::record_type.eq(news.subject),
        notifications::record_id.eq(news.id.to_string()),
        notifications::record_title.eq(news.title),
        notifications::path.eq(&news.path),
        notifications::detail.eq(detail),
        notifications::created_at.eq(now),
        notifications::by_user.eq(trail.actor),
        notifications::part_id.eq(part.map(|id| id.to_string())),
        notifications::mail_due_at.eq(news.kind.is_mailed().then_some(now)),
    );
    query!(conn, c => diesel::insert_into(notifications::table).values(row).execute(c))?;
    Ok(())
}

/// Those of these people who have an account that is active, as the policy knows them.
pub fn members(conn: &mut Conn, people: &[Id]) -> Result<Vec<Member>, Error> {
    let found: Vec<(Id, Option<Id>, RawJson)> = query!(conn, c => users::table
        .filter(users::id.eq_any(people).and(users::active.eq(true)))
        .order(users::id.asc())
        .limit(MOST)
        .select((users::id, users::institution_id, users::roles))
        .load(c))?;
    found
        .into_iter()
        .map(|(id, institution_id, roles)| Ok(Member { id, session_id: Id::NIL, institution_id, roles: roles.read()? }))
        .collect()
}

/// The active people of some institutions who have one of two roles.
pub fn staff(conn: &mut Conn, institutions: &[Id], roles: [Role; 2]) -> Result<Vec<Id>, Error> {
    let [a, b] = roles.map(|role| format!("%\"{role}\"%"));
    Ok(query!(conn, c => users::table
        .filter(users::active.eq(true).and(users::institution_id.eq_any(institutions)))
        .filter(users::roles.like(a).or(users::roles.like(b)))
        .order(users::id.asc())
        .limit(MOST)
        .select(users::id)
        .load(c))?)
}

/// The active people who have a role, wherever they are at home but at one institution.
pub fn everybody(conn: &mut Conn, role: Role, but_of: Option<Id>) -> Result<Vec<Id>, Error> {
    let excluded = but_of.unwrap_or(Id::NIL);
    Ok(query!(conn, c => users::table
        .filter(users::active.eq(true).and(users::roles.like(format!("%\"{role}\"%"))))
        .filter(users::institution_id.is_null().or(users::institution_id.ne(excluded)))
        .order(users::id.asc())
        .limit(MOST)
        .select(users::id)
        .load(c))?)
}

/// Who moderates what the hub of an institution shares; the admins where it has nobody.
pub fn staff_of_moderation(conn: &mut Conn, institution: Option<Id>) -> Result<Vec<Id>, Error> {
    let institutions: Vec<Id> = institution.into_iter().collect();
    let mut people = staff(conn, &institutions, [Role::HubManager, Role::HubManager])?;
    if people.is_empty() {
        people = everybody(conn, Role::Admin, None)?;
    }
    Ok(people)
}
