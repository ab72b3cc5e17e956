//! The bound: prices on everything authorities share, raised where it is asked for too much.
//!
//! Owns: Lagrangian prices (staff, shared residents and their weeks, shared rooms, meeting dates) and their ascent. Invariants: for any prices,
//! the bound computed is never above the cost of a legal plan. Never: a plan.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by site, day, resident and room numbers of the model"
)]

use crate::bundle::Bundle;
use crate::graph::{INFINITE, Link, RangeMin, SCALE};
use crate::model::Model;
use crate::oracle::{Answer, Bench, Effort, Question};
use crate::search::both;
use crate::toll::{Held, Local};

/// Prices in 1/SCALE, always whole numbers.
#[derive(Clone, Debug)]
pub(crate) struct Prices {
    pub(crate) day: Vec<f64>,
    pub(crate) resident: Vec<f64>,
    pub(crate) week: Vec<f64>,
    pub(crate) room: Vec<f64>,
    /// By site and ambassador: the reward for a day attended.
    pub(crate) rewards: Vec<Vec<f64>>,
    /// By site, link and date: what the site pays for having the meeting then.
    pub(crate) dates: Vec<Vec<Vec<f64>>>,
    /// By meeting: the dates supposed (first, and one past the last).
    pub(crate) open: Vec<(usize, usize)>,
}

impl Prices {
    pub(crate) fn free(model: &Model) -> Self {
        Self {
            day: vec![0.0; model.days],
            resident: vec![0.0; model.resident_slots() * model.booked_days()],
            week: vec![0.0; model.resident_slots() * model.weeks],
            room: vec![0.0; model.room_slots() * model.days],
            rewards: model
                .sites
                .iter()
                .map(|s| vec![0.0; s.wishes.len()])
                .collect(),
            dates: model
                .sites
                .iter()
                .map(|s| {
                    s.graph
                        .links
                        .iter()
                        .map(|l| vec![0.0; l.dates.len()])
                        .collect()
                })
                .collect(),
            open: model
                .gatherings
                .iter()
                .map(|g| (0, g.dates.len()))
                .collect(),
        }
    }

    /// The prices as one site sees them, multiplied by `factor`.
    pub(crate) fn local(&self, model: &Model, place: usize, factor: f64) -> Local {
        let site = &model.sites[place];
        let scaled = |list: &[f64]| {
            list.iter()
                .map(|p| (p * factor).round())
                .collect::<Vec<f64>>()
        };
        let mut local = Local::free(model, site);
        local.day = scaled(&self.day);
        let booked = model.booked_days();
        for (m, r) in site
            .team
            .iter()
            .enumerate()
            .filter_map(|(m, r)| Some((m, model.resident_slot[*r]?)))
        {
            local.member[m] = scaled(&self.resident[r * booked..(r + 1) * booked]);
            local.week[m] = scaled(&self.week[r * model.weeks..(r + 1) * model.weeks]);
        }
        for (m, r) in site
            .rooms
            .iter()
            .enumerate()
            .filter_map(|(m, (r, _))| Some((m, model.room_slot[*r]?)))
        {
            local.room[m] = scaled(&self.room[r * model.days..(r + 1) * model.days]);
        }
        let supposed = |(prices, link): (&Vec<f64>, &Link)| {
            let (first, stop) = self.open[link.gathering];
            let inside = |at: usize| first <= at && at < stop;
            let priced = prices.iter().enumerate();
            RangeMin::new(
                &priced
                    .map(|(at, p)| if inside(at) { *p } else { INFINITE })
                    .collect::<Vec<f64>>(),
            )
        };
        local.dates = self.dates[place]
            .iter()
            .zip(&site.graph.links)
            .map(supposed)
            .collect();
        local
    }

    /// What there is of everything.
    pub(crate) fn limits(model: &Model) -> Self {
        let mut made = Self::free(model);
        made.day
            .iter_mut()
            .zip(&model.capacity)
            .for_each(|(l, cap)| *l = *cap as f64);
        made.resident.fill(1.0);
        made.room.fill(1.0);
        for (list, cap) in made
            .week
            .chunks_mut(model.weeks.max(1))
            .zip(model.shared_week_caps())
        {
            list.fill(cap as f64);
        }
        made
    }

    /// Every list, those that may not be negative first; the dates of meetings, whose prices may be, come last.
    fn all(&self) -> impl Iterator<Item = &Vec<f64>> {
        [&self.day, &self.resident, &self.week, &self.room]
            .into_iter()
            .chain(&self.rewards)
            .chain(self.dates.iter().flatten())
    }

    /// How many prices there are.
    pub(crate) fn count_all(&self) -> usize {
        self.all().map(Vec::len).sum()
    }

    /// The prices at these places among all, in rising order.
    pub(crate) fn pick(&self, keys: &[usize]) -> Vec<f64> {
        let mut keys = keys.iter().peekable();
        let mut picked = Vec::with_capacity(keys.len());
        let mut from = 0;
        for list in self.all() {
            while let Some(key) = keys.next_if(|key| **key < from + list.len()) {
                picked.push(list[*key - from]);
            }
            from += list.len();
        }
        picked
    }

    /// The inverse of [`Prices::pick`], rounded to whole parts.
    pub(crate) fn put(&mut self, keys: &[usize], prices: &[f64]) {
        let limited = [
            &mut self.day,
            &mut self.resident,
            &mut self.week,
            &mut self.room,
        ];
        let all = limited
            .into_iter()
            .chain(&mut self.rewards)
            .chain(self.dates.iter_mut().flatten());
        let mut pairs = keys.iter().zip(prices).peekable();
        let mut from = 0;
        for list in all {
            while let Some((key, price)) = pairs.next_if(|(key, _)| **key < from + list.len()) {
                list[*key - from] = price.round();
            }
            from += list.len();
        }
    }

    /// What the prices give back whatever the plan: the capacities, and each meeting at its best date.
    pub(crate) fn constant(&self, model: &Model) -> f64 {
        let staff: f64 = self
            .day
            .iter()
            .zip(&model.capacity)
            .filter(|(p, _)| **p > 0.0)
            .map(|(p, cap)| p * *cap as f64)
            .sum();
        let weeks: f64 = self
            .week
            .chunks(model.weeks.max(1))
            .zip(model.shared_week_caps())
            .map(|(list, cap)| list.iter().sum::<f64>() * cap as f64)
            .sum();
        let single = self.resident.iter().sum::<f64>() + self.room.iter().sum::<f64>();
        let meetings: f64 = (0..model.gatherings.len())
            .map(|g| self.meeting(model, g).1)
            .sum();
        meetings - staff - weeks - single
    }

    /// The best date of a meeting for its side of the prices, and what it costs.
    fn meeting(&self, model: &Model, g: usize) -> (usize, f64) {
        let gathering = &model.gatherings[g];
        let mut paid = vec![0.0; gathering.dates.len()];
        for place in &gathering.participants {
            for (l, link) in model.sites[*place].graph.links.iter().enumerate() {
                if link.gathering == g {
                    paid.iter_mut()
                        .zip(&self.dates[*place][l])
                        .for_each(|(sum, p)| *sum += p);
                }
            }
        }
        let costs = gathering
            .dates
            .iter()
            .zip(&paid)
            .map(|((_, cost), p)| *cost as f64 * SCALE - p);
        let (first, stop) = self.open[g];
        costs
            .enumerate()
            .filter(|(at, _)| first <= *at && *at < stop)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .unwrap_or((0, 0.0))
    }
}

/// What the runs of a site use: list (days, residents, weeks, rooms), place in it, amount.
pub(crate) fn each_use(
    model: &Model,
    place: usize,
    runs: &[Held],
    mut visit: impl FnMut(usize, usize, f64),
) {
    let (site, booked) = (&model.sites[place], model.booked_days());
    for held in runs {
        let run = &site.candidates[held.candidate];
        (run.start..=run.end()).for_each(|d| visit(0, d, 1.0));
        for (m, r) in site
            .team
            .iter()
            .enumerate()
            .filter_map(|(m, r)| Some((m, model.resident_slot[*r]?)))
        {
            if held.team >> m & 1 == 1 {
                let from = r * booked + run.start;
                (from..from + run.len + site.buffer).for_each(|d| visit(1, d, 1.0));
                visit(2, r * model.weeks + run.start / 7, run.len as f64);
            }
        }
        if let Some(room) = held.room.and_then(|m| model.room_slot[site.rooms[m].0]) {
            let from = room * model.days + run.start;
            (from..from + run.len).for_each(|d| visit(3, d, 1.0));
        }
    }
}

/// A case of the proof: prices and what they prove.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    /// In 1/SCALE.
    pub(crate) bound: f64,
    pub(crate) prices: Prices,
    pub(crate) rewards: Vec<Vec<f64>>,
    pub(crate) least: Vec<f64>,
}

/// The ascent of the prices.
#[derive(Clone, Debug)]
pub(crate) struct Dual {
    pub(crate) prices: Prices,
    /// The prices of the best bound, with the rewards of each site then.
    pub(crate) best: Prices,
    pub(crate) rewards: Vec<Vec<f64>>,
    pub(crate) best_rewards: Vec<Vec<f64>>,
    /// What each site costs at least at the best prices.
    pub(crate) best_least: Vec<f64>,
    /// The best bound, in 1/SCALE.
    pub(crate) bound: f64,
    bundle: Bundle,
    hope: f64,
}

/// One evaluation of the bound.
pub(crate) struct Evaluation {
    pub(crate) bound: f64,
    pub(crate) answers: Vec<Answer>,
    pub(crate) held: Vec<Vec<Held>>,
}

impl Dual {
    pub(crate) fn new(model: &Model) -> Self {
        let free = Prices::free(model);
        let rewards: Vec<Vec<f64>> = model
            .sites
            .iter()
            .map(|s| vec![0.0; s.wishes.len()])
            .collect();
        Self {
            best: free.clone(),
            bundle: Bundle::new(model),
            hope: f64::MAX,
            prices: free,
            best_rewards: rewards.clone(),
            best_least: Vec::new(),
            rewards,
            bound: f64::MIN,
        }
    }

    /// The same where nothing has a cost: prices that prove anything can be scaled, and large ones suffer least from being whole.
    pub(crate) fn bare(model: &Model) -> Self {
        let mut made = Self::new(model);
        made.bundle.stride();
        made
    }

    /// Evaluates the bound at the current prices. `None` when a site has no sequence at all.
    pub(crate) fn evaluate(
        &mut self,
        model: &Model,
        effort: Effort,
        bench: &mut Bench,
    ) -> Option<Evaluation> {
        self.evaluate_while(model, effort, (1, (bench, &mut Bench::default())), &|| true)
    }

    /// The same on one thread or two, each with its bench; `None` too, and nothing learnt, when `goes_on` says no between two authorities.
    pub(crate) fn evaluate_while(
        &mut self,
        model: &Model,
        effort: Effort,
        (threads, benches): (usize, (&mut Bench, &mut Bench)),
        goes_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<Evaluation> {
        let mut made = Evaluation {
            bound: self.prices.constant(model),
            answers: Vec::new(),
            held: Vec::new(),
        };
        let prices = &self.prices;
        let ask = |sites: Vec<(usize, &mut Vec<f64>)>, bench: &mut Bench| {
            let mut node = Vec::new();
            let one = |(place, rewards): (usize, &mut Vec<f64>)| {
                let site = &model.sites[place];
                let local = prices.local(model, place, 1.0);
                local.nodes(model, site, &mut node);
                let question = Question::new(model, site, &node, &local);
                let answer = question.answer(rewards, effort, bench)?;
                let runs = answer.path.runs.iter();
                let held: Vec<Held> = runs.map(|c| local.dress(model, site, *c).1).collect();
                goes_on().then_some((place, answer, held))
            };
            sites.into_iter().map(one).collect::<Option<Vec<_>>>()
        };
        let places = self.rewards.iter_mut().enumerate();
        let (even, odd) = places.partition(|(place, _)| threads < 2 || place % 2 == 0);
        let asked = both(threads, || ask(even, benches.0), || ask(odd, benches.1));
        let mut answers = asked.0?;
        answers.append(&mut asked.1?);
        answers.sort_unstable_by_key(|a| a.0);
        for (_, answer, held) in answers {
            made.bound += answer.lower;
            made.held.push(held);
            made.answers.push(answer);
        }
        if self.bound > f64::MIN {
            self.bundle.judge(self.bound, self.hope, made.bound);
        }
        if made.bound > self.bound {
            self.bound = made.bound;
            self.best = self.prices.clone();
            self.best_rewards.clone_from(&self.rewards);
            self.best_least = made.answers.iter().map(|a| a.lower).collect();
        }
        Some(made)
    }

    /// Whether no prices promise `tolerance` more than what is known.
    pub(crate) fn settled(&mut self, tolerance: f64) -> bool {
        let low = self.hope - self.bound < tolerance;
        if low && !self.bundle.sure {
            self.bundle.refine();
        }
        low && self.bundle.sure
    }

    /// From now on targets are paid by each calendar as they are.
    pub(crate) fn sharpen(&mut self, model: &Model) {
        self.bundle.sharpen(model.gatherings.len());
        self.resume();
    }

    /// Starts again at the best prices, whose bound is not known to the way answers are made from now on.
    fn resume(&mut self) {
        self.rewards.clone_from(&self.best_rewards);
        self.prices = self.best.clone();
        self.hope = f64::MAX;
    }

    /// Looks at a case of the proof.
    pub(crate) fn enter(&mut self, case: &Leaf) {
        self.best = case.prices.clone();
        self.best_rewards.clone_from(&case.rewards);
        self.best_least.clone_from(&case.least);
        self.bound = f64::MIN;
        self.resume();
    }

    /// What is known of the case looked at.
    pub(crate) fn leaf(&self) -> Leaf {
        Leaf {
            bound: self.bound,
            prices: self.best.clone(),
            rewards: self.best_rewards.clone(),
            least: self.best_least.clone(),
        }
    }

    /// How much of each date of a meeting the combination of calendars takes.
    pub(crate) fn date_shares(&self, model: &Model, g: usize) -> Vec<f64> {
        self.bundle.date_shares(model, g)
    }

    /// The calendars of an authority that have a share.
    pub(crate) fn shares(&self, place: usize) -> Vec<(f64, &[Held])> {
        self.bundle.shares(place)
    }

    pub(crate) const fn sharp(&self) -> bool {
        self.bundle.exact
    }

    /// Moves the prices to where the calendars seen so far promise most.
    pub(crate) fn aim(&mut self, model: &Model, made: &Evaluation) {
        self.bundle.learn(model, made);
        self.best.rewards.clone_from(&self.best_rewards);
        (self.prices, self.hope) = self.bundle.next(model, &self.best, self.bound);
        self.rewards.clone_from(&self.prices.rewards);
    }
}
