//! `mandated-and-banned`: the language that a component has to be in is ruled out for it.

use super::{Context, Finding, Severity};
use crate::model::{ComponentChange, Edit};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let found = context.built().filter_map(|facts| {
        let component = facts.component;
        let language = component.traits.mandated.clone()?;
        if !component.traits.banned.contains(&language) {
            return None;
        }
        let name = context.language_name(&language);
        let fix = |label: String, change| (label, Edit::Component(component.id.clone(), change));
        Some(Finding {
            code: "mandated-and-banned",
            severity: Severity::Warning,
            component: Some(component.id.clone()),
            input: None,
            message: format!("{name} is both mandated and ruled out for {}", component.name),
            advice: "Say which of the two holds".to_owned(),
            claims: "",
            fixes: vec![
                fix(
                    format!("Rule {name} out no more"),
                    ComponentChange::Banned(language.clone(), false),
                ),
                fix(format!("Mandate {name} no more"), ComponentChange::Mandated(None)),
            ],
        })
    });
    found.collect()
}
