//! Findings: problems of the plan, one rule in each file.

mod budget;
mod decision_against_advice;
mod queue_without_consumer;
mod synchronous_cycle;
mod target_missed;
mod unused_component;

use super::Advice;
use crate::forecast::Resolved;
use crate::model::{ComponentId, Edit};
use crate::words;

words! {
    /// How bad a finding is.
    Severity {
        /// The plan will not do what it promises.
        Error = "error", "error";
        /// Worth a talk before the plan is defended.
        Warning = "warning", "warning";
        /// Worth knowing.
        Hint = "hint", "hint";
    }
}

/// A problem or suggestion about the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Stable code such as `target-missed`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The component, if it is about one.
    pub component: Option<ComponentId>,
    /// What was found, naming the element.
    pub message: String,
    /// What to do about it.
    pub advice: String,
    /// Claims it rests on; empty where it is plain arithmetic.
    pub claims: &'static str,
    /// Fixes, each with its label.
    pub fixes: Vec<(String, Edit)>,
}

impl Finding {
    /// Whether it says what the decision of its component says already, where the two stand
    /// together.
    #[must_use]
    pub fn repeats_decision(&self) -> bool {
        self.code == "decision-against-advice"
    }
}

/// A plan with its advice, as the rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The plan with complete inputs.
    pub resolved: &'a Resolved<'a>,
    /// Advice by component.
    pub advice: &'a [(ComponentId, Advice)],
}

/// Every finding, worst first, then by component and code.
#[must_use]
pub fn findings(checked: Checked<'_>) -> Vec<Finding> {
    let rules: [fn(Checked<'_>) -> Vec<Finding>; 6] = [
        target_missed::check,
        budget::check,
        synchronous_cycle::check,
        decision_against_advice::check,
        queue_without_consumer::check,
        unused_component::check,
    ];
    let mut found: Vec<Finding> = rules.iter().flat_map(|rule| rule(checked)).collect();
    found.sort_by(|a, b| {
        (a.severity, &a.component, a.code).cmp(&(b.severity, &b.component, b.code))
    });
    found
}
