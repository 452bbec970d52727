//! What the beginnings of lines say in CommonMark: fences, markers of lists, and how deep a line stands.

/// Steps of indentation from which on a line would be code.
const CODE: usize = 4;

/// The marker of a list's item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Columns from the marker to the text.
    pub width: usize,
    /// Bytes of the marker itself.
    pub length: usize,
}

/// The marker that `line` begins with, without indentation.
pub fn marker(line: &str) -> Option<Marker> {
    let digits = line.bytes().take(10).take_while(u8::is_ascii_digit).count();
    let length = match line.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let rest = &line[length..];
    let is_rule = rest.trim().len() > 1 && rest.bytes().all(|b| b == line.as_bytes()[0] || b.is_ascii_whitespace());
    (!is_rule && (rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))).then_some(Marker { width: length + 1, length })
}

/// Where the code between fences begins and ends.
#[derive(Default)]
pub struct Fences(Option<(u8, usize)>);

impl Fences {
    /// Whether the next line belongs to code, fences included.
    pub fn hold(&mut self, line: &str) -> bool {
        let line = line.trim();
        let Some(mark) = line.bytes().next().filter(|b| matches!(b, b'`' | b'~')) else {
            return self.0.is_some();
        };
        let length = line.bytes().take_while(|b| *b == mark).count();
        match self.0 {
            None if length >= 3 && (mark == b'~' || !line[length..].contains('`')) => self.0 = Some((mark, length)),
            None => return false,
            Some((opened, least)) if mark == opened && length >= least && length == line.len() => self.0 = None,
            Some(_) => {}
        }
        true
    }
}

/// The columns in which the texts of the open items begin, from the outermost in.
#[derive(Default)]
pub struct Margin {
    items: Vec<usize>,
    after_blank: bool,
}

impl Margin {
    /// A line without text: what follows further out is no part of the items any more.
    pub fn blank(&mut self) {
        self.after_blank = true;
    }

    /// The column of a line that stands in `column`: further in than text goes it would be code, and is brought back.
    pub fn place(&mut self, column: usize, marker: Option<&Marker>) -> usize {
        if marker.is_some() || self.after_blank {
            self.items.retain(|item| *item <= column);
        }
        self.after_blank = false;
        let base = self.items.last().copied().unwrap_or(0);
        let column = if column >= base + CODE { base } else { column };
        if let Some(marker) = marker {
            self.items.push(column + marker.width);
        }
        column
    }

    /// How many items are open around the line.
    pub fn depth(&self) -> usize {
        self.items.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_words_and_rules() {
        let length = |line| marker(line).map(|m| m.length);
        assert_eq!([length("- a"), length("12) a"), length("*"), length("1.\ta")], [Some(1), Some(3), Some(1), Some(2)]);
        assert_eq!([length("-a"), length("* * *"), length("2023"), length("1.5 juta"), length("")], [None; 5]);
    }

    #[test]
    fn a_fence_holds_until_one_like_it() {
        let mut fences = Fences::default();
        let held: Vec<bool> = "a\n```rs\n~~~\n``\n````\nb\n``` `x`".lines().map(|line| fences.hold(line)).collect();
        assert_eq!(held, [false, true, true, true, true, false, false]);
    }
}
