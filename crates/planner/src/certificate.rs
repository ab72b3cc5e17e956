//! The prices a bound rests on, as a published text (`transfo-bound/1`) that the crate `planner-verify` recomputes.
//!
//! Owns: the form. Invariants: whole parts of the season's unit; nothing that is free is written. Never: the proof itself, nor its check.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "tables indexed by site, resident, room and day numbers of the model; prices are whole numbers far below 2^53"
)]

use crate::day::Day;
use crate::dual::Prices;
use crate::graph::SCALE;
use crate::instance::Instance;
use crate::model::Model;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Prices by day.
pub type ByDay = BTreeMap<Day, i64>;

/// Why no plan costs less than the bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// `transfo-bound/1`.
    pub format: String,
    /// Parts in one unit of the season's costs.
    pub scale: i64,
    /// No legal plan costs less.
    pub bound: i64,
    /// The cases that the proof distinguishes; one without suppositions when there is nothing to distinguish.
    pub cases: Vec<Case>,
}

/// One case of the proof: what is supposed, and the prices then. All prices are in parts of the unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Case {
    /// The answers that lead to this case.
    pub suppose: Vec<Supposition>,
    /// A run day.
    pub staff: ByDay,
    /// A day of a shared resident, travel included.
    pub residents: BTreeMap<String, ByDay>,
    /// A run day of a shared resident, by Monday of the week.
    pub weeks: BTreeMap<String, ByDay>,
    /// A day of a shared room.
    pub rooms: BTreeMap<String, ByDay>,
    /// By meeting, authority and first day: what the authority pays towards that day.
    pub meetings: BTreeMap<String, BTreeMap<String, ByDay>>,
    /// By authority and ambassador: the reward for a day attended.
    pub rewards: BTreeMap<String, BTreeMap<String, i64>>,
    /// By authority: what its cheapest calendar costs at these prices.
    pub least: BTreeMap<String, i64>,
}

/// A question and its answer; the proof has a case for the other answer too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supposition {
    /// What is asked.
    pub ask: Question,
    /// Id of the meeting.
    pub meeting: String,
    /// The day.
    pub day: Day,
    /// The answer.
    pub yes: bool,
}

/// A question that divides the plans in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Does the meeting start on this day or before?
    Until,
}

impl Certificate {
    /// Writes the JSON form, on one line.
    ///
    /// # Errors
    /// Never in practice: every value of the type has a JSON form.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    pub(crate) fn new(bound: i64, cases: Vec<Case>) -> Self {
        Self {
            format: "transfo-bound/1".to_owned(),
            scale: SCALE as i64,
            bound,
            cases,
        }
    }
}

/// What a bound rests on.
pub(crate) struct Basis<'a> {
    pub(crate) prices: &'a Prices,
    pub(crate) rewards: &'a [Vec<f64>],
    pub(crate) least: &'a [f64],
}

impl Case {
    pub(crate) fn of(instance: &Instance, model: &Model, basis: &Basis<'_>) -> Self {
        let days = |list: &[f64]| -> ByDay {
            let priced = list.iter().enumerate().filter(|(_, p)| **p != 0.0);
            priced.map(|(d, p)| (model.day(d), *p as i64)).collect()
        };
        let weeks = |list: &[f64]| -> ByDay {
            let priced = list.iter().enumerate().filter(|(_, p)| **p != 0.0);
            priced.map(|(w, p)| (model.day(w * 7), *p as i64)).collect()
        };
        let mut made = Self {
            staff: days(&basis.prices.day),
            ..Self::default()
        };
        let booked = model.booked_days();
        for (r, slot) in model.resident_slot.iter().enumerate() {
            let Some(slot) = *slot else { continue };
            let id = &instance.residents[r].id;
            let here = &basis.prices.resident[slot * booked..(slot + 1) * booked];
            keep(&mut made.residents, id, days(here));
            let here = &basis.prices.week[slot * model.weeks..(slot + 1) * model.weeks];
            keep(&mut made.weeks, id, weeks(here));
        }
        for (r, slot) in model.room_slot.iter().enumerate() {
            let Some(slot) = *slot else { continue };
            let here = &basis.prices.room[slot * model.days..(slot + 1) * model.days];
            keep(&mut made.rooms, &model.rooms[r], days(here));
        }
        made.sites(instance, model, basis);
        made
    }

    fn sites(&mut self, instance: &Instance, model: &Model, basis: &Basis<'_>) {
        for (place, site) in model.sites.iter().enumerate() {
            let authority = &instance.authorities[place];
            for (l, link) in site.graph.links.iter().enumerate() {
                let paid = link.dates.iter().zip(&basis.prices.dates[place][l]);
                let paid: ByDay = paid
                    .filter(|(_, p)| **p != 0.0)
                    .map(|(d, p)| (model.day(*d), *p as i64))
                    .collect();
                let meeting = &instance.meetings[link.gathering].id;
                keep(
                    self.meetings.entry(meeting.clone()).or_default(),
                    &authority.id,
                    paid,
                );
            }
            let rewards = authority
                .ambassadors
                .iter()
                .zip(basis.rewards.get(place).map_or(&[][..], Vec::as_slice))
                .filter(|(_, reward)| **reward != 0.0)
                .map(|(i, reward)| (i.id.clone(), *reward as i64));
            self.rewards.insert(authority.id.clone(), rewards.collect());
            if let Some(least) = basis.least.get(place) {
                self.least
                    .insert(authority.id.clone(), least.floor() as i64);
            }
        }
    }
}

fn keep(map: &mut BTreeMap<String, ByDay>, id: &str, list: ByDay) {
    if !list.is_empty() {
        map.insert(id.to_owned(), list);
    }
}
