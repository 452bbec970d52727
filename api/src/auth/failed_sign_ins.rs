//! Failed sign-ins: each in the log, and in the audit trail by groups, lest whoever guesses passwords writes it full.
//!
//! The first failure of an account from an address is noted at once; how many more there were, when the time of the group
//! is over. Accounts that do not exist are one group an address. The log names no account: who reads it can tell whether two
//! failures were of one, and no more.

use super::secret::Secret;
use crate::app::App;
use crate::audit::{Event, RecordType, Trail, Verb};
use crate::db::schema::users;
use crate::db::{Conn, Id, query};
use crate::email;
use crate::error::Error;
use aws_lc_rs::hmac;
use diesel::prelude::*;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Failures within this time are one group.
const WINDOW: Duration = Duration::from_secs(600);
/// How often groups whose time is over are looked for.
const SWEEP_EVERY: Duration = Duration::from_secs(60);
/// Groups that are counted at once; what is beyond is in the log alone.
const MOST_GROUPS: usize = 10_000;

/// Whose failures are counted together: those of an account, or of all that do not exist, from one address.
type Group = (Option<Id>, IpAddr);

struct Count {
    since: Instant,
    more: u64,
}

/// The failures that are being counted.
pub struct FailedSignIns {
    key: hmac::Key,
    groups: Mutex<HashMap<Group, Count>>,
}

impl FailedSignIns {
    /// None so far; accounts are told apart under a key derived from the installation's secret.
    pub fn new(secret: &Secret) -> Self {
        Self { key: hmac::Key::new(hmac::HMAC_SHA256, &secret.derive("account")), groups: Mutex::default() }
    }

    /// Whether a failure is the first of its group; any other is counted.
    fn is_first(&self, group: Group) -> bool {
        let mut groups = self.groups.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = groups.get_mut(&group) {
            count.more += 1;
            return false;
        }
        let first = groups.len() < MOST_GROUPS;
        if first {
            groups.insert(group, Count { since: Instant::now(), more: 0 });
        }
        first
    }

    /// Takes out the groups that began at least so long ago; how many failures each had after its first.
    fn ended(&self, after: Duration) -> Vec<(Group, u64)> {
        let mut groups = self.groups.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = groups.extract_if(|_, count| count.since.elapsed() >= after);
        ended.map(|(group, count)| (group, count.more)).filter(|(_, more)| *more > 0).collect()
    }

    /// The account in the words of the log: a keyed hash of its address.
    fn pseudonym(&self, email: &str) -> String {
        let tag = hmac::sign(&self.key, email::key(email).as_bytes());
        tag.as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Notes that somebody failed to sign in with this address as this user, if there is one.
pub async fn note(app: &App, trail: Trail, email: &str, user: Option<Id>, address: IpAddr) {
    let account = app.failed_sign_ins.pseudonym(email);
    tracing::warn!(%account, %address, known = user.is_some(), "a sign-in failed");
    if app.failed_sign_ins.is_first((user, address)) {
        keep(app, trail, vec![((user, address), 1)]).await;
    }
}

/// Notes the groups whose time is over, for as long as the process runs.
pub async fn keep_noting(app: App) {
    loop {
        tokio::time::sleep(SWEEP_EVERY).await;
        settle(&app, WINDOW).await;
    }
}

/// Notes all groups, as the process is about to end.
pub async fn note_rest(app: &App) {
    settle(app, Duration::ZERO).await;
}

async fn settle(app: &App, after: Duration) {
    let ended = app.failed_sign_ins.ended(after);
    if !ended.is_empty() {
        keep(app, Trail::SYSTEM, ended).await;
    }
}

/// Who cannot sign in is not told that it could not be noted.
async fn keep(app: &App, trail: Trail, groups: Vec<(Group, u64)>) {
    let noted = app.db.write(move |conn| groups.iter().try_for_each(|group| note_group(conn, &trail, group))).await;
    if let Err(e) = noted {
        tracing::error!("failed sign-ins could not be noted in the audit trail: {e}");
    }
}

fn note_group(conn: &mut Conn, trail: &Trail, ((user, address), failures): &(Group, u64)) -> Result<(), Error> {
    let name: Option<String> = match user {
        Some(user) => query!(conn, c => users::table.filter(users::id.eq(user)).select(users::name).first(c).optional())?,
        None => None,
    };
    let event = Event {
        deed: Verb::SignInFailed.into(),
        record_type: RecordType::User,
        record_id: user.unwrap_or(Id::NIL).to_string(),
        summary: format!("{}: {failures} × {address}", name.as_deref().unwrap_or("?")),
        before: None,
        after: None,
    };
    trail.note(conn, event)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_of_an_account_from_an_address_are_one_group() {
        let counted = FailedSignIns { key: hmac::Key::new(hmac::HMAC_SHA256, b"key"), groups: Mutex::default() };
        let (user, here, there) = (Some(Id::new()), "192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let firsts =
            [(user, here), (user, here), (user, there), (None, here), (user, here), (None, here)].map(|group| counted.is_first(group));
        assert_eq!(firsts, [true, false, true, true, false, false]);
        assert!(counted.ended(WINDOW).is_empty());
        let mut ended = counted.ended(Duration::ZERO);
        ended.sort_by_key(|(_, more)| *more);
        assert_eq!(ended, [((None, here), 1), ((user, here), 2)]);
        assert!(counted.is_first((user, here)), "the next one begins a group of its own");
    }

    #[test]
    fn a_pseudonym_tells_accounts_apart_and_does_not_name_them() {
        let with = |key: &[u8]| FailedSignIns { key: hmac::Key::new(hmac::HMAC_SHA256, key), groups: Mutex::default() };
        let name = with(b"a").pseudonym("siti@kkp.example");
        assert_eq!(name, with(b"a").pseudonym(" SITI@kkp.example"));
        assert_ne!(name, with(b"a").pseudonym("budi@kkp.example"));
        assert_ne!(name, with(b"b").pseudonym("siti@kkp.example"));
        assert!(!name.contains("siti") && name.len() == 16);
    }
}
