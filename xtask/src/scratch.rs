//! Folders that exist only while a command runs.
//!
//! Invariants: created by this process (an existing folder is never reused or followed), readable by its owner only, removed when dropped.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::stop::{Outcome, While};

/// A temporary folder that goes when this value goes.
pub(crate) struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// `what` names the use: it is part of the folder's name.
    pub(crate) fn new(what: &str) -> Outcome<Self> {
        let parent = std::env::temp_dir();
        let mut attempt = 0_u32;
        loop {
            let path = parent.join(format!("transfo-{what}-{}-{attempt}", std::process::id()));
            match fs::DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => return Ok(Self { path }),
                Err(error)
                    if error.kind() == std::io::ErrorKind::AlreadyExists && attempt < 1000 =>
                {
                    attempt += 1
                }
                Err(error) => {
                    return Err(error).while_doing(
                        "create a temporary folder",
                        "make the folder named by TMPDIR (or /tmp) writable.",
                    );
                }
            }
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Whoever was on a leash may have removed it already.
        let _ = fs::remove_dir_all(&self.path);
    }
}
