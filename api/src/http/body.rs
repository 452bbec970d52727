//! Bodies, read whole: bounded in size, and at a least speed, so that nobody holds a place by sending nothing.

use super::problem::{Kind, Problem};
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_LENGTH;
use actix_web::web::BytesMut;
use futures_util::StreamExt;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// So many bytes have to come …
const LEAST: usize = 5 * 1024;
/// … within each of these times: 1 KiB a second.
const WINDOW: Duration = Duration::from_secs(5);
/// What is set aside for a body on its word alone, in bytes.
const SET_ASIDE: usize = 64 * 1024;

/// The length that a request declares, in bytes.
pub fn declared(req: &HttpRequest) -> Option<usize> {
    req.headers().get(CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok())
}

/// Reads a body of at most `largest` bytes: 413 when there are more, 408 when they come too slowly.
pub async fn read(mut payload: Payload, declared: Option<usize>, largest: usize) -> Result<BytesMut, Problem> {
    let too_large = || Problem::new(Kind::PayloadTooLarge);
    if declared.is_some_and(|size| size > largest) {
        return Err(too_large());
    }
    let mut body = BytesMut::with_capacity(declared.unwrap_or(0).min(SET_ASIDE));
    let (mut until, mut came) = (Instant::now() + WINDOW, 0);
    while let Some(chunk) = timeout_at(until, payload.next()).await.map_err(|_| too_slow())? {
        let chunk =
            chunk.map_err(|_| Problem::new(Kind::MalformedRequest).detail("Badan permintaan terputus.", "The body was cut short."))?;
        if body.len() + chunk.len() > largest {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
        came += chunk.len();
        if came >= LEAST {
            (until, came) = (Instant::now() + WINDOW, 0);
        }
    }
    Ok(body)
}

fn too_slow() -> Problem {
    Problem::new(Kind::RequestTimeout)
}
