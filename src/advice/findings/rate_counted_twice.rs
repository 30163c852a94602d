//! `rate-counted-twice`: a component states as traffic of its own what its callers send already.

use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::forecast::{Origin, flow};
use crate::model::{Edit, Input, InputRef};

/// Factor within which two rates look like the same one.
const ALIKE: f64 = 1.5;

/// Rate that reaches each component over links from callers whose rate is known, per second, in the
/// order of the components.
pub(super) fn inflow(context: &Context<'_>) -> Vec<f64> {
    let resolved = context.resolved;
    let components = &resolved.components;
    let mut inflow = vec![0.0; components.len()];
    for link in resolved.plan.links.values() {
        let Ok(to) = components.binary_search_by(|f| f.component.id.cmp(&link.to)) else {
            continue;
        };
        let known = resolved.facts(&link.from).is_some_and(|from| !from.rate_is_assumed());
        if let Some(per_s) = flow::rate_along(resolved, link).filter(|_| known) {
            inflow[to] += per_s;
        }
    }
    inflow
}

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let sent = inflow(context);
    let found = context.resolved.components.iter().zip(sent).filter_map(|(facts, sent)| {
        let own = facts.value(Input::ExternalRate).filter(|own| own.origin == Origin::Stated)?;
        let own = own.range.typical;
        if own <= 0.0 || own > sent * ALIKE || own < sent / ALIKE {
            return None;
        }
        let name = &facts.component.name;
        let address = InputRef::component(facts.component.id.clone(), Input::ExternalRate);
        Some(Finding {
            code: "rate-counted-twice",
            severity: Severity::Warning,
            component: Some(facts.component.id.clone()),
            input: None,
            message: format!(
                "{name} states {} from outside, and its callers send {}: both are counted, {} in all",
                Unit::PerSec.readable(own),
                Unit::PerSec.readable(sent),
                Unit::PerSec.readable(facts.rate.range.typical)
            ),
            advice: "State only what comes from outside the plan; what callers send is added"
                .to_owned(),
            claims: "",
            fixes: vec![(
                format!("Count only what the callers of {name} send"),
                Edit::Input(address, None),
            )],
        })
    });
    found.collect()
}
