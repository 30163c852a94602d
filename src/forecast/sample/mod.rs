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
mod drawer;
mod speeds;

pub use catalogs::Catalogs;

use std::sync::Arc;

use super::economics::{Economic, Economics};
use super::facts::{Facts, Value};
use super::kernel::{Draw, Stack};
use super::linked::Linked;
use super::point::Point;
use super::resolve::Resolved;
use super::totals;
use crate::base::Range;
use crate::catalog::Catalog;
use crate::model::{CandidateId, Input};
use draw::{exact, probability};
use drawer::Drawer;

/// Draws behind a range that is shown; a power of two, which the sequence covers evenly.
pub const DRAWS: u32 = 256;

/// Components up to which each is drawn as often; beyond them all draws of all components together stay
/// about as many.
const MANY: usize = 5_000;

/// Fewest draws of a component, a power of two as well: their 10th percentile is the third smallest.
const FEWEST: u32 = 16;

/// Draws behind what is told of a plan: fewer where there are thousands of components, so that plans of
/// any size are told in the time of one of thousands.
#[must_use]
pub fn draws(resolved: &Resolved<'_>) -> u32 {
    let components = resolved.plan.components.len();
    let mut draws = DRAWS;
    while draws > FEWEST && components * draws as usize > MANY * DRAWS as usize {
        draws /= 2;
    }
    draws
}

/// What `measure` finds in `draws` draws of a plan and of the catalog's figures.
pub fn of_plan<R>(
    resolved: &Resolved<'_>,
    draws: u32,
    mut measure: impl FnMut(&Resolved<'_>) -> R,
) -> Vec<R> {
    let catalogs = Catalogs::new(resolved.catalog, draws);
    let drawers: Vec<Drawer<'_>> = resolved.components.iter().map(Drawer::of).collect();
    let draw_one = |(draw, catalog, economics): (u32, &Catalog, Economics)| {
        let mut drawn = without_components_in(resolved, catalog, economics);
        drawn.components.clone_from(&resolved.components);
        for (drawer, facts) in drawers.iter().zip(&mut drawn.components) {
            drawer.draw(facts, catalog, draw);
        }
        drawn.cut_links = Arc::clone(&resolved.cut_links);
        drawn.going = Arc::clone(&resolved.going);
        measure(&drawn)
    };
    each(resolved, &catalogs).map(draw_one).collect()
}

/// What `measure` finds of one component in as many draws as there are catalogs; the plan that it
/// is given holds no other component.
pub fn of_component<R>(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    catalogs: &Catalogs,
    mut measure: impl FnMut(&Resolved<'_>, &Facts<'_>) -> R,
) -> Vec<R> {
    let drawer = Drawer::of(facts);
    let mut facts = facts.clone();
    let draw_one = |(draw, catalog, economics): (u32, &Catalog, Economics)| {
        drawer.draw(&mut facts, catalog, draw);
        measure(&without_components_in(resolved, catalog, economics), &facts)
    };
    each(resolved, catalogs).map(draw_one).collect()
}

/// What `measure` finds of prices and constants in as many draws as there are catalogs; the plan that
/// it is given holds no component.
pub fn without_components<R>(
    resolved: &Resolved<'_>,
    catalogs: &Catalogs,
    mut measure: impl FnMut(&Resolved<'_>) -> R,
) -> Vec<R> {
    let draw_one = |(_, catalog, economics): (u32, &Catalog, Economics)| {
        measure(&without_components_in(resolved, catalog, economics))
    };
    each(resolved, catalogs).map(draw_one).collect()
}

/// The draws by number, with the catalog and the prices of each; those of the shipped catalog that are
/// told are made once for a plan.
fn each<'c>(
    resolved: &Resolved<'_>,
    catalogs: &'c Catalogs,
) -> impl Iterator<Item = (u32, &'c Catalog, Economics)> {
    let values = *resolved.economics.values();
    let make = || {
        let all = (0..).zip(catalogs.told_of_shipped().unwrap_or_default());
        all.map(|(draw, catalog)| in_draw(resolved, catalog, &economics(&values, draw))).collect()
    };
    let told = catalogs.told_of_shipped().map(|_| Arc::clone(resolved.economics.told(make)));
    (0..).zip(catalogs.iter()).map(move |(draw, catalog)| {
        let at_hand = told.as_ref().and_then(|told| told.get(draw as usize)).cloned();
        (draw, catalog, at_hand.unwrap_or_else(|| Economics::new(&economics(&values, draw))))
    })
}

/// Prices in a draw with what components share under them.
fn in_draw(resolved: &Resolved<'_>, catalog: &Catalog, values: &Economic) -> Economics {
    let alone = without_components_in(resolved, catalog, Economics::new(values));
    Economics::with(values, &totals::Shared::of(&alone, Point::Typical))
}

fn without_components_in<'b>(
    resolved: &Resolved<'b>,
    catalog: &'b Catalog,
    economics: Economics,
) -> Resolved<'b> {
    Resolved {
        plan: resolved.plan,
        catalog,
        scenario: resolved.scenario,
        components: Vec::new(),
        economics,
        cut_links: Arc::default(),
        going: Arc::default(),
        linked: Linked::default(),
    }
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
    let mut values: Vec<f64> = values.filter(|value| !value.is_nan()).collect();
    let [low, middle, high] = [1, 5, 9].map(|tenths| rank(values.len(), tenths));
    if values.is_empty() {
        return None;
    }
    // The ends lie on their side of the median, so that nothing has to be sorted whole.
    let (below, &mut typical, above) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let end = |part: &mut [f64], at: usize| {
        let inside = at < part.len();
        inside.then(|| *part.select_nth_unstable_by(at, f64::total_cmp).1)
    };
    let low = end(below, low).unwrap_or(typical);
    let high = high.checked_sub(middle + 1).and_then(|at| end(above, at)).unwrap_or(typical);
    Some(Range { low, typical, high })
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

fn at(value: Value, address: u32, draw: u32) -> Value {
    Value { range: exact(value.range, probability(address, draw)), ..value }
}

fn economics(values: &Economic, draw: u32) -> Economic {
    let mut drawn = *values;
    for &input in Input::ALL {
        let value = &mut drawn[input.index()];
        *value = value.map(|value| at(value, draw::address(input.word()), draw));
    }
    drawn
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
