//! Demonstration data, and many records for measuring.

mod demo;
mod events;
mod network;
mod scale;

pub use demo::demo;
pub use scale::scale;
