//! What of a component's numbers nobody stated, and what of its cost they carry.

use super::Context;
use crate::base::Range;
use crate::catalog::Candidate;
use crate::forecast::totals::{self, Shared};
use crate::forecast::{Assignment, Facts, Origin, Point, Resolved, Totals};
use crate::model::{Input, InputOwner, InputRef};

/// Numbers that servers and money grow with.
const OF_RUNNING: [Input; 5] =
    [Input::CpuTime, Input::ExternalRate, Input::Connections, Input::LiveHeap, Input::GpuHours];

/// A built component with its candidate and what it takes.
pub(super) struct Priced<'a> {
    pub facts: &'a Facts<'a>,
    pub totals: Totals,
    candidate: &'a Candidate,
    resolved: &'a Resolved<'a>,
    shared: Shared,
}

/// A number that nobody stated.
pub(super) struct Guess {
    pub address: InputRef,
    pub range: Range,
    /// What the component takes without it: with the number at zero.
    pub without: Totals,
}

/// The built components with their candidates.
pub(super) fn priced<'a>(
    resolved: &'a Resolved<'a>,
    assignment: &Assignment,
) -> impl Iterator<Item = Priced<'a>> {
    let shared = Shared::of(resolved, Point::Typical);
    resolved.components.iter().filter_map(move |facts| {
        let candidate = resolved.catalog.candidates.get(assignment.get(&facts.component.id)?)?;
        let totals = totals::of_component(resolved, facts, candidate, &shared, Point::Typical)?;
        Some(Priced { facts, totals, candidate, resolved, shared })
    })
}

impl Priced<'_> {
    /// What running it rests on that nobody stated, and the work to build it if that is wanted.
    pub fn guesses(&self, work: bool) -> Vec<Guess> {
        let inputs = OF_RUNNING.into_iter().chain(work.then_some(Input::Work));
        let guess = |input| {
            let range = assumed(self.facts, input)?;
            let without = self.at(&self.facts.with(input, 0.0))?;
            let address = InputRef::component(self.facts.component.id.clone(), input);
            Some(Guess { address, range, without })
        };
        inputs.filter_map(guess).collect()
    }

    /// What it takes with nothing where nobody stated anything.
    pub fn without_guesses(&self) -> Option<Totals> {
        let guessed = OF_RUNNING.into_iter().filter(|&input| assumed(self.facts, input).is_some());
        let facts = guessed.fold(self.facts.clone(), |facts, input| facts.with(input, 0.0));
        self.at(&facts)
    }

    fn at(&self, facts: &Facts<'_>) -> Option<Totals> {
        let Self { resolved, candidate, shared, .. } = self;
        totals::of_component(resolved, facts, candidate, shared, Point::Typical)
    }
}

/// The range of a number that is assumed; of the load it is that of all requests.
fn assumed(facts: &Facts<'_>, input: Input) -> Option<Range> {
    let value = match input {
        Input::CpuTime => facts.cpython_ms,
        Input::ExternalRate => facts.rate,
        input => facts.value(input)?,
    };
    (value.origin == Origin::Assumed && value.range.high > 0.0).then_some(value.range)
}

/// How many times its low end the high end of a range is.
pub(super) fn width(range: Range) -> f64 {
    if range.low > 0.0 { range.high / range.low } else { f64::INFINITY }
}

/// A number in a sentence: `CPU time per request of Cart, assumed 0.5..2..10 ms`.
pub(super) fn phrase(resolved: &Resolved<'_>, address: &InputRef, range: Range) -> String {
    let InputOwner::Component(id) = &address.owner else { return String::new() };
    let name = resolved.plan.components.get(id).map_or("?", |component| component.name.as_str());
    let input = address.input;
    let label = if input == Input::ExternalRate { "peak rate" } else { input.label() };
    format!("{label} of {name}, assumed {}", range.readable(input.unit()))
}

/// Whether a plan of so many built components rests on the work for each of them anyway.
pub(super) fn is_one(context: &Context<'_>) -> bool {
    context.built().take(2).count() < 2
}
