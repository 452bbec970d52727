//! The life of a post: what moves it, and what follows.

use super::lifecycle::{self, By, DIAGRAM};
use super::model::{PostRow, PostStatus};
use super::writing::{Target, fault, index, note, seq_of};
use super::{news, queries};
use crate::audit::{Deed, Trail, sha256};
use crate::db::schema::{post_transitions, posts};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Once};
use crate::http::problem::{Kind, Problem, forbidden};
use crate::http::transitions::{TransitionRequest, unknown_status};
use crate::text::says_something;
use diesel::prelude::*;

/// Moves a post on.
pub fn transition(conn: &mut Conn, change: &Change, once: &Once, handle: &str, request: &TransitionRequest) -> Result<Answer, Error> {
    let target = Target::find(conn, change, handle)?;
    let to: PostStatus = request.to.parse().map_err(|_| unknown_status())?;
    let may = DIAGRAM.iter().any(|(_, status, by)| *status == to && lifecycle::takes(&target.view, *by));
    once.run_judged(conn, target.member.id, may, |conn| {
        change.accepts(target.row().version)?;
        let from = target.row().status;
        let step = DIAGRAM.iter().find(|(a, b, _)| (*a, *b) == (from, to));
        let Some((_, _, by)) = step else {
            let allowed = lifecycle::allowed(&target.view, from);
            return Err(Problem::new(Kind::TransitionNotAllowed).allowed(allowed.iter().map(ToString::to_string).collect()).into());
        };
        if !lifecycle::takes(&target.view, *by) {
            return Err(forbidden().into());
        }
        guard(conn, target.row(), to, *by, request.note())?;
        take(conn, &target.trail, target.row(), to, request.note())?;
        target.answer(conn)
    })
}

/// What a step needs besides somebody who may take it.
fn guard(conn: &mut Conn, row: &PostRow, to: PostStatus, by: By, why: Option<&str>) -> Result<(), Error> {
    let mut missing = Vec::new();
    if matches!(to, PostStatus::Scheduled | PostStatus::Published) && !says_something(&queries::body(conn, row.seq)?) {
        missing.push("body");
    }
    if to == PostStatus::Scheduled && row.publish_at.is_none_or(|at| at <= Instant::now()) {
        missing.push("publish_at");
    }
    if by == By::Moderator && to == PostStatus::Hidden && why.is_none() {
        return Err(fault("/note", "required", "Wajib diisi.", "This field is required."));
    }
    if missing.is_empty() { Ok(()) } else { Err(Problem::new(Kind::GuardNotMet).missing(&missing).into()) }
}

/// Takes a post to a status: its row, its history, those who follow it, and search.
fn take(conn: &mut Conn, trail: &Trail, row: &PostRow, to: PostStatus, why: Option<&str>) -> Result<(), Error> {
    let now = Instant::now();
    let first = to == PostStatus::Published && row.published_at.0 == 0;
    let published_at = if first { now } else { row.published_at };
    let moderation_note = if to == PostStatus::Hidden { why.map(str::to_owned) } else { None };
    query!(conn, c => diesel::update(posts::table.filter(posts::seq.eq(row.seq)))
        .set((
            posts::status.eq(to),
            posts::published_at.eq(published_at),
            posts::moderation_note.eq(moderation_note),
            posts::updated_at.eq(now),
            posts::version.eq(row.version + 1),
        ))
        .execute(c))?;
    note_step(conn, trail, row.id, (Some(row.status), to), why)?;
    let digests = (Some(sha256(row.status.as_str())), Some(sha256(to.as_str())));
    note(conn, trail, Deed::step(to), row.id, &row.title, digests)?;
    index(conn, row.id)?;
    if first {
        let body = queries::body(conn, row.seq)?;
        news::mentioned(conn, trail, row, &body, None)?;
        news::published(conn, trail, row)?;
    }
    if row.status == PostStatus::Hidden || to == PostStatus::Hidden {
        news::moderated(conn, trail, row)?;
    }
    Ok(())
}

/// Publishes what is scheduled and due, in the name of the calendar; how many there were.
pub fn publish_due(conn: &mut Conn, now: Instant) -> Result<usize, Error> {
    let mut published = 0;
    for id in queries::due(conn, now, 50)? {
        if let Conn::Postgres(c) = conn {
            let _: Option<i64> = posts::table.filter(posts::id.eq(id)).select(posts::seq).for_update().first(c).optional()?;
        }
        // Another process may have published it meanwhile.
        let still = posts::id.eq(id).and(posts::status.eq(PostStatus::Scheduled));
        let row: Option<PostRow> = query!(conn, c => posts::table.filter(still).select(PostRow::as_select()).first(c).optional())?;
        if let Some(row) = row {
            take(conn, &Trail::SYSTEM, &row, PostStatus::Published, None)?;
            published += 1;
        }
    }
    Ok(published)
}

/// Keeps a step in the history of a post.
pub(super) fn note_step(
    conn: &mut Conn,
    trail: &Trail,
    id: Id,
    (from, to): (Option<PostStatus>, PostStatus),
    why: Option<&str>,
) -> Result<(), Error> {
    let row = (
        post_transitions::id.eq(Id::new()),
        post_transitions::seq.eq(seq_of(conn, id)?),
        post_transitions::from_status.eq(from.map(PostStatus::as_str)),
        post_transitions::to_status.eq(to.as_str()),
        post_transitions::at.eq(Instant::now()),
        post_transitions::by_user.eq(trail.actor),
        post_transitions::note.eq(why),
    );
    query!(conn, c => diesel::insert_into(post_transitions::table).values(row).execute(c))?;
    Ok(())
}
