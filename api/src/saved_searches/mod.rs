//! `/saved-searches`: searches that somebody wants to come back to, or, with a subscription, to hear of.

use crate::app::App;
use crate::db::schema::{innovation_search, innovations, saved_searches, search_documents, search_index, subscriptions, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Once, Posted};
use crate::http::listing::{Limit, Listing, PageQuery};
use crate::http::openapi::{DeleteRefusals, ListRefusals, PatchRefusals, PostRefusals, Refusals, VersionedRefusals};
use crate::http::problem::{conflict, not_found};
use crate::http::query::{NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::search::documents::Found;
use crate::search::ranking::SearchQuery;
use crate::search::synonyms::Synonyms;
use crate::subscriptions::Followed;
use crate::text::Line;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/saved-searches").get(list).post(create), at("/saved-searches/{id}").get(show).patch(update).delete(remove)]
}

/// Saved searches of one person.
const MOST: i64 = 100;
/// Followed searches that one publication is held against.
const MOST_MATCHED: i64 = 10_000;

/// A saved search.
#[derive(Clone, Serialize, Queryable, Selectable, ToSchema)]
#[diesel(table_name = saved_searches)]
pub struct SavedSearch {
    /// Id.
    pub id: Id,
    /// Name.
    #[schema(example = "Antrean di puskesmas")]
    pub name: String,
    /// Words.
    #[schema(example = "antrean puskesmas")]
    #[serde(rename = "q")]
    pub words: String,
    /// What may be found; everything when null.
    #[serde(rename = "type")]
    #[schema(required = true)]
    pub record_type: Option<Found>,
    /// When it was saved.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Version.
    #[schema(example = 1)]
    pub version: i64,
}

/// A search to be saved, or what it is changed to.
#[derive(Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Antrean di puskesmas", "q": "antrean puskesmas", "type": "innovation"}))]
pub struct SavedSearchBody {
    /// Name, 1-100 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 100)]
    pub name: Line<1, 100>,
    /// Words, 1-200 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub q: Line<1, 200>,
    /// What may be found; everything when left out.
    #[serde(default, rename = "type")]
    pub record_type: Option<Found>,
}

fn own(conn: &mut Conn, user: Id, id: &str) -> Result<SavedSearch, Error> {
    let id: Id = id.parse().map_err(|_| not_found())?;
    let own = saved_searches::id.eq(id).and(saved_searches::user_id.eq(user));
    let found: Option<SavedSearch> =
        query!(conn, c => saved_searches::table.filter(own).select(SavedSearch::as_select()).first(c).optional())?;
    Ok(found.ok_or_else(not_found)?)
}

/// One more search of a person than the page holds, from after one on.
fn page(conn: &mut Conn, user: Id, after: Option<Id>, limit: Limit) -> Result<Vec<SavedSearch>, Error> {
    Ok(query!(conn, c => saved_searches::table
        .filter(saved_searches::user_id.eq(user).and(saved_searches::id.gt(after.unwrap_or(Id::NIL))))
        .order(saved_searches::id.asc())
        .limit(limit.and_one())
        .select(SavedSearch::as_select())
        .load(c))?)
}

/// Lists the caller's saved searches
///
/// In the order in which they were saved.
#[utoipa::path(get, path = "/api/v1/saved-searches", tag = "search", operation_id = "listSavedSearches", params(PageQuery), security(("bearer" = [])),
    responses((status = 200, description = "A page of saved searches", body = Listing<SavedSearch>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), ListRefusals))]
pub async fn list(reading: Reading, query: Query<PageQuery>) -> Result<HttpResponse, Error> {
    let Query(PageQuery { limit, cursor }) = query;
    let after: Option<Id> = reading.app.cursors.start("saved-searches", cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, caller| {
            let member = caller.signed_in()?;
            let mut items = page(conn, member.id, after, limit)?;
            let next = cursors.next("saved-searches", limit, &mut items, |last| last.id)?;
            Answer::list(&Listing::<SavedSearch>::page(items, next))
        })
        .await
}

/// Shows a saved search
///
/// One of the caller's own.
#[utoipa::path(get, path = "/api/v1/saved-searches/{id}", tag = "search", operation_id = "getSavedSearch", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the saved search")),
    responses((status = 200, description = "The saved search", body = SavedSearch),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let member = caller.signed_in()?;
            let found = own(conn, member.id, &id)?;
            Answer::record(found.version, &found)
        })
        .await
}

/// Saves a search
///
/// At most 100 a person. To hear of what is new in it, follow it with `POST /subscriptions`.
#[utoipa::path(post, path = "/api/v1/saved-searches", tag = "search", operation_id = "createSavedSearch", security(("bearer" = [])),
    request_body = SavedSearchBody,
    responses((status = 201, description = "The saved search", body = SavedSearch), PostRefusals))]
pub async fn create(req: HttpRequest, app: web::Data<App>, change: Change, posted: Posted<SavedSearchBody>) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let answer = app.db.write(move |conn| save(conn, &change, &once, &body)).await?;
    Ok(answer.send(&req))
}

fn save(conn: &mut Conn, change: &Change, once: &Once, body: &SavedSearchBody) -> Result<Answer, Error> {
    let (_, member, _) = change.by(conn)?;
    once.run(conn, member.id, |conn| {
        let own_ones = saved_searches::user_id.eq(member.id);
        let there: i64 = query!(conn, c => saved_searches::table.filter(own_ones).count().get_result(c))?;
        if there >= MOST {
            return Err(conflict("Paling banyak 100 pencarian tersimpan.", "At most 100 searches can be saved.").into());
        }
        let (id, now) = (Id::new(), Instant::now());
        let row = (
            saved_searches::id.eq(id),
            saved_searches::user_id.eq(member.id),
            saved_searches::name.eq(&*body.name),
            saved_searches::words.eq(&*body.q),
            saved_searches::record_type.eq(body.record_type),
            saved_searches::created_at.eq(now),
            saved_searches::updated_at.eq(now),
        );
        query!(conn, c => diesel::insert_into(saved_searches::table).values(row).execute(c))?;
        Answer::created(format!("/api/v1/saved-searches/{id}"), 1, &own(conn, member.id, &id.to_string())?)
    })
}

/// Changes a saved search
///
/// One of the caller's own. Needs `If-Match`.
#[utoipa::path(patch, path = "/api/v1/saved-searches/{id}", tag = "search", operation_id = "updateSavedSearch", security(("bearer" = [])),
    request_body = SavedSearchBody,
    params(("id" = Id, Path, description = "Id of the saved search"),
        ("If-Match" = String, Header, description = "ETag of the saved search as it was read", example = "\"1-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The saved search after the change", body = SavedSearch), PatchRefusals, VersionedRefusals))]
pub async fn update(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    patch: MergePatch,
) -> Result<HttpResponse, Error> {
    let answer = app
        .db
        .write(move |conn| {
            let (_, member, _) = change.by(conn)?;
            let found = own(conn, member.id, &id)?;
            change.needs(found.version)?;
            let before = SavedSearchBody { name: found.name.into(), q: found.words.into(), record_type: found.record_type };
            let after: SavedSearchBody = patch.apply(&before)?;
            query!(conn, c => diesel::update(saved_searches::table.filter(saved_searches::id.eq(found.id)))
                .set((
                    saved_searches::name.eq(&*after.name),
                    saved_searches::words.eq(&*after.q),
                    saved_searches::record_type.eq(after.record_type),
                    saved_searches::updated_at.eq(Instant::now()),
                    saved_searches::version.eq(found.version + 1),
                ))
                .execute(c))?;
            let found = own(conn, member.id, &id)?;
            Answer::record(found.version, &found)
        })
        .await?;
    Ok(answer.send(&req))
}

/// Removes a saved search
///
/// One of the caller's own, and its subscription with it. Needs `If-Match`.
#[utoipa::path(delete, path = "/api/v1/saved-searches/{id}", tag = "search", operation_id = "deleteSavedSearch", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the saved search"),
        ("If-Match" = String, Header, description = "ETag of the saved search as it was read", example = "\"1-5b1c0f3a9e7d2468\"")),
    responses((status = 204, description = "Removed"), DeleteRefusals))]
pub async fn remove(app: web::Data<App>, change: Change, id: web::Path<String>) -> Result<HttpResponse, Error> {
    app.db
        .write(move |conn| {
            let (_, member, _) = change.by(conn)?;
            let found = own(conn, member.id, &id)?;
            change.needs(found.version)?;
            let followed = subscriptions::record_type.eq(Followed::SavedSearch).and(subscriptions::record_id.eq(found.id.to_string()));
            query!(conn, c => diesel::delete(subscriptions::table.filter(followed)).execute(c))?;
            query!(conn, c => diesel::delete(saved_searches::table.filter(saved_searches::id.eq(found.id))).execute(c))?;
            Ok(())
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Those who follow a saved search that a record just published matches.
pub fn matching(conn: &mut Conn, found: Found, id: Id) -> Result<Vec<Id>, Error> {
    type Row = (Id, String, Option<Found>);
    let followed: Vec<Row> = query!(conn, c => subscriptions::table
        .inner_join(users::table)
        .inner_join(saved_searches::table.on(saved_searches::id.eq(subscriptions::record_id)))
        .filter(subscriptions::record_type.eq(Followed::SavedSearch).and(users::active.eq(true)))
        .order(subscriptions::id.asc())
        .limit(MOST_MATCHED)
        .select((subscriptions::user_id, saved_searches::words, saved_searches::record_type))
        .load(c))?;
    if followed.is_empty() {
        return Ok(Vec::new());
    }
    let terms: Option<String> = match found {
        Found::Innovation => query!(conn, c => innovation_search::table
            .inner_join(innovations::table)
            .filter(innovations::id.eq(id))
            .select(innovation_search::terms)
            .first(c)
            .optional())?,
        _ => query!(conn, c => search_index::table
            .inner_join(search_documents::table)
            .filter(search_documents::record_type.eq(found).and(search_documents::record_id.eq(id)))
            .select(search_index::terms)
            .first(c)
            .optional())?,
    };
    let Some(terms) = terms else {
        return Ok(Vec::new());
    };
    let synonyms = Synonyms::current(conn)?;
    let wants = |(_, q, of): &Row| of.is_none_or(|of| of == found) && SearchQuery::parse_with(q, &synonyms).matches(&terms);
    let mut people: Vec<Id> = followed.into_iter().filter(wants).map(|(user, ..)| user).collect();
    people.sort();
    people.dedup();
    Ok(people)
}
