//! Limits on what one person writes: by the hour, and in links to elsewhere. Young accounts have narrower ones.
//!
//! They are judged by what the database holds, so that several processes judge alike, and off when rate limits are.

use crate::auth::Member;
use crate::comments::lifecycle::EDIT_WINDOW_MILLIS;
use crate::db::schema::{comment_edits, comments, post_revisions, posts, reports, users};
use crate::db::{Conn, Instant, query};
use crate::error::Error;
use crate::http::json::invalid;
use crate::http::locale::Text;
use crate::http::problem::{FieldError, Kind, Problem};
use crate::revisions::RevisionKind;
use diesel::prelude::*;

/// Whether limits are in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limits {
    /// As they should be.
    On,
    /// For load tests.
    Off,
}

const HOUR_MILLIS: i64 = 3600 * 1000;
/// An account is young for this long.
const YOUNG_MILLIS: i64 = 24 * HOUR_MILLIS;

/// What one account may do.
struct Allowance {
    posts_an_hour: i64,
    comments_an_hour: i64,
    links: usize,
}

const YOUNG: Allowance = Allowance { posts_an_hour: 10, comments_an_hour: 30, links: 2 };
const KNOWN: Allowance = Allowance { posts_an_hour: 30, comments_an_hour: 120, links: 30 };
/// Reports that one person files in an hour.
const REPORTS_AN_HOUR: i64 = 20;

fn allowance(conn: &mut Conn, member: &Member) -> Result<Allowance, Error> {
    let (created_at, demo): (Instant, bool) =
        query!(conn, c => users::table.filter(users::id.eq(member.id)).select((users::created_at, users::demo)).first(c))?;
    let young = Instant::now().0 - created_at.0 < YOUNG_MILLIS && !demo;
    Ok(if young { YOUNG } else { KNOWN })
}

fn an_hour_ago() -> Instant {
    Instant::now().plus_millis(-HOUR_MILLIS)
}

/// 429 when the person has written or edited too many posts lately, 422 for too many links.
pub fn before_a_post(conn: &mut Conn, member: &Member, body: &str, limits: Limits) -> Result<(), Error> {
    links(conn, member, body, limits)?;
    let most = allowance(conn, member)?.posts_an_hour;
    judge(limits, posts_lately(conn, member)?, most)
}

/// What the person wrote in the last hour: posts, and edits that their histories keep apart.
fn posts_lately(conn: &mut Conn, member: &Member) -> Result<i64, Error> {
    let since = an_hour_ago();
    let new = posts::author_id.eq(member.id).and(posts::created_at.gt(since));
    let new: i64 = query!(conn, c => posts::table.filter(new).count().get_result(c))?;
    let edited = posts::author_id.eq(member.id).and(posts::updated_at.gt(since));
    let edits: i64 = query!(conn, c => post_revisions::table
        .inner_join(posts::table.on(posts::seq.eq(post_revisions::seq)))
        .filter(edited)
        .filter(post_revisions::at.gt(since).and(post_revisions::kind.ne(RevisionKind::Create)))
        .count()
        .get_result(c))?;
    Ok(new + edits)
}

/// 429 when the person has written or edited too many comments lately, 422 for too many links.
pub fn before_a_comment(conn: &mut Conn, member: &Member, body: &str, limits: Limits) -> Result<(), Error> {
    links(conn, member, body, limits)?;
    let most = allowance(conn, member)?.comments_an_hour;
    judge(limits, comments_lately(conn, member)?, most)
}

/// What the person wrote in the last hour: comments, and edits of them.
fn comments_lately(conn: &mut Conn, member: &Member) -> Result<i64, Error> {
    let since = an_hour_ago();
    let new = comments::author_id.eq(member.id).and(comments::created_at.gt(since));
    let new: i64 = query!(conn, c => comments::table.filter(new).count().get_result(c))?;
    // Only young comments can be edited.
    let editable =
        comments::author_id.eq(member.id).and(comments::created_at.gt(Instant::now().plus_millis(-EDIT_WINDOW_MILLIS - HOUR_MILLIS)));
    let edits: i64 = query!(conn, c => comment_edits::table
        .inner_join(comments::table.on(comments::id.eq(comment_edits::comment_id)))
        .filter(editable)
        .filter(comment_edits::until.gt(since))
        .count()
        .get_result(c))?;
    Ok(new + edits)
}

/// 429 when the person has reported too much lately.
pub fn before_a_report(conn: &mut Conn, member: &Member, limits: Limits) -> Result<(), Error> {
    let lately = reports::reporter_id.eq(member.id).and(reports::created_at.gt(an_hour_ago()));
    let filed: i64 = query!(conn, c => reports::table.filter(lately).count().get_result(c))?;
    judge(limits, filed, REPORTS_AN_HOUR)
}

fn judge(limits: Limits, there: i64, most: i64) -> Result<(), Error> {
    if limits == Limits::Off || there < most {
        return Ok(());
    }
    let detail = Problem::new(Kind::RateLimited).detail(
        format!("Paling banyak {most} dalam satu jam. Coba lagi nanti."),
        format!("At most {most} within an hour. Try again later."),
    );
    Err(detail.retry_after(600).into())
}

/// 422 when a text has more links to elsewhere than the account may write.
pub fn links(conn: &mut Conn, member: &Member, body: &str, limits: Limits) -> Result<(), Error> {
    let found = body.matches("http://").count() + body.matches("https://").count() + body.matches("www.").count();
    if limits == Limits::Off || found <= YOUNG.links {
        return Ok(());
    }
    let most = allowance(conn, member)?.links;
    if found <= most {
        return Ok(());
    }
    let message = Text::owned(format!("Paling banyak {most} tautan ke luar."), format!("At most {most} links to elsewhere."));
    Err(invalid(vec![FieldError { pointer: "/body".into(), code: "too_many_links", message }]).into())
}
