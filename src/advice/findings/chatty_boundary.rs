//! `chatty-boundary`: many calls across two languages eat up the caller's latency target.

use super::{Context, Finding, Severity};
use crate::advice::boundary::advise;
use crate::base::{Range, Unit};
use crate::forecast::flow::calls_per_request;
use crate::model::{Edit, Input, InputOwner, InputRef, Protocol, Quantity};

/// Share of the target from which the calls alone cost too much.
const FROM: f64 = 0.2;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let resolved = context.resolved;
    let waited = context.resolved.open_links().filter(|link| link.is_synchronous());
    let found = waited.filter_map(|link| {
        let target = context.given(&link.from, Input::P99Target)?;
        let (calls, _) = calls_per_request(link, resolved.catalog, resolved.scenario)?;
        if calls.typical < 2.0 {
            return None;
        }
        let of = advise(resolved, &context.settled, link);
        if !of.crosses || of.protocol == Protocol::Queue {
            return None;
        }
        let cost = calls.typical * of.call_ms.typical;
        if cost < FROM * target {
            return None;
        }
        let address = InputRef { owner: InputOwner::Link(link.id.clone()), input: Input::Batch };
        let items = libm::ceil(calls.typical);
        Some(Finding {
            code: "chatty-boundary",
            severity: Severity::Warning,
            component: Some(link.from.clone()),
            input: None,
            message: format!(
                "{} calls {} {} times a request across languages: about {} of its target of {}",
                context.name(&link.from),
                context.name(&link.to),
                Unit::Count.readable(calls.typical),
                Unit::Ms.readable(cost),
                Unit::Ms.readable(target)
            ),
            advice: "Ask for many items in one call, or keep both ends in one language".to_owned(),
            claims: "40",
            fixes: vec![(
                format!("Carry {} items in one call", Unit::Count.readable(items)),
                Edit::Input(address, Some(Quantity::of(Range::exact(items)))),
            )],
        })
    });
    found.collect()
}
