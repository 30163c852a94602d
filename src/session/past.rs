//! What can be undone in a saved file, kept beside the user's state until the file changes.

use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::history::History;
use super::places::{Places, make_private};
use crate::base::failure::reason;
use crate::files::{Stamp, regular, store};

const FORMAT: &str = "polyplan history";
/// Rises whenever edits are written in another way; a history of another version is not used.
const VERSION: u32 = 1;
/// Largest history that is kept of one file, bytes; its oldest steps go first.
const MOST_BYTES: usize = 4 << 20;
/// Files whose history is kept; those saved longest ago go first.
const MOST_FILES: usize = 50;

/// What a kept history begins with: whether it is of use is known before all of it is read.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
    stamp: Stamp,
}

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
/// A sentence that names what cannot be written.
pub(super) fn keep(
    places: &Places,
    path: &Path,
    stamp: Stamp,
    history: History,
) -> Result<(), String> {
    make_private(&places.histories())?;
    let mut kept = Kept { format: FORMAT.to_owned(), version: VERSION, stamp, history };
    let text = loop {
        let text = ron::to_string(&kept).map_err(|error| error.to_string())?;
        if text.len() <= MOST_BYTES || !kept.history.forget_half() {
            break text;
        }
    };
    store::write_own(&places.history(path), text.as_bytes())?;
    forget_old(&places.histories());
    Ok(())
}

/// The history of a file, if it still holds what it held when it was saved.
///
/// # Errors
/// A sentence that names what cannot be read.
pub(super) fn of(places: &Places, path: &Path, stamp: Stamp) -> Result<Option<History>, String> {
    let from = places.history(path);
    let unread = |why: String| format!("cannot read {}: {why}", from.display());
    let bytes = match regular::read(&from, 2 * MOST_BYTES as u64) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        read => read.map_err(|error| unread(reason(&from, &error)))?,
    };
    let text = String::from_utf8_lossy(&bytes);
    let head: Head = ron::from_str(&text).map_err(|_| unread("it is damaged".to_owned()))?;
    if head.format != FORMAT || head.version != VERSION || head.stamp != stamp {
        return Ok(None);
    }
    let kept = ron::from_str::<Kept>(&text).ok().map(|kept| kept.history);
    let sound = kept.filter(History::is_sound);
    sound.map(Some).ok_or_else(|| unread("it is damaged".to_owned()))
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
