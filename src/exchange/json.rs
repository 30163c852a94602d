//! Advice, forecast and findings as JSON. Fields are only ever added, never renamed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{json_confidence, json_remedies};

use crate::advice::criteria::TABLE;
use crate::advice::findings::Finding;
use crate::advice::price::{self, Outlooks};
use crate::advice::{Advice, Confidence, LinkAdvice, Reason};
use crate::base::Range;
use crate::catalog::{Catalog, Library};
use crate::forecast::libraries::Known;
use crate::forecast::sample::Catalogs;
use crate::forecast::{
    Counts, Estimate, Facts, FlowLatency, Outlook, Resolved, Response, Totals,
    outlook as outlooks_of, responses,
};
use crate::model::{ComponentId, LanguageId, LinkId};

/// Version of the JSON that is written.
pub const SCHEMA: u32 = 1;

/// What every answer begins with.
pub(super) fn head(resolved: &Resolved<'_>, revision: &str) -> Value {
    json!({
        "schema": SCHEMA,
        "plan": resolved.plan.name,
        "revision": revision,
        "date": resolved.plan.date.map(|date| date.to_string()),
        "scenario": resolved.scenario.map(|scenario| scenario.id.as_str()),
        "currency": resolved.plan.currency().word(),
        "inputs": counts(resolved),
    })
}

/// How many inputs are stated, answered and assumed.
pub(super) fn counts(resolved: &Resolved<'_>) -> Value {
    let Counts { stated, answered, assumed } = resolved.counts();
    json!({ "stated": stated, "answered": answered, "assumed": assumed })
}

pub(super) fn with(mut head: Value, key: &str, value: Value) -> Value {
    if let Some(map) = head.as_object_mut() {
        map.insert(key.to_owned(), value);
    }
    head
}

/// Advice for all components and links.
#[must_use]
pub fn advice(
    resolved: &Resolved<'_>,
    revision: &str,
    advice: &[(ComponentId, Advice)],
    outlooks: &BTreeMap<ComponentId, Outlooks>,
    confidence: &BTreeMap<ComponentId, Confidence>,
    links: &[LinkAdvice],
) -> Value {
    let components = advice.iter().map(|(id, advice)| {
        let of = component(resolved, id, advice, outlooks);
        match confidence.get(id) {
            Some(confidence) => json_confidence::add(of, confidence),
            None => of,
        }
    });
    let components = components.collect();
    let links = links.iter().map(link).collect();
    with(
        with(head(resolved, revision), "components", Value::Array(components)),
        "links",
        Value::Array(links),
    )
}

fn component(
    resolved: &Resolved<'_>,
    id: &ComponentId,
    advice: &Advice,
    outlooks: &BTreeMap<ComponentId, Outlooks>,
) -> Value {
    let plan = resolved.plan;
    let component = plan.components.get(id);
    let decision = plan.decisions.get(id);
    json!({
        "id": id.as_str(),
        "name": component.map(|component| component.name.as_str()),
        "kind": component.map(|component| component.kind.word()),
        "technology": component.and_then(|component| component.technology.as_ref()).map(crate::model::Technology::as_str),
        "verdict": advice.verdict.word(),
        "strength": advice.strength.map(crate::advice::Strength::word),
        "language": advice.ranking.first().filter(|r| r.gate.is_none()).map(|r| r.language.as_str()),
        "sentence": advice.sentence,
        "although": outlooks.get(id).and_then(|of| price::although(advice, of)),
        "ranking": advice.ranking.iter().map(|ranked| json!({
            "candidate": ranked.candidate.as_str(),
            "language": ranked.language.as_str(),
            "name": ranked.name,
            "score": round(ranked.score, 1),
            "excluded": ranked.gate.as_ref().map(crate::advice::Gate::sentence),
            "criteria": TABLE.iter().zip(&ranked.utilities).zip(&advice.weights).map(|((row, utility), weight)| json!({
                "criterion": row.id,
                "utility": round(*utility, 3),
                "weight": round(*weight, 3),
            })).collect::<Vec<_>>(),
            "estimate": estimate(&ranked.estimate),
            "totals": outlooks.get(id).and_then(|of| of.get(&ranked.candidate)).map(outlook),
        })).collect::<Vec<_>>(),
        "reasons": advice.reasons.iter().map(|reason| reason_json(resolved.catalog, reason)).collect::<Vec<_>>(),
        "against": advice.against.iter().map(|reason| reason_json(resolved.catalog, reason)).collect::<Vec<_>>(),
        "notes": advice.notes,
        "unknowns": advice.unknowns.iter().map(|unknown| json!({
            "question": unknown.question,
            "input": unknown.input.map(crate::model::Input::word),
            "assumed": unknown.assumed,
            "flips_to": unknown.flips_to,
        })).collect::<Vec<_>>(),
        "remedies": advice.remedies.iter().map(|offer| json_remedies::offer(resolved.catalog, offer)).collect::<Vec<_>>(),
        "existing": advice.existing.as_ref().map(super::existing::json),
        "libraries": resolved.facts(id).map(libraries),
        "split": advice.split.as_ref().map(|split| json!({
            "service": split.service.as_str(),
            "service_work": split.service_work,
            "data": split.data.as_str(),
            "data_work": split.data_work,
            "data_component": split.data_component.as_str(),
            "moved_links": split.moved_links.iter().map(LinkId::as_str).collect::<Vec<_>>(),
        })),
        "decision": decision.map(|decision| json!({
            "language": decision.language.as_str(),
            "candidate": decision.candidate.as_ref().map(crate::model::CandidateId::as_str),
            "reason": decision.reason,
            "date": decision.date.map(|date| date.to_string()),
            "overrules": advice.decision.as_ref().is_some_and(|overrule| overrule.overrules),
            "price": advice.decision.as_ref().and_then(|overrule| overrule.price.as_ref()).map(|price| json!({
                "against": price.against.as_str(),
                "monthly": finite(price.monthly),
                "weeks": finite(price.weeks),
                "horizon": finite(price.horizon),
                "p99_ms": finite(price.p99_ms),
            })),
        })),
    })
}

/// A library of the catalog.
pub(crate) fn library(of: &Library) -> Value {
    let ids =
        |ids: &BTreeSet<LanguageId>| -> Value { ids.iter().map(|id| json!(id.as_str())).collect() };
    json!({
        "id": of.id,
        "name": of.name,
        "first": ids(&of.first),
        "community": ids(&of.community),
        "data": of.data,
        "page": page(of),
    })
}

fn ids(of: &BTreeSet<LanguageId>) -> Value {
    of.iter().map(|id| json!(id.as_str())).collect()
}

fn page(of: &Library) -> Value {
    json!({ "url": of.page, "date": of.dated.to_string(), "seen": of.seen })
}

/// The libraries that a component needs by name, and where each can be used.
fn libraries(facts: &Facts<'_>) -> Value {
    let json = facts.libraries.iter().map(|of| {
        let (known, first, community): (_, Value, Value) = match of.known {
            Known::Nobody => ("nobody", Value::Null, Value::Null),
            Known::Team(languages) => ("team", ids(languages), json!([])),
            Known::Catalog(library) => ("catalog", ids(&library.first), ids(&library.community)),
        };
        let page = match of.known {
            Known::Catalog(library) => page(library),
            _ => Value::Null,
        };
        json!({
            "name": of.told(),
            "known": known,
            "first": first,
            "community": community,
            "page": page,
        })
    });
    json.collect()
}

pub(super) fn reason_json(catalog: &Catalog, reason: &Reason) -> Value {
    json!({
        "criterion": reason.criterion,
        "text": reason.text,
        "contribution": round(reason.contribution, 3),
        "claims": reason.claims,
        "evidence": evidence(catalog, reason.sources.iter().copied()),
    })
}

/// The sources that ids name.
pub(super) fn evidence<'a>(catalog: &Catalog, ids: impl Iterator<Item = &'a str>) -> Value {
    let sources = ids.filter_map(|id| catalog.sources.get(id));
    let json = sources.map(|source| {
        json!({
            "id": source.id,
            "title": source.title,
            "url": source.url,
            "date": source.date.to_string(),
        })
    });
    json.collect()
}

fn link(link: &LinkAdvice) -> Value {
    json!({
        "id": link.link.as_str(),
        "protocol": link.protocol.word(),
        "reason": link.reason,
        "claims": link.claims,
        "crosses_languages": link.crosses,
        "call_ms": [link.call_ms.low, link.call_ms.typical, link.call_ms.high],
        "weeks": link.weeks.map(|weeks| [weeks.low, weeks.typical, weeks.high]),
    })
}

pub(super) fn estimate(estimate: &Estimate) -> Value {
    json!({
        "cpu_ms": finite(estimate.cpu_ms),
        "p50_ms": finite(estimate.station.quantile_ms(0.5)),
        "p95_ms": finite(estimate.station.quantile_ms(0.95)),
        "p99_ms": finite(estimate.p99_ms),
        "busy_vcpus": finite(estimate.busy_vcpus),
        "vcpus": finite(estimate.vcpus),
        "servers": finite(estimate.servers),
        "memory_gb": finite(estimate.memory_gb),
        "monthly_cost": finite(estimate.monthly_cost),
    })
}

/// Money and time at the medians of the inputs.
pub(super) fn totals(totals: &Totals) -> Value {
    json!({
        "build": finite(totals.build),
        "learn": finite(totals.learn),
        "run": finite(totals.run),
        "maintain": finite(totals.maintain),
        "horizon": finite(totals.cost()),
        "monthly": finite(totals.monthly),
        "servers": finite(totals.servers),
        "memory_gb": finite(totals.memory_gb),
        "person_weeks": finite(totals.person_weeks),
        "weeks": finite(totals.weeks),
    })
}

/// Money and time as they are told.
pub(super) fn outlook(of: &Outlook) -> Value {
    json!({
        "build": finite(of.build),
        "learn": finite(of.learn),
        "run": finite(of.run),
        "maintain": finite(of.maintain),
        "beyond": finite(of.beyond()),
        "horizon": finite(of.cost.typical),
        "monthly": finite(of.monthly.typical),
        "servers": finite(of.servers),
        "memory_gb": finite(of.memory_gb),
        "person_weeks": finite(of.person_weeks.typical),
        "weeks": finite(of.weeks.typical),
        "ranges": {
            "horizon": range(of.cost),
            "monthly": range(of.monthly),
            "person_weeks": range(of.person_weeks),
            "weeks": range(of.weeks),
        },
    })
}

/// Estimates of components, totals of the plan by the name of the assignment, and its flows.
#[must_use]
pub fn forecast(
    resolved: &Resolved<'_>,
    revision: &str,
    advice: &[(ComponentId, Advice)],
    outlooks: &BTreeMap<ComponentId, Outlooks>,
    plan_totals: &[(String, Outlook)],
    (flows, answers): (&[FlowLatency], &[Response]),
) -> Value {
    let components =
        advice.iter().filter(|(_, advice)| !advice.ranking.is_empty()).map(|(id, advice)| {
            let rate = resolved.facts(id).map(|facts| facts.rate.range);
            json!({
                "id": id.as_str(),
                "rate_per_s": rate.map(|rate| [rate.low, rate.typical, rate.high]),
                "candidates": advice.ranking.iter().map(|ranked| json!({
                    "candidate": ranked.candidate.as_str(),
                    "estimate": estimate(&ranked.estimate),
                    "at_medians": totals(&ranked.totals),
                    "totals": outlooks.get(id).and_then(|of| of.get(&ranked.candidate)).map(outlook),
                })).collect::<Vec<_>>(),
            })
        });
    let catalogs = Catalogs::told(resolved);
    let bought = resolved.components.iter().filter_map(|facts| {
        let of = outlooks_of::of_bought(resolved, facts, &catalogs)?;
        Some(json!({ "id": facts.component.id.as_str(), "totals": outlook(&of) }))
    });
    let assignments =
        plan_totals.iter().map(|(name, of)| with(outlook(of), "assignment", json!(name)));
    let head = with(head(resolved, revision), "components", components.collect());
    let head = with(head, "bought", bought.collect());
    let head = with(head, "assignments", assignments.collect());
    let flows =
        flows.iter().filter_map(|of| Some(flow(of, responses::of_component(answers, &of.entry)?)));
    let head = with(head, "flows", flows.collect());
    let cut = resolved.cut_links.iter().map(LinkId::as_str);
    with(head, "cut_links", cut.collect())
}

fn flow(flow: &FlowLatency, answer: &Response) -> Value {
    let ids = |ids: &[ComponentId]| -> Value { ids.iter().map(ComponentId::as_str).collect() };
    json!({
        "entry": flow.entry.as_str(),
        "rate_per_s": finite(flow.rate_per_s),
        "mean_ms": finite(answer.mean_ms.typical),
        "p50_ms": finite(answer.p50_ms.typical),
        "p95_ms": finite(answer.p95_ms.typical),
        "p99_ms": finite(answer.p99_ms.typical),
        "ranges": {
            "mean_ms": range(answer.mean_ms),
            "p50_ms": range(answer.p50_ms),
            "p95_ms": range(answer.p95_ms),
            "p99_ms": range(answer.p99_ms),
        },
        "target_ms": answer.target_ms,
        "chance": answer.chance,
        "shares": flow.shares.iter().map(|share| json!({
            "component": share.component.as_str(),
            "share": round(share.share, 4),
        })).collect::<Vec<_>>(),
        "availability": flow.availability,
        "without_availability": ids(&flow.without_availability),
        "single_points": ids(&flow.single_points),
        "time_assumed": ids(&flow.time_assumed),
        "without_time": ids(&flow.without_time),
        "saturated": ids(&flow.saturated),
    })
}

/// Findings, and what had to be repaired to read the plan: place and problem of each.
#[must_use]
pub fn findings(
    resolved: &Resolved<'_>,
    revision: &str,
    findings: &[Finding],
    repairs: &[(&str, &str)],
) -> Value {
    let findings = findings.iter().map(|finding| {
        json!({
            "code": finding.code,
            "severity": finding.severity.word(),
            "component": finding.component.as_ref().map(ComponentId::as_str),
            "input": finding.input.as_ref().map(ToString::to_string),
            "message": finding.message,
            "advice": finding.advice,
            "claims": finding.claims,
            "fixes": finding.fixes.iter().map(|(label, _)| label).collect::<Vec<_>>(),
        })
    });
    let repairs =
        repairs.iter().map(|(place, problem)| json!({ "place": place, "problem": problem }));
    let head = with(head(resolved, revision), "findings", findings.collect());
    with(head, "repairs", repairs.collect())
}

fn range(of: Range) -> Value {
    json!([finite(of.low), finite(of.typical), finite(of.high)])
}

/// JSON has no infinity: unlimited is null.
pub(super) fn finite(value: f64) -> Value {
    if value.is_finite() { json!(value) } else { Value::Null }
}

pub(super) fn round(value: f64, decimals: i32) -> f64 {
    let factor = libm::pow(10.0, f64::from(decimals));
    libm::round(value * factor) / factor
}
