//! `/mous/{id}/document`: the PDF that the parties sign.

use super::lifecycle;
use super::model::{Mou, MouStatus};
use super::paper::Paper;
use super::queries;
use super::writing::{Target, note};
use crate::app::App;
use crate::audit::Verb;
use crate::auth::policy::Action;
use crate::db::schema::mous;
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::files::upload::{Binary, Incoming, PDF};
use crate::files::{self, File};
use crate::http::answer::Answer;
use crate::http::change::{Change, Once};
use crate::http::openapi::{PatchRefusals, PostRefusals, Refusals, VersionedRefusals};
use crate::http::problem::{conflict, forbidden, not_found};
use crate::http::query::{NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/mous/{id}/document").get(show).put(put).post(make)]
}

/// Shows the document of a MoU
///
/// The PDF as it was uploaded or approved, checked against its SHA-256. Until there is one, it is made from the template and what the MoU says now. For
/// the parties and admins.
#[utoipa::path(get, path = "/api/v1/mous/{id}/document", tag = "mous", operation_id = "getMouDocument", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU")),
    responses((status = 200, description = "The document", body = Binary, content_type = "application/pdf"),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let found = reading.find(move |conn, caller| {
        caller.signed_in()?;
        let (row, inside) = queries::visible(conn, caller, &id)?;
        if !inside {
            return Err(forbidden().into());
        }
        match queries::document(conn, &row)? {
            Some(file) => Ok(Shown::Kept(file)),
            None if is_drafted(row.status) => Ok(Shown::Drafted(Paper::of(conn, &row)?)),
            None => Err(not_found().into()),
        }
    });
    let found = found.await?;
    let Reading { req, app, .. } = reading;
    match found {
        Shown::Kept(file) => app.files.send(&req, &file, NAME).await,
        Shown::Drafted(paper) => {
            let etag = files::entity_tag(&paper.digest()?)?;
            match files::known(&req, &etag) {
                Some(known) => Ok(known),
                None => Ok(files::download(paper.print_draft(&app.settings.public_url()).await?, "application/pdf", etag, NAME)),
            }
        }
    }
}

const NAME: &str = "nota-kesepahaman.pdf";

/// The document as it is now.
enum Shown {
    Kept(File),
    Drafted(Paper),
}

/// Whether what it says may still change.
fn is_drafted(status: MouStatus) -> bool {
    matches!(status, MouStatus::Draft | MouStatus::InReview)
}

/// Takes an uploaded document of a MoU back
///
/// From then on its document is the one that the system makes of the template. By those who may upload one; 409 from the first signature on. Answers with
/// the MoU.
#[utoipa::path(post, path = "/api/v1/mous/{id}/document", tag = "mous", operation_id = "makeMouDocument", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU"),
        ("If-Match" = Option<String>, Header, description = "ETag of the MoU as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The MoU", body = Mou), PostRefusals))]
pub async fn make(req: HttpRequest, app: web::Data<App>, change: Change, id: web::Path<String>, once: Once) -> Result<HttpResponse, Error> {
    let _running = once.take(&change)?;
    let (early, early_id) = (change.clone(), id.clone());
    let approved = app
        .db
        .read(move |conn| {
            let target = Target::look(conn, &early, &early_id)?;
            (!is_drafted(target.row.status)).then(|| Paper::of(conn, &target.row)).transpose()
        })
        .await?;
    // What was approved has its document at all times.
    let file = match approved {
        Some(paper) => Some(app.files.keep(paper.print(&app.settings.public_url()).await?, "application/pdf").await?),
        None => None,
    };
    let answer = app
        .db
        .write(move |conn| {
            let target = Target::find(conn, &change, &id)?;
            may_upload(&target)?;
            once.run(conn, target.member, |conn| {
                change.accepts(target.row.version)?;
                store(conn, &target, file.as_ref())
            })
        })
        .await?;
    Ok(answer.send(&req))
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
    incoming: Incoming,
) -> Result<HttpResponse, Error> {
    // Who may not, or comes too late, is told before anything is kept.
    let (early, early_id) = (change.clone(), id.clone());
    let look = move |conn: &mut Conn| {
        let target = Target::look(conn, &early, &early_id)?;
        judge(&target, &early)?;
        Ok(target.member)
    };
    let upload = incoming.receive(app.db.read(look).await?).await?;
    upload.must_be(PDF)?;
    let file = app.files.keep(upload.content, upload.media_type).await?;
    let answer = app
        .db
        .write(move |conn| {
            let target = Target::find(conn, &change, &id)?;
            judge(&target, &change)?;
            store(conn, &target, Some(&file))
        })
        .await?;
    Ok(answer.send(&req))
}

fn judge(target: &Target, change: &Change) -> Result<(), Error> {
    may_upload(target)?;
    change.needs(target.row.version)
}

fn may_upload(target: &Target) -> Result<(), Error> {
    match lifecycle::to_upload(target.row.status) {
        Some(action) if target.allow(action).is_ok() => Ok(()),
        // Whoever may draft it is told what is in the way; others that it is not theirs.
        Some(_) | None => {
            target.allow(Action::DraftMou)?;
            Err(conflict("Dokumennya tidak dapat diubah lagi.", "The document cannot be changed any more.").into())
        }
    }
}

fn store(conn: &mut Conn, target: &Target, file: Option<&File>) -> Result<Answer, Error> {
    let before = queries::document(conn, &target.row)?.map(|file| file.sha256);
    if let Some(file) = file {
        files::insert(conn, file, target.member)?;
    }
    query!(conn, c => diesel::update(mous::table.filter(mous::id.eq(target.row.id)))
        .set((mous::document_id.eq(file.map(|file| file.id)), mous::updated_at.eq(Instant::now()), mous::version.eq(target.row.version + 1)))
        .execute(c))?;
    note(conn, &target.trail, Verb::Document, target.row.id, &target.row.title, before, file.map(|file| file.sha256.clone()))?;
    target.answer(conn)
}
