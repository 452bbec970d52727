//! `/posts/{id}/comments` and `/comments`.

use super::model::{Comment, CommentEdit, CommentPatch, NewComment};
use super::queries::{self, Filter};
use super::writing;
use crate::app::App;
use crate::db::Id;
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Posted};
use crate::http::json::Json;
use crate::http::listing::{CursorQuery, Limit, Listing, fitting};
use crate::http::openapi::{DeleteRefusals, PatchRefusals, PostRefusals, Refusals, VersionedRefusals};
use crate::http::problem::{forbidden, not_found};
use crate::http::query::{NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::markdown::{Form, bounded, named, size_of_post};
use crate::posts::queries as post_queries;
use crate::reactions::{NewReaction, ReactionKind, Reactions};
use crate::text::said;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![
        at("/posts/{id}/comments").get(list).post(create),
        at("/comments/{id}").get(show).patch(update).delete(remove),
        at("/comments/{id}/edits").get(edits),
        at("/comments/{id}/moderation").put(moderate),
        at("/comments/{id}/reactions").post(react),
        at("/comments/{id}/reactions/{kind}").delete(unreact),
    ]
}

/// What a list of comments can be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Only replies to this comment.
    parent_id: Option<Id>,
    /// Only the thread that this comment begins, with it.
    thread_id: Option<Id>,
    /// Entries per page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 20)]
    limit: Limit,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Adds `total`.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    count: bool,
}

/// Lists the comments on a post
///
/// Thread by thread, the oldest first: each comment is followed by its replies, which name it as `parent_id`. What is hidden or deleted is left out, unless it
/// has replies: then its place is kept. A page of very long comments ends before its limit.
#[utoipa::path(get, path = "/api/v1/posts/{id}/comments", tag = "posts", operation_id = "listComments", security((), ("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug of the post", example = "antrean-yang-jujur-5a6c7d8e"), ListQuery),
    responses((status = 200, description = "A page of comments", body = Listing<Comment>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list(reading: Reading, id: web::Path<String>, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    let filter = Filter { parent: query.parent_id, thread: query.thread_id };
    let scope = format!("comments {id} {filter:?}");
    let after: Option<(Id, Id)> = reading.app.cursors.start(&scope, query.cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, caller| {
            let ((post, ..), view) = post_queries::visible(conn, caller, &id)?;
            let reader = queries::reader(caller, view);
            let mut rows = queries::list(conn, &post, &reader, filter, after, query.limit)?;
            let limit = query.limit.at_most(fitting(rows.iter().map(|(row, _)| size_of_post(&row.body))));
            let next = cursors.next(&scope, limit, &mut rows, |(last, _)| (last.thread_id, last.id))?;
            let total = if query.count { Some(queries::count(conn, &post, &reader, filter)?) } else { None };
            let items = queries::told(conn, rows, &post, &reader)?;
            Answer::list(&Listing::<Comment>::page(items, next).with_total(total))
        })
        .await
}

/// Comments on a post
///
/// By anybody with an account, while it is published and not locked. With `parent_id` it is a reply. Who wrote the post, who is replied to and who is mentioned
/// is told. How much one person writes in an hour is limited (429).
#[utoipa::path(post, path = "/api/v1/posts/{id}/comments", tag = "posts", operation_id = "createComment", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug of the post", example = "antrean-yang-jujur-5a6c7d8e")),
    request_body = NewComment, responses((status = 201, description = "The comment", body = Comment), PostRefusals))]
pub async fn create(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<NewComment>,
) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    change.signed_in()?;
    bounded(Form::Post, [("body", &*body.body)]).await?;
    let limits = app.writing_limits();
    let answer = app.db.write(move |conn| writing::create(conn, &change, &once, &id, &body, limits)).await?;
    Ok(answer.send(&req))
}

/// Shows a comment
///
/// What is hidden is shown to its author and moderators; to everybody else it is 404.
#[utoipa::path(get, path = "/api/v1/comments/{id}", tag = "posts", operation_id = "getComment", security((), ("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the comment")),
    responses((status = 200, description = "The comment", body = Comment),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let found = queries::visible(conn, caller, &id)?;
            let version = found.row.version;
            let told = queries::told(conn, vec![(found.row, found.author)], &found.post.0, &found.reader)?.pop();
            Answer::record(version, &told.ok_or_else(not_found)?)
        })
        .await
}

/// Edits a comment
///
/// By its author, for 24 hours, while the post takes comments; what it said before is kept (`/comments/{id}/edits`). Needs `If-Match`.
#[utoipa::path(patch, path = "/api/v1/comments/{id}", tag = "posts", operation_id = "updateComment", security(("bearer" = [])), request_body = CommentPatch,
    params(("id" = Id, Path, description = "Id of the comment"),
        ("If-Match" = String, Header, description = "ETag of the comment as it was read", example = "\"1-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The comment after the change", body = Comment), PatchRefusals, VersionedRefusals))]
pub async fn update(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    patch: MergePatch,
) -> Result<HttpResponse, Error> {
    change.signed_in()?;
    bounded(Form::Post, named(&patch.0, &["body"])).await?;
    let limits = app.writing_limits();
    let answer = app.db.write(move |conn| writing::update(conn, &change, &id, &patch, limits)).await?;
    Ok(answer.send(&req))
}

/// Removes a comment
///
/// By its author. Its text is gone; its place is kept while it has replies. Needs `If-Match`.
#[utoipa::path(delete, path = "/api/v1/comments/{id}", tag = "posts", operation_id = "deleteComment", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the comment"),
        ("If-Match" = String, Header, description = "ETag of the comment as it was read", example = "\"1-5b1c0f3a9e7d2468\"")),
    responses((status = 204, description = "Removed"), DeleteRefusals))]
pub async fn remove(app: web::Data<App>, change: Change, id: web::Path<String>) -> Result<HttpResponse, Error> {
    app.db.write(move |conn| writing::delete(conn, &change, &id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Lists what a comment said before it was edited
///
/// For its author and the moderators, 403 for others: what somebody took back is not to be read on. The newest first, at most 100, and fewer
/// when they are very long.
#[utoipa::path(get, path = "/api/v1/comments/{id}/edits", tag = "posts", operation_id = "listCommentEdits", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the comment"), CursorQuery),
    responses((status = 200, description = "The earlier texts", body = Listing<CommentEdit>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn edits(reading: Reading, id: web::Path<String>, query: Query<CursorQuery>) -> Result<HttpResponse, Error> {
    let scope = format!("comment edits {id}");
    let before: Option<Id> = reading.app.cursors.start(&scope, query.0.cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, caller| {
            caller.signed_in()?;
            let found = queries::visible(conn, caller, &id)?;
            if !found.reader.reads_edits(&found.row) {
                return Err(forbidden().into());
            }
            let mut edits = queries::edits(conn, found.row.id, before)?;
            let fits = fitting(edits.iter().map(|(_, edit)| edit.body.len() + edit.body_html.len()));
            let next = cursors.cut(&scope, fits, &mut edits, |(id, _)| *id)?;
            Answer::list(&Listing::<CommentEdit>::page(edits.into_iter().map(|(_, edit)| edit).collect(), next))
        })
        .await
}

/// Whether a comment is hidden, and why.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"hidden": true, "note": "Memuat nomor telepon seseorang."}))]
pub struct CommentModeration {
    /// Whether it is hidden.
    pub hidden: bool,
    /// Why: needed to hide it; its author is told. At most 2,000 characters.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// Hides a comment, or shows it again
///
/// By the moderators of the post's hub, or admins; hiding needs a reason. Its author is told, and may appeal (`POST /reports`).
#[utoipa::path(put, path = "/api/v1/comments/{id}/moderation", tag = "moderation", operation_id = "moderateComment", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the comment"),
        ("If-Match" = Option<String>, Header, description = "ETag of the comment as it was read: 412 when it changed since", example = "\"1-5b1c0f3a9e7d2468\"")),
    request_body = CommentModeration, responses((status = 200, description = "The comment", body = Comment), PostRefusals))]
pub async fn moderate(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    body: Json<CommentModeration>,
) -> Result<HttpResponse, Error> {
    let Json(CommentModeration { hidden, note }) = body;
    let answer = app.db.write(move |conn| writing::moderate(conn, &change, &id, hidden, note.as_deref().and_then(said))).await?;
    Ok(answer.send(&req))
}

/// Reacts to a comment
///
/// By anybody with an account but its author; each kind once, however often it is sent.
#[utoipa::path(post, path = "/api/v1/comments/{id}/reactions", tag = "posts", operation_id = "reactToComment", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the comment")),
    request_body = NewReaction, responses((status = 200, description = "The reactions", body = Reactions), PostRefusals))]
pub async fn react(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<NewReaction>,
) -> Result<HttpResponse, Error> {
    let Posted { body: NewReaction { kind }, once } = posted;
    let _running = once.take(&change)?;
    let answer = app.db.write(move |conn| writing::react(conn, &change, &once, &id, kind)).await?;
    Ok(answer.send(&req))
}

/// Takes a reaction to a comment back
///
/// The caller's own.
#[utoipa::path(delete, path = "/api/v1/comments/{id}/reactions/{kind}", tag = "posts", operation_id = "unreactToComment", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the comment"), ("kind" = ReactionKind, Path, description = "Kind of reaction")),
    responses((status = 200, description = "The reactions", body = Reactions), PostRefusals))]
pub async fn unreact(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let (id, kind) = path.into_inner();
    let kind: ReactionKind = kind.parse().map_err(|_| not_found())?;
    let answer = app.db.write(move |conn| writing::unreact(conn, &change, &id, kind)).await?;
    Ok(answer.send(&req))
}
