//! `link-for-nobody`: a link is for requests alone that never reach its caller.

use std::cell::OnceCell;

use super::{Context, Finding, Severity};
use crate::model::{Begins, Edit, Input, InputOwner, InputRef, LinkChange};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let plan = context.resolved.plan;
    // Most plans have no such link, and need not know where requests begin.
    let all = OnceCell::new();
    let restricted = plan.links.values().filter_map(|link| Some((link, link.only_for.as_ref()?)));
    let found = restricted.filter_map(|(link, begins)| {
        let arriving = all.get_or_init(|| Begins::of(plan)).before(&link.from);
        if begins.iter().any(|id| arriving.contains(id)) {
            return None;
        }
        let (from, to) = (context.name(&link.from), context.name(&link.to));
        let whose = if begins.is_empty() {
            "for no requests".to_owned()
        } else if begins.iter().eq([&link.from]) {
            format!("only for requests that begin at {from} itself, and none do")
        } else {
            let reach = if begins.len() == 1 { "reaches" } else { "reach" };
            format!(
                "only for requests of {}, and none of them {reach} {from}",
                context.names(begins)
            )
        };
        Some(Finding {
            code: "link-for-nobody",
            severity: Severity::Warning,
            component: Some(link.from.clone()),
            input: Some(InputRef { owner: InputOwner::Link(link.id.clone()), input: Input::Calls }),
            message: format!("The link from {from} to {to} is {whose}: it carries nothing"),
            advice: "Say whose requests take it, or let all take it".to_owned(),
            claims: "",
            fixes: vec![(
                format!("Let all requests take the link from {from} to {to}"),
                Edit::Link(link.id.clone(), LinkChange::OnlyFor(None)),
            )],
        })
    });
    found.collect()
}
