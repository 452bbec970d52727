//! One innovation as visitors read it.
//!
//! A visitor's read asks the database which edition there is, and sends the answer that was made for that
//! edition before. Reads that come while the database is being asked go together in the next question: at
//! any load there is one such question at a time, and it costs hardly more for thirty records than for one.

use super::queries::{self, Edition};
use crate::db::{Conn, Database, Day, Id, Reader};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::problem::not_found;
use crossbeam_channel::{Receiver, Sender, bounded};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use std::{iter, thread};
use tokio::sync::oneshot;
use tokio::time::timeout;

/// Bytes of answers that are kept: some thousands of them.
const CACHE_BYTES: u64 = 24 * 1024 * 1024;
const CACHE_ENTRIES: usize = 8_192;
/// Reads that one question answers.
const TOGETHER: usize = 128;
/// Reads that may wait before one is turned away with 503.
const QUEUE: usize = 1_024;
/// A read that has no answer after this time is turned away.
const LONGEST_WAIT: Duration = Duration::from_secs(3);

/// The reader of what is published.
pub struct PublicReader {
    db: Database,
    questions: Sender<Question>,
    /// By edition and day, for an attestation becomes stale by the day: an entry is right or it is not found.
    answers: Cache<(Edition, Day), Answer, BySize>,
    /// A server that was cut off holds who asks: until they are free, each read asks for itself.
    stuck: Arc<AtomicBool>,
}

struct Question {
    handle: String,
    edition: oneshot::Sender<Result<Option<Edition>, Error>>,
}

#[derive(Clone)]
struct BySize;

impl Weighter<(Edition, Day), Answer> for BySize {
    fn weight(&self, _: &(Edition, Day), answer: &Answer) -> u64 {
        answer.size() as u64 + 128
    }
}

impl PublicReader {
    /// A reader of this database.
    pub fn start(db: Database) -> Result<Self, Error> {
        let (questions, asked) = bounded(QUEUE);
        let mut reader = db.reader()?;
        let stuck = Arc::new(AtomicBool::new(false));
        let free = stuck.clone();
        thread::Builder::new().name("editions".into()).spawn(move || ask(&mut reader, &asked, &free)).map_err(Error::startup)?;
        Ok(Self { db, questions, stuck, answers: Cache::with_weighter(CACHE_ENTRIES, CACHE_BYTES, BySize) })
    }

    /// The published innovation with this id or slug, if there is one.
    pub async fn read(&self, handle: &str) -> Result<Option<Answer>, Error> {
        let Some(edition) = self.edition(handle).await? else {
            return Ok(None);
        };
        let key = (edition, Day::today());
        if let Some(answer) = self.answers.get(&key) {
            return Ok(Some(answer));
        }
        let handle = handle.to_owned();
        let answer = self.db.read(move |conn| write_out(conn, &handle)).await?;
        // A record that changed between the two reads is newer than its key; nobody asks for that key again.
        self.answers.insert(key, answer.clone());
        Ok(Some(answer))
    }

    async fn edition(&self, handle: &str) -> Result<Option<Edition>, Error> {
        let handle = handle.parse::<Id>().map_or_else(|_| handle.to_owned(), |id| id.to_string());
        if self.stuck.load(Ordering::Acquire) {
            let handles = vec![handle];
            return self.db.read(move |conn| Ok(queries::editions(conn, &handles)?.into_values().next())).await;
        }
        let (edition, found) = oneshot::channel();
        self.questions.try_send(Question { handle, edition }).map_err(|_| Error::overloaded())?;
        let Ok(found) = timeout(LONGEST_WAIT, found).await else {
            self.stuck.store(true, Ordering::Release);
            return Err(Error::unavailable("it does not tell editions"));
        };
        found.unwrap_or_else(|_| Err(Error::internal("nobody asks for editions")))
    }
}

/// Answers all that wait at once, until the reader is gone.
fn ask(reader: &mut Reader, asked: &Receiver<Question>, stuck: &AtomicBool) {
    while let Ok(first) = asked.recv() {
        let together: Vec<Question> = iter::once(first).chain(asked.try_iter().take(TOGETHER - 1)).collect();
        let handles: Vec<String> = together.iter().map(|question| question.handle.clone()).collect();
        let answer = reader.run(|conn| queries::editions(conn, &handles));
        for Question { handle, edition } in together {
            let found = answer.as_ref().map(|editions| editions.get(&handle).copied());
            // Who went away needs no answer.
            let _ = edition.send(found.map_err(Error::unavailable));
        }
        stuck.store(false, Ordering::Release);
    }
}

fn write_out(conn: &mut Conn, handle: &str) -> Result<Answer, Error> {
    let found = queries::find(conn, handle)?.filter(|found| found.is_public()).ok_or_else(not_found)?;
    Answer::record(found.row.version, &found.view(false, None)?)
}
