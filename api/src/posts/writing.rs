//! Writing posts.

use super::content::PostBody;
use super::lifecycle::{self, PostAction};
use super::model::{Listed, PostKind, PostRow, PostStatus, View};
use super::revisions::{self, Edit};
use super::{moving, news, queries};
use crate::audit::{self, Deed, RecordType, Trail, Verb, digest_of};
use crate::auth::policy::{Action, Reach, permits, reaches};
use crate::auth::{Caller, Member};
use crate::comments;
use crate::db::schema::{comments as said, files, hubs, post_images, post_links, post_tags, post_transitions, posts};
use crate::db::{Conn, Id, Instant, RawJson, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Once};
use crate::http::json::invalid;
use crate::http::locale::Text;
use crate::http::problem::{FieldError, forbidden, not_found};
use crate::hubs::queries::place;
use crate::markdown;
use crate::moderation::limits::{self, Limits};
use crate::revisions::RevisionKind;
use crate::search::documents::{self, Document};
use crate::search::text::fold;
use crate::slug::{forget_former, keep_former, slug};
use crate::text::WebAddress;
use diesel::prelude::*;

/// Characters of an excerpt.
const EXCERPT: usize = 280;

/// A body whose links and hub have been looked up.
struct Resolved {
    content: PostBody,
    hub: Option<Id>,
}

/// 422 for one field.
pub(super) fn fault(pointer: &str, code: &'static str, id: &'static str, en: &'static str) -> Error {
    invalid(vec![FieldError { pointer: pointer.into(), code, message: Text::new(id, en) }]).into()
}

/// Looks up what a body names. `kept` are links that were there before: they may stay whatever became of their records.
fn resolve(conn: &mut Conn, member: &Member, content: PostBody, kept: Option<&PostBody>) -> Result<Resolved, Error> {
    let content = content.tidied();
    let hub = hub(conn, member, &content, kept)?;
    let new = |ids: &[Id], before: Option<&Vec<Id>>| -> Vec<Id> {
        ids.iter().copied().filter(|id| before.is_none_or(|before| !before.contains(id))).collect()
    };
    let innovations = new(&content.innovation_ids, kept.map(|k| &k.innovation_ids));
    if queries::innovations_in_short(conn, &innovations)?.len() < innovations.len() {
        return Err(fault(
            "/innovation_ids",
            "unknown_innovation",
            "Ada inovasi yang tidak terbit.",
            "Not all of them are published innovations.",
        ));
    }
    let events = new(&content.event_ids, kept.map(|k| &k.event_ids));
    if queries::events_in_short(conn, &events)?.len() < events.len() {
        return Err(fault("/event_ids", "unknown_event", "Ada kegiatan yang tidak diumumkan.", "Not all of them are public events."));
    }
    Ok(Resolved { hub, content: PostBody { hub_id: hub.map(|id| id.to_string()), ..content } })
}

/// The hub that the body names, when the caller may share for it; the caller's own when it names none.
fn hub(conn: &mut Conn, member: &Member, content: &PostBody, kept: Option<&PostBody>) -> Result<Option<Id>, Error> {
    let home = member.institution_id.unwrap_or(Id::NIL);
    let Some(handle) = &content.hub_id else {
        return Ok(query!(conn, c => hubs::table.filter(hubs::institution_id.eq(home)).select(hubs::id).first(c).optional())?);
    };
    let anywhere = reaches(member, Action::ModeratePost).any(|reach| reach == Reach::All);
    let stays = |id: Id| kept.is_some_and(|k| k.hub_id.as_deref() == Some(&id.to_string()));
    let own = |id, institution| stays(id) || anywhere || institution == home;
    // A hub that the caller may not see is none.
    let found = place(conn, handle)?.filter(|(id, institution, status)| status.is_public() || own(*id, *institution));
    let (id, institution, _) = found.ok_or_else(|| fault("/hub_id", "unknown_hub", "Hub ini tidak ada.", "There is no such hub."))?;
    if own(id, institution) { Ok(Some(id)) } else { Err(forbidden().into()) }
}

/// The content of a stored post.
pub fn content_of(conn: &mut Conn, row: &PostRow) -> Result<PostBody, Error> {
    Ok(PostBody {
        kind: row.kind,
        title: row.title.as_str().into(),
        body: queries::body(conn, row.seq)?,
        tags: row.tags.read()?,
        video_url: row.video_url.clone().map(WebAddress::from),
        hub_id: row.hub_id.map(|id| id.to_string()),
        innovation_ids: queries::links(conn, row.seq, "innovation")?,
        event_ids: queries::links(conn, row.seq, "event")?,
        cover_image_id: row.cover_image_id,
        publish_at: row.publish_at,
    })
}

/// Writes a post: a draft.
pub fn create(conn: &mut Conn, change: &Change, once: &Once, body: &PostBody, limits: Limits) -> Result<Answer, Error> {
    let (caller, member, trail) = change.by(conn)?;
    if !permits(&member, Action::WritePost) {
        return Err(forbidden().into());
    }
    once.run(conn, member.id, |conn| {
        limits::before_a_post(conn, &member, &body.body, limits)?;
        let found = resolve(conn, &member, body.clone(), None)?;
        if found.content.cover_image_id.is_some() {
            return Err(unknown_image());
        }
        let id = Id::new();
        insert(conn, id, member.id, &found, Instant::now())?;
        moving::note_step(conn, &trail, id, (None, PostStatus::Draft), None)?;
        note(conn, &trail, Verb::Create, id, &found.content.title, (None, Some(digest_of(&found.content)?)))?;
        let made = queries::visible(conn, &caller, &id.to_string())?;
        revisions::begin(conn, [(made.0.0.seq, member.id, &found.content)])?;
        let post = queries::whole(conn, &caller, made)?;
        Answer::created(format!("/api/v1/posts/{id}"), 1, &post)
    })
}

fn insert(conn: &mut Conn, id: Id, author: Id, found: &Resolved, now: Instant) -> Result<(), Error> {
    let content = &found.content;
    let row = (
        posts::id.eq(id),
        posts::slug.eq(slug(&content.title, id)),
        posts::kind.eq(content.kind),
        posts::title.eq(&*content.title),
        posts::title_key.eq(fold(&content.title)),
        posts::body.eq(&content.body),
        posts::excerpt.eq(markdown::plain(&content.body, EXCERPT)),
        posts::tags.eq(RawJson::of(&content.tags)?),
        posts::video_url.eq(content.video_url.as_deref()),
        posts::hub_id.eq(found.hub),
        posts::author_id.eq(author),
        posts::status.eq(PostStatus::Draft),
        posts::publish_at.eq(content.publish_at),
        posts::created_at.eq(now),
        posts::updated_at.eq(now),
    );
    query!(conn, c => diesel::insert_into(posts::table).values(row).execute(c))?;
    let seq = seq_of(conn, id)?;
    keep_tags_and_links(conn, seq, content)
}

/// The internal number of a post.
pub(super) fn seq_of(conn: &mut Conn, id: Id) -> Result<i64, Error> {
    Ok(query!(conn, c => posts::table.filter(posts::id.eq(id)).select(posts::seq).first(c))?)
}

/// Writes the tags and links that lists are filtered by.
fn keep_tags_and_links(conn: &mut Conn, seq: i64, content: &PostBody) -> Result<(), Error> {
    query!(conn, c => diesel::delete(post_tags::table.filter(post_tags::seq.eq(seq))).execute(c))?;
    query!(conn, c => diesel::delete(post_links::table.filter(post_links::seq.eq(seq))).execute(c))?;
    for tag in &content.tags {
        let row = (post_tags::tag_key.eq(fold(tag)), post_tags::tag.eq(tag), post_tags::seq.eq(seq));
        query!(conn, c => diesel::insert_into(post_tags::table).values(row).execute(c))?;
    }
    let innovations = content.innovation_ids.iter().map(|id| ("innovation", id));
    for (position, (record_type, id)) in innovations.chain(content.event_ids.iter().map(|id| ("event", id))).enumerate() {
        let row = (
            post_links::record_type.eq(record_type),
            post_links::record_id.eq(id),
            post_links::seq.eq(seq),
            post_links::position.eq(i64::try_from(position).unwrap_or_default()),
        );
        query!(conn, c => diesel::insert_into(post_links::table).values(row).execute(c))?;
    }
    Ok(())
}

/// Notes a change of a post in the audit trail.
pub fn note(
    conn: &mut Conn,
    trail: &Trail,
    deed: impl Into<Deed>,
    id: Id,
    title: &str,
    (before, after): (Option<String>, Option<String>),
) -> Result<(), Error> {
    let event = audit::Event {
        deed: deed.into(),
        record_type: RecordType::Post,
        record_id: id.to_string(),
        summary: title.to_owned(),
        before,
        after,
    };
    trail.note(conn, event)
}

/// A post that is to be changed, with what the caller is to it.
pub struct Target {
    /// The post.
    pub listed: Listed,
    /// What the caller is to it.
    pub view: View,
    /// Who asks.
    pub caller: Caller,
    /// The same, signed in.
    pub member: Member,
    /// The trail of the change.
    pub trail: Trail,
}

impl Target {
    /// The post behind `handle`: 404 unless the caller sees it.
    pub fn find(conn: &mut Conn, change: &Change, handle: &str) -> Result<Self, Error> {
        let (caller, member, trail) = change.by(conn)?;
        let (listed, view) = queries::visible_to_change(conn, &caller, handle)?;
        Ok(Self { listed, view, caller, member, trail })
    }

    /// The same to look whether it may be changed, before the work that its change takes.
    pub fn look(conn: &mut Conn, change: &Change, handle: &str) -> Result<Self, Error> {
        let (caller, member, trail) = change.by(conn)?;
        let (listed, view) = queries::visible(conn, &caller, handle)?;
        Ok(Self { listed, view, caller, member, trail })
    }

    /// The post's row.
    pub fn row(&self) -> &PostRow {
        &self.listed.0
    }

    /// 403 unless the caller may do this to the post at all.
    pub fn may(&self, action: PostAction) -> Result<(), Error> {
        Ok(lifecycle::may(&self.view, action)?)
    }

    /// 409 unless the post is as it must be for this.
    pub fn stands(&self, action: PostAction) -> Result<(), Error> {
        Ok(lifecycle::stands(&self.view, self.row(), action)?)
    }

    /// Raises the version of the post, as a change of any of its parts does.
    pub fn touch(&mut self, conn: &mut Conn) -> Result<(), Error> {
        query!(conn, c => diesel::update(posts::table.filter(posts::seq.eq(self.listed.0.seq)))
            .set((posts::version.eq(posts::version + 1), posts::updated_at.eq(Instant::now())))
            .execute(c))?;
        self.listed.0.version += 1;
        Ok(())
    }

    /// The post as it is now, for the caller.
    pub fn answer(&self, conn: &mut Conn) -> Result<Answer, Error> {
        let found = queries::visible(conn, &self.caller, &self.row().id.to_string())?;
        let post = queries::whole(conn, &self.caller, found)?;
        Answer::record(post.summary.version, &post)
    }
}

/// Changes what the patch names.
pub fn update(conn: &mut Conn, change: &Change, handle: &str, patch: &MergePatch, limits: Limits) -> Result<Answer, Error> {
    let target = Target::find(conn, change, handle)?;
    target.may(PostAction::Update)?;
    change.needs(target.row().version)?;
    target.stands(PostAction::Update)?;
    let before = content_of(conn, target.row())?;
    let after: PostBody = patch.apply(&before)?;
    limits::before_a_post(conn, &target.member, &after.body, limits)?;
    edit(conn, &target, &before, after, RevisionKind::Edit, None)?;
    target.answer(conn)
}

fn edit(
    conn: &mut Conn,
    target: &Target,
    before: &PostBody,
    after: PostBody,
    kind: RevisionKind,
    restored_version: Option<i64>,
) -> Result<(), Error> {
    let found = resolve(conn, &target.member, after, Some(before))?;
    if found.content == *before {
        return Ok(());
    }
    let (row, content) = (target.row(), &found.content);
    if let Some(image) = content.cover_image_id.filter(|image| before.cover_image_id != Some(*image)) {
        let own = post_images::id.eq(image).and(post_images::seq.eq(row.seq));
        let known: i64 = query!(conn, c => post_images::table.filter(own).count().get_result(c))?;
        if known == 0 {
            return Err(unknown_image());
        }
    }
    if row.status == PostStatus::Scheduled && content.publish_at.is_none() {
        return Err(fault("/publish_at", "required", "Wajib diisi selama dijadwalkan.", "Required while it is scheduled."));
    }
    // Once it was public its address stays.
    let slug = if row.published_at.0 > 0 { row.slug.clone() } else { slug(&content.title, row.id) };
    keep_former(conn, &row.slug, &slug, row.id)?;
    let version = row.version + 1;
    query!(conn, c => diesel::update(posts::table.filter(posts::seq.eq(row.seq)))
        .set((
            posts::slug.eq(slug),
            posts::kind.eq(content.kind),
            posts::title.eq(&*content.title),
            posts::title_key.eq(fold(&content.title)),
            posts::body.eq(&content.body),
            posts::excerpt.eq(markdown::plain(&content.body, EXCERPT)),
            posts::tags.eq(RawJson::of(&content.tags)?),
            posts::video_url.eq(content.video_url.as_deref()),
            posts::hub_id.eq(found.hub),
            posts::cover_image_id.eq(content.cover_image_id),
            posts::publish_at.eq(content.publish_at),
            posts::updated_at.eq(Instant::now()),
            posts::version.eq(version),
        ))
        .execute(c))?;
    keep_tags_and_links(conn, row.seq, content)?;
    if content.kind != PostKind::Question && row.accepted_comment_id.is_some() {
        query!(conn, c => diesel::update(posts::table.filter(posts::seq.eq(row.seq)))
            .set(posts::accepted_comment_id.eq(None::<Id>)).execute(c))?;
    }
    let drafting = row.status == PostStatus::Draft;
    let edit = Edit { by: target.member.id, kind, restored_version, version, drafting, content };
    if revisions::keep(conn, row.seq, &edit)? {
        let digests = (Some(digest_of(before)?), Some(digest_of(content)?));
        note(conn, &target.trail, Verb::Update, row.id, &content.title, digests)?;
    }
    if row.status == PostStatus::Published {
        news::mentioned(conn, &target.trail, row, &content.body, Some(&before.body))?;
    }
    index(conn, row.id)
}

fn unknown_image() -> Error {
    fault("/cover_image_id", "unknown_image", "Gambar ini bukan milik tulisan ini.", "This is not an image of the post.")
}

/// Makes the content of an earlier revision that of a new one.
pub fn restore(conn: &mut Conn, change: &Change, once: &Once, handle: &str, version: i64, limits: Limits) -> Result<Answer, Error> {
    let target = Target::find(conn, change, handle)?;
    target.may(PostAction::Update)?;
    once.run(conn, target.member.id, |conn| {
        change.accepts(target.row().version)?;
        target.stands(PostAction::Update)?;
        let after = revisions::content(conn, target.row().seq, version)?.ok_or_else(not_found)?;
        limits::before_a_post(conn, &target.member, &after.body, limits)?;
        let before = content_of(conn, target.row())?;
        edit(conn, &target, &before, after, RevisionKind::Restore, Some(version))?;
        target.answer(conn)
    })
}

/// Removes a draft, with its images.
pub fn delete(conn: &mut Conn, change: &Change, handle: &str) -> Result<(), Error> {
    let target = Target::find(conn, change, handle)?;
    target.may(PostAction::Delete)?;
    let row = target.row();
    change.needs(row.version)?;
    target.stands(PostAction::Delete)?;
    let kept: Vec<Id> = query!(conn, c => post_images::table.filter(post_images::seq.eq(row.seq)).select(post_images::file_id).load(c))?;
    query!(conn, c => diesel::delete(posts::table.filter(posts::seq.eq(row.seq))).execute(c))?;
    forget_former(conn, row.id)?;
    // The files go with their rows: what is stored without one is swept.
    query!(conn, c => diesel::delete(files::table.filter(files::id.eq_any(&kept))).execute(c))?;
    note(conn, &target.trail, Verb::Delete, row.id, &row.title, (None, None))
}

/// Accepts a comment as the answer, or none.
pub fn accept(conn: &mut Conn, change: &Change, handle: &str, comment: Option<Id>) -> Result<Answer, Error> {
    let mut target = Target::find(conn, change, handle)?;
    target.may(PostAction::Accept)?;
    change.accepts(target.row().version)?;
    target.stands(PostAction::Accept)?;
    if target.row().accepted_comment_id == comment {
        return target.answer(conn);
    }
    let seq = target.row().seq;
    let author: Option<Id> = match comment {
        Some(id) => {
            let visible = said::id.eq(id).and(said::seq.eq(seq)).and(said::state.eq(comments::model::CommentState::Visible));
            let found: Option<Id> = query!(conn, c => said::table.filter(visible).select(said::author_id).first(c).optional())?;
            Some(found.ok_or_else(|| {
                fault("/comment_id", "unknown_comment", "Tidak ada komentar itu pada tulisan ini.", "The post has no such comment.")
            })?)
        }
        None => None,
    };
    query!(conn, c => diesel::update(posts::table.filter(posts::seq.eq(seq))).set(posts::accepted_comment_id.eq(comment)).execute(c))?;
    target.touch(conn)?;
    let verb = if comment.is_some() { Verb::Accept } else { Verb::Unaccept };
    note(conn, &target.trail, verb, target.row().id, &target.row().title, (None, None))?;
    if let Some(author) = author {
        news::accepted(conn, &target.trail, target.row(), author)?;
    }
    target.answer(conn)
}

/// Closes a post to comments, or opens it again.
pub fn lock(conn: &mut Conn, change: &Change, handle: &str, locked: bool, why: Option<&str>) -> Result<Answer, Error> {
    let mut target = Target::find(conn, change, handle)?;
    target.may(PostAction::Lock)?;
    change.accepts(target.row().version)?;
    if target.row().locked == locked {
        return target.answer(conn);
    }
    target.stands(PostAction::Lock)?;
    let why = if locked { why.map(str::to_owned) } else { None };
    query!(conn, c => diesel::update(posts::table.filter(posts::seq.eq(target.row().seq)))
        .set((posts::locked.eq(locked), posts::moderation_note.eq(&why)))
        .execute(c))?;
    target.touch(conn)?;
    note(conn, &target.trail, if locked { Verb::Lock } else { Verb::Unlock }, target.row().id, &target.row().title, (None, None))?;
    target.answer(conn)
}

/// Has search know the post as it is now: only what is published is found.
pub fn index(conn: &mut Conn, id: Id) -> Result<(), Error> {
    let found: Option<(PostRow, String, String)> = query!(conn, c => posts::table
        .inner_join(crate::db::schema::users::table)
        .filter(posts::id.eq(id))
        .select((PostRow::as_select(), posts::body, crate::db::schema::users::name))
        .first(c)
        .optional())?;
    let Some((row, body, _)) = found.filter(|(row, ..)| row.status == PostStatus::Published) else {
        return documents::remove(conn, documents::Found::Post, id);
    };
    let tags: Vec<String> = row.tags.read()?;
    let text = format!("{} {}", markdown::plain(&body, documents::MOST_TEXT), tags.join(", "));
    let document = Document {
        found: documents::Found::Post,
        id,
        title: &row.title,
        keywords: tags.iter().map(String::as_str).collect(),
        summary: &row.excerpt,
        text: &text,
        path: format!("/posts/{}", row.slug),
        at: row.published_at,
    };
    documents::put(conn, &document)
}

/// A post of the demonstration.
#[allow(missing_docs)]
pub struct Seeded<'a> {
    pub kind: PostKind,
    pub title: &'a str,
    pub body: &'a str,
    pub tags: &'a [String],
    pub hub_id: Option<Id>,
    pub innovation_ids: Vec<Id>,
    pub author: Id,
    pub status: PostStatus,
    pub at: Instant,
}

/// Stores a post of the demonstration, in its status and of its time; its id and number. Nobody is told, and search not yet.
pub fn seed(conn: &mut Conn, seeded: &Seeded<'_>) -> Result<(Id, i64), Error> {
    let id = Id::at(seeded.at);
    let content = PostBody {
        kind: seeded.kind,
        title: seeded.title.into(),
        body: seeded.body.to_owned(),
        tags: seeded.tags.to_vec(),
        video_url: None,
        hub_id: None,
        innovation_ids: seeded.innovation_ids.clone(),
        event_ids: Vec::new(),
        cover_image_id: None,
        publish_at: None,
    };
    insert(conn, id, seeded.author, &Resolved { hub: seeded.hub_id, content: content.clone() }, seeded.at)?;
    let seq = seq_of(conn, id)?;
    let public = seeded.status != PostStatus::Draft;
    let published_at = if public { seeded.at } else { Instant(0) };
    query!(conn, c => diesel::update(posts::table.filter(posts::seq.eq(seq)))
        .set((posts::status.eq(seeded.status), posts::published_at.eq(published_at)))
        .execute(c))?;
    let mut from = None;
    let way: &[PostStatus] = match seeded.status {
        PostStatus::Draft => &[PostStatus::Draft],
        PostStatus::Published => &[PostStatus::Draft, PostStatus::Published],
        other => &[PostStatus::Draft, PostStatus::Published, other],
    };
    for to in way {
        let step = (
            post_transitions::id.eq(Id::new()),
            post_transitions::seq.eq(seq),
            post_transitions::from_status.eq(from.map(PostStatus::as_str)),
            post_transitions::to_status.eq(to.as_str()),
            post_transitions::at.eq(seeded.at),
            post_transitions::by_user.eq(seeded.author),
        );
        query!(conn, c => diesel::insert_into(post_transitions::table).values(step).execute(c))?;
        from = Some(*to);
    }
    Ok((id, seq))
}
