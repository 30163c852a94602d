//! `queue-without-consumer`: something writes to a queue that nothing reads.

use std::collections::BTreeMap;

use super::{Context, Finding, Severity};
use crate::model::{ComponentId, Kind};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let plan = context.resolved.plan;
    // Links to and from each component; one that calls itself has both ends there.
    let mut ends: BTreeMap<&ComponentId, (usize, usize)> = BTreeMap::new();
    for link in plan.links.values() {
        ends.entry(&link.to).or_default().0 += 1;
        if link.from != link.to {
            ends.entry(&link.from).or_default().1 += 1;
        }
    }
    let queues = plan.components.values().filter(|component| component.kind == Kind::Queue);
    queues
        // A consumer may be drawn as called by the queue or as calling it.
        .filter(|queue| ends.get(&queue.id) == Some(&(1, 0)))
        .map(|queue| Finding {
            code: "queue-without-consumer",
            severity: Severity::Warning,
            component: Some(queue.id.clone()),
            input: None,
            message: format!("Nothing reads from {}", queue.name),
            advice: "Link the queue to the component that consumes it".to_owned(),
            claims: "",
            fixes: Vec::new(),
        })
        .collect()
}
