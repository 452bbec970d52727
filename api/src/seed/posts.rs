//! Posts and comments of the demonstration.

use super::demo::Accounts;
use crate::comments::model::CommentState;
use crate::db::schema::{comments, hubs, innovations, institutions, posts};
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::innovations::model::Source;
use crate::posts::model::{PostKind, PostStatus};
use crate::posts::writing::{self, Seeded};
use crate::search::text::fold;
use diesel::prelude::*;
use serde::Deserialize;

const POSTS: &str = include_str!("../../seed/posts.json");
const HOUR_MILLIS: i64 = 3600 * 1000;

#[derive(Deserialize)]
struct SeedPost {
    kind: PostKind,
    title: String,
    author: String,
    hub: Option<String>,
    innovations: Vec<String>,
    tags: Vec<String>,
    published_on: Option<Day>,
    created_on: Option<Day>,
    status: PostStatus,
    body: String,
    #[serde(default)]
    comments: Vec<SeedComment>,
}

#[derive(Deserialize)]
struct SeedComment {
    author: String,
    body: String,
    #[serde(default)]
    accepted: bool,
    #[serde(default)]
    replies: Vec<SeedComment>,
}

/// Loads the posts that are not there yet; how many that was.
pub fn load(conn: &mut Conn, accounts: &Accounts) -> Result<usize, Error> {
    let seeds: Vec<SeedPost> = serde_json::from_str(POSTS)?;
    let mut added = 0;
    for seed in &seeds {
        let same = posts::title_key.eq(fold(&seed.title));
        let there: i64 = query!(conn, c => posts::table.filter(same).count().get_result(c))?;
        if there == 0 {
            add(conn, accounts, seed)?;
            added += 1;
        }
    }
    Ok(added)
}

fn account(accounts: &Accounts, mailbox: &str) -> Result<Id, Error> {
    accounts.get(mailbox).copied().ok_or_else(|| Error::internal(format!("the demonstration has no account {mailbox}")))
}

fn add(conn: &mut Conn, accounts: &Accounts, seed: &SeedPost) -> Result<(), Error> {
    let author = account(accounts, &seed.author)?;
    let hub_id: Option<Id> = match &seed.hub {
        Some(code) => query!(conn, c => hubs::table
            .inner_join(institutions::table)
            .filter(institutions::code.eq(code))
            .select(hubs::id)
            .first(c)
            .optional())?,
        None => None,
    };
    let innovation_ids: Vec<Id> = query!(conn, c => innovations::table
        .filter(innovations::source.eq(Source::Manual).and(innovations::source_ref.eq_any(&seed.innovations)))
        .select(innovations::id)
        .load(c))?;
    let day = seed.published_on.or(seed.created_on).unwrap_or_else(Day::today);
    let at = Instant::noon_on(day);
    let (kind, title, body, tags) = (seed.kind, seed.title.as_str(), seed.body.as_str(), seed.tags.as_slice());
    let seeded = Seeded { kind, title, body, tags, hub_id, innovation_ids, author, status: seed.status, at };
    let (id, seq) = writing::seed(conn, &seeded)?;
    let mut when = at;
    let mut counted = 0;
    let mut accepted = None;
    for comment in &seed.comments {
        when = when.plus_millis(5 * HOUR_MILLIS);
        let thread = say(conn, accounts, seq, comment, None, when)?;
        counted += 1 + i64::try_from(comment.replies.len()).unwrap_or_default();
        if comment.accepted {
            accepted = Some(thread);
        }
        for reply in &comment.replies {
            when = when.plus_millis(2 * HOUR_MILLIS);
            say(conn, accounts, seq, reply, Some(thread), when)?;
        }
    }
    query!(conn, c => diesel::update(posts::table.filter(posts::seq.eq(seq)))
        .set((posts::comment_count.eq(counted), posts::accepted_comment_id.eq(accepted)))
        .execute(c))?;
    writing::index(conn, id)
}

fn say(conn: &mut Conn, accounts: &Accounts, seq: i64, said: &SeedComment, thread: Option<Id>, at: Instant) -> Result<Id, Error> {
    let id = Id::at(at);
    let row = (
        comments::id.eq(id),
        comments::seq.eq(seq),
        comments::thread_id.eq(thread.unwrap_or(id)),
        comments::parent_id.eq(thread),
        comments::author_id.eq(account(accounts, &said.author)?),
        comments::body.eq(&said.body),
        comments::state.eq(CommentState::Visible),
        comments::reply_count.eq(i64::try_from(said.replies.len()).unwrap_or_default()),
        comments::created_at.eq(at),
    );
    query!(conn, c => diesel::insert_into(comments::table).values(row).execute(c))?;
    Ok(id)
}
