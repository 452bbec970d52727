//! Whether the process lives, and whether it can do its work.

use crate::app::App;
use crate::error::Error;
use actix_web::{HttpResponse, web};
use serde::Serialize;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use utoipa::ToSchema;

/// The state of the process.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// `ok`, or `ready`.
    #[schema(example = "ok")]
    status: &'static str,
}

/// Tells that the process is alive
///
/// Answers without touching the database; for liveness probes.
#[utoipa::path(get, path = "/healthz", tag = "service", operation_id = "healthz", security(()),
    responses((status = 200, description = "Alive", body = Health, example = json!({"status": "ok"})), (status = "4XX", description = "Refused", body = crate::http::problem::ProblemDocument, content_type = "application/problem+json")))]
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(r#"{"status":"ok"}"#)
}

/// When the database was last found whole.
#[derive(Default)]
pub struct Readiness(Mutex<Option<Instant>>);

impl Readiness {
    /// Looking again is cheap, but not free: who asks without pause is told what was found a moment ago.
    const GOOD_FOR: Duration = Duration::from_millis(500);

    fn is_fresh(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|at| at.elapsed() < Self::GOOD_FOR)
    }

    fn renew(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }
}

/// Tells that requests can be served
///
/// Reads a record of every table; answers 503 while the database cannot be reached, or cannot be read. For readiness probes and balancers.
#[utoipa::path(get, path = "/readyz", tag = "service", operation_id = "readyz", security(()),
    responses((status = 200, description = "Ready", body = Health, example = json!({"status": "ready"})),
        (status = "4XX", description = "Refused", body = crate::http::problem::ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Not ready", body = crate::http::problem::ProblemDocument, content_type = "application/problem+json")))]
pub async fn readyz(app: web::Data<App>) -> Result<HttpResponse, Error> {
    if !app.readiness.is_fresh() {
        app.db.probe().await.map_err(|e| match e {
            Error::Problem(_) => e,
            other => Error::unavailable(other),
        })?;
        app.readiness.renew();
    }
    Ok(HttpResponse::Ok().content_type("application/json").body(r#"{"status":"ready"}"#))
}
