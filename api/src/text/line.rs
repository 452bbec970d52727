//! Text of one line: titles, names, numbers, places, tags.

use super::characters::breaks_a_line;
use super::{bare, judge_line, of_itself};
use serde::{Deserialize, Deserializer, Serialize};
use std::ops::Deref;
use validator::{Validate, ValidationErrors};

/// One line of `LEAST` to `MOST` characters, which says something if `LEAST` is not 0. White space around it is left out when it is
/// read, and a line break or a tab in it, as they come along when people paste, becomes a space; other control
/// characters and those that turn the direction of writing are refused by [`Validate`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Line<const LEAST: usize, const MOST: usize>(String);

impl<const LEAST: usize, const MOST: usize> Deref for Line<LEAST, MOST> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const LEAST: usize, const MOST: usize> From<&str> for Line<LEAST, MOST> {
    fn from(text: &str) -> Self {
        Self(folded(text))
    }
}

impl<const LEAST: usize, const MOST: usize> From<String> for Line<LEAST, MOST> {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl<const LEAST: usize, const MOST: usize> From<Line<LEAST, MOST>> for String {
    fn from(line: Line<LEAST, MOST>) -> Self {
        line.0
    }
}

impl<'de, const LEAST: usize, const MOST: usize> Deserialize<'de> for Line<LEAST, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(folded(&text)))
    }
}

impl<const LEAST: usize, const MOST: usize> Validate for Line<LEAST, MOST> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        of_itself(judge_line(&self.0, LEAST, MOST))
    }
}

/// A text in one line: each run of white space that holds a line break or a tab becomes one space, and what surrounds the
/// text and shows nothing is left out.
pub fn folded(text: &str) -> String {
    let text = bare(text);
    let mut line = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(char::is_whitespace) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c: char| !c.is_whitespace()).unwrap_or(from.len());
        line.push_str(before);
        line.push_str(if from[..end].contains(is_break) { " " } else { &from[..end] });
        rest = &from[end..];
    }
    line.push_str(rest);
    line
}

/// A text in one line whatever it holds: [`folded`], and without characters that no line takes.
pub fn one_line(text: &str) -> String {
    folded(text).chars().filter(|c| !breaks_a_line(*c)).collect()
}

/// White space that no line holds.
fn is_break(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_pasted_becomes_one_line() {
        for (pasted, line) in [
            ("  Antrean Tanpa Antre\r\n", "Antrean Tanpa Antre"),
            ("Judul\r\n\r\nKATA SANDI ANDA BERAKHIR", "Judul KATA SANDI ANDA BERAKHIR"),
            ("Dinas\tKesehatan", "Dinas Kesehatan"),
            ("a\u{2028}b\u{2029}c\u{85}d\u{b}e", "a b c d e"),
            ("dua  spasi", "dua  spasi"),
            ("\u{200b}\u{feff} x \u{2800}", "x"),
        ] {
            assert_eq!(folded(pasted), line);
        }
    }

    #[test]
    fn a_line_is_judged_by_its_type() {
        let fault = |text: &str| {
            let line: Line<2, 5> = serde_json::from_value(text.into()).unwrap();
            line.validate().err().map(|faults| faults.field_errors()[""][0].code.to_string())
        };
        assert_eq!(fault("abc"), None);
        for (text, code) in [
            ("a", "length"),
            ("abcdef", "length"),
            (" \u{200b} ", "length"),
            ("---", "blank"),
            ("a\u{7}b", "characters"),
            ("a\u{202e}b", "characters"),
        ] {
            assert_eq!(fault(text).as_deref(), Some(code), "{text:?}");
        }
        let optional: Line<0, 5> = serde_json::from_str("\"--\"").unwrap();
        assert!(optional.validate().is_ok());
    }

    proptest! {
        #[test]
        fn a_line_that_is_taken_is_one_line(text in "\\PC{0,20}[\\x00-\\x20\u{85}\u{2028}\u{2029}\u{202a}-\u{202e}\u{200b}]{0,4}\\PC{0,20}") {
            let line = Line::<0, 100>::from(text.as_str());
            prop_assert_eq!(folded(&line), line.to_string());
            if line.validate().is_ok() {
                prop_assert!(!line.chars().any(breaks_a_line) && line.trim() == &*line);
            }
        }
    }
}
