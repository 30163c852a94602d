//! `target-missed`: no candidate meets a stated latency target that the wait outside leaves room
//! for.

use super::target_below_wait::beyond;
use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::model::Input;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, advice) in context.advice {
        let Some(facts) = context.resolved.facts(id) else {
            continue;
        };
        if beyond(facts).is_some() || context.meets(id) {
            continue;
        }
        let Some(target) = facts.given(Input::P99Target).map(|value| value.range.typical) else {
            continue;
        };
        // Where no candidate fits at all, that is what the advice says.
        let open = advice.ranking.iter().filter(|ranked| ranked.gate.is_none());
        let best = open.map(|ranked| ranked.estimate.p99_ms).min_by(f64::total_cmp);
        let Some(best) = best.filter(|best| *best > target) else {
            continue;
        };
        found.push(Finding {
            code: "target-missed",
            severity: Severity::Error,
            component: Some(id.clone()),
            input: None,
            message: format!(
                "{} needs {} at p99 with the fastest candidate, alone and at the medians of the inputs; the target is {}",
                facts.component.name,
                Unit::Ms.readable(best),
                Unit::Ms.readable(target)
            ),
            advice: "Check the wait outside and the CPU time per request, or relax the target"
                .to_owned(),
            claims: "29",
            fixes: Vec::new(),
        });
    }
    found
}
