//! `/posts`.

use super::content::PostBody;
use super::lifecycle::PostAction;
use super::model::{Post, PostKind, PostStatus, PostSummary};
use super::queries::{self, Filter, Position, PostFacet, PostSort, Sight};
use super::{lifecycle, moving, writing};
use crate::app::App;
use crate::db::{Conn, Cost, Id};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Posted};
use crate::http::json::Json;
use crate::http::listing::{Limit, Listing, Ranking, Sort};
use crate::http::locale::Text;
use crate::http::openapi::{DeleteRefusals, ListRefusals, PatchRefusals, PostRefusals, Refusals, VersionedRefusals};
use crate::http::problem::{bad_parameter, not_found};
use crate::http::query::{Many, NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::http::transitions::{Transition, TransitionRequest, Transitions};
use crate::markdown::{Form, bounded, named};
use crate::reactions::{self, NewReaction, ReactionKind, Reactions, Subject};
use crate::search::everything::best_posts;
use crate::search::ranking::{DEEPEST, SearchQuery};
use crate::search::synonyms::Synonyms;
use crate::search::text::fold;
use crate::slug::is_former;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![
        at("/posts").get(list).post(create),
        at("/posts/{id}").get(show).patch(update).delete(remove),
        at("/posts/{id}/transitions").get(transitions).post(transition),
        at("/posts/{id}/accepted-comment").put(accept).delete(unaccept),
        at("/posts/{id}/reactions").get(show_reactions).post(react),
        at("/posts/{id}/reactions/{kind}").delete(unreact),
        at("/posts/{id}/lock").put(lock),
    ]
}

/// What a list of posts can be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Words; every form of them is found. At most 200 characters.
    #[param(max_length = 200, example = "antrean")]
    q: Option<String>,
    /// Kinds: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<PostKind>>, style = Form, explode)]
    kind: Many<PostKind>,
    /// Tags, whatever their case: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<String>>, style = Form, explode, example = json!(["antrean"]))]
    tag: Many<String>,
    /// Hubs, by id or slug: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<String>>, style = Form, explode, example = json!(["kemenkeu"]))]
    hub_id: Many<String>,
    /// Innovations that it is about, by id or slug: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<String>>, style = Form, explode)]
    innovation_id: Many<String>,
    /// Events that it is about: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<Id>>, style = Form, explode)]
    event_id: Many<Id>,
    /// Who wrote it: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<Id>>, style = Form, explode)]
    author_id: Many<Id>,
    /// Questions that have an accepted answer, or that have none.
    answered: Option<bool>,
    /// Statuses; `published` when left out (all own ones with `mine=true`).
    #[serde(default)]
    #[param(value_type = Option<Vec<PostStatus>>, style = Form, explode)]
    status: Many<PostStatus>,
    /// Those that the signed-in caller wrote, in any status.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    mine: bool,
    /// `published_at`, `created_at`, `useful_count`, `comment_count`, `-` before it for descending, or `relevance` with `q`.
    #[param(inline, value_type = Option<SortWords>)]
    sort: Option<String>,
    /// Adds `facets`.
    #[serde(default)]
    #[param(value_type = Option<Vec<PostFacet>>, style = Form, explode)]
    facets: Many<PostFacet>,
    /// Entries per page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 20)]
    limit: Limit,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Adds `total`.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    count: bool,
}

/// The sorts of the list, for the document.
#[derive(ToSchema, Deserialize)]
#[allow(dead_code)]
enum SortWords {
    #[serde(rename = "published_at")]
    PublishedAt,
    #[serde(rename = "-published_at")]
    PublishedAtDescending,
    #[serde(rename = "created_at")]
    CreatedAt,
    #[serde(rename = "-created_at")]
    CreatedAtDescending,
    #[serde(rename = "useful_count")]
    UsefulCount,
    #[serde(rename = "-useful_count")]
    UsefulCountDescending,
    #[serde(rename = "comment_count")]
    CommentCount,
    #[serde(rename = "-comment_count")]
    CommentCountDescending,
    #[serde(rename = "relevance")]
    Relevance,
}

/// Where a page ended: by value, or by rank.
#[derive(Serialize, Deserialize)]
enum After {
    Value(Position),
    Rank(usize),
}

impl ListQuery {
    /// A page that is read along an index costs little; to search, count, or look for what may be rare costs much.
    fn cost(&self) -> Cost {
        let extras = self.q.is_some() || self.count || !self.facets.is_empty() || self.answered.is_some();
        let links = !(self.tag.is_empty() && self.hub_id.is_empty() && self.innovation_id.is_empty() && self.event_id.is_empty());
        if extras || links || self.author_id.0.len() > 1 { Cost::Much } else { Cost::Little }
    }

    fn sort(&self) -> Result<Sort<PostSort>, Error> {
        let usual = match (&self.q, self.mine) {
            (Some(_), _) => PostSort::Relevance,
            (None, true) => PostSort::CreatedAt,
            (None, false) => PostSort::PublishedAt,
        };
        let sort = self.sort.as_deref().map_or(Ok(Sort { field: usual, descending: true }), Sort::parse)?;
        if sort.field == PostSort::Relevance && self.q.is_none() {
            return Err(bad_parameter("sort", Text::new("`relevance` perlu `q`.", "`relevance` needs `q`.")).into());
        }
        Ok(sort)
    }

    fn filter(&self) -> Filter {
        Filter {
            kinds: self.kind.0.clone(),
            statuses: self.status.0.clone(),
            tags: self.tag.0.iter().map(|tag| fold(tag.trim())).collect(),
            hubs: self.hub_id.0.clone(),
            innovations: self.innovation_id.0.clone(),
            events: self.event_id.0.clone(),
            authors: self.author_id.0.clone(),
            answered: self.answered,
            mine: self.mine,
            ..Filter::default()
        }
    }
}

/// Lists posts
///
/// What is published, the newest first. `q` looks for words, the best matches first; `mine=true` lists the caller's own in any status.
#[utoipa::path(get, path = "/api/v1/posts", tag = "posts", operation_id = "listPosts", params(ListQuery), security((), ("bearer" = [])),
    responses((status = 200, description = "A page of posts", body = Listing<PostSummary>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), ListRefusals))]
pub async fn list(reading: Reading, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    if query.q.as_ref().is_some_and(|q| q.chars().count() > 200) {
        return Err(bad_parameter("q", Text::new("paling banyak 200 karakter.", "at most 200 characters.")).into());
    }
    let (sort, filter) = (query.sort()?, query.filter());
    let scope = format!("posts {sort:?} {:?} {filter:?}", query.q);
    let after: Option<After> = reading.app.cursors.start(&scope, query.cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .costing(query.cost())
        .answer(move |conn, caller| {
            if query.mine {
                caller.signed_in()?;
            }
            let text = match query.q.as_deref() {
                Some(q) => Some(SearchQuery::parse_with(q, &*Synonyms::current(conn)?)),
                None => None,
            };
            if text.as_ref().is_some_and(SearchQuery::is_empty) {
                return Answer::list(&Listing::<PostSummary>::page(Vec::new(), None).with_total(query.count.then_some(0)));
            }
            let expression = text.as_ref().map(SearchQuery::whole);
            let filter = Filter { text: expression, sight: Sight::of(caller), ..filter.clone() }.known_to(conn, caller)?;
            let (rows, next, ranking) = match (&text, sort.field) {
                (Some(text), PostSort::Relevance) => {
                    let skip = match after {
                        Some(After::Rank(skip)) => skip,
                        _ => 0,
                    };
                    let ids = best_posts(conn, text)?;
                    let mut rows = queries::in_order(conn, &filter, &ids)?;
                    let end = skip + query.limit.items();
                    let next = if rows.len() > end && end < DEEPEST { Some(cursors.seal(&scope, &After::Rank(end))?) } else { None };
                    rows.truncate(end);
                    rows.drain(..skip.min(rows.len()));
                    (rows, next, Some(if ids.len() < DEEPEST { Ranking::Exact } else { Ranking::Partial }))
                }
                _ => {
                    let position = match &after {
                        Some(After::Value(position)) => Some(position),
                        _ => None,
                    };
                    let mut rows = queries::list(conn, &filter, sort, position, query.limit)?;
                    let next =
                        cursors.next(&scope, query.limit, &mut rows, |(last, ..)| After::Value(queries::position(last, sort.field)))?;
                    (rows, next, None)
                }
            };
            let total = if query.count { Some(queries::count(conn, &filter)?) } else { None };
            let mut page = Listing::<PostSummary>::page(queries::summaries(rows), next).with_total(total);
            page.ranking = ranking;
            if !query.facets.is_empty() {
                let mut facets = BTreeMap::new();
                for field in &query.facets.0 {
                    facets.insert(field.as_str(), queries::facet(conn, &filter, *field)?);
                }
                page.facets = Some(facets);
            }
            Answer::list(&page)
        })
        .await
}

/// Shows a post
///
/// By id or slug. What is not published is shown to its author, and what is archived or hidden also to moderators; to everybody else it is 404.
#[utoipa::path(get, path = "/api/v1/posts/{id}", tag = "posts", operation_id = "getPost", security((), ("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e")),
    responses((status = 200, description = "The post", body = Post),
        (status = 308, description = "The slug is a former one; `Location` is the present address"),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let found = queries::visible(conn, caller, &id)?;
            if is_former(&id, &found.0.0.slug) {
                return Answer::moved(format!("/api/v1/posts/{}", found.0.0.slug));
            }
            let post = queries::whole(conn, caller, found)?;
            Answer::record(post.summary.version, &post)
        })
        .await
}

/// Writes a post
///
/// A draft, by anybody with an account, for the hub of their institution. How much one person writes in an hour, and how many links to elsewhere a text has,
/// is limited: 429 and 422 (`too_many_links`), more narrowly in the first day of an account.
#[utoipa::path(post, path = "/api/v1/posts", tag = "posts", operation_id = "createPost", security(("bearer" = [])), request_body = PostBody,
    responses((status = 201, description = "The post, a draft", body = Post), PostRefusals))]
pub async fn create(req: HttpRequest, app: web::Data<App>, change: Change, posted: Posted<PostBody>) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    change.signed_in()?;
    bounded(Form::Post, [("body", body.body.as_str())]).await?;
    let limits = app.writing_limits();
    let answer = app.db.write(move |conn| writing::create(conn, &change, &once, &body, limits)).await?;
    Ok(answer.send(&req))
}

/// Changes a post
///
/// A merge patch, by its author, until it is archived; every edit is kept as a revision. Needs `If-Match`.
#[utoipa::path(patch, path = "/api/v1/posts/{id}", tag = "posts", operation_id = "updatePost", security(("bearer" = [])), request_body = PostBody,
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e"),
        ("If-Match" = String, Header, description = "ETag of the post as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The post after the change", body = Post), PatchRefusals, VersionedRefusals))]
pub async fn update(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    patch: MergePatch,
) -> Result<HttpResponse, Error> {
    change.signed_in()?;
    bounded(Form::Post, named(&patch.0, &["body"])).await?;
    let limits = app.writing_limits();
    let answer = app.db.write(move |conn| writing::update(conn, &change, &id, &patch, limits)).await?;
    Ok(answer.send(&req))
}

/// Deletes a draft
///
/// By its author, with its pictures; what was published is archived instead (409). Needs `If-Match`.
#[utoipa::path(delete, path = "/api/v1/posts/{id}", tag = "posts", operation_id = "deletePost", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e"),
        ("If-Match" = String, Header, description = "ETag of the post as it was read", example = "\"3-5b1c0f3a9e7d2468\"")),
    responses((status = 204, description = "Deleted"), DeleteRefusals))]
pub async fn remove(app: web::Data<App>, change: Change, id: web::Path<String>) -> Result<HttpResponse, Error> {
    app.db.write(move |conn| writing::delete(conn, &change, &id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Shows the way of a post through its statuses
///
/// Everybody who sees the post sees when it was published; its author and moderators see all of it. `allowed` lists what the caller may do next.
#[utoipa::path(get, path = "/api/v1/posts/{id}/transitions", tag = "posts", operation_id = "listPostTransitions", security((), ("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e")),
    responses((status = 200, description = "The transitions, the oldest first", body = Transitions,
        example = json!({"items": [{"to": "published", "at": "2026-08-01T05:00:00.000Z"}], "allowed": []})),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn transitions(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let ((row, ..), view) = queries::visible(conn, caller, &id)?;
            let inside = view.author || view.moderates;
            let items = queries::transitions(conn, row.seq)?
                .into_iter()
                .filter(|(_, to, ..)| inside || to == PostStatus::Published.as_str())
                .map(|step| Transition::new(step, inside))
                .collect();
            let allowed = lifecycle::allowed(&view, row.status).into_iter().map(|to| to.to_string()).collect();
            Answer::record(row.version, &Transitions { items, allowed })
        })
        .await
}

/// Moves a post through its life
///
/// Its author publishes it, schedules it (for `publish_at`), takes it back and archives it; a moderator hides it with a reason (`note`), and shows it again.
#[utoipa::path(post, path = "/api/v1/posts/{id}/transitions", tag = "posts", operation_id = "transitionPost", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e"),
        ("If-Match" = Option<String>, Header, description = "ETag of the post as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body(content = TransitionRequest, example = json!({"to": "published"})),
    responses((status = 200, description = "The post in its new status", body = Post), PostRefusals))]
pub async fn transition(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<TransitionRequest>,
) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let answer = app.db.write(move |conn| moving::transition(conn, &change, &once, &id, &body)).await?;
    Ok(answer.send(&req))
}

/// The comment that answers a question.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"comment_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e"}))]
pub struct AcceptedComment {
    /// The comment.
    pub comment_id: Id,
}

/// Accepts a comment as the answer
///
/// By who asked, of a published question. It takes the place of one that was accepted before.
#[utoipa::path(put, path = "/api/v1/posts/{id}/accepted-comment", tag = "posts", operation_id = "acceptComment", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e"),
        ("If-Match" = Option<String>, Header, description = "ETag of the post as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body = AcceptedComment, responses((status = 200, description = "The post with its answer", body = Post), PostRefusals))]
pub async fn accept(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    body: Json<AcceptedComment>,
) -> Result<HttpResponse, Error> {
    let comment = body.0.comment_id;
    let answer = app.db.write(move |conn| writing::accept(conn, &change, &id, Some(comment))).await?;
    Ok(answer.send(&req))
}

/// Takes the acceptance of an answer back
///
/// By who asked.
#[utoipa::path(delete, path = "/api/v1/posts/{id}/accepted-comment", tag = "posts", operation_id = "unacceptComment", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e"),
        ("If-Match" = Option<String>, Header, description = "ETag of the post as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The post without an answer", body = Post), PostRefusals))]
pub async fn unaccept(req: HttpRequest, app: web::Data<App>, change: Change, id: web::Path<String>) -> Result<HttpResponse, Error> {
    let answer = app.db.write(move |conn| writing::accept(conn, &change, &id, None)).await?;
    Ok(answer.send(&req))
}

/// Shows the reactions to a post
///
/// How many people reacted, and how the signed-in caller did.
#[utoipa::path(get, path = "/api/v1/posts/{id}/reactions", tag = "posts", operation_id = "getPostReactions", security((), ("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e")),
    responses((status = 200, description = "The reactions", body = Reactions),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show_reactions(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let ((row, ..), _) = queries::visible(conn, caller, &id)?;
            Answer::record(row.version, &reactions::of(conn, caller, Subject::Post, row.id)?)
        })
        .await
}

/// The post, when the caller may react to it.
fn reader_of(conn: &mut Conn, change: &Change, handle: &str) -> Result<writing::Target, Error> {
    let target = writing::Target::find(conn, change, handle)?;
    target.may(PostAction::React)?;
    target.stands(PostAction::React)?;
    Ok(target)
}

fn reactions_to(conn: &mut Conn, target: &writing::Target) -> Result<Answer, Error> {
    let row = target.row();
    Answer::record(row.version, &reactions::of(conn, &target.caller, Subject::Post, row.id)?)
}

/// Reacts to a post
///
/// By anybody with an account but its author; each kind once, however often it is sent.
#[utoipa::path(post, path = "/api/v1/posts/{id}/reactions", tag = "posts", operation_id = "reactToPost", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e")),
    request_body = NewReaction, responses((status = 200, description = "The reactions", body = Reactions), PostRefusals))]
pub async fn react(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    posted: Posted<NewReaction>,
) -> Result<HttpResponse, Error> {
    let Posted { body: NewReaction { kind }, once } = posted;
    let _running = once.take(&change)?;
    let given = app.db.write(move |conn| {
        let target = reader_of(conn, &change, &id)?;
        once.run(conn, target.member.id, |conn| {
            reactions::give(conn, target.member.id, Subject::Post, target.row().id, kind)?;
            reactions_to(conn, &target)
        })
    });
    Ok(given.await?.send(&req))
}

/// Takes a reaction to a post back
///
/// The caller's own.
#[utoipa::path(delete, path = "/api/v1/posts/{id}/reactions/{kind}", tag = "posts", operation_id = "unreactToPost", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e"),
        ("kind" = ReactionKind, Path, description = "Kind of reaction")),
    responses((status = 200, description = "The reactions", body = Reactions), PostRefusals))]
pub async fn unreact(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let (id, kind) = path.into_inner();
    let kind: ReactionKind = kind.parse().map_err(|_| not_found())?;
    let taken = app.db.write(move |conn| {
        let target = reader_of(conn, &change, &id)?;
        reactions::take_back(conn, target.member.id, Subject::Post, target.row().id, kind)?;
        reactions_to(conn, &target)
    });
    Ok(taken.await?.send(&req))
}

/// Whether comments are closed.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"locked": true, "note": "Pertanyaannya sudah terjawab."}))]
pub struct LockRequest {
    /// Whether comments are closed.
    pub locked: bool,
    /// Why: for its author and moderators. At most 2,000 characters.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// Closes a post to comments, or opens it again
///
/// By the moderators of its hub, or admins.
#[utoipa::path(put, path = "/api/v1/posts/{id}/lock", tag = "moderation", operation_id = "lockPost", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e"),
        ("If-Match" = Option<String>, Header, description = "ETag of the post as it was read: 412 when it changed since", example = "\"3-5b1c0f3a9e7d2468\"")),
    request_body = LockRequest, responses((status = 200, description = "The post", body = Post), PostRefusals))]
pub async fn lock(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    body: Json<LockRequest>,
) -> Result<HttpResponse, Error> {
    let Json(LockRequest { locked, note }) = body;
    let answer = app.db.write(move |conn| writing::lock(conn, &change, &id, locked, note.as_deref())).await?;
    Ok(answer.send(&req))
}
