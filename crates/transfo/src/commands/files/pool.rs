//! The pools that a folder holds: one of `categories.csv`, `respondents.csv` and `meta.json`, or those of the
//! authorities of a season.

use std::path::Path;

use season::{Endorsement, Feature, Season, Slug, Volunteer as Agent};
use sortition::{Problem, Quota, Volunteer};

use super::super::{folder, say, setting::french};

/// The value of a feature that was not given.
const BLANK: &str = "non renseigné";

/// One pool.
pub struct Pool {
    /// Authority; empty for a folder that is one pool.
    pub name: String,
    /// Pool and quotas.
    pub problem: Problem,
    /// Substitutes to draw, when the folder says.
    pub substitutes: Option<u32>,
}

/// What a folder holds.
pub struct Pools {
    /// The pools, in order.
    pub pools: Vec<Pool>,
    /// Seed of the season.
    pub seed: Option<u64>,
}

/// Reads the pools of a folder; nothing when they were refused, which was then said.
///
/// # Errors
/// A sentence about a folder that cannot be read at all.
pub fn read(dir: &Path, only: Option<&str>) -> Result<Option<Pools>, String> {
    if dir.join("categories.csv").is_file() {
        return one(dir);
    }
    let Some(season) = folder::read(dir)? else {
        return Ok(None);
    };
    let mut pools = Vec::new();
    let mut refused = false;
    for authority in &season.authorities {
        let here = season.volunteers_of(&authority.slug).next().is_some();
        if !here || only.is_some_and(|only| only != authority.slug.as_str()) {
            continue;
        }
        match of(&season, &authority.slug, authority.seats) {
            Ok(problem) => pools.push(Pool {
                name: authority.slug.to_string(),
                problem,
                substitutes: Some(authority.substitutes),
            }),
            Err(faults) => {
                refused = true;
                tell(authority.slug.as_str(), &faults);
            }
        }
    }
    let seed = Some(season.edition.seed);
    Ok((!refused).then_some(Pools { pools, seed }))
}

fn one(dir: &Path) -> Result<Option<Pools>, String> {
    let bytes = |name: &str| {
        let path = dir.join(name);
        std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))
    };
    let (categories, respondents) = (bytes("categories.csv")?, bytes("respondents.csv")?);
    match Problem::read(&categories, &respondents, &bytes("meta.json")?) {
        Ok(problem) => Ok(Some(Pools {
            pools: vec![Pool {
                name: String::new(),
                problem,
                substitutes: None,
            }],
            seed: None,
        })),
        Err(faults) => {
            tell("", &faults);
            Ok(None)
        }
    }
}

fn tell(name: &str, faults: &[sortition::Fault]) {
    for fault in faults {
        let said = if french() { fault.fr() } else { fault.en() };
        say(if name.is_empty() {
            said
        } else {
            format!("{name}: {said}")
        });
    }
}

/// The pool of an authority: who consented and whose hierarchy agreed, under the quotas that hold there.
///
/// # Errors
/// Every fault found.
pub fn of(season: &Season, slug: &Slug, seats: u32) -> Result<Problem, Vec<sortition::Fault>> {
    let quotas = season.quotas_of(slug);
    let mut features: Vec<Feature> = quotas.iter().map(|q| q.feature).collect();
    features.sort_unstable();
    features.dedup();
    let volunteer = |agent: &Agent| Volunteer {
        id: agent.reference.to_string(),
        features: features
            .iter()
            .map(|f| {
                (
                    f.word().to_owned(),
                    agent.value(*f).unwrap_or(BLANK).to_owned(),
                )
            })
            .collect(),
        group: agent.team.as_ref().map(ToString::to_string),
    };
    let ready =
        |agent: &&Agent| agent.consented_on.is_some() && agent.endorsement == Endorsement::Granted;
    let volunteers = season
        .volunteers_of(slug)
        .filter(ready)
        .map(volunteer)
        .collect();
    let quotas = quotas
        .into_iter()
        .map(|q| Quota {
            feature: q.feature.word().to_owned(),
            value: q.value.to_string(),
            min: q.min,
            max: q.max,
            min_flex: q.min_flex.unwrap_or(q.min),
            max_flex: q.max_flex.unwrap_or(q.max),
        })
        .collect();
    Problem::new(seats, quotas, volunteers)
}
