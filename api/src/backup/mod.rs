//! `jipp backup` and `jipp restore`: the whole installation in one file, the same for both databases.
//!
//! A backup is a tar archive, compressed by Zstandard, that usual tools can open:
//!
//! ```text
//! header.json                    format, migrations, tables and their columns
//! tables/<table>/000000.ndjson   a row a line, as a JSON array in the order of the header's columns
//! files/…                        what lies below <data dir>/files
//! manifest.json                  rows and SHA-256 of each table, sequences, files
//! ```
//!
//! Behind it follows a seal: a Zstandard skippable frame with the SHA-256 of all bytes before it. Which tables there
//! are is asked of the database, so that a new migration needs no change here. The secret is not in the archive; the
//! signing keys that it seals are.

mod archive;
mod files;
mod restore;
mod rows;
mod tables;
mod take;

pub use restore::{check_secret, restore};
pub use take::take;

use crate::error::Error;
use indicatif::{ProgressBar, ProgressStyle};
use std::fmt;
use std::path::Path;

/// The folder below the data folder whose files belong to the installation: documents and attachments.
const FILES: &str = "files";

/// What a backup holds, for the line at the end.
#[derive(Debug, Default)]
pub struct Summary {
    rows: u64,
    tables: usize,
    files: u64,
    taken_at: String,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rows, tables, files, taken_at } = self;
        write!(f, "{rows} rows of {tables} tables and {files} files, as they were at {taken_at}")
    }
}

/// A bar on a terminal, nothing elsewhere.
fn progress(length: u64, template: &str) -> Result<ProgressBar, Error> {
    let bar = ProgressBar::new(length);
    bar.set_style(ProgressStyle::with_template(template).map_err(Error::internal)?);
    Ok(bar)
}

/// An error about a path, for the operator.
fn about(path: &Path, what: impl fmt::Display) -> Error {
    Error::startup(format!("{}: {what}", path.display()))
}
