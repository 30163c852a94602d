//! `unlikely-number`: a number is stated that hardly any system has, and nobody says where it comes
//! from; a slip of the unit is more likely.

use std::collections::BTreeMap;

use super::{Context, Finding, Severity};
use crate::model::{Input, InputOwner, InputRef, Quantity};

/// Values from which a number is more likely to be wrong than true, in the unit of its input
/// (judgement: an order of magnitude beyond what large public systems tell of).
const FROM: [(Input, f64); 20] = [
    (Input::Growth, 2.0),
    (Input::Connections, 1e8),
    (Input::CpuTime, 3.6e6),
    (Input::IoWait, 8.64e7),
    (Input::LiveHeap, 1e5),
    (Input::Life, 50.0),
    (Input::TeamSize, 1e3),
    (Input::Contributors, 1e5),
    (Input::Work, 5e4),
    (Input::GpuHours, 1e7),
    (Input::Price, 1e7),
    (Input::CallPrice, 1e6),
    (Input::Calls, 1e4),
    (Input::Retries, 10.0),
    (Input::LinkPayload, 1e7),
    (Input::WeeklyCost, 1e5),
    (Input::DefaultWeeklyCost, 1e5),
    (Input::VcpuHour, 10.0),
    (Input::GbHour, 10.0),
    (Input::GpuHour, 1e3),
];

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let resolved = context.resolved;
    let mut stated: BTreeMap<InputRef, &Quantity> = resolved.plan.stated().into_iter().collect();
    let overrides = resolved.scenario.iter().flat_map(|scenario| &scenario.overrides);
    stated.extend(overrides.map(|(address, quantity)| (address.clone(), quantity)));
    stated.into_iter().filter_map(|(address, quantity)| of(context, address, quantity)).collect()
}

fn of(context: &Context<'_>, address: InputRef, quantity: &Quantity) -> Option<Finding> {
    let input = address.input;
    let (_, from) = FROM.into_iter().find(|(of, _)| *of == input)?;
    if quantity.range.typical <= from || !quantity.source.trim().is_empty() {
        return None;
    }
    let unit = input.unit();
    let component = match &address.owner {
        InputOwner::Component(id) => Some(id.clone()),
        _ => None,
    };
    Some(Finding {
        code: "unlikely-number",
        severity: Severity::Warning,
        component,
        message: format!(
            "{} states {} as {}; more than {} is rare",
            owner(context, &address.owner),
            input.label(),
            quantity.range.readable(unit),
            unit.readable(from)
        ),
        advice: "Check number and unit, or state the source that it comes from".to_owned(),
        input: Some(address),
        claims: "",
        fixes: Vec::new(),
    })
}

/// What a number is stated of, for people.
fn owner(context: &Context<'_>, owner: &InputOwner) -> String {
    let plan = context.resolved.plan;
    match owner {
        InputOwner::Plan => "The plan".to_owned(),
        InputOwner::Component(id) => context.name(id).to_owned(),
        InputOwner::Role(id) => {
            plan.roles.get(id).map_or_else(|| id.to_string(), |role| role.name.clone())
        }
        InputOwner::Link(id) => plan.links.get(id).map_or_else(
            || id.to_string(),
            |link| {
                format!("The link from {} to {}", context.name(&link.from), context.name(&link.to))
            },
        ),
    }
}
