//! From the facts of a season to the planner's instance, and back from its plan to runs.
//!
//! Pure: the pages fill [`Facts`] from the database, the command line from a folder. Authorities are named by their
//! slug, rooms by their reference, so that both roads give the same instance. Invariants: a half-day absence takes
//! its day, because a run needs whole days; what a person does not know counts as free; the first and the last day are as
//! many months apart as the rules say whatever the planner chooses inside the windows given here.

use jiff::civil::Date;
use planner::{
    Ambassador, Authority, Blackout, Day, Horizon, Instance, Operator, Plan, Resident, Room,
    RunDates, Span,
};
use protocol::Protocol;

use super::{
    absence::{Absence, days, last_day, plus, plus_months},
    known_days,
    meeting::{self, Meeting},
    unpublished, waive,
};

/// What the planner needs of the programme's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Session days of the whole programme.
    pub days: u32,
    /// Lengths of a run.
    pub lengths: Vec<u32>,
    /// Least share of the promised days at which an ambassador is present, in percent.
    pub attended_percent: u32,
    /// Months from the first to the last session day, at least and at most.
    pub months: (i64, i64),
    /// Days strictly between two runs: at least, and at most outside the pauses.
    pub gap: (i32, i32),
    /// Ambassadors needed each day, in percent.
    pub quorum_percent: usize,
    /// Days a resident works in a week over all sites.
    pub week_cap: u32,
    /// Nothing new is put nearer than this to today once people have a calendar.
    pub notice_days: i32,
    /// Cost of a session day in school holidays, when nothing else is said.
    pub school_weight: i64,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            days: 35,
            lengths: vec![2, 3],
            attended_percent: 80,
            months: (12, 18),
            gap: (10, 56),
            quorum_percent: 50,
            week_cap: 4,
            notice_days: 14,
            school_weight: 15,
        }
    }
}

impl Rules {
    /// The rules of a protocol; what it does not say stays as it is without one.
    pub fn of(protocol: &Protocol) -> Self {
        let mut rules = Self::default();
        let whole = |rule: &str, name: &str| protocol.rule(rule)?.whole(name);
        if let Some(days) = whole("days.total", "days") {
            rules.days = days;
        }
        if let (Some(least), Some(most)) = (whole("days.run", "least"), whole("days.run", "most")) {
            rules.lengths = (least..=most).collect();
        }
        if let (Some(least), Some(most)) = (whole("site.span", "least"), whole("site.span", "most"))
        {
            rules.months = (i64::from(least), i64::from(most));
        }
        if let Some(percent) = whole("days.attended", "least") {
            rules.attended_percent = percent.min(100);
        }
        rules
    }
}

/// A season's facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Name for people.
    pub name: String,
    /// Seed of the search.
    pub seed: u64,
    /// The rules it runs under.
    pub rules: Rules,
    /// The day of planning.
    pub today: Option<Date>,
    /// The authorities that run or are about to.
    pub sites: Vec<Site>,
    /// Everybody who accompanies one of them.
    pub residents: Vec<Worker>,
    /// The meetings between them that are not called off.
    pub meetings: Vec<Meeting>,
    /// Requirements given up, by the planner's names.
    pub waived: Vec<String>,
}

/// One authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// As in addresses: also its id in the instance.
    pub slug: String,
    /// Name for people.
    pub name: String,
    /// School zone.
    pub zone: String,
    /// Code of the law of its public holidays.
    pub law: String,
    /// First day on which a session may take place.
    pub starts_on: Date,
    /// Last day; fifteen months later when nobody has said.
    pub ends_on: Option<Date>,
    /// Rooms: reference and seats.
    pub rooms: Vec<(String, u32)>,
    /// Closures, those of the whole season included.
    pub closures: Vec<Closed>,
    /// Ids of its residents.
    pub team: Vec<String>,
    /// Its ambassadors.
    pub members: Vec<Member>,
    /// Runs already in the calendar, in order.
    pub runs: Vec<Known>,
}

/// Days without sessions, or better without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Stable name.
    pub id: String,
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// Words for people.
    pub label: String,
    /// Stored kind.
    pub kind: String,
    /// No session at all.
    pub hard: bool,
    /// Cost of a session day when not hard.
    pub weight: i64,
}

/// A resident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// Stable id.
    pub id: String,
    /// Where the resident lives.
    pub home: String,
    /// When the resident cannot come.
    pub absences: Vec<Absence>,
}

/// An ambassador.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Stable id.
    pub id: String,
    /// When the ambassador cannot come.
    pub absences: Vec<Absence>,
    /// Days promised by the mission letter.
    pub promised_days: Option<u32>,
    /// Half-days attended.
    pub taken_halves: u32,
}

/// A run people already have in their diaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Row id.
    pub id: String,
    /// First day.
    pub starts_on: Date,
    /// Consecutive days.
    pub days: u32,
    /// Room's reference.
    pub room: Option<String>,
    /// Ids of the residents who attend.
    pub residents: Vec<String>,
    /// Whether somebody locked it.
    pub locked: bool,
}

impl Known {
    /// Its last day.
    pub fn ends_on(&self) -> Date {
        last_day(self.starts_on, self.days)
    }

    fn dates(&self) -> RunDates {
        RunDates::new(to_day(self.starts_on), self.days)
    }
}

/// A run of a plan, in the words of the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRun {
    /// Slug of the site.
    pub site: String,
    /// First day.
    pub starts_on: Date,
    /// Consecutive days.
    pub days: u32,
    /// Room's reference.
    pub room: Option<String>,
    /// Ids of the residents.
    pub residents: Vec<String>,
}

impl PlannedRun {
    /// Its last day.
    pub fn ends_on(&self) -> Date {
        last_day(self.starts_on, self.days)
    }
}

/// The planner's day.
pub fn to_day(date: Date) -> Day {
    Day::from_civil(
        i32::from(date.year()),
        i32::from(date.month()),
        i32::from(date.day()),
    )
    .unwrap_or(Day::from_number(0))
}

/// The civil date of the planner's day.
pub fn to_date(day: Day) -> Date {
    let (year, month, day) = day.civil();
    let small = |n: i32| i8::try_from(n).unwrap_or(1);
    Date::new(
        i16::try_from(year).unwrap_or(1970),
        small(month),
        small(day),
    )
    .unwrap_or_default()
}

/// The instance of the facts.
pub fn instance(facts: &Facts) -> Instance {
    let rules = &facts.rules;
    let first = facts
        .sites
        .iter()
        .map(|s| s.starts_on)
        .min()
        .unwrap_or_default();
    let last = facts
        .sites
        .iter()
        .map(|s| windows(s, rules).1.1)
        .max()
        .unwrap_or(first);
    let today = facts.today.unwrap_or(first);
    let start = first.min(today);
    let meetings = meeting::asked(facts);
    let horizon = Horizon {
        start: to_day(start),
        end: meetings
            .iter()
            .map(|m| m.to)
            .fold(to_day(last.max(today)), Day::max),
    };
    let mut instance = Instance::new(horizon, to_day(today));
    instance.name.clone_from(&facts.name);
    instance.seed = facts.seed;
    instance.operator = Operator {
        capacity_default: u32::try_from(facts.sites.len()).unwrap_or(u32::MAX).max(1),
        capacity: Vec::new(),
    };
    for site in &facts.sites {
        let law = known_days::region(&site.law).code().to_owned();
        instance.calendars.entry(law).or_insert_with(|| {
            known_days::public_holidays(&site.law, start, last)
                .into_iter()
                .map(|(day, _)| to_day(day))
                .collect()
        });
    }
    instance.residents = facts
        .residents
        .iter()
        .map(|worker| Resident {
            id: worker.id.clone(),
            home: worker.home.clone(),
            off: off(&worker.absences, start, last),
            week_cap: rules.week_cap,
        })
        .collect();
    instance.authorities = facts
        .sites
        .iter()
        .map(|site| authority(site, rules, (today, last)))
        .collect();
    instance.meetings = meetings;
    waive::apply(&mut instance, &facts.waived);
    instance
}

/// When the first run may start and the last may end.
pub(super) fn windows(site: &Site, rules: &Rules) -> ((Date, Date), (Date, Date)) {
    let (least, most) = rules.months;
    let start = site.starts_on;
    let end = site
        .ends_on
        .unwrap_or_else(|| plus_months(start, (least + most) / 2))
        .min(plus_months(start, most));
    let soonest = plus_months(start, least);
    // The slack is shared: a late first day leaves a shorter programme, and twelve months must still fit after it.
    let slack = i64::from(to_day(end).since(to_day(soonest))).max(0);
    let first_to = plus(start, (slack / 3).min(42));
    let last_from = plus_months(first_to, least);
    ((start, first_to), (last_from, end))
}

fn authority(site: &Site, rules: &Rules, (today, horizon): (Date, Date)) -> Authority {
    let ((first_from, first_to), (last_from, last_to)) = windows(site, rules);
    let mut out = Authority::new(
        &site.slug,
        known_days::region(&site.law).code(),
        Span::new(to_day(first_from), to_day(first_to)),
        Span::new(to_day(last_from), to_day(last_to)),
    );
    out.name.clone_from(&site.name);
    out.zone.clone_from(&site.zone);
    out.days = rules.days;
    out.lengths.clone_from(&rules.lengths);
    (out.gap.min, out.gap.max) = rules.gap;
    out.gap.pauses = pauses(first_from, last_to);
    out.gap.pauses.extend(long_closures(site));
    out.team.clone_from(&site.team);
    let team = u32::try_from(site.team.len()).unwrap_or(0);
    out.team_quorum = if team > 2 { team - 1 } else { team.min(1) };
    out.travel_buffer = 0;
    out.ambassadors = site
        .members
        .iter()
        .map(|member| ambassador(member, rules, (first_from, horizon)))
        .collect();
    let quorum = site.members.len() * rules.quorum_percent / 100;
    out.quorum = u32::try_from(quorum).unwrap_or(0);
    out.rooms = rooms(site);
    out.blackouts = blackouts(site, rules, (first_from, last_to));
    out.pace = pace(site, rules, last_to);
    history(&mut out, site, rules, today);
    out
}

/// What is past stays; what is locked or near stays too; the rest is what people have in their diaries.
fn history(out: &mut Authority, site: &Site, rules: &Rules, today: Date) {
    let (past, coming): (Vec<&Known>, Vec<&Known>) =
        site.runs.iter().partition(|run| run.ends_on() < today);
    out.done = past.into_iter().map(Known::dates).collect();
    if site.runs.is_empty() {
        return;
    }
    out.notice_days = rules.notice_days;
    let near = plus(today, i64::from(rules.notice_days));
    out.locks = coming
        .iter()
        .filter(|run| run.locked || run.starts_on < near)
        .map(|run| run.dates())
        .collect();
    out.previous = Some(site.runs.iter().map(Known::dates).collect());
}

fn ambassador(member: &Member, rules: &Rules, (from, to): (Date, Date)) -> Ambassador {
    let target = member.promised_days.unwrap_or(rules.days).min(rules.days);
    Ambassador {
        id: member.id.clone(),
        lead: false,
        off: off(&member.absences, from, to),
        target,
        floor: target * rules.attended_percent / 100,
        attended: member.taken_halves / 2,
    }
}

fn off(absences: &[Absence], from: Date, to: Date) -> Vec<Span> {
    let mut spans: Vec<(Date, Date)> = absences
        .iter()
        .flat_map(|absence| absence.stretches(from, to))
        .collect();
    spans.sort_unstable();
    spans.dedup();
    spans
        .into_iter()
        .map(|(a, b)| Span::new(to_day(a), to_day(b)))
        .collect()
}

/// A site that has named no room yet has one all the same, wherever it will be: the plan must not wait for it.
fn rooms(site: &Site) -> Vec<Room> {
    let room = |id: String, capacity| Room {
        id,
        capacity,
        cost: 0,
        off: Vec::new(),
    };
    if site.rooms.is_empty() {
        return vec![room(unnamed_room(&site.slug), 0)];
    }
    site.rooms
        .iter()
        .map(|(reference, capacity)| room(reference.clone(), *capacity))
        .collect()
}

/// The id of the room of a site that has named none.
pub fn unnamed_room(slug: &str) -> String {
    format!("{slug}:room")
}

fn blackouts(site: &Site, rules: &Rules, (from, to): (Date, Date)) -> Vec<Blackout> {
    let mut list: Vec<Blackout> = site
        .closures
        .iter()
        .map(|closed| Blackout {
            id: closed.id.clone(),
            label: closed.label.clone(),
            kind: closed.kind.clone(),
            from: to_day(closed.from),
            to: to_day(closed.to),
            hard: closed.hard,
            weight: closed.weight,
        })
        .collect();
    for range in known_days::school_holidays(&site.zone, from, to) {
        list.push(Blackout {
            id: format!("school-{}", range.first),
            label: String::new(),
            kind: "school".to_owned(),
            from: to_day(range.first),
            to: to_day(range.last),
            hard: false,
            weight: rules.school_weight,
        });
    }
    list.extend(unpublished::avoided(&site.zone, (from, to), rules));
    list
}

/// August and the turn of the year do not count between two runs.
fn pauses(from: Date, to: Date) -> Vec<Span> {
    let day = |year, month, day| Date::new(year, month, day).map(to_day);
    (from.year() - 1..=to.year())
        .flat_map(|year| {
            [
                day(year, 7, 14).and_then(|a| Ok(Span::new(a, day(year, 8, 31)?))),
                day(year, 12, 20).and_then(|a| Ok(Span::new(a, day(year + 1, 1, 3)?))),
            ]
        })
        .flatten()
        .collect()
}

/// A closure of two weeks or more puts the programme on hold: its days do not count between two runs.
fn long_closures(site: &Site) -> impl Iterator<Item = Span> {
    let long = |c: &&Closed| c.hard && (c.to - c.from).get_days() >= 13;
    let closed = site.closures.iter().filter(long);
    closed.map(|c| Span::new(to_day(c.from), to_day(c.to)))
}

/// Every second Sunday, the days that should be done when they are spread evenly over the weeks that count.
fn pace(site: &Site, rules: &Rules, last: Date) -> Vec<(Day, i64)> {
    let pauses = pauses(site.starts_on, last);
    let counts = |day: &Date| !pauses.iter().any(|p| p.holds(to_day(*day)));
    let whole =
        i64::try_from(days(site.starts_on, last).filter(counts).count()).unwrap_or(i64::MAX);
    let (mut done, mut list) = (0_i64, Vec::new());
    let mut fortnight = 0;
    for day in days(site.starts_on, last) {
        done += i64::from(counts(&day));
        if day.weekday() == jiff::civil::Weekday::Sunday {
            fortnight += 1;
            if fortnight % 2 == 0 && whole > 0 {
                list.push((to_day(day), i64::from(rules.days) * done / whole));
            }
        }
    }
    list
}

/// The plan people have today: every run that is not past.
pub fn current_plan(facts: &Facts) -> Plan {
    let today = facts.today.unwrap_or_default();
    let runs = facts
        .sites
        .iter()
        .map(|site| {
            let coming = site.runs.iter().filter(|run| run.ends_on() >= today);
            let list = coming
                .map(|run| planner::Run {
                    start: to_day(run.starts_on),
                    len: run.days,
                    room: Some(
                        run.room
                            .clone()
                            .or_else(|| site.rooms.first().map(|(reference, _)| reference.clone()))
                            .unwrap_or_else(|| unnamed_room(&site.slug)),
                    ),
                    residents: run.residents.clone(),
                })
                .collect();
            (site.slug.clone(), list)
        })
        .collect();
    let dated = |m: planner::Meeting| Some((m.id, m.previous?));
    let meetings = meeting::asked(facts).into_iter().filter_map(dated);
    Plan {
        runs,
        meetings: meetings.collect(),
    }
}

/// The runs of a plan, by site and date.
pub fn runs_of(plan: &Plan) -> Vec<PlannedRun> {
    let mut list: Vec<PlannedRun> = plan
        .runs
        .iter()
        .flat_map(|(slug, runs)| runs.iter().map(move |run| planned(slug, run)))
        .collect();
    list.sort_by(|a, b| (&a.site, a.starts_on).cmp(&(&b.site, b.starts_on)));
    list
}

fn planned(slug: &str, run: &planner::Run) -> PlannedRun {
    PlannedRun {
        site: slug.to_owned(),
        starts_on: to_date(run.start),
        days: run.len,
        room: run.room.clone().filter(|room| *room != unnamed_room(slug)),
        residents: run.residents.clone(),
    }
}

/// Why the facts cannot even be asked of the planner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unready {
    /// No site has dates.
    NoSite,
    /// The dates of these sites leave no room for the least number of months.
    TooShort(Vec<String>),
}

/// Whether the facts can be planned at all.
///
/// # Errors
/// What is missing, in words for [`Unready`].
pub fn ready(facts: &Facts) -> Result<(), Unready> {
    let rules = &facts.rules;
    if facts.sites.is_empty() {
        return Err(Unready::NoSite);
    }
    let short: Vec<String> = facts
        .sites
        .iter()
        .filter(|site| {
            let ((first, _), (_, last)) = windows(site, rules);
            last < plus_months(first, rules.months.0)
        })
        .map(|site| site.name.clone())
        .collect();
    if short.is_empty() {
        Ok(())
    } else {
        Err(Unready::TooShort(short))
    }
}
