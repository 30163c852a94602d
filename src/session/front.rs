//! Languages for the whole plan: the front is searched for by a job while its dialog is shown, and a
//! choice is applied as one step.

use std::sync::Arc;

use super::analysis::Key;
use super::dialog::Dialog;
use super::jobs::JobId;
use super::outcome::Outcome;
use super::{Command, Session};
use crate::advice::front::{Choice, front};
use crate::advice::{self, Front};
use crate::base::Unit;
use crate::forecast::{Assignment, Resolved};
use crate::model::Edit;

/// The front of the plan with what it was found for.
#[derive(Debug, Default)]
pub(super) struct Fronts {
    found: Option<(Key, Arc<Found>)>,
    job: Option<(JobId, Key)>,
}

/// A front with the words that the dialog shows.
#[derive(Debug)]
pub struct Found {
    /// The front.
    pub front: Front,
    /// Members worth a choice, cheapest first, with their languages: `8 × Go, 3 × Python`.
    pub choices: Vec<(Choice, String)>,
    /// What is decided, else advised.
    pub now: Assignment,
}

impl Found {
    pub(super) fn of(resolved: &Resolved<'_>) -> Self {
        let front = front(resolved);
        let choices = front.worthwhile().into_iter().cloned();
        let choices = choices.map(|choice| (choice.clone(), choice.in_words(resolved))).collect();
        Self { choices, now: advice::decided_else_advised(resolved), front }
    }
}

impl Session {
    /// The front of the plan as it is now, once the job has found it.
    #[must_use]
    pub fn front(&self) -> Option<&Arc<Found>> {
        let (key, found) = self.fronts.found.as_ref()?;
        (*key == self.front_key()).then_some(found)
    }

    fn front_key(&self) -> Key {
        Key { meaning: self.plan().revision.meaning, scenario: self.scenario.clone() }
    }

    /// Searches for the front while its dialog is shown and none is known.
    pub(super) fn seek_front(&mut self) {
        if !self.dialogs.contains(&Dialog::Front) {
            if let Some((job, _)) = self.fronts.job.take() {
                self.jobs.cancel(job);
            }
            return;
        }
        let key = self.front_key();
        let under_way = self.fronts.job.as_ref().is_some_and(|(_, of)| *of == key);
        if under_way || self.front().is_some() {
            return;
        }
        let (plan, catalog, of) = (self.plan().clone(), self.catalog, key.clone());
        let job = self.jobs.start("Comparing assignments", false, move |_| {
            let scenario = of.scenario.as_ref().and_then(|id| plan.scenarios.get(id));
            Outcome::Front(Box::new(Found::of(&Resolved::new(&plan, catalog, scenario))))
        });
        self.fronts.job = Some((job, key));
    }

    /// Takes in a front; one of an earlier plan is dropped.
    pub(super) fn front_found(&mut self, id: JobId, found: Found) {
        if let Some((_, key)) = self.fronts.job.take_if(|(job, _)| *job == id) {
            self.fronts.found = Some((key, Arc::new(found)));
        }
    }

    /// Forgets the front, after another plan was put in place.
    pub(super) fn forget_front(&mut self) {
        if let Some((job, _)) = self.fronts.job.take() {
            self.jobs.cancel(job);
        }
        self.fronts = Fronts::default();
    }

    /// The command that decides every component as a choice says where it is decided or advised
    /// otherwise, as one step.
    #[must_use]
    pub fn apply_choice(&self, choice: &Choice, words: &str, now: &Assignment) -> Command {
        let reason = format!(
            "Chosen for the whole plan ({words}): {} in all, {} to deliver, slowest flow {}.",
            Unit::Money.readable(choice.cost),
            Unit::Weeks.readable(choice.weeks),
            Unit::Ms.readable(choice.p99_ms)
        );
        let catalog = self.catalog();
        let edits = choice.changes(now).into_iter().filter_map(|(id, _, to)| {
            let candidate = catalog.candidates.get(to)?;
            let language = candidate.language.clone();
            Some(self.decision(id, language, Some(to.clone()), &reason))
        });
        let label = format!("Decide the languages of the plan: {words}");
        Command::Edit { label, edit: Edit::Many(edits.collect()) }
    }
}
