//! The network in figures: what the system holds, counted.

use crate::db::schema::{event_participants, events, hubs, institutions};
use crate::db::{Conn, Cost, Day, Id, query};
use crate::error::Error;
use crate::events::model::{Decision, EventStatus};
use crate::http::answer::Answer;
use crate::http::listing::Facet;
use crate::http::openapi::Refusals;
use crate::http::query::{NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::hubs::model::{HubInnovationStats, HubStatus, PUBLIC};
use crate::innovations::filter::{FacetField, Filter};
use crate::innovations::queries::facet;
use crate::institutions::model::InstitutionKind;
use crate::mous::queries::{count_by_status, count_in_force};
use actix_web::HttpResponse;
use diesel::dsl::count_star;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

type Counts = BTreeMap<String, i64>;

/// The network in figures.
#[derive(Serialize, ToSchema)]
pub struct Overview {
    /// Institutions.
    #[schema(example = 54)]
    pub institutions: i64,
    /// Public hubs.
    pub hubs: HubCounts,
    /// Published innovations.
    pub innovations: InnovationCounts,
    /// Public MoUs.
    pub mous: MouCounts,
    /// Events that form hubs, once they are open.
    pub formation_events: Vec<FormationEvent>,
}

/// Public hubs, counted.
#[derive(Serialize, ToSchema)]
pub struct HubCounts {
    /// All of them.
    #[schema(example = 31)]
    pub total: i64,
    /// By status.
    #[schema(example = json!({"active": 31}))]
    pub by_status: Counts,
    /// By kind of the institution.
    #[schema(example = json!({"province": 19, "ministry": 8}))]
    pub by_kind: Counts,
    /// By year of formation.
    #[schema(example = json!({"2020": 8}))]
    pub by_year: Counts,
}

/// Published innovations, counted.
#[derive(Serialize, ToSchema)]
pub struct InnovationCounts {
    /// All of them.
    #[schema(example = 45)]
    pub total: i64,
    /// By status.
    #[schema(example = json!({"published": 45}))]
    pub by_status: Counts,
    /// By phase.
    #[schema(example = json!({"development": 20}))]
    pub by_phase: Counts,
    /// By sector.
    #[schema(example = json!({"health": 9}))]
    pub by_sector: Counts,
    /// By year of implementation.
    #[schema(example = json!({"2022": 7}))]
    pub by_year: Counts,
}

/// Public MoUs, counted.
#[derive(Serialize, ToSchema)]
pub struct MouCounts {
    /// By status.
    #[schema(example = json!({}))]
    pub by_status: Counts,
    /// Those in force today.
    #[schema(example = 2)]
    pub in_force: i64,
    /// Those that are signed, and in force from a later day on.
    #[schema(example = 0)]
    pub to_come: i64,
}

/// An event that forms hubs, and how its participants decided.
#[derive(Serialize, ToSchema)]
pub struct FormationEvent {
    /// The event.
    pub event_id: Id,
    /// Its title.
    #[schema(example = "FGD Tindak Lanjut Persiapan Pembentukan Hub JIPP")]
    pub title: String,
    /// Institutions invited.
    #[schema(example = 13)]
    pub invited: i64,
    /// Those that agreed.
    #[schema(example = 11)]
    pub agreed: i64,
    /// Those that declined.
    #[schema(example = 0)]
    pub declined: i64,
    /// Those that left it open.
    #[schema(example = 2)]
    pub undecided: i64,
}

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/stats/overview").get(overview)]
}

/// Shows the network in figures
///
/// What is public in this system, counted: institutions, hubs, innovations, MoUs, and the events that form hubs.
#[utoipa::path(get, path = "/api/v1/stats/overview", tag = "stats", operation_id = "getOverview", security((), ("bearer" = [])),
    responses((status = 200, description = "The counts", body = Overview),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn overview(reading: Reading, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .costing(Cost::Much)
        .answer(move |conn, _| {
            let overview = Overview {
                institutions: query!(conn, c => institutions::table.count().get_result(c))?,
                hubs: hub_counts(conn)?,
                innovations: innovation_counts(conn)?,
                mous: mou_counts(conn)?,
                formation_events: formation_events(conn)?,
            };
            Answer::record(0, &overview)
        })
        .await
}

fn mou_counts(conn: &mut Conn) -> Result<MouCounts, Error> {
    let by_status = count_by_status(conn)?.into_iter().map(|(status, n)| (status.to_string(), n)).collect();
    let (in_force, to_come) = count_in_force(conn, Day::today())?;
    Ok(MouCounts { by_status, in_force, to_come })
}

/// Most formation events that the figures list, the latest first.
const MOST_EVENTS: i64 = 100;

fn formation_events(conn: &mut Conn) -> Result<Vec<FormationEvent>, Error> {
    let found: Vec<(Id, String)> = query!(conn, c => events::table
        .filter(events::hub_formation.eq(true).and(events::opened_at.is_not_null()).and(events::status.ne(EventStatus::Cancelled)))
        .order((events::starts_at.desc(), events::id.desc()))
        .limit(MOST_EVENTS)
        .select((events::id, events::title))
        .load(c))?;
    let ids: Vec<Id> = found.iter().map(|(id, _)| *id).collect();
    let counts: Vec<(Id, Decision, i64)> = query!(conn, c => event_participants::table
        .filter(event_participants::event_id.eq_any(&ids))
        .group_by((event_participants::event_id, event_participants::decision))
        .select((event_participants::event_id, event_participants::decision, count_star()))
        .load(c))?;
    let of = |event: Id, decision: Option<Decision>| {
        counts.iter().filter(|(id, made, _)| *id == event && decision.is_none_or(|wanted| wanted == *made)).map(|(.., n)| n).sum()
    };
    Ok(found
        .into_iter()
        .map(|(event_id, title)| FormationEvent {
            event_id,
            title,
            invited: of(event_id, None),
            agreed: of(event_id, Some(Decision::Agreed)),
            declined: of(event_id, Some(Decision::Declined)),
            undecided: of(event_id, Some(Decision::Undecided)),
        })
        .collect())
}

fn hub_counts(conn: &mut Conn) -> Result<HubCounts, Error> {
    let rows: Vec<(HubStatus, InstitutionKind, Option<i32>, i64)> = query!(conn, c => hubs::table
        .inner_join(institutions::table)
        .filter(hubs::status.eq_any(PUBLIC))
        .group_by((hubs::status, institutions::kind, hubs::formed_year))
        .select((hubs::status, institutions::kind, hubs::formed_year, count_star()))
        .load(c))?;
    let mut counts = HubCounts { total: 0, by_status: Counts::new(), by_kind: Counts::new(), by_year: Counts::new() };
    for (status, kind, year, n) in rows {
        counts.total += n;
        *counts.by_status.entry(status.to_string()).or_default() += n;
        *counts.by_kind.entry(kind.to_string()).or_default() += n;
        if let Some(year) = year {
            *counts.by_year.entry(year.to_string()).or_default() += n;
        }
    }
    Ok(counts)
}

fn innovation_counts(conn: &mut Conn) -> Result<InnovationCounts, Error> {
    let filter = Filter::public();
    let by_status = counts(conn, &filter, FacetField::Status)?;
    Ok(InnovationCounts {
        total: by_status.values().sum(),
        by_status,
        by_phase: counts(conn, &filter, FacetField::Phase)?,
        by_sector: counts(conn, &filter, FacetField::Sector)?,
        by_year: counts(conn, &filter, FacetField::Year)?,
    })
}

/// What a hub has published, counted.
pub fn of_hub(conn: &mut Conn, hub: Id) -> Result<HubInnovationStats, Error> {
    let filter = Filter::public_of_hub(hub);
    let stale = counts(conn, &filter.clone().stale(), FacetField::Status)?;
    Ok(HubInnovationStats {
        total: counts(conn, &filter, FacetField::Status)?.values().sum(),
        by_phase: counts(conn, &filter, FacetField::Phase)?,
        by_sector: counts(conn, &filter, FacetField::Sector)?,
        by_year: counts(conn, &filter, FacetField::Year)?,
        by_sustainability: counts(conn, &filter, FacetField::Sustainability)?,
        stale: stale.values().sum(),
    })
}

fn counts(conn: &mut Conn, filter: &Filter, field: FacetField) -> Result<Counts, Error> {
    let values = facet(conn, filter, None, field)?;
    Ok(values.into_iter().map(|Facet { value, count }| (value, count)).collect())
}
