//! Markdown to HTML that is safe to show: comrak renders, ammonia cleans.
//!
//! HTML is made when it is read, not stored, so that a stricter sanitiser takes effect at once. Plain
//! paragraphs, the common case, need no parser; the rest is kept in a bounded cache.

use crate::db::Id;
use ammonia::Builder;
use comrak::Options;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::NodeValue;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::sync::{Arc, LazyLock};
use xxhash_rust::xxh3::xxh3_128;

/// Bytes of rendered HTML that are kept.
const CACHE_BYTES: u64 = 8 * 1024 * 1024;
const CACHE_ENTRIES: usize = 4_096;

#[derive(Clone)]
struct ByLength;

impl Weighter<u128, Arc<str>> for ByLength {
    fn weight(&self, _: &u128, html: &Arc<str>) -> u64 {
        html.len() as u64 + 64
    }
}

static CACHE: LazyLock<Cache<u128, Arc<str>, ByLength>> = LazyLock::new(|| Cache::with_weighter(CACHE_ENTRIES, CACHE_BYTES, ByLength));
static POSTS_CACHE: LazyLock<Cache<u128, Arc<str>, ByLength>> =
    LazyLock::new(|| Cache::with_weighter(CACHE_ENTRIES, CACHE_BYTES, ByLength));
static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(options);
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);
static POSTS_CLEANER: LazyLock<Builder<'static>> = LazyLock::new(posts_cleaner);

/// Renders Markdown (CommonMark with tables, task lists, strikethrough, footnotes and bare links).
pub fn render(markdown: &str) -> Arc<str> {
    cached(markdown, &CACHE, &CLEANER)
}

/// The same for posts and comments, which also show images that belong to posts.
pub fn render_post(markdown: &str) -> Arc<str> {
    cached(markdown, &POSTS_CACHE, &POSTS_CLEANER)
}

fn cached(markdown: &str, cache: &Cache<u128, Arc<str>, ByLength>, cleaner: &Builder<'static>) -> Arc<str> {
    if is_plain(markdown) {
        return paragraphs(markdown).into();
    }
    let key = xxh3_128(markdown.as_bytes());
    if let Some(html) = cache.get(&key) {
        return html;
    }
    let html: Arc<str> = parse(markdown, cleaner).into();
    cache.insert(key, html.clone());
    html
}

fn parse(markdown: &str, cleaner: &Builder<'static>) -> String {
    cleaner.clean(&comrak::markdown_to_html(markdown, &OPTIONS)).to_string()
}

/// The words of a text, without its marks and pictures; at most so many characters, cut between words.
pub fn plain(markdown: &str, most: usize) -> String {
    let arena = comrak::Arena::new();
    let mut text = String::new();
    for edge in comrak::parse_document(&arena, markdown, &OPTIONS).traverse() {
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
    cut(&text.split_whitespace().collect::<Vec<_>>().join(" "), most)
}

fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{} …", text[..end].trim_end_matches([',', '.', ';', ' ']))
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.extension.autolink = true;
    options
}

fn cleaner() -> Builder<'static> {
    let mut cleaner = Builder::default();
    cleaner
        .add_tags(["input", "section"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .set_tag_attribute_value("input", "disabled", "")
        .rm_tags(["img"])
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer nofollow"))
        .id_prefix(Some("md-"));
    cleaner
}

/// Images come from posts alone: one from elsewhere would tell its server who reads what.
fn posts_cleaner() -> Builder<'static> {
    let mut cleaner = cleaner();
    cleaner
        .add_tags(["img"])
        .add_tag_attributes("img", ["src", "alt", "title"])
        .set_tag_attribute_value("img", "loading", "lazy")
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") if !is_image_of_a_post(value) => None,
            _ => Some(value.into()),
        });
    cleaner
}

fn is_image_of_a_post(src: &str) -> bool {
    let parts: Vec<&str> = src.strip_prefix("/api/v1/posts/").unwrap_or_default().split('/').collect();
    matches!(parts.as_slice(), [post, "images", image] if post.parse::<Id>().is_ok() && image.parse::<Id>().is_ok())
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
            for trace in ["<script", "onerror", "javascript:", "data:text", "onload", "<iframe", "vbscript:", "style=", "<img", "<svg"] {
                assert!(!html.contains(&format!("\"{trace}")), "{nasty} -> {html}");
                assert!(!trace.starts_with('<') || !html.contains(trace), "{nasty} -> {html}");
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
        assert_eq!(plain("<b>html</b> ![gambar](x)", 100), "html gambar");
    }

    proptest! {
        #[test]
        fn plain_text_renders_as_the_parser_would(text in "[a-zA-Z,.;%'/ 0-9]{0,200}") {
            if is_plain(&text) {
                prop_assert_eq!(paragraphs(&text), parse(&text, &CLEANER));
            }
        }

        #[test]
        fn rendering_never_panics(text in "\\PC{0,200}") {
            render(&text);
        }
    }
}
