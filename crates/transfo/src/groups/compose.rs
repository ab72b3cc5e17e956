//! Composing the groups: what was held stays as it was, everything else is made anew.
//!
//! The groups are calculated between two transactions, so that nobody waits to write meanwhile; what they were
//! calculated from is compared before they are kept.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use season::Feature;
use sortition::{Cohort, assign_groups};

use super::{
    AUDIENCE,
    plan::{Grouping, Plan, Session, Wish, position, seated},
    store::{self, Place},
};
use crate::{
    calendar::{self, run::Run},
    cohort::{
        Here,
        store::{
            application as rows,
            member::{self, Member},
        },
    },
    platform::{db::Tx, error::Error},
};

/// The most sessions of one plan.
pub const SESSIONS: u32 = 60;

/// What is asked. Sessions and groups count from 1, members are row ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Members of each group.
    pub sizes: Vec<usize>,
    /// Sessions in all, those held included.
    pub sessions: u32,
    /// Features to spread.
    pub spread: Vec<Feature>,
    /// Pairs.
    pub pairs: Vec<(Wish, String, String)>,
    /// Seats that are given: session, member, group.
    pub given: Vec<(u32, String, u32)>,
    /// Who is away: session (0: every one to come), member.
    pub away: Vec<(u32, String)>,
}

/// Why there are no groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody is in the cohort.
    NoCohort,
    /// The sizes sum to the first, where there are the second.
    Sizes(usize, usize),
    /// No session is left to make, after so many that were held.
    Sessions(u32),
    /// A pair names somebody twice, or nobody of the cohort: its place.
    Pair(usize),
    /// A given seat is of a session that was held or is not planned, of nobody, or in no group: its place.
    Given(usize),
    /// The same of an absence.
    Away(usize),
    /// No groups were found that keep every pair and every given seat.
    NotFound,
    /// The cohort or the sessions held changed meanwhile.
    Changed,
}

/// What the groups are calculated from.
#[derive(Clone, PartialEq, Eq)]
struct Basis {
    people: Vec<String>,
    features: Vec<Vec<String>>,
    kept: Vec<Session>,
    held: Vec<Vec<Vec<usize>>>,
    runs: Vec<String>,
}

/// Makes the groups of every session that was not held.
///
/// # Errors
/// A fault of ours; a [`Refusal`] inside.
pub async fn compose(here: &Here<'_>, asked: &Asked) -> Result<Result<(), Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let basis = basis(&mut tx, here, &asked.spread).await?;
    drop(tx);
    let numbers = match numbers(asked, &basis) {
        Ok(numbers) => numbers,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let cohort = match cohort(asked, &basis, &numbers) {
        Ok(cohort) => cohort,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let start = number_of(&here.app.dice.id());
    let steps = steps(cohort.features.len());
    let calculated = cohort.clone();
    let found = tokio::task::spawn_blocking(move || assign_groups(&calculated, start, steps))
        .await
        .map_err(|e| Error::Fault(e.to_string()))?;
    let Some(sessions) = found else {
        return Ok(Err(Refusal::NotFound));
    };
    let seats = seated(&cohort, &sessions);
    let mut tx = here.app.db.write().await?;
    if self::basis(&mut tx, here, &asked.spread).await? != basis {
        return Ok(Err(Refusal::Changed));
    }
    let grouping = Grouping {
        made_at: here.now,
        seed: start.to_string(),
        sizes: asked.sizes.clone(),
        spread: asked.spread.clone(),
    };
    keep(
        &mut tx,
        here,
        (asked, &basis),
        &grouping,
        (&numbers, &seats),
    )
    .await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Exchanges tried: about as long for sixty people as for twenty.
pub fn steps(people: usize) -> u64 {
    let people = u64::try_from(people).unwrap_or(u64::MAX).max(1);
    (16_000_000 / people).clamp(100_000, 800_000)
}

/// Where the dice of one calculation start.
fn number_of(seed: &str) -> u64 {
    let hash = blake3::hash(seed.as_bytes());
    let first = hash.as_bytes().first_chunk::<8>();
    first.map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

async fn basis(tx: &mut Tx, here: &Here<'_>, spread: &[Feature]) -> Result<Basis, Error> {
    let site = &here.site.id;
    let members: Vec<Member> = member::all(tx, site).await?;
    let people: Vec<&Member> = members.iter().filter(|m| m.sits()).collect();
    let applications: BTreeMap<String, Vec<String>> = rows::all(tx, site)
        .await?
        .into_iter()
        .map(|a| {
            let values = spread.iter().map(|f| a.strata.value(*f).to_owned());
            (a.id, values.collect())
        })
        .collect();
    let runs = calendar::runs_of_site(tx, site).await?;
    let plan = store::all(tx, site).await?;
    let ids: Vec<String> = people.iter().map(|m| m.id.clone()).collect();
    let features = people.iter().map(|m| {
        applications
            .get(&m.application)
            .cloned()
            .unwrap_or_default()
    });
    let kept: Vec<Session> = plan.as_ref().map_or_else(Vec::new, |plan| {
        let over = |s: &&Session| plan.is_held(s, &runs, here.today);
        plan.sessions.iter().filter(over).cloned().collect()
    });
    Ok(Basis {
        features: features.collect(),
        held: plan.map_or_else(Vec::new, |plan: Plan| {
            let past = kept.iter().map(|s| plan.groups_of(s.number, &ids));
            past.collect()
        }),
        runs: free(&runs, &kept, here.today)
            .map(|run| run.id.clone())
            .collect(),
        people: ids,
        kept,
    })
}

/// The runs to come that no held session has, in order.
fn free<'r>(runs: &'r [Run], kept: &[Session], today: Date) -> impl Iterator<Item = &'r Run> {
    let taken: BTreeSet<String> = kept.iter().filter_map(|s| s.run.clone()).collect();
    runs.iter()
        .filter(move |run| run.cancelled_at.is_none() && run.ends_on() >= today)
        .filter(move |run| !taken.contains(&run.id))
}

/// The sessions to come that have a run, as composing now would number them.
pub fn dated<'r>(plan: Option<&Plan>, runs: &'r [Run], today: Date) -> Vec<(u32, &'r Run)> {
    let sessions = plan.map_or(&[][..], |plan| &plan.sessions[..]);
    let over = |s: &&Session| plan.is_some_and(|plan| plan.is_held(s, runs, today));
    let kept: Vec<Session> = sessions.iter().filter(over).cloned().collect();
    let held: BTreeSet<u32> = kept.iter().map(|s| s.number).collect();
    let numbers = (1..=SESSIONS).filter(|number| !held.contains(number));
    numbers.zip(free(runs, &kept, today)).collect()
}

/// The numbers of the sessions to make: those up to the last that were not held.
fn numbers(asked: &Asked, basis: &Basis) -> Result<Vec<u32>, Refusal> {
    let people = basis.people.len();
    if people < 2 {
        return Err(Refusal::NoCohort);
    }
    let sum: usize = asked.sizes.iter().sum();
    if sum != people || asked.sizes.contains(&0) {
        return Err(Refusal::Sizes(sum, people));
    }
    let held: BTreeSet<u32> = basis.kept.iter().map(|s| s.number).collect();
    let numbers: Vec<u32> = (1..=asked.sessions.min(SESSIONS))
        .filter(|number| !held.contains(number))
        .collect();
    if numbers.is_empty() {
        let held = u32::try_from(held.len()).unwrap_or(u32::MAX);
        return Err(Refusal::Sessions(held));
    }
    Ok(numbers)
}

fn cohort(asked: &Asked, basis: &Basis, numbers: &[u32]) -> Result<Cohort, Refusal> {
    let person = |id: &String| position(&basis.people, id);
    let session = |number: u32| numbers.iter().position(|n| *n == number);
    let mut cohort = Cohort {
        features: basis.features.clone(),
        sizes: asked.sizes.clone(),
        sessions: numbers.len(),
        held: basis.held.clone(),
        ..Cohort::default()
    };
    for (at, (wish, one, other)) in asked.pairs.iter().enumerate() {
        let pair = person(one).zip(person(other)).filter(|(a, b)| a != b);
        let pair = pair.ok_or(Refusal::Pair(at))?;
        match wish {
            Wish::Apart => cohort.apart.push(pair),
            Wish::Together => cohort.together.push(pair),
        }
    }
    for (at, (number, id, group)) in asked.given.iter().enumerate() {
        let group = usize::try_from(group.wrapping_sub(1)).unwrap_or(usize::MAX);
        let seat = session(*number).zip(person(id));
        let seat = seat.filter(|_| group < asked.sizes.len());
        let twice = |(s, p): &(usize, usize)| cohort.fixed.iter().any(|f| (f.0, f.1) == (*s, *p));
        let seat = seat.filter(|seat| !twice(seat));
        let (session, person) = seat.ok_or(Refusal::Given(at))?;
        cohort.fixed.push((session, person, group));
    }
    for (at, (number, id)) in asked.away.iter().enumerate() {
        let sessions = match number {
            0 => Some(0..numbers.len()),
            _ => session(*number).map(|one| one..one + 1),
        };
        let (sessions, person) = sessions.zip(person(id)).ok_or(Refusal::Away(at))?;
        let absences = sessions.map(|session| (session, person));
        cohort.absent.extend(absences);
    }
    Ok(cohort)
}

async fn keep(
    tx: &mut Tx,
    here: &Here<'_>,
    (asked, basis): (&Asked, &Basis),
    grouping: &Grouping,
    (numbers, seats): (&[u32], &[Vec<usize>]),
) -> Result<(), Error> {
    let site = &here.site.id;
    let held: BTreeSet<u32> = basis.kept.iter().map(|s| s.number).collect();
    let before = store::all(tx, site).await?.map(|plan| plan.sessions);
    for old in before.into_iter().flatten() {
        if !held.contains(&old.number) {
            store::drop_session(tx, site, old.number).await?;
        }
    }
    store::put_grouping(tx, site, here.viewer.id(), grouping, AUDIENCE).await?;
    store::put_pairs(tx, site, &asked.pairs).await?;
    let mut runs = basis.runs.iter();
    for (number, seats) in numbers.iter().zip(seats) {
        let session = Session {
            number: *number,
            run: runs.next().cloned(),
            held_on: None,
        };
        store::add_session(tx, site, &session).await?;
        for (member, group) in basis.people.iter().zip(seats) {
            let group = u32::try_from(*group).unwrap_or(1);
            let away = |(n, id): &(u32, String)| (*n == 0 || n == number) && id == member;
            let away = asked.away.iter().any(away);
            let given = asked
                .given
                .iter()
                .any(|(n, id, _)| n == number && id == member);
            let place = Place {
                number: *number,
                member,
                group,
                announced: group,
                away_at: away.then_some(here.now),
                given_at: given.then_some(here.now),
            };
            store::put_seat(tx, site, place).await?;
        }
    }
    here.note(tx, ("act-groups-made", AUDIENCE), numbers.len().to_string())
        .await
}
