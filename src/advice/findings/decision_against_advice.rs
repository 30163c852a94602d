//! `decision-against-advice`: a decided language differs from a clear advice.

use super::{Context, Finding, Severity};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, advice) in context.advice {
        let Some(decision) = advice.decision.as_ref().filter(|decision| decision.overrules) else {
            continue;
        };
        let name = context.name(id);
        let decided = decision.sentence.trim_end_matches('.');
        let decided = decided.strip_prefix("Decided: ").unwrap_or(decided);
        let reason = context.resolved.plan.decisions.get(id).map_or("", |of| of.reason.trim());
        let advice = if reason.is_empty() {
            "Keep the reason with the decision, so that it can be defended".to_owned()
        } else {
            "Check that the reason given with the decision still holds".to_owned()
        };
        found.push(Finding {
            code: "decision-against-advice",
            severity: Severity::Hint,
            component: Some(id.clone()),
            input: None,
            message: format!("{name} is decided on {decided}"),
            advice,
            claims: "",
            fixes: Vec::new(),
        });
    }
    found
}
