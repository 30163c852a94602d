//! `availability-not-stated`: people wait for a flow whose components run on one server each, and the
//! plan promises no availability anywhere, so that none has a spare.

use super::single_point_of_failure::stands_alone;
use super::{Context, Finding, Severity};
use crate::base::Range;
use crate::base::words::counted;
use crate::forecast::totals::REDUNDANT_FROM;
use crate::forecast::{Visits, flow_latency};
use crate::model::{Edit, Input, InputRef, Quantity};

use super::context::percent;

/// Components without a spare from which it is said.
const MANY: usize = 3;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let nodes = &context.graph.nodes;
    if nodes.iter().any(|node| node.availability.is_some()) {
        return Vec::new();
    }
    let awaited = flow_latency::awaited(context.resolved, &context.graph);
    let mut visits = Visits::new(&context.graph);
    let alone_in = |visits: &mut Visits<'_>, entry: usize| {
        let visited = visits.of(entry).iter().map(|(node, _)| *node);
        visited.filter(|node| stands_alone(context, *node)).collect::<Vec<usize>>()
    };
    let entries = (0..nodes.len()).filter(|entry| nodes[*entry].is_entry && awaited[*entry]);
    let all = entries.map(|entry| (entry, alone_in(&mut visits, entry)));
    let most = all.max_by_key(|(entry, alone)| (alone.len(), std::cmp::Reverse(*entry)));
    let found = most.filter(|(_, alone)| alone.len() >= MANY).map(|(entry, alone)| {
        let id = &nodes[entry].component;
        let name = context.name(id);
        let address = InputRef::component(id.clone(), Input::Availability);
        Finding {
            code: "availability-not-stated",
            severity: Severity::Hint,
            component: Some(id.clone()),
            input: Some(address.clone()),
            message: format!(
                "No availability is stated; {} that whoever asks {name} waits for run on one server each: {}",
                counted(alone.len(), "component"),
                context.names(alone.iter().map(|node| &nodes[*node].component))
            ),
            advice: "State how often it is to be up; what it waits for then gets a spare".to_owned(),
            claims: "",
            fixes: vec![(
                format!("Plan {name} for an availability of {}", percent(REDUNDANT_FROM)),
                Edit::Input(address, Some(Quantity::of(Range::exact(REDUNDANT_FROM)))),
            )],
        }
    });
    found.into_iter().collect()
}
