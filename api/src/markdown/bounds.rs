//! How much a text may ask of who renders it. A cleaner of HTML takes time by the depth of what it cleans, and a short row
//! of a table as many cells as its head has: both are counted before, in one pass over the lines.

use super::lines::{Fences, Margin, marker};
use crate::http::locale::Text;

/// Quotes and lists inside each other.
const DEEPEST: usize = 20;
/// Cells of all tables.
const CELLS: usize = 5_000;
/// Tags and entities of HTML: each takes the cleaner about a microsecond.
pub const MARKS: usize = 15_000;
/// HTML of a text: so many times its bytes, …
const TIMES: usize = 10;
/// … and so many more.
const MORE: usize = 64 * 1024;

/// What a text has too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// Quotes and lists inside each other.
    Depth,
    /// Cells of tables.
    Cells,
    /// Links, notes, or others of which a few characters become many.
    Marks,
}

impl Excess {
    /// What its writer can do about it.
    pub fn message(self) -> Text {
        match self {
            Self::Depth => Text::new(
                "Kutipan atau daftar bertingkat paling banyak 20 tingkat. Kurangi tanda `>` atau tingkat daftarnya.",
                "Quotes and lists can be nested 20 levels deep at most. Use fewer `>` marks or list levels.",
            ),
            Self::Cells => Text::new(
                "Tabel paling banyak memuat 5.000 sel. Bagi tabel atau lampirkan sebagai berkas.",
                "Tables can have 5,000 cells at most. Split the table or attach it as a file.",
            ),
            Self::Marks => Text::new(
                "Teks ini terlalu banyak memuat tautan, catatan kaki, atau tanda format. Kurangi atau bagi menjadi beberapa teks.",
                "This text has too many links, footnotes or formatting marks. Use fewer, or split the text.",
            ),
        }
    }
}

/// The most bytes of HTML that a text of `length` bytes may become.
pub fn most_html(length: usize) -> usize {
    length.saturating_mul(TIMES).saturating_add(MORE)
}

/// Judges the structure of a text as the parser is handed it, in time linear to its length.
pub fn judge(tidied: &str) -> Result<(), Excess> {
    let (mut fences, mut margin, mut cells, mut columns) = (Fences::default(), Margin::default(), 0_usize, 0);
    for line in tidied.lines() {
        let depth = depth(line, &mut margin);
        if depth > DEEPEST {
            return Err(Excess::Depth);
        }
        if fences.hold(line) {
            continue;
        }
        columns = match columns_of(line) {
            _ if line.trim().is_empty() => 0,
            found if found > columns => found,
            _ => columns,
        };
        cells += columns;
        if cells > CELLS {
            return Err(Excess::Cells);
        }
    }
    Ok(())
}

/// How many quotes and items a line begins or stands in.
fn depth(line: &str, margin: &mut Margin) -> usize {
    let (mut column, mut quotes, mut rest) = (0, 0, line);
    loop {
        let text = rest.trim_start_matches([' ', '\t']);
        column += rest.len() - text.len();
        rest = text;
        if let Some(text) = rest.strip_prefix('>') {
            (quotes, column, rest) = (quotes + 1, column + 1, text);
        } else if let Some(marker) = marker(rest) {
            margin.place(column, Some(&marker));
            (column, rest) = (column + marker.length, &rest[marker.length..]);
        } else {
            break;
        }
        if quotes + margin.depth() > DEEPEST {
            break;
        }
    }
    match rest.is_empty() {
        true => margin.blank(),
        false => drop(margin.place(column, None)),
    }
    quotes + margin.depth()
}

/// The columns that a line gives a table, when it is the one below its head.
fn columns_of(line: &str) -> usize {
    let line = line.trim_matches([' ', '\t', '>', '\r']);
    let rule = line.contains('-') && line.contains(['|', ':']) && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'));
    if rule { line.matches('|').count() + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_within_bounds() {
        let table = format!("| a | b |\n|---|---|\n{}", "| 1 | 2 |\n".repeat(500));
        let list = "1. satu\n   - dua\n     - tiga\n       > kutipan\n\n".repeat(400);
        let quotes = (1..=10).map(|n| format!("{} kata\n", "> ".repeat(n))).collect::<String>();
        for text in [table.as_str(), &list, &quotes, "**tebal** `kode` [a](b) a|b", "---\n***\n- - -\n"] {
            assert_eq!(judge(text), Ok(()), "{:?}", &text[..20]);
        }
    }

    #[test]
    fn what_grows_beyond_measure_is_named() {
        let nested: String = (0..30).map(|n| format!("{}- a\n", "  ".repeat(n))).collect();
        for deep in [">".repeat(21), "> ".repeat(30), "- * ".repeat(11), "1. - > ".repeat(8), nested] {
            assert_eq!(judge(&deep), Err(Excess::Depth), "{deep:?}");
        }
        let wide = |columns: usize| format!("{}\n{}\n{}", "x|".repeat(columns), "-|".repeat(columns), "x|\n".repeat(2_860));
        assert_eq!([judge(&wide(300)), judge(&format!("> {}", wide(20).replace('\n', "\n> ")))], [Err(Excess::Cells); 2]);
    }
}
