//! Finding the best records for a query, in bounded work.
//!
//! One word: the levels from the best down, each newest first, until there are enough; exact at any
//! size. Several words: the newest records that hold all of them, and those that hold them in the
//! title, are scored by the levels of their terms; beyond [`EXACT`] matches the ranking is partial.

use super::terms::{LEVELS, worth};
use super::text::{Stems, fold, words};
use crate::db::{Condition, Conn};

/// A list by relevance ends after this many results.
pub const DEEPEST: usize = 1_000;
/// A query of several words that more records match than these is ranked partially …
pub const EXACT: usize = 1_000;
/// … by this many candidates of each promising stage.
pub const PROMISING: usize = 250;
/// Words of a query beyond these are not looked at.
const MOST_WORDS: usize = 8;

/// A query, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchQuery {
    words: Vec<Word>,
}

/// A word of a query, and its stems, any of which a record may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    word: String,
    stems: Vec<String>,
}

impl Word {
    fn at(&self, level: char) -> Vec<String> {
        if level == 'x' { vec![format!("{}x", self.word)] } else { self.stems.iter().map(|stem| format!("{stem}{level}")).collect() }
    }

    fn anywhere(&self) -> Vec<String> {
        LEVELS[1..].iter().flat_map(|level| self.at(*level)).collect()
    }
}

impl SearchQuery {
    /// Takes a query apart; without a usable word it finds nothing.
    pub fn parse(q: &str) -> Self {
        let stemmer = Stems::default();
        let folded = fold(q);
        let mut distinct: Vec<Word> = Vec::new();
        for word in words(&folded) {
            let stems: Vec<String> = stemmer.of(&word).iter().map(|stem| stem.to_string()).collect();
            if distinct.len() < MOST_WORDS && !distinct.iter().any(|w| w.stems == stems) {
                distinct.push(Word { word: word.into_owned(), stems });
            }
        }
        Self { words: distinct }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The stages in which candidates for a partial ranking are looked for: all words in the title, one of them there, anywhere.
    pub fn promising(&self) -> Vec<Expression> {
        let titled = Expression(self.words.iter().map(|word| word.at('a')).collect());
        let one =
            Expression(self.words.iter().map(Word::anywhere).chain([self.words.iter().flat_map(|word| word.at('a')).collect()]).collect());
        vec![titled, one, self.whole()]
    }

    /// For a query of one word: its levels, the best first.
    pub fn stages(&self) -> Vec<Expression> {
        let word = |level: &char| self.words.iter().map(|word| word.at(*level)).collect();
        LEVELS.iter().map(|level| Expression(word(level))).collect()
    }

    /// All words, at any level.
    pub fn whole(&self) -> Expression {
        Expression(self.words.iter().map(Word::anywhere).collect())
    }

    /// Whether candidates need to be scored, or come in their order.
    pub fn needs_scores(&self) -> bool {
        self.words.len() > 1
    }

    /// The score of a record by its stored terms, which are in order.
    pub fn score(&self, terms: &str) -> i64 {
        let of_word = |word: &Word| {
            let exact = level_at_least(terms, &word.word, 'x').filter(|level| *level == 'x');
            let form = word.stems.iter().filter_map(|stem| level_at_least(terms, stem, 'a'));
            exact.into_iter().chain(form).map(worth).max().unwrap_or(0)
        };
        self.words.iter().map(of_word).sum()
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

/// Terms of which each group must match in at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression(Vec<Vec<String>>);

impl Expression {
    /// The condition on a joined `innovation_search`: FTS5's or tsquery's syntax for the same expression.
    pub fn condition(&self, conn: &Conn) -> Condition {
        match conn {
            Conn::Sqlite(_) => Condition::new("innovation_search MATCH ").text(self.fts5()),
            Conn::Postgres(_) => Condition::new("innovation_search.document @@ ").text(self.tsquery()).sql("::tsquery"),
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

    fn fts5(&self) -> String {
        self.join(" AND ", " OR ", '"')
    }

    fn tsquery(&self) -> String {
        self.join(" & ", " | ", '\'')
    }

    /// Terms hold letters and digits only, so quoting them is enough.
    fn join(&self, and: &str, or: &str, quote: char) -> String {
        self.0
            .iter()
            .map(|group| {
                let terms: Vec<String> = group.iter().map(|t| format!("{quote}{t}{quote}")).collect();
                format!("({})", terms.join(or))
            })
            .collect::<Vec<_>>()
            .join(and)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_is_looked_for_level_by_level() {
        let query = SearchQuery::parse("Layanan!");
        let texts: Vec<_> = query.stages().iter().map(|s| s.join(" AND ", " OR ", '"')).collect();
        assert_eq!(texts, ["(\"layananx\")", "(\"layana\")", "(\"layanb\")", "(\"layanc\")", "(\"layand\")"]);
    }

    #[test]
    fn several_words_must_all_be_there() {
        let query = SearchQuery::parse("layanan ibu hamil layanan");
        assert_eq!(query.words.len(), 3);
        assert_eq!(query.whole().join(" & ", " | ", '\'').matches(" & ").count(), 2);
    }

    #[test]
    fn a_record_with_the_words_in_its_title_scores_higher() {
        let query = SearchQuery::parse("layanan desa");
        assert!(query.score("desad layana") > query.score("desab layanb"));
        assert!(query.score("desad layana layananx") > query.score("desad layana pelayananx"));
        assert_eq!(query.score("aa desaa zz"), 10);
        assert_eq!(query.score(""), 0);
        assert!(SearchQuery::parse("yang di").is_empty());
    }
}
