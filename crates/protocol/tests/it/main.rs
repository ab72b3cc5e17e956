//! The shipped protocol against the obligations it comes from.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failing test says where; helpers of tests are not seen as tests"
)]

mod document;
mod edges;
mod later;
mod obligations;
mod waived_and_whatif;
mod worded;
mod world;
