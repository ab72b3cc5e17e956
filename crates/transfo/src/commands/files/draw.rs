//! Draws, lotteries and the verification of records.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use sortition::{Flow, Impossible, Method, Options, Problem, Refusal, Rule};

use super::{
    measure::{Measure, cpu_seconds, memory_mb},
    pool::{self, Pool},
};
use crate::commands::{
    Ended, Json, Outcome, Setting, say, say_error,
    setting::{french, words},
};

/// What a lottery makes as fair as it can be.
#[derive(ValueEnum, Clone, Copy, Debug, Default)]
pub enum Fair {
    /// The lowest chance as high as possible, then the second lowest, and so on
    #[default]
    Leximin,
    /// The lowest chance as high as possible
    Maximin,
    /// The product of all chances as high as possible
    Nash,
}

impl From<Fair> for Method {
    fn from(fair: Fair) -> Self {
        match fair {
            Fair::Leximin => Method::Leximin,
            Fair::Maximin => Method::Maximin,
            Fair::Nash => Method::Nash,
        }
    }
}

/// How to calculate.
#[derive(Args, Clone, Copy)]
pub struct How {
    /// What is made fair
    #[arg(long, value_enum, default_value_t)]
    method: Fair,
    /// Numbered panels
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    panels: u32,
    /// Substitutes on the list [default: what the folder says, else 20]
    #[arg(long)]
    substitutes: Option<u32>,
}

impl How {
    fn options(&self, pool: &Pool) -> Options {
        let usual = Options::default();
        Options {
            method: self.method.into(),
            panels: self.panels,
            substitutes: self
                .substitutes
                .or(pool.substitutes)
                .unwrap_or(usual.substitutes),
            ..usual
        }
    }
}

/// Asks for a draw.
#[derive(Args)]
pub struct Draw {
    /// A season's folder, or a pool's (categories.csv, respondents.csv, meta.json); without one, the instance's
    /// frozen pools are drawn
    dir: Option<PathBuf>,
    /// The public value that nobody could know before [default: the seed of the season]
    #[arg(long, alias = "seed", value_name = "TEXT")]
    public_value: Option<String>,
    /// Only this authority
    #[arg(long, value_name = "SLUG")]
    authority: Option<String>,
    /// Season of the instance, when there are several
    #[arg(long, value_name = "SLUG")]
    season: Option<String>,
    #[command(flatten)]
    how: How,
    /// Where the record goes; a folder when there are several
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

/// Asks for the chances.
#[derive(Args)]
pub struct Lottery {
    /// A season's folder, or a pool's
    dir: PathBuf,
    /// Only this authority
    #[arg(long, value_name = "SLUG")]
    authority: Option<String>,
    #[command(flatten)]
    how: How,
    #[command(flatten)]
    json: Json,
}

/// Asks for a verification.
#[derive(Args)]
pub struct Verify {
    /// Records; - reads the standard input
    #[arg(required = true)]
    records: Vec<PathBuf>,
}

/// Draws.
pub async fn draw(setting: &Setting, asked: Draw) -> Outcome {
    let Some(dir) = &asked.dir else {
        return super::instance::draw(setting, asked.season, asked.authority, asked.public_value)
            .await;
    };
    let Some(pools) = pool::read(dir, asked.authority.as_deref())? else {
        return Ok(Ended::Refused);
    };
    if pools.pools.is_empty() {
        say(words().t("exchange-cli-no-pool"));
        return Ok(Ended::Refused);
    }
    let value = asked
        .public_value
        .clone()
        .or(pools.seed.map(|seed| seed.to_string()));
    let Some(value) = value else {
        say(words().t("exchange-cli-no-value"));
        return Ok(Ended::Refused);
    };
    let several = pools.pools.len() > 1;
    let mut ended = Ended::Done;
    for one in &pools.pools {
        match sortition::draw(&one.problem, &asked.how.options(one), &value, &mut |_| {
            Flow::Continue
        }) {
            Ok(record) => {
                keep(asked.out.as_deref(), several, &one.name, &record.text)?;
                summary(one, &record, asked.out.is_some());
            }
            Err(refusal) => ended = refuse(&one.name, &refusal),
        }
    }
    Ok(ended)
}

/// Writes the record where it was asked for: alone to a file or the standard output, several into a folder.
fn keep(out: Option<&Path>, several: bool, name: &str, text: &str) -> Result<(), String> {
    let path = match (out, several) {
        (Some(out), true) => {
            std::fs::create_dir_all(out).map_err(|e| format!("{}: {e}", out.display()))?;
            out.join(format!("{name}.json"))
        }
        (Some(out), false) => out.to_owned(),
        (None, true) => return Ok(()),
        (None, false) => {
            use std::io::Write;
            return std::io::stdout()
                .lock()
                .write_all(text.as_bytes())
                .map_err(|e| e.to_string());
        }
    };
    std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))
}

fn summary(pool: &Pool, record: &sortition::Record, kept: bool) {
    let line = words().tn(
        "exchange-cli-drawn",
        vec![
            ("place", pool.name.as_str().into()),
            ("panel", record.panel.join(", ").into()),
            ("substitutes", record.substitutes.join(", ").into()),
            ("hash", record.commitment_hash.as_str().into()),
        ],
    );
    if kept || !pool.name.is_empty() {
        say_or_tell(pool, &line);
    } else {
        say_error(line);
    }
}

/// A season's summary is what was asked for; beside a record on the standard output it is only told.
fn say_or_tell(pool: &Pool, line: &str) {
    let line = line.trim_start_matches([' ', ':']);
    if pool.name.is_empty() {
        say_error(line)
    } else {
        say(line)
    }
}

fn refuse(name: &str, refusal: &Refusal) -> Ended {
    let said = if french() { refusal.fr() } else { refusal.en() };
    say(if name.is_empty() {
        said
    } else {
        format!("{name}: {said}")
    });
    match refusal {
        Refusal::Impossible(_) | Refusal::Unsettled => Ended::Impossible,
        Refusal::Cancelled | Refusal::Input(_) => Ended::Refused,
    }
}

/// Says the chances.
pub fn lottery(asked: Lottery) -> Outcome {
    let Some(pools) = pool::read(&asked.dir, asked.authority.as_deref())? else {
        return Ok(Ended::Refused);
    };
    let mut ended = Ended::Done;
    let mut answers = Map::new();
    for one in &pools.pools {
        let measure = Measure::begin();
        let options = asked.how.options(one);
        let answer = match sortition::lottery(&one.problem, &options, &mut |_| Flow::Continue) {
            Ok(lottery) => figures(&one.problem, &lottery, &measure),
            Err(refusal) if asked.json.json => {
                ended = Ended::Impossible;
                refused(&refusal)
            }
            Err(refusal) => {
                ended = refuse(&one.name, &refusal);
                continue;
            }
        };
        if asked.json.json {
            answers.insert(one.name.clone(), answer);
        } else {
            tell(&one.name, &answer);
        }
    }
    if asked.json.json {
        let alone = (answers.len() == 1)
            .then(|| answers.values().next().cloned())
            .flatten();
        say(alone.unwrap_or(Value::Object(answers)));
    }
    Ok(ended)
}

fn figures(problem: &Problem, lottery: &sortition::Lottery, measure: &Measure) -> Value {
    let slips = f64::from(u32::try_from(lottery.slips.len()).unwrap_or(1).max(1));
    let chances: Vec<f64> = lottery
        .counts
        .iter()
        .map(|c| f64::from(*c) / slips)
        .collect();
    let probabilities: Map<String, Value> = problem
        .ids()
        .zip(&chances)
        .map(|(id, p)| (id.to_owned(), json!(p)))
        .collect();
    json!({
        "method": lottery.method.name(),
        "n": problem.len(),
        "k": problem.k(),
        "minimum": chances.iter().copied().reduce(f64::min).unwrap_or(0.0),
        "bound": lottery.bound,
        "gini": gini(&chances),
        "geometric_mean": geometric_mean(&chances),
        "panels": lottery.slips.len(),
        "seconds": measure.seconds(),
        "cpu_seconds": cpu_seconds(),
        "memory_mb": memory_mb(),
        "probabilities": probabilities,
    })
}

/// How unequal the chances are: 0 when all are equal.
fn gini(chances: &[f64]) -> f64 {
    let mut sorted = chances.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (mut sum, mut weighted, mut rank) = (0.0, 0.0, 0.0);
    for chance in &sorted {
        rank += 1.0;
        sum += chance;
        weighted += rank * chance;
    }
    if sum > 0.0 {
        (2.0 * weighted / (rank * sum)) - (rank + 1.0) / rank
    } else {
        0.0
    }
}

fn geometric_mean(chances: &[f64]) -> f64 {
    let (mut logs, mut count) = (0.0, 0.0);
    for chance in chances {
        logs += chance.ln();
        count += 1.0;
    }
    if count > 0.0 {
        f64::exp(logs / count)
    } else {
        0.0
    }
}

fn refused(refusal: &Refusal) -> Value {
    let words = |rule: &Rule| if french() { rule.fr() } else { rule.en() };
    match refusal {
        Refusal::Impossible(Impossible {
            conflict,
            minimal,
            relaxations,
            seats,
        }) => json!({
            "seats": seats,
            "impossible": conflict.iter().map(words).collect::<Vec<_>>(),
            "minimal": minimal,
            "relaxations": relaxations
                .iter()
                .map(|r| json!({
                    "cost": r.cost,
                    "changes": r.changes.iter().map(|c| json!({"rule": words(&c.rule), "to": c.to})).collect::<Vec<_>>(),
                }))
                .collect::<Vec<_>>(),
        }),
        other => {
            json!({ "impossible": [if french() { other.fr() } else { other.en() }], "relaxations": [] })
        }
    }
}

fn tell(name: &str, figures: &Value) {
    let text = |key: &str| {
        figures
            .get(key)
            .map(ToString::to_string)
            .unwrap_or_default()
    };
    let percent = |key: &str| {
        let share = figures.get(key).and_then(Value::as_f64).unwrap_or(0.0);
        format!("{:.2} %", share * 100.0)
    };
    say(words()
        .tn(
            "exchange-cli-lottery",
            vec![
                ("place", name.into()),
                ("volunteers", text("n").into()),
                ("seats", text("k").into()),
                ("minimum", percent("minimum").into()),
                ("bound", percent("bound").into()),
                (
                    "gini",
                    format!(
                        "{:.4}",
                        figures.get("gini").and_then(Value::as_f64).unwrap_or(0.0)
                    )
                    .into(),
                ),
            ],
        )
        .trim_start_matches([' ', ':']));
}

/// Verifies records.
pub fn verify(asked: &Verify) -> Outcome {
    let mut ended = Ended::Done;
    for path in &asked.records {
        let text = read_text(path)?;
        let name = path.display();
        match sortition_verify::verify(&text) {
            Ok(verdict) => say(words().tn(
                "exchange-cli-genuine",
                vec![
                    ("record", name.to_string().into()),
                    ("volunteers", verdict.volunteers.into()),
                    ("panels", verdict.slips.into()),
                    ("hash", verdict.commitment_hash.into()),
                ],
            )),
            Err(rejection) => {
                ended = Ended::Refused;
                let said = if french() {
                    rejection.fr()
                } else {
                    rejection.en()
                };
                say(format_args!("{name}: {said}"));
            }
        }
    }
    Ok(ended)
}

fn read_text(path: &Path) -> Result<String, String> {
    if path.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin()
            .read_to_string(&mut text)
            .map_err(|e| e.to_string())?;
        return Ok(text);
    }
    // A record is text; bytes that are none make it a forgery, not a fault of the machine.
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
