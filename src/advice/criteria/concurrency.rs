//! Many connections, parallel computing, sessions with state.

use super::super::case::{Case, Contender, saturating};
use super::Criterion;
use crate::catalog::{Concurrency, Need};
use crate::forecast::Draw;
use crate::model::{Focus, Input, Kind, Priority};

/// Weight of each of the three needs at its fullest.
const EACH: f64 = 2.0;
/// Connections at which holding them half matters.
const HALF_CONNECTIONS: f64 = 30_000.0;
/// CPython time of one job at which running in parallel half matters, ms.
const HALF_JOB_MS: f64 = 20.0;
/// Busy CPython processors at which running in parallel half matters.
const HALF_BUSY: f64 = 8.0;

pub(super) const CRITERION: Criterion = Criterion {
    id: "concurrency",
    label: "Connections and parallel work",
    priority: Some(Priority::Latency),
    inputs: &[Input::Connections, Input::CpuTime, Input::ExternalRate, Input::Interpreted],
    claims: "8-14, 18, 30",
    sources: &["S-OWN", "S-MEM23", "S-MEM24", "S-PEP"],
    weight,
    utility,
    say,
};

/// Parallel computing and connections, each from 0 to 1 or half more where stressed; sessions, nothing
/// or from 1.2 to 2.2.
fn needs(case: &Case<'_>) -> [f64; 3] {
    let Draw { rate_per_s, cpython_ms, interpreted, .. } = case.draw;
    let busy = rate_per_s * cpython_ms / 1000.0;
    // Requests of many users spread over processes; one long job does not, but holds up nothing that
    // matters unless somebody waits for it or its processor is busy.
    let spread = 0.5 * saturating(busy, HALF_BUSY);
    let component = case.facts.component;
    let is_tool = component.kind == Kind::CliTool && component.traits.prototype != Some(true);
    let waited_for = if is_tool { 1.0 } else { busy.min(1.0) };
    let long = waited_for * saturating(cpython_ms, HALF_JOB_MS);
    let parallel = interpreted * f64::max(long, spread);
    let connections = saturating(case.facts.typical(Input::Connections, 0.0), HALF_CONNECTIONS);
    let stressed = case.facts.component.tags.performance == Some(Focus::Connections);
    let sessions = case.facts.component.traits.stateful_sessions == Some(true);
    // Keeping sessions apart and alive matters the more, the more there are.
    let sessions = if sessions { 1.2 + connections } else { 0.0 };
    [parallel, connections * if stressed { 1.5 } else { 1.0 }, sessions]
}

/// A data-intelligent component that computes rarely does so for many at once.
fn weight(case: &Case<'_>) -> f64 {
    let tag = if case.is_data() && !case.is_performance() { 0.5 } else { 1.0 };
    EACH * tag * needs(case).iter().sum::<f64>()
}

/// How well a candidate does at each need, from 0 to 1: all cores of one process for parallel work;
/// tasks that share cores, then event loops, then blocking threads for connections; points for
/// sessions (claims 11 to 13: bytes for each connection do not favour Go, parallel throughput does).
fn fitness(contender: &Contender<'_>) -> [f64; 3] {
    let cores = if contender.language.parallel { 1.0 } else { 0.35 };
    let holding = match contender.candidate.concurrency {
        Concurrency::Shared => 0.9,
        Concurrency::Loops => 0.6,
        Concurrency::Threads => 0.1,
    };
    let points = contender.language.points(Need::Sessions) / 5.0;
    [cores, holding, points * points]
}

/// What the candidate does at each need, by what is needed.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let needs = needs(case);
    let sum: f64 = needs.iter().sum();
    if sum <= 0.0 {
        return 0.5;
    }
    needs.iter().zip(fitness(contender)).map(|(need, fits)| need * fits).sum::<f64>() / sum
}

/// The need that speaks most for the first.
fn say(case: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    let (of_first, of_second) = (fitness(first), fitness(second));
    let mut gains = needs(case);
    for (place, gain) in gains.iter_mut().enumerate() {
        *gain *= of_first[place] - of_second[place];
    }
    let [parallel, connections, sessions] = gains;
    if sessions > parallel && sessions > connections {
        return format!(
            "sessions with state of their own fit {} better than {}",
            first.language.name, second.language.name
        );
    }
    if connections > parallel {
        return format!(
            "{} connections are held by {} in {}, by {} in {}",
            crate::base::number::readable(case.facts.typical(Input::Connections, 0.0)),
            first.language.name,
            first.candidate.concurrency.label(),
            second.language.name,
            second.candidate.concurrency.label(),
        );
    }
    let busy = second.estimate.busy_vcpus;
    if busy > 1.0 {
        return format!(
            "at the planned peak it keeps {} processors busy in {}, which needs a process for each; {} uses all of them from one",
            crate::base::number::readable(busy),
            second.language.name,
            first.language.name
        );
    }
    format!(
        "a long computation in {} holds up the rest of its process, {} computes on all cores of one",
        second.language.name, first.language.name
    )
}
