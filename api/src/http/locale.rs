//! The two languages of the service.

use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use std::borrow::Cow;

crate::db::types::text_enum! {
    /// A language that people are answered in.
    pub enum Locale {
        /// Bahasa Indonesia, the default.
        Id = "id",
        /// English.
        En = "en",
    }
}

impl Locale {
    /// The best of the caller's languages that we have (RFC 9110, 12.5.4).
    pub fn of(headers: &HeaderMap) -> Self {
        let Some(accepted) = headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()) else {
            return Self::Id;
        };
        let mut best = (Self::Id, 0.0);
        for range in accepted.split(',').take(20) {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
            let weight = parts.find_map(|p| p.trim().strip_prefix("q=")).map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0));
            let locale = match tag.split('-').next() {
                Some("id" | "in" | "ms" | "*") => Self::Id,
                Some("en") => Self::En,
                _ => continue,
            };
            if weight > best.1 {
                best = (locale, weight);
            }
        }
        best.0
    }
}

/// A sentence in both languages.
#[derive(Clone, Debug)]
pub struct Text {
    id: Cow<'static, str>,
    en: Cow<'static, str>,
}

impl Text {
    /// Two fixed sentences.
    pub const fn new(id: &'static str, en: &'static str) -> Self {
        Self { id: Cow::Borrowed(id), en: Cow::Borrowed(en) }
    }

    /// Two sentences made for the occasion.
    pub fn owned(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { id: Cow::Owned(id.into()), en: Cow::Owned(en.into()) }
    }

    /// Both texts, each in the place of `{}` in a sentence of its language.
    pub fn within(&self, id: &str, en: &str) -> Self {
        Self::owned(id.replace("{}", &self.id), en.replace("{}", &self.en))
    }

    /// What a function says in each language.
    pub fn in_both(says: impl Fn(Locale) -> String) -> Self {
        Self::owned(says(Locale::Id), says(Locale::En))
    }

    /// The sentence in one language.
    pub fn in_locale(&self, locale: Locale) -> &str {
        match locale {
            Locale::Id => &self.id,
            Locale::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    fn locale(accept: &'static str) -> Locale {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(accept));
        Locale::of(&headers)
    }

    #[test]
    fn the_caller_gets_the_language_it_prefers() {
        assert_eq!(Locale::of(&HeaderMap::new()), Locale::Id);
        assert_eq!(locale("en"), Locale::En);
        assert_eq!(locale("en-GB, id;q=0.5"), Locale::En);
        assert_eq!(locale("en;q=0.3, id-ID;q=0.9"), Locale::Id);
        assert_eq!(locale("fr, *;q=0.1"), Locale::Id);
        assert_eq!(locale("en;q=0"), Locale::Id);
    }
}
