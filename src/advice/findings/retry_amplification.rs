//! `retry-amplification`: retries of calls inside calls multiply.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Finding, Severity};
use crate::base::{Range, Unit};
use crate::forecast::Origin;
use crate::forecast::flow::link_input;
use crate::model::{ComponentId, Edit, Input, InputOwner, InputRef, Kind, Link, Quantity};

/// Calls for each one meant from which they are too many.
const FROM: f64 = 2.0;

/// How requests reach a component on the path whose retries multiply most.
#[derive(Clone, Copy)]
struct Reached<'a> {
    factor: f64,
    /// The last link of the path, with the attempts of each of its calls.
    by: Option<(&'a Link, f64)>,
}

type Paths<'a> = BTreeMap<&'a ComponentId, Reached<'a>>;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let reached = reached(context);
    let too_many = || reached.iter().filter(|(_, of)| of.factor >= FROM);
    // Links whose path goes on to further retries: the whole path is one finding.
    let mut inner = BTreeSet::new();
    for (id, _) in too_many() {
        inner.extend(retried(&reached, id).iter().skip(1).map(|link| &link.id));
    }
    let found = too_many().filter_map(|(id, of)| {
        let links = retried(&reached, id);
        // Retries in one place are no more than they seem.
        let [last, .., outermost] = &links[..] else { return None };
        if last.to != **id || inner.contains(&last.id) {
            return None;
        }
        let edit = |link: &&Link| {
            let owner = InputOwner::Link(link.id.clone());
            let none = Quantity::of(Range::exact(0.0));
            Edit::Input(InputRef { owner, input: Input::Retries }, Some(none))
        };
        let mut path = vec![context.name(id)];
        path.extend(steps(&reached, id).map(|(link, _)| context.name(&link.from)));
        path.reverse();
        Some(Finding {
            code: "retry-amplification",
            severity: Severity::Warning,
            component: Some((*id).clone()),
            input: None,
            message: format!(
                "Retries multiply along {}: {} calls arrive for each one meant",
                path.join(" → "),
                Unit::Count.readable(of.factor)
            ),
            advice: "Retry in one place only, at the outermost call that can afford it".to_owned(),
            claims: "",
            fixes: vec![(
                format!(
                    "Retry only from {} to {}",
                    context.name(&outermost.from),
                    context.name(&outermost.to)
                ),
                Edit::Many(links[..links.len() - 1].iter().map(edit).collect()),
            )],
        })
    });
    found.collect()
}

/// The path to each component that is reached with retries.
fn reached<'a>(context: &Context<'a>) -> Paths<'a> {
    let plan = context.resolved.plan;
    let mut calls: BTreeMap<&ComponentId, Vec<(&Link, f64)>> = BTreeMap::new();
    for link in context.resolved.open_links().filter(|link| link.is_synchronous()) {
        // Nobody waits behind a queue, so nobody calls again.
        if plan.components.get(&link.from).is_some_and(|from| from.kind != Kind::Queue) {
            calls.entry(&link.from).or_default().push((link, attempts(context, link)));
        }
    }
    let mut reached = Paths::new();
    for &index in &context.graph.order {
        let from = context.resolved.components[index].component;
        let before = reached.get(&from.id).map_or(1.0, |of| of.factor);
        for &(link, attempts) in calls.get(&from.id).into_iter().flatten() {
            let factor = before * attempts;
            if factor > reached.get(&link.to).map_or(1.0, |of| of.factor) {
                reached.insert(&link.to, Reached { factor, by: Some((link, attempts)) });
            }
        }
    }
    reached
}

/// Attempts of each call as stated; what is assumed accuses nobody.
fn attempts(context: &Context<'_>, link: &Link) -> f64 {
    let resolved = context.resolved;
    let retries = link_input(link, Input::Retries, resolved.catalog, resolved.scenario);
    if retries.origin == Origin::Stated { 1.0 + retries.range.typical } else { 1.0 }
}

/// The links of the path to a component, last first.
fn steps<'a, 'b>(
    reached: &'b Paths<'a>,
    id: &ComponentId,
) -> impl Iterator<Item = (&'a Link, f64)> + use<'a, 'b> {
    let by = |id: &ComponentId| reached.get(id).and_then(|of| of.by);
    std::iter::successors(by(id), move |(link, _)| by(&link.from))
}

/// Those of them that are retried.
fn retried<'a>(reached: &Paths<'a>, id: &ComponentId) -> Vec<&'a Link> {
    let steps = steps(reached, id).filter(|(_, attempts)| *attempts > 1.0);
    steps.map(|(link, _)| link).collect()
}
