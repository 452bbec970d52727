//! What a page says of itself before any script runs: title, description, Open Graph (ogp.me) and schema.org as JSON-LD,
//! written into the SPA's HTML for who follows a link, or shows one.

use crate::db::Instant;
use crate::excerpt::excerpt;
use crate::printable::printable;
use serde_json::Value;

/// Longest description, in characters.
pub const LONGEST: usize = 300;

/// What there is to say of the page of a public record.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Its name.
    pub title: String,
    /// Its beginning, in plain text.
    pub description: String,
    /// Its page, below the public address.
    pub path: String,
    /// Open Graph's type: `article`, `website`, `profile`.
    pub og_type: &'static str,
    /// Its picture, below the public address.
    pub image: Option<String>,
    /// When it was published.
    pub published_at: Option<Instant>,
    /// The same as schema.org has it, without `@context`.
    pub json_ld: Value,
    /// Its feed, below the public address.
    pub feed: Option<String>,
}

impl Preview {
    /// A preview of these words, all of them plain text.
    pub fn new(title: &str, description: &str, path: String, og_type: &'static str, json_ld: Value) -> Self {
        let description = excerpt(&printable(description), LONGEST);
        Self { title: printable(title).into_owned(), description, path, og_type, image: None, published_at: None, json_ld, feed: None }
    }

    /// The lines for the head of the page; everything in them is escaped.
    pub fn head(&self, public_url: &str, nonce: &str) -> String {
        let url = format!("{public_url}{}", self.path);
        let mut head = String::new();
        let mut meta = |attribute: &str, name: &str, content: &str| {
            head.push_str(&format!("<meta {attribute}=\"{name}\" content=\"{}\" />\n", escape(content)));
        };
        meta("property", "og:site_name", "Hub JIPP");
        meta("property", "og:type", self.og_type);
        meta("property", "og:title", &self.title);
        meta("property", "og:description", &self.description);
        meta("property", "og:url", &url);
        meta("property", "og:locale", "id_ID");
        if let Some(image) = &self.image {
            meta("property", "og:image", &format!("{public_url}{image}"));
        }
        if let Some(at) = self.published_at {
            meta("property", "article:published_time", &at.to_string());
        }
        meta("name", "twitter:card", if self.image.is_some() { "summary_large_image" } else { "summary" });
        head.push_str(&format!("<link rel=\"canonical\" href=\"{}\" />\n", escape(&url)));
        if let Some(feed) = &self.feed {
            let address = escape(&format!("{public_url}{feed}"));
            head.push_str(&format!("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{address}\" />\n"));
        }
        head.push_str(&format!("<script type=\"application/ld+json\" nonce=\"{nonce}\">{}</script>\n", self.data(public_url, &url)));
        head
    }

    /// JSON-LD that no HTML parser takes for the end of its script.
    fn data(&self, public_url: &str, url: &str) -> String {
        let mut data = self.json_ld.clone();
        clean(&mut data);
        if let Value::Object(fields) = &mut data {
            fields.insert("@context".into(), "https://schema.org".into());
            fields.insert("url".into(), url.into());
            fields.insert("name".into(), self.title.clone().into());
            fields.insert("description".into(), self.description.clone().into());
            fields.insert("inLanguage".into(), "id".into());
            if let Some(at) = self.published_at {
                fields.insert("datePublished".into(), at.to_string().into());
            }
            if let Some(image) = &self.image {
                fields.insert("image".into(), format!("{public_url}{image}").into());
            }
        }
        data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
    }
}

/// Text for HTML and XML, also within quotes.
pub fn escape(text: &str) -> String {
    printable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

/// Texts anywhere in the value, without what XML and readers of lines stumble over.
fn clean(value: &mut Value) {
    match value {
        Value::String(text) => *text = printable(text).into_owned(),
        Value::Array(items) => items.iter_mut().for_each(clean),
        Value::Object(fields) => fields.values_mut().for_each(clean),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nothing_in_it_ends_what_it_stands_in() {
        let nasty = "\"><script>alert(1)</script>' & </title>";
        let preview = Preview::new(nasty, nasty, "/posts/x".into(), "article", json!({"@type": "Article", "author": nasty}));
        let head = preview.head("https://jipp.example", "bm9uY2U=");
        assert_eq!(head.matches("<script").count(), 1, "{head}");
        assert_eq!(head.matches("</script>").count(), 1, "{head}");
        assert!(!head.contains("alert(1)</script>'"), "{head}");
        let data = head.split("\">").last().unwrap().trim_end().trim_end_matches("</script>");
        let data: Value = serde_json::from_str(data).unwrap();
        assert_eq!(data["author"], nasty);
    }
}
