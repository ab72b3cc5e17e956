//! A few authorities solved together, the others held fixed.
//!
//! Owns: the prices of what is left for those few, and the proof that no better arrangement of them exists. Invariants: `Nothing` is only said
//! when the bound proves it or the steps are spent. Never: which few.
#![expect(
    clippy::indexing_slicing,
    reason = "dense tables indexed by site numbers of the model"
)]

use crate::dual::Prices;
use crate::graph::SCALE;
use crate::model::Model;
use crate::oracle::{Bench, Effort, Question};
use crate::season::{Manner, Season};
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
}

/// Scratch shared between calls: rewards by site, tables, count of insertions.
pub(crate) struct Tools<'a> {
    pub(crate) rewards: &'a mut [Vec<f64>],
    pub(crate) bench: &'a mut Bench,
    pub(crate) spent: &'a mut u64,
}

impl Polish<'_> {
    /// Looks for a cheaper arrangement in `season`, where the members hold nothing now. The season found is complete and legal.
    pub(crate) fn better(
        &self,
        season: &Season,
        start: &Prices,
        tools: &mut Tools<'_>,
    ) -> Option<(i64, Season)> {
        let left = season.left(self.model);
        let mut prices = start.clone();
        self.drop_idle(&mut prices, &left);
        let mut best: Option<(i64, Season)> = None;
        let (mut bound, mut theta, mut stale) = (f64::MIN, 1.0, 0);
        for step in 0..self.steps {
            let upper = best.as_ref().map_or(self.before, |b| b.0);
            let (here, held) = self.ask(season, &prices, &left, tools)?;
            if here > bound {
                (bound, stale) = (here, 0);
            } else {
                stale += 1;
                if stale % 3 == 0 {
                    theta *= 0.7;
                }
            }
            if bound > (as_price(upper) - 1.0) * SCALE {
                break;
            }
            let quiet = !self.ascend(
                &mut prices,
                (&left, &held),
                theta * (as_price(upper) * SCALE - here),
            );
            if (quiet || step % 4 == 3 || step == 0)
                && let Some(found) = self
                    .repair(season, &prices, held, tools)
                    .filter(|f| f.0 < upper)
            {
                best = Some(found);
            }
            if quiet {
                break;
            }
        }
        best
    }

    /// Prices matter only where something is left and several members may want it.
    fn drop_idle(&self, prices: &mut Prices, left: &Prices) {
        let many = f64::from(u32::try_from(self.members.len()).unwrap_or(u32::MAX));
        let pairs = [
            (&mut prices.day, &left.day),
            (&mut prices.resident, &left.resident),
            (&mut prices.week, &left.week),
            (&mut prices.room, &left.room),
        ];
        for (list, left) in pairs {
            for (price, left) in list.iter_mut().zip(left) {
                if *left <= 0.0 || *left >= many {
                    *price = 0.0;
                }
            }
        }
    }

    /// The bound of the members at these prices, and what they ask for.
    fn ask(
        &self,
        season: &Season,
        prices: &Prices,
        left: &Prices,
        tools: &mut Tools<'_>,
    ) -> Option<(f64, Vec<Vec<Held>>)> {
        let model = self.model;
        let effort = Effort {
            steps: 2,
            fuel: 300,
            tolerance: SCALE,
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
        let mut node = Vec::new();
        for place in self.members {
            let site = &model.sites[*place];
            let manner = Manner {
                guide: Some((prices, 1.0)),
                clash: FORBIDDEN,
                effort,
            };
            let local = season.local(model, *place, &manner);
            local.nodes(model, site, &mut node);
            let question = Question {
                model,
                site,
                node: &node,
                dates: &local.dates,
            };
            let answer = question.answer(&mut tools.rewards[*place], effort, tools.bench)?;
            *tools.spent += 1;
            bound += answer.lower;
            held.push(
                answer
                    .path
                    .runs
                    .iter()
                    .map(|c| local.dress(model, site, *c).1)
                    .collect(),
            );
        }
        Some((bound, held))
    }

    /// Moves the prices; `false` when nothing is asked for twice and nothing unasked has a price.
    fn ascend(&self, prices: &mut Prices, state: (&Prices, &[Vec<Held>]), distance: f64) -> bool {
        let (left, held) = state;
        let mut use_ = Prices::free(self.model);
        for (place, runs) in self.members.iter().zip(held) {
            use_.count(self.model, *place, runs);
        }
        let mut norm = 0.0;
        let lists = [
            (&mut use_.day, &left.day, &prices.day),
            (&mut use_.resident, &left.resident, &prices.resident),
            (&mut use_.week, &left.week, &prices.week),
            (&mut use_.room, &left.room, &prices.room),
        ];
        for (slope, left, price) in lists {
            for ((s, l), p) in slope.iter_mut().zip(left).zip(price) {
                // What is full already costs more than anybody would pay.
                *s = if *l <= 0.0 { 0.0 } else { *s - l };
                if *p <= 0.0 && *s < 0.0 {
                    *s = 0.0;
                }
                norm += *s * *s;
            }
        }
        if norm <= 0.0 {
            return false;
        }
        let length = distance.max(SCALE) / norm;
        let lists = [
            (&mut prices.day, &use_.day),
            (&mut prices.resident, &use_.resident),
            (&mut prices.week, &use_.week),
            (&mut prices.room, &use_.room),
        ];
        for (list, slope) in lists {
            for (p, s) in list.iter_mut().zip(slope) {
                if *s != 0.0 {
                    *p = (*p + length * s).round().max(0.0);
                }
            }
        }
        true
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
        for (place, runs) in self.members.iter().zip(held) {
            made.set(model, *place, runs);
            if !made.legal_for(model, *place) {
                made.clear(model, *place);
                waiting.push(*place);
            }
        }
        let last = waiting.len().saturating_sub(1);
        for (turn, place) in waiting.iter().enumerate() {
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
