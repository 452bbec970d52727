//! Innovations: what the network documents, finds and spreads.

pub mod completeness;
pub mod content;
pub mod creating;
pub mod filter;
pub mod lifecycle;
pub mod model;
pub mod news;
mod people;
pub mod public;
pub mod queries;
pub mod reviews;
pub mod revisions;
pub mod routes;
pub mod store;
pub mod summaries;
pub mod writing;
