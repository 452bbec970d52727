//! Text for what other programs read line by line or as XML: calendars, feeds, site maps, the heads of pages.

use std::borrow::Cow;

/// The text without what such formats forbid or readers take for the end of a line: line ends of every kind become
/// `\n` (RFC 5545, 3.1 knows CRLF alone), control characters (U+0000-001F, U+007F-009F) and what XML 1.0 has no place for
/// (U+FFFE, U+FFFF) go. Tabs stay.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_odd) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut after_return = false;
    for c in text.chars() {
        match c {
            '\n' if after_return => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            _ if is_odd(c) => {}
            _ => clean.push(c),
        }
        after_return = c == '\r';
    }
    Cow::Owned(clean)
}

fn is_odd(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n')) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_stay_lines_and_nothing_else_is_lost() {
        assert_eq!(printable("a\r\nb\rc\nd\u{2028}e\u{85}f"), "a\nb\nc\nd\ne\nf");
        assert_eq!(printable("a\r\n\r\nb\r\r"), "a\n\nb\n\n");
        assert_eq!(printable("\u{0}a\u{1b}[31m\u{7f}\u{9f}\u{fffe}\u{ffff}\tb"), "a[31m\tb");
        assert!(matches!(printable("Hub “JIPP” 老虎 \u{1F600}\n"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(text in any::<String>()) {
            let once = printable(&text).into_owned();
            prop_assert!(!once.chars().any(is_odd));
            prop_assert_eq!(printable(&once), once.clone());
        }
    }
}
