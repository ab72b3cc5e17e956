//! What changing a plan by hand does: the rules it breaks, what it costs, and the better places.
//!
//! Owns: [`check_move`], [`openings`], [`why`] and [`replan`]. Invariants: prices are differences of the checker's own costs. Never: a change of
//! anything that was not asked.

use crate::check::{
    Found, Split, Uses, Violation, authority_rules, check, meeting_rules, shared_rules, sorted,
};
use crate::day::Day;
use crate::explain::Conflict;
use crate::instance::{Authority, Instance, RunDates};
use crate::plan::{Plan, Run};
use crate::solve::{Budget, Outcome, Tell, solve};
use serde::Serialize;

/// A change made by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// The run that starts on `start` takes other dates.
    Shift {
        /// Id of the authority.
        authority: String,
        /// First day of the run today.
        start: Day,
        /// Its new dates.
        to: RunDates,
    },
    /// A run more.
    Add {
        /// Id of the authority.
        authority: String,
        /// Its dates.
        run: RunDates,
    },
    /// A run less.
    Remove {
        /// Id of the authority.
        authority: String,
        /// First day of the run.
        start: Day,
    },
    /// A meeting takes another first day.
    Meeting {
        /// Id of the meeting.
        id: String,
        /// Its new first day.
        to: Day,
    },
}

/// What a change does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// Rules the changed plan breaks that the plan did not break before.
    pub violations: Vec<Violation>,
    /// Rules the plan broke before and no longer breaks.
    pub mended: Vec<Violation>,
    /// Cost after minus cost before.
    pub price: i64,
    /// The same by term.
    pub split: Split,
    /// The changed plan, with rooms and residents chosen anew for the run that moved.
    pub plan: Plan,
}

/// A legal place for a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opening {
    /// Dates, room and residents.
    pub run: Run,
    /// Cost with the run there, minus the cost of the plan.
    pub price: i64,
    /// The same by term.
    pub split: Split,
}

/// Why a run is where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunReason {
    /// Id of the authority.
    pub authority: String,
    /// Dates of the run.
    pub run: RunDates,
    /// Ambassadors present on the day when the fewest are.
    pub present: usize,
    /// Ambassadors in all.
    pub ambassadors: usize,
    /// The cheapest other place, when there is one.
    pub next: Option<Opening>,
    /// How many other places are legal.
    pub others: usize,
}

impl RunReason {
    /// The reason as a sentence in French.
    #[must_use]
    pub fn french(&self) -> String {
        let here = format!("{} présents sur {}", self.present, self.ambassadors);
        match &self.next {
            None => format!("{here} ; aucune autre date n'est possible."),
            Some(next) => format!(
                "{here} ; la meilleure autre date, le {}, {}.",
                next.run.start,
                difference(next, FRENCH)
            ),
        }
    }

    /// The reason as a sentence in English.
    #[must_use]
    pub fn english(&self) -> String {
        let here = format!("{} of {} present", self.present, self.ambassadors);
        match &self.next {
            None => format!("{here}; no other date is possible."),
            Some(next) => format!(
                "{here}; the next best date, {}, {}.",
                next.run.start,
                difference(next, ENGLISH)
            ),
        }
    }
}

type Words = [&'static str; 11];
const FRENCH: Words = [
    "coûterait",
    "de plus",
    "de moins",
    "absences",
    "assiduité",
    "rythme",
    "déplacements",
    "jours à éviter",
    "accompagnement",
    "salle",
    "changements",
];
const ENGLISH: Words = [
    "would cost",
    "more",
    "less",
    "absences",
    "attendance targets",
    "pace",
    "travel",
    "days to avoid",
    "accompaniment",
    "room",
    "changes",
];

fn difference(opening: &Opening, words: Words) -> String {
    let [cost, more, less, names @ ..] = words;
    let split = &opening.split;
    let terms = [
        split.absence,
        split.shortfall,
        split.pace,
        split.trip,
        split.soft,
        split.resident,
        split.room,
        split.change,
    ];
    let mut parts: Vec<(i64, &str)> = terms
        .into_iter()
        .zip(names)
        .filter(|(value, _)| *value != 0)
        .collect();
    parts.sort_by_key(|(value, _)| -value.abs());
    let detail: Vec<String> = parts
        .into_iter()
        .take(3)
        .map(|(value, name)| format!("{name} {value:+}"))
        .collect();
    let side = if opening.price < 0 { less } else { more };
    format!(
        "{cost} {} {side} ({})",
        opening.price.abs(),
        detail.join(", ")
    )
}

/// What a change would break and cost. The plan itself is not touched.
///
/// A move that names an authority, run or meeting the plan does not have changes nothing.
#[must_use]
pub fn check_move(instance: &Instance, plan: &Plan, change: &Move) -> Findings {
    let mut after = plan.clone();
    let touched = apply(instance, &mut after, change);
    let (before, now) = match touched {
        Some(authority) => {
            let near = change.near();
            let of = |plan: &Plan| {
                shared(
                    instance,
                    plan,
                    authority,
                    &near,
                    own(instance, plan, authority),
                )
            };
            (of(plan), of(&after))
        }
        None => (whole(instance, plan), whole(instance, &after)),
    };
    compared(&before, now, after)
}

/// What changes between what was found before and after.
fn compared(before: &Found, now: Found, plan: Plan) -> Findings {
    let mut split = now.split;
    split.subtract(&before.split);
    let price = split.total();
    let violations = now
        .violations
        .iter()
        .filter(|v| !before.violations.contains(v))
        .cloned()
        .collect();
    let mended = before
        .violations
        .iter()
        .filter(|v| !now.violations.contains(v))
        .cloned()
        .collect();
    Findings {
        violations,
        mended,
        price,
        split,
        plan,
    }
}

impl Move {
    /// The days around which something shared may change hands.
    fn near(&self) -> Vec<Day> {
        match self {
            Self::Shift { start, to, .. } => vec![*start, to.start],
            Self::Add { run, .. } => vec![run.start],
            Self::Remove { start, .. } => vec![*start],
            Self::Meeting { to, .. } => vec![*to],
        }
    }
}

fn whole(instance: &Instance, plan: &Plan) -> Found {
    let verdict = check(instance, plan);
    Found {
        violations: verdict.violations,
        split: verdict.split,
    }
}

/// A run further away than this from both ends of a move shares no day or week with it.
const FAR: i32 = 40;

/// Rules and costs of one authority's own runs.
fn own(instance: &Instance, plan: &Plan, authority: &Authority) -> Found {
    let mut found = Found::default();
    authority_rules(
        instance,
        authority,
        &sorted(plan.of(&authority.id)),
        &mut found,
    );
    found
}

/// `found` with what a change of one authority's runs around some days can touch of the others.
fn shared(
    instance: &Instance,
    plan: &Plan,
    authority: &Authority,
    near: &[Day],
    mut found: Found,
) -> Found {
    let mut uses = Uses::default();
    for other in &instance.authorities {
        let close = |r: &&Run| near.iter().any(|d| r.start.since(*d).abs() <= FAR);
        let runs: Vec<&Run> = plan.of(&other.id).iter().filter(close).collect();
        uses.add(other, &runs);
    }
    shared_rules(instance, uses, &mut found);
    for meeting in instance
        .meetings
        .iter()
        .filter(|m| m.participants.contains(&authority.id))
    {
        meeting_rules(instance, plan, meeting, &mut found);
    }
    found
}

/// Changes the plan and says which authority alone is touched, when there is one.
fn apply<'a>(instance: &'a Instance, plan: &mut Plan, change: &Move) -> Option<&'a Authority> {
    match change {
        Move::Meeting { id, to } => {
            if let Some(day) = plan.meetings.get_mut(id) {
                *day = *to;
            }
            None
        }
        Move::Remove { authority, start } => {
            take(plan, authority, *start)?;
            instance.authority(authority)
        }
        Move::Add { authority, run } => {
            let site = instance.authority(authority)?;
            let made = dress(instance, plan, site, *run, None);
            put(plan, authority, made);
            Some(site)
        }
        Move::Shift {
            authority,
            start,
            to,
        } => {
            let site = instance.authority(authority)?;
            let old = take(plan, authority, *start)?;
            let made = dress(instance, plan, site, *to, old.room.as_deref());
            put(plan, authority, made);
            Some(site)
        }
    }
}

fn take(plan: &mut Plan, authority: &str, start: Day) -> Option<Run> {
    let runs = plan.runs.get_mut(authority)?;
    let place = runs.iter().position(|r| r.start == start)?;
    Some(runs.remove(place))
}

fn put(plan: &mut Plan, authority: &str, run: Run) {
    let runs = plan.runs.entry(authority.to_owned()).or_default();
    runs.push(run);
    runs.sort();
}

/// Chooses room and residents for dates, against the rest of the plan.
fn dress(
    instance: &Instance,
    plan: &Plan,
    authority: &Authority,
    dates: RunDates,
    room: Option<&str>,
) -> Run {
    let taken = |id: &str| {
        instance.authorities.iter().any(|other| {
            other.rooms.iter().any(|r| r.id == id)
                && plan.of(&other.id).iter().any(|r| {
                    r.room.as_deref() == Some(id)
                        && r.start <= dates.end()
                        && dates.start <= r.dates().end()
                })
        })
    };
    let open = authority
        .rooms
        .iter()
        .filter(|r| !dates.days().any(|d| r.off.iter().any(|s| s.holds(d))) && !taken(&r.id));
    let chosen = open
        .min_by_key(|r| (r.cost, Some(r.id.as_str()) != room))
        .map(|r| r.id.clone());
    let residents = authority
        .team
        .iter()
        .filter(|id| comes(instance, plan, authority, dates, id))
        .cloned()
        .collect();
    Run {
        start: dates.start,
        len: dates.len,
        room: chosen.or_else(|| room.map(str::to_owned)),
        residents,
    }
}

fn comes(
    instance: &Instance,
    plan: &Plan,
    authority: &Authority,
    dates: RunDates,
    id: &str,
) -> bool {
    let Some(resident) = instance.residents.iter().find(|r| r.id == id) else {
        return false;
    };
    let free = dates
        .days()
        .all(|d| !resident.off.iter().any(|s| s.holds(d)));
    let until = dates.end().plus(authority.travel_buffer);
    let mut week = i64::from(dates.len);
    let mut busy = false;
    for other in &instance.authorities {
        for run in plan
            .of(&other.id)
            .iter()
            .filter(|r| r.residents.iter().any(|n| n == id))
        {
            busy |=
                run.start <= until && dates.start <= run.dates().end().plus(other.travel_buffer);
            if run.start.monday() == dates.start.monday() {
                week += i64::from(run.len);
            }
        }
    }
    free && !busy && week <= i64::from(resident.week_cap)
}

/// The end of the run before the one that starts on `start`, and the start of the one after: those of the horizon at its ends.
fn between(instance: &Instance, plan: &Plan, site: &Authority, start: Day) -> (Day, Day) {
    let runs = plan.of(&site.id).iter().map(Run::dates);
    let runs: Vec<RunDates> = runs.chain(site.done.iter().copied()).collect();
    let before = runs
        .iter()
        .filter(|r| r.start < start)
        .map(|r| r.end())
        .max();
    let after = runs.iter().map(|r| r.start).filter(|s| *s > start).min();
    (
        before.unwrap_or(instance.horizon.start),
        after.unwrap_or(instance.horizon.end),
    )
}

/// Every other legal place of the run that starts on `start`, the cheapest first. Empty when there is no such run.
#[must_use]
pub fn openings(instance: &Instance, plan: &Plan, authority: &str, start: Day) -> Vec<Opening> {
    let Some(site) = instance.authority(authority) else {
        return Vec::new();
    };
    let Some(run) = plan.of(authority).iter().find(|r| r.start == start) else {
        return Vec::new();
    };
    let (first, last) = between(instance, plan, site, start);
    let holidays = instance.calendars.get(&site.law);
    let (before, mut after) = (own(instance, plan, site), plan.clone());
    let mut list = Vec::new();
    for day in (first.number()..=last.number())
        .map(Day::from_number)
        .filter(|d| *d != start)
    {
        let dates = RunDates::new(day, run.len);
        let closed = dates
            .days()
            .any(|d| d.weekday() > 4 || holidays.is_some_and(|h| h.contains(&d)))
            || dates.days().any(|d| instance.operator.on(d) == 0)
            || site
                .blackouts
                .iter()
                .any(|b| b.hard && b.from <= dates.end() && day <= b.to);
        if closed {
            continue;
        }
        let change = Move::Shift {
            authority: authority.to_owned(),
            start,
            to: dates,
        };
        apply(instance, &mut after, &change);
        let now = own(instance, &after, site);
        // Most days break a rule of the authority itself: the others are asked about what is left.
        if now.violations.iter().all(|v| before.violations.contains(v)) {
            let near = change.near();
            let was = shared(instance, plan, site, &near, before.clone());
            let found = compared(
                &was,
                shared(instance, &after, site, &near, now),
                Plan::default(),
            );
            let placed = after.of(authority).iter().find(|r| r.dates() == dates);
            list.extend(
                placed
                    .filter(|_| found.violations.is_empty())
                    .map(|run| Opening {
                        run: run.clone(),
                        price: found.price,
                        split: found.split,
                    }),
            );
        }
        after
            .runs
            .insert(authority.to_owned(), plan.of(authority).to_vec());
    }
    list.sort_by_key(|o| (o.price, o.run.start));
    list
}

/// Why a run is where it is: who is there, and what the next best place would cost. `None` when there is no such run.
#[must_use]
pub fn why(instance: &Instance, plan: &Plan, authority: &str, start: Day) -> Option<RunReason> {
    let site = instance.authority(authority)?;
    let run = plan.of(authority).iter().find(|r| r.start == start)?;
    let here = |day: Day| {
        site.ambassadors
            .iter()
            .filter(|i| !i.off.iter().any(|s| s.holds(day)))
            .count()
    };
    let present = run.dates().days().map(here).min().unwrap_or(0);
    let list = openings(instance, plan, authority, start);
    Some(RunReason {
        authority: authority.to_owned(),
        run: run.dates(),
        present,
        ambassadors: site.ambassadors.len(),
        others: list.len(),
        next: list.into_iter().next(),
    })
}

/// [`why`] for every run of the plan (some 15 ms each).
#[must_use]
pub fn reasons(instance: &Instance, plan: &Plan) -> Vec<RunReason> {
    let runs = instance
        .authorities
        .iter()
        .flat_map(|a| plan.of(&a.id).iter().map(|r| (a.id.as_str(), r.start)));
    runs.filter_map(|(authority, start)| why(instance, plan, authority, start))
        .collect()
}

/// A run that is no longer where people have it in their diaries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Id of the authority.
    pub authority: String,
    /// Dates people know; `None` for a run that is new.
    pub before: Option<RunDates>,
    /// New dates; `None` for a run that is given up.
    pub after: Option<RunDates>,
    /// Rules the old dates would break today. Empty when the run moves to make room for another.
    pub because: Vec<String>,
    /// Ambassadors of the authority.
    pub ambassadors: usize,
}

/// A new plan and what it moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Replan {
    /// The plan, its cost and its bound.
    pub outcome: Outcome,
    /// What moves, by authority and date.
    pub changes: Vec<Change>,
}

/// Solves an instance that has a past and previous plans, and says what moves and why. What is done or locked stays; near days are dear.
///
/// # Errors
/// As [`solve`].
pub fn replan(
    instance: &Instance,
    budget: &Budget,
    seed: u64,
    tell: &mut Tell<'_>,
) -> Result<Replan, Conflict> {
    let outcome = solve(instance, budget, seed, tell)?;
    let changes = changes(instance, &outcome.plan);
    Ok(Replan { outcome, changes })
}

/// The difference between the previous plans and `plan`: runs that moved, appeared or disappeared.
#[must_use]
pub fn changes(instance: &Instance, plan: &Plan) -> Vec<Change> {
    let mut list = Vec::new();
    for authority in &instance.authorities {
        let Some(previous) = &authority.previous else {
            continue;
        };
        let new: Vec<RunDates> = plan.of(&authority.id).iter().map(Run::dates).collect();
        let gone: Vec<RunDates> = previous
            .iter()
            .filter(|r| r.start >= instance.now && !new.contains(r))
            .copied()
            .collect();
        let mut made: Vec<RunDates> = new.into_iter().filter(|r| !previous.contains(r)).collect();
        for old in gone {
            let near = made
                .iter()
                .enumerate()
                .min_by_key(|(_, r)| r.start.since(old.start).abs())
                .map(|(place, _)| place);
            let after = near.map(|place| made.remove(place));
            let because = broken_by(instance, authority, old);
            list.push(Change {
                authority: authority.id.clone(),
                before: Some(old),
                after,
                because,
                ambassadors: authority.ambassadors.len(),
            });
        }
        for run in made {
            let ambassadors = authority.ambassadors.len();
            list.push(Change {
                authority: authority.id.clone(),
                before: None,
                after: Some(run),
                because: Vec::new(),
                ambassadors,
            });
        }
    }
    list
}

/// The rules that a run on these dates breaks whatever the others do.
pub(crate) fn broken_by(
    instance: &Instance,
    authority: &Authority,
    dates: RunDates,
) -> Vec<String> {
    let run = dress(instance, &Plan::default(), authority, dates, None);
    let mut found = Found::default();
    authority_rules(instance, authority, &[&run], &mut found);
    if dates.days().any(|d| instance.operator.on(d) == 0) {
        found.violations.push(Violation {
            group: "operator:capacity".to_owned(),
            what: dates.start.to_string(),
        });
    }
    let sequence = ["days", "first", "last", "gap_min", "gap_max"]
        .map(|rule| format!("{}:{rule}", authority.id));
    let mut groups: Vec<String> = found.violations.into_iter().map(|v| v.group).collect();
    groups.retain(|g| !sequence.contains(g) && !g.contains(":milestone:") && !g.contains(":lock:"));
    groups.sort();
    groups.dedup();
    groups
}
