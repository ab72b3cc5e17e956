//! The mails of a site: read before they leave, let go together, or dropped. And the instance's, without words.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;

use super::site::circles;
use crate::{
    home::{
        acts,
        store::{self, Kinds, Letter},
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        gate::Circles,
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "home/pages/mails.html")]
struct MailsPage {
    frame: Frame,
    at: String,
    letters: Vec<ShownLetter>,
    prepared: usize,
}

struct ShownLetter {
    letter: Letter,
    kind: String,
    state: String,
    badge: &'static str,
    day: String,
}

#[derive(Template)]
#[template(path = "home/pages/mail.html")]
struct MailPage {
    frame: Frame,
    at: String,
    one: ShownLetter,
    waits: bool,
}

#[derive(Template)]
#[template(path = "home/pages/mails_confirm.html")]
struct ConfirmPage {
    frame: Frame,
    form: Form,
    at: String,
    count: usize,
    seen: String,
    visible: String,
    names: Vec<String>,
    others: usize,
}

#[derive(Template)]
#[template(path = "home/pages/mails_instance.html")]
struct InstancePage {
    frame: Frame,
    rows: Vec<(Kinds, String, String, &'static str, String)>,
}

fn at(visit: &Visit) -> Result<String, Error> {
    let (edition, site) = (visit.edition()?, visit.site()?);
    Ok(format!("/saisons/{}/{}/courriers", edition.slug, site.slug))
}

fn badge(state: &str) -> &'static str {
    match state {
        "sent" => "met",
        "waiting" => "track",
        "failing" => "broken",
        "dropped" => "na",
        _ => "risk",
    }
}

/// What a mail is for: each slice names its kinds; one that is not named is a mail.
fn kind(visit: &Visit, kind: &str) -> String {
    let key = format!("mail-{kind}");
    let name = visit.t(&key);
    if name == key {
        visit.t("home-mail-kind-other")
    } else {
        name
    }
}

fn shown(visit: &Visit, letter: Letter) -> ShownLetter {
    ShownLetter {
        kind: kind(visit, &letter.kind),
        state: visit.words.named("home-mail", &letter.state),
        badge: badge(&letter.state),
        day: visit
            .words
            .instant(letter.sent_at.unwrap_or(letter.prepared_at)),
        letter,
    }
}

async fn read(visit: &Visit) -> Result<Vec<Letter>, Error> {
    let mut conn = visit.read().await?;
    let seen = store::letters(&mut conn, &visit.gate(), &visit.site()?.id).await?;
    Ok(seen.into_iter().map(|l| l.into_inner()).collect())
}

/// The mails of a site.
pub async fn of_site(visit: Visit) -> Page {
    let letters = read(&visit).await?;
    let prepared = letters.iter().filter(|l| l.state == "prepared").count();
    visit.page(&MailsPage {
        frame: Frame::of(&visit, visit.t("home-tab-mails")),
        at: at(&visit)?,
        letters: letters.into_iter().map(|l| shown(&visit, l)).collect(),
        prepared,
    })
}

/// One mail, to read.
pub async fn letter(visit: Visit, Path((_, _, id)): Path<(String, String, String)>) -> Page {
    let mut conn = visit.read().await?;
    let site = visit.site()?.id.clone();
    let found = store::letter(&mut conn, &visit.gate(), (&site, &id)).await?;
    let letter = found.ok_or(Error::Absent)?.into_inner();
    let frame = Frame::of(&visit, letter.subject.clone());
    visit.page(&MailPage {
        frame: frame.under(at(&visit)?, visit.t("home-tab-mails")),
        at: at(&visit)?,
        waits: letter.state == "prepared",
        one: shown(&visit, letter),
    })
}

const NAMED: usize = 12;

async fn confirm_page(visit: &Visit, form: Form) -> Result<ConfirmPage, Error> {
    let mut waiting = read(visit).await?;
    waiting.retain(|l| l.state == "prepared");
    let seen = waiting.iter().map(|l| l.prepared_at).max();
    Ok(ConfirmPage {
        frame: Frame::of(visit, visit.t("home-mails-send"))
            .under(at(visit)?, visit.t("home-tab-mails")),
        form,
        at: at(visit)?,
        count: waiting.len(),
        seen: seen
            .map(|s| s.as_millisecond().to_string())
            .unwrap_or_default(),
        visible: circles(visit, Circles::SELECTION),
        others: waiting.len().saturating_sub(NAMED),
        names: waiting.into_iter().take(NAMED).map(|l| l.to).collect(),
    })
}

/// Says how many people will receive something.
pub async fn confirm(visit: Visit) -> Page {
    let page = confirm_page(&visit, Form::default()).await?;
    visit.page(&page)
}

/// Lets them go.
pub async fn release(visit: Visit, mut form: Form) -> Page {
    let seen: Option<Timestamp> = form
        .v("seen")
        .parse()
        .ok()
        .and_then(|ms| Timestamp::from_millisecond(ms).ok());
    let count: Option<u64> = form.v("count").parse().ok();
    let (Some(seen), Some(count)) = (seen, count) else {
        return Err(Error::Unreadable(visit.t("home-mails-send")));
    };
    match acts::release_mails(&visit, seen, count).await? {
        Ok(_) => Ok(see_other(&format!("{}?dit=mails-released", at(&visit)?))),
        Err(refusal) => {
            form.fault(refusal.0, visit.t(refusal.1));
            let page = confirm_page(&visit, form).await?;
            visit.refused(&page)
        }
    }
}

/// Drops one.
pub async fn drop_one(visit: Visit, Path((_, _, id)): Path<(String, String, String)>) -> Page {
    acts::drop_mail(&visit, &id).await?;
    Ok(see_other(&format!("{}?dit=mail-dropped", at(&visit)?)))
}

/// The mails of the instance by kind and state.
pub async fn of_instance(visit: Visit) -> Page {
    let kinds = store::kinds(&mut visit.read().await?).await?;
    let row = |k: Kinds| {
        let words = visit.words;
        let (name, state) = (kind(&visit, &k.kind), words.named("home-mail", &k.state));
        let (badge, newest) = (badge(&k.state), words.instant(k.newest_at));
        (k, name, state, badge, newest)
    };
    visit.page(&InstancePage {
        frame: Frame::bare(&visit, visit.t("home-tab-instance-mails")),
        rows: kinds.into_iter().map(row).collect(),
    })
}
