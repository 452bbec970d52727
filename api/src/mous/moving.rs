//! Taking a MoU through its life, and what that does to its hub and to the MoU that it renews.

use super::lifecycle::{self, DIAGRAM};
use super::model::{MouRow, MouStatus};
use super::paper::Paper;
use super::writing::{self, Target};
use super::{force, news, queries};
use crate::audit::{Deed, Trail, sha256};
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::schema::{hubs, mou_transitions, mous};
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::files::{self, File};
use crate::http::answer::Answer;
use crate::http::change::{Change, Once};
use crate::http::json::invalid;
use crate::http::locale::Text;
use crate::http::problem::{FieldError, Kind, Problem, forbidden};
use crate::http::transitions::{TransitionRequest, unknown_status};
use crate::hubs::basis;
use crate::hubs::model::{HubBasis, HubRow, HubStatus};
use crate::hubs::moving::{self as hub_moving, Step};
use chrono::Datelike;
use diesel::prelude::*;

/// The document of a MoU that is about to be approved, made before the write: printing takes time.
pub struct Approval {
    /// What it says.
    pub paper: Paper,
    /// Its number, which may be new.
    pub number: String,
}

/// What is to be printed for a transition; none when it approves nothing, or what was uploaded.
pub fn to_approve(conn: &mut Conn, change: &Change, id: &str, request: &TransitionRequest) -> Result<Option<Approval>, Error> {
    let target = Target::look(conn, change, id)?;
    let row = &target.row;
    let approves = row.status == MouStatus::InReview && request.to == MouStatus::ReadyToSign.as_str();
    if !approves || row.document_id.is_some() || target.allow(Action::ApproveMou).is_err() {
        return Ok(None);
    }
    let number = match &row.number {
        Some(number) => number.clone(),
        None => next_number(conn, row)?,
    };
    Ok(Some(Approval { paper: Paper::of(conn, row)?.approved(&number), number }))
}

/// Moves a MoU as a person asked.
pub fn transition(
    conn: &mut Conn,
    change: &Change,
    once: &Once,
    id: &str,
    request: &TransitionRequest,
    printed: Option<&(Approval, File)>,
) -> Result<Answer, Error> {
    let target = Target::find(conn, change, id)?;
    let to: MouStatus = request.to.parse().map_err(|_| unknown_status())?;
    let of = of_institution(target.row.institution_id);
    let may = target.inside && DIAGRAM.iter().any(|(_, status, action)| *status == to && allows(&target.caller, *action, of));
    once.run_judged(conn, target.member, may, |conn| {
        change.accepts(target.row.version)?;
        let row = &target.row;
        let Some((.., action)) = DIAGRAM.iter().find(|(a, b, _)| (*a, *b) == (row.status, to)) else {
            let allowed = lifecycle::allowed(&target.caller, row.status, row.institution_id);
            return Err(Problem::new(Kind::TransitionNotAllowed).allowed(allowed.iter().map(ToString::to_string).collect()).into());
        };
        if !target.inside || !allows(&target.caller, *action, of_institution(row.institution_id)) {
            return Err(forbidden().into());
        }
        guard(to, request)?;
        if to == MouStatus::ReadyToSign {
            approve(conn, &target, printed)?;
        }
        take(conn, &target.trail, row, to, request.note())?;
        target.answer(conn)
    })
}

/// The rules that a drawn transition must meet.
fn guard(to: MouStatus, request: &TransitionRequest) -> Result<(), Error> {
    match to {
        MouStatus::Draft | MouStatus::Cancelled | MouStatus::Terminated if request.note().is_none() => {
            let message = Text::new("Sebutkan alasannya.", "Say why.");
            Err(invalid(vec![FieldError { pointer: "/note".into(), code: "required", message }]).into())
        }
        _ => Ok(()),
    }
}

/// Gives a MoU that is approved its number and, unless one was uploaded, the document that was printed for it.
fn approve(conn: &mut Conn, target: &Target, printed: Option<&(Approval, File)>) -> Result<(), Error> {
    let row = &target.row;
    if row.document_id.is_some() {
        return match row.number {
            Some(_) => Ok(()),
            None => next_number(conn, row).and_then(|number| set_number(conn, row, &number)),
        };
    }
    let outdated = || Error::from(Problem::new(Kind::VersionMismatch));
    let (approval, file) = printed.ok_or_else(outdated)?;
    if Paper::of(conn, row)?.approved(&approval.number) != approval.paper
        || (row.number.is_none() && next_number(conn, row)? != approval.number)
    {
        return Err(outdated());
    }
    files::insert(conn, file, target.member)?;
    query!(conn, c => diesel::update(mous::table.filter(mous::id.eq(row.id))).set(mous::document_id.eq(file.id)).execute(c))?;
    set_number(conn, row, &approval.number)
}

/// The next number of an institution and year.
fn next_number(conn: &mut Conn, row: &MouRow) -> Result<String, Error> {
    let year = row.starts_on.0.year();
    let taken: Vec<Option<String>> = query!(conn, c => mous::table
        .filter(mous::institution_id.eq(row.institution_id).and(mous::year.eq(year)).and(mous::number.is_not_null()))
        .select(mous::number)
        .load(c))?;
    let code = writing::code(conn, row.institution_id)?.to_uppercase();
    let free = (1..=taken.len() + 1).map(|n| format!("MOU/{n:03}/{code}/{year}")).find(|number| !taken.contains(&Some(number.clone())));
    free.ok_or_else(|| Error::internal("no number is free"))
}

fn set_number(conn: &mut Conn, row: &MouRow, number: &str) -> Result<(), Error> {
    let title_key = writing::title_key(&row.title, Some(number));
    query!(conn, c => diesel::update(mous::table.filter(mous::id.eq(row.id)))
        .set((mous::number.eq(number), mous::title_key.eq(title_key)))
        .execute(c))?;
    Ok(())
}

/// Moves a MoU, notes it, and moves what hangs on it; whether it may was judged before.
pub fn take(conn: &mut Conn, trail: &Trail, row: &MouRow, to: MouStatus, why: Option<&str>) -> Result<(), Error> {
    let now = Instant::now();
    query!(conn, c => diesel::update(mous::table.filter(mous::id.eq(row.id)))
        .set((mous::status.eq(to), mous::updated_at.eq(now), mous::version.eq(mous::version + 1)))
        .execute(c))?;
    note_step(conn, trail, row.id, Some(row.status), to, why)?;
    let digests = (Some(sha256(row.status.as_str())), Some(sha256(to.as_str())));
    writing::note(conn, trail, Deed::step(to), row.id, &row.title, digests.0, digests.1)?;
    news::moved(conn, trail, row, to, why)?;
    match to {
        MouStatus::Signed if row.starts_on <= Day::today() => force::begin(conn, trail, row),
        MouStatus::Signed => rest_hub_on(conn, trail, row),
        MouStatus::Terminated | MouStatus::Expired => ends(conn, trail, row),
        _ => Ok(()),
    }
}

/// Keeps a step in the history of a MoU.
pub fn note_step(conn: &mut Conn, trail: &Trail, id: Id, from: Option<MouStatus>, to: MouStatus, why: Option<&str>) -> Result<(), Error> {
    let row = (
        mou_transitions::id.eq(Id::new()),
        mou_transitions::mou_id.eq(id),
        mou_transitions::from_status.eq(from.map(MouStatus::as_str)),
        mou_transitions::to_status.eq(to.as_str()),
        mou_transitions::at.eq(Instant::now()),
        mou_transitions::by_user.eq(trail.actor),
        mou_transitions::note.eq(why),
    );
    query!(conn, c => diesel::insert_into(mou_transitions::table).values(row).execute(c))?;
    Ok(())
}

/// A signed MoU is what its hub rests on.
pub(super) fn rest_hub_on(conn: &mut Conn, trail: &Trail, row: &MouRow) -> Result<(), Error> {
    let hub = hub(conn, row.hub_id)?;
    if hub.status != HubStatus::Agreed {
        return Ok(());
    }
    let named = queries::find(conn, row.id)?.and_then(|mou| mou.number).unwrap_or_else(|| row.title.clone());
    query!(conn, c => diesel::update(hubs::table.filter(hubs::id.eq(hub.id)))
        .set((hubs::basis.eq(HubBasis::Mou), hubs::basis_ref.eq(&named)))
        .execute(c))?;
    hub_moving::take(conn, trail, &hub, &Step { to: HubStatus::MouSigned, note: Some(&named), event_id: None })
}

/// When the last MoU in force ends, a hub that rests on it has only agreed again.
fn ends(conn: &mut Conn, trail: &Trail, row: &MouRow) -> Result<(), Error> {
    let hub = hub(conn, row.hub_id)?;
    let still_rests = basis::mou_of(conn, row.hub_id, Day::today())?.is_some_and(|mou| mou.in_force);
    let rests_on_it = hub.basis() == Some(HubBasis::Mou);
    let falls = matches!(hub.status, HubStatus::MouSigned | HubStatus::Active | HubStatus::Dormant);
    if still_rests || !rests_on_it || !falls {
        return Ok(());
    }
    let why = row.number.as_deref().unwrap_or(&row.title);
    hub_moving::take(conn, trail, &hub, &Step { to: HubStatus::Agreed, note: Some(why), event_id: None })
}

fn hub(conn: &mut Conn, id: Id) -> Result<HubRow, Error> {
    if let Conn::Postgres(c) = conn {
        let _: Option<Id> = hubs::table.filter(hubs::id.eq(id)).select(hubs::id).for_update().first(c).optional()?;
    }
    Ok(query!(conn, c => hubs::table.filter(hubs::id.eq(id)).select(HubRow::as_select()).first(c))?)
}

/// Ends the MoUs whose last day is over in Jakarta; how many there were.
pub fn expire(conn: &mut Conn, today: Day) -> Result<usize, Error> {
    let over: Vec<Id> = query!(conn, c => mous::table
        .filter(mous::status.eq(MouStatus::Signed).and(mous::ends_on.lt(today)))
        .order(mous::id.asc())
        .limit(MOST_AT_ONCE)
        .select(mous::id)
        .load(c))?;
    let mut ended = 0;
    for id in over {
        // Another process may have ended it meanwhile.
        let row = queries::locked(conn, id)?.filter(|row| row.status == MouStatus::Signed && row.ends_on < today);
        if let Some(row) = row {
            take(conn, &Trail::SYSTEM, &row, MouStatus::Expired, None)?;
            ended += 1;
        }
    }
    Ok(ended)
}

/// MoUs that one write ends at most; what is left waits for the next.
pub const MOST_AT_ONCE: i64 = 100;
