//! Innovations: what the network documents, finds and spreads.

pub mod completeness;
pub mod filter;
pub mod lifecycle;
pub mod model;
pub mod public;
pub mod queries;
pub mod routes;
pub mod store;
pub mod summaries;
