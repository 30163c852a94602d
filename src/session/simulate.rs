//! A simulation of the plan's flows beside the formulas, as its dialog shows it.

use std::ops::ControlFlow;

use super::jobs::Progress;
use crate::advice;
use crate::forecast::simulate::{self, REQUESTS, Settings, Simulation, Stopped};
use crate::forecast::{CallGraph, FlowLatency, Resolved, flow_latency};

/// A simulation, and what the formulas say.
#[derive(Debug, PartialEq)]
pub struct Simulated {
    /// Seed of its random numbers.
    pub seed: u64,
    /// What it found.
    pub found: Simulation,
    /// The same flows by formula.
    pub flows: Vec<FlowLatency>,
}

/// Why there is no simulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSimulated {
    /// Nothing enters the plan.
    #[error(
        "nothing reaches any component, so there is nothing to simulate; state the external rate of a component that is called from outside"
    )]
    NothingComes,
    /// It ended early.
    #[error(transparent)]
    Stopped(Stopped),
}

/// Simulates a plan as decided, else as advised, as `polyplan simulate` does; none if it was
/// cancelled.
pub(super) fn simulated(
    resolved: &Resolved<'_>,
    seed: u64,
    progress: &Progress,
) -> Option<Result<Simulated, NotSimulated>> {
    let graph = CallGraph::new(resolved, &advice::decided_else_advised(resolved));
    let Some(seconds) = simulate::seconds_for(&graph, REQUESTS) else {
        return Some(Err(NotSimulated::NothingComes));
    };
    let settings = Settings { seconds, seed };
    let found = simulate::simulate(&graph, settings, |share| {
        if progress.goes_on(share) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    match found {
        Ok(found) => Some(Ok(Simulated { seed, found, flows: flow_latency::flows(&graph) })),
        Err(Stopped::Cancelled) => None,
        Err(stopped) => Some(Err(NotSimulated::Stopped(stopped))),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::super::jobs::Jobs;
    use super::super::outcome::Outcome;
    use super::*;
    use crate::catalog::Catalog;
    use crate::files;

    #[test]
    fn a_cancelled_simulation_stops_without_a_result() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/saves/online-boutique.plan.ron");
        let plan = files::load(std::path::Path::new(file)).unwrap().plan;
        let (go, gone) = channel::<()>();
        let (send, stopped) = channel();
        let mut jobs = Jobs::default();
        let job = jobs.start("Simulating", false, move |progress| {
            gone.recv().unwrap();
            let resolved = Resolved::new(&plan, Catalog::shipped().unwrap(), None);
            send.send(simulated(&resolved, 1, progress)).unwrap();
            Outcome::Broken
        });
        jobs.cancel(job);
        go.send(()).unwrap();
        assert_eq!(stopped.recv().unwrap(), None);
    }
}
