//! The OpenAPI document, made from the code, and the explorer that shows it.

use super::document::Document as Sent;
use super::problem::ProblemDocument;
use super::routing::{Address, at};
use crate::error::Error;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, LazyLock};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::Type;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, ObjectBuilder, RefOr, Required, Response, ResponseBuilder, Schema};
use utoipa::{IntoResponses, Modify, OpenApi, ToSchema};

/// The service as a document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Hub JIPP",
        description = "The network in which Indonesian public institutions document, grow, share and institutionalise public-service innovations, \
under Kementerian PANRB.\n\nEverything public is read without an account. Lists are paged by cursor, records carry an `ETag`, and every refusal is a \
problem document (RFC 9457) whose `type` leads to a page that says what to do. Messages are Indonesian, or English with `Accept-Language: en`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    servers((url = "/", description = "This server")),
    tags(
        (name = "innovations", description = "The documented innovations: list, search, read."),
        (name = "hubs", description = "The hubs of the network."),
        (name = "events", description = "Meetings of the network: invitations, decisions, minutes."),
        (name = "mous", description = "Nota kesepahaman: the register, drafting, signing, verification."),
        (name = "posts", description = "Knowledge sharing: posts, and what is said about them."),
        (name = "search", description = "One search over everything, and searches that are saved."),
        (name = "moderation", description = "Reports, and what moderators do about them."),
        (name = "institutions", description = "Ministries, agencies, regions, state-owned enterprises."),
        (name = "users", description = "People with accounts: managing and inviting them."),
        (name = "notifications", description = "What waits for the caller, or concerns them."),
        (name = "vocabularies", description = "The words that records are classified by."),
        (name = "stats", description = "The network in figures."),
        (name = "audit", description = "Who did what to which record."),
        (name = "auth", description = "Signing in and out."),
        (name = "account", description = "The own account."),
        (name = "service", description = "The state of the service, and this document."),
    ),
    paths(
        crate::auth::login::login, crate::auth::login::refresh, crate::auth::login::logout,
        crate::users::me::show, crate::users::me::update, crate::users::me::change_password,
        crate::users::me::list_sessions, crate::users::me::end_all_sessions, crate::users::me::end_session,
        crate::auth::reset::issue, crate::auth::reset::confirm,
        crate::users::routes::list, crate::users::routes::show, crate::users::routes::update,
        crate::users::invitations::list, crate::users::invitations::show, crate::users::invitations::create, crate::users::invitations::revoke, crate::users::accepting::look_up, crate::users::accepting::accept,
        crate::institutions::routes::list, crate::institutions::routes::show, crate::institutions::routes::create, crate::institutions::routes::update,
        crate::hubs::routes::create, crate::hubs::routes::update, crate::hubs::members::list, crate::hubs::members::put, crate::hubs::members::remove,
        crate::hubs::routes::list, crate::hubs::routes::show, crate::hubs::routes::stats, crate::hubs::digest::show, crate::hubs::routes::transitions, crate::hubs::routes::transition,
        crate::innovations::routes::list, crate::innovations::routes::show, crate::innovations::routes::transitions,
        crate::innovations::routes::create, crate::innovations::routes::update, crate::innovations::routes::remove,
        crate::innovations::routes::transition, crate::innovations::reviews::list_reviews, crate::innovations::reviews::review,
        crate::innovations::revisions::list_revisions, crate::innovations::revisions::restore, crate::audit::routes::list, crate::audit::chain::show_seal, crate::audit::chain::verify_chain,
        crate::events::routes::list, crate::events::routes::show, crate::events::routes::create, crate::events::routes::update,
        crate::events::routes::remove, crate::events::routes::transitions, crate::events::routes::transition, crate::events::routes::invite,
        crate::events::routes::put_participant, crate::events::routes::remove_participant, crate::events::routes::check_in,
        crate::events::action_items::list, crate::events::action_items::create, crate::events::action_items::update,
        crate::events::action_items::remove, crate::events::calendar::event, crate::events::calendar::feed,
        crate::events::attachments::list, crate::events::attachments::show, crate::events::attachments::add, crate::events::attachments::remove,
        crate::mous::routes::list, crate::mous::routes::show, crate::mous::routes::create, crate::mous::routes::update,
        crate::mous::routes::transitions, crate::mous::routes::transition, crate::mous::routes::renewals, crate::mous::routes::renew,
        crate::mous::document::show, crate::mous::document::put, crate::mous::document::make, crate::mous::template::show, crate::mous::signatures::list, crate::mous::signatures::sign,
        crate::mous::signatures::show_artefact, crate::mous::signatures::put_artefact, crate::mous::comments::list, crate::mous::comments::create,
        crate::mous::revisions::list_revisions, crate::mous::revisions::restore, crate::mous::verification::show,
        crate::notifications::routes::list, crate::notifications::routes::show, crate::notifications::routes::update,
        crate::notifications::routes::remove, crate::notifications::routes::read_all, crate::notifications::stream::stream,
        crate::notifications::digest::ask, crate::notifications::digest::unsubscribe,
        crate::posts::routes::list, crate::posts::routes::show, crate::posts::routes::create, crate::posts::routes::update,
        crate::posts::routes::remove, crate::posts::routes::transitions, crate::posts::routes::transition,
        crate::posts::routes::accept, crate::posts::routes::unaccept, crate::posts::routes::show_reactions, crate::posts::routes::react,
        crate::posts::routes::unreact, crate::posts::routes::lock, crate::posts::images::add, crate::posts::images::show,
        crate::posts::revisions::list_revisions, crate::posts::revisions::restore,
        crate::comments::routes::list, crate::comments::routes::create, crate::comments::routes::show, crate::comments::routes::update,
        crate::comments::routes::remove, crate::comments::routes::edits, crate::comments::routes::moderate,
        crate::comments::routes::react, crate::comments::routes::unreact, crate::mentions::list, crate::feeds::atom::of_posts, crate::feeds::atom::of_innovations,
        crate::moderation::reports::list, crate::moderation::reports::show, crate::moderation::reports::create, crate::moderation::reports::decide,
        crate::search::routes::search, crate::search::synonym_routes::list, crate::search::synonym_routes::show,
        crate::search::synonym_routes::create, crate::search::synonym_routes::update, crate::search::synonym_routes::remove,
        crate::subscriptions::list, crate::subscriptions::show, crate::subscriptions::create, crate::subscriptions::remove,
        crate::saved_searches::list, crate::saved_searches::show, crate::saved_searches::create, crate::saved_searches::update,
        crate::saved_searches::remove,
        crate::vocabularies::show, crate::stats::overview,
        super::health::healthz, super::health::readyz, json, yaml,
    ),
    components(schemas(
        ProblemDocument, crate::hubs::queries::HubFacet, crate::innovations::filter::FacetField, crate::hubs::model::HubStatus,
        crate::events::model::EventKind, crate::events::model::EventStatus, crate::mous::model::MouStatus,
        crate::institutions::model::InstitutionKind, crate::innovations::model::Status, crate::innovations::model::Phase,
        crate::innovations::model::Sustainability, crate::innovations::model::Source,
        crate::posts::model::PostKind, crate::posts::model::PostStatus, crate::posts::queries::PostFacet, crate::search::routes::SearchFacet,
        crate::search::documents::Found, crate::moderation::reports::ReportStatus, crate::reactions::ReactionKind, crate::subscriptions::Followed,
    )),
    modifiers(&Security),
)]
struct Document;

struct Security;

impl Modify for Security {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        patches_need_nothing(document);
        posts_take_keys(document);
        let components = document.components.get_or_insert_default();
        refer_to_items(components);
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("JWT")
            .description(Some("The `access_token` of `POST /api/v1/auth/login`."));
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer.build()));
        let cookie = ApiKeyValue::with_description("jipp_refresh", "Set by signing in; sent by the browser to /api/v1/auth only.");
        components.add_security_scheme("refresh_cookie", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
}

/// A merge patch names what it changes: where its schema is that of a whole body, it gets one of its own that requires nothing.
fn patches_need_nothing(document: &mut utoipa::openapi::OpenApi) {
    let components = document.components.get_or_insert_default();
    let patches = document.paths.paths.values_mut().filter_map(|path| path.patch.as_mut());
    let bodies = patches.filter_map(|patch| match patch.request_body.as_mut() {
        Some(RefOr::T(body)) => Some(body),
        _ => None,
    });
    let contents = bodies.flat_map(|body| body.content.values_mut()).filter_map(|content| match content {
        RefOr::T(content) => content.schema.as_mut(),
        RefOr::Ref(_) => None,
    });
    for schema in contents {
        let RefOr::Ref(reference) = schema else { continue };
        let Some(name) = reference.ref_location.strip_prefix("#/components/schemas/").filter(|name| name.ends_with("Body")) else {
            continue;
        };
        let name = name.to_owned();
        if let Some(RefOr::T(Schema::Object(whole))) = components.schemas.get(&name)
            && !whole.required.is_empty()
        {
            let mut patch = whole.clone();
            patch.required.clear();
            let own = format!("{}Patch", name.trim_end_matches("Body"));
            components.schemas.insert(own.clone(), RefOr::T(Schema::Object(patch)));
            *schema = RefOr::Ref(utoipa::openapi::Ref::from_schema_name(own));
        }
    }
}

/// Posts that change nothing, or nothing more when sent again, and those that sign in.
const WITHOUT_KEY: [&str; 3] = ["/api/v1/auth/", "/api/v1/unsubscribe", "/api/v1/invitations/lookup"];

/// Every other POST takes effect once for an `Idempotency-Key`.
fn posts_take_keys(document: &mut utoipa::openapi::OpenApi) {
    let posts = document.paths.paths.iter_mut().filter(|(path, _)| !WITHOUT_KEY.iter().any(|without| path.starts_with(without)));
    for post in posts.filter_map(|(_, path)| path.post.as_mut()) {
        post.parameters.get_or_insert_default().push(idempotency_key().into());
    }
}

fn idempotency_key() -> Parameter {
    let text = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(255)).pattern(Some("^[ -~]+$"));
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "Chosen by the client, the same for each attempt at one request: for 24 hours the first answer that succeeded is given again, \
             and nothing is done twice. Another body under the same key is 422.",
        ))
        .schema(Some(text))
        .example(Some("9b2f6c1e-usulan-1".into()))
        .build()
}

/// A list's schema repeats that of its items; a reference says the same in a line.
fn refer_to_items(components: &mut utoipa::openapi::Components) {
    for (name, schema) in &mut components.schemas {
        if let (Some(item), RefOr::T(Schema::Object(object))) = (name.strip_prefix("Listing_"), schema) {
            let items = utoipa::openapi::ArrayBuilder::new()
                .items(utoipa::openapi::Ref::from_schema_name(item))
                .description(Some("The records of this page."));
            object.properties.insert("items".to_owned(), items.into());
        }
    }
}

/// The document as it is now.
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// The document as the YAML that is checked in. Every text is quoted: bare, readers of YAML 1.1 take `off` and `2026-01-31` for something else.
pub fn to_yaml() -> Result<String, Error> {
    let quoted = serde_saphyr::ser_options! { quote_all: true };
    serde_saphyr::to_string_with_options(&document(), quoted).map_err(Error::internal)
}

static SCHEMAS: LazyLock<BTreeMap<String, RefOr<Schema>>> =
    LazyLock::new(|| document().components.unwrap_or_default().schemas.into_iter().collect());

/// The schema that the document refers to by this name.
pub fn schema(name: &str) -> Option<&'static RefOr<Schema>> {
    SCHEMAS.get(name)
}

/// Methods and addresses of operations that only people with accounts may call, whatever their roles.
static FOR_MEMBERS: LazyLock<HashSet<(&'static str, String)>> = LazyLock::new(|| {
    let mut found = HashSet::new();
    for (path, item) in document().paths.paths {
        let all = [("GET", item.get), ("POST", item.post), ("PUT", item.put), ("PATCH", item.patch), ("DELETE", item.delete)];
        for (method, operation) in all {
            let security = operation.and_then(|operation| operation.security).unwrap_or_default();
            if !security.is_empty() && security.iter().all(|one| *one == SecurityRequirement::new("bearer", [] as [&str; 0])) {
                found.insert((method, path.clone()));
            }
        }
    }
    found
});

/// Whether this document lets only people with accounts call the operation at `path`, below `/api/v1`.
pub fn is_for_members(method: &'static str, path: &str) -> bool {
    FOR_MEMBERS.contains(&(method, format!("/api/v1{path}")))
}

static JSON: LazyLock<Result<Sent, String>> =
    LazyLock::new(|| document().to_json().map(|text| Sent::new("application/json", text)).map_err(|e| e.to_string()));
static YAML: LazyLock<Result<Sent, String>> =
    LazyLock::new(|| to_yaml().map(|text| Sent::new("application/yaml", text)).map_err(|e| e.to_string()));

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/openapi.json").get(json), at("/openapi.yaml").get(yaml)]
}

/// Shows this document as JSON
///
/// OpenAPI 3.1.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "service", operation_id = "getOpenApiJson", security(()),
    responses((status = 200, description = "The document", body = Object, content_type = "application/json", example = json!({"openapi": "3.1.0"})),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn json(req: HttpRequest) -> Result<HttpResponse, Error> {
    Ok(JSON.as_ref().map_err(Error::internal)?.send(&req, ASKED_EACH_TIME))
}

/// Shows this document as YAML
///
/// OpenAPI 3.1.
#[utoipa::path(get, path = "/api/v1/openapi.yaml", tag = "service", operation_id = "getOpenApiYaml", security(()),
    responses((status = 200, description = "The document", body = Object, content_type = "application/yaml", example = json!({"openapi": "3.1.0"})),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn yaml(req: HttpRequest) -> Result<HttpResponse, Error> {
    Ok(YAML.as_ref().map_err(Error::internal)?.send(&req, ASKED_EACH_TIME))
}

const ASKED_EACH_TIME: &str = "public, no-cache";

/// The explorer's own style attributes need `unsafe-inline`; it loads nothing from elsewhere.
const EXPLORER_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

static EXPLORER: LazyLock<Arc<utoipa_swagger_ui::Config<'static>>> = LazyLock::new(|| {
    Arc::new(utoipa_swagger_ui::Config::new(["/api/v1/openapi.json"]).display_request_duration(true).try_it_out_enabled(true).filter(true))
});

/// The explorer (Swagger UI), with its files in the binary.
pub async fn explorer(req: HttpRequest) -> Result<HttpResponse, Error> {
    let file = req.match_info().get("file").unwrap_or_default();
    let found = utoipa_swagger_ui::serve(file, EXPLORER.clone()).map_err(Error::internal)?.ok_or_else(super::problem::not_found)?;
    let mut body = found.bytes.into_owned();
    if file.is_empty() {
        // Its files are named relative to /docs/, and the page is at /docs.
        body = String::from_utf8_lossy(&body).replacen("<head>", "<head>\n    <base href=\"/docs/\">", 1).into_bytes();
    }
    let mut response = Sent::new(found.content_type, body).send(&req, "public, max-age=3600");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static(EXPLORER_POLICY));
    Ok(response)
}

/// Describes a set of problem responses.
macro_rules! refusals {
    ($(#[$doc:meta])* $name:ident: $($status:literal $description:literal),+ $(,)?) => {
        $(#[$doc])*
        pub struct $name;

        impl IntoResponses for $name {
            fn responses() -> std::collections::BTreeMap<String, RefOr<Response>> {
                [$(($status.to_string(), RefOr::T(problem_response($description)))),+].into()
            }
        }
    };
}

fn problem_response(description: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(utoipa::openapi::Ref::from_schema_name(ProblemDocument::name()))).build();
    ResponseBuilder::new().description(description).content("application/problem+json", content).build()
}

refusals! {
    /// What reading a list may be refused with.
    ListRefusals:
    "400" "A query parameter is unknown or unusable, or the cursor is damaged or of another list (`malformed-request`)",
    "401" "The token is expired, revoked or forged (`not-authenticated`)",
    "406" "The answer exists as JSON only (`not-acceptable`)",
    "429" "Too many requests; `Retry-After` says when to come back (`rate-limited`)",
    "503" "Too busy right now; `Retry-After` says when to come back (`overloaded`)",
}

refusals! {
    /// What a list for some members may be refused with, besides.
    MembersOnly:
    "403" "Not allowed to this caller (`forbidden`)",
}

refusals! {
    /// What making something, or moving it on, may be refused with.
    PostRefusals:
    "400" "The body is not JSON, or the `Idempotency-Key` cannot be used (`malformed-request`)",
    "401" "The token is missing, expired, revoked or forged (`not-authenticated`)",
    "403" "Not allowed to this caller (`forbidden`)",
    "404" "There is nothing here that this caller may see (`not-found`)",
    "406" "The answer exists as JSON only (`not-acceptable`)",
    "409" "In conflict with the present state (`conflict`, `transition-not-allowed`, `guard-not-met`, `secret-already-shown`)",
    "412" "The record changed after it was read (`version-mismatch`)",
    "408" "The body comes too slowly (`request-timeout`)",
    "413" "The body is larger than 1 MiB (`payload-too-large`)",
    "415" "The body is not declared as JSON (`unsupported-media-type`)",
    "422" "Fields are missing, unknown or not right; `errors` lists them (`validation-failed`)",
    "429" "Too many requests; `Retry-After` says when to come back (`rate-limited`)",
    "503" "Too busy right now; `Retry-After` says when to come back (`overloaded`)",
}

refusals! {
    /// What removing a versioned record may be refused with.
    DeleteRefusals:
    "401" "The token is missing, expired, revoked or forged (`not-authenticated`)",
    "403" "Not allowed to this caller (`forbidden`)",
    "404" "There is nothing here that this caller may see (`not-found`)",
    "406" "The answer exists as JSON only (`not-acceptable`)",
    "409" "In conflict with the present state (`conflict`)",
    "412" "The record changed after it was read (`version-mismatch`)",
    "428" "`If-Match` is missing (`version-required`)",
    "429" "Too many requests; `Retry-After` says when to come back (`rate-limited`)",
    "503" "Too busy right now; `Retry-After` says when to come back (`overloaded`)",
}

refusals! {
    /// What changing a record that not everybody may change may be refused with, besides.
    PatchRefusals:
    "403" "Not allowed to this caller (`forbidden`)",
    "404" "There is nothing here that this caller may see (`not-found`)",
    "409" "In conflict with the present state (`conflict`)",
}

refusals! {
    /// What reading a record, or ending something, may be refused with.
    Refusals:
    "400" "A query parameter is unknown (`malformed-request`)",
    "401" "The token is missing, expired, revoked or forged (`not-authenticated`)",
    "403" "Not allowed to this caller (`forbidden`)",
    "404" "There is nothing here that this caller may see (`not-found`)",
    "406" "The answer exists as JSON only (`not-acceptable`)",
    "429" "Too many requests; `Retry-After` says when to come back (`rate-limited`)",
    "503" "Too busy right now; `Retry-After` says when to come back (`overloaded`)",
}

refusals! {
    /// What a body may be refused with.
    WriteRefusals:
    "400" "The body is not JSON (`malformed-request`)",
    "401" "Not signed in, or the password does not match (`not-authenticated`)",
    "403" "Not allowed to this caller, or the request comes from another site (`forbidden`)",
    "406" "The answer exists as JSON only (`not-acceptable`)",
    "408" "The body comes too slowly (`request-timeout`)",
    "413" "The body is larger than 1 MiB (`payload-too-large`)",
    "415" "The body is not declared as JSON (`unsupported-media-type`)",
    "422" "Fields are missing, unknown or not right; `errors` lists them (`validation-failed`)",
    "429" "Too many requests, or too many wrong passwords; `Retry-After` says when to come back (`rate-limited`)",
    "503" "Too busy right now; `Retry-After` says when to come back (`overloaded`)",
}

refusals! {
    /// What a change to a versioned record may be refused with.
    VersionedRefusals:
    "400" "The body is not JSON (`malformed-request`)",
    "401" "The token is missing, expired, revoked or forged (`not-authenticated`)",
    "406" "The answer exists as JSON only (`not-acceptable`)",
    "412" "The record changed after it was read (`version-mismatch`)",
    "408" "The body comes too slowly (`request-timeout`)",
    "413" "The body is larger than 1 MiB (`payload-too-large`)",
    "415" "The body is not declared as JSON (`unsupported-media-type`)",
    "422" "Fields are unknown or not right; `errors` lists them (`validation-failed`)",
    "428" "`If-Match` is missing (`version-required`)",
    "429" "Too many requests; `Retry-After` says when to come back (`rate-limited`)",
    "503" "Too busy right now; `Retry-After` says when to come back (`overloaded`)",
}
