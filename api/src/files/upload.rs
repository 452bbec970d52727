//! Bodies that are files: judged by their content, bounded in size.

use crate::error::Error;
use crate::http::problem::{Kind, Problem};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt;
use std::future::Future;
use std::pin::Pin;
use tokio::sync::{Semaphore, SemaphorePermit};
use utoipa::ToSchema;

/// Largest file, in bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// Files that are being received at once; more are answered with 503.
const AT_ONCE: usize = 8;

static RECEIVING: Semaphore = Semaphore::const_new(AT_ONCE);

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
    _turn: SemaphorePermit<'static>,
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

impl FromRequest for Upload {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let declared = req.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok());
        let mut payload = payload.take();
        Box::pin(async move {
            let turn = RECEIVING.try_acquire().map_err(|_| Error::overloaded())?;
            if declared.is_some_and(|size| size > LARGEST) {
                return Err(too_large().into());
            }
            let mut content = BytesMut::new();
            while let Some(chunk) = payload.next().await {
                let chunk = chunk.map_err(|_| Problem::new(Kind::MalformedRequest))?;
                if content.len() + chunk.len() > LARGEST {
                    return Err(too_large().into());
                }
                content.extend_from_slice(&chunk);
            }
            let content = content.freeze();
            let media_type = infer::get(&content).map_or("application/octet-stream", |kind| kind.mime_type());
            Ok(Self { content, media_type, _turn: turn })
        })
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
