//! The lottery behind a draw: numbered panels, of which chance takes one.
//!
//! Invariant: every slip is a legal panel of exactly `k`, checked apart from whatever found it;
//! the published chance of a person is the number of slips with them over the number of slips.
//! Depends on the pool alone: no seed enters before the public value is known.

#![expect(
    clippy::indexing_slicing,
    reason = "positions of persons and cells come from the arrays they index"
)]

use crate::cells::Cells;
use crate::fault::Fault;
use crate::impossible::{self, Impossible};
use crate::problem::Problem;
use crate::search::{self, Found};
use crate::{canon, local};

/// What the lottery makes as fair as it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The lowest chance as high as possible, then the second lowest, and so on.
    Leximin,
    /// The lowest chance as high as possible.
    Maximin,
    /// The product of all chances as high as possible.
    Nash,
}

impl Method {
    /// The name in records and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Leximin => "leximin",
            Self::Maximin => "maximin",
            Self::Nash => "nash",
        }
    }

    /// The method of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Leximin, Self::Maximin, Self::Nash]
            .into_iter()
            .find(|method| method.name() == name)
    }
}

/// How to compute the lottery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What is made fair.
    pub method: Method,
    /// Number of numbered panels (slips).
    pub panels: u32,
    /// Length of the list of substitutes.
    pub substitutes: u32,
    /// Bound on the steps of each exact search; the same on every machine, unlike a time limit.
    pub steps: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            method: Method::Leximin,
            panels: 1000,
            substitutes: 20,
            steps: 400_000,
        }
    }
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Whether any panel exists.
    Feasibility,
    /// The fairest chances.
    Chances,
    /// Panels that realise the chances.
    Panels,
    /// Rounding to numbered slips.
    Slips,
}

/// How far the work has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The current phase.
    pub phase: Phase,
    /// Panels found so far.
    pub panels: usize,
    /// Lowest chance of the best lottery so far.
    pub minimum: f64,
    /// No lottery gives everybody more than this.
    pub bound: f64,
    /// Share of the phase that is done, between 0 and 1.
    pub share: f64,
}

/// What the watcher wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// Finish with the best lottery found so far.
    Settle,
    /// Stop without a lottery.
    Cancel,
}

/// Why there is no lottery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No legal panel exists.
    Impossible(Impossible),
    /// The steps allowed did not suffice to find a panel or to prove that there is none.
    Unsettled,
    /// The watcher cancelled.
    Cancelled,
    /// The input is faulty.
    Input(Vec<Fault>),
}

impl Refusal {
    /// The reason in French.
    #[must_use]
    pub fn fr(&self) -> String {
        match self {
            Self::Impossible(why) => why.fr(),
            Self::Unsettled => "La recherche a atteint sa limite sans trouver de panel ni prouver qu’il n’en existe pas.".to_owned(),
            Self::Cancelled => "Le calcul a été interrompu.".to_owned(),
            Self::Input(faults) => faults.iter().map(Fault::fr).collect::<Vec<_>>().join("\n"),
        }
    }

    /// The reason in English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Self::Impossible(why) => why.en(),
            Self::Unsettled => "The search reached its limit without finding a panel or proving that there is none.".to_owned(),
            Self::Cancelled => "The computation was cancelled.".to_owned(),
            Self::Input(faults) => faults.iter().map(Fault::en).collect::<Vec<_>>().join("\n"),
        }
    }
}

/// A lottery over numbered panels.
#[derive(Debug, Clone, PartialEq)]
pub struct Lottery {
    /// What was made fair.
    pub method: Method,
    /// The panels; slip number `i` holds positions of volunteers in rising order.
    pub slips: Vec<Vec<usize>>,
    /// For each volunteer the number of slips with them.
    pub counts: Vec<u32>,
    /// For each volunteer the chance before rounding to slips.
    pub chances: Vec<f64>,
    /// No lottery gives everybody more than this.
    pub bound: f64,
    /// The division that anyone can redo: seats, volunteers and the quota (`None`: all seats).
    pub ratio: (u32, usize, Option<usize>),
}

impl Lottery {
    /// The lowest published chance, as slips out of how many.
    #[must_use]
    pub fn minimum(&self) -> (u32, usize) {
        (
            self.counts.iter().copied().min().unwrap_or(0),
            self.slips.len(),
        )
    }

    /// The published chance of a volunteer, as slips out of how many.
    #[must_use]
    pub fn chance(&self, position: usize) -> (u32, usize) {
        (
            self.counts.get(position).copied().unwrap_or(0),
            self.slips.len(),
        )
    }
}

/// Computes the lottery of a pool.
///
/// `watch` is told what is being done and may settle or cancel.
///
/// # Errors
/// [`Refusal::Impossible`] with the reason when no legal panel exists, [`Refusal::Unsettled`] when
/// `options.steps` did not suffice to know, [`Refusal::Cancelled`] when `watch` said so.
///
/// ```
/// use sortition::{Flow, Options, Problem, Quota, Refusal, Volunteer, lottery};
/// let quotas = vec![Quota::new("site", "Nord", 2, 2), Quota::new("site", "Sud", 0, 1)];
/// let pool = vec![Volunteer::new("a", &[("site", "Nord")]), Volunteer::new("b", &[("site", "Sud")])];
/// let problem = Problem::new(2, quotas, pool).unwrap();
/// let refusal = lottery(&problem, &Options::default(), &mut |_| Flow::Continue).unwrap_err();
/// let Refusal::Impossible(why) = refusal else { panic!() };
/// assert_eq!(why.conflict.len(), 1);
/// ```
pub fn lottery(
    problem: &Problem,
    options: &Options,
    watch: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<Lottery, Refusal> {
    let cells = Cells::new(problem, true);
    let ratio = ratio(problem);
    let bound = f64::from(ratio.0) / count(ratio.1);
    let mut tell = |phase, panels, share| {
        let minimum = 0.0;
        watch(&Progress {
            phase,
            panels,
            minimum,
            bound,
            share,
        })
    };
    if tell(Phase::Feasibility, 0, 0.0) == Flow::Cancel {
        return Err(Refusal::Cancelled);
    }
    let first = match impossible::any_panel(problem, true, options.steps) {
        Found::Panel(panel) => panel,
        Found::Nothing => {
            return Err(Refusal::Impossible(impossible::explain(
                problem,
                options.steps,
            )));
        }
        Found::Unsettled => return Err(Refusal::Unsettled),
    };
    let panels = spread(&cells, first, options, &mut tell)?;
    let slips = slips(problem, &cells, &panels, options.panels);
    let mut counts = vec![0; problem.len()];
    for slip in &slips {
        for at in slip {
            counts[*at] += 1;
        }
    }
    let chances = counts
        .iter()
        .map(|count| f64::from(*count) / f64::from(options.panels.max(1)))
        .collect();
    Ok(Lottery {
        method: options.method,
        slips,
        counts,
        chances,
        bound,
        ratio,
    })
}

fn count(number: usize) -> f64 {
    u32::try_from(number.max(1)).map_or(f64::INFINITY, f64::from)
}

/// The least of seats over volunteers and of each maximum over those who have the value.
fn ratio(problem: &Problem) -> (u32, usize, Option<usize>) {
    let mut best = (problem.k(), problem.len(), None);
    for (at, quota) in problem.quotas().iter().enumerate() {
        let supply = problem.supply(at);
        if supply > 0 && f64::from(quota.max) / count(supply) < f64::from(best.0) / count(best.1) {
            best = (quota.max, supply, Some(at));
        }
    }
    best
}

/// Panels that favour whoever was chosen least so far.
fn spread(
    cells: &Cells,
    first: Vec<usize>,
    options: &Options,
    tell: &mut dyn FnMut(Phase, usize, f64) -> Flow,
) -> Result<Vec<Vec<usize>>, Refusal> {
    const PANELS: u32 = 60;
    let mut rng = local::rng("spread");
    let mut cost = vec![0_i64; cells.cells.len()];
    let mut panels: Vec<Vec<usize>> = Vec::new();
    let wanted = PANELS.min(options.panels);
    for nth in 0..wanted {
        match tell(
            Phase::Panels,
            panels.len(),
            f64::from(nth) / f64::from(wanted),
        ) {
            Flow::Cancel => return Err(Refusal::Cancelled),
            Flow::Settle if nth > 0 => break,
            Flow::Settle | Flow::Continue => {}
        }
        let mut order: Vec<usize> = (0..cells.cells.len()).collect();
        order.sort_by_key(|cell| cost[*cell]);
        let panel = local::panel(cells, &cost, 80, &mut rng)
            .or_else(|| match search::panel(cells, &order, options.steps / 100) {
                Found::Panel(panel) => Some(panel),
                Found::Nothing | Found::Unsettled => None,
            })
            .unwrap_or_else(|| first.clone());
        for cell in &panel {
            let persons = i64::try_from(cells.cells[*cell].persons.len()).unwrap_or(1);
            cost[*cell] += 1_000_000 / persons.max(1);
        }
        panels.push(panel);
    }
    Ok(panels)
}

/// Gives persons to the cells of each slip, the least chosen of a cell first.
fn slips(problem: &Problem, cells: &Cells, panels: &[Vec<usize>], m: u32) -> Vec<Vec<usize>> {
    let hash = problem.hash();
    let tickets: Vec<String> = problem
        .ids()
        .map(|id| canon::hash(&format!("transfo order 1\n{hash}\n{id}")))
        .collect();
    let mut counts = vec![0_u32; problem.len()];
    let mut slips = Vec::new();
    for panel in panels.iter().cycle().take(usize::try_from(m).unwrap_or(0)) {
        let mut taken: Vec<usize> = Vec::with_capacity(panel.len());
        for cell in panel {
            let cell = &cells.cells[*cell];
            let free = |at: &usize| {
                !taken.iter().any(|other| {
                    cells.cells[cells.cell_of[*other]].class == cell.class
                        && cells.place_of[*other] == cells.place_of[*at]
                })
            };
            let next = cell
                .persons
                .iter()
                .copied()
                .filter(free)
                .min_by(|a, b| (counts[*a], &tickets[*a]).cmp(&(counts[*b], &tickets[*b])));
            if let Some(at) = next {
                counts[at] += 1;
                taken.push(at);
            }
        }
        taken.sort_unstable();
        slips.push(taken);
    }
    slips
}
