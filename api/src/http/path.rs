//! Paths in their normal form (RFC 3986, 6.2.2), so that routing, limits, negotiation and headers all judge the same one.

use actix_web::http::Uri;
use actix_web::http::uri::PathAndQuery;
use std::borrow::Cow;

/// The address in its normal form; none when it is in it already.
pub fn normal(uri: &Uri) -> Option<Uri> {
    let path = match normal_path(uri.path()) {
        Cow::Borrowed(_) => return None,
        Cow::Owned(path) => path,
    };
    let path = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(path).ok()?);
    Uri::from_parts(parts).ok()
}

/// Without what need not be encoded, empty segments, `.` and `..`.
fn normal_path(path: &str) -> Cow<'_, str> {
    if !path.contains('%') && !path.contains("//") && !path.contains("/.") {
        return Cow::Borrowed(path);
    }
    let decoded = decode_unreserved(path);
    let mut segments: Vec<&str> = Vec::new();
    for segment in decoded.split('/').filter(|segment| !segment.is_empty()) {
        match segment {
            "." => {}
            ".." => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    let end = if !segments.is_empty() && ["/", "/.", "/.."].iter().any(|end| decoded.ends_with(end)) { "/" } else { "" };
    let normal = format!("/{}{end}", segments.join("/"));
    if normal == path { Cow::Borrowed(path) } else { Cow::Owned(normal) }
}

/// Decodes letters, digits, `-`, `.`, `_` and `~`; what else is encoded stays so.
fn decode_unreserved(path: &str) -> String {
    let mut decoded = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('%') {
        decoded.push_str(before);
        let digits = after.get(..2).filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                decoded.push(char::from(byte));
                rest = &after[2..];
            }
            Some(_) => {
                decoded.push('%');
                rest = after;
            }
            // A lone one must not make an encoding together with what is decoded behind it.
            None => {
                decoded.push_str("%25");
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_resource_has_one_path() {
        for (path, normal) in [
            ("/%61pi/v1/hubs", "/api/v1/hubs"),
            ("/api/v1/auth/%6Cogin", "/api/v1/auth/login"),
            ("//api///v1/hubs", "/api/v1/hubs"),
            ("/api/v1/./x/%2e%2E/hubs", "/api/v1/hubs"),
            ("/../../etc/passwd", "/etc/passwd"),
            ("/api/v1/a%2Fb%20c%2541", "/api/v1/a%2Fb%20c%2541"),
            ("/..", "/"),
            ("/hubs/", "/hubs/"),
            ("/%%361pi", "/%2561pi"),
        ] {
            assert_eq!(normal_path(path), normal, "{path}");
        }
        let uri: Uri = "/%61?q=%61//..".parse().unwrap();
        assert_eq!(super::normal(&uri).unwrap(), "/a?q=%61//..");
    }

    proptest! {
        #[test]
        fn the_normal_form_is_its_own(path in "/[a-zA-Z0-9%./~é]{0,40}") {
            let once = normal_path(&path).into_owned();
            prop_assert_eq!(normal_path(&once).into_owned(), once);
        }
    }
}
