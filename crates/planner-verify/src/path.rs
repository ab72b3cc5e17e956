//! One authority at given prices: its runs, and the cheapest sequence of them.
//!
//! Owns: every rule that concerns one authority alone, the table of cheapest endings, and the exact search that compares a claim with the
//! attendance targets. Invariants: [`Site::least`] is never above the cost of a legal sequence. Never: a price of its own.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "tables indexed by the numbers of runs, days done and meetings made here"
)]

use crate::facts::{Authority, Case, Day, Resident, Season, Span};

/// Dearer than anything.
pub(crate) const NEVER: i64 = 1 << 52;

/// A run that breaks no rule by itself, at its price with the cheapest room and residents.
struct Run {
    start: i64,
    end: i64,
    len: usize,
    price: i64,
    /// Days each ambassador attends.
    attends: Vec<usize>,
}

/// A meeting as the authority sees it: first days and their prices.
pub(crate) struct Link {
    pub(crate) dates: Vec<(i64, i64)>,
    pub(crate) len: i64,
    pub(crate) buffer: i64,
    pub(crate) min_days: i64,
}

pub(crate) struct Site<'a> {
    season: &'a Season,
    at: &'a Authority,
    case: &'a Case,
    scale: i64,
    links: Vec<Link>,
    held: i64,
    need: usize,
    runs: Vec<Run>,
    /// Days a run must hold.
    musts: Vec<i64>,
    /// `ending[(run, placed meetings)][days done]`: the least still to be paid after this run.
    ending: Vec<Vec<i64>>,
    fuel: u64,
}

fn off(spans: &[Span], day: i64) -> bool {
    spans.iter().any(|s| s.holds(day))
}

impl<'a> Site<'a> {
    pub(crate) fn new(
        season: &'a Season,
        at: &'a Authority,
        case: &'a Case,
        scale: i64,
        links: Vec<Link>,
    ) -> Self {
        let held: i64 = at.done.iter().map(|r| r.len).sum();
        let mut made = Self {
            season,
            at,
            case,
            scale,
            links,
            held,
            need: (at.days - held).max(0) as usize,
            runs: Vec::new(),
            musts: at.locks.iter().flat_map(|l| l.days()).collect(),
            ending: Vec::new(),
            fuel: 4_000_000,
        };
        for start in season.horizon.start.0..=season.horizon.end.0 {
            for len in at.lengths.iter().filter(|n| **n > 0) {
                made.runs.extend(made.run(start, *len));
            }
        }
        made
    }

    /// The run on these days, unless a rule forbids it.
    fn run(&self, start: i64, len: i64) -> Option<Run> {
        let (at, season, end) = (self.at, self.season, start + len - 1);
        let lock = |l: &crate::facts::Dates| l.start.0 == start && l.len == len;
        let early = start < season.now.0 + at.notice_days && !at.locks.iter().any(lock);
        let beside = at
            .locks
            .iter()
            .any(|l| !lock(l) && l.start.0 <= end && start <= l.end());
        let past = at.done.iter().any(|d| start <= d.end());
        if early || beside || past || end > at.last.1.0 || end > season.horizon.end.0 {
            return None;
        }
        let mut price = 0;
        let mut attends = vec![0; at.ambassadors.len()];
        for day in start..=end {
            let holiday = season
                .calendars
                .get(&at.law)
                .is_some_and(|list| list.contains(&Day(day)));
            let hard = at
                .blackouts
                .iter()
                .any(|b| b.hard && Span(b.from, b.to).holds(day));
            if (day + 3).rem_euclid(7) > 4 || holiday || hard || season.operator.on(day) < 1 {
                return None;
            }
            for (person, sum) in at.ambassadors.iter().zip(&mut attends) {
                let away = off(&person.off, day);
                *sum += usize::from(!away);
                price += if away { season.weights.absence } else { 0 };
                if away && person.lead {
                    return None;
                }
            }
            if (at.ambassadors.iter().filter(|i| !off(&i.off, day)).count() as i64) < at.quorum {
                return None;
            }
            price += at
                .blackouts
                .iter()
                .filter(|b| !b.hard && Span(b.from, b.to).holds(day))
                .map(|b| b.weight)
                .sum::<i64>();
            if at.previous.is_some() {
                price += if self.was_planned(day) {
                    -self.change(day)
                } else {
                    self.change(day)
                };
            }
        }
        let staff: i64 = (start..=end).map(|d| at_day(&self.case.staff, d)).sum();
        let paid: i64 = attends
            .iter()
            .zip(self.rewards())
            .map(|(n, reward)| *n as i64 * reward)
            .sum();
        let price =
            price * self.scale + staff - paid + self.room(start, end)? + self.team(start, end)?;
        Some(Run {
            start,
            end,
            len: len as usize,
            price,
            attends,
        })
    }

    fn was_planned(&self, day: i64) -> bool {
        day >= self.season.now.0
            && self
                .at
                .previous
                .iter()
                .flatten()
                .any(|r| r.days().contains(&day))
    }

    fn change(&self, day: i64) -> i64 {
        self.season.weights.change * nearness(day - self.season.now.0)
    }

    fn rewards(&self) -> impl Iterator<Item = i64> {
        let list = self.case.rewards.get(&self.at.id);
        self.at
            .ambassadors
            .iter()
            .map(move |i| list.and_then(|l| l.get(&i.id)).copied().unwrap_or(0))
    }

    fn room(&self, start: i64, end: i64) -> Option<i64> {
        let free = self
            .at
            .rooms
            .iter()
            .filter(|r| (start..=end).all(|d| !off(&r.off, d)));
        let price = |id: &str| {
            self.case
                .rooms
                .get(id)
                .map_or(0, |p| (start..=end).map(|d| at_day(p, d)).sum::<i64>())
        };
        free.map(|r| {
            self.season.weights.room * r.cost * (end - start + 1) * self.scale + price(&r.id)
        })
        .min()
    }

    /// The cheapest residents: all whose presence costs less than their absence, and as many as must come.
    fn team(&self, start: i64, end: i64) -> Option<i64> {
        let (at, weights, len) = (self.at, &self.season.weights, end - start + 1);
        let free = self.season.residents.iter().filter(|r| {
            at.team.contains(&r.id) && len <= r.week_cap && (start..=end).all(|d| !off(&r.off, d))
        });
        let offer = |r: &Resident| {
            let trip = weights.trip * at.trip_cost.get(&r.id).copied().unwrap_or(0)
                - weights.resident * len;
            let days = self.case.residents.get(&r.id).map_or(0, |p| {
                (start..=end + at.travel_buffer)
                    .map(|d| at_day(p, d))
                    .sum::<i64>()
            });
            let monday = start - (start + 3).rem_euclid(7);
            let week = self.case.weeks.get(&r.id).map_or(0, |p| at_day(p, monday));
            trip * self.scale + days + week * len
        };
        let mut offers: Vec<i64> = free.map(offer).collect();
        offers.sort_unstable();
        let chosen = offers
            .iter()
            .enumerate()
            .filter(|(place, offer)| *place < at.team_quorum || **offer < 0)
            .map(|(_, offer)| offer);
        let away = weights.resident * len * at.team.len() as i64 * self.scale;
        (offers.len() >= at.team_quorum).then(|| away + chosen.sum::<i64>())
    }

    /// What the checkpoints of `from..to` cost with `lane` planned days done.
    fn pace(&self, lane: usize, from: i64, to: i64) -> i64 {
        let (done, weights) = (self.held + lane as i64, &self.season.weights);
        let between = self
            .at
            .pace
            .iter()
            .filter(|(day, _)| from <= day.0 && day.0 < to);
        between
            .map(|(_, ideal)| {
                weights.pace * ((done - ideal).abs() - weights.pace_tol).max(0) * self.scale
            })
            .sum()
    }

    /// Whether the run may be the one that goes from `lane` days to more.
    fn reaches(&self, run: &Run, lane: usize) -> bool {
        let (before, after) = (self.held + lane as i64, self.held + (lane + run.len) as i64);
        self.at
            .milestones
            .iter()
            .filter(|m| before < m.days && m.days <= after)
            .all(|m| {
                m.earliest.is_none_or(|d| run.start >= d.0)
                    && m.deadline.is_none_or(|d| run.end <= d.0)
                    && !m
                        .avoid
                        .iter()
                        .any(|s| run.start <= s.1.0 && s.0.0 <= run.end)
            })
    }

    /// Whether a run that starts on `start` may follow one that ends on `end` (`None`: nothing was held before).
    fn follows(&self, end: Option<i64>, start: i64) -> bool {
        if self
            .musts
            .iter()
            .any(|d| *d < start && end.is_none_or(|e| e < *d))
        {
            return false;
        }
        // With too few residents to alternate, somebody attends both planned runs and travels in between.
        let travels = end.is_some() && 2 * self.at.team_quorum > self.at.team.len();
        let travel = if travels { self.at.travel_buffer } else { 0 };
        let past = self.at.done.iter().max().map(|r| r.end());
        let Some(end) = end.or(past) else {
            return self.at.first.holds(start);
        };
        let counted = (end + 1..start)
            .filter(|d| !off(&self.at.gap.pauses, *d))
            .count() as i64;
        start - end > self.at.gap.min.max(travel).max(0) && counted <= self.at.gap.max
    }

    /// The least price of holding the meetings `from..to` between two runs with `lane` planned days done.
    fn meet(
        &self,
        links: std::ops::Range<usize>,
        end: Option<i64>,
        start: Option<i64>,
        lane: usize,
    ) -> i64 {
        let one = |link: &Link| {
            let fits = |(date, _): &&(i64, i64)| {
                end.is_none_or(|e| e < date - link.buffer)
                    && start.is_none_or(|s| date + link.len - 1 + link.buffer < s)
            };
            let enough = self.held + lane as i64 >= link.min_days;
            link.dates
                .iter()
                .filter(fits)
                .map(|d| d.1)
                .min()
                .filter(|_| enough)
        };
        self.links[links]
            .iter()
            .try_fold(0, |sum, link| Some(sum + one(link)?))
            .unwrap_or(NEVER)
    }

    /// What it costs to go from a state to run `next` with its meetings, its own price included.
    fn step(&self, state: (Option<usize>, usize, usize), next: (usize, usize)) -> i64 {
        let ((last, lane, placed), (c, after)) = (state, next);
        let (end, run) = (last.map(|p| self.runs[p].end), &self.runs[c]);
        let price = self.meet(placed..after, end, Some(run.start), lane);
        if price >= NEVER || lane + run.len > self.need || !self.reaches(run, lane) {
            return NEVER;
        }
        price + run.price + self.pace(lane, end.unwrap_or(i64::MIN), run.end)
    }

    fn close(&self, last: Option<usize>, placed: usize) -> i64 {
        let end = last.map(|c| self.runs[c].end);
        let open = self.musts.iter().any(|d| end.is_none_or(|e| e < *d))
            || end.is_some_and(|e| !self.at.last.holds(e));
        let price = self.meet(placed..self.links.len(), end, None, self.need);
        if open || price >= NEVER {
            NEVER
        } else {
            price + self.pace(self.need, end.unwrap_or(i64::MIN), i64::MAX)
        }
    }

    fn place(&self, c: usize, placed: usize) -> usize {
        c * (self.links.len() + 1) + placed
    }

    fn fill(&mut self) {
        let layers = self.links.len() + 1;
        self.ending = vec![vec![NEVER; self.need + 1]; self.runs.len() * layers];
        for c in (0..self.runs.len()).rev() {
            let next: Vec<usize> = (c + 1..self.runs.len())
                .filter(|n| self.follows(Some(self.runs[c].end), self.runs[*n].start))
                .collect();
            for placed in 0..layers {
                let mut row = vec![NEVER; self.need + 1];
                row[self.need] = self.close(Some(c), placed);
                for n in &next {
                    for after in placed..layers {
                        if self.meet(
                            placed..after,
                            Some(self.runs[c].end),
                            Some(self.runs[*n].start),
                            self.need,
                        ) >= NEVER
                        {
                            continue;
                        }
                        let (len, ahead) = (self.runs[*n].len, self.place(*n, after));
                        let rests = self.ending[ahead].iter().skip(len);
                        for (lane, (to, rest)) in row.iter_mut().zip(rests).enumerate() {
                            if *rest < NEVER {
                                let step = self.step((Some(c), lane, placed), (*n, after));
                                *to = (*to).min(step + rest);
                            }
                        }
                    }
                }
                let at = self.place(c, placed);
                self.ending[at] = row;
            }
        }
    }

    /// The states that may follow, the cheapest ending first: (price of the step, price to the end, run, meetings placed).
    fn ahead(&self, state: (Option<usize>, usize, usize)) -> Vec<(i64, i64, usize, usize)> {
        let (last, lane, placed) = state;
        let mut list = Vec::new();
        for n in last.map_or(0, |p| p + 1)..self.runs.len() {
            if self.follows(last.map(|p| self.runs[p].end), self.runs[n].start) {
                for after in placed..=self.links.len() {
                    let step = self.step((last, lane, placed), (n, after));
                    if step < NEVER {
                        list.push((
                            step,
                            step + self.ending[self.place(n, after)][lane + self.runs[n].len],
                            n,
                            after,
                        ));
                    }
                }
            }
        }
        list.sort_unstable_by_key(|x| (x.1, x.2, x.3));
        list
    }

    /// No legal sequence costs less at these prices. With attendance targets a claim is believed only when no sequence refutes it.
    pub(crate) fn least(mut self, claim: Option<i64>) -> i64 {
        self.fill();
        let given_up: i64 = {
            let mut days: Vec<i64> = self
                .at
                .previous
                .iter()
                .flatten()
                .flat_map(|r| r.days())
                .filter(|d| *d >= self.season.now.0)
                .collect();
            days.sort_unstable();
            days.dedup();
            days.iter().map(|d| self.change(*d)).sum::<i64>() * self.scale
        };
        if self.need == 0 || self.held > self.at.days {
            let alone = if self.held > self.at.days {
                NEVER
            } else {
                self.close(None, 0)
            };
            let shortfall: i64 = (0..self.at.ambassadors.len())
                .map(|i| self.shortfall(i, 0))
                .sum();
            return alone.min(NEVER) + given_up + shortfall;
        }
        let wanted: Vec<i64> = self.rewards().collect();
        let people = self.people(&wanted);
        let least = fewest(&people, &vec![0; wanted.len()], self.need);
        let cheapest = self.ahead((None, 0, 0)).first().map_or(NEVER, |x| x.1);
        let sure = cheapest + least + given_up;
        match claim.filter(|c| *c > sure && *c < NEVER) {
            Some(claim)
                if self.nothing_below(&people, claim - given_up, claim - given_up - least) =>
            {
                claim
            }
            _ => sure,
        }
    }

    fn shortfall(&self, person: usize, days: i64) -> i64 {
        let (i, weights) = (&self.at.ambassadors[person], &self.season.weights);
        let days = days + i.attended;
        (weights.short * (i.target - days).max(0) + weights.floor * (i.floor - days).max(0))
            * self.scale
    }

    /// Whether every sequence costs `claim` or more, targets included; only those whose price is below `limit` could be cheaper.
    fn nothing_below(&mut self, people: &[Vec<i64>], claim: i64, limit: i64) -> bool {
        let mut stack = vec![(0, None, 0, 0, vec![0; people.len()])];
        while let Some((paid, last, lane, placed, days)) = stack.pop() {
            if lane == self.need {
                if paid + self.close(last, placed) + fewest(people, &days, 0) < claim {
                    return false;
                }
                continue;
            }
            for (step, rest, n, after) in self.ahead((last, lane, placed)) {
                if self.fuel == 0 {
                    return false;
                }
                self.fuel -= 1;
                if paid + rest >= limit {
                    break;
                }
                let run = &self.runs[n];
                let days: Vec<usize> = days.iter().zip(&run.attends).map(|(a, b)| a + b).collect();
                let left = self.need - lane - run.len;
                if paid + rest + fewest(people, &days, left) < claim {
                    stack.push((paid + step, Some(n), lane + run.len, after, days));
                }
            }
        }
        true
    }

    /// By ambassador and planned days attended: what the targets cost, and the rewards that the runs gave.
    fn people(&self, rewards: &[i64]) -> Vec<Vec<i64>> {
        let one = |(i, reward): (usize, &i64)| {
            let all = 0..=self.need as i64;
            all.map(|n| self.shortfall(i, n) + n * reward).collect()
        };
        rewards.iter().enumerate().map(one).collect()
    }
}

/// What ambassadors who attended `days` cost at least once `left` more days are held.
fn fewest(people: &[Vec<i64>], days: &[usize], left: usize) -> i64 {
    let one = |(costs, n): (&Vec<i64>, &usize)| costs[*n..=n + left].iter().min().copied();
    people.iter().zip(days).filter_map(one).sum()
}

pub(crate) fn at_day(prices: &crate::facts::ByDay, day: i64) -> i64 {
    prices.get(&Day(day)).copied().unwrap_or(0)
}

/// Near days are dear.
pub(crate) const fn nearness(away: i64) -> i64 {
    if away <= 14 {
        5
    } else if away <= 42 {
        3
    } else {
        1
    }
}
