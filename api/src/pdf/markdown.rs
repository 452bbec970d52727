//! Markdown as blocks of a sheet, with all that the page shows of it. The tree is walked without recursion: nobody's nesting
//! reaches our stack.

use super::{Block, Paragraph, Row, Span};
use crate::markdown;
use comrak::Arena;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{ListType, Node, NodeValue};

/// Where the walk is.
#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    spans: Vec<Span>,
    bold: usize,
    italic: usize,
    struck: usize,
    depth: usize,
    /// The steps of indentation at which a quotation stands.
    quotes: Vec<usize>,
    /// The next number of each list around here; none of one with bullets.
    lists: Vec<Option<usize>>,
    /// The targets of the links around here, with the span at which each begins.
    links: Vec<(String, usize)>,
    footnotes: usize,
    marker: Option<String>,
    heading: bool,
    table: Vec<Row>,
}

/// The blocks of a text in Markdown. HTML is printed as it was written; of a picture its words. A text beyond
/// the bounds is printed line by line, as the page shows it.
pub fn blocks(text: &str) -> Vec<Block> {
    let arena = Arena::new();
    let mut walk = Walk::default();
    match markdown::tree(&arena, text) {
        Ok(root) => walk.through(root),
        Err(_) => walk.say(text),
    }
    walk.end_block();
    walk.blocks
}

impl Walk {
    fn through(&mut self, root: Node<'_>) {
        for edge in root.traverse() {
            match edge {
                NodeEdge::Start(node) => self.enter(&node.data().value),
                NodeEdge::End(node) => self.leave(&node.data().value),
            }
        }
    }

    fn enter(&mut self, value: &NodeValue) {
        match value {
            NodeValue::Text(text) => self.say(text),
            NodeValue::Code(code) => self.say(&code.literal),
            NodeValue::HtmlInline(html) => self.say(html),
            NodeValue::SoftBreak | NodeValue::LineBreak => self.say("\n"),
            NodeValue::FootnoteReference(note) => self.say(&format!("[{}]", note.ix)),
            NodeValue::Strong => self.bold += 1,
            NodeValue::Emph => self.italic += 1,
            NodeValue::Strikethrough => self.struck += 1,
            NodeValue::Link(link) | NodeValue::Image(link) => self.links.push((link.url.clone(), self.spans.len())),
            NodeValue::CodeBlock(code) => self.literal(&code.literal),
            NodeValue::HtmlBlock(html) => self.literal(&html.literal),
            NodeValue::ThematicBreak => {
                self.end_block();
                self.blocks.push(Block::Rule);
            }
            NodeValue::List(list) => {
                self.end_item();
                self.lists.push((list.list_type == ListType::Ordered).then_some(list.start));
                self.depth += 1;
            }
            NodeValue::Item(_) => {
                self.end_item();
                self.marker = Some(self.next_marker());
            }
            NodeValue::TaskItem(task) => {
                self.end_item();
                self.marker = Some(if task.symbol.is_some() { "[x]" } else { "[ ]" }.to_owned());
            }
            NodeValue::FootnoteDefinition(_) => {
                self.end_item();
                self.footnotes += 1;
                self.depth += 1;
                self.marker = Some(format!("[{}]", self.footnotes));
            }
            NodeValue::BlockQuote => {
                self.end_item();
                self.quotes.push(self.depth);
                self.depth += 1;
            }
            NodeValue::Heading(_) => {
                self.end_block();
                self.heading = true;
            }
            NodeValue::TableRow(header) => self.table.push(Row { header: *header, cells: Vec::new() }),
            NodeValue::Paragraph | NodeValue::Table(_) => self.end_block(),
            _ => {}
        }
    }

    fn leave(&mut self, value: &NodeValue) {
        match value {
            NodeValue::Strong => self.bold = self.bold.saturating_sub(1),
            NodeValue::Emph => self.italic = self.italic.saturating_sub(1),
            NodeValue::Strikethrough => self.struck = self.struck.saturating_sub(1),
            NodeValue::Link(_) | NodeValue::Image(_) => self.name_target(),
            NodeValue::List(_) | NodeValue::FootnoteDefinition(_) => {
                self.end_item();
                self.depth = self.depth.saturating_sub(1);
                if matches!(value, NodeValue::List(_)) {
                    self.lists.pop();
                }
            }
            NodeValue::BlockQuote => {
                self.end_item();
                self.quotes.pop();
                self.depth = self.depth.saturating_sub(1);
            }
            NodeValue::Item(_) | NodeValue::TaskItem(_) => self.end_item(),
            NodeValue::TableCell => {
                let cell = std::mem::take(&mut self.spans);
                if let Some(row) = self.table.last_mut() {
                    row.cells.push(cell);
                }
            }
            NodeValue::Table(_) => {
                let (rows, indent) = (std::mem::take(&mut self.table), self.depth);
                self.blocks.push(Block::Table { rows, indent });
            }
            NodeValue::Paragraph | NodeValue::Heading(_) => self.end_block(),
            _ => {}
        }
    }

    fn next_marker(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}.");
                *number = number.saturating_add(1);
                marker
            }
            _ => "\u{2022}".to_owned(),
        }
    }

    fn say(&mut self, text: &str) {
        let text = text.replace('\t', "    ");
        self.spans.push(Span { text, bold: self.bold > 0 || self.heading, italic: self.italic > 0, struck: self.struck > 0 });
    }

    /// Says where a link leads, unless its words are its target.
    fn name_target(&mut self) {
        let Some((url, from)) = self.links.pop() else {
            return;
        };
        let words: String = self.spans.iter().skip(from).map(|span| span.text.as_str()).collect();
        let bare = url.strip_prefix("mailto:").or_else(|| url.strip_prefix("http://")).unwrap_or(&url);
        if !url.is_empty() && words != url && words != bare {
            self.say(&if words.is_empty() { url } else { format!(" ({url})") });
        }
    }

    /// A block of text that is printed as it was written.
    fn literal(&mut self, text: &str) {
        self.end_block();
        self.depth += 1;
        self.say(text.trim_end());
        self.end_block();
        self.depth -= 1;
    }

    /// Ends an item of a list, also one that has no words.
    fn end_item(&mut self) {
        self.end_block();
        if self.marker.is_some() {
            self.push_paragraph(Vec::new());
        }
    }

    fn end_block(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        let heading = std::mem::take(&mut self.heading);
        if spans.iter().all(|span| span.text.trim().is_empty()) {
            return;
        }
        if heading {
            self.blocks.push(Block::Subheading { spans, indent: self.depth });
        } else {
            self.push_paragraph(spans);
        }
    }

    fn push_paragraph(&mut self, spans: Vec<Span>) {
        let paragraph = Paragraph { spans, indent: self.depth, marker: self.marker.take(), quotes: self.quotes.clone() };
        self.blocks.push(Block::Paragraph(paragraph));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(marker: &str, text: &str) -> Block {
        let spans = if text.is_empty() { Vec::new() } else { vec![Span::plain(text)] };
        Block::Paragraph(Paragraph { spans, indent: 1, marker: Some(marker.into()), quotes: Vec::new() })
    }

    #[test]
    fn lists_keep_their_numbers_and_marks() {
        assert_eq!(blocks("3. tiga\n4. empat"), [item("3.", "tiga"), item("4.", "empat")]);
        assert_eq!(blocks("- satu"), [item("\u{2022}", "satu")]);
        assert_eq!(blocks("1. \n2. dua"), [item("1.", ""), item("2.", "dua")]);
        assert_eq!(blocks("- [x] sudah\n- [ ] belum"), [item("[x]", "sudah"), item("[ ]", "belum")]);
    }

    fn words(text: &str) -> String {
        let words = |spans: &[Span]| spans.iter().map(|span| span.text.as_str()).collect::<String>();
        let printed = blocks(text).into_iter().map(|block| match block {
            Block::Paragraph(paragraph) => format!("{}{}", paragraph.marker.unwrap_or_default(), words(&paragraph.spans)),
            Block::Subheading { spans, .. } => words(&spans),
            Block::Table { rows, .. } => {
                rows.iter().map(|row| row.cells.iter().map(|cell| words(cell)).collect::<Vec<_>>().join("|")).collect::<Vec<_>>().join("\n")
            }
            _ => "--".to_owned(),
        });
        printed.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn nothing_that_has_a_meaning_is_lost() {
        for (text, printed) in [
            ("[surat](https://a.go.id/x)", "surat (https://a.go.id/x)"),
            ("https://a.go.id dan <b@a.go.id>", "https://a.go.id dan b@a.go.id"),
            ("![denah](/denah.png)", "denah"),
            ("|a|b|\n|---|---|\n||2|", "a|b\n|2"),
            ("satu\\\ndua", "satu\ndua"),
            ("a[^1]\n\n[^1]: catatan", "a[1]\n[1]catatan"),
            ("# Judul\n\n---\n\n<penting>", "Judul\n--\n<penting>"),
            ("```\nif x {\n    y\n}\n```", "if x {\n    y\n}"),
        ] {
            assert_eq!(words(text), printed);
        }
    }

    #[test]
    fn what_is_struck_stays_struck() {
        let struck = |block: &Block| matches!(block, Block::Paragraph(p) if p.spans.iter().map(|s| s.struck).eq([false, true]));
        assert!(struck(&blocks("tetap ~~batal~~")[0]));
    }
}
