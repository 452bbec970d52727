//! The MoU record and its wire forms.

use crate::db::schema::{mou_signatures, mous};
use crate::db::{Day, Id, Instant};
use crate::files::File;
use crate::institutions::model::{HubRef, InstitutionRef};
use crate::markdown;
use diesel::prelude::*;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

crate::db::types::text_enum! {
    /// Where a MoU is in its life.
    pub enum MouStatus {
        /// Being drafted.
        Draft = "draft",
        /// With Kementerian PANRB.
        InReview = "in_review",
        /// Approved; its parties sign.
        ReadyToSign = "ready_to_sign",
        /// Some parties have signed.
        PartiallySigned = "partially_signed",
        /// All parties have signed; in force from its first day to its last.
        Signed = "signed",
        /// Its time is over.
        Expired = "expired",
        /// Ended before its time.
        Terminated = "terminated",
        /// Renewed by another.
        Superseded = "superseded",
        /// Given up before it was signed.
        Cancelled = "cancelled",
    }
}

/// The statuses in which everybody sees a MoU.
pub const PUBLIC: &[MouStatus] = &[MouStatus::Signed, MouStatus::Expired, MouStatus::Terminated, MouStatus::Superseded];

impl MouStatus {
    /// Whether everybody sees a MoU in this status.
    pub fn is_public(self) -> bool {
        PUBLIC.contains(&self)
    }
}

crate::db::types::text_enum! {
    /// How a party signs.
    pub enum Method {
        /// By pen; its scan is the artefact.
        WetInk = "wet_ink",
        /// By a certified electronic signature; the signed PDF is the artefact.
        ElectronicCertified = "electronic_certified",
        /// In this system, by the signatory's account and password.
        InSystem = "in_system",
    }
}

/// A MoU as stored.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = mous)]
pub struct MouRow {
    /// Id.
    pub id: Id,
    /// The hub that it is the basis of.
    pub hub_id: Id,
    /// That hub's institution.
    pub institution_id: Id,
    /// Number.
    pub number: Option<String>,
    /// Title.
    pub title: String,
    pub(super) scope: Option<String>,
    /// Its first day.
    pub starts_on: Day,
    /// Its last day.
    pub ends_on: Day,
    /// Where it is in its life.
    pub status: MouStatus,
    pub(super) verification_code: String,
    pub(super) document_id: Option<Id>,
    pub(super) supersedes_id: Option<Id>,
    pub(super) created_at: Instant,
    pub(super) updated_at: Instant,
    /// Grows by one with each change, also of its parts.
    pub version: i64,
}

/// A signature as stored.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = mou_signatures)]
pub struct SignatureRow {
    pub(super) id: Id,
    pub(super) institution_id: Id,
    pub(super) signatory_name: String,
    pub(super) position: String,
    pub(super) signed_on: Day,
    pub(super) method: Method,
    pub(super) document_sha256: String,
    pub(super) created_at: Instant,
}

/// A file of a MoU.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Document {
    /// SHA-256 of its bytes, in hexadecimal.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub sha256: String,
    /// Bytes.
    #[schema(example = 48213)]
    pub size: i64,
    /// What it is.
    #[schema(example = "application/pdf")]
    pub media_type: String,
}

impl From<File> for Document {
    fn from(file: File) -> Self {
        Self { sha256: file.sha256, size: file.size, media_type: file.media_type }
    }
}

/// The signature of a party.
#[derive(Serialize, ToSchema)]
pub struct Signature {
    /// Id.
    pub id: Id,
    /// The party.
    pub institution_id: Id,
    /// That institution, in short.
    pub institution: InstitutionRef,
    /// Who signed.
    #[schema(example = "Rini Wulandari")]
    pub signatory_name: String,
    /// As what.
    #[schema(example = "Sekretaris Jenderal")]
    pub position: String,
    /// When.
    pub signed_on: Day,
    /// How.
    pub method: Method,
    /// SHA-256 of the document that was signed.
    pub document_sha256: String,
    /// The scan, or the signed PDF.
    #[schema(required = true)]
    pub artefact: Option<Document>,
    /// When it was recorded.
    pub created_at: Instant,
}

impl Signature {
    /// The wire form of a stored signature.
    pub fn new((row, institution, artefact): (SignatureRow, InstitutionRef, Option<File>)) -> Self {
        Self {
            id: row.id,
            institution_id: row.institution_id,
            institution,
            signatory_name: row.signatory_name,
            position: row.position,
            signed_on: row.signed_on,
            method: row.method,
            document_sha256: row.document_sha256,
            artefact: artefact.map(Document::from),
            created_at: row.created_at,
        }
    }
}

/// A party of a MoU.
#[derive(Clone, Serialize, ToSchema)]
pub struct Party {
    /// The institution.
    pub institution_id: Id,
    /// That institution, in short.
    pub institution: InstitutionRef,
    /// Whether it has signed.
    pub signed: bool,
}

/// A MoU as everybody sees it, once it is signed.
#[derive(Serialize, ToSchema)]
pub struct MouSummary {
    /// Id.
    pub id: Id,
    /// Number; unique in the institution and the year in which it begins.
    #[schema(required = true, example = "MOU/001/KKP/2026")]
    pub number: Option<String>,
    /// Title.
    #[schema(example = "Nota Kesepahaman Hub JIPP")]
    pub title: String,
    /// The hub that it is the basis of.
    pub hub_id: Id,
    /// That hub, in short.
    pub hub: HubRef,
    /// Who agrees.
    pub parties: Vec<Party>,
    /// Its first day.
    pub starts_on: Day,
    /// Its last day, in Jakarta.
    pub ends_on: Day,
    /// Where it is in its life.
    pub status: MouStatus,
    /// Whether it is in force today, in Jakarta: signed, and between its first and its last day.
    #[schema(example = true)]
    pub in_force: bool,
    /// SHA-256 of the document.
    #[schema(required = true)]
    pub document_sha256: Option<String>,
    /// The code by which everybody can check it, once it is signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "7F3K-9QXM-2PTA")]
    pub verification_code: Option<String>,
    /// When the record was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Grows by one with each change.
    pub version: i64,
}

/// A MoU, from inside with all its parts.
#[derive(Serialize, ToSchema)]
pub struct Mou {
    /// What everybody sees of it.
    #[serde(flatten)]
    pub summary: MouSummary,
    /// The rest; for the parties and admins.
    #[serde(flatten)]
    pub inside: Option<Inside>,
    /// What the signed-in caller may do now; absent for visitors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_actions: Option<Vec<String>>,
}

/// What the parties of a MoU and admins see of it.
#[derive(Serialize, ToSchema)]
pub struct Inside {
    /// What it covers. Markdown.
    pub scope: Option<String>,
    /// The same as sanitised HTML.
    #[schema(value_type = Option<String>)]
    pub scope_html: Option<Arc<str>>,
    /// The document.
    pub document: Option<Document>,
    /// Who has signed, in the order of signing.
    #[schema(required = false)]
    pub signatures: Vec<Signature>,
    /// The MoU that this one renews.
    pub supersedes_id: Option<Id>,
}

impl Inside {
    /// What is in a stored MoU.
    pub fn new(row: &MouRow, document: Option<File>, signatures: Vec<Signature>) -> Self {
        Self {
            scope_html: row.scope.as_deref().map(markdown::render),
            scope: row.scope.clone(),
            document: document.map(Document::from),
            signatures,
            supersedes_id: row.supersedes_id,
        }
    }
}
