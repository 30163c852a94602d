//! `team-not-compared`: the people know a language, or code in one is there, that the catalog has but
//! nobody compares, and none that is compared.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Finding, Severity};
use crate::model::{CandidateId, ComponentId, Edit, LanguageId, PlanChange};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let catalog = context.resolved.catalog;
    let compared = catalog.compared(&context.resolved.plan.candidates);
    let is_compared = |id: &LanguageId| compared.iter().any(|of| of.language == *id);
    let mut missing: BTreeMap<&LanguageId, Vec<&ComponentId>> = BTreeMap::new();
    for facts in context.built() {
        let component = facts.component;
        let decided = context.resolved.plan.decisions.contains_key(&component.id);
        let known: BTreeSet<&LanguageId> = facts.known.iter().map(|(id, _)| id).collect();
        // Where the people are known they count, else the code that is there.
        let own = if known.is_empty() { component.traits.estate.iter().collect() } else { known };
        if decided || own.iter().any(|id| is_compared(id)) {
            continue;
        }
        for language in own.into_iter().filter(|id| catalog.languages.contains_key(*id)) {
            missing.entry(language).or_default().push(&component.id);
        }
    }
    let found = missing.into_iter().filter_map(|(language, components)| {
        let candidate = catalog.candidate_of(language)?;
        let name = context.language_name(language);
        let mut candidates: Vec<CandidateId> = compared.iter().map(|of| of.id.clone()).collect();
        candidates.push(candidate.id.clone());
        Some(Finding {
            code: "team-not-compared",
            severity: Severity::Warning,
            component: Some((*components.first()?).clone()),
            message: format!(
                "{} of {} is not compared, and no candidate is known there",
                name,
                context.names(components)
            ),
            advice: format!("Compare {name} as well, so that what is there counts"),
            claims: "49, 59",
            fixes: vec![(
                format!("Compare {} as well", candidate.name),
                Edit::Plan(PlanChange::Candidates(candidates)),
            )],
        })
    });
    found.collect()
}
