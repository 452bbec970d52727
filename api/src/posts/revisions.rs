//! Revisions of posts: every edit, who made it, and what it changed.

use super::content::PostBody;
use super::model::{Post, PostRow, PostStatus};
use super::{queries, writing};
use crate::app::App;
use crate::auth::Credentials;
use crate::db::schema::{post_revisions, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Once};
use crate::http::listing::{Limit, Listing, PageQuery};
use crate::http::openapi::{PostRefusals, Refusals};
use crate::http::problem::not_found;
use crate::http::query::Query;
use crate::http::routing::{Address, at};
use crate::revisions::{Newest, Revision, RevisionKind, Stored, told};
use crate::users::model::Person;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/posts/{id}/revisions").get(list_revisions), at("/posts/{id}/revisions/{version}/restore").post(restore)]
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = post_revisions)]
struct Row {
    version: i64,
    kind: RevisionKind,
    restored_version: Option<i64>,
    started_at: Instant,
    at: Instant,
    content: String,
}

impl From<Row> for Stored {
    fn from(row: Row) -> Self {
        let Row { version, kind, restored_version, started_at, at, content } = row;
        Self { version, kind, restored_version, started_at, at, content }
    }
}

/// An edit of a post.
pub type Edit<'a> = crate::revisions::Edit<'a, PostBody>;

/// Keeps the first revision of a post that was just written.
pub fn begin(conn: &mut Conn, seq: i64, by: Id, content: &PostBody) -> Result<(), Error> {
    insert(conn, seq, &Edit { by, kind: RevisionKind::Create, restored_version: None, version: 1, content })
}

/// Keeps an edit; whether it became a revision of its own, and not a part of the one before.
pub fn keep(conn: &mut Conn, before: &PostRow, edit: &Edit<'_>) -> Result<bool, Error> {
    let newest: Option<Newest> = query!(conn, c => post_revisions::table
        .filter(post_revisions::seq.eq(before.seq))
        .order(post_revisions::version.desc())
        .select((post_revisions::id, post_revisions::version, post_revisions::by_user, post_revisions::started_at, post_revisions::kind))
        .first(c)
        .optional())?;
    match newest {
        Some(newest) if edit.belongs_to(&newest, before.version, before.status == PostStatus::Draft) => {
            let content = serde_json::to_string(edit.content)?;
            query!(conn, c => diesel::update(post_revisions::table.filter(post_revisions::id.eq(newest.0)))
                .set((post_revisions::version.eq(edit.version), post_revisions::at.eq(Instant::now()), post_revisions::content.eq(content)))
                .execute(c))?;
            Ok(false)
        }
        _ => insert(conn, before.seq, edit).map(|()| true),
    }
}

fn insert(conn: &mut Conn, seq: i64, edit: &Edit<'_>) -> Result<(), Error> {
    let now = Instant::now();
    let row = (
        post_revisions::id.eq(Id::new()),
        post_revisions::seq.eq(seq),
        post_revisions::version.eq(edit.version),
        post_revisions::kind.eq(edit.kind),
        post_revisions::restored_version.eq(edit.restored_version),
        post_revisions::by_user.eq(edit.by),
        post_revisions::started_at.eq(now),
        post_revisions::at.eq(now),
        post_revisions::content.eq(serde_json::to_string(edit.content)?),
    );
    query!(conn, c => diesel::insert_into(post_revisions::table).values(row).execute(c))?;
    Ok(())
}

/// One more revision than the page holds, the newest first, from before a version on.
fn list(conn: &mut Conn, seq: i64, before: Option<i64>, limit: Limit) -> Result<Vec<Revision>, Error> {
    let rows: Vec<(Row, Option<Person>)> = query!(conn, c => post_revisions::table
        .left_join(users::table)
        .filter(post_revisions::seq.eq(seq).and(post_revisions::version.lt(before.unwrap_or(i64::MAX))))
        .order(post_revisions::version.desc())
        .limit(limit.and_one() + 1)
        .select((Row::as_select(), Option::<Person>::as_select()))
        .load(c))?;
    told(rows.into_iter().map(|(row, by)| (row.into(), by)).collect(), limit.items() + 1)
}

/// The content of a post after the revision that ended in `version`.
pub fn content(conn: &mut Conn, seq: i64, version: i64) -> Result<Option<PostBody>, Error> {
    let found: Option<String> = query!(conn, c => post_revisions::table
        .filter(post_revisions::seq.eq(seq).and(post_revisions::version.eq(version)))
        .select(post_revisions::content)
        .first(c)
        .optional())?;
    Ok(found.map(|json| serde_json::from_str(&json)).transpose()?)
}

/// Lists the revisions of a post
///
/// Every edit with who made it, when, and what it changed, field by field; the newest first. For its author and moderators.
#[utoipa::path(get, path = "/api/v1/posts/{id}/revisions", tag = "posts", operation_id = "listPostRevisions", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e"), PageQuery),
    responses((status = 200, description = "The revisions", body = Listing<Revision>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list_revisions(
    req: HttpRequest,
    app: web::Data<App>,
    credentials: Credentials,
    id: web::Path<String>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    let Query(PageQuery { limit, cursor }) = query;
    let scope = format!("post-revisions {id}");
    let before: Option<i64> = cursor.as_deref().map(|cursor| app.cursors.open(&scope, cursor)).transpose()?;
    let cursors = app.cursors.clone();
    let answer = app
        .db
        .read(move |conn| {
            credentials.member(conn)?;
            let caller = credentials.caller(conn)?;
            let (listed, view) = queries::visible(conn, &caller, &id)?;
            if !(view.author || view.moderates) {
                return Err(not_found().into());
            }
            let mut items = list(conn, listed.0.seq, before, limit)?;
            let next = match (limit.cut(&mut items), items.last()) {
                (true, Some(last)) => Some(cursors.seal(&scope, &last.version)?),
                _ => None,
            };
            Answer::list(&Listing::<Revision>::page(items, next))
        })
        .await?;
    Ok(answer.send(&req))
}

/// Restores a revision of a post
///
/// Makes the content of an earlier revision that of a new one; nothing is lost. Under the rules of editing: by its author, until it is archived.
#[utoipa::path(post, path = "/api/v1/posts/{id}/revisions/{version}/restore", tag = "posts", operation_id = "restorePostRevision", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e"),
        ("version" = i64, Path, description = "Version of the revision", example = 3),
        ("If-Match" = Option<String>, Header, description = "ETag of the post as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\""),
        ("Idempotency-Key" = Option<String>, Header, description = "A key under which this takes effect once", example = "5b1c0f3a")),
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
    let answer = app.db.write(move |conn| writing::restore(conn, &change, &once, &id, version)).await?;
    Ok(answer.send(&req))
}
