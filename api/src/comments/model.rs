//! The comment record and its wire form.

use super::lifecycle::allowed_actions;
use crate::db::schema::comments;
use crate::db::{Id, Instant};
use crate::markdown;
use crate::posts::model::{PostRow, View};
use crate::text::Prose;
use crate::users::model::Person;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use validator::Validate;

crate::db::types::text_enum! {
    /// Whether a comment is to be seen.
    pub enum CommentState {
        /// By everybody who sees the post.
        Visible = "visible",
        /// Hidden by a moderator; by its author and moderators.
        Hidden = "hidden",
        /// Removed by its author; by nobody.
        Deleted = "deleted",
    }
}

/// A comment as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = comments)]
pub struct CommentRow {
    /// Id.
    pub id: Id,
    /// The post's number.
    pub seq: i64,
    /// The comment that begins its thread.
    pub thread_id: Id,
    /// The comment that it replies to.
    pub parent_id: Option<Id>,
    /// Who wrote it.
    pub author_id: Id,
    /// Markdown.
    pub body: String,
    /// Whether it is to be seen.
    pub state: CommentState,
    pub(super) note: Option<String>,
    /// Visible replies.
    pub reply_count: i64,
    pub(super) useful_count: i64,
    /// When it was written.
    pub created_at: Instant,
    pub(super) edited_at: Option<Instant>,
    /// Version.
    pub version: i64,
}

/// A comment.
#[derive(Serialize, ToSchema)]
pub struct Comment {
    /// Id.
    pub id: Id,
    /// The post.
    pub post_id: Id,
    /// The comment that it replies to.
    #[schema(required = true)]
    pub parent_id: Option<Id>,
    /// Who wrote it; null in the place of one that is gone.
    #[schema(required = true)]
    pub author: Option<Person>,
    /// What. Markdown; empty in the place of one that is gone.
    #[schema(example = "Di puskesmas kami papan tulis ternyata cukup.")]
    pub body: String,
    /// The same as sanitised HTML.
    #[schema(value_type = String)]
    pub body_html: Arc<str>,
    /// `hidden` and `deleted` keep the place of a comment that has replies.
    pub state: CommentState,
    /// Whether it was accepted as the answer to the question.
    pub accepted: bool,
    /// Visible replies to it.
    #[schema(example = 2)]
    pub reply_count: i64,
    /// People who found it useful.
    #[schema(example = 5)]
    pub useful_count: i64,
    /// Whether the caller did.
    pub useful_to_me: bool,
    /// Why it was hidden; for its author and moderators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moderation_note: Option<String>,
    /// When it was written.
    pub created_at: Instant,
    /// When it was last edited.
    #[schema(required = true)]
    pub edited_at: Option<Instant>,
    /// Version.
    #[schema(example = 1)]
    pub version: i64,
    /// What the signed-in caller may do now; absent for visitors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_actions: Option<Vec<String>>,
}

/// Something to say about a post.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"body": "Di puskesmas kami papan tulis ternyata cukup."}))]
pub struct NewComment {
    /// What. Markdown, 1-10,000 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 10000)]
    pub body: Prose<1, 10000>,
    /// The comment that it replies to. A reply to a reply joins the same thread.
    pub parent_id: Option<Id>,
}

/// What may be changed of a comment.
#[derive(Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"body": "Di puskesmas kami papan tulis cukup, sejak loket kedua dibuka."}))]
pub struct CommentPatch {
    /// What. Markdown, 1-10,000 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 10000)]
    pub body: Prose<1, 10000>,
}

/// What a comment said before it was edited.
#[derive(Serialize, ToSchema)]
pub struct CommentEdit {
    /// Markdown.
    pub body: String,
    /// The same as sanitised HTML.
    #[schema(value_type = String)]
    pub body_html: Arc<str>,
    /// Until when it said so.
    pub until: Instant,
}

/// Who looks at a comment: what they are to its post, and their id.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reader {
    /// What they are to the post.
    pub view: View,
    /// Their id, when they are signed in.
    pub user: Option<Id>,
}

impl Reader {
    /// Whether they wrote the comment.
    pub fn wrote(&self, row: &CommentRow) -> bool {
        self.user == Some(row.author_id)
    }

    /// Whether they see what it says.
    pub fn sees(&self, row: &CommentRow) -> bool {
        self.sees_of(row.author_id, row.state)
    }

    /// Whether they see what a comment of this author says in this state.
    pub fn sees_of(&self, author_id: Id, state: CommentState) -> bool {
        match state {
            CommentState::Visible => true,
            CommentState::Hidden => self.user == Some(author_id) || self.view.moderates,
            CommentState::Deleted => false,
        }
    }

    /// Whether they read what it said before it was edited.
    pub fn reads_edits(&self, row: &CommentRow) -> bool {
        self.wrote(row) || self.view.moderates
    }
}

impl Comment {
    /// The wire form for a reader.
    pub fn new((row, author): (CommentRow, Person), post: &PostRow, reader: &Reader, useful_to_me: bool) -> Self {
        let seen = reader.sees(&row);
        let inside = reader.wrote(&row) || reader.view.moderates;
        let body = if seen { row.body.clone() } else { String::new() };
        Self {
            id: row.id,
            post_id: post.id,
            parent_id: row.parent_id,
            author: Some(author).filter(|_| seen),
            body_html: if body.is_empty() { "".into() } else { markdown::render_post(&body) },
            body,
            state: row.state,
            accepted: post.accepted_comment_id == Some(row.id),
            reply_count: row.reply_count,
            useful_count: row.useful_count,
            useful_to_me,
            moderation_note: row.note.clone().filter(|_| inside && row.state == CommentState::Hidden),
            created_at: row.created_at,
            edited_at: row.edited_at,
            version: row.version,
            allowed_actions: reader.user.map(|_| allowed_actions(reader, &row, post)),
        }
    }
}
