//! Reading notifications, and marking them read.

use super::model::{NotificationRow, Shown};
use super::records::Records;
use super::telling::members;
use crate::auth::Caller;
use crate::db::schema::notifications;
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::listing::Limit;
use diesel::prelude::*;
use std::collections::HashMap;

/// Rows that are read at a time to fill a page.
const CHUNK: i64 = 100;
/// Rows that one page looks through at most: what lies beyond comes with the next.
const MOST_LOOKED_AT: usize = 1000;

/// What a person may hear of, the newest first, from after one on: one more than the page holds, if there are so many.
/// `unread` are those that were not read and wait for nothing that is over.
pub fn list(conn: &mut Conn, caller: &Caller, unread: Option<bool>, after: Option<Id>, limit: Limit) -> Result<Page, Error> {
    let user = caller.signed_in()?.id;
    let wanted = usize::try_from(limit.and_one()).unwrap_or(usize::MAX);
    let (mut shown, mut last, mut looked_at) = (Vec::new(), after, 0);
    loop {
        let rows = stored(conn, user, unread, last, CHUNK)?;
        let more = rows.len() >= usize::try_from(CHUNK).unwrap_or(usize::MAX);
        last = rows.last().map(|row| row.id).or(last);
        looked_at += rows.len();
        let may_be_heard = show(conn, caller, rows)?.into_iter();
        shown.extend(may_be_heard.filter(|shown| unread.is_none_or(|unread| unread == shown.read_at().is_none())));
        if !more || shown.len() >= wanted {
            shown.truncate(wanted);
            return Ok(Page { shown, rest_after: None });
        }
        if looked_at >= MOST_LOOKED_AT {
            return Ok(Page { shown, rest_after: last });
        }
    }
}

/// A page of what may be heard.
pub struct Page {
    /// The notices.
    pub shown: Vec<Shown>,
    /// Where the next page begins, when this one was cut short because too much of what it looked through may not be heard.
    pub rest_after: Option<Id>,
}

fn stored(conn: &mut Conn, user: Id, unread: Option<bool>, after: Option<Id>, most: i64) -> Result<Vec<NotificationRow>, Error> {
    Ok(query!(conn, c => {
        let mut found = notifications::table.filter(notifications::user_id.eq(user)).into_boxed();
        if unread == Some(true) {
            found = found.filter(notifications::read_at.is_null());
        }
        if let Some(after) = after {
            found = found.filter(notifications::id.lt(after));
        }
        found.order(notifications::id.desc()).limit(most).select(NotificationRow::as_select()).load(c)
    })?)
}

/// Those among one person's notices that they may hear of, as they are now.
pub fn show(conn: &mut Conn, caller: &Caller, rows: Vec<NotificationRow>) -> Result<Vec<Shown>, Error> {
    let records = Records::of(conn, &rows)?;
    Ok(rows.into_iter().filter_map(|row| records.show(caller, row)).collect())
}

/// The same for notices of several people; of those who have no account that is active, none.
pub fn show_each(conn: &mut Conn, rows: Vec<NotificationRow>) -> Result<Vec<Shown>, Error> {
    let readers = readers(conn, &rows.iter().map(|row| row.user_id).collect::<Vec<_>>())?;
    let records = Records::of(conn, &rows)?;
    Ok(rows.into_iter().filter_map(|row| records.show(readers.get(&row.user_id)?, row)).collect())
}

/// These people as callers, by what the database knows of them now; only those whose account is active.
fn readers(conn: &mut Conn, ids: &[Id]) -> Result<HashMap<Id, Caller>, Error> {
    let mut readers = HashMap::new();
    for some in ids.chunks(500) {
        readers.extend(members(conn, some)?.into_iter().map(|member| (member.id, Caller::Member(member))));
    }
    Ok(readers)
}

/// One person as a caller; none when the account is not active.
pub fn reader(conn: &mut Conn, user: Id) -> Result<Option<Caller>, Error> {
    Ok(members(conn, &[user])?.pop().map(Caller::Member))
}

/// How many a person may hear of and has not read; counted among the newest [`MOST_COUNTED`].
pub fn count_unread(conn: &mut Conn, caller: &Caller) -> Result<i64, Error> {
    let unread = stored(conn, caller.signed_in()?.id, Some(true), None, MOST_COUNTED)?;
    let counted = show(conn, caller, unread)?.iter().filter(|shown| shown.read_at().is_none()).count();
    Ok(i64::try_from(counted).unwrap_or(MOST_COUNTED))
}

/// A badge says no more than this.
pub const MOST_COUNTED: i64 = 1000;

/// One of a person, when they may hear of it.
pub fn find(conn: &mut Conn, caller: &Caller, id: Id) -> Result<Option<Shown>, Error> {
    let user = caller.signed_in()?.id;
    let found: Vec<NotificationRow> = query!(conn, c => notifications::table
        .filter(notifications::user_id.eq(user).and(notifications::id.eq(id)))
        .select(NotificationRow::as_select())
        .load(c))?;
    Ok(show(conn, caller, found)?.pop())
}

/// Marks one as read or unread.
pub fn mark(conn: &mut Conn, id: Id, read: bool) -> Result<(), Error> {
    let read_at = read.then(Instant::now);
    let found = notifications::table.filter(notifications::id.eq(id));
    match read_at {
        Some(now) => {
            query!(conn, c => diesel::update(found.filter(notifications::read_at.is_null())).set(notifications::read_at.eq(now)).execute(c))?
        }
        None => query!(conn, c => diesel::update(found).set(notifications::read_at.eq(None::<Instant>)).execute(c))?,
    };
    Ok(())
}

/// Marks all of a person as read, those up to one that was seen; how many there were.
pub fn mark_all(conn: &mut Conn, user: Id, up_to: Option<Id>) -> Result<usize, Error> {
    let unread = notifications::user_id.eq(user).and(notifications::read_at.is_null());
    Ok(query!(conn, c => match up_to {
        Some(last) => diesel::update(notifications::table.filter(unread.and(notifications::id.le(last)))).set(notifications::read_at.eq(Instant::now())).execute(c),
        None => diesel::update(notifications::table.filter(unread)).set(notifications::read_at.eq(Instant::now())).execute(c),
    })?)
}

/// Removes one.
pub fn remove(conn: &mut Conn, id: Id) -> Result<(), Error> {
    query!(conn, c => diesel::delete(notifications::table.filter(notifications::id.eq(id))).execute(c))?;
    Ok(())
}
