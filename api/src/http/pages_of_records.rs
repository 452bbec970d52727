//! The pages of records that everybody may see, and what they say of themselves.

use super::dates::day_in;
use super::locale::Locale;
use super::preview::{LONGEST, Preview};
use crate::auth::Caller;
use crate::db::schema::{events, hubs, innovations, institutions, posts, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::innovations::model::Status;
use crate::posts::model::{PostKind, PostStatus, image_url};
use crate::{hubs as hub_records, markdown, mous, slug};
use diesel::prelude::*;
use serde_json::json;

/// The preview of the page of a public record: none when visitors do not see such a record.
pub fn preview(conn: &mut Conn, noun: &str, handle: &str) -> Result<Option<Preview>, Error> {
    if noun == "hubs" {
        return hub(conn, handle);
    }
    let handle = &slug::present(conn, handle)?;
    match noun {
        "innovations" => innovation(conn, handle),
        "events" => event(conn, handle),
        "mous" => mou(conn, handle),
        "institutions" => institution(conn, handle),
        "posts" => post(conn, handle),
        _ => Ok(None),
    }
}

fn innovation(conn: &mut Conn, handle: &str) -> Result<Option<Preview>, Error> {
    type Row = (String, String, Option<String>, Instant, String);
    macro_rules! first {
        ($c:expr, $condition:expr) => {
            innovations::table
                .inner_join(institutions::table)
                .filter($condition)
                .filter(innovations::status.eq(Status::Published))
                .select((innovations::title, innovations::slug, innovations::summary, innovations::published_at, institutions::name))
                .first::<Row>($c)
                .optional()
        };
    }
    let found = match handle.parse::<Id>() {
        Ok(id) => query!(conn, c => first!(c, innovations::id.eq(id)))?,
        Err(_) => query!(conn, c => first!(c, innovations::slug.eq(handle)))?,
    };
    Ok(found.map(|(title, slug, summary, published_at, institution)| {
        let data = json!({"@type": "CreativeWork", "creator": {"@type": "GovernmentOrganization", "name": institution}});
        let summary = summary.unwrap_or_default();
        Preview { published_at: Some(published_at), ..Preview::new(&title, &summary, format!("/innovations/{slug}"), "article", data) }
    }))
}

fn hub(conn: &mut Conn, handle: &str) -> Result<Option<Preview>, Error> {
    type Row = (String, String, Option<String>, Option<String>, String);
    let Some(hub) = hub_records::queries::find(conn, &Caller::Visitor, handle)? else {
        return Ok(None);
    };
    let (name, slug, description, focus, institution): Row = query!(conn, c => hubs::table
        .inner_join(institutions::table)
        .filter(hubs::id.eq(hub.id))
        .select((hubs::name, hubs::slug, hubs::description, hubs::focus, institutions::name))
        .first(c))?;
    let data = json!({"@type": "Organization", "parentOrganization": {"@type": "GovernmentOrganization", "name": institution}});
    let says = description.or(focus).unwrap_or(institution);
    let feed = Some(format!("/api/v1/feeds/posts.atom?hub_id={slug}"));
    Ok(Some(Preview { feed, ..Preview::new(&name, &says, format!("/hubs/{slug}"), "profile", data) }))
}

fn event(conn: &mut Conn, handle: &str) -> Result<Option<Preview>, Error> {
    type Row = (Id, String, Option<String>, Option<String>, Instant, Instant);
    let Ok(id) = handle.parse::<Id>() else {
        return Ok(None);
    };
    let found: Option<Row> = query!(conn, c => events::table
        .filter(events::id.eq(id).and(events::opened_at.is_not_null()))
        .select((events::id, events::title, events::agenda, events::venue, events::starts_at, events::ends_at))
        .first(c)
        .optional())?;
    Ok(found.map(|(id, title, agenda, venue, starts_at, ends_at)| {
        let place = venue.map(|name| json!({"@type": "Place", "name": name}));
        let data = json!({"@type": "Event", "startDate": starts_at.to_string(), "endDate": ends_at.to_string(), "location": place});
        let says = markdown::plain(&agenda.unwrap_or_default(), LONGEST);
        Preview::new(&title, &says, format!("/events/{id}"), "website", data)
    }))
}

fn mou(conn: &mut Conn, handle: &str) -> Result<Option<Preview>, Error> {
    let Ok((row, _)) = mous::queries::visible(conn, &Caller::Visitor, handle) else {
        return Ok(None);
    };
    let data = json!({"@type": "DigitalDocument"});
    let period = format!("{} sampai {}", day_in(row.starts_on, Locale::Id), day_in(row.ends_on, Locale::Id));
    let says = format!("Nota kesepahaman Hub JIPP, masa berlaku {period}");
    Ok(Some(Preview::new(&row.title, &says, format!("/mous/{}", row.id), "website", data)))
}

fn institution(conn: &mut Conn, handle: &str) -> Result<Option<Preview>, Error> {
    type Row = (String, String, Option<String>);
    macro_rules! first {
        ($c:expr, $condition:expr) => {
            institutions::table
                .filter($condition)
                .select((institutions::code, institutions::name, institutions::website))
                .first::<Row>($c)
                .optional()
        };
    }
    let found = match handle.parse::<Id>() {
        Ok(id) => query!(conn, c => first!(c, institutions::id.eq(id)))?,
        Err(_) => query!(conn, c => first!(c, institutions::code.eq(handle)))?,
    };
    Ok(found.map(|(code, name, website)| {
        let data = json!({"@type": "GovernmentOrganization", "sameAs": website});
        Preview::new(&name, &name, format!("/institutions/{code}"), "profile", data)
    }))
}

fn post(conn: &mut Conn, handle: &str) -> Result<Option<Preview>, Error> {
    type Row = ((Id, String, PostKind, String, String), (Option<Id>, Instant, i64, bool), String);
    macro_rules! first {
        ($c:expr, $condition:expr) => {
            posts::table
                .inner_join(users::table)
                .filter($condition)
                .filter(posts::status.eq(PostStatus::Published))
                .select((
                    (posts::id, posts::slug, posts::kind, posts::title, posts::excerpt),
                    (posts::cover_image_id, posts::published_at, posts::comment_count, posts::accepted_comment_id.is_not_null()),
                    users::name,
                ))
                .first::<Row>($c)
                .optional()
        };
    }
    let found = match handle.parse::<Id>() {
        Ok(id) => query!(conn, c => first!(c, posts::id.eq(id)))?,
        Err(_) => query!(conn, c => first!(c, posts::slug.eq(handle)))?,
    };
    Ok(found.map(|((id, slug, kind, title, excerpt), (cover, published_at, comments, answered), author)| {
        let author = json!({"@type": "Person", "name": author});
        let data = match kind {
            PostKind::Question => json!({"@type": "QAPage", "mainEntity": {"@type": "Question", "name": title, "text": excerpt, "author": author,
                "answerCount": comments, "datePublished": published_at.to_string()}, "isAccessibleForFree": true, "about": {"answered": answered}}),
            _ => json!({"@type": "Article", "headline": title, "author": author, "commentCount": comments}),
        };
        let image = cover.map(|image| image_url(id, image));
        Preview { published_at: Some(published_at), image, ..Preview::new(&title, &excerpt, format!("/posts/{slug}"), "article", data) }
    }))
}
