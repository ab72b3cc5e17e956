//! Recomputes, from the prices a plan carries, what no calendar of the season can cost less than.
//!
//! Owns: the sum of the proof. Prices are put on what authorities share (staff, residents, rooms, dates of meetings); at these prices each
//! authority's cheapest calendar is found by itself; the sum, less what the prices give back, is a bound whatever the prices are. A proof may
//! distinguish cases. Invariants: no code, table or date is shared with the planner; whole numbers only; a forged price gives a refusal or an
//! honest, lower bound. Never: a plan.

mod facts;
mod path;

use facts::{Authority, ByDay, Case, Certificate, Day, Meeting, Season, Span};
use path::{Link, NEVER, Site, at_day, nearness};
use std::collections::{BTreeMap, BTreeSet};

/// Recomputes the bound of a certificate for a season, both as JSON. The answer may be above or below what the certificate claims:
/// [`verify`] compares them.
///
/// # Errors
/// When a text cannot be read, a price that cannot be negative is, or the cases leave something out.
pub fn bound(season: &str, certificate: &str) -> Result<i64, String> {
    let season: Season = serde_json::from_str(season).map_err(|e| format!("season: {e}"))?;
    let proof: Certificate =
        serde_json::from_str(certificate).map_err(|e| format!("certificate: {e}"))?;
    if proof.format != "transfo-bound/1" || !(1..=1_000_000).contains(&proof.scale) {
        return Err("the format is not transfo-bound/1, or its scale is unusable".to_owned());
    }
    covered(&proof.cases.iter().collect::<Vec<_>>(), 0)?;
    let mut least = NEVER;
    for case in &proof.cases {
        honest(case)?;
        least = least.min(one(&season, case, proof.scale));
    }
    Ok(least.div_euclid(proof.scale) + i64::from(least.rem_euclid(proof.scale) > 0))
}

/// The bound, when it is at least what the certificate claims.
///
/// # Errors
/// As [`bound`], and when the prices give less than the claim.
pub fn verify(season: &str, certificate: &str) -> Result<i64, String> {
    let found = bound(season, certificate)?;
    let claim = serde_json::from_str::<Certificate>(certificate)
        .map_err(|e| e.to_string())?
        .bound;
    if found < claim {
        Err(format!("the prices give {found}, not {claim}"))
    } else {
        Ok(claim)
    }
}

/// The cases are the leaves of a tree of questions, each answered yes on one side and no on the other.
fn covered(cases: &[&Case], depth: usize) -> Result<(), String> {
    match cases {
        [] => Err("a case is missing".to_owned()),
        [case] if case.suppose.len() == depth => Ok(()),
        [first, ..] => {
            let asked = first.suppose.get(depth).ok_or("two cases are the same")?;
            let same = |c: &&&Case| {
                c.suppose.get(depth).is_some_and(|s| {
                    (&s.ask, &s.meeting, s.day) == (&asked.ask, &asked.meeting, asked.day)
                })
            };
            if cases.iter().filter(same).count() < cases.len() {
                return Err("the cases ask different questions".to_owned());
            }
            let (yes, no): (Vec<&Case>, Vec<&Case>) = cases
                .iter()
                .partition(|c| c.suppose.get(depth).is_some_and(|s| s.yes));
            covered(&yes, depth + 1)?;
            covered(&no, depth + 1)
        }
    }
}

/// Prices of what can be used up are not negative, and none is so large that a sum could overflow.
fn honest(case: &Case) -> Result<(), String> {
    let lists = case
        .residents
        .values()
        .chain(case.weeks.values())
        .chain(case.rooms.values())
        .chain([&case.staff]);
    let free = case
        .meetings
        .values()
        .flat_map(BTreeMap::values)
        .flat_map(BTreeMap::values)
        .chain(case.rewards.values().flat_map(BTreeMap::values));
    if lists
        .flat_map(BTreeMap::values)
        .any(|p| !(0..=1 << 32).contains(p))
        || free.clone().any(|p| p.abs() > 1 << 32)
    {
        return Err("a price is negative or too large".to_owned());
    }
    Ok(())
}

/// The bound of one case, in parts of the unit.
fn one(season: &Season, case: &Case, scale: i64) -> i64 {
    let mut total = 0;
    let mut links: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
    for (meeting, linked) in in_order(season) {
        let dates = dates(season, meeting, case);
        let participants: Vec<&Authority> = season
            .authorities
            .iter()
            .filter(|a| linked && meeting.participants.contains(&a.id))
            .collect();
        let paid = |a: &Authority, day: i64| {
            case.meetings
                .get(&meeting.id)
                .and_then(|m| m.get(&a.id))
                .map_or(0, |p| at_day(p, day))
        };
        let side = dates.iter().map(|(day, cost)| {
            cost * scale - participants.iter().map(|a| paid(a, *day)).sum::<i64>()
        });
        let Some(side) = side.min() else {
            return NEVER;
        };
        total += side;
        for a in participants {
            let dates = dates.iter().map(|(day, _)| (*day, paid(a, *day))).collect();
            let link = Link {
                dates,
                len: meeting.len,
                buffer: meeting.buffer,
                min_days: meeting.min_days,
            };
            links.entry(&a.id).or_default().push(link);
        }
    }
    for authority in &season.authorities {
        let mine = links.remove(authority.id.as_str()).unwrap_or_default();
        let least = Site::new(season, authority, case, scale, mine)
            .least(case.least.get(&authority.id).copied());
        if least >= NEVER / 2 {
            return NEVER;
        }
        total += least;
    }
    let caps = |id: &String| {
        season
            .residents
            .iter()
            .find(|r| r.id == *id)
            .map_or(0, |r| r.week_cap)
    };
    let sum = |list: &ByDay| list.values().sum::<i64>();
    let staff: i64 = case
        .staff
        .iter()
        .map(|(day, price)| price * season.operator.on(day.0))
        .sum();
    let weeks: i64 = case
        .weeks
        .iter()
        .map(|(id, list)| caps(id) * sum(list))
        .sum();
    total
        - staff
        - weeks
        - case
            .residents
            .values()
            .chain(case.rooms.values())
            .map(sum)
            .sum::<i64>()
}

/// Meetings by last possible day; those whose window begins before the end of an earlier one stay out of the sequences (which only lowers the bound).
fn in_order(season: &Season) -> Vec<(&Meeting, bool)> {
    let mut list: Vec<(Option<i64>, Option<i64>, &Meeting)> = Vec::new();
    for meeting in &season.meetings {
        // What a case supposes must not change the order that its prices were made for.
        let all = dates(season, meeting, &Case::default());
        list.push((all.last().map(|d| d.0), all.first().map(|d| d.0), meeting));
    }
    list.sort_by_key(|x| x.0);
    let mut until = None;
    list.into_iter()
        .map(|(last, first, meeting)| {
            let linked = first.is_some()
                && first > until
                && season
                    .authorities
                    .iter()
                    .any(|a| meeting.participants.contains(&a.id));
            until = if linked { last } else { until };
            (meeting, linked)
        })
        .collect()
}

/// The first days on which a meeting is legal whatever the runs are, with their costs.
fn dates(season: &Season, meeting: &Meeting, case: &Case) -> Vec<(i64, i64)> {
    let legal = |start: i64| {
        let days = start..start + meeting.len;
        let supposed = case
            .suppose
            .iter()
            .all(|s| s.meeting != meeting.id || (start <= s.day.0) == s.yes);
        let closed = days.clone().any(|d| (d + 3).rem_euclid(7) > 4)
            || meeting.lock.is_some_and(|d| d.0 != start);
        if closed || !supposed {
            return None;
        }
        let away = |spans: &[Span]| days.clone().any(|d| spans.iter().any(|s| s.holds(d)));
        let mut cost = 0;
        for a in &season.authorities {
            if a.id == meeting.host && a.rooms.iter().all(|r| away(&r.off)) {
                return None;
            }
            if meeting.participants.contains(&a.id) {
                let holidays: BTreeSet<Day> = season
                    .calendars
                    .get(&a.law)
                    .into_iter()
                    .flatten()
                    .copied()
                    .collect();
                let hard = a
                    .blackouts
                    .iter()
                    .any(|b| b.hard && away(&[Span(b.from, b.to)]));
                let here = i64::try_from(a.ambassadors.iter().filter(|i| !away(&i.off)).count())
                    .unwrap_or(0);
                if hard
                    || days.clone().any(|d| holidays.contains(&Day(d)))
                    || here < meeting.delegation_min
                    || meeting.min_days > a.days
                {
                    return None;
                }
                cost += season.weights.meeting * (meeting.delegation - here).max(0);
            }
        }
        if let Some(old) = meeting.previous.filter(|d| d.0 != start) {
            cost += season.weights.meeting_move * nearness(old.0.min(start) - season.now.0);
        }
        Some((start, cost))
    };
    (meeting.from.0..=meeting.to.0 - meeting.len + 1)
        .filter_map(legal)
        .collect()
}
