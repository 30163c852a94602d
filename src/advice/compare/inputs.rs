//! Inputs of two sides that differ.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Range;
use crate::forecast::{Origin, Resolved, flow};
use crate::model::{Input, InputOwner, InputRef, Scope};

/// An input that differs between the sides.
#[derive(Clone, Debug, PartialEq)]
pub struct InputChange {
    /// Its address.
    pub address: InputRef,
    /// What it is on the left; none where nothing is known or assumed.
    pub left: Option<SideOfInput>,
    /// What it is on the right.
    pub right: Option<SideOfInput>,
}

/// An input on one side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SideOfInput {
    /// Its range, with what the scenario makes of it.
    pub range: Range,
    /// Whether it is assumed rather than stated or answered.
    pub assumed: bool,
}

impl SideOfInput {
    /// The range in the notation of plan files.
    #[must_use]
    pub fn notation(&self, input: Input) -> String {
        self.range.notation(input.unit())
    }

    /// The range for people.
    #[must_use]
    pub fn readable(&self, input: Input) -> String {
        let range = self.range.readable(input.unit());
        format!("{range}{}", if self.assumed { " (assumed)" } else { "" })
    }
}

/// Inputs that differ where both sides have the element, in the order of their addresses; those of
/// elements that a side lacks say nothing.
pub(super) fn changes(left: &Resolved<'_>, right: &Resolved<'_>) -> Vec<InputChange> {
    let (on_left, on_right) = (inputs(left), inputs(right));
    let addresses: BTreeSet<&InputRef> = on_left.keys().chain(on_right.keys()).collect();
    let change = |address: &InputRef| {
        let has = |side: &Resolved<'_>| side.plan.inputs_of(&address.owner).is_some();
        let sides = [on_left.get(address).copied(), on_right.get(address).copied()];
        let [of_left, of_right] = sides.map(|side| side.map(|of| of.range));
        (has(left) && has(right) && of_left != of_right).then(|| InputChange {
            address: address.clone(),
            left: sides[0],
            right: sides[1],
        })
    };
    addresses.into_iter().filter_map(change).collect()
}

/// Every input that is known, or assumed where it counts, with what the scenario makes of it.
fn inputs(resolved: &Resolved<'_>) -> BTreeMap<InputRef, SideOfInput> {
    let Resolved { plan, catalog, scenario, .. } = resolved;
    let mut found = BTreeMap::new();
    let mut add = |owner: InputOwner, input: Input, range: Range, origin: Origin| {
        let assumed = origin == Origin::Assumed;
        found.insert(InputRef { owner, input }, SideOfInput { range, assumed });
    };
    let of_scope = |scope: Scope| Input::ALL.iter().filter(move |input| input.scope() == scope);
    for &input in of_scope(Scope::Plan) {
        if let Some(value) = resolved.economic(input) {
            add(InputOwner::Plan, input, value.range, value.origin);
        }
    }
    for facts in &resolved.components {
        for &input in of_scope(Scope::Component) {
            let unused = !facts.component.is_built()
                || input == Input::ExternalRate && !facts.rate_is_assumed();
            let value = facts.value(input);
            if let Some(value) = value.filter(|of| of.origin != Origin::Assumed || !unused) {
                let owner = InputOwner::Component(facts.component.id.clone());
                add(owner, input, value.range, value.origin);
            }
        }
    }
    for link in plan.links.values() {
        for &input in of_scope(Scope::Link) {
            let owner = InputOwner::Link(link.id.clone());
            let value = flow::link_input(link, input, catalog, *scenario);
            add(owner, input, value.range, value.origin);
        }
    }
    for role in plan.roles.values() {
        for (&input, quantity) in &role.inputs {
            add(InputOwner::Role(role.id.clone()), input, quantity.range, Origin::Stated);
        }
    }
    for (address, quantity) in scenario.iter().flat_map(|scenario| &scenario.overrides) {
        if matches!(address.owner, InputOwner::Role(_)) {
            add(address.owner.clone(), address.input, quantity.range, Origin::Stated);
        }
    }
    found
}
