//! The database behind the service's back: to arrange what no request can, and to see that it refuses rubbish.

use crate::Backend;
use crate::site::Site;
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

impl Site {
    /// Runs statements that return nothing.
    pub fn execute(&self, statements: &str) -> Result<(), String> {
        match self.backend {
            Backend::Sqlite => self.sqlite().batch_execute(statements),
            Backend::Postgres => self.postgres().batch_execute(statements),
        }
        .map_err(|e| e.to_string())
    }

    /// The rows of a query that has one column, `line`, of text.
    pub fn lines(&self, query: &str) -> Vec<String> {
        let query = diesel::sql_query(query);
        let lines: Vec<Line> = match self.backend {
            Backend::Sqlite => query.load(&mut self.sqlite()),
            Backend::Postgres => query.load(&mut self.postgres()),
        }
        .unwrap();
        lines.into_iter().map(|l| l.line).collect()
    }

    /// The schema in the words of the database.
    pub fn schema(&self) -> String {
        match self.backend {
            Backend::Sqlite => self.lines("SELECT coalesce(sql, '') AS line FROM sqlite_schema ORDER BY type, name").join("\n"),
            Backend::Postgres => self.cluster().schema(self.database()),
        }
    }

    fn sqlite(&self) -> SqliteConnection {
        let mut conn = SqliteConnection::establish(self.database()).unwrap();
        conn.batch_execute("PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON").unwrap();
        conn
    }

    fn postgres(&self) -> PgConnection {
        PgConnection::establish(&self.cluster().url(self.database())).unwrap()
    }
}
