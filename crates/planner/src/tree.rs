//! The cases of the proof: where the combination of calendars cannot agree on a meeting, its dates are divided in two.
//!
//! Owns: the list of open cases and the order in which they are looked at (the weakest first). Invariants: the cases cover every plan; the
//! bound of the season is the least of theirs. Never: a plan, except one rounded from the shares of a case.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by site, meeting and date numbers of the model"
)]

use crate::certificate::{Question, Supposition};
use crate::dual::{Evaluation, Leaf};
use crate::graph::SCALE;
use crate::instance::Instance;
use crate::model::Model;
use crate::oracle::Effort;
use crate::polish::Polish;
use crate::search::{Heard, MANY, Search};
use crate::season::Season;
use crate::solve::{Budget, Phase, Progress};
use std::sync::Mutex;

/// A case: what is supposed (meeting, date number, on this date or before), and what is known of it.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) suppose: Vec<(usize, usize, bool)>,
    pub(crate) leaf: Leaf,
    /// The meeting that agrees least, and the last date of its first half; `None` when nothing is left to divide.
    split: Option<(usize, usize)>,
    /// Exact answers raise it no more.
    spent: bool,
}

/// Seasons of so few authorities are worth exact answers.
const FEW: usize = 6;

impl Node {
    /// What is supposed, in the words of the certificate.
    pub(crate) fn suppositions(&self, instance: &Instance, model: &Model) -> Vec<Supposition> {
        let one = |(g, at, yes): &(usize, usize, bool)| Supposition {
            ask: Question::Until,
            meeting: instance.meetings[*g].id.clone(),
            day: model.day(model.gatherings[*g].dates[*at].0),
            yes: *yes,
        };
        self.suppose.iter().map(one).collect()
    }
}

impl Search<'_> {
    /// Raises the bound of the whole season as far as prices can. `false` when the search ends there.
    pub(crate) fn root(&mut self, budget: &Budget) -> bool {
        let single = self.model.sites.len() == 1;
        if !single && !self.climb(600, budget) {
            return self.close_root();
        }
        let many = self.model.sites.len() > MANY;
        if !many && self.model.sites.len() > FEW {
            self.lift();
            return self.close_root();
        }
        self.dual.sharpen(self.model);
        let goes_on = self.climb(if many { 40 } else { 120 }, budget);
        if many && goes_on {
            // Cases would be too many: a first good plan is settled on the dates of the season as a whole.
            self.plunge(budget);
        }
        self.close_root() && goes_on
    }

    /// Files the season as the only case. `false` when the search ends there.
    fn close_root(&mut self) -> bool {
        let leaf = self.dual.leaf();
        let split = self.split(&leaf.prices.open);
        self.cases = vec![Node {
            suppose: Vec::new(),
            leaf,
            split,
            spent: false,
        }];
        !self.stopped && !self.proved()
    }

    /// Price steps until nothing more is promised. `false` when the search ends there.
    fn climb(&mut self, most: usize, budget: &Budget) -> bool {
        // Many authorities asked exactly take long: good rewards first leave less to visit, and a few steps without gain end it.
        let (steps, fuel, patience) = match self.model.sites.len() {
            sites if !self.dual.sharp() => (1, 0, 25 + sites),
            1 => (12, 3_000_000, 26),
            few @ 2..=FEW => (5, 300_000, 25 + few),
            2..=MANY => (50, 300_000, 4),
            _ => (20, 60_000, 6),
        };
        let effort = Effort {
            steps,
            fuel,
            tolerance: 1.0,
        };
        let mut still = 0;
        for step in 0..most {
            let before = self.dual.bound;
            self.iterations += 1;
            let progress = self.progress(Phase::Pricing);
            let Some(made) = self.evaluate(effort, &progress) else {
                if self.stopped {
                    return false;
                }
                self.dual.bound = f64::MAX;
                return true;
            };
            self.dual.aim(self.model, &made);
            still = if self.dual.bound > before + 0.2 * SCALE {
                0
            } else {
                still + 1
            };
            let settled = self.dual.settled(self.tolerance());
            if step % 25 == 24 || settled {
                self.round(budget);
            }
            if !self.report(Phase::Pricing) || self.iterations >= budget.iterations {
                return false;
            }
            let high = self.dual.sharp() && self.dual.bound > self.enough;
            if settled || still > patience || high || self.beaten(self.dual.bound) {
                break;
            }
        }
        true
    }

    /// What is not worth more steps: dividing raises the bound faster.
    fn tolerance(&self) -> f64 {
        let cost = self.best.as_ref().map_or(0, |b| b.0) as f64 * SCALE;
        if self.model.sites.len() > MANY {
            // Exact answers follow at once and raise the bound faster.
            (cost / 20_000.0).max(0.5 * SCALE)
        } else if self.model.sites.len() > FEW {
            (cost / 8000.0).max(0.5 * SCALE)
        } else {
            0.5 * SCALE
        }
    }

    /// Whether a case with this bound holds no plan cheaper than the best.
    fn beaten(&self, bound: f64) -> bool {
        self.best
            .as_ref()
            .is_some_and(|b| bound > (b.0 - 1) as f64 * SCALE)
    }

    /// The bound at the current prices. `None` when an authority has no sequence, or when the caller stops while answers are exact, hence slow.
    fn evaluate(&mut self, effort: Effort, progress: &Progress) -> Option<Evaluation> {
        let heard = Mutex::new(Heard {
            progress: *progress,
            tell: &mut *self.tell,
            stopped: self.stopped,
        });
        let goes_on = || effort.fuel == 0 || heard.lock().is_ok_and(|mut h| h.goes_on(0));
        let benches = (&mut self.hand.bench, &mut self.second.bench);
        let made = self
            .dual
            .evaluate_while(self.model, effort, (self.threads, benches), &goes_on);
        self.stopped = heard.into_inner().is_ok_and(|h| h.stopped);
        made
    }

    /// One exact answer at the best prices raises the bound a little more.
    fn lift(&mut self) {
        let progress = self.progress(Phase::Pricing);
        let leaf = self.dual.leaf();
        self.dual.enter(&leaf);
        let effort = Effort {
            steps: 3,
            fuel: 20_000,
            tolerance: 1.0,
        };
        self.evaluate(effort, &progress);
        if self.dual.bound < leaf.bound {
            self.dual.enter(&leaf);
            self.dual.bound = leaf.bound;
        }
    }

    /// Divides the weakest case in two. `false` when none can be divided, or the search ends there.
    pub(crate) fn divide(&mut self, budget: &Budget) -> bool {
        let weakest = (0..self.cases.len()).min_by(|a, b| {
            self.cases[*a]
                .leaf
                .bound
                .total_cmp(&self.cases[*b].leaf.bound)
        });
        let Some(at) = weakest.filter(|at| !self.beaten(self.cases[*at].leaf.bound)) else {
            return false;
        };
        let others = self.cases.iter().enumerate().filter(|(n, _)| *n != at);
        let next = others.map(|(_, case)| case.leaf.bound).reduce(f64::min);
        let cost = self.best.as_ref().map_or(0, |b| b.0) as f64 * SCALE;
        // Exact answers are dear: a case that is well above the next one can wait.
        self.enough = match next {
            Some(next) if self.model.sites.len() > FEW => next + cost / 1000.0,
            _ => f64::MAX,
        };
        let node = self.cases[at].clone();
        let Some((g, cut)) = node.split else {
            return self.sharpen(at, budget);
        };
        let mut made = Vec::new();
        for yes in [true, false] {
            let mut leaf = node.leaf.clone();
            let (first, stop) = leaf.prices.open[g];
            leaf.prices.open[g] = if yes {
                (first, cut + 1)
            } else {
                (cut + 1, stop)
            };
            self.dual.enter(&leaf);
            let goes_on = self.climb(60, budget);
            if self.model.sites.len() > FEW && goes_on && !self.beaten(self.dual.bound) {
                self.lift();
            }
            if self.dual.sharp() && self.model.sites.len() > FEW && !self.beaten(self.dual.bound) {
                self.plunge(budget);
            }
            let mut leaf = self.dual.leaf();
            if leaf.bound < node.leaf.bound {
                // What is proved of the whole holds of its parts, with the same prices.
                let open = leaf.prices.open.clone();
                leaf = node.leaf.clone();
                leaf.prices.open = open;
            }
            let split = self.split(&leaf.prices.open);
            let mut suppose = node.suppose.clone();
            suppose.push((g, cut, yes));
            made.push(Node {
                suppose,
                leaf,
                split,
                spent: false,
            });
            if !goes_on && made.len() < 2 {
                return false;
            }
        }
        self.cases.swap_remove(at);
        self.cases.append(&mut made);
        self.report(Phase::Pricing)
    }

    /// Exact answers raise the bound of a case that cannot be divided, often by more than all the dates did. `false` when they raise it no more.
    fn sharpen(&mut self, at: usize, budget: &Budget) -> bool {
        if self.cases[at].spent {
            return false;
        }
        let before = self.cases[at].leaf.clone();
        self.dual.enter(&before);
        if !self.dual.sharp() {
            self.dual.sharpen(self.model);
        }
        let goes_on = self.climb(40, budget);
        if self.model.sites.len() > FEW {
            self.plunge(budget);
        }
        let (leaf, split) = (self.dual.leaf(), self.split(&before.prices.open));
        let node = &mut self.cases[at];
        node.spent = leaf.bound < before.bound + SCALE;
        if leaf.bound > before.bound {
            node.leaf = leaf;
            node.split = split;
        }
        goes_on
    }

    /// The meeting that agrees least, and the last date of its first half.
    fn split(&self, open: &[(usize, usize)]) -> Option<(usize, usize)> {
        let mut best: Option<(f64, usize, usize)> = None;
        for (g, (first, stop)) in open.iter().copied().enumerate() {
            if self.model.gatherings[g].link.is_none() || stop - first < 2 {
                continue;
            }
            let shares = self.dual.date_shares(self.model, g);
            let mut sum = 0.0;
            for (at, share) in shares.iter().enumerate().take(stop - 1).skip(first) {
                sum += share;
                let balance = sum.min(1.0 - sum);
                if balance > best.map_or(0.02, |b| b.0) {
                    best = Some((balance, g, at));
                }
            }
        }
        best.map(|(_, g, at)| (g, at))
    }

    /// A plan on the dates of a case that was asked exactly: all authorities solved together at its prices, one settled after the other.
    fn plunge(&mut self, budget: &Budget) {
        let model = self.model;
        let mut season = Season::empty(model);
        season.dates = self.likely_dates();
        let all: Vec<usize> = (0..model.sites.len()).collect();
        let spare = self.best.as_ref().map_or(i64::MAX / 4, |b| b.0 + b.0 / 50);
        let polish = Polish {
            model,
            members: &all,
            before: spare - season.meeting_cost(model),
            steps: 12,
            until: budget.iterations,
            frames: &[],
            dives: 2,
        };
        let found = self.solve_few(&polish, season, Phase::Pricing);
        if let Some((_, season)) = found.filter(|f| f.1.legal(model)) {
            self.start(season);
        }
    }

    /// The date of each meeting with the largest share.
    fn likely_dates(&self) -> Vec<usize> {
        let likely = |g: usize| {
            let shares = self.dual.date_shares(self.model, g);
            (0..shares.len()).max_by(|a, b| shares[*a].total_cmp(&shares[*b]))
        };
        let all = 0..self.model.gatherings.len();
        all.map(|g| likely(g).unwrap_or(0)).collect()
    }

    /// Makes a legal plan of the shares: meetings on their largest date, authorities on a calendar drawn by share, the others put back around.
    pub(crate) fn round(&mut self, budget: &Budget) {
        let model = self.model;
        for turn in 0..2 {
            let mut season = Season::empty(model);
            season.dates = self.likely_dates();
            let mut order: Vec<(usize, usize)> = (0..model.sites.len())
                .map(|place| (self.hand.dice.below(1000), place))
                .collect();
            order.sort_unstable();
            let mut waiting = Vec::new();
            for (_, place) in order {
                let shares = self.dual.shares(place);
                let mut lot = self.hand.dice.below(1 << 20) as f64 / f64::from(1 << 20);
                let drawn = shares.iter().find(|(share, _)| {
                    lot -= share;
                    lot <= 0.0
                });
                let largest = shares.iter().max_by(|a, b| a.0.total_cmp(&b.0));
                let runs = if turn == 0 {
                    largest
                } else {
                    drawn.or(largest)
                };
                season.set(model, place, runs.map_or_else(Vec::new, |c| c.1.to_vec()));
                if season.runs[place].is_empty() || !season.legal_for(model, place) {
                    season.clear(model, place);
                    waiting.push(place);
                }
            }
            self.put_back(&mut season, &waiting, budget);
            if season.legal(model) {
                self.start(season);
            }
        }
    }
}
