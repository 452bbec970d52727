//! Reviews: a reviewer's assessment of one version by the five criteria.

use super::lifecycle;
use super::model::Stored;
use super::routes::page_from_inside;
use super::writing::Target;
use crate::app::App;
use crate::audit::{Event, RecordType, Verb, digest_of};
use crate::auth::policy::Action;
use crate::db::schema::{reviews, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Once, Posted};
use crate::http::listing::{Limit, Listing, PageQuery};
use crate::http::openapi::{PostRefusals, Refusals};
use crate::http::problem::{conflict, taken};
use crate::http::query::Query;
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::text::said;
use crate::users::model::Person;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::dsl::exists;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/innovations/{id}/reviews").get(list_reviews).post(review)]
}

crate::db::types::text_enum! {
    /// What a reviewer recommends.
    pub enum Recommendation {
        /// Publish it.
        Publish = "publish",
        /// Let its author revise it.
        Revise = "revise",
        /// Reject it.
        Reject = "reject",
    }
}

/// A reviewer's assessment of one version.
#[derive(Serialize, ToSchema)]
pub struct Review {
    /// Id.
    pub id: Id,
    /// The innovation.
    pub innovation_id: Id,
    /// The version that was assessed; the review counts for no other.
    #[schema(example = 4)]
    pub innovation_version: i64,
    /// Who assessed it.
    pub reviewer: Person,
    /// Kebaruan, 0-100.
    #[schema(example = 80)]
    pub novelty: i32,
    /// Efektivitas, 0-100.
    #[schema(example = 85)]
    pub effectiveness: i32,
    /// Kebermanfaatan, 0-100.
    #[schema(example = 90)]
    pub benefit: i32,
    /// Kemudahan penyebaran, 0-100.
    #[schema(example = 75)]
    pub transferability: i32,
    /// Keberlanjutan, 0-100.
    #[schema(example = 70)]
    pub sustainability: i32,
    /// What the reviewer says.
    #[schema(required = true)]
    pub comment: Option<String>,
    /// What the reviewer recommends.
    pub recommendation: Recommendation,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Grows by one with each change.
    pub version: i64,
}

/// An assessment to be made.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"novelty": 80, "effectiveness": 85, "benefit": 90, "transferability": 75, "sustainability": 70, "comment": "Siap disebarkan.", "recommendation": "publish"}))]
pub struct NewReview {
    /// Kebaruan, 0-100.
    #[validate(range(min = 0, max = 100))]
    #[schema(minimum = 0, maximum = 100)]
    pub novelty: i32,
    /// Efektivitas, 0-100.
    #[validate(range(min = 0, max = 100))]
    #[schema(minimum = 0, maximum = 100)]
    pub effectiveness: i32,
    /// Kebermanfaatan, 0-100.
    #[validate(range(min = 0, max = 100))]
    #[schema(minimum = 0, maximum = 100)]
    pub benefit: i32,
    /// Kemudahan penyebaran, 0-100.
    #[validate(range(min = 0, max = 100))]
    #[schema(minimum = 0, maximum = 100)]
    pub transferability: i32,
    /// Keberlanjutan, 0-100.
    #[validate(range(min = 0, max = 100))]
    #[schema(minimum = 0, maximum = 100)]
    pub sustainability: i32,
    /// What to say, at most 5,000 characters.
    #[validate(length(max = 5000))]
    #[schema(max_length = 5000)]
    pub comment: Option<String>,
    /// What to recommend.
    pub recommendation: Recommendation,
    /// The version that was assessed, when it is to be checked against the present one.
    pub innovation_version: Option<i64>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = reviews)]
struct Row {
    id: Id,
    innovation_version: i64,
    novelty: i32,
    effectiveness: i32,
    benefit: i32,
    transferability: i32,
    sustainability: i32,
    comment: Option<String>,
    recommendation: Recommendation,
    created_at: Instant,
    updated_at: Instant,
    version: i64,
}

impl Review {
    fn new(row: Row, reviewer: Person, innovation_id: Id) -> Self {
        Self {
            id: row.id,
            innovation_id,
            innovation_version: row.innovation_version,
            reviewer,
            novelty: row.novelty,
            effectiveness: row.effectiveness,
            benefit: row.benefit,
            transferability: row.transferability,
            sustainability: row.sustainability,
            comment: row.comment,
            recommendation: row.recommendation,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

/// One more review than the page holds, the newest first, from after a position on.
pub fn list(conn: &mut Conn, found: &Stored, after: Option<(i64, Id)>, limit: Limit) -> Result<Vec<Review>, Error> {
    let rows: Vec<(Row, Person)> = query!(conn, c => {
        let mut reviews = reviews::table.inner_join(users::table).filter(reviews::seq.eq(found.row.seq)).into_boxed();
        if let Some((at, id)) = after {
            let at = Instant(at);
            reviews = reviews.filter(reviews::created_at.lt(at).or(reviews::created_at.eq(at).and(reviews::id.lt(id))));
        }
        reviews
            .order((reviews::created_at.desc(), reviews::id.desc()))
            .limit(limit.and_one())
            .select((Row::as_select(), Person::as_select()))
            .load(c)
    })?;
    Ok(rows.into_iter().map(|(row, reviewer)| Review::new(row, reviewer, found.row.id)).collect())
}

fn find(conn: &mut Conn, id: Id, innovation_id: Id) -> Result<Review, Error> {
    let (row, reviewer): (Row, Person) = query!(conn, c => reviews::table
        .inner_join(users::table)
        .filter(reviews::id.eq(id))
        .select((Row::as_select(), Person::as_select()))
        .first(c))?;
    Ok(Review::new(row, reviewer, innovation_id))
}

/// Whether a review of this version recommends publishing.
pub fn recommended(conn: &mut Conn, seq: i64, version: i64) -> Result<bool, Error> {
    let found = reviews::seq.eq(seq).and(reviews::innovation_version.eq(version)).and(reviews::recommendation.eq(Recommendation::Publish));
    Ok(query!(conn, c => diesel::select(exists(reviews::table.filter(found))).get_result(c))?)
}

/// Whether this person has assessed this version.
pub fn is_made(conn: &mut Conn, seq: i64, version: i64, by: Id) -> Result<bool, Error> {
    Ok(made(conn, seq, version, by)?.is_some())
}

/// The assessment of this version by this reviewer.
fn made(conn: &mut Conn, seq: i64, version: i64, by: Id) -> Result<Option<Id>, Error> {
    let own = reviews::seq.eq(seq).and(reviews::innovation_version.eq(version)).and(reviews::reviewer_id.eq(by));
    Ok(query!(conn, c => reviews::table.filter(own).select(reviews::id).first(c).optional())?)
}

/// Keeps an assessment of the present version.
pub fn create(conn: &mut Conn, change: &Change, once: &Once, handle: &str, new: &NewReview) -> Result<Answer, Error> {
    let target = Target::find(conn, change, handle)?;
    target.allow(Action::ReviewInnovation)?;
    once.run(conn, target.member.id, |conn| {
        change.accepts(target.version())?;
        judge(conn, &target, new)?;
        let id = insert(conn, &target, new)?;
        let innovation_id = target.found.row.id;
        let made = find(conn, id, innovation_id)?;
        let summary = format!("{}: {}", target.found.row.title, made.recommendation);
        let after = Some(digest_of(&made)?);
        target.trail.note(
            conn,
            Event {
                deed: Verb::Review.into(),
                record_type: RecordType::Innovation,
                record_id: innovation_id.to_string(),
                summary,
                before: None,
                after,
            },
        )?;
        Answer::created(format!("/api/v1/innovations/{innovation_id}/reviews"), 1, &made)
    })
}

/// 409 unless this version waits for this reviewer's assessment.
fn judge(conn: &mut Conn, target: &Target, new: &NewReview) -> Result<(), Error> {
    let row = &target.found.row;
    if !lifecycle::is_assessed(row.status) {
        return Err(conflict("Hanya yang sedang ditelaah yang dapat dinilai.", "Only what is in review can be assessed.").into());
    }
    if new.innovation_version.is_some_and(|version| version != row.version) {
        return Err(conflict("Versi yang dinilai bukan versi sekarang.", "The version that was assessed is not the present one.").into());
    }
    let own = made(conn, row.seq, row.version, target.member.id)?;
    if own.is_some() {
        return Err(taken("Anda sudah menilai versi ini.", "You have assessed this version already.", &["innovation_version"], own).into());
    }
    Ok(())
}

fn insert(conn: &mut Conn, target: &Target, new: &NewReview) -> Result<Id, Error> {
    let (id, now) = (Id::new(), Instant::now());
    let row = (
        reviews::id.eq(id),
        reviews::seq.eq(target.found.row.seq),
        reviews::reviewer_id.eq(target.member.id),
        reviews::innovation_version.eq(target.version()),
        reviews::novelty.eq(new.novelty),
        reviews::effectiveness.eq(new.effectiveness),
        reviews::benefit.eq(new.benefit),
        reviews::transferability.eq(new.transferability),
        reviews::sustainability.eq(new.sustainability),
        reviews::comment.eq(new.comment.as_deref().and_then(said)),
        reviews::recommendation.eq(new.recommendation),
        reviews::created_at.eq(now),
        reviews::updated_at.eq(now),
    );
    query!(conn, c => diesel::insert_into(reviews::table).values(row).execute(c))?;
    Ok(id)
}

/// Lists the reviews of an innovation
///
/// For those who see it from inside: its owners, its hub, reviewers of it, admins. The newest first.
#[utoipa::path(get, path = "/api/v1/innovations/{id}/reviews", tag = "innovations", operation_id = "listInnovationReviews", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-tanpa-antre"), PageQuery),
    responses((status = 200, description = "The reviews", body = Listing<Review>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list_reviews(reading: Reading, id: web::Path<String>, query: Query<PageQuery>) -> Result<HttpResponse, Error> {
    page_from_inside(reading, ("reviews", id.into_inner()), query, list, |review| (review.created_at.0, review.id)).await
}

/// Reviews an innovation
///
/// Assesses the present version by the five criteria; only what is `in_review`, once per reviewer and version (409). The review counts for this
/// version alone. Nobody reviews what they own, wrote or submitted, or what is their institution's (403).
#[utoipa::path(post, path = "/api/v1/innovations/{id}/reviews", tag = "innovations", operation_id = "reviewInnovation", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-tanpa-antre"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body = NewReview, responses((status = 201, description = "The review", body = Review), PostRefusals))]
pub async fn review(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<NewReview>,
) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let answer = app.db.write(move |conn| create(conn, &change, &once, &id, &body)).await?;
    Ok(answer.send(&req))
}
