//! The plan's file as others see it: whether somebody else changed it, and what to do then.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::dialog::{Answer, Dialog, Then};
use super::jobs::{JobId, Wake};
use super::outcome::Outcome;
use super::save::name_of;
use super::{Notice, Session};
use crate::files::Stamp;

/// How often the file's time is looked at.
const EVERY: Duration = Duration::from_secs(2);

/// The file holds something that is not ours.
#[derive(Clone, Debug)]
pub(super) struct Conflict {
    /// What it holds.
    pub theirs: Stamp,
    /// Whether it was found while saving, so that keeping ours means to save.
    pub save: bool,
    /// What was to follow the save.
    pub then: Option<Then>,
}

/// A thread that looks at the file's time now and then, so that an idle window notices a change
/// without being drawn.
#[derive(Debug)]
pub(super) struct Watch {
    tell: Sender<(Option<Target>, Option<Wake>)>,
    told: Option<Target>,
    changed: Arc<AtomicBool>,
}

#[derive(Clone, Debug, PartialEq)]
struct Target {
    path: PathBuf,
    stamp: Stamp,
    modified: Option<std::time::SystemTime>,
}

impl Watch {
    /// Starts to watch nothing; none if the system has no thread to give.
    pub fn start() -> Option<Self> {
        let (tell, told) = channel();
        let changed = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&changed);
        let thread = std::thread::Builder::new().name("file watch".to_owned());
        thread.spawn(move || watch(&told, &flag)).ok()?;
        Some(Self { tell, told: None, changed })
    }

    fn follow(&mut self, target: Option<Target>, wake: Option<Wake>) {
        if self.told != target {
            self.told.clone_from(&target);
            self.changed.store(false, Ordering::Relaxed);
            // Without its thread nothing is watched; saving looks at the file all the same.
            let _ = self.tell.send((target, wake));
        }
    }

    fn saw_change(&self) -> bool {
        self.changed.swap(false, Ordering::Relaxed)
    }
}

fn watch(told: &Receiver<(Option<Target>, Option<Wake>)>, changed: &AtomicBool) {
    let mut watched = None;
    loop {
        let next = match &watched {
            Some(_) => told.recv_timeout(EVERY),
            None => told.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match next {
            Ok((target, wake)) => watched = target.map(|target| (target, wake)),
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                let gone =
                    watched.take_if(|(Target { path, stamp, .. }, _)| !stamp.looks_unchanged(path));
                if let Some((_, wake)) = gone {
                    changed.store(true, Ordering::Relaxed);
                    if let Some(wake) = wake {
                        wake.wake();
                    }
                }
            }
        }
    }
}

impl Session {
    /// Has the file watched for what we know of it, and looks closer where it changed.
    pub(super) fn watch_file(&mut self) {
        let stamp = self.keep.seen.or(self.document.stamp);
        let target = self.document.path.clone().zip(stamp).map(|(path, stamp)| Target {
            path,
            stamp,
            modified: stamp.modified,
        });
        let wake = self.jobs.wake();
        let Some(watch) = &mut self.keep.watch else { return };
        watch.follow(target, wake);
        if watch.saw_change() {
            self.check_file();
        }
    }

    /// Looks by job whether the file still holds what we know of it.
    pub(super) fn check_file(&mut self) {
        let Some(path) = self.document.path.clone() else { return };
        if self.document.stamp.is_none() || self.keep.checking.is_some() {
            return;
        }
        let job = self.jobs.start("Looking at the file", false, move |_| {
            match Stamp::of_file(&path) {
                Ok(found) => Outcome::Checked(found.map(|(stamp, _)| stamp)),
                // A file that cannot be read now, such as on a share that is away, is not changed.
                Err(_) => Outcome::Broken,
            }
        });
        self.keep.checking = Some((job, self.document.number, self.document.stamp));
    }

    /// Takes in what the file holds.
    pub(super) fn checked(&mut self, id: JobId, found: Option<Stamp>) {
        let Some((_, number, stamp)) = self.keep.checking.take_if(|(job, ..)| *job == id) else {
            return;
        };
        let outdated = number != self.document.number || stamp != self.document.stamp;
        if outdated || self.keep.saving.is_some() {
            return;
        }
        match found {
            Some(now) if Some(now) == stamp => {
                self.document.stamp = found;
                self.keep.seen = None;
            }
            Some(now) if Some(now) == self.keep.seen => self.keep.seen = found,
            Some(theirs) => self.conflict(Conflict { theirs, save: false, then: None }),
            None => self.file_is_gone(),
        }
    }

    fn file_is_gone(&mut self) {
        self.document.stamp = None;
        self.keep.seen = None;
        self.document.mark_unsaved();
        self.begin_journal(None);
        let name = self.document.path.as_deref().map(name_of).unwrap_or_default();
        let text =
            format!("{name} was moved or deleted by another program; save to write it again");
        self.notices.push(Notice::warning(text));
    }

    /// Asks what to do about a file that somebody else changed.
    pub(super) fn conflict(&mut self, conflict: Conflict) {
        self.keep.seen = Some(conflict.theirs);
        self.keep.conflict = Some(conflict);
        // Whatever was saved, the file holds it no more.
        self.document.mark_unsaved();
        self.begin_journal(None);
        self.show(Dialog::ChangedOnDisk);
    }

    /// Answers the question about a changed file.
    pub(super) fn answer_conflict(&mut self, answer: Answer) {
        let Some(conflict) = self.keep.conflict.take() else { return };
        if answer == Answer::Merge {
            return self.merge_file(conflict);
        }
        let Conflict { theirs, save, then } = conflict;
        match answer {
            Answer::KeepMine => {
                self.document.stamp = Some(theirs);
                self.keep.seen = None;
                if save {
                    self.save_then(then);
                }
            }
            Answer::TakeTheirs => {
                if let Some(path) = self.document.path.clone() {
                    self.read(path, true);
                }
            }
            Answer::SaveAs => self.save_as_then(then),
            _ => {}
        }
    }
}
