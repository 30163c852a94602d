//! Why the system refused something, in words for people.

use std::io::{Error, ErrorKind};
use std::path::Path;

/// What went wrong with the file at `path`, in words for people: why, and what to do about it.
#[must_use]
pub fn reason(path: &Path, error: &Error) -> String {
    let folder = folder_of(path).display().to_string();
    match error.kind() {
        ErrorKind::NotFound if folder_of(path).exists() => "it is not there".to_owned(),
        ErrorKind::NotFound => format!("there is no folder {folder}; make it first"),
        ErrorKind::AlreadyExists => "something else of this name is in its place".to_owned(),
        ErrorKind::NotADirectory => format!("{folder} is no folder"),
        ErrorKind::StorageFull => "the disk is full; make room or choose another place".to_owned(),
        ErrorKind::QuotaExceeded => "your quota is used up; make room".to_owned(),
        ErrorKind::FileTooLarge => "the file system takes no file as large as that".to_owned(),
        ErrorKind::ReadOnlyFilesystem => {
            "nothing can be written there; choose another place".to_owned()
        }
        ErrorKind::PermissionDenied if error.get_ref().is_none() => {
            "the system does not allow it; choose another place or ask whoever owns it".to_owned()
        }
        _ => without_number(&error.to_string()),
    }
}

/// A system's message without the number that follows it, as the end of a sentence.
#[must_use]
pub fn without_number(text: &str) -> String {
    let said = text.split_once(" (os error").map_or(text, |(said, _)| said);
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The folder that a path lies in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
