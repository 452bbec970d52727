//! People with accounts: their own view, managing them, inviting them.

pub mod accepting;
pub mod accounts;
pub mod invitations;
pub mod me;
pub mod model;
pub mod queries;
pub mod routes;
