//! Bodies that are files: judged by their content, bounded in size.

use crate::db::Id;
use crate::error::Error;
use crate::http::body;
use crate::http::problem::{Kind, Problem};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use std::collections::HashMap;
use std::future::{Ready, ready};
use std::sync::{LazyLock, Mutex, PoisonError};
use tokio::sync::{Semaphore, SemaphorePermit};
use utoipa::ToSchema;

/// Largest file, in bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// Files that are being received at once; more are answered with 503.
const AT_ONCE: usize = 16;
/// … of which one person may send so many.
const A_PERSON: usize = 4;

static RECEIVING: Semaphore = Semaphore::const_new(AT_ONCE);
static BY_PERSON: LazyLock<Mutex<HashMap<Id, usize>>> = LazyLock::new(Mutex::default);

/// The bytes of a file, for the document.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary, example = "%PDF-1.7")]
pub struct Binary(#[allow(dead_code)] Vec<u8>);

/// A file that was received whole.
pub struct Upload {
    /// Its bytes.
    pub content: Bytes,
    /// What it is, judged by its content.
    pub media_type: &'static str,
    _place: Place,
}

/// A file that somebody wants to upload: nothing of it is read before it is known that they may.
pub struct Incoming {
    payload: Payload,
    declared: Option<usize>,
}

/// A place among those who send.
struct Place {
    person: Id,
    _turn: SemaphorePermit<'static>,
}

impl Place {
    fn take(person: Id) -> Result<Self, Error> {
        let turn = RECEIVING.try_acquire().map_err(|_| Error::overloaded())?;
        let mut senders = BY_PERSON.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = senders.entry(person).or_default();
        if *taken >= A_PERSON {
            let problem = Problem::new(Kind::RateLimited).retry_after(2);
            return Err(problem
                .detail(
                    format!("Anda sedang mengirim {A_PERSON} berkas. Tunggu sampai salah satunya selesai."),
                    format!("You are sending {A_PERSON} files already. Wait until one of them is done."),
                )
                .into());
        }
        *taken += 1;
        Ok(Self { person, _turn: turn })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut senders = BY_PERSON.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = senders.get_mut(&self.person) {
            *taken -= 1;
            if *taken == 0 {
                senders.remove(&self.person);
            }
        }
    }
}

/// What can be uploaded somewhere.
#[derive(Clone, Copy)]
pub struct Accepted(pub &'static [&'static str]);

/// PDF alone.
pub const PDF: Accepted = Accepted(&["application/pdf"]);
/// PDF, and pictures of paper.
pub const SCAN: Accepted = Accepted(&["application/pdf", "image/jpeg", "image/png"]);

/// What people send with a letter.
pub const OFFICE: Accepted = Accepted(&[
    "application/pdf",
    "image/jpeg",
    "image/png",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
]);

impl FromRequest for Incoming {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Ok(Self { payload: payload.take(), declared: body::declared(req) }))
    }
}

impl Incoming {
    /// Receives it from a person who may send it here.
    pub async fn receive(self, person: Id) -> Result<Upload, Error> {
        let place = Place::take(person)?;
        let received = body::read(self.payload, self.declared, LARGEST).await;
        let content = received.map_err(|e| if e.status() == StatusCode::PAYLOAD_TOO_LARGE { too_large() } else { e })?.freeze();
        let media_type = infer::get(&content).map_or("application/octet-stream", |kind| kind.mime_type());
        Ok(Upload { content, media_type, _place: place })
    }
}

impl Upload {
    /// 415 unless it is one of these, by its content.
    pub fn must_be(&self, accepted: Accepted) -> Result<(), Problem> {
        if accepted.0.contains(&self.media_type) {
            return Ok(());
        }
        let kinds = accepted.0.join(", ");
        Err(Problem::new(Kind::UnsupportedMediaType)
            .detail(format!("Isi berkas ini bukan {kinds}."), format!("The content of the file is not {kinds}.")))
    }
}

fn too_large() -> Problem {
    Problem::new(Kind::PayloadTooLarge).detail("Berkas paling besar 20 MiB.", "Files may have up to 20 MiB.")
}
