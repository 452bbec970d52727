//! What notices say: one table, a row a kind. `{}` is the name of the record.

use super::model::{NotificationKind as Kind, Shown, Subject};
use crate::http::locale::Text;

type Pair = (&'static str, &'static str);

/// The words of a kind, in Indonesian and English.
pub struct Words {
    /// One sentence.
    told: Pair,
    /// The sentence once nothing waits any more; none for what never waits.
    over: Option<Pair>,
    /// In two or three words, for the subject of a mail.
    action: Pair,
}

const fn news(told: Pair, action: Pair) -> Words {
    Words { told, over: None, action }
}

const fn task(told: Pair, over: Pair, action: Pair) -> Words {
    Words { told, over: Some(over), action }
}

/// The words of a kind.
fn of(kind: Kind) -> Words {
    match kind {
        Kind::EventInvited => task(
            ("Instansi Anda diundang ke {}.", "Your institution is invited to {}."),
            ("Undangan ke {} tidak lagi menunggu jawaban.", "The invitation to {} no longer waits for an answer."),
            ("Undangan", "Invitation"),
        ),
        Kind::EventDecided => news(
            ("Keputusan instansi Anda pada {} dicatat.", "The decision of your institution at {} was recorded."),
            ("Keputusan dicatat", "Decision recorded"),
        ),
        Kind::EventCancelled => news(("{} dibatalkan.", "{} is cancelled."), ("Dibatalkan", "Cancelled")),
        Kind::EventMoved => news(
            ("Waktu atau tempat {} berubah.", "The time or place of {} has changed."),
            ("Waktu atau tempat berubah", "Time or place changed"),
        ),
        Kind::EventReminder => news(("Pengingat: {} segera dimulai.", "Reminder: {} begins soon."), ("Pengingat", "Reminder")),
        Kind::ActionItemAssigned => task(
            ("Tindak lanjut dari {} menunggu Anda.", "An action item of {} waits for you."),
            ("Tindak lanjut dari {} tidak lagi menunggu Anda.", "The action item of {} no longer waits for you."),
            ("Tindak lanjut", "Action item"),
        ),
        Kind::InnovationSubmitted => task(
            ("{} menunggu penilaian.", "{} waits for review."),
            ("{} tidak lagi menunggu penilaian.", "{} no longer waits for review."),
            ("Menunggu penilaian", "Waits for review"),
        ),
        Kind::InnovationInReview => news(("{} sedang dinilai.", "{} is being reviewed."), ("Sedang dinilai", "In review")),
        Kind::RevisionRequested => task(
            ("{} perlu perbaikan.", "Changes to {} were requested."),
            ("Perbaikan {} tidak lagi ditunggu.", "Changes to {} are no longer waited for."),
            ("Perlu perbaikan", "Changes requested"),
        ),
        Kind::InnovationRejected => news(("{} ditolak.", "{} was rejected."), ("Ditolak", "Rejected")),
        Kind::InnovationPublished => news(("{} sudah terbit.", "{} is published."), ("Terbit", "Published")),
        Kind::InnovationWithdrawn => {
            news(("Pengajuan {} ditarik kembali.", "The submission of {} was withdrawn."), ("Ditarik kembali", "Withdrawn"))
        }
        Kind::InnovationArchived => news(("{} diarsipkan.", "{} was archived."), ("Diarsipkan", "Archived")),
        Kind::MouInReview => task(
            ("{} menunggu persetujuan.", "{} waits for approval."),
            ("{} tidak lagi menunggu persetujuan.", "{} no longer waits for approval."),
            ("Menunggu persetujuan", "Waits for approval"),
        ),
        Kind::MouSentBack => task(
            ("{} dikembalikan untuk diperbaiki.", "{} was sent back to be improved."),
            ("Perbaikan {} tidak lagi ditunggu.", "Changes to {} are no longer waited for."),
            ("Dikembalikan", "Sent back"),
        ),
        Kind::MouCommented => news(("Ada tanggapan atas {}.", "There is a comment on {}."), ("Tanggapan", "Comment")),
        Kind::MouToSign => task(
            ("{} menunggu tanda tangan Anda.", "{} waits for your signature."),
            ("{} tidak lagi menunggu tanda tangan Anda.", "{} no longer waits for your signature."),
            ("Menunggu tanda tangan", "Waits for your signature"),
        ),
        Kind::MouPartlySigned => {
            news(("Satu pihak telah menandatangani {}.", "A party has signed {}."), ("Ditandatangani satu pihak", "Signed by a party"))
        }
        Kind::MouSigned => news(("{} ditandatangani semua pihak.", "{} is signed by all parties."), ("Ditandatangani", "Signed")),
        Kind::MouExpiring => task(
            ("Masa berlaku {} segera habis.", "{} ends before long."),
            ("Pengingat tentang {} tidak berlaku lagi.", "The reminder of {} no longer applies."),
            ("Segera berakhir", "Ends before long"),
        ),
        Kind::MouEnded => news(("{} berakhir.", "{} has ended."), ("Berakhir", "Ended")),
        Kind::MouTerminated => news(("{} diakhiri.", "{} was terminated."), ("Diakhiri", "Terminated")),
        Kind::MouCancelled => news(("{} dibatalkan.", "{} was cancelled."), ("Dibatalkan", "Cancelled")),
        Kind::HubMoved => news(("Status {} berubah.", "The status of {} has changed."), ("Status berubah", "Status changed")),
        Kind::InvitationAccepted => {
            news(("{} menerima undangan Anda.", "{} accepted your invitation."), ("Undangan diterima", "Invitation accepted"))
        }
        Kind::PostCommented => {
            news(("Ada tanggapan baru pada “{}”.", "There is a new comment on “{}”."), ("Tanggapan baru", "New comment"))
        }
        Kind::CommentReplied => news(("Tanggapan Anda pada “{}” dibalas.", "Your comment on “{}” got a reply."), ("Balasan", "Reply")),
        Kind::Mentioned => news(("Anda disebut dalam “{}”.", "You are mentioned in “{}”."), ("Anda disebut", "You are mentioned")),
        Kind::AnswerAccepted => {
            news(("Jawaban Anda atas “{}” diterima.", "Your answer to “{}” was accepted."), ("Jawaban diterima", "Answer accepted"))
        }
        Kind::Moderated => news(
            ("Moderator meninjau tulisan Anda pada “{}”.", "A moderator looked at what you wrote in “{}”."),
            ("Moderasi", "Moderation"),
        ),
        Kind::Reported => task(
            ("Ada laporan tentang “{}”.", "There is a report about “{}”."),
            ("Laporan tentang “{}” sudah diputus.", "The report about “{}” was decided."),
            ("Laporan", "Report"),
        ),
        Kind::ReportDecided => {
            news(("Laporan Anda tentang “{}” sudah diputus.", "Your report about “{}” was decided."), ("Laporan diputus", "Report decided"))
        }
        Kind::FollowedPost => news(("Tulisan baru: “{}”.", "New post: “{}”."), ("Tulisan baru", "New post")),
        Kind::FollowedInnovation => news(("Inovasi baru: {}.", "New innovation: {}."), ("Inovasi baru", "New innovation")),
        Kind::SearchMatched => news(
            ("“{}” cocok dengan pencarian yang Anda simpan.", "“{}” matches a search that you saved."),
            ("Cocok dengan pencarian", "Matches a search"),
        ),
        Kind::PasswordChanged => {
            news(("Kata sandi akun Anda diganti.", "The password of your account was changed."), ("Kata sandi diganti", "Password changed"))
        }
        Kind::RolesChanged => news(
            ("Peran atau instansi akun Anda berubah.", "The roles or the institution of your account were changed."),
            ("Akun berubah", "Account changed"),
        ),
    }
}

/// The kind's sentence, as long as something waits or after.
fn template(shown: &Shown) -> Pair {
    if shown.about.title.is_none() && shown.row.kind == Kind::ReportDecided {
        return ("Laporan Anda sudah diputus.", "Your report was decided.");
    }
    let words = of(shown.row.kind);
    words.over.filter(|_| shown.about.over.is_some()).unwrap_or(words.told)
}

/// What a notice says, in both languages.
pub fn sentence(shown: &Shown) -> Text {
    let title = shown.about.title.as_deref().unwrap_or_default();
    let (id, en) = template(shown);
    Text::owned(id.replace("{}", title), en.replace("{}", title))
}

/// The same for a mail: what a person wrote is quoted, in plain marks.
pub fn quoted_sentence(shown: &Shown, quoted_title: &str) -> Text {
    let (id, en) = template(shown);
    let fill = |text: &str| text.replace("“{}”", "{}").replace("{}", quoted_title);
    Text::owned(fill(id), fill(en))
}

/// What happened, in two or three words.
pub fn action(kind: Kind) -> Text {
    let (id, en) = of(kind).action;
    Text::new(id, en)
}

/// Whether it waits for the person, as long as what it waits for is not over.
pub fn waits(kind: Kind) -> bool {
    of(kind).over.is_some()
}

/// What the link of a mail does.
pub fn link(kind: Kind, subject: Subject) -> Text {
    match (kind, subject) {
        (Kind::Reported, _) => Text::new("Buka laporan", "Open the report"),
        (Kind::InvitationAccepted, _) => Text::new("Buka undangan", "Open the invitations"),
        (_, Subject::Event) => Text::new("Buka kegiatan", "Open the event"),
        (_, Subject::Hub) => Text::new("Buka hub", "Open the hub"),
        (_, Subject::Innovation) => Text::new("Buka inovasi", "Open the innovation"),
        (_, Subject::Mou) => Text::new("Buka nota kesepahaman", "Open the MoU"),
        (_, Subject::Post) => Text::new("Buka tulisan", "Open the post"),
        (_, Subject::Comment) => Text::new("Buka tanggapan", "Open the comment"),
        (_, Subject::User) => Text::new("Buka akun Anda", "Open your account"),
    }
}

/// Why somebody is mailed this.
pub fn why(kind: Kind) -> Text {
    match kind {
        kind if waits(kind) => {
            Text::new("Surel ini dikirim karena ada yang menunggu Anda.", "You get this email because something waits for you.")
        }
        Kind::PasswordChanged | Kind::RolesChanged => {
            Text::new("Surel ini dikirim karena akun Anda berubah.", "You get this email because your account was changed.")
        }
        Kind::PostCommented | Kind::CommentReplied | Kind::Mentioned | Kind::AnswerAccepted => Text::new(
            "Surel ini dikirim karena Anda menulis, mengikuti, atau disebut dalam diskusi itu.",
            "You get this email because you write in, follow, or are mentioned in that discussion.",
        ),
        _ => Text::new(
            "Surel ini dikirim karena Anda mengurus atau mengikuti hal itu.",
            "You get this email because you look after or follow this.",
        ),
    }
}
