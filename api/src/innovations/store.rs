//! Writing innovations: the record, its texts, what filters and what search need, in one go.

use super::completeness;
use super::model::{Award, Indicator, Link, Phase, Source, Status, Stored, Sustainability, TeamMember};
use crate::db::schema::{innovation_owners, innovation_sdgs, innovation_search, innovation_texts, innovation_transitions, innovations};
use crate::db::sort_key::sort_key;
use crate::db::{Conn, Day, Id, Instant, RawJson, Rows, insert_all, query, rows};
use crate::error::Error;
use crate::search::terms::{self, index_terms};
use crate::search::text::Stems;
use crate::slug::slug;
use crate::text::says_something;
use chrono::Datelike;
use diesel::prelude::*;
use std::{iter, slice};

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
    /// Those that are there.
    pub fn all(&self) -> impl Iterator<Item = &str> {
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

impl Prepared {
    /// The record's id.
    pub fn id(&self) -> Id {
        self.id
    }

    /// When it was made.
    pub fn created_at(&self) -> Instant {
        self.record.created_at
    }

    /// The hub that it belongs to.
    pub fn hub_id(&self) -> Id {
        self.record.hub_id
    }

    /// How much of what submitting needs is there, in percent.
    pub fn completeness(&self) -> i32 {
        self.completeness
    }
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

impl Prepared {
    /// Its name in addresses.
    pub fn slug(&self) -> &str {
        &self.slug
    }
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
        let slug = slug(&self.title, id);
        self.prepare_as(id, slug, stems)
    }

    /// The same for a record that exists. Its slug follows the title until it was published, and stays from then on.
    pub fn prepare_again(self, id: Id, slug_now: String, stems: &Stems) -> Result<Prepared, Error> {
        let slug = if self.published_at.is_none() { slug(&self.title, id) } else { slug_now };
        self.prepare_as(id, slug, stems)
    }

    fn prepare_as(self, id: Id, slug: String, stems: &Stems) -> Result<Prepared, Error> {
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
            slug,
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

    /// A draft of `member` in this hub, with nothing in it yet.
    pub fn draft(hub_id: Id, institution_id: Id, member: Id, source: Source, source_ref: Option<String>) -> Self {
        let now = Instant::now();
        Self {
            title: String::new(),
            acronym: None,
            summary: None,
            hub_id,
            institution_id,
            unit_name: None,
            sector: None,
            category: None,
            status: Status::Draft,
            phase: Phase::Creation,
            sustainability: Sustainability::Unverified,
            attested_on: None,
            initiated_on: None,
            implemented_on: None,
            sdgs: Vec::new(),
            keywords: Vec::new(),
            awards: Vec::new(),
            source,
            source_ref,
            owner_ids: vec![member],
            created_by: Some(member),
            published_at: None,
            created_at: now,
            updated_at: now,
            texts: Texts::default(),
            indicators: Vec::new(),
            links: Vec::new(),
            team: Vec::new(),
        }
    }

    /// A stored record without what people write.
    pub fn around(Stored { row, .. }: &Stored) -> Result<Self, Error> {
        Ok(Self {
            status: row.status,
            phase: row.phase,
            sustainability: row.sustainability,
            attested_on: row.attested_on,
            owner_ids: row.owners()?,
            created_by: row.created_by,
            published_at: Some(row.published_at).filter(|at| at.0 != 0),
            created_at: row.created_at,
            ..Self::draft(row.hub_id, row.institution_id, Id::NIL, row.source, row.source_ref.clone())
        })
    }

    fn needed(&self) -> [(&'static str, bool); 13] {
        let filled = |text: &Option<String>| text.as_deref().is_some_and(says_something);
        let texts = &self.texts;
        completeness::needed(
            says_something(&self.title),
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

diesel::define_sql_function! {
    /// The number of the row that this connection inserted last (SQLite).
    fn last_insert_rowid() -> diesel::sql_types::BigInt;
}

rows! {
    /// A row of `innovations`. Only without defaults is an insert a statement that diesel prepares once.
    #[derive(diesel::AsChangeset)]
    #[diesel(treat_none_as_null = true)]
    struct Row<'a> in innovations {
        id: Id,
        slug: &'a str,
        title: &'a str,
        title_key: String,
        acronym: Option<&'a str>,
        summary: Option<&'a str>,
        hub_id: Id,
        institution_id: Id,
        unit_name: Option<&'a str>,
        sector: Option<&'a str>,
        category: Option<&'a str>,
        status: Status,
        phase: Phase,
        sustainability: Sustainability,
        attested_on: Option<Day>,
        initiated_on: Option<Day>,
        implemented_on: Option<Day>,
        implemented_year: Option<i32>,
        sdgs: &'a RawJson,
        keywords: &'a RawJson,
        awards: &'a RawJson,
        source: Source,
        source_ref: Option<&'a str>,
        completeness: i32,
        owner_ids: &'a RawJson,
        created_by: Option<Id>,
        published_at: Instant,
        created_at: Instant,
        updated_at: Instant,
    }
}

impl<'a> From<&'a Prepared> for Row<'a> {
    fn from(Prepared { id, slug, record, json, completeness, .. }: &'a Prepared) -> Self {
        Self {
            id: *id,
            slug,
            title: &record.title,
            title_key: sort_key(&record.title),
            acronym: record.acronym.as_deref(),
            summary: record.summary.as_deref(),
            hub_id: record.hub_id,
            institution_id: record.institution_id,
            unit_name: record.unit_name.as_deref(),
            sector: record.sector.as_deref(),
            category: record.category.as_deref(),
            status: record.status,
            phase: record.phase,
            sustainability: record.sustainability,
            attested_on: record.attested_on,
            initiated_on: record.initiated_on,
            implemented_on: record.implemented_on,
            implemented_year: record.implemented_on.map(|on| on.0.year()),
            sdgs: &json.sdgs,
            keywords: &json.keywords,
            awards: &json.awards,
            source: record.source,
            source_ref: record.source_ref.as_deref(),
            completeness: *completeness,
            owner_ids: &json.owner_ids,
            created_by: record.created_by,
            published_at: record.published_at.unwrap_or(Instant(0)),
            created_at: record.created_at,
            updated_at: record.updated_at,
        }
    }
}

rows! {
    /// A row of `innovation_texts`.
    #[derive(diesel::AsChangeset)]
    #[diesel(treat_none_as_null = true, primary_key(seq))]
    struct TextsRow<'a> in innovation_texts {
        seq: i64,
        background: Option<&'a str>,
        objectives: Option<&'a str>,
        novelty: Option<&'a str>,
        effectiveness: Option<&'a str>,
        benefit: Option<&'a str>,
        transferability: Option<&'a str>,
        sustainability_plan: Option<&'a str>,
        challenges: Option<&'a str>,
        success_factors: Option<&'a str>,
        lessons_learned: Option<&'a str>,
        resources: Option<&'a str>,
        legal_basis: Option<&'a str>,
        indicators: &'a RawJson,
        links: &'a RawJson,
        team: &'a RawJson,
    }
}

impl<'a> TextsRow<'a> {
    fn new(seq: i64, Prepared { record: NewInnovation { texts, .. }, json, .. }: &'a Prepared) -> Self {
        Self {
            seq,
            background: texts.background.as_deref(),
            objectives: texts.objectives.as_deref(),
            novelty: texts.novelty.as_deref(),
            effectiveness: texts.effectiveness.as_deref(),
            benefit: texts.benefit.as_deref(),
            transferability: texts.transferability.as_deref(),
            sustainability_plan: texts.sustainability_plan.as_deref(),
            challenges: texts.challenges.as_deref(),
            success_factors: texts.success_factors.as_deref(),
            lessons_learned: texts.lessons_learned.as_deref(),
            resources: texts.resources.as_deref(),
            legal_basis: texts.legal_basis.as_deref(),
            indicators: &json.indicators,
            links: &json.links,
            team: &json.team,
        }
    }
}

rows! {
    struct SdgRow in innovation_sdgs {
        sdg: i32,
        seq: i64,
    }
}

rows! {
    struct OwnerRow in innovation_owners {
        user_id: Id,
        seq: i64,
    }
}

rows! {
    struct SearchRow<'a> in innovation_search {
        rowid: i64,
        terms: &'a str,
    }
}

/// Records that one statement stores on PostgreSQL, which takes 65,535 parameters.
const TOGETHER: usize = 1_000;

/// Stores a record; returns its internal number.
pub fn insert(conn: &mut Conn, prepared: &Prepared) -> Result<i64, Error> {
    let [seq] = insert_all(conn, slice::from_ref(prepared))?[..] else {
        return Err(Error::internal("one record has one number"));
    };
    Ok(seq)
}

/// Stores records; returns their internal numbers, in the same order.
pub fn insert_all(conn: &mut Conn, records: &[Prepared]) -> Result<Vec<i64>, Error> {
    let mut seqs = Vec::with_capacity(records.len());
    for some in records.chunks(TOGETHER) {
        let numbers = insert_rows(conn, some)?;
        let numbered = || numbers.iter().copied().zip(some);
        insert_all!(conn, innovation_texts::table, numbered().map(|(seq, record)| TextsRow::new(seq, record)))?;
        insert_lists(conn, numbered())?;
        insert_all!(conn, innovation_search::table, numbered().map(|(rowid, record)| SearchRow { rowid, terms: &record.terms }))?;
        seqs.extend(numbers);
    }
    Ok(seqs)
}

fn insert_rows(conn: &mut Conn, records: &[Prepared]) -> Result<Vec<i64>, Error> {
    let rows = records.iter().map(Row::from);
    match conn {
        // With RETURNING, SQLite would open a savepoint for the statement, and FTS5 flush its index at each one.
        Conn::Sqlite(c) => rows
            .map(|row| {
                diesel::insert_into(innovations::table).values(row).execute(c)?;
                Ok(diesel::select(last_insert_rowid()).get_result(c)?)
            })
            .collect(),
        Conn::Postgres(c) => {
            let rows: Vec<Row<'_>> = rows.collect();
            Ok(Rows::insert_returning(c, &rows, "seq")?)
        }
    }
}

fn insert_lists<'a>(conn: &mut Conn, numbered: impl Iterator<Item = (i64, &'a Prepared)> + Clone) -> Result<(), Error> {
    let sdgs = numbered.clone().flat_map(|(seq, r)| r.record.sdgs.iter().map(move |sdg| SdgRow { sdg: *sdg, seq }));
    insert_all!(conn, innovation_sdgs::table, sdgs)?;
    let owners = numbered.flat_map(|(seq, r)| r.record.owner_ids.iter().map(move |user| OwnerRow { user_id: *user, seq }));
    Ok(insert_all!(conn, innovation_owners::table, owners)?)
}

/// Stores a changed record over the one in `version`; whether it still was in that version.
pub fn update(conn: &mut Conn, seq: i64, version: i64, prepared: &Prepared) -> Result<bool, Error> {
    let changed = query!(conn, c => diesel::update(innovations::table.filter(innovations::seq.eq(seq).and(innovations::version.eq(version))))
        .set((Row::from(prepared), innovations::version.eq(version + 1)))
        .execute(c))?;
    if changed != 1 {
        return Ok(false);
    }
    let texts = TextsRow::new(seq, prepared);
    query!(conn, c => {
        diesel::update(innovation_texts::table.filter(innovation_texts::seq.eq(seq))).set(texts).execute(c)?;
        diesel::delete(innovation_sdgs::table.filter(innovation_sdgs::seq.eq(seq))).execute(c)?;
        diesel::delete(innovation_owners::table.filter(innovation_owners::seq.eq(seq))).execute(c)?;
        diesel::update(innovation_search::table.filter(innovation_search::rowid.eq(seq)))
            .set(innovation_search::terms.eq(&prepared.terms))
            .execute(c)?;
    });
    insert_lists(conn, iter::once((seq, prepared)))?;
    Ok(true)
}

/// The record of the institution that has this name at its source.
pub fn of_source(conn: &mut Conn, institution: Id, source: Source, source_ref: &str) -> Result<Option<Id>, Error> {
    let same = innovations::source.eq(source).and(innovations::source_ref.eq(source_ref));
    let own = innovations::institution_id.eq(institution).and(same);
    Ok(query!(conn, c => innovations::table.filter(own).select(innovations::id).first(c).optional())?)
}

/// Changes the status of a record in `version`; whether it still was in that version.
pub fn set_status(conn: &mut Conn, seq: i64, version: i64, to: Status, published_at: Instant) -> Result<bool, Error> {
    let changed = query!(conn, c => diesel::update(innovations::table.filter(innovations::seq.eq(seq).and(innovations::version.eq(version))))
        .set((
            innovations::status.eq(to),
            innovations::published_at.eq(published_at),
            innovations::updated_at.eq(Instant::now()),
            innovations::version.eq(version + 1),
        ))
        .execute(c))?;
    Ok(changed == 1)
}

/// Removes a record in `version` and all that belongs to it; whether it still was in that version.
pub fn delete(conn: &mut Conn, seq: i64, version: i64) -> Result<bool, Error> {
    query!(conn, c => diesel::delete(innovation_search::table.filter(innovation_search::rowid.eq(seq))).execute(c))?;
    let removed = query!(conn, c => diesel::delete(innovations::table.filter(innovations::seq.eq(seq).and(innovations::version.eq(version)))).execute(c))?;
    Ok(removed == 1)
}

/// A change of status.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The record's internal number.
    pub seq: i64,
    /// The status before; none for a record that was just made.
    pub from: Option<Status>,
    /// The status since.
    pub to: Status,
    /// When.
    pub at: Instant,
    /// Who did it.
    pub by: Option<Id>,
    /// Why.
    pub note: Option<&'a str>,
}

rows! {
    struct TransitionRow<'a> in innovation_transitions {
        id: Id,
        seq: i64,
        from_status: Option<&'static str>,
        to_status: &'static str,
        at: Instant,
        by_user: Option<Id>,
        note: Option<&'a str>,
    }
}

impl<'a> From<Step<'a>> for TransitionRow<'a> {
    fn from(Step { seq, from, to, at, by, note }: Step<'a>) -> Self {
        Self { id: Id::at(at), seq, from_status: from.map(Status::as_str), to_status: to.as_str(), at, by_user: by, note }
    }
}

/// Notes changes of status.
pub fn insert_steps<'a>(conn: &mut Conn, steps: impl IntoIterator<Item = Step<'a>>) -> Result<(), Error> {
    Ok(insert_all!(conn, innovation_transitions::table, steps.into_iter().map(TransitionRow::from))?)
}
