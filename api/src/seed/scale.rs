//! `jipp seed --scale N`: many varied innovations, for measuring.
//!
//! Their words are those of the demonstration texts: the common ones drawn as often as they stand there, the
//! rare ones less, as in a larger body of texts. One thread writes the records up, one stores them.

use super::demo::{self, optimize};
use super::network;
use crate::db::schema::users;
use crate::db::{Conn, Database, Day, Id, Instant, query};
use crate::error::Error;
use crate::innovations::model::{Phase, Source, Status, Sustainability};
use crate::innovations::store::{self, NewInnovation, Prepared, Texts};
use crate::posts::model::{PostKind, PostStatus};
use crate::posts::writing::{self, Seeded};
use crate::search::text::Stems;
use crate::vocabularies;
use diesel::prelude::*;
use fastrand::Rng;
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::{iter, thread};

/// Records that are handed over together.
const BATCH: usize = 250;
/// Batches that may be ready before they are stored; one transaction takes all that are.
const AHEAD: usize = 20;
/// The random numbers are the same in every run.
const SEED: u64 = 20_230_811;
const MINUTE_MILLIS: i64 = 60_000;

/// Stores `n` varied innovations.
pub fn scale(db: &Database, n: u32) -> Result<(), Error> {
    let network = db.write_now(network::load)?;
    let mut places: Vec<(Id, Id)> =
        network.hubs.iter().filter_map(|(code, hub)| network.institutions.get(code).map(|i| (*hub, *i))).collect();
    places.sort();
    let bar = ProgressBar::new(u64::from(n));
    bar.set_style(ProgressStyle::with_template("{wide_bar} {pos}/{len} {per_sec} {eta}").map_err(Error::internal)?);
    begin_bulk(db)?;
    let (ready, batches) = sync_channel::<Result<Vec<Prepared>, Error>>(AHEAD);
    thread::Builder::new()
        .name("writer-up".into())
        .spawn(move || {
            let mut author = match Author::new(places, n) {
                Ok(author) => author,
                Err(e) => return drop(ready.send(Err(e))),
            };
            let mut left = n as usize;
            while left > 0 {
                let size = left.min(BATCH);
                if ready.send((0..size).map(|_| author.write()).collect()).is_err() {
                    return;
                }
                left -= size;
            }
        })
        .map_err(Error::startup)?;
    while let Ok(first) = batches.recv() {
        let ready = iter::once(first).chain(batches.try_iter().take(AHEAD)).collect::<Result<Vec<_>, _>>()?;
        let size: usize = ready.iter().map(Vec::len).sum();
        let ready = Arc::new(ready);
        db.write_now(move |conn| ready.iter().try_for_each(|batch| store::insert_all(conn, batch).map(drop)))?;
        bar.inc(size as u64);
    }
    end_bulk(db)?;
    let seconds = bar.elapsed().as_secs_f64();
    bar.finish_and_clear();
    println!("{n} innovations in {seconds:.1} s ({:.0} rows/s)", f64::from(n) / seconds);
    optimize(db)
}

/// Stores `n` varied posts by people of the demonstration, each found by search.
pub fn scale_posts(db: &Database, n: u32) -> Result<(), Error> {
    let mut author = Author::new(Vec::new(), n)?;
    let people: Vec<Id> =
        db.read_now(|conn| Ok(query!(conn, c => users::table.order(users::id.asc()).limit(100).select(users::id).load(c))?))?;
    if people.is_empty() {
        return Err(Error::startup("posts need somebody who wrote them: seed --demo, or create a user, first"));
    }
    let bar = ProgressBar::new(u64::from(n));
    bar.set_style(ProgressStyle::with_template("{wide_bar} {pos}/{len} {per_sec} {eta}").map_err(Error::internal)?);
    for start in (0..n).step_by(BATCH) {
        let size = BATCH.min((n - start) as usize);
        let written: Vec<(String, String, Vec<String>, Instant)> = (0..size).map(|_| author.write_post()).collect();
        let people = people.clone();
        db.write_now(move |conn| {
            for (at, (title, body, tags, when)) in written.iter().enumerate() {
                let kind = PostKind::ALL[at % PostKind::ALL.len()];
                let author = people[at % people.len()];
                let status = PostStatus::Published;
                let seeded = Seeded { kind, title, body, tags, hub_id: None, innovation_ids: Vec::new(), author, status, at: *when };
                let (id, _) = writing::seed(conn, &seeded)?;
                writing::index(conn, id)?;
            }
            Ok(())
        })?;
        bar.inc(size as u64);
    }
    let seconds = bar.elapsed().as_secs_f64();
    bar.finish_and_clear();
    println!("{n} posts in {seconds:.1} s ({:.0} rows/s)", f64::from(n) / seconds);
    optimize(db)
}

/// Both gather more before they index: pages are then touched once for many rows, and full-text segments need no merging.
/// What the program makes itself meets the tables' CHECKs, each of which would cost a scratch table a row.
fn begin_bulk(db: &Database) -> Result<(), Error> {
    db.write_now(|conn| match conn {
        Conn::Sqlite(_) => conn.execute(
            "PRAGMA cache_size = -524288; PRAGMA wal_autocheckpoint = 65536; PRAGMA ignore_check_constraints = ON; \
             INSERT INTO innovation_search (innovation_search, rank) VALUES ('hashsize', 67108864), ('automerge', 0)",
        ),
        Conn::Postgres(_) => conn.execute("ALTER INDEX innovation_search_by_term SET (fastupdate = on)"),
    })
}

/// Back to what suits a server.
fn end_bulk(db: &Database) -> Result<(), Error> {
    db.write_now(|conn| match conn {
        Conn::Sqlite(_) => conn.execute(
            "PRAGMA ignore_check_constraints = OFF; \
             INSERT INTO innovation_search (innovation_search, rank) VALUES ('hashsize', 1048576), ('automerge', 4)",
        ),
        Conn::Postgres(_) => conn.execute(
            "SELECT gin_clean_pending_list('innovation_search_by_term'); ALTER INDEX innovation_search_by_term SET (fastupdate = off)",
        ),
    })
}

struct Author {
    rng: Rng,
    stems: Stems,
    words: Words,
    places: Vec<(Id, Id)>,
    sectors: Vec<String>,
    categories: Vec<String>,
    written: i64,
    first: i64,
    step: i64,
}

impl Author {
    fn new(places: Vec<(Id, Id)>, n: u32) -> Result<Self, Error> {
        let all = vocabularies::all()?;
        let span = 3 * 365 * 24 * 60 * MINUTE_MILLIS;
        Ok(Self {
            rng: Rng::with_seed(SEED),
            stems: Stems::default(),
            words: Words::of_the_demonstration()?,
            places,
            sectors: all.sectors.iter().map(|t| t.code.clone()).collect(),
            categories: all.categories.iter().map(|t| t.code.clone()).collect(),
            written: 0,
            // Spread over the last three years, in order.
            first: Instant::now().0 - span,
            step: span / i64::from(n.max(1)),
        })
    }

    fn write(&mut self) -> Result<Prepared, Error> {
        let created_at = Instant(self.first + self.written * self.step);
        self.written += 1;
        let status = match self.rng.u32(0..100) {
            0..90 => Status::Published,
            90..94 => Status::Draft,
            94..96 => Status::Submitted,
            96..98 => Status::InReview,
            98 => Status::RevisionRequested,
            _ => Status::Archived,
        };
        let (hub_id, institution_id) = self.places[self.rng.usize(0..self.places.len())];
        let was_public = matches!(status, Status::Published | Status::Archived);
        let published_at = was_public.then(|| created_at.plus_millis(MINUTE_MILLIS * self.rng.i64(60..20_000)));
        let implemented_on = self.day(2015, 2023);
        let sustainability = Sustainability::ALL[self.rng.usize(0..Sustainability::ALL.len())];
        let attested_on = (sustainability != Sustainability::Unverified).then(|| self.day(2024, 2026));
        let record = NewInnovation {
            title: self.title(),
            acronym: None,
            summary: Some(self.text(24)),
            hub_id,
            institution_id,
            unit_name: Some(format!("Unit {}", capital(self.words.draw(&mut self.rng)))),
            sector: Some(self.sectors[self.rng.usize(0..self.sectors.len())].clone()),
            category: Some(self.categories[self.rng.usize(0..self.categories.len())].clone()),
            status,
            phase: Phase::ALL[self.rng.usize(0..Phase::ALL.len())],
            sustainability,
            attested_on,
            initiated_on: Some(implemented_on),
            implemented_on: Some(implemented_on),
            sdgs: vec![self.rng.i32(1..=17)],
            keywords: vec![self.words.draw(&mut self.rng).to_owned()],
            awards: Vec::new(),
            source: Source::Manual,
            source_ref: None,
            owner_ids: Vec::new(),
            created_by: None,
            published_at,
            created_at,
            updated_at: published_at.unwrap_or(created_at),
            texts: Texts {
                background: Some(self.text(22)),
                objectives: Some(self.text(14)),
                novelty: Some(self.text(14)),
                effectiveness: Some(self.text(14)),
                benefit: Some(self.text(14)),
                transferability: Some(self.text(12)),
                sustainability_plan: Some(self.text(12)),
                ..Texts::default()
            },
            indicators: Vec::new(),
            links: Vec::new(),
            team: Vec::new(),
        };
        record.prepare(&self.stems)
    }

    /// Title, body, tags and time of a post.
    fn write_post(&mut self) -> (String, String, Vec<String>, Instant) {
        let at = Instant(self.first + self.written * self.step);
        self.written += 1;
        let tags = vec![self.words.draw(&mut self.rng).to_owned()];
        (self.title(), self.text(90), tags, at)
    }

    fn title(&mut self) -> String {
        let length = self.rng.usize(3..7);
        let words: Vec<String> = (0..length).map(|_| capital(self.words.draw(&mut self.rng))).collect();
        format!("{} {}", words.join(" "), self.written)
    }

    fn text(&mut self, words: usize) -> String {
        let mut text = capital(self.words.draw(&mut self.rng));
        for n in 1..words {
            text.push_str(if n % 9 == 0 { ", " } else { " " });
            text.push_str(self.words.draw(&mut self.rng));
        }
        text.push('.');
        text
    }

    fn day(&mut self, from: i32, to: i32) -> Day {
        let day = chrono::NaiveDate::from_yo_opt(self.rng.i32(from..=to), self.rng.u32(1..=290));
        day.map_or_else(Day::today, Day)
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The words of the demonstration's texts with their frequencies.
struct Words {
    words: Vec<String>,
    /// Places in `words`, each as often as its word is to be drawn.
    draws: Vec<usize>,
}

impl Words {
    fn of_the_demonstration() -> Result<Self, Error> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for text in demo::texts()? {
            for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2) {
                *counts.entry(word.to_lowercase()).or_default() += 1;
            }
        }
        // What stands once in few texts is rarer still in many.
        let draws = counts.values().enumerate().flat_map(|(n, count)| iter::repeat_n(n, 4 * count - 3)).collect();
        Ok(Self { words: counts.into_keys().collect(), draws })
    }

    fn draw(&self, rng: &mut Rng) -> &str {
        let n = self.draws.get(rng.usize(0..self.draws.len().max(1))).copied().unwrap_or_default();
        self.words.get(n).map_or("layanan", String::as_str)
    }
}
