//! Reading hubs.

use super::basis;
use super::model::{Hub, HubRow, HubStatus, PUBLIC};
use crate::auth::Caller;
use crate::auth::policy::{Action, Reach, allows, of_institution, reaches};
use crate::db::schema::{events, hub_transitions, hubs, innovations, institutions, posts, users};
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::http::listing::{COUNT_CAP, Facet, Limit, Sort};
use crate::http::problem::unknown_record;
use crate::http::transitions::TransitionRow;
use crate::innovations::model::Status;
use crate::institutions::model::{InstitutionKind, InstitutionRef};
use crate::institutions::queries::published;
use crate::posts::model::PostStatus;
use crate::slug;
use crate::users::model::Person;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

crate::db::types::text_enum! {
    /// What hubs can be sorted by.
    pub enum HubSort {
        /// Name.
        Name = "name",
        /// Year of formation.
        FormedYear = "formed_year",
        /// Time of creation.
        CreatedAt = "created_at",
    }
}

crate::db::types::text_enum! {
    /// What hubs can be counted by.
    pub enum HubFacet {
        /// Status.
        Status = "status",
        /// Kind of the institution.
        Kind = "kind",
        /// Year of formation.
        FormedYear = "formed_year",
    }
}

/// Which hubs a list holds.
pub struct Filter {
    /// Statuses that the caller sees for every hub.
    pub everywhere: Vec<HubStatus>,
    /// Statuses that the caller sees for the hub of the own institution.
    pub at_home: Vec<HubStatus>,
    /// The own institution.
    pub home: Option<Id>,
    /// Kinds of institutions; all when empty.
    pub kinds: Vec<InstitutionKind>,
    /// Words that the name contains.
    pub words: Vec<String>,
}

impl Filter {
    /// What `caller` sees of the asked-for statuses: what is public, and by the policy more.
    pub fn visible(caller: &Caller, statuses: &[HubStatus], kinds: Vec<InstitutionKind>, words: Vec<String>) -> Self {
        let asked: Vec<HubStatus> = if statuses.is_empty() { PUBLIC.to_vec() } else { statuses.to_vec() };
        let reach: Vec<Reach> = caller.member().map(|m| reaches(m, Action::EditHub).collect()).unwrap_or_default();
        let all = reach.contains(&Reach::All);
        Self {
            everywhere: asked.iter().copied().filter(|s| all || s.is_public()).collect(),
            at_home: if reach.contains(&Reach::Home) { asked } else { Vec::new() },
            home: caller.member().and_then(|m| m.institution_id),
            kinds,
            words,
        }
    }
}

macro_rules! filtered {
    ($filter:expr) => {{
        let mut found = hubs::table.inner_join(institutions::table).into_boxed();
        let public = hubs::status.eq_any(&$filter.everywhere);
        found = match $filter.home {
            Some(home) => found.filter(public.or(hubs::status.eq_any(&$filter.at_home).and(hubs::institution_id.eq(home)))),
            None => found.filter(public),
        };
        if !$filter.kinds.is_empty() {
            found = found.filter(institutions::kind.eq_any(&$filter.kinds));
        }
        for word in &$filter.words {
            found = found.filter(hubs::name_key.like(word).or(institutions::name_key.like(word)));
        }
        found
    }};
}

/// Where a page of hubs ended.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub enum Position {
    /// By name.
    Name(String, Id),
    /// By year or time.
    Number(i64, Id),
}

/// The position of a hub in a list.
pub fn position(row: &HubRow, sort: HubSort) -> Position {
    match sort {
        HubSort::Name => Position::Name(row.sort_key(), row.id),
        HubSort::FormedYear => Position::Number(i64::from(row.formed_year.unwrap_or(0)), row.id),
        HubSort::CreatedAt => Position::Number(row.created_at.0, row.id),
    }
}

/// One more hub than the page holds, with their institutions.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    sort: Sort<HubSort>,
    after: Option<&Position>,
    limit: Limit,
) -> Result<Vec<(HubRow, InstitutionRef)>, Error> {
    use diesel::sql_types::{BigInt, Text};
    macro_rules! page {
        ($c:expr, $column:expr, $key:expr) => {{
            let column = $column;
            let mut found = filtered!(filter);
            if let Some((key, id)) = $key {
                found = if sort.descending {
                    found.filter(column.clone().lt(key.clone()).or(column.clone().eq(key).and(hubs::id.lt(id))))
                } else {
                    found.filter(column.clone().gt(key.clone()).or(column.clone().eq(key).and(hubs::id.gt(id))))
                };
            }
            let found = found.limit(limit.and_one()).select((HubRow::as_select(), InstitutionRef::as_select()));
            if sort.descending {
                found.order((column.desc(), hubs::id.desc())).load($c)
            } else {
                found.order((column.asc(), hubs::id.asc())).load($c)
            }
        }};
    }
    let name = match after {
        Some(Position::Name(key, id)) => Some((key.clone(), *id)),
        _ => None,
    };
    let number = match after {
        Some(Position::Number(key, id)) => Some((*key, *id)),
        _ => None,
    };
    let year = || diesel::dsl::sql::<BigInt>("coalesce(hubs.formed_year, 0)");
    let created = || diesel::dsl::sql::<BigInt>("hubs.created_at");
    let by_name = || diesel::dsl::sql::<Text>("hubs.sort_key");
    Ok(match sort.field {
        HubSort::Name => query!(conn, c => page!(c, by_name(), name))?,
        HubSort::FormedYear => query!(conn, c => page!(c, year(), number))?,
        HubSort::CreatedAt => query!(conn, c => page!(c, created(), number))?,
    })
}

/// How many hubs match, counted to one past the cap.
pub fn count(conn: &mut Conn, filter: &Filter) -> Result<i64, Error> {
    let counted: i64 = query!(conn, c => filtered!(filter).select(count_star()).first(c))?;
    Ok(counted.min(COUNT_CAP + 1))
}

/// The values of a field among the matching hubs, most frequent first.
pub fn facet(conn: &mut Conn, filter: &Filter, facet: HubFacet) -> Result<Vec<Facet>, Error> {
    let matching: Vec<(HubStatus, InstitutionKind, Option<i32>)> =
        query!(conn, c => filtered!(filter).select((hubs::status, institutions::kind, hubs::formed_year)).load(c))?;
    let mut counts = std::collections::BTreeMap::<String, i64>::new();
    for (status, kind, year) in matching {
        let value = match facet {
            HubFacet::Status => Some(status.to_string()),
            HubFacet::Kind => Some(kind.to_string()),
            HubFacet::FormedYear => year.map(|y| y.to_string()),
        };
        if let Some(value) = value {
            *counts.entry(value).or_default() += 1;
        }
    }
    let mut facets: Vec<Facet> = counts.into_iter().map(|(value, count)| Facet { value, count }).collect();
    facets.sort_by_key(|facet| std::cmp::Reverse(facet.count));
    Ok(facets)
}

/// A hub, its institution, and its status.
pub type Place = (Id, Id, HubStatus);

/// The hub with this id or slug, whoever asks.
pub fn place(conn: &mut Conn, handle: &str) -> Result<Option<Place>, Error> {
    let columns = (hubs::id, hubs::institution_id, hubs::status);
    Ok(match handle.parse::<Id>() {
        Ok(id) => query!(conn, c => hubs::table.filter(hubs::id.eq(id)).select(columns).first(c).optional())?,
        Err(_) => query!(conn, c => hubs::table.filter(hubs::slug.eq(handle)).select(columns).first(c).optional())?,
    })
}

/// The hub that had this slug once: its own, or the code of its institution.
fn of_former(conn: &mut Conn, handle: &str) -> Result<Option<Id>, Error> {
    let Some(id) = slug::of_former(conn, handle)? else {
        return Ok(None);
    };
    Ok(query!(conn, c => hubs::table.filter(hubs::id.eq(id).or(hubs::institution_id.eq(id))).select(hubs::id).first(c).optional())?)
}

/// The ids of the hubs that a filter names, by id or slug; 400 for one that this caller knows nothing of. None when it names none.
pub fn named(conn: &mut Conn, caller: &Caller, parameter: &str, handles: &[impl ToString]) -> Result<Option<Vec<Id>>, Error> {
    let mut ids = Vec::with_capacity(handles.len());
    for handle in handles.iter().map(ToString::to_string) {
        let found = match place(conn, &handle)? {
            None => match of_former(conn, &handle)? {
                Some(id) => place(conn, &id.to_string())?,
                None => None,
            },
            found => found,
        };
        match found {
            Some(hub) if is_known(conn, caller, hub)? => ids.push(hub.0),
            _ => return Err(unknown_record(parameter, &handle).into()),
        }
    }
    Ok(Some(ids).filter(|ids| !ids.is_empty()))
}

/// Whether the caller sees the hub, or writes for it, or what is public names it.
fn is_known(conn: &mut Conn, caller: &Caller, (hub, institution, status): Place) -> Result<bool, Error> {
    let inside = [Action::EditHub, Action::CreateInnovation].iter().any(|action| allows(caller, *action, of_institution(institution)));
    if status.is_public() || inside {
        return Ok(true);
    }
    let documented = innovations::hub_id.eq(hub).and(innovations::status.eq(Status::Published));
    let told = posts::hub_id.eq(hub).and(posts::status.eq(PostStatus::Published));
    let documented: bool = query!(conn, c => diesel::select(exists(innovations::table.filter(documented))).get_result(c))?;
    Ok(documented || query!(conn, c => diesel::select(exists(posts::table.filter(told))).get_result(c))?)
}

/// The hub with this id or slug, when the caller may see it.
pub fn find(conn: &mut Conn, caller: &Caller, handle: &str) -> Result<Option<Hub>, Error> {
    let found: Option<(HubRow, InstitutionRef)> = match handle.parse::<Id>() {
        Ok(id) => query!(conn, c => hubs::table.inner_join(institutions::table).filter(hubs::id.eq(id))
            .select((HubRow::as_select(), InstitutionRef::as_select())).first(c).optional())?,
        Err(_) => query!(conn, c => hubs::table.inner_join(institutions::table).filter(hubs::slug.eq(handle))
            .select((HubRow::as_select(), InstitutionRef::as_select())).first(c).optional())?,
    };
    if let (None, Some(id)) = (&found, of_former(conn, handle)?) {
        return find(conn, caller, &id.to_string());
    }
    let Some((row, institution)) =
        found.filter(|(row, _)| row.status.is_public() || allows(caller, Action::EditHub, of_institution(row.institution_id)))
    else {
        return Ok(None);
    };
    Ok(with_counts(conn, vec![(row, institution)])?.pop())
}

/// The row of a hub that is to be changed, when the caller may see it; on PostgreSQL it is locked.
pub fn row_to_change(conn: &mut Conn, caller: &Caller, handle: &str) -> Result<Option<HubRow>, Error> {
    macro_rules! first {
        ($c:expr, $found:expr) => {
            match handle.parse::<Id>() {
                Ok(id) => $found.filter(hubs::id.eq(id)).first($c).optional()?,
                Err(_) => $found.filter(hubs::slug.eq(handle)).first($c).optional()?,
            }
        };
    }
    let found: Option<HubRow> = match conn {
        Conn::Sqlite(c) => first!(c, hubs::table.select(HubRow::as_select())),
        Conn::Postgres(c) => first!(c, hubs::table.select(HubRow::as_select()).for_update()),
    };
    Ok(found.filter(|row| row.status.is_public() || allows(caller, Action::EditHub, of_institution(row.institution_id))))
}

/// When each of these hubs came to its status.
fn latest_steps(conn: &mut Conn, ids: &[Id]) -> Result<Vec<(Id, Option<Instant>)>, Error> {
    Ok(query!(conn, c => hub_transitions::table
        .filter(hub_transitions::hub_id.eq_any(ids))
        .group_by(hub_transitions::hub_id)
        .select((hub_transitions::hub_id, diesel::dsl::max(hub_transitions::at)))
        .load(c))?)
}

/// Adds to hubs how many innovations they have published, and since when they have their status.
pub fn with_counts(conn: &mut Conn, rows: Vec<(HubRow, InstitutionRef)>) -> Result<Vec<Hub>, Error> {
    let ids: Vec<Id> = rows.iter().map(|(row, _)| row.institution_id).collect();
    let counts = published(conn, &ids)?;
    let since = latest_steps(conn, &rows.iter().map(|(row, _)| row.id).collect::<Vec<_>>())?;
    let mous = basis::mous_of(conn, &rows.iter().map(|(row, _)| row.id).collect::<Vec<_>>(), Day::today())?;
    let of = |id: Id| counts.iter().find(|(institution, _)| *institution == id).map_or(0, |(_, n)| *n);
    Ok(rows
        .into_iter()
        .map(|(row, institution)| {
            let published = of(row.institution_id);
            // A hub that was loaded without its history has the status since it was made.
            let since = since.iter().find(|(hub, _)| *hub == row.id).and_then(|(_, at)| *at).unwrap_or_else(|| row.made_at());
            let mou = mous.iter().find(|(hub, _)| *hub == row.id).map(|(_, mou)| mou.clone());
            Hub { mou, ..Hub::new(row, institution, published, since) }
        })
        .collect())
}

/// A step of a hub, the event that it came from, and since when that is public.
pub type HubStep = (TransitionRow, Option<Id>, Option<Instant>);

/// The statuses that a hub has gone through, the oldest first.
pub fn transitions(conn: &mut Conn, hub: Id) -> Result<Vec<HubStep>, Error> {
    type Row = (Option<String>, String, Instant, Option<Person>, Option<String>, Option<Id>, Option<Instant>);
    let rows: Vec<Row> = query!(conn, c => hub_transitions::table
        .filter(hub_transitions::hub_id.eq(hub))
        .order((hub_transitions::at.asc(), hub_transitions::id.asc()))
        .limit(1000)
        .left_join(users::table)
        .left_join(events::table)
        .select((
            hub_transitions::from_status,
            hub_transitions::to_status,
            hub_transitions::at,
            Option::<Person>::as_select(),
            hub_transitions::note,
            events::id.nullable(),
            events::opened_at.nullable(),
        ))
        .load(c))?;
    Ok(rows.into_iter().map(|(from, to, at, by, note, event, opened_at)| ((from, to, at, by, note), event, opened_at)).collect())
}
