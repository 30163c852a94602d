//! `target-below-wait`: the wait for things outside takes the whole latency target, whatever the
//! language.

use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::forecast::{Facts, Origin};
use crate::model::Input;

/// Whether the wait outside alone is beyond a stated target: the target and the wait, ms.
pub(super) fn beyond(facts: &Facts<'_>) -> Option<(f64, f64)> {
    let target = facts.given(Input::P99Target)?.range.typical;
    let wait = facts.typical(Input::IoWait, 0.0);
    (wait >= target).then_some((target, wait))
}

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let found = context.built().filter_map(|facts| {
        let (target, wait) = beyond(facts)?;
        let assumed = facts.value(Input::IoWait).is_some_and(|of| of.origin == Origin::Assumed);
        let name = &facts.component.name;
        let (wait, target) = (Unit::Ms.readable(wait), Unit::Ms.readable(target));
        Some(Finding {
            code: "target-below-wait",
            // An assumption breaks no promise, but shows what has to be asked.
            severity: if assumed { Severity::Warning } else { Severity::Error },
            component: Some(facts.component.id.clone()),
            input: None,
            message: if assumed {
                format!(
                    "{name} is assumed to wait {wait} for others in each request; its p99 target is {target}"
                )
            } else {
                format!(
                    "{name} waits {wait} for others in each request; its p99 target is {target}, which no language can meet"
                )
            },
            advice: if assumed {
                "State the wait outside, or relax the target"
            } else {
                "Shorten the wait with a cache, a nearer source or a later answer, or relax the target"
            }
            .to_owned(),
            claims: "46",
            fixes: Vec::new(),
        })
    });
    found.collect()
}
