//! A public authority that takes part, and the rooms it lends.

use jiff::civil::Date;

use crate::siren::Siren;
use crate::terms::{AuthorityKind, HolidayLaw, SchoolZone, Stage};
use crate::text::{Label, Prose, Reference, Slug};

/// One authority of the season.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// What the tables call it.
    pub slug: Slug,
    /// Number in the national register.
    pub siren: Siren,
    /// Name shown to people.
    pub name: Label,
    /// Town where it sits, when its name does not say it.
    pub town: Option<Label>,
    /// Type of authority.
    pub kind: AuthorityKind,
    /// The one theme; unknown only while there is no convention.
    pub theme: Option<Label>,
    /// How far it has come.
    pub stage: Stage,
    /// Day the convention was signed.
    pub convention_signed_on: Option<Date>,
    /// First day on which a session may take place.
    pub starts_on: Option<Date>,
    /// Last day on which a session may take place, included.
    pub ends_on: Option<Date>,
    /// Reference of the pilot in `team.csv`.
    pub pilot: Option<Reference>,
    /// Zone of the school holidays.
    pub school_zone: SchoolZone,
    /// Law of the public holidays.
    pub holidays: HolidayLaw,
    /// Ambassadors to draw, people.
    pub seats: u32,
    /// Substitutes to draw, people.
    pub substitutes: u32,
    /// First day of the call for volunteers.
    pub call_opens_on: Option<Date>,
    /// Last day of the call, included.
    pub call_closes_on: Option<Date>,
    /// Public facts with their source.
    pub facts: Option<Prose>,
    /// Rooms, in the order of their identifiers.
    pub rooms: Vec<Room>,
}

impl Authority {
    /// Seats when `season.toml` does not say.
    pub const SEATS: u32 = 20;
    /// Substitutes when `season.toml` does not say.
    pub const SUBSTITUTES: u32 = 6;
}

/// A room for sessions. The same identifier in two authorities is the same physical room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Identifier.
    pub id: Reference,
    /// Name shown to people.
    pub name: Label,
    /// People it holds.
    pub capacity: u32,
}
