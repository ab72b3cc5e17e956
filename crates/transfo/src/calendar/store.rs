//! All SQL of the slice. Rows are private; nouns come out.

pub(super) mod attendance;
pub(super) mod availability;
pub(super) mod closures;
pub(super) mod facts;
pub(super) mod feeds;
pub(super) mod meetings;
pub(super) mod messages;
pub(super) mod plans;
pub(super) mod runs;
pub(super) mod secret;
pub(super) mod waived;
