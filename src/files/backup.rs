//! Rotated backups: what a file held before each of the last saves.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::EXTENSION;

/// Backups kept of one file.
pub const MOST: usize = 5;

/// Puts `bytes` into `folder` as its newest backup, `1.plan.ron`. Older ones move up by one and the
/// oldest goes; a content that the newest backup holds already is not kept twice.
///
/// # Errors
/// What the file system says; no backup is lost but the oldest.
pub fn rotate(folder: &Path, bytes: &[u8]) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let newest = path(folder, 1);
    if std::fs::read(&newest).is_ok_and(|held| held == bytes) {
        return Ok(newest);
    }
    for number in (1..MOST).rev() {
        match std::fs::rename(path(folder, number), path(folder, number + 1)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    super::replace(&newest, bytes)?;
    Ok(newest)
}

/// Where backup `number` lies; 1 is the newest.
#[must_use]
pub fn path(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("{number}{EXTENSION}"))
}
