//! What every address shares: reading requests, writing answers, refusing them.

pub mod answer;
pub mod change;
pub mod cursor;
pub mod document;
pub mod envelope;
pub mod fault;
pub mod health;
pub mod json;
pub mod listing;
pub mod locale;
pub mod metrics;
pub mod openapi;
pub mod pages;
pub mod pages_of_records;
pub mod peer;
pub mod preview;
pub mod problem;
pub mod problem_pages;
pub mod query;
pub mod rate_limit;
pub mod reading;
pub mod routing;
pub mod shape;
pub mod spa;
pub mod transitions;
