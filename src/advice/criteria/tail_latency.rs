//! Tail latency against the target.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::base::Unit;
use crate::model::{Focus, Input, Priority};

/// Weight of the tightest target.
const MOST: f64 = 7.0;
/// Target at which latency half matters, ms (claim 29: below 50 ms it decides).
const HALF_MS: f64 = 50.0;
/// Share of the target that is comfortable, so that calls to others still fit in.
const COMFORT: f64 = 0.7;
/// Times the fastest candidate's time beyond which it makes no difference how slow one is.
const WORST: f64 = 30.0;
/// Long pause that half hurts where pauses are said to hurt is 70 % of it, ms.
const PAUSE_LIMIT_MS: f64 = 10.0;
/// What pauses add to the weight where they are said to hurt.
const PAUSE_WEIGHT: f64 = 2.0;

pub(super) const CRITERION: Criterion = Criterion {
    id: "tail-latency",
    label: "Tail latency against the target",
    priority: Some(Priority::Latency),
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

/// `7 × 50 / (50 + target in ms)`: 3.5 at 50 ms, 0.7 at 450 ms, nothing without a target. Half as
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

/// How much worse than the fastest candidate, against the target: with the penalty
/// `ln(1 + (p99 / (0.7 target))²)`, utility is 1 less the penalty over the fastest one's, in parts of
/// what [`WORST`] times the fastest one's time costs where the target is out of reach for both.
///
/// The penalty of the slower of two grows faster than that of the quicker as the target tightens, and
/// the weight grows too: a stricter target never favours the slower. Where pauses are said to hurt,
/// the long pause alone is held against 10 ms.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let latency = target_ms(case).map(|target| {
        let fastest = fastest_ms(case);
        let own = contender.estimate.p99_ms.min(WORST * fastest);
        1.0 - (penalty(own, target) - penalty(fastest, target)) / (2.0 * libm::log(WORST))
    });
    if !is_pause_sensitive(case) {
        return latency.unwrap_or(0.0);
    }
    let ratio = contender.language.pause.range.high / (COMFORT * PAUSE_LIMIT_MS);
    let pause = 1.0 / (1.0 + ratio * ratio);
    let total = weight(case);
    ((total - PAUSE_WEIGHT) * latency.unwrap_or(0.0) + PAUSE_WEIGHT * pause) / total
}

/// `ln(1 + (p99 / (0.7 target))²)`: 0.04 at a seventh of the target, 0.69 at 70 %, 1.1 at it.
fn penalty(p99_ms: f64, target_ms: f64) -> f64 {
    let ratio = p99_ms / (COMFORT * target_ms.max(1e-6));
    libm::log1p(ratio * ratio)
}

/// Time of the fastest candidate, ms; of none that is not overloaded, one that counts as instant.
fn fastest_ms(case: &Case<'_>) -> f64 {
    let times = case.contenders.iter().map(|contender| contender.estimate.p99_ms);
    let least = times.fold(f64::INFINITY, f64::min);
    if least.is_finite() { least.max(1e-6) } else { 1e-6 }
}

fn say(case: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    let (name, other) = (&first.language.name, &second.language.name);
    let pause = |of: &Contender<'_>| of.language.pause.range.high;
    let latency = target_ms(case).filter(|_| first.estimate.p99_ms < second.estimate.p99_ms);
    let Some(target) =
        latency.filter(|_| !is_pause_sensitive(case) || pause(first) >= pause(second))
    else {
        return format!(
            "pauses hurt here: {name} rarely stops for more than {}, {other} for {}",
            Unit::Ms.readable(pause(first)),
            Unit::Ms.readable(pause(second)),
        );
    };
    let alone = if case.facts.around.calls { "not counting what it calls, " } else { "" };
    let given = case.facts.given(Input::P99Target).is_some();
    let the = if given { "the p99 target" } else { "the assumed p99 target" };
    let told = Unit::Ms.readable(target);
    let [own, theirs] = [first, second].map(|of| time(of.estimate.p99_ms));
    if first.estimate.p99_ms > target {
        return format!(
            "{alone}both miss {the} of {told}, {name} by less: {own} against {theirs} in {other}"
        );
    }
    if second.estimate.p99_ms > target {
        return format!(
            "{alone}{name} answers within {own}, {other} misses {the} of {told} with {theirs}"
        );
    }
    format!("{alone}{name} takes {own} of {the} of {told}, {other} {theirs}")
}

/// The time for people.
fn time(p99_ms: f64) -> String {
    if p99_ms.is_finite() {
        Unit::Ms.readable(p99_ms)
    } else {
        "any time, being overloaded".to_owned()
    }
}
