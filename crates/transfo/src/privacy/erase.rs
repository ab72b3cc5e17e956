//! The erasure: rule by rule, each in its own transaction, so that a stop in the middle leaves whole rules done and the
//! next run does the others.

use std::{future::Future, pin::Pin};

use jiff::{Timestamp, ToSpan};

use super::store;
use crate::platform::{
    app::App,
    clock::{day_in_paris, paris},
    db::Value,
    error::Error,
    gate::{Circles, Viewer},
    jobs::{self, Job, Progress, Watch},
    journal::{self, Act},
};

/// The job's kind.
pub const KIND: &str = "retention";

/// When the time of a row is over; the words are the periods of the data map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Half a year after the draw.
    AfterDraw,
    /// A year after the last day of the edition.
    AfterEdition,
    /// A year after the last visit.
    AfterVisit,
    /// A year.
    Log,
}

impl Term {
    /// The key of the period in the data map.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AfterDraw => "after-draw",
            Self::AfterEdition => "after-edition",
            Self::AfterVisit => "after-visit",
            Self::Log => "log",
        }
    }

    /// The last instant, or the last day, whose rows go at `now`.
    fn until(self, now: Timestamp) -> Value {
        let back = match self {
            Self::AfterDraw => 6.months(),
            _ => 1.year(),
        };
        // What cannot be counted back keeps everything.
        let then = now.to_zoned(paris()).checked_sub(back).ok();
        let then = then.map_or(Timestamp::MIN, |then| then.timestamp());
        match self {
            Self::AfterEdition => day_in_paris(then).into(),
            _ => then.into(),
        }
    }
}

/// What happens to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It goes.
    Erase,
    /// It stays without what names anybody: these columns are set.
    Unname(&'static str),
}

/// One kind of rows and when they go.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Table.
    pub table: &'static str,
    /// When.
    pub term: Term,
    /// Which rows, as a condition on `$1`.
    pub which: &'static str,
    /// What happens to them.
    pub how: How,
}

/// What a rule did, or would do.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    /// The rule.
    pub rule: &'static Rule,
    /// Rows.
    pub rows: u64,
}

/// Every rule.
pub fn rules() -> &'static [Rule] {
    store::RULES
}

/// What would go at `now`, without touching it. Rows that a later rule frees are not counted yet.
///
/// # Errors
/// A fault of ours.
pub async fn look(app: &App, now: Timestamp) -> Result<Vec<Done>, Error> {
    let mut conn = app.db.read(&std::sync::Arc::default()).await?;
    let mut all = Vec::new();
    for rule in rules() {
        let rows = store::count(&mut conn, rule, rule.term.until(now)).await?;
        all.push(Done {
            rule,
            rows: u64::from(rows),
        });
    }
    Ok(all)
}

/// Erases what is past its time at `now`.
///
/// # Errors
/// A fault of ours; the rules before it are done.
pub async fn erase(app: &App, now: Timestamp, watch: &Watch) -> Result<Vec<Done>, Error> {
    let mut all = Vec::new();
    let total = u32::try_from(rules().len()).unwrap_or(0);
    for (done, rule) in (0_u32..).zip(rules()) {
        watch.report(Progress {
            phase: "privacy-phase-erasing".into(),
            done,
            total,
            detail: rule.table.into(),
        });
        let mut tx = app.db.write().await?;
        let rows = store::apply(&mut tx, rule, rule.term.until(now)).await?;
        if rows > 0 {
            let act = Act {
                act: match rule.how {
                    How::Erase => "act-rows-erased",
                    How::Unname(_) => "act-rows-unnamed",
                },
                edition: None,
                site: None,
                subject: "",
                detail: format!("{}: {rows} ({})", rule.table, rule.term.key()),
                audience: Circles::INSTANCE,
            };
            journal::write(&mut tx, &app.dice, &Viewer::default(), now, act).await?;
            tx.commit().await?;
        }
        all.push(Done { rule, rows });
    }
    Ok(all)
}

/// Asks for the erasure of today, unless somebody did.
///
/// # Errors
/// A fault of ours.
pub async fn ask_daily(app: &App) -> Result<(), Error> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    if !store::take_day(&mut tx, day_in_paris(now)).await? {
        return Ok(());
    }
    let job = Job {
        id: String::new(),
        kind: KIND.into(),
        edition: None,
        site: None,
        input: String::new(),
        asked_by: None,
    };
    jobs::ask(&mut tx, &app.dice, now, job).await?;
    tx.commit().await?;
    app.jobs.ring();
    Ok(())
}

/// The work of a job of kind [`KIND`].
pub fn work(
    app: App,
    job: Job,
    watch: Watch,
) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'static>> {
    Box::pin(async move {
        let now = app.clock.now();
        let done = async {
            let done = erase(&app, now, &watch).await?;
            let rows: u64 = done.iter().map(|d| d.rows).sum();
            let mut tx = app.db.write().await?;
            if jobs::finish(&mut tx, &job.id, now, &rows.to_string()).await? {
                tx.commit().await?;
            }
            Ok::<_, Error>(())
        };
        done.await.map_err(|e| format!("{e:?}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::data_map::{End, MAP};

    #[test]
    fn every_table_of_the_map_with_a_term_has_a_rule_that_keeps_it() {
        for entry in MAP.iter().filter(|e| e.end != End::Kept) {
            let wanted = |rule: &&Rule| {
                let end = match rule.how {
                    How::Erase => End::Erased,
                    How::Unname(_) => End::Anonymised,
                };
                rule.table == entry.table && rule.term.key() == entry.period && end == entry.end
            };
            assert!(
                rules().iter().any(|rule| wanted(&rule)),
                "{}: {} {:?}",
                entry.table,
                entry.period,
                entry.end
            );
        }
    }
}
