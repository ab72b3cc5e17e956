//! What can be asked on the command line, and how it ends.

mod admin;
mod demo;
mod files;
mod folder;
mod operate;
mod progress;
mod retention;
mod routes;

mod serve;
mod setting;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

pub use setting::Setting;

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// As asked.
    Done,
    /// Refused, or not genuine: somebody can act on what was said.
    Refused,
    /// Proved or found impossible; the explanation is on the standard output.
    Impossible,
}

/// How a command ends; `Err` is a sentence about what failed.
pub type Outcome = Result<Ended, String>;

#[derive(Parser)]
#[command(name = "transfo", version, about = "La Transfo: run a season of innovation labs in public authorities", long_about = LONG)]
struct Cli {
    /// Folder with the database, its copies and the keys [default: data; for demo: demo]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Configuration file [default: transfo.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

const LONG: &str = "La Transfo: run a season of innovation labs in public authorities.\n\n\
`transfo demo` shows everything with invented people; `transfo serve` starts an instance of your own.\n\
Commands that take a folder or a file need no database. Sentences follow LANG (French unless it is English).\n\
Exit codes: 0 done, 1 refused or not genuine, 2 wrong usage, 3 impossible.";

#[derive(Subcommand)]
enum Command {
    /// Serve the pages; on an empty folder, prepare it and print the set-up link
    Serve(serve::Serve),
    /// Make the demonstration season in a new folder and serve it
    Demo(demo::Demo),
    /// Import a season's folder into the instance: whole or not at all
    Import(folder::Import),
    /// Write a season of the instance as a folder
    Export(folder::Export),
    /// Draw the cohort of each authority of a folder; without a folder, the frozen pools of the instance
    Draw(files::draw::Draw),
    /// The chances of everybody in a pool, without drawing
    Lottery(files::draw::Lottery),
    /// Verify the record of a draw
    Verify(files::draw::Verify),
    /// Make the working groups of a cohort given as a table
    Groups(files::groups::Groups),
    /// Propose quotas from figures of the workforce
    Quotas(files::quotas::Quotas),
    /// Solve the calendar of a folder or of an instance file; without one, a draft in the instance
    Plan(files::plan::Plan),
    /// Why an instance file has no calendar
    Explain(files::plan::Explain),
    /// Solve an instance file again, changing as little as possible
    Replan(files::plan::Replan),
    /// Check a calendar against its instance file
    CheckPlan(files::plan::CheckPlan),
    /// What the protocol finds in a folder, or in a season of the instance
    Check(files::check::Check),
    /// List every route; with --json, with a sample address and persona for each
    Routes(routes::Routes),
    /// The configuration in force
    #[command(subcommand)]
    Config(operate::Config),
    /// Accounts, without any mail
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Whether the instance is in good order: PASS, WARN or FAIL with what to do
    Doctor,
    /// Bring the database to this version
    Upgrade(operate::Upgrade),
    /// Erase what is past its time, as the daily work does; with --dry-run, say what would go
    Retention(retention::Retention),
    /// Copies of the database
    #[command(subcommand)]
    Backup(operate::Backup),
}

/// Shared by commands that can answer in JSON.
#[derive(Args, Clone, Copy, Debug)]
pub struct Json {
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
}

/// Reads the arguments, does what they ask, and says how it ended.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match outcome(cli) {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::Refused) => ExitCode::from(1),
        Ok(Ended::Impossible) => ExitCode::from(3),
        Err(why) => {
            say_error(&why);
            ExitCode::from(1)
        }
    }
}

fn outcome(cli: Cli) -> Outcome {
    let setting = Setting {
        data: cli.data,
        config: cli.config,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| e.to_string())?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve(asked) => serve::serve(&setting, asked).await,
            Command::Demo(asked) => demo::demo(&setting, asked).await,
            Command::Import(asked) => folder::import(&setting, asked).await,
            Command::Export(asked) => folder::export(&setting, asked).await,
            Command::Draw(asked) => files::draw::draw(&setting, asked).await,
            Command::Lottery(asked) => files::draw::lottery(asked),
            Command::Verify(asked) => files::draw::verify(&asked),
            Command::Groups(asked) => files::groups::groups(&asked),
            Command::Quotas(asked) => files::quotas::quotas(&asked),
            Command::Plan(asked) => files::plan::plan(&setting, asked).await,
            Command::Explain(asked) => files::plan::explain(&asked),
            Command::Replan(asked) => files::plan::replan(&asked),
            Command::CheckPlan(asked) => files::plan::check_plan(&asked),
            Command::Check(asked) => files::check::check(&setting, asked).await,
            Command::Routes(asked) => routes::routes(&setting, asked).await,
            Command::Config(asked) => operate::config(&setting, asked),
            Command::Admin(asked) => admin::admin(&setting, asked).await,
            Command::Doctor => operate::doctor(&setting).await,
            Command::Upgrade(asked) => operate::upgrade(&setting, asked).await,
            Command::Retention(asked) => retention::retention(&setting, asked).await,
            Command::Backup(asked) => operate::backup(&setting, asked).await,
        }
    })
}

/// Prints a line; a reader that went away is not a fault.
pub fn say(line: impl std::fmt::Display) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Prints a line of trouble or of progress.
pub fn say_error(line: impl std::fmt::Display) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
