//! The innovation record and its wire forms.

use super::completeness::Missing;
use crate::db::schema::{hubs, innovation_texts, innovations};
use crate::db::{Day, Id, Instant, RawJson};
use crate::error::Error;
use crate::institutions::model::InstitutionRef;
use crate::markdown::render;
use crate::text::says_something;
use diesel::prelude::*;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::sync::Arc;
use utoipa::ToSchema;

crate::db::types::text_enum! {
    /// Where an innovation is in its life.
    pub enum Status {
        /// Being written.
        Draft = "draft",
        /// Handed in.
        Submitted = "submitted",
        /// With a reviewer.
        InReview = "in_review",
        /// Back with its author.
        RevisionRequested = "revision_requested",
        /// Refused.
        Rejected = "rejected",
        /// Public.
        Published = "published",
        /// Withdrawn from the public.
        Archived = "archived",
    }
}

crate::db::types::text_enum! {
    /// How far an innovation has grown (PermenPANRB 91/2021).
    pub enum Phase {
        /// Penciptaan.
        Creation = "creation",
        /// Pengembangan.
        Development = "development",
        /// Pelembagaan.
        Institutionalisation = "institutionalisation",
    }
}

crate::db::types::text_enum! {
    /// Whether it still runs, by its latest attestation.
    pub enum Sustainability {
        /// Nobody has attested yet.
        Unverified = "unverified",
        /// Runs as before.
        Continuing = "continuing",
        /// Grows.
        Growing = "growing",
        /// Has stopped.
        Stopped = "stopped",
    }
}

crate::db::types::text_enum! {
    /// Where a record came from.
    pub enum Source {
        /// Entered here.
        Manual = "manual",
        /// Bulk import.
        Import = "import",
        /// A ministry system.
        Api = "api",
        /// Kompetisi Inovasi Pelayanan Publik.
        Kipp = "kipp",
        /// Innovative Government Award.
        Iga = "iga",
        /// Lembaga Administrasi Negara.
        Lan = "lan",
    }
}

/// A hub in short, inside an innovation.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, ToSchema)]
#[diesel(table_name = hubs)]
#[schema(as = InnovationHub)]
pub struct HubOfInnovation {
    /// Id.
    pub id: Id,
    /// Name in addresses.
    #[schema(example = "kemenkeu")]
    pub slug: String,
    /// Name.
    #[schema(example = "Hub JIPP Kementerian Keuangan")]
    pub name: String,
}

/// What lists read of an innovation.
#[derive(Queryable, Selectable)]
#[diesel(table_name = innovations)]
pub struct InnovationRow {
    /// Internal number, which grows with each record.
    pub seq: i64,
    /// Id.
    pub id: Id,
    pub(super) slug: String,
    /// Title.
    pub title: String,
    /// Folded title, which lists are sorted by.
    pub title_key: String,
    pub(super) acronym: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) hub_id: Id,
    /// The institution that it belongs to.
    pub institution_id: Id,
    pub(super) unit_name: Option<String>,
    pub(super) sector: Option<String>,
    pub(super) category: Option<String>,
    /// Where it is in its life.
    pub status: Status,
    pub(super) phase: Phase,
    pub(super) sustainability: Sustainability,
    pub(super) attested_on: Option<Day>,
    pub(super) initiated_on: Option<Day>,
    pub(super) implemented_on: Option<Day>,
    pub(super) sdgs: RawJson,
    pub(super) keywords: RawJson,
    pub(super) awards: RawJson,
    pub(super) source: Source,
    pub(super) source_ref: Option<String>,
    pub(super) completeness: i32,
    pub(super) owner_ids: RawJson,
    pub(super) created_by: Option<Id>,
    /// 0 when it never was published.
    pub published_at: Instant,
    /// When the record was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Version.
    pub version: i64,
}

impl InnovationRow {
    /// The users who own it.
    pub fn owners(&self) -> Result<Vec<Id>, Error> {
        Ok(self.owner_ids.read()?)
    }
}

/// The long texts of an innovation.
#[derive(Queryable, Selectable)]
#[diesel(table_name = innovation_texts)]
#[allow(missing_docs)]
pub struct TextsRow {
    pub background: Option<String>,
    pub objectives: Option<String>,
    pub novelty: Option<String>,
    pub effectiveness: Option<String>,
    pub benefit: Option<String>,
    pub transferability: Option<String>,
    pub sustainability_plan: Option<String>,
    pub challenges: Option<String>,
    pub success_factors: Option<String>,
    pub lessons_learned: Option<String>,
    pub resources: Option<String>,
    pub legal_basis: Option<String>,
    pub(super) indicators: RawJson,
    pub(super) links: RawJson,
    pub(super) team: RawJson,
}

/// An innovation as lists show it.
#[derive(Serialize, ToSchema)]
pub struct InnovationSummary {
    /// Id.
    pub id: Id,
    /// Name in addresses.
    #[schema(example = "antrean-tanpa-antre")]
    pub slug: String,
    /// Title, 5-200 characters.
    #[schema(example = "Antrean Tanpa Antre")]
    pub title: String,
    /// Short name.
    #[schema(example = "ATA")]
    pub acronym: Option<String>,
    /// What it is, in a few sentences of plain text.
    pub summary: Option<String>,
    /// The hub that documents it.
    pub hub_id: Id,
    /// That hub, in short.
    pub hub: HubOfInnovation,
    /// The institution that it belongs to.
    pub institution_id: Id,
    /// That institution, in short.
    pub institution: InstitutionRef,
    /// The service unit (UPP) that runs it.
    #[schema(example = "KPP Pratama Contoh")]
    pub unit_name: Option<String>,
    /// Sector, from the vocabularies.
    #[schema(example = "finance")]
    pub sector: Option<String>,
    /// Category, from the vocabularies.
    #[schema(example = "inclusive_service")]
    pub category: Option<String>,
    /// Where it is in its life.
    pub status: Status,
    /// How far it has grown.
    pub phase: Phase,
    /// Whether it still runs, by its latest attestation.
    pub sustainability: Sustainability,
    /// When that was attested.
    pub attested_on: Option<Day>,
    /// Whether that attestation is more than twelve months old.
    pub stale: bool,
    /// When work on it began.
    pub initiated_on: Option<Day>,
    /// When it went into service.
    pub implemented_on: Option<Day>,
    /// Sustainable Development Goals, 1-17.
    #[schema(value_type = Vec<i32>, example = json!([3, 16]))]
    pub sdgs: RawJson,
    /// Keywords.
    #[schema(value_type = Vec<String>, example = json!(["antrean", "pajak"]))]
    pub keywords: RawJson,
    /// Awards.
    #[schema(value_type = Vec<Award>)]
    pub awards: RawJson,
    /// Where the record came from.
    pub source: Source,
    /// Its name there.
    #[schema(example = "KIPP-2022-0147")]
    pub source_ref: Option<String>,
    /// Share of the fields needed to submit that are filled, 0-100.
    #[schema(minimum = 0, maximum = 100, example = 100)]
    pub completeness: i32,
    /// When it was published.
    pub published_at: Option<Instant>,
    /// When the record was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Grows by one with each change.
    pub version: i64,
}

impl InnovationSummary {
    /// The wire form of a row; `fresh_since` is the day before which attestations are stale.
    pub fn new(row: InnovationRow, hub: HubOfInnovation, institution: InstitutionRef, fresh_since: Day) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            title: row.title,
            acronym: row.acronym,
            summary: row.summary,
            hub_id: row.hub_id,
            hub,
            institution_id: row.institution_id,
            institution,
            unit_name: row.unit_name,
            sector: row.sector,
            category: row.category,
            status: row.status,
            phase: row.phase,
            sustainability: row.sustainability,
            attested_on: row.attested_on,
            stale: row.attested_on.is_some_and(|on| on < fresh_since),
            initiated_on: row.initiated_on,
            implemented_on: row.implemented_on,
            sdgs: row.sdgs,
            keywords: row.keywords,
            awards: row.awards,
            source: row.source,
            source_ref: row.source_ref,
            completeness: row.completeness,
            published_at: Some(row.published_at).filter(|at| at.0 != 0),
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

/// An innovation with all its texts.
#[derive(Serialize, ToSchema)]
pub struct Innovation {
    /// What lists show, too.
    #[serde(flatten)]
    pub summary: InnovationSummary,
    /// The texts.
    #[serde(flatten)]
    pub texts: Texts,
    /// Measures of its effect.
    #[schema(value_type = Vec<Indicator>)]
    pub indicators: RawJson,
    /// Addresses to read on.
    #[schema(value_type = Vec<Link>)]
    pub links: RawJson,
    /// People behind it; the public sees those who consented.
    pub team: Vec<TeamMember>,
    /// The user who made the record.
    pub created_by: Option<Id>,
    /// The users who own it, its creator first.
    #[schema(value_type = Vec<Id>)]
    pub owner_ids: RawJson,
    /// Fields that submitting still needs.
    pub completeness_missing: Vec<Missing>,
    /// What the signed-in caller may do now; absent for visitors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_actions: Option<Vec<String>>,
}

/// Defines the Markdown fields once: as stored, and rendered with `_html` at the end of the name.
macro_rules! markdown_fields {
    ($($(#[$doc:meta])* $field:ident, $html:ident;)+) => {
        /// The Markdown fields of an innovation, each with its rendered, sanitised HTML.
        #[derive(Serialize, ToSchema)]
        pub struct Texts {
            $(
                $(#[$doc])*
                #[schema(max_length = 10000)]
                pub $field: Option<String>,
                /// The field before, as sanitised HTML.
                #[schema(value_type = Option<String>)]
                pub $html: Option<Arc<str>>,
            )+
        }

        impl Texts {
            fn new(row: &mut TextsRow) -> Self {
                $(let $field = row.$field.take();)+
                Self { $($html: $field.as_deref().map(render), $field,)+ }
            }
        }
    };
}

markdown_fields! {
    /// Why it was needed. Markdown.
    background, background_html;
    /// What it is to achieve. Markdown.
    objectives, objectives_html;
    /// Criterion 1, kebaruan: what is new. Markdown.
    novelty, novelty_html;
    /// Criterion 2, efektif: what it has achieved. Markdown.
    effectiveness, effectiveness_html;
    /// Criterion 3, bermanfaat: who gains what. Markdown.
    benefit, benefit_html;
    /// Criterion 4, mudah disebarkan: how others can take it over. Markdown.
    transferability, transferability_html;
    /// Criterion 5, berkelanjutan: how it stays alive. Markdown.
    sustainability_plan, sustainability_plan_html;
    /// What was difficult. Markdown.
    challenges, challenges_html;
    /// What helped. Markdown.
    success_factors, success_factors_html;
    /// What others can learn from it. Markdown.
    lessons_learned, lessons_learned_html;
    /// People, money and tools that it takes. Markdown.
    resources, resources_html;
    /// Regulations and decrees. Markdown.
    legal_basis, legal_basis_html;
}

/// A measure of effect, before and now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// What is measured.
    #[schema(max_length = 120, example = "Waktu tunggu rata-rata")]
    pub name: String,
    /// In which unit.
    #[schema(max_length = 30, example = "menit")]
    pub unit: Option<String>,
    /// Before the innovation.
    #[schema(example = 95)]
    pub baseline: Option<f64>,
    /// Now.
    #[schema(example = 20)]
    pub current: Option<f64>,
    /// When it was measured.
    pub measured_on: Option<Day>,
}

/// An award.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Award {
    /// Its name.
    #[schema(example = "Top 45 Inovasi Pelayanan Publik")]
    pub name: String,
    /// The year.
    #[schema(example = 2024)]
    pub year: i32,
}

/// An address to read on.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InnovationLink)]
pub struct Link {
    /// What is there.
    #[schema(example = "Panduan penggunaan")]
    pub title: Option<String>,
    /// http or https.
    #[schema(example = "https://example.go.id/panduan")]
    pub url: String,
}

/// A link as it is sent: whole, or its address alone.
#[derive(ToSchema)]
#[serde(untagged)]
#[schema(as = NewInnovationLink)]
#[allow(dead_code)]
pub enum NewLink {
    /// http or https.
    #[schema(example = "https://example.go.id/panduan")]
    Address(String),
    /// With what is there.
    Whole(Link),
}

impl<'de> Deserialize<'de> for Link {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LinkVisitor)
    }
}

struct LinkVisitor;

impl<'de> Visitor<'de> for LinkVisitor {
    type Value = Link;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address, or an object with `url` and `title`")
    }

    fn visit_str<E>(self, url: &str) -> Result<Link, E> {
        Ok(Link { title: None, url: url.to_owned() })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Link, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Whole {
            title: Option<String>,
            url: String,
        }
        let Whole { title, url } = Whole::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Link { title, url })
    }
}

/// A person behind an innovation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamMember {
    /// Name.
    #[schema(example = "Siti Rahma")]
    pub name: String,
    /// What the person did.
    #[schema(example = "Ketua tim")]
    pub role: Option<String>,
    /// Whether the person agreed to be named publicly.
    pub consent: bool,
}

/// A record as it is read, with everything around it.
pub struct Stored {
    /// What lists show.
    pub row: InnovationRow,
    /// The long texts.
    pub texts: TextsRow,
    /// The hub.
    pub hub: HubOfInnovation,
    /// The institution.
    pub institution: InstitutionRef,
}

impl Stored {
    /// Whether everybody may read it.
    pub fn is_public(&self) -> bool {
        self.row.status == Status::Published
    }

    /// The wire form; who only sees what is public sees only consenting people.
    pub fn view(mut self, inside: bool, allowed_actions: Option<Vec<String>>) -> Result<Innovation, Error> {
        let missing = super::completeness::missing(&self.needed());
        let mut team: Vec<TeamMember> = self.texts.team.read()?;
        if !inside {
            team.retain(|person| person.consent);
        }
        Ok(Innovation {
            texts: Texts::new(&mut self.texts),
            indicators: self.texts.indicators,
            links: self.texts.links,
            team,
            created_by: self.row.created_by,
            owner_ids: self.row.owner_ids.clone(),
            completeness_missing: missing,
            allowed_actions,
            summary: InnovationSummary::new(self.row, self.hub, self.institution, Day::today().a_year_before()),
        })
    }

    /// The fields that submitting needs, with whether they are filled.
    pub fn needed(&self) -> [(&'static str, bool); 13] {
        let filled = |text: &Option<String>| text.as_deref().is_some_and(says_something);
        let (row, texts) = (&self.row, &self.texts);
        super::completeness::needed(
            says_something(&row.title),
            [&row.summary, &row.unit_name, &row.sector, &row.category].map(filled),
            [
                &texts.background,
                &texts.objectives,
                &texts.novelty,
                &texts.effectiveness,
                &texts.benefit,
                &texts.transferability,
                &texts.sustainability_plan,
            ]
            .map(filled),
        )
    }
}
