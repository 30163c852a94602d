//! Where a split ceases to pay: the limits of its own rule, one at a time.

use super::case::Case;
use super::flips::moved;
use super::probe::outcome;
use super::score;
use super::split::{LEAST_INTERPRETED, LEAST_PEOPLE, PAYS_BELOW_MS, PAYS_FROM_PER_S};
use super::verdict::{self, Verdict};
use crate::model::Input;

/// Each number with its limit, which side of it keeps the split, and what it is called.
const LIMITS: [(Input, f64, Keeps, &str); 4] = [
    (Input::ExternalRate, PAYS_FROM_PER_S, Keeps::Above, "peak load"),
    (Input::P99Target, PAYS_BELOW_MS, Keeps::Below, "the p99 target"),
    (Input::Interpreted, LEAST_INTERPRETED, Keeps::Above, "the interpreted share of its CPU time"),
    (Input::TeamSize, LEAST_PEOPLE, Keeps::Above, "the team"),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeps {
    Above,
    Below,
}

/// `A split until peak load falls below 500 req/s, then Python`, for each limit beyond which the
/// verdict is another.
pub(super) fn sentences(case: &Case<'_>) -> Vec<String> {
    LIMITS.iter().filter_map(|limit| sentence(case, limit)).collect()
}

fn sentence(
    case: &Case<'_>,
    (input, limit, keeps, name): &(Input, f64, Keeps, &str),
) -> Option<String> {
    let beyond = if *keeps == Keeps::Above { 0.99 * limit } else { 1.01 * limit };
    let facts = moved(case.facts, *input, beyond);
    let case = case.with(&facts);
    let card = score::score(&case);
    let verdict = verdict::verdict(&case, &card);
    (verdict != Verdict::Split).then(|| {
        let way = if *keeps == Keeps::Above { "falls below" } else { "rises above" };
        let at = input.unit().readable(*limit);
        format!("A split until {name} {way} {at}, then {}", outcome(&case, &card, verdict))
    })
}
