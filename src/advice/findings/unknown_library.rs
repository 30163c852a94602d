//! `unknown-library`: a component needs a library of which nobody knows in which languages it can be used.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Finding, Severity};
use crate::forecast::libraries::Known;
use crate::model::{ComponentChange, ComponentId, Edit, LanguageId, LibraryName, PlanChange};

/// Components that need one library, with its name as each has it.
type Places<'a> = Vec<(&'a ComponentId, &'a LibraryName)>;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut unknown: BTreeMap<String, Places<'_>> = BTreeMap::new();
    for facts in context.built() {
        for of in facts.libraries.iter().filter(|of| of.known == Known::Nobody) {
            unknown.entry(of.name.key()).or_default().push((&facts.component.id, of.name));
        }
    }
    unknown.into_values().filter_map(|places| finding(context, &places)).collect()
}

fn finding(context: &Context<'_>, places: &Places<'_>) -> Option<Finding> {
    let (component, name) = *places.first()?;
    let meant = context.resolved.catalog.library_meant(name);
    let needs = if places.len() == 1 { "needs" } else { "need" };
    let names = context.names(places.iter().map(|(id, _)| *id));
    let mut fixes = Vec::new();
    if let Some(library) = meant {
        let meant = LibraryName::new(&library.name)?;
        let instead = |(id, name): &(&ComponentId, &LibraryName)| {
            let change = |name: &LibraryName, on| {
                Edit::Component((*id).clone(), ComponentChange::Library(name.clone(), on))
            };
            [change(name, false), change(&meant, true)]
        };
        let edit = Edit::Many(places.iter().flat_map(instead).collect());
        fixes.push((format!("Take {} for it", library.name), edit));
    }
    fixes.extend(answers(context, name));
    Some(Finding {
        code: "unknown-library",
        severity: Severity::Hint,
        component: Some(component.clone()),
        input: None,
        message: format!(
            "{names} {needs} {name}, and nobody has said in which languages it can be used"
        ),
        advice: "Say it once for the whole plan; until then it counts for no language".to_owned(),
        claims: "",
        fixes,
    })
}

/// That one of the compared languages alone has it, or all do.
fn answers(context: &Context<'_>, name: &LibraryName) -> Vec<(String, Edit)> {
    let catalog = context.resolved.catalog;
    let mut languages: Vec<&LanguageId> = Vec::new();
    for candidate in catalog.compared(&context.resolved.plan.candidates) {
        if !languages.contains(&&candidate.language) {
            languages.push(&candidate.language);
        }
    }
    let says = |of: BTreeSet<LanguageId>| Edit::Plan(PlanChange::Bindings(name.clone(), Some(of)));
    let one = languages.iter().map(|id| {
        let only = BTreeSet::from([(*id).clone()]);
        (format!("{} alone has it", catalog.language_name(id)), says(only))
    });
    let all = languages.iter().map(|id| (*id).clone()).collect();
    one.chain([("All that are compared have it".to_owned(), says(all))]).collect()
}
