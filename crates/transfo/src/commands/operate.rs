//! What an operator asks: configuration, health, upgrades and copies.

use std::path::Path;

use clap::{Args, Subcommand};
use transfo::platform::{clock::Clock, config::Config as Settings, db::Db, dialect, migrate};

use super::{
    Ended, Outcome, Setting, say,
    setting::{prepare, words},
};

/// What to do with the configuration.
#[derive(Subcommand)]
pub enum Config {
    /// Print it as TOML, secrets as stars
    Dump,
    /// Say whether it can be used
    Check,
}

/// Asks to upgrade.
#[derive(Args)]
pub struct Upgrade {
    /// Only say what would change
    #[arg(long)]
    check: bool,
}

/// What to do with copies.
#[derive(Subcommand)]
pub enum Backup {
    /// Copy the database now, while it is in use
    Now,
}

/// Prints or checks the configuration.
pub fn config(setting: &Setting, asked: Config) -> Outcome {
    let config = setting.config()?;
    match asked {
        Config::Dump => say(config.dump()?.trim_end()),
        Config::Check => {
            let faults = faults(&config);
            for fault in &faults {
                say(fault);
            }
            if !faults.is_empty() {
                return Ok(Ended::Refused);
            }
            say(words().t("exchange-cli-config-fine"));
        }
    }
    Ok(Ended::Done)
}

/// What in a readable configuration cannot work.
fn faults(config: &Settings) -> Vec<String> {
    let words = words();
    let mut faults = Vec::new();
    if config.listen.parse::<std::net::SocketAddr>().is_err() && !config.listen.contains(':') {
        faults.push(words.t1("exchange-cli-listen-fault", "value", config.listen.as_str()));
    }
    if !(config.url.starts_with("http://") || config.url.starts_with("https://"))
        || config.url.ends_with('/')
    {
        faults.push(words.t1("exchange-cli-url-fault", "value", config.url.as_str()));
    }
    if !["text", "json"].contains(&config.log.as_str()) {
        faults.push(words.t1("exchange-cli-log-fault", "value", config.log.as_str()));
    }
    faults
}

/// One line of the doctor.
struct Line(&'static str, String);

/// Whether the instance is in good order.
pub async fn doctor(setting: &Setting) -> Outcome {
    let words = words();
    let config = setting.config()?;
    let mut lines: Vec<Line> = faults(&config)
        .into_iter()
        .map(|fault| Line("FAIL", fault))
        .collect();
    lines.push(match writable(&config.data) {
        Ok(()) => Line("PASS", words.t("exchange-doctor-folder")),
        Err(e) => Line("FAIL", format!("{}: {e}", config.data.display())),
    });
    lines.push(database(&config).await);
    lines.push(if jiff::tz::TimeZone::get("Europe/Paris").is_ok() {
        Line("PASS", words.t("exchange-doctor-zones"))
    } else {
        Line("FAIL", words.t("exchange-doctor-no-zones"))
    });
    lines.push(if Clock::System.now().as_second() > 1_700_000_000 {
        Line("PASS", words.t("exchange-doctor-clock"))
    } else {
        Line("FAIL", words.t("exchange-doctor-no-clock"))
    });
    lines.push(if config.is_https() {
        Line("PASS", words.t("exchange-doctor-https"))
    } else {
        Line("WARN", words.t("exchange-doctor-no-https"))
    });
    lines.push(if config.mail.smtp.is_empty() {
        Line("WARN", words.t("exchange-doctor-no-mail"))
    } else {
        Line("PASS", words.t("exchange-doctor-mail"))
    });
    let failed = lines.iter().any(|line| line.0 == "FAIL");
    for Line(mark, text) in &lines {
        say(format_args!("{mark}  {text}"));
    }
    Ok(if failed { Ended::Refused } else { Ended::Done })
}

fn writable(folder: &Path) -> std::io::Result<()> {
    let probe = folder.join(".transfo-probe");
    std::fs::write(&probe, b"")?;
    std::fs::remove_file(probe)
}

async fn database(config: &Settings) -> Line {
    let words = words();
    if config.database.is_empty() && !config.data.join("transfo.db").exists() {
        return Line("WARN", words.t("exchange-doctor-no-database"));
    }
    let asked = async {
        let db = Db::open(&config.database_url()).await?;
        let mut conn = db.read(&std::sync::Arc::default()).await?;
        migrate::missing(&mut conn).await
    };
    match asked.await {
        Ok(missing) if missing.is_empty() => Line("PASS", words.t("exchange-doctor-database")),
        Ok(missing) => Line(
            "WARN",
            words.t1("exchange-doctor-migrations", "names", missing.join(", ")),
        ),
        Err(e) => Line("FAIL", e.to_string()),
    }
}

/// Brings the database to this version, or says what that would change.
pub async fn upgrade(setting: &Setting, asked: Upgrade) -> Outcome {
    let words = words();
    let config = setting.config()?;
    let url = config.database_url();
    let file = url.strip_prefix("sqlite:").map(Path::new);
    if asked.check && file.is_some_and(|file| !file.exists()) {
        // To look is not to make: a folder without a database stays without.
        let all: Vec<_> = migrate::MIGRATIONS.iter().map(|(name, _)| *name).collect();
        tell_changes(&all, "exchange-cli-upgrade-waiting");
        return Ok(Ended::Done);
    }
    prepare(&config)?;
    let db = Db::open(&url).await.map_err(|e| e.to_string())?;
    if asked.check {
        let mut conn = db
            .read(&std::sync::Arc::default())
            .await
            .map_err(|e| e.to_string())?;
        let missing = match migrate::missing(&mut conn).await {
            Ok(missing) => missing,
            // A database without its table of migrations is a new one.
            Err(_) => migrate::MIGRATIONS.iter().map(|(name, _)| *name).collect(),
        };
        tell_changes(&missing, "exchange-cli-upgrade-waiting");
        return Ok(Ended::Done);
    }
    let copies = config.data.join("copies");
    match migrate::migrate(&db, &Clock::System, Some(&copies)).await {
        Ok(applied) => {
            tell_changes(&applied, "exchange-cli-upgraded");
            Ok(Ended::Done)
        }
        Err(error) => {
            say(error);
            say(words.t1("exchange-cli-copies", "place", copies.display().to_string()));
            Ok(Ended::Refused)
        }
    }
}

fn tell_changes(names: &[&str], key: &str) {
    let words = words();
    if names.is_empty() {
        say(words.t("exchange-cli-up-to-date"));
    } else {
        say(words.t1(key, "names", names.join(", ")));
    }
}

/// Copies the database.
pub async fn backup(setting: &Setting, asked: Backup) -> Outcome {
    let Backup::Now = asked;
    let words = words();
    let config = setting.config()?;
    let db = Db::open(&config.database_url())
        .await
        .map_err(|e| e.to_string())?;
    if db.is_postgres() {
        say(words.t("exchange-cli-backup-postgres"));
        return Ok(Ended::Refused);
    }
    let folder = config.data.join("copies");
    let copy = dialect::copy_as(&db, &folder, "backup", Clock::System.now()).await?;
    say(words.t1("exchange-cli-backup", "place", copy.display().to_string()));
    Ok(Ended::Done)
}
