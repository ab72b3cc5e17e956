//! What a season folder brings in, inside the transaction of whoever reads it. No mail leaves from here.

use jiff::{Timestamp, civil::Date};

use super::{
    Here,
    application::{Application, Endorsement, Strata, audience},
    store::application as rows,
};
use crate::platform::{db::Tx, error::Error};

pub use super::{
    call::open_call_in as open_call,
    draw::draw_now,
    freeze::freeze_in as freeze,
    quotas::{set_general_quotas_in as set_general_quotas, set_quotas_in as set_quotas},
    store::member::all as member_list,
};

/// A candidacy as a file gives it.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Reference at the site.
    pub reference: String,
    /// Name; the reference stands for it when it is withheld.
    pub name: Option<String>,
    /// Address, if any.
    pub email: Option<String>,
    /// What the draw balances.
    pub strata: Strata,
    /// The manager.
    pub manager_name: String,
    /// Their address, if any.
    pub manager_email: Option<String>,
    /// Day of consent.
    pub consented_on: Option<Date>,
    /// What the hierarchy says: `None` as long as it says nothing.
    pub endorsed: Option<bool>,
}

/// Adds a candidacy; its row id. An answer of the hierarchy means that the agent had let it know.
///
/// # Errors
/// A fault of ours: a reference that the site already has is one, the reader of the folder refuses it before.
pub async fn application(tx: &mut Tx, here: &Here<'_>, new: &Imported) -> Result<String, Error> {
    let answered: Option<Timestamp> = new.endorsed.map(|_| here.now);
    let application = Application {
        id: here.app.dice.id(),
        reference: new.reference.clone(),
        name: new.name.clone().unwrap_or_else(|| new.reference.clone()),
        email: new.email.as_deref().map(str::to_lowercase),
        lang: "fr".into(),
        strata: new.strata.clone(),
        motivation: String::new(),
        manager_name: new.manager_name.clone(),
        manager_email: new.manager_email.as_deref().map(str::to_lowercase),
        source: "import".into(),
        applied_at: here.now,
        consented_on: new.consented_on,
        released_at: answered,
        withdrawn_at: None,
        endorsement: match new.endorsed {
            Some(true) => Endorsement::Granted,
            Some(false) => Endorsement::Refused,
            None => Endorsement::Waiting,
        },
        endorsed_at: answered,
        endorsement_note: String::new(),
        person_id: None,
        audience: audience(answered.is_some()),
    };
    rows::add(tx, &here.site.id, here.viewer.id(), &application).await?;
    Ok(application.id)
}
