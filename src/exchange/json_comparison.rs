//! Comparisons of two sides as JSON.

use serde_json::{Value, json};

use super::json::{SCHEMA, counts, finite};
use crate::advice::compare::{
    Comparison, ComponentRow, InputChange, Pair, Side, SideOfComponent, SideOfInput,
};
use crate::forecast::difference::OF_CANDIDATES;
use crate::forecast::{Difference, Measure};
use crate::model::{CandidateId, LanguageId};

/// A comparison; `revisions` name the content of both plans, `draws` says how many were taken.
#[must_use]
pub fn comparison(
    comparison: &Comparison,
    sides: [&Side<'_>; 2],
    revisions: [&str; 2],
    draws: u32,
) -> Value {
    let side = |place: usize| side(sides[place], &comparison.names[place], revisions[place]);
    let totals = comparison.totals.iter().map(|(measure, pair)| of_measure(*measure, *pair));
    let differences = comparison.differences.iter().map(|(m, of)| difference(*m, *of));
    let flows = comparison
        .flows
        .iter()
        .map(|(entry, p99_ms)| json!({ "entry": entry.as_str(), "p99_ms": of_measure(Measure::FlowP99, *p99_ms) }));
    json!({
        "schema": SCHEMA,
        "left": side(0),
        "right": side(1),
        "draws": draws,
        "totals": totals.collect::<Vec<_>>(),
        "differences": differences.collect::<Vec<_>>(),
        "components": comparison.components.iter().map(component).collect::<Vec<_>>(),
        "flows": flows.collect::<Vec<_>>(),
        "inputs": comparison.inputs.iter().map(input).collect::<Vec<_>>(),
    })
}

fn side(side: &Side<'_>, name: &str, revision: &str) -> Value {
    let resolved = &side.resolved;
    json!({
        "name": name,
        "plan": resolved.plan.name,
        "revision": revision,
        "date": resolved.plan.date.map(|date| date.to_string()),
        "scenario": resolved.scenario.map(|scenario| scenario.id.as_str()),
        "currency": resolved.plan.currency().word(),
        "assignment": side.choice.word(),
        "inputs": counts(resolved),
    })
}

fn of_measure(measure: Measure, pair: Pair) -> Value {
    let number = |value: Option<f64>| value.map_or(Value::Null, finite);
    json!({
        "measure": measure.word(),
        "unit": measure.unit().suffix(),
        "left": number(pair.left),
        "right": number(pair.right),
        "delta": number(pair.delta()),
        "share": number(pair.share()),
    })
}

fn difference(measure: Measure, of: Difference) -> Value {
    json!({
        "measure": measure.word(),
        "unit": measure.unit().suffix(),
        "low": finite(of.range.low),
        "typical": finite(of.range.typical),
        "high": finite(of.range.high),
        "relative": [of.relative.low, of.relative.typical, of.relative.high],
        "less": of.less,
        "more": of.more,
        "equal": of.equal,
    })
}

fn component(row: &ComponentRow) -> Value {
    let side = |side: &SideOfComponent| {
        json!({
            "candidate": side.candidate.as_ref().map(CandidateId::as_str),
            "advised": side.advised.as_ref().map(LanguageId::as_str),
        })
    };
    let measures = OF_CANDIDATES.map(|measure| of_measure(measure, row.pair(measure)));
    json!({
        "id": row.id.as_str(),
        "name": row.name,
        "presence": row.presence.word(),
        "left": side(&row.left),
        "right": side(&row.right),
        "candidate_changes": row.candidate_changes(),
        "advice_changes": row.advice_changes(),
        "measures": measures,
    })
}

fn input(change: &InputChange) -> Value {
    let side = |of: Option<SideOfInput>| {
        of.map(|of| json!({ "range": of.notation(change.address.input), "assumed": of.assumed }))
    };
    json!({
        "address": change.address.to_string(),
        "left": side(change.left),
        "right": side(change.right),
    })
}
