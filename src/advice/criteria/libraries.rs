//! Libraries that a component needs by name.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::base::prose::in_a_row;
use crate::catalog::Support;
use crate::forecast::libraries::Needed;
use crate::model::Priority;

/// Weight where somebody knows of a library that it needs where it can be used. One that is missing in a
/// language alone then makes a lead of 2, above which advice is firm: without its library a component has
/// to be built otherwise, or to ask another one that is in a language that has it.
pub(super) const MOST: f64 = 3.0;

pub(super) const CRITERION: Criterion = Criterion {
    id: "libraries",
    label: "Named libraries",
    priority: Some(Priority::Ecosystem),
    inputs: &[],
    claims: "25, 51",
    sources: &["S-BINDINGS"],
    weight,
    utility,
    say,
};

fn weight(case: &Case<'_>) -> f64 {
    if case.facts.known_libraries().next().is_none() { 0.0 } else { MOST }
}

/// What a library that is missing counts, and one that others keep: by judgement.
const fn loss(support: Support) -> f64 {
    match support {
        Support::Missing => 1.0,
        Support::Community => 0.15,
        Support::First => 0.0,
    }
}

/// 1 where all are at hand, a third where one is missing, and less with each further one: `h / (h + l)`
/// with the losses `l` in sum and a half `h`.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    const HALF: f64 = 0.5;
    let language = &contender.language.id;
    let lost = case.facts.known_libraries().filter_map(|of| of.support(language)).map(loss);
    let lost: f64 = lost.sum();
    HALF / (HALF + lost)
}

/// Those of the needed that the first language has and the second lacks; else those that are the
/// makers' own in the first and others' in the second.
fn say(case: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    let (name, other) = (&first.language.name, &second.language.name);
    let supports =
        |of: &Needed<'_>| Some((of.support(&first.language.id)?, of.support(&second.language.id)?));
    let those = |fits: fn(Support, Support) -> bool| -> Vec<&str> {
        let needed = case.facts.known_libraries();
        let fitting = needed.filter(|of| supports(of).is_some_and(|(a, b)| fits(a, b)));
        fitting.map(Needed::told).collect()
    };
    let missing = those(|a, b| a > Support::Missing && b == Support::Missing);
    if missing.is_empty() {
        let own = those(|a, b| a == Support::First && b == Support::Community);
        let is = if own.len() == 1 { "is" } else { "are" };
        return format!(
            "{} {is} kept for {name} by the makers, for {other} by others",
            in_a_row(&own)
        );
    }
    let it = if missing.len() == 1 { "it" } else { "them" };
    format!(
        "{} can be used from {name}, and {other} has no known binding of {it}",
        in_a_row(&missing)
    )
}
