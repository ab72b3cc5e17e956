//! Erases what is past its time, or says what would go.

use clap::Args;
use transfo::{
    platform::jobs::Watch,
    privacy::erase::{self, How},
};

use super::{Ended, Outcome, Setting, say, setting::words};

/// Asks for the erasure.
#[derive(Args)]
pub struct Retention {
    /// Only say what would go, and touch nothing
    #[arg(long)]
    dry_run: bool,
}

/// Erases, table by table.
pub async fn retention(setting: &Setting, asked: Retention) -> Outcome {
    let app = setting.app().await?;
    let now = app.clock.now();
    let done = if asked.dry_run {
        erase::look(&app, now).await
    } else {
        erase::erase(&app, now, &Watch::default()).await
    };
    app.db.close().await;
    let words = words();
    let mut any = false;
    for done in done.map_err(|e| format!("{e:?}"))? {
        if done.rows == 0 {
            continue;
        }
        any = true;
        let key = match (asked.dry_run, done.rule.how) {
            (false, How::Erase) => "privacy-cli-erased",
            (false, How::Unname(_)) => "privacy-cli-unnamed",
            (true, How::Erase) => "privacy-cli-would-erase",
            (true, How::Unname(_)) => "privacy-cli-would-unname",
        };
        let period = words.t(&format!("period-{}", done.rule.term.key()));
        say(words.tn(
            key,
            vec![
                ("table", done.rule.table.into()),
                ("rows", done.rows.into()),
                ("period", period.into()),
            ],
        ));
    }
    if !any {
        say(words.t("privacy-cli-nothing"));
    }
    Ok(Ended::Done)
}
