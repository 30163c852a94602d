//! `over-budget`: the decided or advised candidate costs more to run than the stated budget.

use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::forecast::Point;
use crate::forecast::totals::{self, Shared};
use crate::model::Input;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let resolved = context.resolved;
    let mut with_budget =
        resolved.components.iter().filter_map(|f| Some((f, f.given(Input::Budget)?))).peekable();
    if with_budget.peek().is_none() {
        return Vec::new();
    }
    let shared = Shared::of(resolved, Point::Typical);
    let mut found = Vec::new();
    for (facts, budget) in with_budget {
        let id = &facts.component.id;
        let candidate =
            context.assignment.get(id).and_then(|id| resolved.catalog.candidates.get(id));
        let totals = candidate
            .and_then(|c| totals::of_component(resolved, facts, c, &shared, Point::Typical));
        let Some(monthly) = totals.map(|totals| totals.monthly) else {
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
