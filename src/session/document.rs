//! The plan with its history and its file.

use std::path::PathBuf;

use super::history::{History, Record};
use super::journal::Base;
use crate::files::Stamp;
use crate::model::{Edit, EditError, Plan};

/// A plan being edited.
#[derive(Debug)]
pub(super) struct Document {
    /// Tells the documents of one session apart: a job may come back when another plan is open.
    pub number: u64,
    pub plan: Plan,
    pub history: History,
    /// Its file, once it has one.
    pub path: Option<PathBuf>,
    /// What the file held when it was last read or written.
    pub stamp: Option<Stamp>,
    /// State of the history that the file holds; none if the file holds no state of it.
    saved_state: Option<u64>,
    /// State of the history that the file held when it was last known to hold one.
    known_state: Option<u64>,
    /// State of the history that the window began with.
    began_state: u64,
    /// What happened since the journal last took it.
    records: Vec<Record>,
}

impl Default for Document {
    fn default() -> Self {
        Self {
            number: 0,
            plan: Plan::default(),
            history: History::default(),
            path: None,
            stamp: None,
            saved_state: Some(0),
            known_state: Some(0),
            began_state: 0,
            records: Vec::new(),
        }
    }
}

impl Document {
    /// A plan as it was read from a file, with what led to it.
    pub fn read(plan: Plan, path: PathBuf, stamp: Stamp, history: Option<History>) -> Self {
        let history = history.unwrap_or_default();
        let saved_state = Some(history.state());
        let known_state = saved_state;
        let began_state = history.state();
        let (path, stamp) = (Some(path), Some(stamp));
        Self {
            plan,
            history,
            path,
            stamp,
            saved_state,
            known_state,
            began_state,
            ..Self::default()
        }
    }

    /// A plan that no file holds, and that nobody has changed yet.
    pub fn started(plan: Plan) -> Self {
        Self { plan, ..Self::default() }
    }

    /// A plan as a journal tells it.
    pub fn recovered(base: Base) -> Self {
        let Base { path, stamp, saved_state, plan, history } = base;
        let known_state = saved_state;
        Self { plan, history, path, stamp, saved_state, known_state, ..Self::default() }
    }

    /// What a journal begins with.
    pub fn base(&self) -> Base {
        Base {
            path: self.path.clone(),
            stamp: self.stamp,
            saved_state: self.saved_state,
            plan: self.plan.clone(),
            history: self.history.clone(),
        }
    }

    /// Whether the plan differs from its file, or may in a moment.
    pub fn is_dirty(&self) -> bool {
        !self.is_in_file() || self.history.in_gesture()
    }

    /// Whether the file holds all steps that were done.
    pub fn is_in_file(&self) -> bool {
        self.saved_state == Some(self.history.state())
    }

    /// The file holds this state of the history.
    pub fn mark_saved(&mut self, state: u64) {
        self.saved_state = Some(state);
        self.known_state = Some(state);
    }

    /// The file holds no state of the history any more.
    pub fn mark_unsaved(&mut self) {
        self.saved_state = None;
    }

    /// The plan as it was when it came into the window, as far as the steps since then are kept.
    pub fn as_begun(&self) -> Option<Plan> {
        self.history.plan_at(&self.plan, self.began_state)
    }

    /// The plan as the file last held it, as far as the steps since then are kept.
    pub fn in_file(&self) -> Option<Plan> {
        self.history.plan_at(&self.plan, self.known_state?)
    }

    pub fn perform(&mut self, label: &str, edit: Edit) -> Result<(), EditError> {
        let record = self.history.perform(&mut self.plan, label, edit)?;
        self.records.extend(record);
        Ok(())
    }

    pub fn commit(&mut self) {
        let record = self.history.commit();
        self.records.extend(record);
    }

    pub fn abort(&mut self) {
        self.history.abort(&mut self.plan);
    }

    pub fn undo(&mut self) -> Option<String> {
        let label = self.history.undo(&mut self.plan)?;
        self.records.push(Record::Undo);
        Some(label)
    }

    pub fn redo(&mut self) -> Option<String> {
        let label = self.history.redo(&mut self.plan)?;
        self.records.push(Record::Redo);
        Some(label)
    }

    /// What happened since this was last asked, for the journal.
    pub fn take_records(&mut self) -> Vec<Record> {
        std::mem::take(&mut self.records)
    }
}
