//! Publishes a draft plan: it becomes the runs people see.
//!
//! Invariants: a run that only moves keeps its identity and its revision grows; a run given up keeps its row,
//! called off; what is past or called off is never touched; each person concerned is prepared one mail, seen before it is sent; of two
//! coordinators who publish at once, one wins and the other is told.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use planner::Plan;

use super::{
    act::{ALL_HERE, By, Stop},
    digest,
    meeting::{self, Meeting, Placing},
    plan_input::{Known, PlannedRun, runs_of},
    store::{
        facts::{self, Away, Loaded},
        meetings, plans, runs, secret,
    },
};
use crate::platform::{
    db::Tx,
    error::Error,
    fault,
    journal::{self, Act},
};

/// Why a draft was not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotPublished {
    /// It is the calendar already.
    Already,
    /// The calendar changed since the draft was calculated: somebody published another or moved a run.
    Outdated,
}

/// What publishing changes at one site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Slug of the site.
    pub site: String,
    /// Runs that stay as they are.
    pub kept: usize,
    /// Runs that move, with what they become.
    pub moved: Vec<(Known, PlannedRun)>,
    /// Runs that keep their dates and change room or residents.
    pub refitted: Vec<(Known, PlannedRun)>,
    /// New runs.
    pub added: Vec<PlannedRun>,
    /// Runs given up.
    pub dropped: Vec<Known>,
    /// Meetings with other authorities whose date changes.
    pub meetings: Vec<Placing>,
}

impl Difference {
    /// Whether people's diaries change.
    pub fn is_empty(&self) -> bool {
        self.moved.is_empty()
            && self.refitted.is_empty()
            && self.added.is_empty()
            && self.dropped.is_empty()
            && self.meetings.is_empty()
    }
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// What changed, by site.
    pub differences: Vec<Difference>,
    /// Mails prepared.
    pub mails: usize,
}

/// What a plan changes at each site, against the runs of the facts.
pub fn differences(loaded: &Loaded, plan: &Plan) -> Vec<Difference> {
    let today = loaded.facts.today.unwrap_or_default();
    let mut planned: BTreeMap<String, Vec<PlannedRun>> = BTreeMap::new();
    for run in runs_of(plan) {
        planned.entry(run.site.clone()).or_default().push(run);
    }
    let of_runs = loaded.facts.sites.iter().map(|site| {
        let new = planned.remove(&site.slug).unwrap_or_default();
        difference((&site.slug, &site.runs), new, today)
    });
    let mut list: Vec<Difference> = of_runs.collect();
    met(&mut list, meeting::placings(&loaded.facts, plan));
    list
}

/// Tells the difference of each site that takes part of the meetings.
fn met(list: &mut [Difference], placings: Vec<Placing>) {
    for placing in placings {
        let of = |d: &&mut Difference| placing.meeting.is_of(&d.site);
        let parties = list.iter_mut().filter(of);
        parties.for_each(|d| d.meetings.push(placing.clone()));
    }
}

/// What changed from one plan to another, from `since` on, at each site of either.
pub fn between(
    (before, after): (&Plan, &Plan),
    since: Date,
    meetings: &[Meeting],
) -> Vec<Difference> {
    let known = |run: PlannedRun| Known {
        id: String::new(),
        starts_on: run.starts_on,
        days: run.days,
        room: run.room,
        residents: run.residents,
        locked: false,
    };
    let (mut old, mut new) = (BTreeMap::new(), BTreeMap::new());
    for run in runs_of(before) {
        let list: &mut Vec<Known> = old.entry(run.site.clone()).or_default();
        list.push(known(run));
    }
    for run in runs_of(after).into_iter().filter(|r| r.ends_on() >= since) {
        let list: &mut Vec<PlannedRun> = new.entry(run.site.clone()).or_default();
        list.push(run);
    }
    let sites: BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
    let of_runs = sites.into_iter().map(|slug| {
        let runs = old.remove(&slug).unwrap_or_default();
        let new = new.remove(&slug).unwrap_or_default();
        difference((&slug, &runs), new, since)
    });
    let mut list: Vec<Difference> = of_runs.collect();
    met(
        &mut list,
        meeting::between(meetings, (before, after), since),
    );
    list
}

fn difference((slug, runs): (&str, &[Known]), mut new: Vec<PlannedRun>, today: Date) -> Difference {
    let mut out = Difference {
        site: slug.to_owned(),
        ..Difference::default()
    };
    let mut old: Vec<Known> = Vec::new();
    for run in runs.iter().filter(|run| run.ends_on() >= today) {
        let same = new
            .iter()
            .position(|n| n.starts_on == run.starts_on && n.days == run.days);
        match same.map(|index| new.remove(index)) {
            None => old.push(run.clone()),
            Some(n) if fits(run, &n) => out.kept += 1,
            Some(n) => out.refitted.push((run.clone(), n)),
        }
    }
    // Nearest first: who has a date in the diary should hear of the smallest change that tells the truth.
    let mut pairs: Vec<(i32, usize, usize)> = Vec::new();
    for (o, run) in old.iter().enumerate() {
        for (n, planned) in new.iter().enumerate() {
            let apart = (planned.starts_on - run.starts_on).get_days().abs();
            pairs.push((apart, o, n));
        }
    }
    pairs.sort_unstable();
    let (mut gone, mut taken) = (BTreeSet::new(), BTreeSet::new());
    for (_, o, n) in pairs {
        if gone.contains(&o) || taken.contains(&n) {
            continue;
        }
        if let (Some(run), Some(planned)) = (old.get(o), new.get(n)) {
            gone.insert(o);
            taken.insert(n);
            out.moved.push((run.clone(), planned.clone()));
        }
    }
    out.moved.sort_by_key(|(run, _)| run.starts_on);
    let left = |set: &BTreeSet<usize>, index: usize| !set.contains(&index);
    out.dropped = old
        .into_iter()
        .enumerate()
        .filter(|(i, _)| left(&gone, *i))
        .map(|(_, r)| r)
        .collect();
    out.added = new
        .into_iter()
        .enumerate()
        .filter(|(i, _)| left(&taken, *i))
        .map(|(_, r)| r)
        .collect();
    out
}

fn fits(run: &Known, planned: &PlannedRun) -> bool {
    let mut residents = planned.residents.clone();
    residents.sort();
    let mut before = run.residents.clone();
    before.sort();
    run.room == planned.room && before == residents
}

/// Publishes the draft `plan` of `edition`.
///
/// # Errors
/// [`NotPublished`] when another act came first; absence for an unknown plan; a fault of the database.
pub async fn publish(by: &By, edition: &str, plan: &str) -> Result<Published, Stop<NotPublished>> {
    let mut tx = by.app.db.write().await?;
    let Some((of, draft)) = plans::to_publish(&mut tx, plan).await? else {
        return Err(Stop::Fault(Error::Absent));
    };
    if of != edition {
        return Err(Stop::Fault(Error::Absent));
    }
    if draft.published_at.is_some() {
        return Err(Stop::Refused(NotPublished::Already));
    }
    if plans::changed_since(&mut tx, edition, draft.solved_at).await? {
        return Err(Stop::Refused(NotPublished::Outdated));
    }
    let loaded = facts::load(&mut tx, (edition, by.today), Away::OfNobody).await?;
    let parsed = Plan::from_json(&draft.plan)
        .map_err(|e| Stop::Fault(Error::Fault(format!("a stored plan is unreadable: {e}"))))?;
    let differences = differences(&loaded, &parsed);
    plans::publish(&mut tx, plan, by.viewer.id(), by.now).await?;
    fault::point("publish");
    let mails = carry_out(
        &mut tx,
        by,
        edition,
        (&loaded, &differences),
        "act-plan-published",
    )
    .await?;
    tx.commit().await?;
    Ok(Published { differences, mails })
}

/// Writes the differences, one journal line a site and one mail a person; how many mails.
pub(super) async fn carry_out(
    tx: &mut Tx,
    by: &By,
    edition: &str,
    (loaded, differences): (&Loaded, &[Difference]),
    act: &'static str,
) -> Result<usize, Error> {
    for difference in differences {
        apply(tx, by, loaded, difference).await?;
    }
    // Those who take part are told the same of a meeting: it is placed once.
    let placings = differences.iter().flat_map(|d| &d.meetings);
    let once: BTreeMap<&str, &Placing> = placings.map(|p| (p.meeting.id.as_str(), p)).collect();
    for (id, placing) in once {
        meetings::place(tx, id, placing.after, by.now).await?;
    }
    secret::ensure(tx, &by.app.dice).await?;
    note(tx, by, (edition, act), (loaded, differences)).await?;
    digest::prepare(tx, by, edition, (loaded, differences)).await
}

async fn apply(
    tx: &mut Tx,
    by: &By,
    loaded: &Loaded,
    difference: &Difference,
) -> Result<(), Error> {
    let site = loaded.sites.get(&difference.site).ok_or(Error::Absent)?;
    for run in &difference.dropped {
        runs::cancel(tx, &run.id, by.now).await?;
    }
    for (run, planned) in difference.moved.iter().chain(&difference.refitted) {
        runs::change(tx, &run.id, &change(loaded, planned), by.now).await?;
    }
    for planned in &difference.added {
        let id = by.app.dice.id();
        runs::insert(tx, (&id, site), &change(loaded, planned), by.now).await?;
    }
    Ok(())
}

fn change<'a>(loaded: &'a Loaded, planned: &'a PlannedRun) -> runs::Change<'a> {
    let room = planned.room.as_ref().and_then(|reference| {
        loaded
            .rooms
            .get(&(planned.site.clone(), reference.clone()))
            .map(|(id, _)| id.as_str())
    });
    runs::Change {
        starts_on: planned.starts_on,
        days: planned.days,
        room,
        residents: &planned.residents,
    }
}

async fn note(
    tx: &mut Tx,
    by: &By,
    (edition, act): (&str, &'static str),
    (loaded, differences): (&Loaded, &[Difference]),
) -> Result<(), Error> {
    for difference in differences.iter().filter(|d| !d.is_empty()) {
        let act = Act {
            act,
            edition: Some(edition),
            site: loaded.sites.get(&difference.site).map(String::as_str),
            subject: &loaded.facts.name,
            detail: format!(
                "+{} ~{} -{}",
                difference.added.len(),
                difference.moved.len() + difference.meetings.len(),
                difference.dropped.len()
            ),
            audience: ALL_HERE,
        };
        journal::write(tx, &by.app.dice, &by.viewer, by.now, act).await?;
    }
    Ok(())
}
