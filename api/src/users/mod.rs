//! People with accounts, and what they see of their own.

pub mod me;
pub mod model;
pub mod queries;
