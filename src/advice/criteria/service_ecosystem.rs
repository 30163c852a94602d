//! Libraries and tooling for services and infrastructure.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::catalog::Need;
use crate::model::{Kind, Priority, Shipping};

pub(super) const CRITERION: Criterion = Criterion {
    id: "service-ecosystem",
    label: "Service and infrastructure ecosystem",
    priority: Some(Priority::Ecosystem),
    inputs: &[],
    claims: "15, 42, 51-55",
    sources: &["S-GOFAQ", "S-TABLE"],
    weight,
    utility,
    say,
};

/// Most for what the infrastructure world itself builds; more where speed is asked for, whose tools
/// belong to it.
fn weight(case: &Case<'_>) -> f64 {
    match case.facts.component.kind {
        // Nothing of it runs on a device, and a prototype needs little.
        _ if case.facts.shipping == Shipping::Device => 0.0,
        _ if case.facts.component.traits.prototype == Some(true) => 0.0,
        Kind::Gateway
        | Kind::ControlPlane
        | Kind::Agent
        | Kind::Queue
        | Kind::Cache
        | Kind::Datastore => 1.2,
        Kind::Service | Kind::Worker | Kind::StreamProcessor if case.is_performance() => 0.9,
        Kind::Service | Kind::WebApp | Kind::Worker | Kind::StreamProcessor => 0.6,
        Kind::ModelTraining | Kind::Analysis | Kind::Library => 0.0,
        _ if case.facts.shipping == Shipping::Cluster => 0.0,
        _ => 0.3,
    }
}

/// Points for services and infrastructure, of 5.
fn utility(_: &Case<'_>, contender: &Contender<'_>) -> f64 {
    contender.language.points(Need::Services) / 5.0
}

/// Points from which a language is what the tools of the infrastructure world are written in.
const HOME: f64 = 4.9;

fn say(case: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    let (name, other) = (&first.language.name, &second.language.name);
    let is_infrastructure =
        matches!(case.facts.component.kind, Kind::Gateway | Kind::ControlPlane | Kind::Agent);
    if is_infrastructure && name == "Go" && first.language.points(Need::Services) >= HOME {
        return format!(
            "Kubernetes, Terraform and most cloud tools are written in {name}, which has their libraries first; {other} gets them later"
        );
    }
    format!(
        "by judgement more libraries and tools for services are at hand in {name} than in {other}"
    )
}
