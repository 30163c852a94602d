//! What the report's first page says of how its sums are counted.

use super::report::{Material, Study};
use super::report_first_page::decided;
use crate::advice::{Verdict, compare, crews, either};
use crate::base::prose::{in_a_row, some};
use crate::base::{Unit, number};
use crate::forecast::{
    Assignment, CallGraph, Facts, FlowLatency, Point, Resolved, flow_latency, people, prices,
    totals,
};
use crate::model::ComponentId;

/// How what is not as it seems is counted.
pub(super) fn counted_otherwise(material: Material<'_>, study: &Study) -> Vec<String> {
    let resolved = material.resolved;
    let none = Assignment::new();
    let assignment = decided(study).map_or(&none, |of| &of.assignment);
    let flows = flow_latency::flows(&CallGraph::new(resolved, assignment));
    let told = [
        either::sentence(resolved, &study.taken),
        in_one_piece(material, assignment),
        compare::without_candidate(resolved, assignment),
        guessed_time(material, &flows),
        without_time(material, &flows),
        compare::counted_otherwise(resolved, assignment),
        crews::sentence(resolved, assignment),
        side_by_side(resolved, assignment),
        without_money(material),
        resolved.plan.exchange.map(|of| of.sentence()),
    ];
    told.into_iter().flatten().collect()
}

/// That a component whose advice is a split is counted whole.
fn in_one_piece(material: Material<'_>, assignment: &Assignment) -> Option<String> {
    let candidates = &material.resolved.catalog.candidates;
    let split = material.advice.iter().filter(|(_, advice)| advice.verdict == Verdict::Split);
    let counted: Vec<String> = split
        .map(|(id, _)| {
            let candidate = assignment.get(id).and_then(|of| candidates.get(of));
            let language = candidate.map(|of| format!(" of {}", material.language(&of.language)));
            format!("{} as one piece{}", material.name(id), language.unwrap_or_default())
        })
        .collect();
    (!counted.is_empty()).then(|| {
        format!("Money, weeks and times count {}; the split is not in them.", in_a_row(&counted))
    })
}

/// Who builds where nobody shares people, and what work is in no component's weeks.
fn side_by_side(resolved: &Resolved<'_>, assignment: &Assignment) -> Option<String> {
    let joins = totals::boundary_weeks(resolved, assignment, Point::Typical);
    let joins = (joins > 0.0).then(|| {
        format!(
            "{} of work to join languages are in the cost, not in the delivery time",
            Unit::PersonWeeks.readable(joins)
        )
    });
    let apart = assignment.len() > 1 && people::crews(resolved, assignment).is_empty();
    let apart = apart.then(|| {
        let built = assignment.keys().filter_map(|id| resolved.facts(id));
        let people: f64 = built.map(Facts::people).sum();
        format!(
            "Delivery supposes {} teams side by side, one for each component, with {} people together",
            assignment.len(),
            number::rough(people)
        )
    });
    let told: Vec<String> = [apart, joins].into_iter().flatten().collect();
    (!told.is_empty()).then(|| format!("{}.", told.join("; ")))
}

/// What times rest on that nobody stated of what the team does not build.
fn guessed_time(material: Material<'_>, flows: &[FlowLatency]) -> Option<String> {
    let guessed = flows.iter().flat_map(|flow| &flow.time_assumed);
    flow_latency::guessed_in_words(material.resolved, guessed)
}

/// What times leave out that a reader would take to be in them.
fn without_time(material: Material<'_>, flows: &[FlowLatency]) -> Option<String> {
    let mut ids: Vec<&ComponentId> = flows.iter().flat_map(|flow| &flow.without_time).collect();
    // For what comes in bulk or as messages nobody waits.
    let links = || material.resolved.plan.links.values();
    ids.retain(|id| links().any(|link| link.to == **id && link.is_synchronous()));
    ids.sort();
    ids.dedup();
    let names: Vec<&str> = ids.iter().map(|id| material.name(id)).collect();
    (!names.is_empty()).then(|| {
        format!(
            "What {} take{} counts in times only as far as the stated waits of the callers hold it.",
            some(&names),
            if names.len() == 1 { "s" } else { "" }
        )
    })
}

/// What money and weeks leave out that a reader would take to be in them.
fn without_money(material: Material<'_>) -> Option<String> {
    let clients = material.advised(Verdict::Client);
    let bought = not_built(material, Verdict::Buy);
    let outside = not_built(material, Verdict::Outside);
    let parts: Vec<String> = [
        (!clients.is_empty()).then(|| format!("building {}", some(&clients))),
        what_they_cost(material, &bought, &outside),
        Some("storage and traffic that nobody states".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let told = !bought.is_empty() || !outside.is_empty() || !clients.is_empty();
    told.then(|| format!("Money leaves out {}.", in_a_row(&parts)))
}

/// The components of a verdict that may have a price.
fn not_built(material: Material<'_>, verdict: Verdict) -> Vec<&Facts<'_>> {
    let of = material.advice.iter().filter(|(_, advice)| advice.verdict == verdict);
    let facts = of.filter_map(|(id, _)| material.resolved.facts(id));
    facts.filter(|facts| facts.component.kind.has_servers()).collect()
}

/// What parts without a price cost: all of them, or those by name where others have one.
fn what_they_cost(
    material: Material<'_>,
    bought: &[&Facts<'_>],
    outside: &[&Facts<'_>],
) -> Option<String> {
    let all = || bought.iter().chain(outside);
    let without = all().filter(|facts| !prices::is_priced(facts));
    let without: Vec<&str> = without.map(|facts| material.name(&facts.component.id)).collect();
    if without.is_empty() {
        return None;
    }
    if without.len() < all().count() {
        let cost = if without.len() == 1 { "costs" } else { "cost" };
        return Some(format!("what {} {cost}", some(&without)));
    }
    let whose = match (bought.is_empty(), outside.is_empty()) {
        (false, true) => "ready-made products",
        (true, _) => "systems outside the plan",
        (false, false) => "ready-made products and systems outside the plan",
    };
    Some(format!("what {whose} cost"))
}
