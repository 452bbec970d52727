//! Mail by SMTP (RFC 5321), when a server is set.

use crate::config::ServeSettings;
use crate::db::Id;
use crate::email;
use crate::error::Error;
use crate::http::locale::Locale;
use lettre::address::Envelope;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox};
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

/// Letters that wait in memory at most; more are dropped, with a warning.
const LONGEST_QUEUE: usize = 1000;
/// The server may take this long for a step.
const PATIENCE: Duration = Duration::from_secs(20);
/// The pauses before a letter that holds a secret is tried again, in seconds: it is kept in memory alone. The last one is repeated.
const PAUSES: [u64; 6] = [5, 15, 30, 120, 600, 1800];
/// Such a letter is given up after this, when its link has expired or nearly so.
const GIVEN_UP_AFTER: Duration = Duration::from_secs(24 * 3600);
/// How long letters that wait in memory are still sent once the process is asked to stop.
const LAST_CALL: Duration = Duration::from_secs(10);
/// What a server answers that takes nothing from us now, whoever it is for: it shuts down, or wants a name and password (RFC 4954).
const NOT_ABOUT_THE_LETTER: [u16; 6] = [421, 454, 530, 534, 535, 538];
/// Longest line that is sent as it is (RFC 5322, 2.1.1).
const LONGEST_LINE: usize = 998;
/// Longest subject, in characters.
const LONGEST_SUBJECT: usize = 60;

/// A letter to one person.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What tells it from others: sent again after a doubt it stays the same, so that mail programs show it once.
    pub id: String,
    /// The address.
    pub to: String,
    /// Subject, one line; what is beyond 60 characters is cut off.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Where whoever gets it says that it was the last one (RFC 8058).
    pub unsubscribe: Option<String>,
}

impl Letter {
    /// A letter that nobody subscribed to.
    pub fn new(to: &str, subject: &str, body: String) -> Self {
        Self { id: Id::new().to_string(), to: to.to_owned(), subject: subject.to_owned(), body, unsubscribe: None }
    }
}

/// How a letter begins.
pub fn greeting(name: &str, locale: Locale) -> String {
    let name = one_line(name);
    match locale {
        Locale::Id => format!("Yth. {name}"),
        Locale::En => format!("Dear {name}"),
    }
}

/// A text on one line, without control characters or marks that turn the direction of what follows.
pub fn one_line(text: &str) -> String {
    text.split(|c| is_unprintable(c) || c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Text that a person wrote, as a quotation in a letter: each line marked.
pub fn quotation(text: &str) -> String {
    let lines = text.split(['\n', '\r', '\u{0b}', '\u{0c}', '\u{85}', '\u{2028}', '\u{2029}']);
    lines.map(one_line).filter(|line| !line.is_empty()).map(|line| format!("> {line}\n")).collect()
}

/// What a person called something, quoted on one line.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", one_line(name).replace('"', "'"))
}

fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A subject within its limit.
fn subject(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(LONGEST_SUBJECT) {
        None => line,
        Some(_) => line.chars().take(LONGEST_SUBJECT - 3).collect::<String>().trim_end().to_owned() + "...",
    }
}

/// The text of a letter without control characters. What is ASCII goes as it is: no link is broken by an encoding.
fn body(text: &str) -> Body {
    let text: String = text.chars().filter(|c| *c == '\n' || !is_unprintable(*c)).collect();
    if text.is_ascii() && text.lines().all(|line| line.len() <= LONGEST_LINE) {
        return Body::dangerous_pre_encoded(text.replace('\n', "\r\n").into_bytes(), ContentTransferEncoding::SevenBit);
    }
    Body::new(text)
}

/// Why a letter was not taken.
#[derive(Debug)]
pub enum Refusal {
    /// For good: it is not sent again.
    ForGood(String),
    /// For now, and for this letter alone.
    ForNow(String),
    /// The server takes nothing now, or is not there.
    Away(String),
}

/// Sends letters.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// The mailer that the settings name; none without a server.
    pub fn new(settings: &ServeSettings) -> Result<Option<Self>, Error> {
        let (Some(url), Some(from)) = (&settings.smtp_url, &settings.mail_from) else {
            return Ok(None);
        };
        let from = from.parse().map_err(|e| Error::startup(format!("JIPP_MAIL_FROM `{from}` is not an address: {e}")))?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url);
        let builder = builder.map_err(|e| Error::startup(format!("JIPP_SMTP_URL cannot be used: {e}")))?;
        Ok(Some(Self { transport: builder.timeout(Some(PATIENCE)).build(), from }))
    }

    /// Sends a letter.
    pub async fn send(&self, letter: &Letter) -> Result<(), Refusal> {
        let message = self.message(letter).map_err(Refusal::ForGood)?;
        let Err(e) = self.transport.send(message).await else {
            return Ok(());
        };
        match refusal(&e) {
            // The server is there, so it is this letter at which it breaks off.
            Refusal::Away(why) if self.transport.test_connection().await.unwrap_or(false) => Err(Refusal::ForNow(why)),
            why => Err(why),
        }
    }

    /// The letter with its headers: Message-ID and Date (RFC 5322), that no person wrote it (RFC 3834), and how it is stopped (RFC 8058).
    fn message(&self, letter: &Letter) -> Result<Message, String> {
        let to: Mailbox = email::deliverable(&letter.to).parse().map_err(|e| format!("the address cannot be mailed to: {e}"))?;
        let envelope = Envelope::new(Some(self.from.email.clone()), vec![to.email.clone()]).map_err(|e| e.to_string())?;
        let header = |name, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
        let mut builder = Message::builder()
            .envelope(envelope)
            .from(self.from.clone())
            .to(to)
            .date_now()
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())))
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .subject(subject(&letter.subject))
            .header(ContentType::TEXT_PLAIN);
        if let Some(url) = &letter.unsubscribe {
            builder = builder
                .raw_header(header("List-Unsubscribe", &format!("<{url}>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        builder.body(body(&letter.body)).map_err(|e| e.to_string())
    }

    /// Ends the connections: without the runtime that opened them they could not.
    pub async fn close(&self) {
        self.transport.shutdown().await;
    }
}

fn refusal(e: &smtp::Error) -> Refusal {
    let code = e.status().map(u16::from);
    if code.is_none_or(|code| NOT_ABOUT_THE_LETTER.contains(&code)) {
        return Refusal::Away(e.to_string());
    }
    if e.is_permanent() { Refusal::ForGood(e.to_string()) } else { Refusal::ForNow(e.to_string()) }
}

/// Takes letters that are to be sent soon.
#[derive(Clone)]
pub struct LetterBox(Option<mpsc::Sender<Letter>>);

impl LetterBox {
    /// A box without a mailer: what is put in is gone.
    pub const NONE: Self = Self(None);

    /// Whether what is put in is sent.
    pub fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// A box, and what is put in.
    pub fn new() -> (Self, mpsc::Receiver<Letter>) {
        let (sender, receiver) = mpsc::channel(LONGEST_QUEUE);
        (Self(Some(sender)), receiver)
    }

    /// Has a letter sent soon.
    pub fn put(&self, letter: Letter) {
        if let Some(sender) = &self.0
            && sender.try_send(letter).is_err()
        {
            tracing::warn!("too many letters wait: one was dropped");
        }
    }
}

/// Tells whatever sends mail that the process stops.
#[derive(Clone)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// A signal, and who waits for it.
    pub fn new() -> (watch::Sender<bool>, Self) {
        let (sender, receiver) = watch::channel(false);
        (sender, Self(receiver))
    }

    /// Whether it came.
    pub fn came(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits so long, or until it comes; whether it came.
    pub async fn within(&mut self, time: Duration) -> bool {
        // Who holds the other end has gone: the process stops.
        tokio::time::timeout(time, self.0.wait_for(|stops| *stops)).await.is_ok()
    }
}

/// A letter in memory that is to be tried again.
struct Waiting {
    letter: Letter,
    since: Instant,
    due: Instant,
    tries: usize,
}

/// Sends the letters of a box until the process stops; one that is not taken holds up no other.
pub async fn deliver(mailer: Arc<Mailer>, mut letters: mpsc::Receiver<Letter>, mut stop: Stop) {
    let mut waiting: VecDeque<Waiting> = VecDeque::new();
    loop {
        let next = waiting.iter().map(|one| one.due).min();
        let due = async { if let Some(at) = next { tokio::time::sleep_until(at).await } else { std::future::pending().await } };
        tokio::select! {
            letter = letters.recv(), if waiting.len() < LONGEST_QUEUE => match letter {
                Some(letter) => try_once(&mailer, Waiting { letter, since: Instant::now(), due: Instant::now(), tries: 0 }, &mut waiting).await,
                None => return,
            },
            () = due => {
                let now = Instant::now();
                if let Some(at) = waiting.iter().position(|one| one.due <= now)
                    && let Some(one) = waiting.remove(at)
                {
                    try_once(&mailer, one, &mut waiting).await;
                }
            }
            _ = stop.within(GIVEN_UP_AFTER) => break,
        }
    }
    let last = Instant::now() + LAST_CALL;
    letters.close();
    while let Ok(letter) = letters.try_recv() {
        waiting.push_back(Waiting { letter, since: last, due: last, tries: 0 });
    }
    for one in waiting {
        if !matches!(tokio::time::timeout_at(last, mailer.send(&one.letter)).await, Ok(Ok(()))) {
            tracing::warn!("a letter with a link was not sent before the process stopped: issue a new link");
        }
    }
}

async fn try_once(mailer: &Mailer, one: Waiting, waiting: &mut VecDeque<Waiting>) {
    match mailer.send(&one.letter).await {
        Ok(()) => {}
        Err(Refusal::ForGood(why)) => tracing::warn!("the mail server refused a letter: {why}"),
        Err(Refusal::ForNow(why) | Refusal::Away(why)) if one.since.elapsed() < GIVEN_UP_AFTER => {
            let pause = PAUSES[one.tries.min(PAUSES.len() - 1)];
            tracing::warn!("a letter was not taken by the mail server, and is tried again in {pause} s: {why}");
            waiting.push_back(Waiting { due: Instant::now() + Duration::from_secs(pause), tries: one.tries + 1, ..one });
        }
        Err(Refusal::ForNow(why) | Refusal::Away(why)) => tracing::warn!("a letter was given up: {why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_stays_on_its_line() {
        assert_eq!(one_line("Judul\r\n\r\nKATA SANDI\u{2028}ANDA\u{202e} x\u{7}y"), "Judul KATA SANDI ANDA x y");
        assert_eq!(quotation("satu\r\n\r\ndua\u{85}tiga"), "> satu\n> dua\n> tiga\n");
        assert_eq!(quoted("a\"b"), "\"a'b\"");
    }

    #[test]
    fn subjects_have_a_limit() {
        assert_eq!(subject(&"a".repeat(60)), "a".repeat(60));
        assert!((50..=60).contains(&subject(&"ab ".repeat(40)).chars().count()));
    }
}
