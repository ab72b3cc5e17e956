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

/// The most classes of a spread: what people can take in at a glance.
const CLASSES: u32 = 10;

/// So many volunteers are on so many slips.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    /// How many panels with them, in words.
    pub label: String,
    /// As a percentage with one decimal, without the sign; of the least and the most where they differ.
    pub percent: String,
    /// Volunteers who had it.
    pub people: u32,
    /// Width of its bar.
    pub width: String,
}

/// The spread of chances, lowest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Each chance, or classes of them where there are many.
    pub chances: Vec<Chance>,
    /// Numbered panels.
    pub panels: u32,
    /// The lowest and the highest chance, in a sentence.
    pub ends: String,
    /// Whether a line stands for several chances.
    pub classed: bool,
}

/// The spread of the chances that a record publishes.
pub fn chances(words: Words, json: &serde_json::Value) -> Spread {
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
    spread(words, &by_slips, panels)
}

/// How many volunteers are on how many of `panels` slips, lowest first.
pub fn spread(words: Words, by_slips: &BTreeMap<u32, u32>, panels: u32) -> Spread {
    let classes = classes(by_slips);
    let most = classes.iter().map(|c| c.2).max().unwrap_or(1);
    let chance = |(least, last, people): &(u32, u32, u32)| {
        let (key, percent) = match least == last {
            true => ("cohort-chance", percent(words, *least, panels)),
            false => (
                "cohort-chance-class",
                [*least, *last]
                    .map(|n| percent(words, n, panels))
                    .join(" – "),
            ),
        };
        let values = vec![
            ("slips", (*least).into()),
            ("last", (*last).into()),
            ("panels", panels.into()),
        ];
        Chance {
            label: words.tn(key, values),
            percent,
            people: *people,
            width: share(*people, most),
        }
    };
    let end = |slips: Option<&u32>| slips.copied().unwrap_or(0);
    let (lowest, highest) = (end(by_slips.keys().next()), end(by_slips.keys().last()));
    let ends = vec![
        ("lowest", lowest.into()),
        ("low", percent(words, lowest, panels).into()),
        ("highest", highest.into()),
        ("high", percent(words, highest, panels).into()),
        ("panels", panels.into()),
    ];
    Spread {
        classed: classes.len() < by_slips.len(),
        chances: classes.iter().map(chance).collect(),
        ends: match lowest == highest {
            true => words.tn("cohort-chances-equal", ends),
            false => words.tn("cohort-chances-ends", ends),
        },
        panels,
    }
}

/// A chance as people read it: "2,5".
fn percent(words: Words, slips: u32, panels: u32) -> String {
    let decimal = match words.lang {
        Lang::Fr => ',',
        Lang::En => '.',
    };
    let thousandths = u64::from(slips) * 1000 / u64::from(panels.max(1));
    format!("{}{decimal}{}", thousandths / 10, thousandths % 10)
}

/// Fewest slips, most slips and volunteers of each line: every count, or classes of equal width beginning at round
/// numbers. Who is on no slip is never in a class with others, and no class says more than there is at either end.
fn classes(by_slips: &BTreeMap<u32, u32>) -> Vec<(u32, u32, u32)> {
    let each = by_slips
        .iter()
        .map(|(slips, people)| (*slips, *slips, *people));
    let mut some = by_slips.range(1..).map(|(slips, _)| *slips);
    let first = some.next();
    let ends = first.map(|first| (first, some.next_back().unwrap_or(first)));
    let (Some((first, last)), true) =
        (ends, by_slips.len() > usize::try_from(CLASSES).unwrap_or(0))
    else {
        return each.collect();
    };
    let lines = CLASSES - u32::from(by_slips.contains_key(&0));
    let tens = std::iter::successors(Some(1_u32), |ten| ten.checked_mul(10));
    let mut widths = tens.flat_map(|ten| [1, 2, 5].map(|n: u32| n.saturating_mul(ten)));
    let width = widths.find(|width| last / width - first / width < lines);
    let width = width.unwrap_or(u32::MAX);
    let mut all: Vec<(u32, u32, u32)> = (first / width..=last / width)
        .map(|nth| {
            let from = nth.saturating_mul(width).max(first);
            let to = nth
                .saturating_mul(width)
                .saturating_add(width - 1)
                .min(last);
            (
                from,
                to,
                by_slips.range(from..=to).map(|(_, people)| people).sum(),
            )
        })
        .collect();
    if let Some(nobody) = by_slips.get(&0) {
        all.insert(0, (0, 0, *nobody));
    }
    all
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

    #[test]
    fn many_chances_are_told_in_at_most_ten_classes_that_lose_nobody() {
        let of = |counts: Vec<u32>| classes(&crate::cohort::chances::spread(counts));
        assert_eq!(of(vec![25, 26, 25]), [(25, 25, 2), (26, 26, 1)]);
        let wide = of((25..=180).chain([0, 0]).collect());
        assert_eq!(wide[0], (0, 0, 2), "who has no chance stands alone");
        assert_eq!(wide[1], (25, 39, 15), "no class says more than there is");
        assert_eq!(wide.last(), Some(&(180, 180, 1)));
        for (first, last) in [(1, 13), (3, 1000), (95, 107), (1, u32::MAX)] {
            let counts: Vec<u32> = (0..12).map(|n| first + (last - first) / 12 * n).collect();
            let all = of(counts.into_iter().chain([last]).collect());
            assert!(all.len() <= 10, "{all:?}");
            assert_eq!(all.iter().map(|c| c.2).sum::<u32>(), 13);
            assert_eq!((all[0].0, all[all.len() - 1].1), (first, last));
            assert!(all.windows(2).all(|two| two[0].1 + 1 == two[1].0));
        }
    }

    #[test]
    fn a_spread_says_its_ends() {
        let counts = crate::cohort::chances::spread([25, 26, 40]);
        let spread = spread(Words::of(Lang::Fr), &counts, 1000);
        assert!(!spread.classed);
        assert!(spread.ends.contains("2,5"), "{}", spread.ends);
        assert!(spread.ends.contains("4,0"), "{}", spread.ends);
    }
}
