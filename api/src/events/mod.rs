//! Events: meetings of the network, from the invitation to the minutes. One that forms hubs moves them.

pub mod action_items;
pub mod attachments;
pub mod attendance;
pub mod calendar;
pub mod formation;
pub mod lifecycle;
pub mod model;
pub mod moving;
pub mod news;
pub mod participants;
pub mod queries;
pub mod reminding;
pub mod routes;
pub mod writing;
