//! `stale-decision`: a number that a decision relied on has left the range it had then.

use std::collections::BTreeMap;

use super::{Context, Finding, Severity};
use crate::base::Range;
use crate::forecast::Origin;
use crate::model::{ComponentId, Decision, Edit, Input, InputOwner, InputRef};

/// Share by which a number may leave its old range: rounding and small talk change no decision.
const SLACK: f64 = 0.1;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    // A what-if changes numbers without changing what the plan says.
    if context.resolved.scenario.is_some() {
        return Vec::new();
    }
    let decisions = context.resolved.plan.decisions.iter();
    decisions.filter_map(|(id, decision)| finding(context, id, decision)).collect()
}

fn finding(context: &Context<'_>, id: &ComponentId, decision: &Decision) -> Option<Finding> {
    let changed: Vec<String> = decision
        .relied_on
        .iter()
        .filter_map(|(address, before)| change(context, id, address, *before))
        .collect();
    let first = changed.first()?;
    let more = match changed.len() {
        1 => String::new(),
        2 => ", and one more number changed".to_owned(),
        all => format!(", and {} more numbers changed", all - 1),
    };
    let language = context.resolved.catalog.language_name(&decision.language);
    let renewed = Decision { relied_on: present(context, id), ..decision.clone() };
    Some(Finding {
        code: "stale-decision",
        severity: Severity::Warning,
        component: Some(id.clone()),
        input: None,
        message: format!(
            "{} was decided on {language} with other numbers: {first}{more}",
            context.name(id)
        ),
        advice: "See whether the decision still holds, and record it with the present numbers"
            .to_owned(),
        claims: "",
        fixes: vec![(
            format!("Keep {language} with the present numbers"),
            Edit::Decide(id.clone(), Some(Box::new(renewed))),
        )],
    })
}

/// How a number changed, in words, if it left its old range.
fn change(
    context: &Context<'_>,
    decided: &ComponentId,
    address: &InputRef,
    before: Range,
) -> Option<String> {
    let input = address.input;
    let plan = context.resolved.plan;
    let (now, of) = match &address.owner {
        InputOwner::Component(id) => {
            let facts = context.resolved.facts(id);
            let now = facts.and_then(|facts| facts.given(input)).map(|value| value.range);
            (now, if id == decided { "" } else { context.name(id) })
        }
        owner => {
            let stated = plan.inputs_of(owner).and_then(|inputs| inputs.get(&input));
            (stated.map(|quantity| quantity.range), "")
        }
    };
    let what =
        if of.is_empty() { input.label().to_owned() } else { format!("{} of {of}", input.label()) };
    let was = before.readable(input.unit());
    let Some(now) = now else {
        return Some(format!("{what} was {was} and is no longer stated"));
    };
    let margin = |end: f64| SLACK * end.abs();
    let fits = now.typical >= before.low - margin(before.low)
        && now.typical <= before.high + margin(before.high);
    (!fits).then(|| format!("{what} was {was} and is {} now", now.readable(input.unit())))
}

/// What is stated or answered of a component now, as a decision keeps it.
fn present(context: &Context<'_>, id: &ComponentId) -> BTreeMap<InputRef, Range> {
    let facts = context.resolved.facts(id);
    let values = Input::ALL.iter().filter_map(|&input| Some((input, facts?.value(input)?)));
    values
        .filter(|(_, value)| value.origin != Origin::Assumed)
        .map(|(input, value)| (InputRef::component(id.clone(), input), value.range))
        .collect()
}
