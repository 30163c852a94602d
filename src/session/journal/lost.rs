//! Journals that nobody writes any more: work that was lost in a crash.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Base, text};
use crate::session::places::Places;

/// Ending of journals.
pub(super) const ENDING: &str = "journal";

/// A journal in the hands of this program: while it lives, no other window takes it.
#[derive(Debug)]
pub struct Claim {
    journal: PathBuf,
    /// Locked as long as it is open.
    _lock: File,
}

impl Claim {
    /// Takes a journal, if no running window has it.
    pub(super) fn take(journal: &Path) -> Option<Self> {
        let lock =
            File::options().create(true).truncate(false).write(true).open(lock_of(journal)).ok()?;
        // Where locks do not work, a running window cannot be told from a crashed one.
        lock.try_lock().ok()?;
        Some(Self { journal: journal.to_owned(), _lock: lock })
    }

    /// Removes the journal for good.
    pub fn remove(self) {
        // What cannot be removed now is offered again at the next start.
        let _ = std::fs::remove_file(&self.journal);
        let _ = std::fs::remove_file(lock_of(&self.journal));
    }

    /// Puts the journal out of the way, for people to look at.
    fn set_aside(self) -> Option<PathBuf> {
        let aside = self.journal.with_extension("unreadable");
        std::fs::rename(&self.journal, &aside).ok()?;
        let _ = std::fs::remove_file(lock_of(&self.journal));
        Some(aside)
    }
}

fn lock_of(journal: &Path) -> PathBuf {
    journal.with_extension("lock")
}

/// Work that a crash left behind.
#[derive(Debug)]
pub struct Lost {
    /// The plan as it was last, with its history and its file.
    pub base: Base,
    /// When it was last changed.
    pub when: Option<SystemTime>,
    pub(in crate::session) claim: Claim,
}

/// All work that crashes left behind, newest first, and where journals were put that cannot be
/// read. Journals that hold nothing but what was saved are removed.
#[must_use]
pub fn find(places: &Places) -> (Vec<Lost>, Vec<PathBuf>) {
    let (mut found, mut unreadable) = (Vec::new(), Vec::new());
    let Ok(folder) = std::fs::read_dir(places.journals()) else { return (found, unreadable) };
    for path in folder.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.extension().is_none_or(|ending| ending != ENDING) {
            continue;
        }
        let Some(claim) = Claim::take(&path) else { continue };
        // A window may have closed cleanly between listing and locking.
        let Ok(bytes) = std::fs::read(&path) else {
            claim.remove();
            continue;
        };
        let when = std::fs::metadata(&path).and_then(|about| about.modified()).ok();
        // A crash of the whole system may leave a tail that is no text.
        match text::read(&String::from_utf8_lossy(&bytes)) {
            Ok(base) if base.saved_state == Some(base.history.state()) => claim.remove(),
            Ok(base) => found.push(Lost { base, when, claim }),
            Err(text::Unreadable::OtherVersion) => {}
            Err(text::Unreadable::Damaged) => unreadable.extend(claim.set_aside()),
        }
    }
    found.sort_by(|a, b| b.when.cmp(&a.when).then_with(|| b.claim.journal.cmp(&a.claim.journal)));
    (found, unreadable)
}
