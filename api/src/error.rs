//! Everything that can go wrong on the way to an answer.

use crate::http::problem::{Kind, Problem};
use crate::markdown::Wanted;
use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use std::fmt;

/// Why a request, or a command, did not succeed.
#[derive(Debug)]
pub enum Error {
    /// What the client is told.
    Problem(Box<Problem>),
    /// What the database said; the client learns only that something failed here.
    Database(DieselError),
    /// A fault of ours, for the log.
    Internal(String),
    /// A fault of the installation: the process stops with this line.
    Startup(String),
    /// Not yet: these texts are to be rendered first, elsewhere; then the work is done again.
    Unrendered(Vec<Wanted>),
}

impl Error {
    /// A fault of ours: `what` is logged, the client sees a 500 without it.
    pub fn internal(what: impl fmt::Display) -> Self {
        Self::Internal(what.to_string())
    }

    /// A fault of the installation, in one line for the operator.
    pub fn startup(what: impl fmt::Display) -> Self {
        Self::Startup(what.to_string())
    }

    /// 503: more waits than can be served in time.
    pub fn overloaded() -> Self {
        Problem::new(Kind::Overloaded)
            .detail("Terlalu banyak permintaan menunggu. Coba lagi sebentar lagi.", "Too many requests are waiting. Try again in a moment.")
            .retry_after(1)
            .into()
    }

    /// 503: the answer took too long, or nobody waits for it any more.
    pub fn too_slow() -> Self {
        Problem::new(Kind::Overloaded)
            .detail(
                "Jawaban ini memakan waktu terlalu lama. Coba lagi sebentar lagi, atau persempit pertanyaannya.",
                "The answer took too long. Try again in a moment, or ask for less.",
            )
            .retry_after(2)
            .into()
    }

    /// 503: the database took a change and has not said what became of it.
    pub fn in_doubt() -> Self {
        tracing::error!("database unavailable: it does not say whether a change was stored");
        Problem::new(Kind::Overloaded)
            .detail(
                "Basis data tidak menjawab; belum pasti perubahan ini tersimpan atau tidak. Periksa catatannya sebelum mengirim lagi.",
                "The database does not answer; whether the change was stored is not known. Look at the record before you send it again.",
            )
            .retry_after(2)
            .into()
    }

    /// 503: the database cannot be reached, or could not keep the change. `why` is logged.
    pub fn unavailable(why: impl fmt::Display) -> Self {
        tracing::error!("database unavailable: {why}");
        Problem::new(Kind::Overloaded)
            .detail(
                "Basis data sedang tidak dapat dipakai; tidak ada yang disimpan. Coba lagi sebentar lagi.",
                "The database cannot be used right now; nothing was stored. Try again in a moment.",
            )
            .retry_after(2)
            .into()
    }

    /// Whether the database, not the request, is the cause.
    pub(crate) fn is_from_database(&self) -> bool {
        matches!(self, Self::Database(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(problem) => write!(f, "{problem}"),
            Self::Database(e) => write!(f, "database: {e}"),
            Self::Internal(what) | Self::Startup(what) => f.write_str(what),
            Self::Unrendered(wanted) => write!(f, "{} texts are not rendered", wanted.len()),
        }
    }
}

impl std::error::Error for Error {}

impl From<DieselError> for Error {
    fn from(e: DieselError) -> Self {
        Self::Database(e)
    }
}

impl From<serde_json::Error> for Error {
    fn from(e: serde_json::Error) -> Self {
        Self::internal(format!("JSON: {e}"))
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        self.to_problem().status()
    }

    fn error_response(&self) -> HttpResponse {
        self.to_problem().into_response()
    }
}

/// What must be unique, by the last column that SQLite names, the constraint that PostgreSQL names, and the fields of the contract.
const UNIQUE: &[(&str, &str, &[&str])] = &[
    ("innovations.source_ref", "innovations_by_source", &["source", "source_ref"]),
    ("institutions.code", "institutions_code_key", &["code"]),
    ("hubs.institution_id", "hubs_institution_id_key", &["institution_id"]),
    ("hubs.slug", "hubs_slug_key", &["slug"]),
    ("users.email_key", "users_email_key_key", &["email"]),
    ("mous.number", "mous_by_number", &["number", "starts_on"]),
];

/// The fields that two requests at once gave the same values: whoever comes later hears of it from the database alone.
fn unique_fields(constraint: Option<&str>, message: &str) -> Option<&'static [&'static str]> {
    let known = |(column, name, _): &&(&str, &str, &[&str])| constraint == Some(*name) || message.ends_with(column);
    UNIQUE.iter().find(known).map(|(.., fields)| *fields)
}

impl Error {
    fn to_problem(&self) -> Problem {
        match self {
            Self::Problem(problem) => (**problem).clone(),
            Self::Database(DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info)) => {
                let taken = Problem::new(Kind::Conflict)
                    .detail("Sudah ada data dengan nilai yang sama.", "A record with the same value exists already.");
                match unique_fields(info.constraint_name(), info.message()) {
                    Some(fields) => taken.conflicting(fields, None),
                    None => taken,
                }
            }
            other => {
                tracing::error!("{other}");
                Problem::new(Kind::Internal)
            }
        }
    }
}
