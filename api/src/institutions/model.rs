//! The institution record and its wire forms.

use crate::db::schema::institutions;
use crate::db::sort_key::sort_key;
use crate::db::{Id, Instant};
use crate::hubs::model::HubStatus;
use diesel::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

crate::db::types::text_enum! {
    /// What an institution is.
    pub enum InstitutionKind {
        /// Kementerian.
        Ministry = "ministry",
        /// Lembaga.
        Agency = "agency",
        /// Provinsi.
        Province = "province",
        /// Kabupaten.
        Regency = "regency",
        /// Kota.
        City = "city",
        /// BUMN.
        Soe = "soe",
        /// BUMD.
        RegionalSoe = "regional_soe",
    }
}

/// An institution in short, inside other records.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, ToSchema)]
#[diesel(table_name = institutions)]
pub struct InstitutionRef {
    /// Id.
    pub id: Id,
    /// Short code, usable in addresses.
    #[schema(example = "kemenkeu")]
    pub code: String,
    /// Official name.
    #[schema(example = "Kementerian Keuangan")]
    pub name: String,
    /// Name in everyday use.
    #[schema(example = "Kemenkeu")]
    pub short_name: String,
    /// What it is.
    pub kind: InstitutionKind,
}

/// An institution as stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = institutions)]
pub struct InstitutionRow {
    /// Id.
    pub id: Id,
    /// Code.
    pub code: String,
    pub(super) name: String,
    pub(super) short_name: String,
    pub(super) kind: InstitutionKind,
    pub(super) region_code: Option<String>,
    pub(super) website: Option<String>,
    created_at: Instant,
    updated_at: Instant,
    pub(super) version: i64,
}

impl InstitutionRow {
    /// What lists by name have it sorted by.
    pub fn sort_key(&self) -> String {
        sort_key(&self.name)
    }
}

/// The public hub of an institution, in short.
#[derive(Serialize, ToSchema)]
pub struct HubRef {
    /// Id.
    pub id: Id,
    /// Name in addresses.
    #[schema(example = "kemenkeu")]
    pub slug: String,
    /// Name.
    #[schema(example = "Hub JIPP Kementerian Keuangan")]
    pub name: String,
    /// Where it is in its life.
    pub status: HubStatus,
}

/// An institution.
#[derive(Serialize, ToSchema)]
pub struct Institution {
    /// Id.
    pub id: Id,
    /// Short code, usable in addresses.
    #[schema(example = "kemenkeu")]
    pub code: String,
    /// Official name.
    #[schema(example = "Kementerian Keuangan")]
    pub name: String,
    /// Name in everyday use.
    #[schema(example = "Kemenkeu")]
    pub short_name: String,
    /// What it is.
    pub kind: InstitutionKind,
    /// Kemendagri code of a region.
    #[schema(example = "35")]
    pub region_code: Option<String>,
    /// Website.
    pub website: Option<String>,
    /// Its hub, when it has one that is public.
    #[schema(required = true)]
    pub hub: Option<HubRef>,
    /// How many of its innovations are published.
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

impl Institution {
    /// The wire form of a stored institution.
    pub fn new(row: InstitutionRow, hub: Option<HubRef>, innovations_published: i64) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            short_name: row.short_name,
            kind: row.kind,
            region_code: row.region_code,
            website: row.website,
            hub,
            innovations_published,
            allowed_actions: None,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }

    /// The version, for the ETag.
    pub fn version(&self) -> i64 {
        self.version
    }
}
