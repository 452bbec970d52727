//! Full text: how text becomes terms, and how terms are found and ranked.
//!
//! A record's text is folded, stemmed and weighed in Rust, once for both databases. Each stem is then
//! indexed once, with a letter for the level at which it counts: `x` the very word stands in the title,
//! `a` a form of it does, and `b`, `c`, `d` by its weight in keywords, summary and body. "The best
//! records for a word" is then "the newest under `x`, then under `a`, …": a short scan, however many
//! records hold the word, and the same ranking on SQLite and PostgreSQL.

pub mod documents;
pub mod everything;
pub mod ranking;
pub mod routes;
pub mod snippets;
pub mod spelling;
pub mod synonym_routes;
pub mod synonyms;
pub mod terms;
pub mod text;
