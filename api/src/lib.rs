//! Hub JIPP: the network in which Indonesian public institutions document, grow, share and
//! institutionalise public-service innovations. One folder per noun that a user knows.

pub mod app;
pub mod audit;
pub mod auth;
pub mod backup;
pub mod calendar;
pub mod cli;
pub mod config;
pub mod db;
pub mod doctor;
pub mod error;
pub mod events;
pub mod files;
pub mod http;
pub mod hubs;
pub mod innovations;
pub mod institutions;
pub mod mail;
pub mod markdown;
pub mod mous;
pub mod notifications;
pub mod pdf;
pub mod revisions;
pub mod search;
pub mod seed;
pub mod stats;
pub mod users;
pub mod vocabularies;
