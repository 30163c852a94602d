//! What can be undone in a saved file, kept beside the user's state until the file changes.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::history::History;
use super::places::{Places, make_private};
use crate::files::{self, Stamp};

const FORMAT: &str = "polyplan history";
/// Rises whenever edits are written in another way; a history of another version is not used.
const VERSION: u32 = 1;
/// Largest history that is kept of one file, bytes; its oldest steps go first.
const MOST_BYTES: usize = 4 << 20;
/// Files whose history is kept; those saved longest ago go first.
const MOST_FILES: usize = 50;

#[derive(Serialize, Deserialize)]
struct Kept {
    format: String,
    version: u32,
    /// What the file held when it was saved; another content has another history.
    stamp: Stamp,
    history: History,
}

/// Keeps the history of a file that was just saved.
///
/// # Errors
/// What the file system says.
pub(super) fn keep(
    places: &Places,
    path: &Path,
    stamp: Stamp,
    history: History,
) -> std::io::Result<()> {
    make_private(&places.histories())?;
    let mut kept = Kept { format: FORMAT.to_owned(), version: VERSION, stamp, history };
    let text = loop {
        let text = ron::to_string(&kept).map_err(std::io::Error::other)?;
        if text.len() <= MOST_BYTES || !kept.history.forget_half() {
            break text;
        }
    };
    files::replace(&places.history(path), text.as_bytes())?;
    forget_old(&places.histories());
    Ok(())
}

/// The history of a file, if it still holds what it held when it was saved.
pub(super) fn of(places: &Places, path: &Path, stamp: Stamp) -> Option<History> {
    let text = std::fs::read_to_string(places.history(path)).ok()?;
    let kept: Kept = ron::from_str(&text).ok()?;
    let fits = kept.format == FORMAT && kept.version == VERSION && kept.stamp == stamp;
    fits.then_some(kept.history)
}

fn forget_old(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut files: Vec<_> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "ron"))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    files.sort();
    for (_, old) in files.iter().rev().skip(MOST_FILES) {
        // What cannot be removed now is removed after another save.
        let _ = std::fs::remove_file(old);
    }
}
