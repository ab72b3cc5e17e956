//! Closures, availability, the plan, the runs people see, attendance, time accounts and feeds.
//!
//! Owns the tables `closure`, `unavailable`, `availability_link`, `plan`, `run`, `run_resident`, `attendance` and `feed`.
//! Invariants: a plan is a draft until it is published; a run keeps its identity whatever moves; a reason for an absence
//! is shown to the person and the team alone; feeds are computed when fetched. Never moves a run that nobody asked to
//! move, and never sends a mail to many that nobody has seen.

pub mod absence;
pub mod account;
pub mod act;
pub mod answer;
pub mod attend;
pub mod close;
pub mod holidays;
pub mod ics;
pub mod known_days;
pub mod move_run;
//mod pages;
pub mod plan_input;
pub mod plan_season;
pub mod publish;
pub mod run;
pub mod school;
pub mod secret;
mod store;
pub mod subscribe;

use jiff::civil::Date;

use crate::platform::{
    access::{Access, Routes, Tab},
    app::App,
    db::{Conn, DbError},
    gate::{Gate, Role, Seen},
};

pub use store::facts::{Loaded, load as facts_of};

const TEAM: Access = Access::SiteAs(&[Role::Pilot, Role::Resident]);
const TEAM_AND_COORDINATION: Access =
    Access::SiteAs(&[Role::Coordinator, Role::Pilot, Role::Resident]);
const COORDINATION: Access = Access::EditionAs(&[Role::Coordinator]);

/// Makes the calculation of a season known to the runner of long work.
pub fn learn_works(app: &App) {
    app.jobs.learn(plan_season::KIND, plan_season::work);
}

/// The runs of a site in order of date, those called off included (they have no number).
///
/// # Errors
/// What the database says.
pub async fn runs_of_site(conn: &mut Conn, site: &str) -> Result<Vec<run::Run>, DbError> {
    store::runs::of_site(conn, site).await
}

/// The runs of an edition, by site and date.
///
/// # Errors
/// What the database says.
pub async fn runs_of_edition(conn: &mut Conn, edition: &str) -> Result<Vec<run::Run>, DbError> {
    store::runs::of_edition(conn, edition).await
}

/// The accounts of time of a site's ambassadors that the viewer may see.
///
/// # Errors
/// What the database says.
pub async fn time_accounts(
    conn: &mut Conn,
    gate: &Gate,
    site: &str,
    today: Date,
) -> Result<Vec<Seen<account::Account>>, DbError> {
    let ahead = store::attendance::days_ahead(conn, today).await?;
    store::attendance::accounts(conn, gate, (site, today), later(&ahead, today)).await
}

/// The accounts of one person, at every site, that the viewer may see.
///
/// # Errors
/// What the database says.
pub async fn time_accounts_of(
    conn: &mut Conn,
    gate: &Gate,
    person: &str,
    today: Date,
) -> Result<Vec<Seen<account::Account>>, DbError> {
    let ahead = store::attendance::days_ahead(conn, today).await?;
    store::attendance::accounts_of(conn, gate, (person, today), later(&ahead, today)).await
}

/// Who is asked for availability at a site, and who has answered, as far as the viewer may see.
///
/// # Errors
/// What the database says.
pub async fn availability_of_site(
    conn: &mut Conn,
    gate: &Gate,
    site: &str,
    today: Date,
) -> Result<Vec<Seen<answer::Asked>>, DbError> {
    store::availability::asked(conn, gate, site, today).await
}

/// What is noted of a run: day, member and half.
///
/// # Errors
/// What the database says.
pub async fn attendance_of_run(conn: &mut Conn, run: &str) -> Result<attend::Sheet, DbError> {
    store::attendance::sheet(conn, run).await
}

/// Session days of a site after `today`, and today.
fn later(ahead: &[(String, Date, u32)], today: Date) -> impl Fn(&str) -> (u32, u32) {
    move |site| {
        let (mut coming, mut now) = (0, 0);
        for (_, start, count) in ahead.iter().filter(|(of, ..)| of == site) {
            for day in absence::days(*start, absence::plus(*start, i64::from(*count) - 1)) {
                coming += u32::from(day > today);
                now += u32::from(day == today);
            }
        }
        (coming, now)
    }
}

/// The routes.
pub fn routes(app: &App) -> Routes {
    Routes::new(app)
}
