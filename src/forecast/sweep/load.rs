//! The whole plan while all load rises and falls together.

use crate::forecast::kernel;
use crate::forecast::point::Point;
use crate::forecast::resolve::Resolved;
use crate::forecast::totals::{self, Assignment, Shared};
use crate::model::{ComponentId, Input};

/// Numbers of one component at one load, at the medians of everything else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoadPoint {
    /// 99th percentile with as many servers as asked for, without calls to other components, ms.
    pub p99_ms: f64,
    /// Servers at peak.
    pub servers: f64,
    /// Memory at peak, GB.
    pub memory_gb: f64,
    /// Running for a month, GPUs included, in the plan's currency.
    pub monthly: f64,
}

/// Each assigned component at each load, in the order of ids; a load of 1 is the plan as it stands.
///
/// Rates along links are sums of products of one rate each, so a factor on everything that comes
/// from outside is the same factor on every rate, and nothing is resolved anew. Connections grow
/// alike. Numbers that the scenario in use overrides are multiplied as well.
#[must_use]
pub fn load_sweep(
    resolved: &Resolved<'_>,
    assignment: &Assignment,
    loads: &[f64],
) -> Vec<(ComponentId, Vec<LoadPoint>)> {
    let catalog = resolved.catalog;
    let shared = Shared::of(resolved, Point::Typical);
    let lines = resolved.components.iter().filter_map(|facts| {
        let id = &facts.component.id;
        let candidate = assignment.get(id).and_then(|id| catalog.candidates.get(id))?;
        let language = catalog.languages.get(&candidate.language)?;
        let stack = totals::stack(candidate, language, Point::Typical);
        let planned = totals::draw(facts, &shared, Point::Typical);
        let gpus = facts.typical(Input::GpuHours, 0.0) * shared.gpu_hour;
        let at = |&load: &f64| {
            let mut draw = planned;
            draw.rate_per_s *= load;
            draw.connections *= load;
            let sizing = kernel::size(&draw, &stack);
            LoadPoint {
                p99_ms: kernel::station_of(&draw, &stack, &sizing).quantile_ms(0.99),
                servers: sizing.servers,
                memory_gb: sizing.memory_gb,
                monthly: sizing.monthly_cost + gpus,
            }
        };
        Some((id.clone(), loads.iter().map(at).collect()))
    });
    lines.collect()
}
