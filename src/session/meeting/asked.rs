//! What a meeting needs and no frame has time for, worked out by job while it is shown: which questions
//! are worth asking, and what takes the time of each flow.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::Session;
use super::super::analysis::Key;
use super::super::derive::rested;
use super::super::jobs::JobId;
use super::super::outcome::Outcome;
use crate::advice;
use crate::advice::ask::{self, Question};
use crate::forecast::flow_latency::{self, Share};
use crate::forecast::{CallGraph, Resolved};
use crate::model::ComponentId;

/// What was worked out for a meeting.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    /// What to ask next, the likeliest to change the advice first.
    pub questions: Vec<Question>,
    /// What each component takes of the 99th percentile of a flow, by its entry, largest first.
    pub shares: BTreeMap<ComponentId, Vec<Share>>,
}

impl Prepared {
    fn of(resolved: &Resolved<'_>, questions: Vec<Question>) -> Self {
        let graph = CallGraph::new(resolved, &advice::decided_else_advised(resolved));
        let flows = flow_latency::flows(&graph);
        let shares = flows.into_iter().map(|flow| (flow.entry, flow.shares)).collect();
        Self { questions, shares }
    }

    /// How likely an answer about a component changes any advice: the greatest of its questions.
    pub(super) fn worth(&self, id: &ComponentId) -> f64 {
        let of = self.questions.iter().filter(|question| question.component == *id);
        of.map(|question| question.probability).fold(0.0, f64::max)
    }
}

/// What was prepared last, and what is being prepared.
#[derive(Debug, Default)]
pub(in crate::session) struct Preparing {
    made: Option<(Key, Arc<Prepared>)>,
    job: Option<(JobId, Key)>,
}

impl Session {
    /// What was worked out for the meeting on the plan as it is; none while it is worked out.
    #[must_use]
    pub fn prepared(&self) -> Option<&Arc<Prepared>> {
        let (of, prepared) = self.meeting.preparing.made.as_ref()?;
        (*of == self.key()).then_some(prepared)
    }

    /// Starts the job that prepares the meeting, one at a time.
    pub(in crate::session) fn seek_prepared(&mut self) {
        let of = self.key();
        let wanted = self.shows_meeting() && !self.plan().components.is_empty();
        if let Some((job, under_way)) = &self.meeting.preparing.job {
            if *under_way != of || !wanted {
                self.jobs.ask_to_stop(*job);
            }
            return;
        }
        if !wanted || self.prepared().is_some() {
            return;
        }
        let (plan, catalog, key) = (self.plan().clone(), self.catalog, of.clone());
        let job = self.jobs.start("Preparing the meeting", false, move |progress| {
            if !rested(&plan, progress) {
                return Outcome::Prepared(None);
            }
            let scenario = key.scenario.as_ref().and_then(|id| plan.scenarios.get(id));
            let resolved = Resolved::new(&plan, catalog, scenario);
            let questions = ask::questions(&resolved);
            if progress.is_cancelled() {
                return Outcome::Prepared(None);
            }
            Outcome::Prepared(Some(Box::new(Prepared::of(&resolved, questions))))
        });
        self.meeting.preparing.job = Some((job, of));
    }

    /// Takes in what was prepared; of a plan before the last change it is dropped.
    pub(in crate::session) fn take_in_prepared(&mut self, id: JobId, made: Option<Prepared>) {
        let Some((_, of)) = self.meeting.preparing.job.take_if(|(job, _)| *job == id) else {
            return;
        };
        if let Some(made) = made.filter(|_| of == self.key()) {
            self.meeting.preparing.made = Some((of, Arc::new(made)));
        }
    }

    /// A meeting goes on without what a job that gave up by a fault of its own would have said.
    pub(in crate::session) fn preparing_broke(&mut self, id: JobId) {
        if let Some((_, of)) = self.meeting.preparing.job.take_if(|(job, _)| *job == id) {
            self.meeting.preparing.made = Some((of, Arc::default()));
        }
    }

    pub(super) fn stop_preparing(&mut self) {
        if let Some((job, _)) = self.meeting.preparing.job.take() {
            self.jobs.cancel(job);
        }
    }
}
