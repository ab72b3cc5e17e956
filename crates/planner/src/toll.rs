//! What each candidate of one authority costs when what is shared has prices, and the room and residents that make it so.
//!
//! Owns: the choice of room and residents of a run for given prices; it is exact because the cost of a run is a sum over residents and a
//! minimum over rooms. Never: the choice of dates.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by day, resident and room numbers of the model"
)]

use crate::graph::{RangeMin, SCALE};
use crate::model::{Model, Site};

/// A candidate with its room and residents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Held {
    pub(crate) candidate: usize,
    /// Place in the site's list of rooms.
    pub(crate) room: Option<usize>,
    /// Members who attend, by place in the team.
    pub(crate) team: u64,
}

/// Prices as one authority sees them. Empty lists stand for free resources.
#[derive(Clone, Debug, Default)]
pub(crate) struct Local {
    /// A run day, by day.
    pub(crate) day: Vec<f64>,
    /// Being booked on a day, by member of the team.
    pub(crate) member: Vec<Vec<f64>>,
    /// A day in a week, by member of the team.
    pub(crate) week: Vec<Vec<f64>>,
    /// Days a member can still give in a week before `clash` is paid for each one more.
    pub(crate) left: Vec<Vec<i64>>,
    pub(crate) clash: f64,
    /// A day of a room, by place in the site's list.
    pub(crate) room: Vec<Vec<f64>>,
    /// Candidates excluded or surcharged, by candidate.
    pub(crate) extra: Vec<f64>,
    /// Dates of each link.
    pub(crate) dates: Vec<RangeMin>,
}

impl Local {
    /// Nothing shared has a price, every date of a link is free.
    pub(crate) fn free(model: &Model, site: &Site) -> Self {
        Self {
            day: vec![0.0; model.days],
            member: vec![Vec::new(); site.team.len()],
            week: vec![Vec::new(); site.team.len()],
            left: vec![Vec::new(); site.team.len()],
            clash: 0.0,
            room: vec![Vec::new(); site.rooms.len()],
            extra: Vec::new(),
            dates: site
                .graph
                .links
                .iter()
                .map(|l| RangeMin::new(&vec![0.0; l.dates.len()]))
                .collect(),
        }
    }

    fn member_price(&self, site: &Site, m: usize, c: usize) -> f64 {
        let run = &site.candidates[c];
        let mut price = 0.0;
        if let Some(days) = self.member.get(m).filter(|d| !d.is_empty()) {
            price += days[run.start..=run.end() + site.buffer]
                .iter()
                .sum::<f64>();
        }
        if let Some(weeks) = self.week.get(m).filter(|w| !w.is_empty()) {
            price += weeks[run.start / 7] * run.len as f64;
        }
        if let Some(left) = self.left.get(m).filter(|w| !w.is_empty()) {
            price += (run.len as i64 - left[run.start / 7]).max(0) as f64 * self.clash;
        }
        price
    }

    /// Price of a candidate in 1/SCALE, with its best room and residents.
    pub(crate) fn dress(&self, model: &Model, site: &Site, c: usize) -> (f64, Held) {
        let run = &site.candidates[c];
        let len = run.len as f64;
        let weight = (model.resident_weight * run.len as i64) as f64 * SCALE;
        let mut price = run.cost as f64 * SCALE + weight * site.team.len() as f64;
        price += self.day[run.start..=run.end()].iter().sum::<f64>();
        let (mut team, mut chosen) = (0_u64, 0);
        let mut spare: Vec<(f64, usize)> = Vec::new();
        for m in (0..site.team.len()).filter(|m| run.team >> m & 1 == 1) {
            let offer = site.trip[m] as f64 * SCALE - weight + self.member_price(site, m, c);
            if offer < 0.0 {
                price += offer;
                team |= 1 << m;
                chosen += 1;
            } else if site.team_quorum > 0 {
                spare.push((offer, m));
            }
        }
        if chosen < site.team_quorum {
            spare.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            for (offer, m) in spare.into_iter().take(site.team_quorum - chosen) {
                price += offer;
                team |= 1 << m;
            }
        }
        let mut room: Option<(f64, usize)> = None;
        for m in (0..site.rooms.len()).filter(|m| run.rooms >> m & 1 == 1) {
            let mut offer = site.rooms[m].1 as f64 * SCALE * len;
            if let Some(days) = self.room.get(m).filter(|d| !d.is_empty()) {
                offer += days[run.start..=run.end()].iter().sum::<f64>();
            }
            if room.is_none_or(|(least, _)| offer < least) {
                room = Some((offer, m));
            }
        }
        price += room.map_or(0.0, |r| r.0) + self.extra.get(c).copied().unwrap_or(0.0);
        (
            price,
            Held {
                candidate: c,
                room: room.map(|r| r.1),
                team,
            },
        )
    }

    /// Prices of all candidates.
    pub(crate) fn nodes(&self, model: &Model, site: &Site, into: &mut Vec<f64>) {
        into.clear();
        into.extend((0..site.candidates.len()).map(|c| self.dress(model, site, c).0));
    }
}
