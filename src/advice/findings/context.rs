//! What the rules look at: the plan with its advice, and what several rules need of it, worked out
//! once.

use std::collections::BTreeMap;

use super::Checked;
use crate::advice::{Advice, Choice, Verdict, decided_else, leaders, with_decisions};
use crate::base::Unit;
use crate::base::prose::in_a_row;
use crate::forecast::call_graph::Node;
use crate::forecast::{Assignment, CallGraph, Facts, Resolved, Response, responses};
use crate::model::{ComponentId, Input, LanguageId};

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
    /// How long answers take, over the draws, in the order of the ids of the components.
    answers: &'a [Response],
}

impl<'a> Context<'a> {
    pub fn new(checked: Checked<'a>) -> Self {
        let Checked { resolved, advice, answers } = checked;
        let leaders = leaders(resolved, advice);
        let settled = with_decisions(resolved, leaders.clone());
        let assignment = decided_else(resolved, leaders);
        let graph = CallGraph::new(resolved, &assignment);
        let languages = languages(resolved, advice);
        Self { resolved, advice, assignment, settled, languages, graph, answers }
    }

    /// For which languages what is told of the plan holds: `as decided`.
    pub fn as_what(&self) -> String {
        Choice::usual(self.resolved.plan).label(self.resolved.catalog)
    }

    /// How long the answers of a component take; none where that is not known, or nobody asks.
    pub fn answer(&self, id: &ComponentId) -> Option<&'a Response> {
        responses::of_component(self.answers, id)
    }

    /// Whether the answers of a component are known to meet their target in most draws, so that
    /// nothing is said of what they come to at the medians.
    pub fn meets(&self, id: &ComponentId) -> bool {
        self.answer(id).is_some_and(|answer| answer.chance.is_some() && !answer.misses())
    }

    /// A component in the network of queues.
    pub fn node(&self, id: &ComponentId) -> Option<&Node> {
        self.graph.place(id).map(|index| &self.graph.nodes[index])
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
    if share >= 2.0 {
        return Unit::Share.readable(share);
    }
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
