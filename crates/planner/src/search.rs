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
use crate::dual::{Dual, Prices};
use crate::graph::SCALE;
use crate::model::Model;
use crate::near::kin;
use crate::oracle::{Bench, Effort};
use crate::polish::{FORBIDDEN, Polish, Tools};
use crate::season::{Frame, Manner, Season};
use crate::solve::{Budget, Flow, Phase, Progress, Tell};
use crate::tree::Node;
use std::sync::Mutex;

/// The price of a clash while building; it grows for as long as clashes remain.
const FIRST_PENALTY: f64 = 400.0;
/// Rounds of building after which a meeting leaves a date that still clashes.
const PATIENT: u64 = 15;
/// Seasons of more authorities are treated with less care for each.
pub(crate) const MANY: usize = 20;
/// Pairs of neighbourhoods tried on one plan before another has its turn.
const PAIRS: usize = 12;

/// Steps after which the caller is told.
const STEPS: u64 = 64;

/// What one worker needs for itself.
pub(crate) struct Hand {
    pub(crate) dice: Dice,
    pub(crate) bench: Bench,
    /// Rewards of each site's ambassadors in insertions.
    pub(crate) rewards: Vec<Vec<f64>>,
}

impl Hand {
    fn new(model: &Model, seed: u64) -> Self {
        let sites = model.sites.iter();
        Self {
            dice: Dice::new(seed),
            bench: Bench::default(),
            rewards: sites.map(|s| vec![0.0; s.wishes.len()]).collect(),
        }
    }

    fn tools<'b>(
        &'b mut self,
        spent: &'b mut u64,
        goes_on: &'b mut dyn FnMut(u64) -> bool,
    ) -> Tools<'b> {
        Tools {
            rewards: &mut self.rewards,
            bench: &mut self.bench,
            spent,
            dice: &mut self.dice,
            goes_on,
        }
    }
}

/// The caller, whom several workers tell how it goes.
pub(crate) struct Heard<'a, 'b> {
    pub(crate) tell: &'a mut Tell<'b>,
    pub(crate) progress: Progress,
    pub(crate) stopped: bool,
}

impl Heard<'_, '_> {
    /// So many more steps were made: says whether to go on.
    pub(crate) fn goes_on(&mut self, steps: u64) -> bool {
        self.at(self.progress.iterations + steps)
    }

    /// So many steps were made in all: says whether to go on.
    fn at(&mut self, steps: u64) -> bool {
        self.progress.iterations = steps;
        self.stopped = self.stopped || (self.tell)(&self.progress) == Flow::Stop;
        !self.stopped
    }
}

/// A few authorities taken out of a plan.
struct Trial {
    members: Vec<usize>,
    frames: Vec<Frame>,
    /// What the others and the meetings cost.
    others: i64,
    /// How much dearer the plan may become.
    slack: i64,
}

pub(crate) struct Search<'a> {
    pub(crate) model: &'a Model,
    pub(crate) tell: &'a mut Tell<'a>,
    pub(crate) hand: Hand,
    /// Works on every second trial, on a thread of its own when there is one.
    pub(crate) second: Hand,
    pub(crate) threads: usize,
    pub(crate) dual: Dual,
    pub(crate) best: Option<(i64, Season)>,
    pub(crate) iterations: u64,
    pub(crate) stopped: bool,
    pub(crate) cases: Vec<Node>,
    /// A case above this bound needs no more exact answers for now.
    pub(crate) enough: f64,
    /// Good plans, at most one for each choice of meeting dates.
    starts: Vec<(i64, Season)>,
    /// By authority: those it shares residents, rooms or meetings with, more often the more they share.
    pub(crate) kin: Vec<Vec<usize>>,
}

const EXACT: Effort = Effort {
    steps: 12,
    fuel: 20_000,
    tolerance: SCALE,
};

impl<'a> Search<'a> {
    pub(crate) fn new(model: &'a Model, seed: u64, tell: &'a mut Tell<'a>) -> Self {
        Self {
            model,
            tell,
            hand: Hand::new(model, seed),
            second: Hand::new(model, !seed),
            threads: 1,
            dual: Dual::new(model),
            best: None,
            iterations: 0,
            stopped: false,
            cases: Vec::new(),
            enough: f64::MAX,
            starts: Vec::new(),
            kin: kin(model),
        }
    }

    /// The bound in the instance's unit: costs are whole, so it is rounded up.
    pub(crate) fn bound(&self) -> i64 {
        // Before any case is filed, the prices are those of the whole season.
        let cases = self.cases.iter().map(|n| n.leaf.bound);
        let known = cases.reduce(f64::min).unwrap_or(self.dual.bound);
        if known <= 0.0 {
            0
        } else {
            (known / SCALE).ceil() as i64
        }
    }

    pub(crate) fn progress(&self, phase: Phase) -> Progress {
        Progress {
            phase,
            cost: self.best.as_ref().map(|b| b.0),
            bound: self.bound(),
            iterations: self.iterations,
        }
    }

    pub(crate) fn report(&mut self, phase: Phase) -> bool {
        let progress = self.progress(phase);
        if (self.tell)(&progress) == Flow::Stop {
            self.stopped = true;
        }
        !self.stopped
    }

    pub(crate) fn proved(&self) -> bool {
        self.best.as_ref().is_some_and(|b| b.0 <= self.bound())
    }

    /// Searches until the budget is spent, the caller stops, or the best plan is proved.
    pub(crate) fn run(&mut self, budget: &Budget) {
        let possible = self.model.gatherings.iter().all(|g| !g.dates.is_empty());
        let countable = self.model.sites.iter().all(|s| s.need.is_some());
        if !possible || !countable || !self.build(budget) {
            return;
        }
        self.threads = budget.threads;
        if let Some((_, first)) = self.best.clone() {
            self.start(first);
        }
        if !self.root(budget) {
            return;
        }
        let mut dividing = true;
        let (mut turn, mut calm) = (0, 0);
        while !self.stopped && !self.proved() && self.iterations < budget.iterations {
            // With many authorities a case costs more than it raises: what is left goes to the plan.
            let worth = self.model.sites.len() <= MANY || turn % 64 == 63;
            dividing = dividing && (!worth || self.divide(budget));
            if self.stopped || self.proved() {
                return;
            }
            let known = self.best.as_ref().map(|b| b.0);
            let at = self.elite(turn);
            let (_, mut current) = self.starts[at].clone();
            // At first plans get cheaper quickly, and rounding is nearly all they need.
            self.improve(&mut current, (1 + turn / 4).min(3), budget);
            self.starts[at] = (current.cost(self.model), current);
            turn += 1;
            calm = if self.best.as_ref().map(|b| b.0) == known {
                calm + 1
            } else {
                0
            };
            if calm >= 8 {
                self.kick(budget);
                calm = 0;
            }
        }
    }

    /// Nothing better near: other plans not far from the best are tried too.
    fn kick(&mut self, budget: &Budget) {
        let Some((_, best)) = self.best.clone() else {
            return;
        };
        // The best of each choice of dates stay: only their variants make room.
        self.starts.sort_by_key(|s| s.0);
        let mut known: Vec<Vec<usize>> = Vec::new();
        self.starts.retain(|s| {
            let new = !known.contains(&s.1.dates);
            known.push(s.1.dates.clone());
            new
        });
        self.starts.truncate(4);
        let most = self.starts.len() + 3;
        for _ in 0..12 {
            if self.iterations >= budget.iterations {
                return;
            }
            let mut season = best.clone();
            let members = self.choose();
            members
                .iter()
                .for_each(|place| season.clear(self.model, *place));
            let guide = self.dual.best.clone();
            for place in &members {
                let manner = Manner {
                    guide: Some((&guide, self.hand.dice.below(30) as f64 / 10.0)),
                    clash: FORBIDDEN,
                    effort: EXACT,
                    frame: None,
                };
                season.insert(
                    self.model,
                    *place,
                    &manner,
                    (&mut self.hand.rewards[*place], &mut self.hand.bench),
                );
                self.iterations += 1;
            }
            if season.legal(self.model) && self.starts.len() < most {
                self.starts.push((season.cost(self.model), season));
            }
        }
    }

    /// Which of the good plans to work on: in turn the best, the best of another choice of meeting dates that is not much dearer, and any; the
    /// worst are dropped on the way.
    fn elite(&mut self, turn: usize) -> usize {
        self.starts.sort_by_key(|s| s.0);
        let kept = if turn < 16 { 8 } else { 7 };
        self.starts.truncate(kept);
        if self.model.sites.len() > MANY {
            return 0;
        }
        let starts = &self.starts;
        let near = starts.first().map_or(0, |best| best.0 + best.0 / 100);
        let rival = |at: &usize| {
            let (cost, season) = &starts[*at];
            *cost < near && starts[..*at].iter().all(|s| s.1.dates != season.dates)
        };
        let list: Vec<usize> = match turn % 3 {
            0 => vec![0],
            1 => (1..starts.len()).filter(rival).collect(),
            _ => (0..starts.len()).collect(),
        };
        list.get(turn / 3 % list.len().max(1)).copied().unwrap_or(0)
    }

    /// A plan worth improving: the best of each choice of meeting dates are kept.
    pub(crate) fn start(&mut self, season: Season) {
        self.offer(&season);
        let cost = season.cost(self.model);
        match self.starts.iter_mut().find(|s| s.1.dates == season.dates) {
            Some(old) if cost < old.0 => *old = (cost, season),
            Some(_) => {}
            None => self.starts.push((cost, season)),
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

    /// Puts authorities back one by one, as the prices advise, the last without.
    pub(crate) fn put_back(&mut self, season: &mut Season, waiting: &[usize], budget: &Budget) {
        let model = self.model;
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
                frame: None,
            };
            season.insert(
                model,
                *place,
                &manner,
                (&mut self.hand.rewards[*place], &mut self.hand.bench),
            );
            self.iterations += 1;
            if !self.report(Phase::Pricing) || self.iterations >= budget.iterations {
                return;
            }
        }
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
        let dated = model.gatherings.iter().map(|g| vec![0.0; g.dates.len()]);
        let mut scars: Vec<Vec<f64>> = dated.collect();
        let sites_once = u64::try_from(sites).unwrap_or(1).max(1);
        let rounds = (budget.iterations / sites_once).clamp(8, 2000);
        let mut order: Vec<usize> = (0..sites).collect();
        for round in 0..rounds {
            if round > 0 {
                season.remember(model, &mut memory, 30.0);
                season.redate(model, &memory, &scars);
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
                    frame: None,
                };
                if !season.insert(
                    model,
                    *place,
                    &manner,
                    (&mut self.hand.rewards[*place], &mut self.hand.bench),
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
            if round >= PATIENT {
                // What a participant whose path does not choose dates clashes with is in no memory: another date is tried.
                for (g, scar) in scars.iter_mut().enumerate() {
                    let at = season.dates[g];
                    scar[at] += season.meeting_clashes(model, g, at) as f64 * 100.0;
                }
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

    pub(crate) fn shuffle(&mut self, order: &mut [usize]) {
        for place in (1..order.len()).rev() {
            order.swap(place, self.hand.dice.below(place + 1));
        }
    }

    /// A few authorities solved together; the caller may stop it midway.
    pub(crate) fn solve_few(
        &mut self,
        polish: &Polish<'_>,
        season: Season,
        phase: Phase,
    ) -> Option<(i64, Season)> {
        let mut heard = Heard {
            progress: self.progress(phase),
            tell: &mut *self.tell,
            stopped: self.stopped,
        };
        let mut goes_on = |spent: u64| {
            if spent.is_multiple_of(STEPS) {
                heard.at(spent)
            } else {
                !heard.stopped
            }
        };
        let mut tools = self.hand.tools(&mut self.iterations, &mut goes_on);
        let found = polish.better(season, &self.dual.best, &mut tools);
        self.stopped = heard.stopped;
        found
    }

    /// Large-neighbourhood search: a few authorities (and sometimes a meeting) are taken out and put back. Trials go by two, so that two threads
    /// make the same plan as one.
    fn improve(&mut self, current: &mut Season, dives: usize, budget: &Budget) {
        let model = self.model;
        let mut cost = current.cost(model);
        for turn in 0..PAIRS {
            // A few steps sideways now and then, from which the way down may be another one.
            let slack = if turn % 6 == 5 {
                cost / 150 / (model.sites.len() as i64).max(10)
            } else {
                0
            };
            let before = current.dates.clone();
            let drawn = [self.draw(current, cost, 0), self.draw(current, cost, slack)];
            for (trial, found) in self.solve_both(drawn, (cost, dives), budget) {
                let Some((_, found)) = found.filter(|f| f.0 + trial.others < cost + trial.slack)
                else {
                    continue;
                };
                let mut joined = current.clone();
                for place in &trial.members {
                    joined.set(model, *place, found.runs[*place].clone());
                }
                let moved = found.dates.iter().zip(&before).enumerate();
                for (g, (to, _)) in moved.filter(|(_, (to, from))| to != from) {
                    joined.dates[g] = *to;
                }
                // The first may have changed what the second was made for.
                let total = joined.cost(model);
                if total < cost + trial.slack && joined.legal(model) {
                    cost = total;
                    *current = joined;
                    self.offer(current);
                }
            }
            self.iterations += 2;
            if !self.report(Phase::Improving)
                || self.proved()
                || self.iterations >= budget.iterations
            {
                return;
            }
        }
    }

    /// Which authorities are taken out of a plan that costs `cost`, and the plan without them, perhaps with a meeting on another date.
    fn draw(&mut self, current: &Season, cost: i64, slack: i64) -> (Trial, Season) {
        let model = self.model;
        let mut season = current.clone();
        let moved = self.move_meeting(&mut season);
        let window = moved.is_empty().then(|| self.window()).flatten();
        let members = if window.is_some() {
            self.crowd()
        } else if moved.is_empty() {
            self.choose()
        } else {
            moved
        };
        let frame = |place: &usize| {
            let runs = &current.runs[*place];
            window.map(|w| Frame::new(model, *place, runs, w))
        };
        let frames: Vec<Frame> = members.iter().filter_map(frame).collect();
        let taken = members.iter().map(|place| current.site_cost(model, *place));
        let others =
            cost - taken.sum::<i64>() - current.meeting_cost(model) + season.meeting_cost(model);
        for (turn, place) in members.iter().enumerate() {
            let kept = frames.get(turn).map_or_else(Vec::new, |f| f.fixed.clone());
            season.set(model, *place, kept);
        }
        let trial = Trial {
            members,
            frames,
            others,
            slack,
        };
        (trial, season)
    }

    /// Looks for something cheaper in two trials, each with half of what is left of the budget.
    fn solve_both(
        &mut self,
        drawn: [(Trial, Season); 2],
        (cost, dives): (i64, usize),
        budget: &Budget,
    ) -> [(Trial, Option<(i64, Season)>); 2] {
        let model = self.model;
        let heard = Mutex::new(Heard {
            progress: self.progress(Phase::Improving),
            tell: &mut *self.tell,
            stopped: false,
        });
        let until = budget.iterations.saturating_sub(self.iterations) / 2;
        let start = &self.dual.best;
        let solve = |(trial, season): (Trial, Season), hand: &mut Hand| {
            let polish = Polish {
                model,
                members: &trial.members,
                before: cost - trial.others + trial.slack,
                steps: 24,
                until,
                frames: &trial.frames,
                dives,
            };
            let mut spent = 0;
            let mut goes_on = |spent: u64| {
                !spent.is_multiple_of(STEPS) || heard.lock().is_ok_and(|mut h| h.goes_on(STEPS))
            };
            let mut tools = hand.tools(&mut spent, &mut goes_on);
            let found = polish.better(season, start, &mut tools);
            (trial, found, spent)
        };
        let [one, other] = drawn;
        let (hand, second) = (&mut self.hand, &mut self.second);
        let made = both(self.threads, || solve(one, hand), || solve(other, second));
        self.stopped |= heard.into_inner().is_ok_and(|h| h.stopped);
        let ((one, first, spent), (other, then, more)) = made;
        self.iterations += spent + more;
        [(one, first), (other, then)]
    }
}

/// Does both, each on a thread of its own when there are two.
pub(crate) fn both<T, U: Send>(
    threads: usize,
    one: impl FnOnce() -> T,
    other: impl FnOnce() -> U + Send,
) -> (T, U) {
    if threads < 2 {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        let one = one();
        match other.join() {
            Ok(other) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
