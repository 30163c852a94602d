//! Crossings in words.

use super::{Crossing, CrossingKind, Metric, Sweep};
use crate::base::number;
use crate::catalog::Catalog;
use crate::model::CandidateId;

impl Sweep {
    /// A crossing of this sweep as one sentence, such as `Up to 420 req/s Python (asyncio) costs less
    /// to run than Go (net/http), beyond it the other way round.`
    #[must_use]
    pub fn sentence(&self, crossing: &Crossing, catalog: &Catalog) -> String {
        let name = |id: &CandidateId| {
            catalog.candidates.get(id).map_or_else(|| id.to_string(), |of| of.name.clone())
        };
        let of = name(&crossing.candidate);
        let [first, last] =
            [crossing.first, crossing.last].map(|value| self.swept.unit().readable(value));
        let times = match crossing.count {
            2 => "twice".to_owned(),
            #[expect(clippy::cast_precision_loss, reason = "a count of places on a grid")]
            count => format!("{} times", number::readable(count as f64)),
        };
        let once = crossing.count == 1;
        match &crossing.kind {
            CrossingKind::Crossover { metric, other } => {
                let other = name(other);
                let better = |above: bool| if above { (&other, &of) } else { (&of, &other) };
                let (before, after) = (better(crossing.above_before), better(crossing.above_after));
                let praise = metric.praise();
                if once {
                    return format!(
                        "Up to {first} {} {praise} than {}, beyond it the other way round.",
                        before.0, before.1
                    );
                }
                format!(
                    "{of} and {other} change places in {} {times} between {first} and {last}: below {} {praise}, above {}.",
                    metric.label(),
                    before.0,
                    after.0
                )
            }
            CrossingKind::Target { metric, limit } => {
                let limit = limit
                    .map_or_else(String::new, |of| format!(" of {}", metric.unit().readable(of)));
                let target = match metric {
                    Metric::Cost => format!("the budget{limit}"),
                    Metric::PlannedP99 => format!("the p99 target{limit} on the planned servers"),
                    _ => format!("the p99 target{limit}"),
                };
                let verb = |above: bool| if above { "misses" } else { "meets" };
                if once {
                    return format!(
                        "{of} {} {target} from {first} on.",
                        verb(crossing.above_after)
                    );
                }
                format!(
                    "{of} crosses {target} {times} between {first} and {last}: it {} it below and {} it above.",
                    verb(crossing.above_before),
                    verb(crossing.above_after)
                )
            }
            CrossingKind::Knee if crossing.above_after => format!(
                "From {first} on waiting in line makes p99 of {of} on the planned servers more than twice what it is without load."
            ),
            CrossingKind::Knee => format!(
                "From {last} on waiting in line no longer makes p99 of {of} on the planned servers twice what it is without load."
            ),
            // Processors, which may be a part of a server.
            CrossingKind::Saturation if crossing.above_after => {
                format!("{of} saturates the processors planned for it from {first} on.")
            }
            CrossingKind::Saturation => {
                format!("{of} no longer saturates the processors planned for it from {last} on.")
            }
        }
    }
}
