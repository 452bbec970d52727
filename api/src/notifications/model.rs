//! The notification record, its sentences, and its wire form.

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
        /// A MoU waits for approval.
        MouInReview = "mou_in_review",
        /// A MoU went back to its draft.
        MouSentBack = "mou_sent_back",
        /// Somebody commented on a MoU.
        MouCommented = "mou_commented",
        /// A MoU waits for a signature.
        MouToSign = "mou_to_sign",
        /// A party signed a MoU.
        MouPartlySigned = "mou_partly_signed",
        /// All parties have signed a MoU.
        MouSigned = "mou_signed",
        /// A MoU ends before long.
        MouExpiring = "mou_expiring",
        /// A MoU is no longer in force, or was given up.
        MouEnded = "mou_ended",
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
    }
}

impl NotificationKind {
    /// Whether it is mailed at once. What people follow is quiet: it comes in the site, and in the digest of those who want one.
    pub fn is_mailed(self) -> bool {
        !matches!(self, Self::FollowedPost | Self::FollowedInnovation | Self::SearchMatched)
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
        /// A MoU.
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
    pub(super) kind: NotificationKind,
    pub(super) record_type: Subject,
    pub(super) record_id: String,
    pub(super) record_title: String,
    pub(super) path: String,
    pub(super) detail: Option<String>,
    pub(super) created_at: Instant,
    pub(super) read_at: Option<Instant>,
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
    /// A note, or a figure that belongs to it.
    #[schema(required = true, example = "Mohon ditandatangani pekan ini.")]
    pub detail: Option<String>,
    /// The record.
    pub record: NotificationRecord,
    /// The page of the record, below the public address.
    #[schema(example = "/mous/0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d01")]
    pub url: String,
    /// When it was told.
    pub created_at: Instant,
    /// When it was read.
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
    /// Its name when the notification was made.
    #[schema(example = "Nota Kesepahaman Hub JIPP")]
    pub title: String,
}

impl NotificationRow {
    /// The wire form.
    pub fn told(self, locale: Locale) -> Notification {
        let title = self.sentence().in_locale(locale).to_owned();
        let detail = self.detail().map(|text| text.in_locale(locale).to_owned());
        let record = NotificationRecord { record_type: self.record_type, id: self.record_id, title: self.record_title };
        Notification {
            id: self.id,
            kind: self.kind,
            title,
            detail,
            record,
            url: self.path,
            created_at: self.created_at,
            read_at: self.read_at,
        }
    }

    /// When it was told.
    pub fn created_at(&self) -> Instant {
        self.created_at
    }

    /// Its page, below the public address.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it says, in both languages.
    pub fn sentence(&self) -> Text {
        use NotificationKind as Kind;
        let (id, en) = match self.kind {
            Kind::EventInvited => ("Instansi Anda diundang ke {}.", "Your institution is invited to {}."),
            Kind::EventDecided => ("Keputusan instansi Anda pada {} dicatat.", "The decision of your institution at {} was recorded."),
            Kind::EventCancelled => ("{} dibatalkan.", "{} is cancelled."),
            Kind::ActionItemAssigned => ("Tindak lanjut dari {} menunggu Anda.", "An action item of {} waits for you."),
            Kind::InnovationSubmitted => ("{} menunggu penilaian.", "{} waits for review."),
            Kind::InnovationInReview => ("{} sedang dinilai.", "{} is being reviewed."),
            Kind::RevisionRequested => ("{} perlu direvisi.", "{} needs a revision."),
            Kind::InnovationRejected => ("{} tidak diterima.", "{} was not accepted."),
            Kind::InnovationPublished => ("{} sudah terbit.", "{} is published."),
            Kind::MouInReview => ("{} menunggu persetujuan.", "{} waits for approval."),
            Kind::MouSentBack => ("{} dikembalikan untuk diperbaiki.", "{} was sent back to be improved."),
            Kind::MouCommented => ("Ada tanggapan atas {}.", "There is a comment on {}."),
            Kind::MouToSign => ("{} menunggu tanda tangan Anda.", "{} waits for your signature."),
            Kind::MouPartlySigned => ("Satu pihak telah menandatangani {}.", "A party has signed {}."),
            Kind::MouSigned => ("{} ditandatangani semua pihak dan berlaku.", "{} is signed by all parties and in force."),
            Kind::MouExpiring => ("Masa berlaku {} segera habis.", "{} ends before long."),
            Kind::MouEnded => ("{} tidak berlaku lagi.", "{} is no longer in force."),
            Kind::HubMoved => ("Status {} berubah.", "The status of {} has changed."),
            Kind::InvitationAccepted => ("{} menerima undangan Anda.", "{} accepted your invitation."),
            Kind::PostCommented => ("Ada komentar baru pada “{}”.", "There is a new comment on “{}”."),
            Kind::CommentReplied => ("Komentar Anda pada “{}” dibalas.", "Your comment on “{}” got a reply."),
            Kind::Mentioned => ("Anda disebut dalam “{}”.", "You are mentioned in “{}”."),
            Kind::AnswerAccepted => ("Jawaban Anda atas “{}” diterima.", "Your answer to “{}” was accepted."),
            Kind::Moderated => ("Moderator meninjau tulisan Anda pada “{}”.", "A moderator looked at what you wrote in “{}”."),
            Kind::Reported => ("Ada laporan tentang “{}”.", "There is a report about “{}”."),
            Kind::ReportDecided => ("Laporan Anda tentang “{}” sudah diputus.", "Your report about “{}” was decided."),
            Kind::FollowedPost => ("Tulisan baru: “{}”.", "New post: “{}”."),
            Kind::FollowedInnovation => ("Inovasi baru: {}.", "New innovation: {}."),
            Kind::SearchMatched => ("“{}” cocok dengan pencarian yang Anda simpan.", "“{}” matches a search that you saved."),
        };
        Text::owned(id.replace("{}", &self.record_title), en.replace("{}", &self.record_title))
    }

    /// A note in the words of whom it is from; of a reminder the days that are left.
    fn detail(&self) -> Option<Text> {
        let detail = self.detail.as_ref()?;
        Some(match self.kind {
            NotificationKind::MouExpiring => Text::owned(format!("{detail} hari lagi."), format!("{detail} days from now.")),
            _ => Text::owned(detail, detail),
        })
    }

    /// The mail that says the same.
    pub fn mail(&self, locale: Locale, public_url: &str) -> (String, String) {
        let subject = self.sentence().in_locale(locale).to_owned();
        let detail = self.detail().map(|text| format!("{}\n\n", text.in_locale(locale))).unwrap_or_default();
        let open = Text::new("Buka:", "Open:");
        let body = format!("{subject}\n\n{detail}{} {public_url}{}\n", open.in_locale(locale), self.path);
        (subject, body)
    }
}
