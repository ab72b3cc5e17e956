//! Completing the cohort: those who are confirmed keep their seats, the missing ones are drawn by leximin among who may
//! still be called, and where no cohort keeps every quota the least deviation is named before anybody accepts it.
//!
//! Long work, written once: departures, seats, accounts, record and the end of the job are one transaction. The
//! eligible pool is hashed before the public value is typed; what changed meanwhile stops the work.

use std::{collections::BTreeSet, future::Future, pin::Pin};

use sortition::{Completion, Flow, Options, Problem};

use super::{
    Here,
    application::Application,
    calculate::shown,
    draw::{BETWEEN_LANGUAGES, LONGEST, plain},
    lottery::{asked, both, read, told},
    publish,
    replace::{note, seat_audience, tell},
    store::{
        self, application as rows,
        completion::{self, Completed},
        member::{self, Kind, Member, NewMember},
    },
};
use crate::platform::{
    app::App,
    clock::day_in_paris,
    db::{Conn, Tx},
    error::Error,
    fault,
    jobs::{self, Job, Watch},
};

/// The job's kind.
pub const KIND: &str = "completion";
/// How many numbered panels its lottery has.
const PANELS: u32 = 1000;

/// Who stays, who may still be called, and how many are missing.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The frozen pool.
    pub problem: Problem,
    /// References of the members who keep their seats.
    pub staying: Vec<String>,
    /// References of the pool that may no longer be called.
    pub gone: Vec<String>,
    /// Members who withdrew and still hold a seat.
    pub leaving: Vec<Member>,
    /// Seats without anybody.
    pub missing: usize,
    /// How many may be called.
    pub eligible: usize,
    /// Hash of the pool and seats that are left: what is announced before the value is known.
    pub hash: String,
}

/// Why the cohort is not completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no draw to complete.
    NotDrawn,
    /// Nobody is missing.
    Whole,
    /// Nobody is left to be called.
    Nobody,
    /// Somebody has just asked for it.
    UnderWay,
    /// No public value.
    Blank,
    /// It is too long.
    Long,
    /// The cohort or who may be called changed meanwhile.
    Changed,
    /// Quotas would move, which nobody accepted.
    Deviates,
}

impl Refusal {
    /// Its sentence in the word files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotDrawn => "cohort-complete-not-drawn",
            Self::Whole => "cohort-complete-whole",
            Self::Nobody => "cohort-complete-nobody",
            Self::UnderWay => "cohort-complete-under-way",
            Self::Blank => "cohort-complete-blank",
            Self::Long => "cohort-fault-long",
            Self::Changed => "cohort-complete-changed",
            Self::Deviates => "cohort-complete-deviates",
        }
    }

    /// In both languages, for the reason of a job.
    fn both(self) -> String {
        both(self.key(), "")
    }
}

/// How things stand, from the frozen pool (none where it is not drawn), the members and the candidacies as they are.
///
/// # Errors
/// A fault when the pool cannot be read; inside, why there is nothing to complete.
pub fn standing(
    pool: Option<&str>,
    members: &[Member],
    all: &[Application],
) -> Result<Result<Standing, Refusal>, Error> {
    let Some(pool) = pool else {
        return Ok(Err(Refusal::NotDrawn));
    };
    let standing = weigh(read(pool)?, members, all);
    Ok(match standing.missing {
        0 => Err(Refusal::Whole),
        _ => Ok(standing),
    })
}

fn weigh(problem: Problem, members: &[Member], all: &[Application]) -> Standing {
    let (leaving, confirmed): (Vec<&Member>, Vec<&Member>) = members
        .iter()
        .filter(|m| m.sits())
        .partition(|m| m.withdrawn_at.is_some());
    let staying: Vec<String> = confirmed.iter().map(|m| m.reference.clone()).collect();
    let left = |id: &str| {
        members
            .iter()
            .any(|m| m.reference == id && m.left_on.is_some())
    };
    let ready: BTreeSet<&str> = all
        .iter()
        .filter(|a| a.may_be_drawn() && !left(&a.reference))
        .map(|a| a.reference.as_str())
        .collect();
    let stays = |id: &str| staying.iter().any(|other| other == id);
    let gone: Vec<String> = problem
        .ids()
        .filter(|id| !stays(id) && !ready.contains(id))
        .map(str::to_owned)
        .collect();
    let seats = usize::try_from(problem.k()).unwrap_or(usize::MAX);
    let away = gone.iter().filter_map(|id| problem.position(id)).collect();
    let open = problem.without(&away);
    let seated = staying.iter().filter_map(|id| open.position(id)).collect();
    let hash = open
        .with_seated(&seated)
        .map_or_else(|| open.hash(), |rest| rest.hash());
    Standing {
        missing: seats.saturating_sub(staying.len()),
        eligible: open.len().saturating_sub(staying.len()),
        leaving: leaving.into_iter().cloned().collect(),
        hash,
        problem,
        staying,
        gone,
    }
}

/// What completing would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// A cohort that keeps every quota exists: the missing seats are drawn by lot.
    Draws,
    /// None exists: so many join, and these quotas move.
    Deviates(Box<Completion>),
}

/// Looks ahead, without drawing anything.
///
/// # Errors
/// Why the search did not settle.
pub fn outlook(standing: &Standing) -> Result<Outlook, sortition::Refusal> {
    let lists = (&standing.staying, &standing.gone);
    let mut stop = |_: &sortition::Progress| Flow::Cancel;
    let how = (&Options::default(), "");
    match sortition::complete(&standing.problem, lists.0, lists.1, how, &mut stop) {
        // The draw began, so that there is something to draw.
        Err(sortition::Refusal::Cancelled) => Ok(Outlook::Draws),
        Ok(found) if found.record.is_some() => Ok(Outlook::Draws),
        Ok(found) => Ok(Outlook::Deviates(Box::new(found))),
        Err(why) => Err(why),
    }
}

/// The text of the frozen pool, once it is drawn.
///
/// # Errors
/// What the database says.
pub async fn drawn_pool(conn: &mut Conn, site: &str) -> Result<Option<String>, Error> {
    let pool = store::pool(conn, site).await?;
    let drawn = store::drawing(conn, site).await?.is_some();
    Ok(pool.filter(|_| drawn).map(|pool| pool.text))
}

async fn standing_now(tx: &mut Tx, here: &Here<'_>) -> Result<Result<Standing, Refusal>, Error> {
    let site = &here.site.id;
    let pool = drawn_pool(tx, site).await?;
    let (members, all) = (member::all(tx, site).await?, rows::all(tx, site).await?);
    let standing = standing(pool.as_deref(), &members, &all)?;
    Ok(standing.and_then(|s| (s.eligible > 0).then_some(s).ok_or(Refusal::Nobody)))
}

/// Asks for the missing seats to be filled, from the pool whose hash was announced; `accepted` where quotas may move.
///
/// # Errors
/// A fault of ours; a [`Refusal`] inside.
pub async fn ask(
    here: &Here<'_>,
    value: &str,
    (hash, accepted): (&str, bool),
) -> Result<Result<String, Refusal>, Error> {
    let value = plain(value);
    if value.is_empty() {
        return Ok(Err(Refusal::Blank));
    }
    if value.chars().count() > LONGEST {
        return Ok(Err(Refusal::Long));
    }
    let mut tx = here.app.db.write().await?;
    if store::is_under_way(&mut tx, KIND, &here.site.id).await? {
        return Ok(Err(Refusal::UnderWay));
    }
    match standing_now(&mut tx, here).await? {
        Ok(standing) if standing.hash == hash => {}
        Ok(_) => return Ok(Err(Refusal::Changed)),
        Err(refusal) => return Ok(Err(refusal)),
    }
    let job = job(here, String::new(), (&value, hash, accepted));
    let id = jobs::ask(&mut tx, &here.app.dice, here.now, job).await?;
    note(&mut tx, here, "act-completion-asked", &value).await?;
    tx.commit().await?;
    here.app.jobs.ring();
    Ok(Ok(id))
}

/// Asks for it and does it at once, whether or not quotas move: the demonstration.
///
/// # Errors
/// A sentence in French and, after [`BETWEEN_LANGUAGES`], in English.
pub async fn complete_now(here: &Here<'_>, value: &str, watch: &Watch) -> Result<(), String> {
    let standing = {
        let mut tx = here.app.db.write().await.map_err(|e| e.to_string())?;
        standing_now(&mut tx, here).await.map_err(told)?
    };
    let hash = standing.map_err(Refusal::both)?.hash;
    let asked = ask(here, value, (&hash, true)).await.map_err(told)?;
    let id = asked.map_err(Refusal::both)?;
    complete(here, &job(here, id, (value, &hash, true)), watch).await
}

/// The work as it is asked for.
fn job(here: &Here<'_>, id: String, (value, hash, accepted): (&str, &str, bool)) -> Job {
    let input = serde_json::json!({ "value": plain(value), "hash": hash, "accepted": accepted });
    Job {
        id,
        kind: KIND.into(),
        edition: Some(here.edition.id.clone()),
        site: Some(here.site.id.clone()),
        input: input.to_string(),
        asked_by: here.viewer.id().map(str::to_owned),
    }
}

/// The long work of kind [`KIND`].
pub fn work(
    app: App,
    job: Job,
    watch: Watch,
) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'static>> {
    Box::pin(async move {
        let (viewer, edition, site) = asked(&app, &job).await.map_err(told)?;
        let now = app.clock.now();
        let here = Here {
            app: &app,
            viewer: &viewer,
            now,
            today: day_in_paris(now),
            edition: &edition,
            site: &site,
        };
        complete(&here, &job, &watch).await
    })
}

async fn complete(here: &Here<'_>, job: &Job, watch: &Watch) -> Result<(), String> {
    let input: serde_json::Value = serde_json::from_str(&job.input).unwrap_or_default();
    let text = |name: &str| input.get(name).and_then(|v| v.as_str()).unwrap_or_default();
    let (value, hash) = (text("value").to_owned(), text("hash").to_owned());
    let accepted = input.get("accepted").and_then(serde_json::Value::as_bool) == Some(true);
    let before = {
        let mut tx = here.app.db.write().await.map_err(|e| e.to_string())?;
        standing_now(&mut tx, here).await.map_err(told)?
    };
    let standing = before
        .and_then(|s| (s.hash == hash).then_some(s).ok_or(Refusal::Changed))
        .map_err(Refusal::both)?;
    let (public, watching) = (value.clone(), watch.clone());
    let found = tokio::task::spawn_blocking(move || compute(&standing, &public, &watching))
        .await
        .map_err(|e| e.to_string())??;
    if found.record.is_none() && !accepted {
        return Err(Refusal::Deviates.both());
    }
    match keep(here, job, (&value, &hash), &found)
        .await
        .map_err(told)?
    {
        Ok(()) => {
            here.app.mail.notify_one();
            Ok(())
        }
        Err(refusal) => Err(refusal.both()),
    }
}

fn compute(standing: &Standing, value: &str, watch: &Watch) -> Result<Completion, String> {
    let options = Options {
        panels: PANELS,
        substitutes: 0,
        ..Options::default()
    };
    let mut watched = |progress: &sortition::Progress| {
        watch.report(shown(progress));
        match watch.is_cancelled() {
            true => Flow::Cancel,
            false => Flow::Continue,
        }
    };
    let lists = (&standing.staying, &standing.gone);
    let how = (&options, value);
    sortition::complete(&standing.problem, lists.0, lists.1, how, &mut watched)
        .map_err(|why| format!("{}{BETWEEN_LANGUAGES}{}", why.fr(), why.en()))
}

async fn keep(
    here: &Here<'_>,
    job: &Job,
    (value, hash): (&str, &str),
    found: &Completion,
) -> Result<Result<(), Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let standing = match standing_now(&mut tx, here).await? {
        Ok(standing) if standing.hash == hash => standing,
        Ok(_) => return Ok(Err(Refusal::Changed)),
        Err(refusal) => return Ok(Err(refusal)),
    };
    for member in &standing.leaving {
        member::leave(&mut tx, &member.id, here.today, "").await?;
        if let Some(person) = &member.person {
            member::end_role(&mut tx, &here.site.id, person, here.today).await?;
        }
        note(&mut tx, here, "act-member-left", &member.reference).await?;
    }
    seat(&mut tx, here, &found.joining).await?;
    fault::point("completion.middle");
    let record = found
        .record
        .as_ref()
        .map_or_else(String::new, |r| r.text.clone());
    let completed = Completed {
        id: here.app.dice.id(),
        drawn_at: here.now,
        public_value: value.to_owned(),
        pool_hash: hash.to_owned(),
        joining: found.joining.clone(),
        shifts: shifts(&standing.problem, found),
        record_hash: blake3::hash(record.as_bytes()).to_hex().to_string(),
        record,
    };
    completion::add(&mut tx, &here.site.id, here.viewer.id(), &completed).await?;
    let joined = found.joining.join(", ");
    note(&mut tx, here, "act-cohort-completed", &joined).await?;
    if !jobs::finish(&mut tx, &job.id, here.now, &completed.id).await? {
        return Ok(Err(Refusal::UnderWay));
    }
    fault::point("completion.end");
    tx.commit().await?;
    Ok(Ok(()))
}

/// The quotas that move, as they are kept: feature, value, members, minimum, maximum.
pub fn shifts(problem: &Problem, found: &Completion) -> Vec<completion::Moved> {
    let quota = |shift: &sortition::Shift| {
        let quota = problem.quotas().get(shift.quota)?;
        let (feature, value) = (quota.feature.clone(), quota.value.clone());
        Some((feature, value, shift.count, quota.min, quota.max))
    };
    found.shifts.iter().filter_map(quota).collect()
}

/// Gives a seat to each of these references: substitutes leave their list, others join behind everybody.
async fn seat(tx: &mut Tx, here: &Here<'_>, joining: &[String]) -> Result<(), Error> {
    let site = &here.site.id;
    let members = member::all(tx, site).await?;
    let audience = seat_audience(tx, here).await?;
    let all = rows::all(tx, site).await?;
    let mut rank = members.iter().map(|m| m.rank).max().unwrap_or(0);
    for reference in joining {
        let application = all.iter().find(|a| a.reference == *reference);
        let application = application
            .ok_or_else(|| Error::Fault(format!("{reference} was drawn and is not a candidacy")))?;
        match members.iter().find(|m| m.application == application.id) {
            Some(substitute) => {
                member::seat(tx, &substitute.id, here.today, audience).await?;
            }
            None => {
                rank += 1;
                let new = NewMember {
                    id: &here.app.dice.id(),
                    application: &application.id,
                    kind: Kind::Member,
                    rank,
                    joined_on: Some(here.today),
                    audience,
                };
                member::add(tx, site, &new).await?;
            }
        }
        if audience == publish::OPEN {
            publish::account(tx, here, application).await?;
            tell(tx, here, application).await?;
        }
        note(tx, here, "act-member-joined", reference).await?;
    }
    Ok(())
}
