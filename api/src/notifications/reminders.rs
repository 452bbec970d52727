//! Reminders that a MoU ends: 180, 90 and 30 days before, to both sides.

use super::model::{NotificationKind, Subject};
use super::telling::{News, everybody, staff, tell};
use crate::audit::Trail;
use crate::auth::policy::Role;
use crate::db::schema::{mou_parties, mou_reminders, mous};
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::mous::model::MouStatus;
use diesel::prelude::*;

/// Days before its end at which people are reminded of a MoU.
const DAYS: [i64; 3] = [180, 90, 30];
/// MoUs that one write reminds of at most; what is left waits for the next.
const MOST_AT_ONCE: i64 = 100;

/// Reminds of the MoUs that are due, each time once; how many there were. Of reminders that were missed, because
/// nothing ran or the MoU was signed late, only the nearest is given.
pub fn remind(conn: &mut Conn, today: Day) -> Result<usize, Error> {
    let mut reminded = 0;
    for (n, days) in DAYS.iter().enumerate().rev() {
        for id in due(conn, today, *days)? {
            let Some((title, ends_on)) = still_due(conn, id, *days)? else {
                continue;
            };
            for passed in &DAYS[..=n] {
                note(conn, id, *passed)?;
            }
            let left = (ends_on.0 - today.0).num_days().to_string();
            let news = News {
                kind: NotificationKind::MouExpiring,
                subject: Subject::Mou,
                id,
                title: &title,
                path: format!("/mous/{id}"),
                detail: Some(&left),
            };
            let readers = readers(conn, id)?;
            tell(conn, &Trail::SYSTEM, &readers, &news)?;
            reminded += 1;
        }
    }
    Ok(reminded)
}

/// The MoUs in force that end within so many days and are not renewed, of which nobody was reminded at that mark.
fn due(conn: &mut Conn, today: Day, days: i64) -> Result<Vec<Id>, Error> {
    let until = Day(today.0 + chrono::Duration::days(days));
    let given = mou_reminders::table.filter(mou_reminders::mou_id.eq(mous::id).and(mou_reminders::days.eq(days)));
    let renewals = diesel::alias!(mous as renewals);
    let renewal = renewals
        .filter(renewals.field(mous::supersedes_id).eq(mous::id.nullable()))
        .filter(renewals.field(mous::status).eq(MouStatus::Signed));
    Ok(query!(conn, c => mous::table
        .filter(mous::status.eq(MouStatus::Signed).and(mous::ends_on.ge(today)).and(mous::ends_on.le(until)))
        .filter(mous::starts_on.le(today))
        .filter(diesel::dsl::not(diesel::dsl::exists(renewal)))
        .filter(diesel::dsl::not(diesel::dsl::exists(given)))
        .order(mous::id.asc())
        .limit(MOST_AT_ONCE)
        .select(mous::id)
        .load(c))?)
}

/// The MoU once it is locked, unless another process has reminded of it meanwhile.
fn still_due(conn: &mut Conn, id: Id, days: i64) -> Result<Option<(String, Day)>, Error> {
    if let Conn::Postgres(c) = conn {
        let _: Option<Id> = mous::table.filter(mous::id.eq(id)).select(mous::id).for_update().first(c).optional()?;
    }
    let given = mou_reminders::table.filter(mou_reminders::mou_id.eq(id).and(mou_reminders::days.eq(days)));
    if query!(conn, c => diesel::select(diesel::dsl::exists(given)).get_result::<bool>(c))? {
        return Ok(None);
    }
    Ok(query!(conn, c => mous::table.filter(mous::id.eq(id)).select((mous::title, mous::ends_on)).first(c).optional())?)
}

fn note(conn: &mut Conn, id: Id, days: i64) -> Result<(), Error> {
    let row = (mou_reminders::mou_id.eq(id), mou_reminders::days.eq(days), mou_reminders::at.eq(Instant::now()));
    query!(conn, c => diesel::insert_into(mou_reminders::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Both sides of a MoU: who manages and signs for its parties, and Kementerian PANRB's admins.
pub fn readers(conn: &mut Conn, mou: Id) -> Result<Vec<Id>, Error> {
    let parties: Vec<Id> =
        query!(conn, c => mou_parties::table.filter(mou_parties::mou_id.eq(mou)).select(mou_parties::institution_id).load(c))?;
    let mut people = staff(conn, &parties, [Role::HubManager, Role::Signatory])?;
    people.extend(everybody(conn, Role::Admin, None)?);
    Ok(people)
}
