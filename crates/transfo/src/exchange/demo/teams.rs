//! The working groups of the demonstration: composed at each site when its calendar was known, for all its runs.

use jiff::civil::Date;

use super::{
    cohorts::{at, of_edition, of_site},
    said,
};
use crate::{
    calendar,
    cohort::{Here, import::member_list, store::member::Member},
    groups::{
        compose::{Asked, compose},
        plan::{USUAL, even},
    },
    platform::{app::App, gate::Viewer},
    programme::store::{self as programme, Edition, Site},
};

/// Composes the groups of every site that has a cohort and runs.
pub(super) async fn compose_all(app: &App, edition: &str) -> Result<(), String> {
    let mut conn = app
        .db
        .read(&std::sync::Arc::default())
        .await
        .map_err(said)?;
    let edition = programme::edition(&mut conn, edition)
        .await
        .map_err(said)?
        .ok_or("the edition is gone")?;
    let sites = programme::sites(&mut conn, &edition.id)
        .await
        .map_err(said)?;
    drop(conn);
    for site in &sites {
        of(app, &edition, site)
            .await
            .map_err(|why| format!("{}: {why}", site.slug))?;
    }
    Ok(())
}

async fn of(app: &App, edition: &Edition, site: &Site) -> Result<(), String> {
    let mut tx = app.db.write().await.map_err(said)?;
    let members = member_list(&mut tx, &site.id).await.map_err(said)?;
    let runs = calendar::runs_of_site(&mut tx, &site.id)
        .await
        .map_err(said)?;
    drop(tx);
    let people = members.iter().filter(|m| Member::sits(m)).count();
    let runs = runs.iter().filter(|run| run.cancelled_at.is_none());
    let days: Vec<Date> = runs.map(|run| run.starts_on).collect();
    let (Some(first), true) = (days.first(), people > 7) else {
        return Ok(());
    };
    let viewer = Viewer::default();
    let (edition, place) = (of_edition(edition), of_site(site));
    let here = Here {
        app,
        viewer: &viewer,
        now: at(*first, 8),
        today: *first,
        edition: &edition,
        site: &place,
    };
    let asked = Asked {
        sizes: even(people, people.div_ceil(5)),
        sessions: u32::try_from(days.len()).unwrap_or(1),
        spread: USUAL.to_vec(),
        ..Asked::default()
    };
    let done = compose(&here, &asked).await.map_err(said)?;
    done.map_err(|refusal| format!("{refusal:?}"))
}
