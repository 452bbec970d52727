//! Words that mean the same: a vocabulary that admins edit.

use super::ranking::{Word, words_of};
use crate::db::schema::synonyms;
use crate::db::{Conn, Database, Id, Instant, RawJson, query};
use crate::error::Error;
use diesel::prelude::*;
use std::sync::{Arc, PoisonError, RwLock};

/// Sets that there may be.
pub const MOST: i64 = 500;
/// What another process changed is known after this.
const KEPT_MILLIS: i64 = 5_000;

/// Sets of words and phrases that mean the same.
#[derive(Debug, Default)]
pub struct Synonyms {
    sets: Vec<Vec<Vec<Word>>>,
}

/// Those that were read last, and when.
static KNOWN: RwLock<Option<(Instant, Arc<Synonyms>)>> = RwLock::new(None);

impl Synonyms {
    /// Those of these sets.
    pub fn new(sets: Vec<Vec<String>>) -> Self {
        let phrases = |set: Vec<String>| set.iter().map(|phrase| words_of(phrase)).filter(|words| !words.is_empty()).collect();
        Self { sets: sets.into_iter().map(phrases).collect() }
    }

    /// Those that were read not long ago.
    fn known(now: Instant) -> Option<Arc<Self>> {
        let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().filter(|(at, _)| (0..KEPT_MILLIS).contains(&(now.0 - at.0))).map(|(_, known)| known.clone())
    }

    /// Those of the database, which is asked every few seconds only.
    pub async fn of(db: &Database) -> Result<Arc<Self>, Error> {
        match Self::known(Instant::now()) {
            Some(known) => Ok(known),
            None => db.read(Self::current).await,
        }
    }

    /// [`Synonyms::of`], where there is a connection.
    pub fn current(conn: &mut Conn) -> Result<Arc<Self>, Error> {
        let now = Instant::now();
        if let Some(known) = Self::known(now) {
            return Ok(known);
        }
        let rows: Vec<RawJson> = query!(conn, c => synonyms::table.order(synonyms::id.asc()).limit(MOST).select(synonyms::words).load(c))?;
        let sets = rows.iter().map(RawJson::read).collect::<Result<_, _>>()?;
        let read = Arc::new(Self::new(sets));
        *KNOWN.write().unwrap_or_else(PoisonError::into_inner) = Some((now, read.clone()));
        Ok(read)
    }

    /// Has them read again.
    pub fn forget() {
        *KNOWN.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The longest phrase that these words begin with, by its length, and what means the same.
    pub(super) fn at(&self, words: &[Word]) -> Option<(usize, Vec<Vec<Word>>)> {
        let begins = |phrase: &Vec<Word>| phrase.len() <= words.len() && phrase.iter().zip(words).all(|(a, b)| a.stems == b.stems);
        let found = self.sets.iter().filter_map(|set| set.iter().find(|phrase| begins(phrase)).map(|phrase| (phrase.len(), set)));
        let (length, set) = found.max_by_key(|(length, _)| *length)?;
        Some((length, set.iter().filter(|phrase| !begins(phrase)).cloned().collect()))
    }
}

/// A set as stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = synonyms)]
pub struct SynonymRow {
    /// Id.
    pub id: Id,
    /// The words.
    pub words: RawJson,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Version.
    pub version: i64,
}
