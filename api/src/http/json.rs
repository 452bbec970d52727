//! JSON bodies: read whole and bounded, every fault named by its JSON Pointer.

use super::body;
use super::fault::{self, Faults};
use super::locale::Text;
use super::problem::{FieldError, Kind, Problem};
use super::shape::{self, Use};
use crate::error::Error;
use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::web::BytesMut;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::future::Future;
use std::pin::Pin;
use utoipa::PartialSchema;
use validator::{Validate, ValidationError, ValidationErrors, ValidationErrorsKind};

/// Largest JSON body, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// A JSON body that has been parsed and validated.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned + Validate + PartialSchema + 'static> FromRequest for Json<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read_body(req, payload);
        let purpose = if req.method() == Method::PATCH { Use::Patch } else { Use::Whole };
        Box::pin(async move { parse(&body.await?, purpose).map(Self).map_err(Error::from) })
    }
}

/// Reads a body that is declared as JSON, up to [`LARGEST`].
pub fn read_body(req: &HttpRequest, payload: &mut Payload) -> impl Future<Output = Result<BytesMut, Problem>> + use<> {
    let content_type = check_content_type(req);
    let declared = body::declared(req);
    let payload = payload.take();
    async move {
        content_type?;
        body::read(payload, declared, LARGEST).await
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
    let merge_patch = req.method() == Method::PATCH;
    match essence.as_deref() {
        _ if packed => Err(Problem::new(Kind::UnsupportedMediaType)),
        Some("application/json") => Ok(()),
        Some("application/merge-patch+json") if merge_patch => Ok(()),
        _ => Err(Problem::new(Kind::UnsupportedMediaType)),
    }
}

/// Reads and validates a body; 422 names everything to mend.
pub fn parse<T: DeserializeOwned + Validate + PartialSchema>(body: &[u8], purpose: Use) -> Result<T, Problem> {
    let mut value = value(body)?;
    let faults = shape::judge(&T::schema(), &mut value, purpose);
    whole(&value, faults)
}

/// JSON whose shape was judged as a type within its limits; 422 names everything to mend, these faults among it.
pub fn whole<T: DeserializeOwned + Validate>(value: &Value, mut faults: Faults) -> Result<T, Problem> {
    let parsed: T = typed(value, &mut faults)?;
    faults.besides(limits(&parsed));
    faults.refuse().map(|()| parsed)
}

/// Reads a body that must be an object.
pub fn object(body: &[u8]) -> Result<serde_json::Map<String, Value>, Problem> {
    match value(body)? {
        Value::Object(fields) => Ok(fields),
        _ => Err(invalid(vec![FieldError { pointer: String::new(), code: "invalid_type", message: fault::not_an_object() }])),
    }
}

fn value(body: &[u8]) -> Result<Value, Problem> {
    let value: Value = serde_json::from_slice(body).map_err(|e| {
        let (line, column) = (e.line(), e.column());
        Problem::new(Kind::MalformedRequest).detail(
            format!("Badan permintaan bukan JSON yang sah: periksa baris {line}, kolom {column}."),
            format!("The body is not valid JSON: check line {line}, column {column}."),
        )
    })?;
    let mut nul = Faults::default();
    find_nul(&value, &mut String::new(), &mut nul);
    nul.refuse().map(|()| value)
}

/// No database keeps U+0000.
fn find_nul(value: &Value, path: &mut String, found: &mut Faults) {
    let length = path.len();
    match value {
        Value::String(text) if text.contains('\0') => found.add(path, fault::nul()),
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

/// JSON as a type; 422 with these faults and the one that its shape did not show.
pub fn typed<T: DeserializeOwned>(value: &Value, faults: &mut Faults) -> Result<T, Problem> {
    serde_path_to_error::deserialize(value).map_err(|e| {
        faults.besides(vec![describe(pointer(e.path()), &e.into_inner().to_string())]);
        std::mem::take(faults).problem()
    })
}

/// What is beyond its limits.
fn limits<T: Validate>(parsed: &T) -> Vec<FieldError> {
    let mut fields = Vec::new();
    if let Err(errors) = parsed.validate() {
        collect(&errors, "", &mut fields);
        fields.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    }
    fields
}

/// 422 with these fields to mend.
pub fn invalid(errors: Vec<FieldError>) -> Problem {
    Problem::new(Kind::ValidationFailed).fields(errors)
}

/// A name as part of a JSON Pointer (RFC 6901).
pub fn escape(name: &str) -> String {
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
    let below = |name: String| if path.ends_with(&format!("/{name}")) { path.clone() } else { format!("{path}/{name}") };
    let (pointer, (code, message)) = match (named("missing field `"), named("unknown field `")) {
        (Some(name), _) => (format!("{path}/{name}"), fault::missing()),
        (_, Some(name)) => (below(name), fault::unknown()),
        _ => (path, ("invalid_type", fault::unreadable())),
    };
    FieldError { pointer, code, message }
}

fn collect(errors: &ValidationErrors, path: &str, fields: &mut Vec<FieldError>) {
    for (name, kind) in errors.errors() {
        // What is a field by itself has no name below it.
        let path = if name.is_empty() { path.to_owned() } else { format!("{path}/{}", escape(name)) };
        match kind {
            ValidationErrorsKind::Struct(inner) => collect(inner, &path, fields),
            ValidationErrorsKind::List(items) => {
                for (n, inner) in items {
                    collect(inner, &format!("{path}/{n}"), fields);
                }
            }
            ValidationErrorsKind::Field(faults) => fields.extend(faults.iter().map(|fault| field(path.clone(), fault))),
        }
    }
}

/// What is wrong with the field at `pointer`.
pub fn field(pointer: String, fault: &ValidationError) -> FieldError {
    let limit = |name: &str| fault.params.get(name).map(ToString::to_string);
    let (code, message) = match (fault.code.as_ref(), limit("min"), limit("max")) {
        ("length", Some(min), Some(max)) if fault.params.get("value").is_some_and(Value::is_array) => {
            ("length", Text::owned(format!("Harus {min} sampai {max} butir."), format!("Must be {min} to {max} items.")))
        }
        ("length", min, max) => ("length", length_message(min, max)),
        ("range", Some(min), Some(max)) => ("range", Text::owned(format!("Harus {min} sampai {max}."), format!("Must be {min} to {max}."))),
        ("email", ..) => ("email", Text::new("Bukan alamat surel yang sah.", "Not a valid e-mail address.")),
        ("blank", ..) => (
            "blank",
            Text::new(
                "Isi dengan huruf atau angka; tanda baca, kode HTML, atau karakter tak tampak saja tidak cukup.",
                "Enter letters or digits: punctuation, HTML codes or invisible characters alone are not enough.",
            ),
        ),
        ("characters", ..) => (
            "characters",
            Text::new(
                "Hapus karakter kendali dan karakter pengubah arah tulisan dari isian ini.",
                "Remove control characters and characters that change the direction of writing from this field.",
            ),
        ),
        ("url", ..) => (
            "url",
            Text::new(
                "Masukkan alamat http atau https yang lengkap tanpa spasi, misalnya https://www.contoh.go.id.",
                "Enter a full http or https address without spaces, such as https://www.example.go.id.",
            ),
        ),
        _ => ("invalid", Text::new("Nilainya tidak dapat dipakai.", "The value cannot be used.")),
    };
    FieldError { pointer, code, message }
}

fn length_message(min: Option<String>, max: Option<String>) -> Text {
    match (min, max) {
        (Some(min), Some(max)) => Text::owned(format!("Harus {min} sampai {max} karakter."), format!("Must be {min} to {max} characters.")),
        (Some(min), None) => Text::owned(format!("Paling sedikit {min} karakter."), format!("Must be {min} characters or more.")),
        (_, max) => {
            let max = max.unwrap_or_default();
            Text::owned(format!("Paling banyak {max} karakter."), format!("Must be {max} characters or fewer."))
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
        let document = parse::<Body>(body.as_bytes(), Use::Whole).unwrap_err().document(Locale::En, "x");
        (document.status, document.errors.iter().map(|e| format!("{} {}", e.pointer, e.code)).collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn every_fault_is_named_by_its_pointer() {
        assert_eq!(fault("{"), (400, String::new()));
        assert_eq!(fault("{}"), (422, "/name required".into()));
        assert_eq!(fault(r#"{"name": 1}"#), (422, "/name invalid_type".into()));
        assert_eq!(fault(r#"{"name": "ab", "admin": true}"#), (422, "/admin unknown_field".into()));
        assert_eq!(fault(r#"{"name": "a\u0000"}"#), (422, "/name nul".into()));
        assert_eq!(
            fault(r#"{"email": 7, "admin": true, "b": 1}"#),
            (422, "/admin unknown_field, /b unknown_field, /email invalid_type, /name required".into())
        );
        assert_eq!(fault(r#"{"name": "x", "admin": true, "email": null}"#), (422, "/admin unknown_field, /name length".into()));
        assert_eq!(fault(r#"{"name": "x", "email": "y"}"#), (422, "/email email, /name length".into()));
    }
}
