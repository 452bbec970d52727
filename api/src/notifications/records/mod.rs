//! What notices may say now, judged in this one place whenever notices are listed, counted, streamed or mailed: who may read
//! the record hears of it, and its name and texts are read when they are told.
//!
//! The records of many notices are read together, a few statements a kind of record, and then held against each reader.

mod events;
mod hubs;
mod innovations;
mod mous;
mod people;
mod posts;

use super::model::{About, NotificationRow, Shown, Subject};
use crate::auth::Caller;
use crate::db::{Conn, Id};
use crate::error::Error;
use crate::http::locale::Text;

/// Ids in one statement at most.
const CHUNK: usize = 500;

/// The records that some notices tell of, as they are now.
pub struct Records {
    innovations: innovations::Innovations,
    posts: posts::Posts,
    mous: mous::Mous,
    events: events::Events,
    hubs: hubs::Hubs,
    people: people::People,
}

impl Records {
    /// Reads what these notices tell of.
    pub fn of(conn: &mut Conn, rows: &[NotificationRow]) -> Result<Self, Error> {
        Ok(Self {
            innovations: innovations::Innovations::read(conn, &named(rows, &[Subject::Innovation]))?,
            posts: posts::Posts::read(conn, rows)?,
            mous: mous::Mous::read(conn, &named(rows, &[Subject::Mou]))?,
            events: events::Events::read(conn, rows)?,
            hubs: hubs::Hubs::read(conn, &named(rows, &[Subject::Hub]))?,
            people: people::People::read(conn, rows)?,
        })
    }

    /// The notice as the caller may hear it now; none when they may not hear of it any more.
    pub fn show(&self, caller: &Caller, row: NotificationRow) -> Option<Shown> {
        let about: About = match row.record_type {
            Subject::Innovation => self.innovations.about(caller, &row),
            Subject::Post | Subject::Comment => self.posts.about(caller, &row),
            Subject::Mou => self.mous.about(caller, &row),
            Subject::Event => self.events.about(caller, &row),
            Subject::Hub => self.hubs.about(caller, &row),
            Subject::User => self.people.about(caller, &row),
        }?;
        Some(Shown { row, about })
    }

    /// What a mail adds to a notice: time and place, a deadline, a decision, a status.
    pub fn particulars(&self, caller: &Caller, shown: &Shown) -> Vec<Text> {
        match shown.row.record_type {
            Subject::Post | Subject::Comment => self.posts.particulars(&shown.row),
            Subject::Mou => self.mous.particulars(&shown.row),
            Subject::Event => self.events.particulars(caller, &shown.row),
            Subject::Hub => self.hubs.particulars(&shown.row),
            Subject::Innovation | Subject::User => Vec::new(),
        }
    }

    /// The name of whoever made the step, unless it was the reader.
    pub fn by(&self, row: &NotificationRow) -> Option<&str> {
        row.by_user.filter(|by| *by != row.user_id).and_then(|by| self.people.name(by))
    }
}

/// The records of these kinds that notices tell of, each once.
fn named(rows: &[NotificationRow], of: &[Subject]) -> Vec<Id> {
    distinct(rows.iter().filter(|row| of.contains(&row.record_type)).map(NotificationRow::record))
}

fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}
