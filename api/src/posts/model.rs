//! The post record and its wire forms.

use crate::db::schema::posts;
use crate::db::{Id, Instant, RawJson};
use crate::error::Error;
use crate::innovations::model::HubOfInnovation;
use crate::markdown;
use crate::reactions::Reactions;
use crate::users::model::Person;
use diesel::prelude::*;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

crate::db::types::text_enum! {
    /// What kind of post it is.
    pub enum PostKind {
        /// An article.
        Article = "article",
        /// A guide.
        Guide = "guide",
        /// What was learned, also from what failed.
        LessonLearned = "lesson_learned",
        /// A question; one of its comments may be accepted as the answer.
        Question = "question",
        /// A report of an event.
        EventReport = "event_report",
        /// A video elsewhere.
        Video = "video",
    }
}

crate::db::types::text_enum! {
    /// Where a post is in its life.
    pub enum PostStatus {
        /// Being written; seen by its author alone.
        Draft = "draft",
        /// Published by the calendar at `publish_at`.
        Scheduled = "scheduled",
        /// Public.
        Published = "published",
        /// Taken back by its author.
        Archived = "archived",
        /// Hidden by a moderator.
        Hidden = "hidden",
    }
}

/// A post as stored, without its body.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = posts)]
pub struct PostRow {
    /// Internal number, which grows with each record.
    pub seq: i64,
    /// Id.
    pub id: Id,
    /// Slug.
    pub slug: String,
    /// Kind.
    pub kind: PostKind,
    /// Title.
    pub title: String,
    /// Folded title.
    pub title_key: String,
    pub(super) excerpt: String,
    pub(super) tags: RawJson,
    pub(super) video_url: Option<String>,
    /// The hub that it belongs to.
    pub hub_id: Option<Id>,
    /// Who wrote it.
    pub author_id: Id,
    pub(super) cover_image_id: Option<Id>,
    /// Status.
    pub status: PostStatus,
    pub(super) publish_at: Option<Instant>,
    /// 0 when it never was published.
    pub published_at: Instant,
    /// Whether comments are closed.
    pub locked: bool,
    pub(super) moderation_note: Option<String>,
    /// The accepted answer.
    pub accepted_comment_id: Option<Id>,
    /// Visible comments.
    pub comment_count: i64,
    /// Who found it useful.
    pub useful_count: i64,
    pub(super) created_at: Instant,
    pub(super) updated_at: Instant,
    /// Version.
    pub version: i64,
}

impl PostRow {
    /// The beginning of its text, plain.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }

    /// Its tags.
    pub fn tags(&self) -> Result<Vec<String>, Error> {
        Ok(self.tags.read()?)
    }

    /// When it last changed.
    pub fn updated_at(&self) -> Instant {
        self.updated_at
    }
}

/// A post with what lists show of others: its author and hub, and the institution of that.
pub type Listed = (PostRow, Person, Option<HubOfInnovation>, Option<Id>);

/// A post in a list.
#[derive(Serialize, ToSchema)]
pub struct PostSummary {
    /// Id.
    pub id: Id,
    /// Name in addresses.
    #[schema(example = "antrean-yang-jujur-5a6c7d8e")]
    pub slug: String,
    /// Kind.
    pub kind: PostKind,
    /// Title.
    #[schema(example = "Antrean yang jujur: yang kami pelajari di poliklinik")]
    pub title: String,
    /// How it begins, in plain text.
    #[schema(example = "Enam bulan pertama kami keliru menghitung waktu tunggu …")]
    pub excerpt: String,
    /// Tags.
    #[schema(value_type = Vec<String>, example = json!(["antrean", "puskesmas"]))]
    pub tags: RawJson,
    /// The hub that it belongs to.
    #[schema(required = true)]
    pub hub_id: Option<Id>,
    /// That hub, in short.
    #[schema(required = true)]
    pub hub: Option<HubOfInnovation>,
    /// Who wrote it.
    pub author: Person,
    /// The image at its top, below the public address.
    #[schema(required = true, example = "/api/v1/posts/0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e/images/0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d01")]
    pub cover_url: Option<String>,
    /// Where it is in its life.
    pub status: PostStatus,
    /// Whether comments are closed.
    pub locked: bool,
    /// Whether it is a question with an accepted answer.
    pub answered: bool,
    /// Visible comments and replies.
    #[schema(example = 4)]
    pub comment_count: i64,
    /// People who found it useful.
    #[schema(example = 12)]
    pub useful_count: i64,
    /// When it is to be published by the calendar.
    #[schema(required = true)]
    pub publish_at: Option<Instant>,
    /// When it was first published.
    #[schema(required = true)]
    pub published_at: Option<Instant>,
    /// When the record was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Version.
    #[schema(example = 3)]
    pub version: i64,
}

impl From<Listed> for PostSummary {
    fn from((row, author, hub, _): Listed) -> Self {
        let cover_url = row.cover_image_id.map(|image| image_url(row.id, image));
        Self {
            id: row.id,
            slug: row.slug,
            kind: row.kind,
            title: row.title,
            excerpt: row.excerpt,
            tags: row.tags,
            hub_id: row.hub_id,
            hub,
            author,
            cover_url,
            status: row.status,
            locked: row.locked,
            answered: row.accepted_comment_id.is_some(),
            comment_count: row.comment_count,
            useful_count: row.useful_count,
            publish_at: row.publish_at,
            published_at: Some(row.published_at).filter(|at| at.0 > 0),
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

/// The address of an image, below the public address.
pub fn image_url(post: Id, image: Id) -> String {
    format!("/api/v1/posts/{post}/images/{image}")
}

/// A record that a post is about.
#[derive(Clone, Serialize, ToSchema)]
pub struct PostLink {
    /// Id.
    pub id: Id,
    /// Its name.
    #[schema(example = "Antrean Tanpa Antre")]
    pub title: String,
    /// Its page, below the public address.
    #[schema(example = "/innovations/antrean-tanpa-antre-5a6c7d8e")]
    pub url: String,
}

/// A post.
#[derive(Serialize, ToSchema)]
pub struct Post {
    /// What lists show of it.
    #[serde(flatten)]
    pub summary: PostSummary,
    /// Its text. Markdown.
    pub body: String,
    /// The same as sanitised HTML.
    #[schema(value_type = String)]
    pub body_html: Arc<str>,
    /// Where a video is to be seen.
    #[schema(required = true)]
    pub video_url: Option<String>,
    /// Its cover, one of its images.
    #[schema(required = true)]
    pub cover_image_id: Option<Id>,
    /// The innovations that it is about; for others than its author those that are public.
    pub innovation_ids: Vec<Id>,
    /// Those that are public, in short.
    pub innovations: Vec<PostLink>,
    /// The events that it is about; for others than its author those that are public.
    pub event_ids: Vec<Id>,
    /// Those that are public, in short.
    pub events: Vec<PostLink>,
    /// The comment that answers the question.
    #[schema(required = true)]
    pub accepted_comment_id: Option<Id>,
    /// How many people reacted, and how the caller did.
    pub reactions: Reactions,
    /// Why it was hidden or locked; for its author and moderators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moderation_note: Option<String>,
    /// What the signed-in caller may do now; absent for visitors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_actions: Option<Vec<String>>,
}

/// The parts of a post besides its row.
pub struct Parts {
    /// Body.
    pub body: String,
    /// Innovations.
    pub innovations: Vec<(Id, Option<PostLink>)>,
    /// Events.
    pub events: Vec<(Id, Option<PostLink>)>,
    /// Reactions.
    pub reactions: Reactions,
    /// What the caller may do.
    pub allowed_actions: Option<Vec<String>>,
}

impl Post {
    /// The wire form for somebody who is this to the post.
    pub fn new(listed: Listed, parts: Parts, view: &View) -> Result<Self, Error> {
        let row = &listed.0;
        let (video_url, cover_image_id, accepted_comment_id) = (row.video_url.clone(), row.cover_image_id, row.accepted_comment_id);
        let moderation_note = row.moderation_note.clone().filter(|_| view.author || view.moderates);
        // What is no longer public is named to the author alone, whose next edit keeps it.
        let told =
            |links: &[(Id, Option<PostLink>)]| links.iter().filter(|(_, link)| view.author || link.is_some()).map(|(id, _)| *id).collect();
        Ok(Self {
            summary: listed.into(),
            body_html: markdown::render_post(&parts.body),
            body: parts.body,
            video_url,
            cover_image_id,
            innovation_ids: told(&parts.innovations),
            innovations: parts.innovations.into_iter().filter_map(|(_, link)| link).collect(),
            event_ids: told(&parts.events),
            events: parts.events.into_iter().filter_map(|(_, link)| link).collect(),
            accepted_comment_id,
            reactions: parts.reactions,
            moderation_note,
            allowed_actions: parts.allowed_actions,
        })
    }
}

/// What somebody is to a post.
#[derive(Clone, Copy, Debug, Default)]
pub struct View {
    /// Whether they wrote it.
    pub author: bool,
    /// Whether they moderate what its hub shares.
    pub moderates: bool,
    /// Whether they may write at all.
    pub writes: bool,
}

impl View {
    /// Whether the post is seen in this status.
    pub fn sees(&self, status: PostStatus) -> bool {
        match status {
            PostStatus::Published => true,
            PostStatus::Draft | PostStatus::Scheduled => self.author,
            PostStatus::Archived | PostStatus::Hidden => self.author || self.moderates,
        }
    }
}
