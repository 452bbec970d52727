//! Conditions that diesel has no words for: row comparison and full text.
//!
//! Unlike diesel's own `sql`, one of these lets its statement be prepared once and kept: its text comes
//! from the program alone, and whatever varies is bound.

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, HasSqlType, Text};

/// A condition of fixed text and bound values.
#[derive(Clone, Debug, Default)]
pub struct Condition(Vec<Part>);

#[derive(Clone, Debug)]
enum Part {
    Sql(&'static str),
    Text(String),
    Number(i64),
}

impl Condition {
    /// Begins with this text.
    pub fn new(sql: &'static str) -> Self {
        Self(vec![Part::Sql(sql)])
    }

    /// Goes on with this text.
    pub fn sql(mut self, sql: &'static str) -> Self {
        self.0.push(Part::Sql(sql));
        self
    }

    /// Goes on with a bound text.
    pub fn text(mut self, value: impl Into<String>) -> Self {
        self.0.push(Part::Text(value.into()));
        self
    }

    /// Goes on with a bound number.
    pub fn number(mut self, value: i64) -> Self {
        self.0.push(Part::Number(value));
        self
    }
}

impl QueryId for Condition {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Expression for Condition {
    type SqlType = Bool;
}

impl<Tables> AppearsOnTable<Tables> for Condition {}
impl<Tables> SelectableExpression<Tables> for Condition {}

impl<GroupBy> ValidGrouping<GroupBy> for Condition {
    type IsAggregate = is_aggregate::Never;
}

impl<DB> QueryFragment<DB> for Condition
where
    DB: Backend + HasSqlType<Text> + HasSqlType<BigInt>,
    String: ToSql<Text, DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        for part in &self.0 {
            match part {
                Part::Sql(sql) => out.push_sql(sql),
                Part::Text(value) => out.push_bind_param::<Text, _>(value)?,
                Part::Number(value) => out.push_bind_param::<BigInt, _>(value)?,
            }
        }
        Ok(())
    }
}
