//! What `jipp` promises, asked of the running binary, on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod accounts;
mod audit;
mod backup;
mod catalogue;
mod commands;
mod doctor;
mod documenting;
mod durability;
mod envelope;
mod events;
mod everything;
mod filters;
mod innovations;
mod limits;
mod lists;
mod mous;
mod notifications;
mod operation;
mod pages;
mod people;
mod permissions;
mod posts;
mod problems;
mod schema;
mod search;
mod search_quality;
mod sessions;
mod shared;
mod stats;
mod tokens;
mod visibility;
