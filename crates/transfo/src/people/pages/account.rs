//! One's own account: name and language, password, second factor, open sessions.

use askama::Template;
use axum::extract::Path;

use crate::{
    people::{
        account::{self, Change},
        pages::{
            entry::{CodePage, DoorPage},
            kept::Kept,
        },
        second_factor,
        store::{self, Person, RoleLine, SessionLine},
    },
    platform::{
        error::{Error, Page, see_other},
        form::{Form, is_address},
        frame::Frame,
        visit::Visit,
        words::Lang,
    },
};

#[derive(Template)]
#[template(path = "people/pages/account.html")]
struct AccountPage {
    frame: Frame,
    form: Form,
    person: Person,
    roles: Vec<RoleLine>,
    sessions: Vec<SessionLine>,
    here: String,
    langs: Vec<(String, String)>,
    asks_old: bool,
}

#[derive(Template)]
#[template(path = "people/pages/second_factor.html")]
struct SecondFactorPage {
    frame: Frame,
    form: Form,
    secret: String,
    picture: String,
}

#[derive(Template)]
#[template(path = "people/pages/recovery.html")]
struct RecoveryPage {
    frame: Frame,
    codes: Vec<String>,
}

/// The page.
pub async fn account(visit: Visit) -> Page {
    let page = page(&visit, None).await?;
    visit.page(&page)
}

async fn page(visit: &Visit, form: Option<Form>) -> Result<AccountPage, Error> {
    let me = visit.person()?;
    let mut conn = visit.read().await?;
    let person = store::by_id(&mut conn, &me.id)
        .await?
        .ok_or(Error::Absent)?;
    let form = form.unwrap_or_else(|| {
        Form::filled([
            ("name", person.name.clone()),
            ("lang", person.lang.key().to_owned()),
        ])
    });
    let sessions = store::sessions(&mut conn, &me.id, visit.now).await?;
    let here = sessions.iter().find(|s| s.id == me.session);
    let replaces = here.is_some_and(|s| account::may_replace(s, visit.now));
    Ok(AccountPage {
        asks_old: person.password_hash.is_some() && !replaces,
        frame: Frame::bare(visit, visit.t("people-account-title")),
        form,
        roles: store::roles_of(&mut conn, &me.id).await?,
        sessions,
        here: me.session.clone(),
        person,
        langs: vec![
            ("fr".into(), "Français".into()),
            ("en".into(), "English".into()),
        ],
    })
}

/// Name and language.
pub async fn profile(visit: Visit, mut form: Form) -> Page {
    if form.v("name").is_empty() {
        form.fault("name", visit.t("people-name-fault"));
        let page = page(&visit, Some(form)).await?;
        return visit.refused(&page);
    }
    let change = Change::Profile {
        name: form.v("name"),
        lang: Lang::from_key(form.v("lang")),
    };
    account::change(&visit, change).await?;
    Ok(see_other("/compte?dit=profile"))
}

/// The password.
pub async fn password(visit: Visit, mut form: Form) -> Page {
    let (old, new) = (form.raw("old").to_owned(), form.raw("password").to_owned());
    match account::set_password(&visit, &old, &new).await? {
        Ok(()) => Ok(see_other("/compte?dit=password")),
        Err(refusal) => {
            form.fault(refusal.field(), visit.t(refusal.key()));
            back_with(&visit, form).await
        }
    }
}

/// The page with the fault of one of its forms; the first keeps what is stored.
async fn back_with(visit: &Visit, mut form: Form) -> Page {
    let person = store::by_id(&mut visit.read().await?, &visit.person()?.id).await?;
    let person = person.ok_or(Error::Absent)?;
    form.set("name", person.name);
    form.set("lang", person.lang.key());
    let page = page(visit, Some(form)).await?;
    visit.refused(&page)
}

/// Asks for another address: a code goes there.
pub async fn ask_address(visit: Visit, mut form: Form) -> Page {
    let email = form.v("email").to_owned();
    if !is_address(&email) {
        form.fault("email", visit.t("people-email-fault"));
        return back_with(&visit, form).await;
    }
    let key = account::ask_address(&visit, &email).await?;
    visit.page(&address_page(&visit, Form::default(), key))
}

fn address_page(visit: &Visit, form: Form, key: String) -> CodePage {
    CodePage {
        frame: Frame::bare(visit, visit.t("people-code-title"))
            .under("/compte", visit.t("people-account-title")),
        form,
        lead: visit.t("people-address-lead"),
        label: visit.t("people-code-label"),
        hint: visit.t("people-code-hint"),
        action: "/compte/adresse/code".into(),
        key,
        back: String::new(),
        verb: visit.t("people-address-verb"),
        other: ("/compte".into(), visit.t("form-cancel")),
        kept: Kept::default(),
    }
}

/// Takes that code.
pub async fn confirm_address(visit: Visit, mut form: Form) -> Page {
    let (key, typed) = (form.v("cle").to_owned(), form.v("code").to_owned());
    match account::confirm_address(&visit, &key, &typed).await? {
        Ok(()) => Ok(see_other("/compte?dit=address")),
        Err(why) => {
            form.fault("code", visit.t(why));
            visit.refused(&address_page(&visit, form, key))
        }
    }
}

/// Ends one session.
pub async fn end_session(visit: Visit, Path(id): Path<String>) -> Page {
    account::change(&visit, Change::EndSession(&id)).await?;
    Ok(see_other("/compte?dit=session-ended"))
}

/// Ends every session but this one.
pub async fn end_others(visit: Visit) -> Page {
    account::change(&visit, Change::EndOtherSessions).await?;
    Ok(see_other("/compte?dit=sessions-ended"))
}

/// Begins a second factor: a secret to scan, which counts once a code of it was typed.
pub async fn second_factor_page(visit: Visit) -> Page {
    let me = visit.person()?.id.clone();
    let person = store::by_id(&mut visit.read().await?, &me).await?;
    let person = person.ok_or(Error::Absent)?;
    if person.totp_confirmed_at.is_some() {
        return Ok(see_other("/compte"));
    }
    let Some(secret) = person.totp_secret.clone() else {
        return must_enrol(&visit);
    };
    let page = second_factor_form(&visit, &person, Form::default(), secret)?;
    visit.page(&page)
}

/// Says why a second factor is needed, with one button; who needs none finds it in the account.
fn must_enrol(visit: &Visit) -> Page {
    if !visit.must_enrol {
        return Ok(see_other("/compte"));
    }
    let title = visit.t("people-enrol-title");
    visit.page(&DoorPage {
        frame: Frame::bare(visit, title.clone()),
        title,
        lead: visit.t("people-enrol-lead"),
        action: Some("/compte/double-facteur/nouveau".into()),
        verb: visit.t("people-factor-begin"),
    })
}

fn second_factor_form(
    visit: &Visit,
    person: &Person,
    form: Form,
    secret: String,
) -> Result<SecondFactorPage, Error> {
    let account = person.email.as_deref().unwrap_or(&person.name);
    let address = second_factor::address(&secret, &account.replace(':', " "))?;
    let picture = qrcode::QrCode::new(address.as_bytes())
        .map_err(|e| e.to_string())?
        .render::<qrcode::render::svg::Color<'_>>()
        .min_dimensions(200, 200)
        .build();
    Ok(SecondFactorPage {
        frame: Frame::bare(visit, visit.t("people-factor-title"))
            .under("/compte", visit.t("people-account-title")),
        form,
        secret,
        picture: picture
            .split_once("?>")
            .map_or(picture.clone(), |(_, svg)| svg.to_owned()),
    })
}

/// Makes a new secret.
pub async fn begin_second_factor(visit: Visit) -> Page {
    account::change(&visit, Change::BeginSecondFactor).await?;
    Ok(see_other("/compte/double-facteur"))
}

/// Confirms it by a code; shows the recovery codes, this once.
pub async fn confirm_second_factor(visit: Visit, mut form: Form) -> Page {
    let typed = form.v("code").to_owned();
    match account::confirm_second_factor(&visit, &typed).await? {
        Some(codes) => visit.page(&RecoveryPage {
            frame: Frame::bare(&visit, visit.t("people-recovery-title"))
                .under("/compte", visit.t("people-account-title")),
            codes,
        }),
        None => {
            form.fault("code", visit.t("people-wrong"));
            let me = visit.person()?.id.clone();
            let person = store::by_id(&mut visit.read().await?, &me).await?;
            let person = person.ok_or(Error::Absent)?;
            let secret = person.totp_secret.clone().ok_or(Error::Absent)?;
            let page = second_factor_form(&visit, &person, form, secret)?;
            visit.refused(&page)
        }
    }
}

/// Takes the second factor away.
pub async fn remove_second_factor(visit: Visit, mut form: Form) -> Page {
    let typed = form.v("code").to_owned();
    if account::remove_second_factor(&visit, &typed).await? {
        return Ok(see_other("/compte?dit=factor-removed"));
    }
    form.fault("code", visit.t("people-wrong"));
    back_with(&visit, form).await
}
