//! `rate-against-links`: the answer on traffic says something else than what callers send.

use super::answer_against_number::is_far;
use super::rate_counted_twice::inflow;
use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::forecast::Origin;
use crate::model::{Answers, ComponentChange, Edit, Input};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let sent = inflow(context);
    let found = context.resolved.components.iter().zip(sent).filter_map(|(facts, sent)| {
        let component = facts.component;
        let traffic = component.answers.traffic?;
        let answered = facts.value(Input::ExternalRate)?;
        // Fewer calls than answered may have company from outside the plan, unless the links were
        // taken for all there is.
        let all = facts.rate.origin == Origin::Derived;
        let less = sent < answered.range.typical && !all;
        if answered.origin != Origin::Answered
            || sent <= 0.0
            || less
            || !is_far(sent, answered.range)
        {
            return None;
        }
        let without = Answers { traffic: None, ..component.answers };
        let traffic = traffic.label();
        Some(Finding {
            code: "rate-against-links",
            severity: Severity::Warning,
            component: Some(component.id.clone()),
            input: None,
            message: format!(
                "{} is answered “{traffic}”, but its callers send {}",
                component.name,
                Unit::PerSec.readable(sent)
            ),
            advice: "State the calls per request of the links to it, or drop the answer".to_owned(),
            claims: "",
            fixes: vec![(
                format!("Drop the answer “{traffic}”"),
                Edit::Component(component.id.clone(), ComponentChange::Answers(without)),
            )],
        })
    });
    found.collect()
}
