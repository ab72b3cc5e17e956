//! The pages of the platform itself.

pub mod info;
pub mod language;
