//! Revisions: every edit of an innovation, who made it, and what it changed.

use super::content::Content;
use super::model::{Innovation, Status, Stored};
use super::routes::page_from_inside;
use super::writing;
use crate::app::App;
use crate::auth::Credentials;
use crate::db::schema::{innovation_revisions, users};
use crate::db::{Conn, Id, Instant, insert_all, query, rows};
use crate::error::Error;
use crate::http::change::{Change, Once};
use crate::http::listing::{Limit, Listing, PageQuery};
use crate::http::openapi::{PostRefusals, Refusals};
use crate::http::problem::not_found;
use crate::http::query::Query;
use crate::http::routing::{Address, at};
use crate::revisions::{Newest, Revision, RevisionKind, told};
use crate::users::model::Person;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/innovations/{id}/revisions").get(list_revisions), at("/innovations/{id}/revisions/{version}/restore").post(restore)]
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = innovation_revisions)]
struct Row {
    version: i64,
    kind: RevisionKind,
    restored_version: Option<i64>,
    started_at: Instant,
    at: Instant,
    content: String,
}

impl From<Row> for crate::revisions::Stored {
    fn from(row: Row) -> Self {
        let Row { version, kind, restored_version, started_at, at, content } = row;
        Self { version, kind, restored_version, started_at, at, content }
    }
}

/// An edit of an innovation.
pub type Edit<'a> = crate::revisions::Edit<'a, Content>;

/// Keeps the first revisions of records that were just made: of each its number, who made it, and its content.
pub fn begin<'a>(conn: &mut Conn, made: impl IntoIterator<Item = (i64, Id, &'a Content)>) -> Result<(), Error> {
    let first = |(seq, by, content)| NewRow::of(seq, &Edit { by, kind: RevisionKind::Create, restored_version: None, version: 1, content });
    let rows: Vec<NewRow> = made.into_iter().map(first).collect::<Result<_, _>>()?;
    Ok(insert_all!(conn, innovation_revisions::table, rows)?)
}

rows! {
    struct NewRow in innovation_revisions {
        id: Id,
        seq: i64,
        version: i64,
        kind: RevisionKind,
        restored_version: Option<i64>,
        by_user: Option<Id>,
        started_at: Instant,
        at: Instant,
        content: String,
    }
}

impl NewRow {
    fn of(seq: i64, edit: &Edit<'_>) -> Result<Self, Error> {
        let now = Instant::now();
        Ok(Self {
            id: Id::new(),
            seq,
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

/// Keeps an edit; whether it became a revision of its own, and not a part of the one before.
pub fn keep(conn: &mut Conn, before: &Stored, edit: &Edit<'_>) -> Result<bool, Error> {
    let seq = before.row.seq;
    let newest: Option<Newest> = query!(conn, c => innovation_revisions::table
        .filter(innovation_revisions::seq.eq(seq))
        .order(innovation_revisions::version.desc())
        .select((innovation_revisions::id, innovation_revisions::version, innovation_revisions::by_user,
            innovation_revisions::started_at, innovation_revisions::kind))
        .first(c)
        .optional())?;
    match newest {
        // A record from before there were revisions: what it said until now is its first.
        None => insert_all!(conn, innovation_revisions::table, [first_of(before, &Content::of(before)?)?])?,
        Some(newest) if edit.belongs_to(&newest, before.row.version, before.row.status == Status::Draft) => {
            fold(conn, newest.0, edit)?;
            return Ok(false);
        }
        Some(_) => {}
    }
    insert_all!(conn, innovation_revisions::table, [NewRow::of(seq, edit)?])?;
    Ok(true)
}

fn fold(conn: &mut Conn, id: Id, edit: &Edit<'_>) -> Result<(), Error> {
    let content = serde_json::to_string(edit.content)?;
    query!(conn, c => diesel::update(innovation_revisions::table.filter(innovation_revisions::id.eq(id)))
        .set((innovation_revisions::version.eq(edit.version), innovation_revisions::at.eq(Instant::now()), innovation_revisions::content.eq(content)))
        .execute(c))?;
    Ok(())
}

/// The revision that stands for all that was before there were any.
fn first_of(Stored { row, .. }: &Stored, content: &Content) -> Result<NewRow, Error> {
    Ok(NewRow {
        id: Id::new(),
        seq: row.seq,
        version: row.version,
        kind: RevisionKind::Create,
        restored_version: None,
        by_user: row.created_by,
        started_at: row.created_at,
        at: row.updated_at,
        content: serde_json::to_string(content)?,
    })
}

/// One more revision than the page holds, the newest first, from before a version on.
pub fn list(conn: &mut Conn, found: &Stored, before: Option<i64>, limit: Limit) -> Result<Vec<Revision>, Error> {
    // The one after the last is read too: the last one's changes are against it.
    let rows: Vec<(Row, Option<Person>)> = query!(conn, c => innovation_revisions::table
        .left_join(users::table)
        .filter(innovation_revisions::seq.eq(found.row.seq).and(innovation_revisions::version.lt(before.unwrap_or(i64::MAX))))
        .order(innovation_revisions::version.desc())
        .limit(limit.and_one() + 1)
        .select((Row::as_select(), Option::<Person>::as_select()))
        .load(c))?;
    told(rows.into_iter().map(|(row, by)| (row.into(), by)).collect(), limit.items() + 1)
}

/// The content of a record after the revision that ended in `version`.
pub fn content(conn: &mut Conn, seq: i64, version: i64) -> Result<Option<Content>, Error> {
    let found: Option<String> = query!(conn, c => innovation_revisions::table
        .filter(innovation_revisions::seq.eq(seq).and(innovation_revisions::version.eq(version)))
        .select(innovation_revisions::content)
        .first(c)
        .optional())?;
    Ok(found.map(|json| serde_json::from_str(&json)).transpose()?)
}

/// Lists the revisions of an innovation
///
/// Every edit with who made it, when, and what it changed, field by field; the newest first. For those who see the record from inside.
#[utoipa::path(get, path = "/api/v1/innovations/{id}/revisions", tag = "innovations", operation_id = "listInnovationRevisions", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-tanpa-antre"), PageQuery),
    responses((status = 200, description = "The revisions", body = Listing<Revision>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list_revisions(
    req: HttpRequest,
    app: web::Data<App>,
    credentials: Credentials,
    id: web::Path<String>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    page_from_inside((req, app, credentials), ("revisions", id.into_inner()), query, list, |revision| revision.version).await
}

/// Restores a revision
///
/// Makes the content of an earlier revision that of a new one; nothing is lost. Under the rules of editing.
#[utoipa::path(post, path = "/api/v1/innovations/{id}/revisions/{version}/restore", tag = "innovations", operation_id = "restoreInnovationRevision",
    security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-tanpa-antre"),
        ("version" = i64, Path, description = "Version of the revision", example = 3),
        ("If-Match" = Option<String>, Header, description = "ETag of the record as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\""),
        ("Idempotency-Key" = Option<String>, Header, description = "A key under which this takes effect once", example = "5b1c0f3a")),
    responses((status = 200, description = "The innovation after it", body = Innovation), PostRefusals))]
pub async fn restore(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    path: web::Path<(String, String)>,
    once: Once,
) -> Result<HttpResponse, Error> {
    let _running = once.take(&change)?;
    let (id, version) = path.into_inner();
    let version: i64 = version.parse().map_err(|_| not_found())?;
    let answer = app.db.write(move |conn| writing::restore(conn, &change, &once, &id, version)).await?;
    Ok(answer.send(&req))
}
