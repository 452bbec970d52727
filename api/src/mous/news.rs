//! Whom a step of a MoU concerns.

use super::model::{MouRow, MouStatus};
use super::queries;
use crate::audit::Trail;
use crate::auth::policy::Role;
use crate::db::{Conn, Day, Id};
use crate::error::Error;
use crate::notifications::model::{NotificationKind, Subject};
use crate::notifications::reminders::readers;
use crate::notifications::telling::{News, everybody, staff, tell};

/// Tells those who act next, and those whom the step concerns.
pub fn moved(conn: &mut Conn, trail: &Trail, row: &MouRow, to: MouStatus, why: Option<&str>) -> Result<(), Error> {
    let kind = match to {
        MouStatus::InReview => NotificationKind::MouInReview,
        MouStatus::Draft => NotificationKind::MouSentBack,
        MouStatus::ReadyToSign => NotificationKind::MouToSign,
        MouStatus::PartiallySigned => NotificationKind::MouPartlySigned,
        MouStatus::Signed => NotificationKind::MouSigned,
        MouStatus::Expired => NotificationKind::MouEnded,
        MouStatus::Terminated => NotificationKind::MouTerminated,
        MouStatus::Cancelled => NotificationKind::MouCancelled,
        // The MoU that takes its place says so.
        MouStatus::Superseded => return Ok(()),
    };
    let people = match to {
        MouStatus::InReview => everybody(conn, Role::Admin, None)?,
        MouStatus::Draft => staff(conn, &[row.institution_id], [Role::HubManager; 2])?,
        MouStatus::ReadyToSign => signatories(conn, row.id)?,
        _ => readers(conn, row.id)?,
    };
    let from = (to == MouStatus::Signed && row.starts_on > Day::today()).then(|| row.starts_on.to_string());
    tell(conn, trail, &people, &news(kind, row, from.as_deref().or(why)))
}

/// Tells both sides of a comment; of one on a draft its drafters alone.
pub fn commented(conn: &mut Conn, trail: &Trail, row: &MouRow, comment: &str) -> Result<(), Error> {
    let people = match row.status {
        MouStatus::Draft => staff(conn, &[row.institution_id], [Role::HubManager; 2])?,
        _ => readers(conn, row.id)?,
    };
    tell(conn, trail, &people, &news(NotificationKind::MouCommented, row, Some(comment)))
}

/// Who can sign: the signatories of its parties, and Kementerian PANRB's admins.
fn signatories(conn: &mut Conn, mou: Id) -> Result<Vec<Id>, Error> {
    let parties: Vec<Id> = queries::parties(conn, mou)?.into_iter().map(|party| party.institution_id).collect();
    let mut people = staff(conn, &parties, [Role::Signatory; 2])?;
    people.extend(everybody(conn, Role::Admin, None)?);
    Ok(people)
}

fn news<'a>(kind: NotificationKind, row: &'a MouRow, detail: Option<&'a str>) -> News<'a> {
    News { kind, subject: Subject::Mou, id: row.id, title: &row.title, path: format!("/mous/{}", row.id), detail }
}
