//! The hub record and its wire forms.

use crate::db::schema::hubs;
use crate::db::sort_key::sort_key;
use crate::db::{Day, Id, Instant};
use crate::institutions::model::InstitutionRef;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

crate::db::types::text_enum! {
    /// Where a hub is in its life.
    pub enum HubStatus {
        /// Proposed.
        Proposed = "proposed",
        /// Invited to an event that forms hubs.
        Invited = "invited",
        /// Has agreed to become a hub.
        Agreed = "agreed",
        /// Has declined.
        Declined = "declined",
        /// Its MoU with Kementerian PANRB is signed.
        MouSigned = "mou_signed",
        /// At work.
        Active = "active",
        /// Without activity for a year.
        Dormant = "dormant",
        /// Closed.
        Closed = "closed",
    }
}

/// The statuses in which everybody sees a hub.
pub const PUBLIC: &[HubStatus] = &[HubStatus::Agreed, HubStatus::MouSigned, HubStatus::Active, HubStatus::Dormant];

impl HubStatus {
    /// Whether everybody sees a hub in this status.
    pub fn is_public(self) -> bool {
        PUBLIC.contains(&self)
    }
}

crate::db::types::text_enum! {
    /// What a hub rests on.
    pub enum HubBasis {
        /// A nota kesepahaman.
        Mou = "mou",
        /// A decree.
        Decree = "decree",
        /// A signed commitment.
        Commitment = "commitment",
    }
}

/// A hub as stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = hubs)]
pub struct HubRow {
    /// Id.
    pub id: Id,
    /// The institution that it belongs to.
    pub institution_id: Id,
    pub(super) name: String,
    /// Slug.
    pub slug: String,
    /// Where it is in its life.
    pub status: HubStatus,
    pub(super) basis: Option<HubBasis>,
    pub(super) basis_ref: Option<String>,
    /// The year it was formed in.
    pub formed_year: Option<i32>,
    pub(super) formed_on: Option<Day>,
    pub(super) focus: Option<String>,
    pub(super) description: Option<String>,
    pub(super) contact_email: Option<String>,
    /// When the record was made.
    pub created_at: Instant,
    updated_at: Instant,
    pub(super) version: i64,
}

impl HubRow {
    /// What lists by name have it sorted by.
    pub fn sort_key(&self) -> String {
        sort_key(&self.name)
    }

    /// When it was made.
    pub fn made_at(&self) -> Instant {
        self.created_at
    }

    /// What it rests on.
    pub fn basis(&self) -> Option<HubBasis> {
        self.basis
    }
}

/// A hub.
#[derive(Serialize, ToSchema)]
pub struct Hub {
    /// Id.
    pub id: Id,
    /// The institution that it belongs to.
    pub institution_id: Id,
    /// That institution, in short.
    pub institution: InstitutionRef,
    /// Name.
    #[schema(example = "Hub JIPP Kementerian Keuangan")]
    pub name: String,
    /// Name in addresses.
    #[schema(example = "kemenkeu")]
    pub slug: String,
    /// Where it is in its life.
    pub status: HubStatus,
    /// Since when.
    pub status_since: Instant,
    /// What it rests on.
    #[schema(required = true)]
    pub basis: Option<HubBasis>,
    /// The decree or the signing.
    #[schema(example = "Komitmen ditandatangani 20 Oktober 2023")]
    pub basis_ref: Option<String>,
    /// Its MoU: the one in force, else the next that is signed.
    #[schema(required = true)]
    pub mou: Option<HubMou>,
    /// The year it was formed in.
    #[schema(example = 2023)]
    pub formed_year: Option<i32>,
    /// The day, where it is known.
    pub formed_on: Option<Day>,
    /// What it concentrates on.
    pub focus: Option<String>,
    /// What it is, in plain text.
    pub description: Option<String>,
    /// Where to write to.
    pub contact_email: Option<String>,
    /// How many innovations it has published.
    #[schema(example = 3)]
    pub innovations_published: i64,
    /// What the signed-in caller may do now; absent for visitors and in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_actions: Option<Vec<String>>,
    /// When the record was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Grows by one with each change.
    pub version: i64,
}

impl Hub {
    /// The wire form of a stored hub.
    pub fn new(row: HubRow, institution: InstitutionRef, innovations_published: i64, status_since: Instant) -> Self {
        Self {
            id: row.id,
            institution_id: row.institution_id,
            institution,
            name: row.name,
            slug: row.slug,
            status: row.status,
            status_since,
            basis: row.basis,
            basis_ref: row.basis_ref,
            mou: None,
            formed_year: row.formed_year,
            formed_on: row.formed_on,
            focus: row.focus,
            description: row.description,
            contact_email: row.contact_email,
            innovations_published,
            allowed_actions: None,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

/// The MoU of a hub: the one in force, or the next that is signed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HubMou {
    /// Id.
    pub id: Id,
    /// Number.
    #[schema(required = true, example = "MOU/001/KKP/2026")]
    pub number: Option<String>,
    /// Its first day.
    pub starts_on: Day,
    /// Its last day, in Jakarta.
    pub ends_on: Day,
    /// Whether it is in force today.
    #[schema(example = true)]
    pub in_force: bool,
}

/// What a hub has published, counted.
#[derive(Serialize, ToSchema)]
pub struct HubStats {
    /// The hub.
    pub hub_id: Id,
    /// Its published innovations.
    pub innovations: HubInnovationStats,
}

/// Published innovations of a hub, counted.
#[derive(Serialize, ToSchema)]
pub struct HubInnovationStats {
    /// All of them.
    #[schema(example = 3)]
    pub total: i64,
    /// By phase.
    #[schema(example = json!({"development": 2, "creation": 1}))]
    pub by_phase: BTreeMap<String, i64>,
    /// By sector.
    #[schema(example = json!({"finance": 3}))]
    pub by_sector: BTreeMap<String, i64>,
    /// By year of implementation.
    #[schema(example = json!({"2022": 1, "2023": 2}))]
    pub by_year: BTreeMap<String, i64>,
    /// By what the latest attestation says.
    #[schema(example = json!({"growing": 3}))]
    pub by_sustainability: BTreeMap<String, i64>,
    /// Those whose attestation is more than twelve months old.
    #[schema(example = 1)]
    pub stale: i64,
}
