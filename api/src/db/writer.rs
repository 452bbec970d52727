//! The writer. What it acknowledges is on disk.
//!
//! SQLite has one writing thread with group commit: it opens a transaction, runs the waiting closures,
//! commits once and then answers all of them. Many writers on a pool would queue on SQLite's lock
//! instead, and pay one `fsync` each. A closure that fails after it wrote something has spoilt the
//! transaction for all; they run again then, each in a savepoint of its own. PostgreSQL has its own
//! group commit, so there each of a few threads runs one transaction at a time.

use super::patience;
use super::progress::{Cuts, Progress, State};
use super::{Conn, Target};
use crate::error::Error;
use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

/// Jobs that may wait before a request is turned away with 503.
const QUEUE: usize = 1024;
/// One commit covers at most this many closures …
const BATCH_JOBS: usize = 256;
/// … or those that began within this time.
const BATCH_TIME: Duration = Duration::from_millis(5);
/// How often PostgreSQL's answer "deadlock, try again" is obeyed.
const RETRIES: usize = 3;
/// Writing connections to PostgreSQL: with more of them, those who read wait longer (`docs/performance.md`).
const POSTGRES_WRITERS: usize = 3;
/// A write that has not begun after this time is turned away, and is not done.
const LONGEST_WAIT: Duration = Duration::from_secs(4);
/// What PostgreSQL does not answer this long after it began is in doubt.
const DOUBT_AFTER: Duration = Duration::from_millis(500);
/// Threads that may hang on a server that never answers, beside those that took their places.
const MOST_LOST: usize = 16;
/// A thread that is not free this long after its write came in doubt hangs.
const LOST_AFTER: Duration = Duration::from_secs(2);

/// Told after the commit whether it held.
type Answer = Box<dyn FnOnce(Result<(), Error>) + Send>;

type Run = Box<dyn FnMut(&mut Conn, Guard) -> Outcome + Send>;

/// A queued write: runs in the open transaction, as often as it takes, and gives back how to answer its caller.
struct Job {
    run: Run,
    answer: Answer,
    progress: Progress,
}

/// How a closure is kept from its neighbours in the transaction.
#[derive(Clone, Copy)]
enum Guard {
    /// Not at all: it is alone, or all run again if it fails.
    Nothing,
    /// By a savepoint. On SQLite each one makes FTS5 write out its index, and costs half as much again as the write.
    Savepoint,
}

/// What a closure left behind in the open transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Its changes, to be committed.
    Kept,
    /// Nothing that may stay: it refused or failed.
    Undone,
    /// The transaction itself is gone (disk full, lost connection).
    Fatal,
}

#[derive(Clone)]
pub(super) struct Writer {
    target: Target,
    queue: Sender<Job>,
    jobs: Receiver<Job>,
    lost: Arc<AtomicUsize>,
    cuts: Cuts,
}

impl Writer {
    pub(super) fn start(target: &Target, first: Conn, cuts: Cuts) -> Result<Self, Error> {
        let (queue, jobs) = bounded::<Job>(QUEUE);
        let threads = if target.is_postgres() { POSTGRES_WRITERS } else { 1 };
        let writer = Self { target: target.clone(), queue, jobs, lost: Arc::default(), cuts };
        let mut conn = Some(first);
        for _ in 0..threads {
            writer.add(Some(match conn.take() {
                Some(conn) => for_writing(conn)?,
                None => connect(target)?,
            }))?;
        }
        Ok(writer)
    }

    /// Starts a thread, which connects by itself when it is given no connection.
    fn add(&self, conn: Option<Conn>) -> Result<(), Error> {
        let (target, jobs, lost, cuts) = (self.target.clone(), self.jobs.clone(), self.lost.clone(), self.cuts.clone());
        let serve = move || {
            serve(&target, conn, &jobs, &cuts);
            lost.fetch_sub(1, Ordering::AcqRel);
        };
        let started = thread::Builder::new().name("writer".into()).spawn(serve);
        started.map(drop).map_err(|e| Error::startup(format!("cannot start a writer thread: {e}")))
    }

    pub(super) async fn run<T, F>(&self, job: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        let progress = Progress::default();
        let mut answer = self.submit(progress.clone(), job)?;
        let answered = match timeout(LONGEST_WAIT, &mut answer).await {
            Ok(answered) => answered,
            Err(_) if progress.goes(State::Waiting, State::TurnedAway) => return Err(Error::overloaded()),
            // A disk always answers.
            Err(_) if !self.target.is_postgres() => answer.await,
            Err(_) => match timeout(DOUBT_AFTER, &mut answer).await {
                Ok(answered) => answered,
                Err(_) => {
                    tokio::spawn(self.clone().give_up(progress));
                    return Err(Error::in_doubt());
                }
            },
        };
        answered.unwrap_or_else(|_| Err(Error::internal("the writer thread went away")))
    }

    /// A server that is cut off without a word may hold a thread for ever: another takes its place.
    async fn give_up(self, progress: Progress) {
        sleep(LOST_AFTER).await;
        if !progress.is(State::Begun) {
            return;
        }
        self.cuts.fetch_add(1, Ordering::AcqRel);
        if self.lost.load(Ordering::Acquire) >= MOST_LOST || !progress.goes(State::Begun, State::Lost) {
            return;
        }
        self.lost.fetch_add(1, Ordering::AcqRel);
        if let Err(e) = self.add(None) {
            tracing::error!("{e}");
        }
    }

    pub(super) fn run_blocking<T, F>(&self, job: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        let answer = self.submit(Progress::default(), job)?;
        answer.blocking_recv().unwrap_or_else(|_| Err(Error::internal("the writer thread went away")))
    }

    fn submit<T, F>(&self, progress: Progress, job: F) -> Result<oneshot::Receiver<Result<T, Error>>, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let slot = Arc::new(std::sync::Mutex::new(None));
        let filled = slot.clone();
        let begun = progress.clone();
        let run = Box::new(move |conn: &mut Conn, guard: Guard| {
            begun.goes(State::Waiting, State::Begun);
            if begun.is(State::TurnedAway) {
                return Outcome::Kept;
            }
            let result = match guard {
                Guard::Nothing => attempt(conn, &job),
                Guard::Savepoint => in_savepoint(conn, &job),
            };
            let outcome = match &result {
                Ok(_) => Outcome::Kept,
                Err(e) if is_fatal(e) => Outcome::Fatal,
                Err(_) => Outcome::Undone,
            };
            if let Ok(mut slot) = filled.lock() {
                *slot = Some(result);
            }
            outcome
        });
        let answer: Answer = Box::new(move |committed| {
            let result = slot.lock().ok().and_then(|mut slot| slot.take());
            let _ = sender.send(match (committed, result) {
                (Ok(()), Some(result)) => result,
                // What it refused stays refused, whatever became of its neighbours.
                (Err(_), Some(Err(e))) if is_refusal(&e) => Err(e),
                (Err(lost), _) => Err(lost),
                (Ok(()), None) => Err(Error::internal("a write left no result")),
            });
        });
        match self.queue.try_send(Job { run, answer, progress }) {
            Ok(()) => Ok(receiver),
            Err(TrySendError::Full(_)) => Err(Error::overloaded()),
            Err(TrySendError::Disconnected(_)) => Err(Error::internal("the writer thread went away")),
        }
    }
}

fn connect(target: &Target) -> Result<Conn, Error> {
    target.connect().and_then(for_writing)
}

/// Who writes asks by keys. PostgreSQL keeps the plans of its own questions too, by which it checks references: one that was
/// made for a table of few rows would read all of them for each row that is written, long after there are many.
fn for_writing(mut conn: Conn) -> Result<Conn, Error> {
    if let Conn::Postgres(_) = conn {
        // What has no index is planned at a forbidding cost, for which it would also be compiled.
        conn.execute("SET enable_seqscan = off; SET jit = off; SET lock_timeout = '4s'; SET statement_timeout = '15s'")?;
    }
    Ok(conn)
}

fn serve(target: &Target, mut conn: Option<Conn>, jobs: &Receiver<Job>, cuts: &Cuts) {
    let mut seen = cuts.load(Ordering::Acquire);
    while let Ok(first) = jobs.recv() {
        let now = cuts.load(Ordering::Acquire);
        if std::mem::replace(&mut seen, now) != now && target.is_postgres() {
            conn = None;
        }
        let progress = first.progress.clone();
        // From here on the thread may hang on the server.
        if target.is_postgres() && !progress.goes(State::Waiting, State::Begun) {
            continue;
        }
        let open = match begin_on_live(target, &mut conn) {
            Ok(open) => open,
            Err(e) => {
                (first.answer)(Err(Error::unavailable(e)));
                if target.is_postgres() && !progress.goes(State::Begun, State::Done) {
                    break;
                }
                continue;
            }
        };
        let healthy = match open {
            Conn::Sqlite(_) => commit_batch(open, first, jobs),
            Conn::Postgres(_) => commit_one(open, first),
        };
        if !healthy && open.is_broken() {
            conn = None;
        }
        // Once it is given up, another thread has its place.
        if target.is_postgres() && !progress.goes(State::Begun, State::Done) {
            break;
        }
    }
}

/// Opens a transaction. A PostgreSQL server that went away and came back costs the writes after it nothing.
fn begin_on_live<'a>(target: &Target, slot: &'a mut Option<Conn>) -> Result<&'a mut Conn, Error> {
    let mut begun = None;
    if let Some(mut conn) = slot.take() {
        match begin(&mut conn) {
            Ok(()) => begun = Some(conn),
            Err(e) if !target.is_postgres() => {
                *slot = Some(conn);
                return Err(e);
            }
            Err(_) => {}
        }
    }
    let conn = match begun {
        Some(conn) => conn,
        None => {
            let mut conn = connect(target)?;
            begin(&mut conn)?;
            conn
        }
    };
    Ok(slot.insert(conn))
}

/// Runs the waiting closures in the open transaction and commits it; `false` when it was lost.
fn commit_batch(conn: &mut Conn, first: Job, jobs: &Receiver<Job>) -> bool {
    let started = Instant::now();
    let mut batch = Vec::new();
    let mut outcome = Outcome::Kept;
    let mut next = Some(first);
    while let Some(mut job) = next {
        outcome = run_unguarded(conn, &mut job);
        batch.push(job);
        let full = outcome != Outcome::Kept || batch.len() >= BATCH_JOBS || started.elapsed() >= BATCH_TIME;
        next = if full { None } else { jobs.try_recv().ok() };
    }
    let committed = match outcome {
        Outcome::Kept => commit(conn),
        Outcome::Undone => rollback(conn) || commit_guarded(conn, &mut batch),
        Outcome::Fatal => rollback(conn),
    };
    for job in batch {
        (job.answer)(if committed { Ok(()) } else { Err(Error::unavailable("the database could not keep the change")) });
    }
    committed
}

/// Runs a closure among others; `Undone` when what it left behind spoils the transaction. To refuse without a trace does not.
fn run_unguarded(conn: &mut Conn, job: &mut Job) -> Outcome {
    let before = changes(conn);
    match (job.run)(conn, Guard::Nothing) {
        Outcome::Undone if before.is_some() && changes(conn) == before => Outcome::Kept,
        outcome => outcome,
    }
}

/// Runs the closures of a spoilt transaction again, so that those that fail are undone alone; whether the rest was kept.
fn commit_guarded(conn: &mut Conn, batch: &mut [Job]) -> bool {
    if let Err(e) = begin(conn) {
        tracing::error!("begin failed: {e}");
        return false;
    }
    for job in batch {
        if (job.run)(conn, Guard::Savepoint) == Outcome::Fatal {
            return rollback(conn);
        }
    }
    commit(conn)
}

diesel::define_sql_function! {
    /// The number of rows that this connection has changed since it was opened (SQLite).
    fn total_changes() -> diesel::sql_types::BigInt;
}

fn changes(conn: &mut Conn) -> Option<i64> {
    match conn {
        Conn::Sqlite(c) => diesel::select(total_changes()).get_result(c).ok(),
        Conn::Postgres(_) => None,
    }
}

/// Runs one closure in the open transaction and commits it; after a deadlock again, in another.
fn commit_one(conn: &mut Conn, Job { mut run, answer, .. }: Job) -> bool {
    for attempt in 0..=RETRIES {
        if attempt > 0 && begin(conn).is_err() {
            break;
        }
        let outcome = run(conn, Guard::Nothing);
        let committed = match outcome {
            Outcome::Kept => commit(conn),
            Outcome::Undone if rollback_inner(conn) => {
                answer(Ok(()));
                return true;
            }
            Outcome::Undone | Outcome::Fatal => rollback(conn),
        };
        if committed {
            answer(Ok(()));
            return true;
        }
        if attempt == RETRIES || conn.is_broken() {
            break;
        }
    }
    answer(Err(Error::unavailable("the database could not keep the change")));
    false
}

fn attempt<T>(conn: &mut Conn, job: impl Fn(&mut Conn) -> Result<T, Error>) -> Result<T, Error> {
    let result = catch_unwind(AssertUnwindSafe(|| job(conn))).unwrap_or_else(|_| Err(Error::internal("a write panicked")));
    result.map_err(patience::explain)
}

/// A closure that fails or panics is rolled back alone.
fn in_savepoint<T>(conn: &mut Conn, job: impl Fn(&mut Conn) -> Result<T, Error>) -> Result<T, Error> {
    begin(conn)?;
    match attempt(conn, job) {
        Ok(value) if commit(conn) => Ok(value),
        Ok(_) => Err(Error::Database(DieselError::BrokenTransactionManager)),
        Err(e) if is_fatal(&e) || rollback_inner(conn) => Err(e),
        Err(_) => Err(Error::Database(DieselError::BrokenTransactionManager)),
    }
}

/// Opens a transaction, or inside one a savepoint.
fn begin(conn: &mut Conn) -> Result<(), Error> {
    match conn {
        Conn::Sqlite(c) => {
            let status = AnsiTransactionManager::transaction_manager_status_mut(c);
            let outermost = status.transaction_depth().is_ok_and(|depth| depth.is_none());
            // Taking the write lock at once keeps SQLITE_BUSY out of the middle of a batch.
            if outermost {
                AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")
            } else {
                AnsiTransactionManager::begin_transaction(c)
            }
        }
        Conn::Postgres(c) => AnsiTransactionManager::begin_transaction(c),
    }
    .map_err(Error::from)
}

fn commit(conn: &mut Conn) -> bool {
    let result = super::query!(conn, c => AnsiTransactionManager::commit_transaction(c));
    if let Err(e) = &result {
        tracing::error!("commit failed: {e}");
    }
    result.is_ok()
}

fn rollback_inner(conn: &mut Conn) -> bool {
    super::query!(conn, c => AnsiTransactionManager::rollback_transaction(c)).is_ok()
}

/// Gives up the whole transaction, whatever its depth; always `false`: nothing was kept.
fn rollback(conn: &mut Conn) -> bool {
    while rollback_inner(conn) {}
    false
}

/// Whether a write was refused for what it asked for, and would be again.
fn is_refusal(error: &Error) -> bool {
    use DatabaseErrorKind::{CheckViolation, ForeignKeyViolation, NotNullViolation, UniqueViolation};
    match error {
        Error::Database(DieselError::DatabaseError(kind, _)) => {
            matches!(kind, CheckViolation | ForeignKeyViolation | NotNullViolation | UniqueViolation)
        }
        Error::Database(e) => *e != DieselError::BrokenTransactionManager,
        _ => true,
    }
}

/// Errors after which SQLite or PostgreSQL has given up the transaction itself.
fn is_fatal(error: &Error) -> bool {
    match error {
        Error::Database(DieselError::BrokenTransactionManager) => true,
        Error::Database(DieselError::DatabaseError(kind, info)) => match kind {
            DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::SerializationFailure => true,
            DatabaseErrorKind::Unknown => {
                let message = info.message();
                [
                    "disk is full",
                    "disk I/O error",
                    // How PostgreSQL begins what it says of files that it cannot read, write or extend.
                    "could not ",
                    "out of memory",
                    "deadlock detected",
                    "readonly database",
                    "terminating connection",
                    "server closed the connection",
                    "connection not open",
                ]
                .iter()
                .any(|m| message.contains(m))
            }
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicBool;

    fn counted(conn: &mut Conn) -> i64 {
        let Conn::Sqlite(c) = conn else { panic!("SQLite") };
        diesel::sql_query("UPDATE kept SET n = n").execute(c).map(|n| n as i64).unwrap()
    }

    /// Writers that fail or panic after they wrote, in one batch with others that do not.
    #[test]
    fn a_write_that_fails_takes_no_other_along() {
        let folder = tempfile::tempdir().unwrap();
        let target = Target::Sqlite(folder.path().join("kept.db"));
        let mut conn = target.connect().unwrap();
        conn.execute("CREATE TABLE kept (n INTEGER PRIMARY KEY)").unwrap();
        let writer = Arc::new(Writer::start(&target, conn, Cuts::default()).unwrap());
        let held = Arc::new(AtomicBool::new(true));
        let gate = held.clone();
        // Holds the writer until all the others wait, so that they share a batch.
        let first = writer
            .submit(Progress::default(), move |_| {
                while gate.load(Ordering::Acquire) {
                    thread::sleep(Duration::from_millis(1));
                }
                Ok(())
            })
            .unwrap();
        let waiting: Vec<_> = (0..60)
            .map(|n| {
                writer
                    .submit(Progress::default(), move |conn| {
                        if n % 3 != 1 {
                            conn.execute(&format!("INSERT INTO kept VALUES ({n})"))?;
                        }
                        match n % 6 {
                            0 | 1 => Err(Error::internal("refused")),
                            2 => panic!("on purpose"),
                            _ => Ok(n),
                        }
                    })
                    .unwrap()
            })
            .collect();
        held.store(false, Ordering::Release);
        first.blocking_recv().unwrap().unwrap();
        for (n, answer) in waiting.into_iter().enumerate() {
            assert_eq!(answer.blocking_recv().unwrap().ok(), Some(n).filter(|n| n % 6 > 2), "write {n}");
        }
        // Of six, 0 and 2 were undone, 1 and 4 wrote nothing, 3 and 5 stay.
        assert_eq!(counted(&mut target.connect().unwrap()), 20);
    }
}
