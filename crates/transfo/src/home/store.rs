//! All SQL of the slice: it owns no table and reads those of all others.
//!
//! What has an audience is read through the gate of the viewer. The command line reads a whole edition with the
//! eyes of [`Eyes::Everything`], which no page may use.

mod facts;
mod mails;
mod rules;
mod todo;

pub use facts::{Eyes, Loaded, load};
pub use mails::{Kinds, Letter, kinds, letter, letters};
pub use rules::remove_override;
pub use todo::*;
