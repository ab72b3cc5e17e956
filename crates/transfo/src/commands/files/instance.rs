//! Draws and calendars of the instance itself, when no file is given.

use std::sync::Arc;

use transfo::{
    calendar::{
        act::{By, Stop},
        plan_season::{Limits, NoPlan, plan_now},
    },
    programme::store as programme,
};

use super::plan::Search;
use crate::commands::{Ended, Outcome, Setting, folder::chosen, say, setting::words};

/// Draws the frozen pools of a season that are not drawn yet.
pub async fn draw(
    setting: &Setting,
    season: Option<String>,
    authority: Option<String>,
    public_value: Option<String>,
) -> Outcome {
    let _ = (setting, season, authority, public_value);
    Err("no draw of the instance yet".into())
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
    drop(conn);
    let by = By::instance(&app);
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
