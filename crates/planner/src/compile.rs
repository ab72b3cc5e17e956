//! From one authority's facts to its candidates and to how they follow each other.
//!
//! Owns: the reading of every rule of one authority, with any of them left aside. Never: prices of what is shared.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by day, lane and candidate numbers made here"
)]

use crate::check::notice_factor;
use crate::day::Day;
use crate::graph::{Graph, Link, Sequence};
use crate::instance::{Authority, Instance, RunDates};
use crate::model::{Candidate, Model, Relaxed, Site, Wish, touches};
use std::collections::BTreeSet;

/// Whether two runs of an authority could fall in one week and be too much for somebody of its team. Plans hold one a week then; bounds do not.
pub(crate) fn one_a_week(instance: &Instance, authority: &Authority) -> bool {
    let team = instance.residents.iter();
    let caps = team.filter(|r| authority.team.contains(&r.id));
    let least = caps.map(|r| r.week_cap).min();
    let shortest = authority.lengths.iter().min().copied().unwrap_or(0);
    let longest = authority.lengths.iter().max().copied().unwrap_or(0);
    let fits = 2 * i64::from(shortest) + i64::from(authority.gap.min.max(0)) <= 5;
    fits && least.is_some_and(|cap| cap < longest.saturating_mul(2))
}

/// The name under which a bound gives up what plans keep without need between the runs of one authority; it is part of no refusal.
pub(crate) const TRAVEL: &str = "travel";

pub(crate) struct Compiler<'a> {
    instance: &'a Instance,
    authority: &'a Authority,
    relaxed: &'a Relaxed,
    model: &'a Model,
    place: usize,
    /// The rules of one day, looked up once.
    calendar: Vec<DayFacts>,
    /// Ambassadors away on each day, 64 to a word.
    away: Vec<u64>,
    words: usize,
}

#[derive(Clone, Copy, Default)]
struct DayFacts {
    /// No run may hold this day.
    shut: bool,
    present: i64,
    /// Soft blackouts and change of the plan.
    cost: i64,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(
        instance: &'a Instance,
        model: &'a Model,
        relaxed: &'a Relaxed,
        place: usize,
    ) -> Self {
        let authority = &instance.authorities[place];
        let words = authority.ambassadors.len().div_ceil(64).max(1);
        let away = vec![0; words * model.days];
        let calendar = vec![DayFacts::default(); model.days];
        let mut made = Self {
            instance,
            authority,
            relaxed,
            model,
            place,
            calendar,
            away,
            words,
        };
        made.read_days();
        made
    }

    fn on(&self, rule: &str) -> bool {
        self.relaxed.is_empty()
            || !self
                .relaxed
                .contains(&format!("{}:{rule}", self.authority.id))
    }

    /// The indexes of the calendar between two days, both included.
    fn stretch(&self, from: Day, to: Day) -> std::ops::Range<usize> {
        let limit = |day: Day| {
            usize::try_from(day.since(self.model.origin).max(0))
                .unwrap_or(0)
                .min(self.model.days)
        };
        limit(from)..limit(to.plus(1))
    }

    fn read_days(&mut self) {
        let (authority, days) = (self.authority, self.model.days);
        let horizon = self.stretch(self.instance.horizon.start, self.instance.horizon.end);
        let working = self.on("calendar");
        for d in 0..days {
            let week_end = working && d % 7 > 4;
            self.calendar[d].shut =
                week_end || !horizon.contains(&d) || self.model.capacity[d] <= 0;
        }
        for day in self
            .instance
            .calendars
            .get(&authority.law)
            .into_iter()
            .flatten()
        {
            if let Some(d) = self.model.index(*day) {
                self.calendar[d].shut |= working;
            }
        }
        for blackout in &authority.blackouts {
            let hard = blackout.hard && self.on(&format!("blackout:{}", blackout.id));
            for d in self.stretch(blackout.from, blackout.to) {
                self.calendar[d].shut |= hard;
                self.calendar[d].cost += if blackout.hard { 0 } else { blackout.weight };
            }
        }
        for (i, person) in authority.ambassadors.iter().enumerate() {
            let lead = person.lead && self.on(&format!("lead:{}", person.id));
            for span in &person.off {
                for d in self.stretch(span.from, span.to) {
                    self.away[d * self.words + i / 64] |= 1 << (i % 64);
                    self.calendar[d].shut |= lead;
                }
            }
        }
        let quorum = if self.on("quorum") {
            i64::from(authority.quorum)
        } else {
            0
        };
        for d in 0..days {
            let away: u32 = self.away[d * self.words..(d + 1) * self.words]
                .iter()
                .map(|w| w.count_ones())
                .sum();
            let facts = &mut self.calendar[d];
            facts.present = authority.ambassadors.len() as i64 - i64::from(away);
            facts.shut |= facts.present < quorum;
            facts.cost += self.instance.weights.absence * i64::from(away);
        }
        self.read_changes();
    }

    /// Days of a run against the previous plan; [`Site::base`] already counts every previous day as given up.
    fn read_changes(&mut self) {
        let Some(previous) = &self.authority.previous else {
            return;
        };
        let kept: BTreeSet<Day> = previous
            .iter()
            .flat_map(|r| r.days())
            .filter(|d| *d >= self.instance.now)
            .collect();
        for d in 0..self.model.days {
            let day = self.model.day(d);
            let price = self.instance.weights.change * notice_factor(self.instance.now, day);
            self.calendar[d].cost += if kept.contains(&day) { -price } else { price };
        }
    }

    pub(crate) fn site(&self) -> Site {
        let authority = self.authority;
        let held: u32 = authority.done.iter().map(|r| r.len).sum();
        let find = |id: &String| self.instance.residents.iter().position(|r| r.id == *id);
        let team: Vec<usize> = authority.team.iter().filter_map(find).take(64).collect();
        let trip = |r: &usize| {
            let id = &self.instance.residents[*r].id;
            self.instance.weights.trip * authority.trip_cost.get(id).copied().unwrap_or(0)
        };
        let rooms = authority.rooms.iter().take(64).map(|room| {
            let place = self
                .model
                .rooms
                .iter()
                .position(|id| *id == room.id)
                .unwrap_or(0);
            (place, self.instance.weights.room * room.cost)
        });
        let need = authority.days.checked_sub(held).map(|n| n as usize);
        let mut candidates = self.candidates(&team, authority.team.len());
        let sequence = self.sequence(held as usize, need.unwrap_or(0));
        let mut graph = Graph::new(&candidates, &sequence);
        let keep = graph.useful();
        if keep.iter().any(|k| !k) {
            let mut flags = keep.iter();
            candidates.retain(|_| flags.next().copied().unwrap_or(true));
            graph = Graph::new(&candidates, &sequence);
            graph.useful();
        }
        let gone: i64 = self.given_up();
        Site {
            attended: self.attended(&candidates),
            need,
            held: held as usize,
            wishes: authority
                .ambassadors
                .iter()
                .map(|i| wish(i.target, i.floor, i.attended))
                .collect(),
            trip: team.iter().map(trip).collect(),
            team,
            team_quorum: if self.on("team") {
                authority.team_quorum as usize
            } else {
                0
            },
            buffer: usize::try_from(authority.travel_buffer)
                .unwrap_or(0)
                .min(self.model.travel),
            rooms: rooms.collect(),
            base: gone + sequence.pace_until(need.unwrap_or(0), self.model.days),
            candidates,
            graph,
        }
    }

    fn given_up(&self) -> i64 {
        let Some(previous) = &self.authority.previous else {
            return 0;
        };
        let days: BTreeSet<Day> = previous
            .iter()
            .flat_map(|r| r.days())
            .filter(|d| *d >= self.instance.now)
            .collect();
        days.iter()
            .map(|d| self.instance.weights.change * notice_factor(self.instance.now, *d))
            .sum()
    }

    fn candidates(&self, team: &[usize], size: usize) -> Vec<Candidate> {
        let authority = self.authority;
        let lengths: BTreeSet<u32> = authority
            .lengths
            .iter()
            .copied()
            .filter(|n| *n > 0 && *n < 32)
            .collect();
        let notice = self.instance.now.plus(if self.on("notice") {
            authority.notice_days
        } else {
            -100_000
        });
        // With runs in the past the gap rule places the next one; a start before the last of them has no place in the sequence.
        let past = authority.done.iter().map(|r| r.end()).max();
        let locks = self.locks();
        let mut list = Vec::new();
        for start in 0..self.model.days {
            for len in &lengths {
                let run = RunDates::new(self.model.day(start), *len);
                let stop = start + *len as usize;
                if stop > self.model.days || self.calendar[start..stop].iter().any(|f| f.shut) {
                    continue;
                }
                let early = run.start < notice && !authority.locks.contains(&run);
                let late = self.on("last") && run.end() > authority.last.to;
                let hides_lock = locks
                    .iter()
                    .any(|l| *l != run && l.start <= run.end() && run.start <= l.end());
                if !early && !late && !hides_lock && past.is_none_or(|end| end < run.start) {
                    list.extend(self.candidate(start, run, (team, size)));
                }
            }
        }
        list
    }

    fn candidate(
        &self,
        start: usize,
        run: RunDates,
        people: (&[usize], usize),
    ) -> Option<Candidate> {
        let (authority, (team, size)) = (self.authority, people);
        let mut free_team = 0_u64;
        for (place, resident) in team.iter().enumerate() {
            let fits = i64::from(run.len) <= self.model.week_cap[*resident];
            if fits && (!touches(run, &self.instance.residents[*resident].off)) {
                free_team |= 1 << place;
            }
        }
        let any_room = !self.on("rooms");
        let mut rooms = 0_u64;
        for (place, room) in authority.rooms.iter().take(64).enumerate() {
            if any_room || !touches(run, &room.off) {
                rooms |= 1 << place;
            }
        }
        let staffed = !self.on("team")
            || u64::from(free_team.count_ones()) >= u64::from(authority.team_quorum);
        if !staffed || (rooms == 0 && !any_room) {
            return None;
        }
        let len = run.len as usize;
        // A member of the team who is no known resident is never there.
        let unknown =
            (size - team.len()) as i64 * i64::from(run.len) * self.instance.weights.resident;
        let cost = self.calendar[start..start + len]
            .iter()
            .map(|f| f.cost)
            .sum::<i64>()
            + unknown;
        Some(Candidate {
            start,
            len,
            cost,
            team: free_team,
            rooms,
        })
    }

    fn attended(&self, candidates: &[Candidate]) -> Vec<u8> {
        let people = self.authority.ambassadors.len();
        let mut list = vec![0_u8; candidates.len() * people];
        for (c, candidate) in candidates.iter().enumerate() {
            let row = &mut list[c * people..(c + 1) * people];
            for d in candidate.start..=candidate.end() {
                for (i, days) in row.iter_mut().enumerate() {
                    *days += u8::from(self.away[d * self.words + i / 64] >> (i % 64) & 1 == 0);
                }
            }
        }
        list
    }

    /// Gaps, windows, locks, milestones, pace and meetings.
    fn sequence(&self, held: usize, need: usize) -> Sequence {
        let (authority, days) = (self.authority, self.model.days);
        let origin = self.model.origin;
        let last_done = authority.done.iter().max().map(|r| r.end());
        let locks = self.locks();
        let last_lock = locks.iter().map(|l| l.end()).max();
        let mut made = Sequence {
            days,
            need,
            unlocked: last_lock.is_none(),
            ..Sequence::default()
        };
        let gap_max = self.on("gap_max");
        let open_first = !self.on("first");
        let window = self.on("last");
        let mut counted = vec![0; days + 1];
        for d in 0..days {
            let paused = authority
                .gap
                .pauses
                .iter()
                .any(|s| s.holds(self.model.day(d)));
            counted[d + 1] = counted[d] + i32::from(!paused);
        }
        let apart = self.on(TRAVEL) && one_a_week(self.instance, authority);
        for d in 0..days {
            let day = self.model.day(d);
            let needed = locks
                .iter()
                .filter(|l| l.start < day)
                .map(|l| l.end().since(origin))
                .max();
            let from = if gap_max {
                self.earliest_end(d, &counted)
            } else {
                i32::MIN
            };
            let mut to = d as i32 - 1 - self.least_gap();
            if apart {
                // The calendar starts on a Monday.
                to = to.min(d as i32 / 7 * 7 - 1);
            }
            made.before.push((from.max(needed.unwrap_or(i32::MIN)), to));
            let follows = match last_done {
                Some(end) => (from..=to).contains(&end.since(origin)),
                None => open_first || authority.first.holds(day),
            };
            made.opens.push(needed.is_none() && follows);
            made.closes.push(
                (!window || authority.last.holds(day)) && last_lock.is_none_or(|end| end <= day),
            );
        }
        self.milestones(&mut made, held);
        self.pace(&mut made, held);
        self.links(&mut made, held);
        made
    }

    fn locks(&self) -> Vec<RunDates> {
        self.authority
            .locks
            .iter()
            .copied()
            .filter(|l| self.on(&format!("lock:{}", l.start)))
            .collect()
    }

    /// Calendar days strictly between runs.
    fn least_gap(&self) -> i32 {
        // One resident cannot attend two runs closer than the travel buffer. Plans keep it even where residents could alternate; bounds do not.
        let authority = self.authority;
        let attended = authority.team_quorum > 0 || authority.team.len() > 1;
        let travel = if attended && self.on(TRAVEL) {
            authority.travel_buffer
        } else {
            0
        };
        if self.on("gap_min") {
            authority.gap.min.max(travel).max(0)
        } else {
            travel.max(0)
        }
    }

    /// The earliest end after which a run on day `d` comes soon enough; `counted[x]` is the number of days before `x` outside the pauses.
    fn earliest_end(&self, d: usize, counted: &[i32]) -> i32 {
        let max = self.authority.gap.max;
        let here = counted[d];
        let inside = counted[..=d].partition_point(|c| here - c > max);
        if inside > 0 {
            return inside as i32 - 1;
        }
        // The days before the calendar count one by one.
        let (mut end, mut left) = (-1, max - here);
        while left >= 0 && end > -5000 {
            let paused = self
                .authority
                .gap
                .pauses
                .iter()
                .any(|s| s.holds(self.model.origin.plus(end)));
            if !paused {
                left -= 1;
            }
            if left >= 0 {
                end -= 1;
            }
        }
        end
    }

    fn milestones(&self, made: &mut Sequence, held: usize) {
        for mark in self
            .authority
            .milestones
            .iter()
            .filter(|m| self.on(&format!("milestone:{}", m.id)))
        {
            if (mark.days as usize) <= held {
                continue;
            }
            let forbidden = |run: RunDates| {
                mark.earliest.is_some_and(|d| run.start < d)
                    || mark.deadline.is_some_and(|d| run.end() > d)
                    || mark
                        .avoid
                        .iter()
                        .any(|s| run.start <= s.to && s.from <= run.end())
            };
            let lengths: BTreeSet<u32> = self
                .authority
                .lengths
                .iter()
                .copied()
                .filter(|n| *n < 32)
                .collect();
            let mut bad = vec![0_u32; made.days];
            for (d, mask) in bad.iter_mut().enumerate() {
                for len in &lengths {
                    if forbidden(RunDates::new(self.model.day(d), *len)) {
                        *mask |= 1 << len;
                    }
                }
            }
            made.milestones.push((mark.days as usize - held, bad));
        }
    }

    fn pace(&self, made: &mut Sequence, held: usize) {
        let weights = &self.instance.weights;
        for lane in 0..=made.need {
            let done = (held + lane) as i64;
            let penalty =
                |ideal: i64| weights.pace * ((done - ideal).abs() - weights.pace_tol).max(0);
            let mut marks = vec![0; made.days + 1];
            for (day, ideal) in &self.authority.pace {
                match self.model.index(*day) {
                    Some(d) => marks[d + 1] += penalty(*ideal),
                    None if *day < self.model.origin => marks[0] += penalty(*ideal),
                    None => marks[made.days] += penalty(*ideal),
                }
            }
            let mut sum = 0;
            made.pace.extend(marks.iter().map(|mark| {
                sum += mark;
                sum
            }));
        }
    }

    fn links(&self, made: &mut Sequence, held: usize) {
        let mut mine: Vec<(usize, usize)> = self
            .model
            .gatherings
            .iter()
            .enumerate()
            .filter(|(_, g)| g.participants.contains(&self.place))
            .filter_map(|(at, g)| Some((g.link?, at)))
            .collect();
        mine.sort_unstable();
        for (_, at) in mine {
            let gathering = &self.model.gatherings[at];
            made.links.push(Link {
                gathering: at,
                dates: gathering.dates.iter().map(|d| d.0).collect(),
                reach: gathering.len - 1 + gathering.buffer,
                buffer: gathering.buffer,
                lane: usize::try_from(gathering.min_days - held as i64).unwrap_or(0),
            });
        }
    }
}

fn wish(target: u32, floor: u32, attended: u32) -> Wish {
    Wish {
        target: i64::from(target) - i64::from(attended),
        floor: i64::from(floor) - i64::from(attended),
    }
}
