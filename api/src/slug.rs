//! Names of records in addresses.

use crate::db::schema::former_slugs;
use crate::db::{Conn, Id, query};
use crate::error::Error;
use crate::search::text::fold;
use diesel::prelude::*;

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
    let id = id.to_string();
    let tail = id.get(id.len().saturating_sub(8)..).unwrap_or(&id);
    format!("{}-{tail}", slug.trim_matches('-')).trim_start_matches('-').to_owned()
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
    fn slugs_are_plain_and_end_in_the_id() {
        let id: Id = "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e".parse().unwrap();
        assert_eq!(slug("Antrean Tanpa Antré!", id), "antrean-tanpa-antre-5a6c7d8e");
        assert_eq!(slug("???", id), "5a6c7d8e");
        assert!(slug(&"panjang ".repeat(40), id).len() <= 100);
    }
}
