//! Serves an instance.

use clap::Args;
use tokio::net::TcpListener;
use transfo::{
    people::sign_in,
    platform::{app::App, clock::Clock, config::Config, dice::Dice},
};

use super::{
    Ended, Outcome, Setting, say,
    setting::{log, prepare, words},
};

/// Asks to serve.
#[derive(Args)]
pub struct Serve {
    /// Address and port to listen on [default: 127.0.0.1:8727]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// The address people type, without a final slash
    #[arg(long, value_name = "URL")]
    url: Option<String>,
}

/// Serves until asked to stop.
pub async fn serve(setting: &Setting, asked: Serve) -> Outcome {
    let mut config = setting.config()?;
    if let Some(listen) = asked.listen {
        config.listen = listen;
    }
    if let Some(url) = asked.url {
        config.url = url;
    }
    log(&config);
    prepare(&config)?;
    let listener = listen(&mut config).await?;
    let dice = Dice::from_system().map_err(|e| e.to_string())?;
    let app = transfo::open(config, Clock::System, dice, false)
        .await
        .map_err(|e| e.to_string())?;
    greet(&app);
    if let Some(key) = sign_in::setup_key(&app)
        .await
        .map_err(|e| format!("{e:?}"))?
    {
        say(format_args!(
            "{}: {}/mise-en-service/{key}",
            words().t("exchange-cli-setup"),
            app.config.url
        ));
    }
    transfo::serve(app, listener)
        .await
        .map_err(|e| e.to_string())?;
    Ok(Ended::Done)
}

/// Listens, and completes the address people type when nobody said otherwise.
///
/// # Errors
/// A sentence.
pub async fn listen(config: &mut Config) -> Result<TcpListener, String> {
    let listener = TcpListener::bind(&config.listen)
        .await
        .map_err(|e| format!("{}: {e}", config.listen))?;
    if config.url == Config::default().url {
        let address = listener.local_addr().map_err(|e| e.to_string())?;
        config.url = format!("http://{address}");
    }
    Ok(listener)
}

/// Says where the pages and the data are.
pub fn greet(app: &App) {
    let words = words();
    let data = std::fs::canonicalize(&app.config.data).unwrap_or_else(|_| app.config.data.clone());
    say(format_args!("transfo {}", env!("CARGO_PKG_VERSION")));
    say(format_args!(
        "{}: {}",
        words.t("exchange-cli-address"),
        app.config.url
    ));
    say(format_args!(
        "{}: {}",
        words.t("exchange-cli-data"),
        data.display()
    ));
}
