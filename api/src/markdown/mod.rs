//! Markdown to HTML that is safe to show: comrak renders, ammonia cleans.
//!
//! HTML is made of what is stored, not stored itself, so that a stricter sanitiser takes effect at once. Plain paragraphs,
//! the common case, need no parser; the rest is rendered on threads of its own and kept in a bounded cache. What a text
//! becomes is bounded: one that would become more is shown as it was written, and refused when it is written anew.

mod bounds;
mod cleaning;
mod images;
mod lines;
mod paste;
mod rendering;
mod tree;
#[cfg(test)]
mod worst;

pub use bounds::Excess;
pub use rendering::{Ready, Wanted, at_desk, render_wanted, render_wanted_now};
pub use tree::tree;

use crate::error::Error;
use crate::excerpt::excerpt;
use crate::http::json::invalid;
use crate::http::problem::FieldError;
use bounds::{MARKS, most_html};
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, format_html};
use rendering::{prepare, rendered};
use serde_json::{Map, Value};
use std::panic::catch_unwind;
use std::sync::Arc;
use tree::OPTIONS;

/// Characters of the longest text that any field takes.
const LONGEST: usize = 50_000;

/// What a text is rendered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A page.
    Page,
    /// A post or a comment, which also show images that belong to posts.
    Post,
}

/// What a text became.
#[derive(Clone, Debug)]
pub struct Rendered {
    html: Arc<str>,
    /// Its words, without marks and pictures.
    words: Arc<str>,
    /// Why it is shown as it was written.
    excess: Option<Excess>,
}

/// Renders Markdown (CommonMark with tables, task lists, strikethrough, footnotes and bare links).
pub fn render(markdown: &str) -> Arc<str> {
    render_as(Form::Page, markdown)
}

/// The same for posts and comments, which also show images that belong to posts.
pub fn render_post(markdown: &str) -> Arc<str> {
    render_as(Form::Post, markdown)
}

fn render_as(form: Form, markdown: &str) -> Arc<str> {
    if is_plain(markdown) {
        return paragraphs(markdown).into();
    }
    rendered(markdown, [form]).map(|rendered| rendered.html).unwrap_or_default()
}

/// The words of a text, without its marks and pictures; at most so many characters, cut between words.
pub fn plain(markdown: &str, most: usize) -> String {
    if is_plain(markdown) {
        return excerpt(markdown, most);
    }
    excerpt(&rendered(markdown, [Form::Post, Form::Page]).map(|rendered| rendered.words).unwrap_or_default(), most)
}

/// Bytes of a text and its HTML, as answers hold them.
pub fn size_of_post(markdown: &str) -> usize {
    markdown.len() + render_post(markdown).len()
}

/// The same of [`render`].
pub fn size(markdown: &str) -> usize {
    markdown.len() + render(markdown).len()
}

/// Renders texts that are about to be stored, each with the name of its field, so that nobody waits for them later; 422 for
/// those that are beyond the bounds.
pub async fn bounded<'a>(form: Form, texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<(), Error> {
    let mut faults = Vec::new();
    // What is too long is refused for that.
    for (name, text) in texts.into_iter().filter(|(_, text)| !is_plain(text) && text.chars().count() <= LONGEST) {
        if let Some(excess) = prepare(form, text).await?.excess {
            faults.push(FieldError { pointer: format!("/{name}"), code: "too_complex", message: excess.message() });
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(invalid(faults).into()) }
}

/// The texts among the fields of a body or patch, for [`bounded`].
pub fn named<'a>(fields: &'a Map<String, Value>, names: &'a [&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    names.iter().filter_map(|name| Some((*name, fields.get(*name)?.as_str()?)))
}

/// Renders a text. What the bounds refuse, and what makes a parser panic, is shown as it was written.
fn make(form: Form, text: &str) -> Rendered {
    let made = catch_unwind(|| parsed(form, text)).unwrap_or(Err(Excess::Marks));
    made.unwrap_or_else(|excess| Rendered {
        html: as_written(text).into(),
        words: text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        excess: Some(excess),
    })
}

fn parsed(form: Form, text: &str) -> Result<Rendered, Excess> {
    let arena = Arena::new();
    let root = tree(&arena, text)?;
    let mut html = String::new();
    format_html(root, &OPTIONS, &mut html).map_err(|_| Excess::Marks)?;
    let most = most_html(text.len());
    if html.len() > most || html.bytes().filter(|b| matches!(b, b'<' | b'&')).count() > MARKS {
        return Err(Excess::Marks);
    }
    let cleaner = if form == Form::Post { &cleaning::POST } else { &cleaning::PAGE };
    let html = cleaner.clean(&html).to_string();
    if html.len() > most {
        return Err(Excess::Marks);
    }
    Ok(Rendered { html: html.into(), words: words_of(root).into(), excess: None })
}

/// A text line by line, with nothing read as Markdown.
fn as_written(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(escaped).collect();
    format!("<p>{}</p>\n", lines.join("<br>\n"))
}

fn escaped(line: &str) -> String {
    line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn words_of(root: Node<'_>) -> String {
    let mut text = String::new();
    for edge in root.traverse() {
        let NodeEdge::Start(node) = edge else {
            if let NodeEdge::End(node) = edge
                && node.data().value.block()
            {
                text.push(' ');
            }
            continue;
        };
        match &node.data().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::CodeBlock(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the text is nothing but lines of letters, digits and harmless punctuation.
fn is_plain(markdown: &str) -> bool {
    let harmless = |c: char| matches!(c, 'a'..='z' | 'A'..='Z' | ' ' | ',' | '.' | ';' | '%' | '\'' | '/') || c.is_ascii_digit();
    !markdown.contains("www.")
        && !markdown.contains("  ")
        && !markdown.starts_with(' ')
        && !markdown.ends_with(' ')
        && markdown.chars().all(harmless)
        // A line such as "1. " begins a list.
        && !markdown.starts_with(|c: char| c.is_ascii_digit())
        && !markdown.is_empty()
}

fn paragraphs(plain: &str) -> String {
    format!("<p>{plain}</p>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markdown_becomes_html() {
        assert_eq!(
            &*render("**tebal** dan [tautan](https://example.go.id)"),
            "<p><strong>tebal</strong> dan <a href=\"https://example.go.id\" rel=\"noopener noreferrer nofollow\">tautan</a></p>\n"
        );
        assert!(render("| a | b |\n|---|---|\n| 1 | 2 |").contains("<table>"));
        assert!(render("- [x] selesai").contains("checkbox"));
    }

    #[test]
    fn scripts_do_not_survive() {
        for nasty in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1))",
            "<a href=\"data:text/html,x\">x</a>",
            "<svg onload=alert(1)>",
            "<iframe src=//x></iframe>",
            "[x](vbscript:x)",
            "<p style=\"background:url(x)\">a</p>",
            "![x](http://x/y.png)",
        ] {
            let html = render(nasty).to_lowercase();
            let tags: Vec<&str> = html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
            for trace in ["script", "onerror", "javascript:", "data:text", "onload", "iframe", "vbscript:", "style=", "img", "svg"] {
                assert!(tags.iter().all(|tag| !tag.contains(trace)), "{nasty} -> {html}");
            }
        }
    }

    #[test]
    fn posts_show_their_own_images_only() {
        let own = "/api/v1/posts/0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e/images/0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d01";
        assert!(render_post(&format!("![Loket]({own})")).contains(&format!("src=\"{own}\"")));
        for other in ["https://x.example/a.png", "/api/v1/me", "//x/a.png", "data:image/png;base64,AA", "/api/v1/posts/x/images/y"] {
            assert!(!render_post(&format!("![x]({other})")).contains("src="), "{other}");
        }
    }

    #[test]
    fn an_excerpt_has_the_words_alone() {
        assert_eq!(plain("# Judul\n\n**tebal** dan [tautan](https://x)\n\n- satu\n- dua", 100), "Judul tebal dan tautan satu dua");
        assert_eq!(plain("satu dua tiga", 8), "satu …");
        assert_eq!(plain("<b>html</b> ![gambar](x)", 100), "<b>html</b> gambar");
    }

    proptest! {
        #[test]
        fn plain_text_renders_as_the_parser_would(text in "[a-zA-Z,.;%'/ 0-9]{0,200}") {
            if is_plain(&text) {
                prop_assert_eq!(paragraphs(&text), parsed(Form::Page, &text).unwrap().html.to_string());
            }
        }

        #[test]
        fn rendering_never_panics(text in "\\PC{0,200}") {
            render(&text);
        }
    }
}
