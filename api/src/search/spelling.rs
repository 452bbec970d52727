//! Misspelt words: the words of public titles that differ from one by a letter or two.
//!
//! Each word is kept with itself and its forms that lack one letter; a misspelt word shares one of them with what was meant.

use crate::db::schema::search_spellings;
use crate::db::{Conn, query};
use crate::error::Error;
use crate::search::text::{fold, words};
use diesel::prelude::*;

/// Shorter words are too alike to guess.
const SHORTEST: usize = 4;
/// Longer ones are no words.
const LONGEST: usize = 24;
/// Words that are offered for one.
const OFFERED: usize = 3;
/// Known words that are looked at for one.
const LOOKED_AT: i64 = 400;

fn is_word(word: &str) -> bool {
    let length = word.chars().count();
    (SHORTEST..=LONGEST).contains(&length) && word.chars().all(char::is_alphabetic)
}

/// The word, and its forms that lack one letter.
fn variants(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut forms: Vec<String> =
        (0..letters.len()).map(|n| letters.iter().enumerate().filter(|(at, _)| *at != n).map(|(_, c)| c).collect()).collect();
    forms.push(word.to_owned());
    forms.sort();
    forms.dedup();
    forms
}

/// Remembers the words of a title.
pub fn learn(conn: &mut Conn, title: &str) -> Result<(), Error> {
    for word in words(&fold(title)).filter(|word| is_word(word)) {
        if knows(conn, &word)? {
            continue;
        }
        let rows: Vec<_> = variants(&word)
            .into_iter()
            .map(|variant| (search_spellings::variant.eq(variant), search_spellings::word.eq(word.to_string())))
            .collect();
        for row in rows {
            query!(conn, c => diesel::insert_into(search_spellings::table).values(row).on_conflict_do_nothing().execute(c))?;
        }
    }
    Ok(())
}

/// Whether a title has the word.
pub fn knows(conn: &mut Conn, word: &str) -> Result<bool, Error> {
    let same = search_spellings::variant.eq(word).and(search_spellings::word.eq(word));
    Ok(query!(conn, c => diesel::select(diesel::dsl::exists(search_spellings::table.filter(same))).get_result(c))?)
}

/// What may be meant by a word that nothing holds, the likeliest first.
pub fn meant(conn: &mut Conn, word: &str) -> Result<Vec<String>, Error> {
    if !is_word(word) {
        return Ok(Vec::new());
    }
    let mut found: Vec<String> = query!(conn, c => search_spellings::table
        .filter(search_spellings::variant.eq_any(variants(word)))
        .limit(LOOKED_AT)
        .select(search_spellings::word)
        .load(c))?;
    found.sort();
    found.dedup();
    let most = if word.chars().count() < 6 { 1 } else { 2 };
    let mut near: Vec<(usize, bool, String)> = found
        .into_iter()
        .map(|known| (strsim::osa_distance(word, &known), known.chars().next() != word.chars().next(), known))
        .filter(|(distance, ..)| (1..=most).contains(distance))
        .collect();
    near.sort();
    // Only the nearest: what is one letter off leaves no room for what is two off.
    let nearest = near.first().map_or(0, |(distance, ..)| *distance);
    Ok(near.into_iter().filter(|(distance, ..)| *distance == nearest).map(|(_, _, known)| known).take(OFFERED).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_by_itself_and_without_each_letter() {
        assert_eq!(variants("desa"), ["dea", "des", "desa", "dsa", "esa"]);
        assert!(is_word("desa") && !is_word("rt5x") && !is_word("abc"));
    }
}
