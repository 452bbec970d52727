//! Connecting: the one place besides migrations and full text where the backends differ.

use super::patience;
use crate::error::Error;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::{Connection, PgConnection, SqliteConnection};
use std::path::{Path, PathBuf};

/// A connection to either backend. Queries reach into it with `query!`.
pub enum Conn {
    /// An embedded SQLite file.
    Sqlite(SqliteConnection),
    /// A PostgreSQL server.
    Postgres(PgConnection),
}

/// What `DATABASE_URL` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Path of the SQLite file.
    Sqlite(PathBuf),
    /// A `postgres://` URL, handed to libpq as it is.
    Postgres(String),
}

/// Page cache of one SQLite connection, in KiB: enough for the hot index pages of a large catalogue.
const SQLITE_CACHE_KIB: u32 = 8 * 1024;

impl Target {
    /// Reads a `DATABASE_URL`: `sqlite://path` (relative or absolute) or `postgres://…`.
    pub fn parse(url: &str) -> Result<Self, String> {
        if let Some(path) = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")) {
            let path = path.split('?').next().unwrap_or_default();
            if path.is_empty() || path == ":memory:" {
                return Err("DATABASE_URL must name a file, such as sqlite://data/jipp.db".into());
            }
            Ok(Self::Sqlite(PathBuf::from(path)))
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Ok(Self::Postgres(url.to_owned()))
        } else {
            Err("DATABASE_URL must start with sqlite:// or postgres://".into())
        }
    }

    /// Whether this is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// The target without its password, for people to read.
    pub fn describe(&self) -> String {
        match self {
            Self::Sqlite(path) => format!("SQLite {}", path.display()),
            Self::Postgres(url) => {
                let place = url.rsplit_once('@').map_or(url.as_str(), |(_, rest)| rest).split('?').next().unwrap_or_default();
                format!("PostgreSQL {}", place.trim_start_matches("postgresql://").trim_start_matches("postgres://"))
            }
        }
    }

    /// Fails when there is no database: for commands that must not make one by opening it.
    pub fn require_existing(&self) -> Result<(), Error> {
        match self {
            Self::Sqlite(path) if !path.exists() => Err(Error::startup(format!("{} does not exist", path.display()))),
            _ => Ok(()),
        }
    }

    /// An SQLite database without a file, which goes with its connection.
    pub fn in_memory() -> Result<Conn, Error> {
        open_sqlite(Path::new(":memory:"), "").map(Conn::Sqlite)
    }

    /// Opens a connection that may write.
    pub fn connect(&self) -> Result<Conn, Error> {
        match self {
            Self::Sqlite(path) => {
                create_parent(path)?;
                open_sqlite(path, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;").map(Conn::Sqlite)
            }
            Self::Postgres(url) => open_postgres(url, "").map(Conn::Postgres),
        }
    }

    /// Opens a connection for a look: a file that is not there is not made.
    pub(super) fn connect_looking(&self) -> Result<Conn, Error> {
        self.require_existing()?;
        self.connect_reading()
    }

    /// Opens a connection that can only read.
    pub fn connect_reading(&self) -> Result<Conn, Error> {
        match self {
            Self::Sqlite(path) => open_sqlite(path, "PRAGMA query_only = ON;").map(Conn::Sqlite),
            Self::Postgres(url) => {
                // What counts much takes one core, and no workers beside it.
                let settings = format!(
                    "SET default_transaction_read_only = on; SET max_parallel_workers_per_gather = 0; SET statement_timeout = {};",
                    patience::STATEMENT.as_millis()
                );
                open_postgres(url, &settings).map(Conn::Postgres)
            }
        }
    }
}

fn create_parent(path: &Path) -> Result<(), Error> {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => {
            std::fs::create_dir_all(parent).map_err(|e| Error::startup(format!("cannot create {}: {e}", parent.display())))
        }
        _ => Ok(()),
    }
}

fn open_sqlite(path: &Path, pragmas: &str) -> Result<SqliteConnection, Error> {
    let fail = |e: String| Error::startup(format!("cannot open SQLite {}: {e}", path.display()));
    let mut conn = SqliteConnection::establish(&path.to_string_lossy()).map_err(|e| fail(e.to_string()))?;
    conn.batch_execute(&format!(
        "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; \
         PRAGMA cache_size = -{SQLITE_CACHE_KIB}; PRAGMA trusted_schema = OFF; {pragmas}"
    ))
    .map_err(|e| fail(e.to_string()))?;
    patience::teach(&mut conn).map_err(|e| fail(e.to_string()))?;
    Ok(conn)
}

/// How soon libpq gives up a server that is cut off without a word: what was sent and not acknowledged for three seconds is
/// lost, and so is an idle connection that does not answer. What the URL says itself goes before.
const CUT_OFF: [(&str, &str); 6] = [
    ("connect_timeout", "2"),
    ("keepalives", "1"),
    ("keepalives_idle", "1"),
    ("keepalives_interval", "1"),
    ("keepalives_count", "2"),
    ("tcp_user_timeout", "3000"),
];

fn with_cut_off(url: &str) -> String {
    let mut url = url.to_owned();
    for (name, value) in CUT_OFF {
        if !url.contains(&format!("{name}=")) {
            let joint = if url.contains('?') { '&' } else { '?' };
            url.push_str(&format!("{joint}{name}={value}"));
        }
    }
    url
}

fn open_postgres(url: &str, settings: &str) -> Result<PgConnection, Error> {
    // libpq explains itself in several lines.
    let fail = |e: String| Error::startup(format!("cannot reach PostgreSQL: {}", e.split_whitespace().collect::<Vec<_>>().join(" ")));
    let mut conn = PgConnection::establish(&with_cut_off(url)).map_err(|e| fail(e.to_string()))?;
    conn.batch_execute(&format!("SET client_min_messages = warning; SET idle_in_transaction_session_timeout = '60s'; {settings}"))
        .map_err(|e| fail(e.to_string()))?;
    Ok(conn)
}

impl Conn {
    /// Runs several statements that return nothing.
    pub fn execute(&mut self, sql: &str) -> Result<(), Error> {
        super::query!(self, c => c.batch_execute(sql)).map_err(Error::from)
    }

    /// Runs `job` in one transaction, which holds SQLite's write lock from its beginning; an error undoes all of it.
    pub fn transaction<T>(&mut self, job: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        match self {
            Self::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?,
            Self::Postgres(c) => AnsiTransactionManager::begin_transaction(c)?,
        }
        let result = job(self);
        match &result {
            Ok(_) => super::query!(self, c => AnsiTransactionManager::commit_transaction(c))?,
            // What failed first is what the caller wants to know.
            Err(_) => drop(super::query!(self, c => AnsiTransactionManager::rollback_transaction(c))),
        }
        result
    }

    /// Whether the connection is beyond use and must be opened again.
    pub(super) fn is_broken(&mut self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres(c) => c.batch_execute("SELECT 1").is_err(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_urls_that_the_manual_names() {
        assert_eq!(Target::parse("sqlite://data/jipp.db"), Ok(Target::Sqlite("data/jipp.db".into())));
        assert_eq!(Target::parse("sqlite:///var/lib/jipp.db"), Ok(Target::Sqlite("/var/lib/jipp.db".into())));
        assert!(Target::parse("postgres://u:p@h/db").is_ok_and(|t| t.is_postgres()));
        assert!(Target::parse("mysql://h/db").is_err());
        assert!(Target::parse("sqlite://").is_err());
    }

    #[test]
    fn what_the_url_says_of_its_connection_stays() {
        let url = with_cut_off("postgres://h/db?connect_timeout=30");
        assert!(url.starts_with("postgres://h/db?connect_timeout=30&keepalives=1") && url.ends_with("&tcp_user_timeout=3000"), "{url}");
        assert!(with_cut_off("postgres://h/db").starts_with("postgres://h/db?connect_timeout=2&"));
    }

    #[test]
    fn never_shows_a_password() {
        let target = Target::parse("postgres://jipp:secret@db.example/jipp").unwrap();
        assert_eq!(target.describe(), "PostgreSQL db.example/jipp");
    }
}
