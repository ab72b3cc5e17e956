//! Folders in and out of an instance.

use std::path::{Path, PathBuf};

use clap::Args;
use season::{Fault, Language, Season, folder::FolderError};
use transfo::{
    exchange::{
        export,
        import::{self, By, Refusal},
    },
    platform::gate::Viewer,
    programme::store as programme,
};

use super::{
    Ended, Outcome, Setting, say,
    setting::{french, words},
};

/// Asks to import.
#[derive(Args)]
pub struct Import {
    /// The season's folder
    dir: PathBuf,
    /// Replace the season of the same name, as long as no pool was frozen and no calendar made
    #[arg(long)]
    replace: bool,
}

/// Asks to export.
#[derive(Args)]
pub struct Export {
    /// Where to write: a folder that is not there yet, or that holds an older export
    dir: PathBuf,
    /// Name of the season in addresses; needed when there are several
    #[arg(long, value_name = "SLUG")]
    season: Option<String>,
}

/// The language of the season crate.
pub fn language() -> Language {
    if french() {
        Language::French
    } else {
        Language::English
    }
}

/// Reads a folder and says what is wrong with it, or what is worth knowing.
///
/// # Errors
/// The last line of what was said.
pub fn read(dir: &Path) -> Result<Option<Season>, String> {
    let files = match season::folder::read_files(dir) {
        Ok(files) => files,
        Err(FolderError::Unreadable { path, cause }) => {
            return Err(format!("{}: {cause}", path.display()));
        }
        Err(FolderError::Refused(faults)) => return Ok(refused(&faults)),
    };
    match Season::read_with_notices(&files) {
        Ok(reading) => {
            for notice in &reading.notices {
                super::say_error(notice.sentence(language()));
            }
            Ok(Some(reading.season))
        }
        Err(faults) => Ok(refused(&faults)),
    }
}

fn refused(faults: &[Fault]) -> Option<Season> {
    for fault in faults {
        say(fault.sentence(language()));
    }
    say(words().t1("exchange-cli-faults", "count", faults.len()));
    None
}

/// Imports a folder.
pub async fn import(setting: &Setting, asked: Import) -> Outcome {
    let Some(season) = read(&asked.dir)? else {
        return Ok(Ended::Refused);
    };
    let app = setting.app().await?;
    let viewer = Viewer::default();
    let by = By {
        app: &app,
        viewer: &viewer,
        now: app.clock.now(),
    };
    let done = import::import(&by, &season, asked.replace)
        .await
        .map_err(|e| format!("{e:?}"))?;
    app.db.close().await;
    let words = words();
    match done {
        Ok(imported) => {
            say(words.tn(
                "exchange-cli-imported",
                vec![
                    ("season", season.edition.name.as_str().into()),
                    ("authorities", imported.authorities.into()),
                    ("team", imported.team.into()),
                    ("volunteers", imported.volunteers.into()),
                    ("absences", imported.absences.into()),
                ],
            ));
            Ok(Ended::Done)
        }
        Err(refusal) => {
            for line in transfo::exchange::refusal_lines(&refusal, words) {
                say(line);
            }
            if matches!(refusal, Refusal::Exists(_)) {
                say(words.t("exchange-cli-replace"));
            }
            Ok(Ended::Refused)
        }
    }
}

/// Exports a season.
pub async fn export(setting: &Setting, asked: Export) -> Outcome {
    let app = setting.app().await?;
    let mut conn = app
        .db
        .read(&std::sync::Arc::default())
        .await
        .map_err(|e| e.to_string())?;
    let Some(slug) = chosen(&mut conn, asked.season).await? else {
        return Ok(Ended::Refused);
    };
    let season = export::export(&mut conn, &slug)
        .await
        .map_err(|e| format!("{e:?}"))?;
    drop(conn);
    app.db.close().await;
    match season {
        Ok(season) => {
            season::folder::replace_folder(&season, &asked.dir)
                .map_err(|e| format!("{}: {e}", asked.dir.display()))?;
            say(words().t1(
                "exchange-cli-exported",
                "place",
                asked.dir.display().to_string(),
            ));
            Ok(Ended::Done)
        }
        Err(faults) => {
            refused(&faults);
            Ok(Ended::Refused)
        }
    }
}

/// The season meant: the one named, or the only one.
///
/// # Errors
/// A sentence.
pub async fn chosen(
    conn: &mut transfo::platform::db::Conn,
    named: Option<String>,
) -> Result<Option<String>, String> {
    let editions = programme::editions(conn).await.map_err(|e| e.to_string())?;
    let words = words();
    match (named, editions.as_slice()) {
        (Some(slug), all) if all.iter().any(|e| e.slug == slug) => Ok(Some(slug)),
        (None, [only]) => Ok(Some(only.slug.clone())),
        (_, []) => {
            say(words.t("exchange-cli-no-season"));
            Ok(None)
        }
        (_, all) => {
            let slugs: Vec<&str> = all.iter().map(|e| e.slug.as_str()).collect();
            say(words.t1("exchange-cli-which-season", "seasons", slugs.join(", ")));
            Ok(None)
        }
    }
}
