//! Writing innovations: the record, its texts, what filters and what search need, in one go.

use super::completeness;
use super::model::{Award, Indicator, Link, Phase, Source, Status, Sustainability, TeamMember};
use crate::db::schema::{innovation_owners, innovation_sdgs, innovation_search, innovation_texts, innovation_transitions, innovations};
use crate::db::{Conn, Day, Id, Instant, RawJson, query};
use crate::error::Error;
use crate::search::terms::{self, index_terms};
use crate::search::text::{Stems, fold};
use chrono::Datelike;
use diesel::prelude::*;

/// The long texts of an innovation, by field.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[allow(missing_docs)]
pub struct Texts {
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
}

impl Texts {
    fn all(&self) -> impl Iterator<Item = &str> {
        [
            &self.background,
            &self.objectives,
            &self.novelty,
            &self.effectiveness,
            &self.benefit,
            &self.transferability,
            &self.sustainability_plan,
            &self.challenges,
            &self.success_factors,
            &self.lessons_learned,
            &self.resources,
            &self.legal_basis,
        ]
        .into_iter()
        .filter_map(Option::as_deref)
    }
}

/// An innovation to be stored.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct NewInnovation {
    pub title: String,
    pub acronym: Option<String>,
    pub summary: Option<String>,
    pub hub_id: Id,
    pub institution_id: Id,
    pub unit_name: Option<String>,
    pub sector: Option<String>,
    pub category: Option<String>,
    pub status: Status,
    pub phase: Phase,
    pub sustainability: Sustainability,
    pub attested_on: Option<Day>,
    pub initiated_on: Option<Day>,
    pub implemented_on: Option<Day>,
    pub sdgs: Vec<i32>,
    pub keywords: Vec<String>,
    pub awards: Vec<Award>,
    pub source: Source,
    pub source_ref: Option<String>,
    pub owner_ids: Vec<Id>,
    pub created_by: Option<Id>,
    pub published_at: Option<Instant>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub texts: Texts,
    pub indicators: Vec<Indicator>,
    pub links: Vec<Link>,
    pub team: Vec<TeamMember>,
}

/// An innovation with everything that can be worked out before the database is asked.
pub struct Prepared {
    id: Id,
    slug: String,
    record: NewInnovation,
    json: Json,
    completeness: i32,
    terms: String,
}

struct Json {
    sdgs: RawJson,
    keywords: RawJson,
    awards: RawJson,
    owner_ids: RawJson,
    indicators: RawJson,
    links: RawJson,
    team: RawJson,
}

impl NewInnovation {
    /// Works out slug, completeness and search terms. Two records never share a slug: its end comes from the id.
    pub fn prepare(self, stems: &Stems) -> Result<Prepared, Error> {
        let id = Id::at(self.created_at);
        let terms = index_terms(
            stems,
            &terms::Texts {
                title: std::iter::once(self.title.as_str()).chain(self.acronym.as_deref()).collect(),
                keywords: self.keywords.iter().map(String::as_str).chain(self.unit_name.as_deref()).collect(),
                summary: self.summary.as_deref().unwrap_or_default(),
                body: self.texts.all().collect(),
            },
        );
        Ok(Prepared {
            id,
            slug: slug(&self.title, &id.to_string()),
            completeness: completeness::percent(&self.needed()),
            json: Json {
                sdgs: RawJson::of(&self.sdgs)?,
                keywords: RawJson::of(&self.keywords)?,
                awards: RawJson::of(&self.awards)?,
                owner_ids: RawJson::of(&self.owner_ids)?,
                indicators: RawJson::of(&self.indicators)?,
                links: RawJson::of(&self.links)?,
                team: RawJson::of(&self.team)?,
            },
            terms,
            record: self,
        })
    }

    fn needed(&self) -> [(&'static str, bool); 13] {
        let filled = |text: &Option<String>| text.as_deref().is_some_and(|t| !t.trim().is_empty());
        let texts = &self.texts;
        completeness::needed(
            !self.title.trim().is_empty(),
            [&self.summary, &self.unit_name, &self.sector, &self.category].map(filled),
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

/// Longest readable part of a slug.
const LONGEST_SLUG: usize = 80;

/// A name for addresses: the title in plain letters, and the last letters of the id.
fn slug(title: &str, id: &str) -> String {
    let mut slug = String::with_capacity(LONGEST_SLUG + 8);
    for c in fold(title).chars() {
        if slug.len() >= LONGEST_SLUG {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let tail = id.get(id.len().saturating_sub(8)..).unwrap_or(id);
    format!("{}-{tail}", slug.trim_matches('-')).trim_start_matches('-').to_owned()
}

diesel::define_sql_function! {
    /// The number of the row that this connection inserted last (SQLite).
    fn last_insert_rowid() -> diesel::sql_types::BigInt;
}

/// Stores a record; returns its internal number.
pub fn insert(conn: &mut Conn, prepared: &Prepared) -> Result<i64, Error> {
    let Prepared { id, slug, record, json, completeness, terms } = prepared;
    let title_key = fold(&record.title);
    let row = (
        (
            innovations::id.eq(id),
            innovations::slug.eq(slug),
            innovations::title.eq(&record.title),
            innovations::title_key.eq(&title_key),
            innovations::acronym.eq(&record.acronym),
            innovations::summary.eq(&record.summary),
            innovations::hub_id.eq(record.hub_id),
            innovations::institution_id.eq(record.institution_id),
            innovations::unit_name.eq(&record.unit_name),
            innovations::sector.eq(&record.sector),
            innovations::category.eq(&record.category),
            innovations::status.eq(record.status),
            innovations::phase.eq(record.phase),
            innovations::sustainability.eq(record.sustainability),
            innovations::attested_on.eq(record.attested_on),
        ),
        (
            innovations::initiated_on.eq(record.initiated_on),
            innovations::implemented_on.eq(record.implemented_on),
            innovations::implemented_year.eq(record.implemented_on.map(|on| on.0.year())),
            innovations::sdgs.eq(&json.sdgs),
            innovations::keywords.eq(&json.keywords),
            innovations::awards.eq(&json.awards),
            innovations::source.eq(record.source),
            innovations::source_ref.eq(&record.source_ref),
            innovations::completeness.eq(completeness),
            innovations::owner_ids.eq(&json.owner_ids),
            innovations::created_by.eq(record.created_by),
            innovations::published_at.eq(record.published_at.unwrap_or(Instant(0))),
            innovations::created_at.eq(record.created_at),
            innovations::updated_at.eq(record.updated_at),
        ),
    );
    let insert = diesel::insert_into(innovations::table).values(row);
    let seq: i64 = match conn {
        // With RETURNING, SQLite would open a savepoint for the statement, and FTS5 flush its index at each one.
        Conn::Sqlite(c) => {
            insert.execute(c)?;
            diesel::select(last_insert_rowid()).get_result(c)?
        }
        Conn::Postgres(c) => insert.returning(innovations::seq).get_result(c)?,
    };
    insert_texts(conn, seq, record, json)?;
    for sdg in &record.sdgs {
        let row = (innovation_sdgs::sdg.eq(sdg), innovation_sdgs::seq.eq(seq));
        query!(conn, c => diesel::insert_into(innovation_sdgs::table).values(row).execute(c))?;
    }
    for owner in &record.owner_ids {
        let row = (innovation_owners::user_id.eq(owner), innovation_owners::seq.eq(seq));
        query!(conn, c => diesel::insert_into(innovation_owners::table).values(row).execute(c))?;
    }
    let row = (innovation_search::rowid.eq(seq), innovation_search::terms.eq(terms));
    query!(conn, c => diesel::insert_into(innovation_search::table).values(row).execute(c))?;
    Ok(seq)
}

fn insert_texts(conn: &mut Conn, seq: i64, record: &NewInnovation, json: &Json) -> Result<(), Error> {
    let texts = &record.texts;
    let row = (
        innovation_texts::seq.eq(seq),
        innovation_texts::background.eq(&texts.background),
        innovation_texts::objectives.eq(&texts.objectives),
        innovation_texts::novelty.eq(&texts.novelty),
        innovation_texts::effectiveness.eq(&texts.effectiveness),
        innovation_texts::benefit.eq(&texts.benefit),
        innovation_texts::transferability.eq(&texts.transferability),
        innovation_texts::sustainability_plan.eq(&texts.sustainability_plan),
        innovation_texts::challenges.eq(&texts.challenges),
        innovation_texts::success_factors.eq(&texts.success_factors),
        innovation_texts::lessons_learned.eq(&texts.lessons_learned),
        innovation_texts::resources.eq(&texts.resources),
        innovation_texts::legal_basis.eq(&texts.legal_basis),
        innovation_texts::indicators.eq(&json.indicators),
        innovation_texts::links.eq(&json.links),
        innovation_texts::team.eq(&json.team),
    );
    query!(conn, c => diesel::insert_into(innovation_texts::table).values(row).execute(c))?;
    Ok(())
}

/// Notes a change of status.
pub fn insert_transition(
    conn: &mut Conn,
    seq: i64,
    from: Option<Status>,
    to: Status,
    at: Instant,
    by: Option<Id>,
    note: Option<&str>,
) -> Result<(), Error> {
    let row = (
        innovation_transitions::id.eq(Id::at(at)),
        innovation_transitions::seq.eq(seq),
        innovation_transitions::from_status.eq(from.map(Status::as_str)),
        innovation_transitions::to_status.eq(to.as_str()),
        innovation_transitions::at.eq(at),
        innovation_transitions::by_user.eq(by),
        innovation_transitions::note.eq(note),
    );
    query!(conn, c => diesel::insert_into(innovation_transitions::table).values(row).execute(c))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_and_end_in_the_id() {
        assert_eq!(slug("Antrean Tanpa Antré!", "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e"), "antrean-tanpa-antre-5a6c7d8e");
        assert_eq!(slug("???", "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e"), "5a6c7d8e");
        assert!(slug(&"panjang ".repeat(40), "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e").len() <= 100);
    }
}
