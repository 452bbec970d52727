//! Revisions of MoUs: every edit of a draft, who made it, and what it changed.

use super::model::Mou;
use super::queries;
use super::writing::{self, MouBody};
use crate::app::App;
use crate::db::Id;
use crate::db::schema::mou_revisions;
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Once};
use crate::http::listing::{Listing, PageQuery, fitting_items};
use crate::http::openapi::{PostRefusals, Refusals};
use crate::http::problem::not_found;
use crate::http::query::Query;
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::revisions::{Revision, kept};
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/mous/{id}/revisions").get(list_revisions), at("/mous/{id}/revisions/{version}/restore").post(restore)]
}

kept!(mou_revisions, mou_id: Id, MouBody);

/// Lists the revisions of a MoU
///
/// Every edit of its draft with who made it, when, and what it changed, field by field; the newest first. For the parties and admins.
#[utoipa::path(get, path = "/api/v1/mous/{id}/revisions", tag = "mous", operation_id = "listMouRevisions", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU"), PageQuery),
    responses((status = 200, description = "The revisions", body = Listing<Revision>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list_revisions(reading: Reading, id: web::Path<String>, query: Query<PageQuery>) -> Result<HttpResponse, Error> {
    let Query(PageQuery { limit, cursor }) = query;
    let scope = format!("mou-revisions {id}");
    let before: Option<i64> = reading.app.cursors.start(&scope, cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, caller| {
            caller.signed_in()?;
            let (row, inside) = queries::visible(conn, caller, &id)?;
            if !inside {
                return Err(not_found().into());
            }
            let mut items = list(conn, row.id, before, limit)?;
            let next = cursors.cut(&scope, limit.items().min(fitting_items(&items)), &mut items, |last| last.version)?;
            Answer::list(&Listing::<Revision>::page(items, next))
        })
        .await
}

/// Restores a revision of a MoU
///
/// Makes the content of an earlier revision that of a new one; nothing is lost. Under the rules of editing: while it is a draft.
#[utoipa::path(post, path = "/api/v1/mous/{id}/revisions/{version}/restore", tag = "mous", operation_id = "restoreMouRevision", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU"), ("version" = i64, Path, description = "Version of the revision", example = 3),
        ("If-Match" = Option<String>, Header, description = "ETag of the MoU as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The MoU after it", body = Mou), PostRefusals))]
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
