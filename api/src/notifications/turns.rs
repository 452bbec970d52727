//! Whose turn it is to be mailed. A row tells when somebody may be mailed next: after one email ten minutes later, so that
//! what comes meanwhile goes in one; after a failure later each time. Whoever takes a turn holds it for a while, so that of
//! several processes one mails, and another takes over should that one die.

use crate::db::schema::mail_turns;
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use diesel::prelude::*;

crate::db::types::text_enum! {
    /// What people are mailed.
    pub enum Mailing {
        /// Notices, soon after they are told.
        Notices = "notices",
        /// The digest.
        Digest = "digest",
    }
}

/// What is told within this time after an email goes in one.
const GATHERED_MILLIS: i64 = 10 * 60 * 1000;
/// A turn that was taken and not ended is free again after this: no attempt takes so long.
const HELD_MILLIS: i64 = 3 * 60 * 1000;
/// The pause after a failure; twice as long after each more.
const PAUSE_MILLIS: i64 = 15 * 1000;
/// The longest pause.
const LONGEST_PAUSE_MILLIS: i64 = 3600 * 1000;

/// Takes somebody's turn, unless it is not yet, or another process has it.
pub fn take(conn: &mut Conn, user: Id, mailing: Mailing) -> Result<bool, Error> {
    let now = Instant::now();
    let new = (mail_turns::user_id.eq(user), mail_turns::mailing.eq(mailing), mail_turns::next_at.eq(Instant(0)));
    query!(conn, c => diesel::insert_into(mail_turns::table).values(new).on_conflict_do_nothing().execute(c))?;
    let free = mail_turns::user_id.eq(user).and(mail_turns::mailing.eq(mailing)).and(mail_turns::next_at.le(now));
    let taken = query!(conn, c => diesel::update(mail_turns::table.filter(free))
        .set(mail_turns::next_at.eq(now.plus_millis(HELD_MILLIS)))
        .execute(c))?;
    Ok(taken > 0)
}

/// Ends a turn in which an email was sent.
pub fn mailed(conn: &mut Conn, user: Id, mailing: Mailing) -> Result<(), Error> {
    end(conn, user, mailing, Instant::now().plus_millis(GATHERED_MILLIS), 0)
}

/// Ends a turn in which there was nothing to mail, or nobody who takes mail.
pub fn give_back(conn: &mut Conn, user: Id, mailing: Mailing) -> Result<(), Error> {
    let failures = failures(conn, user, mailing)?;
    end(conn, user, mailing, Instant(0), failures)
}

/// Ends a turn in which an email was refused for now.
pub fn postpone(conn: &mut Conn, user: Id, mailing: Mailing) -> Result<(), Error> {
    let failures = failures(conn, user, mailing)?;
    let pause = PAUSE_MILLIS << failures.clamp(0, 10);
    end(conn, user, mailing, Instant::now().plus_millis(pause.min(LONGEST_PAUSE_MILLIS)), failures + 1)
}

fn failures(conn: &mut Conn, user: Id, mailing: Mailing) -> Result<i64, Error> {
    let own = mail_turns::user_id.eq(user).and(mail_turns::mailing.eq(mailing));
    let found: Option<i64> = query!(conn, c => mail_turns::table.filter(own).select(mail_turns::failures).first(c).optional())?;
    Ok(found.unwrap_or_default())
}

fn end(conn: &mut Conn, user: Id, mailing: Mailing, next_at: Instant, failures: i64) -> Result<(), Error> {
    let own = mail_turns::user_id.eq(user).and(mail_turns::mailing.eq(mailing));
    query!(conn, c => diesel::update(mail_turns::table.filter(own))
        .set((mail_turns::next_at.eq(next_at), mail_turns::failures.eq(failures)))
        .execute(c))?;
    Ok(())
}
