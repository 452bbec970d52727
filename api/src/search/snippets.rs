//! Snippets: the passage of a text that has most of the words, with them marked, as HTML that is safe to show.

use super::ranking::SearchQuery;
use super::text::{Stems, fold};
use crate::http::preview::escape;

/// Characters of a text that are looked at.
const LOOKED_AT: usize = 6_000;
/// Words of a snippet.
const LONGEST: usize = 32;
/// Words before the first one that is marked.
const BEFORE: usize = 6;

/// A snippet of the first of these texts that has any of the words, or the beginning of the first.
pub fn snippet_html(query: &SearchQuery, texts: impl IntoIterator<Item = String>) -> String {
    let stems: Vec<&str> = query.stems().collect();
    let mut beginning = None;
    for text in texts.into_iter().filter(|text| !text.trim().is_empty()) {
        let words: Vec<(&str, bool)> = Stems::of_this_thread(|known| marked(known, &text, &stems));
        if words.iter().any(|(_, is)| *is) {
            return cut(&words);
        }
        beginning.get_or_insert_with(|| cut(&words));
    }
    beginning.unwrap_or_default()
}

/// The words of a text, and whether each is looked for.
fn marked<'a>(known: &Stems, text: &'a str, stems: &[&str]) -> Vec<(&'a str, bool)> {
    let end = text.char_indices().nth(LOOKED_AT).map_or(text.len(), |(at, _)| at);
    text[..end].split_whitespace().map(|word| (word, is_looked_for(known, word, stems))).collect()
}

fn is_looked_for(known: &Stems, word: &str, stems: &[&str]) -> bool {
    let folded = fold(word);
    super::text::words(&folded).any(|word| known.of(&word).iter().any(|stem| stems.contains(&&**stem)))
}

/// The passage with most of the marked words.
fn cut(words: &[(&str, bool)]) -> String {
    let hits: Vec<usize> = words.iter().enumerate().filter(|(_, (_, is))| *is).map(|(at, _)| at).collect();
    let reach = |from: usize| hits.iter().filter(|at| (from..from + LONGEST - BEFORE).contains(*at)).count();
    let best = hits.iter().copied().max_by_key(|from| (reach(*from), std::cmp::Reverse(*from))).unwrap_or(0);
    let from = best.saturating_sub(BEFORE);
    let to = words.len().min(from + LONGEST);
    let mut html = String::new();
    if from > 0 {
        html.push_str("… ");
    }
    for (n, (word, is)) in words[from..to].iter().enumerate() {
        if n > 0 {
            html.push(' ');
        }
        html.push_str(&if *is { mark(word) } else { escape(word) });
    }
    if to < words.len() {
        html.push_str(" …");
    }
    html
}

/// The word marked, without the commas and brackets around it.
fn mark(word: &str) -> String {
    let around = |c: char| !c.is_alphanumeric();
    let from_start = word.trim_start_matches(around);
    let bare = from_start.trim_end_matches(around);
    let (before, after) = (&word[..word.len() - from_start.len()], &from_start[bare.len()..]);
    format!("{}<mark>{}</mark>{}", escape(before), escape(bare), escape(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_in_any_form() {
        let query = SearchQuery::parse("layanan desa");
        assert_eq!(
            snippet_html(&query, ["Pelayanan di desa-desa <b>kami</b>".to_owned()]),
            "<mark>Pelayanan</mark> di <mark>desa-desa</mark> &lt;b&gt;kami&lt;/b&gt;"
        );
        assert_eq!(snippet_html(&query, [String::new(), "Tanpa kata itu".to_owned()]), "Tanpa kata itu");
    }

    #[test]
    fn what_stands_around_a_word_is_not_marked() {
        let query = SearchQuery::parse("antrean");
        assert_eq!(snippet_html(&query, ["(antrean, <antrean>".to_owned()]), "(<mark>antrean</mark>, &lt;<mark>antrean</mark>&gt;");
    }

    #[test]
    fn the_passage_with_most_words_is_shown() {
        let text = format!("layanan {} layanan desa", "lain ".repeat(60));
        let html = snippet_html(&SearchQuery::parse("layanan desa"), [text]);
        assert!(html.starts_with("… ") && html.ends_with("<mark>layanan</mark> <mark>desa</mark>"), "{html}");
    }
}
