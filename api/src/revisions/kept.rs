//! How revisions are kept: each record has a table of its own, and all are of one shape.

/// Keeps the revisions of one kind of record: in which table, by which column it names the record, and what it holds of it.
macro_rules! kept {
    ($table:ident, $record:ident: $key:ty, $content:ty) => {
        /// An edit of such a record.
        pub type Edit<'a> = $crate::revisions::Edit<'a, $content>;

        #[derive(diesel::Queryable, diesel::Selectable)]
        #[diesel(table_name = $table)]
        struct Row {
            version: i64,
            kind: $crate::revisions::RevisionKind,
            restored_version: Option<i64>,
            started_at: $crate::db::Instant,
            at: $crate::db::Instant,
            content: String,
        }

        impl From<Row> for $crate::revisions::Stored {
            fn from(row: Row) -> Self {
                let Row { version, kind, restored_version, started_at, at, content } = row;
                Self { version, kind, restored_version, started_at, at, content }
            }
        }

        $crate::db::rows! {
            struct NewRow in $table {
                id: $crate::db::Id,
                $record: $key,
                version: i64,
                kind: $crate::revisions::RevisionKind,
                restored_version: Option<i64>,
                by_user: Option<$crate::db::Id>,
                started_at: $crate::db::Instant,
                at: $crate::db::Instant,
                content: String,
            }
        }

        impl NewRow {
            fn of(record: $key, edit: &Edit<'_>) -> Result<Self, $crate::error::Error> {
                let now = $crate::db::Instant::now();
                Ok(Self {
                    id: $crate::db::Id::new(),
                    $record: record,
                    version: edit.version,
                    kind: edit.kind,
                    restored_version: edit.restored_version,
                    by_user: Some(edit.by),
                    started_at: now,
                    at: now,
                    content: serde_json::to_string(edit.content)?,
                })
            }
        }

        /// Keeps the first revisions of records that were just made: of each its key, who made it, and its content.
        pub fn begin<'a>(
            conn: &mut $crate::db::Conn,
            made: impl IntoIterator<Item = ($key, $crate::db::Id, &'a $content)>,
        ) -> Result<(), $crate::error::Error> {
            let first = |(record, by, content)| NewRow::of(record, &Edit::first(by, content));
            let rows: Vec<NewRow> = made.into_iter().map(first).collect::<Result<_, _>>()?;
            Ok($crate::db::insert_all!(conn, $table::table, rows)?)
        }

        /// The newest revision of a record.
        fn newest(conn: &mut $crate::db::Conn, record: $key) -> Result<Option<$crate::revisions::Newest>, $crate::error::Error> {
            Ok($crate::db::query!(conn, c => $table::table
                .filter($table::$record.eq(record))
                .order($table::version.desc())
                .select(($table::id, $table::version, $table::by_user, $table::started_at, $table::kind))
                .first(c)
                .optional())?)
        }

        /// Keeps an edit; whether it became a revision of its own, and not a part of the one before.
        pub fn keep(conn: &mut $crate::db::Conn, record: $key, edit: &Edit<'_>) -> Result<bool, $crate::error::Error> {
            let Some((id, ..)) = newest(conn, record)?.filter(|newest| edit.belongs_to(newest)) else {
                $crate::db::insert_all!(conn, $table::table, [NewRow::of(record, edit)?])?;
                return Ok(true);
            };
            let content = serde_json::to_string(edit.content)?;
            $crate::db::query!(conn, c => diesel::update($table::table.filter($table::id.eq(id)))
                .set(($table::version.eq(edit.version), $table::at.eq($crate::db::Instant::now()), $table::content.eq(content)))
                .execute(c))?;
            Ok(false)
        }

        /// One more revision than the page holds, the newest first, from before a version on.
        fn list(
            conn: &mut $crate::db::Conn,
            record: $key,
            before: Option<i64>,
            limit: $crate::http::listing::Limit,
        ) -> Result<Vec<$crate::revisions::Revision>, $crate::error::Error> {
            // The one after the last is read too: the last one's changes are against it.
            let rows: Vec<(Row, Option<$crate::users::model::Person>)> = $crate::db::query!(conn, c => $table::table
                .left_join($crate::db::schema::users::table)
                .filter($table::$record.eq(record).and($table::version.lt(before.unwrap_or(i64::MAX))))
                .order($table::version.desc())
                .limit(limit.and_one() + 1)
                .select((Row::as_select(), Option::<$crate::users::model::Person>::as_select()))
                .load(c))?;
            $crate::revisions::told(rows.into_iter().map(|(row, by)| (row.into(), by)).collect(), limit.items() + 1)
        }

        /// The content of a record after the revision that ended in `version`.
        pub fn content(conn: &mut $crate::db::Conn, record: $key, version: i64) -> Result<Option<$content>, $crate::error::Error> {
            let found: Option<String> = $crate::db::query!(conn, c => $table::table
                .filter($table::$record.eq(record).and($table::version.eq(version)))
                .select($table::content)
                .first(c)
                .optional())?;
            Ok(found.map(|json| serde_json::from_str(&json)).transpose()?)
        }
    };
}
pub(crate) use kept;
