//! On which days an MoU is signed.

use super::model::MouRow;
use crate::db::Day;
use crate::error::Error;
use crate::http::dates::day;
use crate::http::json::invalid;
use crate::http::locale::{Locale, Text};
use crate::http::problem::{FieldError, Kind, Problem};

/// 409 for an MoU whose last day is over; 422 for a day that lies in the future, or more than a year before its first day.
pub fn judge(row: &MouRow, signed_on: Day, today: Day) -> Result<(), Error> {
    if row.ends_on < today {
        let last = day(row.ends_on);
        return Err(Problem::new(Kind::GuardNotMet)
            .detail(
                format!("Masa berlaku MoU ini berakhir {}. Susun MoU baru.", last.in_locale(Locale::Id)),
                format!("The MoU ended on {}. Draft a new one.", last.in_locale(Locale::En)),
            )
            .missing(&["ends_on"])
            .into());
    }
    let earliest = row.starts_on.a_year_before();
    let code = match signed_on {
        _ if signed_on > today => "in_the_future",
        _ if signed_on < earliest => "too_early",
        _ => return Ok(()),
    };
    Err(invalid(vec![FieldError { pointer: "/signed_on".into(), code, message: limits(earliest, today) }]).into())
}

fn limits(earliest: Day, today: Day) -> Text {
    let (from, to) = (day(earliest), day(today));
    let said = |locale| (from.in_locale(locale), to.in_locale(locale));
    let ((from_id, to_id), (from_en, to_en)) = (said(Locale::Id), said(Locale::En));
    if earliest > today {
        return Text::owned(
            format!("MoU ini baru dapat ditandatangani mulai {from_id}, satu tahun sebelum mulai berlaku."),
            format!("The MoU can be signed from {from_en}, one year before its first day."),
        );
    }
    Text::owned(
        format!("Isi tanggal dari {from_id} (satu tahun sebelum mulai berlaku) sampai hari ini, {to_id}."),
        format!("Enter a date from {from_en} (one year before its first day) to today, {to_en}."),
    )
}
