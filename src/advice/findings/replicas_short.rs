//! `replicas-short`: the replicas that are stated are too few for the peak.
//! `replicas-short-at-twice`: they do for the peak, but could not do for twice of it.
//! `replicas-many`: a part of them would do.

use super::context::percent;
use super::{Context, Finding, Severity};
use crate::base::{Range, Unit};
use crate::forecast::Facts;
use crate::forecast::call_graph::Node;
use crate::model::{ComponentId, Edit, Input, InputRef, Quantity};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let nodes = context.graph.nodes.iter().zip(&context.resolved.components);
    let stated = nodes.filter_map(|(node, facts)| Stated::of(context, node, facts));
    stated.filter_map(|of| short(context, &of).or_else(|| many(context, &of))).collect()
}

/// The replicas that are stated of a component.
struct Stated<'a> {
    id: &'a ComponentId,
    replicas: f64,
    /// Share of what they can do that comes at the peak.
    busy: f64,
    /// Share of it that is planned.
    planned: f64,
    /// Fewest that are asked for, however small the load.
    least: f64,
}

impl<'a> Stated<'a> {
    fn of(context: &Context<'_>, node: &'a Node, facts: &Facts<'_>) -> Option<Self> {
        facts.value(Input::Replicas)?;
        Some(Self {
            id: &node.component,
            replicas: node.servers?,
            busy: node.station?.queue.utilisation(),
            planned: context.resolved.economic(Input::Utilisation)?.range.typical,
            least: if facts.value(Input::Availability).is_some() { 2.0 } else { 1.0 },
        })
    }

    /// Stating so many of them instead; none beyond what can be stated.
    fn instead(&self, label: String, enough: f64) -> Option<(String, Edit)> {
        let address = InputRef::component(self.id.clone(), Input::Replicas);
        let stated = Quantity::of(Range::exact(enough));
        let can_be = enough <= Input::Replicas.bounds().1;
        can_be.then_some((label, Edit::Input(address, Some(stated))))
    }
}

/// What is said of stated replicas (`they`) that are busy to a share at the peak, while another is
/// planned, and how many times as many do.
fn said(they: &str, busy: f64, planned: f64) -> Option<(Severity, String, f64)> {
    let percent_of_possible =
        |share: f64| format!("{} of what is possible", Unit::Share.readable(share));
    if busy >= 1.0 {
        let told = format!("at the peak {they} would have to do {}", percent_of_possible(busy));
        return Some((Severity::Error, told, busy / planned));
    }
    if busy > planned {
        let does = if they == "it" { "does" } else { "do" };
        let [told, most] = [percent_of_possible(busy), percent(planned)];
        let told = format!("at the peak {they} {does} {told}; at most {most} is planned");
        return Some((Severity::Warning, told, busy / planned));
    }
    (2.0 * busy >= 1.0).then(|| {
        let told = percent_of_possible(2.0 * busy);
        (Severity::Hint, format!("at twice the peak {they} would have to do {told}"), 2.0 * busy)
    })
}

/// How many times the replicas that would do are too many.
const MANY: f64 = 4.0;

/// More replicas than the peak asks for, by far.
fn many(context: &Context<'_>, of: &Stated<'_>) -> Option<Finding> {
    let enough = libm::ceil(of.replicas * of.busy / of.planned - 1e-9).max(of.least);
    if of.replicas < MANY * enough {
        return None;
    }
    let name = context.name(of.id);
    let [stated, needed] = [of.replicas, enough].map(|count| Unit::Count.readable(count));
    Some(Finding {
        code: "replicas-many",
        severity: Severity::Hint,
        component: Some(of.id.clone()),
        input: Some(InputRef::component(of.id.clone(), Input::Replicas)),
        message: format!("{name} is to run on {stated} replicas; for its peak {needed} would do"),
        advice: "Run fewer of them, or state what else asks for so many".to_owned(),
        claims: "",
        fixes: of.instead(format!("Run {name} on {needed}"), enough).into_iter().collect(),
    })
}

fn short(context: &Context<'_>, of: &Stated<'_>) -> Option<Finding> {
    let (few, they) = if of.replicas < 1.5 { ("replica", "it") } else { ("replicas", "they") };
    let (severity, told, times) = said(they, of.busy, of.planned)?;
    // Work spreads over what there is. Twice the peak is not to keep all of them busy.
    let enough = if severity == Severity::Hint {
        libm::floor(of.replicas * times) + 1.0
    } else {
        libm::ceil(of.replicas * times - 1e-9)
    };
    let name = context.name(of.id);
    let [replicas, count] = [of.replicas, enough].map(|count| Unit::Count.readable(count));
    Some(Finding {
        code: if severity == Severity::Hint { "replicas-short-at-twice" } else { "replicas-short" },
        severity,
        component: Some(of.id.clone()),
        input: Some(InputRef::component(of.id.clone(), Input::Replicas)),
        message: format!("{name} is to run on {replicas} {few}; {told}"),
        advice: format!("Run {count} of them, or larger ones, or have it do less for each request"),
        claims: "",
        fixes: of.instead(format!("Run {name} on {count} replicas"), enough).into_iter().collect(),
    })
}
