//! Transfo: the whole programme in one binary.
//!
//! The slices in reading order: a slice may use those above it, never below (a test says so).

pub mod platform;

pub mod people;

pub mod programme;

pub mod cohort;

pub mod calendar;

pub mod groups;

pub mod exchange;

pub mod home;

pub mod privacy;

use platform::{
    access::Routes,
    app::App,
    clock::Clock,
    config::Config,
    db::Db,
    dice::Dice,
    http, jobs,
    migrate::{self, MigrationError},
    outbox,
};

/// Every route of the application.
pub fn routes(app: &App) -> Routes {
    platform::routes(app)
        .merge(home::first_routes(app))
        .merge(people::routes(app))
        .merge(programme::routes(app))
        .merge(cohort::routes(app))
        .merge(calendar::routes(app))
        .merge(groups::routes(app))
        .merge(exchange::routes(app))
        .merge(home::routes(app))
}

/// Makes every kind of long work known to the runner.
pub fn learn_works(app: &App) {
    calendar::learn_works(app);
    privacy::learn_works(app);
    for (kind, work) in cohort::works() {
        app.jobs.learn(kind, *work);
    }
}

/// Opens the database of `config`, brings it up to date (after a copy, when it has data) and makes the instance.
///
/// # Errors
/// When the database cannot be opened or brought up to date; then it is as it was.
pub async fn open(
    config: Config,
    clock: Clock,
    dice: Dice,
    demonstration: bool,
) -> Result<App, MigrationError> {
    let db = Db::open(&config.database_url()).await?;
    let copies = config.data.join("copies");
    migrate::migrate(&db, &clock, Some(&copies)).await?;
    let app = App::new(db, clock, dice, config, demonstration);
    learn_works(&app);
    Ok(app)
}

/// The whole application behind one router, as served and as tested.
pub fn router(app: &App) -> axum::Router {
    http::router(app, routes(app))
}

/// Serves until asked to stop, with the long work and the mail in the background.
///
/// # Errors
/// When an address cannot be listened on.
pub async fn serve(app: App, listener: tokio::net::TcpListener) -> std::io::Result<()> {
    let router = router(&app);
    tokio::spawn(jobs::run(app.clone()));
    tokio::spawn(outbox::run(app.clone()));
    tokio::spawn(privacy::run(app.clone()));
    if !app.config.metrics.is_empty() {
        let operator = tokio::net::TcpListener::bind(&app.config.metrics).await?;
        let router = http::operator_router(&app);
        tokio::spawn(async move { axum::serve(operator, router).await });
    }
    http::serve(app, router, listener).await
}
