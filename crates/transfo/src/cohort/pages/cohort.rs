//! The cohort: who sits in it, who came for whom, who may be called, and where each mission letter stands.

use askama::Template;
use axum::extract::Path;

use super::{Two, candidacy::Below, feature_name};
use crate::{
    cohort::{
        Here, LEADS,
        replace::{self, Proposal, Refusal, Then},
        store::{
            self,
            completion::{self, Completed},
            member::{self, Member},
        },
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        gate::{Circles, Seen},
        visit::Visit,
        words::Words,
    },
};

#[derive(Template)]
#[template(path = "cohort/pages/cohort.html")]
struct CohortPage {
    frame: Frame,
    at: String,
    sitting: Vec<Seen<Member>>,
    gone: Vec<(String, String, Option<String>)>,
    substitutes: Vec<Seen<Member>>,
    signed: usize,
    seats: u32,
    selects: bool,
    leads: bool,
    missing: usize,
    completed: Vec<Completed>,
}

/// The cohort, as far as the viewer may see it.
pub async fn page(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let site = store::site(&mut conn, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    let members = member::list(&mut conn, &visit.gate(), &here.site.id).await?;
    let gone = members
        .iter()
        .filter_map(|m| {
            let day = visit.words.date(m.left_on?);
            let next = members
                .iter()
                .find(|n| n.replaces.as_deref() == Some(&m.id));
            Some((m.name.clone(), day, next.map(|n| n.name.clone())))
        })
        .collect();
    let selects = visit.gate().circles().meets(Circles::SELECTION);
    let completed = match selects {
        true => completion::list(&mut conn, &here.site.id).await?,
        false => Vec::new(),
    };
    let (sitting, rest): (Vec<_>, Vec<_>) = members.into_iter().partition(|m| m.sits());
    let confirmed = sitting.iter().filter(|m| m.withdrawn_at.is_none()).count();
    let seats = usize::try_from(site.seats).unwrap_or(0);
    visit.page(&CohortPage {
        missing: seats.saturating_sub(confirmed),
        completed,
        frame: Frame::of(&visit, visit.t("cohort-tab-cohort")),
        at: here.path(),
        signed: sitting.iter().filter(|m| m.signed_on.is_some()).count(),
        sitting,
        gone,
        substitutes: rest.into_iter().filter(|m| m.waits()).collect(),
        seats: site.seats,
        selects,
        leads: visit.holds(LEADS),
    })
}

#[derive(Template)]
#[template(path = "cohort/pages/leave.html")]
struct LeavePage {
    frame: Frame,
    /// Icon and sentence of each effect.
    effects: Vec<(&'static str, String)>,
    action: String,
    next: String,
    back: String,
    /// Whether the substitute would move a quota: then the seat may stay empty.
    shifts: bool,
}

async fn proposal(visit: &Visit, id: &str) -> Result<(Member, Option<Proposal>), Error> {
    let here = Here::of(visit)?;
    let mut conn = visit.read().await?;
    let members: Vec<Member> = member::list(&mut conn, &visit.gate(), &here.site.id)
        .await?
        .into_iter()
        .map(Seen::into_inner)
        .collect();
    let leaver = members
        .iter()
        .find(|m| m.id == id && m.left_on.is_none())
        .ok_or(Error::Absent)?;
    let pool = store::pool(&mut conn, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    let proposal = if leaver.sits() {
        replace::propose(&pool.text, &members, leaver)
    } else {
        None
    };
    Ok((leaver.clone(), proposal))
}

/// What happens when somebody leaves: who comes, and which quota moves.
pub async fn leave_page(visit: Visit, Path((_, _, id)): Below) -> Page {
    let here = Here::of(&visit)?;
    let (leaver, proposal) = proposal(&visit, &id).await?;
    let w = visit.words;
    let mut effects = vec![(
        "out",
        w.t1("cohort-leave-out", "name", leaver.name.as_str()),
    )];
    let (mut expected, mut shifts) = (String::new(), false);
    match proposal {
        Some(Proposal {
            substitute: Some(next),
            moved,
        }) => {
            expected = next.id.clone();
            effects.push((
                "user",
                w.t2(
                    "cohort-leave-next",
                    ("name", next.name.as_str()),
                    ("rank", next.rank),
                ),
            ));
            if moved.is_empty() {
                effects.push(("met", w.t("cohort-leave-keeps")));
            }
            shifts = !moved.is_empty();
            for quota in &moved {
                effects.push(("risk", moves(w, quota)));
            }
            effects.push((
                "mail",
                w.t1("cohort-leave-told", "name", next.name.as_str()),
            ));
        }
        Some(_) => effects.push(("risk", w.t("cohort-leave-nobody"))),
        None => effects.push(("info", w.t("cohort-leave-substitute"))),
    }
    let at = format!("{}/cohorte", here.path());
    visit.page(&LeavePage {
        frame: Frame::of(
            &visit,
            w.t1("cohort-leave-title", "name", leaver.name.as_str()),
        )
        .under(&at, visit.t("cohort-tab-cohort")),
        effects,
        action: format!("{at}/{id}/depart"),
        next: expected,
        back: at,
        shifts,
    })
}

/// "Catégorie, A : 9 personnes, pour 5 à 8 prévues."
pub(super) fn moves(w: Words, (feature, value, count, low, high): &completion::Moved) -> String {
    let values = vec![
        ("feature", feature_name(w, feature).into()),
        ("value", value.as_str().into()),
        ("count", (*count).into()),
        ("low", (*low).into()),
        ("high", (*high).into()),
    ];
    w.tn("cohort-leave-moves", values)
}

/// Notes that somebody leaves and calls who was confirmed.
pub async fn leave(visit: Visit, Path((_, _, id)): Below, form: Form) -> Page {
    let here = Here::of(&visit)?;
    let at = format!("{}/cohorte", here.path());
    let said = (form.v("next"), form.v("reason"));
    let then = match form.ticked("empty") {
        true => Then::Empty,
        false => Then::Call,
    };
    Ok(see_other(
        &match replace::leave(&here, &id, said, then).await? {
            Ok(()) if then == Then::Empty => format!("{at}/completer?dit=member-left"),
            Ok(()) => format!("{at}?dit=member-left"),
            Err(Refusal::Gone) => format!("{at}?dit=member-gone"),
            Err(Refusal::Changed) => format!("{at}/{id}/depart?dit=member-changed"),
        },
    ))
}
