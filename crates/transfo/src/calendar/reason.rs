//! Why each run of a draft is where it is: who can come, and what the next best place would cost. Found by the planner
//! when the draft is made and kept with it, because it takes longer than a page may.
//!
//! Pure. Counts ambassadors and never names one.

use jiff::civil::Date;
use planner::{Day, Opening, RunReason, Split};
use serde::{Deserialize, Serialize};

use super::{absence::last_day, answer::Known, plan_input::to_date};

/// Why one run or meeting is where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Slug of the site; of a meeting, its row id.
    pub site: String,
    /// First day.
    pub starts_on: Date,
    /// Consecutive days.
    pub days: u32,
    /// Ambassadors who can come on the day when the fewest can.
    pub present: usize,
    /// Ambassadors in all.
    pub ambassadors: usize,
    /// Of those, who do not know yet or have not answered: they count as free.
    #[serde(default)]
    pub unsure: usize,
    /// The next best place, when there is one.
    pub next: Option<Next>,
}

/// The next best place of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// First day.
    pub starts_on: Date,
    /// What it would cost more; less, when negative.
    pub price: i64,
    /// The three terms that weigh most: key of the name, difference.
    pub terms: Vec<(String, i64)>,
}

impl Reason {
    /// Counts who of those asked (slug of the site, and the answer when there is one) may not come after all.
    pub fn count_unsure(&mut self, asked: &[(String, Option<Known>)]) {
        let last = last_day(self.starts_on, self.days);
        let unsure = |known: &Option<Known>| {
            known
                .as_ref()
                .is_none_or(|known| known.doubts(self.starts_on, last))
        };
        let here = asked.iter().filter(|(site, _)| *site == self.site);
        self.unsure = here.filter(|(_, known)| unsure(known)).count();
    }
}

impl From<RunReason> for Reason {
    fn from(reason: RunReason) -> Self {
        Self {
            site: reason.authority,
            starts_on: to_date(reason.run.start),
            days: reason.run.len,
            present: reason.present,
            ambassadors: reason.ambassadors,
            unsure: 0,
            next: reason.next.map(Next::from),
        }
    }
}

impl Next {
    /// A place that begins on `start`, with its price and the terms of it.
    pub fn of(start: Day, price: i64, split: &Split) -> Self {
        Self {
            starts_on: to_date(start),
            price,
            terms: heaviest(split),
        }
    }
}

impl From<Opening> for Next {
    fn from(opening: Opening) -> Self {
        Self::of(opening.run.start, opening.price, &opening.split)
    }
}

fn heaviest(split: &Split) -> Vec<(String, i64)> {
    let mut terms = [
        ("absence", split.absence),
        ("shortfall", split.shortfall),
        ("pace", split.pace),
        ("trip", split.trip),
        ("soft", split.soft),
        ("resident", split.resident),
        ("room", split.room),
        ("change", split.change),
        ("meeting", split.meeting),
    ]
    .to_vec();
    terms.retain(|(_, difference)| *difference != 0);
    terms.sort_by_key(|(_, difference)| -difference.abs());
    terms
        .into_iter()
        .take(3)
        .map(|(term, difference)| (term.to_owned(), difference))
        .collect()
}
