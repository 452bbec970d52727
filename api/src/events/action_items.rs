//! `/events/{id}/action-items`: what is to be done after an event, by whom, and until when.

use super::model::ActionItem;
use super::writing::{Target, note};
use super::{news, queries};
use crate::app::App;
use crate::audit::{Verb, digest_of};
use crate::db::schema::{event_action_items, users};
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Once, Posted};
use crate::http::json::invalid;
use crate::http::listing::Listing;
use crate::http::locale::Text;
use crate::http::openapi::{DeleteRefusals, PatchRefusals, PostRefusals, Refusals, VersionedRefusals};
use crate::http::problem::{FieldError, conflict, not_found};
use crate::http::query::{NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::text::Line;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/events/{id}/action-items").get(list).post(create), at("/events/{id}/action-items/{item_id}").patch(update).delete(remove)]
}

/// Most action items of one event.
const MOST: i64 = 200;

/// Something to be done.
#[derive(Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Mengirim rancangan nota kesepahaman", "due_on": "2026-12-31"}))]
pub struct ActionItemBody {
    /// What is to be done, 1-500 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 500)]
    pub title: Line<1, 500>,
    /// Who does it: the id of an active user.
    pub assignee_id: Option<Id>,
    /// Until when.
    pub due_on: Option<Day>,
    /// Whether it is done.
    #[serde(default)]
    pub done: bool,
}

/// Lists what is to be done after an event
///
/// For those who run the event, and the invited institutions; others see what is theirs to do. In the order that it was noted.
#[utoipa::path(get, path = "/api/v1/events/{id}/action-items", tag = "events", operation_id = "listActionItems", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event")),
    responses((status = 200, description = "The action items; the `ETag` of the event is what changing one needs", body = Listing<ActionItem>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            caller.signed_in()?;
            let (row, view) = queries::visible(conn, caller, &id)?;
            if !view.inside() && !view.assigned {
                return Err(not_found().into());
            }
            Answer::list(&Listing::<ActionItem>::page(queries::action_items(conn, &row, &view)?, None))
        })
        .await
}

/// Adds something to be done
///
/// For those who run the event; at most 200 in one event.
#[utoipa::path(post, path = "/api/v1/events/{id}/action-items", tag = "events", operation_id = "createActionItem", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event")),
    request_body = ActionItemBody, responses((status = 201, description = "The action item", body = ActionItem), PostRefusals))]
pub async fn create(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<ActionItemBody>,
) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let answer = app.db.write(move |conn| add(conn, &change, &once, &id, &body)).await?;
    Ok(answer.send(&req))
}

fn add(conn: &mut Conn, change: &Change, once: &Once, id: &str, body: &ActionItemBody) -> Result<Answer, Error> {
    let mut target = running(conn, change, id)?;
    once.run(conn, target.member, |conn| {
        change.accepts(target.row.version)?;
        check_assignee(conn, body)?;
        let count: i64 =
            query!(conn, c => event_action_items::table.filter(event_action_items::event_id.eq(target.row.id)).count().get_result(c))?;
        if count >= MOST {
            return Err(conflict("Kegiatan ini sudah punya 200 tindak lanjut.", "The event has 200 action items already.").into());
        }
        let item = Id::new();
        let row = (
            event_action_items::id.eq(item),
            event_action_items::event_id.eq(target.row.id),
            event_action_items::title.eq(body.title.trim()),
            event_action_items::assignee_id.eq(body.assignee_id),
            event_action_items::due_on.eq(body.due_on),
            event_action_items::done.eq(body.done),
            event_action_items::created_at.eq(Instant::now()),
        );
        query!(conn, c => diesel::insert_into(event_action_items::table).values(row).execute(c))?;
        news::assigned(conn, &target.trail, &target.row, body.assignee_id, item)?;
        target.touch(conn)?;
        note(conn, &target.trail, Verb::ActionItem, target.row.id, &body.title, None, Some(digest_of(body)?))?;
        let location = format!("/api/v1/events/{}/action-items", target.row.id);
        Answer::created(location, target.row.version, &find(conn, &target, item)?)
    })
}

/// The event, when the caller runs it and it is not cancelled.
fn running(conn: &mut Conn, change: &Change, id: &str) -> Result<Target, Error> {
    let target = Target::find(conn, change, id)?;
    target.must_run()?;
    target.must_be_on()?;
    Ok(target)
}

fn check_assignee(conn: &mut Conn, body: &ActionItemBody) -> Result<(), Error> {
    let Some(id) = body.assignee_id else {
        return Ok(());
    };
    let found: Option<Id> =
        query!(conn, c => users::table.filter(users::id.eq(id).and(users::active.eq(true))).select(users::id).first(c).optional())?;
    if found.is_some() {
        return Ok(());
    }
    let message = Text::new("Pengguna ini tidak ada.", "There is no such user.");
    Err(invalid(vec![FieldError { pointer: "/assignee_id".into(), code: "unknown_user", message }]).into())
}

fn find(conn: &mut Conn, target: &Target, item: Id) -> Result<ActionItem, Error> {
    Ok(queries::action_items(conn, &target.row, &target.view)?.into_iter().find(|found| found.id == item).ok_or_else(not_found)?)
}

/// Changes what is to be done
///
/// A merge patch, for those who run the event, and for its assignee, who may only say whether it is `done`. Needs `If-Match` with the ETag of the event.
#[utoipa::path(patch, path = "/api/v1/events/{id}/action-items/{item_id}", tag = "events", operation_id = "updateActionItem", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event"), ("item_id" = Id, Path, description = "Id of the action item"),
        ("If-Match" = String, Header, description = "ETag of the event as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body = ActionItemBody,
    responses((status = 200, description = "The action item after the change", body = ActionItem), PatchRefusals, VersionedRefusals))]
pub async fn update(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    path: web::Path<(String, String)>,
    patch: MergePatch,
) -> Result<HttpResponse, Error> {
    let (id, item) = path.into_inner();
    let answer = app.db.write(move |conn| edit(conn, &change, &id, &item, &patch)).await?;
    Ok(answer.send(&req))
}

fn edit(conn: &mut Conn, change: &Change, id: &str, item: &str, patch: &MergePatch) -> Result<Answer, Error> {
    let mut target = Target::find(conn, change, id)?;
    let item: Id = item.parse().map_err(|_| not_found())?;
    let found = find(conn, &target, item)?;
    change.needs(target.row.version)?;
    let before =
        ActionItemBody { title: found.title.into(), assignee_id: found.assignee.map(|p| p.id), due_on: found.due_on, done: found.done };
    let after: ActionItemBody = patch.apply(&before)?;
    let own = before.assignee_id == Some(target.member) && ActionItemBody { done: after.done, ..before.clone() } == after;
    if !own {
        target.must_run()?;
    }
    target.must_be_on()?;
    if before.assignee_id != after.assignee_id {
        check_assignee(conn, &after)?;
        news::assigned(conn, &target.trail, &target.row, after.assignee_id, item)?;
    }
    query!(conn, c => diesel::update(event_action_items::table.filter(event_action_items::id.eq(item)))
        .set((
            event_action_items::title.eq(after.title.trim()),
            event_action_items::assignee_id.eq(after.assignee_id),
            event_action_items::due_on.eq(after.due_on),
            event_action_items::done.eq(after.done),
        ))
        .execute(c))?;
    target.touch(conn)?;
    note(conn, &target.trail, Verb::ActionItem, target.row.id, &after.title, Some(digest_of(&before)?), Some(digest_of(&after)?))?;
    Answer::record(target.row.version, &find(conn, &target, item)?)
}

/// Removes what is to be done
///
/// For those who run the event. Needs `If-Match` with the ETag of the event.
#[utoipa::path(delete, path = "/api/v1/events/{id}/action-items/{item_id}", tag = "events", operation_id = "deleteActionItem", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event"), ("item_id" = Id, Path, description = "Id of the action item"),
        ("If-Match" = String, Header, description = "ETag of the event as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    responses((status = 204, description = "Removed"), DeleteRefusals))]
pub async fn remove(app: web::Data<App>, change: Change, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (id, item) = path.into_inner();
    app.db
        .write(move |conn| {
            let mut target = running(conn, &change, &id)?;
            let item: Id = item.parse().map_err(|_| not_found())?;
            let found = find(conn, &target, item)?;
            change.needs(target.row.version)?;
            query!(conn, c => diesel::delete(event_action_items::table.filter(event_action_items::id.eq(item))).execute(c))?;
            target.touch(conn)?;
            note(conn, &target.trail, Verb::ActionItem, target.row.id, &found.title, Some(crate::audit::sha256(item.to_string())), None)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
