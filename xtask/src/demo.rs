//! A demonstration that serves while tests, benches and screenshots look at it.
//!
//! Invariants: fresh data of seed 42 in a temporary folder, a free port of 127.0.0.1, gone when this value is dropped.
//! Reads from the command only its agreed lines: `address: URL` and `persona NAME: URL`.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::leash::{Leash, Leashed};
use crate::run::ask;
use crate::scratch::Scratch;
use crate::stop::{Outcome, Stop};

/// The personas of the demonstration, each with one sign-in link.
pub(crate) const PERSONAS: [&str; 8] = [
    "coordinator",
    "pilot",
    "resident",
    "ambassador",
    "manager",
    "direction",
    "visitor",
    "admin",
];

const PATIENCE: Duration = Duration::from_secs(300);

/// What the command has announced so far.
#[derive(Debug, Default, PartialEq, Eq)]
struct Announced {
    address: String,
    links: BTreeMap<String, String>,
}

impl Announced {
    fn hear(&mut self, line: &str) {
        let Some((subject, value)) = line.trim().split_once(": ") else {
            return;
        };
        match subject.split_once(' ') {
            None if subject == "address" => {
                value.trim_end_matches('/').clone_into(&mut self.address)
            }
            Some(("persona", name)) => drop(self.links.insert(name.to_owned(), value.to_owned())),
            _ => {}
        }
    }

    fn missing(&self) -> Vec<&'static str> {
        let personas = PERSONAS
            .into_iter()
            .filter(|name| !self.links.contains_key(*name));
        self.address
            .is_empty()
            .then_some("address")
            .into_iter()
            .chain(personas)
            .collect()
    }
}

/// A serving demonstration.
pub(crate) struct Demo {
    // The order matters: the server stops before its folder goes.
    server: Leash,
    announced: Announced,
    folder: Scratch,
    started_in: Duration,
}

impl Demo {
    /// Starts `binary demo` in a new folder and returns when it has announced itself.
    pub(crate) fn start(binary: &Path) -> Outcome<Self> {
        Self::start_in(binary, Scratch::new("demo")?)
    }

    /// Stops it and starts it again on the data that are there.
    pub(crate) fn again(self, binary: &Path) -> Outcome<Self> {
        let Self { server, folder, .. } = self;
        drop(server);
        Self::start_in(binary, folder)
    }

    fn start_in(binary: &Path, folder: Scratch) -> Outcome<Self> {
        let data = folder.path().join("data").display().to_string();
        let log = folder.path().join("log.txt");
        let command = [
            &binary.display().to_string(),
            "demo",
            "--port",
            "0",
            "--data",
            &data,
            "--seed",
            "42",
        ]
        .map(str::to_owned)
        .to_vec();
        // Lets the answers carry counts (SQL statements) that the pages bench prints.
        let environment = vec![("TRANSFO_SHOW_SQL_COUNT".to_owned(), "true".to_owned())];
        let start = Instant::now();
        let mut server = Leash::start(Leashed {
            command,
            user: None,
            signal: "TERM",
            remove: None,
            log: &log,
            environment,
        })?;
        let announced = listen(&mut server, start).map_err(|why| {
            let said = fs::read_to_string(&log).unwrap_or_default();
            Stop::new(
                format!("the demonstration {why}; it said:\n{said}"),
                format!(
                    "run `{} demo` and mend what it complains about.",
                    binary.display()
                ),
            )
        })?;
        Ok(Self {
            server,
            announced,
            folder,
            started_in: start.elapsed(),
        })
    }

    /// Where it serves, without a slash at the end.
    pub(crate) fn address(&self) -> &str {
        &self.announced.address
    }

    /// The sign-in link of a persona.
    pub(crate) fn link(&self, persona: &str) -> Option<&str> {
        self.announced.links.get(persona).map(String::as_str)
    }

    pub(crate) fn pid(&self) -> u32 {
        self.server.pid()
    }

    /// From the start of the process to its last announcement.
    pub(crate) fn started_in(&self) -> Duration {
        self.started_in
    }

    /// Stores the route table, as the application prints it, where the browser tests can read it.
    pub(crate) fn routes(&self, binary: &Path) -> Outcome<(PathBuf, String)> {
        let advice = "run `transfo routes --json`: it must print the route table.";
        let data = self.folder.path().join("data").display().to_string();
        let text = ask(binary, &["routes", "--json", "--data", &data])
            .ok_or_else(|| Stop::new("the application does not print its routes", advice))?;
        let file = self.folder.path().join("routes.json");
        fs::write(&file, &text).map_err(|error| {
            Stop::new(
                format!("the routes could not be stored: {error}"),
                "free some space.",
            )
        })?;
        Ok((file, text))
    }

    /// What the browser tests read to find this demonstration.
    pub(crate) fn environment(&self, binary: &Path) -> Outcome<Vec<(String, String)>> {
        let links: Vec<String> = self
            .announced
            .links
            .iter()
            .map(|(name, link)| format!("{name} {link}"))
            .collect();
        Ok(vec![
            ("TRANSFO_URL".to_owned(), self.announced.address.clone()),
            ("TRANSFO_LINKS".to_owned(), links.join("\n")),
            (
                "TRANSFO_ROUTES".to_owned(),
                self.routes(binary)?.0.display().to_string(),
            ),
            (
                "TRANSFO_SESSIONS".to_owned(),
                self.folder.path().display().to_string(),
            ),
        ])
    }
}

/// Reads the announcements; afterwards keeps emptying the pipe so that the server never waits for us.
fn listen(server: &mut Leash, start: Instant) -> Result<Announced, String> {
    let Some(output) = server.output() else {
        return Err("has no output".to_owned());
    };
    let (send, lines) = channel();
    thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            // Nobody listens any more once all has been announced.
            let _ = send.send(line);
        }
    });
    gather(&lines, start)
}

fn gather(lines: &Receiver<String>, start: Instant) -> Result<Announced, String> {
    let mut announced = Announced::default();
    loop {
        let missing = announced.missing();
        if missing.is_empty() {
            return Ok(announced);
        }
        match lines.recv_timeout(PATIENCE.saturating_sub(start.elapsed())) {
            Ok(line) => announced.hear(&line),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(format!(
                    "ended before it had announced: {}",
                    missing.join(", ")
                ));
            }
            Err(RecvTimeoutError::Timeout) => {
                return Err(format!(
                    "has not announced after {} s: {}",
                    PATIENCE.as_secs(),
                    missing.join(", ")
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Announced, PERSONAS};

    #[test]
    fn announcements_are_read_among_other_words() {
        let mut announced = Announced::default();
        for line in [
            "drawing: Mulhouse",
            "address: http://127.0.0.1:8080/",
            "persona pilot: http://127.0.0.1:8080/entrer/abc",
            "persona",
        ] {
            announced.hear(line);
        }
        assert_eq!(announced.address, "http://127.0.0.1:8080");
        assert_eq!(
            announced.links.get("pilot").map(String::as_str),
            Some("http://127.0.0.1:8080/entrer/abc")
        );
        assert_eq!(announced.missing().len(), PERSONAS.len() - 1);
        assert!(!announced.missing().contains(&"pilot"));
    }
}
