//! The notification record and its wire form. What it says, `words` has; what of that is told now, `records`.

use super::words;
use crate::db::schema::notifications;
use crate::db::{Id, Instant};
use crate::http::locale::{Locale, Text};
use diesel::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

crate::db::types::text_enum! {
    /// What somebody is told.
    pub enum NotificationKind {
        /// The institution is invited to an event.
        EventInvited = "event_invited",
        /// The institution's decision at an event was recorded.
        EventDecided = "event_decided",
        /// An event that the institution was invited to is cancelled.
        EventCancelled = "event_cancelled",
        /// Time, place or link of an announced event changed.
        EventMoved = "event_moved",
        /// An event that the institution attends begins within a day.
        EventReminder = "event_reminder",
        /// Something is to be done after an event.
        ActionItemAssigned = "action_item_assigned",
        /// An innovation waits for review.
        InnovationSubmitted = "innovation_submitted",
        /// An innovation is being reviewed.
        InnovationInReview = "innovation_in_review",
        /// A reviewer asks for a revision.
        RevisionRequested = "revision_requested",
        /// An innovation was not accepted.
        InnovationRejected = "innovation_rejected",
        /// An innovation was published.
        InnovationPublished = "innovation_published",
        /// A submission was withdrawn: the innovation is a draft again.
        InnovationWithdrawn = "innovation_withdrawn",
        /// An innovation was taken from the public.
        InnovationArchived = "innovation_archived",
        /// An MoU waits for approval.
        MouInReview = "mou_in_review",
        /// An MoU went back to its draft.
        MouSentBack = "mou_sent_back",
        /// Somebody commented on a MoU.
        MouCommented = "mou_commented",
        /// An MoU waits for a signature.
        MouToSign = "mou_to_sign",
        /// A party signed a MoU.
        MouPartlySigned = "mou_partly_signed",
        /// All parties have signed a MoU.
        MouSigned = "mou_signed",
        /// An MoU ends before long.
        MouExpiring = "mou_expiring",
        /// The time of an MoU is over.
        MouEnded = "mou_ended",
        /// A signed MoU was terminated.
        MouTerminated = "mou_terminated",
        /// An MoU was given up before it was signed.
        MouCancelled = "mou_cancelled",
        /// A hub has a new status.
        HubMoved = "hub_moved",
        /// Somebody accepted an invitation to have an account.
        InvitationAccepted = "invitation_accepted",
        /// Somebody commented on a post.
        PostCommented = "post_commented",
        /// Somebody replied to a comment.
        CommentReplied = "comment_replied",
        /// Somebody is mentioned.
        Mentioned = "mentioned",
        /// A comment was accepted as the answer.
        AnswerAccepted = "answer_accepted",
        /// A moderator hid something, or showed it again.
        Moderated = "moderated",
        /// Something was reported.
        Reported = "reported",
        /// A report or an appeal was decided.
        ReportDecided = "report_decided",
        /// A post was published that is about something followed.
        FollowedPost = "followed_post",
        /// An innovation was published that is about something followed.
        FollowedInnovation = "followed_innovation",
        /// Something new matches a saved search.
        SearchMatched = "search_matched",
        /// The password of the own account was changed.
        PasswordChanged = "password_changed",
        /// The roles or the institution of the own account were changed.
        RolesChanged = "roles_changed",
    }
}

impl NotificationKind {
    /// Whether it is mailed at once. What people follow is quiet: it comes in the site, and in the digest of those who want one.
    pub fn is_mailed(self) -> bool {
        !matches!(self, Self::FollowedPost | Self::FollowedInnovation | Self::SearchMatched)
    }

    /// Whether its detail is what the system knows of it, rather than a note that somebody wrote.
    pub fn has_facts(self) -> bool {
        matches!(self, Self::EventMoved | Self::EventReminder)
    }
}

crate::db::types::text_enum! {
    /// Kinds of records that notifications tell of.
    pub enum Subject {
        /// An event.
        Event = "event",
        /// A hub.
        Hub = "hub",
        /// An innovation.
        Innovation = "innovation",
        /// An MoU.
        Mou = "mou",
        /// A post.
        Post = "post",
        /// A comment.
        Comment = "comment",
        /// A user.
        User = "user",
    }
}

/// A notification as stored.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = notifications)]
pub struct NotificationRow {
    /// Id.
    pub id: Id,
    /// Who is told.
    pub user_id: Id,
    /// What it is about.
    pub kind: NotificationKind,
    pub(super) record_type: Subject,
    pub(super) record_id: String,
    pub(super) path: String,
    pub(super) detail: Option<String>,
    /// When it was told.
    pub created_at: Instant,
    pub(super) read_at: Option<Instant>,
    pub(super) by_user: Option<Id>,
    pub(super) part_id: Option<String>,
}

impl NotificationRow {
    /// The record's id.
    pub(super) fn record(&self) -> Id {
        self.record_id.parse().unwrap_or(Id::NIL)
    }

    /// The part of the record that it is about. Notices of reports had it in their address alone.
    pub(super) fn part(&self) -> Option<Id> {
        let named = self.part_id.as_deref().or_else(|| self.path.strip_prefix("/moderation#"));
        named.and_then(|id| id.parse().ok())
    }
}

/// Something that a person is told.
#[derive(Serialize, ToSchema)]
pub struct Notification {
    /// Id.
    pub id: Id,
    /// What it is about.
    pub kind: NotificationKind,
    /// One sentence, in the caller's language.
    #[schema(example = "Nota Kesepahaman Hub JIPP menunggu tanda tangan Anda.")]
    pub title: String,
    /// A note, or a figure that belongs to it, as it is now; null when what it quotes was taken back.
    #[schema(required = true, example = "Mohon ditandatangani pekan ini.")]
    pub detail: Option<String>,
    /// The record.
    pub record: NotificationRecord,
    /// The page of the record, below the public address.
    #[schema(example = "/mous/0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d01")]
    pub url: String,
    /// When it was told.
    pub created_at: Instant,
    /// When it was read, or what it waited for was over.
    #[schema(required = true)]
    pub read_at: Option<Instant>,
}

/// The record that a notification tells of.
#[derive(Serialize, ToSchema)]
pub struct NotificationRecord {
    /// What it is.
    #[serde(rename = "type")]
    pub record_type: Subject,
    /// Its id.
    pub id: String,
    /// Its name now; empty when the caller may not know it any more.
    #[schema(example = "Nota Kesepahaman Hub JIPP")]
    pub title: String,
}

/// A notice as somebody may hear it now.
#[derive(Clone)]
pub struct Shown {
    /// The notice.
    pub row: NotificationRow,
    /// What may be said of its record.
    pub about: About,
}

/// What may be said of a record to somebody now.
#[derive(Clone)]
pub struct About {
    /// Its name; none when it may not be known any more.
    pub title: Option<String>,
    /// Its page, below the public address.
    pub path: String,
    /// What is quoted.
    pub note: Option<Note>,
    /// Since when nothing waits any more; none while something does, and when nothing ever did.
    pub over: Option<Instant>,
}

/// What belongs to a notice.
#[derive(Clone)]
pub enum Note {
    /// What a person wrote.
    Written(String),
    /// What the system says.
    Said(Text),
}

impl Shown {
    /// Whether it is read, or nothing waits any more.
    pub fn read_at(&self) -> Option<Instant> {
        self.row.read_at.or(self.about.over)
    }

    /// The wire form.
    pub fn told(self, locale: Locale) -> Notification {
        let title = words::sentence(&self).in_locale(locale).to_owned();
        let read_at = self.read_at();
        let Self { row, about: About { title: name, path: url, note, .. } } = self;
        let detail = note.map(|note| match note {
            Note::Written(text) => text,
            Note::Said(text) => text.in_locale(locale).to_owned(),
        });
        let record = NotificationRecord { record_type: row.record_type, id: row.record_id, title: name.unwrap_or_default() };
        Notification { id: row.id, kind: row.kind, title, detail, record, url, created_at: row.created_at, read_at }
    }
}
