//! What there is to back up, by the database's own word.

use crate::db::{Conn, query};
use crate::error::Error;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A table, or a full-text index that keeps its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns by name, without those that the database works out itself.
    pub columns: Vec<Column>,
    /// The columns of its primary key, in order.
    #[serde(skip)]
    key: Vec<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds, on either backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A whole number of at most 64 bits.
    Integer,
    /// Yes or no.
    Boolean,
    /// Text.
    Text,
}

/// Shadow tables of FTS5 come back with its rows; diesel's table is written by migrating.
const SQLITE: &str = "\
    SELECT t.name AS of_table, c.name AS name, c.type AS declared, c.pk AS key_position \
    FROM pragma_table_list t JOIN pragma_table_info(t.name) c \
    WHERE t.schema = 'main' AND t.type IN ('table', 'virtual') AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
      AND t.name <> '__diesel_schema_migrations' \
    UNION ALL SELECT name, 'rowid', 'INTEGER', 1 FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual' \
    ORDER BY 1, 2";

const POSTGRES: &str = "\
    SELECT c.table_name::text AS of_table, c.column_name::text AS name, c.data_type::text AS declared, \
      coalesce(k.ordinal_position, 0)::bigint AS key_position \
    FROM information_schema.tables t \
    JOIN information_schema.columns c USING (table_schema, table_name) \
    LEFT JOIN information_schema.table_constraints p \
      ON p.table_schema = t.table_schema AND p.table_name = t.table_name AND p.constraint_type = 'PRIMARY KEY' \
    LEFT JOIN information_schema.key_column_usage k ON k.constraint_schema = p.constraint_schema \
      AND k.constraint_name = p.constraint_name AND k.table_name = c.table_name AND k.column_name = c.column_name \
    WHERE t.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER' \
      AND t.table_name <> '__diesel_schema_migrations' \
    ORDER BY t.table_name::text COLLATE \"C\", c.column_name::text COLLATE \"C\"";

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    of_table: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    declared: String,
    #[diesel(sql_type = BigInt)]
    key_position: i64,
}

/// All tables, by name.
pub fn all(conn: &mut Conn) -> Result<Vec<Table>, Error> {
    let found: Vec<Found> = match conn {
        Conn::Sqlite(c) => diesel::sql_query(SQLITE).load(c)?,
        Conn::Postgres(c) => diesel::sql_query(POSTGRES).load(c)?,
    };
    found.chunk_by(|a, b| a.of_table == b.of_table).map(Table::of).collect()
}

impl Table {
    fn of(columns: &[Found]) -> Result<Self, Error> {
        let mut key: Vec<&Found> = columns.iter().filter(|c| c.key_position > 0).collect();
        key.sort_by_key(|c| c.key_position);
        // Without a key all columns together put the rows in order.
        let key = if key.is_empty() { columns.iter().collect() } else { key };
        Ok(Self {
            name: columns.first().map(|c| c.of_table.clone()).unwrap_or_default(),
            key: key.iter().map(|c| c.name.clone()).collect(),
            columns: columns.iter().map(Column::of).collect::<Result<_, _>>()?,
        })
    }

    /// Reads all rows, in an order that does not depend on the backend.
    pub fn select(&self) -> String {
        format!("SELECT {} FROM {} ORDER BY {}", self.column_list(), quoted(&self.name), list(self.key.iter()))
    }

    /// Writes rows; `(…), (…)` follows.
    pub fn insert(&self) -> String {
        format!("INSERT INTO {} ({}) VALUES ", quoted(&self.name), self.column_list())
    }

    fn column_list(&self) -> String {
        list(self.columns.iter().map(|c| &c.name))
    }
}

impl Column {
    fn of(found: &Found) -> Result<Self, Error> {
        let kind = match found.declared.to_ascii_lowercase().as_str() {
            "integer" | "bigint" | "smallint" => Kind::Integer,
            "boolean" => Kind::Boolean,
            // FTS5 declares no types.
            "text" | "character varying" | "" => Kind::Text,
            other => {
                return Err(Error::internal(format!("a backup cannot hold {}.{}: its type is {other}", found.of_table, found.name)));
            }
        };
        Ok(Self { name: found.name.clone(), kind })
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn list<'a>(names: impl Iterator<Item = &'a String>) -> String {
    names.map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// How many rows a table has.
pub fn count(conn: &mut Conn, table: &Table) -> Result<u64, Error> {
    let count = format!("SELECT count(*) AS n FROM {}", quoted(&table.name));
    let Number { n } = query!(conn, c => diesel::sql_query(count).get_result(c))?;
    u64::try_from(n).map_err(Error::internal)
}

/// Removes all rows.
pub fn clear(conn: &mut Conn, table: &Table) -> Result<(), Error> {
    conn.execute(&format!("DELETE FROM {}", quoted(&table.name)))
}

#[derive(QueryableByName)]
struct Sequence {
    #[diesel(sql_type = Text)]
    of_table: String,
    #[diesel(sql_type = BigInt)]
    highest: i64,
}

/// Sequences `q` that belong to a column of a table `t`.
const POSTGRES_SEQUENCES: &str = "\
    FROM pg_sequence q \
    JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = q.seqrelid AND d.deptype IN ('a', 'i') \
      AND d.refclassid = 'pg_class'::regclass \
    JOIN pg_class t ON t.oid = d.refobjid \
    WHERE t.relnamespace = current_schema()::regnamespace";

/// By table: the highest number that its sequence has given out.
pub fn sequences(conn: &mut Conn) -> Result<BTreeMap<String, i64>, Error> {
    let found: Vec<Sequence> = match conn {
        Conn::Sqlite(c) => diesel::sql_query("SELECT name AS of_table, seq AS highest FROM sqlite_sequence WHERE seq > 0").load(c)?,
        Conn::Postgres(c) => diesel::sql_query(format!(
            "SELECT t.relname::text AS of_table, pg_sequence_last_value(q.seqrelid) AS highest {POSTGRES_SEQUENCES} \
             AND pg_sequence_last_value(q.seqrelid) IS NOT NULL"
        ))
        .load(c)?,
    };
    Ok(found.into_iter().map(|s| (s.of_table, s.highest)).collect())
}

/// Lets the sequence of a table go on after `highest`.
pub fn set_sequence(conn: &mut Conn, table: &str, highest: i64) -> Result<(), Error> {
    match conn {
        Conn::Sqlite(c) => {
            diesel::sql_query("DELETE FROM sqlite_sequence WHERE name = ?").bind::<Text, _>(table).execute(c)?;
            diesel::sql_query("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)")
                .bind::<Text, _>(table)
                .bind::<BigInt, _>(highest)
                .execute(c)?
        }
        Conn::Postgres(c) => diesel::sql_query(format!("SELECT setval(q.seqrelid, $1) {POSTGRES_SEQUENCES} AND t.relname = $2"))
            .bind::<BigInt, _>(highest)
            .bind::<Text, _>(table)
            .execute(c)?,
    };
    Ok(())
}

/// What stands aside while rows come in: triggers, and on PostgreSQL foreign keys. On SQLite these are checked by
/// [`check_references`], and off until then by a PRAGMA.
pub struct Aside(Vec<Rule>);

#[derive(QueryableByName)]
struct Rule {
    #[diesel(sql_type = Text)]
    off: String,
    #[diesel(sql_type = Text)]
    back: String,
}

const SQLITE_RULES: &str = "SELECT format('DROP TRIGGER \"%w\"', name) AS off, sql AS back FROM sqlite_schema WHERE type = 'trigger'";

const POSTGRES_RULES: &str = "\
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS off, \
      format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS back \
    FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace \
    UNION ALL SELECT DISTINCT format('ALTER TABLE %s DISABLE TRIGGER USER', tgrelid::regclass), \
      format('ALTER TABLE %s ENABLE TRIGGER USER', tgrelid::regclass) \
    FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid \
    WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace";

impl Aside {
    /// Puts the rules aside, in the open transaction: it ends with [`Aside::back`] or is rolled back.
    pub fn put(conn: &mut Conn) -> Result<Self, Error> {
        let rules: Vec<Rule> = match conn {
            Conn::Sqlite(c) => diesel::sql_query(SQLITE_RULES).load(c)?,
            Conn::Postgres(c) => diesel::sql_query(POSTGRES_RULES).load(c)?,
        };
        rules.iter().try_for_each(|rule| conn.execute(&rule.off))?;
        Ok(Self(rules))
    }

    /// Brings the rules back; on PostgreSQL this fails when a row refers to nothing.
    pub fn back(self, conn: &mut Conn) -> Result<(), Error> {
        self.0.iter().try_for_each(|rule| conn.execute(&rule.back))
    }
}

/// Fails when a row refers to nothing. PostgreSQL has seen to that by [`Aside::back`].
pub fn check_references(conn: &mut Conn) -> Result<(), Error> {
    let Conn::Sqlite(c) = conn else { return Ok(()) };
    let select = "SELECT DISTINCT \"table\" || ' to ' || parent AS line FROM pragma_foreign_key_check";
    let broken: Vec<Line> = diesel::sql_query(select).load(c)?;
    if broken.is_empty() {
        return Ok(());
    }
    let broken: Vec<String> = broken.into_iter().map(|b| b.line).collect();
    Err(Error::startup(format!("references lead to nothing: {}", broken.join(", "))))
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}
