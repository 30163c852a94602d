//! What comes without a dependency, and full-stack frameworks.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::catalog::Need;
use crate::model::{Kind, Priority};

pub(super) const CRITERION: Criterion = Criterion {
    id: "standard-library",
    label: "Standard library and frameworks",
    priority: Some(Priority::Ecosystem),
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
    let tagged = case.is_performance();
    let tried = case.facts.component.traits.prototype == Some(true);
    match (wants_framework(case), serves(case)) {
        (true, _) if tagged => 0.75,
        (true, _) => 1.2,
        (_, true) if tagged => 0.5,
        (_, true) => 0.3,
        _ if case.facts.component.kind == Kind::CliTool && !tried => 0.3,
        _ => 0.0,
    }
}

/// Whether requests come to it: nobody serves any in an analysis.
fn serves(case: &Case<'_>) -> bool {
    case.facts.component.kind.takes_load()
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
    if has(Need::Standard) && serves(case) {
        return format!(
            "HTTP server, TLS and profiling for production come with {name}, in {other} more of them are packages"
        );
    }
    format!("more comes with {name} than with {other}, without a dependency")
}
