//! Files on disk: nothing is lost, overwritten or left half-written.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::read::{LoadError, Loaded};
use super::replace;
use super::{EXTENSION, FORMAT, MAX_BYTES, Stamp, write_text};
use crate::base::failure::reason;
use crate::base::logged::{Cause, logged};
use crate::model::Plan;

/// Bytes of a file in which its first field stands.
const BEGINNING: u64 = 256;

/// Why a plan was not saved; the file is then as before.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The plan could not be turned into text that reads back as the same plan.
    #[error("{0}; please keep the program open and report this")]
    Text(String),
    /// The file system refused.
    #[error("cannot save {}: {}. {}", .path.display(), reason(.path, .error), left(.path))]
    Io {
        /// Where it should have gone.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

impl Cause for SaveError {
    fn cause(&self) -> String {
        match self {
            Self::Text(_) => "its text does not read back as the same plan".to_owned(),
            Self::Io { error, .. } => error.cause(),
        }
    }
}

/// Why another file was not written.
enum Refused {
    /// It is the file of a plan, as this sentence says.
    Plan(String),
    Io(std::io::Error),
}

impl Refused {
    fn sentence(self, path: &Path) -> String {
        match self {
            Self::Plan(sentence) => sentence,
            Self::Io(error) => format!("cannot write {}: {}", path.display(), reason(path, &error)),
        }
    }
}

impl Cause for Refused {
    fn cause(&self) -> String {
        match self {
            Self::Plan(_) => "a plan is in its place".to_owned(),
            Self::Io(error) => error.cause(),
        }
    }
}

/// What a failed save left behind.
fn left(path: &Path) -> &'static str {
    if path.is_file() { "The file is as it was" } else { "Nothing was written" }
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
    logged("open", path, || read_stamped(path))
}

fn read_stamped(path: &Path) -> Result<(Loaded, Stamp), LoadError> {
    let failed = |error| LoadError::Io { path: path.to_owned(), error };
    let file = std::fs::File::open(path).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    if about.len() > MAX_BYTES {
        return Err(LoadError::TooLarge { bytes: about.len() });
    }
    let bytes = read_up_to_limit(file).map_err(failed)??;
    let stamp = Stamp::of_bytes(&bytes, about.modified().ok());
    Ok((of_bytes(bytes)?, stamp))
}

/// Loads a plan from what is no file, such as the standard input.
///
/// # Errors
/// As [`load`]; `name` stands for the path.
pub fn load_from(name: &str, source: impl Read) -> Result<Loaded, LoadError> {
    let path = Path::new(name);
    let failed = |error| LoadError::Io { path: path.to_owned(), error };
    logged("open", path, || of_bytes(read_up_to_limit(source).map_err(failed)??))
}

/// All bytes, however the source grows while it is read.
fn read_up_to_limit(source: impl Read) -> std::io::Result<Result<Vec<u8>, LoadError>> {
    let mut bytes = Vec::new();
    source.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    let length = bytes.len() as u64;
    Ok(if length > MAX_BYTES { Err(LoadError::TooLarge { bytes: length }) } else { Ok(bytes) })
}

fn of_bytes(bytes: Vec<u8>) -> Result<Loaded, LoadError> {
    let text = String::from_utf8(bytes).map_err(|error| LoadError::not_text(&error))?;
    super::read_text(&text)
}

/// Saves a plan: writes a new file beside the old one, flushes it to disk and puts it in its place.
/// Says what the file holds now.
///
/// # Errors
/// [`SaveError`]; the old file is then untouched.
pub fn save(path: &Path, plan: &Plan) -> Result<Stamp, SaveError> {
    let failed = |error| SaveError::Io { path: path.to_owned(), error };
    let text = logged("save", path, || {
        let text = write_text(plan)?;
        replace(path, text.as_bytes()).map_err(failed)?;
        Ok::<_, SaveError>(text)
    })?;
    let modified = std::fs::metadata(path).and_then(|about| about.modified()).ok();
    Ok(Stamp::of_bytes(text.as_bytes(), modified))
}

/// Writes a file that is no plan, all at once, or into what is no regular file; the folder has to be
/// there.
///
/// # Errors
/// A sentence that names the file and says what to do; the file is then as before. What is a plan,
/// or is named like one, is never replaced.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let written = logged("write", path, || put(path, bytes));
    written.map_err(|refused| refused.sentence(path))
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Refused> {
    spare_plan(path).map_err(Refused::Plan)?;
    replace(path, bytes).map_err(Refused::Io)
}

/// Writes a file of the program's own as [`write()`] does; a pipe that has its name, which would be
/// waited for without end, is refused.
///
/// # Errors
/// As [`write()`].
pub fn write_own(path: &Path, bytes: &[u8]) -> Result<(), String> {
    match std::fs::metadata(path) {
        Ok(about) if !about.is_file() && !about.is_dir() => {
            Err(format!("cannot write {}: it is no regular file", path.display()))
        }
        _ => put(path, bytes).map_err(|refused| refused.sentence(path)),
    }
}

/// Refuses to put what is no plan in the place of a plan, also behind links: the only copy of
/// somebody's work may be there, and what is written is usually made from it.
///
/// # Errors
/// A sentence that names the file and says what to do.
pub fn spare_plan(path: &Path) -> Result<(), String> {
    let is_named = |path: &Path| path.to_string_lossy().ends_with(EXTENSION);
    let end = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if !(is_named(path) || is_named(&end) || is_plan(&end)) {
        return Ok(());
    }
    let why = if end.exists() { "it is the file of a plan" } else { "only plans are called so" };
    Err(format!("cannot write {}: {why}; choose another name", path.display()))
}

/// Whether a regular file holds a plan, sound or not, whatever it is called.
fn is_plan(path: &Path) -> bool {
    if !std::fs::metadata(path).is_ok_and(|about| about.is_file()) {
        return false;
    }
    match read_stamped(path) {
        Ok(_) | Err(LoadError::Newer { .. }) => true,
        Err(_) => std::fs::File::open(path).is_ok_and(begins_as_plan),
    }
}

/// Whether a text that breaks off or is damaged begins as plans do.
fn begins_as_plan(source: impl Read) -> bool {
    let mut bytes = Vec::new();
    if source.take(BEGINNING).read_to_end(&mut bytes).is_err() {
        return false;
    }
    let text: String = String::from_utf8_lossy(&bytes).split_whitespace().collect();
    text.trim_start_matches('\u{feff}').starts_with(&format!("(format:\"{FORMAT}\""))
}

/// Makes a folder for what a command writes, with those above it.
///
/// # Errors
/// A sentence that names the folder.
pub fn make_folder(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| {
        format!("cannot make the folder {}: {}", folder.display(), reason(folder, &error))
    })
}
