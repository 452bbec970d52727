//! Prometheus metrics, on an address of their own (`JIPP_METRICS_BIND`).

use crate::error::Error;
use actix_web::http::{Method, StatusCode};
use metrics_exporter_prometheus::PrometheusBuilder;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

static ON: AtomicBool = AtomicBool::new(false);

/// Records requests, when somebody listens.
pub struct Recorder;

impl Recorder {
    /// Serves `/metrics` at `address` from now on.
    pub fn start(address: SocketAddr) -> Result<(), Error> {
        let fail = |e: &dyn std::fmt::Display| Error::startup(format!("cannot serve metrics at {address}: {e}"));
        let (recorder, exporter) = PrometheusBuilder::new()
            .with_http_listener(address)
            .set_buckets(&[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5])
            .and_then(PrometheusBuilder::build)
            .map_err(|e| fail(&e))?;
        metrics::set_global_recorder(recorder).map_err(|e| fail(&e))?;
        metrics::describe_histogram!("http_request_seconds", "Time from a request to its answer");
        ON.store(true, Ordering::Relaxed);
        actix_web::rt::spawn(async move {
            if exporter.await.is_err() {
                tracing::error!("the metrics listener stopped");
            }
        });
        Ok(())
    }

    /// Notes one answered request.
    pub fn observe(method: &Method, status: StatusCode, elapsed: Duration) {
        if ON.load(Ordering::Relaxed) {
            let labels = [("method", method_label(method)), ("status", status_label(status))];
            metrics::histogram!("http_request_seconds", &labels).record(elapsed.as_secs_f64());
        }
    }
}

/// A bounded set of labels, whatever methods clients invent.
fn method_label(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PATCH" => "PATCH",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

fn status_label(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}
