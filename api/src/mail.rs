//! Mail by SMTP (RFC 5321), when a server is set.

use crate::config::ServeSettings;
use crate::email;
use crate::error::Error;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;
use tokio::sync::mpsc;

/// Letters that wait in memory at most; more are dropped, with a warning.
const LONGEST_QUEUE: usize = 1000;
/// The server may take this long for a step.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often a letter that holds a secret is tried, and the pause before the next try, in seconds: it is kept in memory alone.
const PAUSES: [u64; 3] = [5, 30, 120];

/// A letter to one person.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The address.
    pub to: String,
    /// Subject, one line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Where whoever gets it says that it was the last one (RFC 8058).
    pub unsubscribe: Option<String>,
}

/// Sends letters.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Takes letters that are to be sent soon.
#[derive(Clone)]
pub struct LetterBox(Option<mpsc::Sender<Letter>>);

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

    /// Sends a letter; whether the server took it, or refused it for good. An error when it may be tried again.
    pub async fn send(&self, letter: &Letter) -> Result<bool, Error> {
        let Ok(to) = email::deliverable(&letter.to).parse() else {
            return Ok(false);
        };
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.subject.replace(['\r', '\n'], " "))
            .header(ContentType::TEXT_PLAIN);
        if let Some(url) = &letter.unsubscribe {
            let name = HeaderName::new_from_ascii_str;
            builder = builder
                .raw_header(HeaderValue::new(name("List-Unsubscribe"), format!("<{url}>")))
                .raw_header(HeaderValue::new(name("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click".to_owned()));
        }
        let message = builder.body(letter.body.clone()).map_err(Error::internal)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(true),
            Err(e) if e.is_permanent() => {
                tracing::warn!("the mail server refused a letter: {e}");
                Ok(false)
            }
            Err(e) => Err(Error::internal(e)),
        }
    }
}

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

/// Sends the letters of a box, for as long as the process runs.
pub async fn deliver(mailer: std::sync::Arc<Mailer>, mut letters: mpsc::Receiver<Letter>) {
    while let Some(letter) = letters.recv().await {
        for pause in PAUSES {
            match mailer.send(&letter).await {
                Ok(_) => break,
                Err(e) => tracing::warn!("a letter was not taken by the mail server, and is tried again in {pause} s: {e}"),
            }
            tokio::time::sleep(Duration::from_secs(pause)).await;
        }
    }
}
