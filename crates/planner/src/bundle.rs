//! The next prices to try: those that are best against every calendar seen so far, not too far from the best prices known.
//!
//! Owns: a bundle of calendars for each authority (and every date of each meeting), with shares that sum to one; a proximal step over them,
//! solved by moving share between two calendars of one authority at a time. Invariants: prices of what is limited are never negative; shares are
//! a combination of real calendars, hence say how the relaxed season looks. Never: the bound, which is always evaluated exactly elsewhere.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by site, day, resident and room numbers of the model"
)]

use crate::dual::{Evaluation, Prices, each_use};
use crate::graph::SCALE;
use crate::model::{Model, Site, UNLIMITED};
use crate::season::{runs_cost, targets_cost};
use crate::toll::Held;

/// Rounds of exchanges in one step of the whole season, and of a few authorities: a rough step is nearly as good, and much cheaper.
const PASSES: (usize, usize) = (30, 8);
/// The furthest that prices may go in one step.
const FAR: f64 = 400.0 * SCALE;
/// Calendars kept for each authority.
const KEPT: usize = 50;

/// A calendar of one authority, or a date of a meeting.
#[derive(Clone, Debug)]
struct Column {
    cost: f64,
    /// What the ambassadors' targets cost, when they are not priced.
    targets: f64,
    /// What it uses: place among all prices, amount.
    uses: Vec<(u32, f32)>,
    share: f64,
    /// Its price at the last prices.
    price: f64,
    runs: Vec<Held>,
    dates: Vec<usize>,
    /// Against what is supposed now.
    shut: bool,
}

/// The bundle.
#[derive(Clone, Debug)]
pub(crate) struct Bundle {
    /// Authorities, then meetings.
    parts: Vec<Vec<Column>>,
    /// The prices at work, by their places among all, in rising order: everything here is numbered as in this list.
    keys: Vec<usize>,
    places: Places,
    limits: Vec<f64>,
    /// Attendance targets are paid by each calendar as they are, rather than priced on average.
    pub(crate) exact: bool,
    sites: usize,
    passes: usize,
    /// The last step was solved well enough to believe what it hopes.
    pub(crate) sure: bool,
    rewards: std::ops::Range<usize>,
    /// Prices from here on may be negative.
    free: usize,
    /// How far prices may go, and whether that changes.
    reach: f64,
    steady: bool,
    /// Shares' use minus limits.
    excess: Vec<f64>,
    scratch: Vec<(usize, f64)>,
    /// Columns looked at again within one exchange.
    live: Vec<usize>,
}

impl Bundle {
    /// The whole season.
    pub(crate) fn new(model: &Model) -> Self {
        let all: Vec<usize> = (0..model.sites.len()).collect();
        let limits = Prices::limits(model);
        let keys = (0..limits.count_all()).collect();
        let mut made = Self::over(model, &all, &limits, (keys, Places::of(model)));
        made.passes = PASSES.0;
        for g in 0..model.gatherings.len() {
            made.parts[model.sites.len() + g] = meeting(model, g, &made.places);
        }
        made
    }

    /// A few authorities, for what is left to them; the dates of the meetings are settled. What is full is forbidden to all, and what is enough
    /// for all needs no price.
    pub(crate) fn few(model: &Model, members: &[usize], left: &Prices) -> Self {
        let places = Places::of(model);
        let mut keys = within_reach(model, members, &places);
        let mut limits = left.pick(&keys).into_iter();
        let (weeks, many) = (places.lists[2]..places.lists[3], members.len() as f64);
        keys.retain(|key| {
            let left = limits.next().unwrap_or(0.0);
            let enough = left >= many && !weeks.contains(key);
            *key >= places.rewards[0] || left > 0.0 && !enough
        });
        Self::over(model, members, left, (keys, places))
    }

    fn over(
        model: &Model,
        members: &[usize],
        left: &Prices,
        (keys, places): (Vec<usize>, Places),
    ) -> Self {
        let first_reward = keys.partition_point(|key| *key < places.rewards[0]);
        let free = keys.partition_point(|key| *key < places.free());
        let limits = left.pick(&keys);
        let mut parts = vec![Vec::new(); model.sites.len() + model.gatherings.len()];
        parts.extend(people(model, members, first_reward));
        Self {
            parts,
            excess: vec![0.0; limits.len()],
            scratch: Vec::new(),
            live: Vec::new(),
            limits,
            exact: false,
            sites: model.sites.len(),
            passes: PASSES.1,
            sure: false,
            rewards: first_reward..free,
            free,
            reach: 2.0 * SCALE,
            steady: false,
            keys,
            places,
        }
    }

    /// The same prices with nothing asked for what has no place here.
    pub(crate) fn only(&self, model: &Model, prices: &Prices) -> Prices {
        let mut made = Prices::free(model);
        made.put(&self.keys, &prices.pick(&self.keys));
        made
    }

    /// Adds the calendars of an evaluation.
    pub(crate) fn learn(&mut self, model: &Model, made: &Evaluation) {
        for (place, runs) in made.held.iter().enumerate() {
            self.add(model, place, runs, &made.answers[place].path.dates);
        }
    }

    /// Adds a calendar of one authority.
    pub(crate) fn add(&mut self, model: &Model, place: usize, runs: &[Held], dates: &[usize]) {
        let known = |c: &Column| c.runs == *runs && c.dates == *dates;
        if !self.parts[place].iter().any(known) {
            let mut column = calendar(model, place, (runs, dates), &self.places);
            for (at, _) in &mut column.uses {
                let key = self.keys.binary_search(&(*at as usize));
                *at = key.map_or(u32::MAX, |key| key as u32);
            }
            column.uses.retain(|(at, _)| *at != u32::MAX);
            if self.exact {
                sharpen(&mut column, &self.rewards);
            }
            self.forget(place);
            self.parts[place].push(column);
        }
    }

    /// How much of each date of a meeting the shares take.
    pub(crate) fn date_shares(&self, model: &Model, g: usize) -> Vec<f64> {
        let mut sums = vec![0.0; model.gatherings[g].dates.len()];
        for column in &self.parts[self.sites + g] {
            sums[column.dates[0]] += column.share;
        }
        sums
    }

    /// Calendars and dates against what is supposed lose their share to the others.
    fn suppose(&mut self, model: &Model, open: &[(usize, usize)]) {
        let inside = |g: usize, at: usize| open[g].0 <= at && at < open[g].1;
        for (place, part) in self.parts.iter_mut().enumerate() {
            if part.iter().all(|c| c.dates.is_empty()) {
                continue;
            }
            for column in part.iter_mut() {
                column.shut = match model.sites.get(place) {
                    Some(site) => site
                        .graph
                        .links
                        .iter()
                        .zip(&column.dates)
                        .any(|(l, at)| !inside(l.gathering, *at)),
                    None => !inside(place - self.sites, column.dates[0]),
                };
                if column.shut {
                    column.share = 0.0;
                }
            }
            let sum: f64 = part.iter().map(|c| c.share).sum();
            if sum > 0.0 {
                part.iter_mut().for_each(|c| c.share /= sum);
            }
        }
    }

    /// Every step goes as far as prices may.
    pub(crate) const fn stride(&mut self) {
        self.reach = FAR;
        self.steady = true;
    }

    /// The next steps are solved with more care.
    pub(crate) fn refine(&mut self) {
        let most = if self.sites > 20 { 120 } else { 500 };
        self.passes = (self.passes * 2).min(most);
        self.sure = self.passes >= most;
    }

    /// Every part takes its first calendar when none has a share yet.
    fn settle(&mut self) {
        for part in &mut self.parts {
            if part.iter().all(|c| c.share <= 0.0)
                && let Some(first) = part.iter_mut().find(|c| !c.shut)
            {
                first.share = 1.0;
            }
        }
    }

    /// The calendars of an authority that have a share.
    pub(crate) fn shares(&self, place: usize) -> Vec<(f64, &[Held])> {
        let shared = self.parts[place].iter().filter(|c| c.share > 0.0);
        shared.map(|c| (c.share, c.runs.as_slice())).collect()
    }

    /// From now on each calendar pays for its own targets: the bound can rise higher, but answers must be exact.
    pub(crate) fn sharpen(&mut self, meetings: usize) {
        self.exact = true;
        self.parts.truncate(self.sites + meetings);
        self.reach = 2.0 * SCALE;
        for column in self.parts.iter_mut().flatten() {
            sharpen(column, &self.rewards);
        }
    }

    /// Makes room: the dearest calendar without a share goes.
    fn forget(&mut self, place: usize) {
        let part = &mut self.parts[place];
        if part.len() >= KEPT {
            let idle = part.iter().enumerate().filter(|(_, c)| c.share <= 0.0);
            let worst = idle
                .max_by(|a, b| a.1.price.total_cmp(&b.1.price))
                .map(|(at, _)| at);
            if let Some(at) = worst {
                part.remove(at);
            }
        }
    }

    /// The next prices, and what the bundle hopes the bound will be there.
    pub(crate) fn next(&mut self, model: &Model, center: &Prices, known: f64) -> (Prices, f64) {
        self.suppose(model, &center.open);
        self.settle();
        let base = center.pick(&self.keys);
        self.excess
            .iter_mut()
            .zip(&self.limits)
            .for_each(|(e, l)| *e = if *l >= UNLIMITED as f64 { f64::MIN } else { -l });
        for column in self.parts.iter().flatten().filter(|c| c.share > 0.0) {
            for (at, amount) in &column.uses {
                self.excess[*at as usize] += column.share * f64::from(*amount);
            }
        }
        let mut prices: Vec<f64> = (0..base.len()).map(|at| self.priced(&base, at)).collect();
        let mut hope = 0.0;
        self.sure = false;
        for pass in 0..self.passes {
            let mut open = 0.0;
            hope = 0.0;
            for place in 0..self.parts.len() {
                let (gap, least) = self.exchange(place, &base, &mut prices);
                open += gap;
                hope += least;
            }
            let promised = hope - Self::given_back(&prices, &self.limits) - known;
            if pass > 1 && open < (0.15 * promised).max(0.3 * SCALE) {
                self.sure = true;
                break;
            }
        }
        if self.exact {
            // Rewards only guide the exact search: they are nobody's price.
            prices[self.rewards.clone()].copy_from_slice(&base[self.rewards.clone()]);
        }
        hope -= Self::given_back(&prices, &self.limits);
        let mut made = center.clone();
        made.put(&self.keys, &prices);
        (made, hope)
    }

    fn given_back(prices: &[f64], limits: &[f64]) -> f64 {
        let priced = prices.iter().zip(limits).filter(|(p, _)| **p != 0.0);
        priced.map(|(p, l)| p * l).sum()
    }

    fn priced(&self, base: &[f64], at: usize) -> f64 {
        let price = base[at] + self.reach * self.excess[at];
        if at < self.free {
            price.max(0.0)
        } else {
            price
        }
    }

    /// Moves share from the dearest calendar of one part to the cheapest, three times. Returns how much they differed, and the cheapest price.
    fn exchange(&mut self, place: usize, base: &[f64], prices: &mut [f64]) -> (f64, f64) {
        let (mut first, mut least) = (0.0, 0.0);
        self.live.clear();
        self.live.extend(0..self.parts[place].len());
        for turn in 0..3 {
            let (mut best, mut worst) = (None::<(f64, usize)>, None::<(f64, usize)>);
            for at in &self.live {
                let column = &mut self.parts[place][*at];
                column.price = column.cost + paid(&column.uses, prices);
                if !column.shut && best.is_none_or(|b| column.price < b.0) {
                    best = Some((column.price, *at));
                }
                if column.share > 0.0 && worst.is_none_or(|w| column.price >= w.0) {
                    worst = Some((column.price, *at));
                }
            }
            let (Some(best), Some(worst)) = (best, worst) else {
                break;
            };
            let gap = worst.0 - best.0;
            if turn == 0 {
                first = gap;
                // What is dearer than all that have a share waits for the next round.
                let part = &self.parts[place];
                self.live
                    .retain(|at| part[*at].share > 0.0 || part[*at].price < worst.0);
            }
            least = best.0;
            if gap < 0.01 * SCALE {
                break;
            }
            self.shift((place, worst.1, best.1), gap, base, prices);
        }
        (first, least)
    }

    fn shift(&mut self, which: (usize, usize, usize), gap: f64, base: &[f64], prices: &mut [f64]) {
        let (place, from, to) = which;
        difference(
            &self.parts[place][from].uses,
            &self.parts[place][to].uses,
            &mut self.scratch,
        );
        // What is free and stays free does not bend the hope.
        let bends = |at: usize, n: f64| at >= self.free || prices[at] > 0.0 || n > 0.0;
        let bent = self.scratch.iter().filter(|(at, n)| bends(*at, *n));
        let norm: f64 = bent.map(|(_, n)| n * n).sum();
        let have = self.parts[place][from].share;
        let amount = if norm > 0.0 {
            (gap / (self.reach * norm)).min(have)
        } else {
            have
        };
        for place in 0..self.scratch.len() {
            let (at, n) = self.scratch[place];
            self.excess[at] += amount * n;
            prices[at] = self.priced(base, at);
        }
        self.parts[place][from].share = if amount >= have { 0.0 } else { have - amount };
        self.parts[place][to].share += amount;
    }

    /// Learns from the bound found where `hope` was expected; `known` is the best before.
    pub(crate) fn judge(&mut self, known: f64, hope: f64, found: f64) {
        if self.steady {
            return;
        }
        let expected = (hope - known).max(1.0);
        let got = (found - known) / expected;
        if got > 0.5 {
            self.reach = (self.reach * 1.5).min(FAR);
        } else if got < -1.0 {
            self.reach = (self.reach * 0.7).max(0.02 * SCALE);
        } else if got < 0.0 {
            self.reach = (self.reach * 0.85).max(0.02 * SCALE);
        }
    }
}

fn sharpen(column: &mut Column, rewards: &std::ops::Range<usize>) {
    column.cost += column.targets;
    column.targets = 0.0;
    column
        .uses
        .retain(|(at, _)| !rewards.contains(&(*at as usize)));
}

/// Where the prices of each kind begin among all, in the order of [`Prices::pick`].
#[derive(Clone, Debug)]
struct Places {
    /// Days, residents, weeks, rooms.
    lists: [usize; 4],
    /// Rewards of each site, then where they end.
    rewards: Vec<usize>,
    /// Dates of each link of each site.
    dates: Vec<Vec<usize>>,
}

impl Places {
    fn of(model: &Model) -> Self {
        let residents = model.resident_slots();
        let sizes = [
            model.days,
            residents * model.booked_days(),
            residents * model.weeks,
            model.room_slots() * model.days,
        ];
        let mut next = 0;
        let mut take = |size: usize| {
            next += size;
            next - size
        };
        let lists = sizes.map(&mut take);
        let mut rewards: Vec<usize> = model.sites.iter().map(|s| take(s.wishes.len())).collect();
        rewards.push(take(0));
        let links = |s: &Site| -> Vec<usize> {
            let links = s.graph.links.iter();
            links.map(|l| take(l.dates.len())).collect()
        };
        let dates = model.sites.iter().map(links).collect();
        Self {
            lists,
            rewards,
            dates,
        }
    }

    /// Prices from here on may be negative.
    fn free(&self) -> usize {
        self.rewards.last().copied().unwrap_or(0)
    }
}

/// What the members may use: their days, their ambassadors, and the people and rooms that two of them share. A week is there for one member too,
/// since it may hold several of its runs.
fn within_reach(model: &Model, members: &[usize], places: &Places) -> Vec<usize> {
    let [days, residents, weeks, rooms] = places.lists;
    let mut keys: Vec<usize> = (days..days + model.days).collect();
    let (mut met, mut seen) = (Vec::new(), Vec::new());
    for place in members {
        let site = &model.sites[*place];
        for r in site.team.iter().filter_map(|r| model.resident_slot[*r]) {
            let (booked, weekly) = (model.booked_days(), model.weeks);
            if met.contains(&r) {
                keys.extend(residents + r * booked..residents + (r + 1) * booked);
            }
            met.push(r);
            keys.extend(weeks + r * weekly..weeks + (r + 1) * weekly);
        }
        for room in site.rooms.iter().filter_map(|r| model.room_slot[r.0]) {
            if seen.contains(&room) {
                keys.extend(rooms + room * model.days..rooms + (room + 1) * model.days);
            }
            seen.push(room);
        }
        let first = places.rewards[*place];
        keys.extend(first..first + site.wishes.len());
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn meeting(model: &Model, g: usize, places: &Places) -> Vec<Column> {
    let gathering = &model.gatherings[g];
    let column = |at: usize| {
        let mut uses = Vec::new();
        for place in &gathering.participants {
            for (l, link) in model.sites[*place].graph.links.iter().enumerate() {
                if link.gathering == g {
                    uses.push((places.dates[*place][l] + at, -1.0));
                }
            }
        }
        Column {
            cost: gathering.dates[at].1 as f64 * SCALE,
            uses: sparse(uses),
            targets: 0.0,
            share: 0.0,
            price: 0.0,
            runs: Vec::new(),
            dates: vec![at],
            shut: false,
        }
    };
    (0..gathering.dates.len()).map(column).collect()
}

/// What each ambassador may attend, and what that costs.
fn people(model: &Model, members: &[usize], first: usize) -> Vec<Vec<Column>> {
    let mut at = first;
    let mut parts = Vec::new();
    for (_, site) in model
        .sites
        .iter()
        .enumerate()
        .filter(|(place, _)| members.contains(place))
    {
        let most = site.graph.need as i64;
        for wish in &site.wishes {
            let mut days = vec![
                0,
                wish.floor.clamp(0, most),
                wish.target.clamp(0, most),
                most,
            ];
            days.dedup();
            let column = |n: &i64| Column {
                cost: model.shortfall(*wish, *n) as f64 * SCALE,
                uses: vec![(at as u32, *n as f32)],
                targets: 0.0,
                share: 0.0,
                price: 0.0,
                runs: Vec::new(),
                dates: Vec::new(),
                shut: false,
            };
            parts.push(days.iter().map(column).collect());
            at += 1;
        }
    }
    parts
}

/// A calendar, its uses numbered among all prices.
fn calendar(
    model: &Model,
    place: usize,
    (runs, dates): (&[Held], &[usize]),
    places: &Places,
) -> Column {
    let site = &model.sites[place];
    let mut uses = Vec::new();
    each_use(model, place, runs, |list, at, n| {
        uses.push((places.lists[list] + at, n));
    });
    for (first, at) in places.dates[place].iter().zip(dates) {
        uses.push((first + at, 1.0));
    }
    let (plain, attended) = runs_cost(model, site, runs);
    for (n, days) in attended.iter().enumerate() {
        uses.push((places.rewards[place] + n, -(*days as f64)));
    }
    Column {
        cost: plain as f64 * SCALE,
        targets: targets_cost(model, site, &attended) as f64 * SCALE,
        uses: sparse(uses),
        share: 0.0,
        price: 0.0,
        runs: runs.to_vec(),
        dates: dates.to_vec(),
        shut: false,
    }
}

/// What these uses cost. Four sums, so that no addition waits for the one before.
fn paid(uses: &[(u32, f32)], prices: &[f64]) -> f64 {
    let cost = |(at, n): &(u32, f32)| prices[*at as usize] * f64::from(*n);
    let (fours, rest) = uses.as_chunks::<4>();
    let mut sums = [0.0; 4];
    for [a, b, c, d] in fours {
        sums = [
            sums[0] + cost(a),
            sums[1] + cost(b),
            sums[2] + cost(c),
            sums[3] + cost(d),
        ];
    }
    sums.iter().sum::<f64>() + rest.iter().map(cost).sum::<f64>()
}

/// `to` minus `from`, both in the order of places.
fn difference(from: &[(u32, f32)], to: &[(u32, f32)], into: &mut Vec<(usize, f64)>) {
    into.clear();
    let (mut a, mut b) = (from.iter().peekable(), to.iter().peekable());
    loop {
        let (x, y) = (
            a.peek().map_or(u32::MAX, |u| u.0),
            b.peek().map_or(u32::MAX, |u| u.0),
        );
        let at = x.min(y);
        if at == u32::MAX {
            return;
        }
        let mut n = 0.0;
        if x == at {
            n -= a.next().map_or(0.0, |u| f64::from(u.1));
        }
        if y == at {
            n += b.next().map_or(0.0, |u| f64::from(u.1));
        }
        if n != 0.0 {
            into.push((at as usize, n));
        }
    }
}

/// In the order of places, each once, without what comes to nothing.
fn sparse(mut uses: Vec<(usize, f64)>) -> Vec<(u32, f32)> {
    uses.sort_by_key(|(at, _)| *at);
    uses.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    let used = uses.into_iter().filter(|(_, n)| *n != 0.0);
    used.map(|(at, n)| (at as u32, n as f32)).collect()
}
