//! The runs of one authority as an acyclic graph: who may follow whom, after how many days, with which meetings in between.
//!
//! Owns: the topology and the exact dynamic programme over states (last run, planned days done, meetings placed). Values are whole numbers kept
//! in `f64` (exact below 2^53) because their minimum vectorises on every machine. Invariants: the value returned is the least over every legal
//! sequence. Never: a price of its own.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by candidate, lane and layer numbers of the same graph"
)]

use crate::model::Candidate;

/// Larger than any sum of prices, and exact with them.
pub(crate) const INFINITE: f64 = 1e14;
/// What is above this cannot be reached: a negative price may bring [`INFINITE`] down a little.
const LIMIT: f64 = INFINITE / 2.0;
/// Prices are multiples of 1/SCALE of the instance's unit.
pub(crate) const SCALE: f64 = 64.0;

/// A meeting as one authority sees it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Link {
    /// Its place in the model.
    pub(crate) gathering: usize,
    /// Possible first days.
    pub(crate) dates: Vec<usize>,
    /// Days after the first that must be free of runs.
    pub(crate) reach: usize,
    /// Days before the first that must be free of runs.
    pub(crate) buffer: usize,
    /// Planned days needed before it.
    pub(crate) lane: usize,
}

/// The rules about a sequence of runs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sequence {
    pub(crate) days: usize,
    pub(crate) need: usize,
    /// No lock asks for a run.
    pub(crate) unlocked: bool,
    /// For each start, the ends a previous run may have: an inclusive range, empty when first > last.
    pub(crate) before: Vec<(i32, i32)>,
    /// Whether a run may be the first on this start.
    pub(crate) opens: Vec<bool>,
    /// Whether a run may be the last with this end.
    pub(crate) closes: Vec<bool>,
    /// Planned days of a milestone, and for each start the lengths (as bits) that may not reach it.
    pub(crate) milestones: Vec<(usize, Vec<u32>)>,
    /// `pace[lane * (days + 1) + d]`: what the checkpoints before day `d` cost with `lane` planned days done.
    pub(crate) pace: Vec<i64>,
    pub(crate) links: Vec<Link>,
}

impl Sequence {
    pub(crate) fn pace_until(&self, lane: usize, d: usize) -> i64 {
        self.pace
            .get(lane * (self.days + 1) + d)
            .copied()
            .unwrap_or(0)
    }
}

/// Candidates with the same start.
#[derive(Clone, Debug)]
struct Group {
    start: usize,
    from: usize,
    to: usize,
    opens: bool,
    before: Vec<u32>,
    /// The same as places in the order of ends: from, to.
    window: (usize, usize),
}

/// The least of what may precede a run with no meeting in between. Windows only ever move on, so that each row is looked at three times at most,
/// however many runs may follow it.
#[derive(Clone, Debug, Default)]
struct Queue {
    /// Places before this one have their least up to here in [`Work::least`].
    mid: usize,
    /// Places up to here were taken in.
    tail: usize,
    /// The least of the places from `mid` to `tail`.
    recent: Vec<f64>,
}

/// Topology of one authority's runs.
#[derive(Clone, Debug)]
pub(crate) struct Graph {
    pub(crate) need: usize,
    pub(crate) width: usize,
    pub(crate) links: Vec<Link>,
    unlocked: bool,
    groups: Vec<Group>,
    /// Candidates in the order of their ends.
    by_end: Vec<usize>,
    /// Each group's window begins and ends no earlier than that of the group before.
    sliding: bool,
    /// For each candidate, the groups that may follow.
    after: Vec<Vec<u32>>,
    ends: Vec<usize>,
    lens: Vec<usize>,
    closes: Vec<bool>,
    /// `step[c * width + lane]`: pace paid more when `c` follows `lane` planned days; [`INFINITE`] when a milestone forbids it.
    step: Vec<f64>,
    /// For each link and day: how many dates come before it leave room after, and from which date on.
    fits_before: Vec<Vec<u16>>,
    fits_after: Vec<Vec<u16>>,
    /// Planned days that a legal sequence may have done when each candidate ends (first, and one past the last).
    lanes: Vec<(usize, usize)>,
    /// Meetings that must be and may be placed before each candidate.
    spans: Vec<(usize, usize)>,
}

/// What a sequence costs: prices of candidates, and of the dates of each link.
pub(crate) struct Toll<'a> {
    pub(crate) node: &'a [f64],
    pub(crate) dates: &'a [RangeMin],
}

/// Least price over any stretch of a link's dates.
#[derive(Clone, Debug, Default)]
pub(crate) struct RangeMin {
    count: usize,
    table: Vec<f64>,
}

impl RangeMin {
    pub(crate) fn new(prices: &[f64]) -> Self {
        let count = prices.len();
        let mut table = vec![INFINITE; count * count];
        for from in 0..count {
            let mut least = INFINITE;
            for (to, price) in prices.iter().enumerate().skip(from) {
                least = if *price < least { *price } else { least };
                table[from * count + to] = least;
            }
        }
        Self { count, table }
    }

    /// The least of the dates `from..to`.
    fn least(&self, from: usize, to: usize) -> f64 {
        if from < to {
            self.table[from * self.count + to - 1]
        } else {
            INFINITE
        }
    }
}

/// A sequence of candidates and the date (by place) of each link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Path {
    pub(crate) runs: Vec<usize>,
    pub(crate) dates: Vec<usize>,
}

/// The tables of one dynamic programme, reused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Work {
    pub(crate) front: Vec<f64>,
    pub(crate) back: Vec<f64>,
    pub(crate) enter: Vec<f64>,
    row: Vec<f64>,
    /// By layer and place in the order of ends: the least from there to the middle of the queue.
    least: Vec<f64>,
    queues: Vec<Queue>,
}

impl Graph {
    pub(crate) fn new(candidates: &[Candidate], sequence: &Sequence) -> Self {
        let width = sequence.need + 1;
        let mut by_end: Vec<usize> = (0..candidates.len()).collect();
        by_end.sort_by_key(|c| (candidates[*c].end(), *c));
        let mut groups: Vec<Group> = Vec::new();
        let mut after = vec![Vec::new(); candidates.len()];
        for (c, candidate) in candidates.iter().enumerate() {
            match groups.last_mut() {
                Some(group) if group.start == candidate.start => group.to = c + 1,
                _ => groups.push(Group {
                    start: candidate.start,
                    from: c,
                    to: c + 1,
                    opens: sequence.opens[candidate.start],
                    before: Vec::new(),
                    window: (0, 0),
                }),
            }
        }
        for (g, group) in groups.iter_mut().enumerate() {
            let (low, high) = sequence.before[group.start];
            let end = |c: &usize| candidates[*c].end() as i32;
            let first = by_end.partition_point(|c| end(c) < low);
            let stop = by_end.partition_point(|c| end(c) <= high);
            for p in by_end.get(first..stop).unwrap_or(&[]) {
                group.before.push(*p as u32);
                after[*p].push(g as u32);
            }
            group.window = (first.min(stop), stop);
        }
        let moves_on = |pair: &[Group]| {
            pair[0].window.0 <= pair[1].window.0 && pair[0].window.1 <= pair[1].window.1
        };
        let sliding = groups.windows(2).all(moves_on);
        let mut made = Self {
            need: sequence.need,
            width,
            links: sequence.links.clone(),
            unlocked: sequence.unlocked,
            groups,
            by_end,
            sliding,
            after,
            ends: candidates.iter().map(Candidate::end).collect(),
            lens: candidates.iter().map(|c| c.len).collect(),
            closes: candidates
                .iter()
                .map(|c| sequence.closes[c.end()])
                .collect(),
            step: vec![INFINITE; candidates.len() * width],
            fits_before: Vec::new(),
            fits_after: Vec::new(),
            lanes: vec![(0, width); candidates.len()],
            spans: Vec::new(),
        };
        made.spans = candidates.iter().map(|c| made.span(c.start)).collect();
        made.steps(candidates, sequence);
        made.place_links(sequence.days);
        made
    }

    fn steps(&mut self, candidates: &[Candidate], sequence: &Sequence) {
        for (c, candidate) in candidates.iter().enumerate() {
            for lane in 0..self.need {
                let after = lane + candidate.len;
                let bad = sequence.milestones.iter().any(|(days, forbidden)| {
                    lane < *days
                        && *days <= after
                        && forbidden[candidate.start] >> candidate.len & 1 == 1
                });
                if after <= self.need && !bad {
                    let end = candidate.end();
                    let more = sequence.pace_until(lane, end) - sequence.pace_until(after, end);
                    self.step[c * self.width + lane] = more as f64 * SCALE;
                }
            }
        }
    }

    fn place_links(&mut self, days: usize) {
        for link in &self.links {
            let before =
                |s: usize| link.dates.iter().filter(|t| **t + link.reach < s).count() as u16;
            let after =
                |e: usize| link.dates.iter().filter(|t| **t <= e + link.buffer).count() as u16;
            self.fits_before.push((0..days + 1).map(before).collect());
            self.fits_after.push((0..days + 1).map(after).collect());
        }
    }

    /// Which candidates lie on some legal sequence when nothing is priced; the lanes of the others are closed.
    pub(crate) fn useful(&mut self) -> Vec<bool> {
        let node = vec![0.0; self.ends.len()];
        let open: Vec<RangeMin> = self
            .links
            .iter()
            .map(|l| RangeMin::new(&vec![0.0; l.dates.len()]))
            .collect();
        let toll = Toll {
            node: &node,
            dates: &open,
        };
        let mut work = Work::default();
        self.forward(&toll, &mut work);
        self.backward(&toll, &mut work);
        for c in 0..self.ends.len() {
            let (mut low, mut high) = (self.width, 0);
            for q in self.spans[c].0..=self.spans[c].1 {
                let at = self.at(q, c);
                for lane in 0..self.width {
                    if work.front[at + lane] < LIMIT && work.back[at + lane] < LIMIT {
                        low = low.min(lane);
                        high = high.max(lane + 1);
                    }
                }
            }
            self.lanes[c] = (low.min(high), high);
        }
        self.lanes.iter().map(|(low, high)| low < high).collect()
    }

    /// What the pace costs more when `c` is held after `lane` planned days, in the instance's unit.
    pub(crate) fn pace_step(&self, c: usize, lane: usize) -> i64 {
        let step = self.step.get(c * self.width + lane).copied().unwrap_or(0.0);
        if step < LIMIT {
            (step / SCALE) as i64
        } else {
            0
        }
    }

    /// Takes the pace's cost away.
    pub(crate) fn bare(&mut self) {
        self.step
            .iter_mut()
            .filter(|s| **s < LIMIT)
            .for_each(|s| *s = 0.0);
    }

    fn layers(&self) -> usize {
        self.links.len() + 1
    }

    /// Index of a state's row.
    fn at(&self, q: usize, c: usize) -> usize {
        (q * self.ends.len() + c) * self.width
    }

    /// Meetings that must be placed before a run that starts on `s`, and those that may be.
    fn span(&self, s: usize) -> (usize, usize) {
        let must = self
            .links
            .iter()
            .take_while(|l| l.dates.last().is_none_or(|t| *t < s))
            .count();
        let may = self
            .links
            .iter()
            .take_while(|l| l.dates.first().is_some_and(|t| t + l.reach < s))
            .count();
        (must.min(may), may)
    }

    /// What placing the links `from..to` between an end and a start costs, and the lane they need.
    fn between(
        &self,
        toll: &Toll<'_>,
        layers: (usize, usize),
        end: Option<usize>,
        start: Option<usize>,
    ) -> (f64, usize) {
        let (mut price, mut lane) = (0.0, 0);
        for l in layers.0..layers.1 {
            let (low, high) = self.dates_between(l, end, start);
            price += toll.dates[l].least(low, high);
            lane = lane.max(self.links[l].lane);
        }
        (price, lane)
    }

    /// The dates of link `l` (as a range of places) that fit between an end and a start.
    fn dates_between(&self, l: usize, end: Option<usize>, start: Option<usize>) -> (usize, usize) {
        let low = end.map_or(0, |e| usize::from(self.fits_after[l][e]));
        let high = start.map_or(self.links[l].dates.len(), |s| {
            usize::from(self.fits_before[l][s])
        });
        (low, high)
    }

    /// Least price to arrive at each state, its own price included.
    pub(crate) fn forward(&self, toll: &Toll<'_>, work: &mut Work) {
        let width = self.width;
        // Rows outside a candidate's span are never read, so that nothing needs clearing.
        work.front
            .resize(self.layers() * self.ends.len() * width, INFINITE);
        work.row.resize(width, INFINITE);
        self.empty_queues(work);
        for group in &self.groups {
            let (must, may) = self.span(group.start);
            if toll.node[group.from..group.to].iter().all(|p| *p > LIMIT) {
                for c in group.from..group.to {
                    for q in must..=may {
                        let into = self.at(q, c);
                        work.front[into..into + width].fill(INFINITE);
                    }
                }
                continue;
            }
            for q in must..=may {
                work.row.fill(INFINITE);
                if group.opens {
                    let (price, lane) = self.between(toll, (0, q), None, Some(group.start));
                    work.row[0] = if lane == 0 { price } else { INFINITE };
                }
                if self.sliding {
                    self.slide(group.window, q, work);
                }
                for p in &group.before {
                    if toll.node[*p as usize] < LIMIT {
                        self.relax(toll, (group.start, *p as usize, q), work);
                    }
                }
                for c in group.from..group.to {
                    let (node, len, into) = (toll.node[c], self.lens[c], self.at(q, c));
                    work.front[into..into + width].fill(INFINITE);
                    let (low, high) = (self.lanes[c].0.max(len), self.lanes[c].1);
                    if node > LIMIT || low >= high {
                        continue;
                    }
                    let step = &self.step[c * width + low - len..c * width + high - len];
                    let row = &work.row[low - len..high - len];
                    for ((to, step), arrive) in work.front[into + low..into + high]
                        .iter_mut()
                        .zip(step)
                        .zip(row)
                    {
                        let value = arrive + node + step;
                        *to = if value < LIMIT { value } else { INFINITE };
                    }
                }
            }
        }
    }

    fn empty_queues(&self, work: &mut Work) {
        work.least
            .resize(self.layers() * self.ends.len() * self.width, INFINITE);
        work.queues.resize_with(self.layers(), Queue::default);
        for queue in &mut work.queues {
            (queue.mid, queue.tail) = (0, 0);
            queue.recent.clear();
            queue.recent.resize(self.width, INFINITE);
        }
    }

    /// Lowers the row of a start by what arrives from the window of its predecessors within one layer.
    fn slide(&self, window: (usize, usize), q: usize, work: &mut Work) {
        let (first, stop) = window;
        let width = self.width;
        let (queue, least) = (&mut work.queues[q], &mut work.least);
        let inside = |place: usize| {
            let p = self.by_end[place];
            let (must, may) = self.spans[p];
            (must <= q && q <= may).then(|| self.at(q, p))
        };
        for at in (queue.tail..stop).filter_map(inside) {
            lower(&mut queue.recent, &work.front[at..at + width]);
        }
        queue.tail = queue.tail.max(stop);
        if first >= queue.mid && first < stop {
            queue.recent.fill(INFINITE);
            for place in (first..stop).rev() {
                if let Some(at) = inside(place) {
                    lower(&mut queue.recent, &work.front[at..at + width]);
                }
                let into = self.at(q, place);
                least[into..into + width].copy_from_slice(&queue.recent);
            }
            queue.recent.fill(INFINITE);
            queue.mid = stop;
        }
        if first < queue.mid {
            let from = self.at(q, first);
            lower(&mut work.row, &least[from..from + width]);
        }
        if first < stop {
            lower(&mut work.row, &queue.recent);
        }
    }

    /// Lowers the row of a start by what arrives from one predecessor.
    fn relax(&self, toll: &Toll<'_>, arc: (usize, usize, usize), work: &mut Work) {
        let (start, p, q) = arc;
        let (must, may) = self.spans[p];
        let (low, high) = self.lanes[p];
        // One past the last layer to come from: the same layer is the queue's.
        let stop = if self.sliding { q } else { q + 1 };
        for before in must..stop.min(may + 1) {
            let (price, lane) = self.between(toll, (before, q), Some(self.ends[p]), Some(start));
            let low = low.max(lane);
            if price > LIMIT || low >= high {
                continue;
            }
            let at = self.at(before, p);
            for (to, value) in work.row[low..high]
                .iter_mut()
                .zip(&work.front[at + low..at + high])
            {
                let value = value + price;
                *to = if value < *to { value } else { *to };
            }
        }
    }

    /// What remains to be paid after state (q, c) when `c` is the last run.
    fn closing(&self, toll: &Toll<'_>, q: usize, c: usize) -> f64 {
        if !self.closes[c] {
            return INFINITE;
        }
        let (price, lane) = self.between(toll, (q, self.links.len()), Some(self.ends[c]), None);
        if lane <= self.need { price } else { INFINITE }
    }

    /// Least price from each state to the end, its own price left out, and (in `enter`) of entering each group.
    pub(crate) fn backward(&self, toll: &Toll<'_>, work: &mut Work) {
        let width = self.width;
        let groups = self.groups.len();
        work.back
            .resize(self.layers() * self.ends.len() * width, INFINITE);
        work.enter.resize(self.layers() * groups * width, INFINITE);
        for g in (0..groups).rev() {
            let group = &self.groups[g];
            let (must, may) = self.span(group.start);
            for q in must..=may {
                let into = (q * groups + g) * width;
                work.enter[into..into + width].fill(INFINITE);
                for c in group.from..group.to {
                    if toll.node[c] > LIMIT {
                        let at = self.at(q, c);
                        work.back[at..at + width].fill(INFINITE);
                        continue;
                    }
                    self.leave(toll, (q, c), work);
                    let (node, from, len) = (toll.node[c], self.at(q, c), self.lens[c]);
                    let (low, high) = (self.lanes[c].0.max(len), self.lanes[c].1);
                    if node > LIMIT || low >= high {
                        continue;
                    }
                    let step = &self.step[c * width + low - len..c * width + high - len];
                    let back = &work.back[from + low..from + high];
                    let enter = &mut work.enter[into + low - len..into + high - len];
                    for ((to, step), back) in enter.iter_mut().zip(step).zip(back) {
                        let value = back + node + step;
                        *to = if value < *to { value } else { *to };
                    }
                }
            }
        }
    }

    fn leave(&self, toll: &Toll<'_>, state: (usize, usize), work: &mut Work) {
        let (q, c) = state;
        let at = self.at(q, c);
        work.back[at..at + self.width].fill(INFINITE);
        work.back[at + self.need] = self.closing(toll, q, c).min(INFINITE);
        let (low, high) = self.lanes[c];
        for g in &self.after[c] {
            let start = self.groups[*g as usize].start;
            let (must, may) = self.span(start);
            for next in must.max(q)..=may {
                let (price, lane) = self.between(toll, (q, next), Some(self.ends[c]), Some(start));
                let low = low.max(lane);
                if price > LIMIT || low >= high {
                    continue;
                }
                let from = (next * self.groups.len() + *g as usize) * self.width;
                let (source, target) = (
                    &work.enter[from + low..from + high],
                    &mut work.back[at + low..at + high],
                );
                for (to, value) in target.iter_mut().zip(source) {
                    let value = value + price;
                    *to = if value < *to { value } else { *to };
                }
            }
        }
    }

    /// The cheapest sequence after [`Graph::forward`], and its price.
    pub(crate) fn cheapest(&self, toll: &Toll<'_>, work: &Work) -> Option<(f64, Path)> {
        if self.need == 0 {
            let (price, lane) = self.between(toll, (0, self.links.len()), None, None);
            let dates = (0..self.links.len())
                .map(|l| self.best_date(toll, l, None, None))
                .collect();
            let possible = price < LIMIT && lane == 0 && self.unlocked;
            return possible.then_some((
                price,
                Path {
                    runs: Vec::new(),
                    dates,
                },
            ));
        }
        let mut best: Option<(f64, usize, usize)> = None;
        for c in 0..self.ends.len() {
            for q in self.spans[c].0..=self.spans[c].1 {
                let value = work.front[self.at(q, c) + self.need];
                if value < LIMIT {
                    let value = value + self.closing(toll, q, c);
                    if value < best.map_or(LIMIT, |b| b.0) {
                        best = Some((value, q, c));
                    }
                }
            }
        }
        let (value, q, c) = best?;
        Some((value, self.walk_back(toll, work, q, c)))
    }

    fn best_date(
        &self,
        toll: &Toll<'_>,
        l: usize,
        end: Option<usize>,
        start: Option<usize>,
    ) -> usize {
        let (low, high) = self.dates_between(l, end, start);
        let price = |d: usize| toll.dates[l].least(d, d + 1);
        (low..high)
            .min_by(|a, b| price(*a).total_cmp(&price(*b)))
            .unwrap_or(low)
    }

    fn walk_back(&self, toll: &Toll<'_>, work: &Work, q: usize, c: usize) -> Path {
        let mut path = Path {
            runs: vec![c],
            dates: vec![0; self.links.len()],
        };
        for l in q..self.links.len() {
            path.dates[l] = self.best_date(toll, l, Some(self.ends[c]), None);
        }
        let (mut q, mut c, mut lane) = (q, c, self.need);
        loop {
            let g = self.groups.partition_point(|group| group.to <= c);
            let group = &self.groups[g];
            let value = work.front[self.at(q, c) + lane];
            lane -= self.lens[c];
            let arrive = value - toll.node[c] - self.step[c * self.width + lane];
            if group.opens && lane == 0 {
                let (price, least) = self.between(toll, (0, q), None, Some(group.start));
                if least == 0 && price <= arrive {
                    for l in 0..q {
                        path.dates[l] = self.best_date(toll, l, None, Some(group.start));
                    }
                    break;
                }
            }
            let Some((before, p)) = self.origin(toll, work, (q, lane, arrive), group) else {
                break;
            };
            for l in before..q {
                path.dates[l] = self.best_date(toll, l, Some(self.ends[p]), Some(group.start));
            }
            path.runs.push(p);
            (q, c) = (before, p);
        }
        path.runs.reverse();
        path
    }

    fn origin(
        &self,
        toll: &Toll<'_>,
        work: &Work,
        state: (usize, usize, f64),
        group: &Group,
    ) -> Option<(usize, usize)> {
        let (q, lane, arrive) = state;
        for p in &group.before {
            let p = *p as usize;
            let (must, may) = self.spans[p];
            for before in must..=may.min(q) {
                let (price, least) =
                    self.between(toll, (before, q), Some(self.ends[p]), Some(group.start));
                if lane >= least && work.front[self.at(before, p) + lane] + price <= arrive {
                    return Some((before, p));
                }
            }
        }
        None
    }
}

/// The lesser of both, place by place.
fn lower(row: &mut [f64], by: &[f64]) {
    for (to, value) in row.iter_mut().zip(by) {
        *to = if *value < *to { *value } else { *to };
    }
}

/// What a sequence costs beyond its prices.
pub(crate) trait Ledger {
    /// A candidate joins the sequence.
    fn add(&mut self, candidate: usize);
    /// The last one leaves it.
    fn take(&mut self, candidate: usize);
    /// What comes on top at least, whatever the `left` days still to be held; exact when none is left.
    fn least(&self, left: usize) -> f64;
}

/// A walk through the graph in progress, for exact search.
pub(crate) struct Walk<'a, L> {
    pub(crate) graph: &'a Graph,
    pub(crate) toll: &'a Toll<'a>,
    pub(crate) work: &'a Work,
    pub(crate) ledger: L,
    /// Called with each complete sequence that costs less than the limit; returns the new limit.
    pub(crate) visit: &'a mut dyn FnMut(f64, &Path) -> f64,
    pub(crate) limit: f64,
    /// States that may still be opened.
    pub(crate) fuel: u64,
}

impl<L: Ledger> Walk<'_, L> {
    /// Visits every sequence that costs less than the limit. `false` when the fuel ran out before the end.
    pub(crate) fn run(&mut self) -> bool {
        let graph = self.graph;
        let mut path = Path {
            runs: Vec::new(),
            dates: vec![0; graph.links.len()],
        };
        if graph.need == 0 {
            if let Some((price, path)) = graph.cheapest(self.toll, self.work) {
                self.limit = (self.visit)(price, &path);
            }
            return true;
        }
        for g in 0..graph.groups.len() {
            if graph.groups[g].opens {
                let (must, may) = graph.span(graph.groups[g].start);
                for q in must..=may {
                    let (price, lane) =
                        graph.between(self.toll, (0, q), None, Some(graph.groups[g].start));
                    if lane == 0 && !self.enter((g, q, 0), price, (0, None), &mut path) {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// Tries every candidate of a group. `from` is the layer before and the end of the run before.
    fn enter(
        &mut self,
        state: (usize, usize, usize),
        paid: f64,
        from: (usize, Option<usize>),
        path: &mut Path,
    ) -> bool {
        let (graph, (g, q, lane)) = (self.graph, state);
        let width = graph.width;
        if paid + self.work.enter[(q * graph.groups.len() + g) * width + lane] >= self.limit {
            return true;
        }
        if self.fuel == 0 {
            return false;
        }
        self.fuel -= 1;
        let group = &graph.groups[g];
        for l in from.0..q {
            path.dates[l] = graph.best_date(self.toll, l, from.1, Some(group.start));
        }
        for c in group.from..group.to {
            let after = lane + graph.lens[c];
            if after > graph.need {
                continue;
            }
            let paid = paid + self.toll.node[c] + graph.step[c * width + lane];
            let least = paid + self.work.back[graph.at(q, c) + after];
            if least >= self.limit {
                continue;
            }
            self.ledger.add(c);
            path.runs.push(c);
            let hope = least + self.ledger.least(graph.need - after) < self.limit;
            let done = !hope || self.leave((q, c, after), paid, path);
            path.runs.pop();
            self.ledger.take(c);
            if !done {
                return false;
            }
        }
        true
    }

    fn leave(&mut self, state: (usize, usize, usize), paid: f64, path: &mut Path) -> bool {
        let (graph, (q, c, lane)) = (self.graph, state);
        if lane == graph.need {
            let price = paid + graph.closing(self.toll, q, c) + self.ledger.least(0);
            if price < self.limit {
                for l in q..graph.links.len() {
                    path.dates[l] = graph.best_date(self.toll, l, Some(graph.ends[c]), None);
                }
                self.limit = (self.visit)(price, path);
            }
            return true;
        }
        for g in &graph.after[c] {
            let g = *g as usize;
            let start = graph.groups[g].start;
            let (must, may) = graph.span(start);
            for next in must.max(q)..=may {
                let (price, least) =
                    graph.between(self.toll, (q, next), Some(graph.ends[c]), Some(start));
                if lane >= least
                    && !self.enter(
                        (g, next, lane),
                        paid + price,
                        (q, Some(graph.ends[c])),
                        path,
                    )
                {
                    return false;
                }
            }
        }
        true
    }
}
