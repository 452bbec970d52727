//! Forward migrations, one pair (SQLite, PostgreSQL) per change, embedded in the binary.

use super::{Conn, sort_key};
use crate::error::Error;
use crate::slug;
use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Several processes may start at once on one PostgreSQL: the first migrates, the others wait here.
const POSTGRES_LOCK: &str = "SELECT pg_advisory_lock(7091312021)";
/// The same, until the transaction ends.
const POSTGRES_LOCK_IN_TRANSACTION: &str = "SELECT pg_advisory_xact_lock(7091312021)";
const POSTGRES_UNLOCK: &str = "SELECT pg_advisory_unlock(7091312021)";

/// Applies what is missing.
pub(super) fn run(conn: &mut Conn) -> Result<(), Error> {
    let fail = |e: Box<dyn std::error::Error + Send + Sync>| Error::startup(format!("migration failed: {e}"));
    match conn {
        Conn::Sqlite(c) => {
            c.run_pending_migrations(SQLITE).map_err(fail)?;
            renew(conn)
        }
        Conn::Postgres(c) => {
            c.batch_execute(POSTGRES_LOCK)?;
            let migrated = c.run_pending_migrations(POSTGRES).map(|_| ()).map_err(fail);
            let result = migrated.and_then(|()| renew(conn));
            if let Conn::Postgres(c) = conn {
                c.batch_execute(POSTGRES_UNLOCK)?;
            }
            result
        }
    }
}

/// Makes anew what the program works out of what is stored, where it does so otherwise than before.
fn renew(conn: &mut Conn) -> Result<(), Error> {
    sort_key::renew(conn)?;
    slug::give_up_reserved(conn)
}

/// Brings the schema to where these migrations lead and no further, in the transaction of the caller; fails when the
/// database has others, or this program lacks one.
pub fn run_these(conn: &mut Conn, names: &[String]) -> Result<(), Error> {
    if let Conn::Postgres(c) = conn {
        c.batch_execute(POSTGRES_LOCK_IN_TRANSACTION)?;
    }
    let pending = pending(conn)?;
    if let Some(unknown) = names.iter().find(|name| !known().contains(name)) {
        return Err(Error::startup(format!("this jipp is too old: it lacks the migration {unknown}")));
    }
    if let Some(extra) = known().iter().find(|name| !names.contains(name) && !pending.contains(name)) {
        return Err(Error::startup(format!("the database is too new: it has the migration {extra} already")));
    }
    apply(conn, |name| names.contains(&name.to_owned()))
}

/// Applies what is missing, in the transaction of the caller.
pub fn run_all(conn: &mut Conn) -> Result<(), Error> {
    apply(conn, |_| true)
}

fn apply(conn: &mut Conn, wanted: impl Fn(&str) -> bool) -> Result<(), Error> {
    let fail = |e: Box<dyn std::error::Error + Send + Sync>| Error::startup(format!("migration failed: {e}"));
    match conn {
        Conn::Sqlite(c) => {
            let pending = c.pending_migrations(SQLITE).map_err(fail)?;
            pending.iter().filter(|m| wanted(&m.name().to_string())).try_for_each(|m| c.run_migration(m).map(|_| ()).map_err(fail))
        }
        Conn::Postgres(c) => {
            let pending = c.pending_migrations(POSTGRES).map_err(fail)?;
            pending.iter().filter(|m| wanted(&m.name().to_string())).try_for_each(|m| c.run_migration(m).map(|_| ()).map_err(fail))
        }
    }
}

/// Names of all migrations of this program, in their order; they are the same on both backends.
fn known() -> Vec<String> {
    let all = MigrationSource::<Sqlite>::migrations(&SQLITE).unwrap_or_default();
    let mut names: Vec<String> = all.iter().map(|m| m.name().to_string()).collect();
    names.sort();
    names
}

/// What diesel keeps of a migration's name: the digits before the first `_`.
fn version(name: &str) -> String {
    name.split('_').next().unwrap_or_default().replace('-', "")
}

#[derive(QueryableByName)]
struct Applied {
    #[diesel(sql_type = Text)]
    version: String,
}

/// Names of the migrations that the database has, without writing to it; fails when it has more than this program knows.
pub fn applied(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let select = diesel::sql_query("SELECT version FROM __diesel_schema_migrations ORDER BY version");
    let applied: Vec<Applied> = super::query!(conn, c => select.load(c))?;
    let known = known();
    let name = |row: Applied| known.iter().find(|name| version(name) == row.version).cloned();
    applied
        .into_iter()
        .map(|row| name(row).ok_or_else(|| Error::startup("the database is too new: it has migrations that this jipp lacks")))
        .collect()
}

/// Names of migrations that the database lacks.
pub(super) fn pending(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let fail = |e: Box<dyn std::error::Error + Send + Sync>| Error::internal(format!("cannot read migrations: {e}"));
    match conn {
        Conn::Sqlite(c) => c.pending_migrations(SQLITE).map(|m| m.iter().map(|m| m.name().to_string()).collect()),
        Conn::Postgres(c) => c.pending_migrations(POSTGRES).map(|m| m.iter().map(|m| m.name().to_string()).collect()),
    }
    .map_err(fail)
}
