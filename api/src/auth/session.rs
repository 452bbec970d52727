//! Sessions: one row is a family of refresh tokens.
//!
//! A refresh token carries its session, its generation and a MAC over both, so nothing of it is
//! stored. Tokens of the newest generation are good; those of the one before for 30 s more, for two
//! tabs that refresh at once and for answers that got lost; an older one is stolen or copied, and
//! ends the family (RFC 9700, 4.14).

use super::secret::Secret;
use super::tokens::LEEWAY;
use crate::audit::{Deed, Event, RecordType, Trail, Verb};
use crate::db::schema::{sessions, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::problem::not_authenticated;
use crate::text::one_line;
use aws_lc_rs::{hmac, rand};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use diesel::prelude::*;

/// A session that is not used for this long ends.
pub const IDLE_DAYS: i64 = 14;
const IDLE_MILLIS: i64 = IDLE_DAYS * DAY_MILLIS;
/// However much it is used, it ends after this long.
const LONGEST_MILLIS: i64 = 90 * DAY_MILLIS;
const DAY_MILLIS: i64 = 24 * 3600 * 1000;
/// How long the predecessor of the newest generation is still taken.
const GRACE_MILLIS: i64 = 30_000;
/// Longest user agent that is kept, in characters.
const LONGEST_AGENT: usize = 300;

/// Makes and reads refresh tokens.
pub struct RefreshTokens {
    key: hmac::Key,
}

/// What a genuine refresh token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshToken {
    /// The session it belongs to.
    pub session_id: Id,
    /// Which rotation made it.
    pub generation: i64,
}

impl RefreshTokens {
    /// Tokens under a key derived from the installation's secret.
    pub fn new(secret: &Secret) -> Self {
        Self { key: hmac::Key::new(hmac::HMAC_SHA256, &secret.derive("refresh")) }
    }

    /// A token of `generation`; two of one generation differ, and are equally good.
    pub fn issue(&self, token: RefreshToken) -> Result<String, Error> {
        let mut nonce = [0; 12];
        rand::fill(&mut nonce).map_err(|_| Error::internal("no randomness"))?;
        let payload = format!("{}.{}.{}", token.session_id, token.generation, URL_SAFE_NO_PAD.encode(nonce));
        let mac = hmac::sign(&self.key, payload.as_bytes());
        Ok(format!("{payload}.{}", URL_SAFE_NO_PAD.encode(mac.as_ref())))
    }

    /// What a token says; `None` when it is not genuine.
    pub fn read(&self, token: &str) -> Option<RefreshToken> {
        let (payload, mac) = token.rsplit_once('.')?;
        hmac::verify(&self.key, payload.as_bytes(), &URL_SAFE_NO_PAD.decode(mac).ok()?).ok()?;
        let mut parts = payload.split('.');
        Some(RefreshToken { session_id: parts.next()?.parse().ok()?, generation: parts.next()?.parse().ok()? })
    }
}

/// Starts a session of the trail's user; returns the first token of its family.
pub fn start(conn: &mut Conn, trail: &Trail, user: Id, agent: Option<&str>, address: &str) -> Result<RefreshToken, Error> {
    let now = Instant::now();
    let id = Id::new();
    let agent = agent.map(|agent| one_line(agent).chars().take(LONGEST_AGENT).collect::<String>());
    let row = (
        sessions::id.eq(id),
        sessions::user_id.eq(user),
        sessions::rotated_at.eq(now),
        sessions::created_at.eq(now),
        sessions::last_used_at.eq(now),
        sessions::expires_at.eq(ends(now, now)),
        sessions::user_agent.eq(agent),
        sessions::address.eq(address),
    );
    query!(conn, c => diesel::insert_into(sessions::table).values(row).execute(c))?;
    note(conn, trail, Verb::SignIn, user, id)?;
    Ok(RefreshToken { session_id: id, generation: 0 })
}

/// What became of a refresh token that was presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// It was good: the user, and the token that follows.
    Next(Id, RefreshToken),
    /// It was used before: the family has been revoked.
    Reused,
}

/// When a session that began then, and is used now, ends unless it is used again.
fn ends(began: Instant, now: Instant) -> Instant {
    now.plus_millis(IDLE_MILLIS).min(began.plus_millis(LONGEST_MILLIS))
}

/// The latest moment at which a session began that has reached its longest time.
pub fn too_old(now: Instant) -> Instant {
    now.plus_millis(-LONGEST_MILLIS)
}

/// Exchanges a token for the next of its family.
pub fn rotate(conn: &mut Conn, trail: &Trail, token: RefreshToken) -> Result<Rotation, Error> {
    let now = Instant::now();
    let lasts = sessions::expires_at.gt(now).and(sessions::created_at.gt(too_old(now)));
    // One that was used in the future belongs to a clock that ran ahead, and would outlive any other.
    let lasts = lasts.and(sessions::rotated_at.le(now.plus_millis(LEEWAY * 1000)));
    let live = sessions::id.eq(token.session_id).and(sessions::revoked_at.is_null()).and(lasts);
    let found: Option<(Id, i64, Instant, Instant)> = query!(conn, c => sessions::table
        .filter(live)
        .select((sessions::user_id, sessions::generation, sessions::rotated_at, sessions::created_at))
        .first(c)
        .optional())?;
    let (user, newest, rotated_at, began) = found.ok_or_else(not_authenticated)?;
    let next = |generation| Ok(Rotation::Next(user, RefreshToken { session_id: token.session_id, generation }));
    if token.generation == newest {
        // Compared and set at once: of two that rotate in the same moment, the later one is in its grace.
        query!(conn, c => diesel::update(sessions::table.filter(live).filter(sessions::generation.eq(newest)))
            .set((
                sessions::generation.eq(newest + 1),
                sessions::rotated_at.eq(now),
                sessions::last_used_at.eq(now),
                sessions::expires_at.eq(ends(began, now)),
            ))
            .execute(c))?;
        return next(newest + 1);
    }
    if token.generation + 1 == newest && now.0 - rotated_at.0 <= GRACE_MILLIS {
        return next(newest);
    }
    end(conn, trail, Ending::One(token.session_id))?;
    Ok(Rotation::Reused)
}

/// Which sessions are to end.
#[derive(Clone, Copy, Debug)]
pub enum Ending {
    /// One, whoever's it is.
    One(Id),
    /// One, if it is this user's.
    Own(Id, Id),
    /// All of a user.
    All(Id),
    /// All of a user but one.
    AllBut(Id, Id),
}

/// Ends sessions; returns how many ended.
pub fn end(conn: &mut Conn, trail: &Trail, ending: Ending) -> Result<usize, Error> {
    let live: Vec<(Id, Id)> = query!(conn, c => {
        let live = sessions::table.filter(sessions::revoked_at.is_null()).select((sessions::id, sessions::user_id)).into_boxed();
        match ending {
            Ending::One(id) => live.filter(sessions::id.eq(id)),
            Ending::Own(user, id) => live.filter(sessions::user_id.eq(user)).filter(sessions::id.eq(id)),
            Ending::All(user) => live.filter(sessions::user_id.eq(user)),
            Ending::AllBut(user, kept) => live.filter(sessions::user_id.eq(user)).filter(sessions::id.ne(kept)),
        }
        .load(c)
    })?;
    let now = Instant::now();
    for (id, user) in &live {
        query!(conn, c => diesel::update(sessions::table.filter(sessions::id.eq(*id))).set(sessions::revoked_at.eq(now)).execute(c))?;
        note(conn, trail, Verb::SignOut, *user, *id)?;
    }
    Ok(live.len())
}

/// Notes what became of a user's session; without a signed-in actor, it is the user's own doing.
fn note(conn: &mut Conn, trail: &Trail, deed: impl Into<Deed>, user: Id, session: Id) -> Result<(), Error> {
    let name: String = query!(conn, c => users::table.filter(users::id.eq(user)).select(users::name).first(c))?;
    let trail = Trail { actor: trail.actor.or(Some(user)), ..trail.clone() };
    let event = Event {
        deed: deed.into(),
        record_type: RecordType::Session,
        record_id: session.to_string(),
        summary: name,
        before: None,
        after: None,
    };
    trail.note(conn, event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tokens(key: &[u8]) -> RefreshTokens {
        RefreshTokens { key: hmac::Key::new(hmac::HMAC_SHA256, key) }
    }

    proptest! {
        #[test]
        fn a_token_is_read_back_by_its_maker_only(generation in 0i64..1_000_000) {
            let token = RefreshToken { session_id: Id::new(), generation };
            let issued = tokens(b"a").issue(token).unwrap();
            prop_assert_eq!(tokens(b"a").read(&issued), Some(token));
            prop_assert_eq!(tokens(b"b").read(&issued), None);
            prop_assert_ne!(tokens(b"a").issue(token).unwrap(), issued, "each is its own");
        }

        #[test]
        fn rubbish_is_no_token(text in ".{0,120}") {
            prop_assert_eq!(tokens(b"a").read(&text), None);
        }
    }
}
