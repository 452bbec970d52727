//! Days and times as mails write them, by the clock of Jakarta.

use crate::db::{Day, Instant};
use crate::http::locale::Text;
use chrono::{DateTime, Datelike};

const ID: [&str; 12] =
    ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
const EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
/// Jakarta is UTC+7, without summer time.
const JAKARTA_SECONDS: i64 = 7 * 3600;

/// A day, such as "1 Desember 2026".
pub fn day(day: Day) -> Text {
    let month = day.0.month0() as usize;
    let write = |months: [&str; 12]| format!("{} {} {}", day.0.day(), months.get(month).copied().unwrap_or_default(), day.0.year());
    Text::owned(write(ID), write(EN))
}

/// A time, such as "1 Desember 2026 pukul 09.00 WIB".
pub fn time(at: Instant) -> Text {
    let clock = DateTime::from_timestamp(at.0.div_euclid(1000) + JAKARTA_SECONDS, 0).unwrap_or_default();
    let (id, en) = (clock.format("{} pukul %H.%M WIB").to_string(), clock.format("{}, %H:%M WIB (UTC+7)").to_string());
    day(Day(clock.date_naive())).within(&id, &en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::locale::Locale;

    #[test]
    fn times_are_those_of_jakarta() {
        let at = time(Instant(1_796_094_000_000));
        assert_eq!(at.in_locale(Locale::Id), "1 Desember 2026 pukul 09.00 WIB");
        assert_eq!(at.in_locale(Locale::En), "1 December 2026, 09:00 WIB (UTC+7)");
    }
}
