//! A simulation as JSON, beside what the formulas say.

use serde_json::{Value, json};

use super::json::{finite, head, with};
use crate::forecast::simulate::{Measured, Settings, Simulation, Times};
use crate::forecast::{CallGraph, FlowLatency, Resolved};

/// A simulation with the formulas' values; `service_scv` is what was said of CPU times everywhere.
#[must_use]
pub fn simulation(
    resolved: &Resolved<'_>,
    revision: &str,
    settings: Settings,
    service_scv: Option<f64>,
    found: &Simulation,
    graph: &CallGraph,
    flows: &[FlowLatency],
) -> Value {
    let components = found.components.iter().map(|component| {
        let node = graph.nodes.iter().find(|node| node.component == component.component);
        let station = node.and_then(|node| node.station);
        let quantile = |p: f64| station.map_or(f64::NAN, |of| of.quantile_ms(p));
        let mean = station.map_or(f64::NAN, |of| of.mean_ms());
        json!({
            "id": component.component.as_str(),
            "utilisation": finite(component.utilisation),
            "simulated": times(&component.own),
            "formula": formula([mean, quantile(0.5), quantile(0.95), quantile(0.99)]),
        })
    });
    let flows_found = found.flows.iter().map(|flow| {
        let formula_of = flows.iter().find(|of| of.entry == flow.entry);
        let values =
            formula_of.map_or([f64::NAN; 4], |of| [of.mean_ms, of.p50_ms, of.p95_ms, of.p99_ms]);
        json!({
            "entry": flow.entry.as_str(),
            "simulated": times(&flow.whole),
            "formula": formula(values),
        })
    });
    let mut answer = head(resolved, revision);
    for (key, value) in [
        ("seconds", json!(found.seconds)),
        ("seed", json!(settings.seed)),
        ("service_scv", json!(service_scv)),
        ("events", json!(found.events)),
        ("components", components.collect()),
        ("flows", flows_found.collect()),
    ] {
        answer = with(answer, key, value);
    }
    answer
}

fn times(times: &Times) -> Value {
    json!({
        "requests": times.count,
        "mean_ms": measured(times.mean_ms),
        "p50_ms": measured(times.p50_ms),
        "p95_ms": measured(times.p95_ms),
        "p99_ms": measured(times.p99_ms),
    })
}

fn measured(measured: Measured) -> Value {
    json!({ "value": measured.value, "half_width": measured.half_width })
}

fn formula([mean, p50, p95, p99]: [f64; 4]) -> Value {
    json!({
        "mean_ms": finite(mean),
        "p50_ms": finite(p50),
        "p95_ms": finite(p95),
        "p99_ms": finite(p99),
    })
}
