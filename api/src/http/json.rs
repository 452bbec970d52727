//! JSON bodies: read whole and bounded, every fault named by its JSON Pointer.

use super::locale::Text;
use super::problem::{FieldError, Kind, Problem};
use crate::error::Error;
use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::web::BytesMut;
use actix_web::{FromRequest, HttpRequest};
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::Value;
use std::future::Future;
use std::pin::Pin;
use utoipa::PartialSchema;
use utoipa::openapi::{RefOr, Schema};
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

/// Largest JSON body, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// A JSON body that has been parsed and validated.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned + Validate + PartialSchema + 'static> FromRequest for Json<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read_body(req, payload);
        Box::pin(async move { parse(&body.await?).map(Self).map_err(Error::from) })
    }
}

/// Reads a body that is declared as JSON, up to [`LARGEST`].
pub fn read_body(req: &HttpRequest, payload: &mut Payload) -> impl Future<Output = Result<BytesMut, Problem>> + use<> {
    let content_type = check_content_type(req);
    let declared = req.headers().get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok());
    let payload = payload.take();
    async move {
        content_type?;
        read(payload, declared).await
    }
}

fn check_content_type(req: &HttpRequest) -> Result<(), Problem> {
    let essence = req
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .map(|v| v.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    // Nothing is unpacked here: what is small on the wire may be large.
    let packed = req.headers().get(CONTENT_ENCODING).is_some_and(|coding| coding != "identity");
    let merge_patch = req.method() == actix_web::http::Method::PATCH;
    match essence.as_deref() {
        _ if packed => Err(Problem::new(Kind::UnsupportedMediaType)),
        Some("application/json") => Ok(()),
        Some("application/merge-patch+json") if merge_patch => Ok(()),
        _ => Err(Problem::new(Kind::UnsupportedMediaType)),
    }
}

async fn read(mut payload: Payload, declared: Option<usize>) -> Result<BytesMut, Problem> {
    let too_large = || Problem::new(Kind::PayloadTooLarge);
    if declared.is_some_and(|n| n > LARGEST) {
        return Err(too_large());
    }
    let mut body = BytesMut::with_capacity(declared.unwrap_or(0));
    while let Some(chunk) = next(&mut payload).await {
        let chunk =
            chunk.map_err(|_| Problem::new(Kind::MalformedRequest).detail("Badan permintaan terputus.", "The body was cut short."))?;
        if body.len() + chunk.len() > LARGEST {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

async fn next(payload: &mut Payload) -> Option<Result<actix_web::web::Bytes, actix_web::error::PayloadError>> {
    use futures_core::Stream;
    std::future::poll_fn(|cx| Pin::new(&mut *payload).poll_next(cx)).await
}

/// Reads and validates a body.
pub fn parse<T: DeserializeOwned + Validate + PartialSchema>(body: &[u8]) -> Result<T, Problem> {
    let value = value(body)?;
    let missing = missing::<T>(&value);
    if !missing.is_empty() {
        return Err(invalid(missing));
    }
    let parsed: T = typed(&value)?;
    check(&parsed)?;
    Ok(parsed)
}

/// The fields that the body has to have and has not: reading it names the first of them alone.
fn missing<T: PartialSchema>(value: &Value) -> Vec<FieldError> {
    let (Value::Object(fields), RefOr::T(Schema::Object(object))) = (value, T::schema()) else {
        return Vec::new();
    };
    let required = object.required.iter().filter(|name| !fields.contains_key(*name));
    required.map(|name| describe(String::new(), &format!("missing field `{name}`"))).collect()
}

/// Reads a body that must be an object.
pub fn object(body: &[u8]) -> Result<serde_json::Map<String, Value>, Problem> {
    match value(body)? {
        Value::Object(fields) => Ok(fields),
        _ => Err(invalid(vec![FieldError {
            pointer: String::new(),
            code: "invalid_type",
            message: Text::new("Badan permintaan harus sebuah objek JSON.", "The body must be a JSON object."),
        }])),
    }
}

fn value(body: &[u8]) -> Result<Value, Problem> {
    let value: Value = serde_json::from_slice(body).map_err(|e| {
        Problem::new(Kind::MalformedRequest)
            .detail(format!("Badan permintaan bukan JSON yang sah: {e}."), format!("The body is not valid JSON: {e}."))
    })?;
    let mut nul = Vec::new();
    find_nul(&value, &mut String::new(), &mut nul);
    if nul.is_empty() { Ok(value) } else { Err(invalid(nul)) }
}

/// JSON as a type; 422 that names what does not fit.
pub fn typed<T: DeserializeOwned>(value: &Value) -> Result<T, Problem> {
    serde_path_to_error::deserialize(value).map_err(|e| {
        let path = pointer(e.path());
        invalid(vec![describe(path, &e.into_inner().to_string())])
    })
}

/// 422 that names every field beyond its limits.
pub fn check<T: Validate>(parsed: &T) -> Result<(), Problem> {
    parsed.validate().map_err(|errors| {
        let mut fields = Vec::new();
        collect(&errors, "", &mut fields);
        fields.sort_by(|a, b| a.pointer.cmp(&b.pointer));
        invalid(fields)
    })
}

/// A text without the spaces around it, and without what shows nothing at all: a title of these is none.
pub fn bare(text: &str) -> &str {
    let unseen = |c: char| c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    text.trim_matches(unseen)
}

/// Reads a text of one line as [`bare`]: what is blank is empty, and judged as such.
pub fn trimmed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    String::deserialize(deserializer).map(|text| bare(&text).to_owned())
}

/// [`trimmed`] where there may be none.
pub fn trimmed_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::<String>::deserialize(deserializer).map(|text| text.map(|text| bare(&text).to_owned()))
}

/// 422 with these fields to mend.
pub fn invalid(errors: Vec<FieldError>) -> Problem {
    Problem::new(Kind::ValidationFailed).fields(errors)
}

fn find_nul(value: &Value, path: &mut String, found: &mut Vec<FieldError>) {
    let length = path.len();
    match value {
        Value::String(s) if s.contains('\0') => found.push(FieldError {
            pointer: path.clone(),
            code: "nul",
            message: Text::new("Teks tidak boleh memuat U+0000.", "Text must not contain U+0000."),
        }),
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                path.push_str(&format!("/{n}"));
                find_nul(item, path, found);
                path.truncate(length);
            }
        }
        Value::Object(fields) => {
            for (name, item) in fields {
                path.push('/');
                path.push_str(&escape(name));
                find_nul(item, path, found);
                path.truncate(length);
            }
        }
        _ => {}
    }
}

fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", escape(key)),
            Segment::Enum { variant } => format!("/{}", escape(variant)),
            Segment::Unknown => String::new(),
        })
        .collect()
}

/// Turns serde's words into a field to mend.
fn describe(path: String, message: &str) -> FieldError {
    let named = |prefix: &str| message.strip_prefix(prefix).and_then(|rest| rest.split('`').next()).map(escape);
    if let Some(name) = named("missing field `") {
        return FieldError {
            pointer: format!("{path}/{name}"),
            code: "required",
            message: Text::new("Wajib diisi.", "This field is required."),
        };
    }
    if let Some(name) = named("unknown field `") {
        let pointer = if path.ends_with(&format!("/{name}")) { path } else { format!("{path}/{name}") };
        return FieldError { pointer, code: "unknown_field", message: Text::new("Bidang ini tidak dikenal.", "This field is not known.") };
    }
    FieldError {
        pointer: path,
        code: "invalid_type",
        message: Text::owned(format!("Nilainya tidak dapat dipakai: {message}."), format!("The value cannot be used: {message}.")),
    }
}

fn collect(errors: &ValidationErrors, path: &str, fields: &mut Vec<FieldError>) {
    for (name, kind) in errors.errors() {
        let path = format!("{path}/{}", escape(name));
        match kind {
            ValidationErrorsKind::Struct(inner) => collect(inner, &path, fields),
            ValidationErrorsKind::List(items) => {
                for (n, inner) in items {
                    collect(inner, &format!("{path}/{n}"), fields);
                }
            }
            ValidationErrorsKind::Field(faults) => fields.extend(faults.iter().map(|fault| {
                let limit = |name: &str| fault.params.get(name).map(ToString::to_string);
                let (code, message) = match (fault.code.as_ref(), limit("min"), limit("max")) {
                    ("length", Some(min), Some(max)) if fault.params.get("value").is_some_and(Value::is_array) => {
                        ("length", Text::owned(format!("Harus {min} sampai {max} butir."), format!("Must be {min} to {max} items.")))
                    }
                    ("length", min, max) => ("length", length_message(min, max)),
                    ("range", Some(min), Some(max)) => {
                        ("range", Text::owned(format!("Harus {min} sampai {max}."), format!("Must be {min} to {max}.")))
                    }
                    ("email", ..) => ("email", Text::new("Bukan alamat surel yang sah.", "Not a valid e-mail address.")),
                    _ => ("invalid", Text::new("Nilainya tidak dapat dipakai.", "The value cannot be used.")),
                };
                FieldError { pointer: path.clone(), code, message }
            })),
        }
    }
}

fn length_message(min: Option<String>, max: Option<String>) -> Text {
    match (min, max) {
        (Some(min), Some(max)) => {
            Text::owned(format!("Panjangnya harus {min} sampai {max} karakter."), format!("Must be {min} to {max} characters long."))
        }
        (Some(min), None) => Text::owned(format!("Panjangnya minimal {min} karakter."), format!("Must be at least {min} characters long.")),
        (_, max) => {
            let max = max.unwrap_or_default();
            Text::owned(format!("Panjangnya paling banyak {max} karakter."), format!("Must be at most {max} characters long."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::locale::Locale;

    #[derive(Debug, serde::Deserialize, Validate, utoipa::ToSchema)]
    #[serde(deny_unknown_fields)]
    struct Body {
        #[validate(length(min = 2, max = 5))]
        name: String,
        #[validate(email)]
        email: Option<String>,
    }

    fn fault(body: &str) -> (u16, String) {
        let document = parse::<Body>(body.as_bytes()).unwrap_err().document(Locale::En, "x");
        (document.status, document.errors.iter().map(|e| format!("{} {}", e.pointer, e.code)).collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn every_fault_is_named_by_its_pointer() {
        assert_eq!(fault("{"), (400, String::new()));
        assert_eq!(fault("{}"), (422, "/name required".into()));
        assert_eq!(fault(r#"{"name": 1}"#), (422, "/name invalid_type".into()));
        assert_eq!(fault(r#"{"name": "ab", "admin": true}"#), (422, "/admin unknown_field".into()));
        assert_eq!(fault(r#"{"name": "a\u0000"}"#), (422, "/name nul".into()));
        assert_eq!(fault(r#"{"name": "x", "email": "y"}"#), (422, "/email email, /name length".into()));
    }
}
