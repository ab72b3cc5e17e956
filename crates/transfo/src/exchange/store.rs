//! All SQL of the slice: what a season's folder says, written and read whole.
//!
//! Reads past the gate on purpose: a folder is everything, and is given to the coordination or the operator only.

pub mod demo;
pub mod meetings;
pub mod read;
pub mod remove;
pub mod samples;
pub mod write;
