//! `availability-missed`: a component promises to be up more often than what it waits for.
//! `availability-tight`: what it waits for leaves it little downtime of its own, or its target none.

use super::context::percent;
use super::{Context, Finding, Severity};
use crate::advice::availability::{Room, losses};
use crate::base::Range;
use crate::forecast::Visits;
use crate::model::{ComponentId, Edit, Input, InputRef, Quantity};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut visits = Visits::new(&context.graph);
    (0..context.graph.nodes.len()).filter_map(|node| finding(context, &mut visits, node)).collect()
}

fn finding(context: &Context<'_>, visits: &mut Visits<'_>, node: usize) -> Option<Finding> {
    let room = Room::of(&context.graph, visits, node)?;
    let id = &context.graph.nodes[node].component;
    let [name, target] = [context.name(id).to_owned(), percent(room.target)];
    if room.is_never_down() {
        return Some(never_down(id.clone(), &name, &target));
    }
    let losses = losses(&context.graph, node, visits.of(node));
    let others = context.names(losses.iter().map(|(_, id)| *id));
    let (code, severity, message) = if room.is_missed() {
        let reachable = percent(room.reachable());
        let told = format!(
            "{name} is to be up {target} of the time; what it waits for allows {reachable}: {others}"
        );
        ("availability-missed", Severity::Warning, told)
    } else if room.is_tight() {
        let told = format!(
            "{name} is to be up {target} of the time, but for {} a month; what it waits for takes {} of that: {others}",
            room.allowed_in_words(),
            room.taken_in_words(),
        );
        ("availability-tight", Severity::Hint, told)
    } else {
        return None;
    };
    // As much downtime of its own as its target allows now.
    let lower = if room.is_missed() { room.reachable() } else { room.target * room.reach };
    let address = InputRef::component(id.clone(), Input::Availability);
    Some(Finding {
        code,
        severity,
        component: Some(id.clone()),
        input: None,
        message,
        advice: "Raise the targets of what it waits for, answer without them while they are down, or lower its own"
            .to_owned(),
        claims: "",
        fixes: vec![(
            format!("Lower the target of {name} to {}", percent(lower)),
            Edit::Input(address, Some(Quantity::of(Range::exact(lower)))),
        )],
    })
}

/// A target that leaves no downtime at all, whatever the component waits for.
fn never_down(id: ComponentId, name: &str, target: &str) -> Finding {
    Finding {
        code: "availability-tight",
        severity: Severity::Hint,
        component: Some(id),
        input: None,
        message: format!("{name} is to be up {target} of the time, so it may never be down"),
        advice: "Lower its target to what can be kept".to_owned(),
        claims: "",
        fixes: Vec::new(),
    }
}
