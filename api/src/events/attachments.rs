//! `/events/{id}/attachments`: invitation letters, attendance lists, slides.

use super::model::EventStatus;
use super::queries;
use super::writing::{Target, note};
use crate::app::App;
use crate::audit::Verb;
use crate::auth::caller::Caller;
use crate::db::schema::{event_attachments, files as stored, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::files::upload::{Binary, Incoming, OFFICE};
use crate::files::{self, File, safe_name};
use crate::http::answer::Answer;
use crate::http::change::{Change, Once};
use crate::http::listing::Listing;
use crate::http::openapi::{DeleteRefusals, PostRefusals, Refusals};
use crate::http::problem::{conflict, not_found};
use crate::http::query::{NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::users::model::Person;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/events/{id}/attachments").get(list).post(add), at("/events/{id}/attachments/{attachment_id}").get(show).delete(remove)]
}

/// Most attachments of one event.
const MOST: i64 = 50;

/// A file that belongs to an event.
#[derive(Serialize, ToSchema)]
pub struct Attachment {
    /// Id.
    pub id: Id,
    /// Its name, as it was uploaded.
    #[schema(example = "Undangan FGD.pdf")]
    pub name: String,
    /// What it is, judged by its content.
    #[schema(example = "application/pdf")]
    pub media_type: String,
    /// Bytes.
    #[schema(example = 48213)]
    pub size: i64,
    /// SHA-256 of its bytes, in hexadecimal.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub sha256: String,
    /// Who uploaded it.
    #[schema(required = true)]
    pub created_by: Option<Person>,
    /// When it was uploaded.
    pub created_at: Instant,
}

/// How a new attachment is called.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NewAttachment {
    /// Its name; folders before it are left out, and so is what is beyond 200 characters. It ends as its content is, such as .pdf.
    #[param(example = "Undangan FGD.pdf")]
    name: String,
}

type Row = (Id, String, Instant, File, Option<Person>);

fn rows(conn: &mut Conn, event: Id, only: Option<Id>) -> Result<Vec<Row>, Error> {
    Ok(query!(conn, c => {
        let mut found = event_attachments::table
            .inner_join(stored::table)
            .left_join(users::table)
            .filter(event_attachments::event_id.eq(event))
            .into_boxed();
        if let Some(id) = only {
            found = found.filter(event_attachments::id.eq(id));
        }
        found
            .order(event_attachments::id.asc())
            .limit(MOST)
            .select((event_attachments::id, event_attachments::name, event_attachments::created_at, File::as_select(), Option::<Person>::as_select()))
            .load(c)
    })?)
}

fn attachment((id, name, created_at, file, created_by): Row) -> Attachment {
    // Older ones were kept as they came.
    let name = safe_name(&name, &file.media_type);
    Attachment { id, name, media_type: file.media_type, size: file.size, sha256: file.sha256, created_by, created_at }
}

/// One attachment of an event.
fn find(conn: &mut Conn, event: Id, id: &str) -> Result<Row, Error> {
    let id: Id = id.parse().map_err(|_| not_found())?;
    Ok(rows(conn, event, Some(id))?.pop().ok_or_else(not_found)?)
}

/// Lists the attachments of an event
///
/// For those who run the event, and the invited institutions; in the order in which they were uploaded.
#[utoipa::path(get, path = "/api/v1/events/{id}/attachments", tag = "events", operation_id = "listAttachments", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event")),
    responses((status = 200, description = "The attachments", body = Listing<Attachment>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let event = inside(conn, caller, &id)?;
            Answer::list(&Listing::<Attachment>::page(rows(conn, event, None)?.into_iter().map(attachment).collect(), None))
        })
        .await
}

/// The event, for those who see it from inside.
fn inside(conn: &mut Conn, caller: &Caller, id: &str) -> Result<Id, Error> {
    caller.signed_in()?;
    let (row, view) = queries::visible(conn, caller, id)?;
    if view.inside() { Ok(row.id) } else { Err(not_found().into()) }
}

/// Shows an attachment
///
/// The file as it was uploaded, checked against its SHA-256; for those who run the event, and the invited institutions.
#[utoipa::path(get, path = "/api/v1/events/{id}/attachments/{attachment_id}", tag = "events", operation_id = "getAttachment", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event"), ("attachment_id" = Id, Path, description = "Id of the attachment")),
    responses((status = 200, description = "The file", body = Binary, content_type = "application/pdf"),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, path: web::Path<(String, String)>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let (id, attachment) = path.into_inner();
    let found = reading.find(move |conn, caller| {
        let event = inside(conn, caller, &id)?;
        find(conn, event, &attachment)
    });
    let (_, name, _, file, _) = found.await?;
    reading.app.files.send(&reading.req, &file, &safe_name(&name, &file.media_type)).await
}

/// Adds an attachment to an event
///
/// PDF, JPEG, PNG, or a document of an office suite (DOCX, XLSX, PPTX) of up to 20 MiB, judged by its content; by those who run the event, at most 50.
#[utoipa::path(post, path = "/api/v1/events/{id}/attachments", tag = "events", operation_id = "createAttachment", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event"), NewAttachment),
    request_body(content = Binary, content_type = "application/pdf", description = "The file"),
    responses((status = 201, description = "The attachment", body = Attachment), PostRefusals))]
pub async fn add(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    Query(new): Query<NewAttachment>,
    once: Once,
    incoming: Incoming,
) -> Result<HttpResponse, Error> {
    let _running = once.take(&change)?;
    let (early, early_id, keyed) = (change.clone(), id.clone(), once.is_keyed());
    let sender = app
        .db
        .read(move |conn| {
            let target = Target::look(conn, &early, &early_id)?;
            target.must_run()?;
            // What was done already is answered again, whatever has become of the event.
            if !keyed {
                judge(conn, &target, &early)?;
            }
            Ok(target.member)
        })
        .await?;
    let upload = incoming.receive(sender).await?;
    let once = once.of_file(&upload.content).await?;
    upload.must_be(OFFICE)?;
    let file = app.files.keep(upload.content, upload.media_type).await?;
    let answer = app.db.write(move |conn| store(conn, &change, &once, &id, (&safe_name(&new.name, &file.media_type), &file))).await?;
    Ok(answer.send(&req))
}

/// Whether the caller may add to the event now.
fn judge(conn: &mut Conn, target: &Target, change: &Change) -> Result<(), Error> {
    change.accepts(target.row.version)?;
    let there: i64 =
        query!(conn, c => event_attachments::table.filter(event_attachments::event_id.eq(target.row.id)).count().get_result(c))?;
    if target.row.status == EventStatus::Cancelled || there >= MOST {
        return Err(conflict("Tidak dapat ditambah lampiran lagi.", "There can be no more attachments.").into());
    }
    Ok(())
}

fn store(conn: &mut Conn, change: &Change, once: &Once, id: &str, file: (&str, &File)) -> Result<Answer, Error> {
    let target = Target::find(conn, change, id)?;
    target.must_run()?;
    once.run(conn, target.member, |conn| attach(conn, change, target, file))
}

fn attach(conn: &mut Conn, change: &Change, mut target: Target, (name, file): (&str, &File)) -> Result<Answer, Error> {
    judge(conn, &target, change)?;
    files::insert(conn, file, target.member)?;
    let (event, made) = (target.row.id, Id::new());
    let row = (
        event_attachments::id.eq(made),
        event_attachments::event_id.eq(event),
        event_attachments::file_id.eq(file.id),
        event_attachments::name.eq(name),
        event_attachments::created_by.eq(target.member),
        event_attachments::created_at.eq(Instant::now()),
    );
    query!(conn, c => diesel::insert_into(event_attachments::table).values(row).execute(c))?;
    target.touch(conn)?;
    note(conn, &target.trail, Verb::Attach, event, &target.row.title, None, Some(file.sha256.clone()))?;
    let location = format!("/api/v1/events/{event}/attachments/{made}");
    Answer::created(location, target.row.version, &attachment(find(conn, event, &made.to_string())?))
}

/// Removes an attachment
///
/// By those who run the event. Needs `If-Match` with the ETag of the event.
#[utoipa::path(delete, path = "/api/v1/events/{id}/attachments/{attachment_id}", tag = "events", operation_id = "deleteAttachment", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the event"), ("attachment_id" = Id, Path, description = "Id of the attachment"),
        ("If-Match" = String, Header, description = "ETag of the event as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    responses((status = 204, description = "Removed"), DeleteRefusals))]
pub async fn remove(app: web::Data<App>, change: Change, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (id, attachment) = path.into_inner();
    app.db
        .write(move |conn| {
            let mut target = Target::find(conn, &change, &id)?;
            target.must_run()?;
            let (found, _, _, file, _) = find(conn, target.row.id, &attachment)?;
            change.needs(target.row.version)?;
            // The file goes with its rows: what is stored without one is swept.
            query!(conn, c => diesel::delete(event_attachments::table.filter(event_attachments::id.eq(found))).execute(c))?;
            query!(conn, c => diesel::delete(stored::table.filter(stored::id.eq(file.id))).execute(c))?;
            target.touch(conn)?;
            note(conn, &target.trail, Verb::Detach, target.row.id, &target.row.title, Some(file.sha256), None)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
