//! `technology-against-kind`: a component is of a kind that its technology usually is not.

use super::{Context, Finding, Severity};
use crate::model::{ComponentChange, Edit};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let catalog = context.resolved.catalog;
    let mut found = Vec::new();
    for component in context.resolved.plan.components.values() {
        let Some(known) = catalog.known(component.technology.as_ref()) else { continue };
        let technology = known.technology;
        if technology.fits(&component.kind) {
            continue;
        }
        let (id, is, usual) = (&component.id, component.kind.label(), technology.kind.label());
        let kind = Edit::Component(id.clone(), ComponentChange::Kind(technology.kind.clone()));
        let none = Edit::Component(id.clone(), ComponentChange::Technology(None));
        found.push(Finding {
            code: "technology-against-kind",
            severity: Severity::Hint,
            component: Some(id.clone()),
            input: None,
            message: format!(
                "{} is of the kind “{is}”, and {}, of which it is made, is usually a “{usual}”",
                component.name, technology.name
            ),
            advice: format!("Take “{usual}” as its kind, or say what else it is made of"),
            claims: "",
            fixes: vec![
                (format!("Take “{usual}” as its kind"), kind),
                (format!("Take {} off", technology.name), none),
            ],
        });
    }
    found
}
