//! The proof of fairness, checked in whole numbers.
//!
//! Each level gives multipliers for seats, quotas and groups. A volunteer's weight is the sum of
//! the multipliers that concern them. Counting the members of any panel by quota and by volunteer
//! gives the same sum, so that for every lottery the chances times the weights stay below the sum
//! of the larger ends of the quotas times their multipliers. From that follows what the level can
//! promise at most. If a record says that it is exact, the levels must be reached by the slips.

use crate::form::{Form, LevelText};
use crate::pool::Pool;
use crate::words::{Part, Rejection};
use std::collections::BTreeMap;

const ONE: i128 = 1_000_000_000_000;
/// A billionth: what the floating point of the draw may be off.
const SLACK: i128 = 1_000;

/// Checks all levels and gives back the bound on the lowest chance.
pub(crate) fn check(form: &Form, pool: &Pool, counts: &[u32]) -> Result<u64, Rejection> {
    let lottery = &form.lottery;
    let wrong = |detail: String| Rejection::new(Part::Proof, detail);
    let first = lottery.proof.first().ok_or_else(|| wrong(String::new()))?;
    if lottery.levels.len() != pool.ids.len() {
        return Err(wrong("levels".to_owned()));
    }
    let chances: Option<Vec<i128>> = lottery
        .levels
        .iter()
        .map(|level| {
            lottery
                .proof
                .get(*level)
                .map(|proof| i128::from(proof.chance))
        })
        .collect();
    let chances = chances.ok_or_else(|| wrong("levels".to_owned()))?;
    if !lottery.proof.is_sorted_by(|a, b| a.chance <= b.chance) {
        return Err(wrong("levels".to_owned()));
    }
    for (number, cut) in lottery.cuts.iter().enumerate() {
        if cut.weights.len() != pool.ids.len() || !crate::heaviest::at_most(pool, cut) {
            return Err(wrong(format!("cuts {number}")));
        }
    }
    let nash = lottery.method == "nash";
    for (number, level) in lottery.proof.iter().enumerate() {
        // The product is a matter of all who are neither certain nor shut out.
        let checked = if nash && 0 < level.chance && i128::from(level.chance) < ONE {
            crate::product::check(form, pool, counts, number)
        } else {
            check_level(form, pool, number, level, &chances)
        };
        checked.ok_or_else(|| wrong(format!("{number}")))?;
    }
    if lottery.exact && !nash {
        check_reached(form, pool, counts, &chances)?;
    }
    Ok(first.chance)
}

fn check_level(
    form: &Form,
    pool: &Pool,
    number: usize,
    level: &LevelText,
    chances: &[i128],
) -> Option<()> {
    let levels = &form.lottery.levels;
    // Nobody can have more than certainty.
    if i128::from(level.chance) == ONE {
        return Some(());
    }
    let (mut ends, weights) = weigh(form, pool, level)?;
    let mut earlier = 0;
    let mut earlier_weights = 0;
    let mut remaining = 0;
    for (person, weight) in weights.into_iter().enumerate() {
        let own = *levels.get(person)?;
        if own == number && weight <= 0 {
            return None;
        }
        if weight < 0 {
            ends -= weight;
        } else if own < number {
            earlier += weight * chances.get(person)?;
            earlier_weights += weight;
        } else {
            remaining += weight;
        }
    }
    let most = (ends * ONE - earlier).checked_div(remaining)?;
    // Earlier chances are rounded, and their rounding comes in as often as their weights say.
    let margin = SLACK + earlier_weights / remaining;
    ((most - i128::from(level.chance)).abs() <= margin).then_some(())
}

/// The sum of the larger ends, and what each volunteer weighs: for every lottery the weights times
/// the chances are at most the former, negative weights aside.
pub(crate) fn weigh(form: &Form, pool: &Pool, level: &LevelText) -> Option<(i128, Vec<i128>)> {
    let quotas: BTreeMap<usize, i128> = level
        .quotas
        .iter()
        .map(|(quota, times)| (*quota, i128::from(*times)))
        .collect();
    let groups: BTreeMap<&str, i128> = level
        .groups
        .iter()
        .map(|(group, times)| (group.as_str(), i128::from(*times)))
        .collect();
    if quotas.len() != level.quotas.len() || groups.len() != level.groups.len() {
        return None;
    }
    let mut ends = i128::from(level.seats) * i128::try_from(pool.k).ok()?;
    for (quota, times) in &quotas {
        let (min, max) = pool.limits.get(*quota)?;
        ends += (times * i128::from(*min)).max(times * i128::from(*max));
    }
    for (cut, times) in &level.cuts {
        if *times < 0 {
            return None;
        }
        ends += i128::from(form.lottery.cuts.get(*cut)?.most) * i128::from(*times);
    }
    ends += groups.values().map(|times| (*times).max(0)).sum::<i128>();
    let mut weights = Vec::with_capacity(pool.traits.len());
    for (person, traits) in pool.traits.iter().enumerate() {
        let mut weight = i128::from(level.seats);
        weight += traits
            .iter()
            .filter_map(|quota| quotas.get(quota))
            .sum::<i128>();
        for (cut, times) in &level.cuts {
            let cut = form.lottery.cuts.get(*cut)?;
            weight += i128::from(*cut.weights.get(person)?) * i128::from(*times);
        }
        if let Some(Some(group)) = pool.groups.get(person) {
            weight += groups.get(group.as_str()).copied().unwrap_or(0);
        }
        weights.push(weight);
    }
    Some((ends, weights))
}

/// Every volunteer is on their share of the slips, give or take the drift (one slip, two at most if
/// the record admits it), so are equals among themselves, and the shares fill the seats.
fn check_reached(
    form: &Form,
    pool: &Pool,
    counts: &[u32],
    chances: &[i128],
) -> Result<(), Rejection> {
    let wrong = |detail: String| Err(Rejection::new(Part::Proof, detail));
    let drift = form.lottery.drift;
    if !(1..=2).contains(&drift) {
        return wrong(format!("drift {drift}"));
    }
    let slips = i128::try_from(form.lottery.slips.len()).unwrap_or(i128::MAX);
    let seats = i128::try_from(pool.k).unwrap_or(0) * ONE;
    let people = i128::try_from(chances.len()).unwrap_or(0);
    if (chances.iter().sum::<i128>() - seats).abs() > SLACK * people.max(1) {
        return wrong("1 = 1".to_owned());
    }
    let mut equals: BTreeMap<_, (u32, u32)> = BTreeMap::new();
    let people = pool.ids.iter().zip(&pool.traits);
    for (((count, chance), level), (id, traits)) in counts
        .iter()
        .zip(chances)
        .zip(&form.lottery.levels)
        .zip(people)
    {
        // A chance is itself rounded to its last decimal.
        let gap = i128::from(*count) * ONE - chance * slips;
        let (least, most) = equals.entry((level, traits)).or_insert((*count, *count));
        (*least, *most) = ((*least).min(*count), (*most).max(*count));
        if gap.abs() > i128::from(drift) * ONE + SLACK * slips || *most - *least > drift {
            return wrong(format!("{id}: {count}/{slips}"));
        }
    }
    Ok(())
}
