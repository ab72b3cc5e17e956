//! Why no panel exists: the smallest set of rules that cannot hold together, and what would help.
//!
//! Invariant: dropping any one rule of a `minimal` conflict makes a panel possible, and every
//! relaxation was tried and works. Nothing is relaxed silently: these are proposals.

use crate::cells::Cells;
use crate::marginals::{Row, Stop, marginals};
use crate::price::{Ask, Beat, Pricer};
use crate::problem::Problem;
use crate::relax;
use std::collections::BTreeSet;

/// What a search for any panel can answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// A legal panel, as cells in rising order.
    Panel(Vec<usize>),
    /// There is none: every branch was closed.
    Nothing,
    /// The steps allowed were used up.
    Unsettled,
}

/// One rule of the draw.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The number of seats, against the number of volunteers.
    Seats {
        /// Seats to fill.
        k: u32,
        /// Volunteers there are.
        volunteers: usize,
    },
    /// A minimum.
    AtLeast {
        /// Feature of the quota.
        feature: String,
        /// Value of the quota.
        value: String,
        /// The minimum.
        count: u32,
        /// Volunteers who have the value.
        supply: usize,
    },
    /// A maximum.
    AtMost {
        /// Feature of the quota.
        feature: String,
        /// Value of the quota.
        value: String,
        /// The maximum.
        count: u32,
        /// Volunteers who have the value.
        supply: usize,
    },
    /// At most one member per group.
    OnePerGroup {
        /// Number of groups.
        groups: usize,
    },
}

/// A change that a coordinator may decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The rule as it is.
    pub rule: Rule,
    /// The bound it would have; for [`Rule::OnePerGroup`] the rule is dropped and this is 0.
    pub to: u32,
}

/// Changes that together make a panel possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relaxation {
    /// All of them are needed.
    pub changes: Vec<Change>,
    /// Sum over the changes of how far each bound moves.
    pub cost: u32,
}

/// The explanation of an impossible draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impossible {
    /// Seats to fill.
    pub seats: u32,
    /// Rules that cannot hold together.
    pub conflict: Vec<Rule>,
    /// Whether dropping any single one was proved to help.
    pub minimal: bool,
    /// The cheapest relaxations inside the flex, cheapest first; empty when the flex forbids all.
    pub relaxations: Vec<Relaxation>,
}

impl Rule {
    /// The rule in French.
    #[must_use]
    pub fn fr(&self) -> String {
        match self {
            Self::Seats { k, volunteers } => {
                format!("{k} places à pourvoir, {volunteers} volontaires")
            }
            Self::AtLeast {
                feature,
                value,
                count,
                supply,
            } => {
                format!("au moins {count} « {value} » ({feature}), {supply} parmi les volontaires")
            }
            Self::AtMost {
                feature,
                value,
                count,
                supply,
            } => {
                format!("au plus {count} « {value} » ({feature}), {supply} parmi les volontaires")
            }
            Self::OnePerGroup { groups } => {
                format!("au plus une personne par équipe ({groups} équipes)")
            }
        }
    }

    /// The rule in English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Self::Seats { k, volunteers } => format!("{k} seats to fill, {volunteers} volunteers"),
            Self::AtLeast {
                feature,
                value,
                count,
                supply,
            } => {
                format!("at least {count} “{value}” ({feature}), {supply} among the volunteers")
            }
            Self::AtMost {
                feature,
                value,
                count,
                supply,
            } => {
                format!("at most {count} “{value}” ({feature}), {supply} among the volunteers")
            }
            Self::OnePerGroup { groups } => format!("at most one person per team ({groups} teams)"),
        }
    }

    fn bound(&self) -> u32 {
        match self {
            Self::Seats { k, .. } => *k,
            Self::AtLeast { count, .. } | Self::AtMost { count, .. } => *count,
            Self::OnePerGroup { .. } => 1,
        }
    }
}

impl Relaxation {
    /// The changes in French.
    #[must_use]
    pub fn fr(&self) -> String {
        let words = self.changes.iter().map(|change| match &change.rule {
            Rule::Seats { k, .. } => format!("pourvoir {} places au lieu de {k}", change.to),
            Rule::AtLeast {
                feature,
                value,
                count,
                ..
            } => {
                format!(
                    "abaisser le minimum de « {value} » ({feature}) de {count} à {}",
                    change.to
                )
            }
            Rule::AtMost {
                feature,
                value,
                count,
                ..
            } => {
                format!(
                    "relever le maximum de « {value} » ({feature}) de {count} à {}",
                    change.to
                )
            }
            Rule::OnePerGroup { .. } => "renoncer à la règle d’une personne par équipe".to_owned(),
        });
        words.collect::<Vec<_>>().join(" et ")
    }

    /// The changes in English.
    #[must_use]
    pub fn en(&self) -> String {
        let words = self.changes.iter().map(|change| match &change.rule {
            Rule::Seats { k, .. } => format!("fill {} seats instead of {k}", change.to),
            Rule::AtLeast {
                feature,
                value,
                count,
                ..
            } => {
                format!(
                    "lower the minimum of “{value}” ({feature}) from {count} to {}",
                    change.to
                )
            }
            Rule::AtMost {
                feature,
                value,
                count,
                ..
            } => {
                format!(
                    "raise the maximum of “{value}” ({feature}) from {count} to {}",
                    change.to
                )
            }
            Rule::OnePerGroup { .. } => "drop the rule of one person per team".to_owned(),
        });
        words.collect::<Vec<_>>().join(" and ")
    }
}

impl Impossible {
    /// The whole explanation in French.
    #[must_use]
    pub fn fr(&self) -> String {
        let rules: Vec<String> = self.conflict.iter().map(Rule::fr).collect();
        let ways: Vec<String> = self.relaxations.iter().map(Relaxation::fr).collect();
        let help = if ways.is_empty() {
            "Aucun assouplissement permis par les marges ne suffit.".to_owned()
        } else {
            format!("Il suffirait de {}.", ways.join(", ou de "))
        };
        format!(
            "Ces règles ne peuvent pas tenir ensemble pour {} places : {}. {help}",
            self.seats,
            rules.join(" ; ")
        )
    }

    /// The whole explanation in English.
    #[must_use]
    pub fn en(&self) -> String {
        let rules: Vec<String> = self.conflict.iter().map(Rule::en).collect();
        let ways: Vec<String> = self.relaxations.iter().map(Relaxation::en).collect();
        let help = if ways.is_empty() {
            "No relaxation that the flex allows is enough.".to_owned()
        } else {
            format!("It would be enough to {}.", ways.join(", or to "))
        };
        format!(
            "These rules cannot hold together for {} seats: {}. {help}",
            self.seats,
            rules.join("; ")
        )
    }
}

/// One side of one quota, or the group rule, as the filter switches it on and off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Switch {
    Groups,
    Min(usize),
    Max(usize),
}

/// Explains a problem that has no panel. When `beat` says stop, what is said is not minimal.
pub(crate) fn explain(problem: &Problem, steps: u64, beat: Beat<'_>) -> Impossible {
    let k = problem.k();
    if usize::try_from(k).is_ok_and(|k| k > problem.len()) {
        let rule = Rule::Seats {
            k,
            volunteers: problem.len(),
        };
        return Impossible {
            seats: k,
            conflict: vec![rule],
            minimal: true,
            relaxations: Vec::new(),
        };
    }
    let mut rules = suspects(problem);
    if possible(problem, &rules, steps, beat) != Found::Nothing {
        rules = all_rules(problem);
    }
    let mut minimal = true;
    let mut nth = 0;
    while let Some(dropped) = rules.get(nth).copied().filter(|_| beat()) {
        rules.remove(nth);
        let without = possible(problem, &rules, steps, beat);
        if without != Found::Nothing {
            minimal &= without != Found::Unsettled;
            rules.insert(nth, dropped);
            nth += 1;
        }
    }
    Impossible {
        seats: k,
        conflict: rules
            .iter()
            .filter_map(|rule| named(problem, *rule))
            .collect(),
        minimal,
        relaxations: relaxations(problem, &rules, steps, beat),
    }
}

fn all_rules(problem: &Problem) -> Vec<Switch> {
    let mut rules = Vec::new();
    if problem.group_count() > 0 {
        rules.push(Switch::Groups);
    }
    for (at, quota) in problem.quotas().iter().enumerate() {
        if quota.min > 0 {
            rules.push(Switch::Min(at));
        }
        if quota.max < problem.k() {
            rules.push(Switch::Max(at));
        }
    }
    rules
}

/// The rules that the linear programme already finds in contradiction, or all of them.
fn suspects(problem: &Problem) -> Vec<Switch> {
    let Err(Stop::Infeasible(rows)) = marginals(&Cells::new(problem, true), &[]) else {
        return all_rules(problem);
    };
    let rows: BTreeSet<Row> = rows.into_iter().collect();
    let classes = rows.iter().any(|row| matches!(row, Row::Class(_)));
    // A box of a cell may stand for the group rule as well.
    let grouped = problem.group_count() > 0;
    let mut rules = all_rules(problem);
    rules.retain(|rule| match rule {
        Switch::Groups => classes || grouped,
        Switch::Min(at) | Switch::Max(at) => rows.contains(&Row::Quota(*at)),
    });
    rules
}

fn possible(problem: &Problem, rules: &[Switch], steps: u64, beat: Beat<'_>) -> Found {
    let k = problem.k();
    let loose = problem.with_quotas(|at, quota| {
        let min = if rules.contains(&Switch::Min(at)) {
            quota.min
        } else {
            0
        };
        let max = if rules.contains(&Switch::Max(at)) {
            quota.max
        } else {
            k
        };
        (min, max)
    });
    any_panel(&loose, rules.contains(&Switch::Groups), steps, beat)
}

/// A panel, quickly if there is one, by exhaustion if not.
pub(crate) fn any_panel(problem: &Problem, teams: bool, steps: u64, beat: Beat<'_>) -> Found {
    if usize::try_from(problem.k()).is_ok_and(|k| k > problem.len()) {
        return Found::Nothing;
    }
    let cells = Cells::new(problem, teams);
    let weights = vec![0.0; cells.cells.len()];
    let found = Pricer::new(&cells).search(&weights, Ask::any(steps), beat);
    match found.best {
        Some((panel, _)) => Found::Panel(panel),
        None if found.proved => Found::Nothing,
        None => Found::Unsettled,
    }
}

fn named(problem: &Problem, rule: Switch) -> Option<Rule> {
    let part = |at: usize| {
        let quota = problem.quotas().get(at)?;
        Some((
            quota.feature.clone(),
            quota.value.clone(),
            quota,
            problem.supply(at),
        ))
    };
    match rule {
        Switch::Groups => Some(Rule::OnePerGroup {
            groups: problem.group_count(),
        }),
        Switch::Min(at) => part(at).map(|(feature, value, quota, supply)| Rule::AtLeast {
            feature,
            value,
            count: quota.min,
            supply,
        }),
        Switch::Max(at) => part(at).map(|(feature, value, quota, supply)| Rule::AtMost {
            feature,
            value,
            count: quota.max,
            supply,
        }),
    }
}

/// The cheapest relaxation of all, and single rules of the conflict that suffice, each relaxed as
/// little as possible. Only what was tried and works.
fn relaxations(problem: &Problem, rules: &[Switch], steps: u64, beat: Beat<'_>) -> Vec<Relaxation> {
    let mut found: Vec<Relaxation> = Vec::new();
    for rule in rules {
        if !beat() {
            return found;
        }
        let quota = |at: usize| problem.quotas().get(at);
        let target = match rule {
            Switch::Groups => {
                matches!(any_panel(problem, false, steps, beat), Found::Panel(_)).then_some(0)
            }
            Switch::Min(at) => quota(*at).and_then(|quota| {
                least(
                    quota.min_flex..quota.min,
                    |bound| works(problem, *rule, bound, steps, beat),
                    true,
                )
            }),
            Switch::Max(at) => quota(*at).and_then(|quota| {
                let above = quota.max + 1..quota.max_flex.min(problem.k()) + 1;
                least(
                    above,
                    |bound| works(problem, *rule, bound, steps, beat),
                    false,
                )
            }),
        };
        if let (Some(to), Some(rule)) = (target, named(problem, *rule)) {
            let cost = rule.bound().abs_diff(to);
            found.push(Relaxation {
                changes: vec![Change { rule, to }],
                cost,
            });
        }
    }
    let least = found.iter().map(|relaxation| relaxation.cost).min();
    if least.is_none_or(|cost| cost > 1) {
        found.extend(
            together(problem, steps, beat).filter(|one| least.is_none_or(|cost| one.cost < cost)),
        );
    }
    found.sort_by_key(|relaxation| relaxation.cost);
    found
}

/// The mildest bound of a range that works, by halving: if a bound works, so does a milder quota.
fn least(
    range: std::ops::Range<u32>,
    mut works: impl FnMut(u32) -> bool,
    falling: bool,
) -> Option<u32> {
    let (start, end) = (range.start, range.end);
    let at = |nth: u32| if falling { end - 1 - nth } else { start + nth };
    let size = end.checked_sub(start).filter(|size| *size > 0)?;
    if !works(at(size - 1)) {
        return None;
    }
    let (mut low, mut high) = (0, size - 1);
    while low < high {
        let middle = low + (high - low) / 2;
        if works(at(middle)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(at(low))
}

/// Several quotas relaxed at once, as little as possible in sum, checked by an ordinary search.
fn together(problem: &Problem, steps: u64, beat: Beat<'_>) -> impl Iterator<Item = Relaxation> {
    let bounds = relax::cheapest(problem, steps, beat);
    let checked = bounds.and_then(|bounds| {
        let loose = problem
            .with_quotas(|at, quota| bounds.get(at).copied().unwrap_or((quota.min, quota.max)));
        matches!(any_panel(&loose, true, steps, beat), Found::Panel(_)).then_some(bounds)
    });
    checked.into_iter().map(|bounds| {
        let mut changes = Vec::new();
        for (at, (quota, (min, max))) in problem.quotas().iter().zip(&bounds).enumerate() {
            let rule = if *min < quota.min {
                Switch::Min(at)
            } else {
                Switch::Max(at)
            };
            let to = if *min < quota.min { *min } else { *max };
            if (*min, *max) != (quota.min, quota.max)
                && let Some(rule) = named(problem, rule)
            {
                changes.push(Change { rule, to });
            }
        }
        let cost = changes
            .iter()
            .map(|change| change.rule.bound().abs_diff(change.to))
            .sum();
        Relaxation { changes, cost }
    })
}

fn works(problem: &Problem, rule: Switch, bound: u32, steps: u64, beat: Beat<'_>) -> bool {
    let loose = problem.with_quotas(|at, quota| {
        let min = if rule == Switch::Min(at) {
            bound
        } else {
            quota.min
        };
        let max = if rule == Switch::Max(at) {
            bound
        } else {
            quota.max
        };
        (min, max)
    });
    matches!(any_panel(&loose, true, steps, beat), Found::Panel(_))
}
