//! What keeps the discussion decent: limits on what one person writes, and reports that moderators decide.

pub mod limits;
pub mod reports;
