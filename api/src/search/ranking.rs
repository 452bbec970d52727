//! Finding the best records for a query, in bounded work.
//!
//! One word: the levels from the best down, each newest first, until there are enough; exact at any
//! size. Several words: the newest records that hold all of them, and those that hold them in the
//! title, are scored by the levels of their terms; beyond [`CANDIDATES`] the ranking is partial.

use super::terms::{LEVELS, worth};
use super::text::{Stems, fold, words};
use crate::db::Conn;
use crate::http::listing::Ranking;
use diesel::dsl::AsExprOf;
use diesel::expression::{SqlLiteral, UncheckedBind};
use diesel::sql_types::{Bool, Text};

/// A list by relevance ends after this many results.
pub const DEEPEST: usize = 1_000;
/// Records that are scored for a query of several words.
pub const CANDIDATES: usize = 1_000;
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

    /// Whether the term is one of this word at that level.
    fn is(&self, term: &str, level: char) -> bool {
        if level == 'x' { self.word == term } else { self.stems.iter().any(|stem| stem == term) }
    }
}

/// A condition on the full-text index, for the `WHERE` of either backend.
pub type Condition = SqlLiteral<Bool, UncheckedBind<SqlLiteral<Bool>, AsExprOf<String, Text>>>;

impl SearchQuery {
    /// Takes a query apart; without a usable word it finds nothing.
    pub fn parse(q: &str) -> Self {
        let stemmer = Stems::default();
        let folded = fold(q);
        let mut distinct: Vec<Word> = Vec::new();
        for word in words(&folded) {
            let stems = stemmer.of(&word).to_vec();
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

    /// The stages in which candidates are looked for, the best first.
    pub fn stages(&self) -> Vec<Expression> {
        match self.words.as_slice() {
            [word] => LEVELS.iter().map(|level| Expression(vec![word.at(*level)])).collect(),
            words => vec![Expression(words.iter().map(|word| word.at('a')).collect()), self.whole()],
        }
    }

    /// All words, at any level.
    pub fn whole(&self) -> Expression {
        Expression(self.words.iter().map(Word::anywhere).collect())
    }

    /// Whether candidates need to be scored, or come in their order.
    pub fn needs_scores(&self) -> bool {
        self.words.len() > 1
    }

    /// The score of a record by its stored terms.
    pub fn score(&self, terms: &str) -> i64 {
        let mut best = vec![0; self.words.len()];
        for term in terms.split(' ') {
            let Some((at, level)) = term.char_indices().next_back() else { continue };
            for (score, word) in best.iter_mut().zip(&self.words) {
                if word.is(&term[..at], level) {
                    *score = worth(level).max(*score);
                }
            }
        }
        best.iter().sum()
    }

    /// How complete a ranking of this many candidates is.
    pub fn ranking(&self, candidates: usize) -> Ranking {
        if self.needs_scores() && candidates >= CANDIDATES { Ranking::Partial } else { Ranking::Exact }
    }
}

/// Terms of which each group must match in at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression(Vec<Vec<String>>);

impl Expression {
    /// The condition on a joined `innovation_search`: FTS5's or tsquery's syntax for the same expression.
    pub fn condition(&self, conn: &Conn) -> Condition {
        match conn {
            Conn::Sqlite(_) => literal("innovation_search MATCH ", self.fts5(), ""),
            Conn::Postgres(_) => literal("innovation_search.document @@ ", self.tsquery(), "::tsquery"),
        }
    }

    /// The condition on `innovations` alone.
    pub fn membership(&self, conn: &Conn) -> Condition {
        let members = "innovations.seq IN (SELECT innovation_search.rowid FROM innovation_search WHERE ";
        match conn {
            Conn::Sqlite(_) => literal(&format!("{members}innovation_search MATCH "), self.fts5(), ")"),
            Conn::Postgres(_) => literal(&format!("{members}innovation_search.document @@ "), self.tsquery(), "::tsquery)"),
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

fn literal(before: &str, expression: String, after: &str) -> Condition {
    diesel::dsl::sql::<Bool>(before).bind::<Text, _>(expression).sql(after)
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
        assert!(query.score("layana desad") > query.score("layanb desab"));
        assert!(query.score("layananx layana desad") > query.score("pelayananx layana desad"));
        assert!(SearchQuery::parse("yang di").is_empty());
    }
}
