//! Draws and calendars of the instance itself, when no file is given.

use std::sync::Arc;

use transfo::{
    calendar::{
        Away,
        act::{By, Stop},
        facts_of,
        plan_season::{Limits, NoPlan, plan_now},
        unpublished,
    },
    cohort::{
        Here,
        draw::{BETWEEN_LANGUAGES, draw_now},
    },
    exchange::store::read::frozen_pools,
    platform::{app::App, clock::day_in_paris, gate::Viewer, jobs::Watch, visit::Place},
    programme::store::{self as programme, Edition, Site},
};

use super::plan::{Search, warn};
use crate::commands::{
    Ended, Outcome, Setting,
    folder::chosen,
    say,
    setting::{french, words},
};

/// Draws the frozen pools of a season that are not drawn yet.
pub async fn draw(
    setting: &Setting,
    season: Option<String>,
    authority: Option<String>,
    public_value: Option<String>,
) -> Outcome {
    let words = words();
    let Some(value) = public_value else {
        say(words.t("exchange-cli-no-value"));
        return Ok(Ended::Refused);
    };
    let app = setting.app().await?;
    let mut conn = app
        .db
        .read(&Arc::default())
        .await
        .map_err(|e| e.to_string())?;
    let Some(slug) = chosen(&mut conn, season).await? else {
        return Ok(Ended::Refused);
    };
    let edition = programme::edition(&mut conn, &slug)
        .await
        .map_err(|e| e.to_string())?
        .ok_or("no such season")?;
    let waiting = frozen_pools(&mut conn, &edition.id)
        .await
        .map_err(|e| e.to_string())?;
    let sites = programme::sites(&mut conn, &edition.id)
        .await
        .map_err(|e| e.to_string())?;
    drop(conn);
    let wanted = |slug: &String| {
        waiting.contains(slug) && authority.as_ref().is_none_or(|only| only == slug)
    };
    let mut ended = None;
    for site in sites.iter().filter(|site| wanted(&site.slug)) {
        let one = draw_one(&app, &edition, site, &value).await;
        ended = Some(ended.map_or(
            one,
            |before| if before == Ended::Done { one } else { before },
        ));
    }
    app.db.close().await;
    if ended.is_none() {
        say(words.t("exchange-cli-no-frozen-pool"));
    }
    Ok(ended.unwrap_or(Ended::Refused))
}

async fn draw_one(app: &App, edition: &Edition, site: &Site, value: &str) -> Ended {
    let (viewer, now) = (Viewer::default(), app.clock.now());
    let place = |id: &str, slug: &str, name: &str| Place {
        id: id.to_owned(),
        slug: slug.to_owned(),
        name: name.to_owned(),
    };
    let here = Here {
        app,
        viewer: &viewer,
        now,
        today: day_in_paris(now),
        edition: &place(&edition.id, &edition.slug, &edition.name),
        site: &place(&site.id, &site.slug, &site.name),
    };
    match draw_now(&here, value, &Watch::default()).await {
        Ok(record) => {
            say(words().tn(
                "exchange-cli-drawn",
                vec![
                    ("place", site.slug.as_str().into()),
                    ("panel", record.panel.join(", ").into()),
                    ("substitutes", record.substitutes.join(", ").into()),
                    ("hash", record.commitment_hash.into()),
                ],
            ));
            Ended::Done
        }
        Err(why) => {
            let (fr, en) = why.split_once(BETWEEN_LANGUAGES).unwrap_or((&why, &why));
            say(format_args!(
                "{}: {}",
                site.slug,
                if french() { fr } else { en }
            ));
            Ended::Impossible
        }
    }
}

/// Makes a draft calendar of a season.
pub async fn plan(setting: &Setting, season: Option<String>, search: Search) -> Outcome {
    let app = setting.app().await?;
    let mut conn = app
        .db
        .read(&Arc::default())
        .await
        .map_err(|e| e.to_string())?;
    let Some(slug) = chosen(&mut conn, season).await? else {
        return Ok(Ended::Refused);
    };
    let edition = programme::edition(&mut conn, &slug)
        .await
        .map_err(|e| e.to_string())?
        .ok_or("no such season")?;
    let by = By::instance(&app);
    let loaded = facts_of(&mut conn, (&edition.id, by.today), Away::OfNobody).await;
    warn(&unpublished::of(
        &loaded.map_err(|e| format!("{e:?}"))?.facts,
    ));
    drop(conn);
    let limit = search.limit();
    let began = std::time::Instant::now();
    let limits = Limits {
        iterations: search.iterations(),
        seconds: None,
    };
    let hear = move |standing: transfo::calendar::plan_season::Standing| {
        let late = limit.is_some_and(|limit| began.elapsed().as_secs_f64() >= limit);
        !(late && standing.step.cost.is_some())
    };
    let done = plan_now(&by, &edition.id, limits, hear).await;
    app.db.close().await;
    match done {
        Ok(_) => {
            say(words().t1("exchange-cli-draft", "season", edition.name));
            Ok(Ended::Done)
        }
        Err(Stop::Refused(NoPlan::NoSite)) => {
            say(words().t("exchange-cli-plan-no-site"));
            Ok(Ended::Refused)
        }
        Err(Stop::Refused(NoPlan::TooShort(names))) => {
            say(words().t1("exchange-cli-plan-too-short", "places", names.join(", ")));
            Ok(Ended::Refused)
        }
        Err(Stop::Refused(NoPlan::Impossible(why))) => {
            say(serde_json::to_string(&why).map_err(|e| e.to_string())?);
            Ok(Ended::Impossible)
        }
        Err(Stop::Fault(error)) => Err(format!("{error:?}")),
    }
}
