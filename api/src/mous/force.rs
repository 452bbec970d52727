//! Coming into force: on signing, or later on the first day, by the calendar; and whether an MoU is in force.

use super::lifecycle;
use super::model::{MouRow, MouStatus};
use super::moving::{self, MOST_AT_ONCE};
use super::queries;
use crate::audit::Trail;
use crate::db::schema::mous;
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use diesel::prelude::*;

impl MouRow {
    /// Whether it is signed, and its first day has come and its last one has not passed.
    pub fn is_in_force(&self, today: Day) -> bool {
        self.status == MouStatus::Signed && self.starts_on <= today && self.ends_on >= today
    }

    /// Whether it is signed, and its first day is to come.
    pub fn is_to_come(&self, today: Day) -> bool {
        self.status == MouStatus::Signed && self.starts_on > today
    }
}

/// What an MoU does from its first day on: the one that it renews is superseded, and its hub rests on it.
pub fn begin(conn: &mut Conn, trail: &Trail, row: &MouRow) -> Result<(), Error> {
    query!(conn, c => diesel::update(mous::table.filter(mous::id.eq(row.id))).set(mous::in_force_at.eq(Instant::now())).execute(c))?;
    let renewed = match row.supersedes_id {
        Some(id) => queries::locked(conn, id)?.filter(|old| lifecycle::is_renewable(old.status)),
        None => None,
    };
    if let Some(old) = renewed {
        moving::take(conn, trail, &old, MouStatus::Superseded, row.number.as_deref())?;
    }
    moving::rest_hub_on(conn, trail, row)
}

/// Brings into force the signed MoUs whose first day has come in Jakarta; how many there were.
pub fn begin_due(conn: &mut Conn, today: Day) -> Result<usize, Error> {
    let come: Vec<Id> = query!(conn, c => mous::table
        .filter(mous::status.eq(MouStatus::Signed).and(mous::in_force_at.is_null()).and(mous::starts_on.le(today)))
        .order((mous::starts_on.asc(), mous::id.asc()))
        .limit(MOST_AT_ONCE)
        .select(mous::id)
        .load(c))?;
    let mut begun = 0;
    for id in come {
        // Another process may have done it meanwhile.
        let row = queries::locked(conn, id)?.filter(|row| row.status == MouStatus::Signed);
        let waits = mous::table.filter(mous::id.eq(id).and(mous::in_force_at.is_null()));
        let waits: bool = query!(conn, c => diesel::select(diesel::dsl::exists(waits)).get_result(c))?;
        if let Some(row) = row.filter(|_| waits) {
            begin(conn, &Trail::SYSTEM, &row)?;
            begun += 1;
        }
    }
    Ok(begun)
}
