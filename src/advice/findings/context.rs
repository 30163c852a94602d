//! What the rules look at: the plan with its advice, and what several rules need of it, worked out
//! once.

use std::collections::BTreeMap;

use super::{Checked, slow_chain};
use crate::advice::{Advice, Choice, Verdict, decided_else, leaders, with_decisions};
use crate::base::prose::in_a_row;
use crate::forecast::call_graph::Node;
use crate::forecast::flow_latency::{self, Waits};
use crate::forecast::{Assignment, CallGraph, Facts, Resolved};
use crate::model::{ComponentId, Input, LanguageId, Link};

/// Names listed one by one.
const MOST_NAMES: usize = 3;

/// A plan as the rules see it.
pub(super) struct Context<'a> {
    /// The plan with complete inputs.
    pub resolved: &'a Resolved<'a>,
    /// Advice by component.
    pub advice: &'a [(ComponentId, Advice)],
    /// The usual [`Choice`]: the decided candidate of each built component, else the advised one.
    pub assignment: Assignment,
    /// The same without components that were decided on a language without figures, of which
    /// figures of another language say nothing.
    pub settled: Assignment,
    /// Languages that are settled: decided, or the clear advice; in the order of the components.
    pub languages: BTreeMap<&'a ComponentId, &'a LanguageId>,
    /// The plan as a network of queues with that assignment.
    pub graph: CallGraph,
    /// Times of the flows that people wait for, and of what promises a time with all that it waits for.
    pub waits: Waits,
    /// Whether a flow that people wait for begins at a node.
    awaited: Vec<bool>,
}

impl<'a> Context<'a> {
    pub fn new(checked: Checked<'a>) -> Self {
        let Checked { resolved, advice } = checked;
        let leaders = leaders(resolved, advice);
        let settled = with_decisions(resolved, leaders.clone());
        let assignment = decided_else(resolved, leaders);
        let graph = CallGraph::new(resolved, &assignment);
        let languages = languages(resolved, advice);
        let awaited = flow_latency::awaited(resolved, &graph);
        let promising = slow_chain::promising(resolved, &graph).into_iter().map(|(node, _)| node);
        let flows = (0..graph.nodes.len()).filter(|&node| awaited[node]);
        let waits = Waits::new(&graph, &flows.chain(promising).collect::<Vec<_>>());
        Self { resolved, advice, assignment, settled, languages, graph, waits, awaited }
    }

    /// For which languages what is told of the plan holds: `as decided`.
    pub fn as_what(&self) -> String {
        Choice::usual(self.resolved.plan).label(self.resolved.catalog)
    }

    /// 99th percentile of each flow that people wait for by its entry, ms, the slowest first; those
    /// where nothing takes any time are left out.
    pub fn flows(&self) -> Vec<(ComponentId, f64)> {
        let nodes = self.graph.nodes.iter().zip(&self.awaited).enumerate();
        let awaited = nodes.filter(|(_, (_, is_awaited))| **is_awaited);
        let timed = awaited
            .map(|(node, (of, _))| (of.component.clone(), self.waits.quantile_ms(node, 0.99)));
        let mut flows: Vec<_> = timed.filter(|(_, p99_ms)| *p99_ms > 0.0).collect();
        flows.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        flows
    }

    /// A component in the network of queues.
    pub fn node(&self, id: &ComponentId) -> Option<&Node> {
        let nodes = &self.graph.nodes;
        nodes.binary_search_by(|node| node.component.cmp(id)).ok().map(|index| &nodes[index])
    }

    /// Name of a component.
    pub fn name(&self, id: &ComponentId) -> &'a str {
        self.resolved.plan.components.get(id).map_or("?", |component| component.name.as_str())
    }

    /// Names of components, the first few one by one.
    pub fn names<'b>(&self, ids: impl IntoIterator<Item = &'b ComponentId>) -> String {
        listed(ids.into_iter().map(|id| self.name(id)))
    }

    /// Name of a language.
    pub fn language_name<'b>(&self, id: &'b LanguageId) -> &'b str
    where
        'a: 'b,
    {
        self.resolved.catalog.language_name(id)
    }

    /// Components that the team builds.
    pub fn built(&self) -> impl Iterator<Item = &'a Facts<'a>> {
        self.resolved.components.iter().filter(|facts| facts.component.is_built())
    }

    /// Median of a number of a component, if somebody stated or answered it or it follows from what
    /// was stated.
    pub fn given(&self, id: &ComponentId, input: Input) -> Option<f64> {
        Some(self.resolved.facts(id)?.given(input)?.range.typical)
    }

    /// Links that rates flow along: all but those that close a circle.
    pub fn open_links(&self) -> impl Iterator<Item = &'a Link> {
        let mut cut: Vec<_> = self.resolved.cut_links.iter().collect();
        cut.sort();
        let links = self.resolved.plan.links.values();
        links.filter(move |link| cut.binary_search(&&link.id).is_err())
    }
}

/// Names in a row: `A, B and C`, or `A, B, C and 4 more`.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    if names.len() <= MOST_NAMES {
        return in_a_row(&names);
    }
    format!("{} and {} more", names[..MOST_NAMES].join(", "), names.len() - MOST_NAMES)
}

/// A share in per cent with the digits that availability needs: `99.95 %`.
pub(in crate::advice) fn percent(share: f64) -> String {
    let text = format!("{:.3}", share * 100.0);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

fn languages<'a>(
    resolved: &'a Resolved<'a>,
    advice: &'a [(ComponentId, Advice)],
) -> BTreeMap<&'a ComponentId, &'a LanguageId> {
    let settled = advice.iter().filter_map(|(id, advice)| {
        if !resolved.plan.components.get(id)?.is_built() {
            return None;
        }
        let decided = resolved.plan.decisions.get(id).map(|decision| &decision.language);
        let clear = advice.ranking.first().filter(|_| advice.verdict == Verdict::Language);
        Some((id, decided.or(clear.map(|leader| &leader.language))?))
    });
    settled.collect()
}
