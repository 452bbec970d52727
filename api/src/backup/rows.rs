//! Rows of any table, in and out of either database.

use super::tables::{Column, Kind, Table};
use crate::db::{Conn, query};
use crate::error::Error;
use diesel::backend::Backend;
use diesel::connection::DefaultLoadingMode;
use diesel::deserialize::{self, FromSql, QueryableByName};
use diesel::pg::{Pg, PgRowByRowLoadingMode};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::row::{Field, NamedRow};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, HasSqlType, Integer, Nullable, SmallInt, Text};
use diesel::sqlite::{Sqlite, SqliteType};
use serde::{Deserialize, Serialize};

/// Rows that one statement writes, unless the columns are so many that [`MOST_VALUES`] ends it sooner.
const MOST_ROWS: usize = 100;
/// Values in one statement: SQLite takes 32,766 and PostgreSQL 65,535.
const MOST_VALUES: usize = 30_000;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// NULL.
    Null,
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(String),
}

/// The values of a row, in the order of the table's columns.
pub type Row = Vec<Value>;

/// Hands over every row of a table, one after the other.
pub fn each(conn: &mut Conn, table: &Table, mut take: impl FnMut(Row) -> Result<(), Error>) -> Result<(), Error> {
    let select = diesel::sql_query(table.select());
    let mut fit = |row: QueryResult<Read>| take(fitting(table, row?.0)?);
    match conn {
        Conn::Sqlite(c) => select.load_iter::<Read, DefaultLoadingMode>(c)?.try_for_each(&mut fit),
        // Otherwise libpq would keep the whole table in memory.
        Conn::Postgres(c) => select.load_iter::<Read, PgRowByRowLoadingMode>(c)?.try_for_each(&mut fit),
    }
}

/// The row as values of the columns' kinds: SQLite knows no booleans, and keeps whatever it is given.
pub fn fitting(table: &Table, mut row: Row) -> Result<Row, Error> {
    let misfit = |what: &str| Error::startup(format!("{} in a row of the table {}", what, table.name));
    if row.len() != table.columns.len() {
        return Err(misfit("too many or too few values"));
    }
    for (value, column) in row.iter_mut().zip(&table.columns) {
        match (column.kind, &*value) {
            (_, Value::Null) | (Kind::Integer, Value::Integer(_)) | (Kind::Boolean, Value::Boolean(_)) | (Kind::Text, Value::Text(_)) => {}
            (Kind::Boolean, Value::Integer(n @ (0 | 1))) => *value = Value::Boolean(*n == 1),
            _ => return Err(misfit(&format!("an unexpected value of {}", column.name))),
        }
    }
    Ok(row)
}

struct Read(Row);

impl QueryableByName<Sqlite> for Read {
    fn build<'a>(row: &impl NamedRow<'a, Sqlite>) -> deserialize::Result<Self> {
        let value = |n| {
            let field = diesel::row::Row::get(row, n).ok_or("a column is missing")?;
            let Some(value) = field.value() else { return Ok(Value::Null) };
            match value.value_type() {
                Some(SqliteType::Long | SqliteType::Integer | SqliteType::SmallInt) => {
                    FromSql::<BigInt, Sqlite>::from_sql(value).map(Value::Integer)
                }
                Some(SqliteType::Text) => FromSql::<Text, Sqlite>::from_sql(value).map(Value::Text),
                other => Err(format!("a backup cannot hold a value of type {other:?}").into()),
            }
        };
        (0..row.field_count()).map(value).collect::<deserialize::Result<_>>().map(Self)
    }
}

/// Object identifiers of PostgreSQL's types, from its `pg_type.dat`.
mod oid {
    pub const BOOL: u32 = 16;
    pub const INT8: u32 = 20;
    pub const INT2: u32 = 21;
    pub const INT4: u32 = 23;
    pub const TEXT: u32 = 25;
    pub const VARCHAR: u32 = 1043;
}

impl QueryableByName<Pg> for Read {
    fn build<'a>(row: &impl NamedRow<'a, Pg>) -> deserialize::Result<Self> {
        let value = |n| {
            let field = diesel::row::Row::get(row, n).ok_or("a column is missing")?;
            let Some(value) = field.value() else { return Ok(Value::Null) };
            match value.get_oid().get() {
                oid::BOOL => FromSql::<Bool, Pg>::from_sql(value).map(Value::Boolean),
                oid::INT8 => FromSql::<BigInt, Pg>::from_sql(value).map(Value::Integer),
                oid::INT4 => <i32 as FromSql<Integer, Pg>>::from_sql(value).map(|n| Value::Integer(n.into())),
                oid::INT2 => <i16 as FromSql<SmallInt, Pg>>::from_sql(value).map(|n| Value::Integer(n.into())),
                oid::TEXT | oid::VARCHAR => FromSql::<Text, Pg>::from_sql(value).map(Value::Text),
                other => Err(format!("a backup cannot hold a value of the type with oid {other}").into()),
            }
        };
        (0..row.field_count()).map(value).collect::<deserialize::Result<_>>().map(Self)
    }
}

/// Gathers rows of a table and writes many at once.
pub struct Inserter<'t> {
    table: &'t Table,
    head: String,
    waiting: Vec<Row>,
    batch: usize,
}

impl<'t> Inserter<'t> {
    /// For rows of this table.
    pub fn new(table: &'t Table) -> Self {
        let batch = (MOST_VALUES / table.columns.len().max(1)).clamp(1, MOST_ROWS);
        Self { table, head: table.insert(), waiting: Vec::with_capacity(batch), batch }
    }

    /// Writes a row, now or with its neighbours.
    pub fn add(&mut self, conn: &mut Conn, row: Row) -> Result<(), Error> {
        self.waiting.push(row);
        if self.waiting.len() < self.batch {
            return Ok(());
        }
        self.write(conn, self.batch)
    }

    /// Writes what is left: one by one, so that there are but two statements a table to prepare.
    pub fn finish(mut self, conn: &mut Conn) -> Result<(), Error> {
        self.write(conn, 1)
    }

    fn write(&mut self, conn: &mut Conn, at_once: usize) -> Result<(), Error> {
        for rows in self.waiting.chunks(at_once) {
            let insert = Insert { head: &self.head, columns: &self.table.columns, rows };
            query!(conn, c => insert.execute(c))?;
        }
        self.waiting.clear();
        Ok(())
    }
}

/// A statement with bound values. Unlike [`diesel::sql_query`]'s it is prepared once for each text.
struct Insert<'a> {
    head: &'a str,
    columns: &'a [Column],
    rows: &'a [Row],
}

impl QueryId for Insert<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C> RunQueryDsl<C> for Insert<'_> {}

impl<DB> QueryFragment<DB> for Insert<'_>
where
    DB: Backend + HasSqlType<BigInt> + HasSqlType<Bool> + HasSqlType<Text>,
    i64: ToSql<BigInt, DB>,
    bool: ToSql<Bool, DB>,
    String: ToSql<Text, DB>,
    for<'s> &'s str: ToSql<Text, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(self.head);
        for (r, row) in self.rows.iter().enumerate() {
            out.push_sql(if r == 0 { "(" } else { ", (" });
            for (n, (column, value)) in self.columns.iter().zip(row).enumerate() {
                out.push_sql(if n == 0 { "" } else { ", " });
                match (column.kind, value) {
                    (Kind::Integer, Value::Integer(number)) => out.push_bind_param::<BigInt, _>(number)?,
                    (Kind::Boolean, Value::Boolean(yes)) => out.push_bind_param::<Bool, _>(yes)?,
                    (Kind::Text, Value::Text(text)) => out.push_bind_param::<Text, _>(text)?,
                    (Kind::Integer, _) => out.push_bind_param::<Nullable<BigInt>, _>(&None::<i64>)?,
                    (Kind::Boolean, _) => out.push_bind_param::<Nullable<Bool>, _>(&None::<bool>)?,
                    (Kind::Text, _) => out.push_bind_param::<Nullable<Text>, _>(&None::<&str>)?,
                }
            }
            out.push_sql(")");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_json_and_back() {
        let text = "\u{7f}\u{1}\"\\\n\u{2028}é漢😀";
        let row = vec![Value::Null, Value::Boolean(true), Value::Integer(i64::MIN), Value::Integer(i64::MAX), Value::Text(text.into())];
        let line = serde_json::to_string(&row).unwrap();
        assert!(line.starts_with("[null,true,-9223372036854775808,9223372036854775807,\"") && !line.contains('\n'));
        assert_eq!(serde_json::from_str::<Row>(&line).unwrap(), row);
        assert!(serde_json::from_str::<Row>("[1.5]").is_err());
    }
}
