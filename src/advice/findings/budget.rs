//! `over-budget`: the decided or advised candidate costs more to run than the stated budget, or what is
//! bought is priced beyond it.

use super::{Context, Finding, Severity};
use crate::advice::price;
use crate::base::Unit;
use crate::forecast::Facts;
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
        let Some(monthly) = price::monthly(resolved, facts, &context.settled) else { continue };
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
                advice: what_to_do(facts).to_owned(),
                claims: "",
                fixes: Vec::new(),
            });
        }
    }
    found
}

fn what_to_do(facts: &Facts<'_>) -> &'static str {
    if facts.component.is_built() {
        "Lower the load or CPU time per request, choose a faster candidate, or raise the budget"
    } else {
        "Ask for a lower price, buy less of it, or raise the budget"
    }
}
