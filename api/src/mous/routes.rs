//! `/mous`.

use super::model::{Mou, MouStatus, MouSummary};
use super::moving::Approval;
use super::queries::{self, Filter, MouSort, Sight};
use super::writing::{self, MouBody, RenewalBody};
use super::{lifecycle, moving, verification};
use crate::app::App;
use crate::db::{Day, Id};
use crate::error::Error;
use crate::files::File;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Posted};
use crate::http::listing::{Limit, Listing, Sort};
use crate::http::openapi::{ListRefusals, PatchRefusals, PostRefusals, Refusals, VersionedRefusals};
use crate::http::query::{Many, NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::http::transitions::{Transition, TransitionRequest, Transitions};
use crate::hubs::queries as hubs;
use crate::institutions::queries::{self as institutions, name_words};
use crate::markdown::{Form, bounded, named};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![
        at("/mous").get(list).post(create),
        at("/mous/{id}").get(show).patch(update),
        at("/mous/{id}/transitions").get(transitions).post(transition),
        at("/mous/{id}/renewals").get(renewals).post(renew),
    ]
}

/// What a list of MoUs can be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Statuses; what is public when left out (all own ones with `mine=true`).
    #[serde(default)]
    #[param(value_type = Option<Vec<MouStatus>>, style = Form, explode)]
    status: Many<MouStatus>,
    /// The hub, by id.
    hub_id: Option<Id>,
    /// A party, by id.
    institution_id: Option<Id>,
    /// Those whose last day is this one or later.
    ends_from: Option<Day>,
    /// Those whose last day is this one or earlier.
    ends_to: Option<Day>,
    /// Words of title or number.
    #[param(max_length = 200, example = "kesepahaman")]
    q: Option<String>,
    /// Those that the signed-in caller drafted, in any status.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    mine: bool,
    /// `created_at` or `ends_on`, `-` before it for descending; `-created_at` when left out.
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
    #[serde(rename = "created_at")]
    CreatedAt,
    #[serde(rename = "-created_at")]
    CreatedAtDescending,
    #[serde(rename = "ends_on")]
    EndsOn,
    #[serde(rename = "-ends_on")]
    EndsOnDescending,
}

/// Lists MoUs
///
/// The register: without `status` those from `signed` on. `status` adds what the caller may see: those of the own institution, as hub or party.
#[utoipa::path(get, path = "/api/v1/mous", tag = "mous", operation_id = "listMous", params(ListQuery), security((), ("bearer" = [])),
    responses((status = 200, description = "A page of MoUs", body = Listing<MouSummary>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), ListRefusals))]
pub async fn list(reading: Reading, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    let sort = query.sort.as_deref().map_or(Ok(Sort { field: MouSort::CreatedAt, descending: true }), Sort::parse)?;
    let filter = Filter {
        statuses: query.status.0,
        hub: query.hub_id,
        party: query.institution_id,
        ends_from: query.ends_from,
        ends_to: query.ends_to,
        words: query.q.as_deref().map(name_words).unwrap_or_default(),
        ..Filter::default()
    };
    let scope = format!("mous {} {} {} {filter:?}", sort.field, sort.descending, query.mine);
    let after: Option<(String, Id)> = reading.app.cursors.start(&scope, query.cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, caller| {
            let made_by = if query.mine { Some(caller.signed_in()?.id) } else { None };
            hubs::named(conn, caller, "hub_id", filter.hub.as_slice())?;
            institutions::named(conn, "institution_id", filter.party.as_slice())?;
            let filter = Filter { made_by, sight: Sight::of(caller), ..filter.clone() };
            let mut rows = queries::list(conn, &filter, (sort.field, sort.descending), after.clone(), query.limit)?;
            let next = cursors.next(&scope, query.limit, &mut rows, |last| queries::position(last, sort.field))?;
            let total = if query.count { Some(queries::count(conn, &filter)?) } else { None };
            Answer::list(&Listing::<MouSummary>::page(queries::summaries(conn, rows)?, next).with_total(total))
        })
        .await
}

/// Shows a MoU
///
/// Everybody sees one from `signed` on: number, parties, dates, state and hash. Its parties and admins see all of it, from the draft on.
#[utoipa::path(get, path = "/api/v1/mous/{id}", tag = "mous", operation_id = "getMou", security((), ("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU")),
    responses((status = 200, description = "The MoU", body = Mou),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let found = queries::visible(conn, caller, &id)?;
            let mou = queries::whole(conn, caller, &found)?;
            Answer::record(mou.summary.version, &mou)
        })
        .await
}

/// Drafts a MoU
///
/// By the hub's manager or an admin. Kementerian PANRB and the hub's institution are parties always; others can be added.
#[utoipa::path(post, path = "/api/v1/mous", tag = "mous", operation_id = "createMou", security(("bearer" = [])), request_body = MouBody,
    responses((status = 201, description = "The draft", body = Mou), PostRefusals))]
pub async fn create(req: HttpRequest, app: web::Data<App>, change: Change, posted: Posted<MouBody>) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    change.signed_in()?;
    bounded(Form::Page, body.scope.iter().map(|scope| ("scope", scope.as_str()))).await?;
    let code = verification::new_code()?;
    let answer = app.db.write(move |conn| writing::create(conn, &change, &once, &body, &code)).await?;
    Ok(answer.send(&req))
}

/// Changes the draft of a MoU
///
/// A merge patch, by the hub's manager or an admin, while it is a draft (409). Needs `If-Match`.
#[utoipa::path(patch, path = "/api/v1/mous/{id}", tag = "mous", operation_id = "updateMou", security(("bearer" = [])), request_body = MouBody,
    params(("id" = Id, Path, description = "Id of the MoU"),
        ("If-Match" = String, Header, description = "ETag of the MoU as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The MoU after the change", body = Mou), PatchRefusals, VersionedRefusals))]
pub async fn update(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    patch: MergePatch,
) -> Result<HttpResponse, Error> {
    change.signed_in()?;
    bounded(Form::Page, named(&patch.0, &["scope"])).await?;
    let answer = app.db.write(move |conn| writing::update(conn, &change, &id, &patch)).await?;
    Ok(answer.send(&req))
}

/// Shows the way of a MoU through its statuses
///
/// Everybody who sees the MoU sees `to` and `at` of what was public; from inside one also sees who did it and why.
#[utoipa::path(get, path = "/api/v1/mous/{id}/transitions", tag = "mous", operation_id = "listMouTransitions", security((), ("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU")),
    responses((status = 200, description = "The transitions, the oldest first", body = Transitions,
        example = json!({"items": [{"to": "signed", "at": "2026-12-01T05:00:00.000Z"}], "allowed": []})),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn transitions(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let (row, inside) = queries::visible(conn, caller, &id)?;
            let items = queries::transitions(conn, row.id)?
                .into_iter()
                .filter(|(_, to, ..)| inside || to.parse::<MouStatus>().is_ok_and(MouStatus::is_public))
                .map(|step| Transition::new(step, inside))
                .collect();
            let allowed = lifecycle::allowed(caller, row.status, row.institution_id).into_iter().map(|to| to.to_string()).collect();
            Answer::record(row.version, &Transitions { items, allowed })
        })
        .await
}

/// Moves a MoU through its life
///
/// The hub's manager sends a draft to review, or cancels it; admins approve, send back, cancel and terminate, each refusal with a note. Approving needs the document
/// (`guard-not-met`) and assigns a number. `partially_signed` and `signed` come by signatures, `expired` by the calendar, `superseded` by a renewal.
#[utoipa::path(post, path = "/api/v1/mous/{id}/transitions", tag = "mous", operation_id = "transitionMou", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU"),
        ("If-Match" = Option<String>, Header, description = "ETag of the MoU as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body(content = TransitionRequest, example = json!({"to": "in_review"})),
    responses((status = 200, description = "The MoU in its new status", body = Mou), PostRefusals))]
pub async fn transition(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<TransitionRequest>,
) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let printed = print(&app, &change, &id, &body).await?;
    let answer = app.db.write(move |conn| moving::transition(conn, &change, &once, &id, &body, printed.as_ref())).await?;
    Ok(answer.send(&req))
}

/// The document of a MoU that is to be approved, when the system makes it.
async fn print(app: &App, change: &Change, id: &str, request: &TransitionRequest) -> Result<Option<(Approval, File)>, Error> {
    let (change, id, request) = (change.clone(), id.to_owned(), request.clone());
    let Some(approval) = app.db.read(move |conn| moving::to_approve(conn, &change, &id, &request)).await? else {
        return Ok(None);
    };
    let content = approval.paper.print(&app.settings.public_url()).await?;
    Ok(Some((approval, app.files.keep(content, "application/pdf").await?)))
}

/// Lists the renewals of a MoU
///
/// Those that the caller sees, the newest first.
#[utoipa::path(get, path = "/api/v1/mous/{id}/renewals", tag = "mous", operation_id = "listMouRenewals", security((), ("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU")),
    responses((status = 200, description = "The renewals", body = Listing<MouSummary>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn renewals(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let (row, _) = queries::visible(conn, caller, &id)?;
            let filter = Filter { renews: Some(row.id), sight: Sight::of(caller), ..Filter::default() };
            let mut rows = queries::list(conn, &filter, (MouSort::CreatedAt, true), None, Limit::default())?;
            Limit::default().cut(&mut rows);
            Answer::list(&Listing::<MouSummary>::page(queries::summaries(conn, rows)?, None))
        })
        .await
}

/// Renews a MoU
///
/// Drafts the MoU that supersedes this one once it is signed and its first day has come, by the hub's manager or an admin; of one that is in force or has expired, once (409).
#[utoipa::path(post, path = "/api/v1/mous/{id}/renewals", tag = "mous", operation_id = "renewMou", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU"),
        ("If-Match" = Option<String>, Header, description = "ETag of the MoU as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body = RenewalBody, responses((status = 201, description = "The draft of the renewal", body = Mou), PostRefusals))]
pub async fn renew(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<RenewalBody>,
) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    change.signed_in()?;
    bounded(Form::Page, body.scope.iter().map(|scope| ("scope", scope.as_str()))).await?;
    let code = verification::new_code()?;
    let answer = app.db.write(move |conn| writing::renew(conn, &change, &once, &id, &body, &code)).await?;
    Ok(answer.send(&req))
}
