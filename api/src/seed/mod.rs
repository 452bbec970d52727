//! Demonstration data, and many records for measuring.

mod demo;
mod events;
mod mous;
mod network;
mod posts;
mod scale;

pub use demo::demo;
pub use scale::{scale, scale_posts};
