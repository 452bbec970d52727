//! Notifications: what waits for a person, or concerns them, in the site and by mail.
//!
//! They are written in the transaction of the step that they tell of, so that none is lost and none tells of what did
//! not happen. Nobody is told of what they did themselves.
//!
//! A notice holds what it tells of, not what it says: who hears of it, the record's name and the texts that it quotes are
//! judged when it is shown or mailed (`records`).

pub mod digest;
mod emails;
pub mod mailing;
pub mod meeting;
pub mod model;
pub mod queries;
mod records;
pub mod reminders;
pub mod routes;
pub mod stream;
pub mod telling;
mod turns;
mod words;
