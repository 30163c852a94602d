//! What is derived from the plan: values with their origin, advice, findings. Keyed by revision and
//! scenario, never saved, never fails.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::advice::findings::{self, Checked};
use crate::advice::{self, Advice, Finding, LinkAdvice, Verdict};
use crate::base::{Hue, Range, Rect};
use crate::catalog::Catalog;
use crate::draw::diagram::{Card, card_of};
use crate::forecast::{Counts, Facts, Resolved, Response, Value};
use crate::model::version::Meaning;
use crate::model::{ComponentId, Input, LinkId, Plan, ScenarioId};

/// What an analysis was made of; no two states of the plans of a session share one.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Key {
    /// Version of the plan's meaning.
    pub meaning: Meaning,
    /// The scenario, if one was looked at.
    pub scenario: Option<ScenarioId>,
}

/// Everything known or assumed of one component, with its advice.
#[derive(Clone, Debug)]
pub struct ComponentAnalysis {
    /// Values of its inputs that are stated, derived, answered or assumed.
    pub values: Vec<(Input, Value)>,
    /// Rate of all requests and messages that reach it, per second.
    pub rate: Value,
    /// Whether it calls what its own figures do not count.
    pub calls: bool,
    /// Verdict, ranking, reasons.
    pub advice: Advice,
    /// How many of its own numbers are stated, answered and assumed.
    pub counts: Counts,
    /// How its card shows the verdict or decision; its place is not filled in.
    pub card: Card,
}

impl ComponentAnalysis {
    /// The analysis of one component.
    #[must_use]
    pub fn of(resolved: &Resolved<'_>, facts: &Facts<'_>, advice: Advice) -> Self {
        let card = card_of(resolved, facts.component, Some(&advice), Rect::default());
        let values =
            Input::ALL.iter().filter_map(|&input| Some((input, facts.value(input)?))).collect();
        let counts = Counts::of_component(resolved, facts);
        Self { values, rate: facts.rate, calls: facts.around.calls, advice, counts, card }
    }

    /// The value of an input.
    #[must_use]
    pub fn value(&self, input: Input) -> Option<Value> {
        self.values.iter().find(|(known, _)| *known == input).map(|&(_, value)| value)
    }
}

/// Derived state of a whole plan.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// What it was made of.
    pub key: Key,
    /// By component.
    pub components: BTreeMap<ComponentId, Arc<ComponentAnalysis>>,
    /// Advice on links between built components.
    pub links: BTreeMap<LinkId, LinkAdvice>,
    /// Findings, worst first.
    pub findings: Vec<Finding>,
    /// How many inputs are stated, answered and assumed.
    pub counts: Counts,
    /// What the advice comes to over the plan.
    pub summary: Summary,
    /// How long answers take, over the draws; those of `timed`.
    pub answers: Vec<Response>,
    /// What the answers were made of: another state of the plan while those of this one are worked
    /// out.
    pub timed: Option<Key>,
}

/// What the advice comes to over a plan, in numbers of components.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// How often each verdict stands, in the order in which people are told; those that do not
    /// stand are left out.
    pub verdicts: Vec<(Verdict, usize)>,
    /// Languages of the built components, as decided, else where the advice names one; most first.
    pub languages: Vec<(String, Hue, usize)>,
    /// Components that the team builds.
    pub built: usize,
    /// Of these, decided ones.
    pub decided: usize,
    /// Of these, decided against the advice.
    pub against: usize,
}

impl Summary {
    fn of(plan: &Plan, components: &BTreeMap<ComponentId, Arc<ComponentAnalysis>>) -> Self {
        let count = |verdict| {
            let stands = components.values().filter(|of| of.advice.verdict == verdict).count();
            (stands > 0).then_some((verdict, stands))
        };
        let mut languages: Vec<(String, Hue, usize)> = Vec::new();
        for of in components.values() {
            let Some(hue) = of.card.hue else { continue };
            match languages.iter_mut().find(|(name, ..)| *name == of.card.language) {
                Some((.., count)) => *count += 1,
                None => languages.push((of.card.language.clone(), hue, 1)),
            }
        }
        languages.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        let built: Vec<_> = plan.components.values().filter(|c| c.is_built()).collect();
        let overrules =
            |of: &Arc<ComponentAnalysis>| of.advice.decision.as_ref().is_some_and(|d| d.overrules);
        Self {
            verdicts: Verdict::TOLD.iter().copied().filter_map(count).collect(),
            languages,
            decided: built.iter().filter(|c| plan.decisions.contains_key(&c.id)).count(),
            built: built.len(),
            against: components.values().filter(|of| overrules(of)).count(),
        }
    }
}

impl Analysis {
    /// Analyses `plan` without how long answers take, which more than a frame goes into: of that it says
    /// what an analysis before it says.
    #[must_use]
    pub fn in_frame(plan: &Plan, catalog: &Catalog, key: Key, before: &Self) -> Self {
        let known = |_: &Resolved<'_>, _: &[(ComponentId, Advice)]| {
            let there = |of: &&Response| plan.components.contains_key(&of.component);
            (before.answers.iter().filter(there).cloned().collect(), before.timed.clone())
        };
        Self::with_answers(plan, catalog, key, known, || true).unwrap_or_default()
    }

    /// Whether its answers are those of what it was made of.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        self.timed.as_ref() == Some(&self.key)
    }

    /// Flows that people wait for, by the component that they begin with: the time within which 99 of
    /// 100 answers are there, ms, over the draws; the slowest first, and only those that take time.
    #[must_use]
    pub fn flows(&self) -> Vec<(&ComponentId, Range)> {
        let awaited = self.answers.iter().filter(|of| of.is_awaited && of.p99_ms.typical > 0.0);
        let mut flows: Vec<_> = awaited.map(|of| (&of.component, of.p99_ms)).collect();
        flows.sort_by(|a, b| b.1.typical.total_cmp(&a.1.typical).then_with(|| a.0.cmp(b.0)));
        flows
    }

    /// Analyses `plan` as long as somebody wants it, which is asked between its parts; none where
    /// nobody does any more.
    #[must_use]
    pub fn while_wanted(
        plan: &Plan,
        catalog: &Catalog,
        key: Key,
        wanted: impl Fn() -> bool,
    ) -> Option<Self> {
        let of = key.clone();
        let times = |resolved: &Resolved<'_>, advice: &[(ComponentId, Advice)]| {
            (advice::usual_answers(resolved, advice), Some(of))
        };
        Self::with_answers(plan, catalog, key, times, wanted)
    }

    fn with_answers(
        plan: &Plan,
        catalog: &Catalog,
        key: Key,
        times: impl FnOnce(&Resolved<'_>, &[(ComponentId, Advice)]) -> (Vec<Response>, Option<Key>),
        wanted: impl Fn() -> bool,
    ) -> Option<Self> {
        let go_on = || wanted().then_some(());
        go_on()?;
        let scenario = key.scenario.as_ref().and_then(|id| plan.scenarios.get(id));
        let resolved = Resolved::new(plan, catalog, scenario);
        go_on()?;
        let advice = advice::of_plan(&resolved);
        go_on()?;
        let (answers, timed) = times(&resolved, &advice);
        go_on()?;
        let checked = Checked { resolved: &resolved, advice: &advice, answers: &answers };
        let findings = findings::findings(checked);
        go_on()?;
        let advised = advice::leaders(&resolved, &advice);
        let assignment = advice::with_decisions(&resolved, advised);
        let links = advice::boundary::links(&resolved, &assignment);
        go_on()?;
        let counts = resolved.counts();
        let components: BTreeMap<_, _> = advice
            .into_iter()
            .zip(&resolved.components)
            .map(|((id, advice), facts)| {
                (id, Arc::new(ComponentAnalysis::of(&resolved, facts, advice)))
            })
            .collect();
        Some(Self {
            summary: Summary::of(plan, &components),
            key,
            components,
            links: links.into_iter().map(|link| (link.link.clone(), link)).collect(),
            findings,
            counts,
            answers,
            timed,
        })
    }
}
