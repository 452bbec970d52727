//! `/mou-verifications/{code}`: the public check of a MoU.

use super::model::{Method, MouRow, MouStatus};
use super::queries;
use crate::app::App;
use crate::db::schema::mous;
use crate::db::{Conn, Day, Id, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::openapi::Refusals;
use crate::http::problem::not_found;
use crate::http::query::{NoParameters, Query};
use crate::http::routing::{Address, at};
use crate::institutions::model::InstitutionRef;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/mou-verifications/{code}").get(show)]
}

/// Letters and digits that nobody takes for one another.
const LETTERS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Letters of a code: 12 of 31 are more than 59 bits, too many to guess.
const LENGTH: usize = 12;

/// A new code, such as `7F3K-9QXM-2PTA`.
pub fn new_code() -> Result<String, Error> {
    let mut code = String::new();
    while code.len() < LENGTH + 2 {
        let mut bytes = [0; 32];
        aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::internal("no randomness"))?;
        // Bytes beyond the last whole multiple would make some letters likelier.
        for byte in bytes.into_iter().filter(|byte| usize::from(*byte) < LETTERS.len() * 8) {
            if code.len() == LENGTH + 2 {
                break;
            }
            if code.len() % 5 == 4 {
                code.push('-');
            }
            code.push(char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
        }
    }
    Ok(code)
}

/// A code as people type it: in any case, with or without hyphens.
fn normal(code: &str) -> String {
    let letters: Vec<char> = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).take(LENGTH + 1).collect();
    letters.chunks(4).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// What a copy of a MoU can be checked against.
#[derive(Serialize, ToSchema)]
pub struct Verification {
    /// Number.
    #[schema(required = true, example = "MOU/001/KKP/2026")]
    pub number: Option<String>,
    /// Title.
    #[schema(example = "Nota Kesepahaman Hub JIPP")]
    pub title: String,
    /// Who agrees.
    pub parties: Vec<InstitutionRef>,
    /// Its first day.
    pub starts_on: Day,
    /// Its last day.
    pub ends_on: Day,
    /// Where it is in its life.
    pub status: MouStatus,
    /// Whether it is in force today, in Jakarta: signed, and between its first and its last day.
    #[schema(example = true)]
    pub in_force: bool,
    /// SHA-256 of the document that was signed.
    #[schema(required = true)]
    pub document_sha256: Option<String>,
    /// The signed copies: scans and signed PDFs.
    pub artefacts: Vec<Artefact>,
}

/// A signed copy.
#[derive(Serialize, ToSchema)]
pub struct Artefact {
    /// The party that signed it.
    pub institution_id: Id,
    /// How.
    pub method: Method,
    /// When.
    pub signed_on: Day,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// Verifies a MoU
///
/// By the code on it, in any case, with or without hyphens; for everybody, from `signed` on. A copy is genuine when its SHA-256 is that of the document or of an
/// artefact. What is not signed is 404, as is a code that does not exist.
#[utoipa::path(get, path = "/api/v1/mou-verifications/{code}", tag = "mous", operation_id = "verifyMou", security(()),
    params(("code" = String, Path, description = "The code on the MoU", example = "7F3K-9QXM-2PTA")),
    responses((status = 200, description = "What it can be checked against", body = Verification),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(req: HttpRequest, app: web::Data<App>, code: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let answer = app
        .db
        .read(move |conn| {
            let row = find(conn, &code)?.ok_or_else(not_found)?;
            Answer::record(row.version, &verification(conn, row)?)
        })
        .await?;
    Ok(answer.send(&req))
}

/// The public MoU with this code.
pub fn find(conn: &mut Conn, code: &str) -> Result<Option<MouRow>, Error> {
    let found: Option<MouRow> = query!(conn, c => mous::table
        .filter(mous::verification_code.eq(normal(code)))
        .select(MouRow::as_select())
        .first(c)
        .optional())?;
    Ok(found.filter(|row| row.status.is_public()))
}

fn verification(conn: &mut Conn, row: MouRow) -> Result<Verification, Error> {
    let in_force = row.is_in_force(Day::today());
    let parties = queries::parties(conn, row.id)?.into_iter().map(|party| party.institution).collect();
    let document_sha256 = queries::document(conn, &row)?.map(|file| file.sha256);
    let artefacts = queries::signatures(conn, row.id)?
        .into_iter()
        .filter_map(|signature| {
            let (institution_id, method, signed_on) = (signature.institution_id, signature.method, signature.signed_on);
            signature.artefact.map(|artefact| Artefact { institution_id, method, signed_on, sha256: artefact.sha256 })
        })
        .collect();
    Ok(Verification {
        number: row.number,
        title: row.title,
        parties,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        status: row.status,
        in_force,
        document_sha256,
        artefacts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_as_people_type_it() {
        let code = new_code().unwrap();
        assert_eq!((code.len(), code.matches('-').count()), (14, 2));
        assert_eq!(normal(&code.to_lowercase().replace('-', " ")), code);
        assert_ne!(new_code().unwrap(), code);
        assert_eq!(normal(&"a".repeat(100)).len(), 16);
    }
}
