//! What the charts of one component are made from.

use std::collections::BTreeSet;

use super::chart::Series;
use crate::advice::{Advice, Case, explain};
use crate::catalog::{Candidate, Figure};
use crate::forecast::totals::{self, Shared};
use crate::forecast::{Draw, Facts, Origin, Point, Resolved, Stack};
use crate::model::Input;

/// One component with its advice and candidates.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The plan around it.
    pub resolved: &'a Resolved<'a>,
    /// The component.
    pub facts: &'a Facts<'a>,
    /// Its advice.
    pub advice: Advice,
    /// The candidates compared, in the order of the plan.
    pub case: Case<'a>,
}

impl<'a> Subject<'a> {
    /// Prepares a component for charts.
    #[must_use]
    pub fn new(resolved: &'a Resolved<'a>, facts: &'a Facts<'a>) -> Self {
        let candidates = resolved.catalog.compared(&resolved.plan.candidates);
        Self {
            resolved,
            facts,
            advice: explain::advise(resolved, facts, &candidates),
            case: Case::new(resolved, facts, &candidates),
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

    /// Whether one of the inputs is assumed.
    pub(super) fn assumes(&self, inputs: &[Input]) -> bool {
        inputs.iter().any(|&input| match input {
            Input::ExternalRate => self.facts.rate.origin == Origin::Assumed,
            Input::CpuTime => self.facts.cpython_ms.origin == Origin::Assumed,
            _ => self.facts.value(input).is_some_and(|value| value.origin == Origin::Assumed),
        })
    }

    /// A line for each contender from points and, where wanted, a band.
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
                band: band(index),
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
