//! Libraries and tooling for services and infrastructure.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::catalog::Need;
use crate::model::{Kind, Priority, Shipping};

pub(super) const CRITERION: Criterion = Criterion {
    id: "service-ecosystem",
    label: "Service and infrastructure ecosystem",
    priority: Priority::Ecosystem,
    inputs: &[],
    claims: "15, 42, 51-55",
    sources: &["S-GOFAQ", "S-TABLE"],
    weight,
    utility,
    say,
};

/// Most for what the infrastructure world itself builds.
fn weight(case: &Case<'_>) -> f64 {
    match case.facts.component.kind {
        Kind::Gateway
        | Kind::ControlPlane
        | Kind::Agent
        | Kind::Queue
        | Kind::Cache
        | Kind::Datastore => 1.2,
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

fn say(_: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    format!(
        "more service and infrastructure libraries and tools are at hand in {} than in {}",
        first.language.name, second.language.name
    )
}
