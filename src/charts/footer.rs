//! The footer of exports: what the numbers rest on.

use super::chart::{Assumption, Footer};
use crate::advice;
use crate::base::Range;
use crate::forecast::{Assignment, Facts, Origin, Point, Resolved, totals};
use crate::model::{Input, InputOwner};

/// Number of assumptions that are printed.
const MOST: usize = 3;

/// The footer of a resolved plan; `revision` names its content.
#[must_use]
pub fn footer(resolved: &Resolved<'_>, revision: &str) -> Footer {
    let plan = resolved.plan;
    let candidates = resolved.catalog.compared(&plan.candidates);
    let names: Vec<&str> = candidates.iter().map(|candidate| candidate.name.as_str()).collect();
    let (stated, assumed) = resolved.counts();
    Footer {
        plan: if plan.name.is_empty() { "Unnamed plan".to_owned() } else { plan.name.clone() },
        revision: revision.to_owned(),
        date: plan.date.map_or_else(String::new, |date| date.to_string()),
        scenario: resolved.scenario_name().to_owned(),
        stacks: join(&names),
        assumptions: assumptions(resolved).into_iter().map(|of| of.text).collect(),
        stated,
        assumed,
    }
}

fn join(names: &[&str]) -> String {
    match names {
        [] => "no candidate".to_owned(),
        [one] => (*one).to_owned(),
        [rest @ .., last] if rest.len() < 5 => format!("{} and {last}", rest.join(", ")),
        [first, second, rest @ ..] => {
            format!("{first}, {second} and {} more candidates", rest.len())
        }
    }
}

/// Inputs of components whose assumption may be printed.
const OF_COMPONENTS: &[Input] = &[
    Input::ExternalRate,
    Input::CpuTime,
    Input::Work,
    Input::GpuHours,
    Input::LiveHeap,
    Input::Growth,
    Input::P99Target,
    Input::IoWait,
    Input::Connections,
];

/// Inputs of the plan whose assumption may be printed.
const OF_PLAN: &[Input] = &[
    Input::DefaultWeeklyCost,
    Input::Maintenance,
    Input::VcpuHour,
    Input::GbHour,
    Input::GpuHour,
    Input::Horizon,
    Input::Utilisation,
];

/// The assumptions that matter most: those that, taken at their low and their high end wherever
/// they are assumed, move the plan's total cost as advised furthest apart. One that several
/// components share leads to the first of them.
pub(super) fn assumptions(resolved: &Resolved<'_>) -> Vec<Assumption> {
    let assignment = advice::advised(resolved);
    let mut found: Vec<(f64, Assumption)> = Vec::new();
    for &input in OF_COMPONENTS {
        let built = resolved.components.iter().filter(|facts| facts.component.is_built());
        let (ids, ranges): (Vec<_>, Vec<Range>) =
            built.filter_map(|facts| Some((&facts.component.id, assumed(facts, input)?))).unzip();
        if let (Some(&id), Some(text)) = (ids.first(), describe(input, &ranges)) {
            let owner = InputOwner::Component(id.clone());
            let assumption = Assumption { text, owner, input: Some(input) };
            found.push((sway(resolved, &assignment, input), assumption));
        }
    }
    for &input in OF_PLAN {
        if let Some(value) = resolved.economic(input).filter(|v| v.origin == Origin::Assumed) {
            let text = format!("{} {}", input.label(), value.range.readable(input.unit()));
            let assumption = Assumption { text, owner: InputOwner::Plan, input: Some(input) };
            found.push((sway(resolved, &assignment, input), assumption));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().take(MOST).map(|(_, assumption)| assumption).collect()
}

/// The range of an input where it is assumed.
fn assumed(facts: &Facts<'_>, input: Input) -> Option<Range> {
    let value = match input {
        Input::ExternalRate => facts.rate,
        Input::CpuTime => facts.cpython_ms,
        _ => facts.value(input)?,
    };
    (value.origin == Origin::Assumed).then_some(value.range)
}

/// Difference in the plan's total cost between the ends of an assumed input.
fn sway(resolved: &Resolved<'_>, assignment: &Assignment, input: Input) -> f64 {
    let cost = |point: Point| {
        let mut changed = resolved.clone();
        for facts in changed.components.iter_mut().filter(|facts| facts.component.is_built()) {
            if let Some(range) = assumed(facts, input) {
                *facts = facts.with(input, point.of(range));
            }
        }
        if let Some(value) = resolved.economic(input).filter(|v| v.origin == Origin::Assumed) {
            changed.fix(input, point.of(value.range));
        }
        totals::of_plan(&changed, assignment, Point::Typical).cost()
    };
    (cost(Point::High) - cost(Point::Low)).abs()
}

fn describe(input: Input, ranges: &[Range]) -> Option<String> {
    let first = *ranges.first()?;
    let name = if input == Input::ExternalRate { "peak rate" } else { input.label() };
    if ranges.iter().all(|range| *range == first) {
        return Some(format!("{name} {}", first.readable(input.unit())));
    }
    let all = ranges.iter().copied().reduce(|a, b| Range {
        low: a.low.min(b.low),
        typical: a.typical.max(b.typical),
        high: a.high.max(b.high),
    })?;
    let unit = input.unit();
    let (divisor, suffix) = unit.shown_as(all.typical);
    let [low, high] = [all.low, all.high].map(|x| unit.readable_number(x / divisor));
    let ends = unit.phrase(&format!("{low}..{high}"), suffix);
    Some(format!("{name} {ends} in {} components", ranges.len()))
}
