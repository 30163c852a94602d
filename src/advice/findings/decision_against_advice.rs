//! `decision-against-advice`: a decided language differs from a clear advice.

use super::{Context, Finding, Severity};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, advice) in context.advice {
        let Some(decision) = advice.decision.as_ref().filter(|decision| decision.overrules) else {
            continue;
        };
        let name = context.resolved.plan.components.get(id).map_or("?", |c| c.name.as_str());
        found.push(Finding {
            code: "decision-against-advice",
            severity: Severity::Hint,
            component: Some(id.clone()),
            input: None,
            message: format!("{name}: {}", decision.sentence),
            advice: "Keep the reason with the decision, so that it can be defended".to_owned(),
            claims: "",
            fixes: Vec::new(),
        });
    }
    found
}
