//! Journals that nobody writes any more: work that was lost in a crash.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Base, text};
use crate::base::failure::reason;
use crate::files::{regular, replace};
use crate::session::places::Places;

/// Ending of journals.
pub(super) const ENDING: &str = "journal";
/// Ending of the files whose locks say that a journal is in use.
const LOCK: &str = "lock";
/// Most of a journal that is read, bytes.
const MOST_BYTES: u64 = 256 << 20;

/// A journal in the hands of this program: while it lives, no other window takes it.
#[derive(Debug)]
pub struct Claim {
    pub(super) journal: PathBuf,
    /// Locked as long as it is open.
    _lock: File,
}

impl Claim {
    /// Takes a journal that is to be written, whose name is nobody else's.
    pub(super) fn begin(journal: &Path) -> std::io::Result<Self> {
        loop {
            let lock = open_lock(journal)?;
            lock.lock()?;
            // Somebody who cleaned up may have come between making and locking it.
            if lock_of(journal).exists() {
                return Ok(Self { journal: journal.to_owned(), _lock: lock });
            }
        }
    }

    /// Takes a journal; none if a running window has it.
    fn take(journal: &Path) -> std::io::Result<Option<Self>> {
        let lock = open_lock(journal)?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self { journal: journal.to_owned(), _lock: lock })),
            Err(TryLockError::WouldBlock) => Ok(None),
            // Where locks do not work, a running window cannot be told from a crashed one.
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Removes the journal for good.
    pub fn remove(self) {
        // What cannot be removed now is offered again at the next start.
        let _ = std::fs::remove_file(&self.journal);
        let _ = std::fs::remove_file(lock_of(&self.journal));
    }

    /// Where what cannot be read of the journal is put, for people to look at.
    fn aside(&self) -> PathBuf {
        self.journal.with_extension("unreadable")
    }

    /// Puts the journal out of the way; where it is now.
    fn set_aside(self) -> PathBuf {
        let aside = self.aside();
        if std::fs::rename(&self.journal, &aside).is_err() {
            return self.journal;
        }
        let _ = std::fs::remove_file(lock_of(&self.journal));
        aside
    }
}

fn lock_of(journal: &Path) -> PathBuf {
    journal.with_extension(LOCK)
}

fn open_lock(journal: &Path) -> std::io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(lock_of(journal))
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

/// What crashes left behind.
#[derive(Debug, Default)]
pub struct Found {
    /// Work that can be gone on with, newest first.
    pub lost: Vec<Lost>,
    /// What cannot be read, in sentences that say where it is.
    pub problems: Vec<String>,
}

/// Looks for what crashes left behind. Journals that hold nothing but what was saved are removed, and
/// so is what is left of those that were never begun.
#[must_use]
pub fn find(places: &Places) -> Found {
    let folder = places.journals();
    let mut found = Found::default();
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return found,
        Err(error) => {
            let (place, why) = (folder.display(), reason(&folder.join(ENDING), &error));
            found.problems.push(format!("Unsaved work in {place} cannot be read: {why}"));
            return found;
        }
    };
    replace::remove_unfinished(&folder);
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let ending = path.extension().unwrap_or_default();
        if ending == ENDING {
            match Claim::take(&path) {
                Ok(Some(claim)) => found.take_in(claim),
                Ok(None) => {}
                Err(error) => found.unread(&path, &error),
            }
        } else if ending == LOCK && !path.with_extension(ENDING).exists() {
            remove_lock(&path);
        }
    }
    found
        .lost
        .sort_by(|a, b| b.when.cmp(&a.when).then_with(|| b.claim.journal.cmp(&a.claim.journal)));
    found
}

/// Removes the lock of a journal that is not there, unless somebody is about to write it.
fn remove_lock(path: &Path) {
    if let Ok(Some(claim)) = Claim::take(path)
        && !claim.journal.with_extension(ENDING).exists()
    {
        let _ = std::fs::remove_file(path);
    }
}

impl Found {
    fn unread(&mut self, path: &Path, error: &std::io::Error) {
        let (place, why) = (path.display(), reason(path, error));
        self.problems.push(format!("Unsaved work in {place} cannot be read: {why}"));
    }

    /// Keeps a journal of which only the beginning can be read, for people to look at.
    fn keep_copy(&mut self, claim: &Claim) -> Result<(), String> {
        let (aside, what) = (claim.aside(), "Only the first part of unsaved work can be read");
        std::fs::copy(&claim.journal, &aside).map_err(|error| {
            let why = reason(&aside, &error);
            format!("{what}, and no copy of it can be kept as {}: {why}", aside.display())
        })?;
        self.problems.push(format!("{what}; all of it is kept as {}", aside.display()));
        Ok(())
    }

    /// Reads a journal that nobody else has.
    fn take_in(&mut self, claim: Claim) {
        let path = claim.journal.clone();
        let bytes = match regular::read(&path, MOST_BYTES) {
            Ok(bytes) => bytes,
            // A window may have closed cleanly between listing and locking.
            Err(error) if error.kind() == ErrorKind::NotFound => return claim.remove(),
            // It may be readable another time, or by somebody else.
            Err(error) => return self.unread(&path, &error),
        };
        let when = std::fs::metadata(&path).and_then(|about| about.modified()).ok();
        // A crash of the whole system may leave a tail that is no text.
        match text::read(&String::from_utf8_lossy(&bytes)) {
            Ok(text::Told { base, whole }) => {
                if !whole && let Err(problem) = self.keep_copy(&claim) {
                    return self.problems.push(problem);
                }
                if base.saved_state == Some(base.history.state()) {
                    claim.remove();
                } else {
                    self.lost.push(Lost { base, when, claim });
                }
            }
            Err(text::Unreadable::OtherVersion) => {}
            Err(text::Unreadable::Damaged) => {
                let kept = claim.set_aside();
                let kept = kept.display();
                self.problems.push(format!("Unsaved work cannot be read; it is kept as {kept}"));
            }
        }
    }
}
