//! A season in memory: what the folder says, complete and consistent.

use std::collections::BTreeMap;

use crate::absence::{Closure, Unavailability};
use crate::authority::Authority;
use crate::draft::Draft;
use crate::edition::{Edition, Protocol};
use crate::fault::Fault;
use crate::meeting::Meeting;
use crate::person::{TeamMember, Volunteer};
use crate::quota::Quota;
use crate::terms::Feature;
use crate::text::Slug;

/// Name of the format, first line of `season.toml`.
pub const FORMAT: &str = "transfo-season/1";

/// The files of a season, in the order in which they are read and written.
pub const FILES: [&str; 7] = [
    "season.toml",
    "team.csv",
    "volunteers.csv",
    "quotas.csv",
    "unavailable.csv",
    "closures.csv",
    "meetings.csv",
];

/// Everything a coordinator prepares for one season.
#[derive(Debug, Clone, PartialEq)]
pub struct Season {
    /// The season itself.
    pub edition: Edition,
    /// The protocol it follows.
    pub protocol: Protocol,
    /// Authorities.
    pub authorities: Vec<Authority>,
    /// Roles of those who accompany.
    pub team: Vec<TeamMember>,
    /// Agents who volunteer.
    pub volunteers: Vec<Volunteer>,
    /// Quotas of the draws.
    pub quotas: Vec<Quota>,
    /// Absences of people.
    pub unavailable: Vec<Unavailability>,
    /// Closures of authorities.
    pub closures: Vec<Closure>,
    /// Meetings between authorities.
    pub meetings: Vec<Meeting>,
}

/// A season together with what its author should know, although nothing is refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The season, in canonical order.
    pub season: Season,
    /// Rows kept once, columns left aside, two references with one address, tables without rows.
    pub notices: Vec<Fault>,
}

impl Season {
    /// Reads the files of a folder, by name.
    ///
    /// # Errors
    /// Every fault of every file, in the order of [`FILES`], rows and columns. Nothing is read
    /// from a folder that has one.
    pub fn read(files: &BTreeMap<String, Vec<u8>>) -> Result<Self, Vec<Fault>> {
        crate::read::read(files).map(|reading| reading.season)
    }

    /// Reads as [`Season::read`] does, and also returns what is worth knowing.
    ///
    /// # Errors
    /// As [`Season::read`].
    pub fn read_with_notices(files: &BTreeMap<String, Vec<u8>>) -> Result<Reading, Vec<Fault>> {
        crate::read::read(files)
    }

    /// The files in canonical form: `;`-separated UTF-8 with a byte order mark, fixed order.
    /// `meetings.csv` is written when there is a meeting: a folder from before there were any
    /// stays the same.
    #[must_use]
    pub fn write(&self) -> BTreeMap<String, Vec<u8>> {
        let season = self.clone().canonical();
        let mut files = crate::write_tables::write(&season);
        files.insert(
            "season.toml".to_owned(),
            crate::write_toml::write(&season).into_bytes(),
        );
        files
    }

    /// The faults that reading the written season would meet, with the rows of its canonical
    /// form: what a season built otherwise than by reading has to be asked before it is written.
    #[must_use]
    pub fn check(&self) -> Vec<Fault> {
        Draft::from_season(self.clone().canonical()).check()
    }

    /// The authority with this slug.
    #[must_use]
    pub fn authority(&self, slug: &Slug) -> Option<&Authority> {
        self.authorities
            .iter()
            .find(|authority| authority.slug == *slug)
    }

    /// Roles in this authority; those that bear on the whole season are not among them.
    pub fn team_of<'s>(&'s self, slug: &'s Slug) -> impl Iterator<Item = &'s TeamMember> {
        self.team
            .iter()
            .filter(move |member| member.authority.as_ref() == Some(slug))
    }

    /// Volunteers of this authority.
    pub fn volunteers_of<'s>(&'s self, slug: &'s Slug) -> impl Iterator<Item = &'s Volunteer> {
        self.volunteers
            .iter()
            .filter(move |volunteer| volunteer.authority == *slug)
    }

    /// Quotas that hold in this authority: its own, and the general ones for the features on
    /// which it has none.
    #[must_use]
    pub fn quotas_of(&self, slug: &Slug) -> Vec<&Quota> {
        let own = |feature: Feature| {
            self.quotas
                .iter()
                .any(|quota| quota.feature == feature && quota.authority.as_ref() == Some(slug))
        };
        self.quotas
            .iter()
            .filter(|quota| match &quota.authority {
                Some(authority) => authority == slug,
                None => !own(quota.feature),
            })
            .collect()
    }

    /// Closures that hold in this authority, general ones included.
    pub fn closures_of<'s>(&'s self, slug: &'s Slug) -> impl Iterator<Item = &'s Closure> {
        self.closures
            .iter()
            .filter(move |closure| closure.authority.as_ref().is_none_or(|one| one == slug))
    }
}
