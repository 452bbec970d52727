//! Reactions: a word of thanks without a comment. Each person has each kind once.

use crate::auth::Caller;
use crate::db::schema::{comments, posts, reactions};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use diesel::dsl::count_star;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

crate::db::types::text_enum! {
    /// How somebody reacts.
    pub enum ReactionKind {
        /// It helped.
        Useful = "useful",
        /// Thanks.
        Thanks = "thanks",
        /// It gave an idea.
        Inspiring = "inspiring",
    }
}

crate::db::types::text_enum! {
    /// What people react to, and report.
    pub enum Subject {
        /// A post.
        Post = "post",
        /// A comment.
        Comment = "comment",
    }
}

/// How many people reacted, and how the caller did.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
#[schema(example = json!({"useful": 12, "thanks": 3, "inspiring": 0, "mine": ["useful"]}))]
pub struct Reactions {
    /// To whom it was useful.
    pub useful: i64,
    /// Who gave thanks.
    pub thanks: i64,
    /// Whom it gave an idea.
    pub inspiring: i64,
    /// The caller's own.
    pub mine: Vec<ReactionKind>,
}

/// A reaction to be given.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "useful"}))]
pub struct NewReaction {
    /// Kind.
    pub kind: ReactionKind,
}

/// The reactions to a record.
pub fn of(conn: &mut Conn, caller: &Caller, subject: Subject, id: Id) -> Result<Reactions, Error> {
    let to_it = reactions::record_type.eq(subject).and(reactions::record_id.eq(id));
    let counts: Vec<(ReactionKind, i64)> = query!(conn, c => reactions::table
        .filter(to_it)
        .group_by(reactions::kind)
        .select((reactions::kind, count_star()))
        .load(c))?;
    let mine = match caller.member() {
        Some(member) => query!(conn, c => reactions::table
            .filter(to_it.and(reactions::user_id.eq(member.id)))
            .order(reactions::kind.asc())
            .select(reactions::kind)
            .load(c))?,
        None => Vec::new(),
    };
    let count = |kind| counts.iter().find(|(k, _)| *k == kind).map_or(0, |(_, n)| *n);
    Ok(Reactions {
        useful: count(ReactionKind::Useful),
        thanks: count(ReactionKind::Thanks),
        inspiring: count(ReactionKind::Inspiring),
        mine,
    })
}

/// Gives a reaction; whether it is new.
pub fn give(conn: &mut Conn, user: Id, subject: Subject, id: Id, kind: ReactionKind) -> Result<bool, Error> {
    let row = (
        reactions::record_type.eq(subject),
        reactions::record_id.eq(id),
        reactions::user_id.eq(user),
        reactions::kind.eq(kind),
        reactions::created_at.eq(Instant::now()),
    );
    let added = query!(conn, c => diesel::insert_into(reactions::table).values(row).on_conflict_do_nothing().execute(c))?;
    count_useful(conn, subject, id, kind)?;
    Ok(added > 0)
}

/// Takes a reaction back.
pub fn take_back(conn: &mut Conn, user: Id, subject: Subject, id: Id, kind: ReactionKind) -> Result<(), Error> {
    let found = reactions::record_type.eq(subject).and(reactions::record_id.eq(id)).and(reactions::user_id.eq(user));
    query!(conn, c => diesel::delete(reactions::table.filter(found.and(reactions::kind.eq(kind)))).execute(c))?;
    count_useful(conn, subject, id, kind)
}

/// Keeps the number that lists are sorted by.
fn count_useful(conn: &mut Conn, subject: Subject, id: Id, kind: ReactionKind) -> Result<(), Error> {
    if kind != ReactionKind::Useful {
        return Ok(());
    }
    let to_it = reactions::record_type.eq(subject).and(reactions::record_id.eq(id)).and(reactions::kind.eq(kind));
    let count: i64 = query!(conn, c => reactions::table.filter(to_it).count().get_result(c))?;
    match subject {
        Subject::Post => {
            query!(conn, c => diesel::update(posts::table.filter(posts::id.eq(id))).set(posts::useful_count.eq(count)).execute(c))?
        }
        Subject::Comment => {
            query!(conn, c => diesel::update(comments::table.filter(comments::id.eq(id))).set(comments::useful_count.eq(count)).execute(c))?
        }
    };
    Ok(())
}
