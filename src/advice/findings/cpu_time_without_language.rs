//! `cpu-time-without-language`: a stated CPU time counts as unknown, since nobody said which
//! language it was measured in.

use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::model::{ComponentChange, Edit, Input, LanguageId};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let catalog = context.resolved.catalog;
    let found = context.built().filter_map(|facts| {
        let component = facts.component;
        let stated = component.inputs.get(&Input::CpuTime)?;
        // A language that the catalog has not was said all the same; other findings speak of it.
        if component.cpu_language.is_some() {
            return None;
        }
        let time = stated.range.readable(Unit::Ms);
        let python = LanguageId::new("python").ok();
        let decided = context.resolved.plan.decisions.get(&component.id).map(|of| &of.language);
        let known = |id: &&LanguageId| catalog.languages.contains_key(*id);
        // A decided language comes first: it is what runs today, or what was tried.
        let mut languages: Vec<&LanguageId> =
            decided.into_iter().chain(&python).filter(known).collect();
        languages.dedup();
        let fix = |language: &LanguageId| {
            (
                format!("Measured in {}", catalog.language_name(language)),
                Edit::Component(
                    component.id.clone(),
                    ComponentChange::CpuLanguage(Some(language.clone())),
                ),
            )
        };
        Some(Finding {
            code: "cpu-time-without-language",
            severity: Severity::Warning,
            component: Some(component.id.clone()),
            input: None,
            message: format!(
                "{} states {time} of CPU time, which counts as unknown without the language it was measured in",
                component.name
            ),
            advice: "Say which language the time was measured in".to_owned(),
            claims: "4",
            fixes: languages.into_iter().map(fix).collect(),
        })
    });
    found.collect()
}
