//! What stands in the place of charts for what runs on no servers, or is not built.

use super::chart::{Body, Chart, Panel};
use super::{Subject, label};
use crate::base::words::sentence_case;
use crate::model::{Kind, Sourcing};

/// Charts whose figures are those of servers.
const OF_SERVERS: &[&str] = &["latency-load", "cost-load", "memory-connections"];
/// The other charts that hold candidates against each other, which takes something to build.
const OF_CANDIDATES: &[&str] = &["flips", "difference", "start-artifact", "delivery-weeks"];

/// The chart of that name with the reason why there is nothing to plot; none where the component is
/// built and servers of the plan run it, or where the chart speaks of something else.
pub(super) fn chart(subject: &Subject<'_>, name: &str) -> Option<Chart> {
    let component = subject.facts.component;
    let of = |ids: &'static [&'static str]| ids.iter().find(|id| **id == name);
    let (id, why) = match component.sourcing() {
        Sourcing::Bought | Sourcing::Outside => {
            let id = of(OF_SERVERS).or_else(|| of(OF_CANDIDATES))?;
            let what = sentence_case(component.sourcing().label());
            (id, format!("{what}: there is no language to choose for {}.", subject.name()))
        }
        Sourcing::Built if subject.facts.has_servers() => return None,
        Sourcing::Built => {
            let place = match component.kind {
                Kind::Library => "in the process that calls it",
                _ => "on the machines of its users",
            };
            let why = format!("{} runs {place}: it needs no server of its own.", subject.name());
            (of(OF_SERVERS)?, why)
        }
    };
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
