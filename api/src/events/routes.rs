//! `/events`.

use super::attendance;
use super::lifecycle;
use super::model::{Event, EventKind, EventStatus, EventSummary, Participant};
use super::participants::{self, NewParticipants, ParticipantChange};
use super::queries::{self, Filter, Sight};
use super::writing::{self, EventPatch, NewEvent, NewEventBody};
use crate::app::App;
use crate::auth::link;
use crate::db::{Id, Instant};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Posted, PostedObject};
use crate::http::json::Json;
use crate::http::listing::{Limit, Listing, Sort};
use crate::http::openapi::{DeleteRefusals, ListRefusals, PatchRefusals, PostRefusals, Refusals, VersionedRefusals};
use crate::http::query::{Many, NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::http::transitions::{Transition, TransitionRequest, Transitions};
use crate::institutions::queries::{self as institutions, name_words};
use crate::markdown::{Form, bounded, named};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![
        at("/events").get(list).post(create),
        at("/events/{id}").get(show).patch(update).delete(remove),
        at("/events/{id}/transitions").get(transitions).post(transition),
        at("/events/{id}/invitations").post(invite),
        at("/events/{id}/participants/{institution_id}").put(put_participant).delete(remove_participant),
        at("/events/{id}/check-ins").post(check_in),
    ]
}

/// What a list of events can be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Kinds of event.
    #[serde(default)]
    #[param(value_type = Option<Vec<EventKind>>, style = Form, explode)]
    kind: Many<EventKind>,
    /// Statuses; what is public when left out (all own ones with `mine=true`).
    #[serde(default)]
    #[param(value_type = Option<Vec<EventStatus>>, style = Form, explode)]
    status: Many<EventStatus>,
    /// Whether they form hubs.
    hub_formation: Option<bool>,
    /// The institution that runs them or is invited, by id.
    institution_id: Option<Id>,
    /// Those that end at or after this instant (RFC 3339).
    from: Option<Instant>,
    /// Those that begin before this instant (RFC 3339).
    to: Option<Instant>,
    /// Words of the title.
    #[param(max_length = 200, example = "pembentukan")]
    q: Option<String>,
    /// Those that the signed-in caller planned, in any status.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    mine: bool,
    /// `starts_at`, or `-starts_at` (default) for the latest first.
    #[param(inline, value_type = Option<SortWords>)]
    sort: Option<String>,
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

/// The sorts of the list, for the document.
#[derive(ToSchema, Deserialize)]
#[allow(dead_code)]
enum SortWords {
    #[serde(rename = "starts_at")]
    StartsAt,
    #[serde(rename = "-starts_at")]
    StartsAtDescending,
}

crate::db::types::text_enum! {
    /// What events can be sorted by.
    pub enum EventSort {
        /// When they begin.
        StartsAt = "starts_at",
    }
}

/// Lists events
///
/// Without `status` the public ones that take place: open, held and closed. `status` adds what the caller may see.
#[utoipa::path(get, path = "/api/v1/events", tag = "events", operation_id = "listEvents", params(ListQuery), security((), ("bearer" = [])),
    responses((status = 200, description = "A page of events", body = Listing<EventSummary>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), ListRefusals))]
pub async fn list(reading: Reading, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    let sort = query.sort.as_deref().map_or(Ok(Sort { field: EventSort::StartsAt, descending: true }), Sort::parse)?;
    let filter = Filter {
        kinds: query.kind.0,
        statuses: query.status.0,
        hub_formation: query.hub_formation,
        institution: query.institution_id,
        from: query.from,
        to: query.to,
        words: query.q.as_deref().map(name_words).unwrap_or_default(),
        made_by: None,
        sight: Sight::default(),
    };
    let scope = format!("events {} {} {filter:?}", sort.descending, query.mine);
    let after: Option<(i64, Id)> = reading.app.cursors.start(&scope, query.cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, caller| {
            let made_by = if query.mine { Some(caller.signed_in()?.id) } else { None };
            institutions::named(conn, "institution_id", filter.institution.as_slice())?;
            let filter = Filter { made_by, sight: Sight::of(caller), ..filter.clone() };
            let mut rows = queries::list(conn, &filter, sort.descending, after, query.limit)?;
            let next = cursors.next(&scope, query.limit, &mut rows, |(last, _)| (last.starts_at.0, last.id))?;
            let total = if query.count { Some(queries::count(conn, &filter)?) } else { None };
            Answer::list(&Listing::<EventSummary>::page(queries::summaries(conn, rows)?, next).with_total(total))
        })
        .await
}

/// Shows an event
///
/// With its participants. Public from `open` onward, its minutes once it is closed; what is noted of participants and what is to be done are
/// for those who run it and the invited institutions.
#[utoipa::path(get, path = "/api/v1/events/{id}", tag = "events", operation_id = "getEvent", security((), ("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event")),
    responses((status = 200, description = "The event", body = Event),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let url = reading.app.settings.public_url();
    reading
        .answer(move |conn, caller| {
            let found = queries::visible(conn, caller, &id)?;
            let event = queries::whole(conn, caller, &found, &url)?;
            Answer::record(event.summary.version, &event)
        })
        .await
}

/// Plans an event
///
/// Of the caller's institution, by a hub manager or an admin; one that forms hubs by an admin only. It may have taken place already.
#[utoipa::path(post, path = "/api/v1/events", tag = "events", operation_id = "createEvent", security(("bearer" = [])), request_body = NewEventBody,
    responses((status = 201, description = "The event, planned", body = Event), PostRefusals))]
pub async fn create(req: HttpRequest, app: web::Data<App>, change: Change, posted: PostedObject) -> Result<HttpResponse, Error> {
    let PostedObject(fields, once) = posted;
    let _running = once.take(&change)?;
    change.signed_in()?;
    let new = NewEvent::read(fields)?;
    bounded(Form::Page, new.texts()).await?;
    let (code, _) = link::secret()?;
    let url = app.settings.public_url();
    let answer = app.db.write(move |conn| writing::create(conn, &change, &once, &new, (&code, &url))).await?;
    Ok(answer.send(&req))
}

/// Changes an event
///
/// A merge patch, by those who run it: until it is closed or cancelled, by admins also afterwards. When time, place or link of an announced event
/// change, its participants are told; when the time does, `attending` becomes `pending` again. Needs `If-Match`.
#[utoipa::path(patch, path = "/api/v1/events/{id}", tag = "events", operation_id = "updateEvent", security(("bearer" = [])), request_body = EventPatch,
    params(("id" = Id, Path, description = "Id of the event"),
        ("If-Match" = String, Header, description = "ETag of the event as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The event after the change", body = Event), PatchRefusals, VersionedRefusals))]
pub async fn update(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    patch: MergePatch,
) -> Result<HttpResponse, Error> {
    change.signed_in()?;
    bounded(Form::Page, named(&patch.0, &["agenda", "minutes"])).await?;
    let url = app.settings.public_url();
    let answer = app.db.write(move |conn| writing::update(conn, &change, &id, &patch, &url)).await?;
    Ok(answer.send(&req))
}

/// Deletes a planned event
///
/// Only a plan that has moved no hub (409); what was announced is cancelled instead. Needs `If-Match`.
#[utoipa::path(delete, path = "/api/v1/events/{id}", tag = "events", operation_id = "deleteEvent", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event"),
        ("If-Match" = String, Header, description = "ETag of the event as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    responses((status = 204, description = "Deleted"), DeleteRefusals))]
pub async fn remove(app: web::Data<App>, change: Change, id: web::Path<String>) -> Result<HttpResponse, Error> {
    app.db.write(move |conn| writing::delete(conn, &change, &id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Shows the way of an event through its statuses
///
/// Everybody who sees the event sees `to` and `at` of what was public; who runs it also sees who did it and why. `allowed` lists what the caller
/// may do next.
#[utoipa::path(get, path = "/api/v1/events/{id}/transitions", tag = "events", operation_id = "listEventTransitions", security((), ("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event")),
    responses((status = 200, description = "The transitions, the oldest first", body = Transitions,
        example = json!({"items": [{"to": "open", "at": "2023-08-01T05:00:00.000Z"}], "allowed": []})),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn transitions(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let (row, view) = queries::visible(conn, caller, &id)?;
            let items = queries::transitions(conn, row.id)?
                .into_iter()
                .filter(|(_, to, ..)| view.inside() || to != EventStatus::Planned.as_str())
                .map(|step| Transition::new(step, view.runs))
                .collect();
            let allowed = lifecycle::allowed(&view, row.stage()).into_iter().map(|to| to.to_string()).collect();
            Answer::record(row.version, &Transitions { items, allowed })
        })
        .await
}

/// Moves an event through its life
///
/// By those who run it: open announces it, held lets decisions count (not before it begins: 409 `guard-not-met`), closed publishes its minutes.
#[utoipa::path(post, path = "/api/v1/events/{id}/transitions", tag = "events", operation_id = "transitionEvent", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event"),
        ("If-Match" = Option<String>, Header, description = "ETag of the event as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body(content = TransitionRequest, example = json!({"to": "open"})),
    responses((status = 200, description = "The event in its new status", body = Event), PostRefusals))]
pub async fn transition(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<TransitionRequest>,
) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let url = app.settings.public_url();
    let answer = app.db.write(move |conn| writing::transition(conn, &change, &once, &id, &body, &url)).await?;
    Ok(answer.send(&req))
}

/// Invites several institutions
///
/// All of a list, and all of some kinds, by those who run the event; who is invited already stays as it is. An event that forms hubs makes the
/// hubs that are missing, and moves them to `invited`.
#[utoipa::path(post, path = "/api/v1/events/{id}/invitations", tag = "events", operation_id = "inviteParticipants", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event"),
        ("If-Match" = Option<String>, Header, description = "ETag of the event as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body = NewParticipants,
    responses((status = 200, description = "The event with all that are invited", body = Event), PostRefusals))]
pub async fn invite(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<NewParticipants>,
) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let url = app.settings.public_url();
    let answer = app.db.write(move |conn| participants::invite_all(conn, &change, &once, &id, &body, &url)).await?;
    Ok(answer.send(&req))
}

/// Invites an institution, or records what became of it
///
/// Those who run the event record everything; the institution's manager or signatory answers (`response`) while it is planned or open. What is left out
/// stays as it is. Decisions count once the event was held; in an event that forms hubs they move the hub. Needs `If-Match` with the ETag of the event.
#[utoipa::path(put, path = "/api/v1/events/{id}/participants/{institution_id}", tag = "events", operation_id = "putParticipant", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event"), ("institution_id" = Id, Path, description = "Id of the institution"),
        ("If-Match" = String, Header, description = "ETag of the event as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body = ParticipantChange,
    responses((status = 200, description = "The participant after the change", body = Participant),
        (status = 201, description = "The participant, invited", body = Participant), PatchRefusals, VersionedRefusals))]
pub async fn put_participant(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    path: web::Path<(String, String)>,
    asked: Json<ParticipantChange>,
) -> Result<HttpResponse, Error> {
    let (id, institution) = path.into_inner();
    let Json(asked) = asked;
    let answer = app.db.write(move |conn| participants::put(conn, &change, &id, &institution, &asked)).await?;
    Ok(answer.send(&req))
}

/// Takes an invitation back
///
/// By those who run the event, before it was held. A hub that was invited stays so. Needs `If-Match` with the ETag of the event.
#[utoipa::path(delete, path = "/api/v1/events/{id}/participants/{institution_id}", tag = "events", operation_id = "removeParticipant", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event"), ("institution_id" = Id, Path, description = "Id of the institution"),
        ("If-Match" = String, Header, description = "ETag of the event as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    responses((status = 204, description = "Taken back"), DeleteRefusals))]
pub async fn remove_participant(app: web::Data<App>, change: Change, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (id, institution) = path.into_inner();
    app.db.write(move |conn| participants::remove(conn, &change, &id, &institution)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The code of an event, from its QR code.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "k3Jx0c"}))]
pub struct CheckIn {
    /// The code behind the `#` of `check_in_url`.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    pub code: String,
}

/// Checks in
///
/// By the code that the QR at the door shows: the signed-in person's institution, which is invited, was there. While the event is open or held, from two hours before it begins to the end
/// of the day in Jakarta on which it ends (else 409 `guard-not-met`).
#[utoipa::path(post, path = "/api/v1/events/{id}/check-ins", tag = "events", operation_id = "checkIn", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event")), request_body = CheckIn,
    responses((status = 200, description = "The event", body = Event), PostRefusals))]
pub async fn check_in(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<CheckIn>,
) -> Result<HttpResponse, Error> {
    let Posted { body: CheckIn { code }, once } = posted;
    let _running = once.take(&change)?;
    let url = app.settings.public_url();
    let answer = app.db.write(move |conn| attendance::check_in(conn, &change, &once, &id, &code, &url)).await?;
    Ok(answer.send(&req))
}
