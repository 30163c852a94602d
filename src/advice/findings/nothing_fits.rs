//! `nothing-fits`: every compared candidate is out of the question.

use super::{Context, Finding, Severity};
use crate::advice::{Advice, Verdict};
use crate::catalog::Candidate;
use crate::model::{CandidateId, ComponentChange, Edit, LanguageId, PlanChange};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, advice) in context.advice.iter().filter(|(_, of)| of.verdict == Verdict::NoFit) {
        let Some(component) = context.resolved.plan.components.get(id) else { continue };
        let reason = |ranked: &crate::advice::explain::Ranked| {
            ranked.gate.as_ref().map(|gate| format!("{} {}", ranked.name, gate.sentence()))
        };
        let reasons: Vec<String> = advice.ranking.iter().filter_map(reason).take(2).collect();
        let traits = &component.traits;
        // What cannot be compared at all is no contradiction; another finding speaks of it.
        let catalog = context.resolved.catalog;
        let has_figures = |id: &LanguageId| catalog.languages.contains_key(id);
        if traits.mandated.as_ref().is_some_and(|id| !has_figures(id)) {
            continue;
        }
        let both = traits.mandated.as_ref().filter(|language| traits.banned.contains(*language));
        let fix = both.map(|language| {
            (
                format!("Rule {} in again", catalog.language_name(language)),
                Edit::Component(id.clone(), ComponentChange::Banned(language.clone(), false)),
            )
        });
        let fix = fix.or_else(|| {
            let language = traits.mandated.as_ref()?;
            let candidate = catalog.candidate_of(language)?;
            (!ranks(advice, language)).then(|| compare(context, candidate))
        });
        let more = advice.ranking.len() > reasons.len();
        found.push(Finding {
            code: "nothing-fits",
            severity: Severity::Error,
            component: Some(id.clone()),
            input: None,
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

fn ranks(advice: &Advice, language: &LanguageId) -> bool {
    advice.ranking.iter().any(|ranked| ranked.language == *language)
}

/// Compares one more candidate, with the edit that does it.
pub(super) fn compare(context: &Context<'_>, candidate: &Candidate) -> (String, Edit) {
    let compared = context.resolved.catalog.compared(&context.resolved.plan.candidates);
    let mut candidates: Vec<CandidateId> = compared.iter().map(|of| of.id.clone()).collect();
    candidates.push(candidate.id.clone());
    (format!("Compare {} as well", candidate.name), Edit::Plan(PlanChange::Candidates(candidates)))
}
