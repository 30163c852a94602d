//! Saving: by job, on a snapshot, with what follows once it is saved.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::dialog::{Answer, Dialog, FileRequest, Then};
use super::disk::Conflict;
use super::history::History;
use super::jobs::{JobId, Progress};
use super::outcome::{Outcome, SaveResult};
use super::places::{Places, make_private};
use super::{Notice, Session, past};
use crate::base::failure::reason;
use crate::base::words::sentence_case as sentence;
use crate::files::{self, EXTENSION, Stamp, backup};
use crate::model::{Edit, Plan, PlanChange};

/// A save under way.
#[derive(Debug)]
pub(super) struct Saving {
    pub job: JobId,
    path: PathBuf,
    /// Number of the document.
    document: u64,
    /// State of its history that is being saved.
    state: u64,
    /// Whether the plan took its name from the file for this save.
    named: bool,
    then: Option<Then>,
}

/// A save that waits for the one under way: two at once could end in the wrong order.
#[derive(Debug)]
pub(super) struct Queued {
    path: PathBuf,
    then: Option<Then>,
}

/// What a save needs to know; made in the frame, carried out by a job.
struct Order {
    path: PathBuf,
    plan: Plan,
    history: History,
    /// What the file must hold so that it may be replaced.
    expected: Expected,
    places: Option<Places>,
}

enum Expected {
    /// What was read from it or written to it; none if it was found missing.
    Ours(Option<Stamp>),
    /// Nothing: its name was completed by the program, and nobody agreed to replace it.
    Nothing,
    /// Anything: the user chose it.
    Anything,
}

impl Session {
    pub(super) fn save(&mut self) {
        self.save_then(None);
    }

    /// Saves, asking where if the plan has no file, and goes on.
    pub(super) fn save_then(&mut self, then: Option<Then>) {
        match self.document.path.clone() {
            Some(path) => self.save_to(path, then),
            None => self.save_as_then(then),
        }
    }

    pub(super) fn ask_save_as(&mut self) {
        self.save_as_then(None);
    }

    pub(super) fn save_as_then(&mut self, then: Option<Then>) {
        let name = match self.document.path.as_deref().and_then(Path::file_name) {
            Some(name) => name.to_string_lossy().into_owned(),
            None => self.suggested_name().display().to_string(),
        };
        self.choose_file(FileRequest::SaveAs { name, then });
    }

    /// Saves to `path`, which gets the ending of plans if it has none, and goes on.
    pub(super) fn save_to(&mut self, path: PathBuf, then: Option<Then>) {
        self.document.commit();
        let path = std::path::absolute(&path).unwrap_or(path);
        let named = self.keep.saving.is_none() && self.name_after(&path);
        let state = self.document.history.state();
        if let Some(saving) = &mut self.keep.saving {
            if saving.document == self.document.number
                && saving.state == state
                && saving.path == path
            {
                saving.then = then.or(saving.then.take());
            } else {
                self.keep.queued = Some(Queued { path, then });
            }
            return;
        }
        let completed = path.extension().is_none();
        let path = if completed { path.with_extension(&EXTENSION[1..]) } else { path };
        let expected = if self.document.path.as_ref() == Some(&path) {
            Expected::Ours(self.document.stamp)
        } else if completed {
            Expected::Nothing
        } else {
            Expected::Anything
        };
        let order = Order {
            path: path.clone(),
            plan: self.document.plan.clone(),
            history: self.document.history.clone(),
            expected,
            places: self.keep.places.clone(),
        };
        let label = format!("Saving {}", name_of(&path));
        let job =
            self.jobs.start(&label, true, move |progress| Outcome::Saved(order.run(progress)));
        let document = self.document.number;
        self.keep.saving = Some(Saving { job, path, document, state, named, then });
        self.keep.save_problem = None;
    }

    /// A plan without a name takes that of the file that it is saved to first; whether it did. It is a
    /// step like any other, so that it is in the file and can be taken back.
    fn name_after(&mut self, path: &Path) -> bool {
        if !self.document.plan.name.is_empty() || self.document.path.as_deref() == Some(path) {
            return false;
        }
        let file = name_of(path);
        let name = file.strip_suffix(EXTENSION).unwrap_or(&file);
        let label = format!("Name the plan “{name}”");
        let edit = Edit::Plan(PlanChange::Name(name.to_owned()));
        !name.is_empty() && self.edit(&label, edit)
    }

    /// Takes the name back that the plan got for a save that did not come about.
    fn unname(&mut self, named: bool, state: u64) {
        if named && self.document.history.state() == state {
            self.document.undo();
        }
    }

    /// If the plan is being saved as it is, has `then` follow; whether it will.
    pub(super) fn follow_save(&mut self, then: &Then) -> bool {
        let (number, state) = (self.document.number, self.document.history.state());
        let in_gesture = self.document.history.in_gesture();
        match &mut self.keep.saving {
            Some(saving) if saving.document == number && saving.state == state && !in_gesture => {
                saving.then = Some(then.clone());
                true
            }
            _ => false,
        }
    }

    /// Takes in what became of a save.
    pub(super) fn saved(&mut self, id: JobId, result: SaveResult) {
        let Some(saving) = self.keep.saving.take_if(|saving| saving.job == id) else { return };
        let Saving { path, document, state, named, then, .. } = saving;
        let name = name_of(&path);
        let ours = document == self.document.number;
        if ours && !matches!(result, SaveResult::Done(..)) {
            self.unname(named, state);
        }
        match result {
            SaveResult::Done(stamp, problem) => {
                self.notices.push(Notice::done(format!("Saved {name}")));
                self.notices.extend(problem.map(Notice::warning));
                self.settings.remember(&path);
                if ours {
                    self.document.path = Some(path);
                    self.document.stamp = Some(stamp);
                    self.document.mark_saved(state);
                    self.keep.seen = None;
                    self.keep.conflict = None;
                    self.dialogs.retain(|dialog| *dialog != Dialog::ChangedOnDisk);
                    self.journal_saved(state);
                    self.after_save(then);
                    return;
                }
            }
            SaveResult::Changed(theirs) if ours => {
                self.conflict(Conflict { theirs, save: true, then });
            }
            SaveResult::Exists if ours => {
                let text = format!("There is a file {name} already; choose whether to replace it");
                self.notices.push(Notice::warning(text));
                let name = path.display().to_string();
                self.show(Dialog::Path(FileRequest::SaveAs { name, then }));
            }
            SaveResult::Changed(_) | SaveResult::Exists => {
                let text = format!("{name} was not saved: another program changed it meanwhile");
                self.notices.push(Notice::failed(text));
            }
            // Where the place was chosen now, it is chosen again; the dialog says why.
            SaveResult::Failed(text) if ours && self.document.path.as_ref() != Some(&path) => {
                self.keep.save_problem = Some(text);
                let name = path.display().to_string();
                self.show(Dialog::Path(FileRequest::SaveAs { name, then }));
            }
            SaveResult::Failed(text) => self.notices.push(Notice::failed(text)),
            SaveResult::Stopped => {
                self.notices.push(Notice::warning(format!("{name} was not saved")));
            }
        }
        self.after_save(None);
    }

    /// Why the place that is chosen anew would not do.
    #[must_use]
    pub fn save_problem(&self) -> Option<&str> {
        self.keep.save_problem.as_deref()
    }

    /// A save that gave up by a fault of its own.
    pub(super) fn save_broke(&mut self, id: JobId) {
        if self.keep.saving.take_if(|saving| saving.job == id).is_some() {
            self.keep.queued = None;
        }
    }

    fn after_save(&mut self, then: Option<Then>) {
        if let Some(queued) = self.keep.queued.take() {
            self.save_to(queued.path, queued.then.or(then));
        } else if let Some(then) = then {
            // What was edited while it was saved is asked about.
            self.unless_unsaved(then);
        }
    }

    /// Answers the question about unsaved changes.
    pub(super) fn answer_unsaved(&mut self, then: Then, answer: Answer) {
        match answer {
            Answer::Save => self.save_then(Some(then)),
            Answer::Discard => self.then(then),
            _ => {}
        }
    }
}

/// Keeps what a file held, or was to hold, as its newest backup; where it is.
pub(super) fn keep_backup(places: &Places, path: &Path, bytes: &[u8]) -> Result<PathBuf, String> {
    let folder = places.backups(path);
    make_private(&folder)?;
    backup::rotate(&folder, bytes).map_err(|error| {
        let why = reason(&backup::path(&folder, 1), &error);
        format!("cannot write in {}: {why}", folder.display())
    })
}

/// The name of a file for people.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

impl Order {
    fn run(self, progress: &Progress) -> SaveResult {
        let failed = |error: std::io::Error| {
            let (path, why) = (self.path.display(), reason(&self.path, &error));
            let left = "Nothing was written; save to another place";
            SaveResult::Failed(format!("Cannot save {path}: {why}. {left}"))
        };
        let before = match (Stamp::of_file(&self.path), &self.expected) {
            (Ok(before), _) => before,
            // What cannot be read is no plan of ours; whoever chose it meant to replace it.
            (Err(error), Expected::Anything) if error.kind() != ErrorKind::InvalidInput => None,
            (Err(error), _) => return failed(error),
        };
        match (&before, &self.expected) {
            (Some((theirs, _)), Expected::Ours(ours)) if *ours != Some(*theirs) => {
                return SaveResult::Changed(*theirs);
            }
            (Some(_), Expected::Nothing) => return SaveResult::Exists,
            _ => {}
        }
        if progress.is_cancelled() {
            return SaveResult::Stopped;
        }
        let mut problem = None;
        if let (Some(places), Some((_, bytes))) = (&self.places, &before) {
            let kept = keep_backup(places, &self.path, bytes);
            problem = kept.err().map(|error| format!("No backup could be kept: {error}"));
        }
        let stamp = match files::save(&self.path, &self.plan) {
            Ok(stamp) => stamp,
            Err(error) => return SaveResult::Failed(sentence(&error.to_string())),
        };
        if let Some(places) = &self.places
            && let Err(error) = past::keep(places, &self.path, stamp, self.history)
        {
            problem = Some(format!("Undo will not reach back beyond this save: {error}"));
        }
        SaveResult::Done(stamp, problem)
    }
}
