//! `nothing-fits`: every compared candidate is out of the question.

use super::{Context, Finding, Severity};
use crate::advice::Verdict;
use crate::model::{ComponentChange, Edit};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, advice) in context.advice.iter().filter(|(_, of)| of.verdict == Verdict::NoFit) {
        let Some(component) = context.resolved.plan.components.get(id) else { continue };
        let reason = |ranked: &crate::advice::explain::Ranked| {
            ranked.gate.as_ref().map(|gate| format!("{} {}", ranked.name, gate.sentence()))
        };
        let reasons: Vec<String> = advice.ranking.iter().filter_map(reason).take(2).collect();
        let traits = &component.traits;
        let both = traits.mandated.as_ref().filter(|language| traits.banned.contains(*language));
        let fix = both.map(|language| {
            (
                format!("Rule {} in again", context.resolved.catalog.language_name(language)),
                Edit::Component(id.clone(), ComponentChange::Banned(language.clone(), false)),
            )
        });
        let more = advice.ranking.len() > reasons.len();
        found.push(Finding {
            code: "nothing-fits",
            severity: Severity::Error,
            component: Some(id.clone()),
            message: format!(
                "No candidate fits {}: {}{}",
                component.name,
                reasons.join("; "),
                if more { "; and so on" } else { "" }
            ),
            advice: "Compare further candidates, or give up one of the demands".to_owned(),
            claims: "",
            fixes: fix.into_iter().collect(),
        });
    }
    found
}
