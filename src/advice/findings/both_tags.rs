//! `both-tags`: one component is tagged performance-sensitive and data-intelligent, and nothing
//! stated says which of the two matters.

use super::{Context, Finding, Severity};
use crate::model::{ComponentChange, Edit};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, advice) in context.advice {
        let Some(facts) = context.resolved.facts(id) else { continue };
        let component = facts.component;
        let both = component.tags.performance.is_some() && component.tags.data;
        // Facts outrank tags: who states what the data work is has answered the question.
        let settled = facts.python_libraries_stated && advice.split.is_none();
        let decided = context.resolved.plan.decisions.contains_key(id);
        if !both || !component.is_built() || settled || decided {
            continue;
        }
        let fix = |label: String, edit: Edit| vec![(label, edit)];
        let (advice, fixes) = if let Some(split) = &advice.split {
            (
                "Split it into a service half and a data half, each in the language that fits it",
                fix(format!("Split {}", component.name), split.edit.clone()),
            )
        } else {
            let mut fixes = fix(
                "Take off the data-intelligent tag".to_owned(),
                Edit::Component(id.clone(), ComponentChange::Data(false)),
            );
            fixes.extend(fix(
                "Take off the performance-sensitive tag".to_owned(),
                Edit::Component(id.clone(), ComponentChange::Performance(None)),
            ));
            ("State what its data work is, or keep the tag that matters more", fixes)
        };
        found.push(Finding {
            code: "both-tags",
            severity: Severity::Hint,
            component: Some(id.clone()),
            input: None,
            message: format!(
                "{} is tagged performance-sensitive and data-intelligent, which ask for different languages",
                component.name
            ),
            advice: advice.to_owned(),
            claims: "39, 40",
            fixes,
        });
    }
    found
}
