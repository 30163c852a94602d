//! `queue-without-consumer`: something writes to a queue that nothing reads.

use super::{Context, Finding, Severity};
use crate::model::Kind;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let plan = context.resolved.plan;
    let queues = plan.components.values().filter(|component| component.kind == Kind::Queue);
    queues
        .filter(|queue| {
            // A consumer may be drawn as called by the queue or as calling it.
            let links = || plan.links.values();
            let fed = links().any(|link| link.to == queue.id);
            let ends = links().filter(|link| link.to == queue.id || link.from == queue.id).count();
            fed && ends < 2
        })
        .map(|queue| Finding {
            code: "queue-without-consumer",
            severity: Severity::Warning,
            component: Some(queue.id.clone()),
            message: format!("Nothing reads from {}", queue.name),
            advice: "Link the queue to the component that consumes it".to_owned(),
            claims: "",
            fixes: Vec::new(),
        })
        .collect()
}
