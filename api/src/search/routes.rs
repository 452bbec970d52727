//! `/search`.

use super::documents::Found;
use super::everything::{self, SearchResult};
use super::ranking::DEEPEST;
use crate::app::App;
use crate::db::Cost;
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::listing::{Facet, Limit, Ranking};
use crate::http::locale::Text;
use crate::http::openapi::ListRefusals;
use crate::http::problem::bad_parameter;
use crate::http::query::{Many, Query};
use crate::http::reading::while_wanted;
use crate::http::routing::{Address, at};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/search").get(search)]
}

crate::db::types::text_enum! {
    /// What results can be counted by.
    pub enum SearchFacet {
        /// What they are.
        Type = "type",
    }
}

/// What to look for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchParameters {
    /// Words; every form of them is found. At most 200 characters.
    #[param(max_length = 200, example = "antrean puskesmas")]
    q: String,
    /// What may be found; everything when left out.
    #[serde(default, rename = "type")]
    #[param(value_type = Option<Vec<Found>>, style = Form, explode)]
    types: Many<Found>,
    /// Adds `facets`.
    #[serde(default)]
    #[param(value_type = Option<Vec<SearchFacet>>, style = Form, explode)]
    facets: Many<SearchFacet>,
    /// Adds `total`.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    count: bool,
    /// Entries per page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 20)]
    limit: Limit,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of results, the best first; a list ends after 1,000.
#[derive(Serialize, ToSchema)]
pub struct SearchPage {
    /// The results of this page.
    pub items: Vec<SearchResult>,
    /// Pass it as `cursor` to get the next page; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// `exact`, or `partial` when more records match than were ranked.
    pub ranking: Ranking,
    /// The words that were looked for instead, when nothing was found for them as they were written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "perizinan nelayan")]
    pub corrected: Option<String>,
    /// With `count=true`: how many were found, up to 1,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<usize>,
    /// With `facets=type`: how many of each type, up to 1,000 in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<BTreeMap<String, Vec<Facet>>>)]
    pub facets: Option<BTreeMap<&'static str, Vec<Facet>>>,
}

/// Searches everything that is public
///
/// Innovations, posts, hubs, institutions and events in one ranking. Every form of an Indonesian word is found by any other, words that the vocabulary of
/// synonyms names stand for each other, and a misspelt word that nothing holds is looked for as it may be meant (`corrected`).
#[utoipa::path(get, path = "/api/v1/search", tag = "search", operation_id = "search", params(SearchParameters), security(()),
    responses((status = 200, description = "A page of results", body = SearchPage),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), ListRefusals))]
pub async fn search(req: HttpRequest, app: web::Data<App>, query: Query<SearchParameters>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    if query.q.chars().count() > 200 {
        return Err(bad_parameter("q", Text::new("paling banyak 200 karakter.", "at most 200 characters.")).into());
    }
    let scope = format!("search {} {:?}", query.q, query.types.0);
    let skip: usize = app.cursors.start(&scope, query.cursor.as_deref())?.unwrap_or(0);
    let cursors = app.cursors.clone();
    let found = app.db.read_at(Cost::Much, move |conn| {
        let all = query.count || !query.facets.is_empty();
        let wanted = if all { DEEPEST } else { skip + query.limit.items() + 1 };
        let results = everything::search(conn, &query.q, &query.types.0, wanted)?;
        let items = results.page(conn, skip, query.limit.items())?;
        let end = skip + query.limit.items();
        let next_cursor = if end < results.count().min(DEEPEST) { Some(cursors.seal(&scope, &end)?) } else { None };
        let page = SearchPage {
            items,
            ranking: results.ranking,
            corrected: results.corrected.clone(),
            total: query.count.then(|| results.count()),
            facets: (!query.facets.is_empty()).then(|| BTreeMap::from([("type", results.types())])),
            next_cursor,
        };
        Answer::page(&page, page.next_cursor.clone())
    });
    Ok(while_wanted(&req, found).await?.send(&req))
}
