//! What the criteria see: one component with each candidate's numbers.

use crate::catalog::{Candidate, Language};
use crate::forecast::delivery::{self, Delivery};
use crate::forecast::kernel::{self, Estimate};
use crate::forecast::totals::{self, Shared, Totals};
use crate::forecast::{Draw, Facts, Point, Resolved};
use crate::model::Input;

/// One candidate with its numbers for one component.
#[derive(Clone, Debug)]
pub struct Contender<'a> {
    /// The candidate.
    pub candidate: &'a Candidate,
    /// Its language.
    pub language: &'a Language,
    /// Its estimate at the medians.
    pub estimate: Estimate,
    /// Its delivery at the medians.
    pub delivery: Delivery,
    /// Its money and time at the medians.
    pub totals: Totals,
}

/// One component as the criteria see it.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// The plan around it.
    pub resolved: &'a Resolved<'a>,
    /// The component.
    pub facts: &'a Facts<'a>,
    /// The candidates, in the order of the plan.
    pub contenders: Vec<Contender<'a>>,
    /// Cost of the people who might have to learn for it, for a month of 52/12 weeks, in the plan's
    /// currency.
    pub payroll: f64,
    /// Its inputs as the kernel takes them, at the medians.
    pub draw: Draw,
    /// Prices and limits of the plan, at the medians.
    shared: Shared,
}

impl<'a> Case<'a> {
    /// Puts a component before the candidates.
    #[must_use]
    pub fn new(
        resolved: &'a Resolved<'a>,
        facts: &'a Facts<'a>,
        candidates: &[&'a Candidate],
    ) -> Self {
        let shared = Shared::of(resolved, Point::Typical);
        let draw = totals::draw(facts, &shared, Point::Typical);
        let contender = |candidate: &&'a Candidate| {
            let language = resolved.catalog.languages.get(&candidate.language)?;
            let stack = totals::stack(candidate, language, Point::Typical);
            let estimate = kernel::estimate(&draw, &stack);
            let delivery =
                delivery::estimate(resolved, facts, language, Point::Typical, Point::Typical);
            let totals = totals::combine(facts, &estimate, &delivery, &shared, Point::Typical);
            Some(Contender { candidate, language, estimate, delivery, totals })
        };
        let contenders = candidates.iter().filter_map(contender).collect();
        Self { resolved, facts, contenders, payroll: payroll(facts, &shared), draw, shared }
    }

    /// The same component with other facts, which must be of the same component; what they leave
    /// alone is not computed again.
    #[must_use]
    pub fn with<'b>(&self, facts: &'b Facts<'b>) -> Case<'b>
    where
        'a: 'b,
    {
        let shared = &self.shared;
        let draw = totals::draw(facts, shared, Point::Typical);
        let same = |input| facts.value(input) == self.facts.value(input);
        let same_build = same(Input::Work)
            && same(Input::TeamSize)
            && facts.python_libraries == self.facts.python_libraries
            && same(Input::Contributors)
            && same(Input::Life)
            && facts.known == self.facts.known;
        let contender = |before: &Contender<'a>| {
            let Contender { candidate, language, .. } = *before;
            let estimate = if draw == self.draw {
                before.estimate
            } else {
                kernel::estimate(&draw, &totals::stack(candidate, language, Point::Typical))
            };
            let delivery = if same_build {
                before.delivery
            } else {
                let (inputs, figures) = (Point::Typical, Point::Typical);
                delivery::estimate(self.resolved, facts, language, inputs, figures)
            };
            let totals = totals::combine(facts, &estimate, &delivery, shared, Point::Typical);
            Contender { candidate, language, estimate, delivery, totals }
        };
        Case {
            resolved: self.resolved,
            facts,
            contenders: self.contenders.iter().map(contender).collect(),
            payroll: payroll(facts, shared),
            draw,
            shared: *shared,
        }
    }

    /// The same component with one contender changed; `place` is its place among the contenders.
    #[must_use]
    pub fn with_contender<'b>(&self, place: usize, changed: Contender<'b>) -> Case<'b>
    where
        'a: 'b,
    {
        let mut contenders: Vec<Contender<'b>> = self.contenders.clone();
        if let Some(contender) = contenders.get_mut(place) {
            *contender = changed;
        }
        Case {
            resolved: self.resolved,
            facts: self.facts,
            contenders,
            payroll: self.payroll,
            draw: self.draw,
            shared: self.shared,
        }
    }

    /// Prices and limits of the plan, at the medians.
    #[must_use]
    pub const fn shared(&self) -> &Shared {
        &self.shared
    }

    /// Whether the component is tagged performance-sensitive.
    #[must_use]
    pub fn is_performance(&self) -> bool {
        self.facts.component.tags.performance.is_some()
    }

    /// Whether the component is tagged data-intelligent.
    #[must_use]
    pub fn is_data(&self) -> bool {
        self.facts.component.tags.data
    }
}

/// Team that savings are held against where nobody has said who would have to learn.
const USUAL_TEAM: f64 = 3.0;

/// What the people cost for a month who might have to learn for what running costs less: the team
/// whose skills were told, else a usual one, so that more people weigh nothing of their own.
fn payroll(facts: &Facts<'_>, shared: &Shared) -> f64 {
    let people = if facts.known.is_empty() { USUAL_TEAM } else { facts.people() };
    people * shared.weekly_cost_of(facts, Point::Typical) * 52.0 / 12.0
}

/// `x / (x + half)`: 0 at nothing, one half at `half`, towards 1 beyond.
#[must_use]
pub fn saturating(x: f64, half: f64) -> f64 {
    if x <= 0.0 { 0.0 } else { x / (x + half) }
}
