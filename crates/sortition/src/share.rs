//! Quotas from figures of the workforce: each value gets its share of the seats, rounded down and up.
//!
//! For one feature the shares sum to the seats, so that the minimums never sum to more and the
//! maximums never to less. Whole numbers only.

/// How many people of the whole workforce have one value of a feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headcount {
    /// Feature.
    pub feature: String,
    /// Value.
    pub value: String,
    /// People.
    pub people: u64,
}

/// A minimum and a maximum for each line, in the order given, for so many seats.
///
/// A value with exactly a whole share gets it as both; one with nobody gets nought. A feature in
/// which nobody is counted says nothing: from nought to all seats.
///
/// ```
/// use sortition::{Headcount, proposed};
/// let line = |value: &str, people| Headcount { feature: "catégorie".into(), value: value.into(), people };
/// let quotas = proposed(&[line("A", 310), line("B", 190), line("C", 500)], 20);
/// assert_eq!(quotas, [(6, 7), (3, 4), (10, 10)]);
/// ```
#[must_use]
pub fn proposed(lines: &[Headcount], seats: u32) -> Vec<(u32, u32)> {
    let whole = |feature: &str| -> u128 {
        let of = lines.iter().filter(|line| line.feature == feature);
        of.map(|line| u128::from(line.people)).sum()
    };
    let share = |line: &Headcount| {
        let whole = whole(&line.feature);
        if whole == 0 {
            return (0, seats);
        }
        let scaled = u128::from(line.people) * u128::from(seats);
        let down = u32::try_from(scaled / whole).unwrap_or(seats);
        let up = u32::try_from(scaled.div_ceil(whole)).unwrap_or(seats);
        (down, up)
    };
    lines.iter().map(share).collect()
}
