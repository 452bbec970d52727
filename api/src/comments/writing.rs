//! Writing comments, and moderating them.

use super::lifecycle::{self, CommentAction};
use super::model::{Comment, CommentPatch, CommentRow, CommentState, NewComment};
use super::queries::{self, Found};
use crate::audit::{self, Deed, RecordType, Trail, Verb, sha256};
use crate::auth::{Caller, Member};
use crate::db::schema::{comment_edits, comments, posts};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Once};
use crate::http::json::invalid;
use crate::http::locale::Text;
use crate::http::problem::FieldError;
use crate::mentions;
use crate::moderation::limits::{self, Limits};
use crate::notifications::model::{NotificationKind, Subject};
use crate::notifications::telling::{News, tell};
use crate::posts::lifecycle::{self as post_lifecycle, PostAction};
use crate::posts::model::PostRow;
use crate::posts::{news as post_news, queries as post_queries};
use crate::reactions::{self, ReactionKind};
use crate::subscriptions::{self, Followed};
use diesel::prelude::*;

/// Comments on a post. A reply to a reply joins the thread of the first.
pub fn create(conn: &mut Conn, change: &Change, once: &Once, handle: &str, new: &NewComment, limits: Limits) -> Result<Answer, Error> {
    let (caller, member, trail) = change.by(conn)?;
    let (listed, view) = post_queries::visible_to_change(conn, &caller, handle)?;
    post_lifecycle::may(&view, PostAction::Comment)?;
    once.run(conn, member.id, |conn| {
        let post = &listed.0;
        post_lifecycle::stands(&view, post, PostAction::Comment)?;
        let parent = parent(conn, post, new.parent_id)?;
        limits::before_a_comment(conn, &member, &new.body, limits)?;
        let (id, now) = (Id::new(), Instant::now());
        let thread = parent.as_ref().map_or(id, |parent| parent.thread_id);
        let row = (
            comments::id.eq(id),
            comments::seq.eq(post.seq),
            comments::thread_id.eq(thread),
            comments::parent_id.eq(parent.as_ref().map(|_| thread)),
            comments::author_id.eq(member.id),
            comments::body.eq(&*new.body),
            comments::state.eq(CommentState::Visible),
            comments::created_at.eq(now),
        );
        query!(conn, c => diesel::insert_into(comments::table).values(row).execute(c))?;
        count(conn, post.seq, parent.as_ref().map(|_| thread), 1)?;
        tell_of(conn, &trail, post, (id, &new.body), parent.as_ref())?;
        note(conn, &trail, Verb::Create, id, &post.title)?;
        let reader = queries::reader(&caller, view);
        let found = queries::visible(conn, &caller, &id.to_string())?;
        let comment = Comment::new((found.row, found.author), &found.post.0, &reader, false);
        Answer::created(format!("/api/v1/comments/{id}"), 1, &comment)
    })
}

fn parent(conn: &mut Conn, post: &PostRow, id: Option<Id>) -> Result<Option<CommentRow>, Error> {
    let Some(id) = id else {
        return Ok(None);
    };
    let visible = comments::id.eq(id).and(comments::seq.eq(post.seq)).and(comments::state.eq(CommentState::Visible));
    let found: Option<CommentRow> = query!(conn, c => comments::table.filter(visible).select(CommentRow::as_select()).first(c).optional())?;
    let missing = || {
        let message = Text::new("Tidak ada komentar itu pada tulisan ini.", "The post has no such comment.");
        invalid(vec![FieldError { pointer: "/parent_id".into(), code: "unknown_comment", message }])
    };
    Ok(Some(found.ok_or_else(missing)?))
}

/// Keeps the numbers of visible comments and replies; whoever changes them has locked the post.
fn count(conn: &mut Conn, seq: i64, thread: Option<Id>, by: i64) -> Result<(), Error> {
    query!(conn, c => diesel::update(posts::table.filter(posts::seq.eq(seq)))
        .set(posts::comment_count.eq(posts::comment_count + by))
        .execute(c))?;
    if let Some(thread) = thread {
        query!(conn, c => diesel::update(comments::table.filter(comments::id.eq(thread)))
            .set(comments::reply_count.eq(comments::reply_count + by))
            .execute(c))?;
    }
    Ok(())
}

/// Tells those who are mentioned, whose comment got a reply, who wrote the post, and who follows it; each once.
fn tell_of(conn: &mut Conn, trail: &Trail, post: &PostRow, (id, body): (Id, &str), parent: Option<&CommentRow>) -> Result<(), Error> {
    let mut told: Vec<Id> = Vec::new();
    let mut tell_each = |conn: &mut Conn, kind, people: Vec<Id>| -> Result<(), Error> {
        let people: Vec<Id> = people.into_iter().filter(|id| !told.contains(id)).collect();
        tell(conn, trail, &people, &news(kind, post, id))?;
        told.extend(people);
        Ok(())
    };
    let mentioned = post_news::active(conn, &mentions::in_text(body))?;
    tell_each(conn, NotificationKind::Mentioned, mentioned)?;
    if let Some(parent) = parent {
        let thread: Option<Id> =
            query!(conn, c => comments::table.filter(comments::id.eq(parent.thread_id)).select(comments::author_id).first(c).optional())?;
        let answered: Vec<Id> = std::iter::once(parent.author_id).chain(thread).collect();
        tell_each(conn, NotificationKind::CommentReplied, answered)?;
    }
    let mut readers = vec![post.author_id];
    readers.extend(subscriptions::followers(conn, &[(Followed::Post, post.id.to_string())])?);
    tell_each(conn, NotificationKind::PostCommented, readers)
}

fn news(kind: NotificationKind, post: &PostRow, comment: Id) -> News<'_> {
    let path = format!("/posts/{}#comment-{comment}", post.slug);
    News { kind, subject: Subject::Comment, id: comment, title: &post.title, path, detail: None }
}

/// Tells those whom an edit mentions; those who were before know it.
fn tell_of_edit(conn: &mut Conn, trail: &Trail, post: &PostRow, row: &CommentRow, body: &str) -> Result<(), Error> {
    let known = mentions::in_text(&row.body);
    let fresh: Vec<Id> = mentions::in_text(body).into_iter().filter(|id| !known.contains(id)).collect();
    let people = post_news::active(conn, &fresh)?;
    tell(conn, trail, &people, &news(NotificationKind::Mentioned, post, row.id))
}

/// Notes a change of a comment in the audit trail.
fn note(conn: &mut Conn, trail: &Trail, deed: impl Into<Deed>, id: Id, title: &str) -> Result<(), Error> {
    let event = audit::Event {
        deed: deed.into(),
        record_type: RecordType::Comment,
        record_id: id.to_string(),
        summary: title.to_owned(),
        before: None,
        after: None,
    };
    trail.note(conn, event)
}

struct Target {
    found: Found,
    caller: Caller,
    member: Member,
    trail: Trail,
}

impl Target {
    fn find(conn: &mut Conn, change: &Change, id: &str) -> Result<Self, Error> {
        let (caller, member, trail) = change.by(conn)?;
        let found = queries::visible_to_change(conn, &caller, id)?;
        Ok(Self { found, caller, member, trail })
    }

    fn may(&self, action: CommentAction) -> Result<(), Error> {
        Ok(lifecycle::may(&self.found.reader, &self.found.row, action)?)
    }

    fn stands(&self, action: CommentAction) -> Result<(), Error> {
        Ok(lifecycle::stands(&self.found.reader, &self.found.row, &self.found.post.0, action)?)
    }

    fn answer(&self, conn: &mut Conn) -> Result<Answer, Error> {
        let Found { row, author, post, reader } = queries::visible(conn, &self.caller, &self.found.row.id.to_string())?;
        let version = row.version;
        let told = queries::told(conn, vec![(row, author)], &post.0, &reader)?.pop();
        Answer::record(version, &told.ok_or_else(|| Error::internal("a comment is gone"))?)
    }
}

/// Edits a comment, within the time that there is for it; what it said before is kept.
pub fn update(conn: &mut Conn, change: &Change, id: &str, patch: &MergePatch, limits: Limits) -> Result<Answer, Error> {
    let target = Target::find(conn, change, id)?;
    target.may(CommentAction::Update)?;
    let row = &target.found.row;
    change.needs(row.version)?;
    target.stands(CommentAction::Update)?;
    let now = Instant::now();
    let after: CommentPatch = patch.apply(&CommentPatch { body: row.body.as_str().into() })?;
    if *after.body == row.body {
        return target.answer(conn);
    }
    limits::before_a_comment(conn, &target.member, &after.body, limits)?;
    let before = (
        comment_edits::id.eq(Id::new()),
        comment_edits::comment_id.eq(row.id),
        comment_edits::body.eq(&row.body),
        comment_edits::until.eq(now),
    );
    query!(conn, c => diesel::insert_into(comment_edits::table).values(before).execute(c))?;
    query!(conn, c => diesel::update(comments::table.filter(comments::id.eq(row.id)))
        .set((comments::body.eq(&*after.body), comments::edited_at.eq(now), comments::version.eq(row.version + 1)))
        .execute(c))?;
    let event = audit::Event {
        deed: Verb::Update.into(),
        record_type: RecordType::Comment,
        record_id: row.id.to_string(),
        summary: target.found.post.0.title.clone(),
        before: Some(sha256(&row.body)),
        after: Some(sha256(&*after.body)),
    };
    target.trail.note(conn, event)?;
    tell_of_edit(conn, &target.trail, &target.found.post.0, row, &after.body)?;
    target.answer(conn)
}

/// Removes a comment: its text is gone, and its place too unless it has replies.
pub fn delete(conn: &mut Conn, change: &Change, id: &str) -> Result<(), Error> {
    let target = Target::find(conn, change, id)?;
    target.may(CommentAction::Delete)?;
    let row = &target.found.row;
    change.needs(row.version)?;
    target.stands(CommentAction::Delete)?;
    query!(conn, c => diesel::delete(comment_edits::table.filter(comment_edits::comment_id.eq(row.id))).execute(c))?;
    query!(conn, c => diesel::update(comments::table.filter(comments::id.eq(row.id)))
        .set((comments::body.eq(""), comments::state.eq(CommentState::Deleted), comments::version.eq(row.version + 1)))
        .execute(c))?;
    settle(conn, &target.found, CommentState::Deleted)?;
    note(conn, &target.trail, Verb::Delete, row.id, &target.found.post.0.title)
}

/// What is not seen any more is no answer, and is not counted.
fn settle(conn: &mut Conn, found: &Found, to: CommentState) -> Result<(), Error> {
    let post = &found.post.0;
    if to != CommentState::Visible && post.accepted_comment_id == Some(found.row.id) {
        query!(conn, c => diesel::update(posts::table.filter(posts::seq.eq(post.seq)))
            .set((posts::accepted_comment_id.eq(None::<Id>), posts::version.eq(post.version + 1)))
            .execute(c))?;
    }
    let by = i64::from(to == CommentState::Visible) - i64::from(found.row.state == CommentState::Visible);
    count(conn, post.seq, found.row.parent_id, by)
}

/// Hides a comment, or shows it again; its author is told.
pub fn moderate(conn: &mut Conn, change: &Change, id: &str, hide: bool, why: Option<&str>) -> Result<Answer, Error> {
    let target = Target::find(conn, change, id)?;
    let action = if hide { CommentAction::Hide } else { CommentAction::Unhide };
    target.may(action)?;
    let row = &target.found.row;
    change.accepts(row.version)?;
    let to = if hide { CommentState::Hidden } else { CommentState::Visible };
    if row.state == to {
        return target.answer(conn);
    }
    target.stands(action)?;
    if hide && why.is_none() {
        let message = Text::new("Wajib diisi.", "This field is required.");
        return Err(invalid(vec![FieldError { pointer: "/note".into(), code: "required", message }]).into());
    }
    query!(conn, c => diesel::update(comments::table.filter(comments::id.eq(row.id)))
        .set((comments::state.eq(to), comments::note.eq(why), comments::version.eq(row.version + 1)))
        .execute(c))?;
    settle(conn, &target.found, to)?;
    let post = &target.found.post.0;
    note(conn, &target.trail, if hide { Verb::Hide } else { Verb::Unhide }, row.id, &post.title)?;
    tell(conn, &target.trail, &[row.author_id], &news(NotificationKind::Moderated, post, row.id))?;
    target.answer(conn)
}

/// Reacts to a comment.
pub fn react(conn: &mut Conn, change: &Change, once: &Once, id: &str, kind: ReactionKind) -> Result<Answer, Error> {
    let target = reader_of(conn, change, id)?;
    once.run(conn, target.member.id, |conn| {
        reactions::give(conn, target.member.id, reactions::Subject::Comment, target.found.row.id, kind)?;
        reactions_to(conn, &target)
    })
}

/// Takes a reaction to a comment back.
pub fn unreact(conn: &mut Conn, change: &Change, id: &str, kind: ReactionKind) -> Result<Answer, Error> {
    let target = reader_of(conn, change, id)?;
    reactions::take_back(conn, target.member.id, reactions::Subject::Comment, target.found.row.id, kind)?;
    reactions_to(conn, &target)
}

/// The comment, when the caller may react to it.
fn reader_of(conn: &mut Conn, change: &Change, id: &str) -> Result<Target, Error> {
    let target = Target::find(conn, change, id)?;
    target.may(CommentAction::React)?;
    target.stands(CommentAction::React)?;
    Ok(target)
}

fn reactions_to(conn: &mut Conn, target: &Target) -> Result<Answer, Error> {
    let row = &target.found.row;
    Answer::record(row.version, &reactions::of(conn, &target.caller, reactions::Subject::Comment, row.id)?)
}
