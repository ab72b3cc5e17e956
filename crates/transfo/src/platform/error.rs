//! What a page can end in instead of itself: absence, no right, no session, or a fault of ours.
//! Refusals that somebody can act on are not here: each verb has its own, and the page comes back filled.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::gate::Role;

/// Why there is no page.
#[derive(Debug)]
pub enum Error {
    /// It does not exist, or this person may not know that it does: the same answer.
    Absent,
    /// The person is at home here but this page is for others, who can give access.
    NotAllowed(&'static [Role]),
    /// Nobody is signed in.
    SignIn,
    /// The person must have a second factor first.
    Enrol,
    /// The form or address could not be read at all.
    Unreadable(String),
    /// Too many tries.
    TooMany,
    /// Our own fault: logged once, shown as a reference.
    Fault(String),
}

/// The result of a handler.
pub type Page = Result<Response, Error>;

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Error::Fault(format!("database: {error}"))
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Error::Fault(format!("template: {error}"))
    }
}

impl From<String> for Error {
    fn from(what: String) -> Self {
        Error::Fault(what)
    }
}

/// Carried on a response from a handler to the door, which knows the visitor's language and draws the page.
#[derive(Clone, Debug)]
pub(crate) struct Ended(pub(crate) std::sync::Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response
            .extensions_mut()
            .insert(Ended(std::sync::Arc::new(self)));
        response
    }
}

impl Error {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Error::Absent => StatusCode::NOT_FOUND,
            Error::NotAllowed(_) => StatusCode::FORBIDDEN,
            Error::SignIn | Error::Enrol => StatusCode::SEE_OTHER,
            Error::Unreadable(_) => StatusCode::BAD_REQUEST,
            Error::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Error::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// Sends the browser elsewhere after an act (303), so that going back or reloading repeats nothing.
pub fn see_other(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to.to_owned())]).into_response()
}
