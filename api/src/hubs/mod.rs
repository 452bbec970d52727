//! Hubs: an institution's place in the network.

pub mod lifecycle;
pub mod model;
pub mod queries;
pub mod routes;
