//! `/mous/{id}/signatures`: who has signed, how, and what they signed.

use super::lifecycle;
use super::model::{Document, Method, MouStatus, Signature};
use super::writing::{Target, note, wrong};
use super::{moving, queries, signing_days};
use crate::app::App;
use crate::audit::{Verb, digest_of};
use crate::auth::password;
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::schema::{files as stored, mou_parties, mou_signatures};
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::files::upload::{Binary, Incoming, SCAN};
use crate::files::{self, File};
use crate::http::answer::Answer;
use crate::http::change::{Change, Once, Posted};
use crate::http::listing::Listing;
use crate::http::openapi::{PatchRefusals, PostRefusals, Refusals, VersionedRefusals};
use crate::http::problem::{conflict, forbidden, not_found, taken};
use crate::http::query::{NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::http::wrong_passwords::Attempt;
use crate::text::Line;
use crate::users::queries as users;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::dsl::exists;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![
        at("/mous/{id}/signatures").get(list).post(sign),
        at("/mous/{id}/signatures/{signature_id}/artefact").get(show_artefact).put(put_artefact),
    ]
}

/// A signature to be recorded.
#[derive(Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"institution_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00", "signatory_name": "Rini Wulandari", "position": "Sekretaris Jenderal",
    "signed_on": "2026-11-25", "method": "wet_ink"}))]
pub struct NewSignature {
    /// The party that signs.
    pub institution_id: Id,
    /// Who signs, 1-200 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub signatory_name: Line<1, 200>,
    /// As what, 1-200 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub position: Line<1, 200>,
    /// When: from one year before the MoU's first day to today, in Jakarta.
    pub signed_on: Day,
    /// How.
    pub method: Method,
    /// With `in_system`: the caller's own password again.
    // Never written, yet part of the contract.
    #[serde(skip_serializing_if = "Option::is_some")]
    #[validate(length(min = 1, max = 1024))]
    #[schema(min_length = 1, max_length = 1024)]
    pub password: Option<String>,
}

/// Lists the signatures of a MoU
///
/// In the order of signing; for the parties and admins.
#[utoipa::path(get, path = "/api/v1/mous/{id}/signatures", tag = "mous", operation_id = "listMouSignatures", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU")),
    responses((status = 200, description = "The signatures", body = Listing<Signature>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            caller.signed_in()?;
            let (row, inside) = queries::visible(conn, caller, &id)?;
            if !inside {
                return Err(not_found().into());
            }
            Answer::list(&Listing::<Signature>::page(queries::signatures(conn, row.id)?, None))
        })
        .await
}

/// Signs a MoU
///
/// For a party, by its signatory (Kementerian PANRB: by an admin); `in_system` needs the signatory's own password again. An admin may record a `wet_ink`
/// signature of any party. In any order; each party once (409), and not after the MoU's last day
/// (409 `guard-not-met`). The first signature pins the document, the last brings the MoU into force.
#[utoipa::path(post, path = "/api/v1/mous/{id}/signatures", tag = "mous", operation_id = "signMou", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU"),
        ("If-Match" = Option<String>, Header, description = "ETag of the MoU as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body = NewSignature, responses((status = 201, description = "The signature", body = Signature), PostRefusals))]
pub async fn sign(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<NewSignature>,
) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    if body.method == Method::InSystem {
        prove(&req, &app, &change, &id, &body).await?;
    }
    let answer = app.db.write(move |conn| record(conn, &change, &once, &id, &body)).await?;
    Ok(answer.send(&req))
}

/// Who signs in the system says so with the own password. Checked before the write: a password takes long to check.
async fn prove(req: &HttpRequest, app: &App, change: &Change, id: &str, new: &NewSignature) -> Result<(), Error> {
    let Some(password) = new.password.clone() else {
        return Err(wrong("/password", "required", "Kata sandi Anda dibutuhkan.", "Your password is needed.").into());
    };
    let (change, id, new) = (change.clone(), id.to_owned(), new.clone());
    let (member, hash) = app
        .db
        .read(move |conn| {
            let target = Target::look(conn, &change, &id)?;
            judge(conn, &target, &new)?;
            Ok((target.member, users::password_hash(conn, target.member)?))
        })
        .await?;
    let attempt = app.password_attempt(req, &member.to_string()).await?;
    if !password::verify(password, hash).await? {
        return Err(wrong("/password", "wrong_password", "Kata sandi tidak cocok.", "The password does not match.").into());
    }
    attempt.into_iter().for_each(Attempt::forgive);
    Ok(())
}

/// Whether the caller may sign for this party, and the MoU and the signature are as they must be.
fn judge(conn: &mut Conn, target: &Target, new: &NewSignature) -> Result<(), Error> {
    let signs = lifecycle::may_sign(&target.caller, new.institution_id);
    let records = new.method == Method::WetInk && allows(&target.caller, Action::RecordWetInkSignature, of_institution(new.institution_id));
    if !target.inside || !(signs || records) {
        return Err(forbidden().into());
    }
    if !lifecycle::takes_signatures(target.row.status) {
        return Err(conflict("Nota ini tidak sedang ditandatangani.", "The MoU is not being signed.").into());
    }
    let party = mou_parties::mou_id.eq(target.row.id).and(mou_parties::institution_id.eq(new.institution_id));
    let is_party: bool = query!(conn, c => diesel::select(exists(mou_parties::table.filter(party))).get_result(c))?;
    if !is_party {
        return Err(wrong("/institution_id", "unknown_party", "Instansi ini bukan pihak.", "The institution is no party.").into());
    }
    signing_days::judge(&target.row, new.signed_on, Day::today())?;
    let signed = mou_signatures::mou_id.eq(target.row.id).and(mou_signatures::institution_id.eq(new.institution_id));
    let there: Option<Id> = query!(conn, c => mou_signatures::table.filter(signed).select(mou_signatures::id).first(c).optional())?;
    if there.is_some() {
        return Err(taken("Pihak ini sudah menandatangani.", "The party has signed already.", &["institution_id"], there).into());
    }
    Ok(())
}

fn record(conn: &mut Conn, change: &Change, once: &Once, id: &str, new: &NewSignature) -> Result<Answer, Error> {
    let target = Target::find(conn, change, id)?;
    once.run(conn, target.member, |conn| {
        change.accepts(target.row.version)?;
        judge(conn, &target, new)?;
        let document = queries::document(conn, &target.row)?.ok_or_else(|| Error::internal("a MoU to sign has no document"))?;
        let signature = Id::new();
        let row = (
            mou_signatures::id.eq(signature),
            mou_signatures::mou_id.eq(target.row.id),
            mou_signatures::institution_id.eq(new.institution_id),
            mou_signatures::signatory_name.eq(new.signatory_name.trim()),
            mou_signatures::position.eq(new.position.trim()),
            mou_signatures::signed_on.eq(new.signed_on),
            mou_signatures::method.eq(new.method),
            mou_signatures::document_sha256.eq(&document.sha256),
            mou_signatures::by_user.eq(target.member),
            mou_signatures::created_at.eq(Instant::now()),
        );
        query!(conn, c => diesel::insert_into(mou_signatures::table).values(row).execute(c))?;
        note(conn, &target.trail, Verb::Sign, target.row.id, &target.row.title, None, Some(digest_of(&(new, &document.sha256))?))?;
        move_on(conn, target)?;
        let made = queries::signatures(conn, id.parse().map_err(|_| not_found())?)?;
        let made = made.into_iter().find(|made| made.id == signature).ok_or_else(|| Error::internal("a signature was not stored"))?;
        let version = queries::find(conn, id.parse().map_err(|_| not_found())?)?.map_or(0, |row| row.version);
        Answer::created(format!("/api/v1/mous/{id}/signatures"), version, &made)
    })
}

/// The MoU goes where its signatures bring it.
fn move_on(conn: &mut Conn, mut target: Target) -> Result<(), Error> {
    let all = queries::parties(conn, target.row.id)?.iter().all(|party| party.signed);
    let to = if all { MouStatus::Signed } else { MouStatus::PartiallySigned };
    if target.row.status == to {
        return target.touch(conn);
    }
    moving::take(conn, &target.trail, &target.row, to, None)
}

/// Shows the artefact of a signature
///
/// The scan, or the signed PDF; for the parties and admins.
#[utoipa::path(get, path = "/api/v1/mous/{id}/signatures/{signature_id}/artefact", tag = "mous", operation_id = "getMouArtefact", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU"), ("signature_id" = Id, Path, description = "Id of the signature")),
    responses((status = 200, description = "The artefact", body = Binary, content_type = "application/pdf"),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show_artefact(reading: Reading, path: web::Path<(String, String)>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let (id, signature) = path.into_inner();
    let file = reading.find(move |conn, caller| {
        caller.signed_in()?;
        let (row, inside) = queries::visible(conn, caller, &id)?;
        if !inside {
            return Err(forbidden().into());
        }
        let (_, artefact) = find(conn, row.id, &signature)?;
        artefact.ok_or_else(|| not_found().into())
    });
    let file = file.await?;
    let end = match file.media_type.as_str() {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        _ => "pdf",
    };
    reading.app.files.send(&reading.req, &file, &format!("tanda-tangan.{end}")).await
}

/// The party of a signature, and its artefact.
fn find(conn: &mut Conn, mou: Id, signature: &str) -> Result<(Id, Option<File>), Error> {
    let id: Id = signature.parse().map_err(|_| not_found())?;
    let found: Option<(Id, Option<File>)> = query!(conn, c => mou_signatures::table
        .left_join(stored::table)
        .filter(mou_signatures::mou_id.eq(mou).and(mou_signatures::id.eq(id)))
        .select((mou_signatures::institution_id, Option::<File>::as_select()))
        .first(c)
        .optional())?;
    Ok(found.ok_or_else(not_found)?)
}

/// Adds the artefact of a signature
///
/// The scan (PDF, JPEG, PNG) or the signed PDF, of up to 20 MiB, judged by its content; by the party's signatory or an admin, once (409).
/// Needs `If-Match` with the ETag of the MoU.
#[utoipa::path(put, path = "/api/v1/mous/{id}/signatures/{signature_id}/artefact", tag = "mous", operation_id = "putMouArtefact", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU"), ("signature_id" = Id, Path, description = "Id of the signature"),
        ("If-Match" = String, Header, description = "ETag of the MoU as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body(content = Binary, content_type = "application/pdf", description = "The scan or the signed PDF"),
    responses((status = 200, description = "The artefact", body = Document), PatchRefusals, VersionedRefusals))]
pub async fn put_artefact(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    path: web::Path<(String, String)>,
    incoming: Incoming,
) -> Result<HttpResponse, Error> {
    let (id, signature) = path.into_inner();
    let (early, early_id, early_signature) = (change.clone(), id.clone(), signature.clone());
    let look = move |conn: &mut Conn| {
        let target = Target::look(conn, &early, &early_id)?;
        may_add(conn, &target, &early, &early_signature)?;
        Ok(target.member)
    };
    let upload = incoming.receive(app.db.read(look).await?).await?;
    upload.must_be(SCAN)?;
    let file = app.files.keep(upload.content, upload.media_type).await?;
    let answer = app.db.write(move |conn| add_artefact(conn, &change, &id, &signature, &file)).await?;
    Ok(answer.send(&req))
}

fn may_add(conn: &mut Conn, target: &Target, change: &Change, signature: &str) -> Result<(), Error> {
    if !target.inside {
        return Err(forbidden().into());
    }
    let (party, artefact) = find(conn, target.row.id, signature)?;
    let records = allows(&target.caller, Action::RecordWetInkSignature, of_institution(party));
    if !records && !lifecycle::may_sign(&target.caller, party) {
        return Err(forbidden().into());
    }
    change.needs(target.row.version)?;
    if artefact.is_some() {
        return Err(conflict("Berkas tanda tangan ini sudah tetap.", "The artefact of the signature is pinned.").into());
    }
    Ok(())
}

fn add_artefact(conn: &mut Conn, change: &Change, id: &str, signature: &str, file: &File) -> Result<Answer, Error> {
    let mut target = Target::find(conn, change, id)?;
    may_add(conn, &target, change, signature)?;
    let signature: Id = signature.parse().map_err(|_| not_found())?;
    files::insert(conn, file, target.member)?;
    query!(conn, c => diesel::update(mou_signatures::table.filter(mou_signatures::id.eq(signature)))
        .set(mou_signatures::artefact_id.eq(file.id))
        .execute(c))?;
    target.touch(conn)?;
    note(conn, &target.trail, Verb::Artefact, target.row.id, &target.row.title, None, Some(file.sha256.clone()))?;
    Answer::record(target.row.version, &Document::from(file.clone()))
}
