//! `toolchains-for-few`: fewer than three people for two or more languages.

use super::{Context, Finding, Severity};
use crate::advice::split::LEAST_PEOPLE;
use crate::base::Unit;
use crate::model::{Input, LanguageId};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut languages: Vec<&LanguageId> = context.languages.values().copied().collect();
    languages.sort();
    languages.dedup();
    let roles = &context.resolved.plan.roles;
    let headcounts: Option<Vec<f64>> = roles
        .values()
        .map(|role| role.inputs.get(&Input::Headcount).map(|of| of.range.typical))
        .collect();
    // One role of unknown size leaves the team's size open.
    let people = headcounts.filter(|all| !all.is_empty()).map(|all| all.iter().sum::<f64>());
    let Some(people) = people.filter(|few| *few < LEAST_PEOPLE && languages.len() > 1) else {
        return Vec::new();
    };
    vec![Finding {
        code: "toolchains-for-few",
        severity: Severity::Hint,
        component: None,
        input: None,
        message: format!(
            "The roles come to {} for {} languages: {}",
            Unit::People.readable(people),
            languages.len(),
            super::context::listed(languages.iter().map(|id| context.language_name(id)))
        ),
        advice: "Below three people, decide on one language unless a fact rules it out".to_owned(),
        claims: "40",
        fixes: Vec::new(),
    }]
}
