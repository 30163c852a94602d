//! `no-priorities`: every priority is set to 0, so that nothing tells candidates apart.

use super::{Context, Finding, Severity};
use crate::model::{Edit, PlanChange, Priority};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let plan = context.resolved.plan;
    if Priority::ALL.iter().any(|priority| plan.priority(*priority) > 0.0) {
        return Vec::new();
    }
    let reset = |priority: &Priority| Edit::Plan(PlanChange::Priority(*priority, None));
    let edits = Priority::ALL.iter().map(reset).collect();
    vec![Finding {
        code: "no-priorities",
        severity: Severity::Warning,
        component: None,
        input: None,
        message: "All priorities are 0, so no criterion counts and no language leads".to_owned(),
        advice: "Say what matters: leave out the priorities that are usual, and set those to 0 that do not matter".to_owned(),
        claims: "",
        fixes: vec![("Make all priorities usual".to_owned(), Edit::Many(edits))],
    }]
}
