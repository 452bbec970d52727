//! `/mous/{id}/document`: the PDF that the parties sign.

use super::lifecycle;
use super::model::Mou;
use super::queries;
use super::writing::{Target, note};
use crate::app::App;
use crate::auth::Credentials;
use crate::auth::policy::Action;
use crate::db::schema::mous;
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::files::upload::{Binary, PDF, Upload};
use crate::files::{self, File};
use crate::http::answer::Answer;
use crate::http::change::Change;
use crate::http::openapi::{PatchRefusals, Refusals, VersionedRefusals};
use crate::http::problem::{conflict, forbidden, not_found};
use crate::http::query::{NoParameters, Query};
use crate::http::routing::{Address, at};
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/mous/{id}/document").get(show).put(put)]
}

/// Shows the document of a MoU
///
/// The PDF as it was uploaded, checked against its SHA-256; for the parties and admins.
#[utoipa::path(get, path = "/api/v1/mous/{id}/document", tag = "mous", operation_id = "getMouDocument", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU")),
    responses((status = 200, description = "The document", body = Binary, content_type = "application/pdf"),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(
    req: HttpRequest,
    app: web::Data<App>,
    credentials: Credentials,
    id: web::Path<String>,
    _: Query<NoParameters>,
) -> Result<HttpResponse, Error> {
    let file = app
        .db
        .read(move |conn| {
            credentials.member(conn)?;
            let caller = credentials.caller(conn)?;
            let (row, inside) = queries::visible(conn, &caller, &id)?;
            if !inside {
                return Err(forbidden().into());
            }
            queries::document(conn, &row)?.ok_or_else(|| not_found().into())
        })
        .await?;
    app.files.send(&req, &file, "nota-kesepahaman.pdf").await
}

/// Uploads the document of a MoU
///
/// A PDF of up to 20 MiB, judged by its content. While it is a draft by its hub's manager, until the first signature by admins; that signature pins
/// it, and from then on nobody changes it (409). Needs `If-Match` with the ETag of the MoU.
#[utoipa::path(put, path = "/api/v1/mous/{id}/document", tag = "mous", operation_id = "putMouDocument", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU"),
        ("If-Match" = String, Header, description = "ETag of the MoU as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body(content = Binary, content_type = "application/pdf", description = "The PDF"),
    responses((status = 200, description = "The MoU with its document", body = Mou), PatchRefusals, VersionedRefusals))]
pub async fn put(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    upload: Upload,
) -> Result<HttpResponse, Error> {
    // Who may not, or comes too late, is told before anything is kept.
    let (early, early_id) = (change.clone(), id.clone());
    app.db.read(move |conn| judge(&Target::look(conn, &early, &early_id)?, &early)).await?;
    upload.must_be(PDF)?;
    let file = app.files.keep(upload.content, upload.media_type).await?;
    let answer = app.db.write(move |conn| store(conn, &change, &id, &file)).await?;
    Ok(answer.send(&req))
}

fn judge(target: &Target, change: &Change) -> Result<(), Error> {
    match lifecycle::to_upload(target.row.status) {
        Some(action) if target.allow(action).is_ok() => change.needs(target.row.version),
        // Whoever may draft it is told what is in the way; others that it is not theirs.
        Some(_) | None => {
            target.allow(Action::DraftMou)?;
            Err(conflict("Dokumennya tidak dapat diubah lagi.", "The document cannot be changed any more.").into())
        }
    }
}

fn store(conn: &mut Conn, change: &Change, id: &str, file: &File) -> Result<Answer, Error> {
    let target = Target::find(conn, change, id)?;
    judge(&target, change)?;
    let before = queries::document(conn, &target.row)?.map(|file| file.sha256);
    files::insert(conn, file, target.member)?;
    query!(conn, c => diesel::update(mous::table.filter(mous::id.eq(target.row.id)))
        .set((mous::document_id.eq(file.id), mous::updated_at.eq(Instant::now()), mous::version.eq(target.row.version + 1)))
        .execute(c))?;
    note(conn, &target.trail, "document", target.row.id, &target.row.title, before, Some(file.sha256.clone()))?;
    target.answer(conn)
}
