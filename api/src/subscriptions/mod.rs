//! `/subscriptions`: what people follow, and hear of when something new is published about it.

use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::schema::{innovations, saved_searches, subscriptions, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Once, Posted};
use crate::http::json::invalid;
use crate::http::listing::{Limit, Listing};
use crate::http::locale::Text;
use crate::http::openapi::{ListRefusals, PostRefusals, Refusals};
use crate::http::problem::{FieldError, conflict, not_found};
use crate::http::query::{Many, NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::hubs::queries as hub_queries;
use crate::innovations::model::Status;
use crate::posts::queries as post_queries;
use crate::search::text::fold;
use crate::text::Line;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/subscriptions").get(list).post(create), at("/subscriptions/{id}").get(show).delete(remove)]
}

/// Subscriptions of one person.
const MOST: i64 = 500;
/// People that one publication tells at most.
const MOST_FOLLOWERS: i64 = 5_000;

crate::db::types::text_enum! {
    /// What can be followed.
    pub enum Followed {
        /// A hub: its posts and its innovations.
        Hub = "hub",
        /// A tag: the posts that have it.
        Tag = "tag",
        /// An innovation: the posts about it.
        Innovation = "innovation",
        /// A person: what they publish.
        Author = "author",
        /// A post: its comments.
        Post = "post",
        /// A saved search of one's own: whatever new matches it.
        SavedSearch = "saved_search",
    }
}

/// Something that somebody follows.
#[derive(Serialize, ToSchema)]
pub struct Subscription {
    /// Id.
    pub id: Id,
    /// What it is.
    #[serde(rename = "type")]
    pub followed: Followed,
    /// Its id; of a tag the tag itself, in small letters.
    #[schema(example = "antrean")]
    pub target: String,
    /// Its name; its id when the caller may not read it any more.
    #[schema(example = "antrean")]
    pub title: String,
    /// Its page, below the public address; null when the caller may not read it any more.
    #[schema(required = true, example = "/posts?tag=antrean")]
    pub url: Option<String>,
    /// Since when.
    pub created_at: Instant,
}

/// Something to follow.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"type": "tag", "target": "antrean"}))]
pub struct NewSubscription {
    /// What it is.
    #[serde(rename = "type")]
    pub followed: Followed,
    /// Its id or slug; of a tag the tag itself.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 120)]
    pub target: Line<1, 120>,
}

/// Which subscriptions a list holds.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// What is followed: any of them; everything when left out.
    #[serde(default, rename = "type")]
    #[param(value_type = Option<Vec<Followed>>, style = Form, explode)]
    types: Many<Followed>,
    /// Only that of this id or tag.
    #[param(max_length = 120)]
    target: Option<String>,
    /// Entries per page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 20)]
    limit: Limit,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

type Row = (Id, Followed, String, Instant);

/// Name and page of what is followed, as the caller may read it now; none when that is gone, or not to be read any more.
fn named(conn: &mut Conn, caller: &Caller, followed: Followed, target: &str) -> Result<Option<(String, Option<String>)>, Error> {
    let id: Id = target.parse().unwrap_or(Id::NIL);
    Ok(match followed {
        Followed::Tag => Some((target.to_owned(), Some(format!("/posts?tag={}", percent_encode(target))))),
        Followed::Hub => hub_queries::find(conn, caller, target)?.map(|hub| (hub.name, Some(format!("/hubs/{}", hub.slug)))),
        Followed::Innovation => {
            let found: Option<(String, String)> = query!(conn, c => innovations::table
                .filter(innovations::id.eq(id).and(innovations::status.eq(Status::Published)))
                .select((innovations::title, innovations::slug))
                .first(c)
                .optional())?;
            found.map(|(title, slug)| (title, Some(format!("/innovations/{slug}"))))
        }
        Followed::Author => {
            let found: Option<String> = query!(conn, c => users::table
                .filter(users::id.eq(id).and(users::active.eq(true)))
                .select(users::name)
                .first(c)
                .optional())?;
            found.map(|name| (name, Some(format!("/posts?author_id={id}"))))
        }
        Followed::Post => {
            let found = post_queries::seen(conn, caller, target)?;
            found.map(|((row, ..), _)| (row.title, Some(format!("/posts/{}", row.slug))))
        }
        Followed::SavedSearch => {
            let own = saved_searches::id.eq(id).and(saved_searches::user_id.eq(caller.member().map_or(Id::NIL, |m| m.id)));
            let found: Option<(String, String)> = query!(conn, c => saved_searches::table
                .filter(own)
                .select((saved_searches::name, saved_searches::words))
                .first(c)
                .optional())?;
            found.map(|(name, q)| (name, Some(format!("/search?q={}", percent_encode(&q)))))
        }
    })
}

fn percent_encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn wire(conn: &mut Conn, caller: &Caller, (id, followed, target, created_at): Row) -> Result<Subscription, Error> {
    let (title, url) = named(conn, caller, followed, &target)?.unwrap_or_else(|| (target.clone(), None));
    Ok(Subscription { id, followed, target, title, url, created_at })
}

/// Lists what the caller follows
///
/// The newest first.
#[utoipa::path(get, path = "/api/v1/subscriptions", tag = "notifications", operation_id = "listSubscriptions", params(ListQuery), security(("bearer" = [])),
    responses((status = 200, description = "A page of subscriptions", body = Listing<Subscription>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), ListRefusals))]
pub async fn list(reading: Reading, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    let scope = format!("subscriptions {:?} {:?}", query.types.0, query.target);
    let before: Option<Id> = reading.app.cursors.start(&scope, query.cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, caller| {
            let member = caller.signed_in()?;
            let mut rows: Vec<Row> = query!(conn, c => {
                let mut found = subscriptions::table.filter(subscriptions::user_id.eq(member.id)).into_boxed();
                if !query.types.is_empty() {
                    found = found.filter(subscriptions::record_type.eq_any(&query.types.0));
                }
                if let Some(target) = &query.target {
                    found = found.filter(subscriptions::record_id.eq_any([target.clone(), fold(target)]));
                }
                if let Some(before) = before {
                    found = found.filter(subscriptions::id.lt(before));
                }
                found.order(subscriptions::id.desc()).limit(query.limit.and_one())
                    .select((subscriptions::id, subscriptions::record_type, subscriptions::record_id, subscriptions::created_at))
                    .load(c)
            })?;
            let next = cursors.next(&scope, query.limit, &mut rows, |(last, ..)| *last)?;
            let mut items = Vec::with_capacity(rows.len());
            for row in rows {
                items.push(wire(conn, caller, row)?);
            }
            Answer::list(&Listing::<Subscription>::page(items, next))
        })
        .await
}

/// Follows something
///
/// A hub, a tag, an innovation, a person, a post, or an own saved search. What is followed already stays so. News of it comes as notifications, and is mailed
/// only in the digest (`digest` of `/me`).
#[utoipa::path(post, path = "/api/v1/subscriptions", tag = "notifications", operation_id = "createSubscription", security(("bearer" = [])),
    request_body = NewSubscription,
    responses((status = 201, description = "The subscription", body = Subscription), PostRefusals))]
pub async fn create(req: HttpRequest, app: web::Data<App>, change: Change, posted: Posted<NewSubscription>) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let answer = app.db.write(move |conn| follow(conn, &change, &once, &body)).await?;
    Ok(answer.send(&req))
}

fn follow(conn: &mut Conn, change: &Change, once: &Once, new: &NewSubscription) -> Result<Answer, Error> {
    let (caller, member, _) = change.by(conn)?;
    once.run(conn, member.id, |conn| {
        let target = target(conn, &caller, new)?.ok_or_else(|| {
            let message = Text::new("Yang hendak diikuti tidak ditemukan.", "What is to be followed was not found.");
            invalid(vec![FieldError { pointer: "/target".into(), code: "unknown_target", message }])
        })?;
        let own = subscriptions::user_id.eq(member.id);
        let there: i64 = query!(conn, c => subscriptions::table.filter(own).count().get_result(c))?;
        if there >= MOST {
            return Err(conflict("Paling banyak 500 yang diikuti.", "At most 500 can be followed.").into());
        }
        let row = (
            subscriptions::id.eq(Id::new()),
            subscriptions::user_id.eq(member.id),
            subscriptions::record_type.eq(new.followed),
            subscriptions::record_id.eq(&target),
            subscriptions::created_at.eq(Instant::now()),
        );
        query!(conn, c => diesel::insert_into(subscriptions::table).values(row).on_conflict_do_nothing().execute(c))?;
        let it = own.and(subscriptions::record_type.eq(new.followed)).and(subscriptions::record_id.eq(&target));
        let row: Row = query!(conn, c => subscriptions::table
            .filter(it)
            .select((subscriptions::id, subscriptions::record_type, subscriptions::record_id, subscriptions::created_at))
            .first(c))?;
        let location = format!("/api/v1/subscriptions/{}", row.0);
        Answer::created(location, 1, &wire(conn, &caller, row)?)
    })
}

/// The id of what is to be followed, when the caller sees it.
fn target(conn: &mut Conn, caller: &Caller, new: &NewSubscription) -> Result<Option<String>, Error> {
    let handle = new.target.trim();
    let id: Option<Id> = handle.parse().ok();
    Ok(match new.followed {
        Followed::Tag => Some(fold(handle)).filter(|tag| (1..=50).contains(&tag.chars().count()) && !tag.contains(',')),
        Followed::Hub => hub_queries::find(conn, caller, handle)?.map(|hub| hub.id.to_string()),
        Followed::Innovation => crate::innovations::queries::find(conn, handle)?
            .filter(|found| found.row.status == Status::Published)
            .map(|found| found.row.id.to_string()),
        Followed::Author => {
            let id = id.unwrap_or(Id::NIL);
            let found: Option<Id> = query!(conn, c => users::table
                .filter(users::id.eq(id).and(users::active.eq(true)))
                .select(users::id)
                .first(c)
                .optional())?;
            found.map(|id| id.to_string())
        }
        Followed::Post => post_queries::seen(conn, caller, handle)?.map(|((row, ..), _)| row.id.to_string()),
        Followed::SavedSearch => {
            let own =
                saved_searches::id.eq(id.unwrap_or(Id::NIL)).and(saved_searches::user_id.eq(caller.member().map_or(Id::NIL, |m| m.id)));
            let found: Option<Id> = query!(conn, c => saved_searches::table.filter(own).select(saved_searches::id).first(c).optional())?;
            found.map(|id| id.to_string())
        }
    })
}

/// Shows a subscription
///
/// One of the caller's own.
#[utoipa::path(get, path = "/api/v1/subscriptions/{id}", tag = "notifications", operation_id = "getSubscription", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the subscription")),
    responses((status = 200, description = "The subscription", body = Subscription),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let member = caller.signed_in()?;
            let id: Id = id.parse().map_err(|_| not_found())?;
            let own = subscriptions::id.eq(id).and(subscriptions::user_id.eq(member.id));
            let row: Option<Row> = query!(conn, c => subscriptions::table
                .filter(own)
                .select((subscriptions::id, subscriptions::record_type, subscriptions::record_id, subscriptions::created_at))
                .first(c)
                .optional())?;
            Answer::record(1, &wire(conn, caller, row.ok_or_else(not_found)?)?)
        })
        .await
}

/// Follows something no more
///
/// One of the caller's own subscriptions.
#[utoipa::path(delete, path = "/api/v1/subscriptions/{id}", tag = "notifications", operation_id = "deleteSubscription", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the subscription")), responses((status = 204, description = "Removed"), Refusals))]
pub async fn remove(app: web::Data<App>, change: Change, id: web::Path<String>) -> Result<HttpResponse, Error> {
    app.db
        .write(move |conn| {
            let (_, member, _) = change.by(conn)?;
            let id: Id = id.parse().map_err(|_| not_found())?;
            let own = subscriptions::id.eq(id).and(subscriptions::user_id.eq(member.id));
            let removed = query!(conn, c => diesel::delete(subscriptions::table.filter(own)).execute(c))?;
            if removed == 0 { Err(not_found().into()) } else { Ok(()) }
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The active people who follow any of these, each once.
pub fn followers(conn: &mut Conn, of: &[(Followed, String)]) -> Result<Vec<Id>, Error> {
    let mut people: Vec<Id> = Vec::new();
    for (followed, target) in of {
        let it = subscriptions::record_type.eq(followed).and(subscriptions::record_id.eq(target));
        let found: Vec<Id> = query!(conn, c => subscriptions::table
            .inner_join(users::table)
            .filter(it.and(users::active.eq(true)))
            .limit(MOST_FOLLOWERS)
            .select(subscriptions::user_id)
            .load(c))?;
        people.extend(found);
    }
    people.sort();
    people.dedup();
    Ok(people)
}
