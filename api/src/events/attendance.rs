//! When an event can have been held, and when its participants can check in.

use super::formation;
use super::lifecycle::Stage;
use super::model::EventStatus;
use super::queries;
use super::writing::{Target, note};
use crate::audit::Verb;
use crate::db::{Conn, Day, Id, Instant};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Once};
use crate::http::dates;
use crate::http::json::invalid;
use crate::http::locale::{Locale, Text};
use crate::http::problem::{FieldError, Kind, Problem, conflict, forbidden};

/// Check-in opens so long before the start.
const EARLY_MILLIS: i64 = 2 * 3600 * 1000;

/// From when on participants can check in.
pub fn opens_at(starts_at: Instant) -> Instant {
    starts_at.plus_millis(-EARLY_MILLIS)
}

/// When check-in closes: with the day in Jakarta on which the event ends.
pub fn closes_at(ends_at: Instant) -> Instant {
    Day::of(ends_at).next().map_or(Instant(i64::MAX), Instant::midnight_before)
}

/// 409 for an event that has not begun: it cannot have been held.
pub fn must_have_begun(starts_at: Instant) -> Result<(), Error> {
    if Instant::now() >= starts_at {
        return Ok(());
    }
    let at = dates::time(starts_at);
    Err(Problem::new(Kind::GuardNotMet)
        .detail(
            format!("Kegiatan baru dimulai {}.", at.in_locale(Locale::Id)),
            format!("The event does not begin until {}.", at.in_locale(Locale::En)),
        )
        .missing(&["started"])
        .into())
}

/// 409 before the door opens: nobody can have been there.
pub fn must_have_opened(starts_at: Instant) -> Result<(), Error> {
    if Instant::now() >= opens_at(starts_at) { Ok(()) } else { must_have_begun(starts_at) }
}

/// 409 outside the hours of check-in.
fn must_take_check_ins(starts_at: Instant, ends_at: Instant) -> Result<(), Error> {
    let (opens, closes, now) = (opens_at(starts_at), closes_at(ends_at), Instant::now());
    if (opens..closes).contains(&now) {
        return Ok(());
    }
    let (from, day) = (dates::time(opens), dates::day(Day::of(ends_at)));
    Err(Problem::new(Kind::GuardNotMet)
        .detail(
            format!("Presensi dibuka mulai {} sampai akhir {}.", from.in_locale(Locale::Id), day.in_locale(Locale::Id)),
            format!("Check-in is open from {} to the end of {}.", from.in_locale(Locale::En), day.in_locale(Locale::En)),
        )
        .missing(&["check_in_hours"])
        .into())
}

/// Checks somebody in by the code of the event: their institution was there.
pub fn check_in(conn: &mut Conn, change: &Change, once: &Once, id: &str, code: &str, url: &str) -> Result<Answer, Error> {
    let (caller, member, trail) = change.by(conn)?;
    let (row, view) = queries::visible_to_change(conn, &caller, id)?;
    let home = member.institution_id.unwrap_or(Id::NIL);
    if row.check_in_code != code {
        let message = Text::new("Kode ini bukan kode kegiatan ini.", "This is not the code of the event.");
        return Err(invalid(vec![FieldError { pointer: "/code".into(), code: "unknown_code", message }]).into());
    }
    if queries::participant(conn, row.id, home)?.is_none() {
        return Err(forbidden().into());
    }
    let mut target = Target { row, view, caller, trail, member: member.id };
    once.run(conn, member.id, |conn| {
        let row = &target.row;
        if !matches!(row.status, EventStatus::Open | EventStatus::Held) {
            return Err(conflict("Kegiatan ini tidak sedang berlangsung.", "The event does not take place now.").into());
        }
        must_take_check_ins(row.starts_at, row.ends_at)?;
        if formation::attend(conn, target.row.id, home)? {
            target.touch(conn)?;
            note(conn, &target.trail, Verb::CheckIn, target.row.id, &target.row.title, None, None)?;
        }
        target.answer(conn, url)
    })
}

impl Stage {
    /// Where an event is at a moment.
    pub fn at(status: EventStatus, (starts_at, ends_at): (Instant, Instant), now: Instant) -> Self {
        Self { status, has_begun: now >= starts_at, takes_check_ins: (opens_at(starts_at)..closes_at(ends_at)).contains(&now) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_door_is_open_from_two_hours_before_to_the_end_of_the_day_in_jakarta() {
        let at = |text: &str| Instant(chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis());
        let period = (at("2026-12-01T20:00:00+07:00"), at("2026-12-02T01:00:00+07:00"));
        let takes = |now: &str| Stage::at(EventStatus::Open, period, at(now)).takes_check_ins;
        assert!(!takes("2026-12-01T17:59:59+07:00") && takes("2026-12-01T18:00:00+07:00"));
        assert!(takes("2026-12-02T23:59:59+07:00") && !takes("2026-12-03T00:00:00+07:00"));
    }
}
