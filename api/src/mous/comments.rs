//! `/mous/{id}/comments`: what the parties and Kementerian PANRB say about a draft.

use super::lifecycle;
use super::writing::{Target, note};
use super::{news, queries};
use crate::app::App;
use crate::audit::{Verb, sha256};
use crate::db::schema::{mou_comments, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Once, Posted};
use crate::http::listing::{CursorQuery, Listing, fitting};
use crate::http::openapi::{PostRefusals, Refusals};
use crate::http::problem::{conflict, forbidden, not_found};
use crate::http::query::Query;
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::markdown::{self, Form, bounded};
use crate::text::Prose;
use crate::users::model::Person;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use validator::Validate;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/mous/{id}/comments").get(list).post(create)]
}

/// Most comments on one MoU.
const MOST: i64 = 500;

/// What somebody said about a MoU.
#[derive(Serialize, ToSchema)]
pub struct MouComment {
    /// Id.
    pub id: Id,
    /// Who said it.
    pub author: Person,
    /// What. Markdown.
    #[schema(example = "Pasal 3: mohon tambahkan jangka waktu pelaporan.")]
    pub body: String,
    /// The same as sanitised HTML.
    #[schema(value_type = String)]
    pub body_html: Arc<str>,
    /// When.
    pub created_at: Instant,
}

/// Something to say about a MoU.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"body": "Pasal 3: mohon tambahkan jangka waktu pelaporan."}))]
pub struct NewMouComment {
    /// What. Markdown, 1-5,000 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 5000)]
    pub body: Prose<1, 5000>,
}

type Row = (Id, Person, String, Instant);

impl From<Row> for MouComment {
    fn from((id, author, body, created_at): Row) -> Self {
        Self { id, author, body_html: markdown::render(&body), body, created_at }
    }
}

/// Lists the comments on a MoU
///
/// In the order in which they were made; for the parties and admins. A page of very long comments ends before the last of them.
#[utoipa::path(get, path = "/api/v1/mous/{id}/comments", tag = "mous", operation_id = "listMouComments", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU"), CursorQuery),
    responses((status = 200, description = "The comments", body = Listing<MouComment>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list(reading: Reading, id: web::Path<String>, query: Query<CursorQuery>) -> Result<HttpResponse, Error> {
    let scope = format!("mou comments {id}");
    let after: Option<Id> = reading.app.cursors.start(&scope, query.0.cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, caller| {
            caller.signed_in()?;
            let (row, inside) = queries::visible(conn, caller, &id)?;
            if !inside {
                return Err(not_found().into());
            }
            let mut rows: Vec<Row> = query!(conn, c => mou_comments::table
                .inner_join(users::table)
                .filter(mou_comments::mou_id.eq(row.id).and(mou_comments::id.gt(after.unwrap_or(Id::NIL))))
                .order(mou_comments::id.asc())
                .limit(MOST)
                .select((mou_comments::id, Person::as_select(), mou_comments::body, mou_comments::created_at))
                .load(c))?;
            let fits = fitting(rows.iter().map(|(_, _, body, _)| markdown::size(body)));
            let next = cursors.cut(&scope, fits, &mut rows, |(id, ..)| *id)?;
            Answer::list(&Listing::<MouComment>::page(rows.into_iter().map(MouComment::from).collect(), next))
        })
        .await
}

/// Comments on a MoU
///
/// By the parties and admins, until it is cancelled.
#[utoipa::path(post, path = "/api/v1/mous/{id}/comments", tag = "mous", operation_id = "createMouComment", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the MoU")),
    request_body = NewMouComment, responses((status = 201, description = "The comment", body = MouComment), PostRefusals))]
pub async fn create(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<NewMouComment>,
) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    change.signed_in()?;
    bounded(Form::Page, [("body", &*body.body)]).await?;
    let answer = app.db.write(move |conn| add(conn, &change, &once, &id, &body)).await?;
    Ok(answer.send(&req))
}

fn add(conn: &mut Conn, change: &Change, once: &Once, id: &str, new: &NewMouComment) -> Result<Answer, Error> {
    let mut target = Target::find(conn, change, id)?;
    if !target.inside {
        return Err(forbidden().into());
    }
    once.run(conn, target.member, |conn| {
        change.accepts(target.row.version)?;
        let said: i64 = query!(conn, c => mou_comments::table.filter(mou_comments::mou_id.eq(target.row.id)).count().get_result(c))?;
        if !lifecycle::takes_comments(target.row.status) || said >= MOST {
            return Err(conflict("Di sini tidak dapat dikomentari lagi.", "There can be no more comments here.").into());
        }
        let (id, now) = (Id::new(), Instant::now());
        let row = (
            mou_comments::id.eq(id),
            mou_comments::mou_id.eq(target.row.id),
            mou_comments::author_id.eq(target.member),
            mou_comments::body.eq(new.body.trim()),
            mou_comments::created_at.eq(now),
        );
        query!(conn, c => diesel::insert_into(mou_comments::table).values(row).execute(c))?;
        target.touch(conn)?;
        news::commented(conn, &target.trail, &target.row, new.body.trim())?;
        note(conn, &target.trail, Verb::Comment, target.row.id, &target.row.title, None, Some(sha256(&*new.body)))?;
        let author: Person = query!(conn, c => users::table.filter(users::id.eq(target.member)).select(Person::as_select()).first(c))?;
        let made = MouComment::from((id, author, new.body.trim().to_owned(), now));
        Answer::created(format!("/api/v1/mous/{}/comments", target.row.id), target.row.version, &made)
    })
}
