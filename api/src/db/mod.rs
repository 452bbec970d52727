//! One database, two backends: SQLite inside the process, or PostgreSQL.
//!
//! Handlers see [`Database::read`] and [`Database::write`] and nothing else. Both hand a closure to a
//! thread that owns a connection, so that no async worker ever waits for a disk, and answer `503` when
//! their bounded queue is full. A query is written once, with [`query!`], and runs on either backend.

mod condition;
mod connection;
pub mod migrations;
mod patience;
mod probe;
mod progress;
mod reader;
mod rows;
pub mod schema;
pub mod sort_key;
mod together;
pub mod types;
mod writer;

pub use condition::Condition;
pub use connection::{Conn, Target};
pub use patience::{StillWanted, still_wanted};
pub use reader::{Cost, Reader};
pub use rows::Rows;
pub(crate) use rows::{insert_all, rows};
pub use together::Together;
pub use types::{Day, Id, Instant, RawJson, set_clock_ahead};

use crate::error::Error;
use crate::markdown::{Ready, at_desk, render_wanted, render_wanted_now};
use std::sync::Arc;

/// Runs one diesel expression on whichever backend the connection belongs to.
macro_rules! query {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite($c) => $body,
            $crate::db::Conn::Postgres($c) => $body,
        }
    };
}
pub(crate) use query;

/// A handle to the database: cheap to clone, shared by all workers.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    target: Target,
    readers: reader::Readers,
    writer: writer::Writer,
}

impl Database {
    /// Opens the database that `target` names and brings its schema up to date.
    pub fn open(target: &Target) -> Result<Self, Error> {
        let mut first = target.connect()?;
        migrations::run(&mut first)?;
        Self::attach(target, first)
    }

    /// Opens the database as it is, for commands that only look.
    pub fn open_unmigrated(target: &Target) -> Result<Self, Error> {
        let first = target.connect()?;
        Self::attach(target, first)
    }

    fn attach(target: &Target, first: Conn) -> Result<Self, Error> {
        let cuts = progress::Cuts::default();
        Ok(Self {
            inner: Arc::new(Inner {
                target: target.clone(),
                readers: reader::Readers::start(target, cuts.clone())?,
                writer: writer::Writer::start(target, first, cuts)?,
            }),
        })
    }

    /// Which database this is.
    pub fn target(&self) -> &Target {
        &self.inner.target
    }

    /// Runs `job`, which costs little, on a reading connection; again, once texts that it wants are rendered. 503 after four
    /// seconds, or two of waiting.
    pub async fn read<T, F>(&self, job: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + Sync + 'static,
    {
        self.read_at(Cost::Little, job).await
    }

    /// [`Database::read`] in the lane of what costs as much.
    pub async fn read_at<T, F>(&self, cost: Cost, job: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + Sync + 'static,
    {
        let (job, mut ready) = (Arc::new(job), Ready::new());
        loop {
            match self.inner.readers.run(cost, at_desk_with(&job, &ready)).await {
                Err(Error::Unrendered(wanted)) => render_wanted(wanted, &mut ready).await?,
                result => return result,
            }
        }
    }

    /// Fails unless every table can be read; looks at a record of each.
    pub async fn probe(&self) -> Result<(), Error> {
        let target = self.inner.target.clone();
        self.read(move |conn| probe::every_table(&target, conn)).await
    }

    /// A reading connection for a thread of its own.
    pub fn reader(&self) -> Result<Reader, Error> {
        self.inner.readers.reader()
    }

    /// Runs `job` in a transaction; when this answers `Ok`, what it wrote is on disk.
    ///
    /// The closure may run more than once (after a deadlock on PostgreSQL, or when another of its batch
    /// failed on SQLite, or when a text that it shows was not rendered yet), so it has no effect outside the database.
    pub async fn write<T, F>(&self, job: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + Sync + 'static,
    {
        let (job, mut ready) = (Arc::new(job), Ready::new());
        loop {
            match self.inner.writer.run(at_desk_with(&job, &ready)).await {
                Err(Error::Unrendered(wanted)) => render_wanted(wanted, &mut ready).await?,
                result => return result,
            }
        }
    }

    /// [`Database::read`] for commands, which have no async runtime.
    pub fn read_now<T, F>(&self, job: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + Sync + 'static,
    {
        let (job, mut ready) = (Arc::new(job), Ready::new());
        loop {
            match self.inner.readers.run_blocking(at_desk_with(&job, &ready)) {
                Err(Error::Unrendered(wanted)) => render_wanted_now(wanted, &mut ready)?,
                result => return result,
            }
        }
    }

    /// [`Database::write`] for commands, which have no async runtime.
    pub fn write_now<T, F>(&self, job: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T, Error> + Send + Sync + 'static,
    {
        let (job, mut ready) = (Arc::new(job), Ready::new());
        loop {
            match self.inner.writer.run_blocking(at_desk_with(&job, &ready)) {
                Err(Error::Unrendered(wanted)) => render_wanted_now(wanted, &mut ready)?,
                result => return result,
            }
        }
    }

    /// The names of migrations that the binary has and the database lacks.
    pub fn pending_migrations(&self) -> Result<Vec<String>, Error> {
        self.write_now(migrations::pending)
    }
}

/// One attempt at a job, with the texts that were rendered for it.
fn at_desk_with<T, F>(job: &Arc<F>, ready: &Ready) -> impl Fn(&mut Conn) -> Result<T, Error> + Send + 'static
where
    F: Fn(&mut Conn) -> Result<T, Error> + Send + Sync + 'static,
{
    let (job, ready) = (job.clone(), ready.clone());
    move |conn| at_desk(&ready, || job(conn))
}
