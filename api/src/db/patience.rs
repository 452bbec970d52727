//! How long a reading may take, and whether anybody still waits for it.
//!
//! SQLite has no deadline of its own that safe code could set, so scans ask for each row by `still_wanted()`, which fails the
//! statement when it came too late or nobody waits any more. On PostgreSQL a statement ends by `statement_timeout`. Between
//! statements both are asked by [`still_wanted`].

use crate::error::Error;
use diesel::SqliteConnection;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::{DatabaseErrorKind, Error as DieselError, QueryResult};
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::Bool;
use diesel::sqlite::Sqlite;
use std::cell::{Cell, RefCell};
use std::sync::Weak;
use std::time::{Duration, Instant};

/// A reading that has not begun after this time is turned away.
pub const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// From the question to its answer, waiting included.
pub const DEADLINE: Duration = Duration::from_secs(4);
/// One statement on PostgreSQL: shorter than the whole, so that the server's own word comes first.
pub const STATEMENT: Duration = Duration::from_secs(3);
/// Rows between two looks at the clock.
const ROWS: u32 = 128;

/// How long whoever asked waits.
#[derive(Clone)]
pub struct Patience {
    /// Until when.
    pub until: Instant,
    /// Gone when they are.
    pub asker: Weak<()>,
}

impl Patience {
    /// Whether somebody still waits, and it is not too late.
    pub fn lasts(&self) -> bool {
        self.asker.strong_count() > 0 && Instant::now() < self.until
    }
}

thread_local! {
    static PATIENCE: RefCell<Option<Patience>> = const { RefCell::new(None) };
    static ROWS_READ: Cell<u32> = const { Cell::new(0) };
}

/// Runs `work` on this thread, for as long as they wait who asked for it.
pub fn within<T>(patience: Option<Patience>, work: impl FnOnce() -> T) -> T {
    let before = PATIENCE.replace(patience);
    let result = work();
    PATIENCE.set(before);
    result
}

/// 503 when the reading on this thread came too late, or nobody waits for it any more: between the statements of a long one.
pub fn still_wanted() -> Result<(), Error> {
    let lasts = PATIENCE.with_borrow(|patience| patience.as_ref().is_none_or(Patience::lasts));
    if lasts { Ok(()) } else { Err(Error::too_slow()) }
}

diesel::define_sql_function! {
    /// TRUE, or the end of a statement that is not wanted any more (SQLite).
    #[sql_name = "still_wanted"]
    fn still_wanted_by_row() -> Bool;
}

/// What `still_wanted()` answers.
#[derive(Debug)]
struct Wanted(bool);

impl ToSql<Bool, Sqlite> for Wanted {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        if !self.0 {
            return Err(NOT_WANTED.into());
        }
        out.set_value(1);
        Ok(IsNull::No)
    }
}

const NOT_WANTED: &str = "not wanted any more";

/// Teaches a connection `still_wanted()`.
pub fn teach(conn: &mut SqliteConnection) -> QueryResult<()> {
    still_wanted_by_row_utils::register_nondeterministic_impl(conn, || {
        let rows = ROWS_READ.get().wrapping_add(1);
        ROWS_READ.set(rows);
        Wanted(!rows.is_multiple_of(ROWS) || still_wanted().is_ok())
    })
}

/// A condition that holds for as long as the reading is wanted: for whatever may scan many rows.
#[derive(Clone, Copy, Debug)]
pub struct StillWanted;

impl QueryId for StillWanted {
    type QueryId = Self;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl Expression for StillWanted {
    type SqlType = Bool;
}

impl<Tables> AppearsOnTable<Tables> for StillWanted {}
impl<Tables> SelectableExpression<Tables> for StillWanted {}

impl<GroupBy> ValidGrouping<GroupBy> for StillWanted {
    type IsAggregate = is_aggregate::Never;
}

impl QueryFragment<Sqlite> for StillWanted {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("still_wanted()");
        Ok(())
    }
}

impl QueryFragment<Pg> for StillWanted {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("TRUE");
        Ok(())
    }
}

/// What became of a statement that ran out of time is 503, and no fault of ours.
pub fn explain(error: Error) -> Error {
    match &error {
        Error::Database(DieselError::DatabaseError(DatabaseErrorKind::Unknown, info))
            if [NOT_WANTED, "statement timeout", "lock timeout"].iter().any(|words| info.message().contains(words)) =>
        {
            Error::too_slow()
        }
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::prelude::*;
    use diesel::sql_types::BigInt;
    use std::sync::Arc;

    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }

    fn count(conn: &mut SqliteConnection) -> QueryResult<i64> {
        let rows = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 20000) ";
        diesel::sql_query(format!("{rows} SELECT count(*) AS n FROM r WHERE still_wanted()")).get_result::<Counted>(conn).map(|c| c.n)
    }

    #[test]
    fn a_scan_ends_when_nobody_waits_for_it_or_its_time_is_over() {
        let mut conn = SqliteConnection::establish(":memory:").unwrap();
        teach(&mut conn).unwrap();
        let asker = Arc::new(());
        let patience = |until| Some(Patience { until, asker: Arc::downgrade(&asker) });
        let soon = Instant::now() + Duration::from_secs(60);
        assert_eq!(count(&mut conn).unwrap(), 20_000, "nothing bounds a command");
        assert_eq!(within(patience(soon), || count(&mut conn)).unwrap(), 20_000);
        let late = within(patience(Instant::now()), || count(&mut conn)).unwrap_err();
        assert!(matches!(explain(late.into()), Error::Problem(_)));
        let left = patience(soon);
        drop(asker);
        assert!(within(left, || count(&mut conn)).is_err());
        assert_eq!(count(&mut conn).unwrap(), 20_000, "the connection is as good as before");
    }
}
