//! `decision-misses-target`: the decided language misses a latency target that another one meets.

use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::model::{Edit, Input};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, advice) in context.advice {
        let decided = context.resolved.plan.decisions.get(id);
        let target = context.given(id, Input::P99Target);
        let (Some(decided), Some(target)) = (decided, target) else { continue };
        if context.meets(id) {
            continue;
        }
        // Figures of another language say nothing of the one decided.
        let node = context.node(id).filter(|_| context.settled.contains_key(id));
        let p99 = node.and_then(|node| node.station).map(|station| station.quantile_ms(0.99));
        let others = advice.ranking.iter().filter(|other| other.gate.is_none());
        // The best that meets it; where none does, that is a finding of its own.
        let best = others
            .filter(|other| other.estimate.p99_ms <= target)
            .min_by(|a, b| a.estimate.p99_ms.total_cmp(&b.estimate.p99_ms));
        let (Some(p99), Some(best)) = (p99.filter(|p99| *p99 > target), best) else { continue };
        let name = context.name(id);
        found.push(Finding {
            code: "decision-misses-target",
            severity: Severity::Warning,
            component: Some(id.clone()),
            input: None,
            message: format!(
                "{name} is decided on {} and needs {} at p99, alone and at the medians of the inputs; the target is {}, and {} needs {}",
                context.resolved.catalog.language_name(&decided.language),
                Unit::Ms.readable(p99),
                Unit::Ms.readable(target),
                best.name,
                Unit::Ms.readable(best.estimate.p99_ms)
            ),
            advice: "Measure it before it is built, change the decision, or relax the target"
                .to_owned(),
            claims: "29",
            fixes: vec![(
                format!("Take back the decision on {name}"),
                Edit::Decide(id.clone(), None),
            )],
        });
    }
    found
}
