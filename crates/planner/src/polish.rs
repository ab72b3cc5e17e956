//! A few authorities solved together, the others held fixed.
//!
//! Owns: the prices of what is left for those few, and the proof that no better arrangement of them exists. Invariants: `Nothing` is only said
//! when the bound proves it or the steps are spent. Never: which few.
#![expect(
    clippy::indexing_slicing,
    reason = "dense tables indexed by site numbers of the model"
)]

use crate::bundle::Bundle;
use crate::dice::Dice;
use crate::dual::Prices;
use crate::graph::SCALE;
use crate::model::Model;
use crate::oracle::{Bench, Effort};
use crate::season::{Asked, Frame, Manner, Season};
use crate::toll::Held;

/// A clash nobody would pay for.
pub(crate) const FORBIDDEN: f64 = 1_000_000.0;

/// The authorities taken out of a season, and how hard to look.
pub(crate) struct Polish<'a> {
    pub(crate) model: &'a Model,
    /// Those to be put back.
    pub(crate) members: &'a [usize],
    /// Their cost before: only something cheaper is of interest.
    pub(crate) before: i64,
    pub(crate) steps: usize,
    /// Insertions at which to stop looking.
    pub(crate) until: u64,
    /// What stays of each member; empty when nothing does.
    pub(crate) frames: &'a [Frame],
    /// How often a calendar of the shares is settled and the rest solved again around it.
    pub(crate) dives: usize,
}

/// Scratch shared between calls: rewards by site, tables, count of insertions.
pub(crate) struct Tools<'a> {
    pub(crate) rewards: &'a mut [Vec<f64>],
    pub(crate) bench: &'a mut Bench,
    pub(crate) spent: &'a mut u64,
    pub(crate) dice: &'a mut Dice,
    /// Asked at each insertion, with their count.
    pub(crate) goes_on: &'a mut dyn FnMut(u64) -> bool,
}

impl Polish<'_> {
    /// Looks for a cheaper arrangement in `season`, where the members hold nothing now. The season found is complete and legal.
    pub(crate) fn better(
        &self,
        season: Season,
        start: &Prices,
        tools: &mut Tools<'_>,
    ) -> Option<(i64, Season)> {
        let left = season.left(self.model);
        let mut center = start.clone();
        center.open = Prices::free(self.model).open;
        let mut bundle = Bundle::few(self.model, self.members, &left);
        center = bundle.only(self.model, &center);
        let mut prices = center.clone();
        let mut best: Option<(i64, Season)> = None;
        let (mut bound, mut hope) = (f64::MIN, f64::MAX);
        for step in 0..self.steps {
            let upper = best.as_ref().map_or(self.before, |b| b.0);
            let Some((here, asked)) = self.ask(&season, &prices, &left, tools) else {
                return best;
            };
            if step > 0 {
                bundle.judge(bound, hope, here);
            }
            if here > bound {
                bound = here;
                center.clone_from(&prices);
            }
            if bound > (as_price(upper) - 1.0) * SCALE || *tools.spent >= self.until {
                return best;
            }
            for (place, one) in self.members.iter().zip(&asked) {
                // Meetings are settled here, so that their dates have no price.
                bundle.add(self.model, *place, &one.runs, &[]);
            }
            (prices, hope) = bundle.next(self.model, &center, bound);
            let last = step + 1 == self.steps || hope - bound < 0.5 * SCALE;
            if last || step % 8 == 7 {
                for turn in 0..3 {
                    let upper = best.as_ref().map_or(self.before, |b| b.0);
                    let held = self.round(&bundle, turn, tools);
                    best = self
                        .repair(&season, &center, held, tools)
                        .filter(|f| f.0 < upper)
                        .or(best);
                }
            }
            if last {
                break;
            }
        }
        drop((left, prices));
        self.dive((season, bundle), &center, (bound, best), tools)
    }

    /// One member takes a calendar of its shares (first the surest, then any), and the others are solved again around it, as often as is asked.
    fn dive(
        &self,
        state: (Season, Bundle),
        center: &Prices,
        (bound, mut best): (f64, Option<(i64, Season)>),
        tools: &mut Tools<'_>,
    ) -> Option<(i64, Season)> {
        let mut state = Some(state);
        for turn in 0..self.dives {
            let upper = best.as_ref().map_or(self.before, |b| b.0);
            if self.members.len() < 2 || bound > (as_price(upper) - 1.0) * SCALE {
                break;
            }
            let (season, bundle) = state.take()?;
            let settled = self.settled(&bundle, turn, tools);
            // Dives are deep: the last one leaves nothing behind that waits for its end.
            state = (turn + 1 < self.dives).then(|| (season.clone(), bundle));
            best = self
                .around(season, center, (settled, upper), tools)
                .or(best);
        }
        best
    }

    /// A member and a calendar of its shares.
    fn settled(&self, bundle: &Bundle, turn: usize, tools: &mut Tools<'_>) -> (usize, Vec<Held>) {
        let mut held = self.round(bundle, turn, tools);
        let surest = |at: &usize| {
            let shares = bundle.shares(self.members[*at]);
            shares.iter().map(|s| s.0).fold(0.0, f64::max)
        };
        let surer = |a: &usize, b: &usize| surest(a).total_cmp(&surest(b));
        let at = if turn == 0 {
            (0..self.members.len()).max_by(surer).unwrap_or(0)
        } else {
            tools.dice.below(self.members.len())
        };
        (at, held.swap_remove(at))
    }

    /// The others solved again around a member that has its calendar. Only what is cheaper than `upper` is returned.
    fn around(
        &self,
        mut season: Season,
        center: &Prices,
        ((at, runs), upper): ((usize, Vec<Held>), i64),
        tools: &mut Tools<'_>,
    ) -> Option<(i64, Season)> {
        let place = self.members[at];
        season.set(self.model, place, runs);
        if !season.legal_for(self.model, place) {
            return None;
        }
        let mine = season.site_cost(self.model, place);
        let (mut members, mut frames) = (self.members.to_vec(), self.frames.to_vec());
        members.remove(at);
        if !frames.is_empty() {
            frames.remove(at);
        }
        let rest = Polish {
            members: &members,
            before: upper - mine,
            steps: 10,
            frames: &frames,
            dives: 1,
            ..*self
        };
        let (part, found) = rest.better(season, center, tools)?;
        Some((part + mine, found))
    }

    /// One calendar for each member: the one with the largest share, then by drawing lots.
    fn round(&self, bundle: &Bundle, turn: usize, tools: &mut Tools<'_>) -> Vec<Vec<Held>> {
        let pick = |place: &usize| {
            let shares = bundle.shares(*place);
            let mut lot = f64::from(u32::try_from(tools.dice.below(1 << 20)).unwrap_or(0))
                / f64::from(1 << 20);
            let largest = shares.iter().max_by(|a, b| a.0.total_cmp(&b.0));
            let drawn = shares.iter().find(|(share, _)| {
                lot -= share;
                lot <= 0.0
            });
            let chosen = if turn == 0 {
                largest
            } else {
                drawn.or(largest)
            };
            chosen.map_or_else(Vec::new, |c| c.1.to_vec())
        };
        self.members.iter().map(pick).collect()
    }

    /// The bound of the members at these prices, and what they ask for. `None` when one has no sequence, or the caller stops.
    fn ask(
        &self,
        season: &Season,
        prices: &Prices,
        left: &Prices,
        tools: &mut Tools<'_>,
    ) -> Option<(f64, Vec<Asked>)> {
        let model = self.model;
        let effort = Effort {
            steps: 1,
            fuel: 0,
            tolerance: 1.0,
        };
        let mut bound = 0.0;
        for (list, left) in [
            (&prices.day, &left.day),
            (&prices.resident, &left.resident),
            (&prices.week, &left.week),
            (&prices.room, &left.room),
        ] {
            bound -= list
                .iter()
                .zip(left)
                .map(|(p, l)| p * l.max(0.0))
                .sum::<f64>();
        }
        let mut held = Vec::new();
        for (turn, place) in self.members.iter().enumerate() {
            let manner = Manner {
                guide: Some((prices, 1.0)),
                clash: FORBIDDEN,
                effort,
                frame: self.frames.get(turn),
            };
            let mut rewards = prices.rewards[*place].clone();
            let asked = season.ask(model, *place, &manner, (&mut rewards, &mut *tools.bench))?;
            *tools.spent += 1;
            if !(tools.goes_on)(*tools.spent) {
                return None;
            }
            bound += asked.lower;
            held.push(asked);
        }
        Some((bound, held))
    }

    /// Makes a legal arrangement of what the members ask for.
    fn repair(
        &self,
        season: &Season,
        prices: &Prices,
        held: Vec<Vec<Held>>,
        tools: &mut Tools<'_>,
    ) -> Option<(i64, Season)> {
        let model = self.model;
        let mut made = season.clone();
        let mut waiting = Vec::new();
        for (member, runs) in held.into_iter().enumerate() {
            let place = self.members[member];
            let before = made.runs[place].clone();
            made.set(model, place, runs);
            if !made.legal_for(model, place) {
                made.set(model, place, before);
                waiting.push(member);
            }
        }
        for at in (1..waiting.len()).rev() {
            waiting.swap(at, tools.dice.below(at + 1));
        }
        let last = waiting.len().saturating_sub(1);
        for (turn, member) in waiting.iter().enumerate() {
            if *tools.spent >= self.until {
                return None;
            }
            let place = &self.members[*member];
            let guide = if turn < last {
                Some((prices, 1.0))
            } else {
                None
            };
            let effort = Effort {
                steps: 6,
                fuel: 3000,
                tolerance: SCALE,
            };
            let manner = Manner {
                guide,
                clash: FORBIDDEN,
                effort,
                frame: self.frames.get(*member),
            };
            if !made.insert(
                model,
                *place,
                &manner,
                (&mut tools.rewards[*place], tools.bench),
            ) {
                return None;
            }
            *tools.spent += 1;
            if !made.legal_for(model, *place) {
                return None;
            }
        }
        let cost = self
            .members
            .iter()
            .map(|place| made.site_cost(model, *place))
            .sum();
        Some((cost, made))
    }
}

#[expect(clippy::as_conversions, reason = "costs are far below 2^53")]
const fn as_price(cost: i64) -> f64 {
    cost as f64
}
