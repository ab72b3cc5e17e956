//! A throw-away `PostgreSQL` cluster for one run of the tests.
//!
//! Invariants: reached by a socket in a folder that only its owner (and root) may enter, no network port; gone with its files when this
//! process ends; never root's, since `PostgreSQL` refuses that. Durability is off: nothing in it is worth keeping.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::install::is_root;
use crate::leash::{Leash, Leashed};
use crate::run::ask;
use crate::scratch::Scratch;
use crate::stop::{Outcome, Stop, While};

const PATIENCE: Duration = Duration::from_secs(60);

/// A running cluster.
pub(crate) struct Cluster {
    // The order matters: the server stops before its folder goes.
    _server: Leash,
    folder: Scratch,
}

impl Cluster {
    /// Creates and starts a cluster with the programs in `bin`; returns when it answers.
    pub(crate) fn start(bin: &Path) -> Outcome<Self> {
        let folder = Scratch::new("postgres")?;
        let user = if is_root() {
            Some(unprivileged()?)
        } else {
            None
        };
        if let Some(user) = user {
            give(folder.path(), user)?;
        }
        let path = folder.path().display().to_string();
        let log = std::env::temp_dir().join(format!("transfo-postgres-{}.log", std::process::id()));
        let data = format!("{path}/data");
        initialise(bin, user, &data)?;
        let mut command: Vec<String> = vec![
            bin.join("postgres").display().to_string(),
            "-D".into(),
            data,
            "-k".into(),
            path.clone(),
        ];
        for setting in [
            "listen_addresses=",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "autovacuum=off",
            "max_connections=300",
            "shared_buffers=64MB",
            // Each test drops databases of its own; with the default strategy a CREATE DATABASE waits for checkpoints of the others.
            "max_wal_size=4GB",
        ] {
            command.extend(["-c".into(), setting.into()]);
        }
        let server = Leash::start(Leashed {
            command,
            user,
            signal: "INT",
            remove: Some(folder.path()),
            log: &log,
            environment: Vec::new(),
        })?;
        let cluster = Self {
            _server: server,
            folder,
        };
        let answers = cluster.wait();
        let said = fs::read_to_string(&log).unwrap_or_default();
        let _ = fs::remove_file(&log);
        if answers {
            Ok(cluster)
        } else {
            Err(Stop::new(
                format!("PostgreSQL does not answer; it said:\n{said}"),
                "mend what it complains about and try again.",
            ))
        }
    }

    /// The address that a client library reads.
    pub(crate) fn url(&self) -> String {
        format!(
            "postgres://transfo@localhost/postgres?host={}",
            self.folder.path().display()
        )
    }

    /// The server writes its state on the last line of the file that locks its data.
    fn wait(&self) -> bool {
        let start = Instant::now();
        let state = self.folder.path().join("data/postmaster.pid");
        while start.elapsed() < PATIENCE {
            if fs::read_to_string(&state).is_ok_and(|state| state.trim_end().ends_with("\nready")) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        false
    }
}

fn initialise(bin: &Path, user: Option<&str>, data: &str) -> Outcome<()> {
    let initdb = bin.join("initdb");
    let mut command = match user {
        Some(user) => {
            let mut command = Command::new("runuser");
            command.args(["-u", user, "--"]).arg(&initdb);
            command
        }
        None => Command::new(&initdb),
    };
    // No locale: text sorts by bytes, as in SQLite.
    command.args([
        "--pgdata",
        data,
        "--username=transfo",
        "--auth=trust",
        "--encoding=UTF8",
        "--no-locale",
        "--no-sync",
    ]);
    let output = command
        .current_dir("/")
        .stdin(Stdio::null())
        .output()
        .while_doing(
            "start initdb",
            "install PostgreSQL and, as root, util-linux (for runuser).",
        )?;
    if output.status.success() {
        return Ok(());
    }
    Err(Stop::new(
        format!("initdb failed: {}", String::from_utf8_lossy(&output.stderr)),
        "mend what it complains about and try again.",
    ))
}

/// Debian's package creates `postgres`; `nobody` is everywhere.
fn unprivileged() -> Outcome<&'static str> {
    ["postgres", "nobody"]
        .into_iter()
        .find(|user| ask("id", &["-u", user]).is_some())
        .ok_or_else(|| {
            Stop::new(
                "there is no unprivileged user to run PostgreSQL",
                "run the tests as an ordinary user, or create the user `nobody`.",
            )
        })
}

fn give(folder: &Path, user: &str) -> Outcome<()> {
    ask("chown", &[user, &folder.display().to_string()])
        .map(drop)
        .ok_or_else(|| {
            Stop::new(
                format!("the folder of PostgreSQL could not be given to {user}"),
                "run the tests as an ordinary user.",
            )
        })
}

#[cfg(test)]
mod tests {
    use super::Cluster;
    use crate::install::{POSTGRES, tools};
    use crate::run::ask;

    #[test]
    fn a_cluster_answers_and_is_gone() {
        // Only where the programs are: a quick run on a machine without PostgreSQL installs nothing.
        if !POSTGRES.is_here() {
            assert!(std::env::var_os("TRANSFO_TEST_REQUIRE_POSTGRES").is_none());
            return;
        }
        let [bin] = tools([&POSTGRES]).unwrap();
        let cluster = Cluster::start(&bin).unwrap();
        let folder = cluster.folder.path().to_path_buf();
        assert!(folder.join(".s.PGSQL.5432").exists());
        assert!(cluster.url().contains(&folder.display().to_string()));
        drop(cluster);
        assert!(!folder.exists());
        assert_eq!(ask("pgrep", &["-f", &folder.display().to_string()]), None);
    }
}
