//! `/reports`: what people want a moderator to look at, and what came of it. An appeal is a report by whose text was hidden.

use super::limits::{self, Limits};
use crate::app::App;
use crate::audit::{self, Deed, RecordType, Trail, Verb};
use crate::auth::policy::{Action, Reach, permits, reaches};
use crate::auth::{Caller, Member};
use crate::comments::lifecycle::{self as comment_lifecycle, CommentAction};
use crate::comments::queries as comment_queries;
use crate::db::schema::{comments, hubs, posts, reports, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, MergePatch, Once, Posted};
use crate::http::json::invalid;
use crate::http::listing::{Limit, Listing};
use crate::http::locale::Text;
use crate::http::openapi::{PatchRefusals, PostRefusals, Refusals, VersionedRefusals};
use crate::http::problem::{FieldError, conflict, forbidden, not_found, taken};
use crate::http::query::{Many, NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::markdown;
use crate::notifications::model::{NotificationKind, Subject as Of};
use crate::notifications::telling::{News, staff_of_moderation, tell_of_part};
use crate::posts::lifecycle::{self as post_lifecycle, PostAction};
use crate::posts::model::PostRow;
use crate::posts::queries as post_queries;
use crate::reactions::Subject;
use crate::text::said;
use crate::users::model::Person;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/reports").get(list).post(create), at("/reports/{id}").get(show).patch(decide)]
}

crate::db::types::text_enum! {
    /// Why something is reported.
    pub enum ReportReason {
        /// It advertises.
        Spam = "spam",
        /// It insults or threatens.
        Abuse = "abuse",
        /// It does not belong here.
        OffTopic = "off_topic",
        /// It tells of somebody what should not be told.
        Privacy = "privacy",
        /// It is wrong, and may do harm.
        Wrong = "wrong",
        /// Something else, said in the note.
        Other = "other",
        /// By whose text was hidden: please look again.
        Appeal = "appeal",
    }
}

crate::db::types::text_enum! {
    /// Where a report is.
    pub enum ReportStatus {
        /// It waits for a moderator.
        Open = "open",
        /// The moderator agreed.
        Upheld = "upheld",
        /// The moderator did not.
        Dismissed = "dismissed",
    }
}

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = reports)]
struct ReportRow {
    id: Id,
    record_type: Subject,
    record_id: Id,
    seq: i64,
    hub_id: Option<Id>,
    reporter_id: Id,
    reason: ReportReason,
    note: Option<String>,
    status: ReportStatus,
    answer: Option<String>,
    decided_at: Option<Instant>,
    created_at: Instant,
    version: i64,
}

/// A report.
#[derive(Serialize, ToSchema)]
pub struct Report {
    /// Id.
    pub id: Id,
    /// What is reported.
    pub record_type: Subject,
    /// Its id.
    pub record_id: Id,
    /// The title of the post; empty when the caller may not read it any more.
    #[schema(example = "Antrean yang jujur: yang kami pelajari di poliklinik")]
    pub title: String,
    /// How the reported text begins; empty when the caller may not read it any more.
    pub excerpt: String,
    /// Its page, below the public address.
    #[schema(example = "/posts/antrean-yang-jujur-5a6c7d8e")]
    pub url: String,
    /// Who reported it.
    pub reporter: Person,
    /// Why.
    pub reason: ReportReason,
    /// What the reporter says.
    #[schema(required = true)]
    pub note: Option<String>,
    /// Where it is.
    pub status: ReportStatus,
    /// What the moderator says.
    #[schema(required = true)]
    pub answer: Option<String>,
    /// When it was decided.
    #[schema(required = true)]
    pub decided_at: Option<Instant>,
    /// When it was filed.
    pub created_at: Instant,
    /// Version.
    #[schema(example = 1)]
    pub version: i64,
    /// What the caller may do now.
    pub allowed_actions: Vec<String>,
}

/// A report to be filed: of a post, or of a comment.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"post_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e", "reason": "spam", "note": "Hanya iklan."}))]
pub struct NewReport {
    /// The post.
    pub post_id: Option<Id>,
    /// The comment.
    pub comment_id: Option<Id>,
    /// Why. `appeal` is for whose text was hidden.
    pub reason: ReportReason,
    /// What there is to say about it, at most 2,000 characters.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// A moderator's decision. Hiding or showing the text is a step of its own.
#[derive(Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"status": "upheld", "answer": "Terima kasih; komentar itu disembunyikan."}))]
pub struct ReportDecision {
    /// `upheld` or `dismissed`.
    pub status: ReportStatus,
    /// What to tell the reporter, at most 2,000 characters.
    #[validate(length(max = 2000))]
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub answer: Option<String>,
}

/// Which reports a list holds.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Statuses: any of them; all when left out.
    #[serde(default)]
    #[param(value_type = Option<Vec<ReportStatus>>, style = Form, explode)]
    status: Many<ReportStatus>,
    /// Those that the caller filed.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    mine: bool,
    /// Entries per page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 20)]
    limit: Limit,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

type Found = (ReportRow, Person);

fn moderates(member: &Member, hub: Option<Id>, own_hub: Option<Id>) -> bool {
    reaches(member, Action::ModeratePost).any(|reach| reach == Reach::All || (hub.is_some() && hub == own_hub))
}

/// The hub of the caller's institution.
fn hub_of(conn: &mut Conn, member: &Member) -> Result<Option<Id>, Error> {
    let home = member.institution_id.unwrap_or(Id::NIL);
    Ok(query!(conn, c => hubs::table.filter(hubs::institution_id.eq(home)).select(hubs::id).first(c).optional())?)
}

/// The wire form: what is reported is quoted to moderators, and to who may read it at this moment.
fn wire(conn: &mut Conn, caller: &Caller, (row, reporter): Found, moderates: bool) -> Result<Report, Error> {
    let (post, title, slug, begins): (Id, String, String, String) = query!(conn, c => posts::table
        .filter(posts::seq.eq(row.seq))
        .select((posts::id, posts::title, posts::slug, posts::excerpt))
        .first(c))?;
    let reads_post = moderates || post_queries::seen(conn, caller, &post.to_string())?.is_some();
    let (excerpt, url) = match row.record_type {
        Subject::Post => (begins, format!("/posts/{slug}")),
        Subject::Comment => {
            let body: String = query!(conn, c => comments::table.filter(comments::id.eq(row.record_id)).select(comments::body).first(c))?;
            (markdown::plain(&body, 280), format!("/posts/{slug}#comment-{}", row.record_id))
        }
    };
    let reads_it = match row.record_type {
        Subject::Comment if !moderates => comment_queries::seen(conn, caller, row.record_id)?.is_some(),
        _ => reads_post,
    };
    let decides = moderates && row.status == ReportStatus::Open && row.reporter_id != caller.member().map_or(Id::NIL, |member| member.id);
    let (title, excerpt) = (if reads_post { title } else { String::new() }, if reads_it { excerpt } else { String::new() });
    Ok(Report {
        id: row.id,
        record_type: row.record_type,
        record_id: row.record_id,
        title,
        excerpt,
        url,
        reporter,
        reason: row.reason,
        note: row.note,
        status: row.status,
        answer: row.answer,
        decided_at: row.decided_at,
        created_at: row.created_at,
        version: row.version,
        allowed_actions: if decides { vec!["decide".to_owned()] } else { Vec::new() },
    })
}

/// Lists reports
///
/// For moderators those about posts of their hub, for admins all; with `mine=true` those that the caller filed. The newest first.
#[utoipa::path(get, path = "/api/v1/reports", tag = "moderation", operation_id = "listReports", params(ListQuery), security(("bearer" = [])),
    responses((status = 200, description = "A page of reports", body = Listing<Report>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list(reading: Reading, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    let scope = format!("reports {:?} {}", query.status.0, query.mine);
    let before: Option<Id> = reading.app.cursors.start(&scope, query.cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, caller| {
            let member = caller.signed_in()?;
            let own_hub = hub_of(conn, member)?;
            let all = reaches(member, Action::ModeratePost).any(|reach| reach == Reach::All);
            if !query.mine && !permits(member, Action::ModeratePost) {
                return Err(forbidden().into());
            }
            let mut rows: Vec<Found> = query!(conn, c => {
                let mut found = reports::table.inner_join(users::table).into_boxed();
                if query.mine {
                    found = found.filter(reports::reporter_id.eq(member.id));
                } else if !all {
                    let hub = own_hub.unwrap_or(Id::NIL);
                    found = found.filter(reports::hub_id.is_not_null().and(reports::hub_id.assume_not_null().eq(hub)));
                }
                if !query.status.is_empty() {
                    found = found.filter(reports::status.eq_any(&query.status.0));
                }
                if let Some(before) = before {
                    found = found.filter(reports::id.lt(before));
                }
                found.order(reports::id.desc()).limit(query.limit.and_one()).select((ReportRow::as_select(), Person::as_select())).load(c)
            })?;
            let next = cursors.next(&scope, query.limit, &mut rows, |(last, _)| last.id)?;
            let mut items = Vec::with_capacity(rows.len());
            for row in rows {
                let may = moderates(member, row.0.hub_id, own_hub);
                items.push(wire(conn, caller, row, may)?);
            }
            Answer::list(&Listing::<Report>::page(items, next))
        })
        .await
}

/// The report with this id, for who filed it and who decides it.
fn visible(conn: &mut Conn, member: &Member, id: &str) -> Result<(Found, bool), Error> {
    let id: Id = id.parse().map_err(|_| not_found())?;
    let found: Option<Found> = query!(conn, c => reports::table
        .inner_join(users::table)
        .filter(reports::id.eq(id))
        .select((ReportRow::as_select(), Person::as_select()))
        .first(c)
        .optional())?;
    let found = found.ok_or_else(not_found)?;
    let own_hub = hub_of(conn, member)?;
    let may = moderates(member, found.0.hub_id, own_hub);
    if may || found.0.reporter_id == member.id { Ok((found, may)) } else { Err(not_found().into()) }
}

/// Shows a report
///
/// For who filed it, and who decides it.
#[utoipa::path(get, path = "/api/v1/reports/{id}", tag = "moderation", operation_id = "getReport", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the report")),
    responses((status = 200, description = "The report", body = Report),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let member = caller.signed_in()?;
            let (found, may) = visible(conn, member, &id)?;
            Answer::record(found.0.version, &wire(conn, caller, found, may)?)
        })
        .await
}

/// Reports a post or a comment
///
/// To the moderators of its hub, or to the admins; each person once while it is open. `appeal` asks to look again at one's own text that was hidden.
#[utoipa::path(post, path = "/api/v1/reports", tag = "moderation", operation_id = "createReport", security(("bearer" = [])), request_body = NewReport,
    responses((status = 201, description = "The report", body = Report), PostRefusals))]
pub async fn create(req: HttpRequest, app: web::Data<App>, change: Change, posted: Posted<NewReport>) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let limits = app.writing_limits();
    let answer = app.db.write(move |conn| file(conn, &change, &once, &body, limits)).await?;
    Ok(answer.send(&req))
}

/// What is reported, or appealed: its kind and id, its post, and the institution of that.
struct Reported {
    subject: Subject,
    id: Id,
    post: PostRow,
    institution: Option<Id>,
}

fn reported(conn: &mut Conn, caller: &Caller, new: &NewReport) -> Result<Reported, Error> {
    let appeal = new.reason == ReportReason::Appeal;
    match (new.post_id, new.comment_id) {
        (Some(id), None) => {
            let ((post, _, _, institution), view) = post_queries::visible(conn, caller, &id.to_string())?;
            post_lifecycle::stands(&view, &post, if appeal { PostAction::Appeal } else { PostAction::Report })?;
            Ok(Reported { subject: Subject::Post, id, post, institution })
        }
        (None, Some(id)) => {
            let found = comment_queries::visible(conn, caller, &id.to_string())?;
            let action = if appeal { CommentAction::Appeal } else { CommentAction::Report };
            comment_lifecycle::stands(&found.reader, &found.row, &found.post.0, action)?;
            Ok(Reported { subject: Subject::Comment, id, institution: found.post.3, post: found.post.0 })
        }
        _ => {
            let message = Text::new("Sebut satu: post_id atau comment_id.", "Name one of them: post_id or comment_id.");
            Err(invalid(vec![FieldError { pointer: "/post_id".into(), code: "one_of", message }]).into())
        }
    }
}

fn file(conn: &mut Conn, change: &Change, once: &Once, new: &NewReport, limits: Limits) -> Result<Answer, Error> {
    let (caller, member, trail) = change.by(conn)?;
    if !permits(&member, Action::WritePost) {
        return Err(forbidden().into());
    }
    once.run(conn, member.id, |conn| {
        let of = reported(conn, &caller, new)?;
        limits::before_a_report(conn, &member, limits)?;
        let same = reports::record_type.eq(of.subject).and(reports::record_id.eq(of.id));
        let open = reports::reporter_id.eq(member.id).and(reports::status.eq(ReportStatus::Open));
        let there: Option<Id> = query!(conn, c => reports::table.filter(same.and(open)).select(reports::id).first(c).optional())?;
        if there.is_some() {
            let fields: &[&str] = if new.comment_id.is_some() { &["comment_id"] } else { &["post_id"] };
            return Err(taken("Laporan Anda tentang ini masih terbuka.", "Your report about this is still open.", fields, there).into());
        }
        let id = Id::new();
        let row = (
            reports::id.eq(id),
            reports::record_type.eq(of.subject),
            reports::record_id.eq(of.id),
            reports::seq.eq(of.post.seq),
            reports::hub_id.eq(of.post.hub_id),
            reports::reporter_id.eq(member.id),
            reports::reason.eq(new.reason),
            reports::note.eq(new.note.as_deref().and_then(said)),
            reports::status.eq(ReportStatus::Open),
            reports::created_at.eq(Instant::now()),
        );
        query!(conn, c => diesel::insert_into(reports::table).values(row).execute(c))?;
        note(conn, &trail, Verb::Create, id, &of.post.title)?;
        let people = staff_of_moderation(conn, of.institution)?;
        tell_of_part(conn, &trail, &people, &news(NotificationKind::Reported, id, &of.post, None), Some(id))?;
        let (found, may) = visible(conn, &member, &id.to_string())?;
        Answer::created(format!("/api/v1/reports/{id}"), 1, &wire(conn, &caller, found, may)?)
    })
}

fn news<'a>(kind: NotificationKind, report: Id, post: &'a PostRow, detail: Option<&'a str>) -> News<'a> {
    let path = if kind == NotificationKind::Reported { format!("/moderation#{report}") } else { format!("/posts/{}", post.slug) };
    News { kind, subject: Of::Post, id: post.id, title: &post.title, path, detail }
}

fn note(conn: &mut Conn, trail: &Trail, deed: impl Into<Deed>, id: Id, title: &str) -> Result<(), Error> {
    let event = audit::Event {
        deed: deed.into(),
        record_type: RecordType::Report,
        record_id: id.to_string(),
        summary: title.to_owned(),
        before: None,
        after: None,
    };
    trail.note(conn, event)
}

/// Decides a report
///
/// By the moderators of the hub, or admins; who filed it is told. Nobody decides their own. Needs `If-Match`.
#[utoipa::path(patch, path = "/api/v1/reports/{id}", tag = "moderation", operation_id = "decideReport", security(("bearer" = [])), request_body = ReportDecision,
    params(("id" = Id, Path, description = "Id of the report"),
        ("If-Match" = String, Header, description = "ETag of the report as it was read", example = "\"1-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The report after the decision", body = Report), PatchRefusals, VersionedRefusals))]
pub async fn decide(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    patch: MergePatch,
) -> Result<HttpResponse, Error> {
    let answer = app.db.write(move |conn| settle(conn, &change, &id, &patch)).await?;
    Ok(answer.send(&req))
}

fn settle(conn: &mut Conn, change: &Change, id: &str, patch: &MergePatch) -> Result<Answer, Error> {
    let (caller, member, trail) = change.by(conn)?;
    if let (Conn::Postgres(c), Ok(id)) = (&mut *conn, id.parse::<Id>()) {
        let _: Option<Id> = reports::table.filter(reports::id.eq(id)).select(reports::id).for_update().first(c).optional()?;
    }
    let ((row, _), may) = visible(conn, &member, id)?;
    if !may || row.reporter_id == member.id {
        return Err(forbidden().into());
    }
    change.needs(row.version)?;
    let after: ReportDecision = patch.apply(&ReportDecision { status: row.status, answer: row.answer.clone() })?;
    if row.status != ReportStatus::Open || after.status == ReportStatus::Open {
        return Err(conflict("Laporan diputus sekali: diterima atau ditolak.", "A report is decided once: upheld or dismissed.").into());
    }
    let answer = after.answer.as_deref().and_then(said);
    query!(conn, c => diesel::update(reports::table.filter(reports::id.eq(row.id)))
        .set((
            reports::status.eq(after.status),
            reports::answer.eq(answer),
            reports::decided_by.eq(member.id),
            reports::decided_at.eq(Instant::now()),
            reports::version.eq(row.version + 1),
        ))
        .execute(c))?;
    let post: PostRow = query!(conn, c => posts::table.filter(posts::seq.eq(row.seq)).select(PostRow::as_select()).first(c))?;
    let verb = if after.status == ReportStatus::Upheld { Verb::Upheld } else { Verb::Dismissed };
    note(conn, &trail, verb, row.id, &post.title)?;
    tell_of_part(conn, &trail, &[row.reporter_id], &news(NotificationKind::ReportDecided, row.id, &post, answer), Some(row.id))?;
    let (found, may) = visible(conn, &member, id)?;
    Answer::record(found.0.version, &wire(conn, &caller, found, may)?)
}
