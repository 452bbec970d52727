//! PDF (ISO 32000) from blocks of text: parley breaks the lines, krilla writes the file. The same sheet makes the same
//! bytes.

mod faces;
mod markdown;
mod writer;

pub use markdown::blocks;
pub use writer::MOST_PAGES;

use crate::error::Error;
use actix_web::web::Bytes;
use crossbeam_channel::{Sender, bounded};
use std::collections::BTreeSet;
use std::panic::catch_unwind;
use std::sync::LazyLock;
use std::time::Instant;
use std::{io, thread};
use tokio::sync::oneshot;

/// What is to be written: A4, one column.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The document's name, for readers and screen readers.
    pub title: String,
    /// What stands in the document, from top to bottom.
    pub blocks: Vec<Block>,
    /// A line at the foot of each page, before its number.
    pub foot: String,
}

/// A part of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A line in the middle.
    Centred(Vec<Span>, f32),
    /// A heading, which stays with what follows.
    Heading(String),
    /// A heading within a text.
    Subheading {
        /// Its words.
        spans: Vec<Span>,
        /// Steps of indentation.
        indent: usize,
    },
    /// Text.
    Paragraph(Paragraph),
    /// Rows of cells.
    Table {
        /// The rows.
        rows: Vec<Row>,
        /// Steps of indentation.
        indent: usize,
    },
    /// A line across.
    Rule,
    /// Room, in points.
    Space(f32),
    /// Places to sign, two in a row.
    Signatures(Vec<String>),
    /// A QR code (ISO/IEC 18004) with words beside it.
    Code {
        /// What the code says.
        content: String,
        /// The words.
        caption: String,
    },
}

/// Words between two breaks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Its words.
    pub spans: Vec<Span>,
    /// Steps of indentation.
    pub indent: usize,
    /// What stands before its first line: a number or a bullet.
    pub marker: Option<String>,
    /// The steps of indentation at which a bar tells that it is quoted.
    pub quotes: Vec<usize>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Whether it names the columns.
    pub header: bool,
    /// Its cells, empty ones too.
    pub cells: Vec<Vec<Span>>,
}

/// Words of one kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Whether they are bold.
    pub bold: bool,
    /// Whether they are italic.
    pub italic: bool,
    /// Whether they are struck through: no longer valid.
    pub struck: bool,
}

impl Span {
    /// Plain words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Bold words.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: true, ..Self::default() }
    }
}

impl Block {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph(Paragraph { spans: vec![Span::plain(text)], ..Paragraph::default() })
    }
}

/// A sheet that was written.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The file.
    pub content: Bytes,
    /// What of the sheet is not in it.
    pub left_out: LeftOut,
}

/// What of a sheet could not be printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeftOut {
    /// Characters that none of the faces has.
    pub characters: BTreeSet<char>,
    /// Whether it goes deeper than there is room to indent.
    pub nesting: bool,
    /// Whether it takes more pages than are printed.
    pub pages: bool,
}

impl LeftOut {
    /// Whether all of it was printed.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Sheets that wait for the press at most; more are answered with 503.
const WAITING: usize = 200;

/// Writes one sheet after the other, beside all else that the process does.
static PRESS: LazyLock<io::Result<Sender<Order>>> = LazyLock::new(start_press);

struct Order {
    sheet: Sheet,
    written: oneshot::Sender<Result<Printed, Error>>,
}

/// Writes a sheet, in turn; 503 when too many wait.
pub async fn write(sheet: Sheet) -> Result<Printed, Error> {
    let press = PRESS.as_ref().map_err(Error::internal)?;
    let (written, answer) = oneshot::channel();
    press.try_send(Order { sheet, written }).map_err(|_| Error::overloaded())?;
    answer.await.map_err(Error::internal)?
}

fn start_press() -> io::Result<Sender<Order>> {
    let (orders, waiting) = bounded::<Order>(WAITING);
    thread::Builder::new().name("press".into()).spawn(move || {
        give_way();
        for Order { sheet, written } in waiting {
            // Whoever has gone away since needs no sheet.
            if !written.is_closed() {
                let began = Instant::now();
                let sheet = catch_unwind(|| write_now(&sheet));
                let _ = written.send(sheet.unwrap_or_else(|_| Err(Error::internal("writing a PDF panicked"))));
                // The next one waits as long again: half of one core is left to the readers.
                thread::sleep(began.elapsed());
            }
        }
    })?;
    Ok(orders)
}

/// However many sheets are asked for, those who read go first: on Linux niceness is a thread's own (sched(7)).
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(e) = rustix::process::nice(19) {
        tracing::warn!("printing cannot give way to reading: {e}");
    }
}

/// [`write()`] for commands.
pub fn write_now(sheet: &Sheet) -> Result<Printed, Error> {
    writer::write(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sheet(markdown: &str) -> Sheet {
        let blocks = vec![
            Block::Centred(vec![Span::bold("NOTA KESEPAHAMAN")], 14.0),
            Block::Heading("Pasal 1".into()),
            Block::Space(6.0),
            Block::Signatures(vec!["Kementerian A".into(), "Kabupaten B".into(), "Kota C".into()]),
            Block::Code { content: "http://127.0.0.1:8080/verify?code=7F3K-9QXM-2PTA".into(), caption: "Periksa keasliannya.".into() },
        ];
        Sheet { title: "Nota".into(), blocks: [blocks, super::blocks(markdown)].concat(), foot: "7F3K-9QXM-2PTA".into() }
    }

    #[test]
    fn a_sheet_is_a_pdf_and_always_the_same() {
        let first = write_now(&sheet("1. Satu\n2. Dua **tebal**\n\n> kutipan")).unwrap().content;
        assert!(first.starts_with(b"%PDF-") && first.len() < 100_000, "{}", first.len());
        assert_eq!(first, write_now(&sheet("1. Satu\n2. Dua **tebal**\n\n> kutipan")).unwrap().content);
    }

    #[test]
    fn a_long_text_takes_several_pages() {
        let long = write_now(&sheet(&"Layanan publik yang baik. ".repeat(800))).unwrap().content;
        let pages = long.windows(11).filter(|w| w == b"/Type /Page").count() + long.windows(10).filter(|w| w == b"/Type/Page").count();
        assert!(pages >= 4, "{pages}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn no_text_makes_it_fail(text in "\\PC{0,300}", marks in "[>*_`#| \\-\n0-9.\\[\\]()!<]{0,300}") {
            prop_assert!(write_now(&sheet(&text)).is_ok());
            prop_assert!(write_now(&sheet(&marks)).is_ok());
        }
    }

    #[test]
    fn deep_nesting_does_no_harm() {
        for nasty in [">".repeat(10_000), "*".repeat(10_000), "[".repeat(10_000), "- ".repeat(5_000)] {
            assert!(write_now(&sheet(&nasty)).is_ok());
        }
    }
}
