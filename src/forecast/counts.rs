//! How many numbers results rest on, by who said them.

use super::facts::{Facts, Origin};
use super::flow::{self, Network};
use super::prices;
use super::resolve::Resolved;
use super::sensitivity::OF_LINKS;
use crate::model::{Answers, Input, InputOwner};

/// Numbers that people wrote, answers that set several numbers at once, and what nobody said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Inputs that the plan or its scenario states, of whatever owns them.
    pub stated: usize,
    /// Coarse answers that are given; each counts once, however many numbers follow from it.
    pub answered: usize,
    /// Inputs that results rest on and that nobody stated or answered.
    pub assumed: usize,
}

impl Counts {
    /// The counts of a plan. What is assumed is what the [ledger](crate::advice::ledger) lists as
    /// such: numbers of built components, times of what is not built and waited for, prices and the
    /// like, rates from outside that count, and what links carry.
    #[must_use]
    pub fn of(resolved: &Resolved<'_>) -> Self {
        let Resolved { plan, catalog, scenario, components, .. } = resolved;
        let of_components = plan.components.values().map(|of| of.inputs.len()).sum::<usize>();
        let of_links = plan.links.values().map(|of| of.inputs.len()).sum::<usize>();
        let of_roles = plan.roles.values().map(|of| of.inputs.len()).sum::<usize>();
        let written = plan.inputs.len() + of_components + of_links + of_roles;
        let overridden = scenario.iter().flat_map(|scenario| scenario.overrides.keys());
        let also = overridden.filter(|address| {
            plan.inputs_of(&address.owner).is_some_and(|of| !of.contains_key(&address.input))
        });
        let answered = plan.components.values().map(|component| answers(component.answers)).sum();
        let network = Network::new(plan, catalog, *scenario, components);
        let own: Vec<_> = components.iter().map(flow::own_rate).collect();
        let rates = network.counted(&own).into_iter().zip(&own);
        let rates = rates.filter(|(counts, rate)| *counts && rate.origin == Origin::Assumed);
        let counts = |input: &&Input| prices::count(resolved, **input);
        let prices = Input::ALL.iter().filter(counts).filter_map(|input| resolved.economic(*input));
        let carried = plan.links.values().filter(|link| network.carries(&link.id));
        let of_links = carried.flat_map(|link| {
            OF_LINKS.map(|input| flow::link_input(link, input, catalog, *scenario))
        });
        let assumed = |value: &super::Value| value.origin == Origin::Assumed;
        let built = components.iter().filter(|facts| facts.component.is_built());
        Self {
            stated: written + also.count(),
            answered,
            assumed: built.map(assumed_of).sum::<usize>()
                + components.iter().filter(|facts| facts.wait_is_guessed()).count()
                + components.iter().filter(|facts| grows_by_guess(facts)).count()
                + rates.count()
                + prices.filter(assumed).count()
                + of_links.filter(assumed).count(),
        }
    }

    /// The counts of one component's own numbers.
    #[must_use]
    pub fn of_component(resolved: &Resolved<'_>, facts: &Facts<'_>) -> Self {
        let component = facts.component;
        let owner = InputOwner::Component(component.id.clone());
        let overridden = resolved.scenario.iter().flat_map(|scenario| scenario.overrides.keys());
        let also = overridden.filter(|address| {
            address.owner == owner && !component.inputs.contains_key(&address.input)
        });
        Self {
            stated: component.inputs.len() + also.count(),
            answered: answers(component.answers),
            assumed: assumed_of(facts),
        }
    }

    /// Whether there is nothing to count.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.stated + self.answered + self.assumed == 0
    }

    /// `3 inputs stated, 9 answered coarsely, 55 assumed`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let inputs = if self.stated == 1 { "input" } else { "inputs" };
        format!(
            "{} {inputs} stated, {} answered coarsely, {} assumed",
            self.stated, self.answered, self.assumed
        )
    }
}

/// Numbers of a component that nobody stated or answered, but for its rate, which may come by links.
fn assumed_of(facts: &Facts<'_>) -> usize {
    let own = Input::ALL.iter().filter(|input| **input != Input::ExternalRate);
    let values = own.filter_map(|input| facts.value(*input));
    values.filter(|value| value.origin == Origin::Assumed).count()
}

/// Whether nobody said how what is paid for something that nobody builds grows.
fn grows_by_guess(facts: &Facts<'_>) -> bool {
    let growth = facts.value(Input::Growth);
    prices::costs(facts) && growth.is_some_and(|value| value.origin == Origin::Assumed)
}

/// Coarse answers that are given.
fn answers(answers: Answers) -> usize {
    let Answers { traffic, mostly, spends, feel, size, upkeepers } = answers;
    let given = [
        traffic.is_some(),
        mostly.is_some(),
        spends.is_some(),
        feel.is_some(),
        size.is_some(),
        upkeepers.is_some(),
    ];
    given.into_iter().filter(|given| *given).count()
}
