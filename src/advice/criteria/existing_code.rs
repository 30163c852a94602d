//! Code that does the work today, and what it takes to leave it.

use super::super::case::{Case, Contender, saturating};
use super::Criterion;
use super::run_cost::{MOST, NOISE, PAYROLL_SHARE};
use crate::base::Unit;
use crate::forecast::Point;
use crate::model::{Input, Priority};

pub(super) const CRITERION: Criterion = Criterion {
    id: "existing-code",
    label: "Code that exists",
    priority: Some(Priority::Delivery),
    inputs: &[Input::Work, Input::TeamSize],
    claims: "36, 59",
    sources: &["S-TABLE"],
    weight,
    utility,
    say,
};

/// As much as a bill may weigh at most, so that money to write and money to run weigh alike; nothing
/// where no code exists, or none in a language that is compared.
fn weight(case: &Case<'_>) -> f64 {
    let traits = &case.facts.component.traits;
    let compared = case.contenders.iter().any(|of| traits.code_is_in(&of.language.id));
    if compared { MOST } else { 0.0 }
}

/// What writing it anew costs, spread over the horizon, on the scale on which bills are weighed; 1 for
/// the language of the code.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let months = case.resolved.economic_at(Input::Horizon, Point::Typical).max(1.0);
    let cost = (contender.totals.build + contender.totals.learn) / months;
    1.0 - saturating(cost, PAYROLL_SHARE * case.payroll + NOISE)
}

fn say(case: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    let work = |of: &Contender<'_>| Unit::PersonWeeks.readable(of.totals.person_weeks);
    let (name, other) = (&first.language.name, &second.language.name);
    if case.facts.component.traits.code_is_in(&first.language.id) {
        format!(
            "its code is there in {name}, and writing it anew in {other} takes about {}",
            work(second)
        )
    } else {
        format!(
            "writing its code anew takes about {} in {name}, {} in {other}",
            work(first),
            work(second)
        )
    }
}
