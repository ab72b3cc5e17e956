//! The route table.

use clap::Args;
use transfo::exchange::samples;

use super::{Ended, Json, Outcome, Setting, say, setting::words};

/// Asks for the table.
#[derive(Args)]
pub struct Routes {
    #[command(flatten)]
    json: Json,
}

/// Prints the table.
pub async fn routes(setting: &Setting, asked: Routes) -> Outcome {
    let app = setting.app().await?;
    // Building the router is what makes the list.
    drop(transfo::router(&app));
    let list = samples::samples(&app, words())
        .await
        .map_err(|e| format!("{e:?}"))?;
    app.db.close().await;
    if asked.json.json {
        say(serde_json::to_string_pretty(&list).map_err(|e| e.to_string())?);
        return Ok(Ended::Done);
    }
    for one in &list {
        say(format_args!(
            "{:<5} {:<58} {}",
            one.method, one.path, one.access
        ));
    }
    Ok(Ended::Done)
}
