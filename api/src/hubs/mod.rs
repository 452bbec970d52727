//! Hubs: an institution's place in the network.

pub mod basis;
pub mod digest;
pub mod lifecycle;
pub mod members;
pub mod model;
pub mod moving;
pub mod queries;
pub mod routes;
pub mod writing;
