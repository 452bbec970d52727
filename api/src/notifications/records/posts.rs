//! Posts, comments and reports that notices tell of.

use super::super::model::{About, Note, NotificationKind as Kind, NotificationRow, Subject};
use super::{CHUNK, distinct, named};
use crate::auth::Caller;
use crate::auth::policy::{Action, allows, of_institution};
use crate::comments::model::{CommentState, Reader};
use crate::db::schema::{comments, hubs, posts, reports};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::locale::Text;
use crate::markdown;
use crate::moderation::reports::{ReportReason, ReportStatus};
use crate::posts::model::{PostStatus, View};
use crate::posts::queries::view_of;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text as SqlText;
use std::collections::HashMap;

/// Characters of a comment that an excerpt is made of: reading more would cost more than it is worth in a list.
const READ: &str = "substr(comments.body, 1, 600)";
/// Characters of an excerpt.
const EXCERPT: usize = 200;

#[derive(Queryable)]
struct Post {
    seq: i64,
    id: Id,
    slug: String,
    title: String,
    status: PostStatus,
    author_id: Id,
    moderation_note: Option<String>,
    institution_id: Option<Id>,
}

#[derive(Queryable)]
struct Comment {
    id: Id,
    seq: i64,
    author_id: Id,
    state: CommentState,
    note: Option<String>,
    begins: String,
}

#[derive(Queryable)]
struct Report {
    id: Id,
    seq: i64,
    status: ReportStatus,
    reason: ReportReason,
    decided_at: Option<Instant>,
}

/// Posts, their comments, and reports about either.
pub struct Posts {
    posts: HashMap<i64, Post>,
    seqs: HashMap<Id, i64>,
    comments: HashMap<Id, Comment>,
    reports: HashMap<Id, Report>,
}

impl Posts {
    pub fn read(conn: &mut Conn, rows: &[NotificationRow]) -> Result<Self, Error> {
        let mut all = Self { posts: HashMap::new(), seqs: HashMap::new(), comments: HashMap::new(), reports: HashMap::new() };
        for some in named(rows, &[Subject::Comment]).chunks(CHUNK) {
            let found: Vec<Comment> = query!(conn, c => comments::table
                .filter(comments::id.eq_any(some))
                .select((comments::id, comments::seq, comments::author_id, comments::state, comments::note, sql::<SqlText>(READ)))
                .load(c))?;
            all.comments.extend(found.into_iter().map(|comment| (comment.id, comment)));
        }
        let of_reports = rows.iter().filter(|row| matches!(row.kind, Kind::Reported | Kind::ReportDecided));
        for some in distinct(of_reports.filter_map(NotificationRow::part)).chunks(CHUNK) {
            let found: Vec<Report> = query!(conn, c => reports::table
                .filter(reports::id.eq_any(some))
                .select((reports::id, reports::seq, reports::status, reports::reason, reports::decided_at))
                .load(c))?;
            all.reports.extend(found.into_iter().map(|report| (report.id, report)));
        }
        macro_rules! read_posts {
            ($column:expr, $these:expr) => {
                for some in $these.chunks(CHUNK) {
                    let found: Vec<Post> = query!(conn, c => posts::table
                        .left_join(hubs::table)
                        .filter($column.eq_any(some))
                        .select((posts::seq, posts::id, posts::slug, posts::title, posts::status, posts::author_id,
                            posts::moderation_note, hubs::institution_id.nullable()))
                        .load(c))?;
                    all.seqs.extend(found.iter().map(|post| (post.id, post.seq)));
                    all.posts.extend(found.into_iter().map(|post| (post.seq, post)));
                }
            };
        }
        read_posts!(posts::id, named(rows, &[Subject::Post]));
        read_posts!(posts::seq, distinct(all.comments.values().map(|comment| comment.seq)));
        Ok(all)
    }

    pub fn about(&self, caller: &Caller, row: &NotificationRow) -> Option<About> {
        if row.record_type == Subject::Comment {
            return self.about_comment(caller, row);
        }
        let post = self.post(row)?;
        let seen = post.seen(caller);
        let path = format!("/posts/{}", post.slug);
        let title = seen.is_some().then(|| post.title.clone());
        match row.kind {
            Kind::Reported => self.about_report(caller, row, post),
            // Whoever reported something hears of the decision, also when the post is hidden by it.
            Kind::ReportDecided => {
                Some(About { title, path: path_if(seen.is_some(), path), note: row.detail.clone().map(Note::Written), over: None })
            }
            Kind::Moderated => {
                seen.filter(|view| view.author)?;
                let note = post.moderation_note.clone().filter(|_| post.status == PostStatus::Hidden);
                Some(About { title, path, note: note.map(Note::Written), over: None })
            }
            _ => seen.map(|_| About { title, path, note: None, over: None }),
        }
    }

    fn post(&self, row: &NotificationRow) -> Option<&Post> {
        self.posts.get(self.seqs.get(&row.record())?)
    }

    fn about_comment(&self, caller: &Caller, row: &NotificationRow) -> Option<About> {
        let comment = self.comments.get(&row.record())?;
        let post = self.posts.get(&comment.seq)?;
        let view = post.seen(caller)?;
        let reader = Reader { view, user: caller.member().map(|member| member.id) };
        if !reader.sees_of(comment.author_id, comment.state) {
            return None;
        }
        let note = match row.kind {
            Kind::Moderated => comment.note.clone().filter(|_| comment.state == CommentState::Hidden),
            _ => Some(markdown::plain(&comment.begins, EXCERPT)).filter(|excerpt| !excerpt.is_empty()),
        };
        let path = format!("/posts/{}#comment-{}", post.slug, comment.id);
        Some(About { title: Some(post.title.clone()), path, note: note.map(Note::Written), over: None })
    }

    fn about_report(&self, caller: &Caller, row: &NotificationRow, post: &Post) -> Option<About> {
        let report = self.reports.get(&row.part()?).filter(|report| report.seq == post.seq)?;
        if !allows(caller, Action::ModeratePost, of_institution(post.institution_id.unwrap_or(Id::NIL))) {
            return None;
        }
        let over = (report.status != ReportStatus::Open).then(|| report.decided_at.unwrap_or(row.created_at));
        let note = Some(Note::Said(reason(report.reason)));
        Some(About { title: Some(post.title.clone()), path: format!("/moderation#{}", report.id), note, over })
    }

    pub fn particulars(&self, row: &NotificationRow) -> Vec<Text> {
        let says = match row.kind {
            Kind::ReportDecided => match row.part().and_then(|id| self.reports.get(&id)).map(|report| report.status) {
                Some(ReportStatus::Upheld) => Text::new("Keputusan: terbukti.", "Decision: upheld."),
                Some(ReportStatus::Dismissed) => Text::new("Keputusan: tidak terbukti.", "Decision: dismissed."),
                _ => return Vec::new(),
            },
            Kind::Moderated => {
                let hidden = match row.record_type {
                    Subject::Comment => self.comments.get(&row.record()).is_some_and(|comment| comment.state == CommentState::Hidden),
                    _ => self.post(row).is_some_and(|post| post.status == PostStatus::Hidden),
                };
                match hidden {
                    true => Text::new("Keputusan: disembunyikan.", "Decision: hidden."),
                    false => Text::new("Keputusan: ditampilkan.", "Decision: shown."),
                }
            }
            _ => return Vec::new(),
        };
        vec![says]
    }
}

/// The page of a post, or of all posts for those who do not see it.
fn path_if(seen: bool, path: String) -> String {
    if seen { path } else { "/posts".to_owned() }
}

impl Post {
    /// What the caller is to the post, when they see it.
    fn seen(&self, caller: &Caller) -> Option<View> {
        let view = view_of(caller, self.author_id, self.institution_id);
        view.sees(self.status).then_some(view)
    }
}

fn reason(reason: ReportReason) -> Text {
    match reason {
        ReportReason::Spam => Text::new("Alasan: iklan atau spam.", "Reason: advertising or spam."),
        ReportReason::Abuse => Text::new("Alasan: menghina atau mengancam.", "Reason: insulting or threatening."),
        ReportReason::OffTopic => Text::new("Alasan: di luar topik.", "Reason: off topic."),
        ReportReason::Privacy => Text::new("Alasan: membuka data pribadi.", "Reason: discloses personal data."),
        ReportReason::Wrong => Text::new("Alasan: keliru atau merugikan.", "Reason: wrong or harmful."),
        ReportReason::Other => Text::new("Alasan: lainnya.", "Reason: other."),
        ReportReason::Appeal => Text::new("Banding atas tulisan yang disembunyikan.", "An appeal against hiding a text."),
    }
}
