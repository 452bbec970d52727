//! From text to words and stems.

use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Longer words are cut, in bytes: nothing that people type is longer.
const LONGEST: usize = 40;

/// Words that stand in nearly every text and tell nothing about it.
const STOP_WORDS: &[&str] = &[
    "ada", "adalah", "agar", "akan", "antara", "atas", "atau", "bagi", "bahwa", "bisa", "dalam", "dan", "dapat", "dari", "dengan",
    "di", "dia", "hingga", "ia", "ini", "itu", "jika", "juga", "karena", "ke", "kepada", "lain", "lebih", "maka", "mereka", "oleh",
    "pada", "para", "saat", "sampai", "sebagai", "secara", "sehingga", "serta", "suatu", "sudah", "tanpa", "telah", "tentang",
    "tersebut", "tidak", "untuk", "yaitu", "yang", "the", "of", "and", "to", "in", "for", "a", "an", "on", "with", "by",
];

/// Lower case, and without the marks on letters, so that "É" and "e" are the same.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | ' ' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            _ => folded.extend(c.to_lowercase().map(without_mark)),
        }
    }
    folded
}

fn without_mark(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        '\u{2019}' | '\u{2018}' => '\'',
        other => other,
    }
}

/// The words of folded text, without stop words; `Jum'at` is one word.
pub fn words(folded: &str) -> impl Iterator<Item = Cow<'_, str>> {
    folded
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .map(|word| if word.contains('\'') { Cow::Owned(word.replace('\'', "")) } else { Cow::Borrowed(word) })
        .filter(|word| !word.is_empty() && !is_stop_word(word))
        .map(|word| if word.len() > LONGEST { Cow::Owned(cut(&word).to_owned()) } else { word })
}

fn is_stop_word(word: &str) -> bool {
    word.len() <= 9 && STOP_WORDS.contains(&word)
}

fn cut(word: &str) -> &str {
    let mut end = LONGEST;
    while !word.is_char_boundary(end) {
        end -= 1;
    }
    &word[..end]
}

/// Reduces Indonesian words to their stems, and remembers them: texts repeat their words.
pub struct Stems {
    stemmer: Stemmer,
    known: RefCell<HashMap<String, Rc<str>>>,
}

/// Words whose stems are remembered at most.
const MOST_KNOWN: usize = 20_000;

impl Default for Stems {
    fn default() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::Indonesian), known: RefCell::default() }
    }
}

impl Stems {
    /// The stem of a folded word; words with a digit are codes and stay as they are.
    pub fn of(&self, word: &str) -> Rc<str> {
        if let Some(stem) = self.known.borrow().get(word) {
            return stem.clone();
        }
        let as_it_is = word.len() < 4 || word.bytes().any(|b| b.is_ascii_digit());
        let stem: Rc<str> = if as_it_is { word.into() } else { self.stemmer.stem(word).into() };
        let mut known = self.known.borrow_mut();
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(word.to_owned(), stem.clone());
        stem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What people type, and the form that texts have it in.
    const PAIRS: &[(&str, &str)] = &[
        ("layanan", "pelayanan"), ("layan", "melayani"), ("izin", "perizinan"), ("aduan", "pengaduan"), ("didik", "pendidikan"),
        ("tanah", "pertanahan"), ("bayar", "pembayaran"), ("bayar", "membayar"), ("sehat", "kesehatan"), ("daftar", "pendaftaran"),
        ("tani", "pertanian"), ("ikan", "perikanan"), ("lindung", "perlindungan"), ("hubung", "perhubungan"), ("dagang", "perdagangan"),
        ("kelola", "pengelolaan"), ("awas", "pengawasan"), ("kembang", "pengembangan"), ("bantuan", "membantu"), ("guna", "penggunaan"),
        ("berdaya", "diberdayakan"), ("rumah", "perumahan"), ("makan", "makanannya"), ("uji", "pengujian"),
    ];

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let stems = Stems::default();
        let apart: Vec<_> = PAIRS.iter().filter(|(a, b)| stems.of(a) != stems.of(b)).map(|(a, b)| format!("{a}->{} {b}->{}", stems.of(a), stems.of(b))).collect();
        assert!(apart.is_empty(), "{apart:?}");
    }

    #[test]
    fn words_are_folded_and_stop_words_left_out() {
        let folded = fold("Pelayanan yang CEPAT di Jum\u{2019}at, dan É-KTP untuk 2024!");
        assert_eq!(words(&folded).collect::<Vec<_>>(), ["pelayanan", "cepat", "jumat", "e", "ktp", "2024"]);
    }

    #[test]
    fn long_words_are_cut_between_letters() {
        let long = "é".repeat(50);
        assert!(words(&long).all(|w| w.len() <= LONGEST));
    }
}
