//! The envelope around every request and answer: the normal form of the path, request id, rate limit, problem documents in the
//! caller's language, security headers, and one line in the log.

use super::change::RequestId;
use super::locale::Locale;
use super::metrics::Recorder;
use super::path;
use super::problem::{Kind, Problem, ProblemDocument};
use super::rate_limit::{Class, Standing};
use crate::app::App;
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{Error, HttpMessage};
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::time::Instant;
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Longest request id that is taken over from a caller.
const LONGEST_ID: usize = 128;

/// Headers that every answer carries; pages bring a Content-Security-Policy of their own.
const SECURITY: [(HeaderName, HeaderValue); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("permissions-policy"), HeaderValue::from_static("camera=(), microphone=(), geolocation=()")),
];
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const SAME_ORIGIN: HeaderValue = HeaderValue::from_static("same-origin");
const CROSS_ORIGIN: HeaderValue = HeaderValue::from_static("cross-origin");
const API_POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");

/// The middleware.
pub struct Envelope {
    app: App,
}

impl Envelope {
    /// An envelope with the limits and settings of `app`.
    pub fn new(app: App) -> Self {
        Self { app }
    }
}

impl<S, B> Transform<S, ServiceRequest> for Envelope
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = Enveloped<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(Enveloped { service: Rc::new(service), app: self.app.clone() }))
    }
}

/// The service that [`Envelope`] makes.
pub struct Enveloped<S> {
    service: Rc<S>,
    app: App,
}

impl<S, B> Service<ServiceRequest> for Enveloped<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Error>>>>;

    forward_ready!(service);

    fn call(&self, mut req: ServiceRequest) -> Self::Future {
        if let Some(uri) = path::normal(req.uri()) {
            req.match_info_mut().get_mut().update(&uri);
            req.head_mut().uri = uri;
        }
        let service = self.service.clone();
        let app = self.app.clone();
        Box::pin(async move {
            let started = Instant::now();
            let id = request_id(req.headers());
            let locale = Locale::of(req.headers());
            if !matches!(*req.method(), Method::GET | Method::HEAD) {
                req.extensions_mut().insert(RequestId(id.to_str().unwrap_or("-").to_owned()));
            }
            let (standing, refused) = admit(&app, &req);
            let mut response = match refused {
                Some(problem) => req.into_response(problem.into_response()).map_into_right_body(),
                None => match service.call(req).await {
                    Ok(response) => response.map_into_left_body(),
                    // A malformed path or a failing middleware below.
                    Err(e) => return Err(e),
                },
            };
            response = write_problem(response, locale, &id);
            let path = response.request().path().to_owned();
            seal(&app, &path, response.response_mut().headers_mut(), standing, id.clone());
            log(response.request().method(), &path, response.status(), &id, started);
            Ok(response)
        })
    }
}

/// Counts the request against the caller's limit, and refuses what no answer would suit.
fn admit(app: &App, req: &ServiceRequest) -> (Option<Standing>, Option<Problem>) {
    // No name holds U+0000, and PostgreSQL would stumble over it.
    let unsuited = || match req.path() {
        path if path.contains("%00") => Some(Problem::new(Kind::NotFound)),
        _ => (!accepts_json(req)).then(|| Problem::new(Kind::NotAcceptable)),
    };
    match (&app.rate_limits, Class::of(req.method(), req.path())) {
        (Some(limits), Some(class)) => {
            let (standing, refused) = limits.check(class, app.caller_address(req.request()));
            (Some(standing), refused.or_else(unsuited))
        }
        _ => (None, unsuited()),
    }
}

/// Whether the caller takes JSON (RFC 9110, 12.5.1); only the API asks, and not where the answer is something else.
fn accepts_json(req: &ServiceRequest) -> bool {
    let something_else = [".yaml", ".ics", ".atom", "/document", "/artefact", "/notifications/stream", "/unsubscribe"]
        .iter()
        .any(|end| req.path().ends_with(end));
    let something_else = something_else || ["/attachments/", "/images/"].iter().any(|part| req.path().contains(part));
    if !req.path().starts_with("/api/") || something_else {
        return true;
    }
    let mut named = false;
    for value in req.headers().get_all(header::ACCEPT).filter_map(|v| v.to_str().ok()) {
        for range in value.split(',').take(50) {
            named |= !range.trim().is_empty();
            let mut parts = range.split(';').map(str::trim);
            let media = parts.next().unwrap_or_default().to_ascii_lowercase();
            let refused = parts.any(|p| p.strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0)));
            if !refused && may_be_json(&media) {
                return true;
            }
        }
    }
    !named
}

/// Whether a media range takes JSON of some type: generated clients name that of one answer, often of a refusal.
fn may_be_json(range: &str) -> bool {
    let of_json = |(_, subtype): (&str, &str)| subtype == "json" || subtype.ends_with("+json");
    matches!(range, "*/*" | "application/*") || range.split_once('/').is_some_and(of_json)
}

/// The caller's request id when it is usable, else a new one.
fn request_id(headers: &HeaderMap) -> HeaderValue {
    let usable = |v: &&HeaderValue| {
        (1..=LONGEST_ID).contains(&v.len()) && v.as_bytes().iter().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(b))
    };
    headers.get(&REQUEST_ID).filter(usable).cloned().unwrap_or_else(|| {
        let mut buffer = Uuid::encode_buffer();
        let id = Uuid::now_v7().hyphenated().encode_lower(&mut buffer);
        HeaderValue::from_str(id).unwrap_or(HeaderValue::from_static("-"))
    })
}

/// Writes the problem that a handler refused with, or one for a refusal of the framework's own.
fn write_problem<B: MessageBody + 'static>(
    mut response: ServiceResponse<EitherBody<B>>,
    locale: Locale,
    id: &HeaderValue,
) -> ServiceResponse<EitherBody<B>> {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let problem = response.response_mut().extensions_mut().remove::<Problem>();
    let problem = match problem {
        Some(problem) => problem,
        None if response.headers().contains_key(header::CONTENT_TYPE) && !is_plain_text(response.headers()) => return response,
        None => Problem::new(kind_of(status)),
    };
    let document = problem.document(locale, id.to_str().unwrap_or("-"));
    replace_body(response, &document, locale)
}

/// The framework explains its own refusals in plain text.
fn is_plain_text(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/plain"))
}

fn kind_of(status: StatusCode) -> Kind {
    Kind::ALL.iter().copied().find(|k| k.status() == status).unwrap_or(if status.is_server_error() {
        Kind::Internal
    } else {
        Kind::MalformedRequest
    })
}

fn replace_body<B: MessageBody + 'static>(
    mut response: ServiceResponse<EitherBody<B>>,
    document: &ProblemDocument,
    locale: Locale,
) -> ServiceResponse<EitherBody<B>> {
    let body = serde_json::to_vec(document).unwrap_or_default();
    if let Ok(status) = StatusCode::from_u16(document.status) {
        *response.response_mut().status_mut() = status;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(locale.as_str()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Authorization, Accept-Language"));
    response.map_body(|_, _| EitherBody::right(BoxBody::new(body)))
}

fn seal(app: &App, path: &str, headers: &mut HeaderMap, standing: Option<Standing>, id: HeaderValue) {
    for (name, value) in &SECURITY {
        headers.insert(name.clone(), value.clone());
    }
    headers.insert(RESOURCE_POLICY, if is_shown_elsewhere(path) { CROSS_ORIGIN } else { SAME_ORIGIN });
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, API_POLICY);
    }
    if app.settings.is_https() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    if let Some(standing) = standing {
        standing.write(headers);
    }
    if path.starts_with("/api/") && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    headers.insert(REQUEST_ID, id);
}

/// Whether pages of other origins may load it without asking (feeds and calendars in readers, and the pictures in them). What the
/// API answers to an allowed origin is read by CORS.
fn is_shown_elsewhere(path: &str) -> bool {
    path.contains("/images/") || [".atom", ".ics"].iter().any(|end| path.ends_with(end))
}

fn log(method: &Method, path: &str, status: StatusCode, id: &HeaderValue, started: Instant) {
    let elapsed = started.elapsed();
    Recorder::observe(method, status, elapsed);
    let id = id.to_str().unwrap_or("-");
    let micros = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
    if path == "/healthz" || path == "/readyz" {
        tracing::debug!(target: "jipp::request", %method, path, status = status.as_u16(), micros, request_id = id);
    } else {
        tracing::info!(target: "jipp::request", %method, path, status = status.as_u16(), micros, request_id = id);
    }
}
