//! `team-not-compared`: the people know a language, or code in one is there, that the catalog has but
//! nobody compares, and none that is compared.

use std::collections::{BTreeMap, BTreeSet};

use super::nothing_fits::compare;
use super::{Context, Finding, Severity};
use crate::model::{Component, ComponentId, LanguageId};

/// Languages of the code that is there: that of the component itself, else that around it.
fn code_there(component: &Component) -> BTreeSet<&LanguageId> {
    match &component.traits.exists_in {
        Some(language) => BTreeSet::from([language]),
        None => component.traits.estate.iter().collect(),
    }
}

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let catalog = context.resolved.catalog;
    let compared = catalog.compared(&context.resolved.plan.candidates);
    let is_compared = |id: &LanguageId| compared.iter().any(|of| of.language == *id);
    let mut missing: BTreeMap<(&LanguageId, bool), Vec<&ComponentId>> = BTreeMap::new();
    for facts in context.built() {
        let component = facts.component;
        let decided = context.resolved.plan.decisions.contains_key(&component.id);
        let known: BTreeSet<&LanguageId> = facts.known.iter().map(|(id, _)| id).collect();
        // Where the people are known they count, else the code that is there.
        let people = !known.is_empty();
        let own = if people { known } else { code_there(component) };
        if decided || own.iter().any(|id| is_compared(id)) {
            continue;
        }
        for language in own.into_iter().filter(|id| catalog.languages.contains_key(*id)) {
            missing.entry((language, people)).or_default().push(&component.id);
        }
    }
    let found = missing.into_iter().filter_map(|((language, people), components)| {
        let candidate = catalog.candidate_of(language)?;
        let name = context.language_name(language);
        let places = context.names(components.iter().copied());
        Some(Finding {
            code: "team-not-compared",
            severity: Severity::Warning,
            component: Some((*components.first()?).clone()),
            input: None,
            message: if people {
                format!(
                    "The maintainers of {places} know {name}, which is not compared, and none of the languages that are"
                )
            } else {
                format!("The code of {places} is in {name}, which is not compared")
            },
            advice: format!("Compare {name} as well, so that what is there counts"),
            claims: "49, 59",
            fixes: vec![compare(context, candidate)],
        })
    });
    found.collect()
}
