//! E-mail addresses: which of them are one, and the form that every mail server takes.
//!
//! `user@bücher.example` and `user@xn--bcher-kva.example` are one mailbox (RFC 5890), whatever the case of their letters.

use unicode_normalization::UnicodeNormalization;

/// What an address is stored and compared by: small letters, and the domain in ASCII.
pub fn key(email: &str) -> String {
    let typed = as_typed(email);
    with_domain(&typed, |domain| idna::domain_to_ascii(domain).ok())
}

/// The keys by which an address may be stored: [`key`], and the one of before, whose domain was in letters.
pub fn keys(email: &str) -> [String; 2] {
    let key = key(email);
    let of_before = with_domain(&key, |domain| {
        let (letters, valid) = idna::domain_to_unicode(domain);
        valid.is_ok().then_some(letters)
    });
    [key, of_before]
}

/// The address with its domain in ASCII: not every mail server takes other letters there (RFC 6531).
pub fn deliverable(email: &str) -> String {
    with_domain(email.trim(), |domain| idna::domain_to_ascii(domain).ok())
}

fn as_typed(email: &str) -> String {
    email.trim().nfc().collect::<String>().to_lowercase()
}

fn with_domain(email: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let changed = email.rsplit_once('@').and_then(|(local, domain)| Some(format!("{local}@{}", change(domain)?)));
    changed.unwrap_or_else(|| email.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_forms_of_a_domain_are_one() {
        for email in [
            "user@bücher.example",
            " USER@BÜCHER.example",
            "user@xn--bcher-kva.example",
            "user@bu\u{308}cher.example",
            "User@XN--BCHER-KVA.EXAMPLE",
        ] {
            assert_eq!(keys(email), ["user@xn--bcher-kva.example", "user@bücher.example"], "{email}");
        }
        assert_eq!(deliverable("Siti.Rahma@bücher.example"), "Siti.Rahma@xn--bcher-kva.example");
        assert_eq!(keys("Siti@KKP.go.id"), ["siti@kkp.go.id", "siti@kkp.go.id"]);
        assert_ne!(key("user@bucher.example"), key("user@bücher.example"));
    }

    proptest! {
        #[test]
        fn any_text_has_a_key_that_is_its_own(text in "\\PC{0,60}") {
            let key = key(&text);
            prop_assert!(text.contains('@') || key == as_typed(&text));
        }
    }
}
