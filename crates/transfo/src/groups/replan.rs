//! Somebody is away, or the cohort changed: one session, or all to come, are levelled by moving as few people as it
//! takes. What was held is not touched.

use std::collections::BTreeSet;

use sortition::{Cohort, regroup};

use super::{
    AUDIENCE,
    plan::{Plan, Seat, Wish, groups, position},
    store::{self, Place},
};
use crate::{
    calendar,
    cohort::{
        Here,
        store::{
            application as rows,
            member::{self, Member},
        },
    },
    platform::{db::Tx, error::Error},
};

/// Why nothing changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The session was held.
    Held,
    /// Somebody named is not of the cohort.
    Unknown,
}

/// Notes who is away from a session, in place of who was noted before, and levels its groups. How many people moved.
///
/// # Errors
/// Absence of the session; a [`Refusal`] inside.
pub async fn away(
    here: &Here<'_>,
    number: u32,
    away: &BTreeSet<String>,
) -> Result<Result<usize, Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let (plan, members, held) = facts(&mut tx, here).await?;
    if !plan.sessions.iter().any(|s| s.number == number) {
        return Err(Error::Absent);
    }
    if held.contains(&number) {
        return Ok(Err(Refusal::Held));
    }
    if !away.iter().all(|id| members.iter().any(|m| m.id == *id)) {
        return Ok(Err(Refusal::Unknown));
    }
    let moved = level(&mut tx, here, (&plan, &members), number, away).await?;
    here.note(
        &mut tx,
        ("act-groups-replanned", AUDIENCE),
        number.to_string(),
    )
    .await?;
    tx.commit().await?;
    Ok(Ok(moved))
}

/// Takes who left out of the sessions to come and gives who joined a seat. How many others moved.
///
/// # Errors
/// Absence when there are no groups.
pub async fn follow(here: &Here<'_>) -> Result<usize, Error> {
    let mut tx = here.app.db.write().await?;
    let (plan, members, held) = facts(&mut tx, here).await?;
    let mut moved = 0;
    for session in plan.sessions.iter().filter(|s| !held.contains(&s.number)) {
        let seats = plan.seats_of(session.number).filter(|seat| seat.away);
        let away = seats.map(|seat| seat.member.clone()).collect();
        moved += level(&mut tx, here, (&plan, &members), session.number, &away).await?;
    }
    here.note(
        &mut tx,
        ("act-groups-followed", AUDIENCE),
        moved.to_string(),
    )
    .await?;
    tx.commit().await?;
    Ok(moved)
}

/// Notes that a session was held, where no run of the calendar says so.
///
/// # Errors
/// A fault of ours; `false` when there is nothing to note.
pub async fn hold(here: &Here<'_>, number: u32) -> Result<bool, Error> {
    let mut tx = here.app.db.write().await?;
    let (_, _, held) = facts(&mut tx, here).await?;
    if held.contains(&number) || !store::hold(&mut tx, &here.site.id, number, here.today).await? {
        return Ok(false);
    }
    here.note(&mut tx, ("act-groups-held", AUDIENCE), number.to_string())
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// The groups, the members who sit, everybody who left, and the numbers of the sessions held.
async fn facts(tx: &mut Tx, here: &Here<'_>) -> Result<(Plan, Vec<Member>, BTreeSet<u32>), Error> {
    let plan = store::all(tx, &here.site.id).await?.ok_or(Error::Absent)?;
    let runs = calendar::runs_of_site(tx, &here.site.id).await?;
    let mut members = member::all(tx, &here.site.id).await?;
    members.retain(Member::sits);
    let held = plan.held(&runs, here.today);
    Ok((plan, members, held))
}

/// Seats of one session with who sits today: who came for somebody takes that seat, others the emptiest group.
fn present(plan: &Plan, members: &[Member], number: u32) -> Vec<Seat> {
    let old: Vec<&Seat> = plan.seats_of(number).collect();
    let mut seats: Vec<Seat> = old
        .iter()
        .filter(|seat| seat.sits)
        .map(|seat| (*seat).clone())
        .collect();
    let fresh = members
        .iter()
        .filter(|m| !old.iter().any(|seat| seat.member == m.id));
    for member in fresh {
        let left = old
            .iter()
            .find(|seat| Some(&seat.member) == member.replaces.as_ref());
        let emptiest = || {
            let sizes = plan.grouping.sizes.iter();
            let lack = |group: u32, size: usize| {
                let has = seats.iter().filter(|seat| seat.group == group).count();
                i64::try_from(size).unwrap_or(0) - i64::try_from(has).unwrap_or(0)
            };
            let numbered = (1_u32..).zip(sizes);
            let most =
                numbered.max_by_key(|(group, size)| (lack(*group, **size), u32::MAX - group));
            most.map_or(1, |(group, _)| group)
        };
        let group = left.map_or_else(emptiest, |seat| seat.group);
        seats.push(Seat {
            number,
            member: member.id.clone(),
            name: String::new(),
            rank: member.rank,
            sits: true,
            group,
            announced: group,
            away: false,
            given: false,
        });
    }
    seats
}

/// The values that are spread, for each member.
async fn features(
    tx: &mut Tx,
    here: &Here<'_>,
    (plan, members): (&Plan, &[Member]),
) -> Result<Vec<Vec<String>>, Error> {
    let all = rows::all(tx, &here.site.id).await?;
    let of = |member: &Member| {
        let one = all.iter().find(|a| a.id == member.application);
        let spread = plan.grouping.spread.iter();
        spread
            .map(|f| one.map_or_else(String::new, |a| a.strata.value(*f).to_owned()))
            .collect()
    };
    Ok(members.iter().map(of).collect())
}

async fn level(
    tx: &mut Tx,
    here: &Here<'_>,
    (plan, members): (&Plan, &[Member]),
    number: u32,
    away: &BTreeSet<String>,
) -> Result<usize, Error> {
    let site = &here.site.id;
    let people: Vec<String> = members.iter().map(|m| m.id.clone()).collect();
    let features = features(tx, here, (plan, members)).await?;
    let seats = present(plan, members, number);
    let mut before = groups(seats.iter(), &people);
    before.resize(plan.grouping.sizes.len().max(before.len()), Vec::new());
    let others = plan.sessions.iter().filter(|s| s.number != number);
    let cohort = Cohort {
        features,
        sizes: plan.grouping.sizes.clone(),
        held: others.map(|s| plan.groups_of(s.number, &people)).collect(),
        apart: plan.wishes(Wish::Apart, &people),
        together: plan.wishes(Wish::Together, &people),
        fixed: seats
            .iter()
            .filter(|seat| seat.given)
            .filter_map(|seat| Some((0, position(&people, &seat.member)?, 0)))
            .collect(),
        ..Cohort::default()
    };
    let missing: Vec<usize> = away.iter().filter_map(|id| position(&people, id)).collect();
    let after = regroup(&cohort, &before, &missing);
    let mut moved = 0;
    for seat in plan.seats_of(number).filter(|seat| !seat.sits) {
        store::drop_seat(tx, site, number, &seat.member).await?;
    }
    for seat in &seats {
        let at = position(&people, &seat.member);
        let to = at.and_then(|at| after.iter().position(|group| group.contains(&at)));
        let group = to.map_or(seat.group, |to| u32::try_from(to + 1).unwrap_or(seat.group));
        moved += usize::from(group != seat.group);
        let place = Place {
            number,
            member: &seat.member,
            group,
            announced: seat.announced,
            away_at: away.contains(&seat.member).then_some(here.now),
            given_at: seat.given.then_some(here.now),
        };
        store::put_seat(tx, site, place).await?;
    }
    Ok(moved)
}
