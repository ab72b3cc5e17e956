//! The groups of every session, who met whom, and cards to print.

use askama::Template;

use super::{Group, groups, load, name_of, title};
use crate::{
    cohort::{Here, SELECTS},
    groups::{AUDIENCE, plan::Plan},
    platform::{
        error::{Error, Page},
        frame::Frame,
        gate::Circles,
        visit::Visit,
        words::Words,
    },
};

/// One session.
struct Shown {
    number: u32,
    title: String,
    held: bool,
    open: bool,
    groups: Vec<Group>,
    away: Vec<String>,
}

/// One cell of the picture: a pair, and how often it met.
struct Cell {
    x: usize,
    y: usize,
    times: u32,
}

/// One line of its table.
struct Line {
    number: usize,
    name: String,
    met: usize,
    never: String,
}

/// Who met whom.
struct Picture {
    size: usize,
    cells: Vec<Cell>,
    lines: Vec<Line>,
    met: usize,
    pairs: usize,
    most: u32,
    says: String,
}

#[derive(Template)]
#[template(path = "groups/pages/plan.html")]
struct PlanPage {
    frame: Frame,
    at: String,
    edits: bool,
    team: bool,
    sessions: Vec<Shown>,
    picture: Option<Picture>,
    /// Who joined or left since, in words.
    stale: Option<String>,
    seed: String,
    visible: String,
}

/// Side of a cell of the picture.
const CELL: usize = 24;

fn picture(words: Words, plan: &Plan) -> Picture {
    let people = plan.people();
    let ids: Vec<String> = people.iter().map(|(id, ..)| id.clone()).collect();
    let mixing = plan.mixing(&ids);
    let name = |at: usize| {
        let one = people.get(at);
        one.map_or_else(String::new, |(_, name, rank)| name_of(words, name, *rank))
    };
    let (mut cells, mut lines) = (Vec::new(), Vec::new());
    for (at, row) in mixing.times.iter().enumerate() {
        for (other, times) in row.iter().enumerate().take(at) {
            cells.push(Cell {
                x: (other + 1) * CELL,
                y: at * CELL,
                times: *times,
            });
        }
        let never = row.iter().enumerate().filter(|(n, t)| *n != at && **t == 0);
        let never: Vec<String> = never.map(|(other, _)| name(other)).collect();
        lines.push(Line {
            number: at + 1,
            name: name(at),
            met: row.iter().filter(|times| **times > 0).count(),
            never: never.join(", "),
        });
    }
    let figures = vec![
        ("met", mixing.met.into()),
        ("pairs", mixing.pairs.into()),
        ("most", mixing.most.into()),
    ];
    Picture {
        size: people.len() * CELL,
        says: words.tn("groups-picture-says", figures),
        met: mixing.met,
        pairs: mixing.pairs,
        most: mixing.most,
        cells,
        lines,
    }
}

/// Who has a seat to come and left, and who sits and has none: in words, when there are any.
async fn stale(visit: &Visit, plan: &Plan, coming: &[u32]) -> Result<Option<String>, Error> {
    let here = Here::of(visit)?;
    let mut conn = visit.read().await?;
    let members =
        crate::cohort::store::member::list(&mut conn, &visit.gate(), &here.site.id).await?;
    let seats = || plan.seats.iter().filter(|s| coming.contains(&s.number));
    let mut names: Vec<String> = seats()
        .filter(|seat| !seat.sits)
        .map(|seat| name_of(visit.words, &seat.name, seat.rank))
        .collect();
    let fresh = members.iter().filter(|m| m.sits());
    let fresh = fresh.filter(|m| !seats().any(|seat| seat.member == m.id));
    names.extend(fresh.map(|m| name_of(visit.words, &m.name, m.rank)));
    names.sort();
    names.dedup();
    Ok((!coming.is_empty() && !names.is_empty()).then(|| names.join(", ")))
}

/// The groups, or why there are none.
pub async fn page(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let loaded = load(&visit, &mut conn).await?;
    let (plan, runs) = loaded.as_ref();
    drop(conn);
    let w = visit.words;
    let edits = visit.holds(SELECTS);
    let team = visit.gate().circles().meets(Circles::SELECTION);
    let (mut sessions, mut behind) = (Vec::new(), None);
    if let Some(plan) = plan {
        let held = plan.held(runs, visit.today);
        let coming = plan.sessions.iter().map(|s| s.number);
        let coming: Vec<u32> = coming.filter(|n| !held.contains(n)).collect();
        if edits {
            behind = stale(&visit, plan, &coming).await?;
        }
        for session in &plan.sessions {
            let away = plan.seats_of(session.number).filter(|s| s.away && team);
            sessions.push(Shown {
                number: session.number,
                title: title(w, plan, session, runs),
                held: held.contains(&session.number),
                open: coming.first() == Some(&session.number),
                groups: groups(w, plan, session.number),
                away: away.map(|s| name_of(w, &s.name, s.rank)).collect(),
            });
        }
    }
    let at = format!("{}/cohorte", here.path());
    visit.page(&PlanPage {
        frame: Frame::of(&visit, visit.t("groups-title")).under(&at, visit.t("cohort-tab-cohort")),
        at: format!("{at}/groupes"),
        edits,
        team,
        sessions,
        picture: plan.as_ref().map(|plan| picture(w, plan)),
        stale: behind,
        seed: plan
            .as_ref()
            .map_or_else(String::new, |plan| plan.grouping.seed.clone()),
        visible: visible(&visit),
    })
}

/// "Visible par : …".
pub(super) fn visible(visit: &Visit) -> String {
    let names = AUDIENCE.names().into_iter().map(|key| visit.t(key));
    let names: Vec<String> = names.collect();
    visit
        .words
        .t1("frame-visible-to", "circles", names.join(", "))
}

/// One person's card: where they sit in each session.
struct Card {
    name: String,
    seats: Vec<(u32, String)>,
}

#[derive(Template)]
#[template(path = "groups/pages/cards.html")]
struct CardsPage {
    frame: Frame,
    site: String,
    cards: Vec<Card>,
}

/// A card for everybody, to cut out: absent where the viewer may see no groups.
pub async fn cards(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let loaded = load(&visit, &mut conn).await?;
    let plan = loaded.0.as_ref().ok_or(Error::Absent)?;
    let sits = |id: &str| plan.seats.iter().any(|s| s.member == id && s.sits);
    let cards = plan
        .people()
        .into_iter()
        .filter(|(id, ..)| sits(id))
        .map(|(id, name, rank)| Card {
            name: name_of(visit.words, &name, rank),
            seats: plan
                .seats
                .iter()
                .filter(|seat| seat.member == id && !seat.away)
                .map(|seat| (seat.number, seat.group.to_string()))
                .collect(),
        })
        .collect();
    let at = format!("{}/cohorte", here.path());
    visit.page(&CardsPage {
        frame: Frame::of(&visit, visit.t("groups-cards"))
            .under(&at, visit.t("cohort-tab-cohort"))
            .under(format!("{at}/groupes"), visit.t("groups-title")),
        site: here.site.name.clone(),
        cards,
    })
}
