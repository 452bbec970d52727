//! Whether the database can be read.

use super::{Conn, Target};
use crate::error::Error;
use diesel::prelude::*;
use diesel::sql_types::Text;

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
}

const SQLITE: &str = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')";
const POSTGRES: &str = "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema()";

/// Reads a record of every table. On SQLite by a connection of its own, which has nothing in its memory yet: what the others read
/// once they hold for as long as nobody writes, whatever has become of the file.
pub fn every_table(target: &Target, conn: &mut Conn) -> Result<(), Error> {
    match target {
        Target::Sqlite(_) => read_all(&mut target.connect_looking()?),
        Target::Postgres(_) => read_all(conn),
    }
}

fn read_all(conn: &mut Conn) -> Result<(), Error> {
    let tables: Vec<Table> = match conn {
        Conn::Sqlite(c) => diesel::sql_query(SQLITE).load(c)?,
        Conn::Postgres(c) => diesel::sql_query(POSTGRES).load(c)?,
    };
    if tables.is_empty() {
        return Err(Error::internal("the database has no tables"));
    }
    let first_of = |Table { name }: &Table| format!("SELECT * FROM \"{}\" LIMIT 1;", name.replace('"', "\"\""));
    conn.execute(&tables.iter().map(first_of).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_damaged_or_gone_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kept.db");
        let target = Target::Sqlite(path.clone());
        let mut conn = target.connect().unwrap();
        conn.execute("CREATE TABLE kept (n INTEGER PRIMARY KEY); INSERT INTO kept VALUES (1); PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        every_table(&target, &mut conn).unwrap();
        let whole = std::fs::read(&path).unwrap();
        let mut damaged = whole.clone();
        damaged[4096..].fill(0x5a);
        std::fs::write(&path, damaged).unwrap();
        assert!(every_table(&target, &mut conn).is_err());
        std::fs::write(&path, &whole).unwrap();
        every_table(&target, &mut conn).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert!(every_table(&target, &mut conn).is_err());
        assert!(!path.exists(), "looking makes none");
    }
}
