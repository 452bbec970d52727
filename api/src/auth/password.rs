//! Passwords: Argon2id, at the strength that OWASP recommends (19 MiB, two passes), over NFKC (RFC 8265 has NFC; both
//! forms of a letter, and its wide form, are one password here).

use crate::error::Error;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// Hashing takes a core and 19 MiB: no more at once than there are cores …
static SLOTS: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(2, std::num::NonZero::get)));
/// … and no more waiting than can be served within a few seconds.
const MOST_WAITING: usize = 100;
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// Compared against when there is no account, so that the answer takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$Qj4ePIhbw5n05y2JBKHvPQ$YdOnF8yhpSha7ukmgMjXSiwUkJrxnOSKKCK2jgHL3sQ";

/// The form of a password that is hashed and judged: NFKC, in which é is é however a keyboard wrote it.
pub fn normal(password: &str) -> String {
    password.nfkc().collect()
}

/// The hash of a password, in PHC form.
pub fn hash(password: &str) -> Result<String, Error> {
    Argon2::default()
        .hash_password(normal(password).as_bytes())
        .map(|h| h.to_string())
        .map_err(|e| Error::internal(format!("hashing failed: {e}")))
}

/// Whether `password` is the one behind `hash`. Hashes from before passwords were normalised are of what was typed.
pub fn matches(password: &str, hash: &str) -> bool {
    let is = |text: &str| PasswordHash::new(hash).is_ok_and(|parsed| Argon2::default().verify_password(text.as_bytes(), &parsed).is_ok());
    let normal = normal(password);
    is(&normal) || (normal != password && is(password))
}

/// Whether `password` is the one behind `hash`; takes the same time when there is none.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool, Error> {
    in_turn(move || match hash {
        Some(hash) => matches(&password, &hash),
        None => {
            matches(&password, NOBODY);
            false
        }
    })
    .await
}

/// Runs `work` on a blocking thread when it is its turn; 503 when too many wait.
pub(super) async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    struct Waiting;
    impl Drop for Waiting {
        fn drop(&mut self) {
            WAITING.fetch_sub(1, Ordering::Relaxed);
        }
    }
    let waiting = WAITING.fetch_add(1, Ordering::Relaxed);
    let _waiting = Waiting;
    if waiting >= MOST_WAITING {
        return Err(Error::overloaded());
    }
    let _slot = SLOTS.acquire().await.map_err(Error::internal)?;
    actix_web::web::block(work).await.map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_matches_its_own_hash_only() {
        let stored = hash("kata sandi panjang").unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(matches("kata sandi panjang", &stored));
        assert!(!matches("kata sandi lain", &stored));
        assert!(!matches("kata sandi panjang", "not a hash"));
    }

    #[test]
    fn a_password_matches_however_its_letters_were_written() {
        let (composed, decomposed) = ("caf\u{e9} di tepi danau", "cafe\u{301} di tepi danau");
        let stored = hash(decomposed).unwrap();
        assert!(matches(composed, &stored) && matches(decomposed, &stored));
        let of_before = Argon2::default().hash_password(decomposed.as_bytes()).unwrap().to_string();
        assert!(matches(decomposed, &of_before), "what was typed before passwords were normalised");
    }

    #[test]
    fn an_account_that_does_not_exist_costs_the_same() {
        let stored = hash("kata sandi panjang").unwrap();
        let cost = |phc: &str| phc.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(cost(NOBODY), cost(&stored));
        assert!(PasswordHash::new(NOBODY).is_ok());
    }
}
