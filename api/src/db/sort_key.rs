//! What names are sorted by: as a dictionary sorts, and on both databases alike.
//!
//! Letters are compared first, whatever their case and marks; quotation marks and other signs only part words. A name that
//! begins with a number follows those that begin with letters, and numbers are compared by their value: 9 before 10.

use super::schema::{hubs, innovations, institutions, sort_keys, users};
use super::{Conn, query};
use crate::error::Error;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The rules of [`sort_key`]: raise it with every change of them, so that stored keys are made anew.
const VERSION: i64 = 1;
/// Rows of which keys are made at a time on PostgreSQL.
const TOGETHER: i64 = 10_000;

/// Comes after every letter.
const NUMBER: char = '\u{10FFFD}';

/// The key that a name is sorted by, compared byte by byte.
pub fn sort_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 8);
    let mut number = String::new();
    let mut parted = false;
    for c in name.nfkd().filter(|c| !is_combining_mark(*c) && !is_apostrophe(*c)).flat_map(char::to_lowercase) {
        if c.is_ascii_digit() {
            part(&mut key, &mut parted);
            number.push(c);
            continue;
        }
        push_number(&mut key, &mut number);
        if c.is_alphanumeric() {
            part(&mut key, &mut parted);
            key.push(c);
        } else {
            parted = true;
        }
    }
    push_number(&mut key, &mut number);
    // What has neither letters nor numbers comes last.
    if key.is_empty() { format!("{NUMBER}{NUMBER}{name}") } else { key }
}

/// `Jum'at` is one word, and stands beside `Jumat`.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}')
}

fn part(key: &mut String, parted: &mut bool) {
    if std::mem::take(parted) && !key.is_empty() {
        key.push(' ');
    }
}

/// A number is compared by how many digits it has, then digit by digit.
fn push_number(key: &mut String, number: &mut String) {
    if number.is_empty() {
        return;
    }
    let digits = number.trim_start_matches('0');
    key.push(NUMBER);
    key.extend(u32::try_from(digits.len()).ok().and_then(|length| char::from_u32('0' as u32 + length)));
    key.push_str(digits);
    number.clear();
}

diesel::define_sql_function! {
    /// [`sort_key`] inside SQLite.
    fn made_sort_key(name: Text) -> Text;
}

/// Makes the keys of one table anew: on SQLite by one statement, on PostgreSQL in portions, and only where they differ.
macro_rules! renew {
    ($conn:expr, $table:ident . $key:ident of $name:ident by $id:ident: $type:ty as $rust:ty) => {
        match &mut *$conn {
            Conn::Sqlite(c) => {
                let made = made_sort_key($table::$name);
                diesel::update($table::table.filter($table::$key.ne(made)))
                    .set($table::$key.eq(made_sort_key($table::$name)))
                    .execute(c)?;
            }
            Conn::Postgres(c) => {
                let table = stringify!($table);
                let (id, key) = (stringify!($id), stringify!($key));
                let update = format!("UPDATE {table} SET {key} = v.key FROM unnest($1, $2) AS v(id, key) WHERE {table}.{id} = v.id");
                let mut after: Option<$rust> = None;
                loop {
                    let mut found = $table::table.into_boxed();
                    if let Some(after) = &after {
                        found = found.filter($table::$id.gt(after.clone()));
                    }
                    let rows: Vec<($rust, String, String)> =
                        found.order($table::$id.asc()).limit(TOGETHER).select(($table::$id, $table::$name, $table::$key)).load(c)?;
                    let Some((last, ..)) = rows.last() else { break };
                    after = Some(last.clone());
                    let made = rows.into_iter().map(|(id, name, key)| (id, sort_key(&name), key)).filter(|(_, made, key)| made != key);
                    let (ids, keys): (Vec<$rust>, Vec<String>) = made.map(|(id, made, _)| (id, made)).unzip();
                    diesel::sql_query(&update).bind::<Array<$type>, _>(ids).bind::<Array<Text>, _>(keys).execute(c)?;
                }
            }
        }
    };
}

/// Makes all stored keys anew when they were made by other rules.
pub(super) fn renew(conn: &mut Conn) -> Result<(), Error> {
    let stored: i64 = query!(conn, c => sort_keys::table.select(sort_keys::version).first(c))?;
    if stored == VERSION {
        return Ok(());
    }
    if let Conn::Sqlite(c) = conn {
        made_sort_key_utils::register_impl(c, |name: String| sort_key(&name))?;
    }
    renew!(conn, institutions.sort_key of name by id: Text as String);
    renew!(conn, hubs.sort_key of name by id: Text as String);
    renew!(conn, users.sort_key of name by id: Text as String);
    renew!(conn, innovations.title_key of title by seq: BigInt as i64);
    query!(conn, c => diesel::update(sort_keys::table).set(sort_keys::version.eq(VERSION)).execute(c))?;
    if let Conn::Postgres(c) = conn {
        c.batch_execute("ANALYZE innovations")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &[&str]) -> Vec<String> {
        let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        names.sort_by_key(|name| sort_key(name));
        names
    }

    #[test]
    fn names_are_sorted_as_in_a_dictionary() {
        let right = [
            "\"Ambar\"",
            "ambar 2",
            "Ambar 10",
            "Ambarawa",
            "Émas",
            "(Hutan)",
            "Jum'at",
            "\u{201c}Zamrud\u{201d}",
            "9 Langkah",
            "010 Langkah",
            "???",
        ];
        let mut shuffled = right;
        shuffled.reverse();
        assert_eq!(sorted(&shuffled), right);
    }

    #[test]
    fn marks_and_signs_do_not_part_what_belongs_together() {
        assert_eq!(sort_key("E\u{301}mas  \u{2013} Hijau!"), sort_key("Emas hijau"));
        assert_eq!(sort_key("Jum\u{2019}at"), sort_key("jumat"));
        assert_eq!(sort_key("\u{ff21}bc\u{ff11}"), sort_key("abc1"));
        assert!(sort_key(&"9".repeat(200)) > sort_key(&"9".repeat(199)));
    }
}
