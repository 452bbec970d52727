//! Addresses of pages, as people put them into a field.

use super::{bare, characters, judge_address, of_itself};
use serde::{Deserialize, Deserializer, Serialize};
use std::ops::Deref;
use url::{Host, Url};
use validator::{Validate, ValidationErrors};

/// An absolute http or https address (WHATWG URL) of at most `MOST` characters, kept as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct WebAddress<const MOST: usize>(String);

impl<const MOST: usize> Deref for WebAddress<MOST> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MOST: usize> From<String> for WebAddress<MOST> {
    fn from(address: String) -> Self {
        Self(address)
    }
}

impl<const MOST: usize> From<WebAddress<MOST>> for String {
    fn from(address: WebAddress<MOST>) -> Self {
        address.0
    }
}

impl<'de, const MOST: usize> Deserialize<'de> for WebAddress<MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(bare(&text).to_owned()))
    }
}

impl<const MOST: usize> Validate for WebAddress<MOST> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        of_itself(judge_address(&self.0, MOST))
    }
}

/// Whether a text is the address of a page: http or https, a host, nobody's password.
pub fn is_web_address(text: &str) -> bool {
    // The parser forgives much of this, and browsers differ in what they make of it.
    let harmless =
        |c: char| !c.is_whitespace() && !characters::breaks_a_line(c) && !characters::is_invisible(c) && !"\"'`<>\\{}|^".contains(c);
    let after_scheme = ["https://", "http://"].iter().find_map(|scheme| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    after_scheme.is_some_and(|rest| !rest.starts_with('/'))
        && text.chars().all(harmless)
        && Url::parse(text).is_ok_and(|url| url.username().is_empty() && url.password().is_none() && url.host().is_some_and(is_named))
}

/// Whether a host is an address of the network, or a name of labels with nothing else in them.
fn is_named(host: Host<&str>) -> bool {
    let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    match host {
        Host::Domain(name) => name.strip_suffix('.').unwrap_or(name).split('.').all(label),
        Host::Ipv4(_) | Host::Ipv6(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_has_an_address() {
        for address in [
            "https://www.kemenkeu.go.id",
            "http://127.0.0.1:8080/a?b=c&d[]=%20#e",
            "HTTPS://Example.GO.ID/a(b)",
            "https://[2001:db8::1]/",
            "https://bücher.example/Jalan_Dr._Sutomo/é",
            "https://a.go.id/@orang/1,2;3",
        ] {
            assert!(is_web_address(address), "{address}");
        }
    }

    #[test]
    fn what_is_none_is_refused() {
        for text in [
            "",
            "www.go.id",
            "javascript:alert(1)",
            "ftp://a.go.id",
            "https://",
            "https:///a",
            "https:a.go.id",
            "https://x\"onx=1",
            "https://x'onx=1",
            "https://x&quot;onx=1",
            "https://a b",
            "https://a.go.id/a b",
            "https://a.go.id/\nb",
            "https://a.go.id/\tb",
            "https://a.go.id/\u{a0}",
            "https://a.go.id/\u{202e}gnp",
            "https://a\u{200b}.go.id",
            "https://<b>",
            "https://a.go.id\\@b",
            "https://user:password@a.go.id",
            "https://user@a.go.id",
            "https://a..go.id",
            "https://.",
            "https://a.go.id:99999",
            "https://%zz",
        ] {
            assert!(!is_web_address(text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn an_address_breaks_out_of_nothing(text in "https?://[a-z\"' <>@:/\\\\\\n\u{202e}é.]{0,20}") {
            if is_web_address(&text) {
                let harmful = ['"', '\'', ' ', '<', '>', '\\', '\n', '\u{202e}'];
                prop_assert!(!text.contains(harmful));
            }
        }
    }
}
