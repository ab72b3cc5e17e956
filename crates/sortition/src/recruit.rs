//! Whom to look for when no panel is possible: the smallest recruitment that makes one possible.
//!
//! The search chooses members and newcomers together: as few newcomers as possible, each with one
//! value per feature and in no group. What it finds is tried by an ordinary search before it is
//! said, and so is every other value that would do as well.

#![expect(
    clippy::indexing_slicing,
    reason = "positions of quotas and columns come from the arrays they index"
)]

use crate::cells::Cells;
use crate::dice;
use crate::impossible::{Found, any_panel};
use crate::problem::Problem;
use crate::relax::{self, Extra};

/// Combinations of the values offered that are tried before they are all offered.
const TRIALS: usize = 100;

/// People to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recruit {
    /// How many of them.
    pub count: u32,
    /// For each feature that matters, the values that will do, sorted.
    pub wanted: Vec<(String, Vec<String>)>,
    /// For the same features, the values that will not.
    pub unwanted: Vec<(String, Vec<String>)>,
}

impl Recruit {
    /// The advice in French.
    #[must_use]
    pub fn fr(&self) -> String {
        let people = if self.count == 1 {
            "volontaire"
        } else {
            "volontaires"
        };
        let words = |feature: &str, values: &[String], but: bool| {
            let but = if but { "sauf " } else { "" };
            format!("{feature} : {but}{}", values.join(" ou "))
        };
        self.sentence(format!("{} {people} de plus", self.count), words)
    }

    /// The advice in English.
    #[must_use]
    pub fn en(&self) -> String {
        let people = if self.count == 1 {
            "volunteer"
        } else {
            "volunteers"
        };
        let words = |feature: &str, values: &[String], but: bool| {
            let but = if but { "not " } else { "" };
            format!("{feature}: {but}{}", values.join(" or "))
        };
        self.sentence(format!("{} more {people}", self.count), words)
    }

    /// Names the values that will do, or those that will not where these are fewer.
    fn sentence(&self, who: String, words: impl Fn(&str, &[String], bool) -> String) -> String {
        let features = self.wanted.iter().zip(&self.unwanted);
        let parts: Vec<String> = features
            .map(|((feature, yes), (_, no))| {
                let but = no.len() < yes.len();
                words(feature, if but { no } else { yes }, but)
            })
            .collect();
        if parts.is_empty() {
            who
        } else {
            format!("{who} ({})", parts.join(" ; "))
        }
    }
}

/// The smallest recruitment that makes a panel possible; empty when one is possible already, or
/// when no recruitment whatever makes one possible.
///
/// ```
/// use sortition::{Problem, Quota, Volunteer, recruit};
/// let quotas = vec![
///     Quota::new("catégorie", "A", 0, 1), Quota::new("catégorie", "C", 1, 2),
///     Quota::new("site", "Nord", 1, 2), Quota::new("site", "Siège", 0, 1),
/// ];
/// let pool = ["a", "b"].map(|id| Volunteer::new(id, &[("catégorie", "A"), ("site", "Siège")]));
/// let problem = Problem::new(2, quotas, pool.to_vec()).unwrap();
/// let advice = recruit(&problem, 20_000);
/// assert_eq!(advice[0].en(), "1 more volunteer (catégorie: C ; site: Nord)");
/// ```
#[must_use]
pub fn recruit(problem: &Problem, steps: u64) -> Vec<Recruit> {
    if !matches!(
        any_panel(problem, true, steps, &mut || true),
        Found::Nothing
    ) {
        return Vec::new();
    }
    let Some(newcomers) = fewest(problem, steps) else {
        return Vec::new();
    };
    if !helps(problem, &newcomers, steps) {
        return Vec::new();
    }
    let mut offers: Vec<Offer> = Vec::new();
    let mut nth = 0;
    while let Some(one) = newcomers.get(nth) {
        let alike = newcomers.iter().filter(|other| *other == one).count();
        offers.push(loosened(problem, &newcomers, nth..nth + alike, steps));
        nth += alike;
    }
    // What does alone need not do together: then only what was found is offered.
    if !together(problem, &offers, steps) {
        for offer in &mut offers {
            offer.values = newcomers[offer.who.start]
                .iter()
                .map(|value| vec![*value])
                .collect();
        }
    }
    offers.iter().map(|offer| told(problem, offer)).collect()
}

/// Which newcomers, and for each feature the values that they may have.
struct Offer {
    who: std::ops::Range<usize>,
    values: Vec<Vec<usize>>,
}

/// The values of each newcomer, one per feature, alike ones side by side.
fn fewest(problem: &Problem, steps: u64) -> Option<Vec<Vec<usize>>> {
    let cells = Cells::new(problem, true);
    let features = problem.features().len();
    let mut ranges = relax::ranges(&cells);
    let links = ranges.len();
    // As many newcomers by each feature as by the first.
    ranges.extend((1..features).map(|_| (0.0, 0.0)));
    let extras = problem.quotas().iter().enumerate().map(|(at, quota)| {
        let feature = problem
            .features()
            .iter()
            .position(|one| *one == quota.feature);
        let feature = feature.unwrap_or(0);
        let mut column = vec![(at + 1, 1.0)];
        if feature == 0 {
            column.push((0, 1.0));
            column.extend((1..features).map(|other| (links + other - 1, -1.0)));
        } else {
            column.push((links + feature - 1, 1.0));
        }
        Extra::new(column, cells.k, if feature == 0 { 1.0 } else { 0.0 })
    });
    let extras: Vec<Extra> = extras.collect();
    let x = relax::least(&cells, &ranges, &extras, steps, &mut || true)?;
    let mut people: Vec<Vec<usize>> = Vec::new();
    for feature in problem.features() {
        let values = problem.quotas().iter().enumerate();
        let values = values.filter(|(_, quota)| quota.feature == *feature);
        let column: Vec<usize> = values
            .flat_map(|(at, _)| {
                let count = relax::rounded(x[cells.cells.len() + at]);
                (0..count).map(move |_| at)
            })
            .collect();
        people.resize(people.len().max(column.len()), Vec::new());
        for (one, value) in people.iter_mut().zip(column) {
            one.push(value);
        }
    }
    people.sort();
    Some(people)
}

fn helps(problem: &Problem, newcomers: &[Vec<usize>], steps: u64) -> bool {
    let more = problem.with_newcomers(newcomers);
    matches!(any_panel(&more, true, steps, &mut || true), Found::Panel(_))
}

fn values_of<'a>(problem: &'a Problem, feature: usize) -> impl Iterator<Item = usize> + 'a {
    let name = &problem.features()[feature];
    let quotas = problem.quotas().iter().enumerate();
    quotas
        .filter(move |(_, quota)| quota.feature == *name)
        .map(|(at, _)| at)
}

/// The values that do as well for some alike newcomers, tried one by one: for one of them, for all.
fn loosened(
    problem: &Problem,
    newcomers: &[Vec<usize>],
    who: std::ops::Range<usize>,
    steps: u64,
) -> Offer {
    let own = &newcomers[who.start];
    let helps_with = |who: std::ops::Range<usize>, feature: usize, value: usize| {
        let mut tried = newcomers.to_vec();
        for one in &mut tried[who] {
            one[feature] = value;
        }
        helps(problem, &tried, steps)
    };
    let offered = |feature: usize| {
        let fits = |value: &usize| {
            *value == own[feature]
                || (helps_with(who.start..who.start + 1, feature, *value)
                    && (who.len() == 1 || helps_with(who.clone(), feature, *value)))
        };
        values_of(problem, feature).filter(fits).collect()
    };
    let values = (0..own.len()).map(offered).collect();
    Offer { who, values }
}

/// Whether any newcomers within the offers do, tried with many of them.
fn together(problem: &Problem, offers: &[Offer], steps: u64) -> bool {
    let mut rng = dice::rng("recruit");
    let mut pick = |values: &Vec<usize>| {
        let size = u64::try_from(values.len()).unwrap_or(1);
        values[usize::try_from(dice::below(&mut rng, size)).unwrap_or(0)]
    };
    (0..TRIALS).all(|_| {
        let mut tried = Vec::new();
        for offer in offers {
            for _ in offer.who.clone() {
                tried.push(offer.values.iter().map(&mut pick).collect());
            }
        }
        helps(problem, &tried, steps)
    })
}

fn told(problem: &Problem, offer: &Offer) -> Recruit {
    let name = |value: &usize| problem.quotas()[*value].value.clone();
    let mut advice = Recruit {
        count: u32::try_from(offer.who.len()).unwrap_or(u32::MAX),
        wanted: Vec::new(),
        unwanted: Vec::new(),
    };
    for (at, (values, feature)) in offer.values.iter().zip(problem.features()).enumerate() {
        let rest: Vec<usize> = values_of(problem, at)
            .filter(|one| !values.contains(one))
            .collect();
        if !rest.is_empty() {
            let wanted = values.iter().map(name).collect();
            advice.wanted.push((feature.clone(), wanted));
            advice
                .unwanted
                .push((feature.clone(), rest.iter().map(name).collect()));
        }
    }
    advice
}
