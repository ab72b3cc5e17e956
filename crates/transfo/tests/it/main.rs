//! Integration tests: through the router, on a real database of their own, on both engines.
#![expect(
    clippy::as_conversions,
    clippy::disallowed_methods,
    reason = "tests may stop at the first surprise"
)]
#![allow(missing_docs, reason = "test code")]

mod support;

mod calendar;

mod platform;
