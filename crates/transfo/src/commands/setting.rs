//! Where a command works: configuration, instance, language, logs.

use std::{collections::BTreeMap, path::PathBuf};

use transfo::platform::{
    app::App,
    clock::Clock,
    config::Config,
    dice::Dice,
    words::{Lang, Words},
};

/// What is asked of every command.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Data folder, when named.
    pub data: Option<PathBuf>,
    /// Configuration file, when named.
    pub config: Option<PathBuf>,
}

impl Setting {
    /// The configuration in force.
    ///
    /// # Errors
    /// A sentence naming the key or file at fault.
    pub fn config(&self) -> Result<Config, String> {
        let named = std::env::var_os("TRANSFO_CONFIG").map(PathBuf::from);
        let file = match self.config.as_ref().or(named.as_ref()) {
            Some(path) => {
                std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?
            }
            None => std::fs::read_to_string("transfo.toml").unwrap_or_default(),
        };
        let env: BTreeMap<String, String> = std::env::vars().collect();
        let mut config = Config::read(&file, &env)?;
        if let Some(data) = &self.data {
            config.data.clone_from(data);
        }
        Ok(config)
    }

    /// The instance with its database up to date.
    ///
    /// # Errors
    /// A sentence.
    pub async fn app(&self) -> Result<App, String> {
        let config = self.config()?;
        prepare(&config)?;
        let dice = Dice::from_system().map_err(|e| e.to_string())?;
        transfo::open(config, Clock::System, dice, false)
            .await
            .map_err(|e| e.to_string())
    }
}

/// Makes the data folder, for its owner only.
///
/// # Errors
/// A sentence.
pub fn prepare(config: &Config) -> Result<(), String> {
    let folder = &config.data;
    if folder.is_dir() {
        return Ok(());
    }
    let made = std::fs::create_dir_all(folder);
    #[cfg(unix)]
    let made = made.and_then(|()| {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
    });
    made.map_err(|e| format!("{}: {e}", folder.display()))
}

/// The language of `LC_ALL`, `LC_MESSAGES` or `LANG`: French unless it is English.
pub fn lang() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    match set {
        Some(value) if value.to_lowercase().starts_with("en") => Lang::En,
        _ => Lang::Fr,
    }
}

/// The words of that language.
pub fn words() -> Words {
    Words::of(lang())
}

/// Whether sentences are in French.
pub fn french() -> bool {
    lang() == Lang::Fr
}

/// Starts the logs, as text or JSON, on the standard error.
pub fn log(config: &Config) {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let fmt = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let _ = if config.log == "json" {
        fmt.json().try_init()
    } else {
        fmt.with_ansi(false).try_init()
    };
}
