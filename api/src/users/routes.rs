//! `/users`.

use super::accounts;
use super::model::{User, UserPatch};
use super::queries::{self, Filter, Position, UserSort};
use crate::app::App;
use crate::auth::policy::{Action, Reach, Role, permits, reaches};
use crate::db::Id;
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::Change;
use crate::http::json::Json;
use crate::http::listing::{Limit, Listing, Sort};
use crate::http::openapi::{ListRefusals, MembersOnly, PatchRefusals, Refusals, VersionedRefusals};
use crate::http::problem::{forbidden, not_found};
use crate::http::query::{Many, NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::institutions::queries::{self as institutions, name_words};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/users").get(list), at("/users/{id}").get(show).patch(update)]
}

/// What a list of users can be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Words of the name or the e-mail address.
    #[param(max_length = 200, example = "rahma")]
    q: Option<String>,
    /// Home institutions, by id.
    #[serde(default)]
    #[param(value_type = Option<Vec<Id>>, style = Form, explode)]
    institution_id: Many<Id>,
    /// Roles: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<Role>>, style = Form, explode)]
    role: Many<Role>,
    /// Only active accounts, or only deactivated ones.
    active: Option<bool>,
    /// `name` (default), `email` or `created_at`; `-` before it for descending.
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
    #[serde(rename = "email")]
    Email,
    #[serde(rename = "-email")]
    EmailDescending,
    #[serde(rename = "created_at")]
    CreatedAt,
    #[serde(rename = "-created_at")]
    CreatedAtDescending,
}

/// Lists users
///
/// For managers those of their institution, for admins all; 403 for everybody else.
#[utoipa::path(get, path = "/api/v1/users", tag = "users", operation_id = "listUsers", params(ListQuery), security(("bearer" = [])),
    responses((status = 200, description = "A page of users", body = Listing<User>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), MembersOnly, ListRefusals))]
pub async fn list(reading: Reading, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    let sort = query.sort.as_deref().map_or(Ok(Sort { field: UserSort::Name, descending: false }), Sort::parse)?;
    let filter = Filter {
        institutions: query.institution_id.0,
        roles: query.role.0,
        active: query.active,
        words: query.q.as_deref().map(name_words).unwrap_or_default(),
    };
    let scope = format!("users {} {} {filter:?}", sort.field, sort.descending);
    let after: Option<Position> = reading.app.cursors.start(&scope, query.cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, caller| {
            let member = caller.signed_in()?;
            if !permits(member, Action::ManageUsers) {
                return Err(forbidden().into());
            }
            institutions::named(conn, "institution_id", &filter.institutions)?;
            let all = reaches(member, Action::ManageUsers).any(|reach| reach == Reach::All);
            let Some(filter) = within(&filter, member.institution_id.filter(|_| !all), all) else {
                return Answer::list(&Listing::<User>::page(Vec::new(), None));
            };
            let mut users = queries::list(conn, &filter, sort, after.as_ref(), query.limit)?;
            let next = cursors.next(&scope, query.limit, &mut users, |last| queries::position(last, sort.field))?;
            let total = if query.count { Some(queries::count(conn, &filter)?) } else { None };
            Answer::list(&Listing::<User>::page(users, next).with_total(total))
        })
        .await
}

/// The filter within what the caller manages; none when nothing of it is left.
fn within(filter: &Filter, home: Option<Id>, all: bool) -> Option<Filter> {
    let institutions = match (all, home, filter.institutions.as_slice()) {
        (true, ..) => filter.institutions.clone(),
        (false, Some(home), asked) if asked.is_empty() || asked.contains(&home) => vec![home],
        _ => return None,
    };
    Some(Filter { institutions, roles: filter.roles.clone(), active: filter.active, words: filter.words.clone() })
}

/// Shows a user
///
/// The own account, and those that the caller manages; everybody else is 404.
#[utoipa::path(get, path = "/api/v1/users/{id}", tag = "users", operation_id = "getUser", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the user")),
    responses((status = 200, description = "The user", body = User),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let id = id.parse::<Id>().ok();
    let mails = reading.app.letters.is_open();
    reading
        .answer(move |conn, caller| {
            let member = caller.signed_in()?;
            let mut user = accounts::visible(conn, caller, member, id.ok_or_else(not_found)?)?;
            user.allowed_actions = Some(accounts::allowed_actions(caller, member, &user, mails));
            Answer::record(user.version, &user)
        })
        .await
}

/// Changes a user
///
/// Name, roles, activity and, for admins, the home institution. A manager gives the roles of a home institution and manages nobody who holds
/// others. Nobody gives themselves a role that signs. Deactivating ends all sessions at once. The last active admin stays one (409). Needs `If-Match`.
#[utoipa::path(patch, path = "/api/v1/users/{id}", tag = "users", operation_id = "updateUser", security(("bearer" = [])), request_body = UserPatch,
    params(("id" = Id, Path, description = "Id of the user"),
        ("If-Match" = String, Header, description = "ETag of the user as it was read", example = "\"1-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The user after the change", body = User), PatchRefusals, VersionedRefusals))]
pub async fn update(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    patch: Json<UserPatch>,
) -> Result<HttpResponse, Error> {
    let id = id.parse::<Id>().ok();
    let Json(patch) = patch;
    let mails = app.letters.is_open();
    let answer = app
        .db
        .write(move |conn| {
            let (caller, member, _) = change.by(conn)?;
            let mut user = accounts::update(conn, &change, id.ok_or_else(not_found)?, &patch)?;
            user.allowed_actions = Some(accounts::allowed_actions(&caller, &member, &user, mails));
            Answer::record(user.version, &user)
        })
        .await?;
    Ok(answer.send(&req))
}
