//! A plan in the making: runs of every authority, dates of the meetings, and who takes what from whom.
//!
//! Owns: occupation of what is shared, insertion of one authority against the others, clashes and cost. Invariants: what is added once is taken
//! away once. Never: the order in which authorities are tried.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "dense tables indexed by site, day, resident and room numbers of the model"
)]

use crate::dual::Prices;
use crate::graph::{INFINITE, RangeMin, SCALE};
use crate::instance::Instance;
use crate::model::{Model, Site};
use crate::oracle::{Bench, Effort, Question, attendance};
use crate::plan::{Plan, Run};
use crate::toll::{Held, Local};

/// Occupation of everything shared.
#[derive(Clone, Debug)]
struct Table {
    load: Vec<i64>,
    resident: Vec<i64>,
    week: Vec<i64>,
    room: Vec<i64>,
}

/// A complete or partial plan, legal or not.
#[derive(Clone, Debug)]
pub(crate) struct Season {
    pub(crate) runs: Vec<Vec<Held>>,
    /// Place of each meeting's date among its dates.
    pub(crate) dates: Vec<usize>,
    table: Table,
}

/// What stays where it is while a stretch of the calendar is planned again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// Runs that start in these days may be placed anew.
    pub(crate) window: (usize, usize),
    /// The runs outside.
    pub(crate) fixed: Vec<Held>,
}

impl Frame {
    pub(crate) fn new(model: &Model, place: usize, runs: &[Held], window: (usize, usize)) -> Self {
        let start = |h: &&Held| model.sites[place].candidates[h.candidate].start;
        let outside = |h: &&Held| start(h) < window.0 || window.1 < start(h);
        Self {
            window,
            fixed: runs.iter().filter(outside).copied().collect(),
        }
    }

    /// Closes what is outside, except the runs that stay, whose room and residents are settled.
    fn apply(&self, model: &Model, site: &Site, node: &mut [f64]) {
        for (price, run) in node.iter_mut().zip(&site.candidates) {
            if run.start < self.window.0 || self.window.1 < run.start {
                *price = INFINITE;
            }
        }
        for held in &self.fixed {
            node[held.candidate] = run_cost(model, site, held) as f64 * SCALE;
        }
    }

    fn kept(&self, candidate: usize) -> Option<Held> {
        self.fixed
            .iter()
            .find(|h| h.candidate == candidate)
            .copied()
    }
}

/// What a run costs by itself: candidate, residents and room.
fn run_cost(model: &Model, site: &Site, held: &Held) -> i64 {
    let run = &site.candidates[held.candidate];
    let len = run.len as i64;
    let here: i64 = (0..site.team.len())
        .filter(|m| held.team >> m & 1 == 1)
        .map(|m| site.trip[m])
        .sum();
    let away = site.team.len() as i64 - i64::from(held.team.count_ones());
    run.cost
        + here
        + away * len * model.resident_weight
        + held.room.map_or(0, |m| site.rooms[m].1 * len)
}

/// What an authority asks for at some prices.
pub(crate) struct Asked {
    /// No sequence is cheaper.
    pub(crate) lower: f64,
    pub(crate) runs: Vec<Held>,
}

/// How an authority is put back.
pub(crate) struct Manner<'a> {
    /// Prices of what is shared, and how much they count.
    pub(crate) guide: Option<(&'a Prices, f64)>,
    /// Price of a clash, in the instance's unit.
    pub(crate) clash: f64,
    pub(crate) effort: Effort,
    pub(crate) frame: Option<&'a Frame>,
}

impl Season {
    pub(crate) fn empty(model: &Model) -> Self {
        let table = Table {
            load: vec![0; model.days],
            resident: vec![0; model.resident_slots() * model.booked_days()],
            week: vec![0; model.resident_slot.len() * model.weeks],
            room: vec![0; model.room_slots() * model.days],
        };
        Self {
            runs: vec![Vec::new(); model.sites.len()],
            dates: vec![0; model.gatherings.len()],
            table,
        }
    }

    fn change(&mut self, model: &Model, place: usize, by: i64) {
        let site = &model.sites[place];
        let booked = model.booked_days();
        for held in &self.runs[place] {
            let run = &site.candidates[held.candidate];
            self.table.load[run.start..=run.end()]
                .iter_mut()
                .for_each(|n| *n += by);
            if let Some(room) = held.room.and_then(|m| model.room_slot[site.rooms[m].0]) {
                let from = room * model.days + run.start;
                self.table.room[from..from + run.len]
                    .iter_mut()
                    .for_each(|n| *n += by);
            }
            for (m, r) in site
                .team
                .iter()
                .enumerate()
                .filter(|(m, _)| held.team >> m & 1 == 1)
            {
                let _ = m;
                if let Some(slot) = model.resident_slot[*r] {
                    let from = slot * booked + run.start;
                    self.table.resident[from..from + run.len + site.buffer]
                        .iter_mut()
                        .for_each(|n| *n += by);
                }
                self.table.week[r * model.weeks + run.start / 7] += by * run.len as i64;
            }
        }
    }

    pub(crate) fn clear(&mut self, model: &Model, place: usize) {
        self.change(model, place, -1);
        self.runs[place].clear();
    }

    pub(crate) fn set(&mut self, model: &Model, place: usize, runs: Vec<Held>) {
        self.change(model, place, -1);
        self.runs[place] = runs;
        self.change(model, place, 1);
    }

    /// What is left of everything shared: staff, residents' days and weeks, rooms.
    pub(crate) fn left(&self, model: &Model) -> Prices {
        let mut left = Prices::free(model);
        left.day
            .iter_mut()
            .zip(model.capacity.iter().zip(&self.table.load))
            .for_each(|(l, (cap, n))| *l = (cap - n) as f64);
        left.resident
            .iter_mut()
            .zip(&self.table.resident)
            .for_each(|(l, n)| *l = (1 - n) as f64);
        left.room
            .iter_mut()
            .zip(&self.table.room)
            .for_each(|(l, n)| *l = (1 - n) as f64);
        for (r, slot) in model
            .resident_slot
            .iter()
            .enumerate()
            .filter_map(|(r, s)| Some((r, (*s)?)))
        {
            for w in 0..model.weeks {
                left.week[slot * model.weeks + w] =
                    (model.week_cap[r] - self.table.week[r * model.weeks + w]) as f64;
            }
        }
        left
    }

    /// Prices that keep a site (which holds nothing now) out of the others' way.
    pub(crate) fn local(&self, model: &Model, place: usize, manner: &Manner<'_>) -> Local {
        let site = &model.sites[place];
        let clash = manner.clash * SCALE;
        let mut local = match manner.guide {
            Some((prices, factor)) => prices.local(model, place, factor),
            None => Local::free(model, site),
        };
        local.clash = clash;
        for (d, price) in local.day.iter_mut().enumerate() {
            *price += clash * (self.table.load[d] + 1 - model.capacity[d]).max(0) as f64;
        }
        let booked = model.booked_days();
        for (m, r) in site.team.iter().enumerate() {
            local.left[m] = self.table.week[r * model.weeks..(r + 1) * model.weeks]
                .iter()
                .map(|n| model.week_cap[*r] - n)
                .collect();
            if let Some(slot) = model.resident_slot[*r] {
                let taken = &self.table.resident[slot * booked..(slot + 1) * booked];
                local.member[m].resize(booked, 0.0);
                local.member[m]
                    .iter_mut()
                    .zip(taken)
                    .for_each(|(p, n)| *p += clash * *n as f64);
            }
        }
        for (m, r) in site
            .rooms
            .iter()
            .enumerate()
            .filter_map(|(m, (r, _))| Some((m, model.room_slot[*r]?)))
        {
            local.room[m].resize(model.days, 0.0);
            let taken = &self.table.room[r * model.days..(r + 1) * model.days];
            local.room[m]
                .iter_mut()
                .zip(taken)
                .for_each(|(p, n)| *p += clash * *n as f64);
        }
        for (l, link) in site.graph.links.iter().enumerate() {
            let mut prices = vec![clash; link.dates.len()];
            prices[self.dates[link.gathering]] = 0.0;
            local.dates[l] = RangeMin::new(&prices);
        }
        self.loose_meetings(model, place, &mut local);
        local
    }

    /// Meetings outside the paths keep runs away by a surcharge.
    fn loose_meetings(&self, model: &Model, place: usize, local: &mut Local) {
        let site = &model.sites[place];
        for (g, gathering) in model.gatherings.iter().enumerate() {
            if gathering.link.is_some() || !gathering.participants.contains(&place) {
                continue;
            }
            let date = gathering.dates[self.dates[g]].0;
            let (from, to) = (
                date.saturating_sub(gathering.buffer),
                date + gathering.len - 1 + gathering.buffer,
            );
            local.extra.resize(site.candidates.len(), 0.0);
            for (c, run) in site.candidates.iter().enumerate() {
                if run.start <= to && from <= run.end() {
                    local.extra[c] += local.clash;
                }
            }
        }
    }

    /// Asks for the cheapest runs of a site, which holds nothing now but what its frame keeps. `None` when it has no sequence at all.
    pub(crate) fn ask(
        &self,
        model: &Model,
        place: usize,
        manner: &Manner<'_>,
        tools: (&mut Vec<f64>, &mut Bench),
    ) -> Option<Asked> {
        let site = &model.sites[place];
        let local = self.local(model, place, manner);
        let mut node = Vec::new();
        local.nodes(model, site, &mut node);
        if let Some(frame) = manner.frame {
            frame.apply(model, site, &mut node);
        }
        let question = Question::new(model, site, &node, &local);
        let answer = question.answer(tools.0, manner.effort, tools.1)?;
        let dress = |c: &usize| {
            let kept = manner.frame.and_then(|f| f.kept(*c));
            kept.unwrap_or_else(|| local.dress(model, site, *c).1)
        };
        Some(Asked {
            lower: answer.lower,
            runs: answer.path.runs.iter().map(dress).collect(),
        })
    }

    /// Puts a site where that is cheapest. `false` when it has no sequence at all.
    pub(crate) fn insert(
        &mut self,
        model: &Model,
        place: usize,
        manner: &Manner<'_>,
        tools: (&mut Vec<f64>, &mut Bench),
    ) -> bool {
        let Some(asked) = self.ask(model, place, manner, tools) else {
            return false;
        };
        self.set(model, place, asked.runs);
        true
    }

    /// Clashes of a meeting held on the date of this place with the runs of one participant.
    pub(crate) fn site_clashes(&self, model: &Model, g: usize, at: usize, place: usize) -> i64 {
        let gathering = &model.gatherings[g];
        let Some((date, _)) = gathering.dates.get(at).copied() else {
            return 1;
        };
        let (from, to) = (
            date.saturating_sub(gathering.buffer),
            date + gathering.len - 1 + gathering.buffer,
        );
        let site = &model.sites[place];
        let (mut clashes, mut before) = (0, site.held as i64);
        for held in &self.runs[place] {
            let run = &site.candidates[held.candidate];
            clashes += i64::from(run.start <= to && from <= run.end());
            before += if run.end() < date { run.len as i64 } else { 0 };
        }
        clashes + i64::from(before < gathering.min_days)
    }

    pub(crate) fn meeting_clashes(&self, model: &Model, g: usize, at: usize) -> i64 {
        model.gatherings[g]
            .participants
            .iter()
            .map(|place| self.site_clashes(model, g, at, *place))
            .sum()
    }

    /// Moves each meeting to the date that clashes least, clashes of the past included, then costs least; `scars` is what each date of each meeting
    /// is worse by.
    pub(crate) fn redate(&mut self, model: &Model, memory: &Prices, scars: &[Vec<f64>]) {
        for (g, scar) in scars.iter().enumerate() {
            let dates = &model.gatherings[g].dates;
            let past = |at: usize| -> f64 {
                let mut sum = 0.0;
                for (place, site) in model.sites.iter().enumerate() {
                    let mine = site
                        .graph
                        .links
                        .iter()
                        .enumerate()
                        .filter(|(_, link)| link.gathering == g);
                    sum += mine.map(|(l, _)| memory.dates[place][l][at]).sum::<f64>();
                }
                sum / SCALE
            };
            let score = |at: &usize| {
                let clashes = self.meeting_clashes(model, g, *at) as f64;
                clashes * 200.0 + past(*at) + scar[*at] + dates[*at].1 as f64
            };
            let best = (0..dates.len()).min_by(|a, b| score(a).total_cmp(&score(b)));
            self.dates[g] = best.unwrap_or(0);
        }
    }

    /// Raises the prices of what is taken twice, so that the next insertions look elsewhere.
    pub(crate) fn remember(&self, model: &Model, memory: &mut Prices, amount: f64) {
        let raise = |price: &mut f64, over: i64| *price += over.max(0) as f64 * amount * SCALE;
        for (d, price) in memory.day.iter_mut().enumerate() {
            raise(price, self.table.load[d] - model.capacity[d]);
        }
        for (price, taken) in memory.resident.iter_mut().zip(&self.table.resident) {
            raise(price, taken - 1);
        }
        for (price, taken) in memory.room.iter_mut().zip(&self.table.room) {
            raise(price, taken - 1);
        }
        for (place, site) in model.sites.iter().enumerate() {
            for (l, link) in site.graph.links.iter().enumerate() {
                let at = self.dates[link.gathering];
                raise(
                    &mut memory.dates[place][l][at],
                    self.site_clashes(model, link.gathering, at, place),
                );
            }
        }
    }

    /// Whether every rule that joins authorities holds.
    pub(crate) fn legal(&self, model: &Model) -> bool {
        let table = &self.table;
        let staff = table
            .load
            .iter()
            .zip(&model.capacity)
            .all(|(load, cap)| load <= cap);
        let weeks = (0..model.week_cap.len()).all(|r| {
            table.week[r * model.weeks..(r + 1) * model.weeks]
                .iter()
                .all(|n| *n <= model.week_cap[r])
        });
        let people = table.resident.iter().all(|n| *n <= 1);
        let rooms = table.room.iter().all(|n| *n <= 1);
        let staff = staff && weeks;
        staff
            && people
            && rooms
            && (0..self.dates.len()).all(|g| self.meeting_clashes(model, g, self.dates[g]) == 0)
    }

    /// Whether one site's runs break no rule that joins authorities.
    pub(crate) fn legal_for(&self, model: &Model, place: usize) -> bool {
        let (table, site, booked) = (&self.table, &model.sites[place], model.booked_days());
        let runs = self.runs[place].iter().all(|held| {
            let run = &site.candidates[held.candidate];
            let staff = (run.start..=run.end()).all(|d| table.load[d] <= model.capacity[d]);
            let people = site
                .team
                .iter()
                .enumerate()
                .filter(|(m, _)| held.team >> m & 1 == 1)
                .all(|(_, r)| {
                    let once = model.resident_slot[*r].is_none_or(|slot| {
                        let from = slot * booked + run.start;
                        table.resident[from..from + run.len + site.buffer]
                            .iter()
                            .all(|n| *n <= 1)
                    });
                    once && table.week[r * model.weeks + run.start / 7] <= model.week_cap[*r]
                });
            let room = held
                .room
                .and_then(|m| model.room_slot[site.rooms[m].0])
                .is_none_or(|slot| {
                    let from = slot * model.days + run.start;
                    table.room[from..from + run.len].iter().all(|n| *n <= 1)
                });
            staff && people && room
        });
        let mine = |g: &usize| model.gatherings[*g].participants.contains(&place);
        runs && (0..self.dates.len())
            .filter(mine)
            .all(|g| self.site_clashes(model, g, self.dates[g], place) == 0)
    }

    /// What the runs of one site cost.
    pub(crate) fn site_cost(&self, model: &Model, place: usize) -> i64 {
        let site = &model.sites[place];
        let (plain, days) = runs_cost(model, site, &self.runs[place]);
        plain + targets_cost(model, site, &days)
    }

    pub(crate) fn meeting_cost(&self, model: &Model) -> i64 {
        model
            .gatherings
            .iter()
            .zip(&self.dates)
            .map(|(g, at)| g.dates.get(*at).map_or(0, |d| d.1))
            .sum()
    }

    /// What everything costs; the checker's own sum when the season is legal.
    pub(crate) fn cost(&self, model: &Model) -> i64 {
        (0..model.sites.len())
            .map(|place| self.site_cost(model, place))
            .sum::<i64>()
            + self.meeting_cost(model)
    }

    pub(crate) fn plan(&self, instance: &Instance, model: &Model) -> Plan {
        let mut plan = Plan::default();
        for (place, authority) in instance.authorities.iter().enumerate() {
            let site = &model.sites[place];
            let runs = self.runs[place].iter().map(|held| {
                let run = &site.candidates[held.candidate];
                let there = (0..site.team.len()).filter(|m| held.team >> m & 1 == 1);
                Run {
                    start: model.day(run.start),
                    len: run.len as u32,
                    room: held.room.map(|m| model.rooms[site.rooms[m].0].clone()),
                    residents: there
                        .map(|m| instance.residents[site.team[m]].id.clone())
                        .collect(),
                }
            });
            plan.runs.insert(authority.id.clone(), runs.collect());
        }
        for (g, meeting) in instance.meetings.iter().enumerate() {
            if let Some((date, _)) = model.gatherings[g].dates.get(self.dates[g]) {
                plan.meetings.insert(meeting.id.clone(), model.day(*date));
            }
        }
        plan
    }
}

/// What runs cost a site but for the targets of its ambassadors, and the days each of them attends.
pub(crate) fn runs_cost(model: &Model, site: &Site, held: &[Held]) -> (i64, Vec<i64>) {
    let mut total = site.base;
    let mut lane = 0;
    for run in held {
        total += run_cost(model, site, run) + site.graph.pace_step(run.candidate, lane);
        lane += site.candidates[run.candidate].len;
    }
    let runs: Vec<usize> = held.iter().map(|h| h.candidate).collect();
    (total, attendance(site, &runs))
}

/// What attending so many days costs against the targets of a site's ambassadors.
pub(crate) fn targets_cost(model: &Model, site: &Site, days: &[i64]) -> i64 {
    days.iter()
        .zip(&site.wishes)
        .map(|(n, w)| model.shortfall(*w, *n))
        .sum()
}
