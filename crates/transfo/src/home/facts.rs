//! From records to what the protocol counts.
//!
//! Pure. [`Parts`] are the records of an edition as plain values, read from the database or from the folder of a
//! season; [`Parts::facts`] counts them. Invariant: a family without records is absent, so that its rules answer "not
//! applicable" and never "met". Knows no viewer: what may be counted for whom is decided where records are read.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use protocol::{Ambassador, Cohort, Facts, Frame, Quota, Resident, Run, Season, TimeAccount};

use crate::{calendar::holidays, programme::stage::Stage};

/// The records of one edition.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// First and last day of the season.
    pub season: Option<(Date, Date)>,
    /// Every authority of it, in its order.
    pub sites: Vec<SiteParts>,
}

/// The records of one authority.
#[derive(Clone, Debug, Default)]
pub struct SiteParts {
    /// Row id; the slug in a folder.
    pub id: String,
    /// As in addresses.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Each stage it reached and since when, in the order noted.
    pub stages: Vec<(Stage, Date)>,
    /// The theme; empty while there is none.
    pub theme: String,
    /// Signature of the convention.
    pub convention_signed_on: Option<Date>,
    /// Law of public holidays.
    pub holidays: String,
    /// First day and first day without the role, of each pilot.
    pub pilots: Vec<(Date, Option<Date>)>,
    /// Residents, past ones included.
    pub residents: Vec<ResidentParts>,
    /// Day of the draw.
    pub drawn_on: Option<Date>,
    /// Everybody drawn.
    pub members: Vec<MemberParts>,
    /// Bounds of the call.
    pub quotas: Vec<QuotaParts>,
    /// Runs that were published and not called off; `None` before a plan was published.
    pub runs: Option<Vec<RunParts>>,
}

/// A resident.
#[derive(Clone, Debug, Default)]
pub struct ResidentParts {
    /// Row id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Discipline, as typed: several are separated by commas or "et".
    pub discipline: String,
    /// Experience with public bodies was stated.
    pub experienced: bool,
    /// Day of the mandate.
    pub since: Option<Date>,
    /// First day out of the team.
    pub until: Option<Date>,
}

/// Somebody drawn.
#[derive(Clone, Debug, Default)]
pub struct MemberParts {
    /// Row id.
    pub id: String,
    /// Name; empty when it was not read.
    pub name: String,
    /// Still waits to be called.
    pub waits: bool,
    /// First day in the cohort.
    pub joined_on: Option<Date>,
    /// First day out of it.
    pub left_on: Option<Date>,
    /// Own consent.
    pub consented_on: Option<Date>,
    /// The hierarchy's agreement.
    pub endorsed_on: Option<Date>,
    /// Feature and value.
    pub features: Vec<(String, String)>,
    /// Days of the signed mission letter.
    pub promised_days: Option<u32>,
}

/// A bound of the call.
#[derive(Clone, Debug, Default)]
pub struct QuotaParts {
    /// The feature.
    pub feature: String,
    /// Its value.
    pub value: String,
    /// At least.
    pub low: u32,
    /// At most.
    pub high: u32,
    /// Set by the authority itself.
    pub own: bool,
}

/// A run.
#[derive(Clone, Debug)]
pub struct RunParts {
    /// Row id.
    pub id: String,
    /// First day.
    pub first: Date,
    /// Consecutive days.
    pub days: u32,
    /// Half-days each member came, in the order of [`SiteParts::members`]; empty while nobody was ticked.
    pub came: Vec<u32>,
}

impl RunParts {
    /// Its last day.
    pub fn last(&self) -> Date {
        plus(self.first, self.days.saturating_sub(1))
    }
}

fn plus(day: Date, days: u32) -> Date {
    day.checked_add(i64::from(days).days()).unwrap_or(day)
}

impl SiteParts {
    /// Whether the season accompanies it: its rules are worth showing.
    pub fn is_accompanied(&self) -> bool {
        self.stages.last().is_some_and(|(s, _)| s.is_accompanied())
    }

    /// The latest stage.
    pub fn stage(&self) -> Option<Stage> {
        self.stages.last().map(|(stage, _)| *stage)
    }

    fn since(&self, wanted: impl Fn(Stage) -> bool) -> Option<Date> {
        let reached = self.stages.iter().filter(|(stage, _)| wanted(*stage));
        reached.map(|(_, since)| *since).min()
    }

    /// The bounds that hold here: its own, and the season's for the features on which it has none.
    pub fn bounds(&self) -> Vec<&QuotaParts> {
        let own = |feature: &str| self.quotas.iter().any(|q| q.own && q.feature == feature);
        self.quotas
            .iter()
            .filter(|q| q.own || !own(&q.feature))
            .collect()
    }

    fn frame(&self, today: Date) -> Frame {
        let holds = |(since, until): &(Date, Option<Date>)| {
            *since <= today && until.is_none_or(|until| today < until)
        };
        let vacant = !self.pilots.iter().any(holds);
        let left = self.pilots.iter().filter_map(|(_, until)| *until);
        let theme_on = self
            .convention_signed_on
            .or_else(|| self.since(Stage::is_accompanied))
            .or_else(|| self.since(|_| true));
        Frame {
            convention_signed_on: self.convention_signed_on,
            theme_chosen_on: theme_on.filter(|_| !self.theme.is_empty()),
            pilot_named_on: self.pilots.iter().map(|(since, _)| *since).min(),
            pilot_left_on: left.filter(|_| vacant).max(),
            closed_on: self
                .since(|s| s >= Stage::Closed)
                .filter(|_| self.stage().is_some_and(|s| s >= Stage::Closed)),
        }
    }

    fn team(&self) -> Option<Vec<Resident>> {
        if self.residents.is_empty() {
            return None;
        }
        let of = |r: &ResidentParts| Resident {
            id: r.id.clone(),
            disciplines: disciplines(&r.discipline),
            public_experience: r.experienced,
            joined_on: r.since,
            left_on: r.until,
        };
        Some(self.residents.iter().map(of).collect())
    }

    fn cohort(&self, today: Date) -> Option<Cohort> {
        if self.drawn_on.is_none() && self.members.is_empty() {
            return None;
        }
        let here = self.members.iter().enumerate().filter(|(_, m)| !m.waits);
        let waiting = self
            .members
            .iter()
            .filter(|m| m.waits && m.left_on.is_none());
        Some(Cohort {
            drawn_on: self.drawn_on,
            ambassadors: here.map(|(n, m)| self.ambassador((n, m), today)).collect(),
            substitutes: u32::try_from(waiting.count()).unwrap_or(u32::MAX),
            quotas: self
                .bounds()
                .into_iter()
                .map(|q| Quota {
                    feature: feature_key(&q.feature).to_owned(),
                    value: q.value.clone(),
                    least: q.low,
                    most: q.high,
                })
                .collect(),
        })
    }

    fn ambassador(&self, (n, m): (usize, &MemberParts), today: Date) -> Ambassador {
        Ambassador {
            id: m.id.clone(),
            consented_on: m.consented_on,
            endorsed_on: m.endorsed_on,
            left_on: m.left_on,
            features: m
                .features
                .iter()
                .map(|(feature, value)| (feature_key(feature).to_owned(), value.clone()))
                .collect(),
            // The page on which a manager agrees says what the programme is and what it brings.
            manager_briefed_on: m.endorsed_on,
            account: m
                .promised_days
                .map(|days| self.account((n, m), days, today)),
        }
    }

    /// In half-days. A run that nobody ticked is a list that is not filled in yet, not a day that everybody missed.
    fn account(&self, (n, m): (usize, &MemberParts), days: u32, today: Date) -> TimeAccount {
        let mut account = TimeAccount {
            promised: days.saturating_mul(2),
            ..TimeAccount::default()
        };
        let joined = m.joined_on.or(self.drawn_on);
        for run in self.runs.iter().flatten() {
            let halves = run.days.saturating_mul(2);
            if run.last() >= today {
                account.planned = account.planned.saturating_add(halves);
                continue;
            }
            if run.came.is_empty() || joined.is_some_and(|joined| run.first < joined) {
                continue;
            }
            let came = run.came.get(n).copied().unwrap_or(0);
            account.held = account.held.saturating_add(halves);
            account.taken = account.taken.saturating_add(came);
            if came < halves && account.owed_since.is_none() {
                account.owed_since = Some(run.first);
            }
        }
        let missed = account.held.saturating_sub(account.taken);
        let counted = account.taken.saturating_add(account.planned);
        account.owed = account.promised.saturating_sub(counted).min(missed);
        account.owed_since = account.owed_since.filter(|_| account.owed > 0);
        account
    }

    fn runs(&self, today: Date) -> Option<Vec<Run>> {
        let region = region(&self.holidays);
        let of = |run: &RunParts| Run {
            id: run.id.clone(),
            first: run.first,
            last: run.last(),
            days: run.days,
            consecutive_working: (0..run.days)
                .all(|n| holidays::is_working_day(region, plus(run.first, n))),
            held: run.last() < today,
        };
        self.runs.as_ref().map(|runs| runs.iter().map(of).collect())
    }
}

impl Parts {
    /// The facts of every authority, in the order of [`Parts::sites`].
    ///
    /// ```
    /// use transfo::home::facts::{Parts, SiteParts};
    /// let day = jiff::civil::date(2027, 1, 4);
    /// let parts = Parts { season: None, sites: vec![SiteParts::default()] };
    /// let facts = parts.facts(day);
    /// assert!(facts[0].cohort.is_none()); // nothing was drawn: nothing to count
    /// ```
    pub fn facts(&self, today: Date) -> Vec<Facts> {
        let season = self.season();
        let of = |site: &SiteParts| Facts {
            season: season.clone(),
            frame: site.frame(today),
            team: site.team(),
            cohort: site.cohort(today),
            runs: site.runs(today),
            ..Facts::default()
        };
        self.sites.iter().map(of).collect()
    }

    fn season(&self) -> Season {
        let accompanied = || self.sites.iter().filter(|s| s.is_accompanied());
        Season {
            sites: u32::try_from(accompanied().count()).unwrap_or(u32::MAX),
            last_engaged_on: accompanied()
                .filter_map(|s| s.since(Stage::is_accompanied))
                .max(),
            begins_on: self.season.map(|(first, _)| first),
            ends_on: self.season.map(|(_, last)| last),
            meetings: None,
            commitments: None,
        }
    }

    /// The names of the persons that findings refer to, as far as they were read.
    pub fn names(&self) -> BTreeMap<&str, &str> {
        let residents = self.sites.iter().flat_map(|s| &s.residents);
        let members = self.sites.iter().flat_map(|s| &s.members);
        residents
            .map(|r| (r.id.as_str(), r.name.as_str()))
            .chain(members.map(|m| (m.id.as_str(), m.name.as_str())))
            .filter(|(_, name)| !name.is_empty())
            .collect()
    }
}

/// The features as records of candidacies name them.
pub const FEATURES: [&str; 7] = [
    "directorate",
    "policy-field",
    "category",
    "site",
    "seniority",
    "gender",
    "team",
];

/// One key for each feature, however the records of candidacies and quotas spell it.
pub fn feature_key(word: &str) -> &str {
    use season::Feature;
    // Records spell it like this; only files have other words.
    if let Some(key) = FEATURES.iter().find(|key| **key == word) {
        return key;
    }
    match Feature::parse(word) {
        Ok(Feature::Directorate) => "directorate",
        Ok(Feature::PolicyField) => "policy-field",
        Ok(Feature::Category) => "category",
        Ok(Feature::Site) => "site",
        Ok(Feature::Seniority) => "seniority",
        Ok(Feature::Gender) => "gender",
        Ok(Feature::Team) => "team",
        Err(_) => word,
    }
}

/// "Design, sociologie et architecture" are three.
fn disciplines(typed: &str) -> Vec<String> {
    typed
        .replace(" et ", ",")
        .split([',', ';', '/'])
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// The region whose law the season's files name; the mainland for a word nobody knows.
fn region(word: &str) -> holidays::Region {
    let plain = word.to_lowercase().replace(['é', 'è'], "e");
    match plain.as_str() {
        "reunion" => holidays::Region::LaReunion,
        plain => holidays::Region::parse(plain).unwrap_or(holidays::Region::Metropole),
    }
}

#[cfg(test)]
mod tests;
