//! The overlay of the canvas: at once where an analysis at hand says it all, by job where it takes longer.

use std::sync::Arc;

use super::Session;
use super::analysis::Key;
use super::derive::rested;
use super::jobs::JobId;
use super::outcome::Outcome;
use crate::charts::overlay::{self, Overlay, Shade, Shades, Told};
use crate::forecast::Resolved;
use crate::model::ComponentId;

/// The overlay that was made last, and the one under way.
#[derive(Debug, Default)]
pub(super) struct Overlaid {
    made: Option<(Of, Arc<Shades>)>,
    job: Option<(JobId, Of)>,
}

/// What an overlay is of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Of {
    overlay: Overlay,
    plan: Key,
    /// What the answers are of that it tells of.
    timed: Option<Key>,
}

impl Session {
    /// The overlay of the canvas; none in sketch mode, which tells no advice.
    #[must_use]
    pub fn overlay(&self) -> Overlay {
        if self.settings.sketch_mode { Overlay::None } else { self.settings.overlay }
    }

    /// What the overlay tells; of another state of the plan while that of this one is worked out, see
    /// [`Session::shades_are_stale`].
    #[must_use]
    pub fn shades(&self) -> Option<&Arc<Shades>> {
        let (of, shades) = self.overlaid.made.as_ref()?;
        (of.overlay == self.overlay()).then_some(shades)
    }

    /// What the overlay tells of a component.
    #[must_use]
    pub fn shade(&self, id: &ComponentId) -> Option<&Shade> {
        self.shades()?.cards.get(id)
    }

    /// Whether the overlay is being worked out.
    #[must_use]
    pub fn shades_are_stale(&self) -> bool {
        let made = self.overlaid.made.as_ref().map(|(of, _)| of);
        self.wanted_shades().is_some_and(|wanted| made != Some(&wanted))
    }

    fn wanted_shades(&self) -> Option<Of> {
        let overlay = self.overlay();
        let analysis = &self.derived.analysis;
        // A large plan's analysis comes later than the plan.
        let plan = if overlay.is_at_once() { analysis.key.clone() } else { self.key() };
        let timed = analysis.timed.clone().filter(|_| overlay.needs_answers());
        (overlay != Overlay::None).then_some(Of { overlay, plan, timed })
    }

    /// Brings the overlay up to date, or starts the job that does.
    pub(super) fn seek_shades(&mut self) {
        let wanted = self.wanted_shades();
        if let Some((job, of)) = &self.overlaid.job
            && wanted.as_ref() != Some(of)
        {
            self.jobs.ask_to_stop(*job);
        }
        let Some(of) = wanted else {
            self.overlaid.made = None;
            return;
        };
        if self.overlaid.made.as_ref().is_some_and(|(made, _)| *made == of) {
            return;
        }
        if of.overlay.is_at_once() {
            let shades = self.shades_at_once(of.overlay);
            self.overlaid.made = shades.map(|shades| (of, Arc::new(shades)));
            return;
        }
        // One job at a time; and of times nothing is told before they are known.
        let unknown = of.overlay.needs_answers() && of.timed.as_ref() != Some(&of.plan);
        if self.overlaid.job.is_none() && !unknown {
            self.work_out_shades(of);
        }
    }

    fn shades_at_once(&self, of: Overlay) -> Option<Shades> {
        let analysis = &self.derived.analysis;
        let told = Told {
            plan: self.plan(),
            catalog: self.catalog,
            advice: analysis.components.iter().map(|(id, of)| (id, &of.advice)).collect(),
            findings: &analysis.findings,
        };
        overlay::at_once(of, &told)
    }

    fn work_out_shades(&mut self, of: Of) {
        let (plan, catalog, wanted) = (self.plan().clone(), self.catalog, of.clone());
        let answers = if of.timed.is_some() { self.analysis().answers.clone() } else { Vec::new() };
        let job = self.jobs.start("Working out the overlay", false, move |progress| {
            if !rested(&plan, progress) {
                return Outcome::Shaded(None);
            }
            let scenario = of.plan.scenario.as_ref().and_then(|id| plan.scenarios.get(id));
            let resolved = Resolved::new(&plan, catalog, scenario);
            let go_on = || !progress.is_cancelled();
            let shades = overlay::worked_out(of.overlay, &resolved, &answers, &go_on);
            Outcome::Shaded(shades.map(Box::new))
        });
        self.overlaid.job = Some((job, wanted));
    }

    /// Takes in an overlay that was worked out; one that is outdated or was stopped is dropped.
    pub(super) fn shaded(&mut self, id: JobId, shades: Option<Shades>) {
        let Some((_, of)) = self.overlaid.job.take_if(|(job, _)| *job == id) else { return };
        if let Some(shades) = shades.filter(|_| self.wanted_shades().as_ref() == Some(&of)) {
            self.overlaid.made = Some((of, Arc::new(shades)));
        }
    }

    /// Nothing is told by an overlay whose job gave up by a fault of its own, until the plan changes.
    pub(super) fn shading_broke(&mut self, id: JobId) {
        if let Some((_, of)) = self.overlaid.job.take_if(|(job, _)| *job == id) {
            let title = "This overlay could not be worked out".to_owned();
            let shades = Shades { overlay: of.overlay, title, ..Shades::default() };
            self.overlaid.made = Some((of, Arc::new(shades)));
        }
    }

    /// Forgets the overlay, after another plan was put in place.
    pub(super) fn forget_shades(&mut self) {
        if let Some((job, _)) = self.overlaid.job.take() {
            self.jobs.cancel(job);
        }
        self.overlaid = Overlaid::default();
    }
}
