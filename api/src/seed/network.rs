//! Institutions and hubs as public reports name them.

use crate::db::schema::{hub_transitions, hubs, institutions};
use crate::db::sort_key::sort_key;
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::hubs::model::{HubBasis, HubStatus};
use crate::institutions::model::InstitutionKind;
use crate::search::text::fold;
use diesel::prelude::*;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
struct SeedInstitution {
    code: String,
    name: String,
    short_name: String,
    kind: InstitutionKind,
    region_code: Option<String>,
}

#[derive(Deserialize)]
struct SeedHubs {
    hubs: Vec<SeedHub>,
}

#[derive(Deserialize)]
struct SeedHub {
    institution: String,
    formed_year: i32,
    basis: HubBasis,
    basis_ref: String,
    /// The day of the signing; of a decree only the year is reported.
    formed_on: Option<Day>,
}

/// Ids of what the network holds, by code of the institution.
pub(super) struct Network {
    pub(super) institutions: HashMap<String, Id>,
    pub(super) hubs: HashMap<String, Id>,
}

impl Network {
    /// What is there.
    pub(super) fn of(conn: &mut Conn) -> Result<Self, Error> {
        present(conn)
    }
}

/// Adds the institutions and hubs that are not there yet.
pub(super) fn load(conn: &mut Conn) -> Result<Network, Error> {
    let mut network = present(conn)?;
    let seeds: Vec<SeedInstitution> = serde_json::from_str(include_str!("../../seed/institutions.json"))?;
    let names: HashMap<&str, &SeedInstitution> = seeds.iter().map(|s| (s.code.as_str(), s)).collect();
    for seed in &seeds {
        if !network.institutions.contains_key(&seed.code) {
            network.institutions.insert(seed.code.clone(), insert_institution(conn, seed)?);
        }
    }
    let seeds: SeedHubs = serde_json::from_str(include_str!("../../seed/hubs.json"))?;
    for seed in &seeds.hubs {
        let institution =
            names.get(seed.institution.as_str()).ok_or_else(|| Error::internal(format!("unknown institution {}", seed.institution)))?;
        if !network.hubs.contains_key(&seed.institution) {
            let id = network.institutions.get(&seed.institution).copied().ok_or_else(|| Error::internal("no institution"))?;
            network.hubs.insert(seed.institution.clone(), insert_hub(conn, seed, institution, id)?);
        }
    }
    Ok(network)
}

fn present(conn: &mut Conn) -> Result<Network, Error> {
    let found: Vec<(String, Id)> = query!(conn, c => institutions::table.select((institutions::code, institutions::id)).load(c))?;
    let with_hub: Vec<(String, Id)> =
        query!(conn, c => hubs::table.inner_join(institutions::table).select((institutions::code, hubs::id)).load(c))?;
    Ok(Network { institutions: found.into_iter().collect(), hubs: with_hub.into_iter().collect() })
}

fn insert_institution(conn: &mut Conn, seed: &SeedInstitution) -> Result<Id, Error> {
    let (id, now) = (Id::new(), Instant::now());
    let row = (
        institutions::id.eq(id),
        institutions::code.eq(&seed.code),
        institutions::name.eq(&seed.name),
        institutions::name_key.eq(fold(&format!("{} {}", seed.name, seed.short_name))),
        institutions::sort_key.eq(sort_key(&seed.name)),
        institutions::short_name.eq(&seed.short_name),
        institutions::kind.eq(seed.kind),
        institutions::region_code.eq(&seed.region_code),
        institutions::created_at.eq(now),
        institutions::updated_at.eq(now),
    );
    query!(conn, c => diesel::insert_into(institutions::table).values(row).execute(c))?;
    Ok(id)
}

fn insert_hub(conn: &mut Conn, seed: &SeedHub, institution: &SeedInstitution, institution_id: Id) -> Result<Id, Error> {
    let (id, now) = (Id::new(), Instant::now());
    let province = institution.kind == InstitutionKind::Province;
    let place = if province { format!("Provinsi {}", institution.short_name) } else { institution.name.clone() };
    let name = format!("Hub JIPP {place}");
    let slug = if province { fold(&institution.short_name).replace(' ', "-") } else { institution.code.clone() };
    let row = (
        hubs::id.eq(id),
        hubs::institution_id.eq(institution_id),
        hubs::name.eq(&name),
        hubs::name_key.eq(fold(&name)),
        hubs::sort_key.eq(sort_key(&name)),
        hubs::slug.eq(&slug),
        hubs::status.eq(HubStatus::Active),
        hubs::basis.eq(seed.basis),
        hubs::basis_ref.eq(&seed.basis_ref),
        hubs::formed_year.eq(seed.formed_year),
        hubs::formed_on.eq(seed.formed_on),
        hubs::created_at.eq(now),
        hubs::updated_at.eq(now),
    );
    query!(conn, c => diesel::insert_into(hubs::table).values(row).execute(c))?;
    let first_day = format!("{}-01-01", seed.formed_year).parse().map_err(Error::internal)?;
    let note = match seed.formed_on {
        Some(_) => format!("{}.", seed.basis_ref),
        None => format!("Hanya tahunnya yang dilaporkan. ({})", seed.basis_ref),
    };
    let row = (
        hub_transitions::id.eq(Id::new()),
        hub_transitions::hub_id.eq(id),
        hub_transitions::from_status.eq(None::<&str>),
        hub_transitions::to_status.eq(HubStatus::Active.as_str()),
        hub_transitions::at.eq(Instant::noon_on(seed.formed_on.unwrap_or(first_day))),
        hub_transitions::note.eq(note),
    );
    query!(conn, c => diesel::insert_into(hub_transitions::table).values(row).execute(c))?;
    Ok(id)
}
