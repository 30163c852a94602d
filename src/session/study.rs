//! Studies of the whole plan that take longer than a frame: each runs as a job while its dialog is
//! shown, on the plan as it is, and is dropped when the plan changes.

use std::sync::Arc;

use super::Session;
use super::analysis::Key;
use super::compare::Compared;
use super::dialog::Dialog;
use super::front::Found;
use super::jobs::{JobId, Progress};
use super::outcome::Outcome;
use super::simulate::{NotSimulated, Simulated, simulated};
use crate::advice::ask::{self, Question};
use crate::advice::ledger::{self, Row};
use crate::advice::{self, Challenge, explain};
use crate::forecast::Resolved;
use crate::model::ComponentId;

/// What a dialog shows.
#[derive(Debug)]
pub enum Study {
    /// Languages for the whole plan.
    Front(Box<Found>),
    /// Every figure that the cost rests on.
    Ledger(Vec<Row>),
    /// What to ask next.
    Questions(Vec<Question>),
    /// Two sides of the plan.
    Compared(Box<Compared>),
    /// The language of a component held against its strongest rival; none where there is no
    /// language to choose.
    Challenge(Option<Box<Challenge>>),
    /// A simulation beside the formulas.
    Simulated(Box<Result<Simulated, NotSimulated>>),
}

/// The study that was made last, and the one under way.
#[derive(Debug, Default)]
pub(super) struct Studies {
    made: Option<(Of, Arc<Study>)>,
    job: Option<(JobId, Of)>,
}

/// What a study is of: the dialog and the plan.
type Of = (Dialog, Key);

impl Session {
    /// The study of the topmost dialog, once a job has made it; see [`Session::study_is_stale`].
    #[must_use]
    pub fn study(&self) -> Option<&Arc<Study>> {
        let ((dialog, _), study) = self.studies.made.as_ref()?;
        (self.dialogs.last() == Some(dialog)).then_some(study)
    }

    /// Whether the study is of the plan before the last change, and the next one is under way.
    #[must_use]
    pub fn study_is_stale(&self) -> bool {
        let made = self.studies.made.as_ref().map(|(of, _)| of);
        self.wanted_study().is_some_and(|wanted| made != Some(&wanted))
    }

    /// How far the study is that is under way, from 0 to 1.
    #[must_use]
    pub fn study_share(&self) -> Option<f32> {
        let (id, _) = self.studies.job.as_ref()?;
        self.jobs.running().find(|(running, _)| running == id).map(|(_, job)| job.share())
    }

    /// What the topmost dialog wants studied.
    fn wanted_study(&self) -> Option<Of> {
        let dialog = self.dialogs.last()?;
        label(dialog)?;
        Some((dialog.clone(), self.key()))
    }

    /// Starts the study that is wanted, and stops one that no longer is.
    pub(super) fn seek_study(&mut self) {
        let wanted = self.wanted_study();
        if let Some((job, of)) = &self.studies.job
            && wanted.as_ref() != Some(of)
        {
            self.jobs.cancel(*job);
            self.studies.job = None;
        }
        let Some(of) = wanted else { return };
        if self.studies.job.is_some() || !self.study_is_stale() {
            return;
        }
        let Some(label) = label(&of.0) else { return };
        let (plan, catalog, (dialog, key)) = (self.plan().clone(), self.catalog, of.clone());
        let job = self.jobs.start(label, false, move |progress| {
            let scenario = key.scenario.as_ref().and_then(|id| plan.scenarios.get(id));
            let resolved = Resolved::new(&plan, catalog, scenario);
            study(&dialog, &resolved, progress).map_or(Outcome::Broken, Outcome::Studied)
        });
        self.studies.job = Some((job, of));
    }

    /// Takes in a study; one of an earlier plan was cancelled.
    pub(super) fn studied(&mut self, id: JobId, study: Study) {
        if let Some((_, of)) = self.studies.job.take_if(|(job, _)| *job == id) {
            self.studies.made = Some((of, Arc::new(study)));
        }
    }

    /// Closes the dialog whose study gave up by a fault of its own: it has nothing to show.
    pub(super) fn study_broke(&mut self, id: JobId) {
        if self.studies.job.take_if(|(job, _)| *job == id).is_some() {
            self.dialogs.pop();
        }
    }

    /// Forgets what was studied, after another plan was put in place.
    pub(super) fn forget_studies(&mut self) {
        if let Some((job, _)) = self.studies.job.take() {
            self.jobs.cancel(job);
        }
        self.studies = Studies::default();
    }
}

/// What the study of a dialog does, for people; none for dialogs that need none.
const fn label(dialog: &Dialog) -> Option<&'static str> {
    match dialog {
        Dialog::Front => Some("Comparing assignments"),
        Dialog::Ledger => Some("Listing assumptions"),
        Dialog::Questions => Some("Weighing questions"),
        Dialog::Compare(_) => Some("Comparing"),
        Dialog::Challenge(_) => Some("Looking for what speaks against it"),
        Dialog::Simulate(_) => Some("Simulating"),
        _ => None,
    }
}

fn study(dialog: &Dialog, resolved: &Resolved<'_>, progress: &Progress) -> Option<Study> {
    match dialog {
        Dialog::Front => Some(Study::Front(Box::new(Found::of(resolved, progress)))),
        Dialog::Ledger => Some(Study::Ledger(ledger::ledger(resolved))),
        Dialog::Questions => Some(Study::Questions(ask::questions(resolved))),
        Dialog::Compare(choice) => {
            let compared = Compared::of(resolved.plan, resolved.catalog, choice);
            Some(Study::Compared(Box::new(compared)))
        }
        Dialog::Challenge(id) => Some(Study::Challenge(challenge(resolved, id).map(Box::new))),
        Dialog::Simulate(seed) => {
            simulated(resolved, *seed, progress).map(|found| Study::Simulated(Box::new(found)))
        }
        _ => None,
    }
}

/// The language of a component held against its strongest rival, on samples.
fn challenge(resolved: &Resolved<'_>, id: &ComponentId) -> Option<Challenge> {
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    let advice = explain::advise(resolved, resolved.facts(id)?, &candidates);
    advice::challenge::of_plan(resolved, &[(id.clone(), advice)], Some(id)).pop()
}
