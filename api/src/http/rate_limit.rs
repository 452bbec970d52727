//! Rate limits: per client and class of route. They delay, they never lock.

use super::peer::counted_as;
use super::problem::{Kind, Problem};
use super::wrong_passwords::WrongPasswords;
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{NotUntil, Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// After this many checks, clients that were not heard of lately are forgotten.
const SWEEP_EVERY: u32 = 16_384;

/// What a request is counted under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// GET and HEAD under `/api`.
    Read,
    /// Everything else under `/api`.
    Write,
    /// Signing in and out.
    Auth,
}

impl Class {
    /// The class of a request; none for health checks, pages and files.
    pub fn of(method: &Method, path: &str) -> Option<Self> {
        let api = path.strip_prefix("/api/")?;
        Some(match *method {
            Method::OPTIONS => return None,
            Method::GET | Method::HEAD => Self::Read,
            _ if api.contains("/auth/") => Self::Auth,
            _ => Self::Write,
        })
    }
}

type Limiter<K> = RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock, StateInformationMiddleware>;

struct Bucket<K: Clone + std::hash::Hash + Eq> {
    name: &'static str,
    limiter: Limiter<K>,
    burst: u32,
    /// Seconds in which an empty bucket fills.
    window: u32,
    checks: AtomicU32,
}

impl<K: Clone + std::hash::Hash + Eq> Bucket<K> {
    /// At most `burst` at once, filling again over `window` seconds.
    fn new(name: &'static str, burst: u32, window: u32) -> Self {
        let period = Duration::from_secs(u64::from(window)) / burst.max(1);
        let quota = Quota::with_period(period)
            .unwrap_or_else(|| Quota::per_second(NonZeroU32::MIN))
            .allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN));
        let limiter = RateLimiter::keyed(quota).with_middleware::<StateInformationMiddleware>();
        Self { name, limiter, burst, window, checks: AtomicU32::new(0) }
    }

    /// Takes one; tells how many are left, or after how many seconds there is one again.
    fn take(&self, key: &K) -> Result<u32, u64> {
        if self.checks.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            self.limiter.retain_recent();
        }
        self.limiter
            .check_key(key)
            .map(|state| state.remaining_burst_capacity())
            .map_err(|until: NotUntil<_>| until.wait_time_from(DefaultClock::default().now()).as_secs() + 1)
    }
}

/// All the buckets of a process.
pub struct RateLimits {
    read: Bucket<u128>,
    write: Bucket<u128>,
    auth: Bucket<u128>,
    wrong_passwords: WrongPasswords,
}

/// Where a client stands, for the `RateLimit` headers.
pub struct Standing {
    name: &'static str,
    remaining: u32,
    burst: u32,
    window: u32,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            read: Bucket::new("read", 2000, 10),
            write: Bucket::new("write", 400, 10),
            auth: Bucket::new("auth", 120, 30),
            wrong_passwords: WrongPasswords::default(),
        }
    }
}

impl RateLimits {
    /// Counts a request; the standing, or the problem when the client has to wait.
    pub fn check(&self, class: Class, caller: IpAddr) -> (Standing, Option<Problem>) {
        let bucket = match class {
            Class::Read => &self.read,
            Class::Write => &self.write,
            Class::Auth => &self.auth,
        };
        let taken = bucket.take(&counted_as(caller));
        let standing = Standing { name: bucket.name, remaining: *taken.as_ref().unwrap_or(&0), burst: bucket.burst, window: bucket.window };
        (standing, taken.err().map(too_many))
    }

    /// Limits on guessing passwords.
    pub fn wrong_passwords(&self) -> &WrongPasswords {
        &self.wrong_passwords
    }
}

/// 429 until so many seconds have passed.
pub fn too_many(seconds: u64) -> Problem {
    Problem::new(Kind::RateLimited).retry_after(seconds).detail(
        format!("Terlalu banyak permintaan. Coba lagi dalam {seconds} detik."),
        format!("Too many requests. Try again in {seconds} seconds."),
    )
}

impl Standing {
    /// Writes the fields of draft-ietf-httpapi-ratelimit-headers.
    pub fn write(&self, headers: &mut HeaderMap) {
        let Self { name, remaining, burst, window } = self;
        let fill = u64::from(*window) * u64::from(burst - remaining.min(burst)) / u64::from(*burst).max(1);
        let fields =
            [("ratelimit", format!("\"{name}\";r={remaining};t={fill}")), ("ratelimit-policy", format!("\"{name}\";q={burst};w={window}"))];
        for (field, value) in fields {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(HeaderName::from_static(field), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_then_the_client_waits() {
        let bucket = Bucket::new("test", 3, 60);
        assert_eq!([bucket.take(&1), bucket.take(&1), bucket.take(&1)], [Ok(2), Ok(1), Ok(0)]);
        assert!(bucket.take(&1).is_err_and(|seconds| (1..=21).contains(&seconds)));
        assert_eq!(bucket.take(&2), Ok(2), "another client is not held back");
    }

    #[test]
    fn only_the_api_is_counted() {
        assert_eq!(Class::of(&Method::GET, "/healthz"), None);
        assert_eq!(Class::of(&Method::GET, "/api/v1/hubs"), Some(Class::Read));
        assert_eq!(Class::of(&Method::POST, "/api/v1/auth/login"), Some(Class::Auth));
        assert_eq!(Class::of(&Method::PATCH, "/api/v1/me"), Some(Class::Write));
    }
}
