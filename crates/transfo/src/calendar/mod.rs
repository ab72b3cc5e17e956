//! Closures, availability, the plan, the runs people see, attendance, time accounts and feeds.
//!
//! Owns the tables `closure`, `unavailable`, `availability_link`, `plan`, `waived_rule`, `run`, `run_resident`, `meeting`,
//! `meeting_site`, `meeting_resident`, `attendance` and `feed`.
//! Invariants: a plan is a draft until it is published; a run keeps its identity whatever moves; a reason for an absence
//! is shown to the person and the team alone; feeds are computed when fetched. Never moves a run that nobody asked to
//! move, and never sends a mail to many that nobody has seen.

pub mod absence;
pub mod account;
pub mod act;
pub mod answer;
pub mod attend;
pub mod busy;
pub mod close;
pub mod digest;
pub mod escort;
pub mod fetch;
pub mod holidays;
pub mod ics;
pub mod impossible;
pub mod known_days;
pub mod load;
pub mod meet;
pub mod meeting;
pub mod move_run;
pub mod news;
mod pages;
pub mod plan_input;
pub mod plan_season;
pub mod publish;
pub mod reason;
pub mod run;
pub mod school;
pub mod search;
pub mod secret;
mod store;
pub mod subscribe;
pub mod unpublished;
pub mod waive;

use jiff::civil::Date;

use crate::platform::{
    access::{Access, Routes, Tab},
    app::App,
    db::{Conn, DbError},
    gate::{Gate, Role, Seen},
};

pub use store::facts::{Away, Loaded, load as facts_of};

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

/// The meetings of an edition that are not called off, by date.
///
/// # Errors
/// What the database says.
pub async fn meetings_of_edition(
    conn: &mut Conn,
    edition: &str,
) -> Result<Vec<meeting::Meeting>, DbError> {
    store::meetings::of_edition(conn, edition).await
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

/// What the members who sit at a site said of the days from `today` on: row id of the member, and when they are away. As
/// far as the viewer may see, never with a reason.
///
/// # Errors
/// What the database says.
pub async fn absences_of_cohort(
    conn: &mut Conn,
    gate: &Gate,
    site: &str,
    today: Date,
) -> Result<Vec<Seen<(String, absence::Absence)>>, DbError> {
    store::availability::of_cohort(conn, gate, site, today).await
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

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    let routes = Routes::new(app);
    let routes = season_routes(routes);
    let routes = change_routes(routes);
    let routes = meeting_routes(routes);
    let routes = site_routes(routes);
    let routes = availability_routes(routes);
    let routes = run_routes(routes);
    personal_routes(routes)
}

/// What happens when the calendar has to change: a new fact, answers to choose from, a conflict and its ways out.
fn change_routes(routes: Routes) -> Routes {
    use pages::{change, choice, conflict, load, season, versions};
    routes
        .get(
            "/saisons/{edition}/calendrier/changer",
            COORDINATION,
            change::show,
        )
        .post(
            "/saisons/{edition}/calendrier/changer",
            COORDINATION,
            change::take,
        )
        .get(
            "/saisons/{edition}/calendrier/choix/{batch}",
            Access::Edition,
            choice::show,
        )
        .get(
            "/saisons/{edition}/calendrier/blocage",
            COORDINATION,
            conflict::show,
        )
        .get(
            "/saisons/{edition}/calendrier/blocage/lever",
            COORDINATION,
            conflict::ask,
        )
        .post(
            "/saisons/{edition}/calendrier/blocage/lever",
            COORDINATION,
            conflict::give_up,
        )
        .post(
            "/saisons/{edition}/calendrier/exigences",
            COORDINATION,
            conflict::restore,
        )
        .get(
            "/saisons/{edition}/calendrier/charge",
            COORDINATION,
            load::of_season,
        )
        .get(
            "/saisons/{edition}/calendrier/charge.csv",
            COORDINATION,
            load::spreadsheet,
        )
        .get(
            "/saisons/{edition}/calendrier/versions",
            Access::Edition,
            versions::show,
        )
        .get(
            "/saisons/{edition}/calendrier/plans/{plan}/preuve.json",
            COORDINATION,
            season::certificate,
        )
        .get(
            "/saisons/{edition}/calendrier/plans/{plan}/saison.json",
            COORDINATION,
            season::instance,
        )
}

/// Meetings between authorities: everybody of the season sees them, the coordination places them.
fn meeting_routes(routes: Routes) -> Routes {
    use pages::{meeting_escort, meeting_form, meetings};
    routes
        .get(
            "/saisons/{edition}/calendrier/rencontres",
            Access::Edition,
            meetings::list,
        )
        .get(
            "/saisons/{edition}/calendrier/rencontres/ajouter",
            COORDINATION,
            meeting_form::ask,
        )
        .post(
            "/saisons/{edition}/calendrier/rencontres/ajouter",
            COORDINATION,
            meeting_form::add,
        )
        .get(
            "/saisons/{edition}/calendrier/rencontres/{meeting}",
            Access::Edition,
            meetings::show,
        )
        .get(
            "/saisons/{edition}/calendrier/rencontres/{meeting}/modifier",
            COORDINATION,
            meeting_form::ask_edit,
        )
        .post(
            "/saisons/{edition}/calendrier/rencontres/{meeting}/modifier",
            COORDINATION,
            meeting_form::edit,
        )
        .get(
            "/saisons/{edition}/calendrier/rencontres/{meeting}/date",
            COORDINATION,
            meetings::ask_date,
        )
        .post(
            "/saisons/{edition}/calendrier/rencontres/{meeting}/date",
            COORDINATION,
            meetings::fix,
        )
        .post(
            "/saisons/{edition}/calendrier/rencontres/{meeting}/liberer",
            COORDINATION,
            meetings::release,
        )
        .get(
            "/saisons/{edition}/calendrier/rencontres/{meeting}/annuler",
            COORDINATION,
            meetings::ask_off,
        )
        .post(
            "/saisons/{edition}/calendrier/rencontres/{meeting}/annuler",
            COORDINATION,
            meetings::call_off,
        )
        .post(
            "/saisons/{edition}/calendrier/rencontres/{meeting}/residents",
            COORDINATION,
            meeting_escort::say,
        )
}

fn season_routes(routes: Routes) -> Routes {
    use pages::{closures, messages, season};
    routes
        .tab(
            Tab::Edition("calendar-tab-season"),
            "/saisons/{edition}/calendrier",
            Access::Edition,
            season::show,
        )
        .post(
            "/saisons/{edition}/calendrier/calculer",
            COORDINATION,
            season::calculate,
        )
        .get(
            "/saisons/{edition}/calendrier/calcul",
            COORDINATION,
            season::job,
        )
        .post(
            "/saisons/{edition}/calendrier/calcul/arreter",
            COORDINATION,
            season::stop,
        )
        .get(
            "/saisons/{edition}/calendrier/plans/{plan}",
            Access::Edition,
            season::plan,
        )
        .post(
            "/saisons/{edition}/calendrier/plans/{plan}",
            COORDINATION,
            season::publish_plan,
        )
        .get(
            "/saisons/{edition}/calendrier/messages",
            COORDINATION,
            messages::of_season,
        )
        .post(
            "/saisons/{edition}/calendrier/messages",
            COORDINATION,
            messages::decide_season,
        )
        .get(
            "/saisons/{edition}/fermetures",
            COORDINATION,
            closures::of_season,
        )
        .post(
            "/saisons/{edition}/fermetures",
            COORDINATION,
            closures::add_to_season,
        )
        .post(
            "/saisons/{edition}/fermetures/retirer",
            COORDINATION,
            closures::remove_from_season,
        )
}

fn site_routes(routes: Routes) -> Routes {
    use pages::{closures, forecast, site, statement, subscriptions, time};
    routes
        .tab(
            Tab::Site("calendar-tab-site"),
            "/saisons/{edition}/{site}/calendrier",
            Access::Site,
            site::show,
        )
        .get(
            "/saisons/{edition}/{site}/calendrier/abonnements",
            Access::Site,
            subscriptions::of_site,
        )
        .post(
            "/saisons/{edition}/{site}/calendrier/abonnements",
            TEAM_AND_COORDINATION,
            subscriptions::make_for_site,
        )
        .post(
            "/saisons/{edition}/{site}/calendrier/abonnements/fermer",
            TEAM_AND_COORDINATION,
            subscriptions::revoke_of_site,
        )
        .get(
            "/saisons/{edition}/{site}/fermetures",
            TEAM_AND_COORDINATION,
            closures::of_site,
        )
        .post(
            "/saisons/{edition}/{site}/fermetures",
            TEAM_AND_COORDINATION,
            closures::add_to_site,
        )
        .post(
            "/saisons/{edition}/{site}/fermetures/retirer",
            TEAM_AND_COORDINATION,
            closures::remove_from_site,
        )
        .tab(
            Tab::Site("calendar-tab-time"),
            "/saisons/{edition}/{site}/temps",
            TEAM,
            time::of_site,
        )
        .get(
            "/saisons/{edition}/{site}/temps.csv",
            TEAM,
            time::spreadsheet,
        )
        .get(
            "/saisons/{edition}/{site}/temps/prevision",
            TEAM,
            forecast::of_site,
        )
        .get(
            "/saisons/{edition}/{site}/temps/releve",
            TEAM,
            statement::of_site,
        )
        .get(
            "/saisons/{edition}/{site}/temps/releve.csv",
            TEAM,
            statement::file_of_site,
        )
}

fn availability_routes(routes: Routes) -> Routes {
    use pages::{agenda, availability, messages};
    routes
        .tab(
            Tab::Site("calendar-tab-availability"),
            "/saisons/{edition}/{site}/disponibilites",
            TEAM_AND_COORDINATION,
            availability::list,
        )
        .post(
            "/saisons/{edition}/{site}/disponibilites/liens",
            TEAM_AND_COORDINATION,
            availability::make_links,
        )
        .post(
            "/saisons/{edition}/{site}/disponibilites/relancer",
            TEAM_AND_COORDINATION,
            availability::remind,
        )
        .get(
            "/saisons/{edition}/{site}/disponibilites/messages",
            TEAM_AND_COORDINATION,
            messages::of_site,
        )
        .post(
            "/saisons/{edition}/{site}/disponibilites/messages",
            TEAM_AND_COORDINATION,
            messages::decide_site,
        )
        .get(
            "/saisons/{edition}/{site}/disponibilites/{who}",
            TEAM_AND_COORDINATION,
            availability::on_paper,
        )
        .post(
            "/saisons/{edition}/{site}/disponibilites/{who}",
            TEAM_AND_COORDINATION,
            availability::save_on_paper,
        )
        .get(
            "/saisons/{edition}/{site}/disponibilites/{who}/agenda",
            TEAM_AND_COORDINATION,
            agenda::ask_on_paper,
        )
        .post(
            "/saisons/{edition}/{site}/disponibilites/{who}/agenda",
            TEAM_AND_COORDINATION,
            agenda::look_on_paper,
        )
}

fn run_routes(routes: Routes) -> Routes {
    use pages::{presence, run};
    routes
        .get(
            "/saisons/{edition}/{site}/calendrier/deplacer",
            TEAM_AND_COORDINATION,
            run::look,
        )
        .post(
            "/saisons/{edition}/{site}/calendrier/deplacer",
            TEAM_AND_COORDINATION,
            run::move_it,
        )
        .get(
            "/saisons/{edition}/{site}/calendrier/{run}",
            Access::Site,
            run::show,
        )
        .post(
            "/saisons/{edition}/{site}/calendrier/{run}/verrou",
            TEAM_AND_COORDINATION,
            run::lock,
        )
        .get(
            "/saisons/{edition}/{site}/calendrier/{run}/annuler",
            TEAM_AND_COORDINATION,
            run::ask_cancel,
        )
        .post(
            "/saisons/{edition}/{site}/calendrier/{run}/annuler",
            TEAM_AND_COORDINATION,
            run::cancel,
        )
        .post(
            "/saisons/{edition}/{site}/calendrier/{run}/residents",
            TEAM_AND_COORDINATION,
            run::accompany,
        )
        .get(
            "/saisons/{edition}/{site}/calendrier/{run}/presence",
            TEAM,
            presence::sheet,
        )
        .post(
            "/saisons/{edition}/{site}/calendrier/{run}/presence",
            TEAM,
            presence::save,
        )
}

fn personal_routes(routes: Routes) -> Routes {
    use pages::{agenda, availability, presence, statement, subscriptions, time};
    routes
        .get("/disponibilites/{token}", Access::Link, availability::own)
        .post(
            "/disponibilites/{token}",
            Access::Link,
            availability::save_own,
        )
        .get("/disponibilites/{token}/agenda", Access::Link, agenda::ask)
        .post("/disponibilites/{token}/agenda", Access::Link, agenda::look)
        .get("/presence/{token}", Access::Link, presence::door)
        .post("/presence/{token}", Access::Link, presence::say_here)
        .get("/agenda/{file}", Access::Link, subscriptions::fetch)
        .get("/mon-temps", Access::SignedIn, time::own)
        .get("/mon-temps/releve", Access::SignedIn, statement::own)
        .get(
            "/mon-temps/releve.csv",
            Access::SignedIn,
            statement::own_file,
        )
        .get("/mes-agendas", Access::SignedIn, subscriptions::own)
        .post("/mes-agendas", Access::SignedIn, subscriptions::make_own)
        .post(
            "/mes-agendas/fermer",
            Access::SignedIn,
            subscriptions::revoke_own,
        )
}
