//! `target-missed`: no candidate meets a stated latency target that the wait outside leaves room
//! for.

use super::target_below_wait::beyond;
use super::{Context, Finding, Severity};
use crate::advice::explain::Ranked;
use crate::base::Unit;
use crate::model::Input;

/// What no candidate does: answer in time, or keep up with the load on the replicas that are stated.
fn said(name: &str, fastest: &Ranked, target: f64) -> String {
    let (needs, target) = (fastest.estimate.p99_ms, Unit::Ms.readable(target));
    if needs.is_finite() {
        format!(
            "{name} needs {} at p99 even with the fastest candidate, {}, alone and at the medians of the inputs; the target is {target}",
            Unit::Ms.readable(needs),
            fastest.name,
        )
    } else {
        format!(
            "{name} cannot keep up with its load on the replicas that are stated, in no language, and so misses its p99 target of {target}"
        )
    }
}

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
        let fastest = open.min_by(|a, b| a.estimate.p99_ms.total_cmp(&b.estimate.p99_ms));
        let Some(fastest) = fastest.filter(|ranked| ranked.estimate.p99_ms > target) else {
            continue;
        };
        found.push(Finding {
            code: "target-missed",
            severity: Severity::Error,
            component: Some(id.clone()),
            input: None,
            message: said(&facts.component.name, fastest, target),
            advice: if fastest.estimate.p99_ms.is_finite() {
                "Check the wait outside and the CPU time per request, or relax the target"
            } else {
                "Run it on more or larger replicas, or have it do less for each request"
            }
            .to_owned(),
            claims: "29",
            fixes: Vec::new(),
        });
    }
    found
}
