//! Reading comments.

use super::model::{Comment, CommentEdit, CommentRow, CommentState, Reader};
use crate::auth::Caller;
use crate::db::schema::{comment_edits, comments, posts, reactions, users};
use crate::db::{Condition, Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::listing::{COUNT_CAP, Limit};
use crate::http::problem::not_found;
use crate::markdown;
use crate::posts::model::{Listed, PostRow, View};
use crate::posts::queries as post_queries;
use crate::reactions::{ReactionKind, Subject};
use crate::users::model::Person;
use diesel::prelude::*;

/// Earlier texts of one comment that are told at most.
const MOST_EDITS: i64 = 100;

/// Which comments of a post a list holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Replies to this comment alone.
    pub parent: Option<Id>,
    /// The thread of this comment alone.
    pub thread: Option<Id>,
}

macro_rules! filtered {
    ($seq:expr, $reader:expr, $filter:expr) => {{
        let mut found = comments::table.inner_join(users::table).filter(comments::seq.eq($seq)).into_boxed();
        if !$reader.view.moderates {
            let own = comments::state.eq(CommentState::Hidden).and(comments::author_id.eq($reader.user.unwrap_or(Id::NIL)));
            found = found.filter(comments::state.eq(CommentState::Visible).or(comments::reply_count.gt(0)).or(own));
        } else {
            found = found.filter(comments::state.ne(CommentState::Deleted).or(comments::reply_count.gt(0)));
        }
        if let Some(parent) = $filter.parent {
            found = found.filter(comments::parent_id.eq(parent));
        }
        if let Some(thread) = $filter.thread {
            found = found.filter(comments::thread_id.eq(thread));
        }
        found
    }};
}

/// One more comment of a post than the page holds, thread by thread, the oldest first, from after a position on.
pub fn list(
    conn: &mut Conn,
    post: &PostRow,
    reader: &Reader,
    filter: Filter,
    after: Option<(Id, Id)>,
    limit: Limit,
) -> Result<Vec<(CommentRow, Person)>, Error> {
    Ok(query!(conn, c => {
        let mut found = filtered!(post.seq, reader, filter);
        if let Some((thread, id)) = after {
            let position = Condition::new("(comments.thread_id, comments.id) > (")
                .text(thread.to_string()).sql(", ").text(id.to_string()).sql(")");
            found = found.filter(position);
        }
        found
            .order((comments::thread_id.asc(), comments::id.asc()))
            .limit(limit.and_one())
            .select((CommentRow::as_select(), Person::as_select()))
            .load(c)
    })?)
}

/// How many comments the reader is shown, counted to one past the cap.
pub fn count(conn: &mut Conn, post: &PostRow, reader: &Reader, filter: Filter) -> Result<i64, Error> {
    let counted: i64 = query!(conn, c => filtered!(post.seq, reader, filter).select(diesel::dsl::count_star()).first(c))?;
    Ok(counted.min(COUNT_CAP + 1))
}

/// The wire forms of a page.
pub fn told(conn: &mut Conn, rows: Vec<(CommentRow, Person)>, post: &PostRow, reader: &Reader) -> Result<Vec<Comment>, Error> {
    let ids: Vec<Id> = rows.iter().map(|(row, _)| row.id).collect();
    let useful: Vec<Id> = match reader.user {
        Some(user) => query!(conn, c => reactions::table
            .filter(reactions::record_type.eq(Subject::Comment).and(reactions::record_id.eq_any(&ids)))
            .filter(reactions::user_id.eq(user).and(reactions::kind.eq(ReactionKind::Useful)))
            .select(reactions::record_id)
            .load(c))?,
        None => Vec::new(),
    };
    Ok(rows
        .into_iter()
        .map(|row| {
            let to_me = useful.contains(&row.0.id);
            Comment::new(row, post, reader, to_me)
        })
        .collect())
}

/// Who the caller is to the comments of a post.
pub fn reader(caller: &Caller, view: View) -> Reader {
    Reader { view, user: caller.member().map(|member| member.id) }
}

/// A comment with its post, when the caller may see both.
pub struct Found {
    /// The comment.
    pub row: CommentRow,
    /// Who wrote it.
    pub author: Person,
    /// The post.
    pub post: Listed,
    /// Who the caller is to them.
    pub reader: Reader,
}

/// The comment with this id, when the caller may see it.
pub fn seen(conn: &mut Conn, caller: &Caller, id: Id) -> Result<Option<Found>, Error> {
    let found: Option<(CommentRow, Person)> = query!(conn, c => comments::table
        .inner_join(users::table)
        .filter(comments::id.eq(id))
        .select((CommentRow::as_select(), Person::as_select()))
        .first(c)
        .optional())?;
    let Some((row, author)) = found else {
        return Ok(None);
    };
    let post: Id = query!(conn, c => posts::table.filter(posts::seq.eq(row.seq)).select(posts::id).first(c))?;
    let found = post_queries::seen(conn, caller, &post.to_string())?.map(|(post, view)| {
        let reader = reader(caller, view);
        Found { row, author, post, reader }
    });
    Ok(found.filter(|found| found.reader.sees(&found.row)))
}

/// The same, or 404.
pub fn visible(conn: &mut Conn, caller: &Caller, id: &str) -> Result<Found, Error> {
    let id: Id = id.parse().map_err(|_| not_found())?;
    Ok(seen(conn, caller, id)?.ok_or_else(not_found)?)
}

/// The same for a comment that is to be changed; on PostgreSQL its post is locked, and with it all its numbers.
pub fn visible_to_change(conn: &mut Conn, caller: &Caller, id: &str) -> Result<Found, Error> {
    if let (Conn::Postgres(c), Ok(id)) = (&mut *conn, id.parse::<Id>()) {
        let seq: Option<i64> = comments::table.filter(comments::id.eq(id)).select(comments::seq).first(c).optional()?;
        if let Some(seq) = seq {
            let _: Option<i64> = posts::table.filter(posts::seq.eq(seq)).select(posts::seq).for_update().first(c).optional()?;
        }
    }
    visible(conn, caller, id)
}

/// What a comment said before, the newest first; before one of its edits.
pub fn edits(conn: &mut Conn, id: Id, before: Option<Id>) -> Result<Vec<(Id, CommentEdit)>, Error> {
    let found: Vec<(Id, String, Instant)> = query!(conn, c => comment_edits::table
        .filter(comment_edits::comment_id.eq(id))
        .filter(comment_edits::id.lt(before.unwrap_or(Id::LAST)))
        .order(comment_edits::id.desc())
        .limit(MOST_EDITS)
        .select((comment_edits::id, comment_edits::body, comment_edits::until))
        .load(c))?;
    let told = |(id, body, until): (Id, String, Instant)| (id, CommentEdit { body_html: markdown::render_post(&body), body, until });
    Ok(found.into_iter().map(told).collect())
}
