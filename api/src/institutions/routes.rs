//! `/institutions`.

use super::model::{Institution, InstitutionKind};
use super::queries::{self, Filter, InstitutionSort};
use super::writing::{self, InstitutionPatch, NewInstitution};
use crate::app::App;
use crate::db::Id;
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Posted};
use crate::http::listing::{Limit, Listing, Sort};
use crate::http::openapi::{ListRefusals, PatchRefusals, PostRefusals, Refusals, VersionedRefusals};
use crate::http::problem::not_found;
use crate::http::query::{Many, NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::slug::is_former;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/institutions").get(list).post(create), at("/institutions/{id}").get(show).patch(update)]
}

/// What a list of institutions can be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Kinds, repeated or with commas between: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<InstitutionKind>>, style = Form, explode)]
    kind: Many<InstitutionKind>,
    /// Words of the name, or the code.
    #[param(max_length = 200, example = "keuangan")]
    q: Option<String>,
    /// `name` (default) or `code`; `-` before it for descending.
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
#[derive(utoipa::ToSchema, Deserialize)]
#[allow(dead_code)]
enum SortWords {
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameDescending,
    #[serde(rename = "code")]
    Code,
    #[serde(rename = "-code")]
    CodeDescending,
}

/// Lists institutions
///
/// Every institution of the network, with its hub when that is public. By name unless `sort` says otherwise.
#[utoipa::path(get, path = "/api/v1/institutions", tag = "institutions", operation_id = "listInstitutions", params(ListQuery), security((), ("bearer" = [])),
    responses((status = 200, description = "A page of institutions", body = Listing<Institution>,
        example = json!({"items": [{"id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e", "code": "kemenkeu", "name": "Kementerian Keuangan", "short_name": "Kemenkeu", "kind": "ministry", "region_code": null,
            "website": null, "hub": {"id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00", "slug": "kemenkeu", "name": "Hub JIPP Kementerian Keuangan", "status": "active"}, "innovations_published": 3,
            "created_at": "2026-01-31T08:00:00.000Z", "updated_at": "2026-01-31T08:00:00.000Z", "version": 1}], "next_cursor": null})),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), ListRefusals))]
pub async fn list(reading: Reading, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    let sort = query.sort.as_deref().map_or(Ok(Sort { field: InstitutionSort::Name, descending: false }), Sort::parse)?;
    let scope = format!("institutions {} {} {:?} {:?}", sort.field, sort.descending, query.kind.0, query.q);
    let after: Option<(String, Id)> = reading.app.cursors.start(&scope, query.cursor.as_deref())?;
    let filter = Filter::new(query.kind.0, query.q.as_deref());
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, _| {
            let mut rows = queries::list(conn, &filter, sort, after.as_ref(), query.limit)?;
            let next = cursors.next(&scope, query.limit, &mut rows, |last| {
                let key = if sort.field == InstitutionSort::Name { last.sort_key() } else { last.code.clone() };
                (key.clone(), last.id)
            })?;
            let total = if query.count { Some(queries::count(conn, &filter)?) } else { None };
            Answer::list(&Listing::page(queries::with_hubs(conn, rows)?, next).with_total(total))
        })
        .await
}

/// Shows an institution
///
/// By id or by code.
#[utoipa::path(get, path = "/api/v1/institutions/{id}", tag = "institutions", operation_id = "getInstitution", security((), ("bearer" = [])),
    params(("id" = String, Path, description = "Id or code", example = "kemenkeu")),
    responses((status = 200, description = "The institution", body = Institution),
        (status = 308, description = "The code is a former one; `Location` is the present address"),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let mut institution = queries::find(conn, &id)?.ok_or_else(not_found)?;
            if is_former(&id, &institution.code) {
                return Answer::moved(format!("/api/v1/institutions/{}", institution.code));
            }
            institution.allowed_actions = caller.member().map(|_| writing::allowed_actions(caller, &institution));
            Answer::record(institution.version(), &institution)
        })
        .await
}

/// Adds an institution
///
/// For admins. Its code names it in addresses and stays.
#[utoipa::path(post, path = "/api/v1/institutions", tag = "institutions", operation_id = "createInstitution", security(("bearer" = [])),
    request_body = NewInstitution,
    responses((status = 201, description = "The institution", body = Institution), PostRefusals))]
pub async fn create(req: HttpRequest, app: web::Data<App>, change: Change, posted: Posted<NewInstitution>) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let answer = app.db.write(move |conn| writing::create(conn, &change, &once, &body)).await?;
    Ok(answer.send(&req))
}

/// Changes an institution
///
/// For admins. Needs `If-Match`.
#[utoipa::path(patch, path = "/api/v1/institutions/{id}", tag = "institutions", operation_id = "updateInstitution", security(("bearer" = [])),
    request_body = InstitutionPatch,
    params(("id" = String, Path, description = "Id or code", example = "kemenkeu"),
        ("If-Match" = String, Header, description = "ETag of the institution as it was read", example = "\"1-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The institution after the change", body = Institution), PatchRefusals, VersionedRefusals))]
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
