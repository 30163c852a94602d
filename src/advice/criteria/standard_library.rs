//! What comes without a dependency, and full-stack frameworks.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::catalog::Need;
use crate::model::{Kind, Priority};

pub(super) const CRITERION: Criterion = Criterion {
    id: "standard-library",
    label: "Standard library and frameworks",
    priority: Priority::Ecosystem,
    inputs: &[],
    claims: "22, 23, 37",
    sources: &["S-GOFAQ", "S-TABLE"],
    weight,
    utility,
    say,
};

/// Web applications want forms, admin pages and migrations: a framework saves more there.
fn wants_framework(case: &Case<'_>) -> bool {
    case.facts.component.kind == Kind::WebApp
}

/// A framework saves weeks, a broad standard library some dependencies (claims 22, 23).
fn weight(case: &Case<'_>) -> f64 {
    if wants_framework(case) { 0.8 } else { 0.3 }
}

/// Points for frameworks or for the standard library, of 5.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let need = if wants_framework(case) { Need::Frameworks } else { Need::Standard };
    contender.language.points(need) / 5.0
}

/// Points from which a language has the thing, not only more of it than another.
const HAS: f64 = 4.0;

fn say(case: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    let (name, other) = (&first.language.name, &second.language.name);
    let has = |need| first.language.points(need) >= HAS;
    if wants_framework(case) {
        return if has(Need::Frameworks) {
            format!(
                "{name} has full-stack frameworks with admin pages and migrations, {other} less so"
            )
        } else {
            format!("the web frameworks of {name} bring more than those of {other}")
        };
    }
    // Nobody serves requests in an analysis.
    if has(Need::Standard) && case.facts.component.kind.takes_load() {
        return format!(
            "{name} has a standard library that covers most service needs, {other} less so"
        );
    }
    format!("more comes with {name} than with {other}, without a dependency")
}
