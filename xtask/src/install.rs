//! The programs that the tests need around the project: found, installed when we may, or named.
//!
//! We may install Debian packages as root, and packages of Node and Python always (they stay inside the project's folder).
//! Never replaces what is there, never asks a question, never needs more than the package registries.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{ask, command, on_path, root, target, watch};
use crate::stop::{Outcome, Stop, While};

/// A program from outside.
pub(crate) struct Tool {
    name: &'static str,
    packages: &'static [&'static str],
    /// For those who cannot use Debian's packages.
    elsewhere: &'static str,
    find: fn() -> Option<PathBuf>,
}

impl Tool {
    pub(crate) fn is_here(&self) -> bool {
        (self.find)().is_some()
    }
}

/// `initdb` and `postgres`, as the folder that holds both.
pub(crate) const POSTGRES: Tool = Tool {
    name: "PostgreSQL (15 or later)",
    packages: &["postgresql"],
    elsewhere: "install PostgreSQL and put its folder of programs (with initdb) into TRANSFO_POSTGRES_BIN",
    find: || {
        let holds =
            |folder: &PathBuf| folder.join("initdb").is_file() && folder.join("postgres").is_file();
        let told = env::var_os("TRANSFO_POSTGRES_BIN")
            .map(PathBuf::from)
            .filter(holds);
        let path = env::split_paths(&env::var_os("PATH")?).find(|folder| holds(folder));
        told.or(path).or_else(|| {
            newest("/usr/lib/postgresql")
                .map(|version| version.join("bin"))
                .filter(holds)
        })
    },
};

/// A Chromium that runs without a screen.
pub(crate) const CHROMIUM: Tool = Tool {
    name: "Chromium",
    packages: &["chromium"],
    elsewhere: "install Chromium or Chrome and put the path of its program into TRANSFO_CHROMIUM",
    find: || {
        let told = env::var_os("TRANSFO_CHROMIUM")
            .map(PathBuf::from)
            .filter(|file| file.is_file());
        let names = [
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ];
        told.or_else(|| names.into_iter().find_map(on_path))
    },
};

/// The runner of the browser tests.
pub(crate) const NODE: Tool = Tool {
    name: "Node.js (18 or later)",
    packages: &["nodejs"],
    elsewhere: "install Node.js 18 or later so that `node` is on the path",
    find: || {
        let node = on_path("node")?;
        let version = ask(&node, &["--version"])?;
        let major: u32 = version
            .trim_start_matches('v')
            .split('.')
            .next()?
            .parse()
            .ok()?;
        (major >= 18).then_some(node)
    },
};

/// Installs the packages of the browser tests.
pub(crate) const NPM: Tool = Tool {
    name: "npm",
    packages: &["npm"],
    elsewhere: "install npm, which comes with Node.js",
    find: || on_path("npm"),
};

/// Runs an independent reader of calendar feeds.
pub(crate) const PYTHON: Tool = Tool {
    name: "Python 3 with venv",
    packages: &["python3", "python3-venv"],
    elsewhere: "install Python 3.9 or later with its modules venv and ensurepip",
    find: || {
        on_path("python3").filter(|python| ask(python, &["-c", "import venv, ensurepip"]).is_some())
    },
};

/// Finds every tool in order; installs the missing ones together when we may.
pub(crate) fn tools<const N: usize>(wanted: [&Tool; N]) -> Outcome<[PathBuf; N]> {
    let missing: Vec<&Tool> = wanted
        .iter()
        .filter(|tool| !tool.is_here())
        .copied()
        .collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    let mut found = [const { PathBuf::new() }; N];
    for (place, tool) in found.iter_mut().zip(wanted) {
        *place = (tool.find)().ok_or_else(|| {
            Stop::new(
                format!("{} is still missing after its installation", tool.name),
                tool.elsewhere,
            )
        })?;
    }
    Ok(found)
}

fn install(missing: &[&Tool]) -> Outcome<()> {
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|tool| tool.packages)
        .copied()
        .collect();
    let names: Vec<&str> = missing.iter().map(|tool| tool.name).collect();
    let by_hand = || {
        let elsewhere: Vec<String> = missing
            .iter()
            .map(|tool| format!("\n  elsewhere: {}", tool.elsewhere))
            .collect();
        format!(
            "on Debian or Ubuntu run `sudo apt-get install {}`, then this command again.{}",
            packages.join(" "),
            elsewhere.concat()
        )
    };
    if !is_root() || on_path("apt-get").is_none() {
        return Err(Stop::new(
            format!("missing: {}", names.join(", ")),
            by_hand(),
        ));
    }
    println!("Installing {} from the Debian packages.", names.join(", "));
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(&packages);
    for arguments in [["update"].as_slice(), &arguments] {
        let mut apt = command("apt-get", arguments);
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        if !watch(apt)?.success {
            return Err(Stop::new(
                format!("`apt-get {}` failed", arguments.join(" ")),
                by_hand(),
            ));
        }
    }
    Ok(())
}

/// Whether this process may do everything on the machine.
pub(crate) fn is_root() -> bool {
    ask("id", &["-u"]).as_deref() == Some("0")
}

fn newest(folder: &str) -> Option<PathBuf> {
    let version = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| version(path).is_some())
        .max_by_key(version)
}

/// The folder of the browser tests.
pub(crate) fn browser_folder() -> PathBuf {
    root().join("crates/transfo/tests/browser")
}

/// Installs the Node packages exactly as the lock file has them.
pub(crate) fn node_packages(npm: &Path) -> Outcome<()> {
    let folder = browser_folder();
    let lock = read(&folder.join("package-lock.json"))?;
    // Removed by every installation that is interrupted, since it lies among the packages.
    let mark = folder.join("node_modules/.installed-lock");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut install = command(npm, &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    install.current_dir(&folder);
    if !watch(install)?.success {
        return Err(Stop::new(
            "the Node packages could not be installed",
            format!("run `npm ci` in {} with the network on.", folder.display()),
        ));
    }
    fs::write(&mark, lock).while_doing(
        "note which packages are installed",
        "make the folder of the browser tests writable.",
    )
}

/// Installs the Python packages into a virtual environment of the build folder and returns its interpreter.
pub(crate) fn python_packages(python: &Path) -> Outcome<PathBuf> {
    let list = browser_folder().join("requirements.txt");
    let wanted = read(&list)?;
    let environment = target()?.join("feed-readers");
    let interpreter = environment.join("bin/python");
    let mark = environment.join("installed-requirements.txt");
    if interpreter.is_file() && fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted)
    {
        return Ok(interpreter);
    }
    let place = environment.display().to_string();
    let list = list.display().to_string();
    let made = watch(command(python, &["-m", "venv", "--clear", &place]))?.success
        && watch(command(
            &interpreter,
            &[
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
                &list,
            ],
        ))?
        .success;
    if !made {
        return Err(Stop::new(
            "the readers of calendar feeds could not be installed",
            format!("run `python3 -m venv {place} && {place}/bin/pip install -r {list}`."),
        ));
    }
    fs::write(&mark, wanted).while_doing(
        "note which packages are installed",
        "make the build folder writable.",
    )?;
    Ok(interpreter)
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).while_doing(
        &format!("read {}", file.display()),
        "restore the file from the repository.",
    )
}
