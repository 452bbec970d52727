//! Whether the process lives, and whether it can do its work.

use crate::app::App;
use crate::error::Error;
use actix_web::{HttpResponse, web};
use serde::Serialize;
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

/// Tells that requests can be served
///
/// Asks the database; answers 503 while it cannot be reached. For readiness probes and balancers.
#[utoipa::path(get, path = "/readyz", tag = "service", operation_id = "readyz", security(()),
    responses((status = 200, description = "Ready", body = Health, example = json!({"status": "ready"})),
        (status = "4XX", description = "Refused", body = crate::http::problem::ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Not ready", body = crate::http::problem::ProblemDocument, content_type = "application/problem+json")))]
pub async fn readyz(app: web::Data<App>) -> Result<HttpResponse, Error> {
    app.db.read(|c| c.execute("SELECT 1")).await.map_err(|e| match e {
        Error::Problem(_) => e,
        other => Error::unavailable(other),
    })?;
    Ok(HttpResponse::Ok().content_type("application/json").body(r#"{"status":"ready"}"#))
}
