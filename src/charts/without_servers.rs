//! What stands in the place of charts of servers for what runs on none.

use super::chart::{Body, Chart, Panel};
use super::{Subject, label};
use crate::model::Kind;

/// Charts whose figures are those of servers.
const OF_SERVERS: &[&str] = &["latency-load", "cost-load", "memory-connections"];

/// The chart of that name with the reason why there is nothing to plot; none where servers of the
/// plan run the component, or where the chart speaks of something else.
pub(super) fn chart(subject: &Subject<'_>, name: &str) -> Option<Chart> {
    let id = OF_SERVERS.iter().find(|id| **id == name)?;
    if subject.facts.has_servers() {
        return None;
    }
    let place = match subject.facts.component.kind {
        Kind::Library => "in the process that calls it",
        _ => "on the machines of its users",
    };
    let why = format!("{} runs {place}: it needs no server of its own.", subject.name());
    Some(Chart {
        id,
        title: format!("{}: {}", subject.name(), label(name).to_lowercase()),
        takeaway: why.clone(),
        panels: vec![Panel { title: String::new(), body: Body::Empty(why) }],
        notes: Vec::new(),
        sources: Vec::new(),
        assumed: false,
        assumptions: Vec::new(),
    })
}
