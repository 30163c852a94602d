//! `failover-overload`: where one server of several fails at the peak, the others cannot do its work.

use super::context::percent;
use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::forecast::call_graph::Node;
use crate::forecast::totals::REDUNDANT_FROM;
use crate::model::{Input, Shipping};

/// Of what the servers that are left can do, the part that they would have to do when one is down;
/// none for what runs on one server, which [`single_point_of_failure`](super::single_point_of_failure)
/// looks at. At the medians and the peak: `n` servers that are busy to `u` leave `u n / (n - 1)`.
fn left_to_do(node: &Node) -> Option<f64> {
    let servers = node.servers.filter(|servers| *servers >= 2.0)?;
    let busy = node.station?.queue.utilisation();
    Some(busy * servers / (servers - 1.0))
}

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let nodes = context.graph.nodes.iter().zip(&context.resolved.components);
    let found = nodes.filter_map(|(node, facts)| {
        let target = facts.given(Input::Availability)?.range.typical;
        let serves = facts.component.kind.takes_load() && facts.shipping == Shipping::Server;
        let left = left_to_do(node).filter(|_| serves && target >= REDUNDANT_FROM)?;
        if left <= 1.0 {
            return None;
        }
        let servers = node.servers.unwrap_or(2.0);
        let (name, one) = (context.name(&node.component), Unit::Count.readable(servers));
        let others = if servers < 3.0 { "the other has" } else { "the others have" };
        Some(Finding {
            code: "failover-overload",
            severity: Severity::Warning,
            component: Some(node.component.clone()),
            input: None,
            message: format!(
                "If one of the {one} servers of {name} fails at the peak, {others} to do {} of what is possible; its availability target is {}",
                percent(left),
                percent(target)
            ),
            advice: "Plan a lower use at the peak, so that one server may fail, or say that answers may come late while it is replaced"
                .to_owned(),
            claims: "",
            fixes: Vec::new(),
        })
    });
    found.collect()
}
