//! Reading MoUs.

use super::lifecycle::{self, Standing};
use super::model::{Inside, Mou, MouRow, MouStatus, MouSummary, PUBLIC, Party, Signature, SignatureRow};
use crate::auth::Caller;
use crate::auth::policy::{Action, Reach, allows, of_institution, reaches};
use crate::db::schema::{files, hubs, institutions, mou_parties, mou_signatures, mou_transitions, mous, users};
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::files::{self as stored, File};
use crate::http::listing::{COUNT_CAP, Limit};
use crate::http::problem::not_found;
use crate::http::transitions::TransitionRow;
use crate::hubs::model::HubStatus;
use crate::institutions::model::{HubRef, InstitutionRef};
use crate::users::model::Person;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

crate::db::types::text_enum! {
    /// What MoUs can be sorted by.
    pub enum MouSort {
        /// Time of creation.
        CreatedAt = "created_at",
        /// Last day.
        EndsOn = "ends_on",
    }
}

/// Which MoUs a list holds.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Statuses; what is public when empty.
    pub statuses: Vec<MouStatus>,
    /// The hub.
    pub hub: Option<Id>,
    /// A party.
    pub party: Option<Id>,
    /// The MoU that they renew.
    pub renews: Option<Id>,
    /// Those that end on or after this.
    pub ends_from: Option<Day>,
    /// Those that end on or before this.
    pub ends_to: Option<Day>,
    /// Words of title or number.
    pub words: Vec<String>,
    /// Those that the caller made.
    pub made_by: Option<Id>,
    /// What the caller sees that is not public.
    pub sight: Sight,
}

/// Which MoUs that are not public somebody sees.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sight {
    /// All of them.
    pub all: bool,
    /// Those of this institution, and those that it is a party of.
    pub home: Option<Id>,
}

impl Sight {
    /// What the policy shows to the caller.
    pub fn of(caller: &Caller) -> Self {
        let Some(member) = caller.member() else {
            return Self::default();
        };
        let reach: Vec<Reach> = reaches(member, Action::ReadMou).collect();
        Self { all: reach.contains(&Reach::All), home: member.institution_id.filter(|_| reach.contains(&Reach::Home)) }
    }
}

macro_rules! filtered {
    ($filter:expr) => {{
        let filter: &Filter = $filter;
        let mut found = mous::table.into_boxed();
        let party = |id: Id| exists(mou_parties::table.filter(mou_parties::mou_id.eq(mous::id)).filter(mou_parties::institution_id.eq(id)));
        if !filter.sight.all {
            let home = filter.sight.home.unwrap_or(Id::NIL);
            found = found.filter(mous::status.eq_any(PUBLIC).or(mous::institution_id.eq(home)).or(party(home)));
        }
        if !filter.statuses.is_empty() {
            found = found.filter(mous::status.eq_any(&filter.statuses));
        } else if filter.made_by.is_none() && filter.renews.is_none() {
            found = found.filter(mous::status.eq_any(PUBLIC));
        }
        if let Some(hub) = filter.hub {
            found = found.filter(mous::hub_id.eq(hub));
        }
        if let Some(institution) = filter.party {
            found = found.filter(party(institution));
        }
        if let Some(renewed) = filter.renews {
            found = found.filter(mous::supersedes_id.eq(renewed));
        }
        if let Some(day) = filter.ends_from {
            found = found.filter(mous::ends_on.ge(day));
        }
        if let Some(day) = filter.ends_to {
            found = found.filter(mous::ends_on.le(day));
        }
        if let Some(by) = filter.made_by {
            found = found.filter(mous::created_by.eq(by));
        }
        for word in &filter.words {
            found = found.filter(mous::title_key.like(word));
        }
        found
    }};
}

/// One more MoU than the page holds, from after a position on: when it was made or its last day, and its id.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    (sort, descending): (MouSort, bool),
    after: Option<(String, Id)>,
    limit: Limit,
) -> Result<Vec<MouRow>, Error> {
    Ok(query!(conn, c => {
        let mut found = filtered!(filter);
        match sort {
            MouSort::CreatedAt => {
                if let Some((at, id)) = after {
                    let at = Instant(at.parse().unwrap_or_default());
                    found = if descending {
                        found.filter(mous::created_at.lt(at).or(mous::created_at.eq(at).and(mous::id.lt(id))))
                    } else {
                        found.filter(mous::created_at.gt(at).or(mous::created_at.eq(at).and(mous::id.gt(id))))
                    };
                }
                found = if descending {
                    found.order((mous::created_at.desc(), mous::id.desc()))
                } else {
                    found.order((mous::created_at.asc(), mous::id.asc()))
                };
            }
            MouSort::EndsOn => {
                if let Some((day, id)) = after {
                    found = if descending {
                        found.filter(mous::ends_on.lt(day.clone()).or(mous::ends_on.eq(day).and(mous::id.lt(id))))
                    } else {
                        found.filter(mous::ends_on.gt(day.clone()).or(mous::ends_on.eq(day).and(mous::id.gt(id))))
                    };
                }
                found = if descending {
                    found.order((mous::ends_on.desc(), mous::id.desc()))
                } else {
                    found.order((mous::ends_on.asc(), mous::id.asc()))
                };
            }
        }
        found.limit(limit.and_one()).select(MouRow::as_select()).load(c)
    })?)
}

/// The position of a MoU in a list.
pub fn position(row: &MouRow, sort: MouSort) -> (String, Id) {
    match sort {
        MouSort::CreatedAt => (row.created_at.0.to_string(), row.id),
        MouSort::EndsOn => (row.ends_on.to_string(), row.id),
    }
}

/// How many MoUs match, counted to one past the cap.
pub fn count(conn: &mut Conn, filter: &Filter) -> Result<i64, Error> {
    let counted: i64 = query!(conn, c => filtered!(filter).select(count_star()).first(c))?;
    Ok(counted.min(COUNT_CAP + 1))
}

/// Public MoUs by status.
pub fn count_by_status(conn: &mut Conn) -> Result<Vec<(MouStatus, i64)>, Error> {
    Ok(query!(conn, c => mous::table
        .filter(mous::status.eq_any(PUBLIC))
        .group_by(mous::status)
        .select((mous::status, count_star()))
        .load(c))?)
}

/// How many MoUs are in force on a day, and how many are signed and to come.
pub fn count_in_force(conn: &mut Conn, today: Day) -> Result<(i64, i64), Error> {
    let signed = || mous::table.filter(mous::status.eq(MouStatus::Signed));
    let in_force = mous::starts_on.le(today).and(mous::ends_on.ge(today));
    Ok(query!(conn, c => {
        let in_force = signed().filter(in_force).count().get_result(c)?;
        Ok::<_, diesel::result::Error>((in_force, signed().filter(mous::starts_on.gt(today)).count().get_result(c)?))
    })?)
}

/// The wire forms of a page, as everybody who sees them does.
pub fn summaries(conn: &mut Conn, rows: Vec<MouRow>) -> Result<Vec<MouSummary>, Error> {
    rows.into_iter().map(|row| summary(conn, &row)).collect()
}

/// The wire form of one.
pub fn summary(conn: &mut Conn, row: &MouRow) -> Result<MouSummary, Error> {
    let (id, slug, name, status): (Id, String, String, HubStatus) = query!(conn, c => hubs::table
        .filter(hubs::id.eq(row.hub_id))
        .select((hubs::id, hubs::slug, hubs::name, hubs::status))
        .first(c))?;
    let document = document(conn, row)?;
    Ok(MouSummary {
        id: row.id,
        number: row.number.clone(),
        title: row.title.clone(),
        hub_id: row.hub_id,
        hub: HubRef { id, slug, name, status },
        parties: parties(conn, row.id)?,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        status: row.status,
        in_force: row.is_in_force(Day::today()),
        document_sha256: document.map(|file| file.sha256),
        verification_code: Some(row.verification_code.clone()).filter(|_| row.status.is_public()),
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

/// The document of a MoU.
pub fn document(conn: &mut Conn, row: &MouRow) -> Result<Option<File>, Error> {
    match row.document_id {
        Some(id) => stored::find(conn, id),
        None => Ok(None),
    }
}

/// The parties of a MoU in their order, and whether they have signed.
pub fn parties(conn: &mut Conn, mou: Id) -> Result<Vec<Party>, Error> {
    let found: Vec<InstitutionRef> = query!(conn, c => mou_parties::table
        .inner_join(institutions::table)
        .filter(mou_parties::mou_id.eq(mou))
        .order(mou_parties::position.asc())
        .select(InstitutionRef::as_select())
        .load(c))?;
    let signed: Vec<Id> =
        query!(conn, c => mou_signatures::table.filter(mou_signatures::mou_id.eq(mou)).select(mou_signatures::institution_id).load(c))?;
    let party =
        |institution: InstitutionRef| Party { institution_id: institution.id, signed: signed.contains(&institution.id), institution };
    Ok(found.into_iter().map(party).collect())
}

/// The signatures of a MoU, in the order of signing.
pub fn signatures(conn: &mut Conn, mou: Id) -> Result<Vec<Signature>, Error> {
    let rows: Vec<(SignatureRow, InstitutionRef, Option<File>)> = query!(conn, c => mou_signatures::table
        .inner_join(institutions::table)
        .left_join(files::table)
        .filter(mou_signatures::mou_id.eq(mou))
        .order(mou_signatures::id.asc())
        .select((SignatureRow::as_select(), InstitutionRef::as_select(), Option::<File>::as_select()))
        .load(c))?;
    Ok(rows.into_iter().map(Signature::new).collect())
}

/// Whether the caller sees a MoU from inside: its hub's institution and its parties, and admins.
pub fn is_inside(conn: &mut Conn, caller: &Caller, row: &MouRow) -> Result<bool, Error> {
    if allows(caller, Action::ReadMou, of_institution(row.institution_id)) {
        return Ok(true);
    }
    let home = caller.member().and_then(|m| m.institution_id).filter(|home| allows(caller, Action::ReadMou, of_institution(*home)));
    let Some(home) = home else {
        return Ok(false);
    };
    let party = mou_parties::table.filter(mou_parties::mou_id.eq(row.id).and(mou_parties::institution_id.eq(home)));
    Ok(query!(conn, c => diesel::select(exists(party)).get_result(c))?)
}

/// The MoU with this id, when the caller may see it, and whether from inside.
pub fn visible(conn: &mut Conn, caller: &Caller, id: &str) -> Result<(MouRow, bool), Error> {
    let id: Id = id.parse().map_err(|_| not_found())?;
    let row = find(conn, id)?.ok_or_else(not_found)?;
    let inside = is_inside(conn, caller, &row)?;
    if inside || row.status.is_public() { Ok((row, inside)) } else { Err(not_found().into()) }
}

/// The same for a MoU that is to be changed; on PostgreSQL it is locked.
pub fn visible_to_change(conn: &mut Conn, caller: &Caller, id: &str) -> Result<(MouRow, bool), Error> {
    if let Ok(id) = id.parse::<Id>() {
        lock(conn, id)?;
    }
    visible(conn, caller, id)
}

fn lock(conn: &mut Conn, id: Id) -> Result<(), Error> {
    if let Conn::Postgres(c) = conn {
        let _: Option<Id> = mous::table.filter(mous::id.eq(id)).select(mous::id).for_update().first(c).optional()?;
    }
    Ok(())
}

/// The row of a MoU once it is locked.
pub fn locked(conn: &mut Conn, id: Id) -> Result<Option<MouRow>, Error> {
    lock(conn, id)?;
    find(conn, id)
}

/// The row of a MoU.
pub fn find(conn: &mut Conn, id: Id) -> Result<Option<MouRow>, Error> {
    Ok(query!(conn, c => mous::table.filter(mous::id.eq(id)).select(MouRow::as_select()).first(c).optional())?)
}

/// Whether its renewal is under way, or done.
pub fn is_renewed(conn: &mut Conn, mou: Id) -> Result<bool, Error> {
    Ok(renewal_of(conn, mou)?.is_some())
}

/// The MoU that renews it, or is to.
pub fn renewal_of(conn: &mut Conn, mou: Id) -> Result<Option<Id>, Error> {
    let renewal = mous::table.filter(mous::supersedes_id.eq(mou).and(mous::status.ne(MouStatus::Cancelled)));
    Ok(query!(conn, c => renewal.select(mous::id).first(c).optional())?)
}

/// A MoU as the caller sees it.
pub fn whole(conn: &mut Conn, caller: &Caller, (row, inside): &(MouRow, bool)) -> Result<Mou, Error> {
    let mut summary = summary(conn, row)?;
    let mut mou_inside = None;
    if *inside {
        summary.verification_code = Some(row.verification_code.clone());
        mou_inside = Some(Inside::new(row, document(conn, row)?, signatures(conn, row.id)?));
    }
    let unsigned: Vec<Id> = summary.parties.iter().filter(|party| !party.signed).map(|party| party.institution_id).collect();
    let standing = Standing { inside: *inside, unsigned: &unsigned, renewed: is_renewed(conn, row.id)? };
    let allowed_actions = caller.member().map(|_| lifecycle::allowed_actions(caller, row, &standing));
    Ok(Mou { summary, inside: mou_inside, allowed_actions })
}

/// The statuses that a MoU has gone through, the oldest first.
pub fn transitions(conn: &mut Conn, mou: Id) -> Result<Vec<TransitionRow>, Error> {
    Ok(query!(conn, c => mou_transitions::table
        .filter(mou_transitions::mou_id.eq(mou))
        .order((mou_transitions::at.asc(), mou_transitions::id.asc()))
        .limit(1000)
        .left_join(users::table)
        .select((mou_transitions::from_status, mou_transitions::to_status, mou_transitions::at, Option::<Person>::as_select(), mou_transitions::note))
        .load(c))?)
}
