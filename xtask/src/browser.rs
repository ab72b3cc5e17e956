//! Runs the Node programs that drive a browser against a demonstration.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::demo::Demo;
use crate::install::{
    CHROMIUM, NODE, NPM, PYTHON, browser_folder, node_packages, python_packages, tools,
};
use crate::run::{cargo, command, target, watch};
use crate::stop::{Outcome, Stop};

/// The programs found or installed for the browser.
pub(crate) struct Browser {
    node: PathBuf,
    chromium: PathBuf,
    python: PathBuf,
}

impl Browser {
    pub(crate) fn find() -> Outcome<Self> {
        let [node, npm, chromium, python] = tools([&NODE, &NPM, &CHROMIUM, &PYTHON])?;
        node_packages(&npm)?;
        Ok(Self {
            node,
            chromium,
            python: python_packages(&python)?,
        })
    }

    /// A Node program of the browser folder that knows where the demonstration is.
    pub(crate) fn command(
        &self,
        arguments: &[&str],
        demo: &Demo,
        binary: &Path,
    ) -> Outcome<Command> {
        let mut node = command(&self.node, arguments);
        node.current_dir(browser_folder());
        node.envs(demo.environment(binary)?);
        node.env("TRANSFO_CHROMIUM", &self.chromium)
            .env("TRANSFO_TEST_PYTHON", &self.python);
        Ok(node)
    }
}

/// Builds the application and returns its path.
pub(crate) fn application(release: bool) -> Outcome<PathBuf> {
    // The whole workspace: building one package alone shifts feature sets and rebuilds its dependencies.
    let (arguments, folder) = if release {
        (["build", "--workspace", "--release"].as_slice(), "release")
    } else {
        (["build", "--workspace"].as_slice(), "debug")
    };
    if !watch(cargo(arguments))?.success {
        return Err(Stop::new(
            "the application does not build",
            "mend the errors above.",
        ));
    }
    Ok(target()?.join(folder).join("transfo"))
}
