//! `/feeds/*.atom`: the newest posts and innovations, narrowed as their lists are.

use crate::app::App;
use crate::db::{Conn, Cost, Id, Instant};
use crate::error::Error;
use crate::files::{entity_tag, known};
use crate::http::listing::{Limit, MOST_BYTES, Sort};
use crate::http::locale::Text;
use crate::http::openapi::ListRefusals;
use crate::http::problem::bad_parameter;
use crate::http::query::{Many, Query};
use crate::http::routing::{Address, at};
use crate::innovations::filter::{Asked, Filter as InnovationFilter};
use crate::innovations::queries::{self as innovations, InnovationSort, Position as InnovationPosition};
use crate::posts::model::{PostKind, PostRow};
use crate::posts::queries::{self as posts, Filter as PostFilter, Position as PostPosition, PostSort};
use crate::printable::printable;
use crate::search::ranking::SearchQuery;
use crate::search::synonyms::Synonyms;
use crate::search::text::fold;
use crate::{audit, markdown};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use atom_syndication::{Category, Content, Entry, Feed, Generator, Link, Person, Text as AtomText};
use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/feeds/posts.atom").get(of_posts), at("/feeds/innovations.atom").get(of_innovations)]
}

/// Entries of a feed.
const MOST: u32 = 50;
const LONGEST_QUERY: usize = 200;

/// Which posts a feed holds.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PostFeedQuery {
    /// Words; every form of them is found. At most 200 characters.
    #[param(max_length = 200, example = "antrean")]
    q: Option<String>,
    /// Kinds: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<PostKind>>, style = Form, explode)]
    kind: Many<PostKind>,
    /// Tags: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<String>>, style = Form, explode)]
    tag: Many<String>,
    /// Hubs, by id or slug: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<String>>, style = Form, explode)]
    hub_id: Many<String>,
    /// Innovations that it is about, by id or slug: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<String>>, style = Form, explode)]
    innovation_id: Many<String>,
    /// Where the page before ended; its `next` link has it.
    cursor: Option<String>,
}

/// Which innovations a feed holds.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InnovationFeedQuery {
    /// Words; every form of them is found. At most 200 characters.
    #[param(max_length = 200, example = "antrean")]
    q: Option<String>,
    /// Hubs, by id or slug: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<String>>, style = Form, explode)]
    hub_id: Many<String>,
    /// Sectors: any of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<String>>, style = Form, explode, example = json!(["health"]))]
    sector: Many<String>,
    /// Where the page before ended; its `next` link has it.
    cursor: Option<String>,
}

/// Follows posts
///
/// An Atom feed of the 50 newest, of a hub, tag, kind, innovation or search; older ones follow by the link `next` (RFC 5005). Where whole posts would make it too large, entries hold their beginning.
#[utoipa::path(get, path = "/api/v1/feeds/posts.atom", tag = "posts", operation_id = "feedPosts", params(PostFeedQuery), security(()),
    responses((status = 200, description = "The feed", body = String, content_type = "application/atom+xml"),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), ListRefusals))]
pub async fn of_posts(req: HttpRequest, app: web::Data<App>, query: Query<PostFeedQuery>) -> Result<HttpResponse, Error> {
    let Query(mut query) = query;
    check(query.q.as_deref())?;
    let cursor = query.cursor.take();
    let (scope, cursors) = (format!("feed {query:?}"), app.cursors.clone());
    let after: Option<PostPosition> = cursors.start(&scope, cursor.as_deref())?;
    let url = app.settings.public_url();
    let found = app
        .db
        .read_at(Cost::Much, move |conn| {
            let filter = PostFilter {
                kinds: query.kind.0.clone(),
                tags: query.tag.0.iter().map(|tag| fold(tag.trim())).collect(),
                hubs: query.hub_id.0.clone(),
                innovations: query.innovation_id.0.clone(),
                text: words(conn, query.q.as_deref())?.as_ref().map(SearchQuery::whole),
                ..PostFilter::default()
            }
            .known_to(conn, &crate::auth::Caller::Visitor)?;
            let sort = Sort { field: PostSort::PublishedAt, descending: true };
            let limit = Limit::try_from(MOST).map_err(Error::internal)?;
            let mut rows = posts::list(conn, &filter, sort, after.as_ref(), limit)?;
            let next = cursors.next(&scope, limit, &mut rows, |(last, ..)| posts::position(last, sort.field))?;
            let (mut entries, mut budget) = (Vec::new(), Budget(MOST_BYTES));
            for (row, author, ..) in rows {
                let says = budget.says(&posts::body(conn, row.seq)?, &row);
                entries.push(Told {
                    id: row.id,
                    title: row.title.clone(),
                    path: format!("/posts/{}", row.slug),
                    author: author.name,
                    says,
                    tags: row.tags()?,
                    published: row.published_at,
                    updated: row.updated_at(),
                });
            }
            Ok((entries, next))
        })
        .await?;
    send(&req, &url, "Hub JIPP: tulisan", found)
}

/// Follows innovations
///
/// An Atom feed of the 50 that were published last, of a hub, sector or search; earlier ones follow by the link `next` (RFC 5005).
#[utoipa::path(get, path = "/api/v1/feeds/innovations.atom", tag = "innovations", operation_id = "feedInnovations", params(InnovationFeedQuery), security(()),
    responses((status = 200, description = "The feed", body = String, content_type = "application/atom+xml"),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), ListRefusals))]
pub async fn of_innovations(req: HttpRequest, app: web::Data<App>, query: Query<InnovationFeedQuery>) -> Result<HttpResponse, Error> {
    let Query(mut query) = query;
    check(query.q.as_deref())?;
    let cursor = query.cursor.take();
    let (scope, cursors) = (format!("feed {query:?}"), app.cursors.clone());
    let after: Option<InnovationPosition> = cursors.start(&scope, cursor.as_deref())?;
    let asked = Asked { hubs: query.hub_id.0, sectors: query.sector.0, ..Asked::default() };
    asked.check()?;
    let url = app.settings.public_url();
    let found = app
        .db
        .read_at(Cost::Much, move |conn| {
            let filter = InnovationFilter::visible(conn, &crate::auth::Caller::Visitor, asked.clone())?;
            let text = words(conn, query.q.as_deref())?.as_ref().map(SearchQuery::whole);
            let sort = Sort { field: InnovationSort::PublishedAt, descending: true };
            let limit = Limit::try_from(MOST).map_err(Error::internal)?;
            let mut rows = innovations::list(conn, &filter, text.as_ref(), sort, after.as_ref(), limit)?;
            let next = cursors.next(&scope, limit, &mut rows, |(last, _)| innovations::position(last, sort.field))?;
            let seqs: Vec<i64> = rows.iter().map(|(row, _)| row.seq).collect();
            let shown = innovations::shown(conn, &seqs)?;
            let entries: Vec<Told> = rows.iter().filter_map(|(row, _)| entry_of(row, &shown)).collect();
            Ok((entries, next))
        })
        .await?;
    send(&req, &url, "Hub JIPP: inovasi", found)
}

fn entry_of(row: &innovations::KeyRow, shown: &[innovations::Shown]) -> Option<Told> {
    let innovations::Shown { id, title, slug, summary, .. } = shown.iter().find(|shown| shown.seq == row.seq)?;
    let (published, updated) = row.times();
    Some(Told {
        id: *id,
        title: title.clone(),
        path: format!("/innovations/{slug}"),
        author: "Hub JIPP".to_owned(),
        says: Says::Plain(summary.clone().unwrap_or_default()),
        tags: Vec::new(),
        published,
        updated,
    })
}

fn check(q: Option<&str>) -> Result<(), Error> {
    if q.is_some_and(|q| q.chars().count() > LONGEST_QUERY) {
        return Err(bad_parameter("q", Text::new("paling banyak 200 karakter.", "at most 200 characters.")).into());
    }
    Ok(())
}

fn words(conn: &mut Conn, q: Option<&str>) -> Result<Option<SearchQuery>, Error> {
    let Some(q) = q else {
        return Ok(None);
    };
    let query = SearchQuery::parse_with(q, &*Synonyms::current(conn)?);
    Ok(Some(query).filter(|query| !query.is_empty()))
}

/// What a feed tells of a record.
struct Told {
    id: Id,
    title: String,
    path: String,
    author: String,
    says: Says,
    tags: Vec<String>,
    published: Instant,
    updated: Instant,
}

/// What an entry says.
enum Says {
    /// All of a post, as HTML.
    Whole(Arc<str>),
    /// The beginning of a post, or what is plain text.
    Plain(String),
}

/// Bytes of HTML that a feed may still hold: beyond them each post is told by its beginning.
struct Budget(usize);

impl Budget {
    fn says(&mut self, body: &str, row: &PostRow) -> Says {
        let html = markdown::render_post(body);
        match self.0.checked_sub(html.len().max(body.len())) {
            Some(left) => {
                self.0 = left;
                Says::Whole(html)
            }
            None => Says::Plain(row.excerpt().to_owned()),
        }
    }
}

fn time(at: Instant) -> DateTime<FixedOffset> {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default().fixed_offset()
}

/// The address of a page of the feed; of the first without a cursor.
fn page(req: &HttpRequest, url: &str, cursor: Option<&str>) -> String {
    let cursor = cursor.map(|cursor| format!("cursor={cursor}"));
    let asked = req.query_string().split('&').filter(|part| !part.is_empty() && !part.starts_with("cursor="));
    let query: Vec<&str> = asked.chain(cursor.as_deref()).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{url}{}{mark}{}", req.path(), query.join("&"))
}

fn send(req: &HttpRequest, url: &str, title: &str, (told, next): (Vec<Told>, Option<String>)) -> Result<HttpResponse, Error> {
    let own = format!("{url}{}", req.uri().path_and_query().map_or("", |p| p.as_str()));
    let atom = |rel: &str, href: String| Link { href, rel: rel.into(), mime_type: Some("application/atom+xml".into()), ..Link::default() };
    let updated = told.iter().map(|entry| entry.updated).max().unwrap_or(Instant(0));
    let entries: Vec<Entry> = told.into_iter().map(|entry| atom_entry(url, entry)).collect();
    let feed = Feed {
        title: AtomText::plain(title),
        id: page(req, url, None),
        updated: time(updated),
        links: [
            atom("self", own),
            Link { href: format!("{url}/"), rel: "alternate".into(), mime_type: Some("text/html".into()), ..Link::default() },
        ]
        .into_iter()
        .chain(next.map(|cursor| atom("next", page(req, url, Some(&cursor)))))
        .collect(),
        generator: Some(Generator { value: "Hub JIPP".into(), ..Generator::default() }),
        entries,
        lang: Some("id".into()),
        ..Feed::default()
    };
    let body = feed.to_string();
    let etag = entity_tag(&audit::sha256(&body))?;
    if let Some(known) = known(req, &etag) {
        return Ok(known);
    }
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .insert_header((header::ETAG, etag))
        .body(body))
}

fn atom_entry(url: &str, told: Told) -> Entry {
    let page = format!("{url}{}", told.path);
    let (summary, content) = match told.says {
        Says::Plain(text) => (Some(AtomText::plain(printable(&text).into_owned())), None),
        Says::Whole(html) => (
            None,
            Some(Content {
                base: Some(page.clone()),
                value: Some(printable(&html).into_owned()),
                content_type: Some("html".into()),
                ..Content::default()
            }),
        ),
    };
    Entry {
        title: AtomText::plain(printable(&told.title).into_owned()),
        id: format!("urn:uuid:{}", told.id),
        updated: time(told.updated),
        published: Some(time(told.published)),
        authors: vec![Person { name: printable(&told.author).into_owned(), ..Person::default() }],
        categories: told.tags.into_iter().map(|tag| Category { term: printable(&tag).into_owned(), ..Category::default() }).collect(),
        links: vec![Link { href: page.clone(), rel: "alternate".into(), mime_type: Some("text/html".into()), ..Link::default() }],
        summary,
        content,
        ..Entry::default()
    }
}
