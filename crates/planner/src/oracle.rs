//! The best sequence of one authority for given prices, ambassadors' targets included: exact.
//!
//! Owns: the treatment of targets and floors. They are convex in each person's days, so a reward for each day attended gives a lower bound by
//! the path programme; the sequences whose bound is below the best known are then all visited. Invariants: `lower` is never above the true
//! optimum, and equals it when `proved`.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by candidate and person numbers of the site"
)]

use crate::graph::{Ledger, Path, RangeMin, SCALE, Toll, Walk, Work};
use crate::model::{Model, Site, Wish};
use crate::toll::Local;

/// How far to look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    /// Steps that adjust the rewards.
    pub(crate) steps: usize,
    /// States of the exact search.
    pub(crate) fuel: u64,
    /// Differences below this (in 1/SCALE) are not worth a search.
    pub(crate) tolerance: f64,
}

/// What the oracle answers.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// No sequence is cheaper.
    pub(crate) lower: f64,
    pub(crate) path: Path,
}

/// Scratch tables.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bench {
    pub(crate) work: Work,
    node: Vec<f64>,
}

/// The question: one site with the prices of its candidates and of the dates of its links.
pub(crate) struct Question<'a> {
    model: &'a Model,
    site: &'a Site,
    node: &'a [f64],
    dates: &'a [RangeMin],
}

impl<'a> Question<'a> {
    pub(crate) fn new(model: &'a Model, site: &'a Site, node: &'a [f64], local: &'a Local) -> Self {
        Self {
            model,
            site,
            node,
            dates: &local.dates,
        }
    }

    /// The cheapest sequence; `rewards` are adjusted and kept for next time. `None` when there is no sequence at all.
    pub(crate) fn answer(
        &self,
        rewards: &mut Vec<f64>,
        effort: Effort,
        bench: &mut Bench,
    ) -> Option<Answer> {
        let people = self.site.wishes.len();
        rewards.resize(people, 0.0);
        let base = self.site.base as f64 * SCALE;
        let mut best: Option<(f64, Path)> = None;
        let (mut lower, mut kept) = (f64::MIN, rewards.clone());
        let mut pull = 1.0;
        for step in 0..effort.steps.max(1) {
            self.pay(rewards, &mut bench.node);
            let toll = Toll {
                node: &bench.node,
                dates: self.dates,
            };
            self.site.graph.forward(&toll, &mut bench.work);
            let (price, path) = self.site.graph.cheapest(&toll, &bench.work)?;
            let bound = price + base + self.conjugate(rewards);
            let value = self.value(&path.runs, price, rewards) + base;
            if bound > lower {
                lower = bound;
                kept.clone_from(rewards);
            } else {
                pull *= 0.6;
            }
            let days = self.days(&path.runs);
            if best.as_ref().is_none_or(|b| value < b.0) {
                best = Some((value, path));
            }
            let upper = best.as_ref().map_or(value, |b| b.0);
            if upper - lower < effort.tolerance || step + 1 == effort.steps {
                break;
            }
            if !self.adjust(rewards, &days, (upper - bound) * pull) {
                break;
            }
        }
        rewards.clone_from(&kept);
        let (mut value, mut path) = best?;
        if value - lower >= effort.tolerance && effort.fuel > 0 {
            let found = self.search(rewards, effort, bench, (&mut value, &mut path));
            lower = found.map_or(lower, |bound| lower.max(bound));
        }
        Some(Answer {
            lower: lower.min(value),
            path,
        })
    }

    /// Node prices with the rewards taken off.
    fn pay(&self, rewards: &[f64], node: &mut Vec<f64>) {
        node.clear();
        node.extend(self.node.iter().enumerate().map(|(c, price)| {
            price
                - self
                    .site
                    .attends(c)
                    .iter()
                    .zip(rewards)
                    .map(|(n, r)| f64::from(*n) * r)
                    .sum::<f64>()
        }));
    }

    fn days(&self, runs: &[usize]) -> Vec<i64> {
        attendance(self.site, runs)
    }

    fn short(&self, days: &[i64]) -> f64 {
        let total: i64 = days
            .iter()
            .zip(&self.site.wishes)
            .map(|(n, w)| self.model.shortfall(*w, *n))
            .sum();
        total as f64 * SCALE
    }

    fn value(&self, runs: &[usize], price: f64, rewards: &[f64]) -> f64 {
        let days = self.days(runs);
        price
            + days
                .iter()
                .zip(rewards)
                .map(|(n, r)| *n as f64 * r)
                .sum::<f64>()
            + self.short(&days)
    }

    /// What the people cost at least for these rewards.
    fn conjugate(&self, rewards: &[f64]) -> f64 {
        self.site
            .wishes
            .iter()
            .zip(rewards)
            .map(|(wish, reward)| self.wanted(*wish, *reward).1)
            .sum()
    }

    /// The attendance that costs least when each day attended costs `reward`, and that cost.
    fn wanted(&self, wish: Wish, reward: f64) -> (i64, f64) {
        let most = self.site.graph.need as i64;
        let mut best = (0, f64::MAX);
        for days in [
            0,
            wish.floor.clamp(0, most),
            wish.target.clamp(0, most),
            most,
        ] {
            let cost = self.model.shortfall(wish, days) as f64 * SCALE + reward * days as f64;
            if cost < best.1 {
                best = (days, cost);
            }
        }
        best
    }

    /// An empty diary at these rewards.
    fn diary(&self, rewards: &[f64]) -> Diary<'_> {
        let people = self.site.wishes.iter().zip(rewards);
        let best: Vec<(i64, f64)> = people.clone().map(|(w, r)| self.wanted(*w, *r)).collect();
        let mut more = Vec::with_capacity(best.len() * self.site.graph.width);
        for ((wish, reward), (_, least)) in people.zip(&best) {
            let cost = |days: i64| {
                self.model.shortfall(*wish, days) as f64 * SCALE + reward * days as f64 - least
            };
            more.extend((0..=self.site.graph.need as i64).map(cost));
        }
        Diary {
            site: self.site,
            days: vec![0; best.len()],
            wanted: best.iter().map(|b| b.0 as usize).collect(),
            more,
        }
    }

    /// A step along the subgradient of the bound; `false` when it is zero.
    fn adjust(&self, rewards: &mut [f64], days: &[i64], distance: f64) -> bool {
        let most = (self.model.short + self.model.floor) as f64 * SCALE;
        let slopes: Vec<f64> = self
            .site
            .wishes
            .iter()
            .zip(rewards.iter())
            .zip(days)
            .map(|((wish, reward), n)| {
                let slope = (self.wanted(*wish, *reward).0 - n) as f64;
                let blocked = (slope < 0.0 && *reward <= 0.0) || (slope > 0.0 && *reward >= most);
                if blocked { 0.0 } else { slope }
            })
            .collect();
        let norm: f64 = slopes.iter().map(|s| s * s).sum();
        if norm <= 0.0 {
            return false;
        }
        for (reward, slope) in rewards.iter_mut().zip(slopes) {
            *reward = (*reward + slope * distance / norm).round().clamp(0.0, most);
        }
        true
    }

    /// Visits every sequence whose bound is below the best value. Returns the lower bound that proves, unless the fuel ran out.
    fn search(
        &self,
        rewards: &[f64],
        effort: Effort,
        bench: &mut Bench,
        best: (&mut f64, &mut Path),
    ) -> Option<f64> {
        self.pay(rewards, &mut bench.node);
        let toll = Toll {
            node: &bench.node,
            dates: self.dates,
        };
        self.site.graph.backward(&toll, &mut bench.work);
        let offset = self.site.base as f64 * SCALE + self.conjugate(rewards);
        let (value, kept) = best;
        let slack = effort.tolerance - 1.0;
        let limit = *value - offset - slack;
        let mut visit = |price: f64, path: &Path| {
            if price + offset < *value {
                *value = price + offset;
                kept.clone_from(path);
            }
            *value - offset - slack
        };
        let mut walk = Walk {
            graph: &self.site.graph,
            toll: &toll,
            work: &bench.work,
            ledger: self.diary(rewards),
            visit: &mut visit,
            limit,
            fuel: effort.fuel,
        };
        walk.run().then_some(*value - slack)
    }
}

/// The days each ambassador attends of a sequence in the making, and what they cost more than rewards say. Costs are convex in the days, so that
/// the attendance nearest to the wanted one costs least.
struct Diary<'a> {
    site: &'a Site,
    days: Vec<usize>,
    /// By ambassador: the days wanted at these rewards.
    wanted: Vec<usize>,
    /// By ambassador and days: what is paid more than for the days wanted.
    more: Vec<f64>,
}

impl Ledger for Diary<'_> {
    fn add(&mut self, candidate: usize) {
        for (sum, n) in self.days.iter_mut().zip(self.site.attends(candidate)) {
            *sum += usize::from(*n);
        }
    }

    fn take(&mut self, candidate: usize) {
        for (sum, n) in self.days.iter_mut().zip(self.site.attends(candidate)) {
            *sum -= usize::from(*n);
        }
    }

    fn least(&self, left: usize) -> f64 {
        let width = self.site.graph.need + 1;
        let people = self
            .days
            .iter()
            .zip(&self.wanted)
            .zip(self.more.chunks_exact(width));
        people
            .map(|((days, wanted), more)| more[(*wanted).clamp(*days, days + left)])
            .sum()
    }
}

/// Days each ambassador attends of these runs.
pub(crate) fn attendance(site: &Site, runs: &[usize]) -> Vec<i64> {
    let people = site.wishes.len();
    let mut days = vec![0; people];
    for c in runs {
        for (sum, n) in days.iter_mut().zip(site.attends(*c)) {
            *sum += i64::from(*n);
        }
    }
    days
}
