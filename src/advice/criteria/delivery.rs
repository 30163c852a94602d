//! Time to the first release, without learning.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::base::Unit;
use crate::model::{Input, Priority};

/// Weight of delivery for a component that will live for years.
const USUAL: f64 = 0.8;
/// Weight for a prototype (claim 36).
const PROTOTYPE: f64 = 5.0;
/// Weight for a life below two years.
const SHORT_LIFE: f64 = 1.6;

pub(super) const CRITERION: Criterion = Criterion {
    id: "delivery",
    label: "Delivery speed",
    priority: Some(Priority::Delivery),
    inputs: &[Input::Work, Input::TeamSize],
    claims: "7, 36, 37",
    sources: &["S-ROS", "S-RUSTG"],
    weight,
    utility,
    say,
};

/// Nothing for code that exists in a language that is compared: it has been released.
/// Most for what is thrown away or short-lived: it ends before upkeep would pay (claim 36).
fn weight(case: &Case<'_>) -> f64 {
    let traits = &case.facts.component.traits;
    let exists = |of: &Contender<'_>| traits.code_is_in(&of.language.id);
    match traits.prototype {
        _ if case.contenders.iter().any(exists) => 0.0,
        Some(true) => PROTOTYPE,
        _ if case.facts.typical(Input::Life, 5.0) < 2.0 => SHORT_LIFE,
        _ => USUAL,
    }
}

/// Shortest build time over this one's. What missing libraries add counts where libraries do.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let factor = |of: &Contender<'_>| of.language.build_time.range.typical;
    let least = case.contenders.iter().map(factor).fold(f64::INFINITY, f64::min);
    least / factor(contender)
}

fn say(_: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    let (name, other) = (&first.language.name, &second.language.name);
    let [work, theirs] = [first, second].map(|of| of.delivery.work);
    // Missing libraries may take more than quicker writing gives.
    if work >= theirs {
        return format!(
            "by judgement code of one's own is written quicker in {name} than in {other}"
        );
    }
    let [work, theirs] = [work, theirs].map(|work| Unit::PersonWeeks.readable(work));
    format!("building takes, by judgement, about {work} in {name}, {theirs} in {other}")
}
