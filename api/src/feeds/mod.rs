//! Feeds (Atom, RFC 4287) of what is published, and the sitemap (sitemaps.org).

pub mod atom;
pub mod sitemap;
