//! One ranking over everything: innovations by their own index, the rest by that of [`documents`](super::documents).
//!
//! Both give scores by the same levels, so that their lists are merged by score; what scores alike takes turns by type.

use super::documents::Found;
use super::ranking::{DEEPEST, EXACT, Expression, Look, PROMISING, SearchQuery, newest_matches};
use super::snippets::snippet_html;
use super::spelling;
use super::synonyms::Synonyms;
use super::terms::{LEVELS, worth};
use crate::db::schema::{search_documents, search_index};
use crate::db::{Conn, Id, StillWanted, query};
use crate::error::Error;
use crate::excerpt::excerpt;
use crate::http::listing::{Facet, Ranking};
use crate::innovations::filter::Filter;
use crate::innovations::queries as innovations;
use crate::markdown;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use utoipa::ToSchema;

/// Where fewer hold all the words, those that hold some of them follow, up to this many in all.
const FEW: usize = 10;

/// Characters of one text that a snippet is looked for in.
const LONGEST_PASSAGE: usize = 6_000;

/// Something that was found.
#[derive(Serialize, ToSchema)]
pub struct SearchResult {
    /// What it is.
    #[serde(rename = "type")]
    pub found: Found,
    /// Its id.
    pub id: Id,
    /// Its name.
    #[schema(example = "Antrean Tanpa Antre")]
    pub title: String,
    /// Its page, below the public address.
    #[schema(example = "/innovations/antrean-tanpa-antre-5a6c7d8e")]
    pub url: String,
    /// The passage that matches, with `<mark>` around the words; everything else in it is escaped.
    #[schema(example = "Warga memesan <mark>antrean</mark> dari rumah …")]
    pub snippet_html: String,
}

/// A record that was found, before it is shown.
#[derive(Clone, Copy, Debug)]
struct Hit {
    found: Found,
    seq: i64,
    score: i64,
    /// Its place among those of its type.
    place: usize,
}

/// What a search found: the best first.
pub struct Results {
    hits: Vec<Hit>,
    /// Whether all matches were ranked.
    pub ranking: Ranking,
    /// How the words were meant, when nothing was found for them as they were written.
    pub corrected: Option<String>,
    query: SearchQuery,
}

/// Looks for `q` among these types, all when empty, until so many of the best are known.
pub fn search(conn: &mut Conn, q: &str, types: &[Found], wanted: usize) -> Result<Results, Error> {
    let wanted = wanted.clamp(FEW, DEEPEST);
    let synonyms = Synonyms::current(conn)?;
    let query = SearchQuery::parse_with(q, &synonyms);
    if query.is_empty() {
        return Ok(Results { hits: Vec::new(), ranking: Ranking::Exact, corrected: None, query });
    }
    let (mut hits, mut ranking) = hits(conn, &query, types, wanted)?;
    let (mut query, mut corrected) = (query, None);
    if hits.is_empty()
        && let Some((meant, reads)) = respelt(conn, &query, q)?
    {
        (hits, ranking) = self::hits(conn, &meant, types, wanted)?;
        query = meant;
        corrected = Some(reads);
    }
    if hits.len() < FEW && query.needs_scores() {
        add_some(conn, &query, types, &mut hits)?;
    }
    let corrected = corrected.filter(|_| !hits.is_empty());
    Ok(Results { hits, ranking, corrected, query })
}

/// Adds what holds some of the words only.
fn add_some(conn: &mut Conn, query: &SearchQuery, types: &[Found], hits: &mut Vec<Hit>) -> Result<(), Error> {
    let mut more = some_words(conn, query, types)?;
    more.retain(|hit| !hits.iter().any(|there| (there.found, there.seq) == (hit.found, hit.seq)));
    sort(&mut more);
    // What holds least of the words is noise.
    let best = more.first().map_or(0, |hit| hit.score);
    more.retain(|hit| hit.score * 2 > best);
    hits.extend(more.into_iter().take(FEW - hits.len()));
    Ok(())
}

/// The query with the words that nothing holds as they may be meant, and how that reads.
fn respelt(conn: &mut Conn, query: &SearchQuery, q: &str) -> Result<Option<(SearchQuery, String)>, Error> {
    let mut instead = Vec::new();
    let mut reads = super::text::fold(q);
    for word in query.typed() {
        let expression = Expression::of_word(word);
        if innovations::any_holds(conn, &expression)? || any_document_holds(conn, &expression)? {
            continue;
        }
        let meant = spelling::meant(conn, &word.word)?;
        if let Some(first) = meant.first() {
            reads = reads.replacen(&word.word, first, 1);
            instead.push((word.word.clone(), meant));
        }
    }
    Ok(if instead.is_empty() { None } else { Some((query.respelt(&instead), reads)) })
}

fn hits(conn: &mut Conn, query: &SearchQuery, types: &[Found], wanted: usize) -> Result<(Vec<Hit>, Ranking), Error> {
    let wants = |found: Found| types.is_empty() || types.contains(&found);
    let mut hits = Vec::new();
    let mut ranking = Ranking::Exact;
    if wants(Found::Innovation) {
        let (scored, how) = innovations::scored(conn, &Filter::public(), query, wanted)?;
        ranking = how;
        hits.extend(scored.into_iter().take(DEEPEST).enumerate().map(|(place, (seq, score))| Hit {
            found: Found::Innovation,
            seq,
            score,
            place,
        }));
    }
    let others: Vec<Found> = Found::ALL.iter().copied().filter(|found| *found != Found::Innovation && wants(*found)).collect();
    if !others.is_empty() {
        let (scored, how) = documents(conn, query, &others, wanted)?;
        if how == Ranking::Partial {
            ranking = how;
        }
        let mut places: HashMap<Found, usize> = HashMap::new();
        for (seq, found, score) in scored {
            let place = places.entry(found).or_default();
            hits.push(Hit { found, seq, score, place: *place });
            *place += 1;
        }
    }
    sort(&mut hits);
    hits.truncate(DEEPEST);
    Ok((hits, ranking))
}

fn sort(hits: &mut [Hit]) {
    hits.sort_by_key(|hit| (-hit.score, hit.place, order(hit.found)));
}

/// What holds some of the words only: better than nothing, where few hold all.
fn some_words(conn: &mut Conn, query: &SearchQuery, types: &[Found]) -> Result<Vec<Hit>, Error> {
    let wants = |found: Found| types.is_empty() || types.contains(&found);
    let mut hits = Vec::new();
    if wants(Found::Innovation) {
        let scored = innovations::scored_by_some(conn, &Filter::public(), query)?;
        hits.extend(scored.into_iter().enumerate().map(|(place, (seq, score))| Hit { found: Found::Innovation, seq, score, place }));
    }
    let others: Vec<Found> = Found::ALL.iter().copied().filter(|found| *found != Found::Innovation && wants(*found)).collect();
    if !others.is_empty() {
        let mut scored: Vec<Scored> = with_terms(conn, &query.some(), &others, PROMISING)?
            .into_iter()
            .map(|(seq, found, terms)| (seq, found, query.score(&terms)))
            .collect();
        scored.sort_by_key(|(seq, _, score)| (-*score, -*seq));
        hits.extend(scored.into_iter().enumerate().map(|(place, (seq, found, score))| Hit { found, seq, score, place }));
    }
    Ok(hits)
}

/// Of what scores alike, names of the network come first: whoever types one wants its page.
fn order(found: Found) -> usize {
    match found {
        Found::Hub => 0,
        Found::Institution => 1,
        Found::Innovation => 2,
        Found::Post => 3,
        Found::Event => 4,
    }
}

/// Number, type and score of a document.
type Scored = (i64, Found, i64);

/// The best documents, the best first.
fn documents(conn: &mut Conn, query: &SearchQuery, types: &[Found], wanted: usize) -> Result<(Vec<Scored>, Ranking), Error> {
    let mut scored: Vec<Scored> = Vec::new();
    let mut seen = HashSet::new();
    let mut ranking = Ranking::Exact;
    if query.needs_scores() {
        let partial = more_than(conn, &query.whole(), types, EXACT)?;
        let (stages, limit) = if partial { (query.promising(), PROMISING) } else { (vec![query.whole()], EXACT) };
        if partial {
            ranking = Ranking::Partial;
        }
        for stage in stages {
            let found = with_terms(conn, &stage, types, limit)?;
            scored.extend(
                found.into_iter().filter(|(seq, ..)| seen.insert(*seq)).map(|(seq, found, terms)| (seq, found, query.score(&terms))),
            );
        }
    } else {
        for (stage, level) in query.stages().into_iter().zip(LEVELS) {
            let found = candidates(conn, &stage, types, wanted)?;
            scored.extend(found.into_iter().filter(|(seq, _)| seen.insert(*seq)).map(|(seq, found)| (seq, found, worth(level))));
            if scored.len() >= wanted {
                break;
            }
        }
    }
    scored.sort_by_key(|(seq, _, score)| (-*score, -*seq));
    Ok((scored, ranking))
}

macro_rules! found_by_text {
    ($conn:expr, $stage:expr, $types:expr, $select:expr, $look:expr) => {{
        let condition = $stage.condition_of_documents($conn);
        let look: Look = $look;
        let all = $types.len() >= Found::ALL.len() - 1;
        query!($conn, c => {
            let mut found = search_index::table.inner_join(search_documents::table).into_boxed();
            if !all {
                found = found.filter(search_documents::record_type.eq_any($types));
            }
            let mut found = found.filter(condition).filter(StillWanted).limit(look.limit).select($select);
            if let Some(since) = look.since {
                found = found.filter(search_index::rowid.gt(since));
            }
            if look.newest {
                found = found.order(search_index::rowid.desc());
            }
            found.load(c)
        })
    }};
}

/// Whether the expression matches in more documents than these.
fn more_than(conn: &mut Conn, stage: &Expression, types: &[Found], most: usize) -> Result<bool, Error> {
    let found: Vec<i64> = found_by_text!(conn, stage, types, search_index::rowid, Look::any(most + 1))?;
    Ok(found.len() > most)
}

/// The newest documents in which the expression matches, at most `limit`.
fn candidates(conn: &mut Conn, stage: &Expression, types: &[Found], limit: usize) -> Result<Vec<(i64, Found)>, Error> {
    let look = |conn: &mut Conn, look| Ok(found_by_text!(conn, stage, types, (search_index::rowid, search_documents::record_type), look)?);
    let records: Option<i64> = match conn {
        Conn::Sqlite(_) => return look(conn, Look::newest(limit)),
        Conn::Postgres(c) => search_index::table.select(diesel::dsl::max(search_index::rowid)).first(c)?,
    };
    newest_matches(records.unwrap_or(0), limit, |(seq, _)| *seq, |which| look(conn, which))
}

fn with_terms(conn: &mut Conn, stage: &Expression, types: &[Found], limit: usize) -> Result<Vec<(i64, Found, String)>, Error> {
    if let Conn::Postgres(_) = conn {
        let found = candidates(conn, stage, types, limit)?;
        let seqs: Vec<i64> = found.iter().map(|(seq, _)| *seq).collect();
        let terms: Vec<(i64, String)> = query!(conn, c => search_index::table
            .filter(search_index::rowid.eq_any(&seqs))
            .select((search_index::rowid, search_index::terms))
            .load(c))?;
        let mut of: HashMap<i64, String> = terms.into_iter().collect();
        return Ok(found.into_iter().filter_map(|(seq, found)| Some((seq, found, of.remove(&seq)?))).collect());
    }
    let columns = (search_index::rowid, search_documents::record_type, search_index::terms);
    Ok(found_by_text!(conn, stage, types, columns, Look::newest(limit))?)
}

fn any_document_holds(conn: &mut Conn, expression: &Expression) -> Result<bool, Error> {
    Ok(!candidates(conn, expression, &Found::ALL[1..], 1)?.is_empty())
}

/// The ids of the posts that match best, the best first.
pub fn best_posts(conn: &mut Conn, query: &SearchQuery) -> Result<Vec<Id>, Error> {
    let (scored, _) = documents(conn, query, &[Found::Post], DEEPEST)?;
    let seqs: Vec<i64> = scored.iter().take(DEEPEST).map(|(seq, ..)| *seq).collect();
    let ids: Vec<(i64, Id)> = query!(conn, c => search_documents::table
        .filter(search_documents::seq.eq_any(&seqs))
        .select((search_documents::seq, search_documents::record_id))
        .load(c))?;
    let of: HashMap<i64, Id> = ids.into_iter().collect();
    Ok(seqs.iter().filter_map(|seq| of.get(seq).copied()).collect())
}

impl Results {
    /// How many were found, up to the deepest.
    pub fn count(&self) -> usize {
        self.hits.len()
    }

    /// How many of each type were found.
    pub fn types(&self) -> Vec<Facet> {
        let mut counts: HashMap<Found, i64> = HashMap::new();
        self.hits.iter().for_each(|hit| *counts.entry(hit.found).or_default() += 1);
        let mut facets: Vec<Facet> = counts.into_iter().map(|(found, count)| Facet { value: found.to_string(), count }).collect();
        facets.sort_by(|a, b| b.count.cmp(&a.count).then(a.value.cmp(&b.value)));
        facets
    }

    /// The results from `skip` on, at most so many.
    pub fn page(&self, conn: &mut Conn, skip: usize, most: usize) -> Result<Vec<SearchResult>, Error> {
        let page: Vec<Hit> = self.hits.iter().skip(skip).take(most).copied().collect();
        let (own, others): (Vec<Hit>, Vec<Hit>) = page.iter().partition(|hit| hit.found == Found::Innovation);
        let mut shown: HashMap<(bool, i64), SearchResult> = HashMap::new();
        let seqs = |hits: &[Hit]| hits.iter().map(|hit| hit.seq).collect::<Vec<_>>();
        for innovations::Shown { seq, id, title, slug, summary, texts, names } in innovations::shown(conn, &seqs(&own))? {
            // Each text is looked at only when those before it have none of the words.
            let plain = |text: String| excerpt(&text, LONGEST_PASSAGE);
            let rendered = texts.into_iter().map(|text| markdown::plain(&text, LONGEST_PASSAGE));
            let passages = summary.into_iter().map(plain).chain(rendered).chain(names.into_iter().map(plain));
            let snippet_html = snippet_html(&self.query, passages);
            let url = format!("/innovations/{slug}");
            shown.insert((true, seq), SearchResult { found: Found::Innovation, id, title, url, snippet_html });
        }
        type Row = (i64, Found, Id, String, String, String);
        let rows: Vec<Row> = query!(conn, c => search_documents::table
            .filter(search_documents::seq.eq_any(seqs(&others)))
            .select((search_documents::seq, search_documents::record_type, search_documents::record_id, search_documents::title,
                search_documents::path, search_documents::text))
            .load(c))?;
        for (seq, found, id, title, url, text) in rows {
            let snippet_html = snippet_html(&self.query, [text]);
            shown.insert((false, seq), SearchResult { found, id, title, url, snippet_html });
        }
        Ok(page.iter().filter_map(|hit| shown.remove(&(hit.found == Found::Innovation, hit.seq))).collect())
    }
}
