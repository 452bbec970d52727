//! Finding the best records for a query, in bounded work.
//!
//! One word: the levels from the best down, each newest first, until there are enough; exact at any
//! size. Several words: the newest records that hold all of them, and those that hold them in the
//! title, are scored by the levels of their terms; beyond [`EXACT`] matches the ranking is partial.

use super::synonyms::Synonyms;
use super::terms::{LEVELS, worth};
use super::text::{Stems, fold, words};
use crate::db::{Condition, Conn};
use crate::error::Error;
use std::cmp::Reverse;

/// A list by relevance ends after this many results.
pub const DEEPEST: usize = 1_000;
/// A query of several words that more records match than these is ranked partially …
pub const EXACT: usize = 1_000;
/// … by this many candidates of each promising stage.
pub const PROMISING: usize = 250;
/// Words of a query beyond these are not looked at.
const MOST_WORDS: usize = 8;

/// From this many records on, PostgreSQL looks among the newest before it asks its index …
const LARGE: i64 = 100_000;
/// … so many of them: what a common word is found in stands there.
const WINDOW: i64 = 2_000;
/// To fetch a match that an index has given costs as much as to pass so many records on a walk.
const FETCH: usize = 4;

/// Which of the matches are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Only those after this number.
    pub since: Option<i64>,
    /// At most so many.
    pub limit: i64,
    /// The newest first; otherwise in any order.
    pub newest: bool,
}

impl Look {
    fn new(since: Option<i64>, limit: usize, newest: bool) -> Self {
        Self { since, limit: i64::try_from(limit).unwrap_or(i64::MAX), newest }
    }

    /// The newest matches.
    pub fn newest(limit: usize) -> Self {
        Self::new(None, limit, true)
    }

    /// Any matches.
    pub fn any(limit: usize) -> Self {
        Self::new(None, limit, false)
    }
}

/// The newest `limit` matches of an index on PostgreSQL, whose newest record has the number `records`.
///
/// PostgreSQL has no index that gives matches by age: GIN gives all of them, in no order; a walk from the newest record back
/// passes whatever does not match. A common word is answered by the newest records alone, a rare one by GIN, and one in
/// between by the walk.
pub fn newest_matches<M>(
    records: i64,
    limit: usize,
    number: fn(&M) -> i64,
    mut look: impl FnMut(Look) -> Result<Vec<M>, Error>,
) -> Result<Vec<M>, Error> {
    if records >= LARGE {
        let found = look(Look::new(Some(records - WINDOW), limit, true))?;
        if found.len() >= limit {
            return Ok(found);
        }
    }
    let few = gathered(limit, records);
    let mut found = look(Look::any(few + 1))?;
    if found.len() > few {
        return look(Look::newest(limit));
    }
    found.sort_unstable_by_key(|found| Reverse(number(found)));
    found.truncate(limit);
    Ok(found)
}

/// Up to this many matches are gathered and sorted faster, on PostgreSQL, than the newest `limit` of them are walked to, from
/// the newest of all `records` back: gathering fetches each match, walking passes `limit * records / matches`.
fn gathered(limit: usize, records: i64) -> usize {
    let passed = limit.saturating_mul(usize::try_from(records).unwrap_or(0));
    (passed / FETCH).isqrt().max(limit)
}

/// A query, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchQuery {
    parts: Vec<Part>,
}

/// What a record must hold in one way or another: a word as it was typed, or words that mean the same.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    typed: Vec<Word>,
    instead: Vec<Vec<Word>>,
}

/// A word, and its stems, any of which a record may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it was typed, folded.
    pub word: String,
    /// Its stems.
    pub stems: Vec<String>,
}

impl Word {
    fn new(stems: &Stems, word: &str) -> Self {
        Self { word: word.to_owned(), stems: stems.of(word).iter().map(|stem| stem.to_string()).collect() }
    }

    fn at(&self, level: char) -> Node {
        if level == 'x' {
            return Node::Term(format!("{}x", self.word));
        }
        Node::any(self.stems.iter().map(|stem| Node::Term(format!("{stem}{level}"))).collect())
    }

    fn anywhere(&self) -> Node {
        Node::any(LEVELS[1..].iter().flat_map(|level| self.stems.iter().map(move |stem| Node::Term(format!("{stem}{level}")))).collect())
    }

    fn worth(&self, terms: &str) -> i64 {
        let exact = level_at_least(terms, &self.word, 'x').filter(|level| *level == 'x');
        let form = self.stems.iter().filter_map(|stem| level_at_least(terms, stem, 'a'));
        exact.into_iter().chain(form).map(worth).max().unwrap_or(0)
    }
}

/// The words of a text, as a query has them.
pub fn words_of(text: &str) -> Vec<Word> {
    Stems::of_this_thread(|stems| words(&fold(text)).map(|word| Word::new(stems, &word)).collect())
}

impl Part {
    fn ways(&self) -> impl Iterator<Item = &Vec<Word>> {
        std::iter::once(&self.typed).chain(&self.instead)
    }

    fn node(&self, of: impl Fn(&Word) -> Node) -> Node {
        Node::any(self.ways().map(|words| Node::all(words.iter().map(&of).collect())).collect())
    }

    /// A record is worth what it holds of the words; those that mean the same count a little less.
    fn worth(&self, terms: &str) -> i64 {
        let of = |words: &Vec<Word>| words.iter().map(|word| word.worth(terms)).min().unwrap_or(0) * 2;
        let instead = self.instead.iter().map(|words| (of(words) - 1).max(0)).max().unwrap_or(0);
        of(&self.typed).max(instead)
    }
}

impl SearchQuery {
    /// Takes a query apart; without a usable word it finds nothing.
    pub fn parse(q: &str) -> Self {
        Self::parse_with(q, &Synonyms::default())
    }

    /// The same with words that mean the same.
    pub fn parse_with(q: &str, synonyms: &Synonyms) -> Self {
        let mut typed: Vec<Word> = Vec::new();
        for word in words_of(q) {
            if typed.len() < MOST_WORDS && !typed.iter().any(|w| w.stems == word.stems) {
                typed.push(word);
            }
        }
        let mut parts = Vec::new();
        let mut rest = typed.as_slice();
        while let Some(word) = rest.first() {
            let (length, instead) = synonyms.at(rest).unwrap_or((1, Vec::new()));
            let (here, after) = rest.split_at(length);
            parts.push(Part { typed: if length == 1 { vec![word.clone()] } else { here.to_vec() }, instead });
            rest = after;
        }
        Self { parts }
    }

    /// The same with some words written in another way, each of which may be meant.
    pub fn respelt(&self, instead: &[(String, Vec<String>)]) -> Self {
        let mut respelt = self.clone();
        for part in &mut respelt.parts {
            let found = part.typed.iter().find_map(|word| instead.iter().find(|(wrong, _)| *wrong == word.word));
            if let Some((_, right)) = found {
                part.instead = right.iter().map(|word| words_of(word)).filter(|words| !words.is_empty()).collect();
            }
        }
        respelt
    }

    /// The words as they were typed, folded.
    pub fn typed(&self) -> impl Iterator<Item = &Word> {
        self.parts.iter().flat_map(|part| &part.typed)
    }

    /// All stems that a record may be found by.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(Part::ways).flatten().flat_map(|word| word.stems.iter().map(String::as_str))
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The stages in which candidates for a partial ranking are looked for: all words in the title, one of them there, anywhere.
    pub fn promising(&self) -> Vec<Expression> {
        let titled = self.parts.iter().map(|part| part.node(|word| word.at('a'))).collect();
        let somewhere = self.parts.iter().map(|part| part.node(Word::anywhere));
        let one = Node::any(self.parts.iter().map(|part| part.node(|word| word.at('a'))).collect());
        vec![Expression(Node::all(titled)), Expression(Node::all(somewhere.chain([one]).collect())), self.whole()]
    }

    /// For a query of one word: its levels, the best first.
    pub fn stages(&self) -> Vec<Expression> {
        let level = |level: &char| self.parts.iter().map(|part| part.node(|word| word.at(*level))).collect();
        LEVELS.iter().map(|l| Expression(Node::all(level(l)))).collect()
    }

    /// All words, at any level.
    pub fn whole(&self) -> Expression {
        Expression(Node::all(self.parts.iter().map(|part| part.node(Word::anywhere)).collect()))
    }

    /// Any of the words, at any level: for what holds some of them only.
    pub fn some(&self) -> Expression {
        Expression(Node::any(self.parts.iter().map(|part| part.node(Word::anywhere)).collect()))
    }

    /// Whether candidates need to be scored, or come in their order.
    pub fn needs_scores(&self) -> bool {
        self.parts.len() > 1 || self.parts.iter().any(|part| part.ways().any(|words| words.len() > 1))
    }

    /// The score of a record by its stored terms, which are in order.
    pub fn score(&self, terms: &str) -> i64 {
        self.parts.iter().map(|part| part.worth(terms)).sum()
    }

    /// Whether a record with these terms holds all that is looked for.
    pub fn matches(&self, terms: &str) -> bool {
        !self.is_empty() && self.parts.iter().all(|part| part.worth(terms) > 0)
    }
}

/// The level of the first term that is `text` with `level` or a later one, by bisection.
fn level_at_least(terms: &str, text: &str, level: char) -> Option<char> {
    let (mut from, mut to) = (0, terms.len());
    while from < to {
        let middle = floor(terms, from + (to - from) / 2);
        let start = terms[..middle].rfind(' ').map_or(0, |at| at + 1).max(from);
        let end = terms[middle..].find(' ').map_or(terms.len(), |at| middle + at);
        match split(&terms[start..end]) {
            Some(term) if term < (text, level) => from = (end + 1).min(terms.len()),
            Some(_) => to = start,
            None => return None,
        }
    }
    let rest = &terms[from..];
    let (stem, found) = split(rest.split(' ').next()?)?;
    (stem == text).then_some(found)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A term's text, and its level.
fn split(term: &str) -> Option<(&str, char)> {
    let (at, level) = term.char_indices().next_back()?;
    Some((&term[..at], level))
}

/// Terms, and how they go together.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Term(String),
    Any(Vec<Node>),
    All(Vec<Node>),
}

impl Node {
    fn any(mut nodes: Vec<Node>) -> Self {
        if nodes.len() == 1 { nodes.remove(0) } else { Self::Any(nodes) }
    }

    fn all(mut nodes: Vec<Node>) -> Self {
        if nodes.len() == 1 { nodes.remove(0) } else { Self::All(nodes) }
    }

    /// Terms hold letters and digits only, so quoting them is enough. It is as deep as a query: parts, ways, words, stems.
    fn join(&self, and: &str, or: &str, quote: char) -> String {
        let (nodes, between) = match self {
            Self::Term(term) => return format!("{quote}{term}{quote}"),
            Self::Any(nodes) => (nodes, or),
            Self::All(nodes) => (nodes, and),
        };
        let nodes: Vec<String> = nodes.iter().map(|node| node.join(and, or, quote)).collect();
        format!("({})", nodes.join(between))
    }
}

/// What a record's terms must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression(Node);

impl Expression {
    /// One word, at any level.
    pub fn of_word(word: &Word) -> Self {
        Self(word.anywhere())
    }

    /// The condition on a joined `innovation_search`: FTS5's or tsquery's syntax for the same expression.
    pub fn condition(&self, conn: &Conn) -> Condition {
        match conn {
            Conn::Sqlite(_) => Condition::new("innovation_search MATCH ").text(self.fts5()),
            Conn::Postgres(_) => Condition::new("innovation_search.document @@ ").text(self.tsquery()).sql("::tsquery"),
        }
    }

    /// The same on a joined `search_index`.
    pub fn condition_of_documents(&self, conn: &Conn) -> Condition {
        match conn {
            Conn::Sqlite(_) => Condition::new("search_index MATCH ").text(self.fts5()),
            Conn::Postgres(_) => Condition::new("search_index.document @@ ").text(self.tsquery()).sql("::tsquery"),
        }
    }

    /// The condition on `innovations` alone.
    pub fn membership(&self, conn: &Conn) -> Condition {
        const MEMBERS: &str = "innovations.seq IN (SELECT innovation_search.rowid FROM innovation_search WHERE ";
        match conn {
            Conn::Sqlite(_) => Condition::new(MEMBERS).sql("innovation_search MATCH ").text(self.fts5()).sql(")"),
            Conn::Postgres(_) => Condition::new(MEMBERS).sql("innovation_search.document @@ ").text(self.tsquery()).sql("::tsquery)"),
        }
    }

    /// The condition on `posts` alone.
    pub fn membership_of_posts(&self, conn: &Conn) -> Condition {
        const MEMBERS: &str = "posts.id IN (SELECT search_documents.record_id FROM search_index \
            JOIN search_documents ON search_documents.seq = search_index.rowid WHERE search_documents.record_type = 'post' AND ";
        match conn {
            Conn::Sqlite(_) => Condition::new(MEMBERS).sql("search_index MATCH ").text(self.fts5()).sql(")"),
            Conn::Postgres(_) => Condition::new(MEMBERS).sql("search_index.document @@ ").text(self.tsquery()).sql("::tsquery)"),
        }
    }

    fn fts5(&self) -> String {
        self.0.join(" AND ", " OR ", '"')
    }

    fn tsquery(&self) -> String {
        self.0.join(" & ", " | ", '\'')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_is_looked_for_level_by_level() {
        let query = SearchQuery::parse("Layanan!");
        let texts: Vec<_> = query.stages().iter().map(Expression::fts5).collect();
        assert_eq!(texts, ["\"layananx\"", "\"layana\"", "\"layanb\"", "\"layanc\"", "\"layand\""]);
    }

    /// What is asked of an index of these numbers, and what comes of it.
    fn asked(matches: &[i64], records: i64, limit: usize) -> (Vec<i64>, Vec<Look>) {
        let mut asked = Vec::new();
        let found = newest_matches(
            records,
            limit,
            |n: &i64| *n,
            |look| {
                asked.push(look);
                let mut found: Vec<i64> = matches.iter().copied().filter(|n| look.since.is_none_or(|since| *n > since)).collect();
                if look.newest {
                    found.sort_unstable_by_key(|n| Reverse(*n));
                }
                found.truncate(usize::try_from(look.limit).unwrap());
                Ok(found)
            },
        );
        (found.unwrap(), asked)
    }

    #[test]
    fn the_newest_matches_are_found_by_what_is_least_work() {
        let every = |nth: usize, until: i64| (1..=until).step_by(nth).collect::<Vec<i64>>();
        let newest = |matches: &[i64]| matches.iter().rev().take(5).copied().collect::<Vec<_>>();
        let common = every(3, 200_000);
        let common_once = every(3, 100_000);
        let rare = every(1_000, 200_000);
        for (matches, looks) in [(common, 1), (common_once, 3), (rare, 2), (vec![7], 2), (vec![], 2)] {
            let (found, asked) = asked(&matches, 200_000, 5);
            assert_eq!((found, asked.len()), (newest(&matches), looks), "{} match", matches.len());
        }
        let (found, asked) = asked(&[1, 2, 3], 3, 2);
        assert_eq!((found, asked), (vec![3, 2], vec![Look::any(3), Look::newest(2)]));
    }

    #[test]
    fn several_words_must_all_be_there() {
        let query = SearchQuery::parse("layanan ibu hamil layanan");
        assert_eq!(query.typed().count(), 3);
        assert_eq!(query.whole().tsquery().matches(" & ").count(), 2);
    }

    #[test]
    fn words_that_mean_the_same_are_found_too() {
        let synonyms = Synonyms::new(vec![vec!["puskesmas".into(), "pusat kesehatan masyarakat".into()]]);
        let short = SearchQuery::parse_with("antrean puskesmas", &synonyms);
        assert!(short.matches("antred masyarakatd pusatd sehatd"), "{short:?}");
        assert!(!short.matches("antred pusatd sehatd"));
        let long = SearchQuery::parse_with("pusat kesehatan masyarakat", &synonyms);
        assert!(long.matches("puskesmasa") && long.needs_scores());
        assert!(long.score("masyarakata pusata sehata") > long.score("puskesmasa"));
    }

    #[test]
    fn a_record_with_the_words_in_its_title_scores_higher() {
        let query = SearchQuery::parse("layanan desa");
        assert!(query.score("desad layana") > query.score("desab layanb"));
        assert!(query.score("desad layana layananx") > query.score("desad layana pelayananx"));
        assert_eq!(query.score("aa desaa zz"), 20);
        assert_eq!(query.score(""), 0);
        assert!(SearchQuery::parse("yang di").is_empty());
    }
}
