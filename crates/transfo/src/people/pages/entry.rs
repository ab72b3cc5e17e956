//! The pages that let people in: sign-in, mail link and code, second factor, invitation, set-up. A GET changes
//! nothing: mail scanners open every link.

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use serde::Deserialize;

use super::kept::{self, Kept};
use crate::{
    people::{
        sign_in::{self, Entry, Refusal},
        store,
    },
    platform::{
        dice::fingerprint,
        error::{Error, Page, see_other},
        form::{Form, is_address},
        frame::{Frame, urlencode},
        pages::language::local,
        visit::{Visit, cookie_name},
    },
};

#[derive(Template)]
#[template(path = "people/pages/sign_in.html")]
struct SignInPage {
    frame: Frame,
    form: Form,
    back: String,
    kept: Kept,
}

#[derive(Template)]
#[template(path = "people/pages/code.html")]
pub(super) struct CodePage {
    pub(super) frame: Frame,
    pub(super) form: Form,
    pub(super) lead: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) action: String,
    pub(super) key: String,
    pub(super) back: String,
    pub(super) verb: String,
    pub(super) other: (String, String),
    pub(super) kept: Kept,
}

#[derive(Template)]
#[template(path = "people/pages/door.html")]
pub(super) struct DoorPage {
    pub(super) frame: Frame,
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) action: Option<String>,
    pub(super) verb: String,
}

#[derive(Template)]
#[template(path = "people/pages/set_up.html")]
struct SetUpPage {
    frame: Frame,
    form: Form,
    key: String,
}

/// Where a link leads on to.
#[derive(Debug, Default, Deserialize)]
pub struct Back {
    #[serde(default)]
    suite: String,
}

/// Where a form was sent.
#[derive(Debug, Default, Deserialize)]
pub struct Sent {
    #[serde(default)]
    acte: String,
}

fn agent(headers: &HeaderMap) -> &str {
    headers
        .get(header::USER_AGENT)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default()
}

fn sentence(visit: &Visit, refusal: Refusal) -> String {
    visit.t(match refusal {
        Refusal::Wrong => "people-wrong",
        Refusal::Stale => "people-stale",
        Refusal::TooMany => "people-too-many",
        Refusal::TooManyCodes => "people-too-many-codes",
        Refusal::Weak(weak) => weak.key(),
        Refusal::SetUpAlready => "people-set-up-already",
    })
}

/// Browsers neither set nor clear a `__Host-` cookie without it.
fn secure(visit: &Visit) -> &'static str {
    if visit.app.config.is_https() {
        "; Secure"
    } else {
        ""
    }
}

/// Goes on with the session's cookie.
pub(super) fn signed_in(visit: &Visit, token: &str, to: &str) -> Result<Response, Error> {
    let secure = secure(visit);
    let name = cookie_name(&visit.app);
    let cookie = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}");
    let mut response = see_other(to);
    let value = HeaderValue::from_str(&cookie).map_err(|e| e.to_string())?;
    response.headers_mut().insert(header::SET_COOKIE, value);
    Ok(response)
}

fn entered(visit: &Visit, entry: &Entry, back: &str, kept: Kept) -> Page {
    match entry {
        Entry::Open(token) if kept.is_empty() => signed_in(visit, token, local(back)),
        Entry::Open(token) => kept::page(visit, kept, local(back), signed_in(visit, token, "/")?),
        Entry::SecondFactor(key) if !kept.is_empty() => {
            let mut page = second_factor_form(visit, Form::default(), key.clone(), back.into());
            page.kept = kept;
            visit.page(&page)
        }
        Entry::SecondFactor(key) => Ok(see_other(&format!(
            "/connexion/second-facteur?cle={key}&suite={}",
            urlencode(local(back))
        ))),
    }
}

fn query(visit: &Visit, name: &str) -> String {
    visit.query(name)
}

/// The sign-in page.
pub async fn sign_in_page(visit: Visit) -> Page {
    visit.page(&SignInPage {
        frame: Frame::bare(&visit, visit.t("people-sign-in-title")),
        form: Form::default(),
        back: query(&visit, "suite"),
        kept: Kept::default(),
    })
}

/// A form whose sender was no longer signed in: what was typed waits in the page while they sign in again.
pub async fn keep(visit: Visit, Query(sent): Query<Sent>, form: Form) -> Page {
    let kept = Kept::of(&sent.acte, &form);
    visit.page(&SignInPage {
        frame: Frame::bare(&visit, visit.t("people-kept-title")),
        form: Form::default(),
        // The page from which it was sent.
        back: local(&visit.asked).to_owned(),
        kept,
    })
}

/// Address and password.
pub async fn sign_in(visit: Visit, headers: HeaderMap, mut form: Form) -> Page {
    let (email, typed) = (form.v("email").to_owned(), form.raw("password").to_owned());
    let kept = Kept::carried(&form);
    match sign_in::by_password(&visit, &email, &typed, agent(&headers)).await? {
        Ok(entry) => entered(&visit, &entry, form.v("suite"), kept),
        Err(refusal) => {
            form.fault("password", sentence(&visit, refusal));
            let back = form.v("suite").to_owned();
            visit.refused(&SignInPage {
                frame: Frame::bare(&visit, visit.t("people-sign-in-title")),
                form,
                back,
                kept,
            })
        }
    }
}

/// Asks for a link and a code by mail. The answer is the same whether the address is known.
pub async fn ask_mail(visit: Visit, mut form: Form) -> Page {
    let email = form.v("email").to_owned();
    let (back, kept) = (form.v("suite").to_owned(), Kept::carried(&form));
    if !is_address(&email) {
        form.fault("email", visit.t("people-email-fault"));
        return visit.refused(&SignInPage {
            frame: Frame::bare(&visit, visit.t("people-sign-in-title")),
            form,
            back,
            kept,
        });
    }
    match sign_in::ask_by_mail(&visit, &email, local(&back)).await? {
        Ok(key) => visit.page(&code_page(&visit, Form::default(), (key, back), kept)),
        Err(_) => Err(Error::TooMany),
    }
}

fn code_page(visit: &Visit, form: Form, (key, back): (String, String), kept: Kept) -> CodePage {
    CodePage {
        frame: Frame::bare(visit, visit.t("people-code-title")),
        form,
        lead: visit.t("people-code-lead"),
        label: visit.t("people-code-label"),
        hint: visit.t("people-code-hint"),
        action: "/connexion/code".into(),
        key,
        back,
        verb: visit.t("people-sign-in-verb"),
        other: ("/connexion".into(), visit.t("people-other-way")),
        kept,
    }
}

/// The six digits of the mail.
pub async fn code(visit: Visit, headers: HeaderMap, mut form: Form) -> Page {
    let (key, typed) = (form.v("cle").to_owned(), form.v("code").to_owned());
    let (back, kept) = (form.v("suite").to_owned(), Kept::carried(&form));
    match sign_in::by_mail(&visit, &key, Some(&typed), agent(&headers)).await? {
        Ok(entry) => entered(&visit, &entry, &back, kept),
        Err(refusal) => {
            form.fault("code", sentence(&visit, refusal));
            visit.refused(&code_page(&visit, form, (key, back), kept))
        }
    }
}

/// The page of a mailed link: one button.
pub async fn link_page(visit: Visit, Path(token): Path<String>) -> Page {
    let found = store::find_sign_in(&mut visit.read().await?, &fingerprint(&token)).await?;
    let good = found.is_some_and(|s| sign_in::lets_in(&s) && sign_in::holds(&s, visit.now));
    let back = query(&visit, "suite");
    let action = match local(&back) {
        "/" => format!("/connexion/lien/{token}"),
        back => format!("/connexion/lien/{token}?suite={}", urlencode(back)),
    };
    door_page(&visit, "people-link", good.then_some(action))
}

fn door_page(visit: &Visit, key: &str, action: Option<String>) -> Page {
    let title = visit.t(&format!("{key}-title"));
    let state = if action.is_some() { "good" } else { "stale" };
    let page = DoorPage {
        frame: Frame::bare(visit, title.clone()),
        title,
        lead: visit.t(&format!("{key}-{state}")),
        verb: visit.t(&format!("{key}-verb")),
        action,
    };
    if page.action.is_some() {
        visit.page(&page)
    } else {
        visit.refused(&page)
    }
}

/// Presses that button.
pub async fn link(
    visit: Visit,
    headers: HeaderMap,
    Path(token): Path<String>,
    Query(asked): Query<Back>,
) -> Page {
    match sign_in::by_mail(&visit, &token, None, agent(&headers)).await? {
        Ok(entry) => entered(&visit, &entry, &asked.suite, Kept::default()),
        Err(_) => door_page(&visit, "people-link", None),
    }
}

/// Asks for the second factor.
pub async fn second_factor_page(visit: Visit) -> Page {
    let page = second_factor_form(
        &visit,
        Form::default(),
        query(&visit, "cle"),
        query(&visit, "suite"),
    );
    visit.page(&page)
}

fn second_factor_form(visit: &Visit, form: Form, key: String, back: String) -> CodePage {
    CodePage {
        frame: Frame::bare(visit, visit.t("people-second-title")),
        form,
        lead: visit.t("people-second-lead"),
        label: visit.t("people-second-label"),
        hint: visit.t("people-second-hint"),
        action: "/connexion/second-facteur".into(),
        key,
        back,
        verb: visit.t("people-sign-in-verb"),
        other: ("/connexion".into(), visit.t("people-other-way")),
        kept: Kept::default(),
    }
}

/// Takes the second factor.
pub async fn second_factor(visit: Visit, headers: HeaderMap, mut form: Form) -> Page {
    let (key, typed) = (form.v("cle").to_owned(), form.v("code").to_owned());
    let (back, kept) = (form.v("suite").to_owned(), Kept::carried(&form));
    match sign_in::by_second_factor(&visit, &key, &typed, agent(&headers)).await? {
        Ok(token) => entered(&visit, &Entry::Open(token), &back, kept),
        Err(refusal) => {
            form.fault("code", sentence(&visit, refusal));
            let mut page = second_factor_form(&visit, form, key, back);
            page.kept = kept;
            visit.refused(&page)
        }
    }
}

/// Ends the session.
pub async fn sign_out(visit: Visit) -> Page {
    if let Some(person) = &visit.viewer.person {
        let mut tx = visit.write().await?;
        store::revoke_sessions(&mut tx, &person.id, Some(&person.session), "", visit.now).await?;
        tx.commit().await?;
    }
    let mut response = see_other("/connexion?dit=signed-out");
    let cookie = format!(
        "{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{}",
        cookie_name(&visit.app),
        secure(&visit)
    );
    let value = HeaderValue::from_str(&cookie).map_err(|e| e.to_string())?;
    response.headers_mut().insert(header::SET_COOKIE, value);
    Ok(response)
}

/// The page of an invitation: says who invites to what, with one button.
pub async fn invitation_page(visit: Visit, Path(token): Path<String>) -> Page {
    let found = store::invitation(&mut visit.read().await?, &fingerprint(&token)).await?;
    let good =
        found.is_some_and(|(person, expires)| expires > visit.now && !person.has_credential());
    door_page(
        &visit,
        "people-invitation",
        good.then(|| format!("/invitation/{token}")),
    )
}

/// Accepts an invitation.
pub async fn invitation(visit: Visit, headers: HeaderMap, Path(token): Path<String>) -> Page {
    match sign_in::by_invitation(&visit, &token, agent(&headers)).await? {
        Ok(entry) => entered(&visit, &entry, "/", Kept::default()),
        Err(_) => door_page(&visit, "people-invitation", None),
    }
}

/// The set-up page: the first administrator.
pub async fn set_up_page(visit: Visit, Path(key): Path<String>) -> Page {
    let mut conn = visit.read().await?;
    let expected = store::setting(&mut conn, "setup-key").await?;
    if expected.as_deref() != Some(key.as_str()) || store::has_administrator(&mut conn).await? {
        return Err(Error::Absent);
    }
    visit.page(&SetUpPage {
        frame: Frame::bare(&visit, visit.t("people-set-up-title")),
        form: Form::default(),
        key,
    })
}

/// Makes the first administrator.
pub async fn set_up(
    visit: Visit,
    headers: HeaderMap,
    Path(key): Path<String>,
    mut form: Form,
) -> Page {
    if form.v("name").is_empty() {
        form.fault("name", visit.t("people-name-fault"));
    }
    if !is_address(form.v("email")) {
        form.fault("email", visit.t("people-email-fault"));
    }
    if form.is_good() {
        let who = (form.v("name"), form.v("email"));
        let typed = form.raw("password");
        match sign_in::set_up(&visit, &key, who, typed, agent(&headers)).await? {
            Ok(token) => return signed_in(&visit, &token, "/?dit=set-up"),
            Err(refusal) => form.fault("password", sentence(&visit, refusal)),
        }
    }
    visit.refused(&SetUpPage {
        frame: Frame::bare(&visit, visit.t("people-set-up-title")),
        form,
        key,
    })
}
