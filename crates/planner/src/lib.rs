//! Solves, checks and explains the calendar of a season.
//!
//! Facts in ([`Instance`]), plan, bound and reasons out ([`solve`]), or a refusal that explains itself ([`Conflict`]). The crate is pure: no
//! clock, no files, no network, no dice but the seed; a second thread only if it is given one.
//!
//! ```
//! use planner::{Ambassador, Authority, Budget, Day, Flow, Horizon, Instance, Resident, Room, Span, check, solve};
//!
//! let start: Day = "2027-01-04".parse()?;
//! let mut season = Instance::new(Horizon { start, end: start.plus(150) }, start);
//! season.calendars.insert("FR".to_owned(), vec!["2027-03-29".parse()?]);
//! season.residents.push(Resident { id: "r1".to_owned(), home: String::new(), off: Vec::new(), week_cap: 4 });
//!
//! let (first, last) = (Span::new(start, start.plus(30)), Span::new(start.plus(60), start.plus(150)));
//! let mut town = Authority::new("mulhouse", "FR", first, last);
//! town.days = 10;
//! town.team.push("r1".to_owned());
//! town.team_quorum = 1;
//! town.rooms.push(Room { id: "salle-1".to_owned(), capacity: 30, cost: 0, off: Vec::new() });
//! let away = vec![Span::new(start, start.plus(2))];
//! town.ambassadors.push(Ambassador { id: "m-01".to_owned(), lead: true, off: away, target: 8, floor: 6, attended: 0 });
//! season.authorities.push(town);
//!
//! let outcome = solve(&season, &Budget::of(200), 1, &mut |_| Flow::Continue).map_err(|c| format!("{c:?}"))?;
//! assert!(check(&season, &outcome.plan).feasible());
//! assert!(outcome.bound <= outcome.cost);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod alternatives;
mod bundle;
mod certificate;
mod check;
mod compile;
mod day;
mod dice;
mod dual;
mod explain;
mod graph;
mod instance;
mod joint;
mod model;
mod moves;
mod near;
mod oracle;
mod plan;
mod polish;
mod search;
mod season;
mod solve;
mod toll;
mod tree;

pub use alternatives::{Aim, Alternative, Travel, alternatives, differences, travel};
pub use certificate::{ByDay, Case, Certificate, Question, Supposition};
pub use check::{Split, Verdict, Violation, check};
pub use day::{BadDay, Day};
pub use explain::{Clash, Conflict, Hole, Missing, Remedy, explain};
pub use instance::{
    Ambassador, Authority, Blackout, Capacity, FORMAT, Gap, Horizon, Instance, Meeting, Milestone,
    Operator, Resident, Room, RunDates, Span, Weights,
};
pub use moves::{
    Change, Findings, Move, Opening, Replan, RunReason, changes, check_move, openings, replan, why,
};
pub use plan::{Plan, Run};
pub use solve::{Budget, Flow, Outcome, Phase, Progress, Tell, solve};
