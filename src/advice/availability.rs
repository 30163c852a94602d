//! Whether a component can be up as often as it promises, with what it waits for.
//!
//! A target is a promise to whoever calls, so what a component waits for counts in it: a callee that
//! is called in each request takes all of its own downtime from it, one called in a tenth of them a
//! tenth. What is left the component may be down itself. What has no target counts as never down.

use crate::base::Unit;
use crate::base::unit::MONTH_HOURS;
use crate::forecast::{CallGraph, Visits};
use crate::model::ComponentId;

/// Targets that are the same are the same, whatever a product of floats says.
const SAME: f64 = 1e-9;

/// What a promise leaves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// The target, a share of the time.
    pub target: f64,
    /// What all that the component waits for allows together, a share of the time.
    pub reach: f64,
}

impl Room {
    /// The room that the target of a node leaves; none without a target.
    #[must_use]
    pub fn of(graph: &CallGraph, visits: &mut Visits<'_>, node: usize) -> Option<Self> {
        let target = graph.nodes[node].availability?;
        Some(Self { target, reach: visits.availability_around(node) })
    }

    /// Whether what the component waits for is down more often than it may be with it.
    #[must_use]
    pub fn is_missed(&self) -> bool {
        self.reach < self.target - SAME
    }

    /// Whether it is met only if the component itself is down less than half of what its target allows.
    #[must_use]
    pub fn is_tight(&self) -> bool {
        !self.is_missed() && self.taken() > 0.5 + SAME
    }

    /// Whether the target itself leaves no downtime: nothing that the component waits for is ever down, as
    /// far as targets tell, and it is tight all the same.
    #[must_use]
    pub fn is_never_down(&self) -> bool {
        self.is_tight() && self.reach > 1.0 - SAME
    }

    /// How often the component itself has to be up to keep the target, a share of the time.
    #[must_use]
    pub fn needed(&self) -> f64 {
        (self.target / self.reach).min(1.0)
    }

    /// Share of the downtime that the target allows which the others take, 0 to 1.
    #[must_use]
    pub fn taken(&self) -> f64 {
        let allowed = 1.0 - self.target;
        if allowed <= 0.0 { 1.0 } else { (1.0 - (1.0 - self.needed()) / allowed).clamp(0.0, 1.0) }
    }

    /// What the others allow, in per cent, rounded down.
    #[must_use]
    pub fn reachable(&self) -> f64 {
        libm::floor(self.reach * 1e5 + SAME) / 1e5
    }

    /// Downtime that the target allows in a month: `43.8 min`.
    #[must_use]
    pub fn allowed_in_words(&self) -> String {
        Unit::Ms.readable(self.allowed_ms())
    }

    /// How much of that the others take: `35 min`.
    #[must_use]
    pub fn taken_in_time(&self) -> String {
        let allowed = self.allowed_ms();
        Unit::Ms.readable_beside(self.taken() * allowed, allowed)
    }

    fn allowed_ms(&self) -> f64 {
        (1.0 - self.target) * MONTH_HOURS * 3.6e6
    }

    /// How much of that the others take: `all`, `80 %`.
    #[must_use]
    pub fn taken_in_words(&self) -> String {
        if self.taken() > 0.995 { "all".to_owned() } else { Unit::Share.readable(self.taken()) }
    }
}

/// Those that take downtime from a node with what they take, the most first.
pub(super) fn losses<'a>(
    graph: &'a CallGraph,
    node: usize,
    visits: &[(usize, f64)],
) -> Vec<(f64, &'a ComponentId)> {
    let others = visits.iter().filter(|(other, _)| *other != node);
    let mut losses: Vec<(f64, &ComponentId)> = others
        .filter_map(|&(other, times)| {
            let of = &graph.nodes[other];
            Some((times.min(1.0) * (1.0 - of.availability?), &of.component))
        })
        .collect();
    losses.sort_by(|a, b| b.0.total_cmp(&a.0));
    losses
}
