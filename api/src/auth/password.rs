//! Passwords: Argon2id, at the strength that OWASP recommends (19 MiB, two passes).

use crate::error::Error;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

/// Fewest and most characters of a password.
pub const LENGTH: std::ops::RangeInclusive<usize> = 12..=128;

/// Hashing takes a core and 19 MiB: no more at once than there are cores …
static SLOTS: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(2, std::num::NonZero::get)));
/// … and no more waiting than can be served within a few seconds.
const MOST_WAITING: usize = 100;
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// Compared against when there is no account, so that the answer takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$Qj4ePIhbw5n05y2JBKHvPQ$YdOnF8yhpSha7ukmgMjXSiwUkJrxnOSKKCK2jgHL3sQ";

/// The hash of a password, in PHC form.
pub fn hash(password: &str) -> Result<String, Error> {
    Argon2::default().hash_password(password.as_bytes()).map(|h| h.to_string()).map_err(|e| Error::internal(format!("hashing failed: {e}")))
}

fn matches(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
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

/// [`hash`] away from the async workers.
pub async fn hash_in_turn(password: String) -> Result<String, Error> {
    in_turn(move || hash(&password)).await?
}

/// Runs `work` on a blocking thread when it is its turn; 503 when too many wait.
async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
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
    fn an_account_that_does_not_exist_costs_the_same() {
        let stored = hash("kata sandi panjang").unwrap();
        let cost = |phc: &str| phc.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(cost(NOBODY), cost(&stored));
        assert!(PasswordHash::new(NOBODY).is_ok());
    }
}
