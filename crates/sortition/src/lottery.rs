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
use crate::check;
use crate::fault::Fault;
use crate::impossible::{self, Found, Impossible};
use crate::marginals::{Cut, Marginals, Stop, marginals};
use crate::nash::nash;
use crate::packing::{NEARLY, Packed, Weighted, pack};
use crate::problem::Problem;
use crate::proof::{PersonCut, Proof, proofs};
use crate::seats;
use crate::slips::{self, Exact};
use std::collections::BTreeMap;

/// Panels that the column generation may add before it gives up.
const ROUNDS: usize = 5_000;
/// Cuts that may be taken into account.
const CUTS: usize = 300;

/// Slips that somebody may be off in a lottery that counts as exact.
const DRIFT: u32 = 2;

/// The mean logarithm of the chances may be this far below its bound to count as the best.
const NASH_GAP: f64 = 1e-7;

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
    /// Bound on the branches of each exact search; the same on every machine, unlike a time limit.
    pub steps: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            method: Method::Leximin,
            panels: 1000,
            substitutes: 20,
            steps: 20_000,
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
    /// For each volunteer the number of their level in [`Lottery::proof`].
    pub levels: Vec<usize>,
    /// For each level of chances, from the lowest, why it cannot be higher.
    pub proof: Vec<Proof>,
    /// Sums of weights that no whole panel exceeds, on which levels of the proof may rest.
    pub cuts: Vec<PersonCut>,
    /// Whether [`Lottery::chances`] reach every level of the proof; otherwise the work was settled
    /// early and the lowest of them falls short of [`Lottery::bound`].
    pub exact: bool,
    /// Number of panels that realise the chances before rounding.
    pub panels: usize,
    /// Nobody's slips are further from their exact share, nor from those of their equals. One in all
    /// but a few small pools whose panels leave no other rounding.
    pub drift: u32,
    /// For [`Method::Nash`], how far the mean logarithm of the chances may be below the best; else 0.
    pub gap: f64,
}

impl Lottery {
    /// The volunteers who can be in no panel, each with the level that proves it.
    pub fn never(&self) -> impl Iterator<Item = (usize, &Proof)> {
        self.levels.iter().enumerate().filter_map(|(at, level)| {
            let proof = self.proof.get(*level)?;
            (proof.chance == 0).then_some((at, proof))
        })
    }

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
    let ratio = ratio(problem);
    let mut work = Work {
        watch,
        bound: f64::from(ratio.0) / count(ratio.1),
        flow: Flow::Continue,
    };
    work.tell(Phase::Feasibility, 0, 0.0)?;
    if usize::try_from(problem.k()).is_ok_and(|k| k > problem.len()) {
        return Err(work.impossible(problem, options));
    }
    let cells = Cells::new(problem, true);
    let mut made = work.realise(problem, &cells, options)?;
    made.panels = work.filled(problem, &cells, made.panels, options)?;
    let count = made.panels.len();
    work.tell(Phase::Slips, count, 0.0)?;
    let exact = Exact {
        panels: &made.panels,
        expected: &made.found.expected(&cells),
        m: options.panels,
        whole: !made.cuts.is_empty(),
    };
    let rounded = slips::round(&cells, &exact, &mut |share| {
        work.tell(Phase::Slips, count, share).is_ok()
    });
    let rounded = rounded.ok_or(Refusal::Cancelled)?;
    let slips = seats::seat(problem, &cells, &rounded);
    work.tell(Phase::Slips, count, 1.0)?;
    if !check::publishable(problem, &slips, options.panels) {
        return Err(Refusal::Unsettled);
    }
    let lottery = made.lottery(problem, &cells, options, slips);
    if check::proven(problem, &lottery) {
        Ok(lottery)
    } else {
        Err(Refusal::Unsettled)
    }
}

/// How far chances may be from what they should be and count as reached.
fn near(options: &Options) -> f64 {
    if options.method == Method::Nash {
        NASH_GAP
    } else {
        NEARLY
    }
}

/// The watcher, and what it said last.
struct Work<'a> {
    watch: &'a mut dyn FnMut(&Progress) -> Flow,
    bound: f64,
    flow: Flow,
}

/// Chances with the panels that reach them.
struct Realised {
    found: Marginals,
    cuts: Vec<Cut>,
    panels: Weighted,
    exact: bool,
    gap: f64,
}

impl Realised {
    /// With these slips.
    fn lottery(
        self,
        problem: &Problem,
        cells: &Cells,
        options: &Options,
        slips: Vec<Vec<usize>>,
    ) -> Lottery {
        let found = &self.found;
        let chances = chances(problem, cells, &self.panels);
        let mut counts = vec![0; problem.len()];
        slips.iter().flatten().for_each(|at| counts[*at] += 1);
        let of_cells = cells.cell_of.iter();
        let levels: Vec<usize> = of_cells.map(|cell| found.level_of[*cell]).collect();
        // Under Nash people of one profile may differ by their teams.
        let equals = if options.method == Method::Nash {
            &cells.cell_of
        } else {
            &levels
        };
        let due = |at: usize| found.chance[cells.cell_of[at]];
        let drift = drift(problem, &counts, equals, |at| {
            due(at) * f64::from(options.panels)
        });
        let mut all = chances.iter().enumerate();
        let reached = all.all(|(at, chance)| (chance - due(at)).abs() < near(options));
        Lottery {
            method: options.method,
            bound: found.levels.first().map_or(0.0, |level| level.chance),
            ratio: ratio(problem),
            proof: proofs(problem, cells, found, &self.cuts),
            cuts: crate::proof::person_cuts(cells, &self.cuts),
            exact: self.exact && reached && drift <= DRIFT,
            panels: self.panels.len(),
            gap: self.gap,
            slips,
            counts,
            chances,
            levels,
            drift,
        }
    }
}

impl Work<'_> {
    /// Raises the chances, forms panels, and where whole panels cannot reach them takes the reason
    /// into account and begins again.
    fn realise(
        &mut self,
        problem: &Problem,
        cells: &Cells,
        options: &Options,
    ) -> Result<Realised, Refusal> {
        let mut cuts: Vec<Cut> = Vec::new();
        loop {
            let (found, gap) = self.aim(problem, cells, options, &cuts)?;
            self.tell(Phase::Chances, cuts.len(), 1.0)?;
            let mut cancelled = false;
            let packed = pack(
                cells,
                &found.expected(cells),
                ROUNDS,
                near(options),
                &mut |panels, share| {
                    cancelled |= self.tell(Phase::Panels, panels, share).is_err();
                    self.flow == Flow::Continue
                },
            );
            if cancelled {
                return Err(Refusal::Cancelled);
            }
            let (prices, panels) = match packed {
                Packed::Exact(panels) => {
                    return Ok(Realised {
                        found,
                        cuts,
                        panels,
                        exact: gap < NASH_GAP,
                        gap,
                    });
                }
                Packed::Short(panels) => {
                    return Ok(Realised {
                        found,
                        cuts,
                        panels,
                        exact: false,
                        gap,
                    });
                }
                Packed::Cut(prices, panels) => (prices, panels),
            };
            let expected = found.expected(cells);
            let mut beat = || self.tell(Phase::Chances, panels.len(), 1.0).is_ok();
            match Cut::from_prices(cells, &prices, &expected, &mut beat) {
                Some(cut) if cuts.len() < CUTS && !cuts.contains(&cut) => cuts.push(cut),
                _ => {
                    return Ok(Realised {
                        found,
                        cuts,
                        panels,
                        exact: false,
                        gap,
                    });
                }
            }
        }
    }

    /// The chances that the method wants, under the cuts known so far, and the gap to their bound.
    fn aim(
        &mut self,
        problem: &Problem,
        cells: &Cells,
        options: &Options,
        cuts: &[Cut],
    ) -> Result<(Marginals, f64), Refusal> {
        let found = match marginals(cells, cuts) {
            Ok(found) => found,
            Err(Stop::Infeasible(_)) => {
                return Err(self.impossible(problem, options));
            }
            Err(Stop::Unsettled) => return Err(Refusal::Unsettled),
        };
        self.bound = found.levels.first().map_or(0.0, |level| level.chance);
        if options.method != Method::Nash {
            return Ok((found, 0.0));
        }
        self.tell(Phase::Chances, cuts.len(), 0.5)?;
        let best = nash(cells, cuts, &found).map_err(|_| Refusal::Unsettled)?;
        Ok((best.found, best.gap))
    }

    /// Why no panel is possible, unless the watcher cancels while that is looked for.
    fn impossible(&mut self, problem: &Problem, options: &Options) -> Refusal {
        let mut beat = || self.tell(Phase::Feasibility, 0, 0.5).is_ok();
        let why = impossible::explain(problem, options.steps, &mut beat);
        if self.flow == Flow::Cancel {
            Refusal::Cancelled
        } else {
            Refusal::Impossible(why)
        }
    }

    fn unsettled(&self) -> Refusal {
        if self.flow == Flow::Cancel {
            Refusal::Cancelled
        } else {
            Refusal::Unsettled
        }
    }

    /// Weights that sum to one: what is missing goes to the panels in proportion, or to any legal
    /// panel when there is none yet.
    fn filled(
        &mut self,
        problem: &Problem,
        cells: &Cells,
        mut panels: Weighted,
        options: &Options,
    ) -> Result<Weighted, Refusal> {
        panels.retain(|(panel, _)| cells.legal(panel));
        if panels.is_empty() {
            let mut beat = || self.tell(Phase::Feasibility, 0, 0.0).is_ok();
            match impossible::any_panel(problem, true, options.steps, &mut beat) {
                Found::Panel(panel) => panels.push((panel, 1.0)),
                Found::Nothing => {
                    return Err(self.impossible(problem, options));
                }
                Found::Unsettled => return Err(self.unsettled()),
            }
        }
        let total: f64 = panels.iter().map(|(_, weight)| weight).sum();
        let sound = panels.iter().all(|(_, weight)| *weight > 0.0);
        if !sound || !total.is_finite() {
            return Err(Refusal::Unsettled);
        }
        for (_, weight) in &mut panels {
            *weight /= total;
        }
        Ok(panels)
    }

    fn tell(&mut self, phase: Phase, panels: usize, share: f64) -> Result<(), Refusal> {
        let minimum = if phase == Phase::Panels {
            share * self.bound
        } else {
            0.0
        };
        let bound = self.bound;
        self.flow = (self.watch)(&Progress {
            phase,
            panels,
            minimum,
            bound,
            share,
        });
        match self.flow {
            Flow::Cancel => Err(Refusal::Cancelled),
            Flow::Settle | Flow::Continue => Ok(()),
        }
    }
}

fn chances(problem: &Problem, cells: &Cells, panels: &Weighted) -> Vec<f64> {
    let mut reached = vec![0.0; cells.cells.len()];
    for (panel, weight) in panels {
        for cell in panel {
            reached[*cell] += weight;
        }
    }
    (0..problem.len())
        .map(|at| {
            let cell = cells.cell_of[at];
            reached[cell] / count(cells.cells[cell].persons.len())
        })
        .collect()
}

/// How far the slips of anybody are from their share, or from those of people with the same values
/// who are alike; at least one.
fn drift(problem: &Problem, counts: &[u32], alike: &[usize], share: impl Fn(usize) -> f64) -> u32 {
    let mut drift = 1;
    let mut ends: BTreeMap<(usize, &[usize]), (u32, u32)> = BTreeMap::new();
    for (at, count) in counts.iter().enumerate() {
        let off = (f64::from(*count) - share(at)).abs() - 1e-6;
        while off > f64::from(drift) {
            drift += 1;
        }
        let equals = ends
            .entry((alike[at], problem.values(at)))
            .or_insert((*count, *count));
        *equals = (equals.0.min(*count), equals.1.max(*count));
    }
    let apart = ends.values().map(|(least, most)| most - least);
    apart.fold(drift, u32::max)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::injected::{self, Plan};
    use crate::marginals::tests::data;

    /// A solver that ends too early, answers wrongly or with no number: nothing of it is used.
    #[test]
    fn wrong_weights_and_panels_are_never_used() {
        let problem = data("transfo_45_20");
        let cells = Cells::new(&problem, true);
        let options = Options::default();
        let Found::Panel(panel) =
            impossible::any_panel(&problem, true, options.steps, &mut || true)
        else {
            panic!("there is a panel");
        };
        let mut wrong = panel.clone();
        wrong[0] = wrong[1];
        wrong[2] = wrong[1];
        let filled = |panels: Weighted, options: &Options| {
            let mut work = Work {
                watch: &mut |_| Flow::Continue,
                bound: 1.0,
                flow: Flow::Continue,
            };
            work.filled(&problem, &cells, panels, options)
        };
        let with = |panels: Weighted| filled(panels, &options);
        // Panels that break a rule are left out, and the rest makes one.
        let kept = with(vec![(wrong.clone(), 0.5), (panel.clone(), 0.25)]).unwrap();
        assert_eq!(kept, [(panel.clone(), 1.0)]);
        // Nothing legal was answered: an ordinary search gives a panel.
        assert!(cells.legal(&with(vec![(wrong, 1.0)]).unwrap()[0].0));
        assert_eq!(with(Vec::new()).unwrap().len(), 1);
        // No number is no answer.
        for weight in [f64::NAN, f64::INFINITY, 0.0, -1.0] {
            assert_eq!(with(vec![(panel.clone(), weight)]), Err(Refusal::Unsettled));
        }
        // Steps that run out are said, not guessed over.
        let hasty = Options {
            steps: 0,
            ..options
        };
        assert_eq!(filled(Vec::new(), &hasty), Err(Refusal::Unsettled));
    }

    /// The simplex answers wrongly, with no number, too late, or denies what is possible: the lottery is
    /// refused, or what comes out is as good as the verifier demands.
    #[test]
    fn what_fails_inside_the_solver_is_never_published() {
        let (mut refused, mut withstood) = (0, 0);
        for name in ["transfo_45_20", "transfo_120_20_equipe"] {
            let problem = data(name);
            let options = Options {
                panels: 50,
                ..Options::default()
            };
            use crate::injected::Failure::{Denial, NoNumber, TimeOut, Wrong};
            let all = injected::answers(|| {
                let _ = lottery(&problem, &options, &mut |_| Flow::Continue);
            });
            let part = |eighths: u64| all * eighths / 8;
            for failure in [TimeOut, Wrong, NoNumber, Denial] {
                for (after, lasting) in [
                    (0, true),
                    (0, false),
                    (1, true),
                    (1, false),
                    (part(1), true),
                    (part(3), false),
                    (part(5), true),
                    (part(7), false),
                ] {
                    let plan = Plan {
                        failure,
                        after,
                        lasting,
                    };
                    let (found, struck) = injected::with(plan, || {
                        lottery(&problem, &options, &mut |_| Flow::Continue)
                    });
                    assert!(struck, "{name}: {plan:?} never came to pass");
                    match found {
                        Err(Refusal::Unsettled) => refused += 1,
                        Err(other) => panic!("{name}: {plan:?}: {other:?}"),
                        Ok(found) => {
                            let text = crate::commit(&problem, &options, &found).text;
                            let record = crate::reveal(&text, "7").unwrap();
                            let verdict = sortition_verify::verify(&record.text);
                            assert!(verdict.is_ok(), "{name}: {plan:?}: {verdict:?}");
                            let lowest = found.chances.iter().copied().fold(1.0, f64::min);
                            assert!(lowest <= found.bound + 1e-9, "{name}: {plan:?}");
                            withstood += 1;
                        }
                    }
                }
            }
        }
        println!("{refused} refused, {withstood} withstood");
        assert!(refused > 0 && withstood > 0);
    }
}
