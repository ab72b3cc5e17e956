//! The journal of a site: what was done, by whom, as far as the reader may know.

use askama::Template;

use super::asked;
use crate::platform::{error::Page, frame::Frame, journal, visit::Visit};

const LINES: u32 = 50;

#[derive(Template)]
#[template(path = "home/pages/journal.html")]
struct JournalPage {
    frame: Frame,
    at: String,
    lines: Vec<Line>,
    page: u32,
    more: bool,
}

struct Line {
    at: String,
    machine: String,
    sentence: String,
    actor: String,
    detail: String,
}

/// The page.
pub async fn journal(visit: Visit) -> Page {
    let (edition, site) = (visit.edition()?, visit.site()?);
    let page = asked(&visit, "page")
        .parse::<u32>()
        .unwrap_or(1)
        .clamp(1, 10_000);
    let offset = (page - 1) * LINES;
    let mut conn = visit.read().await?;
    let window = (LINES + 1, offset);
    let read = journal::of_site(&mut conn, &visit.gate(), &site.id, window).await?;
    let most = usize::try_from(LINES).unwrap_or(usize::MAX);
    let more = read.len() > most;
    let lines = read.iter().take(most).map(|line| Line {
        at: visit.words.instant(line.at),
        machine: line.at.to_string(),
        sentence: if line.subject.is_empty() {
            visit.t(&line.act)
        } else {
            visit.words.t2(
                "home-journal-line",
                ("act", visit.t(&line.act)),
                ("subject", line.subject.clone()),
            )
        },
        actor: line.actor.clone(),
        detail: line.detail.clone(),
    });
    visit.page(&JournalPage {
        frame: Frame::of(&visit, visit.t("home-tab-journal")),
        at: format!("/saisons/{}/{}/journal", edition.slug, site.slug),
        lines: lines.collect(),
        page,
        more,
    })
}
