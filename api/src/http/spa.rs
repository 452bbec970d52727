//! The SPA's files: read once at the start, served from memory, compressed when the build did so.

use super::preview::{Preview, escape};
use super::problem::not_found;
use crate::error::Error;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use aws_lc_rs::rand;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;

/// Larger folders are refused: they are no built SPA.
const MOST_FILES: usize = 2_000;
const LARGEST_FILE: u64 = 16 * 1024 * 1024;
/// What the build leaves in `index.html` for the nonce of each answer.
const NONCE: &str = "__CSP_NONCE__";

/// The built SPA.
pub struct Site {
    index: Option<String>,
    files: HashMap<String, File>,
}

struct File {
    content_type: String,
    etag: String,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

impl Site {
    /// Reads the folder; a missing one is no fault: the API serves without pages.
    pub fn load(folder: &Path) -> Result<Self, Error> {
        let mut read = HashMap::new();
        if folder.join("index.html").is_file() {
            collect(folder, folder, &mut read)?;
        } else {
            tracing::warn!("no index.html in {}: pages are not served", folder.display());
        }
        let index = read.remove("index.html").map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let files = read
            .iter()
            .filter(|(name, _)| !(is_compressed(name) && read.contains_key(name.rsplit_once('.').map_or("", |(stem, _)| stem))))
            .map(|(name, plain)| {
                let sibling = |ending: &str| read.get(&format!("{name}.{ending}")).cloned();
                let file = File {
                    content_type: content_type(name),
                    etag: format!("\"{:016x}\"", xxh3_64(plain)),
                    plain: plain.clone(),
                    brotli: sibling("br"),
                    gzip: sibling("gz"),
                };
                (name.clone(), file)
            })
            .collect();
        Ok(Self { index, files })
    }

    /// The file at `path`, if there is one.
    pub fn file(&self, req: &HttpRequest, path: &str) -> Option<HttpResponse> {
        let file = self.files.get(path.trim_start_matches('/'))?;
        let accepts = |coding: &str| accepts(req, coding);
        let (body, coding) = match file {
            File { brotli: Some(br), .. } if accepts("br") => (br, Some("br")),
            File { gzip: Some(gz), .. } if accepts("gzip") => (gz, Some("gzip")),
            _ => (&file.plain, None),
        };
        let known = req.headers().get(header::IF_NONE_MATCH).is_some_and(|v| v.as_bytes() == file.etag.as_bytes());
        let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        // Files below /assets/ have a fingerprint in their name: what they hold never changes.
        let lasting = path.starts_with("/assets/");
        let caching = if lasting { "public, max-age=31536000, immutable" } else { "public, max-age=300" };
        response
            .insert_header((header::CACHE_CONTROL, caching))
            .insert_header((header::VARY, "Accept-Encoding"))
            .insert_header((header::ETAG, file.etag.as_str()));
        if known {
            return Some(response.finish());
        }
        if let Some(coding) = coding {
            response.insert_header((header::CONTENT_ENCODING, coding));
        }
        Some(response.content_type(file.content_type.as_str()).body(body.clone()))
    }

    /// The page itself: the same for every address, but for its status, its nonce, and what it says of its record.
    pub fn page(&self, exists: bool, preview: Option<(&Preview, &str)>) -> Result<HttpResponse, Error> {
        let index = self.index.as_ref().ok_or_else(not_found)?;
        let mut bytes = [0; 16];
        rand::fill(&mut bytes).map_err(|_| Error::internal("no randomness"))?;
        let nonce = STANDARD.encode(bytes);
        let policy = format!(
            "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; \
             img-src 'self' data:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'"
        );
        let mut response = if exists { HttpResponse::Ok() } else { HttpResponse::NotFound() };
        Ok(response
            .insert_header((header::CONTENT_SECURITY_POLICY, policy))
            .insert_header((header::CACHE_CONTROL, "no-cache"))
            .content_type("text/html; charset=utf-8")
            .body(with_preview(&index.replace(NONCE, &nonce), preview, &nonce)))
    }
}

/// The page with its own title and description in the place of the site's.
fn with_preview(html: &str, preview: Option<(&Preview, &str)>, nonce: &str) -> String {
    let Some((preview, public_url)) = preview else {
        return html.to_owned();
    };
    let mut html = html.to_owned();
    if let (Some(from), Some(to)) = (html.find("<title>"), html.find("</title>"))
        && from < to
    {
        html.replace_range(from..to, &format!("<title>{} · Hub JIPP", escape(&preview.title)));
    }
    if let Some(from) = html.find("<meta\n      name=\"description\"").or_else(|| html.find("<meta name=\"description\""))
        && let Some(length) = html[from..].find('>')
    {
        html.replace_range(from..=from + length, &format!("<meta name=\"description\" content=\"{}\" />", escape(&preview.description)));
    }
    match html.find("</head>") {
        Some(end) => {
            html.insert_str(end, &preview.head(public_url, nonce));
            html
        }
        None => html,
    }
}

fn collect(root: &Path, folder: &Path, files: &mut HashMap<String, Bytes>) -> Result<(), Error> {
    let fail = |e: std::io::Error| Error::startup(format!("cannot read {}: {e}", folder.display()));
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let metadata = fs::metadata(&path).map_err(fail)?;
        if metadata.is_dir() {
            collect(root, &path, files)?;
        } else if files.len() >= MOST_FILES || metadata.len() > LARGEST_FILE {
            return Err(Error::startup(format!("{} holds more than a built SPA does", root.display())));
        } else if let Some(name) = path.strip_prefix(root).ok().and_then(Path::to_str) {
            files.insert(name.to_owned(), fs::read(&path).map_err(fail)?.into());
        }
    }
    Ok(())
}

fn is_compressed(name: &str) -> bool {
    name.ends_with(".br") || name.ends_with(".gz")
}

fn content_type(name: &str) -> String {
    let guessed = mime_guess::from_path(name).first_or_octet_stream();
    if guessed.type_() == "text" || guessed.subtype() == "javascript" { format!("{guessed}; charset=utf-8") } else { guessed.to_string() }
}

fn accepts(req: &HttpRequest, coding: &str) -> bool {
    req.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(|list| {
        list.split(',').any(|item| {
            let mut parts = item.split(';').map(str::trim);
            parts.next() == Some(coding) && !parts.any(|p| p == "q=0" || p == "q=0.0")
        })
    })
}
