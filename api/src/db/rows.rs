//! Rows that are inserted together.
//!
//! On PostgreSQL each statement is a round trip, and one with a place for every value of every row is parsed and planned anew
//! for each number of rows. So several rows go as an array for each column, into one statement that is prepared once. SQLite has no
//! round trips: there each row goes by itself.

use diesel::{PgConnection, QueryResult};

/// Rows of one table, as [`rows!`] defines them.
pub trait Rows: Sized {
    /// Inserts these rows.
    fn insert(conn: &mut PgConnection, rows: &[Self]) -> QueryResult<usize>;

    /// Inserts these rows; what the database puts into a column of numbers for each, in the same order.
    fn insert_returning(conn: &mut PgConnection, rows: &[Self], column: &'static str) -> QueryResult<Vec<i64>>;
}

/// Defines a row as it is inserted into a table. The fields are named as the columns are.
macro_rules! rows {
    ($(#[$meta:meta])* struct $name:ident $(<$l:lifetime>)? in $table:ident { $($field:ident: $type:ty,)+ }) => {
        $(#[$meta])*
        #[derive(diesel::Insertable)]
        #[diesel(table_name = $table, treat_none_as_default_value = false)]
        struct $name $(<$l>)? {
            $($field: $type,)+
        }

        const _: () = {
            use diesel::pg::Pg;
            use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
            use diesel::sql_types::{Array, BigInt};
            use diesel::{Expression, PgConnection, QueryResult, RunQueryDsl};
            use std::mem::replace;

            struct Arrays<'r $(, $l)?> {
                returning: Option<&'static str>,
                $($field: Vec<&'r $type>,)+
            }

            impl<'r $(, $l)?> Arrays<'r $(, $l)?> {
                fn of(rows: &'r [$name $(<$l>)?], returning: Option<&'static str>) -> Self {
                    Self { returning, $($field: rows.iter().map(|row| &row.$field).collect(),)+ }
                }
            }

            impl<'r $(, $l)?> QueryId for Arrays<'r $(, $l)?> {
                type QueryId = ();
                const HAS_STATIC_QUERY_ID: bool = false;
            }

            impl<'r $(, $l)?> Query for Arrays<'r $(, $l)?> {
                type SqlType = BigInt;
            }

            impl<'r $(, $l)?> RunQueryDsl<PgConnection> for Arrays<'r $(, $l)?> {}

            impl<'r $(, $l)?> QueryFragment<Pg> for Arrays<'r $(, $l)?> {
                fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
                    out.push_sql("INSERT INTO ");
                    out.push_identifier(stringify!($table))?;
                    let mut before = " (";
                    $(
                        out.push_sql(replace(&mut before, ", "));
                        out.push_identifier(stringify!($field))?;
                    )+
                    out.push_sql(") SELECT * FROM unnest");
                    before = "(";
                    $(
                        out.push_sql(replace(&mut before, ", "));
                        out.push_bind_param::<Array<<$table::$field as Expression>::SqlType>, _>(&self.$field)?;
                    )+
                    out.push_sql(")");
                    if let Some(column) = self.returning {
                        out.push_sql(" RETURNING ");
                        out.push_identifier(column)?;
                    }
                    Ok(())
                }
            }

            impl $(<$l>)? $crate::db::Rows for $name $(<$l>)? {
                fn insert(conn: &mut PgConnection, rows: &[Self]) -> QueryResult<usize> {
                    Arrays::of(rows, None).execute(conn)
                }

                fn insert_returning(conn: &mut PgConnection, rows: &[Self], column: &'static str) -> QueryResult<Vec<i64>> {
                    Arrays::of(rows, Some(column)).get_results(conn)
                }
            }
        };
    };
}
pub(crate) use rows;

/// Inserts rows that [`rows!`] defines, as is best for the database.
macro_rules! insert_all {
    ($conn:expr, $table:expr, $rows:expr) => {{
        let rows = Vec::from_iter($rows);
        match &mut *$conn {
            $crate::db::Conn::Sqlite(c) => {
                rows.into_iter().try_for_each(|row| diesel::insert_into($table).values(row).execute(c).map(drop))
            }
            $crate::db::Conn::Postgres(_) if rows.is_empty() => Ok(()),
            $crate::db::Conn::Postgres(c) => $crate::db::Rows::insert(c, &rows).map(drop),
        }
    }};
}
pub(crate) use insert_all;
