//! Documents that are the same for every reader: with a strong `ETag`, so that nobody fetches twice what did not change.

use super::answer::names;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use xxhash_rust::xxh3::xxh3_64;

/// A document, with its entity tag.
pub struct Document {
    body: Bytes,
    content_type: String,
    etag: String,
}

impl Document {
    /// A document of this media type.
    pub fn new(content_type: impl Into<String>, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self { etag: format!("\"{:016x}\"", xxh3_64(&body)), content_type: content_type.into(), body }
    }

    /// Sends it, or 304 when the caller's `If-None-Match` names it; `cache` is the `Cache-Control`.
    pub fn send(&self, req: &HttpRequest, cache: &'static str) -> HttpResponse {
        let seen = req.headers().get(header::IF_NONE_MATCH).and_then(|seen| seen.to_str().ok());
        let known = seen.is_some_and(|seen| names(seen, &self.etag));
        let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response.insert_header((header::ETAG, self.etag.as_str())).insert_header((header::CACHE_CONTROL, HeaderValue::from_static(cache)));
        if known { response.finish() } else { response.content_type(self.content_type.as_str()).body(self.body.clone()) }
    }
}
