//! What happens in the demonstration between the import and its present: cohorts, calendar, sessions, stages.

use jiff::civil::Date;
use season::{Authority, Season};

use super::{PRESENT, Progress, Tell, Wish, cohorts, instant, life, present, teams};
use crate::{
    calendar::{
        Away,
        act::{By, Stop},
        facts_of,
        move_run::{To, Which, move_run},
        plan_season::{Limits, Standing, plan_now},
        publish::publish,
    },
    exchange::samples::HOME,
    platform::{app::App, db::Tx, gate::Viewer},
    programme::{
        stage::Stage,
        store::{self as programme, Site},
    },
};

/// When the calendar of the demonstration was last calculated.
pub(super) const PLANNED: &str = "2018-10-08T09:30:00+02:00";

/// Plays everything in order.
pub(super) async fn play(
    app: &App,
    edition: &str,
    season: &Season,
    wish: &Wish,
    tell: &Tell,
) -> Result<(), String> {
    cohorts::draw_all(app, edition, season, wish, tell).await?;
    calendar(app, edition, wish, tell).await?;
    teams::compose_all(app, edition).await?;
    life::attend(app, edition, tell).await?;
    life::links(app, edition).await?;
    stages(app, edition, season)
        .await
        .map_err(|e| e.to_string())?;
    life::settle(app, edition).await
}

/// The calendar of all authorities: calculated as if at the beginning, so that what was held is in it too.
async fn calendar(app: &App, edition: &str, wish: &Wish, tell: &Tell) -> Result<(), String> {
    let by = By {
        now: instant(PLANNED),
        ..By::instance(app)
    };
    let limits = Limits {
        iterations: wish.iterations,
        seconds: None,
    };
    let (tell, total) = (tell.clone(), wish.iterations);
    let hear = move |standing: Standing| {
        let cost = standing.step.cost.map(|cost| cost.to_string());
        tell(Progress {
            step: "exchange-demo-plan",
            done: standing.step.iterations.min(total),
            total,
            detail: cost.unwrap_or_default(),
        });
        true
    };
    let draft = plan_now(&by, edition, limits, hear)
        .await
        .map_err(|stop| format!("{stop:?}"))?;
    publish(&by, edition, &draft)
        .await
        .map_err(|stop| format!("{stop:?}"))?;
    sit_today(&by, edition).await
}

/// The home site sits on the day of the demonstration, whose code for the room is worth trying: when the plan has no
/// session there, the nearest that may is moved by hand, past the rules of the programme only if no other may.
async fn sit_today(by: &By, edition: &str) -> Result<(), String> {
    let mut conn = by
        .app
        .db
        .read(&std::sync::Arc::default())
        .await
        .map_err(|e| e.to_string())?;
    let loaded = facts_of(&mut conn, (edition, by.today), Away::OfAll)
        .await
        .map_err(|e| format!("{e:?}"))?;
    drop(conn);
    let Some(home) = loaded.facts.sites.iter().find(|site| site.slug == HOME) else {
        return Ok(());
    };
    let mut runs: Vec<_> = home.runs.iter().collect();
    if runs
        .iter()
        .any(|run| run.starts_on <= present() && present() <= run.ends_on())
    {
        return Ok(());
    }
    let apart = |day: Date| {
        present()
            .since(day)
            .map_or(i32::MAX, |span| span.get_days().abs())
    };
    runs.sort_by_key(|run| apart(run.starts_on));
    for overrule in [false, true] {
        for run in &runs {
            let which = Which {
                edition,
                site: HOME,
                run: &run.id,
                revision: 0,
            };
            for before in 0..run.days {
                let to = To {
                    starts_on: present().saturating_sub(jiff::Span::new().days(before)),
                    days: run.days,
                    room: None,
                };
                match move_run(by, &which, &to, overrule).await {
                    Ok(_) => return Ok(()),
                    Err(Stop::Refused(_)) => {}
                    Err(Stop::Fault(fault)) => return Err(format!("{fault:?}")),
                }
            }
        }
    }
    Ok(())
}

/// Each authority reaches the stage it has at the present of the demonstration, step by step.
async fn stages(app: &App, edition: &str, season: &Season) -> Result<(), sqlx::Error> {
    let mut tx = app.db.write().await?;
    for site in programme::sites(&mut tx, edition).await? {
        let known = season
            .authorities
            .iter()
            .find(|a| a.slug.as_str() == site.slug);
        match known {
            Some(authority) => climb(app, &mut tx, &site, steps(authority)).await?,
            None => climb(app, &mut tx, &site, invented(&site)).await?,
        }
    }
    tx.commit().await
}

/// The days on which an authority of the season reached each stage.
fn steps(authority: &Authority) -> Vec<(Stage, Date)> {
    let talks = authority
        .convention_signed_on
        .map(|day| day.saturating_sub(jiff::Span::new().days(90)));
    [
        (Stage::Talks, talks),
        (Stage::Engaged, authority.convention_signed_on),
        (Stage::Running, authority.starts_on),
        (Stage::Closed, authority.ends_on),
    ]
    .into_iter()
    .filter_map(|(stage, day)| Some((stage, day?)))
    .collect()
}

fn invented(site: &Site) -> Vec<(Stage, Date)> {
    site.convention_signed_on
        .into_iter()
        .flat_map(|day| {
            [
                (Stage::Talks, day.saturating_sub(jiff::Span::new().days(60))),
                (Stage::Engaged, day),
            ]
        })
        .collect()
}

async fn climb(
    app: &App,
    tx: &mut Tx,
    site: &Site,
    steps: Vec<(Stage, Date)>,
) -> Result<(), sqlx::Error> {
    let viewer = Viewer::default();
    for (stage, day) in steps.into_iter().filter(|(_, day)| *day <= present()) {
        let noted = day
            .at(10, 0, 0, 0)
            .to_zoned(crate::platform::clock::paris());
        let noted = noted.map_or(instant(PRESENT), |at| at.timestamp());
        programme::add_stage(
            tx,
            &app.dice.id(),
            &site.id,
            (stage, day),
            (noted, viewer.id()),
        )
        .await?;
    }
    Ok(())
}
