//! Institutions (instansi): ministries, agencies, regions, state-owned enterprises.

pub mod model;
pub mod queries;
pub mod routes;
pub mod writing;
