//! A meeting between authorities of a season ("Inter-Transfo"): what it is, and how a day suits those who take part.
//!
//! Pure. Invariants: no authority that takes part has a session on the days of a meeting nor on the day before or after;
//! a date fixed by hand, or nearer than people's notice, stays where it is whatever the planner would prefer; a meeting
//! keeps its identity when it moves. Counts ambassadors and never names one.

use jiff::civil::{Date, Weekday};
use planner::Plan;

use super::{
    absence::{days, last_day, plus},
    known_days,
    plan_input::{Closed, Facts, Known, Member, Site, Worker, to_date, to_day},
};

/// Days before and after a meeting without a session of those who take part.
pub const BUFFER: i32 = 1;
/// The longest meeting, in days.
pub const MOST_DAYS: u32 = 3;
/// Share of the smallest cohort hoped for when nobody says how many, in percent.
const DELEGATION_PERCENT: usize = 60;

/// An authority that takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Row id.
    pub id: String,
    /// Slug.
    pub slug: String,
    /// Name for people.
    pub name: String,
}

/// A meeting as people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Row id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Consecutive days.
    pub days: u32,
    /// First day on which it may begin.
    pub from: Date,
    /// Last day on which it may end.
    pub to: Date,
    /// The authority that receives.
    pub host: Party,
    /// Where exactly, when that is known.
    pub place: String,
    /// How many people of each authority were asked for.
    pub delegation: Option<u32>,
    /// Those that take part.
    pub sites: Vec<Party>,
    /// When it begins, once that is known.
    pub starts_on: Option<Date>,
    /// The date was fixed by hand.
    pub fixed: bool,
    /// How often it changed.
    pub revision: u32,
    /// Row ids of the residents who go, once somebody has said.
    pub escort: Option<Vec<String>>,
}

/// How a meeting stands on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its last day is past.
    Held,
    /// The next plan looks for a date.
    Open,
    /// Its window is past, or begins too late to be kept, and it never had a date.
    Missed,
    /// It has a date, which a plan may change.
    Placed,
    /// It has a date, which a plan leaves.
    Fixed,
}

impl State {
    /// Key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            State::Held => "calendar-meeting-held",
            State::Open => "calendar-meeting-open",
            State::Missed => "calendar-meeting-missed",
            State::Placed => "calendar-meeting-placed",
            State::Fixed => "calendar-meeting-fixed",
        }
    }
}

impl Meeting {
    /// Its last day if it began on `starts_on`.
    pub fn ends(&self, starts_on: Date) -> Date {
        last_day(starts_on, self.days)
    }

    /// Whether the authority takes part.
    pub fn is_of(&self, slug: &str) -> bool {
        self.sites.iter().any(|site| site.slug == slug)
    }

    /// How it stands on `today`.
    pub fn state(&self, today: Date) -> State {
        match self.starts_on {
            Some(day) if self.ends(day) < today => State::Held,
            Some(_) if self.fixed => State::Fixed,
            Some(_) => State::Placed,
            None if self.ends(self.soonest(today)) > self.to => State::Missed,
            None => State::Open,
        }
    }

    /// Whether it has not begun: what may still be changed.
    pub fn is_ahead(&self, today: Date) -> bool {
        self.starts_on.is_none_or(|day| day > today)
    }

    /// Tomorrow, or the first day of its window.
    fn soonest(&self, today: Date) -> Date {
        self.from.max(plus(today, 1))
    }
}

/// The meetings the planner is asked to place: those to come, among the authorities that are planned.
pub fn asked(facts: &Facts) -> Vec<planner::Meeting> {
    let today = facts.today.unwrap_or_default();
    let ahead = facts.meetings.iter().filter(|m| m.is_ahead(today));
    ahead
        .filter(|m| m.state(today) != State::Missed)
        .filter_map(|m| one(facts, m, today))
        .collect()
}

fn one(facts: &Facts, meeting: &Meeting, today: Date) -> Option<planner::Meeting> {
    let here = || facts.sites.iter().filter(|site| meeting.is_of(&site.slug));
    let least = here().map(|site| site.members.len()).min()?;
    let near = plus(today, i64::from(facts.rules.notice_days));
    let stays = |day: &Date| meeting.fixed || *day < near;
    let lock = meeting.starts_on.filter(stays);
    let (from, to) = match lock {
        Some(day) => (day, meeting.ends(day)),
        None => (meeting.soonest(today), meeting.to),
    };
    let hoped = i64::try_from(hoped(meeting, least)).unwrap_or(0);
    Some(planner::Meeting {
        id: meeting.id.clone(),
        len: meeting.days,
        from: to_day(from),
        to: to_day(to),
        participants: here().map(|site| site.slug.clone()).collect(),
        host: meeting.host.slug.clone(),
        min_days: 0,
        delegation: hoped,
        // With fewer than half of them a meeting makes no sense; who fixed the date knows how many can come.
        delegation_min: if lock.is_some() { 0 } else { hoped / 2 },
        buffer: BUFFER,
        lock: lock.map(to_day),
        previous: meeting.starts_on.map(to_day),
    })
}

/// How many people of each authority are hoped for, when the smallest cohort has `least`.
pub fn hoped(meeting: &Meeting, least: usize) -> usize {
    let asked = meeting.delegation.and_then(|n| usize::try_from(n).ok());
    asked.map_or(least * DELEGATION_PERCENT / 100, |n| n.min(least))
}

/// A meeting whose date changes, as one of those who take part sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The meeting, as it was.
    pub meeting: Meeting,
    /// When it was.
    pub before: Option<Date>,
    /// When it is now; the same day when something else changed.
    pub after: Option<Date>,
    /// Nothing that this one would see changed: they hear nothing, whatever others hear.
    pub quiet: bool,
}

impl Placing {
    fn of(meeting: &Meeting, (before, after): (Option<Date>, Option<Date>)) -> Option<Self> {
        let meeting = || meeting.clone();
        (before != after).then(|| Self {
            meeting: meeting(),
            before,
            after,
            quiet: false,
        })
    }

    /// Of what somebody of several sites hears: that they go on taking part, else that they do, else that they do not.
    pub fn weight(&self) -> (bool, bool) {
        (
            self.before.is_some() && self.after.is_some(),
            self.after.is_some(),
        )
    }
}

/// What a plan changes of the meetings it was asked to place.
pub fn placings(facts: &Facts, plan: &Plan) -> Vec<Placing> {
    let today = facts.today.unwrap_or_default();
    let ahead = facts.meetings.iter().filter(|m| m.is_ahead(today));
    let planned = |m: &Meeting| plan.meetings.get(&m.id).copied().map(to_date);
    ahead
        .filter_map(|m| Placing::of(m, (m.starts_on, planned(m))))
        .collect()
}

/// What changed of `meetings` from one plan to another made on `since`: what had begun by then is in no later plan.
pub fn between(meetings: &[Meeting], (before, after): (&Plan, &Plan), since: Date) -> Vec<Placing> {
    let day = |plan: &Plan, m: &Meeting| plan.meetings.get(&m.id).copied().map(to_date);
    let pair = |m: &Meeting| (day(before, m).filter(|day| *day > since), day(after, m));
    meetings
        .iter()
        .filter_map(|m| Placing::of(m, pair(m)))
        .collect()
}

/// The residents who may go to a meeting: the teams of those who take part, in the order of the season.
pub fn team<'f>(facts: &'f Facts, meeting: &Meeting) -> Vec<&'f Worker> {
    let is_of = |id: &String| {
        let mut here = facts.sites.iter().filter(|s| meeting.is_of(&s.slug));
        here.any(|site| site.team.contains(id))
    };
    facts.residents.iter().filter(|w| is_of(&w.id)).collect()
}

/// The residents who go: those who were named, or else all those of the teams who are free.
pub fn escort<'f>(facts: &'f Facts, meeting: &Meeting) -> Vec<&'f Worker> {
    let goes = |worker: &&Worker| match &meeting.escort {
        Some(named) => named.contains(&worker.id),
        None => is_free(facts, meeting, worker),
    };
    team(facts, meeting).into_iter().filter(goes).collect()
}

/// Whether nothing keeps a resident from the days of a meeting: no absence, no run elsewhere.
pub fn is_free(facts: &Facts, meeting: &Meeting, worker: &Worker) -> bool {
    let Some(first) = meeting.starts_on else {
        return true;
    };
    let last = meeting.ends(first);
    let away = |day: Date| worker.absences.iter().any(|a| a.covers(day));
    let works = |run: &Known| {
        run.residents.contains(&worker.id) && run.starts_on <= last && first <= run.ends_on()
    };
    !days(first, last).any(away) && !facts.sites.iter().flat_map(|s| &s.runs).any(works)
}

/// How some days suit those who take part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Names of the authorities that have a public holiday or are closed.
    pub closed: Vec<String>,
    /// Names of those that have a session then, or on the day before or after.
    pub busy: Vec<String>,
    /// Ambassadors who can come on every day.
    pub present: usize,
    /// Ambassadors in all.
    pub of: usize,
}

impl Fit {
    /// Whether nothing forbids these days.
    pub fn is_possible(&self) -> bool {
        self.closed.is_empty() && self.busy.is_empty()
    }
}

/// How `meeting` would do if it began on `day`.
pub fn fit(facts: &Facts, meeting: &Meeting, day: Date) -> Fit {
    let (first, last) = (day, meeting.ends(day));
    let (near, far) = (
        plus(first, -i64::from(BUFFER)),
        plus(last, i64::from(BUFFER)),
    );
    let mut found = Fit::default();
    for site in facts.sites.iter().filter(|s| meeting.is_of(&s.slug)) {
        if is_closed(site, first, last) {
            found.closed.push(site.name.clone());
        }
        let meets = |run: &Known| run.starts_on <= far && near <= run.ends_on();
        if site.runs.iter().any(meets) {
            found.busy.push(site.name.clone());
        }
        let away = |m: &Member, day: Date| m.absences.iter().any(|a| a.covers(day));
        let (present, of) = who_can_come(&site.members, || days(first, last), away);
        found.present += present;
        found.of += of;
    }
    found
}

/// How many of these people can come on every one of the days, and how many they are.
pub fn who_can_come<'p, P: 'p, D, Days: Iterator<Item = D>>(
    people: impl IntoIterator<Item = &'p P>,
    days: impl Fn() -> Days,
    away: impl Fn(&P, D) -> bool,
) -> (usize, usize) {
    let comes = |person: &P| !days().any(|day| away(person, day));
    let count = |(present, of), person| (present + usize::from(comes(person)), of + 1);
    people.into_iter().fold((0, 0), count)
}

fn is_closed(site: &Site, first: Date, last: Date) -> bool {
    let shut = |c: &Closed| c.hard && c.from <= last && first <= c.to;
    site.closures.iter().any(shut)
        || !known_days::public_holidays(&site.law, first, last).is_empty()
}

/// Whether a meeting of `count` days may begin on `day`: it touches no week-end.
pub fn is_weekday(day: Date, count: u32) -> bool {
    days(day, last_day(day, count))
        .all(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
}

/// The days on which `meeting` could begin, those that gather most first, then the soonest.
pub fn offers(facts: &Facts, meeting: &Meeting) -> Vec<(Date, Fit)> {
    let today = facts.today.unwrap_or_default();
    let window = days(meeting.soonest(today), meeting.to);
    let mut list: Vec<(Date, Fit)> = window
        .filter(|day| meeting.ends(*day) <= meeting.to && is_weekday(*day, meeting.days))
        .map(|day| (day, fit(facts, meeting, day)))
        .filter(|(_, fit)| fit.is_possible())
        .collect();
    list.sort_by_key(|(day, fit)| (std::cmp::Reverse(fit.present), *day));
    list
}

#[cfg(test)]
mod tests;
