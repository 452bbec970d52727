//! `/hubs/{id}/members`: the people of a hub's institution, and their roles.

use super::model::HubRow;
use super::queries;
use crate::app::App;
use crate::auth::Caller;
use crate::db::schema::hubs;
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::Change;
use crate::http::json::Json;
use crate::http::listing::{Limit, Listing, Sort};
use crate::http::openapi::{DeleteRefusals, PatchRefusals, Refusals, VersionedRefusals};
use crate::http::problem::{forbidden, not_found};
use crate::http::query::Query;
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::users::accounts::{self, as_member, manages};
use crate::users::model::{HubMember, MemberRoles};
use crate::users::queries::{Filter, Position, UserSort, list as list_users, position};
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::IntoParams;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/hubs/{id}/members").get(list), at("/hubs/{id}/members/{user_id}").put(put).delete(remove)]
}

/// What the members of a hub can be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Entries per page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 20)]
    limit: Limit,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

const BY_NAME: Sort<UserSort> = Sort { field: UserSort::Name, descending: false };

/// Lists the members of a hub
///
/// The people of its institution with their roles, by name; for its managers and for admins.
#[utoipa::path(get, path = "/api/v1/hubs/{id}/members", tag = "hubs", operation_id = "listHubMembers", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "kemenkeu"), ListQuery),
    responses((status = 200, description = "A page of members; the `ETag` of the hub itself is what changing one needs", body = Listing<HubMember>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list(reading: Reading, id: web::Path<String>, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    let scope = format!("members {id}");
    let after: Option<Position> = reading.app.cursors.start(&scope, query.cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    let mails = reading.app.letters.is_open();
    reading
        .answer(move |conn, caller| {
            let hub = queries::find(conn, caller, &id)?.ok_or_else(not_found)?;
            let member = caller.signed_in()?;
            if !manages(caller, Some(hub.institution_id)) {
                return Err(forbidden().into());
            }
            let filter = Filter { institutions: vec![hub.institution_id], ..Filter::default() };
            let mut users = list_users(conn, &filter, BY_NAME, after.as_ref(), query.limit)?;
            let next = cursors.next(&scope, query.limit, &mut users, |last| position(last, UserSort::Name))?;
            let items = users.into_iter().map(|user| as_member(caller, member, user, mails)).collect();
            Answer::list(&Listing::<HubMember>::page(items, next))?.in_version(hub.version)
        })
        .await
}

/// The hub whose members are to be changed, in the version that the caller read.
fn managed(conn: &mut Conn, change: &Change, handle: &str) -> Result<HubRow, Error> {
    let (caller, ..): (Caller, _, _) = change.by(conn)?;
    let row = queries::row_to_change(conn, &caller, handle)?.ok_or_else(not_found)?;
    if !manages(&caller, Some(row.institution_id)) {
        return Err(forbidden().into());
    }
    change.needs(row.version)?;
    Ok(row)
}

/// A member is a part of the hub, and changes its version.
fn touch(conn: &mut Conn, hub: &HubRow) -> Result<(), Error> {
    query!(conn, c => diesel::update(hubs::table.filter(hubs::id.eq(hub.id)))
        .set((hubs::version.eq(hub.version + 1), hubs::updated_at.eq(Instant::now())))
        .execute(c))?;
    Ok(())
}

/// Sets the roles of a member
///
/// An admin may bring in a person of another institution. Nobody gives themselves a role that signs. Needs `If-Match` with the ETag of the hub.
#[utoipa::path(put, path = "/api/v1/hubs/{id}/members/{user_id}", tag = "hubs", operation_id = "putHubMember", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "kemenkeu"), ("user_id" = Id, Path, description = "Id of the user"),
        ("If-Match" = String, Header, description = "ETag of the hub as it was read", example = "\"1-5b1c0f3a9e7d2468\"")),
    request_body = MemberRoles,
    responses((status = 200, description = "The member; the `ETag` is that of the hub from now on", body = HubMember), PatchRefusals, VersionedRefusals))]
pub async fn put(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    path: web::Path<(String, String)>,
    roles: Json<MemberRoles>,
) -> Result<HttpResponse, Error> {
    let (id, user) = path.into_inner();
    let user = user.parse::<Id>().ok();
    let Json(roles) = roles;
    let mails = app.letters.is_open();
    let answer = app
        .db
        .write(move |conn| {
            let hub = managed(conn, &change, &id)?;
            let user = accounts::set_member(conn, &change, hub.institution_id, user.ok_or_else(not_found)?, &roles)?;
            touch(conn, &hub)?;
            let (caller, member, _) = change.by(conn)?;
            Answer::record(hub.version + 1, &as_member(&caller, &member, user, mails))
        })
        .await?;
    Ok(answer.send(&req))
}

/// Removes a member
///
/// The person keeps the account and loses the institution and the roles there. Needs `If-Match` with the ETag of the hub.
#[utoipa::path(delete, path = "/api/v1/hubs/{id}/members/{user_id}", tag = "hubs", operation_id = "removeHubMember", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "kemenkeu"), ("user_id" = Id, Path, description = "Id of the user"),
        ("If-Match" = String, Header, description = "ETag of the hub as it was read", example = "\"1-5b1c0f3a9e7d2468\"")),
    responses((status = 204, description = "Removed"), DeleteRefusals))]
pub async fn remove(app: web::Data<App>, change: Change, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (id, user) = path.into_inner();
    let user = user.parse::<Id>().ok();
    app.db
        .write(move |conn| {
            let hub = managed(conn, &change, &id)?;
            accounts::remove_member(conn, &change, hub.institution_id, user.ok_or_else(not_found)?)?;
            touch(conn, &hub)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
