//! Who acts and when, for the verbs of the slice; and how a verb ends without its effect.

use jiff::{Timestamp, civil::Date};

use crate::platform::{
    app::App,
    clock::day_in_paris,
    db::DbError,
    error::Error,
    gate::{Circles, Viewer},
    visit::Visit,
};

/// Who may read that the calendar of a site changed: all who belong to it, the season and the association.
pub const ALL_HERE: Circles = Circles::SUPPORTED
    .and(Circles::SEASON)
    .and(Circles::COORDINATION);

/// Who acts: a visitor, or the instance itself on behalf of nobody (command line, demonstration).
#[derive(Clone)]
pub struct By {
    /// The instance.
    pub app: App,
    /// The person.
    pub viewer: Viewer,
    /// The instant.
    pub now: Timestamp,
    /// Its day in Paris.
    pub today: Date,
}

impl By {
    /// The visitor.
    pub fn visitor(visit: &Visit) -> Self {
        Self {
            app: visit.app.clone(),
            viewer: visit.viewer.clone(),
            now: visit.now,
            today: visit.today,
        }
    }

    /// The instance itself, now.
    pub fn instance(app: &App) -> Self {
        let now = app.clock.now();
        Self {
            app: app.clone(),
            viewer: Viewer::default(),
            now,
            today: day_in_paris(now),
        }
    }
}

/// Why a verb did nothing.
#[derive(Debug)]
pub enum Stop<R> {
    /// Somebody can act on it.
    Refused(R),
    /// Absence, or our own fault.
    Fault(Error),
}

impl<R> From<DbError> for Stop<R> {
    fn from(error: DbError) -> Self {
        Stop::Fault(error.into())
    }
}

impl<R> From<Error> for Stop<R> {
    fn from(error: Error) -> Self {
        Stop::Fault(error)
    }
}
