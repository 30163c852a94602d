//! `over-budget`: the decided or advised candidate costs more to run than the stated budget.

use super::{Context, Finding, Severity};
use crate::advice::price;
use crate::base::Unit;
use crate::model::Input;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let resolved = context.resolved;
    let mut with_budget =
        resolved.components.iter().filter_map(|f| Some((f, f.given(Input::Budget)?))).peekable();
    if with_budget.peek().is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (facts, budget) in with_budget {
        let id = &facts.component.id;
        let candidate = context.settled.get(id).and_then(|id| resolved.catalog.candidates.get(id));
        let Some(monthly) = candidate.and_then(|of| price::monthly(resolved, facts, of)) else {
            continue;
        };
        if monthly > budget.range.typical {
            found.push(Finding {
                code: "over-budget",
                severity: Severity::Error,
                component: Some(id.clone()),
                input: None,
                message: format!(
                    "{} costs about {}, its budget is {}",
                    facts.component.name,
                    Unit::MoneyPerMonth.readable(monthly),
                    Unit::MoneyPerMonth.readable(budget.range.typical)
                ),
                advice: "Lower the load or CPU time per request, choose a faster candidate, or raise the budget"
                    .to_owned(),
                claims: "",
                fixes: Vec::new(),
            });
        }
    }
    found
}
