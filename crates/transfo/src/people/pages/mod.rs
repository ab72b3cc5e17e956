//! The pages of people.

pub mod account;
pub mod entry;
pub mod kept;
pub mod list;
