//! The verdict on a plan: which rules it breaks, and what it costs.
//!
//! Owns: the meaning of every rule and of every term of the objective, day by day, straight from the facts. Shares nothing with the model the
//! solver works on, so that a defect there cannot hide itself. Accepts any plan, however wrong. Never: any decision.

use crate::day::Day;
use crate::instance::{Authority, Instance, Meeting, RunDates, Span};
use crate::plan::{Plan, Run};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A rule that is broken, by its name, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Violation {
    /// Name of the rule, such as `a001:quorum` or `operator:capacity`.
    pub group: String,
    /// Where and how, in dates and figures.
    pub what: String,
}

/// The cost by term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// Ambassadors missing.
    pub absence: i64,
    /// Ambassadors under their target or floor.
    pub shortfall: i64,
    /// Distance from the pace.
    pub pace: i64,
    /// Trips of residents.
    pub trip: i64,
    /// Run days on days better avoided.
    pub soft: i64,
    /// Residents who do not attend.
    pub resident: i64,
    /// Rooms.
    pub room: i64,
    /// Difference from the previous plan.
    pub change: i64,
    /// Delegates missing and meetings moved.
    pub meeting: i64,
}

impl Split {
    /// The sum of the terms.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.absence
            + self.shortfall
            + self.pace
            + self.trip
            + self.soft
            + self.resident
            + self.room
            + self.change
            + self.meeting
    }

    pub(crate) const fn subtract(&mut self, other: &Self) {
        self.absence -= other.absence;
        self.shortfall -= other.shortfall;
        self.pace -= other.pace;
        self.trip -= other.trip;
        self.soft -= other.soft;
        self.resident -= other.resident;
        self.room -= other.room;
        self.change -= other.change;
        self.meeting -= other.meeting;
    }
}

/// What the checker says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Every broken rule, once for each place where it is broken.
    pub violations: Vec<Violation>,
    /// Total cost; it has a meaning only when nothing is broken.
    pub cost: i64,
    /// The same by term.
    pub split: Split,
}

impl Verdict {
    /// Whether every hard rule holds.
    #[must_use]
    pub fn feasible(&self) -> bool {
        self.violations.is_empty()
    }

    /// The names of the broken rules, each once.
    #[must_use]
    pub fn groups(&self) -> BTreeSet<&str> {
        self.violations.iter().map(|v| v.group.as_str()).collect()
    }
}

/// Checks a plan against every rule and prices it.
///
/// ```
/// use planner::{check, Day, Horizon, Instance, Plan};
/// let start: Day = "2027-01-04".parse()?;
/// let season = Instance::new(Horizon { start, end: start.plus(365) }, start);
/// assert!(check(&season, &Plan::default()).feasible());
/// # Ok::<(), planner::BadDay>(())
/// ```
#[must_use]
pub fn check(instance: &Instance, plan: &Plan) -> Verdict {
    let mut found = Found::default();
    let mut use_ = Uses::default();
    for authority in &instance.authorities {
        let runs = sorted(plan.of(&authority.id));
        authority_rules(instance, authority, &runs, &mut found);
        use_.add(authority, &runs);
    }
    shared_rules(instance, use_, &mut found);
    for meeting in &instance.meetings {
        meeting_rules(instance, plan, meeting, &mut found);
    }
    Verdict {
        cost: found.split.total(),
        violations: found.violations,
        split: found.split,
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub(crate) violations: Vec<Violation>,
    pub(crate) split: Split,
}

impl Found {
    fn bad(&mut self, group: String, what: String) {
        self.violations.push(Violation { group, what });
    }
}

pub(crate) fn sorted(runs: &[Run]) -> Vec<&Run> {
    let mut list: Vec<&Run> = runs.iter().collect();
    list.sort();
    list
}

fn inside(day: Day, spans: &[Span]) -> bool {
    spans.iter().any(|s| s.holds(day))
}

fn free(run: RunDates, off: &[Span]) -> bool {
    let end = run.end();
    !off.iter()
        .any(|s| s.from <= s.to && s.from <= end && run.start <= s.to)
}

/// How dear a change on `day` is: people need time to rearrange their diaries.
pub(crate) fn notice_factor(now: Day, day: Day) -> i64 {
    match day.since(now) {
        ..=14 => 5,
        15..=42 => 3,
        _ => 1,
    }
}

fn count(items: usize) -> i64 {
    i64::try_from(items).unwrap_or(i64::MAX)
}

fn past(authority: &Authority) -> Vec<RunDates> {
    let mut done = authority.done.clone();
    done.sort();
    done
}

/// Rules and costs of one authority that depend on nothing but its own runs.
pub(crate) fn authority_rules(
    instance: &Instance,
    authority: &Authority,
    runs: &[&Run],
    found: &mut Found,
) {
    let done = past(authority);
    let held: i64 = done.iter().map(|r| i64::from(r.len)).sum();
    let planned: i64 = runs.iter().map(|r| i64::from(r.len)).sum();
    if held + planned != i64::from(authority.days) {
        found.bad(
            format!("{}:days", authority.id),
            format!("{} days instead of {}", held + planned, authority.days),
        );
    }
    let mut attended = vec![0; authority.ambassadors.len()];
    for run in runs {
        run_rules(instance, authority, run, found);
        run_people(instance, authority, run, (&mut attended, found));
    }
    for lock in &authority.locks {
        if !runs.iter().any(|r| r.dates() == *lock) {
            found.bad(
                format!("{}:lock:{}", authority.id, lock.start),
                "locked run absent".to_owned(),
            );
        }
    }
    sequence_rules(authority, &done, runs, found);
    milestone_rules(authority, held, runs, found);
    short_of(instance, authority, &attended, found);
    long_costs(instance, authority, &done, runs, found);
}

fn run_rules(instance: &Instance, authority: &Authority, run: &Run, found: &mut Found) {
    let (id, dates) = (&authority.id, run.dates());
    if !authority.lengths.contains(&run.len) {
        found.bad(
            format!("{id}:lengths"),
            format!("{} length {}", run.start, run.len),
        );
    }
    let holidays = instance.calendars.get(&authority.law);
    if dates
        .days()
        .any(|d| d.weekday() > 4 || holidays.is_some_and(|h| h.contains(&d)))
    {
        found.bad(
            format!("{id}:calendar"),
            format!("{} not on working days", run.start),
        );
    }
    let notice = instance.now.plus(authority.notice_days);
    if run.start < notice && !authority.locks.contains(&dates) {
        found.bad(
            format!("{id}:notice"),
            format!("{} before {notice}", run.start),
        );
    }
    for blackout in &authority.blackouts {
        let span = Span::new(blackout.from, blackout.to);
        let touched = count(dates.days().filter(|d| span.holds(*d)).count());
        if touched > 0 && blackout.hard {
            found.bad(
                format!("{id}:blackout:{}", blackout.id),
                run.start.to_string(),
            );
        } else {
            found.split.soft += blackout.weight * touched;
        }
    }
    let room = authority
        .rooms
        .iter()
        .find(|r| Some(&r.id) == run.room.as_ref());
    match room {
        Some(room) if dates.days().all(|d| !inside(d, &room.off)) => {
            found.split.room += instance.weights.room * room.cost * i64::from(run.len);
        }
        _ => found.bad(
            format!("{id}:rooms"),
            format!(
                "{} room {}",
                run.start,
                run.room.as_deref().unwrap_or("none")
            ),
        ),
    }
}

/// Who attends a run; the days of each ambassador are added to `attended`.
fn run_people(
    instance: &Instance,
    authority: &Authority,
    run: &Run,
    (attended, found): (&mut [i64], &mut Found),
) {
    let (id, dates) = (&authority.id, run.dates());
    let all = authority.ambassadors.len();
    let mut away: Vec<(Day, usize)> = dates.days().map(|day| (day, 0)).collect();
    for (person, days) in authority.ambassadors.iter().zip(attended) {
        *days += i64::from(run.len);
        if free(dates, &person.off) {
            continue;
        }
        for (_, count) in away.iter_mut().filter(|(day, _)| inside(*day, &person.off)) {
            *count += 1;
            *days -= 1;
        }
    }
    for (day, away) in away {
        let present = all - away;
        if count(present) < i64::from(authority.quorum) {
            found.bad(
                format!("{id}:quorum"),
                format!("{day}: {present} of {} present", authority.quorum),
            );
        }
        found.split.absence += instance.weights.absence * count(away);
    }
    for lead in authority.ambassadors.iter().filter(|i| i.lead) {
        if !free(dates, &lead.off) {
            found.bad(format!("{id}:lead:{}", lead.id), run.start.to_string());
        }
    }
    if count(run.residents.len()) < i64::from(authority.team_quorum) {
        found.bad(
            format!("{id}:team"),
            format!(
                "{}: {} residents of {}",
                run.start,
                run.residents.len(),
                authority.team_quorum
            ),
        );
    }
    for name in &run.residents {
        if !authority.team.contains(name) {
            found.bad(
                format!("{id}:team"),
                format!("{}: {name} is not of the team", run.start),
            );
        }
        let resident = instance.residents.iter().find(|r| r.id == *name);
        if !resident.is_some_and(|r| dates.days().all(|d| !inside(d, &r.off))) {
            found.bad(
                format!("{id}:team"),
                format!("{}: {name} unavailable", run.start),
            );
        }
        found.split.trip +=
            instance.weights.trip * authority.trip_cost.get(name).copied().unwrap_or(0);
    }
    let missing = count(authority.team.len()) - count(run.residents.len());
    found.split.resident += instance.weights.resident * i64::from(run.len) * missing;
}

fn sequence_rules(authority: &Authority, done: &[RunDates], runs: &[&Run], found: &mut Found) {
    let id = &authority.id;
    let sequence: Vec<RunDates> = done
        .last()
        .copied()
        .into_iter()
        .chain(runs.iter().map(|r| r.dates()))
        .collect();
    for (before, after) in sequence.iter().zip(sequence.iter().skip(1)) {
        let (end, start) = (before.end(), after.start);
        let raw = start.since(end) - 1;
        let counted = (1..=raw.max(0))
            .filter(|k| !inside(end.plus(*k), &authority.gap.pauses))
            .count();
        if raw < authority.gap.min {
            found.bad(format!("{id}:gap_min"), format!("{end}..{start}: {raw}"));
        }
        if count(counted) > i64::from(authority.gap.max) {
            found.bad(
                format!("{id}:gap_max"),
                format!("{end}..{start}: {counted}"),
            );
        }
    }
    if let (Some(first), Some(last)) = (runs.first(), runs.last()) {
        if done.is_empty() && !authority.first.holds(first.start) {
            found.bad(format!("{id}:first"), first.start.to_string());
        }
        if !authority.last.holds(last.dates().end()) {
            found.bad(format!("{id}:last"), last.dates().end().to_string());
        }
    }
}

fn milestone_rules(authority: &Authority, held: i64, runs: &[&Run], found: &mut Found) {
    let mut before = held;
    for run in runs {
        let after = before + i64::from(run.len);
        let (start, end) = (run.start, run.dates().end());
        for mark in &authority.milestones {
            if !(before < i64::from(mark.days) && i64::from(mark.days) <= after) {
                continue;
            }
            let group = || format!("{}:milestone:{}", authority.id, mark.id);
            if let Some(earliest) = mark.earliest.filter(|d| start < *d) {
                found.bad(group(), format!("{start} before {earliest}"));
            }
            if let Some(deadline) = mark.deadline.filter(|d| end > *d) {
                found.bad(group(), format!("{end} after {deadline}"));
            }
            for span in mark.avoid.iter().filter(|s| start <= s.to && s.from <= end) {
                found.bad(
                    group(),
                    format!("{start} within {}..{}", span.from, span.to),
                );
            }
        }
        before = after;
    }
}

/// Days that ambassadors lack to what they were promised.
fn short_of(instance: &Instance, authority: &Authority, attended: &[i64], found: &mut Found) {
    let weights = &instance.weights;
    for (person, days) in authority.ambassadors.iter().zip(attended) {
        let total = i64::from(person.attended) + days;
        found.split.shortfall += weights.short * (i64::from(person.target) - total).max(0);
        found.split.shortfall += weights.floor * (i64::from(person.floor) - total).max(0);
    }
}

fn long_costs(
    instance: &Instance,
    authority: &Authority,
    done: &[RunDates],
    runs: &[&Run],
    found: &mut Found,
) {
    let weights = &instance.weights;
    let held: i64 = done.iter().map(|r| i64::from(r.len)).sum();
    for (day, ideal) in &authority.pace {
        let here: i64 = runs
            .iter()
            .filter(|r| r.dates().end() <= *day)
            .map(|r| i64::from(r.len))
            .sum();
        found.split.pace += weights.pace * ((held + here - ideal).abs() - weights.pace_tol).max(0);
    }
    if let Some(previous) = &authority.previous {
        let old: BTreeSet<Day> = previous
            .iter()
            .flat_map(|r| r.days())
            .filter(|d| *d >= instance.now)
            .collect();
        let new = occupied(runs);
        found.split.change += old
            .symmetric_difference(&new)
            .map(|d| weights.change * notice_factor(instance.now, *d))
            .sum::<i64>();
    }
}

fn occupied(runs: &[&Run]) -> BTreeSet<Day> {
    runs.iter().flat_map(|r| r.dates().days()).collect()
}

/// Who uses what on which day.
#[derive(Default)]
pub(crate) struct Uses<'a> {
    load: Vec<Day>,
    rooms: Vec<(Option<&'a str>, Day, &'a str)>,
    residents: Vec<(&'a str, Day, &'a str)>,
    weeks: Vec<(&'a str, Day, i64)>,
}

impl<'a> Uses<'a> {
    pub(crate) fn add(&mut self, authority: &'a Authority, runs: &[&'a Run]) {
        for run in runs {
            for day in run.dates().days() {
                self.load.push(day);
                self.rooms.push((run.room.as_deref(), day, &authority.id));
            }
            let length = i32::try_from(run.len).unwrap_or(0);
            for name in &run.residents {
                for offset in 0..length + authority.travel_buffer {
                    self.residents
                        .push((name, run.start.plus(offset), &authority.id));
                }
                self.weeks
                    .push((name, run.start.monday(), i64::from(run.len)));
            }
        }
    }
}

fn names(users: &[(impl Sized, Day, &str)]) -> String {
    users.iter().map(|u| u.2).collect::<Vec<_>>().join(", ")
}

/// Rules about what authorities share.
pub(crate) fn shared_rules(instance: &Instance, mut uses: Uses<'_>, found: &mut Found) {
    uses.load.sort_unstable();
    for group in uses.load.chunk_by(|a, b| a == b) {
        let Some(day) = group.first() else { continue };
        let (load, cap) = (group.len(), instance.operator.on(*day));
        if count(load) > i64::from(cap) {
            found.bad(
                "operator:capacity".to_owned(),
                format!("{day}: {load} > {cap}"),
            );
        }
    }
    uses.rooms.sort_unstable();
    for group in uses
        .rooms
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .filter(|g| g.len() > 1)
    {
        if let Some((room, day, _)) = group.first() {
            found.bad(
                format!("room:{}", room.unwrap_or("None")),
                format!("{day}: {}", names(group)),
            );
        }
    }
    uses.residents.sort_unstable();
    for group in uses
        .residents
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .filter(|g| g.len() > 1)
    {
        if let Some((resident, day, _)) = group.first() {
            found.bad(
                format!("resident:{resident}:overlap"),
                format!("{day}: {}", names(group)),
            );
        }
    }
    uses.weeks.sort_unstable();
    for group in uses.weeks.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let Some((resident, monday, _)) = group.first() else {
            continue;
        };
        let days: i64 = group.iter().map(|g| g.2).sum();
        let cap = instance
            .residents
            .iter()
            .find(|r| r.id == *resident)
            .map_or(0, |r| i64::from(r.week_cap));
        if days > cap {
            found.bad(
                format!("resident:{resident}:week"),
                format!("week of {monday}: {days} > {cap}"),
            );
        }
    }
}

/// Rules and costs of a meeting.
pub(crate) fn meeting_rules(
    instance: &Instance,
    plan: &Plan,
    meeting: &Meeting,
    found: &mut Found,
) {
    let group = || format!("meeting:{}", meeting.id);
    let Some(start) = plan.meetings.get(&meeting.id).copied() else {
        found.bad(group(), "absent".to_owned());
        return;
    };
    let dates = RunDates::new(start, meeting.len);
    if let Some(lock) = meeting.lock.filter(|d| *d != start) {
        found.bad(group(), format!("locked on {lock}"));
    }
    if start < meeting.from || dates.end() > meeting.to {
        found.bad(
            group(),
            format!("{start} outside {}..{}", meeting.from, meeting.to),
        );
    }
    if dates.days().any(|d| d.weekday() > 4) {
        found.bad(group(), format!("{start} touches a week-end"));
    }
    for authority in &instance.authorities {
        if authority.id == meeting.host
            && !authority
                .rooms
                .iter()
                .any(|r| dates.days().all(|d| !inside(d, &r.off)))
        {
            found.bad(group(), format!("no room of {}", authority.id));
        }
        if meeting.participants.contains(&authority.id) {
            participant_rules(instance, plan, (meeting, dates), authority, found);
        }
    }
    if let Some(previous) = meeting.previous.filter(|d| *d != start) {
        let factor = notice_factor(instance.now, start.min(previous));
        found.split.meeting += instance.weights.meeting_move * factor;
    }
}

fn participant_rules(
    instance: &Instance,
    plan: &Plan,
    held: (&Meeting, RunDates),
    authority: &Authority,
    found: &mut Found,
) {
    let (meeting, dates) = held;
    let group = || format!("meeting:{}", meeting.id);
    let holidays = instance.calendars.get(&authority.law);
    if dates
        .days()
        .any(|d| holidays.is_some_and(|h| h.contains(&d)))
    {
        found.bad(group(), format!("public holiday of {}", authority.id));
    }
    if authority
        .blackouts
        .iter()
        .any(|b| b.hard && b.from <= dates.end() && dates.start <= b.to)
    {
        found.bad(group(), format!("blackout of {}", authority.id));
    }
    let delegates = count(
        authority
            .ambassadors
            .iter()
            .filter(|i| free(dates, &i.off))
            .count(),
    );
    if delegates < meeting.delegation_min {
        found.bad(group(), format!("{}: {delegates} delegates", authority.id));
    }
    found.split.meeting += instance.weights.meeting * (meeting.delegation - delegates).max(0);
    let runs = sorted(plan.of(&authority.id));
    let days = occupied(&runs);
    let (near, far) = (
        dates.start.plus(-meeting.buffer),
        dates.end().plus(meeting.buffer),
    );
    if near <= far && days.range(near..=far).next().is_some() {
        found.bad(group(), format!("run of {} too close", authority.id));
    }
    let held_before: i64 = authority
        .done
        .iter()
        .filter(|r| r.end() < dates.start)
        .map(|r| i64::from(r.len))
        .sum();
    let before = held_before + count(days.range(..dates.start).count());
    if before < meeting.min_days {
        found.bad(
            group(),
            format!("{} has only {before} days before", authority.id),
        );
    }
}
