//! What each component comes to in servers and money, worked out by job while the table shows it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::Session;
use super::super::analysis::Key;
use super::super::derive::rested;
use super::super::jobs::JobId;
use super::super::outcome::Outcome;
use super::{Column, Sheet};
use crate::advice;
use crate::forecast::Resolved;
use crate::forecast::outlook::{self, Outlook};
use crate::forecast::sample::Catalogs;
use crate::model::ComponentId;

/// What components come to, as decided, else advised.
pub type Figures = BTreeMap<ComponentId, Outlook>;

/// The figures that were worked out last, and those under way.
#[derive(Debug, Default)]
pub(in crate::session) struct Figured {
    made: Option<(Key, Arc<Figures>)>,
    job: Option<(JobId, Key)>,
}

impl Session {
    /// What a component comes to; of another state of the plan while that of this one is worked out,
    /// see [`Session::figures_are_stale`].
    #[must_use]
    pub fn figures_of(&self, id: &ComponentId) -> Option<&Outlook> {
        self.figured.made.as_ref()?.1.get(id)
    }

    /// What the figures at hand were made of.
    #[must_use]
    pub fn figures_key(&self) -> Option<&Key> {
        self.figured.made.as_ref().map(|(of, _)| of)
    }

    /// Whether figures are shown and being worked out.
    #[must_use]
    pub fn figures_are_stale(&self) -> bool {
        self.wants_figures() && self.figures_key() != Some(&self.key())
    }

    fn wants_figures(&self) -> bool {
        let choice = &self.settings.table;
        let shown = self.shows_table()
            && choice.sheet == Sheet::Components
            && !self.settings.sketch_mode
            && !self.plan().components.is_empty();
        shown && choice.columns(Sheet::Components).into_iter().any(Column::needs_figures)
    }

    /// Starts the job that works the figures out, one at a time.
    pub(in crate::session) fn seek_figures(&mut self) {
        let of = self.key();
        if let Some((job, under_way)) = &self.figured.job {
            if *under_way != of || !self.wants_figures() {
                self.jobs.ask_to_stop(*job);
            }
            return;
        }
        if !self.figures_are_stale() {
            return;
        }
        let (plan, catalog, key) = (self.plan().clone(), self.catalog, of.clone());
        let job = self.jobs.start("Working out the table", false, move |progress| {
            if !rested(&plan, progress) {
                return Outcome::Figured(None);
            }
            let scenario = key.scenario.as_ref().and_then(|id| plan.scenarios.get(id));
            let resolved = Resolved::new(&plan, catalog, scenario);
            let assignment = advice::decided_else_advised(&resolved);
            let catalogs = Catalogs::told(&resolved);
            let mut figures = Figures::new();
            for facts in &resolved.components {
                if progress.is_cancelled() {
                    return Outcome::Figured(None);
                }
                let of = outlook::of_assigned(&resolved, facts, &assignment, &catalogs);
                figures.extend(of.map(|of| (facts.component.id.clone(), of)));
            }
            Outcome::Figured(Some(figures))
        });
        self.figured.job = Some((job, of));
    }

    /// Takes in figures that were worked out; those of a plan before the last change are dropped.
    pub(in crate::session) fn take_in_figures(&mut self, id: JobId, figures: Option<Figures>) {
        let Some((_, of)) = self.figured.job.take_if(|(job, _)| *job == id) else { return };
        if let Some(figures) = figures.filter(|_| of == self.key()) {
            self.figured.made = Some((of, Arc::new(figures)));
        }
    }

    /// Nothing is told by figures whose job gave up by a fault of its own, until the plan changes.
    pub(in crate::session) fn figures_broke(&mut self, id: JobId) {
        if let Some((_, of)) = self.figured.job.take_if(|(job, _)| *job == id) {
            self.figured.made = Some((of, Arc::default()));
        }
    }

    /// Forgets the figures, after another plan was put in place.
    pub(in crate::session) fn forget_figures(&mut self) {
        if let Some((job, _)) = self.figured.job.take() {
            self.jobs.cancel(job);
        }
        self.figured = Figured::default();
    }
}
