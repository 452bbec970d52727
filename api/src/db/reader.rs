//! Reading threads: each owns a connection and takes the next job from the bounded queue of its lane.
//!
//! What costs much has a lane of its own, so that what costs little never waits behind it
//! (`docs/decisions/0013-lanes-and-deadlines.md`).

use super::patience::{self, DEADLINE, LONGEST_WAIT, Patience};
use super::progress::{Cuts, Progress, State};
use super::{Conn, Target};
use crate::error::Error;
use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

type Job = Box<dyn FnOnce(&mut Reader) -> Next + Send>;

/// Jobs of one lane that may wait before a request is turned away with 503.
const QUEUE: usize = 1024;
/// Threads that may hang on a server that never answers, beside those that took their places.
const MOST_LOST: usize = 64;
/// A thread that is not free this long after nobody waits for it any more hangs: its statement would have ended.
const LOST_AFTER: Duration = Duration::from_secs(2);
/// How much the threads for what costs much stand back (`nice`): on SQLite they compute in this process.
const STANDING_BACK: i32 = 10;

/// What a reading costs, judged by what it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// A record, or a page of a list in the order of an index.
    Little,
    /// What counts, ranks, or looks at many records.
    Much,
}

/// What a thread does after a job.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The next one.
    Go,
    /// It ends: it was given up for lost, and another has its place.
    End,
}

#[derive(Clone)]
pub(super) struct Readers {
    target: Target,
    little: Lane,
    much: Lane,
    lost: Arc<AtomicUsize>,
    cuts: Cuts,
}

/// A queue, and the end of it that its threads take from.
#[derive(Clone)]
struct Lane {
    name: &'static str,
    queue: Sender<Job>,
    jobs: Receiver<Job>,
}

/// One thread's connection, and where to get another.
pub struct Reader {
    target: Target,
    conn: Option<Conn>,
    cuts: Cuts,
    /// The cuts that there were when it connected.
    seen: u64,
}

impl Readers {
    pub(super) fn start(target: &Target, cuts: Cuts) -> Result<Self, Error> {
        let (little, much) = (Lane::new("reader"), Lane::new("counter"));
        let readers = Self { target: target.clone(), little, much, lost: Arc::default(), cuts };
        for (cost, threads) in [(Cost::Little, threads(target)), (Cost::Much, cores().clamp(1, 16))] {
            for _ in 0..threads {
                readers.add(cost, readers.reader()?)?;
            }
        }
        Ok(readers)
    }

    /// A reader that is connected.
    pub(super) fn reader(&self) -> Result<Reader, Error> {
        let conn = self.target.connect_reading()?;
        Ok(Reader { conn: Some(conn), ..self.unconnected() })
    }

    fn unconnected(&self) -> Reader {
        Reader { target: self.target.clone(), conn: None, cuts: self.cuts.clone(), seen: self.cuts.load(Ordering::Acquire) }
    }

    fn lane(&self, cost: Cost) -> &Lane {
        match cost {
            Cost::Little => &self.little,
            Cost::Much => &self.much,
        }
    }

    /// Starts a thread of a lane.
    fn add(&self, cost: Cost, mut reader: Reader) -> Result<(), Error> {
        let Lane { name, jobs, .. } = self.lane(cost);
        let jobs = jobs.clone();
        let stands_back = cost == Cost::Much && !self.target.is_postgres();
        let serve = move || {
            if stands_back {
                // On Linux it is the thread's alone; where it cannot be set, the lanes still help.
                let _ = rustix::process::setpriority_process(None, STANDING_BACK);
            }
            while let Ok(job) = jobs.recv() {
                if job(&mut reader) == Next::End {
                    break;
                }
            }
        };
        let started = thread::Builder::new().name((*name).to_owned()).spawn(serve);
        started.map(drop).map_err(|e| Error::startup(format!("cannot start a reader thread: {e}")))
    }

    pub(super) async fn run<T, F>(&self, cost: Cost, job: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        // Gone with this future: by its time limit, or because the client went away.
        let asker = Arc::new(());
        let patience = Patience { until: Instant::now() + DEADLINE, asker: Arc::downgrade(&asker) };
        let progress = Progress::default();
        let mut answer = self.submit(cost, Some(patience), progress.clone(), job)?;
        let answered = match timeout(LONGEST_WAIT, &mut answer).await {
            Ok(answered) => answered,
            Err(_) if progress.is(State::Waiting) => return Err(Error::overloaded()),
            Err(_) => match timeout(DEADLINE - LONGEST_WAIT, &mut answer).await {
                Ok(answered) => answered,
                Err(_) => {
                    tokio::spawn(self.clone().give_up(cost, progress));
                    return Err(Error::too_slow());
                }
            },
        };
        answered.unwrap_or_else(|_| Err(Error::internal("a reader thread went away")))
    }

    pub(super) fn run_blocking<T, F>(&self, job: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        let answer = self.submit(Cost::Little, None, Progress::default(), job)?;
        answer.blocking_recv().unwrap_or_else(|_| Err(Error::internal("a reader thread went away")))
    }

    /// A server that is cut off without a word may hold a thread for ever: another takes its place.
    async fn give_up(self, cost: Cost, progress: Progress) {
        sleep(LOST_AFTER).await;
        if !self.target.is_postgres() || !progress.is(State::Begun) {
            return;
        }
        self.cuts.fetch_add(1, Ordering::AcqRel);
        if self.lost.load(Ordering::Acquire) >= MOST_LOST || !progress.goes(State::Begun, State::Lost) {
            return;
        }
        self.lost.fetch_add(1, Ordering::AcqRel);
        if let Err(e) = self.add(cost, self.unconnected()) {
            tracing::error!("{e}");
        }
    }

    fn submit<T, F>(
        &self,
        cost: Cost,
        patience: Option<Patience>,
        progress: Progress,
        job: F,
    ) -> Result<oneshot::Receiver<Result<T, Error>>, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        let (answer, receiver) = oneshot::channel();
        let lost = self.lost.clone();
        let boxed: Job = Box::new(move |reader| {
            // Whoever asked went away, or was turned away, while it waited: nobody needs the answer.
            if !patience.as_ref().is_none_or(Patience::lasts) {
                return Next::Go;
            }
            progress.goes(State::Waiting, State::Begun);
            let _ = answer.send(patience::within(patience, || reader.run(&job)));
            if progress.goes(State::Begun, State::Done) {
                return Next::Go;
            }
            lost.fetch_sub(1, Ordering::AcqRel);
            Next::End
        });
        match self.lane(cost).queue.try_send(boxed) {
            Ok(()) => Ok(receiver),
            Err(TrySendError::Full(_)) => Err(Error::overloaded()),
            Err(TrySendError::Disconnected(_)) => Err(Error::internal("the reader threads went away")),
        }
    }
}

impl Lane {
    fn new(name: &'static str) -> Self {
        let (queue, jobs) = bounded(QUEUE);
        Self { name, queue, jobs }
    }
}

impl Reader {
    /// Runs `job` on this connection, on the thread that calls.
    pub fn run<T>(&mut self, job: impl Fn(&mut Conn) -> Result<T, Error>) -> Result<T, Error> {
        let cuts = self.cuts.load(Ordering::Acquire);
        let trusted = self.conn.take().filter(|_| self.seen == cuts);
        self.seen = cuts;
        if let Some(mut conn) = trusted {
            match attempt(&mut conn, &job) {
                // A server that restarted costs its clients nothing: the read runs again on a new connection.
                Err(e) if e.is_from_database() && conn.is_broken() => patience::still_wanted()?,
                result => {
                    self.conn = Some(conn);
                    return result;
                }
            }
        }
        let conn = self.conn.insert(self.target.connect_reading().map_err(Error::unavailable)?);
        attempt(conn, &job)
    }
}

fn attempt<T>(conn: &mut Conn, job: impl Fn(&mut Conn) -> Result<T, Error>) -> Result<T, Error> {
    let result = catch_unwind(AssertUnwindSafe(|| job(conn))).unwrap_or_else(|_| Err(Error::internal("a read panicked")));
    result.map_err(patience::explain)
}

fn cores() -> usize {
    thread::available_parallelism().map_or(2, std::num::NonZero::get)
}

/// SQLite reads cost processor time, PostgreSQL ones mostly waiting.
fn threads(target: &Target) -> usize {
    if target.is_postgres() { (cores() * 4).clamp(4, 32) } else { cores().clamp(2, 16) }
}
