//! What people paste, as Markdown that means what it looks like.
//!
//! Word processors write bullets as characters with a tab behind them, indent first lines, and end lines in characters of
//! their own. CommonMark would take the first for code and join the rest. Code is what stands between fences.

use super::lines::{Fences, Margin, Marker, marker};
use std::borrow::Cow;
use std::collections::HashMap;

/// Bullets that begin an item when a space follows.
const BULLETS: &[char] = &['•', '‣', '◦', '▪', '▫', '●', '○', '■', '□', '⁃', '∙', '➢', '➤', '❖', '✓', '✔'];
/// Characters that begin an item when a tab follows: before a space they are words, dashes, signs.
const BEFORE_A_TAB: &[char] = &['–', '—', '·', 'o', '§', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f0fc}'];
/// Ends of lines that are none in CommonMark: a word processor's line break, and Unicode's.
const BREAKS: &[char] = &['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The text as it is handed to the parser.
pub fn tidied(text: &str) -> Cow<'_, str> {
    let text = if text.contains(BREAKS) { Cow::Owned(text.replace(BREAKS, "\n")) } else { Cow::Borrowed(text) };
    let labels = Labels::of(&text);
    let mut out = String::with_capacity(text.len() + 64);
    let (mut fences, mut margin) = (Fences::default(), Margin::default());
    for line in text.split_inclusive('\n') {
        if fences.hold(line) {
            out.push_str(line);
            continue;
        }
        let (column, rest) = indented(line);
        let (bullet, rest) = unbulleted(rest);
        if rest.trim().is_empty() && !bullet {
            margin.blank();
            out.push_str(rest);
            continue;
        }
        let mark = if bullet { Some(Marker { width: 2, length: 0 }) } else { marker(rest) };
        let column = margin.place(column, mark.as_ref());
        out.extend(std::iter::repeat_n(' ', column));
        let rest = match mark {
            _ if bullet => {
                out.push_str("- ");
                rest
            }
            Some(Marker { length, .. }) => {
                out.push_str(&rest[..length]);
                one_space(&mut out, &rest[length..])
            }
            None => rest,
        };
        labels.keep(&mut out, rest);
    }
    Cow::Owned(out)
}

/// The column in which a line begins, and the line from there on.
fn indented(line: &str) -> (usize, &str) {
    let mut column = 0;
    for (at, c) in line.char_indices() {
        column += match c {
            ' ' | '\u{a0}' | '\u{3000}' => 1,
            '\t' => 4 - column % 4,
            _ => return (column, &line[at..]),
        };
    }
    (column, "")
}

/// Whether the line begins with the bullet of a word processor, and what follows it.
fn unbulleted(line: &str) -> (bool, &str) {
    let mut chars = line.chars();
    let (first, rest) = (chars.next(), chars.as_str());
    let bullet = match first {
        Some(c) if BULLETS.contains(&c) => rest.starts_with([' ', '\t', '\u{a0}']),
        Some(c) if BEFORE_A_TAB.contains(&c) => rest.starts_with('\t') || rest.starts_with("  ") && c == '·',
        _ => false,
    };
    if bullet { (true, rest.trim_start_matches([' ', '\t', '\u{a0}'])) } else { (false, line) }
}

/// After the marker of an item goes one space: from the fifth on, what follows would be code.
fn one_space<'a>(out: &mut String, rest: &'a str) -> &'a str {
    let words = rest.trim_start_matches([' ', '\t']);
    if words.len() == rest.len() || words.trim().is_empty() {
        return rest;
    }
    out.push(' ');
    words
}

/// How often each text in brackets occurs: what defines a link or note that nothing names would vanish from the page.
struct Labels(HashMap<String, usize>);

impl Labels {
    fn of(text: &str) -> Self {
        let mut found = HashMap::new();
        let mut open = None;
        for (at, c) in text.char_indices() {
            match (c, open) {
                ('[', _) => open = Some(at + 1),
                (']', Some(from)) => {
                    *found.entry(label(&text[from..at])).or_default() += 1;
                    open = None;
                }
                _ => {}
            }
        }
        Self(found)
    }

    /// Writes a line; HTML, and a definition that nothing names, stay text.
    fn keep(&self, out: &mut String, line: &str) {
        let from = line.find(|c| !matches!(c, '>' | ' ')).unwrap_or(line.len());
        let (before, rest) = line.split_at(from);
        out.push_str(before);
        if is_html(rest) || self.is_idle(rest) {
            out.push('\\');
        }
        out.push_str(rest);
    }

    fn is_idle(&self, line: &str) -> bool {
        let named = line.strip_prefix('[').and_then(|rest| rest.split_once("]:")).map(|(name, _)| name);
        named.is_some_and(|name| !name.contains(['[', ']']) && self.0.get(&label(name)).is_none_or(|times| *times < 2))
    }
}

/// Whether a line would begin a block of HTML, in which nothing else is read. An address in `<` and `>` is a link.
fn is_html(line: &str) -> bool {
    let tag = line.strip_prefix('<').filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')));
    tag.is_some_and(|tag| !tag.split(['>', ' ', '\t']).next().unwrap_or_default().contains([':', '@']))
}

fn label(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Case {
        pasted: String,
        read: String,
    }

    /// The site's preview is held to the same cases.
    #[test]
    fn what_is_pasted_means_what_it_looks_like() {
        let cases: Vec<Case> = serde_json::from_str(include_str!("pasted.json")).unwrap();
        for Case { pasted, read } in cases {
            assert_eq!(tidied(&pasted), read);
        }
    }
}
