//! `/innovations`.

use super::content::{InnovationPatch, NewInnovationBody, TEXTS};
use super::creating::{Creation, Draft};
use super::filter::{Asked, FacetField, Filter};
use super::lifecycle;
use super::model::{Innovation, InnovationSummary, Phase, Source, Status, Stored, Sustainability};
use super::people::People;
use super::queries::{self, InnovationSort, Position};
use super::summaries::{self, Summary};
use super::writing::{self, allowed_actions};
use crate::app::App;
use crate::auth::Caller;
use crate::auth::policy::{Action, allows};
use crate::db::{Conn, Cost, Id};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Posted, PostedObject};
use crate::http::cursor::Cursors;
use crate::http::listing::{Limit, Listing, PageQuery, Ranking, Sort, fitting_items};
use crate::http::locale::Text;
use crate::http::openapi::{DeleteRefusals, ListRefusals, PatchRefusals, PostRefusals, Refusals, VersionedRefusals};
use crate::http::problem::{bad_parameter, not_found};
use crate::http::query::{Many, NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::http::transitions::{Transition, TransitionRequest, Transitions};
use crate::markdown::{Form, bounded, named};
use crate::search::ranking::SearchQuery;
use crate::search::synonyms::Synonyms;
use crate::slug::is_former;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![
        at("/innovations").get(list).post(create),
        at("/innovations/{id}").get(show).patch(update).delete(remove),
        at("/innovations/{id}/transitions").get(transitions).post(transition),
    ]
}

/// Longest `q`, in characters.
const LONGEST_QUERY: usize = 200;

/// What a list of innovations can be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Words that title or text hold, in any Indonesian form; all of them must be there. At most 200 characters.
    #[param(max_length = 200, example = "layanan")]
    q: Option<String>,
    /// Statuses; `published` when left out (all own ones with `mine=true`).
    #[serde(default)]
    #[param(value_type = Option<Vec<Status>>, style = Form, explode)]
    status: Many<Status>,
    /// Phases.
    #[serde(default)]
    #[param(value_type = Option<Vec<Phase>>, style = Form, explode)]
    phase: Many<Phase>,
    /// What the latest attestation says.
    #[serde(default)]
    #[param(value_type = Option<Vec<Sustainability>>, style = Form, explode)]
    sustainability: Many<Sustainability>,
    /// Whether the latest attestation is more than twelve months old.
    stale: Option<bool>,
    /// Hubs, by id or slug.
    #[serde(default)]
    #[param(value_type = Option<Vec<String>>, style = Form, explode)]
    hub_id: Many<String>,
    /// Institutions, by id or code.
    #[serde(default)]
    #[param(value_type = Option<Vec<String>>, style = Form, explode)]
    institution_id: Many<String>,
    /// Sectors, from the vocabularies.
    #[serde(default)]
    #[param(value_type = Option<Vec<String>>, style = Form, explode)]
    sector: Many<String>,
    /// Categories, from the vocabularies.
    #[serde(default)]
    #[param(value_type = Option<Vec<String>>, style = Form, explode)]
    category: Many<String>,
    /// Sustainable Development Goals, 1-17.
    #[serde(default)]
    #[param(value_type = Option<Vec<i32>>, style = Form, explode)]
    sdg: Many<i32>,
    /// Years of implementation.
    #[serde(default)]
    #[param(value_type = Option<Vec<i32>>, style = Form, explode)]
    year: Many<i32>,
    /// Where records came from.
    #[serde(default)]
    #[param(value_type = Option<Vec<Source>>, style = Form, explode)]
    source: Many<Source>,
    /// Those that the signed-in caller owns, in any status.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    mine: bool,
    /// `created_at`, `updated_at`, `published_at` or `title`, `-` before it for descending; `relevance` with `q`. `-created_at` when left out, with `q` `relevance`.
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
    /// Fields to count by. A field's own filter is left out of its counts, so that its other values stay in sight.
    #[serde(default)]
    #[param(value_type = Option<Vec<FacetField>>, style = Form, explode)]
    facets: Many<FacetField>,
}

/// The sorts of the list, for the document.
#[derive(utoipa::ToSchema, Deserialize)]
#[allow(dead_code)]
enum SortWords {
    #[serde(rename = "created_at")]
    CreatedAt,
    #[serde(rename = "-created_at")]
    CreatedAtDescending,
    #[serde(rename = "updated_at")]
    UpdatedAt,
    #[serde(rename = "-updated_at")]
    UpdatedAtDescending,
    #[serde(rename = "published_at")]
    PublishedAt,
    #[serde(rename = "-published_at")]
    PublishedAtDescending,
    #[serde(rename = "title")]
    Title,
    #[serde(rename = "-title")]
    TitleDescending,
    #[serde(rename = "relevance")]
    Relevance,
    #[serde(rename = "-relevance")]
    RelevanceDescending,
}

/// The records of a page, where it ended if another follows, and how complete their ranking is.
type Page = (Vec<queries::Keyed>, Option<Position>, Option<Ranking>);

/// A list request, checked.
struct Request {
    asked: Asked,
    text: Option<SearchQuery>,
    sort: Sort<InnovationSort>,
    limit: Limit,
    after: Option<Position>,
    scope: String,
    count: bool,
    facets: Vec<FacetField>,
}

impl Request {
    fn new(query: ListQuery, cursors: &Cursors, synonyms: &Synonyms) -> Result<Self, Error> {
        let q = query.q.as_deref().map(str::trim).filter(|q| !q.is_empty());
        if q.is_some_and(|q| q.chars().count() > LONGEST_QUERY) {
            return Err(bad_parameter("q", Text::new("paling banyak 200 karakter.", "may have up to 200 characters.")).into());
        }
        let text = q.map(|q| SearchQuery::parse_with(q, synonyms));
        let sort = sort(query.sort.as_deref(), text.is_some())?;
        let asked = Asked {
            statuses: query.status.0,
            phases: query.phase.0,
            sustainability: query.sustainability.0,
            stale: query.stale,
            hubs: query.hub_id.0,
            institutions: query.institution_id.0,
            sectors: query.sector.0,
            categories: query.category.0,
            sdgs: query.sdg.0,
            years: query.year.0,
            sources: query.source.0,
            mine: query.mine,
        };
        asked.check()?;
        let scope = format!("innovations {} {} {q:?} {asked:?}", sort.field, sort.descending);
        let after = cursors.start(&scope, query.cursor.as_deref())?;
        Ok(Self { asked, text, sort, limit: query.limit, after, scope, count: query.count, facets: query.facets.0 })
    }

    /// A page that is read along an index costs little; to search, count, or look for what may be rare costs much.
    fn cost(&self) -> Cost {
        let extras = self.text.is_some() || self.count || !self.facets.is_empty();
        let along_an_index = self.asked.goes_along_an_index(self.sort.field == InnovationSort::PublishedAt);
        if extras || !along_an_index { Cost::Much } else { Cost::Little }
    }

    fn page(&self, conn: &mut Conn, filter: &Filter) -> Result<Page, Error> {
        let text = self.text.as_ref();
        if text.is_some_and(SearchQuery::is_empty) {
            return Ok((Vec::new(), None, None));
        }
        if let (InnovationSort::Relevance, Some(text)) = (self.sort.field, text) {
            let skip = if let Some(Position::Rank(n)) = &self.after { *n } else { 0 };
            let (rows, more, ranking) = queries::ranked(conn, filter, text, skip, self.limit)?;
            return Ok((rows, more.then_some(Position::Rank(skip + self.limit.items())), Some(ranking)));
        }
        let expression = text.map(SearchQuery::whole);
        let mut rows = queries::list(conn, filter, expression.as_ref(), self.sort, self.after.as_ref(), self.limit)?;
        let more = self.limit.cut(&mut rows);
        let next = rows.last().filter(|_| more).map(|(row, _)| queries::position(row, self.sort.field));
        Ok((rows, next, None))
    }

    fn listing(&self, conn: &mut Conn, caller: &Caller, cursors: &Cursors) -> Result<Listing<Summary>, Error> {
        let filter = Filter::visible(conn, caller, self.asked.clone())?;
        let (rows, next, ranking) = self.page(conn, &filter)?;
        let next = next.map(|position| cursors.seal(&self.scope, &position)).transpose()?;
        let mut listing = Listing { ranking, ..Listing::page(summaries::of(conn, &rows)?, next) };
        let nothing = self.text.as_ref().is_some_and(SearchQuery::is_empty);
        let expression = self.text.as_ref().map(SearchQuery::whole);
        if self.count {
            listing = listing.with_total(Some(if nothing { 0 } else { queries::count(conn, &filter, expression.as_ref())? }));
        }
        for field in &self.facets {
            let values = if nothing { Vec::new() } else { queries::facet(conn, &filter, expression.as_ref(), *field)? };
            listing.facets.get_or_insert_default().insert(field.as_str(), values);
        }
        Ok(listing)
    }
}

fn sort(asked: Option<&str>, has_query: bool) -> Result<Sort<InnovationSort>, Error> {
    let sort = match asked {
        Some(text) => Sort::parse(text)?,
        None if has_query => Sort { field: InnovationSort::Relevance, descending: true },
        None => Sort { field: InnovationSort::CreatedAt, descending: true },
    };
    if sort.field == InnovationSort::Relevance && !has_query {
        return Err(bad_parameter("sort", Text::new("`relevance` membutuhkan `q`.", "`relevance` needs `q`.")).into());
    }
    Ok(sort)
}

/// Lists innovations
///
/// Without `status` the published ones; `status` adds what the caller may see. `q` searches title and text in any Indonesian form of
/// its words, best first; such a list ends after 1,000 results, and `ranking` says whether all matches were ranked. Every other page
/// costs the same, however deep.
#[utoipa::path(get, path = "/api/v1/innovations", tag = "innovations", operation_id = "listInnovations", params(ListQuery), security((), ("bearer" = [])),
    responses((status = 200, description = "A page of innovations", body = Listing<InnovationSummary>,
        example = json!({"items": [{"id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e", "slug": "antrean-tanpa-antre", "title": "Antrean Tanpa Antre", "acronym": "ATA", "summary": "Pengguna layanan memilih jam datang dari ponsel.",
            "hub_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d01", "hub": {"id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d01", "slug": "kemenkeu", "name": "Hub JIPP Kementerian Keuangan"},
            "institution_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00",
            "institution": {"id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00", "code": "kemenkeu", "name": "Kementerian Keuangan", "short_name": "Kemenkeu", "kind": "ministry"},
            "unit_name": "KPP Pratama Contoh", "sector": "finance", "category": "inclusive_service", "status": "published", "phase": "development", "sustainability": "growing", "attested_on": "2026-02-01", "stale": false,
            "initiated_on": "2022-01-10", "implemented_on": "2022-06-01", "sdgs": [16], "keywords": ["antrean"], "awards": [], "source": "manual", "source_ref": null, "completeness": 100,
            "published_at": "2024-03-01T05:00:00.000Z", "created_at": "2024-01-31T08:00:00.000Z", "updated_at": "2024-03-01T05:00:00.000Z", "version": 3}], "next_cursor": null, "total": 1})),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), ListRefusals))]
pub async fn list(reading: Reading, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let synonyms = Synonyms::of(&reading.app.db).await?;
    let request = Request::new(query.0, &reading.app.cursors, &synonyms)?;
    let cursors = reading.app.cursors.clone();
    reading.costing(request.cost()).answer(move |conn, caller| Answer::list(&request.listing(conn, caller, &cursors)?)).await
}

/// The record behind `handle` as this caller may see it: whole from inside, or what is public.
fn visible(conn: &mut Conn, caller: &Caller, handle: &str) -> Result<(Stored, People, bool), Error> {
    Ok(seen(conn, caller, handle)?.ok_or_else(not_found)?)
}

/// The id of the record behind `handle`, when this caller may see it.
pub fn visible_id(conn: &mut Conn, caller: &Caller, handle: &str) -> Result<Option<Id>, Error> {
    Ok(seen(conn, caller, handle)?.map(|(found, ..)| found.row.id))
}

fn seen(conn: &mut Conn, caller: &Caller, handle: &str) -> Result<Option<(Stored, People, bool)>, Error> {
    let Some(found) = queries::find(conn, handle)? else {
        return Ok(None);
    };
    let people = People::of(conn, caller, &found)?;
    let inside = allows(caller, Action::ReadInnovation, people.subject(&found));
    let public = found.is_public();
    Ok(Some((found, people, inside)).filter(|_| inside || public))
}

/// Shows an innovation
///
/// By id or slug, with all texts as Markdown and as sanitised HTML. What is not published is 404 to everybody who may not see it.
/// A signed-in caller is told in `allowed_actions` what to do with it next.
#[utoipa::path(get, path = "/api/v1/innovations/{id}", tag = "innovations", operation_id = "getInnovation", security((), ("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-tanpa-antre")),
    responses((status = 200, description = "The innovation", body = Innovation),
        (status = 308, description = "The slug is a former one; `Location` is the present address"),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    if reading.credentials.are_none()
        && let Some(answer) = reading.app.public_innovations.read(&id).await?
    {
        return Ok(answer.send(&reading.req));
    }
    reading
        .answer(move |conn, caller| {
            let (found, people, inside) = visible(conn, caller, &id)?;
            if is_former(&id, &found.row.slug) {
                return Answer::moved(format!("/api/v1/innovations/{}", found.row.slug));
            }
            let actions = allowed_actions(conn, caller, &found, &people)?;
            Answer::record(found.row.version, &found.view(inside, caller.member().map(|_| actions))?)
        })
        .await
}

/// Shows the way of an innovation through its statuses
///
/// Everybody who sees the innovation sees `to` and `at` of what was public; from inside one also sees who did it and why.
/// `allowed` lists what the caller may do next.
#[utoipa::path(get, path = "/api/v1/innovations/{id}/transitions", tag = "innovations", operation_id = "listInnovationTransitions", security((), ("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-tanpa-antre")),
    responses((status = 200, description = "The transitions, the oldest first", body = Transitions,
        example = json!({"items": [{"to": "published", "at": "2024-03-01T05:00:00.000Z"}], "allowed": []})),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn transitions(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let (found, people, inside) = visible(conn, caller, &id)?;
            let items = queries::transitions(conn, found.row.seq)?
                .into_iter()
                .filter(|(_, to, ..)| inside || to == Status::Published.as_str())
                .map(|row| Transition::new(row, inside))
                .collect();
            let allowed =
                lifecycle::allowed(caller, found.row.status, people.subject(&found)).into_iter().map(|to| to.to_string()).collect();
            Answer::record(found.row.version, &Transitions { items, allowed })
        })
        .await
}

/// Reads one entry more than a page holds, from after a position on.
type ListAfter<T, P> = fn(&mut Conn, &Stored, Option<P>, Limit) -> Result<Vec<T>, Error>;

/// Answers with a page of what belongs to a record, for those who see the record from inside.
pub(super) async fn page_from_inside<T, P>(
    reading: Reading,
    (kind, id): (&'static str, String),
    Query(PageQuery { limit, cursor }): Query<PageQuery>,
    list: ListAfter<T, P>,
    position: fn(&T) -> P,
) -> Result<HttpResponse, Error>
where
    T: Serialize + ToSchema + Send + 'static,
    P: Serialize + DeserializeOwned + Copy + Send + Sync + 'static,
{
    let scope = format!("{kind} {id}");
    let cursors = reading.app.cursors.clone();
    let after: Option<P> = cursors.start(&scope, cursor.as_deref())?;
    reading
        .answer(move |conn, caller| {
            caller.signed_in()?;
            let (found, _, inside) = visible(conn, caller, &id)?;
            if !inside {
                return Err(not_found().into());
            }
            let mut items = list(conn, &found, after, limit)?;
            let next = cursors.cut(&scope, limit.items().min(fitting_items(&items)), &mut items, position)?;
            Answer::list(&Listing::<T>::page(items, next))
        })
        .await
}

/// Documents an innovation
///
/// Makes a draft in a hub of the caller's institution (an admin: in any). Title and hub are enough to begin with; `completeness` and
/// `completeness_missing` say what submitting still needs. The caller becomes its owner.
#[utoipa::path(post, path = "/api/v1/innovations", tag = "innovations", operation_id = "createInnovation", security(("bearer" = [])),
    request_body = NewInnovationBody,
    responses((status = 201, description = "The draft", body = Innovation), PostRefusals))]
pub async fn create(req: HttpRequest, app: web::Data<App>, change: Change, posted: PostedObject) -> Result<HttpResponse, Error> {
    let PostedObject(fields, once) = posted;
    let _running = once.take(&change)?;
    let draft = Draft::read(fields)?;
    change.signed_in()?;
    bounded(Form::Page, draft.texts()).await?;
    let answer = app.drafts.write(Creation { change, once, draft }).await?;
    Ok(answer.send(&req))
}

/// Edits an innovation
///
/// A merge patch (RFC 7396): what is named changes, null clears, arrays are replaced. Needs `If-Match`: 428 without it, 412 when the record
/// changed since. Content can be changed in `draft` and `revision_requested` only (409), by an admin always. `owner_ids` is for managers and admins.
#[utoipa::path(patch, path = "/api/v1/innovations/{id}", tag = "innovations", operation_id = "updateInnovation", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-tanpa-antre"),
        ("If-Match" = String, Header, description = "ETag of the record as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body = InnovationPatch,
    responses((status = 200, description = "The innovation after the change", body = Innovation), PatchRefusals, VersionedRefusals))]
pub async fn update(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    patch: MergePatch,
) -> Result<HttpResponse, Error> {
    change.signed_in()?;
    bounded(Form::Page, named(&patch.0, &TEXTS)).await?;
    let answer = app.db.write(move |conn| writing::update(conn, &change, &id, &patch.0)).await?;
    Ok(answer.send(&req))
}

/// Deletes a draft
///
/// With its revisions, for good. What was submitted can only be withdrawn, rejected or archived (409). Needs `If-Match`.
#[utoipa::path(delete, path = "/api/v1/innovations/{id}", tag = "innovations", operation_id = "deleteInnovation", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-tanpa-antre"),
        ("If-Match" = String, Header, description = "ETag of the record as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    responses((status = 204, description = "Deleted"), DeleteRefusals))]
pub async fn remove(app: web::Data<App>, change: Change, id: web::Path<String>) -> Result<HttpResponse, Error> {
    app.db.write(move |conn| writing::delete(conn, &change, &id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Moves an innovation through its statuses
///
/// Submitting needs everything that `completeness_missing` lists (422 names all of it); asking for a revision and rejecting need a note; publishing
/// needs a review of this version that recommends it (`guard-not-met`). Nobody moves through review what they own, wrote or submitted, or what is their institution's (403).
#[utoipa::path(post, path = "/api/v1/innovations/{id}/transitions", tag = "innovations", operation_id = "transitionInnovation", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-tanpa-antre"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body = TransitionRequest,
    responses((status = 200, description = "The innovation in its new status", body = Innovation), PostRefusals))]
pub async fn transition(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<TransitionRequest>,
) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let answer = app.db.write(move |conn| writing::transition(conn, &change, &once, &id, &body)).await?;
    Ok(answer.send(&req))
}
