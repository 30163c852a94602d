//! Uncertainty by sampling: everything drawn from its three-point distribution, again and again.
//!
//! Each draw takes every input and every figure of the catalog at one probability of its own, so
//! independent numbers rarely lie at the same end together, as they do in an envelope. Two rules
//! tie draws together: the loads of all components rise and fall as one, because they come from
//! the same outside, and a figure of a language is the same wherever the language is used. The
//! probabilities depend on the address and the number of the draw alone: same plan, same result.
//! They are quasi-random (see [`draw`]), so that few draws cover a range evenly.

mod catalogs;
pub mod draw;
mod speeds;

pub use catalogs::Catalogs;

use super::facts::{Facts, Value, Values};
use super::kernel::{Draw, Stack};
use super::point::Point;
use super::resolve::Resolved;
use super::totals;
use crate::base::Range;
use crate::catalog::Catalog;
use crate::model::{CandidateId, Input};
use draw::{exact, probability};

/// Draws behind a range that is shown; a power of two, which the sequence covers evenly.
pub const DRAWS: u32 = 256;

/// What `measure` finds in `draws` draws of a plan and of the catalog's figures.
pub fn of_plan<R>(
    resolved: &Resolved<'_>,
    draws: u32,
    mut measure: impl FnMut(&Resolved<'_>) -> R,
) -> Vec<R> {
    let bare = catalogs::bare(resolved.catalog);
    (0..draws)
        .map(|draw| {
            let catalog = catalogs::drawn(&bare, draw);
            measure(&drawn(resolved, &catalog, draw))
        })
        .collect()
}

/// What `measure` finds of one component in as many draws as there are catalogs; the plan that it
/// is given holds no other component.
pub fn of_component<R>(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    catalogs: &Catalogs,
    mut measure: impl FnMut(&Resolved<'_>, &Facts<'_>) -> R,
) -> Vec<R> {
    let addresses = Addresses::of(facts);
    let draw_one = |(draw, catalog): (u32, &Catalog)| {
        let alone = Resolved {
            plan: resolved.plan,
            catalog,
            scenario: resolved.scenario,
            components: Vec::new(),
            economics: economics(&resolved.economics, draw),
            cut_links: Vec::new(),
        };
        measure(&alone, &addresses.drawn(facts, catalog, draw))
    };
    (0..).zip(catalogs.iter()).map(draw_one).collect()
}

/// What `measure` finds of prices and constants in as many draws as there are catalogs; the plan that
/// it is given holds no component.
pub fn without_components<R>(
    resolved: &Resolved<'_>,
    catalogs: &Catalogs,
    mut measure: impl FnMut(&Resolved<'_>) -> R,
) -> Vec<R> {
    let bare = resolved.without_components();
    let draw_one = |(draw, catalog): (u32, &Catalog)| {
        let economics = economics(&resolved.economics, draw);
        measure(&Resolved { catalog, economics, ..bare.clone() })
    };
    (0..).zip(catalogs.iter()).map(draw_one).collect()
}

/// The kernel's draw and stack of a component with a candidate where the catalog's figures of speed
/// and memory are drawn and all else stays at the medians of `draw`.
#[must_use]
pub fn of_figures(
    draw: &Draw,
    facts: &Facts<'_>,
    candidate: &CandidateId,
    catalogs: &Catalogs,
    draws: usize,
) -> Vec<(Draw, Stack)> {
    let of = |catalog: &Catalog| {
        let candidate = catalog.candidates.get(candidate)?;
        let language = catalog.languages.get(&candidate.language)?;
        let facts = facts.anchored(catalog);
        let rewritten = totals::Rewritten::of(catalog, Point::Typical);
        let drawn = Draw {
            cpython_ms: facts.cpython_ms.range.typical,
            stack_scale: facts.stack_scale * catalog.constant("http_machine", 1.0),
            rewritten,
            ..*draw
        };
        Some((drawn, totals::stack(candidate, language, Point::Typical)))
    };
    catalogs.iter().take(draws).filter_map(of).collect()
}

/// 10th percentile, median and 90th percentile of sampled values, infinite ones included; none
/// without any.
#[must_use]
pub fn percentiles(values: impl Iterator<Item = f64>) -> Option<Range> {
    let mut sorted: Vec<f64> = values.filter(|value| !value.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |tenths| sorted.get(rank(sorted.len(), tenths)).copied();
    Some(Range { low: at(1)?, typical: at(5)?, high: at(9)? })
}

/// The median that [`percentiles`] tells, and nothing else, which is quicker.
#[must_use]
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.retain(|value| !value.is_nan());
    let at = rank(values.len(), 5);
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(at, f64::total_cmp).1)
}

/// Where that many tenths lie among so many sorted values.
const fn rank(values: usize, tenths: usize) -> usize {
    (values.saturating_sub(1) * tenths + 5) / 10
}

fn drawn<'b>(resolved: &Resolved<'b>, catalog: &'b Catalog, draw: u32) -> Resolved<'b> {
    let components = resolved.components.iter();
    Resolved {
        plan: resolved.plan,
        catalog,
        scenario: resolved.scenario,
        components: components
            .map(|facts| Addresses::of(facts).drawn(facts, catalog, draw))
            .collect(),
        economics: economics(&resolved.economics, draw),
        cut_links: resolved.cut_links.clone(),
    }
}

fn at(value: Value, address: u32, draw: u32) -> Value {
    Value { range: exact(value.range, probability(address, draw)), ..value }
}

fn economics(values: &Values, draw: u32) -> Values {
    let mut drawn = *values;
    for &input in Input::ALL {
        let value = &mut drawn[input.index()];
        *value = value.map(|value| at(value, draw::address(input.word()), draw));
    }
    drawn
}

/// The addresses under which the numbers of a component are drawn.
struct Addresses {
    inputs: [u32; Input::ALL.len()],
    load: u32,
    weekly_cost: u32,
    headcount: u32,
}

impl Addresses {
    fn of(facts: &Facts<'_>) -> Self {
        let component = &facts.component.id;
        let of = |input: &Input| draw::address(&format!("component/{component}/{}", input.word()));
        let mut inputs = [0; Input::ALL.len()];
        for (address, input) in inputs.iter_mut().zip(Input::ALL) {
            if facts.value(*input).is_some() {
                *address = of(input);
            }
        }
        let [load, weekly_cost] = ["load", "weekly-cost"].map(draw::address);
        let role = facts.component.owner.as_ref().filter(|_| facts.headcount.is_some());
        let headcount = role
            .map_or(0, |role| draw::address(&format!("role/{role}/{}", Input::Headcount.word())));
        Self { inputs, load, weekly_cost, headcount }
    }

    fn drawn<'a>(&self, facts: &Facts<'a>, catalog: &Catalog, draw: u32) -> Facts<'a> {
        let mut drawn = facts.clone();
        for (value, &address) in drawn.values.iter_mut().zip(&self.inputs) {
            *value = value.map(|value| at(value, address, draw));
        }
        drawn.rate = at(facts.rate, self.load, draw);
        let cpu_time = self.inputs[Input::CpuTime.index()];
        drawn.cpython_ms = at(facts.cpython_ms, cpu_time, draw);
        drawn.measured_ms = facts.measured_ms.map(|ms| exact(ms, probability(cpu_time, draw)));
        drawn.weekly_cost = facts.weekly_cost.map(|value| at(value, self.weekly_cost, draw));
        drawn.headcount = facts.headcount.map(|value| at(value, self.headcount, draw));
        drawn.anchored(catalog)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_leave_a_tenth_on_either_side() {
        let found = percentiles((0..=100).rev().map(f64::from));
        assert_eq!(found, Some(Range { low: 10.0, typical: 50.0, high: 90.0 }));
        assert_eq!(percentiles([1.0, f64::INFINITY].into_iter()).unwrap().high, f64::INFINITY);
        assert_eq!(percentiles([f64::NAN].into_iter()), None);
    }
}
