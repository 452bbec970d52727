//! Forward migrations, one pair (SQLite, PostgreSQL) per change, embedded in the binary.

use super::Conn;
use crate::error::Error;
use diesel::connection::SimpleConnection;
use diesel::migration::Migration;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Several processes may start at once on one PostgreSQL: the first migrates, the others wait here.
const POSTGRES_LOCK: &str = "SELECT pg_advisory_lock(7091312021)";
const POSTGRES_UNLOCK: &str = "SELECT pg_advisory_unlock(7091312021)";

/// Applies what is missing.
pub(super) fn run(conn: &mut Conn) -> Result<(), Error> {
    let fail = |e: Box<dyn std::error::Error + Send + Sync>| Error::startup(format!("migration failed: {e}"));
    match conn {
        Conn::Sqlite(c) => c.run_pending_migrations(SQLITE).map(|_| ()).map_err(fail),
        Conn::Postgres(c) => {
            c.batch_execute(POSTGRES_LOCK)?;
            let result = c.run_pending_migrations(POSTGRES).map(|_| ()).map_err(fail);
            c.batch_execute(POSTGRES_UNLOCK)?;
            result
        }
    }
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
