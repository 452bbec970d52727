//! Posts: what people of the network share with each other, from the draft to the archive.

pub mod content;
pub mod images;
pub mod lifecycle;
pub mod model;
pub mod moving;
pub mod news;
pub mod queries;
pub mod revisions;
pub mod routes;
pub mod tags;
pub mod writing;
