//! Long-term upkeep: static typing against size, life and contributors.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::base::Unit;
use crate::catalog::Need;
use crate::forecast::delivery;
use crate::model::{Input, Priority};

/// Weight at its fullest: a tie-breaker, not a decider (claim 32).
const MOST: f64 = 1.5;
/// Weight of memory safety where hostile input is parsed.
const SAFETY: f64 = 2.0;
/// Weight of memory safety for whatever else answers requests of a network.
const NETWORK: f64 = 0.4;

pub(super) const CRITERION: Criterion = Criterion {
    id: "upkeep",
    label: "Long-term upkeep",
    priority: Some(Priority::Upkeep),
    inputs: &[Input::Contributors, Input::Life, Input::Work],
    claims: "19, 32",
    sources: &["S-ROS", "S-TABLE"],
    weight,
    utility,
    say,
};

fn typing_weight(case: &Case<'_>) -> f64 {
    MOST * delivery::typing_need(case.facts)
}

fn safety_weight(case: &Case<'_>) -> f64 {
    match case.facts.component.traits.hostile_input {
        Some(true) => SAFETY,
        _ if case.facts.component.kind.answers_requests() => NETWORK,
        _ => 0.0,
    }
}

/// Typing by life and contributors, and memory safety where hostile input is parsed.
fn weight(case: &Case<'_>) -> f64 {
    typing_weight(case) + safety_weight(case)
}

/// Points for typing and for memory safety, of 5, by what is needed.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let (typing, safety) = (typing_weight(case), safety_weight(case));
    let points = |need| contender.language.points(need) / 5.0;
    if typing + safety <= 0.0 {
        return points(Need::Typing);
    }
    (typing * points(Need::Typing) + safety * points(Need::Safety)) / (typing + safety)
}

/// Safety or typing, whichever of the two speaks more for the first.
fn say(case: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    let more = |need| first.language.points(need) - second.language.points(need);
    let (typing, safety) = (typing_weight(case), safety_weight(case));
    if safety * more(Need::Safety) > typing * more(Need::Typing) {
        let hostile = case.facts.component.traits.hostile_input == Some(true);
        let why = if hostile { "it parses hostile input" } else { "it reads what a network sends" };
        return format!(
            "{why}, and memory is safer in {} than in {}",
            first.language.name, second.language.name
        );
    }
    format!(
        "over {} with {} changing the code, types checked before the program runs favour {} over {}",
        Unit::Years.readable(case.facts.typical(Input::Life, 1.0)),
        Unit::People.readable(case.facts.typical(Input::Contributors, 1.0)),
        first.language.name,
        second.language.name
    )
}
