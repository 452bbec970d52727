//! Comments on posts, with one level of replies. A thread is a comment with its replies, read in one piece.

pub mod lifecycle;
pub mod model;
pub mod queries;
pub mod routes;
pub mod writing;
