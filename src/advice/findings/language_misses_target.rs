//! `decision-misses-target`, `advice-misses-target`: the language that is decided, or advised where
//! nothing is, misses a latency target that others may meet.
//!
//! What no candidate meets is said by `target-missed`, what is late by what it waits for by
//! `slow-chain`, so that every missed target is said once.

use super::target_below_wait::beyond;
use super::{Context, Finding, Severity};
use crate::advice::explain::Ranked;
use crate::advice::{Advice, often};
use crate::base::Unit;
use crate::forecast::responses;
use crate::model::{ComponentId, Edit, Input};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    context.advice.iter().filter_map(|(id, advice)| finding(context, id, advice)).collect()
}

fn finding(context: &Context<'_>, id: &ComponentId, advice: &Advice) -> Option<Finding> {
    let facts = context.resolved.facts(id)?;
    let target = facts.given(Input::P99Target)?.range.typical;
    let decided = context.resolved.plan.decisions.get(id);
    // Figures of another language say nothing of the one decided.
    let says_nothing = decided.is_some() && !context.settled.contains_key(id);
    if context.meets(id) || says_nothing || beyond(facts).is_some() {
        return None;
    }
    let node = context.node(id)?;
    let alone = node.station?.quantile_ms(0.99);
    let message = if alone > target {
        let best = fastest(advice).filter(|of| of.estimate.p99_ms <= target)?;
        format!(
            "{} needs {} at p99, alone and at the medians of the inputs, at which {} needs {}; the target is {}",
            subject(context, id),
            Unit::Ms.readable(alone),
            best.name,
            Unit::Ms.readable(best.estimate.p99_ms),
            Unit::Ms.readable(target),
        )
    } else {
        // It meets the target at the medians, but not in most draws.
        let answer = context.answer(id).filter(|of| of.misses() && node.stages.is_empty())?;
        format!(
            "{} needs {} at p99; the target is {}, met {}",
            subject(context, id),
            responses::in_words(answer.p99_ms),
            Unit::Ms.readable(target),
            often(context.resolved, answer.chance.unwrap_or(0.0)),
        )
    };
    let name = context.name(id);
    let take_back =
        || (format!("Take back the decision on {name}"), Edit::Decide(id.clone(), None));
    Some(Finding {
        code: if decided.is_some() { "decision-misses-target" } else { "advice-misses-target" },
        severity: Severity::Warning,
        component: Some(id.clone()),
        input: None,
        message,
        advice: what_to_do(decided.is_some(), node.stages.is_empty()).to_owned(),
        claims: "29",
        fixes: decided.map(|_| take_back()).into_iter().collect(),
    })
}

/// Of what waits for others, another language alone says little.
const fn what_to_do(is_decided: bool, is_alone: bool) -> &'static str {
    match (is_decided, is_alone) {
        (true, true) => "Measure it before it is built, change the decision, or relax the target",
        (false, true) => {
            "Weigh the target against what the advice rests on: decide, measure before it is built, or relax the target"
        }
        (_, false) => {
            "Measure it before it is built, compare whole plans before another language is chosen for it, or relax the target"
        }
    }
}

/// The fastest of the candidates that fit.
fn fastest(advice: &Advice) -> Option<&Ranked> {
    let open = advice.ranking.iter().filter(|other| other.gate.is_none());
    open.min_by(|a, b| a.estimate.p99_ms.total_cmp(&b.estimate.p99_ms))
}

/// `Checkout is decided on Python and`, `Ads ranking, in Python as advised,`.
fn subject(context: &Context<'_>, id: &ComponentId) -> String {
    let name = context.name(id);
    let candidates = &context.resolved.catalog.candidates;
    let candidate = context.assignment.get(id).and_then(|candidate| candidates.get(candidate));
    match context.resolved.plan.decisions.get(id) {
        Some(decided) => format!(
            "{name} is decided on {} and",
            context.resolved.catalog.language_name(&decided.language)
        ),
        None => format!(
            "{name}, in {} as advised,",
            candidate.map_or("?", |candidate| candidate.name.as_str())
        ),
    }
}
