//! The only part of the crate that touches a disk: a folder in, a folder out.
//!
//! Writing is all or nothing: the new folder is completed beside its place and then renamed.
//! A folder that holds anything else is never replaced.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::fault::Fault;
use crate::season::{FILES, Reading, Season};

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
    let unfinished = beside(folder, "partial")?;
    let done = write_files(season, &unfinished).and_then(|()| fs::rename(&unfinished, folder));
    if done.is_err() {
        // The first error is the one worth reporting.
        let _ = fs::remove_dir_all(&unfinished);
    }
    done
}

/// Writes a season in the place of a folder that holds nothing but an older season, or anew.
///
/// # Errors
/// When the folder holds any other file, or cannot be written; then the older season is kept.
pub fn replace_folder(season: &Season, folder: &Path) -> io::Result<()> {
    if !folder.exists() {
        return write_folder(season, folder);
    }
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !FILES.iter().any(|file| name == *file) {
            return Err(io::Error::from(io::ErrorKind::DirectoryNotEmpty));
        }
    }
    let (newer, older) = (beside(folder, "newer")?, beside(folder, "older")?);
    write_folder(season, &newer)?;
    fs::rename(folder, &older)?;
    if let Err(cause) = fs::rename(&newer, folder) {
        fs::rename(&older, folder)?;
        let _ = fs::remove_dir_all(&newer);
        return Err(cause);
    }
    fs::remove_dir_all(&older)
}

/// A hidden neighbour of a folder, on the same disk so that renaming is one step.
fn beside(folder: &Path, purpose: &str) -> io::Result<PathBuf> {
    let name = folder
        .file_name()
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.{purpose}", std::process::id()));
    Ok(folder.with_file_name(hidden))
}

fn write_files(season: &Season, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, bytes) in season.write() {
        let mut file = fs::File::create(folder.join(name))?;
        io::Write::write_all(&mut file, &bytes)?;
        file.sync_all()?;
    }
    Ok(())
}
