//! What is found besides innovations: posts, hubs, institutions and events, each as it is public now.

use super::spelling;
use super::terms::{self, index_terms};
use super::text::Stems;
use crate::db::schema::{events, hubs, innovations, institutions, search_documents, search_index, search_spellings};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::hubs::model::{HubStatus, PUBLIC};
use crate::innovations::model::Status;
use crate::markdown;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

/// Characters of a record that are searched, and that snippets are cut from.
pub const MOST_TEXT: usize = 20_000;
/// Innovations from before there was a search over everything whose titles are learned.
const MOST_TITLES: i64 = 5_000;

crate::db::types::text_enum! {
    /// What can be found.
    pub enum Found {
        /// An innovation.
        Innovation = "innovation",
        /// A post.
        Post = "post",
        /// A hub.
        Hub = "hub",
        /// An institution.
        Institution = "institution",
        /// An event.
        Event = "event",
    }
}

/// A record as search knows it.
pub struct Document<'a> {
    /// What it is.
    pub found: Found,
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: &'a str,
    /// Words that say much about it.
    pub keywords: Vec<&'a str>,
    /// Its beginning.
    pub summary: &'a str,
    /// All of it, in plain text.
    pub text: &'a str,
    /// Its page, below the public address.
    pub path: String,
    /// When it became public: the newest come first.
    pub at: Instant,
}

/// Has search know a record as it is now.
pub fn put(conn: &mut Conn, document: &Document<'_>) -> Result<(), Error> {
    let texts = terms::Texts {
        title: vec![document.title],
        keywords: document.keywords.clone(),
        summary: document.summary,
        body: vec![document.text],
    };
    let terms = Stems::of_this_thread(|stems| index_terms(stems, &texts));
    let row = (
        search_documents::record_type.eq(document.found),
        search_documents::record_id.eq(document.id),
        search_documents::title.eq(document.title),
        search_documents::path.eq(&document.path),
        search_documents::text.eq(document.text),
        search_documents::at.eq(document.at),
    );
    let values = (
        search_documents::title.eq(document.title),
        search_documents::path.eq(&document.path),
        search_documents::text.eq(document.text),
        search_documents::at.eq(document.at),
    );
    let seq: i64 = query!(conn, c => diesel::insert_into(search_documents::table)
        .values(row)
        .on_conflict((search_documents::record_type, search_documents::record_id))
        .do_update()
        .set(values)
        .returning(search_documents::seq)
        .get_result(c))?;
    forget_terms(conn, seq)?;
    let row = (search_index::rowid.eq(seq), search_index::terms.eq(terms));
    query!(conn, c => diesel::insert_into(search_index::table).values(row).execute(c))?;
    spelling::learn(conn, document.title)
}

fn forget_terms(conn: &mut Conn, seq: i64) -> Result<(), Error> {
    query!(conn, c => diesel::delete(search_index::table.filter(search_index::rowid.eq(seq))).execute(c))?;
    Ok(())
}

/// Has search forget a record.
pub fn remove(conn: &mut Conn, found: Found, id: Id) -> Result<(), Error> {
    let it = search_documents::record_type.eq(found).and(search_documents::record_id.eq(id));
    let seq: Option<i64> = query!(conn, c => search_documents::table.filter(it).select(search_documents::seq).first(c).optional())?;
    if let Some(seq) = seq {
        forget_terms(conn, seq)?;
        query!(conn, c => diesel::delete(search_documents::table.filter(search_documents::seq.eq(seq))).execute(c))?;
    }
    Ok(())
}

/// Has search know a hub, with the names of its institution, as it is now.
pub fn index_hub(conn: &mut Conn, id: Id) -> Result<(), Error> {
    type Row = ((HubStatus, String, String, Instant), (Option<String>, Option<String>), (String, String));
    let found: Option<Row> = query!(conn, c => hubs::table
        .inner_join(institutions::table)
        .filter(hubs::id.eq(id))
        .select((
            (hubs::status, hubs::name, hubs::slug, hubs::created_at),
            (hubs::focus, hubs::description),
            (institutions::name, institutions::short_name),
        ))
        .first(c)
        .optional())?;
    let Some(((_, title, slug, at), (focus, description), (name, short))) = found.filter(|((status, ..), ..)| status.is_public()) else {
        return remove(conn, Found::Hub, id);
    };
    let (focus, description) = (focus.unwrap_or_default(), description.unwrap_or_default());
    let text = [focus.as_str(), description.as_str()].join(" ");
    let document = Document {
        found: Found::Hub,
        id,
        title: &title,
        keywords: vec![&name, &short],
        summary: &focus,
        text: text.trim(),
        path: format!("/hubs/{slug}"),
        at,
    };
    put(conn, &document)
}

/// Has search know an institution as it is now, and its hub with it.
pub fn index_institution(conn: &mut Conn, id: Id) -> Result<(), Error> {
    let (code, name, short, created_at): (String, String, String, Instant) = query!(conn, c => institutions::table
        .filter(institutions::id.eq(id))
        .select((institutions::code, institutions::name, institutions::short_name, institutions::created_at))
        .first(c))?;
    let document = Document {
        found: Found::Institution,
        id,
        title: &name,
        keywords: vec![&short],
        summary: &short,
        text: &short,
        path: format!("/institutions/{code}"),
        at: created_at,
    };
    put(conn, &document)?;
    let hub: Option<Id> = query!(conn, c => hubs::table.filter(hubs::institution_id.eq(id)).select(hubs::id).first(c).optional())?;
    hub.map_or(Ok(()), |hub| index_hub(conn, hub))
}

/// Has search know an event as it is now: what was announced.
pub fn index_event(conn: &mut Conn, id: Id) -> Result<(), Error> {
    type Row = (String, Instant, Option<String>, Option<String>);
    let announced = events::id.eq(id).and(events::opened_at.is_not_null());
    let found: Option<Row> = query!(conn, c => events::table
        .filter(announced)
        .select((events::title, events::starts_at, events::venue, events::agenda))
        .first(c)
        .optional())?;
    let Some((title, at, venue, agenda)) = found else {
        return remove(conn, Found::Event, id);
    };
    let (venue, agenda) = (venue.unwrap_or_default(), markdown::plain(&agenda.unwrap_or_default(), MOST_TEXT));
    let document = Document {
        found: Found::Event,
        id,
        title: &title,
        keywords: Vec::new(),
        summary: &venue,
        text: &agenda,
        path: format!("/events/{id}"),
        at,
    };
    put(conn, &document)
}

/// Has search know what it does not yet: after a migration, or a seed that filled the tables by itself. How much that was.
pub fn fill(conn: &mut Conn) -> Result<usize, Error> {
    macro_rules! missing {
        ($table:ident, $found:expr) => {{
            let known = search_documents::table
                .filter(search_documents::record_type.eq($found).and(search_documents::record_id.eq($table::id)));
            query!(conn, c => $table::table.filter(not(exists(known))).select($table::id).load::<Id>(c))?
        }};
    }
    let institutions: Vec<Id> = missing!(institutions, Found::Institution);
    for id in &institutions {
        index_institution(conn, *id)?;
    }
    let known = search_documents::table.filter(search_documents::record_type.eq(Found::Hub).and(search_documents::record_id.eq(hubs::id)));
    let hubs: Vec<Id> = query!(conn, c => hubs::table
        .filter(not(exists(known)).and(hubs::status.eq_any(PUBLIC)))
        .select(hubs::id)
        .load(c))?;
    for id in &hubs {
        index_hub(conn, *id)?;
    }
    let known =
        search_documents::table.filter(search_documents::record_type.eq(Found::Event).and(search_documents::record_id.eq(events::id)));
    let events: Vec<Id> = query!(conn, c => events::table
        .filter(not(exists(known)).and(events::opened_at.is_not_null()))
        .select(events::id)
        .load(c))?;
    for id in &events {
        index_event(conn, *id)?;
    }
    let some: Option<String> = query!(conn, c => search_spellings::table.filter(search_spellings::variant.ne("")).select(search_spellings::word).first(c).optional())?;
    if some.is_none() || !institutions.is_empty() {
        let titles: Vec<String> = query!(conn, c => innovations::table
            .filter(innovations::status.eq(Status::Published))
            .order(innovations::seq.desc())
            .limit(MOST_TITLES)
            .select(innovations::title)
            .load(c))?;
        for title in titles {
            spelling::learn(conn, &title)?;
        }
    }
    Ok(institutions.len() + hubs.len() + events.len())
}
