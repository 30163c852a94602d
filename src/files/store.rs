//! Files on disk: nothing is lost, overwritten or left half-written.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::read::{LoadError, Loaded};
use super::{MAX_BYTES, Stamp, write_text};
use crate::model::Plan;

/// Why a plan was not saved; the file is then as before.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The plan could not be turned into text that reads back as the same plan.
    #[error("{0}; please keep the program open and report this")]
    Text(String),
    /// The file system refused.
    #[error("cannot save {path}: {error}; the file is unchanged, save to another place")]
    Io {
        /// Where it should have gone.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

/// Loads a project file; the file is never changed.
///
/// # Errors
/// [`LoadError`] says what is wrong, where, and what to do.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    load_stamped(path).map(|(loaded, _)| loaded)
}

/// Loads a project file and says what it held, to notice later that it changed.
///
/// # Errors
/// As [`load`].
pub fn load_stamped(path: &Path) -> Result<(Loaded, Stamp), LoadError> {
    let failed = |error| LoadError::Io { path: path.to_owned(), error };
    let file = std::fs::File::open(path).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    if about.len() > MAX_BYTES {
        return Err(LoadError::TooLarge { bytes: about.len() });
    }
    let mut bytes = Vec::new();
    // The file may grow while it is read, or be no plain file at all.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(LoadError::TooLarge { bytes: bytes.len() as u64 });
    }
    let stamp = Stamp::of_bytes(&bytes, about.modified().ok());
    let text = String::from_utf8(bytes).map_err(|error| LoadError::not_text(&error))?;
    Ok((super::read_text(&text)?, stamp))
}

/// Saves a plan: writes a new file beside the old one, flushes it to disk and puts it in its place.
/// Says what the file holds now.
///
/// # Errors
/// [`SaveError`]; the old file is then untouched.
pub fn save(path: &Path, plan: &Plan) -> Result<Stamp, SaveError> {
    let text = write_text(plan)?;
    replace(path, text.as_bytes())
        .map_err(|error| SaveError::Io { path: path.to_owned(), error })?;
    let modified = std::fs::metadata(path).and_then(|about| about.modified()).ok();
    Ok(Stamp::of_bytes(text.as_bytes(), modified))
}

/// Replaces a file by `bytes` all at once; links are followed, permissions kept.
///
/// # Errors
/// What the file system says; the old file is then untouched.
pub fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.is_dir() {
        return Err(std::io::Error::other("it is a folder"));
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new().prefix(".polyplan-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    match std::fs::metadata(&target) {
        Ok(before) => file.as_file().set_permissions(before.permissions())?,
        Err(_) => give_usual_permissions(file.as_file())?,
    }
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    // The rename itself is safe once the folder is on disk; some systems cannot flush folders.
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Writes a file all at once, with the folders it needs.
///
/// # Errors
/// A sentence that names the file; it is then as before.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    replace(path, bytes).map_err(failed)
}

/// Temporary files start private; a plan is as readable as any other document.
#[cfg(unix)]
fn give_usual_permissions(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn give_usual_permissions(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
