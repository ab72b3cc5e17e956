//! Setting the quotas of a site, and knowing whether they can hold.

use std::collections::BTreeSet;

use season::Feature;
use sortition::{Flow, Options, Phase, Problem, Recruit, Refusal as Impossible};

use super::{Here, draw_input::QuotaRow, store};
use crate::platform::{db::Tx, error::Error, gate::Circles};

/// Why a table of quotas cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The pool is frozen with the quotas it has.
    Frozen,
    /// The line at this position has a minimum above its maximum.
    LowAboveHigh(usize),
    /// The flex of this line does not widen it.
    FlexInside(usize),
    /// This line stands twice.
    Twice(usize),
    /// Minimums of a feature add up to more than the seats: their sum.
    SumOfLows(Feature, u32),
    /// Maximums of a feature add up to less than the seats: their sum.
    SumOfHighs(Feature, u32),
}

/// What is wrong with a table for so many seats, all at once.
pub fn faults(rows: &[QuotaRow], seats: u32) -> Vec<Refusal> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        if row.low > row.high {
            faults.push(Refusal::LowAboveHigh(at));
        }
        if row.low_flex.is_some_and(|f| f > row.low) || row.high_flex.is_some_and(|f| f < row.high)
        {
            faults.push(Refusal::FlexInside(at));
        }
        if !seen.insert((row.feature, row.value.as_str())) {
            faults.push(Refusal::Twice(at));
        }
    }
    let features: BTreeSet<Feature> = rows.iter().map(|r| r.feature).collect();
    for feature in features {
        let of = || rows.iter().filter(|r| r.feature == feature);
        let lows = of().fold(0_u32, |sum, r| sum.saturating_add(r.low));
        let highs = of().fold(0_u32, |sum, r| sum.saturating_add(r.high));
        if lows > seats {
            faults.push(Refusal::SumOfLows(feature, lows));
        }
        if highs < seats {
            faults.push(Refusal::SumOfHighs(feature, highs));
        }
    }
    faults
}

/// Replaces the quotas of the site.
///
/// # Errors
/// A fault of ours; every [`Refusal`] inside.
pub async fn set_quotas(
    here: &Here<'_>,
    rows: &[QuotaRow],
) -> Result<Result<(), Vec<Refusal>>, Error> {
    let mut tx = here.app.db.write().await?;
    let site = store::site(&mut tx, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    if store::pool(&mut tx, &here.site.id).await?.is_some() {
        return Ok(Err(vec![Refusal::Frozen]));
    }
    let faults = faults(rows, site.seats);
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    set_quotas_in(&mut tx, here, rows).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// The same, inside a transaction of the caller, for quotas already checked.
///
/// # Errors
/// A fault of ours.
pub async fn set_quotas_in(tx: &mut Tx, here: &Here<'_>, rows: &[QuotaRow]) -> Result<(), Error> {
    let (edition, site) = (&here.edition.id, &here.site.id);
    store::put_quotas(tx, &here.app.dice, edition, Some(site), rows).await?;
    here.note(tx, ("act-quotas-set", Circles::SELECTION), "")
        .await?;
    Ok(())
}

/// Replaces the quotas of a whole edition: they hold at every site that has none of its own for a feature.
///
/// # Errors
/// A fault of ours.
pub async fn set_general_quotas_in(
    tx: &mut Tx,
    dice: &crate::platform::dice::Dice,
    edition: &str,
    rows: &[QuotaRow],
) -> Result<(), Error> {
    store::put_quotas(tx, dice, edition, None, rows).await?;
    Ok(())
}

/// Whether the quotas of a problem can hold together; why not, if they cannot.
pub fn feasible(problem: &Problem) -> Result<(), Impossible> {
    let options = Options {
        steps: 40_000,
        ..Options::default()
    };
    let mut past_feasibility = |progress: &sortition::Progress| {
        if progress.phase == Phase::Feasibility {
            Flow::Continue
        } else {
            Flow::Cancel
        }
    };
    match sortition::lottery(problem, &options, &mut past_feasibility) {
        Ok(_) | Err(Impossible::Cancelled) => Ok(()),
        Err(why) => Err(why),
    }
}

/// The most volunteers for whom a page works out whom to look for: above, it would keep its reader waiting.
const SOON: usize = 150;

/// The smallest recruitment that would let the quotas hold; nothing for a large pool.
pub fn recruits(problem: &Problem) -> Vec<Recruit> {
    if problem.len() > SOON {
        return Vec::new();
    }
    sortition::recruit(problem, 20_000)
}
