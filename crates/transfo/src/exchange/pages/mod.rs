//! The pages of the slice.

pub mod folder;
