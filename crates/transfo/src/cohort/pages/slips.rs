//! The numbered panels on paper: some on each page, to be printed and cut for the room. References, never a name.

use askama::Template;

use super::{Two, ceremony::slip_number};
use crate::{
    cohort::{
        Here,
        store::{commitment, lottery},
    },
    platform::{
        error::{Error, Page},
        frame::{Frame, Link},
        visit::Visit,
    },
};

/// Slips on a page: a page weighs little, and prints on a few sheets.
const A_PAGE: usize = 100;

#[derive(Template)]
#[template(path = "cohort/pages/slips.html")]
struct SlipsPage {
    frame: Frame,
    hash: String,
    first: String,
    last: String,
    slips: Vec<(String, String)>,
    pages: Vec<Link>,
}

/// Some slips of the published lottery.
pub async fn page(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let published = commitment::published(&mut conn, &visit.gate(), &here.site.id).await?;
    let standing = published.iter().find(|k| k.voided_at.is_none());
    let hash = standing.map(|k| k.hash.clone()).ok_or(Error::Absent)?;
    let seen = lottery::seen(&mut conn, &visit.gate(), &here.site.id).await?;
    let l = seen.ok_or(Error::Absent)?;
    let key = format!("slips {} {}", l.id, visit.gate().eyes());
    let all = match visit.kept(&key) {
        Some(all) => all,
        None => {
            let text = lottery::text(&mut conn, &visit.gate(), &l.id).await?;
            visit.keep(key, slips(&text.ok_or(Error::Absent)?, l.slips)?)
        }
    };
    let wanted = super::query(&visit, "page").parse().unwrap_or(1_usize);
    let at = wanted.clamp(1, all.len().div_ceil(A_PAGE).max(1));
    let path = format!("{}/tirage/bulletins", here.path());
    let pages = (1..=all.len().div_ceil(A_PAGE))
        .map(|n| Link {
            href: format!("{path}?page={n}"),
            text: n.to_string(),
            current: n == at,
        })
        .collect();
    let some: Vec<(String, String)> = all
        .iter()
        .skip((at - 1) * A_PAGE)
        .take(A_PAGE)
        .cloned()
        .collect();
    let end = |slip: Option<&(String, String)>| slip.map(|s| s.0.clone()).unwrap_or_default();
    visit.page(&SlipsPage {
        frame: Frame::of(&visit, visit.t("cohort-slips-title")).under(
            format!("{}/tirage", here.path()),
            visit.t("cohort-tab-draw"),
        ),
        first: end(some.first()),
        last: end(some.last()),
        slips: some,
        hash,
        pages,
    })
}

/// Number and references of each slip of a commitment.
fn slips(text: &str, count: u32) -> Result<Vec<(String, String)>, Error> {
    let problem = crate::cohort::lottery::read(text)?;
    let json: serde_json::Value = serde_json::from_str(text)
        .map_err(|_| Error::Fault("a lottery that cannot be read".into()))?;
    let slips = json.get("slips").and_then(|v| v.as_array());
    let names = |slip: &serde_json::Value| {
        let people = slip.as_array().into_iter().flatten();
        let ids: Vec<&str> = people
            .filter_map(|at| usize::try_from(at.as_u64()?).ok())
            .map(|at| problem.id(at))
            .collect();
        ids.join(", ")
    };
    Ok((0_u32..)
        .zip(slips.into_iter().flatten())
        .map(|(number, slip)| (slip_number(number, count), names(slip)))
        .collect())
}
