//! Problem documents (RFC 9457): the one form in which a request is refused.
//!
//! Every kind has a stable URI, `/problems/<slug>`, behind which a page explains it. Messages exist in
//! Indonesian and English; which one is sent is decided last, by `Accept-Language`.

use super::locale::{Locale, Text};
use crate::db::Id;
use actix_web::HttpResponse;
use actix_web::http::{ConnectionType, StatusCode, header};
use serde::Serialize;
use std::fmt;
use utoipa::ToSchema;

/// A kind of problem: its slug, status, title and explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    MalformedRequest,
    NotAuthenticated,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    NotAcceptable,
    RequestTimeout,
    TransitionNotAllowed,
    GuardNotMet,
    Conflict,
    SecretAlreadyShown,
    VersionMismatch,
    PayloadTooLarge,
    UnsupportedMediaType,
    ValidationFailed,
    VersionRequired,
    RateLimited,
    Internal,
    Overloaded,
}

impl Kind {
    /// Every kind, by status.
    pub const ALL: &'static [Self] = &[
        Self::MalformedRequest,
        Self::NotAuthenticated,
        Self::Forbidden,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::NotAcceptable,
        Self::RequestTimeout,
        Self::TransitionNotAllowed,
        Self::GuardNotMet,
        Self::Conflict,
        Self::SecretAlreadyShown,
        Self::VersionMismatch,
        Self::PayloadTooLarge,
        Self::UnsupportedMediaType,
        Self::ValidationFailed,
        Self::VersionRequired,
        Self::RateLimited,
        Self::Internal,
        Self::Overloaded,
    ];

    /// The last part of the kind's URI.
    pub fn slug(self) -> &'static str {
        self.describe().1
    }

    /// The HTTP status that it goes with.
    pub fn status(self) -> StatusCode {
        StatusCode::from_u16(self.describe().0).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The short title.
    pub fn title(self) -> Text {
        let (_, _, id, en, ..) = self.describe();
        Text::new(id, en)
    }

    /// What to do about it, for the page behind the URI.
    pub fn advice(self) -> Text {
        let (.., id, en) = self.describe();
        Text::new(id, en)
    }

    #[rustfmt::skip]
    fn describe(self) -> (u16, &'static str, &'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::MalformedRequest => (400, "malformed-request", "Permintaan tidak dapat dibaca", "The request cannot be read",
                "Badan permintaan bukan JSON, atau sebuah parameter kueri tidak dikenal atau nilainya tidak dapat dipakai. Rincian menyebut yang mana; lihat /docs untuk yang diterima.",
                "The body is not JSON, or a query parameter is unknown or has an unusable value. The detail names it; /docs lists what is accepted."),
            Self::NotAuthenticated => (401, "not-authenticated", "Belum masuk", "Not signed in",
                "Token tidak ada, kedaluwarsa, dicabut atau tidak sah. Masuk lewat POST /api/v1/auth/login dan kirim `Authorization: Bearer <access_token>`.",
                "The token is missing, expired, revoked or not genuine. Sign in with POST /api/v1/auth/login and send `Authorization: Bearer <access_token>`."),
            Self::Forbidden => (403, "forbidden", "Tidak diizinkan", "Not allowed",
                "Anda boleh melihat catatan ini, tetapi peran Anda tidak mengizinkan tindakan itu. `allowed_actions` pada catatan menyebut yang boleh.",
                "You may see this record, but your roles do not allow that action. The record's `allowed_actions` lists what you may do."),
            Self::NotFound => (404, "not-found", "Tidak ditemukan", "Not found",
                "Tidak ada catatan di alamat ini yang boleh Anda lihat. Periksa alamatnya, atau masuk bila catatan itu bukan untuk umum.",
                "There is no record at this address that you may see. Check the address, or sign in if the record is not public."),
            Self::MethodNotAllowed => (405, "method-not-allowed", "Metode tidak didukung", "Method not supported",
                "Alamat ini ada, tetapi tidak untuk metode itu. Header `Allow` menyebut yang didukung.",
                "The address exists, but not for that method. The `Allow` header lists the supported ones."),
            Self::NotAcceptable => (406, "not-acceptable", "Format tidak tersedia", "Format not available",
                "Jawaban hanya tersedia sebagai JSON. Kirim `Accept: application/json` atau hilangkan headernya.",
                "The answer exists as JSON only. Send `Accept: application/json`, or leave the header out."),
            Self::RequestTimeout => (408, "request-timeout", "Kiriman terlalu lambat", "The body comes too slowly",
                "Badan permintaan harus datang dengan sedikitnya 1 KiB per detik. Periksa sambungan Anda, lalu kirim lagi.",
                "A body must come at 1 KiB a second at least. Check your connection, then send it again."),
            Self::TransitionNotAllowed => (409, "transition-not-allowed", "Perubahan status tidak tersedia", "Transition not available",
                "Dari status sekarang tidak ada jalan ke status itu. `allowed` menyebut yang tersedia.",
                "There is no way from the present status to that one. `allowed` lists those there are."),
            Self::GuardNotMet => (409, "guard-not-met", "Syarat belum terpenuhi", "A condition is not met",
                "Perubahan ini ada, tetapi sebuah syarat belum terpenuhi. `missing` menyebut yang kurang.",
                "The transition exists, but a condition is not met yet. `missing` lists what is needed."),
            Self::Conflict => (409, "conflict", "Bertentangan dengan keadaan sekarang", "In conflict with the present state",
                "Nilai yang harus unik sudah dipakai, atau catatan dalam status yang tidak boleh diubah.",
                "A value that must be unique is taken, or the record is in a status that forbids the change."),
            Self::SecretAlreadyShown => (409, "secret-already-shown", "Rahasia sudah ditunjukkan", "The secret was shown already",
                "Jawaban pertama memuat rahasia dan tidak disimpan. Buat yang baru dengan kunci idempotensi lain.",
                "The first answer held a secret and was not kept. Make a new one, with another idempotency key."),
            Self::VersionMismatch => (412, "version-mismatch", "Catatan sudah berubah", "The record has changed",
                "Orang lain mengubah catatan ini setelah Anda membacanya. Ambil lagi, gabungkan perubahan, lalu kirim dengan ETag yang baru.",
                "Somebody changed the record after you read it. Fetch it again, merge, and send with the new ETag."),
            Self::PayloadTooLarge => (413, "payload-too-large", "Isi terlalu besar", "The body is too large",
                "Badan JSON paling besar 1 MiB.", "JSON bodies may have up to 1 MiB."),
            Self::UnsupportedMediaType => (415, "unsupported-media-type", "Jenis isi tidak didukung", "Content type not supported",
                "Kirim `Content-Type: application/json`, tanpa kompresi.", "Send `Content-Type: application/json`, uncompressed."),
            Self::ValidationFailed => (422, "validation-failed", "Isian belum benar", "Some fields are not right",
                "`errors` menyebut setiap bidang yang harus diperbaiki (JSON Pointer, kode dan pesan). Perbaiki semuanya lalu kirim lagi.",
                "`errors` lists each field to mend (JSON Pointer, code and message). Mend them all and send again."),
            Self::VersionRequired => (428, "version-required", "Versi harus disebut", "A version is required",
                "Perubahan membutuhkan header `If-Match` dengan ETag catatan yang Anda baca, agar perubahan orang lain tidak hilang.",
                "Changes need an `If-Match` header with the ETag of the record that you read, so that nobody's change is lost."),
            Self::RateLimited => (429, "rate-limited", "Terlalu sering", "Too many requests",
                "Tunggu selama `Retry-After` detik. Header `RateLimit` dan `RateLimit-Policy` menyebut batasnya.",
                "Wait for `Retry-After` seconds. The headers `RateLimit` and `RateLimit-Policy` state the limits."),
            Self::Internal => (500, "internal", "Kesalahan di pihak kami", "A fault of ours",
                "Kesalahan ini tercatat di sisi kami di bawah nomor permintaan pada `instance`. Sebutkan nomor itu bila Anda melapor.",
                "The fault is in our log under the request id in `instance`. Name that id when you report it."),
            Self::Overloaded => (503, "overloaded", "Sedang terlalu sibuk", "Too busy right now",
                "Layanan sedang menerima lebih banyak daripada yang dapat dijawabnya. Coba lagi setelah `Retry-After` detik.",
                "The service receives more than it can answer. Try again after `Retry-After` seconds."),
        }
    }
}

/// One field that is not right.
#[derive(Clone, Debug)]
pub struct FieldError {
    /// JSON Pointer (RFC 6901) to the field.
    pub pointer: String,
    /// A stable word for programs: `required`, `too_long`, `unknown_field`, ….
    pub code: &'static str,
    /// The same for people.
    pub message: Text,
}

/// A problem document before its language is chosen.
#[derive(Clone, Debug)]
pub struct Problem {
    kind: Kind,
    detail: Option<Text>,
    errors: Vec<FieldError>,
    choices: Vec<(String, Vec<String>)>,
    conflicting: Option<Conflicting>,
    allowed: Option<Vec<String>>,
    missing: Option<Vec<String>>,
    retry_after: Option<u64>,
    allow_methods: Option<String>,
}

/// What is in the way of something that must be unique.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Conflicting {
    /// The record that has the value, where the caller may see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The fields that no two records may have the same of.
    #[schema(value_type = Vec<String>, example = json!(["code"]))]
    pub fields: &'static [&'static str],
}

/// A problem document as it is sent.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem, example = json!({
    "type": "/problems/not-found", "title": "Tidak ditemukan", "status": 404,
    "detail": "Tidak ada catatan di alamat ini yang boleh Anda lihat.", "instance": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e"
}))]
pub struct ProblemDocument {
    /// Stable URI of the kind of problem; a page there explains it.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short title of the kind.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened this time and what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The request id, for reports.
    pub instance: String,
    /// With `validation-failed`: every field to mend.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldErrorDocument>,
    /// With `transition-not-allowed`: the transitions there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Vec<String>>,
    /// With `guard-not-met`: the conditions to meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Vec<String>>,
    /// With `conflict`, when a value is taken that must be unique: by what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflicting: Option<Conflicting>,
}

/// A field to mend.
#[derive(Serialize, ToSchema)]
#[schema(as = FieldError)]
pub struct FieldErrorDocument {
    /// JSON Pointer (RFC 6901) to the field.
    #[schema(example = "/name")]
    pub pointer: String,
    /// A stable word for programs.
    #[schema(example = "required")]
    pub code: String,
    /// The same for people.
    pub message: String,
    /// The values that may be chosen from, where there is a list of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub allowed: Vec<String>,
}

impl Problem {
    /// A problem with the kind's own words.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            detail: None,
            errors: Vec::new(),
            choices: Vec::new(),
            conflicting: None,
            allowed: None,
            missing: None,
            retry_after: None,
            allow_methods: None,
        }
    }

    /// Says what happened this time.
    pub fn detail(mut self, id: impl Into<String>, en: impl Into<String>) -> Self {
        self.detail = Some(Text::owned(id, en));
        self
    }

    /// Adds a field to mend.
    pub fn field(mut self, pointer: impl Into<String>, code: &'static str, message: Text) -> Self {
        self.errors.push(FieldError { pointer: pointer.into(), code, message });
        self
    }

    /// Sets all fields to mend.
    pub fn fields(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self
    }

    /// Lists, by pointer, the values that a field may have.
    pub fn choices(mut self, choices: Vec<(String, Vec<String>)>) -> Self {
        self.choices = choices;
        self
    }

    /// Names the fields that must be unique and are not, and the record that has the same, where the caller may see it.
    pub fn conflicting(mut self, fields: &'static [&'static str], record: Option<Id>) -> Self {
        self.conflicting = Some(Conflicting { id: record, fields });
        self
    }

    /// Lists the transitions there are.
    pub fn allowed(mut self, allowed: Vec<String>) -> Self {
        self.allowed = Some(allowed);
        self
    }

    /// Lists the conditions that are not met.
    pub fn missing(mut self, missing: &[&str]) -> Self {
        self.missing = Some(missing.iter().map(|m| (*m).to_owned()).collect());
        self
    }

    /// Says after how many seconds to come back.
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Lists the methods that the address has.
    pub fn allow(mut self, methods: impl Into<String>) -> Self {
        self.allow_methods = Some(methods.into());
        self
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.kind.status()
    }

    /// A response that carries this problem; its body is written by [`super::envelope`], which knows
    /// the caller's language and the request id.
    pub fn into_response(self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status());
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
        }
        if let Some(Ok(methods)) = self.allow_methods.as_deref().map(header::HeaderValue::from_str) {
            headers.insert(header::ALLOW, methods);
        }
        if self.kind == Kind::RequestTimeout {
            // The rest of the body may come or not: nobody waits for it.
            response.head_mut().set_connection_type(ConnectionType::Close);
        }
        let headers = response.headers_mut();
        if self.kind == Kind::NotAuthenticated {
            headers.insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer realm=\"jipp\""));
        }
        response.extensions_mut().insert(self);
        response
    }

    /// The document in one language.
    pub fn document(&self, locale: Locale, instance: &str) -> ProblemDocument {
        let errors = self
            .errors
            .iter()
            .map(|e| FieldErrorDocument {
                pointer: e.pointer.clone(),
                code: e.code.to_owned(),
                message: e.message.in_locale(locale).to_owned(),
                allowed: self.choices.iter().find(|(pointer, _)| *pointer == e.pointer).map(|(_, words)| words.clone()).unwrap_or_default(),
            })
            .collect();
        let detail = self.detail.clone().unwrap_or_else(|| self.kind.advice());
        ProblemDocument {
            kind: format!("/problems/{}", self.kind.slug()),
            title: self.kind.title().in_locale(locale).to_owned(),
            status: self.kind.status().as_u16(),
            detail: Some(detail.in_locale(locale).to_owned()),
            instance: instance.to_owned(),
            errors,
            allowed: self.allowed.clone(),
            missing: self.missing.clone(),
            conflicting: self.conflicting.clone(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let detail = self.detail.clone().unwrap_or_else(|| self.kind.title());
        f.write_str(detail.in_locale(Locale::En))
    }
}

/// 404 for a record that does not exist or that the caller may not know of.
pub fn not_found() -> Problem {
    Problem::new(Kind::NotFound)
}

/// 403 for what the caller may see and not do.
pub fn forbidden() -> Problem {
    Problem::new(Kind::Forbidden)
}

/// 409 for what is in the way now.
pub fn conflict(id: &'static str, en: &'static str) -> Problem {
    Problem::new(Kind::Conflict).detail(id, en)
}

/// 409 for values of these fields that another record has already: `record`, where the caller may see it.
pub fn taken(id: &'static str, en: &'static str, fields: &'static [&'static str], record: Option<Id>) -> Problem {
    conflict(id, en).conflicting(fields, record)
}

/// 401 for a request that needs a signed-in caller.
pub fn not_authenticated() -> Problem {
    Problem::new(Kind::NotAuthenticated)
}

/// 400 for a query parameter that is unknown or unusable.
pub fn bad_parameter(name: &str, why: Text) -> Problem {
    bad_parameters(&[(name.to_owned(), why)])
}

/// 400 for a filter that names a record which this caller knows nothing of.
pub fn unknown_record(parameter: &str, handle: &str) -> Problem {
    let message = Text::owned(format!("`{handle}` tidak ada."), format!("there is no `{handle}`."));
    bad_parameter(parameter, message)
}

/// 400 for several.
pub fn bad_parameters(faults: &[(String, Text)]) -> Problem {
    let named = |locale: Locale| {
        let sentences = faults.iter().map(|(name, why)| format!("Parameter `{name}`: {}", why.in_locale(locale)));
        sentences.collect::<Vec<_>>().join(" ")
    };
    Problem::new(Kind::MalformedRequest).detail(named(Locale::Id), named(Locale::En))
}
