//! New, open, close: what is in the window, and the questions before it is replaced.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::camera::Look;
use super::dialog::{Answer, Dialog, FileRequest, Then};
use super::document::Document;
use super::jobs::JobId;
use super::outcome::{Opened, Outcome};
use super::save::{keep_backup, name_of};
use super::{Notice, Request, Selection, Session, Tool, past};
use crate::base::words::sentence_case as sentence;
use crate::files::{self, LoadError, Loaded, Stamp};
use crate::layout::{self, Scope};
use crate::model::Plan;

/// Most repairs of a file that are told one by one.
const MOST_REPAIRS: usize = 3;

impl Session {
    /// Puts another plan in place of this one, whose unsaved work is wanted no more.
    pub(super) fn put(&mut self, mut document: Document) {
        self.end_journal();
        self.keep.documents += 1;
        document.number = self.keep.documents;
        document.plan.version.document = document.number;
        self.document = document;
        self.keep.conflict = None;
        self.keep.seen = None;
        let of_plan = |of: &Dialog| matches!(of, Dialog::ChangedOnDisk | Dialog::Incoming(_));
        self.dialogs.retain(|dialog| !of_plan(dialog));
        self.selection = Selection::default();
        self.tool = Tool::Idle;
        self.hover = None;
        self.scenario = None;
        self.forget_derived();
        self.derive();
        match self.board().bounds() {
            Some(bounds) => self.camera.fit(bounds, true),
            // What is added to an empty plan is seen in its actual size.
            None => self.camera.go_to(Look::default(), true),
        }
    }

    /// Does `then`, asking first if changes would be lost.
    pub(super) fn unless_unsaved(&mut self, then: Then) {
        if !self.is_dirty() {
            self.then(then);
        } else if !self.follow_save(&then) {
            self.show(Dialog::UnsavedChanges(then));
        }
    }

    pub(super) fn then(&mut self, then: Then) {
        match then {
            Then::New => self.put(Document::default()),
            Then::NewFrom(plan) => self.start_from(*plan),
            Then::Open(path) => self.read(path, false),
            Then::Quit => {
                self.end_journal();
                // What is not decided about is offered at the next start.
                self.keep.lost.clear();
                self.requests.push(Request::Close);
            }
        }
    }

    pub(super) fn new_plan(&mut self) {
        self.unless_unsaved(Then::New);
    }

    /// Asks for a file. Whether changes are to be saved is asked once it is known that one is opened.
    pub(super) fn ask_open(&mut self) {
        self.choose_file(FileRequest::Open);
    }

    pub(super) fn open(&mut self, path: PathBuf) {
        self.unless_unsaved(Then::Open(path));
    }

    pub(super) fn quit(&mut self) {
        self.unless_unsaved(Then::Quit);
    }

    /// Reads a file by job; what is in the window is kept as a backup first, if that is asked for.
    pub(super) fn read(&mut self, path: PathBuf, keep_mine: bool) {
        // What is recovered later may be recovered from another folder.
        let path = std::path::absolute(&path).unwrap_or(path);
        if let Some((earlier, ..)) = self.keep.opening.take() {
            self.jobs.cancel(earlier);
        }
        let places = self.keep.places.clone();
        let mine = (keep_mine && self.is_dirty()).then(|| self.document.plan.clone());
        let job = self.jobs.start(&format!("Opening {}", name_of(&path)), true, move |_| {
            let opened = load_placed(&path).map(|(loaded, stamp)| {
                let history = places.as_ref().map_or(Ok(None), |of| past::of(of, &path, stamp));
                let mine = places.zip(mine).map(|(places, mine)| {
                    let text = files::write_text(&mine).map_err(|error| error.to_string())?;
                    keep_backup(&places, &path, text.as_bytes())
                });
                Opened { loaded, stamp, history, mine }
            });
            Outcome::Opened(path, Box::new(opened))
        });
        let state = self.document.history.state();
        self.keep.opening = Some((job, self.document.number, state));
    }

    fn opened(&mut self, id: JobId, path: PathBuf, opened: Result<Opened, LoadError>) {
        let Some((_, number, state)) = self.keep.opening.take_if(|(job, ..)| *job == id) else {
            return;
        };
        let Opened { loaded, stamp, history, mine } = match opened {
            Ok(opened) => opened,
            Err(error) => {
                self.notices.push(Notice::failed(why_not(&path, &error)));
                return;
            }
        };
        let edited = number != self.document.number || state != self.document.history.state();
        if edited && self.is_dirty() {
            // Something was done after the question whether it may be replaced.
            self.show(Dialog::UnsavedChanges(Then::Open(path)));
            return;
        }
        let mine = match mine.transpose() {
            Ok(mine) => mine,
            Err(problem) => {
                let text = format!("What is in the window could not be kept, and stays: {problem}");
                self.notices.push(Notice::failed(text));
                return;
            }
        };
        self.settings.remember(&path);
        for repair in loaded.repairs.iter().take(MOST_REPAIRS) {
            self.notices.push(Notice::warning(repair.to_string()));
        }
        if let Some(more) = loaded.repairs.len().checked_sub(MOST_REPAIRS).filter(|more| *more > 0)
        {
            let text = format!("{more} more repairs; `polyplan check` lists them all");
            self.notices.push(Notice::warning(text));
        }
        self.notices.extend(loaded.lost_by_saving().map(Notice::warning));
        if let Some(mine) = mine {
            let text = format!("What was in the window is kept as {}", mine.display());
            self.notices.push(Notice::done(text));
        }
        let history = history.unwrap_or_else(|problem| {
            let text = format!("Undo does not reach back beyond opening: {problem}");
            self.notices.push(Notice::warning(text));
            None
        });
        // An undo history speaks of the plan as it was saved, not as it had to be repaired.
        let history = history.filter(|_| loaded.repairs.is_empty());
        self.put(Document::read(loaded.plan, path, stamp, history));
    }

    pub(super) fn ask_import(&mut self) {
        self.choose_file(FileRequest::Import);
    }

    /// Answers the topmost question.
    pub(super) fn answer(&mut self, answer: Answer) {
        let Some(dialog) = self.dialogs.pop() else { return };
        match dialog {
            Dialog::UnsavedChanges(then) => self.answer_unsaved(then, answer),
            Dialog::ChangedOnDisk => self.answer_conflict(answer),
            Dialog::Recover => match answer {
                Answer::Recover => self.recover(),
                Answer::Discard => self.discard_lost(),
                // Kept for the next start.
                _ => self.keep.lost.clear(),
            },
            _ => {}
        }
    }

    /// Stops a job. What writes files says itself how far it came: a save stops before it writes or
    /// not at all, a folder of files between two of them.
    pub(super) fn cancel_job(&mut self, id: JobId) {
        let saves = self.keep.saving.as_ref().is_some_and(|saving| saving.job == id);
        if saves || self.bundling == Some(id) {
            self.jobs.ask_to_stop(id);
            return;
        }
        self.keep.opening.take_if(|(job, ..)| *job == id);
        self.jobs.cancel(id);
    }

    /// Takes in what a file job came back with.
    pub(super) fn take_in_file(&mut self, id: JobId, outcome: Outcome) {
        match outcome {
            Outcome::Opened(path, opened) => self.opened(id, path, *opened),
            Outcome::ReadToCompare(side, path, read) => self.read_to_compare(side, path, *read),
            Outcome::Saved(result) => self.saved(id, result),
            Outcome::Checked(found) => self.checked(id, found),
            Outcome::Incoming(read) => self.came_in(*read),
            Outcome::Answers(read) => self.answered(*read),
            Outcome::Found(found, crash) => self.found(found, crash),
            Outcome::Templates(found, problems) => self.found_templates(found, problems),
            Outcome::TemplateKept(kept) => self.template_kept(kept),
            Outcome::TidyDone(version, scope, edits) => self.tidied(version, scope, edits),
            Outcome::Exported(path, result) => self.exported(&path, result),
            Outcome::Bundled(bundled) => self.bundled(bundled),
            Outcome::Drawn(what, result) => self.drawn(&what, result),
            Outcome::Numbers(title, result) => self.counted(&title, result),
            Outcome::Analysed(_)
            | Outcome::Charted(_)
            | Outcome::Shaded(_)
            | Outcome::Figured(_)
            | Outcome::Prepared(_)
            | Outcome::Studied(_) => {}
            Outcome::Broken => self.broke(id),
        }
    }

    fn broke(&mut self, id: JobId) {
        self.save_broke(id);
        self.bundling.take_if(|job| *job == id);
        self.keep.opening.take_if(|(job, ..)| *job == id);
        if self.keep.checking.take_if(|(job, ..)| *job == id).is_none() {
            self.notices.push(Notice::failed(
                "Something went wrong inside Polyplan; your plan is untouched, please save it",
            ));
        }
    }
}

/// Loads a plan to be edited: its cards get places here, in the job that reads it, and keep them from
/// then on, so that no edit has to place them anew.
pub(super) fn load_placed(path: &Path) -> Result<(Loaded, Stamp), LoadError> {
    let (mut loaded, stamp) = files::load_stamped(path)?;
    place(&mut loaded.plan);
    Ok((loaded, stamp))
}

/// Gives places to the cards that have none.
pub(super) fn place(plan: &mut Plan) {
    for edit in layout::tidy(plan, Scope::OnlyUnplaced) {
        // Each is of a component that the plan has.
        let applied = plan.apply(edit);
        debug_assert!(applied.is_ok(), "a place of no component: {applied:?}");
    }
}

/// Why a file was not opened, and what to do.
fn why_not(path: &Path, error: &LoadError) -> String {
    match error {
        LoadError::Io { error, .. } if error.kind() == ErrorKind::NotFound => {
            format!("There is no file {}; this is a new plan", path.display())
        }
        LoadError::Io { .. } => sentence(&error.to_string()),
        other => format!("{}: {other}", name_of(path)),
    }
}
