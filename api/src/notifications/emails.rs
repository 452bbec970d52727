//! How notices are written in emails. What people wrote stands quoted and marked, each on its line.

use super::model::{Note, NotificationKind, Shown};
use super::records::Records;
use super::words;
use crate::auth::Caller;
use crate::db::schema::users;
use crate::db::{Conn, Id, query};
use crate::error::Error;
use crate::http::locale::{Locale, Text};
use crate::mail::{Letter, greeting, one_line, quotation, quoted};
use diesel::prelude::*;

/// Where a digest is stopped.
const DIGEST: Text = Text::new("Berhenti menerima ringkasan ini:", "Stop this digest:");
/// Where what somebody follows is changed.
const FOLLOWED: Text = Text::new("Atur yang Anda ikuti:", "Change what you follow:");
/// Notices that one email writes out; of more it says how many.
const MOST_WRITTEN: usize = 50;

/// Whoever gets an email.
#[derive(Queryable)]
pub struct Reader {
    email: String,
    name: String,
    locale: Locale,
}

impl Reader {
    /// A person with an account that is active.
    pub fn find(conn: &mut Conn, id: Id) -> Result<Option<Self>, Error> {
        Ok(query!(conn, c => users::table
            .filter(users::id.eq(id).and(users::active.eq(true)))
            .select((users::email, users::name, users::locale))
            .first(c)
            .optional())?)
    }

    fn says<'a>(&self, text: &'a Text) -> &'a str {
        text.in_locale(self.locale)
    }
}

/// A notice with what an email adds to it.
pub struct News {
    shown: Shown,
    particulars: Vec<Text>,
    by: Option<String>,
}

impl News {
    /// What an email says of a notice.
    pub fn new(records: &Records, caller: &Caller, shown: Shown) -> Self {
        let particulars = records.particulars(caller, &shown);
        let by = records.by(&shown.row).map(str::to_owned);
        Self { shown, particulars, by }
    }

    fn title(&self) -> String {
        quoted(self.shown.about.title.as_deref().unwrap_or_default())
    }

    /// The notice in lines: what, by whom, by when, and what was written.
    fn write(&self, reader: &Reader) -> String {
        let mut lines = format!("{}\n", reader.says(&words::quoted_sentence(&self.shown, &self.title())));
        for particular in &self.particulars {
            lines.push_str(&format!("{}\n", one_line(reader.says(particular))));
        }
        if let Some(by) = &self.by {
            lines.push_str(&format!("{} {}\n", reader.says(&Text::new("Oleh:", "By:")), one_line(by)));
        }
        match &self.shown.about.note {
            Some(Note::Said(text)) => lines.push_str(&format!("{}\n", reader.says(text))),
            Some(Note::Written(text)) => {
                let heading = Text::new("Yang ditulis (kutipan):", "What was written (quotation):");
                lines.push_str(&format!("{}\n{}", reader.says(&heading), quotation(text)));
            }
            None => {}
        }
        lines
    }
}

/// The email of what waits for a person; none when nothing does.
pub fn of_notices(reader: &Reader, news: &[News], public_url: &str) -> Option<Letter> {
    let last = news.last()?;
    let (subject, body) = match news {
        [one] => {
            let row = &one.shown.row;
            let action = words::action(row.kind);
            let named = matches!(&one.shown.about.title, Some(title) if !title.is_empty());
            let thing = if named { format!(": {}", one.shown.about.title.as_deref().unwrap_or_default()) } else { String::new() };
            let link = words::link(row.kind, row.record_type);
            let body = format!("{}\n{}:\n{public_url}{}\n", one.write(reader), reader.says(&link), one.shown.about.path);
            (format!("[Hub JIPP] {}{thing}", reader.says(&action)), body)
        }
        many => {
            let n = many.len();
            let subject = Text::owned(format!("[Hub JIPP] {n} pemberitahuan"), format!("[Hub JIPP] {n} notifications"));
            (reader.says(&subject).to_owned(), gathered(reader, many, public_url))
        }
    };
    let why = words::why(last.shown.row.kind);
    let follows = news.iter().any(|one| one.shown.row.kind == NotificationKind::PostCommented);
    let stop = follows.then(|| (FOLLOWED, format!("{public_url}/following")));
    let body = format!("{},\n\n{body}\n--\n{}\n", greeting(&reader.name, reader.locale), footer(reader, &why, stop));
    let id = format!("notice-{}", last.shown.row.id);
    Some(Letter { id, to: reader.email.clone(), subject, body, unsubscribe: None })
}

/// The digest of what a person has not read.
pub fn of_digest(reader: &Reader, news: &[News], public_url: &str, unsubscribe: String) -> Option<Letter> {
    let last = news.last()?;
    let n = news.len();
    let subject = Text::owned(
        format!("[Hub JIPP] Ringkasan: {n} pemberitahuan belum dibaca"),
        format!("[Hub JIPP] Digest: {n} unread {}", if n == 1 { "notification" } else { "notifications" }),
    );
    let why = Text::new("Surel ini dikirim karena Anda meminta ringkasan berkala.", "You get this email because you asked for a digest.");
    let body = gathered(reader, news, public_url);
    let footer = footer(reader, &why, Some((DIGEST, unsubscribe.clone())));
    let body = format!("{},\n\n{body}\n--\n{footer}\n", greeting(&reader.name, reader.locale));
    let id = format!("digest-{}", last.shown.row.id);
    Some(Letter { id, to: reader.email.clone(), subject: reader.says(&subject).to_owned(), body, unsubscribe: Some(unsubscribe) })
}

/// Several notices, numbered, and a link to all.
fn gathered(reader: &Reader, news: &[News], public_url: &str) -> String {
    let mut body = String::new();
    for (n, one) in news.iter().take(MOST_WRITTEN).enumerate() {
        body.push_str(&format!("{}. {}{public_url}{}\n\n", n + 1, one.write(reader), one.shown.about.path));
    }
    if let Some(rest) = news.len().checked_sub(MOST_WRITTEN).filter(|rest| *rest > 0) {
        let more = Text::owned(format!("Masih ada {rest} lagi."), format!("There are {rest} more."));
        body.push_str(&format!("{}\n\n", reader.says(&more)));
    }
    let open = Text::new("Buka semua pemberitahuan", "Open all notifications");
    body.push_str(&format!("{}:\n{public_url}/notifications\n", reader.says(&open)));
    body
}

/// Why it came, not to reply, and where it is stopped.
fn footer(reader: &Reader, why: &Text, stop: Option<(Text, String)>) -> String {
    let no_reply = Text::new("Mohon tidak membalas surel ini.", "Please do not reply.");
    let stop = stop.map(|(says, url)| format!("\n{}\n{url}", reader.says(&says)));
    format!("{} {}{}", reader.says(why), reader.says(&no_reply), stop.unwrap_or_default())
}
