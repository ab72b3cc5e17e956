//! Makes the demonstration, or takes the one that is there, and serves it.

use std::{path::PathBuf, sync::Arc};

use clap::Args;
use transfo::{
    exchange::demo::{self, Wish},
    platform::dice::Dice,
};

use super::{
    Ended, Outcome, Setting, folder, say, serve,
    setting::{log, prepare, words},
};
use crate::commands::progress::Bar;

/// Asks for the demonstration.
#[derive(Args)]
pub struct Demo {
    /// Port on this machine; 0 takes a free one
    #[arg(long, default_value_t = 8727)]
    port: u16,
    /// Where the dice start
    #[arg(long, default_value_t = 42)]
    seed: u64,
    /// Start again
    #[arg(long)]
    reset: bool,
    /// Another season's folder than the one the program carries
    #[arg(long, value_name = "DIR")]
    season: Option<PathBuf>,
    /// Steps of the planner: more make a better calendar, and take longer
    #[arg(long, default_value_t = 400, value_name = "N")]
    iterations: u64,
    /// Make it and do not serve
    #[arg(long)]
    only_make: bool,
}

/// Makes it if need be, prints one link for each persona, and serves.
pub async fn demo(setting: &Setting, asked: Demo) -> Outcome {
    let mut config = setting.config()?;
    if setting.data.is_none() {
        config.data = PathBuf::from("demo");
    }
    config.database = String::new();
    config.listen = format!("127.0.0.1:{}", asked.port);
    log(&config);
    prepare(&config)?;
    if asked.reset || !demo::is_made(&config.data) {
        let season = match &asked.season {
            Some(dir) => match folder::read(dir)? {
                Some(season) => season,
                None => return Ok(Ended::Refused),
            },
            None => demo::shipped()?,
        };
        let wish = Wish {
            seed: asked.seed,
            season,
            iterations: asked.iterations,
        };
        let bar = Arc::new(Bar::new(words()));
        let heard = bar.clone();
        demo::make(
            &config,
            &wish,
            Arc::new(move |progress| heard.show(&progress)),
        )
        .await?;
        bar.finish();
    }
    if asked.only_make {
        return Ok(Ended::Done);
    }
    let listener = serve::listen(&mut config).await?;
    let dice = Dice::from_system().map_err(|e| e.to_string())?;
    let app = transfo::open(config, demo::clock(), dice, true)
        .await
        .map_err(|e| e.to_string())?;
    // These lines are read by programs too: the same words in every language.
    say(format_args!("address: {}", app.config.url));
    for link in demo::links(&app).await.map_err(|e| format!("{e:?}"))? {
        say(format_args!("persona {}: {}", link.persona, link.address));
    }
    transfo::serve(app, listener)
        .await
        .map_err(|e| e.to_string())?;
    Ok(Ended::Done)
}
