//! Markdown as blocks of a sheet. The tree is walked without recursion: nobody's nesting reaches our stack.

use super::{Block, Span};
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{ListType, NodeValue};
use comrak::{Arena, Options, parse_document};

/// Deeper indentation would leave no room for words.
const DEEPEST: usize = 6;

/// Where the walk is.
#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    spans: Vec<Span>,
    bold: usize,
    italic: usize,
    depth: usize,
    /// The next number of each list around here; none of one with bullets.
    lists: Vec<Option<usize>>,
    marker: Option<String>,
    heading: bool,
}

/// The blocks of a text in Markdown. Pictures and HTML are left out.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    let mut walk = Walk::default();
    for edge in parse_document(&arena, markdown, &options).traverse() {
        match edge {
            NodeEdge::Start(node) => walk.enter(&node.data().value),
            NodeEdge::End(node) => walk.leave(&node.data().value),
        }
    }
    walk.end_block();
    walk.blocks
}

impl Walk {
    fn enter(&mut self, value: &NodeValue) {
        match value {
            NodeValue::Text(text) => self.say(text),
            NodeValue::Code(code) => self.say(&code.literal),
            NodeValue::SoftBreak => self.say(" "),
            NodeValue::LineBreak => self.say("\n"),
            NodeValue::Strong => self.bold += 1,
            NodeValue::Emph => self.italic += 1,
            NodeValue::CodeBlock(code) => {
                self.end_block();
                self.say(code.literal.trim_end());
                self.end_block();
            }
            NodeValue::Heading(_) => {
                self.end_block();
                self.heading = true;
            }
            NodeValue::List(list) => {
                self.end_block();
                self.lists.push((list.list_type == ListType::Ordered).then_some(list.start));
                self.depth += 1;
            }
            NodeValue::Item(_) => {
                self.end_block();
                self.marker = Some(self.next_marker());
            }
            NodeValue::BlockQuote => {
                self.end_block();
                self.depth += 1;
            }
            NodeValue::TableCell if !self.spans.is_empty() => self.say("  |  "),
            NodeValue::Paragraph | NodeValue::TableRow(_) => self.end_block(),
            _ => {}
        }
    }

    fn leave(&mut self, value: &NodeValue) {
        match value {
            NodeValue::Strong => self.bold = self.bold.saturating_sub(1),
            NodeValue::Emph => self.italic = self.italic.saturating_sub(1),
            NodeValue::List(_) => {
                self.end_block();
                self.lists.pop();
                self.depth = self.depth.saturating_sub(1);
            }
            NodeValue::BlockQuote => {
                self.end_block();
                self.depth = self.depth.saturating_sub(1);
            }
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableRow(_) | NodeValue::Item(_) => self.end_block(),
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
        self.spans.push(Span { text: text.to_owned(), bold: self.bold > 0, italic: self.italic > 0 });
    }

    fn end_block(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        let heading = std::mem::take(&mut self.heading);
        if spans.iter().all(|span| span.text.trim().is_empty()) {
            return;
        }
        let block = match heading {
            true => Block::Heading(spans.into_iter().map(|span| span.text).collect()),
            false => Block::Paragraph { spans, indent: self.depth.min(DEEPEST), marker: self.marker.take() },
        };
        self.blocks.push(block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_their_numbers() {
        let item = |n: &str, text: &str| Block::Paragraph { spans: vec![Span::plain(text)], indent: 1, marker: Some(n.into()) };
        assert_eq!(blocks("3. tiga\n4. empat"), [item("3.", "tiga"), item("4.", "empat")]);
        assert_eq!(blocks("- satu"), [item("\u{2022}", "satu")]);
        assert_eq!(blocks("<script>x</script>\n\n![a](b)"), [Block::text("a")]);
    }
}
