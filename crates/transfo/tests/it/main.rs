//! Integration tests: through the router, on a real database of their own, on both engines.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::too_many_lines,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test stops at the first surprise, and its names are its documentation"
)]

mod support;

mod access;
mod calendar;
mod cohort;
mod exchange;
mod groups;
mod home;
mod people;
mod platform;
mod privacy;
mod programme;
mod tidy;
