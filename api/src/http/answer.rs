//! Answers: bodies with their `ETag`, and 304 for who has them already (RFC 9110).

use super::listing::Listing;
use super::problem::{Kind, Problem};
use crate::error::Error;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

/// A serialised answer; made on the thread that read the database, so that async workers only send.
#[derive(Clone)]
pub struct Answer {
    body: Bytes,
    etag: HeaderValue,
    next: Option<String>,
    status: u16,
    location: Option<String>,
    secret: bool,
}

impl Answer {
    /// One record in `version`.
    pub fn record<T: Serialize>(version: i64, record: &T) -> Result<Self, Error> {
        let body = serde_json::to_vec(record)?;
        let etag = etag(version, &body)?;
        Ok(Self { body: body.into(), etag, next: None, status: 200, location: None, secret: false })
    }

    /// Where the record is now that had this address once (308).
    pub fn moved(location: String) -> Result<Self, Error> {
        Ok(Self { status: 308, location: Some(location), ..Self::record(0, &())? })
    }

    /// The same as a part of a record in `version`, under whose `ETag` it changes.
    pub fn in_version(self, version: i64) -> Result<Self, Error> {
        let etag = etag(version, &self.body)?;
        Ok(Self { etag, ..self })
    }

    /// It is done, and there is nothing to say (204).
    pub fn nothing() -> Result<Self, Error> {
        Ok(Self { status: 204, body: Bytes::new(), ..Self::record(0, &())? })
    }

    /// Bytes that it takes to keep.
    pub fn size(&self) -> usize {
        self.body.len() + self.etag.len()
    }

    /// A record that was made in `version`, and is at `location` from now on.
    pub fn created<T: Serialize>(location: String, version: i64, record: &T) -> Result<Self, Error> {
        Ok(Self { status: 201, location: Some(location), ..Self::record(version, record)? })
    }

    /// An answer that was given before.
    pub fn replayed(status: u16, location: Option<String>, etag: Option<String>, body: String) -> Result<Self, Error> {
        let etag = HeaderValue::from_str(etag.as_deref().unwrap_or("\"\"")).map_err(Error::internal)?;
        Ok(Self { body: body.into(), etag, next: None, status, location, secret: false })
    }

    /// The same, of which no copy is kept.
    pub fn with_secret(self) -> Self {
        Self { secret: true, ..self }
    }

    /// Whether no copy of it may be kept.
    pub fn holds_a_secret(&self) -> bool {
        self.secret
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Where the record is.
    pub fn location(&self) -> Option<&str> {
        self.location.as_deref()
    }

    /// Its entity tag.
    pub fn etag(&self) -> Option<&str> {
        self.etag.to_str().ok()
    }

    /// Its body.
    pub fn text(&self) -> Result<String, Error> {
        String::from_utf8(self.body.to_vec()).map_err(Error::internal)
    }

    /// A page of a list, or an answer that has no version of its own.
    pub fn list<T: Serialize>(listing: &Listing<T>) -> Result<Self, Error> {
        Self::page(listing, listing.next_cursor.clone())
    }

    /// The same for a page that carries more than a list does.
    pub fn page<T: Serialize>(page: &T, next: Option<String>) -> Result<Self, Error> {
        Self::record(0, page).map(|answer| Self { next, ..answer })
    }

    /// Sends it, or 304 when the caller's `If-None-Match` names it.
    pub fn send(self, req: &HttpRequest) -> HttpResponse {
        if self.status == 204 {
            return HttpResponse::NoContent().finish();
        }
        let cache = if self.secret { NO_STORE } else { cache_control(req) };
        if let (201, Some(location)) = (self.status, &self.location) {
            return HttpResponse::Created()
                .insert_header((header::LOCATION, location.as_str()))
                .insert_header((header::ETAG, self.etag))
                .insert_header((header::CACHE_CONTROL, cache))
                .insert_header((header::VARY, "Authorization, Accept-Language"))
                .content_type("application/json")
                .body(self.body);
        }
        if let (308, Some(location)) = (self.status, &self.location) {
            return HttpResponse::PermanentRedirect()
                .insert_header((header::LOCATION, location.as_str()))
                .insert_header((header::CACHE_CONTROL, cache))
                .finish();
        }
        let known = header_text(req, &header::IF_NONE_MATCH).is_some_and(|seen| self.etag.to_str().is_ok_and(|etag| names(seen, etag)));
        let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response.insert_header((header::ETAG, self.etag));
        response.insert_header((header::CACHE_CONTROL, cache));
        response.insert_header((header::VARY, "Authorization, Accept-Language"));
        if let Some(link) = self.next.and_then(|cursor| next_link(req, &cursor)) {
            response.insert_header((header::LINK, link));
        }
        if known {
            return response.finish();
        }
        response.content_type("application/json").body(self.body)
    }
}

fn etag(version: i64, body: &[u8]) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(&format!("\"{version}-{:016x}\"", xxh3_64(body))).map_err(Error::internal)
}

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// What a signed-in caller sees is theirs, and so is what a visitor's POST answers; what is public may be stored, yet asked for anew each time.
fn cache_control(req: &HttpRequest) -> HeaderValue {
    if req.headers().contains_key(header::AUTHORIZATION) {
        HeaderValue::from_static("private, no-cache")
    } else if req.method() == Method::POST {
        NO_STORE
    } else {
        HeaderValue::from_static("public, no-cache")
    }
}

fn header_text<'a>(req: &'a HttpRequest, name: &header::HeaderName) -> Option<&'a str> {
    req.headers().get(name).and_then(|v| v.to_str().ok())
}

/// Whether the list of entity tags names `etag`, by weak comparison.
pub(super) fn names(list: &str, etag: &str) -> bool {
    list.trim() == "*" || list.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag)
}

fn next_link(req: &HttpRequest, cursor: &str) -> Option<HeaderValue> {
    let mut query: String = req
        .query_string()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="))
        .flat_map(|pair| [pair, "&"])
        .collect();
    query.push_str("cursor=");
    HeaderValue::from_str(&format!("<{}?{query}{cursor}>; rel=\"next\"", req.path())).ok()
}

/// What the caller's `If-Match` says (compared by the version alone, weak or strong).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IfMatch {
    /// There is no such header.
    Missing,
    /// `*`: whatever version there is.
    Any,
    /// One of these versions.
    Versions(Vec<i64>),
}

impl IfMatch {
    /// Reads the header.
    pub fn of(req: &HttpRequest) -> Self {
        let lines: Vec<&str> = req.headers().get_all(header::IF_MATCH).map(|line| line.to_str().unwrap_or_default()).collect();
        if lines.is_empty() { Self::Missing } else { Self::parse(&lines.join(",")) }
    }

    fn parse(text: &str) -> Self {
        if text.trim() == "*" {
            return Self::Any;
        }
        let version =
            |tag: &str| tag.trim().trim_start_matches("W/").trim_matches('"').split('-').next().and_then(|word| word.parse().ok());
        Self::Versions(text.split(',').filter_map(version).collect())
    }

    /// 428 when it is missing, 412 unless `version` is the one that the caller read.
    pub fn check(&self, version: i64) -> Result<(), Error> {
        match self {
            Self::Missing => Err(Problem::new(Kind::VersionRequired).into()),
            Self::Versions(seen) if seen.contains(&version) => Ok(()),
            Self::Any => Ok(()),
            Self::Versions(_) => Err(Problem::new(Kind::VersionMismatch).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entity_tags_compare_weakly() {
        assert!(names("W/\"1-ab\", \"2-cd\"", "\"2-cd\""));
        assert!(names("W/\"2-cd\"", "\"2-cd\""));
        assert!(names("*", "\"2-cd\""));
        assert!(!names("\"1-ab\"", "\"2-cd\""));
    }

    #[test]
    fn if_match_is_compared_by_the_version_alone() {
        assert_eq!(IfMatch::parse("\"7-0123\""), IfMatch::Versions(vec![7]));
        assert_eq!(IfMatch::parse("W/\"7-ffff\", \"9-01\""), IfMatch::Versions(vec![7, 9]));
        assert_eq!(IfMatch::parse("*"), IfMatch::Any);
        assert_eq!(IfMatch::parse("rubbish"), IfMatch::Versions(vec![]));
        let seen = IfMatch::Versions(vec![7, 9]);
        assert!(seen.check(7).is_ok() && seen.check(9).is_ok() && seen.check(8).is_err());
    }
}
