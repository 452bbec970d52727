//! `/vocabularies/synonyms`: words that search takes for the same.

use super::ranking::words_of;
use super::synonyms::{MOST, SynonymRow, Synonyms};
use crate::app::App;
use crate::audit::{self, Deed, RecordType, Trail, Verb, digest_of};
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::schema::synonyms;
use crate::db::{Conn, Id, Instant, RawJson, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Once, Posted};
use crate::http::listing::Listing;
use crate::http::openapi::{DeleteRefusals, PatchRefusals, PostRefusals, Refusals, VersionedRefusals};
use crate::http::problem::{conflict, forbidden, not_found};
use crate::http::query::{NoParameters, Query};
use crate::http::routing::{Address, at};
use crate::text::{folded, judge_line};
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/vocabularies/synonyms").get(list).post(create), at("/vocabularies/synonyms/{id}").get(show).patch(update).delete(remove)]
}

/// Words and phrases that mean the same.
#[derive(Serialize, ToSchema)]
pub struct SynonymSet {
    /// Id.
    pub id: Id,
    /// The words.
    #[schema(value_type = Vec<String>, example = json!(["puskesmas", "pusat kesehatan masyarakat"]))]
    pub words: RawJson,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Version.
    #[schema(example = 1)]
    pub version: i64,
}

impl From<SynonymRow> for SynonymSet {
    fn from(row: SynonymRow) -> Self {
        Self { id: row.id, words: row.words, created_at: row.created_at, updated_at: row.updated_at, version: row.version }
    }
}

/// Words and phrases that are to mean the same, or what they are changed to.
#[derive(Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"words": ["puskesmas", "pusat kesehatan masyarakat"]}))]
pub struct SynonymBody {
    /// 2 to 10 words or phrases of 2 to 80 characters.
    #[validate(length(min = 2, max = 10), custom(function = "are_phrases"))]
    #[schema(min_items = 2, max_items = 10)]
    pub words: Vec<String>,
}

fn are_phrases(words: &[String]) -> Result<(), ValidationError> {
    words.iter().try_for_each(|phrase| {
        judge_line(&folded(phrase), 2, 80)?;
        if (1..=5).contains(&words_of(phrase).len()) { Ok(()) } else { Err(ValidationError::new("phrase")) }
    })
}

fn find(conn: &mut Conn, id: &str) -> Result<SynonymRow, Error> {
    let id: Id = id.parse().map_err(|_| not_found())?;
    let found: Option<SynonymRow> =
        query!(conn, c => synonyms::table.filter(synonyms::id.eq(id)).select(SynonymRow::as_select()).first(c).optional())?;
    Ok(found.ok_or_else(not_found)?)
}

fn editor(conn: &mut Conn, change: &Change) -> Result<(Id, Trail), Error> {
    let (caller, member, trail) = change.by(conn)?;
    if allows(&caller, Action::EditVocabularies, of_institution(Id::NIL)) { Ok((member.id, trail)) } else { Err(forbidden().into()) }
}

fn note(conn: &mut Conn, trail: &Trail, deed: impl Into<Deed>, row: &SynonymRow) -> Result<(), Error> {
    let words: Vec<String> = row.words.read()?;
    let event = audit::Event {
        deed: deed.into(),
        record_type: RecordType::Synonym,
        record_id: row.id.to_string(),
        summary: words.join(" = "),
        before: None,
        after: Some(digest_of(&words)?),
    };
    trail.note(conn, event)
}

/// Lists the synonyms
///
/// The words that search takes for the same; all of them, at most 500.
#[utoipa::path(get, path = "/api/v1/vocabularies/synonyms", tag = "vocabularies", operation_id = "listSynonyms", security(()),
    responses((status = 200, description = "The sets", body = Listing<SynonymSet>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list(req: HttpRequest, app: web::Data<App>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let answer = app
        .db
        .read(|conn| {
            let rows: Vec<SynonymRow> =
                query!(conn, c => synonyms::table.order(synonyms::id.asc()).limit(MOST).select(SynonymRow::as_select()).load(c))?;
            Answer::list(&Listing::<SynonymSet>::page(rows.into_iter().map(SynonymSet::from).collect(), None))
        })
        .await?;
    Ok(answer.send(&req))
}

/// Shows a set of synonyms
///
/// The words that search takes for the same.
#[utoipa::path(get, path = "/api/v1/vocabularies/synonyms/{id}", tag = "vocabularies", operation_id = "getSynonyms", security(()),
    params(("id" = Id, Path, description = "Id of the set")),
    responses((status = 200, description = "The set", body = SynonymSet),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(req: HttpRequest, app: web::Data<App>, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let answer = app
        .db
        .read(move |conn| {
            let row = find(conn, &id)?;
            Answer::record(row.version, &SynonymSet::from(row))
        })
        .await?;
    Ok(answer.send(&req))
}

/// Adds a set of synonyms
///
/// By admins. Search knows it at once, other processes within five seconds.
#[utoipa::path(post, path = "/api/v1/vocabularies/synonyms", tag = "vocabularies", operation_id = "createSynonyms", security(("bearer" = [])),
    request_body = SynonymBody,
    responses((status = 201, description = "The set", body = SynonymSet), PostRefusals))]
pub async fn create(req: HttpRequest, app: web::Data<App>, change: Change, posted: Posted<SynonymBody>) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let answer = app.db.write(move |conn| add(conn, &change, &once, &body)).await?;
    Synonyms::forget();
    Ok(answer.send(&req))
}

fn add(conn: &mut Conn, change: &Change, once: &Once, body: &SynonymBody) -> Result<Answer, Error> {
    let (member, trail) = editor(conn, change)?;
    once.run(conn, member, |conn| {
        let there: i64 = query!(conn, c => synonyms::table.count().get_result(c))?;
        if there >= MOST {
            return Err(conflict("Tidak dapat ditambah lagi.", "There can be no more.").into());
        }
        let (id, now) = (Id::new(), Instant::now());
        let row = (
            synonyms::id.eq(id),
            synonyms::words.eq(RawJson::of(&tidy(&body.words))?),
            synonyms::created_at.eq(now),
            synonyms::updated_at.eq(now),
        );
        query!(conn, c => diesel::insert_into(synonyms::table).values(row).execute(c))?;
        let row = find(conn, &id.to_string())?;
        note(conn, &trail, Verb::Create, &row)?;
        Answer::created(format!("/api/v1/vocabularies/synonyms/{id}"), 1, &SynonymSet::from(row))
    })
}

fn tidy(words: &[String]) -> Vec<String> {
    words.iter().map(|phrase| phrase.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Changes a set of synonyms
///
/// By admins. Needs `If-Match`.
#[utoipa::path(patch, path = "/api/v1/vocabularies/synonyms/{id}", tag = "vocabularies", operation_id = "updateSynonyms", security(("bearer" = [])),
    request_body = SynonymBody,
    params(("id" = Id, Path, description = "Id of the set"),
        ("If-Match" = String, Header, description = "ETag of the set as it was read", example = "\"1-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The set after the change", body = SynonymSet), PatchRefusals, VersionedRefusals))]
pub async fn update(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    patch: MergePatch,
) -> Result<HttpResponse, Error> {
    let answer = app
        .db
        .write(move |conn| {
            let (_, trail) = editor(conn, &change)?;
            let row = find(conn, &id)?;
            change.needs(row.version)?;
            let after: SynonymBody = patch.apply(&SynonymBody { words: row.words.read()? })?;
            query!(conn, c => diesel::update(synonyms::table.filter(synonyms::id.eq(row.id)))
                .set((
                    synonyms::words.eq(RawJson::of(&tidy(&after.words))?),
                    synonyms::updated_at.eq(Instant::now()),
                    synonyms::version.eq(row.version + 1),
                ))
                .execute(c))?;
            let row = find(conn, &id)?;
            note(conn, &trail, Verb::Update, &row)?;
            Answer::record(row.version, &SynonymSet::from(row))
        })
        .await?;
    Synonyms::forget();
    Ok(answer.send(&req))
}

/// Removes a set of synonyms
///
/// By admins. Needs `If-Match`.
#[utoipa::path(delete, path = "/api/v1/vocabularies/synonyms/{id}", tag = "vocabularies", operation_id = "deleteSynonyms", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the set"),
        ("If-Match" = String, Header, description = "ETag of the set as it was read", example = "\"1-5b1c0f3a9e7d2468\"")),
    responses((status = 204, description = "Removed"), DeleteRefusals))]
pub async fn remove(app: web::Data<App>, change: Change, id: web::Path<String>) -> Result<HttpResponse, Error> {
    app.db
        .write(move |conn| {
            let (_, trail) = editor(conn, &change)?;
            let row = find(conn, &id)?;
            change.needs(row.version)?;
            query!(conn, c => diesel::delete(synonyms::table.filter(synonyms::id.eq(row.id))).execute(c))?;
            note(conn, &trail, Verb::Delete, &row)
        })
        .await?;
    Synonyms::forget();
    Ok(HttpResponse::NoContent().finish())
}
