//! The result of a draw: names for who may see them, the picture, the chances, the record as it is stored.

use std::sync::Arc;

use askama::Template;

use super::{
    ConfirmPage, Two,
    candidacies::download,
    chart::{self, Group, Spread},
};
use crate::{
    cohort::{
        Here, LEADS,
        publish::{self, Refusal},
        store::{
            self, Drawing,
            member::{self, Member},
        },
    },
    platform::{
        db::Conn,
        error::{Error, Page, see_other},
        frame::Frame,
        gate::{Circles, Seen},
        visit::Visit,
        words::Words,
    },
};

#[derive(Template)]
#[template(path = "cohort/pages/result.html")]
struct ResultPage {
    frame: Frame,
    at: String,
    drawn: Vec<Seen<Member>>,
    substitutes: Vec<Seen<Member>>,
    full: Option<Full>,
    published: Option<jiff::Timestamp>,
    leads: bool,
    groups: Vec<Group>,
    chart_says: String,
    with_draw: bool,
}

/// What only those who select may see.
struct Full {
    drawing: Drawing,
    read: Arc<Read>,
}

impl std::ops::Deref for Full {
    type Target = Read;
    fn deref(&self) -> &Read {
        &self.read
    }
}

/// What the record says, in one language.
struct Read {
    index: usize,
    spread: Spread,
    crowd: String,
    pool_hash: String,
    dots: Vec<(usize, usize, &'static str)>,
    height: usize,
    groups: Vec<Group>,
}

/// One dot a volunteer: place and class.
fn dots(
    problem: &sortition::Problem,
    panel: &[String],
    next: &[String],
) -> Vec<(usize, usize, &'static str)> {
    problem
        .ids()
        .enumerate()
        .map(|(at, id)| {
            let class = if panel.iter().any(|p| p == id) {
                "c-person-drawn"
            } else if next.iter().any(|p| p == id) {
                "c-person-next"
            } else {
                "c-person"
            };
            (at % 22 * 20 + 10, at / 22 * 20 + 10, class)
        })
        .collect()
}

fn strings(json: &serde_json::Value, name: &str) -> Vec<String> {
    let list = json.get(name).and_then(|v| v.as_array());
    list.into_iter()
        .flatten()
        .filter_map(|v| v.as_str())
        .map(str::to_owned)
        .collect()
}

async fn full(visit: &Visit, conn: &mut Conn, drawing: Drawing) -> Result<Full, Error> {
    let key = format!("record {} {}", drawing.hash, visit.words.lang.key());
    let read = match visit.kept(&key) {
        Some(read) => read,
        None => {
            let text = store::record(conn, &visit.site()?.id).await?;
            visit.keep(key, read(visit.words, &text.ok_or(Error::Absent)?)?)
        }
    };
    Ok(Full { drawing, read })
}

fn read(words: Words, record: &str) -> Result<Read, Error> {
    let fault = || Error::Fault("a record that cannot be read".into());
    let json: serde_json::Value = serde_json::from_str(record).map_err(|_| fault())?;
    let problem = sortition::Problem::from_text(record).ok_or_else(fault)?;
    let (panel, next) = (strings(&json, "panel"), strings(&json, "substitutes"));
    let index = json
        .get("index")
        .and_then(serde_json::Value::as_u64)
        .unwrap_or(0);
    Ok(Read {
        index: usize::try_from(index).unwrap_or(0),
        spread: chart::chances(words, &json),
        crowd: words.tn(
            "cohort-crowd",
            vec![
                ("volunteers", problem.len().into()),
                ("drawn", panel.len().into()),
                ("substitutes", next.len().into()),
            ],
        ),
        pool_hash: problem.hash(),
        height: problem.len().div_ceil(22) * 20,
        dots: dots(&problem, &panel, &next),
        groups: chart::of_problem(words, &problem, Some(&panel)),
    })
}

/// The result. To those who do not select it is there once published.
pub async fn page(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let selects = visit.gate().circles().meets(Circles::SELECTION);
    let mut conn = visit.read().await?;
    let drawing = store::drawing(&mut conn, &here.site.id).await?;
    let drawing = drawing
        .filter(|d| selects || d.published_at.is_some())
        .ok_or(Error::Absent)?;
    let members = member::list(&mut conn, &visit.gate(), &here.site.id).await?;
    if members.is_empty() {
        return Err(Error::Absent);
    }
    let published = drawing.published_at;
    let (drawn, substitutes): (Vec<_>, Vec<_>) = members
        .into_iter()
        .partition(|m| m.kind == member::Kind::Member);
    let mut frame = Frame::of(&visit, visit.t("cohort-result-title"));
    let (full, groups) = if selects {
        frame = frame.under(
            format!("{}/tirage", here.path()),
            visit.t("cohort-tab-draw"),
        );
        let full = full(&visit, &mut conn, drawing).await?;
        let groups = full.groups.clone();
        (Some(full), groups)
    } else {
        (None, Vec::new())
    };
    let outside = groups.iter().flat_map(|g| &g.bars).any(|b| b.out);
    visit.page(&ResultPage {
        frame,
        at: here.path(),
        drawn,
        substitutes,
        full,
        published,
        leads: visit.holds(LEADS),
        groups,
        chart_says: visit.t(if outside {
            "cohort-chart-outside"
        } else {
            "cohort-chart-inside"
        }),
        with_draw: true,
    })
}

/// The record, as the bytes that are stored.
pub async fn record(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let record = store::record(&mut conn, &here.site.id).await?;
    let name = format!("tirage-{}-{}.json", here.edition.slug, here.site.slug);
    Ok(download(
        record.ok_or(Error::Absent)?,
        "application/json; charset=utf-8",
        &name,
    ))
}

/// What publishing does.
pub async fn publish_page(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let drawing = store::drawing(&mut conn, &here.site.id).await?;
    if drawing.is_none_or(|d| d.published_at.is_some()) {
        return Err(Error::Absent);
    }
    let all = store::application::seen(&mut conn, &visit.gate(), &here.site.id).await?;
    let told = all
        .iter()
        .filter(|a| a.withdrawn_at.is_none() && a.consented_on.is_some());
    let by_mail = told.clone().filter(|a| a.email.is_some()).count();
    let by_hand = told.filter(|a| a.email.is_none()).count();
    let at = format!("{}/tirage/resultat", here.path());
    visit.page(&ConfirmPage {
        frame: Frame::of(&visit, visit.t("cohort-publish-title"))
            .under(&at, visit.t("cohort-result-title")),
        lead: visit.t("cohort-publish-lead"),
        effects: vec![
            ("eye", visit.t("cohort-publish-seen")),
            ("user", visit.t("cohort-publish-accounts")),
            (
                "mail",
                visit.words.t1("cohort-publish-mails", "count", by_mail),
            ),
            (
                "phone",
                visit.words.t1("cohort-publish-by-hand", "count", by_hand),
            ),
        ],
        visible: super::visible_to(visit.words, publish::OPEN),
        action: format!("{}/tirage/publier", here.path()),
        hidden: Vec::new(),
        verb: visit.t("cohort-publish-verb"),
        back: at,
        back_verb: visit.t("cohort-publish-not"),
        danger: false,
    })
}

/// Publishes.
pub async fn publish(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let key = match publish::publish(&here).await? {
        Ok(_) => "result-published",
        Err(Refusal::Already) => "result-already",
        Err(Refusal::NotDrawn) => return Err(Error::Absent),
    };
    Ok(see_other(&format!(
        "{}/tirage/resultat?dit={key}",
        here.path()
    )))
}
