//! What changes, run by run, in words: from when to when, for whom and why. The same lines on a draft, on each of
//! several answers, and between two versions.

use std::collections::BTreeMap;

use jiff::civil::Date;
use planner::{Instance, Plan, RunDates};

use super::{sentence, why};
use crate::{
    calendar::{
        meeting::{self, Placing},
        plan_input::{Known, PlannedRun, to_day},
        publish::Difference,
        run::period,
        store::facts::Loaded,
    },
    platform::words::Words,
};

/// One run that changes.
pub struct Line {
    pub before: String,
    pub after: String,
    pub whom: String,
    pub why: String,
}

/// What changes at one site.
pub struct Moves {
    pub site: String,
    pub summary: String,
    pub lines: Vec<Line>,
}

/// The rules that the former dates would break today, by site and dates.
pub type Because = BTreeMap<(String, i32, u32), Vec<String>>;

/// Why the planner moves each run.
pub fn because(instance: &Instance, plan: &Plan) -> Because {
    let key = |site: String, run: RunDates| (site, run.start.number(), run.len);
    planner::changes(instance, plan)
        .into_iter()
        .filter_map(|c| Some((key(c.authority, c.before?), c.because)))
        .collect()
}

/// The names of the sites where nothing changes.
pub fn still(loaded: &Loaded, differences: &[Difference]) -> String {
    let quiet = differences.iter().filter(|d| d.is_empty());
    let names = why::names(loaded);
    let list: Vec<&str> = quiet
        .filter_map(|d| names.get(&d.site))
        .map(String::as_str)
        .collect();
    list.join(", ")
}

/// The differences in words, where there are any. Without `because`, nothing is said of why.
pub fn of(
    words: Words,
    loaded: &Loaded,
    differences: &[Difference],
    because: Option<&Because>,
) -> Vec<Moves> {
    let said = Said {
        words,
        loaded,
        names: why::names(loaded),
        because,
    };
    let changed = differences.iter().filter(|d| !d.is_empty());
    changed.map(|d| said.site(d)).collect()
}

struct Said<'s> {
    words: Words,
    loaded: &'s Loaded,
    names: why::Names,
    because: Option<&'s Because>,
}

impl Said<'_> {
    fn site(&self, d: &Difference) -> Moves {
        let name = self.names.get(&d.site).unwrap_or(&d.site).clone();
        let parts = [
            ("calendar-part-kept", d.kept),
            ("calendar-part-moved", d.moved.len()),
            ("calendar-part-refitted", d.refitted.len()),
            ("calendar-part-added", d.added.len()),
            ("calendar-part-dropped", d.dropped.len()),
            ("calendar-part-meetings", d.meetings.len()),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| self.words.t1(key, "count", *count))
            .collect();
        let none = || self.words.t("calendar-moves-none");
        let mut lines: Vec<(Date, Line)> = Vec::new();
        for (run, to) in d.moved.iter().chain(&d.refitted) {
            let line = Line {
                before: self.known(run),
                after: self.planned(to),
                whom: self.whom(&d.site, Some(run), Some(to)),
                why: if run.starts_on == to.starts_on && run.days == to.days {
                    self.words.t("calendar-moves-refitted")
                } else {
                    self.why(&d.site, run)
                },
            };
            lines.push((run.starts_on, line));
        }
        for run in &d.dropped {
            let line = Line {
                before: self.known(run),
                after: none(),
                whom: self.whom(&d.site, Some(run), None),
                why: self.why(&d.site, run),
            };
            lines.push((run.starts_on, line));
        }
        for run in &d.added {
            let line = Line {
                before: none(),
                after: self.planned(run),
                whom: self.whom(&d.site, None, Some(run)),
                why: String::new(),
            };
            lines.push((run.starts_on, line));
        }
        for placing in &d.meetings {
            let day = placing.before.or(placing.after).unwrap_or_default();
            lines.push((day, self.meeting(placing)));
        }
        lines.sort_by_key(|(day, _)| *day);
        Moves {
            site: name,
            summary: parts.join(", "),
            lines: lines.into_iter().map(|(_, line)| line).collect(),
        }
    }

    fn meeting(&self, placing: &Placing) -> Line {
        let meeting = &placing.meeting;
        let told = |day: Option<Date>| {
            let Some(day) = day else {
                return self.words.t("calendar-moves-none");
            };
            let when = period(self.words, day, meeting.ends(day));
            self.words.t2(
                "calendar-meeting-on",
                ("name", meeting.name.as_str()),
                ("when", when),
            )
        };
        let closed = match (self.because, placing.before) {
            (Some(_), Some(day)) => meeting::fit(&self.loaded.facts, meeting, day).closed,
            _ => Vec::new(),
        };
        let key = match (self.because, placing.before, placing.after) {
            (None, ..) | (_, None, _) => None,
            (.., None) => Some("calendar-moves-meeting-given-up"),
            _ if closed.is_empty() => Some("calendar-moves-room"),
            _ => Some("calendar-moves-meeting-closed"),
        };
        let names = meeting.sites.iter().map(|site| site.name.as_str());
        Line {
            before: told(placing.before),
            after: told(placing.after),
            whom: names.collect::<Vec<_>>().join(", "),
            why: key.map_or_else(String::new, |key| {
                self.words.t1(key, "sites", closed.join(", "))
            }),
        }
    }

    fn known(&self, run: &Known) -> String {
        sentence(&period(self.words, run.starts_on, run.ends_on()))
    }

    fn planned(&self, run: &PlannedRun) -> String {
        sentence(&period(self.words, run.starts_on, run.ends_on()))
    }

    /// How many ambassadors, and the residents before and after.
    fn whom(&self, site: &str, before: Option<&Known>, after: Option<&PlannedRun>) -> String {
        let members = self.loaded.facts.sites.iter().find(|s| s.slug == site);
        let count = members.map_or(0, |s| s.members.len());
        let name = |id: &String| self.loaded.people.get(id).cloned().unwrap_or_default();
        let mut names: Vec<String> = before
            .iter()
            .flat_map(|run| &run.residents)
            .chain(after.iter().flat_map(|run| &run.residents))
            .map(name)
            .filter(|name| !name.is_empty())
            .collect();
        names.sort();
        names.dedup();
        self.words.tn(
            "calendar-moves-whom",
            vec![
                ("count", count.into()),
                ("residents", names.len().into()),
                ("names", names.join(", ").into()),
            ],
        )
    }

    fn why(&self, site: &str, run: &Known) -> String {
        let Some(because) = self.because else {
            return String::new();
        };
        let key = (site.to_owned(), to_day(run.starts_on).number(), run.days);
        let rules = because.get(&key).map(Vec::as_slice).unwrap_or_default();
        if rules.is_empty() {
            return self.words.t("calendar-moves-room");
        }
        let said = rules.iter().map(|r| why::short(self.words, &self.names, r));
        sentence(&said.collect::<Vec<_>>().join(", "))
    }
}
