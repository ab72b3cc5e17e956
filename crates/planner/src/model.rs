//! The facts compiled for searching: candidate runs of each authority, their costs, and what they use.
//!
//! Owns: which runs an authority could hold, given a set of rules left aside. Invariants: a candidate breaks no rule of one run alone; candidates
//! are sorted by start, then length; every cost is an integer in the instance's own unit. Never: a choice.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by day, lane and candidate numbers made here"
)]

use crate::check::notice_factor;
use crate::day::Day;
use crate::instance::{Authority, Instance, Meeting, RunDates, Span};
use std::collections::BTreeSet;

/// Rules left aside, by group name.
pub(crate) type Relaxed = BTreeSet<String>;

/// A run an authority could hold.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// First day, as an index of the model's calendar.
    pub(crate) start: usize,
    pub(crate) len: usize,
    /// Absences, soft days and changes; residents and rooms are priced apart.
    pub(crate) cost: i64,
    /// Members of the team free on all days, by their place in the team.
    pub(crate) team: u64,
    /// Rooms free on all days, by their place in the list.
    pub(crate) rooms: u64,
    /// Days each ambassador attends.
    pub(crate) attended: Vec<u8>,
}

impl Candidate {
    pub(crate) const fn end(&self) -> usize {
        self.start + self.len - 1
    }
}

/// An ambassador's target and floor, as days still to be attended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    pub(crate) target: i64,
    pub(crate) floor: i64,
}

/// One authority compiled.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) candidates: Vec<Candidate>,
    /// Days that remain to be planned.
    pub(crate) need: usize,
    /// Days done in the past.
    pub(crate) held: usize,
    /// For each start, the ends a previous run may have: `before[start]` is an inclusive range of day indexes, empty when first > last.
    pub(crate) before: Vec<(i32, i32)>,
    /// Whether a run may be the first on this start.
    pub(crate) opens: Vec<bool>,
    /// Whether a run may be the last with this end.
    pub(crate) closes: Vec<bool>,
    /// `allowed[candidate * need + lane]`: milestones permit the candidate after `lane` planned days.
    pub(crate) allowed: Vec<bool>,
    /// `pace[lane * (days + 1) + d]`: what the checkpoints before day `d` cost with `lane` planned days done.
    pub(crate) pace: Vec<i64>,
    pub(crate) wishes: Vec<Wish>,
    /// Residents of the team, as indexes of the instance.
    pub(crate) team: Vec<usize>,
    pub(crate) trip: Vec<i64>,
    pub(crate) team_quorum: usize,
    pub(crate) buffer: usize,
    /// Rooms as indexes of [`Model::rooms`], and their costs a day.
    pub(crate) rooms: Vec<(usize, i64)>,
    /// Constant part of the change cost: every previous day given up.
    pub(crate) constant: i64,
}

/// A meeting compiled: its possible first days and their costs.
#[derive(Clone, Debug)]
pub(crate) struct Gathering {
    pub(crate) dates: Vec<(usize, i64)>,
    pub(crate) participants: Vec<usize>,
    pub(crate) len: usize,
    pub(crate) buffer: usize,
    pub(crate) min_days: i64,
}

/// The whole season compiled.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) origin: Day,
    pub(crate) days: usize,
    pub(crate) weeks: usize,
    /// Runs that may be in progress on each day.
    pub(crate) capacity: Vec<i64>,
    pub(crate) week_cap: Vec<i64>,
    pub(crate) sites: Vec<Site>,
    pub(crate) gatherings: Vec<Gathering>,
    /// Physical rooms.
    pub(crate) rooms: Vec<String>,
    /// Whether the resident is in several teams.
    pub(crate) shared_resident: Vec<bool>,
    /// Whether the room is listed by several authorities.
    pub(crate) shared_room: Vec<bool>,
    pub(crate) resident_weight: i64,
    pub(crate) short: i64,
    pub(crate) floor: i64,
}

impl Model {
    /// Compiles the instance without the rules of `relaxed`.
    pub(crate) fn new(instance: &Instance, relaxed: &Relaxed) -> Self {
        let origin = instance.horizon.start.monday();
        let days = usize::try_from(instance.horizon.end.since(origin) + 1).unwrap_or(0);
        let mut rooms: Vec<String> = Vec::new();
        for authority in &instance.authorities {
            for room in &authority.rooms {
                if !rooms.contains(&room.id) {
                    rooms.push(room.id.clone());
                }
            }
        }
        let unlimited = i64::from(u32::MAX);
        let capacity = (0..days)
            .map(|d| {
                if relaxed.contains("operator:capacity") {
                    unlimited
                } else {
                    i64::from(instance.operator.on(origin.plus(d as i32)))
                }
            })
            .collect::<Vec<_>>();
        let week_cap = instance
            .residents
            .iter()
            .map(|r| {
                if relaxed.contains(&format!("resident:{}:week", r.id)) {
                    unlimited
                } else {
                    i64::from(r.week_cap)
                }
            })
            .collect();
        let mut model = Self {
            origin,
            days,
            weeks: days / 7 + 1,
            capacity,
            week_cap,
            sites: Vec::new(),
            gatherings: Vec::new(),
            shared_resident: vec![false; instance.residents.len()],
            shared_room: vec![false; rooms.len()],
            rooms,
            resident_weight: instance.weights.resident,
            short: instance.weights.short,
            floor: instance.weights.floor,
        };
        for authority in &instance.authorities {
            let site = Compiler {
                instance,
                authority,
                relaxed,
                model: &model,
            }
            .site();
            model.sites.push(site);
        }
        model.find_shared();
        for meeting in &instance.meetings {
            let gathering = model.gathering(instance, meeting, relaxed);
            model.gatherings.push(gathering);
        }
        model
    }

    pub(crate) fn day(&self, index: usize) -> Day {
        self.origin.plus(index as i32)
    }

    pub(crate) fn index(&self, day: Day) -> Option<usize> {
        usize::try_from(day.since(self.origin))
            .ok()
            .filter(|d| *d < self.days)
    }

    fn find_shared(&mut self) {
        let mut teams = vec![0; self.shared_resident.len()];
        let mut lists = vec![0; self.shared_room.len()];
        for site in &self.sites {
            site.team.iter().for_each(|r| teams[*r] += 1);
            site.rooms.iter().for_each(|(r, _)| lists[*r] += 1);
        }
        self.shared_resident = teams.iter().map(|n| *n > 1).collect();
        self.shared_room = lists.iter().map(|n| *n > 1).collect();
    }

    fn gathering(&self, instance: &Instance, meeting: &Meeting, relaxed: &Relaxed) -> Gathering {
        let participants: Vec<usize> = instance
            .authorities
            .iter()
            .enumerate()
            .filter(|(_, a)| meeting.participants.contains(&a.id))
            .map(|(i, _)| i)
            .collect();
        let dates = if relaxed.contains(&format!("meeting:{}", meeting.id)) {
            Vec::new()
        } else {
            (0..self.days)
                .filter_map(|d| Some((d, meeting_cost(instance, meeting, self.day(d))?)))
                .collect()
        };
        Gathering {
            dates,
            participants,
            len: meeting.len as usize,
            buffer: usize::try_from(meeting.buffer).unwrap_or(0),
            min_days: meeting.min_days,
        }
    }
}

/// What a meeting costs when it starts on `start`; `None` when no plan of runs could make that legal.
fn meeting_cost(instance: &Instance, meeting: &Meeting, start: Day) -> Option<i64> {
    let dates = RunDates::new(start, meeting.len);
    let locked_elsewhere = meeting.lock.is_some_and(|d| d != start);
    if locked_elsewhere
        || start < meeting.from
        || dates.end() > meeting.to
        || dates.days().any(|d| d.weekday() > 4)
    {
        return None;
    }
    let mut cost = 0;
    for authority in &instance.authorities {
        let no_room = !authority.rooms.iter().any(|r| !touches(dates, &r.off));
        if authority.id == meeting.host && no_room {
            return None;
        }
        if !meeting.participants.contains(&authority.id) {
            continue;
        }
        let holidays = instance.calendars.get(&authority.law);
        let closed = dates
            .days()
            .any(|d| holidays.is_some_and(|h| h.contains(&d)))
            || authority
                .blackouts
                .iter()
                .any(|b| b.hard && b.from <= dates.end() && dates.start <= b.to);
        let delegates = authority
            .ambassadors
            .iter()
            .filter(|i| !touches(dates, &i.off))
            .count() as i64;
        if closed || delegates < meeting.delegation_min {
            return None;
        }
        cost += instance.weights.meeting * (meeting.delegation - delegates).max(0);
    }
    if let Some(previous) = meeting.previous.filter(|d| *d != start) {
        cost += instance.weights.meeting_move * notice_factor(instance.now, start.min(previous));
    }
    Some(cost)
}

fn touches(run: RunDates, spans: &[Span]) -> bool {
    let end = run.end();
    spans
        .iter()
        .any(|s| s.from <= s.to && s.from <= end && run.start <= s.to)
}

struct Compiler<'a> {
    instance: &'a Instance,
    authority: &'a Authority,
    relaxed: &'a Relaxed,
    model: &'a Model,
}

impl Compiler<'_> {
    fn on(&self, rule: &str) -> bool {
        !self
            .relaxed
            .contains(&format!("{}:{rule}", self.authority.id))
    }

    fn site(&self) -> Site {
        let authority = self.authority;
        let held: u32 = authority.done.iter().map(|r| r.len).sum();
        let team: Vec<usize> = authority
            .team
            .iter()
            .filter_map(|id| self.instance.residents.iter().position(|r| r.id == *id))
            .take(64)
            .collect();
        let trip = team
            .iter()
            .map(|r| {
                let id = &self.instance.residents[*r].id;
                self.instance.weights.trip * authority.trip_cost.get(id).copied().unwrap_or(0)
            })
            .collect();
        let rooms = authority
            .rooms
            .iter()
            .take(64)
            .map(|room| {
                let place = self
                    .model
                    .rooms
                    .iter()
                    .position(|id| *id == room.id)
                    .unwrap_or(0);
                (place, self.instance.weights.room * room.cost)
            })
            .collect();
        let mut site = Site {
            candidates: self.candidates(&team),
            need: authority.days.saturating_sub(held) as usize,
            held: held as usize,
            before: Vec::new(),
            opens: Vec::new(),
            closes: Vec::new(),
            allowed: Vec::new(),
            pace: Vec::new(),
            wishes: authority
                .ambassadors
                .iter()
                .map(|i| wish(i.target, i.floor, i.attended))
                .collect(),
            team,
            trip,
            team_quorum: if self.on("team") {
                authority.team_quorum as usize
            } else {
                0
            },
            buffer: usize::try_from(authority.travel_buffer).unwrap_or(0),
            rooms,
            constant: self.given_up(),
        };
        self.windows(&mut site);
        self.milestones(&mut site);
        self.pace(&mut site);
        site
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

    fn candidates(&self, team: &[usize]) -> Vec<Candidate> {
        let lengths: BTreeSet<u32> = self
            .authority
            .lengths
            .iter()
            .copied()
            .filter(|n| *n > 0 && *n < 32)
            .collect();
        let mut list = Vec::new();
        for start in 0..self.model.days {
            for len in &lengths {
                let run = RunDates::new(self.model.day(start), *len);
                if start + (*len as usize) <= self.model.days && self.legal(run) {
                    list.extend(self.candidate(start, run, team));
                }
            }
        }
        list
    }

    fn legal(&self, run: RunDates) -> bool {
        let authority = self.authority;
        let locked = authority.locks.contains(&run);
        let early = run.start < self.instance.now.plus(authority.notice_days)
            && !locked
            && self.on("notice");
        let holidays = self.instance.calendars.get(&authority.law);
        let closed = self.on("calendar")
            && run
                .days()
                .any(|d| d.weekday() > 4 || holidays.is_some_and(|h| h.contains(&d)));
        let staff = run.days().all(|d| {
            self.model
                .index(d)
                .is_some_and(|d| self.model.capacity[d] > 0)
        });
        let late = self.on("last") && run.end() > authority.last.to;
        // With runs in the past the gap rule places the next one; a start before the last of them has no place in the sequence.
        let after_past = authority.done.iter().all(|r| r.end() < run.start);
        !early
            && !closed
            && staff
            && !late
            && after_past
            && !self.blacked_out(run)
            && self.leads_there(run)
    }

    fn blacked_out(&self, run: RunDates) -> bool {
        self.authority.blackouts.iter().any(|b| {
            b.hard
                && b.from <= run.end()
                && run.start <= b.to
                && b.from <= b.to
                && self.on(&format!("blackout:{}", b.id))
        })
    }

    fn leads_there(&self, run: RunDates) -> bool {
        self.authority
            .ambassadors
            .iter()
            .all(|i| !i.lead || !touches(run, &i.off) || !self.on(&format!("lead:{}", i.id)))
    }

    fn candidate(&self, start: usize, run: RunDates, team: &[usize]) -> Option<Candidate> {
        let (authority, weights) = (self.authority, &self.instance.weights);
        let mut attended = vec![0_u8; authority.ambassadors.len()];
        let mut cost = 0;
        for day in run.days() {
            let mut present = 0_i64;
            for (place, person) in authority.ambassadors.iter().enumerate() {
                if !person.off.iter().any(|s| s.holds(day)) {
                    present += 1;
                    attended[place] += 1;
                }
            }
            if self.on("quorum") && present < i64::from(authority.quorum) {
                return None;
            }
            cost += weights.absence * (authority.ambassadors.len() as i64 - present);
            cost += authority
                .blackouts
                .iter()
                .filter(|b| !b.hard && b.from <= day && day <= b.to)
                .map(|b| b.weight)
                .sum::<i64>();
        }
        cost += self.change(run);
        let mut free_team = 0_u64;
        for (place, resident) in team.iter().enumerate() {
            let fits = i64::from(run.len) <= self.model.week_cap[*resident];
            if fits && !touches(run, &self.instance.residents[*resident].off) {
                free_team |= 1 << place;
            }
        }
        let mut rooms = 0_u64;
        for (place, room) in authority.rooms.iter().take(64).enumerate() {
            if !self.on("rooms") || !touches(run, &room.off) {
                rooms |= 1 << place;
            }
        }
        let staffed = !self.on("team")
            || u64::from(free_team.count_ones()) >= u64::from(authority.team_quorum);
        let housed = rooms != 0 || !self.on("rooms");
        (staffed && housed).then(|| Candidate {
            start,
            len: run.len as usize,
            cost,
            team: free_team,
            rooms,
            attended,
        })
    }

    /// Days of the run against the previous plan; [`Site::constant`] already counts every previous day as given up.
    fn change(&self, run: RunDates) -> i64 {
        let Some(previous) = &self.authority.previous else {
            return 0;
        };
        let signed = |day: Day| {
            let kept = day >= self.instance.now
                && previous.iter().any(|r| r.start <= day && day <= r.end());
            let price = self.instance.weights.change * notice_factor(self.instance.now, day);
            if kept { -price } else { price }
        };
        run.days().map(signed).sum()
    }

    /// Gaps, first and last windows and locks, as ranges of days.
    fn windows(&self, site: &mut Site) {
        let (authority, days) = (self.authority, self.model.days);
        let mut past = authority.done.clone();
        past.sort();
        let last_done = past.last().map(|r| r.end());
        let locks: Vec<RunDates> = authority
            .locks
            .iter()
            .copied()
            .filter(|l| self.on(&format!("lock:{}", l.start)))
            .collect();
        let last_lock = locks.iter().map(|l| l.end()).max();
        for index in 0..days {
            let day = self.model.day(index);
            let needed = locks
                .iter()
                .filter(|l| l.start < day)
                .map(|l| l.end().since(self.model.origin))
                .max();
            let (from, to) = self.ends_before(day);
            site.before.push((from.max(needed.unwrap_or(i32::MIN)), to));
            let opens = needed.is_none()
                && match last_done {
                    Some(end) => (from..=to).contains(&end.since(self.model.origin)),
                    None => !self.on("first") || authority.first.holds(day),
                };
            site.opens.push(opens);
            let window = !self.on("last") || authority.last.holds(day);
            site.closes
                .push(window && last_lock.is_none_or(|end| end <= day));
        }
    }

    /// The ends, as offsets from the origin, after which a run may start on `day`.
    fn ends_before(&self, day: Day) -> (i32, i32) {
        let gap = &self.authority.gap;
        // One resident cannot attend two runs closer than the travel buffer; with too few residents to alternate the buffer is a minimum gap.
        let alternates = self.authority.team.len() >= 2 * self.authority.team_quorum as usize;
        let travel = if alternates {
            0
        } else {
            self.authority.travel_buffer
        };
        let least = if self.on("gap_min") {
            gap.min.max(travel).max(0)
        } else {
            0
        };
        let here = day.since(self.model.origin);
        if !self.on("gap_max") {
            return (i32::MIN, here - 1 - least);
        }
        let (mut counted, mut end) = (0, day.plus(-1));
        // Walking back: `end` may end a run as long as the days after it, up to `day`, count for at most the maximum.
        loop {
            if !gap.pauses.iter().any(|s| s.holds(end)) {
                counted += 1;
            }
            if counted > gap.max || day.since(end) > 4000 {
                break;
            }
            end = end.plus(-1);
        }
        (end.since(self.model.origin), here - 1 - least)
    }

    fn milestones(&self, site: &mut Site) {
        let marks: Vec<_> = self
            .authority
            .milestones
            .iter()
            .filter(|m| self.on(&format!("milestone:{}", m.id)))
            .collect();
        for candidate in &site.candidates {
            let run = RunDates::new(self.model.day(candidate.start), candidate.len as u32);
            for lane in 0..site.need {
                let before = (site.held + lane) as i64;
                let after = before + candidate.len as i64;
                let fits = marks
                    .iter()
                    .filter(|m| before < i64::from(m.days) && i64::from(m.days) <= after)
                    .all(|m| {
                        m.earliest.is_none_or(|d| run.start >= d)
                            && m.deadline.is_none_or(|d| run.end() <= d)
                            && !m
                                .avoid
                                .iter()
                                .any(|s| run.start <= s.to && s.from <= run.end())
                    });
                site.allowed.push(fits && lane + candidate.len <= site.need);
            }
        }
    }

    fn pace(&self, site: &mut Site) {
        let weights = &self.instance.weights;
        for lane in 0..=site.need {
            let done = (site.held + lane) as i64;
            let penalty =
                |ideal: i64| weights.pace * ((done - ideal).abs() - weights.pace_tol).max(0);
            let early = self
                .authority
                .pace
                .iter()
                .filter(|(d, _)| *d < self.model.origin)
                .map(|(_, n)| penalty(*n))
                .sum();
            let mut marks = vec![0; self.model.days + 1];
            let mut beyond = 0;
            for (day, ideal) in self
                .authority
                .pace
                .iter()
                .filter(|(d, _)| *d >= self.model.origin)
            {
                match self.model.index(*day) {
                    Some(d) => marks[d + 1] += penalty(*ideal),
                    None => beyond += penalty(*ideal),
                }
            }
            let mut sum: i64 = early;
            for (d, mark) in marks.iter().enumerate() {
                sum += mark;
                let tail = if d == self.model.days { beyond } else { 0 };
                site.pace.push(sum + tail);
            }
        }
    }
}

fn wish(target: u32, floor: u32, attended: u32) -> Wish {
    Wish {
        target: i64::from(target) - i64::from(attended),
        floor: i64::from(floor) - i64::from(attended),
    }
}

impl Site {
    /// What the checkpoints before day `d` cost with `lane` planned days done; `d` may be the number of days for all of them.
    pub(crate) fn pace_until(&self, lane: usize, d: usize) -> i64 {
        let width = self.pace.len() / (self.need + 1);
        self.pace[lane * width + d.min(width - 1)]
    }

    /// What the pace costs more when `candidate` is held after `lane` planned days.
    pub(crate) fn pace_step(&self, candidate: &Candidate, lane: usize) -> i64 {
        let after = (lane + candidate.len).min(self.need);
        self.pace_until(lane, candidate.end()) - self.pace_until(after, candidate.end())
    }

    /// What never changes: previous days given up, and the pace as if all days were done before the calendar starts.
    pub(crate) fn base(&self) -> i64 {
        let width = self.pace.len() / (self.need + 1);
        self.constant + self.pace_until(self.need, width - 1)
    }
}

impl Model {
    /// What an ambassador costs who attends `days` more days.
    pub(crate) fn shortfall(&self, wish: Wish, days: i64) -> i64 {
        self.short * (wish.target - days).max(0) + self.floor * (wish.floor - days).max(0)
    }
}
