//! `/notifications`.

use super::model::{Notification, Shown};
use super::queries::{self, Page};
use crate::app::App;
use crate::auth::Caller;
use crate::db::{Conn, Id};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Posted};
use crate::http::json::Json;
use crate::http::listing::Limit;
use crate::http::locale::Locale;
use crate::http::openapi::{ListRefusals, PostRefusals, Refusals, WriteRefusals};
use crate::http::problem::not_found;
use crate::http::query::{NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![
        at("/notifications").get(list),
        at("/notifications/read").post(read_all),
        at("/notifications/{id}").get(show).patch(update).delete(remove),
    ]
}

/// What a list of notifications can be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Those that were not read, or those that were; all when left out.
    unread: Option<bool>,
    /// Entries per page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 20)]
    limit: Limit,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of notifications.
#[derive(Serialize, ToSchema)]
pub struct NotificationPage {
    /// The notifications of this page, the newest first.
    pub items: Vec<Notification>,
    /// Pass it as `cursor` to get the next page; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many the caller has not read, on all pages; counted to 1,000.
    #[schema(example = 3)]
    pub unread_count: i64,
}

/// What may be changed of a notification.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"read": true}))]
pub struct NotificationPatch {
    /// Whether it was read.
    pub read: bool,
}

/// Which notifications to mark as read.
#[derive(Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"up_to": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e"}))]
pub struct ReadAll {
    /// The newest one that was seen: those that came since stay unread. All when left out.
    pub up_to: Option<Id>,
}

/// How many notifications are unread now.
#[derive(Serialize, ToSchema)]
pub struct UnreadCount {
    /// Counted to 1,000.
    #[schema(example = 0)]
    pub unread_count: i64,
}

/// Lists the own notifications
///
/// What waits for the caller or concerns them, the newest first, with the number of those that were not read. Only what the caller may read now is told
/// of, and texts are as they are now; what waited and is over counts as read. Sentences are in the language of `Accept-Language`.
#[utoipa::path(get, path = "/api/v1/notifications", tag = "notifications", operation_id = "listNotifications", params(ListQuery), security(("bearer" = [])),
    responses((status = 200, description = "A page of notifications", body = NotificationPage),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), ListRefusals))]
pub async fn list(reading: Reading, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    let scope = format!("notifications {:?}", query.unread);
    let after: Option<Id> = reading.app.cursors.start(&scope, query.cursor.as_deref())?;
    let (cursors, locale) = (reading.app.cursors.clone(), Locale::of(reading.req.headers()));
    reading
        .answer(move |conn, caller| {
            let Page { mut shown, rest_after } = queries::list(conn, caller, query.unread, after, query.limit)?;
            let next_cursor = match rest_after {
                Some(id) => Some(cursors.seal(&scope, &id)?),
                None => cursors.next(&scope, query.limit, &mut shown, |last| last.row.id)?,
            };
            let items = shown.into_iter().map(|shown| shown.told(locale)).collect();
            let page = NotificationPage { items, next_cursor, unread_count: queries::count_unread(conn, caller)? };
            Answer::page(&page, page.next_cursor.clone())
        })
        .await
}

/// Shows a notification
///
/// One of the caller's own.
#[utoipa::path(get, path = "/api/v1/notifications/{id}", tag = "notifications", operation_id = "getNotification", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the notification")),
    responses((status = 200, description = "The notification", body = Notification),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let locale = Locale::of(reading.req.headers());
    reading.answer(move |conn, caller| Answer::record(0, &own(conn, caller, &id)?.told(locale))).await
}

/// The caller's notification with this id; 404 when it is not theirs, or tells of what they may not read any more.
fn own(conn: &mut Conn, caller: &Caller, id: &str) -> Result<Shown, Error> {
    let id: Id = id.parse().map_err(|_| not_found())?;
    Ok(queries::find(conn, caller, id)?.ok_or_else(not_found)?)
}

/// Marks a notification as read or unread
///
/// One of the caller's own. Needs no `If-Match`: it has no version.
#[utoipa::path(patch, path = "/api/v1/notifications/{id}", tag = "notifications", operation_id = "updateNotification", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the notification")), request_body = NotificationPatch,
    responses((status = 200, description = "The notification after the change", body = Notification), WriteRefusals, Refusals))]
pub async fn update(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    patch: Json<NotificationPatch>,
) -> Result<HttpResponse, Error> {
    let (Json(patch), locale) = (patch, Locale::of(req.headers()));
    let (user, answer) = app
        .db
        .write(move |conn| {
            let (caller, member, _) = change.by(conn)?;
            let found = own(conn, &caller, &id)?;
            queries::mark(conn, found.row.id, patch.read)?;
            Ok((member.id, Answer::record(0, &own(conn, &caller, &id)?.told(locale))?))
        })
        .await?;
    app.streams.touch(user);
    Ok(answer.send(&req))
}

/// Marks all notifications as read
///
/// The caller's own, up to the newest one that was seen.
#[utoipa::path(post, path = "/api/v1/notifications/read", tag = "notifications", operation_id = "readNotifications", security(("bearer" = [])),
    request_body = ReadAll, responses((status = 200, description = "How many are unread now", body = UnreadCount), PostRefusals))]
pub async fn read_all(req: HttpRequest, app: web::Data<App>, change: Change, asked: Posted<ReadAll>) -> Result<HttpResponse, Error> {
    let Posted { body: ReadAll { up_to }, once } = asked;
    let _running = once.take(&change)?;
    let (user, answer) = app
        .db
        .write(move |conn| {
            let (caller, member, _) = change.by(conn)?;
            let answer = once.run(conn, member.id, |conn| {
                queries::mark_all(conn, member.id, up_to)?;
                Answer::record(0, &UnreadCount { unread_count: queries::count_unread(conn, &caller)? })
            });
            Ok((member.id, answer?))
        })
        .await?;
    app.streams.touch(user);
    Ok(answer.send(&req))
}

/// Removes a notification
///
/// One of the caller's own.
#[utoipa::path(delete, path = "/api/v1/notifications/{id}", tag = "notifications", operation_id = "deleteNotification", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the notification")), responses((status = 204, description = "Removed"), Refusals))]
pub async fn remove(app: web::Data<App>, change: Change, id: web::Path<String>) -> Result<HttpResponse, Error> {
    app.db
        .write(move |conn| {
            let (caller, ..) = change.by(conn)?;
            let found = own(conn, &caller, &id)?;
            queries::remove(conn, found.row.id)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
