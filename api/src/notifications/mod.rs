//! Notifications: what waits for a person, or concerns them, in the site and by mail.
//!
//! They are written in the transaction of the step that they tell of, so that none is lost and none tells of what did
//! not happen. Nobody is told of what they did themselves.

pub mod digest;
pub mod mailing;
pub mod model;
pub mod queries;
pub mod reminders;
pub mod routes;
pub mod stream;
pub mod telling;
