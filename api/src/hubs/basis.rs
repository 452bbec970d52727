//! The MoU of a hub, and whether what a hub rests on is in force.

use super::model::{HubBasis, HubMou, HubRow, HubStatus};
use crate::db::schema::mous;
use crate::db::{Conn, Day, Id, query};
use crate::error::Error;
use crate::mous::model::MouStatus;
use diesel::prelude::*;

/// Of each of these hubs the MoU in force on a day, the latest of several; where there is none, the next that is signed.
pub fn mous_of(conn: &mut Conn, hubs: &[Id], today: Day) -> Result<Vec<(Id, HubMou)>, Error> {
    type Row = (Id, Id, Option<String>, Day, Day);
    let signed: Vec<Row> = query!(conn, c => mous::table
        .filter(mous::hub_id.eq_any(hubs).and(mous::status.eq(MouStatus::Signed)).and(mous::ends_on.ge(today)))
        .order((mous::starts_on.asc(), mous::id.asc()))
        .select((mous::hub_id, mous::id, mous::number, mous::starts_on, mous::ends_on))
        .load(c))?;
    let mut found: Vec<(Id, HubMou)> = Vec::new();
    for (hub, id, number, starts_on, ends_on) in signed {
        let mou = HubMou { id, number, starts_on, ends_on, in_force: starts_on <= today };
        match found.iter_mut().find(|(known, _)| *known == hub) {
            Some((_, earlier)) if mou.in_force => *earlier = mou,
            Some(_) => {}
            None => found.push((hub, mou)),
        }
    }
    Ok(found)
}

/// The MoU of one hub, as [`mous_of`] has it.
pub fn mou_of(conn: &mut Conn, hub: Id, today: Day) -> Result<Option<HubMou>, Error> {
    Ok(mous_of(conn, &[hub], today)?.pop().map(|(_, mou)| mou))
}

/// Whether what the hub rests on is in force: a decree or a commitment; an MoU from its first day to its last.
pub fn is_in_force(conn: &mut Conn, row: &HubRow) -> Result<bool, Error> {
    match row.basis {
        Some(HubBasis::Decree | HubBasis::Commitment) => Ok(true),
        Some(HubBasis::Mou) if row.status != HubStatus::Agreed => Ok(mou_of(conn, row.id, Day::today())?.is_some_and(|mou| mou.in_force)),
        Some(HubBasis::Mou) | None => Ok(false),
    }
}
