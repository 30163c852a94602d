//! Keeping work safe: the journal follows every step, settings follow every change.

use std::path::{Path, PathBuf};

use super::dialog::Dialog;
use super::disk::{Conflict, Watch};
use super::jobs::JobId;
use super::journal::{Claim, Entry, Found, Lost, Message, Writer};
use super::places::Places;
use super::save::{Queued, Saving};
use super::{Notice, Session, Settings, crash_report};
use crate::files::Stamp;
use crate::files::templates::Template;

/// What the session remembers to keep work safe.
#[derive(Debug, Default)]
pub(super) struct Keep {
    /// Where state is kept; without it nothing is, and files alone are read and written.
    pub places: Option<Places>,
    writer: Option<Writer>,
    journal: Journal,
    /// The settings as they were last handed to the writer.
    settings: Settings,
    /// The save under way, and the one to follow.
    pub saving: Option<Saving>,
    pub queued: Option<Queued>,
    /// Why the last save to a chosen place failed.
    pub save_problem: Option<String>,
    /// The file being read, with the document that it was asked from and its state.
    pub opening: Option<(JobId, u64, u64)>,
    /// The file being looked at, with the document and stamp it was asked for.
    pub checking: Option<(JobId, u64, Option<Stamp>)>,
    pub conflict: Option<Conflict>,
    /// What the user was already asked about.
    pub seen: Option<Stamp>,
    pub watch: Option<Watch>,
    /// Work of crashed windows, newest first, not yet decided about.
    pub lost: Vec<Lost>,
    /// Numbers documents.
    pub documents: u64,
    /// The user's own templates, as they were last read.
    pub templates: Vec<Template>,
}

/// Whether the journal holds what happened.
#[derive(Debug, Default)]
enum Journal {
    /// Nothing is unsaved, so there is none.
    #[default]
    None,
    /// It begins as soon as no gesture is under way, in place of a recovered one.
    Due(Option<Claim>),
    /// It holds everything up to now.
    Written,
}

impl Session {
    /// Keeps journal, settings, backups and histories in these places from now on, and watches the
    /// plan's file.
    pub fn keep_in(&mut self, places: Places) {
        self.keep.settings = self.settings.clone();
        self.keep.writer = Writer::start(places.clone());
        if self.keep.writer.is_none() {
            self.notices
                .push(Notice::failed("Unsaved work cannot be kept safe; please save often"));
        }
        self.keep.watch = Watch::start();
        self.keep.places = Some(places);
    }

    /// Waits until journal and settings are on disk.
    pub fn flush(&self) {
        if let Some(writer) = &self.keep.writer {
            writer.flush();
        }
    }

    /// Hands what happened to the journal, and changed settings to their file.
    pub(super) fn keep(&mut self) {
        let records = self.document.take_records();
        self.watch_file();
        self.offer_lost();
        let Some(writer) = &mut self.keep.writer else { return };
        if let Some(problem) = writer.problem() {
            self.keep.journal = Journal::None;
            tracing::error!("unsaved work cannot be kept");
            let notice = Notice::failed(problem);
            if !self.notices.contains(&notice) {
                self.notices.push(notice);
            }
        }
        if self.settings != self.keep.settings {
            self.keep.settings = self.settings.clone();
            writer.send(Message::Settings(Box::new(self.settings.clone())));
        }
        if matches!(self.keep.journal, Journal::None) && !records.is_empty() {
            self.keep.journal = Journal::Due(None);
        }
        match &mut self.keep.journal {
            // A plan in the middle of a gesture is none that can be gone back to.
            Journal::Due(replaces) if !self.document.history.in_gesture() => {
                writer.send(Message::Begin(Box::new(self.document.base()), replaces.take()));
                self.keep.journal = Journal::Written;
            }
            Journal::Written if !records.is_empty() => {
                writer.send(Message::Append(records.into_iter().map(Entry::Step).collect()));
            }
            _ => {}
        }
    }

    /// The plan is unsaved for another reason than a step, or was recovered from a journal.
    pub(super) fn begin_journal(&mut self, replaces: Option<Claim>) {
        if self.keep.writer.is_some() {
            self.keep.journal = Journal::Due(replaces);
        }
    }

    /// Nothing is unsaved any more, or the user does not want it.
    pub(super) fn end_journal(&mut self) {
        self.document.take_records();
        self.keep.journal = Journal::None;
        if let Some(writer) = &self.keep.writer {
            writer.send(Message::End);
        }
    }

    /// The file holds `state` now; the journal is no longer needed, or goes on from there.
    pub(super) fn journal_saved(&mut self, state: u64) {
        if self.document.is_in_file() {
            self.end_journal();
            return;
        }
        let path = self.document.path.as_ref().and_then(|path| path.to_str());
        match (&self.keep.journal, path, self.document.stamp, &self.keep.writer) {
            (Journal::Written, Some(path), Some(stamp), Some(writer)) => {
                let entry = Entry::Saved { path: path.to_owned(), stamp, state };
                writer.send(Message::Append(vec![entry]));
            }
            (Journal::Written, ..) => self.keep.journal = Journal::Due(None),
            _ => {}
        }
    }

    /// Looks for work that a crash left behind, to offer it, and for reports of crashes, to tell of them.
    pub fn find_lost_work(&mut self) {
        if let Some(places) = self.keep.places.clone() {
            self.jobs.start("Looking for unsaved work", false, move |_| {
                let crash = crash_report::untold(&places);
                super::outcome::Outcome::Found(super::journal::find(&places), crash)
            });
        }
    }

    /// The unsaved work that is offered, if any was found.
    #[must_use]
    pub fn lost_work(&self) -> Option<&Lost> {
        self.keep.lost.first()
    }

    /// Takes in what [`Session::find_lost_work`] found.
    pub(super) fn found(&mut self, found: Found, crash: Option<PathBuf>) {
        self.keep.lost = found.lost;
        self.notices.extend(found.problems.into_iter().map(Notice::warning));
        if let Some(report) = crash {
            let text = format!(
                "Polyplan crashed; a report for its makers, with nothing of your plans, is {}",
                report.display()
            );
            let folder = report.parent().map(Path::to_path_buf).unwrap_or_default();
            self.notices.push(Notice::warning(text).leading_to(folder));
        }
    }

    /// Offers found work when nothing else would be in its way.
    fn offer_lost(&mut self) {
        let free = self.dialogs.is_empty() && self.keep.saving.is_none() && !self.is_dirty();
        if free && self.keep.opening.is_none() && !self.keep.lost.is_empty() {
            self.show(Dialog::Recover);
        }
    }

    /// Takes the offered work into the window, unsaved.
    pub(super) fn recover(&mut self) {
        if self.keep.lost.is_empty() {
            return;
        }
        let Lost { base, claim, .. } = self.keep.lost.remove(0);
        tracing::info!("recovered unsaved work");
        self.put(super::document::Document::recovered(base));
        self.begin_journal(Some(claim));
        self.notices.push(Notice::done("Recovered unsaved work; save it to keep it"));
    }

    /// Removes the offered work for good.
    pub(super) fn discard_lost(&mut self) {
        if !self.keep.lost.is_empty() {
            self.keep.lost.remove(0).claim.remove();
        }
    }
}
