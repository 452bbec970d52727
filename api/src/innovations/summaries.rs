//! Summaries as JSON, kept for the next list that shows them.
//!
//! A list reads which records it holds, and in which versions; what a version looks like never changes, so
//! its JSON is made once. The key is the edition, and the day, by which an attestation becomes stale: an entry
//! is right or it is not found.

use super::model::InnovationSummary;
use super::queries::{Edition, Keyed, Listed, rows};
use crate::db::{Conn, Day};
use crate::error::Error;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// Bytes of JSON that are kept: some thousands of summaries.
const CACHE_BYTES: u64 = 8 * 1024 * 1024;
const CACHE_ENTRIES: usize = 8_192;

/// The JSON of one [`InnovationSummary`].
#[derive(Clone)]
pub struct Summary(Arc<RawValue>);

impl Serialize for Summary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

type Key = (Edition, Day);

#[derive(Clone)]
struct ByLength;

impl Weighter<Key, Summary> for ByLength {
    fn weight(&self, _: &Key, summary: &Summary) -> u64 {
        summary.0.get().len() as u64 + 96
    }
}

static CACHE: LazyLock<Cache<Key, Summary, ByLength>> = LazyLock::new(|| Cache::with_weighter(CACHE_ENTRIES, CACHE_BYTES, ByLength));

/// The summaries of these records, in this order.
pub fn of(conn: &mut Conn, keyed: &[Keyed]) -> Result<Vec<Summary>, Error> {
    let today = Day::today();
    let key = |keyed: &Keyed| (Edition::from(keyed), today);
    let mut known: HashMap<i64, Summary> = keyed.iter().filter_map(|k| CACHE.get(&key(k)).map(|summary| (k.0.seq, summary))).collect();
    let missing: Vec<i64> = keyed.iter().map(|k| k.0.seq).filter(|seq| !known.contains_key(seq)).collect();
    if !missing.is_empty() {
        for (row, hub, institution) in rows(conn, &missing)? {
            let (seq, version) = (row.seq, row.version);
            let summary = render((row, hub, institution), today)?;
            // Between the two reads a record may have changed: then the newer one is shown, and not kept.
            if let Some(same) = keyed.iter().find(|k| k.0.seq == seq && k.0.version == version) {
                CACHE.insert(key(same), summary.clone());
            }
            known.insert(seq, summary);
        }
    }
    Ok(keyed.iter().filter_map(|k| known.remove(&k.0.seq)).collect())
}

fn render((row, hub, institution): Listed, today: Day) -> Result<Summary, Error> {
    let summary = InnovationSummary::new(row, hub, institution, today.a_year_before());
    Ok(Summary(to_raw_value(&summary)?.into()))
}
