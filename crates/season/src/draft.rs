//! A season whose values are right one by one, with the rows they come from, before the facts
//! are compared with each other.

use std::collections::BTreeMap;

use crate::absence::{Closure, Unavailability};
use crate::authority::Authority;
use crate::edition::{Edition, Protocol};
use crate::meeting::Meeting;
use crate::person::{TeamMember, Volunteer};
use crate::quota::Quota;
use crate::season::Season;
use crate::text::Slug;

/// A fact and the row (or line) it comes from.
#[derive(Debug, Clone)]
pub(crate) struct Placed<T> {
    pub(crate) row: u32,
    pub(crate) item: T,
}

/// Lines of `season.toml` on which the keys of an authority stand.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    pub(crate) start: u32,
    pub(crate) keys: BTreeMap<&'static str, u32>,
    pub(crate) rooms: Vec<u32>,
}

impl Lines {
    /// The line of a key, or the one on which the authority begins.
    pub(crate) fn of(&self, key: &str) -> u32 {
        self.keys.get(key).copied().unwrap_or(self.start)
    }
}

/// What could be read of a folder.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) edition: Option<Placed<Edition>>,
    pub(crate) protocol: Option<Protocol>,
    /// Line of each override of the protocol.
    pub(crate) override_lines: Vec<u32>,
    pub(crate) authorities: Vec<Placed<Authority>>,
    /// Lines of each of these authorities.
    pub(crate) authority_lines: Vec<Lines>,
    /// Slugs of all authorities, also of those that have a fault elsewhere; none when
    /// `season.toml` cannot be read, so that one fault does not bring a thousand.
    pub(crate) slugs: Option<Vec<Placed<Slug>>>,
    pub(crate) team: Vec<Placed<TeamMember>>,
    pub(crate) volunteers: Vec<Placed<Volunteer>>,
    pub(crate) quotas: Vec<Placed<Quota>>,
    pub(crate) unavailable: Vec<Placed<Unavailability>>,
    pub(crate) closures: Vec<Placed<Closure>>,
    pub(crate) meetings: Vec<Placed<Meeting>>,
    /// Tables of people that have a fault: whoever is not in them may be in a refused row.
    pub(crate) people_incomplete: bool,
    /// The table of quotas has a fault: a value it does not name may be in a refused row.
    pub(crate) quotas_incomplete: bool,
    /// Headers as typed, by file and column.
    pub(crate) headers: BTreeMap<(&'static str, &'static str), String>,
}

impl Draft {
    /// A season that was not read from files: rows are those of its canonical form.
    pub(crate) fn from_season(season: Season) -> Self {
        let lines = (2..).zip(&season.authorities).map(|(start, one)| Lines {
            start,
            keys: BTreeMap::new(),
            rooms: vec![start; one.rooms.len()],
        });
        let lines = lines.collect();
        let slugs = place(
            season
                .authorities
                .iter()
                .map(|one| one.slug.clone())
                .collect(),
        );
        Self {
            edition: Some(Placed {
                row: 1,
                item: season.edition,
            }),
            override_lines: (1..).take(season.protocol.overrides.len()).collect(),
            protocol: Some(season.protocol),
            authority_lines: lines,
            authorities: place(season.authorities),
            slugs: Some(slugs),
            team: place(season.team),
            volunteers: place(season.volunteers),
            quotas: place(season.quotas),
            unavailable: place(season.unavailable),
            closures: place(season.closures),
            meetings: place(season.meetings),
            people_incomplete: false,
            quotas_incomplete: false,
            headers: BTreeMap::new(),
        }
    }

    /// The season, when its two single parts are there.
    pub(crate) fn into_season(self) -> Option<Season> {
        let season = Season {
            edition: self.edition?.item,
            protocol: self.protocol?,
            authorities: items(self.authorities),
            team: items(self.team),
            volunteers: items(self.volunteers),
            quotas: items(self.quotas),
            unavailable: items(self.unavailable),
            closures: items(self.closures),
            meetings: items(self.meetings),
        };
        Some(season.canonical())
    }

    /// The header of a column as it is typed.
    pub(crate) fn header<'s>(&'s self, file: &'static str, column: &'static str) -> &'s str {
        self.headers
            .get(&(file, column))
            .map_or(column, String::as_str)
    }
}

fn place<T>(items: Vec<T>) -> Vec<Placed<T>> {
    (2..)
        .zip(items)
        .map(|(row, item)| Placed { row, item })
        .collect()
}

fn items<T>(placed: Vec<Placed<T>>) -> Vec<T> {
    placed.into_iter().map(|placed| placed.item).collect()
}
