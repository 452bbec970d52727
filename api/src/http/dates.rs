//! Days and times as people read them, in both languages; times are Jakarta's.

use super::locale::{Locale, Text};
use crate::db::{Day, Instant};
use chrono::{Datelike, Timelike};

const MONTHS_ID: [&str; 12] =
    ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A day: "1 Januari 2027", "1 January 2027".
pub fn day(day: Day) -> Text {
    Text::in_both(|locale| day_in(day, locale))
}

/// A point in time: "1 Januari 2027 pukul 09.00 WIB", "1 January 2027, 09:00 WIB (UTC+7)".
pub fn time(at: Instant) -> Text {
    Text::in_both(|locale| format!("{} {}", time_in(at, locale), zone_in(locale)))
}

/// From one point in time to another, on one day or over several.
pub fn period(from: Instant, to: Instant) -> Text {
    Text::in_both(|locale| {
        let (begins, zone) = (time_in(from, locale), zone_in(locale));
        let (same_day, until) = (Day::of(from) == Day::of(to), if locale == Locale::Id { "sampai" } else { "to" });
        match (from == to, same_day) {
            (true, _) => format!("{begins} {zone}"),
            (_, true) => format!("{begins} {until} {} {zone}", clock_in(to, locale)),
            _ => format!("{begins} WIB {until} {} {zone}", time_in(to, locale)),
        }
    })
}

/// A day in one language.
pub fn day_in(day: Day, locale: Locale) -> String {
    let months = if locale == Locale::Id { MONTHS_ID } else { MONTHS_EN };
    let month = months.get(day.0.month0() as usize).copied().unwrap_or_default();
    format!("{} {month} {}", day.0.day(), day.0.year())
}

fn zone_in(locale: Locale) -> &'static str {
    if locale == Locale::Id { "WIB" } else { "WIB (UTC+7)" }
}

fn time_in(at: Instant, locale: Locale) -> String {
    let between = if locale == Locale::Id { " pukul" } else { "," };
    format!("{}{between} {}", day_in(Day::of(at), locale), clock_in(at, locale))
}

fn clock_in(at: Instant, locale: Locale) -> String {
    let clock = at.in_jakarta();
    let between = if locale == Locale::Id { '.' } else { ':' };
    format!("{:02}{between}{:02}", clock.hour(), clock.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(text: &Text) -> (&str, &str) {
        (text.in_locale(Locale::Id), text.in_locale(Locale::En))
    }

    #[test]
    fn they_are_written_as_in_letters_and_in_jakarta_s_time() {
        let at = |text: &str| Instant(chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis());
        assert_eq!(both(&day("2027-01-01".parse().unwrap())), ("1 Januari 2027", "1 January 2027"));
        let eve = at("2026-12-31T17:30:00Z");
        assert_eq!(both(&time(eve)), ("1 Januari 2027 pukul 00.30 WIB", "1 January 2027, 00:30 WIB (UTC+7)"));
        let noon = at("2027-01-01T12:00:00+07:00");
        assert_eq!(both(&period(eve, noon)), ("1 Januari 2027 pukul 00.30 sampai 12.00 WIB", "1 January 2027, 00:30 to 12:00 WIB (UTC+7)"));
        let next = at("2027-01-02T01:00:00+07:00");
        assert_eq!(period(noon, next).in_locale(Locale::Id), "1 Januari 2027 pukul 12.00 WIB sampai 2 Januari 2027 pukul 01.00 WIB");
        assert_eq!(period(noon, noon).in_locale(Locale::En), "1 January 2027, 12:00 WIB (UTC+7)");
    }
}
