//! Draws a panel of volunteers under quotas, fairly, and writes the record of the draw.
//!
//! No clock, no dice, no files, no network: a pool goes in, a lottery or an explained refusal comes
//! out, and the same input gives the same bytes on every machine.
//!
//! # How to call it
//!
//! ```
//! use sortition::{Flow, Options, Problem, Refusal, Replacement, commit, lottery, replacement, reveal};
//!
//! // 1. Read the pool. A file is refused whole; each fault has a sentence.
//! let categories = "feature,value,min,max\nsite,Siège,1,2\nsite,Nord,1,2\n";
//! let respondents = "id,site,equipe\nV1,Siège,a\nV2,Siège,b\nV3,Nord,a\nV4,Nord,\n";
//! let meta = r#"{"k": 3, "id_column": "id", "address_columns": ["equipe"]}"#;
//! let pool = Problem::read(categories.as_bytes(), respondents.as_bytes(), meta.as_bytes())
//!     .map_err(Refusal::Input)?;
//!
//! // 2. The lottery, as a job: the watcher shows progress and may cancel.
//! let options = Options { panels: 100, ..Options::default() };
//! let lottery = lottery(&pool, &options, &mut |_progress| Flow::Continue)?;
//! assert_eq!(lottery.slips.len(), 100);
//!
//! // 3. Freeze and publish the hash before the public value is known.
//! let commitment = commit(&pool, &options, &lottery);
//!
//! // 4. Later, from the stored text: the draw.
//! let record = reveal(&commitment.text, "Loto du 14 mars 2028 : 3 8 21 33 40 / 7")?;
//! assert_eq!(record.panel.len(), 3);
//!
//! // 5. Someone leaves.
//! match replacement(&pool, &record.panel, &record.substitutes, &record.panel[0]) {
//!     Replacement::Keeps(id) => println!("{id} takes the seat"),
//!     Replacement::Shifts(id, shifts) => println!("{id}, but {} quota(s) move", shifts.len()),
//!     Replacement::Nobody => println!("nobody is left"),
//! }
//! # Ok::<(), Refusal>(())
//! ```
//!
//! The same in one call: [`draw`]. Anyone checks `record.text` with the crate `sortition-verify`,
//! which shares no code with this one.

mod canon;
mod cells;
mod check;
mod complete;
mod dice;
mod fault;
mod fit;
mod groups;
mod impossible;
#[cfg(test)]
mod injected;
mod lottery;
mod marginals;
mod mend;
mod mixing;
mod nash;
mod packing;
mod price;
mod private;
mod problem;
mod proof;
mod read;
mod record;
mod recruit;
mod relax;
mod reserve;
mod rules;
mod seats;
mod share;
mod simplex;
mod slips;
mod table;

pub use complete::{Completion, complete};
pub use fault::{Fault, File, Kind, nearest};
pub use groups::{Cohort, assign_groups, regroup};
pub use impossible::{Change, Impossible, Relaxation, Rule};
pub use lottery::{Flow, Lottery, Method, Options, Phase, Progress, Refusal, lottery};
pub use mixing::{Mixing, mixing};
pub use private::{FEW, PrivateLine, PublicRecord, opens, public_record};
pub use problem::{Problem, Quota, Volunteer};
pub use proof::{PersonCut, Proof, UNIT};
pub use record::{Commitment, Record, commit, draw, reveal};
pub use recruit::{Recruit, recruit};
pub use reserve::{Replacement, Shift, replacement};
pub use rules::{BLANK, EXCLUDED, INCLUDED, OPEN, PRESENCE, Rules, SELECTED};
pub use share::{Headcount, proposed};
pub use table::Table;
