//! The search for a plan: construction, then re-insertion of authorities one or two at a time.
//!
//! Owns: [`solve`] and what it returns. Invariants: every plan returned passes [`crate::check`]; the bound is never above the cost of any legal
//! plan; the same seed and the same number of iterations give the same plan. Never: the clock, files, threads.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by site, candidate and day numbers of the model"
)]

use crate::check::{Split, check};
use crate::dice::Dice;
use crate::explain::{Conflict, explain};
use crate::instance::Instance;
use crate::model::{Model, Relaxed, Site, Wish};
use crate::moves::RunReason;
use crate::path::{Path, Toll, shortest};
use crate::plan::{Plan, Run};
use crate::table::{Held, Table};

/// How long to search. The crate has no clock: the caller's callback stops it in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Re-insertions at most.
    pub iterations: u64,
}

/// What the search tells while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub phase: Phase,
    /// Cost of the best plan so far.
    pub cost: Option<i64>,
    /// No plan can cost less.
    pub bound: i64,
    /// Re-insertions so far.
    pub iterations: u64,
}

/// The parts of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Each authority alone, and the bound.
    Pricing,
    /// Looking for a first plan.
    Building,
    /// Making the plan cheaper.
    Improving,
}

/// What the caller answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// Stop and keep the best plan.
    Stop,
}

/// A plan and what is known about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The plan; it breaks no rule.
    pub plan: Plan,
    /// Its cost.
    pub cost: i64,
    /// The same by term.
    pub split: Split,
    /// No legal plan costs less.
    pub bound: i64,
    /// `(cost - bound) / cost`, 0 when the plan is proved to be the best.
    pub gap: f64,
    /// Re-insertions made.
    pub iterations: u64,
    /// For each run, why it is where it is. Filled by [`crate::why`] on request; empty for seasons of more than twelve authorities.
    pub reasons: Vec<RunReason>,
}

/// Looks for the cheapest plan. `tell` is called often (about every 20 ms of work, or sooner) and may stop the search; the best plan so far is kept.
///
/// # Errors
/// When no plan exists, or none was found: the [`Conflict`] says which rules clash and whether that is proved.
pub fn solve(
    instance: &Instance,
    budget: &Budget,
    seed: u64,
    tell: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<Outcome, Conflict> {
    let model = Model::new(instance, &Relaxed::new());
    let mut search = Search::new(&model, seed, tell);
    if search.price(budget) && search.build(budget) {
        search.improve(budget);
    }
    let (bound, iterations) = (search.bound, search.iterations);
    let Some(best) = search.best else {
        return Err(explain(instance));
    };
    let plan = best.plan(instance, &model);
    let verdict = check(instance, &plan);
    if !verdict.feasible() {
        return Err(Conflict::unproved(verdict.violations));
    }
    let cost = verdict.cost;
    let gap = if cost > bound {
        (cost - bound) as f64 / cost as f64
    } else {
        0.0
    };
    let reasons = if instance.authorities.len() <= 12 {
        crate::moves::reasons(instance, &plan)
    } else {
        Vec::new()
    };
    Ok(Outcome {
        plan,
        cost,
        split: verdict.split,
        bound,
        gap,
        iterations,
        reasons,
    })
}

/// A complete choice, legal or not.
#[derive(Clone, Debug)]
struct Choice {
    runs: Vec<Vec<Held>>,
    dates: Vec<usize>,
    cost: i64,
}

impl Choice {
    fn plan(&self, instance: &Instance, model: &Model) -> Plan {
        let mut plan = Plan::default();
        for (place, authority) in instance.authorities.iter().enumerate() {
            let site = &model.sites[place];
            let runs = self.runs[place]
                .iter()
                .map(|held| {
                    let candidate = &site.candidates[held.candidate];
                    Run {
                        start: model.day(candidate.start),
                        len: candidate.len as u32,
                        room: held.room.map(|m| model.rooms[site.rooms[m].0].clone()),
                        residents: (0..site.team.len())
                            .filter(|m| held.team >> m & 1 == 1)
                            .map(|m| instance.residents[site.team[m]].id.clone())
                            .collect(),
                    }
                })
                .collect();
            plan.runs.insert(authority.id.clone(), runs);
        }
        for (place, meeting) in instance.meetings.iter().enumerate() {
            plan.meetings
                .insert(meeting.id.clone(), model.day(self.dates[place]));
        }
        plan
    }
}

/// The price of a clash while building: it grows for as long as clashes remain.
const FIRST_PENALTY: i64 = 400;

struct Search<'a> {
    model: &'a Model,
    dice: Dice,
    tell: &'a mut dyn FnMut(&Progress) -> Flow,
    /// Reward of each ambassador's attendance, by site.
    rewards: Vec<Vec<i64>>,
    bound: i64,
    best: Option<Choice>,
    iterations: u64,
    stopped: bool,
}

impl<'a> Search<'a> {
    fn new(model: &'a Model, seed: u64, tell: &'a mut dyn FnMut(&Progress) -> Flow) -> Self {
        let rewards = model
            .sites
            .iter()
            .map(|s| vec![0; s.wishes.len()])
            .collect();
        Self {
            model,
            dice: Dice::new(seed),
            tell,
            rewards,
            bound: 0,
            best: None,
            iterations: 0,
            stopped: false,
        }
    }

    fn report(&mut self, phase: Phase) -> bool {
        let progress = Progress {
            phase,
            cost: self.best.as_ref().map(|b| b.cost),
            bound: self.bound,
            iterations: self.iterations,
        };
        if (self.tell)(&progress) == Flow::Stop {
            self.stopped = true;
        }
        !self.stopped
    }

    /// Bound of each authority alone, and the rewards that give it. `false` when an authority or a meeting has no possibility at all.
    fn price(&mut self, budget: &Budget) -> bool {
        let mut total = 0;
        for gathering in &self.model.gatherings {
            let Some(least) = gathering.dates.iter().map(|(_, cost)| *cost).min() else {
                return false;
            };
            total += least;
        }
        let steps = budget.iterations.clamp(1, 60);
        for place in 0..self.model.sites.len() {
            let site = &self.model.sites[place];
            let table = Table::new(self.model);
            let costs: Vec<i64> = (0..site.candidates.len())
                .map(|c| site.candidates[c].cost + table.dress(self.model, site, c).1)
                .collect();
            let mut rewards = vec![0; site.wishes.len()];
            let mut least = i64::MIN;
            for step in 0..steps {
                let Some((path, value)) = self.relaxed(site, &costs, &rewards) else {
                    return false;
                };
                if value > least {
                    least = value;
                    self.rewards[place].clone_from(&rewards);
                }
                let attended = attendance(site, &path.runs);
                for (person, wish) in site.wishes.iter().enumerate() {
                    let wanted = best_days(self.model, *wish, rewards[person], site.need);
                    let move_by = (wanted - attended[person]) * 12 / (4 + step as i64);
                    rewards[person] =
                        (rewards[person] + move_by).clamp(0, self.model.short + self.model.floor);
                }
            }
            total += least;
            self.bound = total;
            if !self.report(Phase::Pricing) && place + 1 == self.model.sites.len() {
                break;
            }
        }
        self.stopped = false;
        true
    }

    /// The bound of a site for given rewards, and the path that reaches it.
    fn relaxed(&self, site: &Site, costs: &[i64], rewards: &[i64]) -> Option<(Path, i64)> {
        let node: Vec<i64> = site
            .candidates
            .iter()
            .zip(costs)
            .map(|(c, cost)| cost - reward(&c.attended, rewards))
            .collect();
        let path = shortest(
            site,
            &Toll {
                node: &node,
                scale: 1,
                needs: &[],
            },
        )?;
        let people: i64 = site
            .wishes
            .iter()
            .zip(rewards)
            .map(|(wish, reward)| {
                let days = best_days(self.model, *wish, *reward, site.need);
                self.model.shortfall(*wish, days) + reward * days
            })
            .sum();
        let value = path.value + people;
        Some((path, value))
    }

    /// A first plan: authorities one after the other, clashes dearer and dearer.
    fn build(&mut self, budget: &Budget) -> bool {
        let sites = self.model.sites.len();
        let mut choice = Choice {
            runs: vec![Vec::new(); sites],
            dates: Vec::new(),
            cost: 0,
        };
        for gathering in &self.model.gatherings {
            choice.dates.push(
                gathering
                    .dates
                    .iter()
                    .min_by_key(|(_, cost)| *cost)
                    .map_or(0, |(d, _)| *d),
            );
        }
        let mut table = Table::new(self.model);
        let mut penalty = FIRST_PENALTY;
        let rounds = budget.iterations.clamp(4000, 40_000);
        let mut order: Vec<usize> = (0..sites).collect();
        for round in 0..rounds {
            if sites > 0 && round % 4 == 3 {
                self.redate(&mut choice);
            }
            for place in (1..order.len()).rev() {
                let other = self.dice.below(place + 1);
                order.swap(place, other);
            }
            for place in &order {
                self.insert(&mut choice, &mut table, *place, penalty);
            }
            if !table.crowded(self.model) && self.meetings_hold(&choice) {
                choice.cost = self.cost(&choice);
                self.best = Some(choice);
                return self.report(Phase::Building);
            }
            // Dear clashes freeze the order of precedence: starting over with cheap ones leaves the cycle.
            penalty = if penalty > 20_000 {
                FIRST_PENALTY
            } else {
                penalty + penalty / 4
            };
            if !self.report(Phase::Building) {
                return false;
            }
        }
        false
    }

    /// Takes one authority out and puts it back where that is cheapest.
    fn insert(&mut self, choice: &mut Choice, table: &mut Table, place: usize, penalty: i64) {
        self.iterations += 1;
        let model = self.model;
        let site = &model.sites[place];
        table.change(model, site, &choice.runs[place], -1);
        let blocked = self.blocked(choice, place);
        let dressed: Vec<(Held, i64)> = (0..site.candidates.len())
            .map(|c| {
                let (held, cost, clashes) = table.dress(model, site, c);
                let run = &site.candidates[c];
                let meeting = blocked
                    .iter()
                    .filter(|(from, to)| run.start <= *to && *from <= run.end())
                    .count() as i64;
                let trouble = clashes + table.crowding(model, site, c) + meeting;
                (held, run.cost + cost + trouble * penalty)
            })
            .collect();
        let needs: Vec<(usize, i64, i64)> = self.needs(choice, place, penalty);
        if let Some(path) = self.exact(place, &dressed, &needs) {
            choice.runs[place] = path.into_iter().map(|c| dressed[c].0).collect();
        }
        table.change(model, site, &choice.runs[place], 1);
    }

    /// The best of the paths met while the rewards of ambassadors are adjusted.
    fn exact(
        &mut self,
        place: usize,
        dressed: &[(Held, i64)],
        needs: &[(usize, i64, i64)],
    ) -> Option<Vec<usize>> {
        let site = &self.model.sites[place];
        let mut rewards = self.rewards[place].clone();
        let mut best: Option<(i64, Vec<usize>)> = None;
        for step in 0..6 {
            let node: Vec<i64> = site
                .candidates
                .iter()
                .zip(dressed)
                .map(|(c, (_, cost))| cost - reward(&c.attended, &rewards))
                .collect();
            let path = shortest(
                site,
                &Toll {
                    node: &node,
                    scale: 1,
                    needs,
                },
            )?;
            let attended = attendance(site, &path.runs);
            let gained: i64 = attended.iter().zip(&rewards).map(|(n, r)| n * r).sum();
            let short: i64 = attended
                .iter()
                .zip(&site.wishes)
                .map(|(n, w)| self.model.shortfall(*w, *n))
                .sum();
            let value = path.value + gained + short;
            if best.as_ref().is_none_or(|(least, _)| value < *least) {
                best = Some((value, path.runs));
            }
            for (person, wish) in site.wishes.iter().enumerate() {
                let wanted = best_days(self.model, *wish, rewards[person], site.need);
                let jitter = self.dice.below(3) as i64;
                let by = (wanted - attended[person]) * (3 + jitter) / (2 + step);
                rewards[person] =
                    (rewards[person] + by).clamp(0, self.model.short + self.model.floor);
            }
        }
        best.map(|(_, runs)| runs)
    }

    /// Days a site must keep free for its meetings.
    fn blocked(&self, choice: &Choice, place: usize) -> Vec<(usize, usize)> {
        self.model
            .gatherings
            .iter()
            .zip(&choice.dates)
            .filter(|(g, _)| g.participants.contains(&place))
            .map(|(g, d)| (d.saturating_sub(g.buffer), d + g.len - 1 + g.buffer))
            .collect()
    }

    fn needs(&self, choice: &Choice, place: usize, penalty: i64) -> Vec<(usize, i64, i64)> {
        let held = self.model.sites[place].held as i64;
        let of = |(g, d): (&crate::model::Gathering, &usize)| (*d, g.min_days - held, penalty);
        let mine = self
            .model
            .gatherings
            .iter()
            .zip(&choice.dates)
            .filter(|(g, _)| g.participants.contains(&place));
        mine.map(of).filter(|(_, days, _)| *days > 0).collect()
    }

    /// Clashes of a meeting held on `date` with the runs chosen.
    fn meeting_clashes(&self, choice: &Choice, meeting: usize, date: usize) -> i64 {
        let gathering = &self.model.gatherings[meeting];
        let (from, to) = (
            date.saturating_sub(gathering.buffer),
            date + gathering.len - 1 + gathering.buffer,
        );
        let mut clashes = 0;
        for place in &gathering.participants {
            let site = &self.model.sites[*place];
            let runs = choice.runs[*place]
                .iter()
                .map(|h| &site.candidates[h.candidate]);
            let mut before = site.held as i64;
            for run in runs {
                if run.start <= to && from <= run.end() {
                    clashes += 1;
                }
                if run.end() < date {
                    before += run.len as i64;
                }
            }
            clashes += i64::from(before < gathering.min_days);
        }
        clashes
    }

    fn meetings_hold(&self, choice: &Choice) -> bool {
        (0..choice.dates.len()).all(|m| self.meeting_clashes(choice, m, choice.dates[m]) == 0)
    }

    /// Moves each meeting to the date that clashes least, then costs least.
    fn redate(&mut self, choice: &mut Choice) {
        for meeting in 0..choice.dates.len() {
            let dates = &self.model.gatherings[meeting].dates;
            let best = dates
                .iter()
                .min_by_key(|(d, cost)| (self.meeting_clashes(choice, meeting, *d), *cost));
            if let Some((date, _)) = best {
                choice.dates[meeting] = *date;
            }
        }
    }

    /// What a choice costs; the checker's own sum for a legal one.
    fn cost(&self, choice: &Choice) -> i64 {
        let mut total = 0;
        for (place, site) in self.model.sites.iter().enumerate() {
            total += site.base();
            let mut lane = 0;
            for held in &choice.runs[place] {
                let run = &site.candidates[held.candidate];
                let len = run.len as i64;
                let here: i64 = (0..site.team.len())
                    .filter(|m| held.team >> m & 1 == 1)
                    .map(|m| site.trip[m])
                    .sum();
                let away = site.team.len() as i64 - i64::from(held.team.count_ones());
                total += run.cost + here + away * len * self.model.resident_weight;
                total += held.room.map_or(0, |m| site.rooms[m].1 * len) + site.pace_step(run, lane);
                lane += run.len;
            }
            let runs: Vec<usize> = choice.runs[place].iter().map(|h| h.candidate).collect();
            let attended = attendance(site, &runs);
            total += attended
                .iter()
                .zip(&site.wishes)
                .map(|(n, w)| self.model.shortfall(*w, *n))
                .sum::<i64>();
        }
        for (gathering, date) in self.model.gatherings.iter().zip(&choice.dates) {
            total += gathering
                .dates
                .iter()
                .find(|(d, _)| d == date)
                .map_or(0, |(_, cost)| *cost);
        }
        total
    }

    /// Large-neighbourhood search: a few authorities (and sometimes a meeting) are taken out and put back.
    fn improve(&mut self, budget: &Budget) {
        let sites = self.model.sites.len();
        if sites == 0 {
            return;
        }
        let Some(mut current) = self.best.clone() else {
            return;
        };
        while self.iterations < budget.iterations {
            if self.best.as_ref().is_some_and(|b| b.cost <= self.bound)
                || !self.report(Phase::Improving)
            {
                return;
            }
            let mut trial = current.clone();
            let mut table = Table::new(self.model);
            let mut out: Vec<usize> = (0..2 + self.dice.below(2))
                .map(|_| self.dice.below(sites))
                .collect();
            if !trial.dates.is_empty() && self.dice.below(4) == 0 {
                let meeting = self.dice.below(trial.dates.len());
                let gathering = &self.model.gatherings[meeting];
                let pick = self.dice.below(gathering.dates.len());
                trial.dates[meeting] = gathering.dates[pick].0;
                out.clone_from(&gathering.participants);
            }
            for place in &out {
                trial.runs[*place].clear();
            }
            for (place, site) in self.model.sites.iter().enumerate() {
                table.change(self.model, site, &trial.runs[place], 1);
            }
            for place in &out {
                self.insert(&mut trial, &mut table, *place, 20_000);
            }
            if table.crowded(self.model) || !self.meetings_hold(&trial) {
                continue;
            }
            trial.cost = self.cost(&trial);
            if trial.cost <= current.cost {
                current = trial;
                if self.best.as_ref().is_some_and(|b| current.cost < b.cost) {
                    self.best = Some(current.clone());
                }
            }
        }
    }
}

fn reward(attended: &[u8], rewards: &[i64]) -> i64 {
    attended
        .iter()
        .zip(rewards)
        .map(|(n, r)| i64::from(*n) * r)
        .sum()
}

fn attendance(site: &Site, runs: &[usize]) -> Vec<i64> {
    let mut days = vec![0; site.wishes.len()];
    for run in runs {
        for (sum, n) in days.iter_mut().zip(&site.candidates[*run].attended) {
            *sum += i64::from(*n);
        }
    }
    days
}

/// The attendance that costs least when each day attended costs `reward` (the conjugate of the shortfall).
fn best_days(model: &Model, wish: Wish, reward: i64, need: usize) -> i64 {
    let most = need as i64;
    [
        0,
        wish.floor.clamp(0, most),
        wish.target.clamp(0, most),
        most,
    ]
    .into_iter()
    .min_by_key(|days| model.shortfall(wish, *days) + reward * days)
    .unwrap_or(0)
}
