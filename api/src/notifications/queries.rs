//! Reading notifications, and marking them read.

use super::model::NotificationRow;
use crate::db::schema::notifications;
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::listing::Limit;
use diesel::prelude::*;

/// One more notification of a person than the page holds, the newest first, from after one on.
pub fn list(conn: &mut Conn, user: Id, unread: Option<bool>, after: Option<Id>, limit: Limit) -> Result<Vec<NotificationRow>, Error> {
    Ok(query!(conn, c => {
        let mut found = notifications::table.filter(notifications::user_id.eq(user)).into_boxed();
        match unread {
            Some(true) => found = found.filter(notifications::read_at.is_null()),
            Some(false) => found = found.filter(notifications::read_at.is_not_null()),
            None => {}
        }
        if let Some(after) = after {
            found = found.filter(notifications::id.lt(after));
        }
        found.order(notifications::id.desc()).limit(limit.and_one()).select(NotificationRow::as_select()).load(c)
    })?)
}

/// How many a person has not read; counted to [`MOST_COUNTED`].
pub fn count_unread(conn: &mut Conn, user: Id) -> Result<i64, Error> {
    let unread = notifications::table.filter(notifications::user_id.eq(user).and(notifications::read_at.is_null()));
    let some: Vec<Id> = query!(conn, c => unread.limit(MOST_COUNTED).select(notifications::id).load(c))?;
    Ok(i64::try_from(some.len()).unwrap_or(MOST_COUNTED))
}

/// A badge says no more than this.
pub const MOST_COUNTED: i64 = 1000;

/// One of a person.
pub fn find(conn: &mut Conn, user: Id, id: Id) -> Result<Option<NotificationRow>, Error> {
    Ok(query!(conn, c => notifications::table
        .filter(notifications::user_id.eq(user).and(notifications::id.eq(id)))
        .select(NotificationRow::as_select())
        .first(c)
        .optional())?)
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
