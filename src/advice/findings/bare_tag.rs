//! `bare-tag`: components are tagged performance-sensitive, but no load or target says why.

use super::{Context, Finding, Severity};
use crate::forecast::Facts;
use crate::model::{ComponentId, Input};

/// Numbers that say why performance matters.
const REASONS: [Input; 4] =
    [Input::P99Target, Input::Connections, Input::ColdStart, Input::CpuTime];

/// Whether a tagged component states nothing that the tag could rest on.
pub(super) fn is_bare(facts: &Facts<'_>) -> bool {
    facts.component.tags.performance.is_some()
        && facts.rate_is_assumed()
        && REASONS.iter().all(|input| facts.given(*input).is_none())
}

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let bare: Vec<&ComponentId> =
        context.built().filter(|facts| is_bare(facts)).map(|facts| &facts.component.id).collect();
    let Some(first) = bare.first() else { return Vec::new() };
    let are = if bare.len() == 1 { "is" } else { "are" };
    vec![Finding {
        code: "bare-tag",
        severity: Severity::Hint,
        component: Some((*first).clone()),
        input: None,
        message: format!(
            "{} {are} tagged performance-sensitive without a load or a target",
            context.names(bare.iter().copied())
        ),
        advice: "State the peak rate and the p99 target: they decide more than the tag".to_owned(),
        claims: "6, 29",
        fixes: Vec::new(),
    }]
}
