//! The groups of a site: sessions, seats, pairs that keep together or apart.
//!
//! Pure. Invariant: a person has at most one seat in a session; a seat that is away still belongs to its group.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use season::Feature;
use sortition::{Cohort, Mixing, mixing};

use crate::calendar::run::Run;

/// What is spread over the groups when nobody says otherwise.
pub const USUAL: [Feature; 3] = [Feature::Directorate, Feature::Category, Feature::Gender];
/// What may be.
pub const SPREAD: [Feature; 6] = [
    Feature::Directorate,
    Feature::PolicyField,
    Feature::Category,
    Feature::Site,
    Feature::Seniority,
    Feature::Gender,
];

/// What a pair of people wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wish {
    /// Never in one group.
    Apart,
    /// Always in one group.
    Together,
}

impl Wish {
    /// As stored, in forms and in word files: `groups-wish-apart`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Apart => "apart",
            Self::Together => "together",
        }
    }

    /// The one called `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Apart, Self::Together]
            .into_iter()
            .find(|w| w.key() == key)
    }
}

/// What the groups were made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// When they were made.
    pub made_at: Timestamp,
    /// Where the dice started.
    pub seed: String,
    /// Members of each group.
    pub sizes: Vec<usize>,
    /// Features spread.
    pub spread: Vec<Feature>,
}

/// One session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// From 1.
    pub number: u32,
    /// The run of the calendar, if it has one.
    pub run: Option<String>,
    /// The day noted by hand.
    pub held_on: Option<Date>,
}

/// A place in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Session.
    pub number: u32,
    /// Row id of the member.
    pub member: String,
    /// Name; empty once erased.
    pub name: String,
    /// Rank in the cohort.
    pub rank: u32,
    /// Whether they sit in the cohort today.
    pub sits: bool,
    /// Group, from 1.
    pub group: u32,
    /// The group before anybody had to move.
    pub announced: u32,
    /// Whether they are known to be away.
    pub away: bool,
    /// Whether the place was given, not found.
    pub given: bool,
}

/// Everything about the groups of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What they were made from.
    pub grouping: Grouping,
    /// Sessions in order.
    pub sessions: Vec<Session>,
    /// Seats by session, group and rank.
    pub seats: Vec<Seat>,
    /// Pairs: what, and the row ids of both members.
    pub pairs: Vec<(Wish, String, String)>,
}

impl Plan {
    /// The run of a session.
    pub fn run<'r>(&self, session: &Session, runs: &'r [Run]) -> Option<&'r Run> {
        let id = session.run.as_ref()?;
        runs.iter()
            .find(|run| run.id == *id && run.cancelled_at.is_none())
    }

    /// Whether a session is over on `today`.
    pub fn is_held(&self, session: &Session, runs: &[Run], today: Date) -> bool {
        let over = |run: &Run| run.ends_on() < today;
        session.held_on.is_some() || self.run(session, runs).is_some_and(over)
    }

    /// The numbers of the sessions that are over on `today`.
    pub fn held(&self, runs: &[Run], today: Date) -> BTreeSet<u32> {
        let over = self
            .sessions
            .iter()
            .filter(|s| self.is_held(s, runs, today));
        over.map(|session| session.number).collect()
    }

    /// The seats of a session.
    pub fn seats_of(&self, number: u32) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(move |seat| seat.number == number)
    }

    /// The groups of a session as positions in `people`; who is away is in none.
    pub fn groups_of(&self, number: u32, people: &[String]) -> Vec<Vec<usize>> {
        groups(self.seats_of(number).filter(|seat| !seat.away), people)
    }

    /// Everybody who has a seat in any session: row id, name, rank, by rank.
    pub fn people(&self) -> Vec<(String, String, u32)> {
        let mut all: BTreeMap<(u32, &str), &str> = BTreeMap::new();
        for seat in &self.seats {
            all.insert((seat.rank, &seat.member), &seat.name);
        }
        all.into_iter()
            .map(|((rank, id), name)| (id.to_owned(), name.to_owned(), rank))
            .collect()
    }

    /// How well all sessions mix these people.
    pub fn mixing(&self, people: &[String]) -> Mixing {
        let sessions = self.sessions.iter();
        let groups: Vec<_> = sessions.map(|s| self.groups_of(s.number, people)).collect();
        mixing(&vec![Vec::new(); people.len()], &groups)
    }

    /// The pairs of one kind as positions in `people`.
    pub fn wishes(&self, wish: Wish, people: &[String]) -> Vec<(usize, usize)> {
        let of = self.pairs.iter().filter(|(kind, ..)| *kind == wish);
        of.filter_map(|(_, one, other)| Some((position(people, one)?, position(people, other)?)))
            .collect()
    }
}

/// The place of a member among `people`.
pub fn position(people: &[String], id: &str) -> Option<usize> {
    people.iter().position(|other| other == id)
}

/// Seats as groups of positions in `people`, those of others left out.
pub fn groups<'s>(seats: impl Iterator<Item = &'s Seat>, people: &[String]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for seat in seats {
        let Some(at) = position(people, &seat.member) else {
            continue;
        };
        let group = usize::try_from(seat.group.saturating_sub(1)).unwrap_or(0);
        if groups.len() <= group {
            groups.resize(group + 1, Vec::new());
        }
        if let Some(group) = groups.get_mut(group) {
            group.push(at);
        }
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups
}

/// Nearly equal sizes.
pub fn even(people: usize, groups: usize) -> Vec<usize> {
    let (whole, rest) = (
        people.checked_div(groups).unwrap_or(0),
        people.checked_rem(groups).unwrap_or(0),
    );
    (0..groups)
        .map(|nth| whole + usize::from(nth < rest))
        .collect()
}

/// For each session the group, from 1, of everybody: who is away keeps a seat in the group that lacks most.
pub fn seated(cohort: &Cohort, sessions: &[Vec<Vec<usize>>]) -> Vec<Vec<usize>> {
    let mut all = Vec::new();
    for groups in sessions {
        let mut seats = vec![0; cohort.features.len()];
        let mut full: Vec<usize> = groups.iter().map(Vec::len).collect();
        for (nth, group) in groups.iter().enumerate() {
            for person in group {
                if let Some(seat) = seats.get_mut(*person) {
                    *seat = nth + 1;
                }
            }
        }
        for seat in seats.iter_mut().filter(|seat| **seat == 0) {
            let lack = |(nth, size): &(usize, &usize)| {
                let have = full.get(*nth).copied().unwrap_or(0);
                (
                    have.saturating_sub(**size),
                    usize::MAX - size.saturating_sub(have),
                    *nth,
                )
            };
            let least = cohort.sizes.iter().enumerate().min_by_key(lack);
            let nth = least.map_or(0, |(nth, _)| nth);
            *seat = nth + 1;
            if let Some(count) = full.get_mut(nth) {
                *count += 1;
            }
        }
        all.push(seats);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_away_keeps_a_seat_where_one_is_free() {
        let cohort = Cohort {
            features: vec![Vec::new(); 6],
            sizes: vec![2, 2, 2],
            ..Cohort::default()
        };
        let sessions = vec![vec![vec![0], vec![2, 3], vec![5]]];
        assert_eq!(seated(&cohort, &sessions), [[1, 1, 2, 2, 3, 3]]);
    }

    #[test]
    fn sizes_are_nearly_equal() {
        assert_eq!(even(23, 4), [6, 6, 6, 5]);
        assert_eq!(even(3, 0), Vec::<usize>::new());
    }
}
