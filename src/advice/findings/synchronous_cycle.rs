//! `synchronous-cycle`: calls that wait for each other in a circle.

use super::{Checked, Finding, Severity};
use crate::model::{Edit, LinkChange, LinkStyle};

pub(super) fn check(checked: Checked<'_>) -> Vec<Finding> {
    let plan = checked.resolved.plan;
    let cut = checked.resolved.cut_links.iter().filter_map(|id| plan.links.get(id));
    cut.filter(|link| link.is_synchronous())
        .map(|link| {
            let name =
                |id| plan.components.get(id).map_or("?", |component| component.name.as_str());
            Finding {
                code: "synchronous-cycle",
                severity: Severity::Warning,
                component: Some(link.from.clone()),
                message: format!(
                    "{} calls {} and, directly or through others, waits for itself",
                    name(&link.from),
                    name(&link.to)
                ),
                advice: "Turn one call of the circle into a message, or move the shared part out"
                    .to_owned(),
                claims: "40",
                fixes: vec![(
                    "Turn the call into a message".to_owned(),
                    Edit::Link(link.id.clone(), LinkChange::Style(LinkStyle::Message)),
                )],
            }
        })
        .collect()
}
