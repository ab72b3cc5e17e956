//! A long-lived child process that cannot outlive this one.
//!
//! The child runs under a small shell that waits for its own standard input to close. Only this process holds the other end, so the
//! shell notices whatever ends us: a normal return, Ctrl-C, even `kill -9`. It then stops the child and removes its folder.
//! Never restarts anything.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::stop::{Outcome, Stop, While};

const KEEPER: &str = r#"
remove=$1; signal=$2; shift 2
"$@" </dev/null &
pid=$!
trap '' INT TERM HUP
echo "leash $pid"
exec >/dev/null 2>&1
cat
kill -"$signal" "$pid"
( sleep 5; kill -KILL "$pid" ) &
killer=$!
wait "$pid"
kill -KILL "$killer"; wait "$killer"
[ -z "$remove" ] || rm -rf -- "$remove"
"#;

/// How to run the child.
pub(crate) struct Leashed<'a> {
    /// The program and its arguments.
    pub(crate) command: Vec<String>,
    /// Run as this user when given (needs root).
    pub(crate) user: Option<&'a str>,
    /// The signal that asks for a graceful stop: `TERM`, or `INT` for a fast stop of `PostgreSQL`.
    pub(crate) signal: &'a str,
    /// A folder to remove after the child's end.
    pub(crate) remove: Option<&'a Path>,
    /// Where its standard error goes.
    pub(crate) log: &'a Path,
    /// Its environment, added to ours.
    pub(crate) environment: Vec<(String, String)>,
}

/// A running child; dropping it stops it and waits for its end.
pub(crate) struct Leash {
    keeper: Child,
    pid: u32,
    output: Option<BufReader<ChildStdout>>,
}

impl Leash {
    pub(crate) fn start(wanted: Leashed<'_>) -> Outcome<Self> {
        let what = wanted.command.first().cloned().unwrap_or_default();
        let log = File::create(wanted.log).while_doing(
            "create a log file",
            "look at the folder's rights and the free space.",
        )?;
        let mut command = match wanted.user {
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--", "sh"]);
                command
            }
            None => Command::new("sh"),
        };
        let remove = wanted
            .remove
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        command
            .args(["-c", KEEPER, "leash", &remove, wanted.signal])
            .args(&wanted.command);
        command
            .envs(wanted.environment)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log);
        let mut keeper = command
            .spawn()
            .while_doing(&format!("start {what}"), "install the program named.")?;
        let Some(stdout) = keeper.stdout.take() else {
            return Err(Stop::new(
                format!("{what} started without an output"),
                "try again.",
            ));
        };
        let mut leash = Self {
            keeper,
            pid: 0,
            output: Some(BufReader::new(stdout)),
        };
        leash.pid = leash
            .line()
            .and_then(|line| line.strip_prefix("leash ")?.trim().parse().ok())
            .ok_or_else(|| {
                Stop::new(
                    format!("{what} could not be started"),
                    format!("read {}.", wanted.log.display()),
                )
            })?;
        Ok(leash)
    }

    /// The child's process id, for measures.
    pub(crate) fn pid(&self) -> u32 {
        self.pid
    }

    /// The child's standard output, once.
    pub(crate) fn output(&mut self) -> Option<BufReader<ChildStdout>> {
        self.output.take()
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.output.as_mut()?.read_line(&mut line).ok()?;
        (read > 0).then_some(line)
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Leash, Leashed};
    use crate::scratch::Scratch;

    #[test]
    fn nothing_is_left_after_the_leash_is_dropped() {
        let logs = Scratch::new("leash-log").unwrap();
        let kept = Scratch::new("leash").unwrap();
        let leash = Leash::start(Leashed {
            command: vec!["sleep".to_owned(), "600".to_owned()],
            user: None,
            signal: "TERM",
            remove: Some(kept.path()),
            log: &logs.path().join("log"),
            environment: Vec::new(),
        })
        .unwrap();
        let process = format!("/proc/{}", leash.pid());
        assert!(Path::new(&process).exists());
        drop(leash);
        assert!(!Path::new(&process).exists());
        assert!(!kept.path().exists());
    }

    #[test]
    fn a_program_that_does_not_exist_is_told_by_its_silence() {
        let logs = Scratch::new("leash-log").unwrap();
        let log = logs.path().join("log");
        let mut leash = Leash::start(Leashed {
            command: vec!["no-such-program-here".to_owned()],
            user: None,
            signal: "TERM",
            remove: None,
            log: &log,
            environment: Vec::new(),
        })
        .unwrap();
        let mut said = String::new();
        std::io::Read::read_to_string(&mut leash.output().unwrap(), &mut said).unwrap();
        assert_eq!(said, "");
        assert!(
            std::fs::read_to_string(&log)
                .unwrap()
                .contains("no-such-program-here")
        );
    }
}
