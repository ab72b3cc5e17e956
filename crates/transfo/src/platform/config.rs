//! The configuration: built-in values, then `transfo.toml`, then `TRANSFO_*` variables. An unknown key is an
//! error, so that a misspelt one is not silently ignored. Secrets never leave by `dump`.

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};

/// Everything an operator can set. Each field is a key of the file; `mail.smtp` is `TRANSFO_MAIL_SMTP`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Folder of the database, its copies and the keys.
    pub data: PathBuf,
    /// Address and port that serve the pages.
    pub listen: String,
    /// The address people type, without a final slash.
    pub url: String,
    /// `sqlite:` and a path, or `postgres://…`. Empty: `transfo.db` in the data folder.
    pub database: String,
    /// Address of health and metrics for the operator; empty: not served.
    pub metrics: String,
    /// `text` or `json`.
    pub log: String,
    /// Hours after which an unused session ends.
    pub session_hours: u32,
    /// Mail.
    pub mail: Mail,
    /// Who must prove what.
    pub security: Security,
    /// Name and address of who answers for personal data, shown in the notices.
    pub contact: String,
    /// Reads people's calendars from machines of the authority's own network too, when they type such an address.
    pub internal_calendars: bool,
    /// Adds the number of SQL statements to each answer as a header: tests and benches.
    pub show_sql_count: bool,
    /// Keeps what pages work out until the database changes; off, each page works out everything: tests and benches.
    pub remember: bool,
}

/// How mail leaves.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// `smtps://user:password@host`, `smtp://host:25`; empty: mails wait in the outbox.
    pub smtp: String,
    /// The sender.
    pub from: String,
}

/// Who must prove what.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Security {
    /// Who must have a second factor.
    pub second_factor: SecondFactor,
}

/// Who must have a second factor. Never asked of the invented people of the demonstration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SecondFactor {
    /// Who runs the instance, coordinates or leads a site: they reach other people's data.
    #[default]
    Privileged,
    /// Nobody; each may have one.
    Optional,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: "data".into(),
            listen: "127.0.0.1:8727".into(),
            url: "http://127.0.0.1:8727".into(),
            database: String::new(),
            metrics: String::new(),
            log: "text".into(),
            session_hours: 12,
            mail: Mail::default(),
            security: Security::default(),
            contact: String::new(),
            internal_calendars: false,
            show_sql_count: false,
            remember: true,
        }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            smtp: String::new(),
            from: "Transfo <transfo@localhost>".into(),
        }
    }
}

impl Config {
    /// Reads the file's text and the environment over the built-in values.
    ///
    /// # Errors
    /// A sentence naming the key or variable that is unknown or has a wrong value.
    pub fn read(file: &str, env: &BTreeMap<String, String>) -> Result<Self, String> {
        let mut table: toml::Table = file
            .parse()
            .map_err(|e: toml::de::Error| format!("configuration file: {e}"))?;
        for (name, value) in env {
            if let Some(key) = name.strip_prefix("TRANSFO_") {
                set(&mut table, key, value)?;
            }
        }
        table
            .try_into()
            .map_err(|e: toml::de::Error| format!("configuration: {e}"))
    }

    /// The address of the database.
    pub fn database_url(&self) -> String {
        if self.database.is_empty() {
            format!("sqlite:{}", self.data.join("transfo.db").display())
        } else {
            self.database.clone()
        }
    }

    /// The configuration as TOML with what is secret replaced by stars.
    ///
    /// # Errors
    /// When a path is not text.
    pub fn dump(&self) -> Result<String, String> {
        let mut shown = self.clone();
        shown.mail.smtp = without_password(&shown.mail.smtp);
        shown.database = without_password(&shown.database);
        toml::to_string_pretty(&shown).map_err(|e| e.to_string())
    }

    /// Whether people reach the pages over TLS: then cookies are bound to it.
    pub fn is_https(&self) -> bool {
        self.url.starts_with("https://")
    }
}

/// Variables that tests and tools set and that are not configuration.
const NOT_CONFIG: [&str; 10] = [
    "TEST_",
    "FAULT",
    "CONFIG",
    "BENCH_",
    "BIN",
    "LINKS",
    "ROUTES",
    "SESSIONS",
    "POSTGRES_BIN",
    "CHROMIUM",
];

fn set(table: &mut toml::Table, key: &str, text: &str) -> Result<(), String> {
    if NOT_CONFIG.iter().any(|p| key.starts_with(p)) {
        return Ok(());
    }
    let value = match (text.parse::<i64>(), text.parse::<bool>()) {
        (Ok(n), _) => toml::Value::Integer(n),
        (_, Ok(b)) => toml::Value::Boolean(b),
        _ => toml::Value::String(text.to_owned()),
    };
    let key = key.to_lowercase();
    for group in ["mail", "security"] {
        let Some(inner) = key.strip_prefix(group).and_then(|k| k.strip_prefix('_')) else {
            continue;
        };
        let entry = table
            .entry(group)
            .or_insert_with(|| toml::Table::new().into());
        let entry = entry
            .as_table_mut()
            .ok_or_else(|| format!("configuration: {group} is a table"))?;
        entry.insert(inner.to_owned(), value);
        return Ok(());
    }
    table.insert(key, value);
    Ok(())
}

/// `scheme://user:password@host` with the password as stars, and without what may follow `?`.
fn without_password(url: &str) -> String {
    if let Some((plain, _)) = url.split_once('?') {
        return format!("{}?***", without_password(plain));
    }
    let parts = url
        .split_once("://")
        .and_then(|(scheme, rest)| rest.rsplit_once('@').map(|(who, host)| (scheme, who, host)));
    match parts {
        Some((scheme, who, host)) => {
            let user = who.split_once(':').map_or(who, |(user, _)| user);
            format!("{scheme}://{user}:***@{host}")
        }
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_an_error_that_names_it() {
        let error = Config::read("lisen = \"x\"", &BTreeMap::new()).unwrap_err();
        assert!(error.contains("lisen"), "{error}");
        let env = BTreeMap::from([("TRANSFO_MAIL_SMPT".to_owned(), "x".to_owned())]);
        assert!(Config::read("", &env).unwrap_err().contains("smpt"));
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let env = BTreeMap::from([("TRANSFO_LISTEN".to_owned(), "[::1]:1".to_owned())]);
        let config = Config::read("listen = \"a\"\n[mail]\nfrom = \"b\"", &env).unwrap();
        assert_eq!(
            (config.listen.as_str(), config.mail.from.as_str()),
            ("[::1]:1", "b")
        );
    }

    #[test]
    fn secrets_do_not_leave() {
        let config = Config::read(
            "database = \"postgres://u:hunter2@h/d\"\n[mail]\nsmtp = \"smtps://u:hunter2@h\"",
            &BTreeMap::new(),
        )
        .unwrap();
        let dump = config.dump().unwrap();
        assert!(
            !dump.contains("hunter2") && dump.contains("u:***@h"),
            "{dump}"
        );
        assert_eq!(
            without_password("postgres://h/d?user=u&password=hunter2"),
            "postgres://h/d?***"
        );
    }
}
