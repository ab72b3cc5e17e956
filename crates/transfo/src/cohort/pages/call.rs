//! The call of a site, for who leads it: days, words, address, code to scan.

use askama::Template;

use super::{day, poster};
use crate::{
    cohort::{
        Here, LEADS,
        call::{self, Call, Refusal},
        store,
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "cohort/pages/call.html")]
struct CallPage {
    frame: Frame,
    form: Form,
    call: Option<Call>,
    stand: &'static str,
    at: String,
    public: String,
    code: poster::Code,
    leads: bool,
}

async fn load(visit: &Visit, form: Option<Form>) -> Result<CallPage, Error> {
    let here = Here::of(visit)?;
    let mut conn = visit.read().await?;
    let call = store::call(&mut conn, &here.site.id).await?;
    let form = form.unwrap_or_else(|| match &call {
        Some(c) => Form::filled([
            ("opens_on", c.opens_on.to_string()),
            ("closes_on", c.closes_on.to_string()),
            ("intro", c.intro.clone()),
            ("contact", c.contact.clone()),
        ]),
        None => Form::default(),
    });
    let public = poster::address(&here);
    Ok(CallPage {
        frame: Frame::of(visit, visit.t("cohort-tab-call")),
        form,
        stand: call.as_ref().map_or("", |c| match c.stand(visit.today) {
            call::Stand::Before => "before",
            call::Stand::Open => "open",
            call::Stand::After => "after",
        }),
        call,
        at: here.path(),
        code: poster::Code::of(&public)?,
        public,
        leads: visit.holds(LEADS),
    })
}

/// The call as it is.
pub async fn page(visit: Visit) -> Page {
    let page = load(&visit, None).await?;
    visit.page(&page)
}

/// Opens the call, or changes it.
pub async fn save(visit: Visit, mut form: Form) -> Page {
    let here = Here::of(&visit)?;
    let days = (
        day(&visit, &mut form, "opens_on"),
        day(&visit, &mut form, "closes_on"),
    );
    for name in ["intro", "contact"] {
        if form.v(name).chars().count() > 4000 {
            form.fault(name, visit.t("cohort-fault-long"));
        }
    }
    if let (Some(opens_on), Some(closes_on)) = days
        && form.is_good()
    {
        let call = Call {
            opens_on,
            closes_on,
            intro: form.v("intro").to_owned(),
            contact: form.v("contact").to_owned(),
        };
        match call::open_call(&here, &call).await? {
            Ok(()) => {
                return Ok(see_other(&format!(
                    "{}/appel?dit=call-written",
                    here.path()
                )));
            }
            Err(Refusal::ClosesFirst) => {
                form.fault("closes_on", visit.t("cohort-fault-closes-first"))
            }
        }
    }
    let page = load(&visit, Some(form)).await?;
    visit.refused(&page)
}
