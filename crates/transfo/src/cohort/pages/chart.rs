//! The picture of a pool against its quotas, and the spread of chances: figures for drawings, never a drawing itself.

use std::collections::BTreeMap;

use sortition::Problem;

use super::feature_name;
use crate::{
    cohort::draw_input::{PoolRow, QuotaRow, supply},
    platform::words::{Lang, Words},
};

/// One value of a feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The value.
    pub value: String,
    /// Volunteers who have it.
    pub supply: u32,
    /// Fewest.
    pub low: u32,
    /// Most.
    pub high: u32,
    /// Drawn, once there is a draw.
    pub drawn: Option<u32>,
    /// Width of the bar, in hundredths of the scale with two decimals.
    pub pool: String,
    /// Where the band begins.
    pub band_at: String,
    /// How wide it is.
    pub band: String,
    /// Where the mark stands.
    pub mark: String,
    /// Whether the mark is outside the band.
    pub out: bool,
}

/// The values of one feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Name of the feature.
    pub title: String,
    /// Anchor of its title.
    pub id: usize,
    /// Its values.
    pub bars: Vec<Bar>,
}

type Line = (String, String, u32, u32, u32, Option<u32>);

/// `part` of `whole` as a percentage with two decimals.
fn share(part: u32, whole: u32) -> String {
    let hundredths = u64::from(part) * 10_000 / u64::from(whole.max(1));
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn groups(words: Words, lines: Vec<Line>) -> Vec<Group> {
    let mut order: Vec<String> = Vec::new();
    let mut by: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for line in lines {
        if !by.contains_key(&line.0) {
            order.push(line.0.clone());
        }
        by.entry(line.0.clone()).or_default().push(line);
    }
    order
        .into_iter()
        .enumerate()
        .map(|(id, feature)| {
            let lines = by.remove(&feature).unwrap_or_default();
            let scale = lines.iter().map(|l| l.2.max(l.4)).max().unwrap_or(1).max(1);
            Group {
                title: feature_name(words, &feature),
                id,
                bars: lines
                    .into_iter()
                    .map(|line| Bar {
                        value: super::profile::shown(words, &feature, &line.1),
                        ..bar(line, scale)
                    })
                    .collect(),
            }
        })
        .collect()
}

fn bar((_, value, supply, low, high, drawn): Line, scale: u32) -> Bar {
    Bar {
        pool: share(supply, scale),
        band_at: share(low, scale),
        band: if low >= high {
            "0.60".to_owned()
        } else {
            share(high - low, scale)
        },
        mark: share(drawn.unwrap_or(0), scale),
        out: drawn.is_some_and(|d| d < low || d > high),
        value,
        supply,
        low,
        high,
        drawn,
    }
}

/// A pool and quotas as they stand.
pub fn of_rows(words: Words, pool: &[PoolRow], quotas: &[QuotaRow]) -> Vec<Group> {
    let mut counts = BTreeMap::new();
    for q in quotas {
        counts
            .entry(q.feature)
            .or_insert_with(|| supply(pool, q.feature));
    }
    let lines = quotas
        .iter()
        .map(|q| {
            let supply = counts
                .get(&q.feature)
                .and_then(|c| c.get(&q.value))
                .copied()
                .unwrap_or(0);
            (
                q.feature.word().to_owned(),
                q.value.clone(),
                supply,
                q.low,
                q.high,
                None,
            )
        })
        .collect();
    groups(words, lines)
}

/// A frozen pool, with those drawn from it.
pub fn of_problem(words: Words, problem: &Problem, drawn: Option<&[String]>) -> Vec<Group> {
    let mut have = vec![0_u32; problem.quotas().len()];
    for at in drawn
        .into_iter()
        .flatten()
        .filter_map(|id| problem.position(id))
    {
        for value in problem.values(at) {
            if let Some(count) = have.get_mut(*value) {
                *count += 1;
            }
        }
    }
    let lines = problem
        .quotas()
        .iter()
        .zip(have)
        .enumerate()
        .map(|(at, (q, have))| {
            let supply = u32::try_from(problem.supply(at)).unwrap_or(u32::MAX);
            (
                q.feature.clone(),
                q.value.clone(),
                supply,
                q.min,
                q.max,
                drawn.map(|_| have),
            )
        })
        .collect();
    groups(words, lines)
}

/// So many volunteers had the same chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    /// Panels with them, of all panels.
    pub slips: u32,
    /// As a percentage with one decimal, without the sign.
    pub percent: String,
    /// Volunteers who had it.
    pub people: u32,
    /// Width of its bar.
    pub width: String,
}

/// The spread of the chances that a record publishes, lowest first, and the number of panels.
pub fn chances(words: Words, json: &serde_json::Value) -> (Vec<Chance>, u32) {
    let list = |name: &str| {
        json.get("commitment")
            .and_then(|c| c.get(name))
            .and_then(|v| v.as_array())
    };
    let panels = list("slips").map_or(0, |s| u32::try_from(s.len()).unwrap_or(0));
    let counts = list("counts").into_iter().flatten().map(|count| {
        let count = count.as_u64().and_then(|c| u32::try_from(c).ok());
        count.unwrap_or(0)
    });
    let by_slips = crate::cohort::chances::spread(counts);
    (spread(words, &by_slips, panels), panels)
}

/// How many volunteers are on how many of `panels` slips, lowest first.
pub fn spread(words: Words, by_slips: &BTreeMap<u32, u32>, panels: u32) -> Vec<Chance> {
    let most = by_slips.values().copied().max().unwrap_or(1);
    let decimal = match words.lang {
        Lang::Fr => ',',
        Lang::En => '.',
    };
    by_slips
        .iter()
        .map(|(slips, people)| {
            let thousandths = u64::from(*slips) * 1000 / u64::from(panels.max(1));
            Chance {
                slips: *slips,
                percent: format!("{}{decimal}{}", thousandths / 10, thousandths % 10),
                people: *people,
                width: share(*people, most),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sortition::{Quota, Volunteer};

    #[test]
    fn the_picture_counts_supply_and_drawn() {
        let quotas = vec![
            Quota::new("genre", "femme", 1, 1),
            Quota::new("genre", "homme", 0, 2),
        ];
        let pool = vec![
            Volunteer::new("1", &[("genre", "femme")]),
            Volunteer::new("2", &[("genre", "homme")]),
            Volunteer::new("3", &[("genre", "homme")]),
        ];
        let problem = Problem::new(2, quotas, pool).unwrap();
        let drawn = ["2".to_owned(), "3".to_owned()];
        let groups = of_problem(Words::of(Lang::Fr), &problem, Some(&drawn));
        let bars = &groups[0].bars;
        assert_eq!(
            (bars[0].drawn, bars[0].out, bars[0].supply),
            (Some(0), true, 1)
        );
        assert_eq!(
            (bars[1].drawn, bars[1].out, bars[1].pool.as_str()),
            (Some(2), false, "100.00")
        );
        assert_eq!(bars[0].pool, "50.00");
    }
}
