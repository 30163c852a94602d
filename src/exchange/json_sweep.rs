//! A sweep as JSON.

use serde_json::{Value, json};

use super::json::{finite, head, with};
use crate::forecast::Resolved;
use crate::forecast::sweep::{Crossing, CrossingKind, Measures, Sweep};

/// A sweep: every number of every candidate at each value, and where something changes.
#[must_use]
pub fn sweep(resolved: &Resolved<'_>, revision: &str, of: &Sweep) -> Value {
    let candidates = of.lines.iter().map(|line| {
        let points = of.values.iter().zip(&line.points);
        let points = points.map(|(value, point)| with(measures(point), "value", json!(value)));
        json!({
            "candidate": line.candidate.as_str(),
            "planned": measures(&line.planned),
            "points": points.collect::<Vec<_>>(),
        })
    });
    let crossings = of.crossings.iter().map(|crossing| {
        with(of_crossing(crossing), "sentence", json!(of.sentence(crossing, resolved.catalog)))
    });
    let mut answer = head(resolved, revision);
    for (key, value) in [
        ("component", json!(of.component.as_str())),
        ("input", json!(of.swept.to_string())),
        ("unit", json!(of.swept.unit().suffix())),
        ("planned", json!(of.planned)),
        ("logarithmic", json!(of.log)),
        ("candidates", candidates.collect()),
        ("crossings", crossings.collect()),
    ] {
        answer = with(answer, key, value);
    }
    answer
}

fn measures(of: &Measures) -> Value {
    json!({
        "p99_ms": finite(of.p99_ms),
        "planned_p99_ms": finite(of.planned_p99_ms),
        "servers": finite(of.servers),
        "memory_gb": finite(of.memory_gb),
        "monthly": finite(of.monthly),
        "horizon": finite(of.total),
        "weeks": finite(of.weeks),
    })
}

fn of_crossing(crossing: &Crossing) -> Value {
    let (kind, other, limit) = match &crossing.kind {
        CrossingKind::Crossover { other, .. } => ("crossover", Some(other), None),
        CrossingKind::Target { limit, .. } => ("target", None, *limit),
        CrossingKind::Knee => ("knee", None, None),
        CrossingKind::Saturation => ("saturation", None, None),
    };
    json!({
        "kind": kind,
        "metric": crossing.metric().word(),
        "candidate": crossing.candidate.as_str(),
        "other": other.map(crate::model::CandidateId::as_str),
        "limit": limit,
        "first": crossing.first,
        "last": crossing.last,
        "count": crossing.count,
        "above_before": crossing.above_before,
        "above_after": crossing.above_after,
        "leading": crossing.leading,
    })
}
