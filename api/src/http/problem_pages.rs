//! The pages behind the `type` of problem documents.

use super::document::Document;
use super::locale::Locale;
use super::problem::{Kind, not_found};
use crate::error::Error;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};

/// The page has no script; its one style is allowed by its hash-free, inline-only policy.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// Explains a kind of problem, in both languages, the caller's first.
pub async fn show(req: HttpRequest, slug: web::Path<String>) -> Result<HttpResponse, Error> {
    let kind = Kind::ALL.iter().copied().find(|k| k.slug() == slug.as_str()).ok_or_else(not_found)?;
    let first = Locale::of(req.headers());
    let second = if first == Locale::Id { Locale::En } else { Locale::Id };
    let section = |locale: Locale| {
        format!(
            "<section lang=\"{locale}\"><h2>{}</h2><p>{}</p></section>",
            escape(kind.title().in_locale(locale)),
            escape(kind.advice().in_locale(locale)).replace(" `", " <code>").replace('`', "</code>")
        )
    };
    let html = format!(
        "<!doctype html><html lang=\"{first}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title} · Hub JIPP</title><style>:root{{color-scheme:light dark}}body{{font:1.05rem/1.6 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}}\
         h1{{font-size:1.1rem;opacity:.75}}code{{font-size:.95em}}</style></head><body><main><h1>{status} · <code>/problems/{slug}</code></h1>{a}{b}\
         <p><a href=\"/docs\">/docs</a></p></main></body></html>",
        title = escape(kind.title().in_locale(first)),
        status = kind.status().as_u16(),
        a = section(first),
        b = section(second),
    );
    let mut response = Document::new("text/html; charset=utf-8", html).send(&req, "public, max-age=3600");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    Ok(response)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
