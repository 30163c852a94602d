//! Reaching the place where it runs: one file or a runtime, start-up, friction.

use super::super::case::{Case, Contender};
use super::super::gate::usual_start_ms;
use super::Criterion;
use crate::base::Unit;
use crate::catalog::Artifact;
use crate::model::{Input, Kind, Priority, Shipping};

/// Weight of shipping to machines that are not one's own.
const MOST: f64 = 3.5;
/// Share of that weight that is left for a prototype and for analyses.
const AT_HOME: f64 = 0.1;
/// Start that users of tools and functions hardly notice, ms, where no limit is stated.
const UNNOTICED_MS: f64 = 200.0;

pub(super) const CRITERION: Criterion = Criterion {
    id: "shipping",
    label: "Shipping and start-up",
    priority: Some(Priority::Ecosystem),
    inputs: &[Input::ColdStart],
    claims: "20, 21, 31, 54, 55",
    sources: &["S-OWN", "S-LAMBDA", "S-GOFAQ"],
    weight,
    utility,
    say,
};

/// The less the makers own the machines, the more; most on devices (claims 20, 31).
fn weight(case: &Case<'_>) -> f64 {
    let need = match case.facts.shipping {
        Shipping::Device => 1.5,
        Shipping::EveryHost => 1.2,
        Shipping::Installed => 1.0,
        Shipping::PythonEnvironment | Shipping::Serverless => 0.8,
        // On machines of one's own, containers and lock files take the friction away (claim 21).
        Shipping::Server | Shipping::Cluster => 0.0,
    };
    // Whoever tries a prototype has its makers beside.
    let tried = case.facts.component.traits.prototype == Some(true);
    // Who analyses has the runtime at hand.
    let at_home = tried || case.facts.component.kind == Kind::Analysis;
    MOST * need * if at_home { AT_HOME } else { 1.0 }
}

/// Half for what is handed over, half for the start against its limit; inside Python environments
/// a package of Python, then a compiled extension or tool, fits best (claim 31's exception).
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let language = contender.language;
    let artifact = match language.artifact {
        Artifact::Binary => 1.0,
        Artifact::Bundle => 0.5,
        Artifact::Runtime if language.id.as_str() == "python" => 0.1,
        Artifact::Runtime => 0.25,
    };
    if case.facts.shipping == Shipping::PythonEnvironment {
        return match language.id.as_str() {
            "python" => 1.0,
            _ if language.extends_python => 0.75,
            _ => 0.4 * artifact,
        };
    }
    let limit = case.facts.typical(Input::ColdStart, UNNOTICED_MS);
    let ratio = usual_start_ms(case, contender) / limit;
    f64::midpoint(artifact, 1.0 / (1.0 + ratio * ratio))
}

fn say(case: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    if case.facts.shipping == Shipping::PythonEnvironment {
        return format!(
            "its users already have {}, {} would bring a second toolchain",
            first.language.name, second.language.name
        );
    }
    format!(
        "it ships {}: {} hands over {} that starts in {}, {} {} and {}",
        case.facts.shipping.label(),
        first.language.name,
        first.language.artifact.label(),
        Unit::Ms.readable(usual_start_ms(case, first)),
        second.language.name,
        second.language.artifact.label(),
        Unit::Ms.readable(usual_start_ms(case, second)),
    )
}
