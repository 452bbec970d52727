//! Nota kesepahaman (MoU): the agreement between Kementerian PANRB and institutions, from the draft to its end.

pub mod comments;
pub mod document;
pub mod force;
pub mod lifecycle;
pub mod model;
pub mod moving;
pub mod news;
pub mod paper;
mod printing;
pub mod queries;
pub mod revisions;
pub mod routes;
pub mod signatures;
pub mod signing_days;
pub mod template;
pub mod verification;
pub mod writing;
