//! The terms of a record: each stem once, with the level at which it counts.

use super::text::{Stems, fold, words};
use foldhash::{HashMap, HashMapExt};
use std::rc::Rc;

/// Levels, the best first: `x` the word itself in the title, `a` a form of it in the title, then by weight.
pub const LEVELS: [char; 5] = ['x', 'a', 'b', 'c', 'd'];

/// Distinct stems that one record is indexed under at most.
const MOST_TERMS: usize = 4_000;
/// Weight of one occurrence, by where it stands.
const IN_KEYWORDS: f32 = 4.0;
const IN_SUMMARY: f32 = 2.0;
const IN_BODY: f32 = 1.0;
/// BM25's saturation and length normalisation, with a fixed average so that a term's weight depends on its own record only.
const SATURATION: f32 = 1.2;
const LENGTH_SHARE: f32 = 0.75;
const AVERAGE_WORDS: f32 = 150.0;

/// The texts of a record, by how much they say about it.
#[derive(Default)]
pub struct Texts<'a> {
    /// Title and acronym.
    pub title: Vec<&'a str>,
    /// Keywords, unit, names of hub and institution.
    pub keywords: Vec<&'a str>,
    /// Summary.
    pub summary: &'a str,
    /// Everything else.
    pub body: Vec<&'a str>,
}

/// What the index stores for a record: its terms, with spaces between.
pub fn index_terms(stems: &Stems, texts: &Texts<'_>) -> String {
    let title: Vec<String> = texts.title.iter().map(|t| fold(t)).collect();
    let mut weights: HashMap<Rc<str>, f32> = HashMap::with_capacity(256);
    let mut length = 0.0;
    let fields = texts
        .keywords
        .iter()
        .map(|t| (*t, IN_KEYWORDS))
        .chain([(texts.summary, IN_SUMMARY)])
        .chain(texts.body.iter().map(|t| (*t, IN_BODY)));
    for (text, weight) in fields {
        for word in words(&fold(text)) {
            length += 1.0;
            for stem in stems.of(&word).iter() {
                let full = weights.len() >= MOST_TERMS;
                match weights.get_mut(stem) {
                    Some(sum) => *sum += weight,
                    None if !full => drop(weights.insert(stem.clone(), weight)),
                    None => {}
                }
            }
        }
    }
    let mut terms: Vec<(Rc<str>, char)> = Vec::with_capacity(weights.len() + 16);
    for word in title.iter().flat_map(|t| words(t)) {
        for stem in stems.of(&word).iter() {
            weights.remove(stem);
            terms.push((stem.clone(), 'a'));
        }
        terms.push((word.into(), 'x'));
    }
    terms.extend(weights.into_iter().map(|(stem, weight)| (stem, level(weight, length))));
    terms.sort_unstable();
    terms.dedup();
    let mut joined = String::with_capacity(terms.len() * 9);
    for (stem, level) in terms {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&stem);
        joined.push(level);
    }
    joined
}

fn level(weight: f32, words: f32) -> char {
    let norm = SATURATION * (1.0 - LENGTH_SHARE + LENGTH_SHARE * words / AVERAGE_WORDS);
    let score = weight / (weight + norm);
    if score >= 0.7 {
        'b'
    } else if score >= 0.5 {
        'c'
    } else {
        'd'
    }
}

/// How much a term at this level counts when several are added up.
pub fn worth(level: char) -> i64 {
    match level {
        'x' => 12,
        'a' => 10,
        'b' => 5,
        'c' => 3,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(texts: &Texts<'_>) -> Vec<String> {
        index_terms(&Stems::default(), texts).split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_stem_counts_once_at_its_best_level() {
        let texts = Texts { title: vec!["Pelayanan Keliling"], summary: "Layanan keliling desa", ..Texts::default() };
        let keliling = Stems::default().of("keliling")[0].to_string();
        let mut expected = vec!["desab".into(), format!("{keliling}a"), "kelilingx".into(), "layana".into(), "pelayananx".into()];
        expected.sort();
        assert_eq!(terms(&texts), expected);
    }

    #[test]
    fn what_is_said_once_in_a_long_text_counts_less() {
        let long = "rakyat ".repeat(400) + "kampung";
        let texts = Texts { body: vec![&long], ..Texts::default() };
        assert_eq!(terms(&texts), ["kampungd", "rakyatb"]);
    }
}
