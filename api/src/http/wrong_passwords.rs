//! Limits on guessing passwords. They delay, they never lock.
//!
//! Only failures count. What is pending may still be one, so an attempt waits for its turn while failures and pending attempts
//! together would pass a limit: many right passwords at once are all judged, and many wrong ones do not slip through.

use super::peer::counted_as;
use super::problem::Problem;
use super::rate_limit::too_many;
use crate::error::Error;
use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;
use tokio::time::timeout;

/// Failures are remembered for this long.
const WINDOW: Duration = Duration::from_secs(60);
/// Failures within it: per account and address …
const PER_ACCOUNT: usize = 10;
/// … per address …
const PER_ADDRESS: usize = 20;
/// … and per account from wherever. Beyond it the addresses that failed wait, and others come one by one.
const ANYWHERE: usize = 50;
/// What an account under attack makes each newcomer wait.
const DELAY: Duration = Duration::from_millis(500);
/// An attempt whose turn has not come after this time is turned away.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// With more keys than this, those without a recent failure are forgotten.
const MOST_KEYS: usize = 10_000;
/// Attempts that may wait in all.
const MOST_WAITING: usize = 500;

/// Wrong passwords within a minute.
#[derive(Default)]
pub struct WrongPasswords {
    counts: Mutex<Counts>,
    settled: Notify,
}

#[derive(Default)]
struct Counts {
    by_key: HashMap<Key, Count>,
    waiting: usize,
}

/// Whose attempts are counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    AccountAt(String, u128),
    Address(u128),
    /// From wherever.
    Account(String),
    /// Those that an account under attack lets pass one by one.
    Turn(String),
}

#[derive(Default)]
struct Count {
    failures: VecDeque<Instant>,
    pending: usize,
}

/// What becomes of an attempt now.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    /// It is judged; after a delay when its account is under attack.
    Judged { delayed: bool },
    /// Its turn comes when another is settled.
    Waits,
    /// It is turned away for so many seconds.
    Refused(u64),
}

impl Count {
    fn forget_old(&mut self) {
        while self.failures.front().is_some_and(|at| at.elapsed() >= WINDOW) {
            self.failures.pop_front();
        }
    }

    /// Seconds until a failure is forgotten.
    fn wait(&self) -> u64 {
        self.failures.front().map_or(1, |oldest| (WINDOW - oldest.elapsed().min(WINDOW)).as_secs() + 1)
    }
}

impl Counts {
    fn of(&mut self, key: &Key) -> &mut Count {
        let count = self.by_key.entry(key.clone()).or_default();
        count.forget_old();
        count
    }

    fn judge(&mut self, account: &str, address: u128) -> Verdict {
        let here = Key::AccountAt(account.to_owned(), address);
        for (key, most) in [(&here, PER_ACCOUNT), (&Key::Address(address), PER_ADDRESS)] {
            let count = self.of(key);
            if count.failures.len() >= most {
                return Verdict::Refused(count.wait());
            }
            if count.failures.len() + count.pending >= most {
                return Verdict::Waits;
            }
        }
        let failed_here = !self.of(&here).failures.is_empty();
        let anywhere = self.of(&Key::Account(account.to_owned()));
        if anywhere.failures.len() < ANYWHERE {
            let waits = anywhere.failures.len() + anywhere.pending >= ANYWHERE;
            return if waits { Verdict::Waits } else { Verdict::Judged { delayed: false } };
        }
        match failed_here {
            true => Verdict::Refused(anywhere.wait()),
            false if self.of(&Key::Turn(account.to_owned())).pending > 0 => Verdict::Waits,
            false => Verdict::Judged { delayed: true },
        }
    }

    fn forget(&mut self) {
        if self.by_key.len() > MOST_KEYS {
            self.by_key.retain(|_, count| {
                count.forget_old();
                count.pending > 0 || !count.failures.is_empty()
            });
        }
    }
}

impl WrongPasswords {
    /// Begins an attempt when it is its turn; the problem when there were too many failures.
    pub async fn attempt(&self, account: &str, caller: IpAddr) -> Result<Attempt<'_>, Error> {
        match timeout(LONGEST_WAIT, self.turn(account, counted_as(caller))).await {
            Ok(attempt) => attempt,
            Err(_) => Err(Error::overloaded()),
        }
    }

    async fn turn(&self, account: &str, address: u128) -> Result<Attempt<'_>, Error> {
        let mut waiting = None;
        loop {
            let settled = self.settled.notified();
            tokio::pin!(settled);
            // What is settled from here on wakes this one.
            settled.as_mut().enable();
            match self.begin(account, address)? {
                Some((attempt, false)) => return Ok(attempt),
                Some((attempt, true)) => {
                    tokio::time::sleep(DELAY).await;
                    return Ok(attempt);
                }
                None if waiting.is_none() => waiting = Some(Waiting::begin(self)?),
                None => settled.await,
            }
        }
    }

    /// The attempt, and whether it is delayed; none when it has to wait for its turn.
    fn begin(&self, account: &str, address: u128) -> Result<Option<(Attempt<'_>, bool)>, Problem> {
        let mut counts = self.counts();
        counts.forget();
        let delayed = match counts.judge(account, address) {
            Verdict::Refused(seconds) => return Err(too_many(seconds)),
            Verdict::Waits => return Ok(None),
            Verdict::Judged { delayed } => delayed,
        };
        let mut keys = vec![Key::AccountAt(account.to_owned(), address), Key::Address(address), Key::Account(account.to_owned())];
        if delayed {
            keys.push(Key::Turn(account.to_owned()));
        }
        for key in &keys {
            counts.of(key).pending += 1;
        }
        Ok(Some((Attempt { limits: self, keys, right: false }, delayed)))
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One that waits for its turn, counted.
struct Waiting<'a>(&'a WrongPasswords);

impl<'a> Waiting<'a> {
    fn begin(limits: &'a WrongPasswords) -> Result<Self, Error> {
        let mut counts = limits.counts();
        if counts.waiting >= MOST_WAITING {
            return Err(Error::overloaded());
        }
        counts.waiting += 1;
        Ok(Self(limits))
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.counts().waiting -= 1;
    }
}

/// An attempt under way: a failure when it ends, unless it is forgiven.
pub struct Attempt<'a> {
    limits: &'a WrongPasswords,
    keys: Vec<Key>,
    right: bool,
}

impl Attempt<'_> {
    /// The password was right: the attempt does not count.
    pub fn forgive(mut self) {
        self.right = true;
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        let mut counts = self.limits.counts();
        for key in &self.keys {
            let count = counts.of(key);
            count.pending = count.pending.saturating_sub(1);
            if !self.right {
                count.failures.push_back(Instant::now());
            }
        }
        drop(counts);
        self.limits.settled.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: u128 = 1;

    fn begun<'a>(limits: &'a WrongPasswords, account: &str, address: u128) -> Option<Attempt<'a>> {
        limits.begin(account, address).ok().flatten().map(|(attempt, _)| attempt)
    }

    #[test]
    fn the_twenty_first_wrong_password_waits() {
        let limits = WrongPasswords::default();
        let passed = (0..25).filter(|n| begun(&limits, &format!("user{n}"), HERE).is_some()).count();
        assert_eq!(passed, PER_ADDRESS);
        assert!(begun(&limits, "user0", 2).is_some(), "elsewhere the account still opens");
    }

    #[test]
    fn right_passwords_do_not_count() {
        let limits = WrongPasswords::default();
        for _ in 0..50 {
            begun(&limits, "user", HERE).unwrap().forgive();
        }
        assert_eq!((0..25).filter(|_| begun(&limits, "user", HERE).is_some()).count(), PER_ACCOUNT);
    }

    #[actix_web::test]
    async fn what_is_pending_is_not_wrong() {
        let limits = WrongPasswords::default();
        let here = "192.0.2.1".parse().unwrap();
        let pending: Vec<Attempt> = (0..PER_ADDRESS).map(|n| begun(&limits, &format!("user{n}"), counted_as(here)).unwrap()).collect();
        assert_eq!(limits.counts().judge("late", counted_as(here)), Verdict::Waits);
        let late = limits.attempt("late", here);
        let settle = async { pending.into_iter().for_each(Attempt::forgive) };
        assert!(futures_util::future::join(late, settle).await.0.is_ok());
    }

    #[test]
    fn an_account_under_attack_lets_newcomers_pass_one_by_one() {
        let limits = WrongPasswords::default();
        let judged = (0..40).flat_map(|address| [address; 9]).filter(|address| begun(&limits, "admin", *address).is_some()).count();
        assert!((ANYWHERE..100).contains(&judged), "{judged}");
        let judge = |address| limits.counts().judge("admin", address);
        assert!(matches!(judge(0), Verdict::Refused(1..=60)), "who failed waits");
        assert_eq!(judge(99), Verdict::Judged { delayed: true }, "and the owner comes in");
        let guess = begun(&limits, "admin", 98);
        assert_eq!(judge(99), Verdict::Waits);
        drop(guess);
        assert_eq!(judge(99), Verdict::Judged { delayed: true });
        assert_eq!(limits.counts().judge("reviewer", 0), Verdict::Judged { delayed: false }, "other accounts are not touched");
    }
}
