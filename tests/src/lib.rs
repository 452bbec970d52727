//! The harness of the black-box tests: it starts the real `jipp` on a database of its own and talks to it by HTTP.
//!
//! ```no_run
//! use tests::{Backend, Site};
//! let site = Site::shared(Backend::Sqlite);
//! let hubs = site.get("/hubs?count=true").by("admin").ok();
//! ```
//!
//! [`Site::shared`] is for tests that only read, [`Site::own`] for those that change something. Everything lives below
//! one temporary folder and is gone after the run, however the run ends (see [`run`]).
//!
//! `cargo test -p tests -- sessions` runs one file of the suite, `-- ::sqlite` one backend. In the environment,
//! `JIPP_BINARY` names another binary, `UPDATE_SNAPSHOTS=1` writes the stored documents anew, and `SEED` repeats a run
//! of the random filters.

// A test that cannot go on says so by a panic.
#![allow(clippy::unwrap_used, clippy::expect_used)]

pub mod http;
pub mod jipp;
pub mod postgres;
pub mod proxy;
pub mod run;
pub mod site;
pub mod smtp;
pub mod sql;

pub use http::{Answer, Call, encode};
pub use jipp::Outcome;
pub use site::{Data, Site};

/// The database that a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file of its own.
    Sqlite,
    /// A database of its own in the throwaway cluster.
    Postgres,
}

/// Makes two tests of each named function, one on each backend. At the top of a file it is the table of contents;
/// a function that is missing from it is dead code, which the compiler reports.
#[macro_export]
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[test]
            fn sqlite() {
                super::$name($crate::Backend::Sqlite);
            }

            #[test]
            fn postgres() {
                super::$name($crate::Backend::Postgres);
            }
        }
    )+};
}
