//! Whether a text says something: a letter, a digit or a pictograph is left when its markup is taken away.

use super::bare;
use super::characters::is_legible;

/// The text, trimmed, if it says something.
pub fn said(text: &str) -> Option<&str> {
    says_something(text).then(|| bare(text))
}

/// Whether at least one letter, digit or pictograph is left when marks of Markdown, tags and entities of HTML and
/// invisible characters are taken away. Takes time in proportion to the text.
pub fn says_something(text: &str) -> bool {
    Reader { text, at: 0, never_closed: Vec::new() }.finds_a_word()
}

/// Goes through a text once, past its markup.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// What does not occur from here on, so that nobody looks for it again.
    never_closed: Vec<&'static str>,
}

impl Reader<'_> {
    fn finds_a_word(&mut self) -> bool {
        self.pass_line_start();
        while let Some(c) = self.rest().chars().next() {
            if self.passes_markup() {
                continue;
            }
            if is_legible(c) {
                return true;
            }
            self.at += c.len_utf8();
            if c == '\n' {
                self.pass_line_start();
            }
        }
        false
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Passes what makes a line a quotation, an item, a block of code or the definition of a link.
    fn pass_line_start(&mut self) {
        let start = self.rest().trim_start_matches([' ', '\t', '>', '-', '+', '*']);
        let digits = start.bytes().take_while(u8::is_ascii_digit).count();
        let number = (1..=9).contains(&digits) && start[digits..].starts_with(['.', ')']);
        let passed = if number && start[digits + 1..].chars().next().is_none_or(char::is_whitespace) {
            &start[digits + 1..]
        } else if start.starts_with("```") || start.starts_with("~~~") || defines_a_link(start) {
            &start[start.find('\n').unwrap_or(start.len())..]
        } else {
            ["[x]", "[X]"].iter().find_map(|done| start.strip_prefix(done)).unwrap_or(start)
        };
        self.at = self.text.len() - passed.len();
    }

    /// Passes a tag, a comment, an entity or the address of a link, if one begins here.
    fn passes_markup(&mut self) -> bool {
        let rest = self.rest();
        let end = if rest.starts_with("<!--") {
            self.closed_by("-->").or_else(|| self.closed_by(">"))
        } else if begins_a_tag(rest) {
            self.closed_by(">")
        } else if rest.starts_with("](") {
            self.closed_by(")")
        } else {
            entity(rest).map(|length| self.at + length)
        };
        self.at = end.unwrap_or(self.at);
        end.is_some()
    }

    fn closed_by(&mut self, mark: &'static str) -> Option<usize> {
        if self.never_closed.contains(&mark) {
            return None;
        }
        let found = self.rest().find(mark).map(|n| self.at + n + mark.len());
        if found.is_none() {
            self.never_closed.push(mark);
        }
        found
    }
}

/// A tag, a declaration or an instruction of HTML (CommonMark 0.31, 6.6).
fn begins_a_tag(text: &str) -> bool {
    let Some(after) = text.strip_prefix('<') else {
        return false;
    };
    if after.starts_with(['!', '?']) {
        return true;
    }
    let name = after.strip_prefix('/').unwrap_or(after);
    let length = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name[length..].starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/')
}

/// The length of the entity that begins here (CommonMark 0.31, 2.5).
fn entity(text: &str) -> Option<usize> {
    let name = text.strip_prefix('&')?;
    let length = name.bytes().take(32).position(|b| !(b.is_ascii_alphanumeric() || b == b'#'))?;
    (length > 1 && name[length..].starts_with(';')).then_some(length + 2)
}

/// `[label]: address`, which shows nothing by itself; a footnote, `[^label]: words`, does.
fn defines_a_link(line: &str) -> bool {
    let line = line.lines().next().unwrap_or_default();
    line.starts_with('[') && !line.starts_with("[^") && line.split_once("]:").is_some_and(|(label, _)| !label[1..].contains(['[', ']']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_shows_nothing_says_nothing() {
        for blank in [
            "",
            "   \n\t",
            "\u{200b}\u{200b}",
            "\u{2800}",
            "\u{3164}",
            "\u{202e}",
            "\u{ad}\u{fe0f}\u{feff}",
            "\u{301}\u{302}",
            "---",
            "***\n___",
            "# \n## ",
            "> > >",
            "- \n* \n+ ",
            "1. \n2. ",
            "- [x]\n- [ ]",
            "| | |\n|---|:-:|\n| | |",
            "<br>",
            "<br/><BR />",
            "<p class=\"penting\">&nbsp;</p>",
            "<!-- belum diisi -->",
            "<!DOCTYPE html>",
            "<img src=\"x.png\"\nalt=\"y\">",
            "&nbsp;&#160;&#xA0;&emsp;&ZeroWidthSpace;",
            "```rust\n```",
            "~~~\n~~~",
            "[](https://example.go.id)",
            "![](a.png)",
            "[a]: https://example.go.id \"judul\"",
            "\\*\\",
            "?!…—",
        ] {
            assert!(!says_something(blank), "{blank:?}");
        }
    }

    #[test]
    fn what_is_read_says_something() {
        for text in [
            "a",
            "7",
            "1.5",
            "2024",
            "1. satu",
            "🌾",
            "ꦲꦏ꧀ꦱꦫ",
            "ᬅᬓ᭄ᬱᬭ",
            "العربية",
            "中文",
            "⠓⠥⠃",
            "\u{200b}a\u{200b}",
            "**tebal**",
            "<b>tebal</b>",
            "&nbsp;x",
            "a < b",
            "R&D",
            "<https://example.go.id>",
            "[teks](https://example.go.id)",
            "![denah](a.png)",
            "[^1]: catatan",
            "```\nkode\n```",
            "- [x] selesai",
            "5*6*7",
            "a & b; c",
        ] {
            assert!(says_something(text), "{text:?}");
        }
    }

    #[test]
    fn time_grows_with_the_text_alone() {
        let began = std::time::Instant::now();
        for part in ["<!", "<!-- >", "](", "<?", "&#", "[", "> ", "<\u{200b}", "[]: ", "&-"] {
            says_something(&part.repeat(200_000));
        }
        assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
    }

    proptest! {
        #[test]
        fn a_word_among_blanks_is_found(before in "[ \n\u{200b}*_-]{0,20}", word in "[a-z]{1,8}", after in "[ \n\u{200b}*_-]{0,20}") {
            let blank = format!("{}{}", before, after);
            prop_assert!(!says_something(&blank));
            let text = format!("{}{}{}", before, word, after);
            prop_assert!(says_something(&text));
        }

        #[test]
        fn no_text_makes_it_fail(text in "\\PC{0,60}", marks in "[<>!&;#()\\[\\]`~x1.:\n -]{0,60}") {
            says_something(&text);
            says_something(&marks);
        }
    }
}
