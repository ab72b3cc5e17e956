//! The only part of the crate that touches a disk: a folder in, a folder out.
//!
//! Writing is all or nothing: the new folder is completed beside its place and then renamed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::fault::Fault;
use crate::season::{Reading, Season};

/// Largest file that is read, in bytes.
const FILE_MAX: u64 = 32 * 1024 * 1024;

/// Why a folder gives no season.
#[derive(Debug)]
pub enum FolderError {
    /// The folder or one of its files cannot be read.
    Unreadable {
        /// What was being read.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The files are read, and refused.
    Refused(Vec<Fault>),
}

/// The files of a folder by name; sub-folders and hidden files are left aside.
///
/// # Errors
/// When the folder or a file cannot be read, or a file is larger than 32 MiB.
pub fn read_files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, FolderError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |cause| FolderError::Unreadable { path, cause }
    };
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let known = [".csv", ".toml"]
            .iter()
            .any(|end| name.to_lowercase().ends_with(end));
        let meta = fs::metadata(&path).map_err(unreadable(&path))?;
        if !known || name.starts_with('.') || !meta.is_file() {
            continue;
        }
        if meta.len() > FILE_MAX {
            return Err(unreadable(&path)(io::Error::from(
                io::ErrorKind::FileTooLarge,
            )));
        }
        files.insert(name.to_owned(), fs::read(&path).map_err(unreadable(&path))?);
    }
    Ok(files)
}

/// Reads a season with its notices.
///
/// # Errors
/// When the folder cannot be read, or is refused: then with every fault.
pub fn read_folder(folder: &Path) -> Result<Reading, FolderError> {
    let files = read_files(folder)?;
    Season::read_with_notices(&files).map_err(FolderError::Refused)
}

/// Writes a season as a folder that must not exist yet.
///
/// # Errors
/// When the folder exists already or cannot be written; then nothing is left behind.
pub fn write_folder(season: &Season, folder: &Path) -> io::Result<()> {
    if folder.exists() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    let parent = folder
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    let name = folder
        .file_name()
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    fs::create_dir_all(parent)?;
    let mut unfinished = std::ffi::OsString::from(".");
    unfinished.push(name);
    unfinished.push(format!(".{}.partial", std::process::id()));
    let unfinished = parent.join(unfinished);
    let done = write_files(season, &unfinished).and_then(|()| fs::rename(&unfinished, folder));
    if done.is_err() {
        // The first error is the one worth reporting.
        let _ = fs::remove_dir_all(&unfinished);
    }
    done
}

fn write_files(season: &Season, folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)?;
    for (name, bytes) in season.write() {
        let mut file = fs::File::create(folder.join(name))?;
        io::Write::write_all(&mut file, &bytes)?;
        file.sync_all()?;
    }
    Ok(())
}
