//! Persons, what they may do and since when, and how they prove who they are.
//!
//! Owns the tables `person`, `role`, `session`, `sign_in`, `recovery_code`, `invitation` and `throttle`. Invariants:
//! a role is a dated fact and ends the day it says; secrets are stored as hashes; a GET changes nothing; no answer
//! tells whether an address has an account. Never asks for a public-sector identity: residents and partners enter
//! like anybody else. Others may call [`invite`], [`sign_in`] and [`store`]'s readers and granters.

pub mod account;
pub mod invite;
pub mod pages;
pub mod password;
pub mod second_factor;
pub mod sign_in;
pub mod store;

use crate::platform::{
    access::{Access, Routes, Tab},
    app::App,
};

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    use pages::{account, entry, list};
    let factor = "/compte/double-facteur";
    Routes::new(app)
        .get("/connexion", Access::Anyone, entry::sign_in_page)
        .post("/connexion", Access::Anyone, entry::sign_in)
        .post("/connexion/courriel", Access::Anyone, entry::ask_mail)
        .post("/connexion/reprendre", Access::Anyone, entry::keep)
        .post("/connexion/code", Access::Anyone, entry::code)
        .get("/connexion/lien/{token}", Access::Link, entry::link_page)
        .post("/connexion/lien/{token}", Access::Link, entry::link)
        .get(
            "/connexion/second-facteur",
            Access::Anyone,
            entry::second_factor_page,
        )
        .post(
            "/connexion/second-facteur",
            Access::Anyone,
            entry::second_factor,
        )
        .post("/deconnexion", Access::Anyone, entry::sign_out)
        .get("/invitation/{token}", Access::Link, entry::invitation_page)
        .post("/invitation/{token}", Access::Link, entry::invitation)
        .get("/mise-en-service/{key}", Access::Link, entry::set_up_page)
        .post("/mise-en-service/{key}", Access::Link, entry::set_up)
        .get("/compte", Access::SignedIn, account::account)
        .post("/compte", Access::SignedIn, account::profile)
        .post("/compte/adresse", Access::SignedIn, account::ask_address)
        .post(
            "/compte/adresse/code",
            Access::SignedIn,
            account::confirm_address,
        )
        .post("/compte/mot-de-passe", Access::SignedIn, account::password)
        .post(
            "/compte/sessions/{id}/fermer",
            Access::SignedIn,
            account::end_session,
        )
        .post(
            "/compte/sessions/fermer",
            Access::SignedIn,
            account::end_others,
        )
        .get(factor, Access::SignedIn, account::second_factor_page)
        .post(factor, Access::SignedIn, account::confirm_second_factor)
        .post(
            "/compte/double-facteur/nouveau",
            Access::SignedIn,
            account::begin_second_factor,
        )
        .post(
            "/compte/double-facteur/retirer",
            Access::SignedIn,
            account::remove_second_factor,
        )
        .tab(
            Tab::Main("people-list-title"),
            "/personnes",
            Access::Instance,
            list::list,
        )
        .post("/personnes", Access::Instance, list::invite_administrator)
        .get("/personnes/{id}", Access::Instance, list::person)
        .post("/personnes/{id}/lien", Access::Instance, list::new_link)
        .post(
            "/personnes/{id}/roles/{role}/fin",
            Access::Instance,
            list::end_role,
        )
}
