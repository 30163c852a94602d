//! Tail latency against the target.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::base::Unit;
use crate::model::{Focus, Input, Priority};

/// Weight of the tightest target.
const MOST: f64 = 3.0;
/// Target at which latency half matters, ms (claim 29: below 50 ms it decides).
const HALF_MS: f64 = 50.0;
/// Share of the target at which utility is one half, so that calls to others still fit in.
const COMFORT: f64 = 0.7;
/// What pauses add to the weight where they are said to hurt.
const PAUSE_WEIGHT: f64 = 2.0;

pub(super) const CRITERION: Criterion = Criterion {
    id: "tail-latency",
    label: "Tail latency against the target",
    priority: Priority::Latency,
    inputs: &[
        Input::P99Target,
        Input::ExternalRate,
        Input::CpuTime,
        Input::IoWait,
        Input::LiveHeap,
    ],
    claims: "5, 29",
    sources: &["S-OWN", "S-WEB"],
    weight,
    utility,
    say,
};

fn target_ms(case: &Case<'_>) -> Option<f64> {
    case.facts.value(Input::P99Target).map(|value| value.range.typical)
}

fn is_pause_sensitive(case: &Case<'_>) -> bool {
    case.facts.component.traits.pause_sensitive == Some(true)
}

/// `3 × 50 / (50 + target in ms)`: 1.5 at 50 ms, 0.3 at 450 ms, nothing without a target. Half as
/// much again for performance-sensitive components, a fifth where throughput or connections matter.
fn weight(case: &Case<'_>) -> f64 {
    let pauses = if is_pause_sensitive(case) { PAUSE_WEIGHT } else { 0.0 };
    let Some(target) = target_ms(case) else {
        return pauses;
    };
    let tag = match case.facts.component.tags.performance {
        Some(Focus::Latency | Focus::Unsaid) => 1.5,
        Some(_) => 1.2,
        None => 1.0,
    };
    MOST * tag * HALF_MS / (HALF_MS + target) + pauses
}

/// `1 / (1 + (p99 / (0.7 target))²)`: 0.92 at a fifth of the target, a half at 70 %, a third at it.
/// Where pauses are said to hurt, the long pause alone is held against 10 ms in the same way.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let curve = |value: f64, limit: f64| {
        let ratio = value / (COMFORT * limit);
        1.0 / (1.0 + ratio * ratio)
    };
    let latency = target_ms(case).map(|target| curve(contender.estimate.p99_ms, target));
    if !is_pause_sensitive(case) {
        return latency.unwrap_or(0.0);
    }
    let pause = curve(contender.language.pause.range.high, 10.0);
    let total = weight(case);
    ((total - PAUSE_WEIGHT) * latency.unwrap_or(0.0) + PAUSE_WEIGHT * pause) / total
}

fn say(case: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    if is_pause_sensitive(case) {
        return format!(
            "pauses hurt here: {} rarely stops for more than {}, {} for {}",
            first.language.name,
            Unit::Ms.readable(first.language.pause.range.high),
            second.language.name,
            Unit::Ms.readable(second.language.pause.range.high),
        );
    }
    let target = target_ms(case).unwrap_or(f64::INFINITY);
    format!(
        "against the p99 target of {} {} answers within {}, {} within {}",
        Unit::Ms.readable(target),
        first.language.name,
        Unit::Ms.readable(first.estimate.p99_ms),
        second.language.name,
        Unit::Ms.readable(second.estimate.p99_ms),
    )
}
