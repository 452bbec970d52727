//! Revisions: every edit of an innovation, who made it, and what it changed.

use super::content::Content;
use super::model::{Innovation, Stored};
use super::routes::page_from_inside;
use super::writing;
use crate::app::App;
use crate::db::schema::innovation_revisions;
use crate::db::{Conn, Id, insert_all};
use crate::error::Error;
use crate::http::change::{Change, Once};
use crate::http::listing::{Limit, Listing, PageQuery};
use crate::http::openapi::{PostRefusals, Refusals};
use crate::http::problem::not_found;
use crate::http::query::Query;
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::revisions::{Revision, RevisionKind, kept};
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/innovations/{id}/revisions").get(list_revisions), at("/innovations/{id}/revisions/{version}/restore").post(restore)]
}

kept!(innovation_revisions, seq: i64, Content);

/// Keeps an edit of a record as it was before; whether it became a revision of its own, and not a part of the one before.
pub fn revise(conn: &mut Conn, before: &Stored, edit: &Edit<'_>) -> Result<bool, Error> {
    let seq = before.row.seq;
    if newest(conn, seq)?.is_none() {
        insert_all!(conn, innovation_revisions::table, [first_of(before, &Content::of(before)?)?])?;
    }
    keep(conn, seq, edit)
}

/// What a record from before there were revisions said until now: its first one.
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

fn page(conn: &mut Conn, found: &Stored, before: Option<i64>, limit: Limit) -> Result<Vec<Revision>, Error> {
    list(conn, found.row.seq, before, limit)
}

/// Lists the revisions of an innovation
///
/// Every edit with who made it, when, and what it changed, field by field; the newest first. For those who see the record from inside.
#[utoipa::path(get, path = "/api/v1/innovations/{id}/revisions", tag = "innovations", operation_id = "listInnovationRevisions", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-tanpa-antre"), PageQuery),
    responses((status = 200, description = "The revisions", body = Listing<Revision>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list_revisions(reading: Reading, id: web::Path<String>, query: Query<PageQuery>) -> Result<HttpResponse, Error> {
    page_from_inside(reading, ("revisions", id.into_inner()), query, page, |revision| revision.version).await
}

/// Restores a revision
///
/// Makes the content of an earlier revision that of a new one; nothing is lost. Under the rules of editing.
#[utoipa::path(post, path = "/api/v1/innovations/{id}/revisions/{version}/restore", tag = "innovations", operation_id = "restoreInnovationRevision",
    security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-tanpa-antre"),
        ("version" = i64, Path, description = "Version of the revision", example = 3),
        ("If-Match" = Option<String>, Header, description = "ETag of the record as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
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
