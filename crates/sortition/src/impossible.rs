//! Why no panel exists: the smallest set of rules that cannot hold together, and what would help.
//!
//! Invariant: dropping any one rule of a `minimal` conflict makes a panel possible, and every
//! relaxation was tried and works. Nothing is relaxed silently: these are proposals.

use crate::cells::Cells;
use crate::problem::Problem;
use crate::search::{self, Found};

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
            "Ces règles ne peuvent pas tenir ensemble : {}. {help}",
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
            "These rules cannot hold together: {}. {help}",
            rules.join("; ")
        )
    }
}

/// One side of one quota, or the group rule, as the filter switches it on and off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Switch {
    Min(usize),
    Max(usize),
    Groups,
}

/// Explains a problem that has no panel.
pub(crate) fn explain(problem: &Problem, steps: u64) -> Impossible {
    let k = problem.k();
    if usize::try_from(k).is_ok_and(|k| k > problem.len()) {
        let rule = Rule::Seats {
            k,
            volunteers: problem.len(),
        };
        return Impossible {
            conflict: vec![rule],
            minimal: true,
            relaxations: Vec::new(),
        };
    }
    let mut rules: Vec<Switch> = Vec::new();
    if problem.group_count() > 0 {
        rules.push(Switch::Groups);
    }
    for (at, quota) in problem.quotas().iter().enumerate() {
        if quota.min > 0 {
            rules.push(Switch::Min(at));
        }
        if quota.max < k {
            rules.push(Switch::Max(at));
        }
    }
    let mut minimal = true;
    let mut nth = 0;
    while let Some(dropped) = rules.get(nth).copied() {
        rules.remove(nth);
        match possible(problem, &rules, steps) {
            Found::Nothing => {}
            Found::Panel(_) => {
                rules.insert(nth, dropped);
                nth += 1;
            }
            Found::Unsettled => {
                minimal = false;
                rules.insert(nth, dropped);
                nth += 1;
            }
        }
    }
    Impossible {
        conflict: rules
            .iter()
            .filter_map(|rule| named(problem, *rule))
            .collect(),
        minimal,
        relaxations: relaxations(problem, &rules, steps),
    }
}

fn possible(problem: &Problem, rules: &[Switch], steps: u64) -> Found {
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
    any_panel(&loose, rules.contains(&Switch::Groups), steps)
}

/// A panel, quickly if there is one, by exhaustion if not.
pub(crate) fn any_panel(problem: &Problem, teams: bool, steps: u64) -> Found {
    let cells = Cells::new(problem, teams);
    let cost = vec![0; cells.cells.len()];
    let mut rng = crate::local::rng("feasible");
    for _ in 0..4 {
        if let Some(panel) = crate::local::panel(&cells, &cost, 60, &mut rng) {
            return Found::Panel(panel);
        }
    }
    let order: Vec<usize> = (0..cells.cells.len()).collect();
    search::panel(&cells, &order, steps)
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

/// Single rules of the conflict that suffice when relaxed, each as little as possible.
fn relaxations(problem: &Problem, rules: &[Switch], steps: u64) -> Vec<Relaxation> {
    let mut found = Vec::new();
    for rule in rules {
        let Some(name) = named(problem, *rule) else {
            continue;
        };
        let target = match rule {
            Switch::Groups => {
                matches!(any_panel(problem, false, steps), Found::Panel(_)).then_some(0)
            }
            Switch::Min(at) => problem.quotas().get(*at).and_then(|quota| {
                (quota.min_flex..quota.min)
                    .rev()
                    .find(|bound| works(problem, *rule, *bound, steps))
            }),
            Switch::Max(at) => problem.quotas().get(*at).and_then(|quota| {
                (quota.max + 1..=quota.max_flex.min(problem.k()))
                    .find(|bound| works(problem, *rule, *bound, steps))
            }),
        };
        if let Some(to) = target {
            let cost = name.bound().abs_diff(to);
            found.push(Relaxation {
                changes: vec![Change { rule: name, to }],
                cost,
            });
        }
    }
    found.sort_by_key(|relaxation| relaxation.cost);
    found
}

fn works(problem: &Problem, rule: Switch, bound: u32, steps: u64) -> bool {
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
    matches!(any_panel(&loose, true, steps), Found::Panel(_))
}
