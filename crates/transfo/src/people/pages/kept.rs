//! A form that was sent when its sender was no longer signed in. What was typed travels with the sign-in pages, as hidden
//! fields, and is sent again by one press of a button: no script, and nothing of it stays on the server.
//!
//! Never keeps a form with a password or a code in it, and is sent to our own addresses only.

use askama::Template;
use axum::response::Response;

use crate::platform::{
    error::Page, form::Form, frame::Frame, pages::language::local, visit::Visit,
};

/// What a kept field's name begins with on the way.
const CARRIED: &str = "garde.";
/// Fields that are never kept.
const SECRETS: [&str; 4] = ["password", "old", "code", "cle"];

/// What was typed, and where it was sent.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The act's path; empty when nothing is kept.
    pub act: String,
    /// Names and values, in the order sent.
    pub fields: Vec<(String, String)>,
}

impl Kept {
    /// What `form` holds, sent to `act`.
    pub fn of(act: &str, form: &Form) -> Self {
        let secret = form.fields().any(|(name, _)| SECRETS.contains(&name));
        if secret || local(act) == "/" {
            return Self::default();
        }
        Self {
            act: act.to_owned(),
            fields: form
                .fields()
                .map(|(name, _)| name)
                .zip(form.raws())
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        }
    }

    /// What a form of the sign-in pages carries along.
    pub fn carried(form: &Form) -> Self {
        let act = form.v("acte");
        if act.is_empty() || local(act) == "/" {
            return Self::default();
        }
        Self {
            act: act.to_owned(),
            fields: form
                .fields()
                .zip(form.raws())
                .filter_map(|((name, _), value)| Some((name.strip_prefix(CARRIED)?, value)))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        }
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.act.is_empty()
    }

    /// What a person would know again of it.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let typed =
            |value: &&str| value.chars().count() > 2 && value.chars().any(char::is_alphabetic);
        self.fields
            .iter()
            .map(|(_, value)| value.as_str())
            .filter(typed)
    }
}

#[derive(Template)]
#[template(path = "people/pages/kept.html")]
struct KeptPage {
    frame: Frame,
    kept: Kept,
    back: String,
}

/// The page that gives it back, on the answer that opens the session.
pub fn page(visit: &Visit, kept: Kept, back: &str, opened: Response) -> Page {
    let mut response = visit.page(&KeptPage {
        frame: Frame::bare(visit, visit.t("people-kept-title")),
        kept,
        back: back.to_owned(),
    })?;
    for cookie in opened.headers().get_all(axum::http::header::SET_COOKIE) {
        response
            .headers_mut()
            .append(axum::http::header::SET_COOKIE, cookie.clone());
    }
    Ok(response)
}
