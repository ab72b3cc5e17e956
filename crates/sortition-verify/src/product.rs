//! The proof of a product that cannot be higher.
//!
//! If for every lottery the chances times some positive weights add up to at most `R`, then the
//! product of the chances of `n` people is highest where each has `R / n` divided by their weight:
//! the mean of products is at least their root. Whoever is certain keeps a seat and leaves `R` by
//! their weight, which must be at most `R / n`. So it is enough that everybody is on that share of
//! the slips, up to rounding.

use crate::form::Form;
use crate::pool::Pool;
use crate::proof::weigh;

const ONE: i128 = 1_000_000_000_000;
/// A millionth: what the floating point of the draw may be off in a weight.
const MILLION: i128 = 1_000_000;

/// Checks the level that stands for the product; whoever is at a higher level is certain.
pub(crate) fn check(form: &Form, pool: &Pool, counts: &[u32], number: usize) -> Option<()> {
    let lottery = &form.lottery;
    let level = lottery.proof.get(number)?;
    let (mut rest, weights) = weigh(form, pool, level)?;
    let slips = i128::try_from(lottery.slips.len()).ok()?;
    let mut people = 0;
    for (person, weight) in weights.iter().enumerate() {
        let own = *lottery.levels.get(person)?;
        if own == number {
            people += 1;
            (*weight > 0).then_some(())?;
        } else if own > number {
            (i128::from(lottery.proof.get(own)?.chance) == ONE).then_some(())?;
            rest -= weight;
        } else {
            // Shut out: their chance is nothing, whatever they weigh.
            (lottery.proof.get(own)?.chance == 0).then_some(())?;
        }
    }
    let drift = i128::from(lottery.drift);
    if lottery.exact && !(1..=2).contains(&drift) {
        return None;
    }
    let mut mean = 0.0;
    for (person, weight) in weights.iter().enumerate() {
        let own = *lottery.levels.get(person)?;
        if own > number && weight * people > rest + rest / MILLION {
            return None;
        }
        let count = i128::from(*counts.get(person)?);
        let (share, scale) = match own.cmp(&number) {
            std::cmp::Ordering::Less => (0, 1),
            std::cmp::Ordering::Equal => (slips * rest, weight * people),
            std::cmp::Ordering::Greater => (slips, 1),
        };
        if own == number {
            mean += (real(rest) / real(weight * people)).ln() / real(people);
        }
        let slack = share / MILLION + scale / 1_000;
        if lottery.exact && (count * scale - share).abs() > drift * scale + slack {
            return None;
        }
    }
    let announced = real(i128::from(level.chance)) / real(ONE);
    ((mean.exp() - announced).abs() < 1e-6 * announced).then_some(())
}

/// A whole number as floating point, for logarithms.
fn real(value: i128) -> f64 {
    value.to_string().parse().unwrap_or(f64::NAN)
}
