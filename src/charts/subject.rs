//! What the charts of one component are made from.

use std::collections::BTreeSet;

use super::chart::{Assumption, Series};
use crate::advice::{Advice, Case, explain};
use crate::base::prose::{in_a_row, prose};
use crate::catalog::{Candidate, Figure};
use crate::forecast::sample::{self, Catalogs};
use crate::forecast::totals::{self, Shared};
use crate::forecast::{Draw, Facts, Origin, Point, Resolved, Stack};
use crate::model::{Input, InputOwner};

/// Draws behind the band of a line.
const BAND_DRAWS: usize = 100;
/// Most contenders that are all labelled.
const ALL_STAND_OUT: usize = 3;

/// One component with its advice and candidates.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The plan around it.
    pub resolved: &'a Resolved<'a>,
    /// The component.
    pub facts: &'a Facts<'a>,
    /// Its advice.
    pub advice: Advice,
    /// The candidates compared, in the order of the plan, and the decided one.
    pub case: Case<'a>,
}

impl<'a> Subject<'a> {
    /// Prepares a component for charts.
    #[must_use]
    pub fn new(resolved: &'a Resolved<'a>, facts: &'a Facts<'a>) -> Self {
        let compared = resolved.catalog.compared(&resolved.plan.candidates);
        // What was decided is shown beside what was compared, though it was not weighed.
        let mut shown = compared.clone();
        let decision = resolved.plan.decisions.get(&facts.component.id);
        let named = decision.and_then(|of| resolved.catalog.candidates.get(of.candidate.as_ref()?));
        let decided = named
            .or_else(|| decision.and_then(|of| resolved.catalog.candidate_of(&of.language)))
            .filter(|of| facts.component.is_built() && !compared.iter().any(|c| c.id == of.id));
        shown.extend(decided);
        Self {
            resolved,
            facts,
            advice: explain::advise(resolved, facts, &compared),
            case: Case::new(resolved, facts, &shown),
        }
    }

    /// Name of the component.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.facts.component.name
    }

    /// The kernel's draw at the medians.
    pub(super) fn draw(&self) -> Draw {
        totals::draw(self.facts, &Shared::of(self.resolved, Point::Typical), Point::Typical)
    }

    /// The kernel's stack of a contender.
    pub(super) fn stack(&self, index: usize, point: Point) -> Option<Stack> {
        let contender = self.case.contenders.get(index)?;
        Some(totals::stack(contender.candidate, contender.language, point))
    }

    /// Those of the inputs that are assumed, with their ranges.
    pub(super) fn assumptions(&self, inputs: &[Input]) -> Vec<Assumption> {
        let value = |input: Input| match input {
            Input::ExternalRate => Some(self.facts.rate),
            Input::CpuTime => Some(self.facts.cpython_ms),
            _ => self.facts.value(input),
        };
        let assumed = inputs.iter().filter_map(|&input| {
            let value = value(input).filter(|value| value.origin == Origin::Assumed)?;
            let name = if input == Input::ExternalRate { "peak rate" } else { input.label() };
            let text = prose(&format!("{name} {}", value.range.readable(input.unit())));
            let owner = InputOwner::Component(self.facts.component.id.clone());
            Some(Assumption { text, owner, input: Some(input) })
        });
        assumed.collect()
    }

    /// The kernel's draw and stack of a contender in draws of the catalog's figures.
    pub(super) fn stacks(&self, index: usize) -> Vec<(Draw, Stack)> {
        let Some(contender) = self.case.contenders.get(index) else { return Vec::new() };
        let catalogs = Catalogs::told(self.resolved);
        let id = &contender.candidate.id;
        sample::of_figures(&self.draw(), self.facts, id, &catalogs, BAND_DRAWS)
    }

    /// Whether a contender's band and labels are drawn: of up to three all, of more the two that
    /// lead and the one that was decided on.
    pub(super) fn stands_out(&self, index: usize) -> bool {
        let contenders = &self.case.contenders;
        let Some(contender) = contenders.get(index) else { return false };
        let ranking = self.advice.ranking.iter().filter(|ranked| ranked.gate.is_none());
        let leads = ranking.take(2).any(|ranked| ranked.candidate == contender.candidate.id);
        let decision = self.resolved.plan.decisions.get(&self.facts.component.id);
        let decided = decision.is_some_and(|decision| decision.language == contender.language.id);
        contenders.len() <= ALL_STAND_OUT || leads || decided
    }

    /// What a band means, and whose are drawn.
    pub(super) fn band_note(&self, of: &str) -> String {
        let left_out = (0..self.case.contenders.len()).any(|index| !self.stands_out(index));
        let whose = if left_out {
            " Bands and labels of the two leading candidates and the decided one alone."
        } else {
            ""
        };
        format!("Band: 10th to 90th percentile over the uncertainty of {of}.{whose}")
    }

    /// A phrase for each contender that stands out, joined by commas and an `and`.
    pub(super) fn listed(&self, phrase: impl Fn(usize) -> String) -> String {
        let indices = (0..self.case.contenders.len()).filter(|&index| self.stands_out(index));
        let phrases: Vec<String> = indices.map(phrase).collect();
        if phrases.is_empty() { "no candidate".to_owned() } else { in_a_row(&phrases) }
    }

    /// A line for each contender from points and, for those that stand out, a band.
    pub(super) fn series(
        &self,
        points: impl Fn(usize) -> Vec<[f64; 2]>,
        band: impl Fn(usize) -> Vec<[f64; 3]>,
    ) -> Vec<Series> {
        let contenders = self.case.contenders.iter().enumerate();
        contenders
            .map(|(index, contender)| Series {
                name: contender.candidate.name.clone(),
                hue: contender.language.hue,
                dashed: contender.language.dashed || self.is_second_stack(index),
                points: points(index),
                band: if self.stands_out(index) { band(index) } else { Vec::new() },
            })
            .collect()
    }

    /// Whether an earlier contender has the same language.
    pub(super) fn is_second_stack(&self, index: usize) -> bool {
        let language = |i: usize| self.case.contenders.get(i).map(|c| &c.language.id);
        (0..index).any(|earlier| language(earlier) == language(index))
    }

    /// Ids of the sources behind figures of all contenders.
    pub(super) fn sources(
        &self,
        figures: impl Fn(&Candidate, &crate::catalog::Language) -> Vec<Figure>,
    ) -> Vec<String> {
        let contenders = self.case.contenders.iter();
        let ids = contenders.flat_map(|c| figures(c.candidate, c.language)).flat_map(|f| f.sources);
        ids.collect::<BTreeSet<_>>().into_iter().collect()
    }
}
