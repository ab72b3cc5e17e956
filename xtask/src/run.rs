//! Runs the tools of the project and lets their output be read while it is kept for counting.
//!
//! Never hides what a tool prints, never waits for a keyboard.

use std::env;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::stop::{Outcome, Stop, While};

/// What a tool said and whether it was content.
pub(crate) struct Said {
    pub(crate) success: bool,
    /// Both outputs, in the order in which lines came, without colours.
    pub(crate) text: String,
}

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The folder that holds `debug/` and `release/`: this program lies in one of them.
pub(crate) fn target() -> Outcome<PathBuf> {
    let me = env::current_exe().while_doing("find the build folder", "run it as `cargo xtask`.")?;
    me.ancestors().nth(2).map(Path::to_path_buf).ok_or_else(|| {
        Stop::new(
            "this program is in no build folder",
            "run it as `cargo xtask`.",
        )
    })
}

/// A command in the workspace, quiet on the input side.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::null());
    command
}

/// Cargo as the person started it.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = command(program, arguments);
    // Set by the outer cargo for this program alone; left in place they would rebuild what build scripts have read.
    for variable in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "CARGO_PKG_VERSION"] {
        command.env_remove(variable);
    }
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}

/// Runs and shows; keeps what was shown.
pub(crate) fn watch(mut command: Command) -> Outcome<Said> {
    let name = command.get_program().to_string_lossy().into_owned();
    let advice = format!("install {name}, or look at its rights.");
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .while_doing(&format!("start {name}"), &advice)?;
    let kept = Mutex::new(String::new());
    let (out, err) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        let on_the_side = scope.spawn(|| copy(err, std::io::stderr(), &kept));
        copy(out, std::io::stdout(), &kept);
        let _ = on_the_side.join();
    });
    let status = child
        .wait()
        .while_doing(&format!("wait for {name}"), "try again.")?;
    let text = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(Said {
        success: status.success(),
        text,
    })
}

fn copy(from: Option<impl Read>, mut to: impl Write, kept: &Mutex<String>) {
    let Some(from) = from else { return };
    let mut reader = BufReader::new(from);
    let mut line = Vec::new();
    while reader
        .read_until(b'\n', &mut line)
        .is_ok_and(|read| read > 0)
    {
        // A closed terminal must not end the tool in the middle of its work.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        kept.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push_str(&plain(&String::from_utf8_lossy(&line)));
        line.clear();
    }
}

/// Runs without showing; `None` when it cannot start or is not content.
pub(crate) fn ask(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The program of that name on the path.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Without the escape sequences that colour a terminal.
pub(crate) fn plain(text: &str) -> String {
    let mut rest = text;
    let mut result = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        result.push_str(before);
        rest = after
            .split_once(|c: char| c.is_ascii_alphabetic())
            .map_or("", |(_, tail)| tail);
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn colours_are_taken_out() {
        assert_eq!(
            plain("\u{1b}[32;1m     Summary\u{1b}[0m [ 0.1s]"),
            "     Summary [ 0.1s]"
        );
        assert_eq!(plain("nothing"), "nothing");
        assert_eq!(plain("cut \u{1b}[3"), "cut ");
    }
}
