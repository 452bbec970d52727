//! Column types that both backends store alike: ids and enums as text, instants as integers.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::Sqlite;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::fmt;
use std::io::Write;
use std::str::FromStr;
use std::sync::atomic::{AtomicI64, Ordering};
use utoipa::ToSchema;
use uuid::Uuid;

/// Stores a type as the text that its `Display` writes and its `FromStr` reads.
macro_rules! text_column {
    ($type:ty) => {
        impl ToSql<Text, Sqlite> for $type {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                out.set_value(self.to_string());
                Ok(IsNull::No)
            }
        }
        impl ToSql<Text, Pg> for $type {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                write!(out, "{self}")?;
                Ok(IsNull::No)
            }
        }
        impl<DB: Backend> FromSql<Text, DB> for $type
        where
            String: FromSql<Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                Ok(String::from_sql(bytes)?.parse()?)
            }
        }
    };
}

/// A record's identity: UUID version 7 (RFC 9562), so that ids sort by time of creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, AsExpression, FromSqlRow, ToSchema)]
#[diesel(sql_type = Text)]
#[serde(transparent)]
#[schema(value_type = String, format = "uuid", example = "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e")]
pub struct Id(Uuid);

impl Id {
    /// The id that no record has.
    pub const NIL: Self = Self(Uuid::nil());
    /// The last of all.
    pub const LAST: Self = Self(Uuid::max());

    /// A new id for a record made now.
    pub fn new() -> Self {
        if AHEAD_MILLIS.load(Ordering::Relaxed) != 0 {
            return Self::at(Instant::now());
        }
        Self(Uuid::now_v7())
    }

    /// An id for a record that was made at `at`.
    pub fn at(at: Instant) -> Self {
        let seconds = u64::try_from(at.0.div_euclid(1000)).unwrap_or_default();
        let nanos = u32::try_from(at.0.rem_euclid(1000) * 1_000_000).unwrap_or_default();
        Self(Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos)))
    }
}

impl Default for Id {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.hyphenated().encode_lower(&mut Uuid::encode_buffer()))
    }
}

impl FromStr for Id {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Only the usual form: `{…}` and `urn:uuid:…` would be two more names for one record.
        if text.len() != 36 {
            return Uuid::parse_str("").map(Self);
        }
        Uuid::parse_str(text).map(Self)
    }
}

text_column!(Id);

/// How far the clock of this process runs ahead: what the calendar does in half a year can be seen today.
static AHEAD_MILLIS: AtomicI64 = AtomicI64::new(0);

/// Sets the clock of this process ahead.
pub fn set_clock_ahead(ahead: std::time::Duration) {
    AHEAD_MILLIS.store(i64::try_from(ahead.as_millis()).unwrap_or_default(), Ordering::Relaxed);
}

/// A point in time, UTC, to the millisecond (RFC 3339 on the wire).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow, ToSchema)]
#[diesel(sql_type = BigInt)]
#[schema(value_type = String, format = DateTime, example = "2026-01-31T08:00:00.000Z")]
pub struct Instant(pub i64);

impl Instant {
    /// Now.
    pub fn now() -> Self {
        Self(Utc::now().timestamp_millis() + AHEAD_MILLIS.load(Ordering::Relaxed))
    }

    /// The instant that a text names (RFC 3339).
    pub fn read(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(|time| Self(time.timestamp_millis()))
    }

    /// This instant moved by `millis` milliseconds.
    pub fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// What calendars and clocks in Jakarta show.
    pub fn in_jakarta(self) -> NaiveDateTime {
        DateTime::from_timestamp_millis(self.0.saturating_add(JAKARTA_SECONDS * 1000)).unwrap_or_default().naive_utc()
    }

    /// The beginning of `day` in Jakarta.
    pub fn midnight_before(day: Day) -> Self {
        Self(day.0.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() - JAKARTA_SECONDS * 1000)
    }

    /// Noon in Jakarta on `day`: for records of which only the day is known.
    pub fn noon_on(day: Day) -> Self {
        Self(day.0.and_hms_opt(5, 0, 0).map_or(0, |t| t.and_utc().timestamp_millis()))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = DateTime::<Utc>::from_timestamp_millis(self.0).unwrap_or_default().naive_utc();
        write_date(f, time.date())?;
        let (h, m, s, ms) = (time.hour(), time.minute(), time.second(), time.and_utc().timestamp_subsec_millis());
        f.write_str(ascii(&[
            b'T',
            ten(h),
            one(h),
            b':',
            ten(m),
            one(m),
            b':',
            ten(s),
            one(s),
            b'.',
            one(ms / 100),
            one(ms / 10),
            one(ms),
            b'Z',
        ]))
    }
}

impl Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::read(&text).ok_or_else(|| serde::de::Error::custom("an instant is written 2026-01-31T08:00:00Z"))
    }
}

impl<DB: Backend> ToSql<BigInt, DB> for Instant
where
    i64: ToSql<BigInt, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> FromSql<BigInt, DB> for Instant
where
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        i64::from_sql(bytes).map(Self)
    }
}

/// Lists hold hundreds of instants and days: they are written digit by digit, several times faster than by a format string.
fn one(n: u32) -> u8 {
    b'0' + u8::try_from(n % 10).unwrap_or(0)
}

fn ten(n: u32) -> u8 {
    one(n / 10)
}

fn ascii(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn write_date(f: &mut fmt::Formatter<'_>, date: NaiveDate) -> fmt::Result {
    let Ok(year @ 0..=9999) = u32::try_from(date.year()) else {
        return write!(f, "{date}");
    };
    let (month, day) = (date.month(), date.day());
    f.write_str(ascii(&[one(year / 1000), one(year / 100), ten(year), one(year), b'-', ten(month), one(month), b'-', ten(day), one(day)]))
}

/// A calendar day, `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, AsExpression, FromSqlRow, ToSchema)]
#[diesel(sql_type = Text)]
#[serde(transparent)]
#[schema(value_type = String, format = Date, example = "2024-03-01")]
pub struct Day(pub NaiveDate);

/// Jakarta keeps UTC+7 all year.
const JAKARTA_SECONDS: i64 = 7 * 3600;

impl Day {
    /// Today in Jakarta.
    pub fn today() -> Self {
        Self::of(Instant::now())
    }

    /// The day of an instant in Jakarta.
    pub fn of(at: Instant) -> Self {
        Self(DateTime::from_timestamp(at.0.div_euclid(1000) + JAKARTA_SECONDS, 0).unwrap_or_default().date_naive())
    }

    /// The day after it; none at the end of all calendars.
    pub fn next(self) -> Option<Self> {
        self.0.succ_opt().map(Self)
    }

    /// The same day twelve months ago: an attestation older than this is stale.
    pub fn a_year_before(self) -> Self {
        Self(self.0.checked_sub_months(chrono::Months::new(12)).unwrap_or(self.0))
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_date(f, self.0)
    }
}

impl FromStr for Day {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |from: usize, to: usize| {
            text.get(from..to).filter(|d| d.bytes().all(|b| b.is_ascii_digit())).and_then(|d| d.parse::<u32>().ok())
        };
        let marks = text.len() == 10 && text.as_bytes().get(4) == Some(&b'-') && text.as_bytes().get(7) == Some(&b'-');
        let date = match (marks, digits(0, 4), digits(5, 7), digits(8, 10)) {
            (true, Some(year), Some(month), Some(day)) => i32::try_from(year).ok().and_then(|y| NaiveDate::from_ymd_opt(y, month, day)),
            _ => None,
        };
        date.map(Self).ok_or("a day is written YYYY-MM-DD")
    }
}

text_column!(Day);

/// JSON that is stored and answered as it is: the database never looks inside.
#[derive(Clone, Debug, Serialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(transparent)]
pub struct RawJson(Box<RawValue>);

impl RawJson {
    /// The JSON of `value`.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        serde_json::value::to_raw_value(value).map(Self)
    }

    /// What was stored, as a Rust value.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.0.get())
    }
}

impl fmt::Display for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.get())
    }
}

impl FromStr for RawJson {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        RawValue::from_string(text.to_owned()).map(Self)
    }
}

text_column!(RawJson);

/// A type of which every value has a word in the contract.
pub trait Words {
    /// All of them.
    const WORDS: &'static [&'static str];
}

/// An enum whose variants are stored and answered as the words that the contract uses.
macro_rules! text_enum {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
                 diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        $vis enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in the order of the contract.
            $vis const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in the contract and in the database.
            $vis fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    other => Err(format!("`{other}` is none of {}", [$($word),+].join(", "))),
                }
            }
        }

        impl $crate::db::types::Words for $name {
            const WORDS: &'static [&'static str] = &[$($word),+];
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($word),+]))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
        }

        $crate::db::types::text_enum!(@column $name);
    };
    (@column $name:ident) => {
        impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                self.as_str().to_sql(out)
            }
        }
        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                Ok(<String as diesel::deserialize::FromSql<diesel::sql_types::Text, DB>>::from_sql(bytes)?.parse::<Self>()?)
            }
        }
    };
}
pub(crate) use text_enum;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_to_the_millisecond() {
        assert_eq!(Instant(1_700_000_000_007).to_string(), "2023-11-14T22:13:20.007Z");
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        assert_eq!("2024-02-29".parse::<Day>().map(|d| d.to_string()), Ok("2024-02-29".into()));
        for wrong in ["2023-02-29", "2024-2-29", "2024-02-29T", "+024-02-29", "2024/02/29", "", "éé24-02-29"] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn ids_keep_their_time() {
        let early = Id::at(Instant(1_000_000_000_000));
        assert!(early < Id::new());
        assert_eq!(early.to_string().parse::<Id>().unwrap(), early);
        assert!("urn:uuid:0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e".parse::<Id>().is_err());
    }

    #[test]
    fn a_leap_day_has_a_day_a_year_before() {
        assert_eq!("2024-02-29".parse::<Day>().unwrap().a_year_before().to_string(), "2023-02-28");
    }
}
