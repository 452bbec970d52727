//! A text as a tree: parsed, and mended where CommonMark would lose what somebody wrote.

use super::bounds::{Excess, judge};
use super::images::is_image_of_a_post;
use super::paste::tidied;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, Options, try_parse_document};
use std::borrow::Cow;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Emphasis, links and the like inside each other; what is further in keeps its words.
const DEEPEST: usize = 20;
/// Whatever the bounds let pass ends here: an ordinary text takes a hundredth of it.
const LONGEST: Duration = Duration::from_millis(250);

pub(super) static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(options);

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.extension.autolink = true;
    // A line that somebody ended is a line.
    options.render.hardbreaks = true;
    options
}

/// The tree of a text; which bound it exceeds, when it is not to be parsed.
pub fn tree<'a>(arena: &'a Arena<'a>, text: &str) -> Result<Node<'a>, Excess> {
    let text = tidied(text);
    judge(&text)?;
    let began = Instant::now();
    let root = try_parse_document(arena, &text, &OPTIONS, &|| began.elapsed() > LONGEST).map_err(|_| Excess::Marks)?;
    mend(arena, root);
    Ok(root)
}

/// Shows as text what is not shown otherwise: HTML, what pictures from elsewhere show, links without words, and stars that
/// multiply.
fn mend<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    // From the outermost in: what a node leaves behind is moved once.
    for (node, depth) in marked(root) {
        let value = node.data().value.clone();
        match value {
            NodeValue::HtmlInline(html) => node.data_mut().value = NodeValue::Text(html.into()),
            NodeValue::HtmlBlock(html) => lines_of_text(arena, node, &html.literal),
            NodeValue::Image(link) if is_image_of_a_post(&link.url) => {}
            NodeValue::Image(_) if node.first_child().is_some() => unwrap(arena, node, ""),
            NodeValue::Image(link) | NodeValue::Link(link) => {
                if node.first_child().is_none() {
                    node.append(text(arena, link.url.clone()));
                }
                node.data_mut().value = NodeValue::Link(link);
            }
            _ => match mark_between_figures(node) {
                Some(mark) => unwrap(arena, node, mark),
                None if depth > DEEPEST => unwrap(arena, node, ""),
                None => {}
            },
        }
    }
}

/// The nodes that may have to be mended, each with how many there are around it.
fn marked(root: Node<'_>) -> Vec<(Node<'_>, usize)> {
    use NodeValue::{Emph, HtmlBlock, HtmlInline, Image, Link, Strikethrough, Strong};
    let (mut found, mut depth) = (Vec::new(), 0_usize);
    for edge in root.traverse() {
        let (NodeEdge::Start(node) | NodeEdge::End(node)) = edge;
        let value = &node.data().value;
        if !matches!(value, HtmlBlock(_) | HtmlInline(_) | Emph | Strong | Strikethrough | Link(_) | Image(_)) {
            continue;
        }
        match edge {
            NodeEdge::Start(_) => {
                found.push((node, depth));
                depth += 1;
            }
            NodeEdge::End(_) => depth = depth.saturating_sub(1),
        }
    }
    found
}

fn text<'a>(arena: &'a Arena<'a>, words: impl Into<Cow<'static, str>>) -> Node<'a> {
    arena.alloc(NodeValue::Text(words.into()).into())
}

/// Puts the children in the place of their node, between two marks.
fn unwrap<'a>(arena: &'a Arena<'a>, node: Node<'a>, mark: &'static str) {
    node.insert_before(text(arena, mark));
    while let Some(child) = node.first_child() {
        node.insert_before(child);
    }
    node.insert_before(text(arena, mark));
    node.detach();
}

/// A block of HTML as a paragraph that says it, line by line.
fn lines_of_text<'a>(arena: &'a Arena<'a>, node: Node<'a>, html: &str) {
    node.data_mut().value = NodeValue::Paragraph;
    for (n, line) in html.trim_end().lines().enumerate() {
        if n > 0 {
            node.append(arena.alloc(NodeValue::LineBreak.into()));
        }
        node.append(text(arena, line.to_owned()));
    }
}

/// The mark that made emphasis of figures: `24*7*365` multiplies, `9~10` is a range.
fn mark_between_figures(node: Node<'_>) -> Option<&'static str> {
    let mark = match node.data().value {
        NodeValue::Emph => "*",
        NodeValue::Strong => "**",
        NodeValue::Strikethrough if width_of_mark(node) == 1 => "~",
        _ => return None,
    };
    let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let first = |node: Option<Node<'_>>| node.and_then(|node| node.data().value.text().and_then(|text| text.chars().next()));
    let last = |node: Option<Node<'_>>| node.and_then(|node| node.data().value.text().and_then(|text| text.chars().next_back()));
    let opens = figure(last(node.previous_sibling())) && figure(first(node.first_child()));
    let closes = figure(last(node.last_child())) && figure(first(node.next_sibling()));
    (opens || closes).then_some(mark)
}

fn width_of_mark(node: Node<'_>) -> usize {
    let column = |node: Node<'_>| node.data().sourcepos.start.column;
    node.first_child().map_or(0, |child| column(child).saturating_sub(column(node)))
}

#[cfg(test)]
mod tests {
    use super::super::render;

    fn shown(text: &str) -> String {
        render(text).to_string()
    }

    #[test]
    fn figures_keep_their_stars_and_words_their_emphasis() {
        for text in ["5*6*7", "24*7*365", "2**3**4", "pukul 9~10 dan 11~12", "snake_case_words", "panjang 3*4 dan 5*6"] {
            assert_eq!(shown(text), format!("<p>{text}</p>\n"));
        }
        assert_eq!(shown("*enam* dan un*frigging*able ~~mahal~~"), "<p><em>enam</em> dan un<em>frigging</em>able <del>mahal</del></p>\n");
    }

    #[test]
    fn html_is_shown_as_text() {
        assert_eq!(shown("Harap <penting> hadir & <b>tepat</b>"), "<p>Harap &lt;penting&gt; hadir &amp; &lt;b&gt;tepat&lt;/b&gt;</p>\n");
        assert_eq!(shown("<div>\nisi\n</div>"), "<p>&lt;div&gt;<br>\nisi<br>\n&lt;/div&gt;</p>\n");
        assert_eq!(shown("<pre> **tebal**"), "<p>&lt;pre&gt; <strong>tebal</strong></p>\n");
        assert!(shown("<https://x.id>").contains("href=\"https://x.id\""));
        assert_eq!(shown("<!-- catatan -->"), "<p>&lt;!-- catatan --&gt;</p>\n");
        assert_eq!(shown("`<b>`"), "<p><code>&lt;b&gt;</code></p>\n");
    }

    #[test]
    fn pictures_from_elsewhere_are_their_words_and_links_have_some() {
        assert_eq!(shown("![Loket](https://x.id/a.png)"), "<p>Loket</p>\n");
        assert!(shown("[![Loket](a.png)](https://x.id)").contains(">Loket</a>"));
        assert!(shown("![](https://x.id/a.png)").contains(">https://x.id/a.png</a>"));
        assert!(shown("[](https://x.id)").contains(">https://x.id</a>"));
    }

    #[test]
    fn deep_emphasis_keeps_its_words() {
        let html = shown(&format!("{}inti{}", "*a **b ".repeat(500), " b** a*".repeat(500)));
        assert!(html.contains("inti") && html.matches("<em>").count() < 20, "{}", &html[..200]);
    }
}
