//! Which authorities are taken out of a plan together.
//!
//! Owns: the lots drawn for it: a few that share something, all who attend a meeting that is tried on another date, or many for some weeks.
//! Invariants: an authority is named once. Never: what becomes of them.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by site, meeting and date numbers of the model"
)]

use crate::model::{Gathering, Model};
use crate::search::{MANY, Search};
use crate::season::Season;

impl Search<'_> {
    /// Now and then another date for a meeting; the authorities in its way.
    pub(crate) fn move_meeting(&mut self, season: &mut Season) -> Vec<usize> {
        if season.dates.is_empty() || self.hand.dice.below(5) > 0 {
            return Vec::new();
        }
        let g = self.hand.dice.below(season.dates.len());
        let gathering = &self.model.gatherings[g];
        let at = self.date(g);
        season.dates[g] = at;
        let moved = gathering.participants.iter().copied();
        let clash = |place: &usize| season.site_clashes(self.model, g, at, *place) > 0;
        let clashing: Vec<usize> = moved.clone().filter(clash).collect();
        if clashing.is_empty() || self.hand.dice.below(2) == 0 {
            moved.collect()
        } else {
            clashing
        }
    }

    /// A date for a meeting: one that the combination of calendars likes, or any.
    fn date(&mut self, g: usize) -> usize {
        let shares = self.dual.date_shares(self.model, g);
        let mut lot = self.hand.dice.below(1 << 20) as f64 / f64::from(1 << 20) * 1.5;
        let drawn = shares.iter().position(|share| {
            lot -= share;
            lot <= 0.0
        });
        drawn.unwrap_or_else(|| self.hand.dice.below(self.model.gatherings[g].dates.len()))
    }

    /// Now and then a stretch of the calendar rather than whole authorities.
    pub(crate) fn window(&mut self) -> Option<(usize, usize)> {
        if self
            .hand
            .dice
            .below(if self.model.sites.len() > MANY { 40 } else { 4 })
            > 0
        {
            return None;
        }
        let length = 40 + self.hand.dice.below(80);
        let from = self.hand.dice.below(self.model.days);
        Some((from.saturating_sub(length / 2), from + length / 2))
    }

    /// Many authorities, for a stretch of the calendar.
    pub(crate) fn crowd(&mut self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.model.sites.len()).collect();
        self.shuffle(&mut all);
        all.truncate(12);
        all
    }

    /// Which authorities to take out.
    pub(crate) fn choose(&mut self) -> Vec<usize> {
        let sites = self.model.sites.len();
        let most = if sites > MANY { 8 } else { 4 };
        let count = (2 + self.hand.dice.below(most)).min(sites);
        let mut out = vec![self.hand.dice.below(sites)];
        while out.len() < count {
            let near = &self.kin[out[self.hand.dice.below(out.len())]];
            let other = if near.is_empty() || self.hand.dice.below(4) == 0 {
                self.hand.dice.below(sites)
            } else {
                near[self.hand.dice.below(near.len())]
            };
            if !out.contains(&other) {
                out.push(other);
            }
        }
        out
    }
}

/// Who shares what with whom.
pub(crate) fn kin(model: &Model) -> Vec<Vec<usize>> {
    let mut kin = vec![Vec::new(); model.sites.len()];
    for (a, site) in model.sites.iter().enumerate() {
        for (b, other) in model.sites.iter().enumerate().filter(|(b, _)| *b != a) {
            let people = site.team.iter().filter(|r| other.team.contains(r)).count();
            let rooms = site
                .rooms
                .iter()
                .filter(|r| other.rooms.iter().any(|o| o.0 == r.0));
            for _ in 0..3 * people + 3 * rooms.count() {
                kin[a].push(b);
            }
            let both = |g: &&Gathering| g.participants.contains(&a) && g.participants.contains(&b);
            if model.gatherings.iter().any(|g| both(&g)) {
                kin[a].push(b);
            }
        }
    }
    kin
}
