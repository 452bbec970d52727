//! When and where an event takes place, as notices tell it: kept as facts, said in the reader's language.

use crate::db::Instant;
use crate::http::dates;
use crate::http::locale::{Locale, Text};
use crate::printable::printable;
use serde::{Deserialize, Serialize};

/// When and where an event takes place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// Where it takes place.
    pub venue: Option<String>,
    /// Where it takes place online.
    pub online_url: Option<String>,
}

impl Meeting {
    /// Whether the other one takes place at the same time.
    pub fn is_at_the_time_of(&self, other: &Self) -> bool {
        (self.starts_at, self.ends_at) == (other.starts_at, other.ends_at)
    }

    /// Time, place and link, a line each.
    fn words(&self, locale: Locale) -> String {
        let facts = self.facts(locale).into_iter().filter_map(|(name, said)| said.map(|said| format!("{name}: {said}")));
        facts.collect::<Vec<_>>().join("\n")
    }

    fn facts(&self, locale: Locale) -> [(&'static str, Option<String>); 3] {
        let (time, place, link) = match locale {
            Locale::Id => ("Waktu", "Tempat", "Tautan"),
            Locale::En => ("Time", "Place", "Link"),
        };
        let when = dates::period(self.starts_at, self.ends_at).in_locale(locale).to_owned();
        [
            (time, Some(when)),
            (place, self.venue.as_deref().map(|venue| format!("\"{}\"", one_line(venue)))),
            (link, self.online_url.as_deref().map(one_line)),
        ]
    }
}

/// What somebody wrote begins no line of its own in a mail of the system.
fn one_line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An event that moved: how it was, and how it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Move {
    /// How it was announced.
    pub before: Meeting,
    /// How it is to be now.
    pub after: Meeting,
}

impl Move {
    /// What is new beside what it was before, and what stays; a line each.
    fn words(&self, locale: Locale) -> String {
        let (earlier, none, again) = match locale {
            Locale::Id => ("sebelumnya", "tidak ada", "Karena waktu berubah, jawaban \u{201C}Akan hadir\u{201D} perlu diberikan kembali."),
            Locale::En => ("previously", "none", "As the time has changed, please answer again if you answered \u{201C}Attending\u{201D}."),
        };
        let (was, is) = (self.before.facts(locale), self.after.facts(locale));
        let mut lines: Vec<String> = std::iter::zip(was, is)
            .filter_map(|((name, was), (_, is))| match (was, is) {
                (None, None) => None,
                (was, is) if was == is => is.map(|is| format!("{name}: {is}")),
                (was, is) => {
                    let said = |fact: Option<String>| fact.unwrap_or_else(|| none.to_owned());
                    Some(format!("{name}: {} ({earlier}: {})", said(is), said(was)))
                }
            })
            .collect();
        if !self.before.is_at_the_time_of(&self.after) {
            lines.push(again.to_owned());
        }
        lines.join("\n")
    }
}

/// What a notice says of the meeting that is kept in its detail; none when no meeting is.
pub fn said(detail: &str) -> Option<Text> {
    let meeting = serde_json::from_str(detail).map(|meeting: Meeting| Text::in_both(|locale| meeting.words(locale)));
    meeting.or_else(|_| serde_json::from_str(detail).map(|moved: Move| Text::in_both(|locale| moved.words(locale)))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant(chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis())
    }

    fn meeting() -> Meeting {
        Meeting {
            starts_at: at("2026-12-01T02:00:00Z"),
            ends_at: at("2026-12-01T05:00:00Z"),
            venue: Some("Aula A".into()),
            online_url: None,
        }
    }

    #[test]
    fn a_move_names_old_and_new_and_what_stays() {
        let after = Meeting { starts_at: at("2026-12-02T02:00:00Z"), ends_at: at("2026-12-02T05:00:00Z"), ..meeting() };
        let moved = serde_json::to_string(&Move { before: meeting(), after }).unwrap();
        let text = said(&moved).unwrap();
        assert_eq!(
            text.in_locale(Locale::Id),
            "Waktu: 2 Desember 2026 pukul 09.00 sampai 12.00 WIB (sebelumnya: 1 Desember 2026 pukul 09.00 sampai 12.00 WIB)\n\
             Tempat: \"Aula A\"\nKarena waktu berubah, jawaban \u{201C}Akan hadir\u{201D} perlu diberikan kembali."
        );
        let after = Meeting { venue: None, online_url: Some("https://rapat.example".into()), ..meeting() };
        let text = said(&serde_json::to_string(&Move { before: meeting(), after }).unwrap()).unwrap();
        assert_eq!(
            text.in_locale(Locale::En),
            "Time: 1 December 2026, 09:00 to 12:00 WIB (UTC+7)\nPlace: none (previously: \"Aula A\")\nLink: https://rapat.example (previously: none)"
        );
    }

    #[test]
    fn what_is_no_meeting_says_nothing() {
        assert!(said("Ditunda.").is_none() && said("{}").is_none());
        let venue = Some("Aula\r\n\r\nTempat: A".to_owned());
        let text = said(&serde_json::to_string(&Meeting { venue, ..meeting() }).unwrap()).unwrap();
        assert!(text.in_locale(Locale::Id).ends_with("\nTempat: \"Aula Tempat: A\""));
        let text = said(&serde_json::to_string(&meeting()).unwrap()).unwrap();
        assert_eq!(text.in_locale(Locale::Id), "Waktu: 1 Desember 2026 pukul 09.00 sampai 12.00 WIB\nTempat: \"Aula A\"");
    }
}
