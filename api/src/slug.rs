//! Names of records in addresses.

use crate::db::schema::{former_slugs, hubs, institutions};
use crate::db::{Conn, Id, query};
use crate::error::Error;
use crate::search::text::fold;
use diesel::prelude::*;

/// Words that addresses of the API or the site use, in order: no record has one of them for a name.
const RESERVED: &[&str] = &[
    "accept",
    "accepted-comment",
    "action-items",
    "admin",
    "api",
    "artefact",
    "attachments",
    "audit",
    "audit-chain",
    "audit-events",
    "audit-seal",
    "auth",
    "chain",
    "check-in",
    "check-ins",
    "comments",
    "confirm",
    "digest",
    "docs",
    "document",
    "edit",
    "edits",
    "events",
    "feeds",
    "following",
    "formation",
    "healthz",
    "history",
    "hubs",
    "images",
    "innovations",
    "institutions",
    "invitations",
    "invite",
    "lock",
    "login",
    "logout",
    "lookup",
    "map",
    "me",
    "members",
    "mentionable",
    "moderation",
    "mou-draft",
    "mou-verifications",
    "mous",
    "network",
    "new",
    "notifications",
    "oai",
    "oauth",
    "open-data",
    "overview",
    "participants",
    "password",
    "password-reset",
    "posts",
    "problems",
    "progress",
    "reactions",
    "read",
    "readyz",
    "refresh",
    "renewals",
    "reports",
    "reset",
    "restore",
    "review",
    "reviews",
    "revisions",
    "sandbox",
    "saved-searches",
    "search",
    "sessions",
    "signatures",
    "sitemaps",
    "stats",
    "stream",
    "subscriptions",
    "synonyms",
    "transitions",
    "unsubscribe",
    "users",
    "v1",
    "verify",
    "vocabularies",
    "work",
];

/// Whether addresses use the word for something else.
pub fn is_reserved(word: &str) -> bool {
    RESERVED.binary_search(&word).is_ok()
}

/// A name for addresses that ends in the id, for a record whose own name is in use already.
pub fn with_id(name: &str, id: Id) -> String {
    let id = id.to_string();
    format!("{name}-{}", id.get(id.len().saturating_sub(8)..).unwrap_or(&id))
}

/// Gives institutions and hubs other names that have one which addresses use by now; the old one leads to the new one.
pub fn give_up_reserved(conn: &mut Conn) -> Result<(), Error> {
    let found: Vec<(Id, String)> = query!(conn, c => institutions::table.filter(institutions::code.eq_any(RESERVED)).select((institutions::id, institutions::code)).load(c))?;
    for (id, code) in found {
        let now = with_id(&code, id);
        let renamed = (institutions::code.eq(&now), institutions::version.eq(institutions::version + 1));
        query!(conn, c => diesel::update(institutions::table.filter(institutions::id.eq(id))).set(renamed).execute(c))?;
        keep_former(conn, &code, &now, id)?;
    }
    let found: Vec<(Id, String)> =
        query!(conn, c => hubs::table.filter(hubs::slug.eq_any(RESERVED)).select((hubs::id, hubs::slug)).load(c))?;
    for (id, slug) in found {
        let now = with_id(&slug, id);
        let renamed = (hubs::slug.eq(&now), hubs::version.eq(hubs::version + 1));
        query!(conn, c => diesel::update(hubs::table.filter(hubs::id.eq(id))).set(renamed).execute(c))?;
        keep_former(conn, &slug, &now, id)?;
    }
    Ok(())
}

/// Longest readable part of a slug.
const LONGEST: usize = 80;

/// A name for addresses: the title in plain letters, and the last letters of the id, so that two records never share one.
pub fn slug(title: &str, id: Id) -> String {
    let mut slug = String::with_capacity(LONGEST + 8);
    for c in fold(title).chars() {
        if slug.len() >= LONGEST {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    with_id(slug.trim_matches('-'), id).trim_start_matches('-').to_owned()
}

/// Keeps the slug that a record has had, when it has another one now.
pub fn keep_former(conn: &mut Conn, former: &str, now: &str, record: Id) -> Result<(), Error> {
    if former == now {
        return Ok(());
    }
    let row = (former_slugs::slug.eq(former), former_slugs::record_id.eq(record));
    query!(conn, c => diesel::insert_into(former_slugs::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// The record that had this slug once.
pub fn of_former(conn: &mut Conn, slug: &str) -> Result<Option<Id>, Error> {
    Ok(query!(conn, c => former_slugs::table.filter(former_slugs::slug.eq(slug)).select(former_slugs::record_id).first(c).optional())?)
}

/// The id of the record that had this slug once; every other handle as it is.
pub fn present(conn: &mut Conn, handle: &str) -> Result<String, Error> {
    let former = if handle.parse::<Id>().is_ok() { None } else { of_former(conn, handle)? };
    Ok(former.map_or_else(|| handle.to_owned(), |id| id.to_string()))
}

/// Forgets the slugs of a record that is removed.
pub fn forget_former(conn: &mut Conn, record: Id) -> Result<(), Error> {
    query!(conn, c => diesel::delete(former_slugs::table.filter(former_slugs::record_id.eq(record))).execute(c))?;
    Ok(())
}

/// Whether `handle` is a slug that the record had once.
pub fn is_former(handle: &str, slug_now: &str) -> bool {
    handle != slug_now && handle.parse::<Id>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_words_are_in_order() {
        assert!(RESERVED.is_sorted());
        assert!(is_reserved("formation") && is_reserved("new") && !is_reserved("kemenkeu"));
    }

    #[test]
    fn slugs_are_plain_and_end_in_the_id() {
        let id: Id = "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e".parse().unwrap();
        assert_eq!(slug("Antrean Tanpa Antré!", id), "antrean-tanpa-antre-5a6c7d8e");
        assert_eq!(slug("???", id), "5a6c7d8e");
        assert!(slug(&"panjang ".repeat(40), id).len() <= 100);
    }
}
