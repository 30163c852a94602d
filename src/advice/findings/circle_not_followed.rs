//! `circle-not-followed`: a link closes a circle, so that what it brings is not counted.

use super::{Context, Finding, Severity, synchronous_cycle};
use crate::base::Range;
use crate::forecast::flow::calls_per_request;
use crate::model::{Edit, Input, InputOwner, InputRef, Quantity};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let resolved = context.resolved;
    // Components that wait for each other in a circle are told as such.
    let told = synchronous_cycle::closing(context);
    let cut = resolved.cut_links.iter().filter_map(|id| resolved.plan.links.get(id));
    let found = cut.filter(|link| told.iter().all(|other| other.id != link.id)).filter_map(|link| {
        let (calls, _) = calls_per_request(link, resolved.catalog, resolved.scenario)?;
        let (from, to) = (context.name(&link.from), context.name(&link.to));
        let calls_of = InputRef { owner: InputOwner::Link(link.id.clone()), input: Input::Calls };
        (calls.typical > 0.0).then(|| Finding {
            code: "circle-not-followed",
            severity: Severity::Warning,
            component: Some(link.from.clone()),
            input: None,
            message: format!(
                "The link from {from} to {to} closes a circle: what it brings to {to} is counted in no rate, time or cost"
            ),
            advice: format!(
                "State what reaches {to} this way as its rate from outside, or turn the link round if only answers go back over it"
            ),
            claims: "",
            fixes: vec![(
                format!("Let the link from {from} to {to} bring no load"),
                Edit::Input(calls_of, Some(Quantity::of(Range::exact(0.0)))),
            )],
        })
    });
    found.collect()
}
