//! Reading threads: each owns a connection and takes the next job from one bounded queue.

use super::{Conn, Target};
use crate::error::Error;
use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use tokio::sync::oneshot;

type Job = Box<dyn FnOnce(&mut Reader) + Send>;

/// Jobs that may wait before a request is turned away with 503.
const QUEUE: usize = 1024;

pub(super) struct Readers {
    queue: Sender<Job>,
}

/// One thread's connection, and where to get another.
pub struct Reader {
    target: Target,
    conn: Conn,
}

impl Readers {
    pub(super) fn start(target: &Target) -> Result<Self, Error> {
        let (queue, jobs) = bounded::<Job>(QUEUE);
        for n in 0..threads(target) {
            let mut reader = Reader::connect(target)?;
            let jobs: Receiver<Job> = jobs.clone();
            thread::Builder::new()
                .name(format!("reader-{n}"))
                .spawn(move || {
                    while let Ok(job) = jobs.recv() {
                        job(&mut reader);
                    }
                })
                .map_err(|e| Error::startup(format!("cannot start a reader thread: {e}")))?;
        }
        Ok(Self { queue })
    }

    pub(super) async fn run<T, F>(&self, job: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.submit(job)?.await.unwrap_or_else(|_| Err(Error::internal("a reader thread went away")))
    }

    pub(super) fn run_blocking<T, F>(&self, job: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.submit(job)?.blocking_recv().unwrap_or_else(|_| Err(Error::internal("a reader thread went away")))
    }

    fn submit<T, F>(&self, job: F) -> Result<oneshot::Receiver<Result<T, Error>>, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        let (answer, receiver) = oneshot::channel();
        let boxed: Job = Box::new(move |reader| {
            // The client went away while it waited: nobody needs the answer.
            if !answer.is_closed() {
                let _ = answer.send(reader.run(&job));
            }
        });
        match self.queue.try_send(boxed) {
            Ok(()) => Ok(receiver),
            Err(TrySendError::Full(_)) => Err(Error::overloaded()),
            Err(TrySendError::Disconnected(_)) => Err(Error::internal("the reader threads went away")),
        }
    }
}

impl Reader {
    pub(super) fn connect(target: &Target) -> Result<Self, Error> {
        Ok(Self { target: target.clone(), conn: target.connect_reading()? })
    }

    /// Runs `job` on this connection, on the thread that calls.
    pub fn run<T>(&mut self, job: impl Fn(&mut Conn) -> Result<T, Error>) -> Result<T, Error> {
        match attempt(&mut self.conn, &job) {
            // A server that restarted costs its clients nothing: the read runs again on a new connection.
            Err(e) if e.is_from_database() && self.conn.is_broken() => {
                self.conn = self.target.connect_reading().map_err(Error::unavailable)?;
                attempt(&mut self.conn, &job)
            }
            result => result,
        }
    }
}

fn attempt<T>(conn: &mut Conn, job: impl Fn(&mut Conn) -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(|| job(conn))).unwrap_or_else(|_| Err(Error::internal("a read panicked")))
}

/// SQLite reads cost processor time, PostgreSQL ones mostly waiting.
fn threads(target: &Target) -> usize {
    let cores = thread::available_parallelism().map_or(2, std::num::NonZero::get);
    if target.is_postgres() { (cores * 4).clamp(4, 32) } else { cores.clamp(2, 16) }
}
