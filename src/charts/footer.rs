//! The footer of exports: what the numbers rest on.

use std::collections::BTreeMap;

use super::chart::{Assumption, Cited, Footer};
use crate::advice::{
    self,
    ledger::{self, Assumed},
};
use crate::base::prose::{in_a_row, prose};
use crate::catalog::{Catalog, Source};
use crate::forecast::Resolved;
use crate::model::{Input, InputOwner, Plan};

/// Number of assumptions that are printed.
const MOST: usize = 3;
/// Share of what the largest moves below which one does not matter.
const MATTERS: f64 = 0.1;

/// The footer of a resolved plan; `revision` names its content.
#[must_use]
pub fn footer(resolved: &Resolved<'_>, revision: &str) -> Footer {
    let plan = resolved.plan;
    let candidates = resolved.catalog.compared(&plan.candidates);
    let names: Vec<&str> = candidates.iter().map(|candidate| candidate.name.as_str()).collect();
    Footer {
        plan: plan.title().to_owned(),
        revision: revision.to_owned(),
        date: plan.date.map_or_else(String::new, |date| date.to_string()),
        scenario: resolved.scenario_name().to_owned(),
        stacks: join(&names),
        assumptions: assumptions(resolved).into_iter().map(|of| of.text).collect(),
        counts: resolved.counts(),
        sources: cited(resolved.catalog),
    }
}

/// What the sources of a catalog are called, by id.
pub(super) fn cited(catalog: &Catalog) -> BTreeMap<String, Cited> {
    let cited = |source: &Source| Cited {
        short: source.short.clone(),
        title: source.title.clone(),
        url: source.url.clone(),
    };
    catalog.sources.iter().map(|(id, source)| (id.clone(), cited(source))).collect()
}

fn join(names: &[&str]) -> String {
    match names {
        [] => "no candidate".to_owned(),
        [first, second, rest @ ..] if rest.len() > 3 => {
            format!("{first}, {second} and {} more candidates", rest.len())
        }
        few => in_a_row(few),
    }
}

/// The assumptions that matter most: those that, taken at their low and their high end wherever
/// they are assumed, move the plan's total cost as decided, else advised, furthest apart. One that
/// several elements share leads to the one of them that moves it most.
pub(super) fn assumptions(resolved: &Resolved<'_>) -> Vec<Assumption> {
    let assignment = advice::decided_else_advised(resolved);
    let assumed = ledger::assumed(resolved, &assignment);
    // What moves next to nothing does not matter, however little else is assumed.
    let most = assumed.iter().map(|assumed| assumed.swing.abs()).fold(0.0, f64::max);
    let assumed = assumed.into_iter().filter(|of| of.swing.abs() > MATTERS * most);
    assumed.filter_map(|assumed| in_words(resolved.plan, &assumed)).take(MOST).collect()
}

/// Those of the assumptions that a chart of these inputs rests on: first what moves the cost, which
/// is what loads servers, then what moves nothing but what the chart shows.
pub(super) fn assumptions_on(resolved: &Resolved<'_>, inputs: &[Input]) -> Vec<Assumption> {
    let assignment = advice::decided_else_advised(resolved);
    let assumed = ledger::assumed(resolved, &assignment).into_iter();
    let matters = assumed.filter(|assumed| inputs.contains(&assumed.input));
    matters.filter_map(|assumed| in_words(resolved.plan, &assumed)).take(MOST).collect()
}

fn in_words(plan: &Plan, assumed: &Assumed) -> Option<Assumption> {
    let (owner, _) = assumed.places.first()?.clone();
    let text = prose(&in_notation(plan, assumed)?);
    Some(Assumption { text, owner, input: Some(assumed.input) })
}

/// An assumption as readers read it: the same range wherever it is made, or that of the place where it
/// matters most, with how many others there are.
fn in_notation(plan: &Plan, assumed: &Assumed) -> Option<String> {
    let (input, unit) = (assumed.input, assumed.input.unit());
    let name = if input == Input::ExternalRate { "peak rate" } else { input.label() };
    let ((owner, first), others) = assumed.places.split_first()?;
    let range = first.readable(unit);
    if !others.is_empty() && others.iter().all(|(_, range)| range == first) {
        return Some(format!("{name} {range}"));
    }
    let of = called(plan, owner).map_or_else(String::new, |owner| format!(" of {owner}"));
    let more = match others.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!("{name}{of} {range}{more}"))
}

/// What the element is called that an input belongs to; none for the plan.
fn called(plan: &Plan, owner: &InputOwner) -> Option<String> {
    let component = |id| plan.components.get(id).map(|of| of.name.clone());
    match owner {
        InputOwner::Plan => None,
        InputOwner::Component(id) => component(id),
        InputOwner::Role(id) => plan.roles.get(id).map(|of| of.name.clone()),
        InputOwner::Link(id) => {
            let link = plan.links.get(id)?;
            Some(format!("{} → {}", component(&link.from)?, component(&link.to)?))
        }
    }
}
