//! Revisions of posts: every edit, who made it, and what it changed.

use super::content::PostBody;
use super::model::Post;
use super::{queries, writing};
use crate::app::App;
use crate::db::schema::post_revisions;
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
    vec![at("/posts/{id}/revisions").get(list_revisions), at("/posts/{id}/revisions/{version}/restore").post(restore)]
}

kept!(post_revisions, seq: i64, PostBody);

/// Lists the revisions of a post
///
/// Every edit with who made it, when, and what it changed, field by field; the newest first. For its author and moderators.
#[utoipa::path(get, path = "/api/v1/posts/{id}/revisions", tag = "posts", operation_id = "listPostRevisions", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e"), PageQuery),
    responses((status = 200, description = "The revisions", body = Listing<Revision>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list_revisions(reading: Reading, id: web::Path<String>, query: Query<PageQuery>) -> Result<HttpResponse, Error> {
    let Query(PageQuery { limit, cursor }) = query;
    let scope = format!("post-revisions {id}");
    let before: Option<i64> = reading.app.cursors.start(&scope, cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, caller| {
            caller.signed_in()?;
            let (listed, view) = queries::visible(conn, caller, &id)?;
            if !(view.author || view.moderates) {
                return Err(not_found().into());
            }
            let mut items = list(conn, listed.0.seq, before, limit)?;
            let next = cursors.cut(&scope, limit.items().min(fitting_items(&items)), &mut items, |last| last.version)?;
            Answer::list(&Listing::<Revision>::page(items, next))
        })
        .await
}

/// Restores a revision of a post
///
/// Makes the content of an earlier revision that of a new one; nothing is lost. Under the rules of editing: by its author, until it is archived.
#[utoipa::path(post, path = "/api/v1/posts/{id}/revisions/{version}/restore", tag = "posts", operation_id = "restorePostRevision", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e"),
        ("version" = i64, Path, description = "Version of the revision", example = 3),
        ("If-Match" = Option<String>, Header, description = "ETag of the post as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The post after it", body = Post), PostRefusals))]
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
    let limits = app.writing_limits();
    let answer = app.db.write(move |conn| writing::restore(conn, &change, &once, &id, version, limits)).await?;
    Ok(answer.send(&req))
}
