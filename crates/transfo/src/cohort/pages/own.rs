//! The agent's own page, opened by the personal link.

use askama::Template;
use axum::extract::Path;

use super::{ConfirmPage, Two, handed, here_at, letter::Sheet, places};
use crate::{
    cohort::{
        application::{Application, Endorsement, State},
        call::Stand,
        chances::Limit,
        letter,
        own::{self, Refusal},
        store::{
            self,
            application::{Side, by_link},
            lottery::{self, Chance},
            member::{self, Kind, Letter, Member},
        },
    },
    platform::{
        db::Conn,
        dice::fingerprint,
        error::{Error, Page, see_other},
        frame::Frame,
        visit::{Place, Visit},
    },
};

#[derive(Template)]
#[template(path = "cohort/pages/own.html")]
struct OwnPage {
    frame: Frame,
    a: Application,
    state: State,
    site: Place,
    link: String,
    at: String,
    call_open: bool,
    frozen: bool,
    published: bool,
    drawn: Option<Member>,
    letter: Option<Letter>,
    chance: Option<OwnChance>,
    /// The public page of the draw, once there is one.
    draw: Option<String>,
}

/// The agent's own chance in a lottery that is published, and what opens their line of the public text.
struct OwnChance {
    line: Chance,
    panels: u32,
    void: bool,
    limits: String,
    text: String,
}

async fn own_chance(
    conn: &mut Conn,
    visit: &Visit,
    a: &Application,
) -> Result<Option<OwnChance>, Error> {
    let found = lottery::chance_of(conn, &a.id).await?;
    Ok(found.map(|(line, panels, void)| {
        let limits: Vec<Limit> = serde_json::from_str(&line.limits).unwrap_or_default();
        OwnChance {
            limits: super::lottery::limits(visit.words, &limits),
            text: format!(
                "transfo line 1\n{}\n{}\n{}/{panels}",
                line.salt, a.reference, line.slips
            ),
            line,
            panels,
            void,
        }
    }))
}

/// The candidacy behind a link, with its places.
async fn mine(conn: &mut Conn, token: &str) -> Result<(Application, Place, Place), Error> {
    let found = by_link(conn, Side::Own, &fingerprint(token)).await?;
    let (a, site) = found.ok_or(Error::Absent)?;
    let (edition, site) = places(conn, &site).await?;
    Ok((a, edition, site))
}

/// My candidacy: its state, who sees it, what can be done.
pub async fn page(visit: Visit, Path(token): Path<String>) -> Page {
    let mut conn = visit.read().await?;
    let (a, edition, site) = mine(&mut conn, &token).await?;
    let call = store::call(&mut conn, &site.id).await?;
    let drawing = store::drawing(&mut conn, &site.id).await?;
    let published = drawing.is_some_and(|d| d.published_at.is_some());
    let drawn = if published {
        member::of_application(&mut conn, &a.id).await?
    } else {
        None
    };
    let letter = match &drawn {
        Some(m) => member::letter_of(&mut conn, &m.id).await?,
        None => None,
    };
    let chance = own_chance(&mut conn, &visit, &a).await?;
    let here = here_at(&visit, &edition, &site);
    let draw = super::public::published(&mut conn, &visit, &here).await?;
    visit.page(&OwnPage {
        frame: Frame::bare(&visit, visit.t("cohort-own-title")),
        chance,
        draw,
        state: a.state(),
        link: format!("{}/candidature/{token}", visit.app.config.url),
        at: format!("/candidature/{token}"),
        call_open: call.is_some_and(|c| c.stand(visit.today) == Stand::Open),
        frozen: store::pool(&mut conn, &site.id).await?.is_some(),
        published,
        drawn,
        letter,
        a,
        site,
    })
}

/// What happens when the hierarchy is told.
pub async fn release_page(visit: Visit, Path(token): Path<String>) -> Page {
    let mut conn = visit.read().await?;
    let (a, _, _) = mine(&mut conn, &token).await?;
    let who = match a.manager_name.as_str() {
        "" => visit.t("cohort-your-manager"),
        name => name.to_owned(),
    };
    let mail = match &a.manager_email {
        Some(email) => visit.words.t2(
            "cohort-release-mail",
            ("who", who.as_str()),
            ("email", email.as_str()),
        ),
        None => visit.words.t1("cohort-release-paper", "who", who.as_str()),
    };
    let at = format!("/candidature/{token}");
    visit.page(&ConfirmPage {
        frame: Frame::bare(&visit, visit.t("cohort-release-title"))
            .under(&at, visit.t("cohort-own-title")),
        lead: visit.t("cohort-release-lead"),
        effects: vec![
            ("mail", mail),
            ("eye", visit.t("cohort-release-seen")),
            ("history", visit.t("cohort-release-lasting")),
        ],
        visible: String::new(),
        action: format!("{at}/transmettre"),
        hidden: Vec::new(),
        verb: visit.t("cohort-release-verb"),
        back: at,
        back_verb: visit.t("cohort-release-not"),
        danger: false,
    })
}

/// Tells the hierarchy.
pub async fn release(visit: Visit, Path(token): Path<String>) -> Page {
    let (a, edition, site) = load(&visit, &token).await?;
    let here = here_at(&visit, &edition, &site);
    let key = match own::release(&here, &a.id).await? {
        Ok(_) if a.manager_email.is_some() => "application-released",
        Ok(_) => "application-released-paper",
        Err(Refusal::Withdrawn | Refusal::TooLate) => "application-too-late",
    };
    Ok(see_other(&format!("/candidature/{token}?dit={key}")))
}

async fn load(visit: &Visit, token: &str) -> Result<(Application, Place, Place), Error> {
    let mut conn = visit.read().await?;
    mine(&mut conn, token).await
}

/// A link for the manager, to be handed over: of a candidacy that was released.
pub async fn manager_link(visit: Visit, Path(token): Path<String>) -> Page {
    let (a, edition, site) = load(&visit, &token).await?;
    if a.released_at.is_none() {
        return Err(Error::Absent);
    }
    let here = here_at(&visit, &edition, &site);
    let secret = match own::release(&here, &a.id).await? {
        Ok(secret) => secret,
        Err(_) => {
            return Ok(see_other(&format!(
                "/candidature/{token}?dit=application-too-late"
            )));
        }
    };
    let at = format!("/candidature/{token}");
    let frame = Frame::bare(&visit, visit.t("cohort-manager-link-title"));
    let link = format!("{}/accord/{secret}", visit.app.config.url);
    handed(&visit, frame, visit.t("cohort-manager-link-lead"), link, at)
}

/// What happens on withdrawal.
pub async fn withdraw_page(visit: Visit, Path(token): Path<String>) -> Page {
    load(&visit, &token).await?;
    let at = format!("/candidature/{token}");
    visit.page(&ConfirmPage {
        frame: Frame::bare(&visit, visit.t("cohort-withdraw-title"))
            .under(&at, visit.t("cohort-own-title")),
        lead: visit.t("cohort-withdraw-lead"),
        effects: vec![
            ("out", visit.t("cohort-withdraw-out")),
            ("history", visit.t("cohort-withdraw-back")),
        ],
        visible: String::new(),
        action: format!("{at}/retirer"),
        hidden: Vec::new(),
        verb: visit.t("cohort-withdraw-verb"),
        back: at,
        back_verb: visit.t("cohort-withdraw-not"),
        danger: true,
    })
}

/// Withdraws.
pub async fn withdraw(visit: Visit, Path(token): Path<String>) -> Page {
    let (a, edition, site) = load(&visit, &token).await?;
    own::withdraw(&here_at(&visit, &edition, &site), &a.id).await?;
    Ok(see_other(&format!(
        "/candidature/{token}?dit=application-withdrawn"
    )))
}

/// Takes the withdrawal back.
pub async fn come_back(visit: Visit, Path(token): Path<String>) -> Page {
    let (a, edition, site) = load(&visit, &token).await?;
    let key = match own::come_back(&here_at(&visit, &edition, &site), &a.id).await? {
        Ok(()) => "application-back",
        Err(_) => "application-too-late",
    };
    Ok(see_other(&format!("/candidature/{token}?dit={key}")))
}

/// My mission letter.
pub async fn letter(visit: Visit, Path(token): Path<String>) -> Page {
    let mut conn = visit.read().await?;
    let (a, edition, site) = mine(&mut conn, &token).await?;
    let m = member::of_application(&mut conn, &a.id)
        .await?
        .ok_or(Error::Absent)?;
    let letter = member::letter_of(&mut conn, &m.id)
        .await?
        .ok_or(Error::Absent)?;
    let facts = store::site(&mut conn, &site.id)
        .await?
        .ok_or(Error::Absent)?;
    let at = format!("/candidature/{token}");
    let frame =
        Frame::bare(&visit, visit.t("cohort-letter-title")).under(&at, visit.t("cohort-own-title"));
    let sheet = Sheet::of(&edition, &site, &facts, &a, Some(&letter));
    let action =
        (letter.signed_on.is_none() && m.kind == Kind::Member).then(|| format!("{at}/lettre"));
    super::letter::show(&visit, frame, sheet, action)
}

/// Signs my mission letter.
pub async fn sign(visit: Visit, Path(token): Path<String>) -> Page {
    let (a, edition, site) = load(&visit, &token).await?;
    let m = {
        let mut conn = visit.read().await?;
        member::of_application(&mut conn, &a.id)
            .await?
            .ok_or(Error::Absent)?
    };
    let key = match letter::sign(&here_at(&visit, &edition, &site), &m.id).await? {
        Ok(()) => "letter-signed",
        Err(_) => "letter-not-open",
    };
    Ok(see_other(&format!("/candidature/{token}?dit={key}")))
}
