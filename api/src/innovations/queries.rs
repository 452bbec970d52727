//! Reading innovations.

use super::filter::{FacetField, Filter, apply};
use super::model::{HubOfInnovation, InnovationRow, Status, Stored, TextsRow};
use crate::auth::policy::Reach;
use crate::db::schema::{
    hubs, innovation_sdgs, innovation_search, innovation_texts, innovation_transitions, innovations, institutions, network, users,
};
use crate::db::{Condition, Conn, Id, Instant, RawJson, query, still_wanted};
use crate::error::Error;
use crate::http::listing::{COUNT_CAP, Facet, Limit, Ranking, Sort};
use crate::http::transitions::TransitionRow;
use crate::institutions::model::InstitutionRef;
use crate::search::ranking::{DEEPEST, EXACT, Expression, Look, PROMISING, SearchQuery, newest_matches};
use crate::search::terms::{LEVELS, worth};
use crate::slug::{of_former, present};
use crate::users::model::Person;
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

crate::db::types::text_enum! {
    /// What innovations can be sorted by.
    pub enum InnovationSort {
        /// Time of creation.
        CreatedAt = "created_at",
        /// Time of the last change.
        UpdatedAt = "updated_at",
        /// Time of publication.
        PublishedAt = "published_at",
        /// Title.
        Title = "title",
        /// How well it matches `q`.
        Relevance = "relevance",
    }
}

/// Values of one facet that are counted at most.
const MOST_VALUES: i64 = 200;

/// Where a page ended.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Position {
    /// By a time.
    Time(i64, i64),
    /// By the folded title.
    Title(String, i64),
    /// By rank.
    Rank(usize),
}

/// What a list reads of each record first: which it is, in which version, and where it stands.
#[derive(Queryable, Selectable)]
#[diesel(table_name = innovations)]
pub struct KeyRow {
    /// Internal number.
    pub seq: i64,
    /// Version.
    pub version: i64,
    title_key: String,
    published_at: Instant,
    created_at: Instant,
    updated_at: Instant,
}

impl KeyRow {
    /// When it was published, and when it last changed.
    pub fn times(&self) -> (Instant, Instant) {
        (self.published_at, self.updated_at)
    }
}

/// A record of a list, and the version of the network.
pub type Keyed = (KeyRow, i64);

/// What was written out of one of these is good for as long as it is the newest: a record in one version, and the
/// network in one, by which the names of hubs and institutions go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edition {
    /// Internal number.
    pub seq: i64,
    /// Version of the record.
    pub version: i64,
    /// Version of the network.
    pub network: i64,
}

impl From<&Keyed> for Edition {
    fn from((row, network): &Keyed) -> Self {
        Self { seq: row.seq, version: row.version, network: *network }
    }
}

/// The version of the network, as a column of any list.
macro_rules! network_version {
    () => {
        network::table.select(network::version).single_value().assume_not_null()
    };
}

/// The position of a record in a list.
pub fn position(row: &KeyRow, sort: InnovationSort) -> Position {
    match sort {
        InnovationSort::Title => Position::Title(row.title_key.clone(), row.seq),
        InnovationSort::UpdatedAt => Position::Time(row.updated_at.0, row.seq),
        InnovationSort::PublishedAt => Position::Time(row.published_at.0, row.seq),
        InnovationSort::CreatedAt | InnovationSort::Relevance => Position::Time(row.created_at.0, row.seq),
    }
}

/// A row with its hub and institution.
pub type Listed = (InnovationRow, HubOfInnovation, InstitutionRef);

/// One more innovation than the page holds, after a position. `text` restricts to what holds all words of a query.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    text: Option<&Expression>,
    sort: Sort<InnovationSort>,
    after: Option<&Position>,
    limit: Limit,
) -> Result<Vec<Keyed>, Error> {
    let members = text.map(|text| text.membership(conn));
    macro_rules! page {
        ($c:expr, $column:expr, $name:literal, $bind:ident, $key:expr) => {{
            let mut found = innovations::table.into_boxed();
            let mut found = apply!(found, filter);
            if let Some(members) = members.clone() {
                found = found.filter(members);
            }
            if let Some((key, seq)) = $key {
                let opening = if sort.descending {
                    concat!("(innovations.", $name, ", innovations.seq) < (")
                } else {
                    concat!("(innovations.", $name, ", innovations.seq) > (")
                };
                found = found.filter(Condition::new(opening).$bind(key).sql(", ").number(seq).sql(")"));
            }
            let found = found.limit(limit.and_one()).select((KeyRow::as_select(), network_version!()));
            if sort.descending {
                found.order(($column.desc(), innovations::seq.desc())).load($c)
            } else {
                found.order(($column.asc(), innovations::seq.asc())).load($c)
            }
        }};
    }
    let time = match after {
        Some(Position::Time(key, seq)) => Some((*key, *seq)),
        _ => None,
    };
    let title = match after {
        Some(Position::Title(key, seq)) => Some((key.clone(), *seq)),
        _ => None,
    };
    Ok(match sort.field {
        InnovationSort::CreatedAt | InnovationSort::Relevance => {
            query!(conn, c => page!(c, innovations::created_at, "created_at", number, time))?
        }
        InnovationSort::UpdatedAt => query!(conn, c => page!(c, innovations::updated_at, "updated_at", number, time))?,
        InnovationSort::PublishedAt => query!(conn, c => page!(c, innovations::published_at, "published_at", number, time))?,
        InnovationSort::Title => query!(conn, c => page!(c, innovations::title_key, "title_key", text, title))?,
    })
}

/// A page of the best matches from `skip` on, whether another follows, and how complete the ranking is.
pub fn ranked(
    conn: &mut Conn,
    filter: &Filter,
    query: &SearchQuery,
    skip: usize,
    limit: Limit,
) -> Result<(Vec<Keyed>, bool, Ranking), Error> {
    let wanted = (skip + limit.items() + 1).min(DEEPEST + 1);
    let (mut scored, ranking) = scored(conn, filter, query, wanted)?;
    let more = scored.len() > skip + limit.items() && skip + limit.items() < DEEPEST;
    scored.truncate(DEEPEST.min(skip + limit.items()));
    let page: Vec<i64> = scored.get(skip..).unwrap_or_default().iter().map(|(seq, _)| *seq).collect();
    Ok((keys(conn, &page)?, more, ranking))
}

/// The numbers of the best matches with their scores, the best first, and how complete the ranking is.
pub fn scored(conn: &mut Conn, filter: &Filter, query: &SearchQuery, wanted: usize) -> Result<(Vec<(i64, i64)>, Ranking), Error> {
    if query.needs_scores() { by_score(conn, filter, query) } else { by_level(conn, filter, query, wanted) }
}

/// One word: the levels from the best down, each newest first, until there are enough.
fn by_level(conn: &mut Conn, filter: &Filter, query: &SearchQuery, wanted: usize) -> Result<(Vec<(i64, i64)>, Ranking), Error> {
    let mut scored: Vec<(i64, i64)> = Vec::new();
    let mut seen = HashSet::new();
    for (stage, level) in query.stages().into_iter().zip(LEVELS) {
        let found = candidates(conn, filter, &stage, wanted)?;
        scored.extend(found.into_iter().filter(|seq| seen.insert(*seq)).map(|seq| (seq, worth(level))));
        if scored.len() >= wanted {
            break;
        }
    }
    Ok((scored, Ranking::Exact))
}

/// Several words: what holds all of them, or when that is too much the most promising of it, scored by the levels of the terms.
fn by_score(conn: &mut Conn, filter: &Filter, query: &SearchQuery) -> Result<(Vec<(i64, i64)>, Ranking), Error> {
    let partial = more_than(conn, filter, &query.whole(), EXACT)?;
    let (stages, limit) = if partial { (query.promising(), PROMISING) } else { (vec![query.whole()], EXACT) };
    let mut scored: HashMap<i64, i64> = HashMap::new();
    for stage in stages {
        let found = candidates_with_terms(conn, filter, &stage, limit)?;
        scored.extend(found.into_iter().map(|(seq, terms)| (seq, query.score(&terms))));
    }
    let mut order: Vec<(i64, i64)> = scored.into_iter().collect();
    order.sort_unstable_by(|(a, score_a), (b, score_b)| score_b.cmp(score_a).then(b.cmp(a)));
    let ranking = if partial { Ranking::Partial } else { Ranking::Exact };
    Ok((order, ranking))
}

/// The newest records that hold some of the words, with their scores.
pub fn scored_by_some(conn: &mut Conn, filter: &Filter, query: &SearchQuery) -> Result<Vec<(i64, i64)>, Error> {
    let found = candidates_with_terms(conn, filter, &query.some(), PROMISING)?;
    let mut scored: Vec<(i64, i64)> = found.into_iter().map(|(seq, terms)| (seq, query.score(&terms))).collect();
    scored.sort_unstable_by(|(a, score_a), (b, score_b)| score_b.cmp(score_a).then(b.cmp(a)));
    Ok(scored)
}

macro_rules! found_by_text {
    ($conn:expr, $filter:expr, $stage:expr, $select:expr, $look:expr) => {{
        let condition = $stage.condition($conn);
        let look: Look = $look;
        query!($conn, c => {
            let mut found = innovation_search::table.inner_join(innovations::table).into_boxed();
            let mut found = apply!(found, $filter).filter(condition).limit(look.limit).select($select);
            if let Some(since) = look.since {
                found = found.filter(innovation_search::rowid.gt(since));
            }
            if look.newest {
                found = found.order(innovation_search::rowid.desc());
            }
            found.load(c)
        })
    }};
}

/// Whether the expression matches in more records than these.
fn more_than(conn: &mut Conn, filter: &Filter, stage: &Expression, most: usize) -> Result<bool, Error> {
    let found: Vec<i64> = found_by_text!(conn, filter, stage, innovation_search::rowid, Look::any(most + 1))?;
    Ok(found.len() > most)
}

/// The newest records in which the expression matches, at most `limit`.
fn candidates(conn: &mut Conn, filter: &Filter, stage: &Expression, limit: usize) -> Result<Vec<i64>, Error> {
    still_wanted()?;
    let look = |conn: &mut Conn, look| Ok(found_by_text!(conn, filter, stage, innovation_search::rowid, look)?);
    let records: Option<i64> = match conn {
        Conn::Sqlite(_) => return look(conn, Look::newest(limit)),
        Conn::Postgres(c) => innovation_search::table.select(max(innovation_search::rowid)).first(c)?,
    };
    newest_matches(records.unwrap_or(0), limit, |seq| *seq, |which| look(conn, which))
}

fn candidates_with_terms(conn: &mut Conn, filter: &Filter, stage: &Expression, limit: usize) -> Result<Vec<(i64, String)>, Error> {
    if let Conn::Postgres(_) = conn {
        let seqs = candidates(conn, filter, stage, limit)?;
        return Ok(query!(conn, c => innovation_search::table
            .filter(innovation_search::rowid.eq_any(&seqs))
            .select((innovation_search::rowid, innovation_search::terms))
            .load(c))?);
    }
    Ok(found_by_text!(conn, filter, stage, (innovation_search::rowid, innovation_search::terms), Look::newest(limit))?)
}

/// The records with these numbers, whatever their order. On SQLite the numbers are one JSON parameter: the
/// statement stays the same for any number of them, and is prepared once.
macro_rules! by_seqs {
    ($conn:expr, $source:expr, $seqs:expr, $select:expr) => {{
        let source = $source;
        match $conn {
            Conn::Sqlite(c) => source
                .filter(Condition::new("innovations.seq IN (SELECT value FROM json_each(").text(serde_json::to_string($seqs)?).sql("))"))
                .select($select)
                .load(c)?,
            Conn::Postgres(c) => source.filter(innovations::seq.eq_any($seqs)).select($select).load(c)?,
        }
    }};
}

/// The keys of the records with these numbers, in this order.
fn keys(conn: &mut Conn, seqs: &[i64]) -> Result<Vec<Keyed>, Error> {
    let mut keys: Vec<Keyed> = by_seqs!(conn, innovations::table, seqs, (KeyRow::as_select(), network_version!()));
    let rank: HashMap<i64, usize> = seqs.iter().enumerate().map(|(n, seq)| (*seq, n)).collect();
    keys.sort_by_key(|(row, ..)| rank.get(&row.seq).copied());
    Ok(keys)
}

/// The rows with these numbers.
pub(super) fn rows(conn: &mut Conn, seqs: &[i64]) -> Result<Vec<Listed>, Error> {
    let source = innovations::table.inner_join(hubs::table).inner_join(institutions::table);
    Ok(by_seqs!(conn, source, seqs, (InnovationRow::as_select(), HubOfInnovation::as_select(), InstitutionRef::as_select())))
}

/// The records with these numbers, in this order, whoever may see them.
pub fn stored(conn: &mut Conn, seqs: &[i64]) -> Result<Vec<Stored>, Error> {
    let source = innovations::table.inner_join(innovation_texts::table).inner_join(hubs::table).inner_join(institutions::table);
    let found: Vec<Found> = by_seqs!(
        conn,
        source,
        seqs,
        (InnovationRow::as_select(), TextsRow::as_select(), HubOfInnovation::as_select(), InstitutionRef::as_select())
    );
    let mut found: HashMap<i64, Stored> = found.into_iter().map(|found| (found.0.seq, found.into())).collect();
    Ok(seqs.iter().filter_map(|seq| found.remove(seq)).collect())
}

/// How many innovations match: exact up to the cap, then one more than it.
pub fn count(conn: &mut Conn, filter: &Filter, text: Option<&Expression>) -> Result<i64, Error> {
    still_wanted()?;
    if let Some(text) = text {
        let past: Vec<i64> =
            found_by_text!(conn, filter, text, innovation_search::rowid, Look { since: None, limit: COUNT_CAP + 1, newest: false })?;
        return Ok(i64::try_from(past.len()).unwrap_or(COUNT_CAP));
    }
    let past: Option<i64> = query!(conn, c => {
        let mut found = innovations::table.into_boxed();
        let found = apply!(found, filter);
        found.select(innovations::seq).offset(COUNT_CAP).first(c).optional()
    })?;
    if past.is_some() {
        return Ok(COUNT_CAP + 1);
    }
    Ok(query!(conn, c => {
        let mut found = innovations::table.into_boxed();
        let found = apply!(found, filter);
        found.select(count_star()).first(c)
    })?)
}

/// The values of a field among what matches, most frequent first.
pub fn facet(conn: &mut Conn, filter: &Filter, text: Option<&Expression>, field: FacetField) -> Result<Vec<Facet>, Error> {
    still_wanted()?;
    let filter = &filter.without(field);
    let members = text.map(|text| text.membership(conn));
    macro_rules! counted {
        ($c:expr, $source:expr, $column:expr, $type:ty) => {{
            let mut found = $source.group_by($column).select(($column, count_star())).into_boxed();
            let mut found = apply!(found, filter);
            if let Some(members) = members.clone() {
                found = found.filter(members);
            }
            let values: Vec<($type, i64)> = found.order(count_star().desc()).limit(MOST_VALUES).load($c)?;
            values.into_iter().filter_map(|(value, count)| label(value).map(|value| Facet { value, count })).collect::<Vec<_>>()
        }};
    }
    let goals = innovation_sdgs::table.inner_join(innovations::table);
    Ok(match field {
        FacetField::Status => query!(conn, c => counted!(c, innovations::table, innovations::status, String)),
        FacetField::Phase => query!(conn, c => counted!(c, innovations::table, innovations::phase, String)),
        FacetField::Sustainability => query!(conn, c => counted!(c, innovations::table, innovations::sustainability, String)),
        FacetField::Sector => query!(conn, c => counted!(c, innovations::table, innovations::sector, Option<String>)),
        FacetField::Category => query!(conn, c => counted!(c, innovations::table, innovations::category, Option<String>)),
        FacetField::Sdg => query!(conn, c => counted!(c, goals, innovation_sdgs::sdg, i32)),
        FacetField::Year => query!(conn, c => counted!(c, innovations::table, innovations::implemented_year, Option<i32>)),
        FacetField::Source => query!(conn, c => counted!(c, innovations::table, innovations::source, String)),
        FacetField::InstitutionId => query!(conn, c => counted!(c, innovations::table, innovations::institution_id, Id)),
        FacetField::HubId => query!(conn, c => counted!(c, innovations::table, innovations::hub_id, Id)),
    })
}

/// A value as filters take it; none for records without one.
fn label(value: impl Into<FacetValue>) -> Option<String> {
    value.into().0
}

struct FacetValue(Option<String>);

impl From<String> for FacetValue {
    fn from(value: String) -> Self {
        Self(Some(value))
    }
}

impl From<Option<String>> for FacetValue {
    fn from(value: Option<String>) -> Self {
        Self(value)
    }
}

impl From<i32> for FacetValue {
    fn from(value: i32) -> Self {
        Self(Some(value.to_string()))
    }
}

impl From<Option<i32>> for FacetValue {
    fn from(value: Option<i32>) -> Self {
        Self(value.map(|v| v.to_string()))
    }
}

impl From<Id> for FacetValue {
    fn from(value: Id) -> Self {
        Self(Some(value.to_string()))
    }
}

/// The published ones among the records with these ids (in lower case) or slugs.
pub fn editions(conn: &mut Conn, handles: &[String]) -> Result<HashMap<String, Edition>, Error> {
    let (ids, slugs): (Vec<&String>, Vec<&String>) = handles.iter().partition(|handle| handle.parse::<Id>().is_ok());
    let mut found: Vec<(String, i64, i64, i64)> = Vec::new();
    macro_rules! named {
        ($column:ident, $opening:literal, $names:expr) => {
            if !$names.is_empty() {
                let published = innovations::table.filter(innovations::status.eq(Status::Published));
                let columns = (innovations::$column, innovations::seq, innovations::version, network_version!());
                found.extend(match conn {
                    Conn::Sqlite(c) => {
                        let among = Condition::new($opening).text(serde_json::to_string(&$names)?).sql("))");
                        published.filter(among).select(columns).load(c)?
                    }
                    Conn::Postgres(c) => published.filter(innovations::$column.eq_any(&$names)).select(columns).load(c)?,
                });
            }
        };
    }
    named!(id, "innovations.id IN (SELECT value FROM json_each(", ids);
    named!(slug, "innovations.slug IN (SELECT value FROM json_each(", slugs);
    Ok(found.into_iter().map(|(handle, seq, version, network)| (handle, Edition { seq, version, network })).collect())
}

type Found = (InnovationRow, TextsRow, HubOfInnovation, InstitutionRef);

impl From<Found> for Stored {
    fn from((row, texts, hub, institution): Found) -> Self {
        Self { row, texts, hub, institution }
    }
}

/// The record with this id or slug, whoever may see it.
pub fn find(conn: &mut Conn, handle: &str) -> Result<Option<Stored>, Error> {
    let id = handle.parse::<Id>();
    macro_rules! first {
        ($c:expr, $condition:expr) => {
            innovations::table
                .inner_join(innovation_texts::table)
                .inner_join(hubs::table)
                .inner_join(institutions::table)
                .filter($condition)
                .select((InnovationRow::as_select(), TextsRow::as_select(), HubOfInnovation::as_select(), InstitutionRef::as_select()))
                .first::<Found>($c)
                .optional()
        };
    }
    let found = match &id {
        Ok(id) => query!(conn, c => first!(c, innovations::id.eq(id)))?,
        Err(_) => match query!(conn, c => first!(c, innovations::slug.eq(handle)))? {
            None => match of_former(conn, handle)? {
                Some(id) => return find(conn, &id.to_string()),
                None => None,
            },
            found => found,
        },
    };
    Ok(found.map(Stored::from))
}

/// [`find`], for a change: on PostgreSQL the record is locked, so that whoever comes second sees what the first one did.
pub fn find_to_change(conn: &mut Conn, handle: &str) -> Result<Option<Stored>, Error> {
    let handle = &present(conn, handle)?;
    if let Conn::Postgres(c) = conn {
        let locked = innovations::table.select(innovations::seq).for_update();
        let _: Option<i64> = match handle.parse::<Id>() {
            Ok(id) => locked.filter(innovations::id.eq(id)).first(c).optional()?,
            Err(_) => locked.filter(innovations::slug.eq(handle)).first(c).optional()?,
        };
    }
    find(conn, handle)
}

/// The statuses that an innovation has gone through, the oldest first.
pub fn transitions(conn: &mut Conn, seq: i64) -> Result<Vec<TransitionRow>, Error> {
    Ok(query!(conn, c => innovation_transitions::table
        .filter(innovation_transitions::seq.eq(seq))
        .order((innovation_transitions::at.asc(), innovation_transitions::id.asc()))
        .limit(1000)
        .left_join(users::table)
        .select((innovation_transitions::from_status, innovation_transitions::to_status, innovation_transitions::at,
            Option::<Person>::as_select(), innovation_transitions::note))
        .load(c))?)
}

/// The status of the record with this id or slug.
pub fn status_of(conn: &mut Conn, handle: &str) -> Result<Option<Status>, Error> {
    Ok(match handle.parse::<Id>() {
        Ok(id) => query!(conn, c => innovations::table.filter(innovations::id.eq(id)).select(innovations::status).first(c).optional())?,
        Err(_) => {
            query!(conn, c => innovations::table.filter(innovations::slug.eq(handle)).select(innovations::status).first(c).optional())?
        }
    })
}

/// What search shows of an innovation.
pub struct Shown {
    /// Internal number.
    pub seq: i64,
    /// Id.
    pub id: Id,
    /// Title.
    pub title: String,
    /// Name in addresses.
    pub slug: String,
    /// Summary.
    pub summary: Option<String>,
    /// Its long texts, those first that say most. Markdown.
    pub texts: Vec<String>,
    /// Keywords and unit, plain as the summary.
    pub names: Vec<String>,
}

/// The innovations with these numbers, as search shows them, in any order.
pub fn shown(conn: &mut Conn, seqs: &[i64]) -> Result<Vec<Shown>, Error> {
    use innovation_texts as long;
    type Text = Option<String>;
    type Row = ((i64, Id, String, String, Text, Text, RawJson), (Text, Text, Text, Text, Text, Text), (Text, Text, Text, Text, Text, Text));
    let columns = (
        (
            innovations::seq,
            innovations::id,
            innovations::title,
            innovations::slug,
            innovations::summary,
            innovations::unit_name,
            innovations::keywords,
        ),
        (long::background, long::objectives, long::novelty, long::effectiveness, long::benefit, long::transferability),
        (long::sustainability_plan, long::challenges, long::success_factors, long::lessons_learned, long::resources, long::legal_basis),
    );
    let rows: Vec<Row> = by_seqs!(conn, innovations::table.inner_join(innovation_texts::table), seqs, columns);
    rows.into_iter()
        .map(|((seq, id, title, slug, summary, unit, keywords), (a, b, c, d, e, f), (g, h, i, j, k, l))| {
            let keywords = Some(keywords.read::<Vec<String>>()?.join(", "));
            let texts = [a, b, c, d, e, f, g, h, i, j, k, l].into_iter().flatten().collect();
            Ok(Shown { seq, id, title, slug, summary, texts, names: [keywords, unit].into_iter().flatten().collect() })
        })
        .collect()
}

/// Whether any published innovation holds this.
pub fn any_holds(conn: &mut Conn, expression: &Expression) -> Result<bool, Error> {
    let public = Filter::public();
    let found: Vec<i64> = found_by_text!(conn, &public, expression, innovation_search::rowid, Look::any(1))?;
    Ok(!found.is_empty())
}
