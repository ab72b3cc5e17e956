//! Reads and writes the folder a coordinator prepares: `season.toml` and its tables.
//!
//! The crate owns the format `transfo-season/1`: which files a season is made of, which columns
//! they have, how the tables that spreadsheets really produce are understood, and what is refused.
//!
//! Invariants:
//! - a folder is accepted whole or refused whole, and a refusal lists every fault of every file;
//! - each fault names file, row (as a spreadsheet numbers it) and column, as data first;
//! - for every season, reading what was written gives the same season: `read(write(s)) == s`
//!   once `s` is [canonical](Season::canonical);
//! - the same rows in another order, encoding or separator give the same season.
//!
//! It never touches a disk (except in [`folder`]), a clock or dice, never corrects silently, and
//! never computes holidays: those belong to the application.

mod absence;
mod authority;
mod canonical;
mod check;
mod check_authority;
mod check_meetings;
mod check_people;
mod check_quota;
mod columns;
mod decode;
mod draft;
mod edition;
mod fault;
pub mod folder;
mod meeting;
mod number;
mod person;
mod quota;
mod read;
mod read_tables;
mod read_toml;
mod season;
mod siren;
mod table;
mod term;
mod terms;
mod text;
mod toml_node;
mod words;
mod write_tables;
mod write_toml;

pub use absence::{Closure, Unavailability};
pub use authority::{Authority, Room};
pub use edition::{Edition, Override, OverrideValue, PROTOCOL_ID, Protocol};
pub use fault::{Expected, Fault, Wrong};
pub use meeting::Meeting;
pub use person::{TeamMember, Volunteer};
pub use quota::Quota;
pub use season::{FILES, FORMAT, Reading, Season};
pub use siren::{Siren, Siret};
pub use terms::{
    AuthorityKind, Category, ClosureKind, Endorsement, Feature, Gender, Half, HolidayLaw, Language,
    Role, SchoolZone, Stage, Weekday,
};
pub use text::{Email, Label, Prose, Reference, Slug};
