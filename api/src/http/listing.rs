//! Lists: pages by cursor, totals that stop counting at 10,000, facets.

use super::fault;
use super::problem::{Problem, bad_parameter};
use crate::db::types::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::str::FromStr;
use utoipa::{IntoParams, ToSchema};

/// Entries of a page when the caller does not say.
const DEFAULT_LIMIT: u32 = 20;
/// Most entries of a page.
const MAX_LIMIT: u32 = 100;
/// Totals are exact up to here.
pub const COUNT_CAP: i64 = 10_000;

/// A page of a list.
#[derive(Serialize, ToSchema)]
pub struct Listing<T> {
    /// The records of this page.
    pub items: Vec<T>,
    /// Pass it as `cursor` to get the next page; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// With `count=true`: how many records match, exact up to 10,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<i64>,
    /// Present and true when there are more than 10,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_is_capped: Option<bool>,
    /// With `facets=`: for each named field its values and how many matching records have them, most frequent first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<BTreeMap<String, Vec<Facet>>>)]
    pub facets: Option<BTreeMap<&'static str, Vec<Facet>>>,
    /// For a list by relevance: `exact`, or `partial` when more records match than were ranked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranking: Option<Ranking>,
}

impl<T> Listing<T> {
    /// A page without extras.
    pub fn page(items: Vec<T>, next_cursor: Option<String>) -> Self {
        Self { items, next_cursor, total: None, total_is_capped: None, facets: None, ranking: None }
    }

    /// Adds a total that was counted to one past [`COUNT_CAP`] at most.
    pub fn with_total(mut self, counted: Option<i64>) -> Self {
        self.total = counted.map(|n| n.min(COUNT_CAP));
        self.total_is_capped = counted.filter(|n| *n > COUNT_CAP).map(|_| true);
        self
    }
}

/// A value of a field and how many records have it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Facet {
    /// The value, as the filter of the same name takes it.
    #[schema(example = "health")]
    pub value: String,
    /// How many matching records have it.
    #[schema(example = 12)]
    pub count: i64,
}

crate::db::types::text_enum! {
    /// Whether all matches were ranked.
    pub enum Ranking {
        /// All of them.
        Exact = "exact",
        /// Those that match in their title, and the newest of the others.
        Partial = "partial",
    }
}

/// Entries per page: 1 to 100, 20 when left out.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "u32")]
pub struct Limit(u32);

impl Default for Limit {
    fn default() -> Self {
        Self(DEFAULT_LIMIT)
    }
}

impl TryFrom<u32> for Limit {
    type Error = String;

    fn try_from(n: u32) -> Result<Self, String> {
        if (1..=MAX_LIMIT).contains(&n) { Ok(Self(n)) } else { Err(format!("must be 1 to {MAX_LIMIT}")) }
    }
}

impl Limit {
    /// The limit as a count of items.
    pub fn items(self) -> usize {
        self.0 as usize
    }

    /// The same, or so many items when they are fewer.
    pub fn at_most(self, items: usize) -> Self {
        Self(self.0.min(u32::try_from(items).unwrap_or(u32::MAX)))
    }

    /// One more than the page holds, to see whether another follows.
    pub fn and_one(self) -> i64 {
        i64::from(self.0) + 1
    }

    /// Cuts `rows`, read with [`Limit::and_one`], to the page; says whether another page follows.
    pub fn cut<T>(self, rows: &mut Vec<T>) -> bool {
        let more = rows.len() > self.items();
        rows.truncate(self.items());
        more
    }
}

/// Bytes of long texts that one page holds, or one feed.
pub const MOST_BYTES: usize = 1024 * 1024;

/// How many texts of these sizes, in bytes, one page holds; always the first.
pub fn fitting(sizes: impl IntoIterator<Item = usize>) -> usize {
    let mut bytes = 0;
    let fit = |size: &usize| {
        bytes += size;
        bytes <= MOST_BYTES
    };
    sizes.into_iter().take_while(fit).count().max(1)
}

/// [`fitting`] of items as they are sent.
pub fn fitting_items<T: Serialize>(items: &[T]) -> usize {
    fitting(items.iter().map(|item| serde_json::to_string(item).map_or(0, |json| json.len())))
}

/// Which page of a list that has all at once, unless its texts are very long.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CursorQuery {
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Which page of a short list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Entries per page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 20)]
    pub limit: Limit,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort<F> {
    /// The field.
    pub field: F,
    /// Whether the largest comes first.
    pub descending: bool,
}

impl<F: FromStr + Words> Sort<F> {
    /// Reads `name` or `-name`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let (descending, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        let field = name.parse().map_err(|_| bad_parameter("sort", fault::none_of(F::WORDS).1))?;
        Ok(Self { field, descending })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_whether_another_follows() {
        let limit = Limit::try_from(2).unwrap();
        let mut rows = vec![1, 2, 3];
        assert!(limit.cut(&mut rows));
        assert_eq!(rows, [1, 2]);
        assert!(!limit.cut(&mut rows));
        assert!(Limit::try_from(0).is_err() && Limit::try_from(101).is_err());
    }

    #[test]
    fn a_total_stops_at_its_cap() {
        let page = Listing::<u8>::page(vec![], None).with_total(Some(10_001));
        assert_eq!((page.total, page.total_is_capped), (Some(10_000), Some(true)));
    }
}
