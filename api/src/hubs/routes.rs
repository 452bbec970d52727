//! `/hubs`.

use super::lifecycle;
use super::model::{Hub, HubStats, HubStatus};
use super::moving;
use super::queries::{self, Filter, HubFacet, HubSort, Position};
use super::writing::{self, HubPatch, NewHub};
use crate::app::App;
use crate::auth::Caller;
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::{Conn, Cost};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Posted};
use crate::http::listing::{Limit, Listing, Sort};
use crate::http::openapi::{ListRefusals, PatchRefusals, PostRefusals, Refusals, VersionedRefusals};
use crate::http::problem::not_found;
use crate::http::query::{Many, NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::http::transitions::{Transition, TransitionRequest, Transitions};
use crate::institutions::model::InstitutionKind;
use crate::institutions::queries::name_words;
use crate::slug::is_former;
use crate::stats;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![
        at("/hubs").get(list).post(create),
        at("/hubs/{id}").get(show).patch(update),
        at("/hubs/{id}/stats").get(stats),
        at("/hubs/{id}/transitions").get(transitions).post(transition),
    ]
}

/// What a list of hubs can be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Statuses, repeated or with commas between; what is public when left out.
    #[serde(default)]
    #[param(value_type = Option<Vec<HubStatus>>, style = Form, explode)]
    status: Many<HubStatus>,
    /// Kinds of the institution.
    #[serde(default)]
    #[param(value_type = Option<Vec<InstitutionKind>>, style = Form, explode)]
    kind: Many<InstitutionKind>,
    /// Words of the name.
    #[param(max_length = 200, example = "jawa")]
    q: Option<String>,
    /// `name` (default), `formed_year` or `created_at`; `-` before it for descending.
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
    /// Fields to count by.
    #[serde(default)]
    #[param(value_type = Option<Vec<HubFacet>>, style = Form, explode)]
    facets: Many<HubFacet>,
}

/// The sorts of the list, for the document.
#[derive(utoipa::ToSchema, Deserialize)]
#[allow(dead_code)]
enum SortWords {
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameDescending,
    #[serde(rename = "formed_year")]
    FormedYear,
    #[serde(rename = "-formed_year")]
    FormedYearDescending,
    #[serde(rename = "created_at")]
    CreatedAt,
    #[serde(rename = "-created_at")]
    CreatedAtDescending,
}

/// Lists hubs
///
/// Without `status` those that are public: agreed, signed, active and dormant ones. `status` adds what the caller may see.
#[utoipa::path(get, path = "/api/v1/hubs", tag = "hubs", operation_id = "listHubs", params(ListQuery), security((), ("bearer" = [])),
    responses((status = 200, description = "A page of hubs", body = Listing<Hub>,
        example = json!({"items": [{"id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e", "institution_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00",
            "institution": {"id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00", "code": "kemenkeu", "name": "Kementerian Keuangan", "short_name": "Kemenkeu", "kind": "ministry"},
            "name": "Hub JIPP Kementerian Keuangan", "slug": "kemenkeu", "status": "active", "status_since": "2023-10-20T05:00:00.000Z", "basis": "commitment", "basis_ref": "Komitmen ditandatangani 20 Oktober 2023", "mou": null, "formed_year": 2023, "formed_on": "2023-10-20",
            "focus": null, "description": null, "contact_email": null, "innovations_published": 3, "created_at": "2026-01-31T08:00:00.000Z", "updated_at": "2026-01-31T08:00:00.000Z", "version": 1}], "next_cursor": null})),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), ListRefusals))]
pub async fn list(reading: Reading, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    let sort = query.sort.as_deref().map_or(Ok(Sort { field: HubSort::Name, descending: false }), Sort::parse)?;
    let scope = format!("hubs {} {} {:?} {:?} {:?}", sort.field, sort.descending, query.status.0, query.kind.0, query.q);
    let after: Option<Position> = reading.app.cursors.start(&scope, query.cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, caller| {
            let words = query.q.as_deref().map(name_words).unwrap_or_default();
            let filter = Filter::visible(caller, &query.status.0, query.kind.0.clone(), words);
            let mut rows = queries::list(conn, &filter, sort, after.as_ref(), query.limit)?;
            let next = cursors.next(&scope, query.limit, &mut rows, |(last, _)| queries::position(last, sort.field))?;
            let total = if query.count { Some(queries::count(conn, &filter)?) } else { None };
            let mut page = Listing::page(queries::with_counts(conn, rows)?, next).with_total(total);
            for facet in &query.facets.0 {
                let values = queries::facet(conn, &filter, *facet)?;
                page.facets.get_or_insert_default().insert(facet.as_str(), values);
            }
            Answer::list(&page)
        })
        .await
}

/// Shows a hub
///
/// By id or slug. What is not public is shown to those who may edit it, and is 404 to everybody else.
#[utoipa::path(get, path = "/api/v1/hubs/{id}", tag = "hubs", operation_id = "getHub", security((), ("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "kemenkeu")),
    responses((status = 200, description = "The hub", body = Hub),
        (status = 308, description = "The slug is a former one; `Location` is the present address"),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let mut hub = visible(conn, caller, &id)?;
            if is_former(&id, &hub.slug) {
                return Answer::moved(format!("/api/v1/hubs/{}", hub.slug));
            }
            hub.allowed_actions = caller.member().map(|_| writing::allowed_actions(caller, &hub));
            Answer::record(hub.version, &hub)
        })
        .await
}

fn visible(conn: &mut Conn, caller: &Caller, handle: &str) -> Result<Hub, Error> {
    Ok(queries::find(conn, caller, handle)?.ok_or_else(not_found)?)
}

/// Proposes a hub
///
/// For admins; its way to an active hub begins with `proposed`. An institution has one hub: a second one is 409.
#[utoipa::path(post, path = "/api/v1/hubs", tag = "hubs", operation_id = "createHub", security(("bearer" = [])), request_body = NewHub,
    responses((status = 201, description = "The hub", body = Hub), PostRefusals))]
pub async fn create(req: HttpRequest, app: web::Data<App>, change: Change, posted: Posted<NewHub>) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let answer = app.db.write(move |conn| writing::create(conn, &change, &once, &body)).await?;
    Ok(answer.send(&req))
}

/// Changes a hub
///
/// Its profile, by its manager; what it rests on and when it was formed, by admins. Needs `If-Match`.
#[utoipa::path(patch, path = "/api/v1/hubs/{id}", tag = "hubs", operation_id = "updateHub", security(("bearer" = [])), request_body = HubPatch,
    params(("id" = String, Path, description = "Id or slug", example = "kemenkeu"),
        ("If-Match" = String, Header, description = "ETag of the hub as it was read", example = "\"1-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The hub after the change", body = Hub), PatchRefusals, VersionedRefusals))]
pub async fn update(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    patch: MergePatch,
) -> Result<HttpResponse, Error> {
    let answer = app.db.write(move |conn| writing::update(conn, &change, &id, &patch)).await?;
    Ok(answer.send(&req))
}

/// Counts what a hub has published
///
/// Published innovations by phase, sector, year and sustainability, and how many of them are stale.
#[utoipa::path(get, path = "/api/v1/hubs/{id}/stats", tag = "hubs", operation_id = "getHubStats", security((), ("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "kemenkeu")),
    responses((status = 200, description = "The counts", body = HubStats),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn stats(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .costing(Cost::Much)
        .answer(move |conn, caller| {
            let hub = visible(conn, caller, &id)?;
            Answer::record(0, &HubStats { hub_id: hub.id, innovations: stats::of_hub(conn, hub.id)? })
        })
        .await
}

/// Shows the way of a hub through its statuses
///
/// Everybody sees `to` and `at`; who may edit the hub also sees who did it and why. `allowed` lists what the caller may do next.
#[utoipa::path(get, path = "/api/v1/hubs/{id}/transitions", tag = "hubs", operation_id = "listHubTransitions", security((), ("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "kemenkeu")),
    responses((status = 200, description = "The transitions, the oldest first", body = Transitions,
        example = json!({"items": [{"to": "active", "at": "2023-10-20T05:00:00.000Z"}], "allowed": []})),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn transitions(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let hub = visible(conn, caller, &id)?;
            let subject = of_institution(hub.institution_id);
            let whole = allows(caller, Action::EditHub, subject);
            let items = queries::transitions(conn, hub.id)?
                .into_iter()
                .filter(|(row, ..)| whole || row.1.parse::<HubStatus>().is_ok_and(HubStatus::is_public))
                .map(|(row, event, opened_at)| Transition {
                    event_id: event.filter(|_| whole || opened_at.is_some()),
                    ..Transition::new(row, whole)
                })
                .collect();
            let allowed = lifecycle::allowed(caller, hub.status, subject).into_iter().map(|to| to.to_string()).collect();
            Answer::record(hub.version, &Transitions { items, allowed })
        })
        .await
}

/// Moves a hub through its life
///
/// Admins invite, record agreement or refusal (with a note: who said so, when, by which letter), activate and close; a manager makes the own hub
/// dormant and brings it back. Active needs a basis in force and a hub manager (`guard-not-met`). That a MoU is signed or ended moves a hub by itself.
#[utoipa::path(post, path = "/api/v1/hubs/{id}/transitions", tag = "hubs", operation_id = "transitionHub", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "kemenkeu"),
        ("If-Match" = Option<String>, Header, description = "ETag of the hub as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body(content = TransitionRequest, example = json!({"to": "dormant", "note": "Tidak ada kegiatan tahun ini."})),
    responses((status = 200, description = "The hub in its new status", body = Hub), PostRefusals))]
pub async fn transition(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<TransitionRequest>,
) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let answer = app.db.write(move |conn| moving::transition(conn, &change, &once, &id, &body)).await?;
    Ok(answer.send(&req))
}
