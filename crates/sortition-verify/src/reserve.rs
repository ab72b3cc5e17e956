//! The list of substitutes, made again by the published rule.
//!
//! The next substitute is who could take the seat of most members with every quota kept, a member
//! weighing 2²⁰ halved for each substitute they already have; then who breaks quotas least over
//! all seats; then the lower ticket.

use crate::form::{Form, hash};
use crate::fresh::Drawn;
use crate::pool::Pool;
use crate::words::{Part, Rejection};

struct Candidate {
    person: usize,
    /// One flag per member: can this person sit in their place?
    seats: Vec<bool>,
    breaks: i64,
    ticket: String,
}

pub(crate) fn check(form: &Form, pool: &Pool, drawn: &Drawn) -> Result<(), Rejection> {
    let mut candidates: Vec<Candidate> = (0..pool.ids.len())
        .filter(|person| !drawn.members.contains(person))
        .map(|person| candidate(form, pool, drawn, person))
        .collect();
    let mut halvings = vec![0_u32; drawn.members.len()];
    let mut list: Vec<&String> = Vec::new();
    while list.len() < form.lottery.substitutes && !candidates.is_empty() {
        let worth = |candidate: &Candidate| -> i64 {
            let seats = candidate.seats.iter().zip(&halvings);
            seats
                .filter(|(fits, _)| **fits)
                .map(|(_, times)| (1 << 20) >> (*times).min(20))
                .sum()
        };
        candidates.sort_by_cached_key(|one| (-worth(one), one.breaks, one.ticket.clone()));
        let first = candidates.remove(0);
        for (times, fits) in halvings.iter_mut().zip(&first.seats) {
            *times += u32::from(*fits);
        }
        list.extend(pool.ids.get(first.person));
    }
    if list.iter().copied().eq(form.tail.substitutes.iter()) {
        Ok(())
    } else {
        let mut pairs = list.iter().zip(&form.tail.substitutes);
        let wrong = pairs.find(|(mine, theirs)| **mine != *theirs);
        Err(Rejection::new(
            Part::Substitutes,
            wrong.map_or("", |(_, theirs)| theirs),
        ))
    }
}

fn candidate(form: &Form, pool: &Pool, drawn: &Drawn, person: usize) -> Candidate {
    let mut seats = Vec::new();
    let mut breaks = 0;
    let group = |member: usize| pool.groups.get(member).and_then(Option::as_ref);
    let has = |member: usize, quota: usize| {
        pool.traits
            .get(member)
            .is_some_and(|traits| traits.contains(&quota))
    };
    let tally: Vec<u32> = (0..pool.limits.len())
        .map(|quota| {
            let with = drawn
                .members
                .iter()
                .filter(|member| has(**member, quota))
                .count();
            u32::try_from(with).unwrap_or(u32::MAX)
        })
        .collect();
    for leaver in &drawn.members {
        let same_team = group(person).is_some()
            && drawn
                .members
                .iter()
                .any(|other| other != leaver && group(*other) == group(person));
        let mut broken = 0;
        for (quota, (count, (min, max))) in tally.iter().zip(&pool.limits).enumerate() {
            let after = count + u32::from(has(person, quota)) - u32::from(has(*leaver, quota));
            broken += i64::from(min.saturating_sub(after)) + i64::from(after.saturating_sub(*max));
        }
        breaks += broken;
        seats.push(broken == 0 && !same_team);
    }
    let id = pool.ids.get(person).map_or("", String::as_str);
    let line = format!(
        "transfo ticket 1\n{}\n{}\n{id}",
        form.hash, form.tail.public_value
    );
    Candidate {
        person,
        seats,
        breaks,
        ticket: hash(&line),
    }
}
