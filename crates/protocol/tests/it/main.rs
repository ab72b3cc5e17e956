//! The shipped protocol against the obligations it comes from.

mod document;
mod obligations;
mod waived_and_whatif;
mod worded;
mod world;
