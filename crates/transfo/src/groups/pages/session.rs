//! One session: who is away, and what that changes.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;

use super::{Group, groups, load, name_of, title};
use crate::{
    cohort::Here,
    groups::replan::{self, Refusal},
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        visit::Visit,
    },
};

/// Somebody who may be away.
struct Tick {
    member: String,
    name: String,
    away: bool,
}

#[derive(Template)]
#[template(path = "groups/pages/session.html")]
struct SessionPage {
    frame: Frame,
    at: String,
    title: String,
    number: u32,
    groups: Vec<Group>,
    ticks: Vec<Tick>,
    held: bool,
    /// Whether no run of the calendar will say that it was held.
    by_hand: bool,
}

/// Edition, site and number of a path.
pub type Below = Path<(String, String, String)>;

fn number(text: &str) -> Result<u32, Error> {
    text.parse().map_err(|_| Error::Absent)
}

/// The groups of the session and who is away.
pub async fn page(visit: Visit, Path((_, _, session)): Below) -> Page {
    let here = Here::of(&visit)?;
    let number = number(&session)?;
    let mut conn = visit.read().await?;
    let loaded = load(&visit, &mut conn).await?;
    let (plan, runs) = loaded.as_ref();
    let plan = plan.as_ref().ok_or(Error::Absent)?;
    let session = plan.sessions.iter().find(|s| s.number == number);
    let session = session.ok_or(Error::Absent)?;
    let at = format!("{}/cohorte", here.path());
    let title = title(visit.words, plan, session, runs);
    let mut seats: Vec<_> = plan.seats_of(number).filter(|seat| seat.sits).collect();
    seats.sort_by_key(|seat| seat.rank);
    visit.page(&SessionPage {
        frame: Frame::of(&visit, title.clone())
            .under(&at, visit.t("cohort-tab-cohort"))
            .under(format!("{at}/groupes"), visit.t("groups-title")),
        at: format!("{at}/groupes"),
        number,
        groups: groups(visit.words, plan, number),
        ticks: seats
            .into_iter()
            .map(|seat| Tick {
                member: seat.member.clone(),
                name: name_of(visit.words, &seat.name, seat.rank),
                away: seat.away,
            })
            .collect(),
        held: plan.is_held(session, runs, visit.today),
        by_hand: plan.run(session, runs).is_none(),
        title,
    })
}

/// Notes who is away and levels the groups.
pub async fn save(visit: Visit, Path((_, _, session)): Below, form: Form) -> Page {
    let here = Here::of(&visit)?;
    let number = number(&session)?;
    let away: BTreeSet<String> = form.all("away").map(str::to_owned).collect();
    let said = match replan::away(&here, number, &away).await? {
        Ok(0) => "groups-nobody-moved",
        Ok(_) => "groups-replanned",
        Err(Refusal::Held) => "groups-held-already",
        Err(Refusal::Unknown) => "groups-changed",
    };
    Ok(see_other(&format!(
        "{}/cohorte/groupes/{number}?dit={said}",
        here.path()
    )))
}

/// Notes that the session was held.
pub async fn hold(visit: Visit, Path((_, _, session)): Below) -> Page {
    let here = Here::of(&visit)?;
    let number = number(&session)?;
    let said = match replan::hold(&here, number).await? {
        true => "groups-held",
        false => "groups-held-already",
    };
    Ok(see_other(&format!(
        "{}/cohorte/groupes?dit={said}",
        here.path()
    )))
}

/// Brings the sessions to come in line with the cohort.
pub async fn follow(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    replan::follow(&here).await?;
    Ok(see_other(&format!(
        "{}/cohorte/groupes?dit=groups-followed",
        here.path()
    )))
}
