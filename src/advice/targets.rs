//! The targets that a plan states, whether it meets them, and the chance of that.
//!
//! A component's p99 target counts for its answer with whatever it waits for. What it comes to is
//! computed at the medians, as decided, else as advised ([`Choice::usual`](super::Choice::usual)), a
//! bill as the median of the draws; its chance is the
//! share of draws of all inputs and figures in which the target is met.

use std::collections::BTreeMap;

use super::findings::{Finding, percent};
use super::{Confidence, decided_else_advised, price};
use crate::base::Unit;
use crate::forecast::call_graph::Node;
use crate::forecast::{Assignment, CallGraph, Facts, Resolved, flow_latency, sample};
use crate::model::{ComponentId, Input};

/// Draws behind the chance of a component that waits for others.
const DRAWS: u32 = 128;
/// Components up to which whole flows are worked out in every draw.
const MOST_FOR_FLOWS: usize = 150;

/// A stated target with what the plan comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The component.
    pub component: ComponentId,
    /// What is promised: `p99 at peak`, `availability`, `monthly bill`.
    pub what: &'static str,
    /// The target, with its unit.
    pub wanted: String,
    /// What it comes to, with its unit; empty where only a rule says whether it is met.
    pub found: String,
    /// What it comes to from the 10th to the 90th percentile of the draws, with its unit; empty where
    /// that is not sampled.
    pub spread: String,
    /// Whether it is met in most draws; at the medians where that is not sampled.
    pub met: bool,
    /// Share of draws in which it is met; none where that is not sampled.
    pub chance: Option<f64>,
}

/// Every stated target: those missed first, then the least likely, then by component.
#[must_use]
pub fn targets(
    resolved: &Resolved<'_>,
    findings: &[Finding],
    confidence: &BTreeMap<ComponentId, Confidence>,
) -> Vec<Target> {
    let assignment = decided_else_advised(resolved);
    let mut found = latencies(resolved, &assignment, confidence);
    for facts in &resolved.components {
        found.extend(availability(facts, findings));
        found.extend(bill(resolved, facts, &assignment));
    }
    found.sort_by(|a, b| {
        let chance = |of: &Target| of.chance.unwrap_or(if of.met { 1.0 } else { 0.0 });
        a.met.cmp(&b.met).then(chance(a).total_cmp(&chance(b))).then(a.component.cmp(&b.component))
    });
    found
}

fn latencies(
    resolved: &Resolved<'_>,
    assignment: &Assignment,
    confidence: &BTreeMap<ComponentId, Confidence>,
) -> Vec<Target> {
    let answers = targeted(resolved, assignment);
    let drawn = drawn(resolved, assignment, !answers.is_empty());
    let graph = CallGraph::new(resolved, assignment);
    let of = |(facts, node): (&Facts<'_>, &Node)| {
        let id = &facts.component.id;
        let target = facts.given(Input::P99Target)?.range.typical;
        let flow = answers.iter().filter(|(entry, _)| entry == id && !node.stages.is_empty());
        let flow = flow.map(|(_, p99)| *p99).next();
        let alone = node.station.map(|station| station.quantile_ms(0.99));
        let p99 = flow.or(alone)?;
        // Of a compared candidate for itself the chance is that of the advice on it.
        let compared = || {
            let candidate = assignment.get(id).filter(|_| node.stages.is_empty())?;
            let places = &confidence.get(id)?.acceptability.places;
            places.iter().find(|place| place.candidate == *candidate)?.on_target
        };
        let drawn = drawn.get(id);
        let chance = compared().or_else(|| drawn.map(Drawn::chance));
        Some(Target {
            component: id.clone(),
            what: "p99 at peak",
            wanted: Unit::Ms.readable(target),
            found: in_words(p99),
            spread: drawn.and_then(Drawn::spread).unwrap_or_default(),
            met: chance.map_or(p99 <= target, |chance| chance >= 0.5),
            chance,
        })
    };
    resolved.components.iter().zip(&graph.nodes).filter_map(of).collect()
}

fn in_words(p99_ms: f64) -> String {
    if p99_ms.is_finite() { Unit::Ms.readable(p99_ms) } else { "overloaded".to_owned() }
}

/// The 99th percentile of the answers of the components that have a target, with what they wait for.
fn targeted(resolved: &Resolved<'_>, assignment: &Assignment) -> Vec<(ComponentId, f64)> {
    if resolved.components.len() > MOST_FOR_FLOWS {
        return Vec::new();
    }
    let mut graph = CallGraph::new(resolved, assignment);
    for (node, facts) in graph.nodes.iter_mut().zip(&resolved.components) {
        let answers = !node.stages.is_empty() || node.station.is_some();
        node.is_entry = answers && facts.given(Input::P99Target).is_some();
    }
    if graph.nodes.iter().any(|node| node.is_entry) {
        flow_latency::quantiles(&graph, 0.99)
    } else {
        Vec::new()
    }
}

/// What the answers of a component come to in the draws.
#[derive(Default)]
struct Drawn {
    p99_ms: Vec<f64>,
    /// In how many of them its target, which is drawn as well, is met.
    met: usize,
}

impl Drawn {
    fn chance(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let of = |count: usize| count as f64;
        of(self.met) / of(self.p99_ms.len().max(1))
    }

    fn spread(&self) -> Option<String> {
        let of = sample::percentiles(self.p99_ms.iter().copied())?;
        Some(format!("{} to {}", in_words(of.low), in_words(of.high)))
    }
}

fn drawn(
    resolved: &Resolved<'_>,
    assignment: &Assignment,
    wanted: bool,
) -> BTreeMap<ComponentId, Drawn> {
    let mut all: BTreeMap<ComponentId, Drawn> = BTreeMap::new();
    if !wanted {
        return all;
    }
    let each = sample::of_plan(resolved, DRAWS, |drawn| {
        let with_target = |(entry, p99): (ComponentId, f64)| {
            let target = drawn.facts(&entry)?.value(Input::P99Target)?.range.typical;
            Some((entry, p99, target))
        };
        targeted(drawn, assignment).into_iter().filter_map(with_target).collect::<Vec<_>>()
    });
    for (id, p99, target) in each.into_iter().flatten() {
        let of = all.entry(id).or_default();
        of.p99_ms.push(p99);
        of.met += usize::from(p99 <= target);
    }
    all
}

/// Chance of each of these components to meet its p99 target under an assignment, with what it waits
/// for; none in plans too large for whole flows in every draw.
#[must_use]
pub fn chances(
    resolved: &Resolved<'_>,
    assignment: &Assignment,
    components: &[&ComponentId],
) -> Option<Vec<f64>> {
    let drawn = drawn(resolved, assignment, true);
    components.iter().map(|id| drawn.get(*id).map(Drawn::chance)).collect()
}

fn availability(facts: &Facts<'_>, findings: &[Finding]) -> Option<Target> {
    let target = facts.given(Input::Availability)?.range.typical;
    let id = &facts.component.id;
    let missed = findings
        .iter()
        .any(|of| of.code == "availability-missed" && of.component.as_ref() == Some(id));
    Some(Target {
        component: id.clone(),
        what: "availability",
        wanted: percent(target),
        found: String::new(),
        spread: String::new(),
        met: !missed,
        chance: None,
    })
}

fn bill(resolved: &Resolved<'_>, facts: &Facts<'_>, assignment: &Assignment) -> Option<Target> {
    let budget = facts.given(Input::Budget)?.range.typical;
    let candidate = resolved.catalog.candidates.get(assignment.get(&facts.component.id)?)?;
    let monthly = price::monthly(resolved, facts, candidate)?;
    Some(Target {
        component: facts.component.id.clone(),
        what: "monthly bill",
        wanted: Unit::MoneyPerMonth.readable(budget),
        found: Unit::MoneyPerMonth.readable(monthly),
        spread: String::new(),
        met: monthly <= budget,
        chance: None,
    })
}
