//! `/hubs/{id}/digest`: what a hub has shared in a year. It tells of the hub's work, and ranks nobody.

use super::queries;
use crate::db::schema::{comments, events, hubs, innovations, posts, reactions, users};
use crate::db::{Conn, Cost, Id, Instant, query};
use crate::error::Error;
use crate::events::model::EventStatus;
use crate::http::answer::Answer;
use crate::http::listing::{Limit, Sort};
use crate::http::locale::Text;
use crate::http::openapi::Refusals;
use crate::http::problem::{bad_parameter, not_found};
use crate::http::query::Query;
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::innovations::model::{HubOfInnovation, Status};
use crate::posts::model::{PostKind, PostLink, PostStatus, PostSummary};
use crate::posts::queries::{self as post_queries, Filter, PostSort};
use crate::reactions::{ReactionKind, Subject};
use actix_web::{HttpResponse, web};
use chrono::{Datelike, TimeZone};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/hubs/{id}/digest").get(show)]
}

/// Innovations and posts that a digest names.
const NAMED: u32 = 10;

/// Of which year.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DigestQuery {
    /// The year, by the calendar of Jakarta; this year when left out.
    #[param(minimum = 1945, maximum = 9999, example = 2026)]
    year: Option<i32>,
}

/// What a hub has shared in a year.
#[derive(Serialize, ToSchema)]
pub struct HubDigest {
    /// The year.
    #[schema(example = 2026)]
    pub year: i32,
    /// The hub.
    pub hub: HubOfInnovation,
    /// Innovations that were published for the first time.
    #[schema(example = 4)]
    pub innovations_published: i64,
    /// The newest ten of them.
    pub innovations: Vec<PostLink>,
    /// Posts that were published.
    #[schema(example = 12)]
    pub posts_published: i64,
    /// The ten of them that most people found useful.
    pub most_useful: Vec<PostSummary>,
    /// How often somebody found one of its posts useful in this year.
    #[schema(example = 57)]
    pub useful: i64,
    /// Comments on its posts.
    #[schema(example = 31)]
    pub comments: i64,
    /// Institutions whose people took part in its discussions.
    #[schema(example = 6)]
    pub institutions_taking_part: i64,
    /// Questions of the year that have an accepted answer.
    #[schema(example = 3)]
    pub questions_answered: i64,
    /// Events of its institution that took place.
    #[schema(example = 2)]
    pub events_held: i64,
}

/// The beginning of a year in Jakarta (UTC+7, without summer time).
fn begins(year: i32) -> Instant {
    let midnight = chrono::Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).single().unwrap_or_default();
    Instant(midnight.timestamp_millis()).plus_millis(-7 * 3600 * 1000)
}

/// Shows the yearly digest of a hub
///
/// What it has published, what was most useful to others, and how much was said about it. Everything in it is public.
#[utoipa::path(get, path = "/api/v1/hubs/{id}/digest", tag = "hubs", operation_id = "getHubDigest", security((), ("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "kemenkeu"), DigestQuery),
    responses((status = 200, description = "The digest", body = HubDigest),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, query: Query<DigestQuery>) -> Result<HttpResponse, Error> {
    let year = query.0.year.unwrap_or_else(|| crate::db::Day::today().0.year());
    if !(1945..=9999).contains(&year) {
        return Err(bad_parameter("year", Text::new("harus tahun empat angka.", "must be a year of four digits.")).into());
    }
    reading
        .costing(Cost::Much)
        .answer(move |conn, caller| {
            let hub = queries::find(conn, caller, &id)?.ok_or_else(not_found)?;
            Answer::record(hub.version, &digest(conn, hub.id, year)?)
        })
        .await
}

fn digest(conn: &mut Conn, hub: Id, year: i32) -> Result<HubDigest, Error> {
    let (from, to) = (begins(year), begins(year + 1));
    let institution: Id = query!(conn, c => hubs::table.filter(hubs::id.eq(hub)).select(hubs::institution_id).first(c))?;
    let documented = innovations::hub_id
        .eq(hub)
        .and(innovations::status.eq(Status::Published))
        .and(innovations::published_at.ge(from))
        .and(innovations::published_at.lt(to));
    let innovations_published: i64 = query!(conn, c => innovations::table.filter(documented).count().get_result(c))?;
    let newest: Vec<Id> = query!(conn, c => innovations::table
        .filter(documented)
        .order(innovations::published_at.desc())
        .limit(i64::from(NAMED))
        .select(innovations::id)
        .load(c))?;
    let shared = posts::hub_id.is_not_null().and(posts::hub_id.assume_not_null().eq(hub)).and(posts::status.eq(PostStatus::Published));
    let of_year = posts::published_at.ge(from).and(posts::published_at.lt(to));
    let posts_published: i64 = query!(conn, c => posts::table.filter(shared.and(of_year)).count().get_result(c))?;
    let answered = posts::kind.eq(PostKind::Question).and(posts::accepted_comment_id.is_not_null());
    let questions_answered: i64 = query!(conn, c => posts::table.filter(shared.and(of_year).and(answered)).count().get_result(c))?;
    let said = comments::created_at
        .ge(from)
        .and(comments::created_at.lt(to))
        .and(comments::state.eq(crate::comments::model::CommentState::Visible));
    let comments: i64 = query!(conn, c => comments::table.inner_join(posts::table).filter(shared.and(said)).count().get_result(c))?;
    let institutions_taking_part: i64 = query!(conn, c => comments::table
        .inner_join(posts::table)
        .inner_join(users::table.on(users::id.eq(comments::author_id)))
        .filter(shared.and(said))
        .select(diesel::dsl::count(users::institution_id).aggregate_distinct())
        .first(c))?;
    let given = reactions::record_type
        .eq(Subject::Post)
        .and(reactions::kind.eq(ReactionKind::Useful))
        .and(reactions::created_at.ge(from))
        .and(reactions::created_at.lt(to));
    let useful: i64 = query!(conn, c => reactions::table
        .inner_join(posts::table.on(posts::id.eq(reactions::record_id)))
        .filter(given.and(shared))
        .count()
        .get_result(c))?;
    let held = events::institution_id
        .is_not_null()
        .and(events::institution_id.assume_not_null().eq(institution))
        .and(events::status.eq_any([EventStatus::Held, EventStatus::Closed]))
        .and(events::starts_at.ge(from))
        .and(events::starts_at.lt(to));
    let events_held: i64 = query!(conn, c => events::table.filter(held).count().get_result(c))?;
    let filter = Filter { hubs: vec![hub.to_string()], published: Some((from, to)), ..Filter::default() };
    let limit = Limit::try_from(NAMED).map_err(Error::internal)?;
    let mut rows = post_queries::list(conn, &filter, Sort { field: PostSort::UsefulCount, descending: true }, None, limit)?;
    limit.cut(&mut rows);
    let hub: HubOfInnovation = query!(conn, c => hubs::table.filter(hubs::id.eq(hub)).select(HubOfInnovation::as_select()).first(c))?;
    Ok(HubDigest {
        year,
        hub,
        innovations_published,
        innovations: post_queries::innovations_in_short(conn, &newest)?,
        posts_published,
        most_useful: post_queries::summaries(rows),
        useful,
        comments,
        institutions_taking_part,
        questions_answered,
        events_held,
    })
}
