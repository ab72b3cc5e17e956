//! The search for a plan: construction, price ascent, then re-insertion of a few authorities at a time.
//!
//! Owns: the order in which things are tried. Invariants: the same seed and the same number of iterations give the same plan, whatever the
//! machine's speed; the best legal season is kept. Never: the clock.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by site and meeting numbers of the model"
)]

use crate::dice::Dice;
use crate::dual::{Dual, Evaluation, Prices};
use crate::graph::SCALE;
use crate::model::Model;
use crate::oracle::{Bench, Effort};
use crate::polish::{FORBIDDEN, Polish, Tools};
use crate::season::{Manner, Season};
use crate::solve::{Budget, Flow, Phase, Progress};

/// The price of a clash while building; it grows for as long as clashes remain.
const FIRST_PENALTY: f64 = 400.0;

pub(crate) struct Search<'a> {
    pub(crate) model: &'a Model,
    dice: Dice,
    tell: &'a mut dyn FnMut(&Progress) -> Flow,
    bench: Bench,
    /// Rewards of each site's ambassadors in insertions.
    rewards: Vec<Vec<f64>>,
    pub(crate) dual: Dual,
    pub(crate) best: Option<(i64, Season)>,
    pub(crate) iterations: u64,
    stopped: bool,
}

const EXACT: Effort = Effort {
    steps: 12,
    fuel: 20_000,
    tolerance: SCALE,
};

impl<'a> Search<'a> {
    pub(crate) fn new(
        model: &'a Model,
        seed: u64,
        tell: &'a mut dyn FnMut(&Progress) -> Flow,
    ) -> Self {
        let rewards = model
            .sites
            .iter()
            .map(|s| vec![0.0; s.wishes.len()])
            .collect();
        Self {
            model,
            dice: Dice::new(seed),
            tell,
            bench: Bench::default(),
            rewards,
            dual: Dual::new(model),
            best: None,
            iterations: 0,
            stopped: false,
        }
    }

    /// The bound in the instance's unit: costs are whole, so it is rounded up.
    pub(crate) fn bound(&self) -> i64 {
        if self.dual.bound <= 0.0 {
            0
        } else {
            (self.dual.bound / SCALE).ceil() as i64
        }
    }

    fn report(&mut self, phase: Phase) -> bool {
        let progress = Progress {
            phase,
            cost: self.best.as_ref().map(|b| b.0),
            bound: self.bound(),
            iterations: self.iterations,
        };
        if (self.tell)(&progress) == Flow::Stop {
            self.stopped = true;
        }
        !self.stopped
    }

    fn proved(&self) -> bool {
        self.best.as_ref().is_some_and(|b| b.0 <= self.bound())
    }

    /// Searches until the budget is spent, the caller stops, or the best plan is proved.
    pub(crate) fn run(&mut self, budget: &Budget) {
        let possible = self.model.gatherings.iter().all(|g| !g.dates.is_empty());
        let countable = self.model.sites.iter().all(|s| s.need.is_some());
        if !possible || !countable || !self.build(budget) {
            return;
        }
        let Some((_, mut current)) = self.best.clone() else {
            return;
        };
        let mut round = 0;
        while !self.stopped && !self.proved() && self.iterations < budget.iterations {
            // Prices need many steps at first and few later.
            let steps = if round == 0 { 150 } else { 40 };
            if !self.ascend(steps, budget, round) || self.proved() {
                return;
            }
            self.improve(&mut current, 60, budget);
            round += 1;
        }
    }

    /// Whether a legal plan is found within the budget.
    pub(crate) fn find(&mut self, budget: &Budget) -> bool {
        let possible = self.model.gatherings.iter().all(|g| !g.dates.is_empty());
        possible
            && self.model.sites.iter().all(|s| s.need.is_some())
            && self.build(budget)
            && self.best.is_some()
    }

    fn ascend(&mut self, steps: usize, budget: &Budget, round: u64) -> bool {
        let model = self.model;
        let single = model.sites.len() == 1;
        for step in 0..steps {
            self.iterations += 1;
            if round == 0 && step == 90 {
                self.dual.restart(0.25);
            }
            // Far from the best prices an exact answer is not worth its search.
            let fuel = if single {
                3_000_000
            } else if round == 0 && step < 90 {
                0
            } else {
                6000
            };
            let count = if step < 3 || single {
                10
            } else if fuel > 0 {
                6
            } else {
                2
            };
            let effort = Effort {
                steps: count,
                fuel,
                tolerance: if single { SCALE } else { 1.0 },
            };
            let Some(made) = self.dual.evaluate(model, effort, &mut self.bench) else {
                return false;
            };
            let upper = self
                .best
                .as_ref()
                .map_or(self.dual.bound * 1.1, |b| b.0 as f64 * SCALE);
            self.dual.step(model, &made, upper);
            if single || step % 10 == 9 {
                self.repair(&made);
            }
            if !self.report(Phase::Pricing) || self.proved() || self.iterations >= budget.iterations
            {
                return false;
            }
        }
        true
    }

    /// Makes a legal plan of the sequences the prices ask for: those in the way are put back one by one.
    fn repair(&mut self, made: &Evaluation) {
        let model = self.model;
        let mut season = Season::empty(model);
        for (g, gathering) in model.gatherings.iter().enumerate() {
            let mut votes = vec![0; gathering.dates.len()];
            for place in &gathering.participants {
                for (l, link) in model.sites[*place].graph.links.iter().enumerate() {
                    if link.gathering == g {
                        votes[made.answers[*place].path.dates[l]] += 1;
                    }
                }
            }
            season.dates[g] = (0..votes.len())
                .min_by_key(|at| (-votes[*at], gathering.dates[*at].1))
                .unwrap_or(0);
        }
        let mut order: Vec<usize> = (0..model.sites.len()).collect();
        self.shuffle(&mut order);
        let mut waiting = Vec::new();
        for place in order {
            season.set(model, place, made.held[place].clone());
            if !season.legal_for(model, place) {
                season.clear(model, place);
                waiting.push(place);
            }
        }
        let guide = self.dual.best.clone();
        let last = waiting.len().saturating_sub(1);
        for (turn, place) in waiting.iter().enumerate() {
            let guide = if turn < last {
                Some((&guide, 1.0))
            } else {
                None
            };
            let manner = Manner {
                guide,
                clash: FORBIDDEN,
                effort: EXACT,
            };
            season.insert(
                model,
                *place,
                &manner,
                (&mut self.rewards[*place], &mut self.bench),
            );
            self.iterations += 1;
        }
        self.offer(&season);
    }

    /// Keeps a season that is legal and better than the best.
    fn offer(&mut self, season: &Season) {
        let cost = season.cost(self.model);
        if self.best.as_ref().is_none_or(|b| cost < b.0) && season.legal(self.model) {
            self.best = Some((cost, season.clone()));
        }
    }

    /// A first plan: authorities one after the other, clashes dearer and dearer.
    fn build(&mut self, budget: &Budget) -> bool {
        let model = self.model;
        let sites = model.sites.len();
        let mut season = Season::empty(model);
        for (g, gathering) in model.gatherings.iter().enumerate() {
            season.dates[g] = (0..gathering.dates.len())
                .min_by_key(|at| gathering.dates[*at].1)
                .unwrap_or(0);
        }
        let mut penalty = FIRST_PENALTY;
        let mut memory = Prices::free(model);
        let sites_once = u64::try_from(sites).unwrap_or(1).max(1);
        let rounds = (budget.iterations / sites_once).clamp(8, 2000);
        let mut order: Vec<usize> = (0..sites).collect();
        for round in 0..rounds {
            if round > 0 {
                season.remember(model, &mut memory, 30.0);
                season.redate(model, &memory);
            }
            self.shuffle(&mut order);
            for place in &order {
                season.clear(model, *place);
                let effort = Effort {
                    steps: 4,
                    fuel: 0,
                    tolerance: SCALE,
                };
                let manner = Manner {
                    guide: Some((&memory, 1.0)),
                    clash: penalty,
                    effort,
                };
                if !season.insert(
                    model,
                    *place,
                    &manner,
                    (&mut self.rewards[*place], &mut self.bench),
                ) {
                    return false;
                }
                self.iterations += 1;
                if !self.report(Phase::Building) {
                    return false;
                }
            }
            if season.legal(model) {
                self.best = Some((season.cost(model), season));
                return self.report(Phase::Building);
            }
            // Dear clashes freeze the order of precedence: starting over with cheap ones leaves the cycle.
            penalty = if penalty > 20_000.0 {
                FIRST_PENALTY
            } else {
                (penalty * 1.4).round()
            };
        }
        false
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for place in (1..order.len()).rev() {
            order.swap(place, self.dice.below(place + 1));
        }
    }

    /// Large-neighbourhood search: a few authorities (and sometimes a meeting) are taken out and put back.
    fn improve(&mut self, current: &mut Season, trials: usize, budget: &Budget) {
        let model = self.model;
        if self
            .best
            .as_ref()
            .is_some_and(|b| b.0 < current.cost(model))
        {
            *current = self
                .best
                .as_ref()
                .map_or_else(|| current.clone(), |b| b.1.clone());
        }
        let mut cost = current.cost(model);
        for trial in 0..trials {
            let mut season = current.clone();
            // A few steps sideways now and then, from which the way down may be another one.
            let slack = if trial % 12 == 11 { cost / 1500 } else { 0 };
            let moved = self.move_meeting(&mut season);
            let members = if moved.is_empty() {
                self.choose()
            } else {
                moved
            };
            let others = cost
                - members
                    .iter()
                    .map(|place| current.site_cost(model, *place))
                    .sum::<i64>();
            let others = others - current.meeting_cost(model) + season.meeting_cost(model);
            for place in &members {
                season.clear(model, *place);
            }
            let polish = Polish {
                model,
                members: &members,
                before: cost - others + slack,
                steps: 24,
            };
            let mut tools = Tools {
                rewards: &mut self.rewards,
                bench: &mut self.bench,
                spent: &mut self.iterations,
            };
            if let Some((part, found)) = polish.better(&season, &self.dual.best, &mut tools)
                && part + others < cost + slack
                && found.legal(model)
            {
                cost = part + others;
                *current = found;
                self.offer(current);
            }
            self.iterations += 1;
            if !self.report(Phase::Improving)
                || self.proved()
                || self.iterations >= budget.iterations
            {
                return;
            }
        }
    }

    /// Now and then another date for a meeting; the authorities in its way.
    fn move_meeting(&mut self, season: &mut Season) -> Vec<usize> {
        if season.dates.is_empty() || self.dice.below(5) > 0 {
            return Vec::new();
        }
        let g = self.dice.below(season.dates.len());
        let gathering = &self.model.gatherings[g];
        let at = self.dice.below(gathering.dates.len());
        season.dates[g] = at;
        let moved = gathering.participants.iter().copied();
        moved
            .filter(|place| season.site_clashes(self.model, g, at, *place) > 0)
            .collect()
    }

    /// Which authorities to take out.
    fn choose(&mut self) -> Vec<usize> {
        let sites = self.model.sites.len();
        let count = (2 + self.dice.below(4)).min(sites);
        let mut out = vec![self.dice.below(sites)];
        while out.len() < count {
            let other = self.dice.below(sites);
            if !out.contains(&other) {
                out.push(other);
            }
        }
        out
    }
}
