//! What people did in the demonstration: who came, which links were given, which mails left, what was set aside.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    PRESENT, Progress, Tell, cast,
    cohorts::{at, of_edition, of_site},
    instant, present, said,
    script::PLANNED,
    season::OPEN_CALL,
    this_day,
};
use crate::{
    calendar::{
        Away,
        absence::Half,
        act::By,
        answer,
        attend::save_list,
        close::{self, Closing},
        facts_of,
        plan_input::Known,
        plan_season::{self, Limits},
        subscribe::subscribe,
    },
    cohort::{self, Here},
    exchange::{samples::HOME, store::demo as store},
    platform::{
        app::App,
        db::Tx,
        error::Error,
        gate::{Circles, Viewer},
        jobs::{self, Job},
        journal::{self, Act},
    },
    programme::store::{self as programme, Edition, Site, WaiverLine},
};

/// Notes who came to each run that is over. The list of the home site's latest is still to be filled in.
pub(super) async fn attend(app: &App, edition: &str, tell: &Tell) -> Result<(), String> {
    let mut conn = app
        .db
        .read(&std::sync::Arc::default())
        .await
        .map_err(said)?;
    let loaded = facts_of(&mut conn, (edition, present()), Away::OfAll)
        .await
        .map_err(said)?;
    drop(conn);
    let total = u64::try_from(loaded.facts.sites.len()).unwrap_or(0);
    for (done, site) in (0..).zip(&loaded.facts.sites) {
        tell(Progress {
            step: "exchange-demo-life",
            done,
            total,
            detail: site.name.clone(),
        });
        let held: Vec<&Known> = site
            .runs
            .iter()
            .filter(|run| run.ends_on() < present())
            .collect();
        let told = if site.slug == HOME {
            held.len().saturating_sub(1)
        } else {
            held.len()
        };
        for run in held.into_iter().take(told) {
            for day in crate::calendar::absence::days(run.starts_on, run.ends_on()) {
                let ticked = came(app, &site.members, day);
                let by = By {
                    now: at(day, 18),
                    today: day,
                    ..By::instance(app)
                };
                save_list(&by, &run.id, day, &ticked).await.map_err(said)?;
            }
        }
    }
    Ok(())
}

/// Who came on a day: whoever could, but for a few whom something kept.
fn came(
    app: &App,
    members: &[crate::calendar::plan_input::Member],
    day: Date,
) -> BTreeSet<(String, Half)> {
    let mut ticked = BTreeSet::new();
    for member in members {
        for half in [Half::Morning, Half::Afternoon] {
            let mut throw = [0];
            app.dice.fill(&mut throw);
            let away = member
                .absences
                .iter()
                .any(|a| a.covers(day) && a.half.meets(half));
            let [throw] = throw;
            if !away && throw >= 18 {
                ticked.insert((member.id.clone(), half));
            }
        }
    }
    ticked
}

async fn places(app: &App, edition: &str) -> Result<(Edition, Vec<Site>), Error> {
    let mut conn = app.db.read(&std::sync::Arc::default()).await?;
    let edition = programme::edition(&mut conn, edition)
        .await?
        .ok_or(Error::Absent)?;
    let sites = programme::sites(&mut conn, &edition.id).await?;
    Ok((edition, sites))
}

/// Links that are shown once in real life: to a candidacy, to a manager, to an availability page, to a calendar.
pub(super) async fn links(app: &App, edition: &str) -> Result<(), String> {
    let (edition, sites) = places(app, edition).await.map_err(said)?;
    if let Some(open) = sites.iter().find(|site| site.slug == OPEN_CALL) {
        candidacies(app, &edition, open).await.map_err(said)?;
    }
    if let Some(home) = sites.iter().find(|site| site.slug == HOME) {
        availability(app, &edition, home).await.map_err(said)?;
    }
    strike(app, &edition).await
}

/// A strike is announced: its answers wait to be compared, and nothing moves before one is published.
async fn strike(app: &App, edition: &Edition) -> Result<(), String> {
    let by = this_day(app);
    let days = Closing {
        from: Date::constant(2018, 12, 3),
        to: Date::constant(2018, 12, 7),
        label: "Préavis de grève (exemple fictif)".to_owned(),
        kind: "event",
        hard: true,
    };
    let closed = close::close(&by, (&edition.id, None), &days).await;
    closed.map_err(|e| format!("{e:?}"))?;
    let limits = Limits {
        iterations: 40,
        seconds: None,
    };
    let drafts = plan_season::choices_now(&by, &edition.id, limits).await;
    drafts.map(drop).map_err(|e| format!("{e:?}"))
}

async fn candidacies(app: &App, edition: &Edition, site: &Site) -> Result<(), Error> {
    let (viewer, season, place) = (Viewer::default(), of_edition(edition), of_site(site));
    let here = Here {
        app,
        viewer: &viewer,
        now: instant(PRESENT),
        today: present(),
        edition: &season,
        site: &place,
    };
    let mut conn = app.db.read(&std::sync::Arc::default()).await?;
    let waiting = store::hidden_candidacies(&mut conn, &site.id).await?;
    drop(conn);
    let mut waiting = waiting.iter();
    if let Some(own) = waiting.next() {
        let secret = cohort::apply::new_link(&here, own).await?;
        keep(app, "/candidature/", &secret).await?;
    }
    if let Some(told) = waiting.next()
        && let Ok(secret) = cohort::own::release(&here, told).await?
    {
        keep(app, "/accord/", &secret).await?;
    }
    Ok(())
}

async fn availability(app: &App, edition: &Edition, site: &Site) -> Result<(), Error> {
    let by = this_day(app);
    let mut conn = app.db.read(&std::sync::Arc::default()).await?;
    let members = store::two_members(&mut conn, &site.id).await?;
    drop(conn);
    let mut subjects = members.iter().map(|member| subject(edition, site, member));
    if let (Some(first), Some(member)) = (subjects.next(), members.first()) {
        letter(app, edition, site, &member.application).await?;
        for secret in answer::make_links(&by, &[first]).await? {
            keep(app, "/disponibilites/", &secret).await?;
        }
    }
    // A reminder that waits to be read before it leaves.
    let second: Vec<answer::Subject> = subjects.collect();
    answer::remind(&by, &second, &site.id).await?;
    let secret = subscribe(&by, (&edition.id, Some(&site.id), None)).await?;
    keep(app, "/agenda/", &secret).await
}

fn subject(edition: &Edition, site: &Site, member: &store::Seated) -> answer::Subject {
    answer::Subject {
        edition: edition.id.clone(),
        site: Some(site.id.clone()),
        application: Some(member.application.clone()),
        person: None,
        name: member.name.clone(),
        author: None,
        email: member.email.clone(),
        lang: "fr".to_owned(),
        edition_name: edition.name.clone(),
        from: present(),
        to: site.ends_on,
        site_name: Some(site.name.clone()),
        law: site.holidays.clone(),
    }
}

/// A member's own page, with the mission letter.
async fn letter(app: &App, edition: &Edition, site: &Site, application: &str) -> Result<(), Error> {
    let (viewer, season, place) = (Viewer::default(), of_edition(edition), of_site(site));
    let here = Here {
        app,
        viewer: &viewer,
        now: instant(PRESENT),
        today: present(),
        edition: &season,
        site: &place,
    };
    let secret = cohort::apply::new_link(&here, application).await?;
    keep(app, "/candidature/{token}/lettre", &secret).await
}

async fn keep(app: &App, prefix: &str, secret: &str) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    cast::keep_secret(&mut tx, prefix, secret).await?;
    tx.commit().await?;
    Ok(())
}

/// The mails of former months have left, a manager has an account, and two rules are set aside for a time.
pub(super) async fn settle(app: &App, edition: &str) -> Result<(), String> {
    let (edition, sites) = places(app, edition).await.map_err(said)?;
    let mut tx = app.db.write().await.map_err(said)?;
    let done = async {
        store::send_until(&mut tx, &edition.id, at(Date::constant(2018, 10, 1), 8)).await?;
        if let Some(home) = sites.iter().find(|site| site.slug == HOME) {
            store::manager(
                &mut tx,
                &app.dice,
                (&edition.id, &home.id),
                (present(), instant(PRESENT)),
            )
            .await?;
        }
        waive(app, &mut tx, &edition, &sites).await?;
        job(app, &mut tx, &edition).await?;
        tx.commit().await
    };
    done.await.map_err(said)
}

/// The work that made the calendar, as its page shows it afterwards.
async fn job(app: &App, tx: &mut Tx, edition: &Edition) -> Result<(), sqlx::Error> {
    let input = serde_json::to_string(&plan_season::Input {
        seconds: 10,
        choices: false,
    })
    .unwrap_or_default();
    let asked = Job {
        id: String::new(),
        kind: plan_season::KIND.to_owned(),
        edition: Some(edition.id.clone()),
        site: None,
        input,
        asked_by: None,
    };
    let id = jobs::ask(tx, &app.dice, instant(PLANNED), asked).await?;
    jobs::finish(tx, &id, instant(PLANNED), "").await?;
    Ok(())
}

const WAIVERS: [(&str, &str, &str, Date, Date); 2] = [
    (
        HOME,
        "team.disciplines",
        "Une résidente designer rejoint l’équipe en janvier.",
        Date::constant(2018, 9, 3),
        Date::constant(2019, 1, 31),
    ),
    (
        "strasbourg",
        "days.attended",
        "Les plannings de l’accueil ne sont libérés qu’à partir de novembre.",
        Date::constant(2018, 9, 10),
        Date::constant(2018, 11, 30),
    ),
];

async fn waive(
    app: &App,
    tx: &mut Tx,
    edition: &Edition,
    sites: &[Site],
) -> Result<(), sqlx::Error> {
    for (slug, rule, reason, from, until) in WAIVERS {
        let Some(site) = sites.iter().find(|site| site.slug == slug) else {
            continue;
        };
        let waiver = WaiverLine {
            id: app.dice.id(),
            site_id: Some(site.id.clone()),
            rule: rule.to_owned(),
            author: "Karima Horizon".to_owned(),
            reason: reason.to_owned(),
            from,
            until,
            ended_on: None,
        };
        let noted = at(from, 12);
        programme::add_waiver(tx, &edition.id, &waiver, (noted, None)).await?;
        let line = Act {
            act: "act-waiver-granted",
            edition: Some(&edition.id),
            site: Some(&site.id),
            subject: &site.name,
            detail: rule.to_owned(),
            audience: Circles::SELECTION,
        };
        journal::write(tx, &app.dice, &Viewer::default(), noted, line).await?;
    }
    Ok(())
}
