//! `profile-sum`: the stated shares of CPU time do not add up to the whole.

use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::model::{Component, Edit, Input, InputRef, Quantity};

const SHARES: [Input; 3] = [Input::Interpreted, Input::Accelerated, Input::Native];

/// Sum that rounded shares may miss 1 by.
const ROUNDING: f64 = 0.02;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    context.built().filter_map(|facts| of_component(facts.component)).collect()
}

fn of_component(component: &Component) -> Option<Finding> {
    let stated: Vec<(Input, &Quantity)> = SHARES
        .into_iter()
        .filter_map(|input| Some((input, component.inputs.get(&input)?)))
        .collect();
    let sum: f64 = stated.iter().map(|(_, quantity)| quantity.range.typical).sum();
    // What is not stated is filled up by assumptions; what is stated may not be more than all.
    let whole = stated.len() == SHARES.len();
    if sum <= 1.0 + ROUNDING && (sum >= 1.0 - ROUNDING || !whole) {
        return None;
    }
    let scaled = |(input, quantity): &(Input, &Quantity)| {
        let range = quantity.range.map(|share| (share / sum).min(1.0));
        let address = InputRef::component(component.id.clone(), *input);
        Edit::Input(address, Some(Quantity { range, ..(*quantity).clone() }))
    };
    let fix = || {
        let edits = stated.iter().map(scaled).collect();
        ("Scale the shares to 100 %".to_owned(), Edit::Many(edits))
    };
    Some(Finding {
        code: "profile-sum",
        severity: Severity::Warning,
        component: Some(component.id.clone()),
        input: None,
        message: format!(
            "The interpreted, accelerated and native shares of {} add up to {}",
            component.name,
            Unit::Share.readable(sum)
        ),
        advice: "Correct the shares; until then all are scaled to add up to 100 %".to_owned(),
        claims: "4",
        fixes: if sum > 0.0 { vec![fix()] } else { Vec::new() },
    })
}
