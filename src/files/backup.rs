//! Rotated backups: what a file held before each of the last saves.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{EXTENSION, MAX_BYTES, regular};

/// Backups kept of one file.
pub const MOST: usize = 5;

/// Puts `bytes` into `folder` as its newest backup, `1.plan.ron`. Older ones move up by one and the
/// oldest goes; a content that the newest backup holds already is not kept twice. It is written
/// before the others move, so that a full disk costs none of them.
///
/// # Errors
/// What the file system says; no backup is lost then.
pub fn rotate(folder: &Path, bytes: &[u8]) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let newest = path(folder, 1);
    if regular::read(&newest, MAX_BYTES).is_ok_and(|held| held == bytes) {
        return Ok(newest);
    }
    super::replace(&path(folder, 0), bytes)?;
    for number in (0..MOST).rev() {
        match std::fs::rename(path(folder, number), path(folder, number + 1)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(newest)
}

/// Where backup `number` lies; 1 is the newest.
#[must_use]
pub fn path(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("{number}{EXTENSION}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_that_cannot_be_written_costs_no_other() {
        let folder = tempfile::tempdir().unwrap();
        for content in ["1", "2", "3", "4", "5", "6"] {
            rotate(folder.path(), content.as_bytes()).unwrap();
        }
        // What is in the way fails the writing, as a full disk does.
        std::fs::create_dir(path(folder.path(), 0)).unwrap();
        for content in ["7", "8"] {
            rotate(folder.path(), content.as_bytes()).unwrap_err();
        }
        let held = |number| std::fs::read_to_string(path(folder.path(), number)).unwrap();
        assert_eq!([1, 2, 3, 4, 5].map(held), ["6", "5", "4", "3", "2"]);
    }
}
