//! `job-on-response-path`: somebody waits for training, a pipeline or an analysis.

use super::{Context, Finding, Severity};
use crate::model::{ComponentId, Edit, Kind, LinkChange, LinkStyle};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let plan = context.resolved.plan;
    let kind = |id: &ComponentId| plan.components.get(id).map(|component| &component.kind);
    let waits = plan.links.values().filter(|link| {
        let answers = kind(&link.from).is_some_and(Kind::answers_requests);
        // Stores hand their rows to whoever asks; they wait for nobody.
        let stores = matches!(kind(&link.from), Some(Kind::Datastore | Kind::Cache));
        let job = kind(&link.to).is_some_and(Kind::is_job);
        let taken = context.resolved.going(&link.id) > 0.0;
        link.is_synchronous() && answers && !stores && job && taken
    });
    waits
        .map(|link| {
            let [from, to] = [&link.from, &link.to].map(|id| context.name(id));
            Finding {
                code: "job-on-response-path",
                severity: Severity::Warning,
                component: Some(link.from.clone()),
                input: None,
                message: format!(
                    "{from} waits for {to}, a {}, before it answers",
                    kind(&link.to).map_or("job", Kind::label)
                ),
                advice: "Start the job with a message and answer without it".to_owned(),
                claims: "33, 40",
                fixes: vec![(
                    format!("Start {to} with a message"),
                    Edit::Link(link.id.clone(), LinkChange::Style(LinkStyle::Message)),
                )],
            }
        })
        .collect()
}
