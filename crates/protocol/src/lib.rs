//! The programme as rules that are checked against facts.
//!
//! A [`Protocol`] is a versioned document; [`Overrides`] are what an edition changes in it, signed and reasoned;
//! [`Facts`] are counted from records; [`check`] answers one [`Finding`] per rule; a [`Waiver`] sets a rule aside
//! until a date and stays visible; [`whatif`] says which findings a change would change.
//!
//! Invariants: pure, without clock, files or network; a rule without facts is "not applicable" and never "met";
//! a rule informs and never blocks ([`launch_refusals`] names the only exceptions); findings carry data, and
//! [`words`] turns them into French and English.

mod catalogue;
mod check;
mod document;
mod evidence;
mod facts;
mod finding;
mod overrides;
mod value;
mod waiver;
mod whatif;
pub mod words;

pub use catalogue::{Scope, is_hard_stop};
pub use check::{check, launch_refusals};
pub use document::{Parameter, Protocol, ProtocolError, Rule, Source, Strength};
pub use evidence::{Absent, DecisionPart, Evidence, Noun, QuotaMissed};
pub use facts::{
    Ambassador, Case, Cohort, Commitments, Facts, Frame, Indicator, Lab, Method, Proposal,
    PublicValue, Quota, Resident, Run, Season, Sponsors, Step, TimeAccount,
};
pub use finding::{Action, Distance, Finding, Status, Who};
pub use overrides::{Override, Overrides};
pub use value::{Ratio, Unit, Value};
pub use waiver::{Draft, Waiver, WaiverError};
pub use whatif::{Change, UnknownSubject, whatif};
