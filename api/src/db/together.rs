//! Writes of one kind that are done together.
//!
//! On PostgreSQL each statement is a round trip, and thirty small writes cost five times what one that does the
//! work of all of them costs. So those that come while others of their kind are being done wait for these, and are
//! done next, in one transaction. SQLite's writer gathers anyway, without round trips: there each is a write of its own.

use super::{Conn, Database};
use crate::error::Error;
use crossbeam_channel::{Receiver, Sender, bounded};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use std::{iter, slice, thread};
use tokio::sync::oneshot;
use tokio::time::timeout;

/// Writes that may wait before one is turned away with 503.
const QUEUE: usize = 1_024;
/// Writes that are done together at most.
const TOGETHER: usize = 64;
/// Groups that are written at a time: while the database works on one, the next is made ready.
const GROUPS: usize = 2;
/// A write that has no answer after this time is in doubt.
const LONGEST_WAIT: Duration = Duration::from_millis(4_500);

/// Does what is asked for, and answers each request in its place. An error undoes all of it; what only refuses a request is
/// its answer. It may run more than once, as [`Database::write`] says.
pub type Work<I, T> = fn(&mut Conn, &[I]) -> Result<Vec<Result<T, Error>>, Error>;

/// Where writes of one kind are handed in.
pub struct Together<I, T> {
    db: Database,
    work: Work<I, T>,
    waiting: Sender<Waiting<I, T>>,
    /// A server that was cut off holds those who write together: until they are free, each write is one of its own.
    stuck: Arc<AtomicBool>,
}

struct Waiting<I, T> {
    item: I,
    answer: oneshot::Sender<Result<T, Error>>,
}

impl<I: Send + Sync + 'static, T: Send + 'static> Together<I, T> {
    /// Starts to do such writes; fails when no thread can be started.
    pub fn start(db: &Database, work: Work<I, T>) -> Result<Self, Error> {
        let (waiting, taken) = bounded(QUEUE);
        let stuck = Arc::new(AtomicBool::new(false));
        for n in 0..if db.target().is_postgres() { GROUPS } else { 0 } {
            let (db, taken, stuck) = (db.clone(), taken.clone(), stuck.clone());
            let name = format!("together-{n}");
            thread::Builder::new().name(name).spawn(move || serve(&db, work, &taken, &stuck)).map_err(Error::startup)?;
        }
        Ok(Self { db: db.clone(), work, waiting, stuck })
    }

    /// Does this write; when this answers `Ok`, it is on disk. 503 when too many wait.
    pub async fn write(&self, item: I) -> Result<T, Error> {
        if !self.db.target().is_postgres() || self.stuck.load(Ordering::Acquire) {
            let work = self.work;
            return self.db.write(move |conn| alone(conn, work, &item)).await;
        }
        let (answer, answered) = oneshot::channel();
        self.waiting.try_send(Waiting { item, answer }).map_err(|_| Error::overloaded())?;
        let Ok(answered) = timeout(LONGEST_WAIT, answered).await else {
            self.stuck.store(true, Ordering::Release);
            return Err(Error::in_doubt());
        };
        answered.unwrap_or_else(|_| Err(Error::internal("nobody writes what was handed in")))
    }
}

/// Does what waits, until nobody can hand in any more.
fn serve<I, T>(db: &Database, work: Work<I, T>, taken: &Receiver<Waiting<I, T>>, stuck: &AtomicBool)
where
    I: Send + Sync + 'static,
    T: Send + 'static,
{
    while let Ok(first) = taken.recv() {
        let group = iter::once(first).chain(taken.try_iter()).take(TOGETHER);
        let (items, answers): (Vec<_>, Vec<_>) = group.map(|waiting| (waiting.item, waiting.answer)).unzip();
        for (answer, result) in answers.into_iter().zip(write(db, work, items)) {
            // Who no longer waits has gone away.
            let _ = answer.send(result);
        }
        stuck.store(false, Ordering::Release);
    }
}

/// Does all of these or, when one of them cannot be done, each for itself.
fn write<I: Send + Sync + 'static, T: Send + 'static>(db: &Database, work: Work<I, T>, items: Vec<I>) -> Vec<Result<T, Error>> {
    let items = Arc::new(items);
    let all = items.clone();
    match db.write_now(move |conn| work(conn, &all)) {
        Ok(results) => results,
        // The database is away, and was not asked: it is so for all.
        Err(Error::Problem(problem)) => items.iter().map(|_| Err(Error::Problem(problem.clone()))).collect(),
        Err(_) => (0..items.len())
            .map(|n| {
                let items = items.clone();
                db.write_now(move |conn| alone(conn, work, &items[n]))
            })
            .collect(),
    }
}

fn alone<I, T>(conn: &mut Conn, work: Work<I, T>, item: &I) -> Result<T, Error> {
    work(conn, slice::from_ref(item))?.pop().unwrap_or_else(|| Err(Error::internal("a write left no answer")))
}
