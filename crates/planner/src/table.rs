//! Who holds what on which day, while a plan is being made.
//!
//! Owns: the choice of room and residents of a run against the others, and the prices of being in the way. Invariants: what is added once is
//! taken away once. Never: the choice of dates.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by day, resident and room numbers of the model"
)]

use crate::model::{Model, Site};

/// A candidate with its room and residents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) candidate: usize,
    /// Place in the site's list of rooms.
    pub(crate) room: Option<usize>,
    /// Members who attend, by place in the team.
    pub(crate) team: u64,
}

/// Occupation of everything shared.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) load: Vec<i64>,
    pub(crate) resident: Vec<i64>,
    pub(crate) week: Vec<i64>,
    pub(crate) room: Vec<i64>,
}

impl Table {
    pub(crate) fn new(model: &Model) -> Self {
        Self {
            load: vec![0; model.days],
            resident: vec![0; model.shared_resident.len() * (model.days + 8)],
            week: vec![0; model.shared_resident.len() * model.weeks],
            room: vec![0; model.rooms.len() * model.days],
        }
    }

    /// Adds (`by` = 1) or takes away (`by` = -1) the runs of a site.
    pub(crate) fn change(&mut self, model: &Model, site: &Site, runs: &[Held], by: i64) {
        for held in runs {
            let candidate = &site.candidates[held.candidate];
            for d in candidate.start..=candidate.end() {
                self.load[d] += by;
                if let Some(room) = held.room {
                    self.room[site.rooms[room].0 * model.days + d] += by;
                }
            }
            for (place, resident) in site.team.iter().enumerate() {
                if held.team >> place & 1 == 1 {
                    let until = (candidate.end() + site.buffer).min(model.days + 7);
                    for d in candidate.start..=until {
                        self.resident[resident * (model.days + 8) + d] += by;
                    }
                    self.week[resident * model.weeks + candidate.start / 7] +=
                        by * candidate.len as i64;
                }
            }
        }
    }

    /// Times the resident is taken if he or she attends this run too.
    fn clashes(&self, model: &Model, site: &Site, resident: usize, candidate: usize) -> i64 {
        if !model.shared_resident[resident] {
            return 0;
        }
        let run = &site.candidates[candidate];
        let until = (run.end() + site.buffer).min(model.days + 7);
        let base = resident * (model.days + 8);
        let taken: i64 = self.resident[base + run.start..=base + until].iter().sum();
        let week = self.week[resident * model.weeks + run.start / 7] + run.len as i64;
        taken + (week - model.week_cap[resident]).max(0)
    }

    /// The best room and residents for a candidate, what they cost, and how much they clash with the rest.
    pub(crate) fn dress(&self, model: &Model, site: &Site, candidate: usize) -> (Held, i64, i64) {
        let run = &site.candidates[candidate];
        let len = run.len as i64;
        let mut cost = model.resident_weight * len * site.team.len() as i64;
        let mut clashes = 0;
        let mut offers: Vec<(i64, i64, usize)> = (0..site.team.len())
            .filter(|m| run.team >> m & 1 == 1)
            .map(|m| {
                (
                    self.clashes(model, site, site.team[m], candidate),
                    site.trip[m] - model.resident_weight * len,
                    m,
                )
            })
            .collect();
        offers.sort_unstable();
        let mut team = 0;
        for (place, (clash, price, member)) in offers.into_iter().enumerate() {
            let wanted = clash == 0 && price < 0;
            if wanted || place < site.team_quorum {
                team |= 1 << member;
                cost += price;
                clashes += clash;
            }
        }
        let room = (0..site.rooms.len())
            .filter(|m| run.rooms >> m & 1 == 1)
            .map(|m| {
                let (place, price) = site.rooms[m];
                let base = place * model.days;
                let taken: i64 = self.room[base + run.start..=base + run.end()].iter().sum();
                (
                    if model.shared_room[place] { taken } else { 0 },
                    price * len,
                    m,
                )
            })
            .min();
        if let Some((clash, price, _)) = room {
            cost += price;
            clashes += clash;
        }
        (
            Held {
                candidate,
                room: room.map(|(_, _, m)| m),
                team,
            },
            cost,
            clashes,
        )
    }

    /// Run days beyond the operator's capacity if this candidate is held too.
    pub(crate) fn crowding(&self, model: &Model, site: &Site, candidate: usize) -> i64 {
        let run = &site.candidates[candidate];
        (run.start..=run.end())
            .map(|d| (self.load[d] + 1 - model.capacity[d]).max(0))
            .sum()
    }

    /// Whether two or more authorities clash somewhere.
    pub(crate) fn crowded(&self, model: &Model) -> bool {
        let staff = self
            .load
            .iter()
            .zip(&model.capacity)
            .any(|(load, cap)| load > cap);
        let width = model.days + 8;
        let people = (0..model.shared_resident.len()).any(|r| {
            model.shared_resident[r]
                && self.resident[r * width..(r + 1) * width]
                    .iter()
                    .any(|n| *n > 1)
        });
        let weeks = (0..model.shared_resident.len()).any(|r| {
            self.week[r * model.weeks..(r + 1) * model.weeks]
                .iter()
                .any(|n| *n > model.week_cap[r])
        });
        let rooms = (0..model.rooms.len()).any(|r| {
            model.shared_room[r]
                && self.room[r * model.days..(r + 1) * model.days]
                    .iter()
                    .any(|n| *n > 1)
        });
        staff || people || weeks || rooms
    }
}
