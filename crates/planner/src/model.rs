//! The facts compiled for searching: candidate runs of each authority, their costs, and what they use.
//!
//! Owns: the compiled tables. Invariants: a candidate breaks no rule of one run alone; candidates are sorted by start, then length; every cost
//! is a whole number of the instance's own unit. Never: a choice.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by day, lane and candidate numbers made here"
)]

use crate::check::notice_factor;
use crate::compile::Compiler;
use crate::day::Day;
use crate::graph::Graph;
use crate::instance::{Instance, Meeting, RunDates, Span};
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
    /// Days each ambassador attends: `attended[candidate * people + person]`.
    pub(crate) attended: Vec<u8>,
    /// Days that remain to be planned; `None` when the past already holds too many.
    pub(crate) need: Option<usize>,
    /// Days done in the past.
    pub(crate) held: usize,
    pub(crate) wishes: Vec<Wish>,
    /// Residents of the team, as indexes of the instance.
    pub(crate) team: Vec<usize>,
    pub(crate) trip: Vec<i64>,
    pub(crate) team_quorum: usize,
    pub(crate) buffer: usize,
    /// Rooms as indexes of [`Model::rooms`], and their costs a day.
    pub(crate) rooms: Vec<(usize, i64)>,
    /// What never changes: previous days given up, and the pace as if all days were done before the calendar starts.
    pub(crate) base: i64,
    /// How runs follow each other.
    pub(crate) graph: Graph,
}

impl Site {
    /// Days each ambassador attends of a candidate.
    pub(crate) fn attends(&self, candidate: usize) -> &[u8] {
        let people = self.wishes.len();
        &self.attended[candidate * people..(candidate + 1) * people]
    }
}

/// A meeting compiled: its possible first days and their costs.
#[derive(Clone, Debug)]
pub(crate) struct Gathering {
    pub(crate) dates: Vec<(usize, i64)>,
    pub(crate) participants: Vec<usize>,
    pub(crate) len: usize,
    pub(crate) buffer: usize,
    pub(crate) min_days: i64,
    /// Its place among the linked meetings; `None` when its window overlaps another's and it stays out of the paths.
    pub(crate) link: Option<usize>,
}

/// The whole season compiled.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) origin: Day,
    pub(crate) days: usize,
    pub(crate) weeks: usize,
    /// The longest travel buffer, in days.
    pub(crate) travel: usize,
    /// Runs that may be in progress on each day.
    pub(crate) capacity: Vec<i64>,
    pub(crate) week_cap: Vec<i64>,
    pub(crate) sites: Vec<Site>,
    pub(crate) gatherings: Vec<Gathering>,
    /// Physical rooms.
    pub(crate) rooms: Vec<String>,
    /// The place of each resident who is in several teams among those residents.
    pub(crate) resident_slot: Vec<Option<usize>>,
    /// The place of each room that several authorities list among those rooms.
    pub(crate) room_slot: Vec<Option<usize>>,
    pub(crate) resident_weight: i64,
    pub(crate) short: i64,
    pub(crate) floor: i64,
}

/// No capacity is larger.
pub(crate) const UNLIMITED: i64 = 1 << 32;

impl Model {
    /// Compiles the instance without the rules of `relaxed`.
    pub(crate) fn new(instance: &Instance, relaxed: &Relaxed) -> Self {
        let mut model = Self::frame(instance, relaxed);
        for meeting in &instance.meetings {
            let gathering = model.gathering(instance, meeting, relaxed);
            model.gatherings.push(gathering);
        }
        link(&mut model.gatherings);
        for place in 0..instance.authorities.len() {
            let site = Compiler::new(instance, &model, relaxed, place).site();
            model.sites.push(site);
        }
        model.find_shared(instance, relaxed);
        model
    }

    /// The part of the model that does not depend on any authority's runs.
    fn frame(instance: &Instance, relaxed: &Relaxed) -> Self {
        let origin = instance.horizon.start.monday();
        let days = usize::try_from(instance.horizon.end.since(origin) + 1)
            .unwrap_or(0)
            .min(20_000);
        let mut rooms: Vec<String> = instance
            .authorities
            .iter()
            .flat_map(|a| a.rooms.iter().map(|r| r.id.clone()))
            .collect();
        rooms.sort();
        rooms.dedup();
        let free_staff = relaxed.contains("operator:capacity");
        let staff = |d: usize| {
            if free_staff {
                UNLIMITED
            } else {
                i64::from(instance.operator.on(origin.plus(d as i32)))
            }
        };
        let cap = |id: &str, cap: u32| {
            if relaxed.contains(&format!("resident:{id}:week")) {
                UNLIMITED
            } else {
                i64::from(cap)
            }
        };
        let buffers = instance.authorities.iter().map(|a| a.travel_buffer);
        Self {
            origin,
            days,
            travel: usize::try_from(buffers.max().unwrap_or(0))
                .unwrap_or(0)
                .min(days),
            weeks: days / 7 + 2,
            capacity: (0..days).map(staff).collect(),
            week_cap: instance
                .residents
                .iter()
                .map(|r| cap(&r.id, r.week_cap))
                .collect(),
            sites: Vec::new(),
            gatherings: Vec::new(),
            resident_slot: vec![None; instance.residents.len()],
            room_slot: vec![None; rooms.len()],
            rooms,
            resident_weight: instance.weights.resident,
            short: instance.weights.short,
            floor: instance.weights.floor,
        }
    }

    pub(crate) fn day(&self, index: usize) -> Day {
        self.origin.plus(index as i32)
    }

    pub(crate) fn index(&self, day: Day) -> Option<usize> {
        usize::try_from(day.since(self.origin))
            .ok()
            .filter(|d| *d < self.days)
    }

    /// Days for which a resident can be booked: those of the calendar and the travel after its end.
    pub(crate) const fn booked_days(&self) -> usize {
        self.days + self.travel
    }

    fn find_shared(&mut self, instance: &Instance, relaxed: &Relaxed) {
        let mut teams = vec![0; self.resident_slot.len()];
        let mut lists = vec![0; self.room_slot.len()];
        for site in &self.sites {
            site.team.iter().for_each(|r| teams[*r] += 1);
            site.rooms.iter().for_each(|(r, _)| lists[*r] += 1);
        }
        let overlap = |r: usize| format!("resident:{}:overlap", instance.residents[r].id);
        self.resident_slot = slots(&teams, |r| {
            relaxed.is_empty() || !relaxed.contains(&overlap(r))
        });
        let names = &self.rooms;
        self.room_slot = slots(&lists, |r| !relaxed.contains(&format!("room:{}", names[r])));
    }

    /// Residents in several teams.
    pub(crate) fn resident_slots(&self) -> usize {
        self.resident_slot.iter().flatten().count()
    }

    /// Days a week of the residents in several teams.
    pub(crate) fn shared_week_caps(&self) -> impl Iterator<Item = i64> {
        self.week_cap
            .iter()
            .zip(&self.resident_slot)
            .filter(|(_, slot)| slot.is_some())
            .map(|(cap, _)| *cap)
    }

    /// Rooms listed by several authorities.
    pub(crate) fn room_slots(&self) -> usize {
        self.room_slot.iter().flatten().count()
    }

    fn gathering(&self, instance: &Instance, meeting: &Meeting, relaxed: &Relaxed) -> Gathering {
        let given_up = relaxed.contains(&format!("meeting:{}", meeting.id));
        let participants = instance
            .authorities
            .iter()
            .enumerate()
            .filter(|(_, a)| meeting.participants.contains(&a.id));
        let dates = (0..self.days).filter_map(|d| {
            if given_up {
                None
            } else {
                Some((d, meeting_cost(instance, meeting, self.day(d))?))
            }
        });
        Gathering {
            dates: if given_up {
                vec![(0, 0)]
            } else {
                dates.collect()
            },
            participants: if given_up {
                Vec::new()
            } else {
                participants.map(|(i, _)| i).collect()
            },
            len: (meeting.len as usize).max(1),
            buffer: usize::try_from(meeting.buffer).unwrap_or(0),
            min_days: if given_up { 0 } else { meeting.min_days },
            link: None,
        }
    }

    /// Takes every cost away: what is left is whether a plan exists.
    pub(crate) fn bare(&mut self) {
        self.resident_weight = 0;
        for site in &mut self.sites {
            site.candidates.iter_mut().for_each(|c| c.cost = 0);
            site.trip.fill(0);
            site.rooms.iter_mut().for_each(|r| r.1 = 0);
            site.wishes.clear();
            site.attended.clear();
            site.base = 0;
            site.graph.bare();
        }
        self.gatherings
            .iter_mut()
            .flat_map(|g| &mut g.dates)
            .for_each(|d| d.1 = 0);
    }

    /// What an ambassador costs who attends `days` more days.
    pub(crate) fn shortfall(&self, wish: Wish, days: i64) -> i64 {
        self.short * (wish.target - days).max(0) + self.floor * (wish.floor - days).max(0)
    }
}

/// Numbers what several authorities use and whose rule is kept.
fn slots(users: &[usize], kept: impl Fn(usize) -> bool) -> Vec<Option<usize>> {
    let mut next = 0;
    let mut list = Vec::new();
    for (place, count) in users.iter().enumerate() {
        let shared = *count > 1 && kept(place);
        list.push(shared.then_some(next));
        next += usize::from(shared);
    }
    list
}

/// Meetings whose windows follow each other join the paths; a meeting whose window overlaps an earlier one's is kept out.
fn link(gatherings: &mut [Gathering]) {
    let mut order: Vec<usize> = (0..gatherings.len())
        .filter(|g| !gatherings[*g].dates.is_empty())
        .collect();
    order.sort_by_key(|g| (gatherings[*g].dates.last().map(|d| d.0), *g));
    let (mut count, mut until) = (0, None);
    for g in order {
        let first = gatherings[g].dates.first().map(|d| d.0);
        if first > until && !gatherings[g].participants.is_empty() {
            until = gatherings[g].dates.last().map(|d| d.0);
            gatherings[g].link = Some(count);
            count += 1;
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
        let no_room = || !authority.rooms.iter().any(|r| !touches(dates, &r.off));
        if authority.id == meeting.host && no_room() {
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
        if closed
            || delegates < meeting.delegation_min
            || meeting.min_days > i64::from(authority.days)
        {
            return None;
        }
        cost += instance.weights.meeting * (meeting.delegation - delegates).max(0);
    }
    if let Some(previous) = meeting.previous.filter(|d| *d != start) {
        cost += instance.weights.meeting_move * notice_factor(instance.now, start.min(previous));
    }
    Some(cost)
}

/// Whether a run shares a day with one of the spans.
pub(crate) fn touches(run: RunDates, spans: &[Span]) -> bool {
    let end = run.end();
    spans
        .iter()
        .any(|s| s.from <= s.to && s.from <= end && run.start <= s.to)
}
