//! Uncertainty by sampling: everything drawn from its three-point distribution, again and again.
//!
//! Each draw takes every input and every figure of the catalog at one probability of its own, so
//! independent numbers rarely lie at the same end together, as they do in an envelope. Two rules
//! tie draws together: the loads of all components rise and fall as one, because they come from
//! the same outside, and a figure of a language is the same wherever the language is used. The
//! probabilities depend on the address and the number of the draw alone: same plan, same result.

use std::collections::BTreeMap;

use super::facts::{Facts, Value};
use super::kernel::Stack;
use super::point::Point;
use super::resolve::Resolved;
use super::totals;
use crate::base::Range;
use crate::catalog::{Candidate, Catalog, Figure, Language};
use crate::model::Input;

/// Draws behind a range that is shown.
pub const DRAWS: u32 = 200;

/// What `measure` finds in `draws` draws of a plan and of the catalog's figures.
pub fn of_plan<R>(
    resolved: &Resolved<'_>,
    draws: u32,
    mut measure: impl FnMut(&Resolved<'_>) -> R,
) -> Vec<R> {
    let bare = bare(resolved.catalog);
    (0..draws)
        .map(|draw| {
            let catalog = catalog(&bare, draw);
            measure(&drawn(resolved, &catalog, draw))
        })
        .collect()
}

/// The kernel's stack of a candidate in `draws` draws of its and its language's figures.
#[must_use]
pub fn of_candidate(candidate: &Candidate, language: &Language, draws: u32) -> Vec<Stack> {
    let typical = totals::stack(candidate, language, Point::Typical);
    let of_language = |figure: &Figure, name: &str| {
        let address = format!("{}/{name}", language.id);
        let range = figure.range;
        move |draw: u32| exact(range, probability(&address, draw)).typical
    };
    let of_candidate = |figure: &Figure, name: &str| {
        let address = format!("{}/{name}", candidate.id);
        let range = figure.range;
        move |draw: u32| exact(range, probability(&address, draw)).typical
    };
    let interpreted = of_language(&language.interpreted, "interpreted");
    let accelerated = of_language(&language.accelerated, "accelerated");
    let native = of_language(&language.native, "native");
    let overhead_ms = of_candidate(&candidate.overhead, "overhead");
    let process_mb = of_candidate(&candidate.base_memory, "base-memory");
    let connection_kb = of_candidate(&candidate.connection_memory, "connection-memory");
    (0..draws)
        .map(|draw| Stack {
            interpreted: interpreted(draw),
            accelerated: accelerated(draw),
            native: native(draw),
            overhead_ms: overhead_ms(draw),
            process_mb: process_mb(draw),
            connection_kb: connection_kb(draw),
            ..typical
        })
        .collect()
}

/// 10th percentile, median and 90th percentile of sampled values, infinite ones included; none
/// without any.
#[must_use]
pub fn percentiles(values: impl Iterator<Item = f64>) -> Option<Range> {
    let mut sorted: Vec<f64> = values.filter(|value| !value.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let at =
        |tenths: usize| sorted.get((sorted.len().saturating_sub(1) * tenths + 5) / 10).copied();
    Some(Range { low: at(1)?, typical: at(5)?, high: at(9)? })
}

/// The catalog without what figures say of themselves, so that drawing it copies little text.
fn bare(catalog: &Catalog) -> Catalog {
    let strip = |figure: &mut Figure| {
        (figure.sources, figure.hardware, figure.note) = Default::default();
    };
    let mut bare = catalog.clone();
    for language in bare.languages.values_mut() {
        let Language { cpu_vs_go, interpreted, accelerated, native, pause, .. } = language;
        [cpu_vs_go, interpreted, accelerated, native, pause].into_iter().for_each(strip);
        let Language { learning, learning_typed, build_time, hiring, points, .. } = language;
        [learning, learning_typed, build_time, hiring].into_iter().for_each(strip);
        points.iter_mut().for_each(strip);
    }
    for candidate in bare.candidates.values_mut() {
        let Candidate { overhead, base_memory, connection_memory, start, .. } = candidate;
        [overhead, base_memory, connection_memory, start].into_iter().for_each(strip);
        [&mut candidate.tool_start, &mut candidate.artifact].into_iter().for_each(strip);
        candidate.cold_start.iter_mut().for_each(strip);
    }
    bare.constants.values_mut().for_each(strip);
    bare
}

/// The catalog with every figure that forecasts rest on drawn; the rest is left out.
fn catalog(catalog: &Catalog, draw: u32) -> Catalog {
    let languages = catalog.languages.iter();
    let candidates = catalog.candidates.iter();
    let constants = catalog.constants.iter();
    Catalog {
        languages: languages.map(|(id, of)| (id.clone(), drawn_language(of, draw))).collect(),
        candidates: candidates.map(|(id, of)| (id.clone(), drawn_candidate(of, draw))).collect(),
        constants: constants
            .map(|(name, of)| (name.clone(), drawn_figure(of, name, draw)))
            .collect(),
        default_candidates: catalog.default_candidates.clone(),
        sources: BTreeMap::new(),
        presets: Vec::new(),
        economics: BTreeMap::new(),
        headlines: Vec::new(),
    }
}

fn drawn_language(language: &Language, draw: u32) -> Language {
    let mut drawn = language.clone();
    for (name, figure) in [
        ("interpreted", &mut drawn.interpreted),
        ("accelerated", &mut drawn.accelerated),
        ("native", &mut drawn.native),
        ("learning", &mut drawn.learning),
        ("learning-typed", &mut drawn.learning_typed),
        ("build-time", &mut drawn.build_time),
    ] {
        *figure = drawn_figure(figure, &format!("{}/{name}", language.id), draw);
    }
    drawn
}

fn drawn_candidate(candidate: &Candidate, draw: u32) -> Candidate {
    let mut drawn = candidate.clone();
    for (name, figure) in [
        ("overhead", &mut drawn.overhead),
        ("base-memory", &mut drawn.base_memory),
        ("connection-memory", &mut drawn.connection_memory),
    ] {
        *figure = drawn_figure(figure, &format!("{}/{name}", candidate.id), draw);
    }
    drawn
}

fn drawn_figure(figure: &Figure, address: &str, draw: u32) -> Figure {
    Figure { range: exact(figure.range, probability(address, draw)), ..figure.clone() }
}

fn drawn<'b>(resolved: &Resolved<'b>, catalog: &'b Catalog, draw: u32) -> Resolved<'b> {
    let at = |value: Value, address: &str| Value {
        range: exact(value.range, probability(address, draw)),
        ..value
    };
    let components = resolved.components.iter().map(|facts| {
        let address = |input: Input| format!("component/{}/{}", facts.component.id, input.word());
        let mut drawn: Facts<'b> = facts.clone();
        for &input in Input::ALL {
            let value = &mut drawn.values[input.index()];
            *value = value.map(|value| at(value, &address(input)));
        }
        drawn.rate = at(facts.rate, "load");
        drawn.cpython_ms = at(facts.cpython_ms, &address(Input::CpuTime));
        drawn.weekly_cost = facts.weekly_cost.map(|value| at(value, "weekly-cost"));
        drawn
    });
    let mut economics = resolved.economics;
    for &input in Input::ALL {
        let value = &mut economics[input.index()];
        *value = value.map(|value| at(value, input.word()));
    }
    Resolved {
        plan: resolved.plan,
        catalog,
        scenario: resolved.scenario,
        components: components.collect(),
        economics,
        cut_links: resolved.cut_links.clone(),
    }
}

/// The value at a probability; numbers that cannot be negative stay so.
fn exact(range: Range, probability: f64) -> Range {
    if range.is_exact() {
        return range;
    }
    let value = range.quantile(probability);
    Range::exact(if range.low >= 0.0 { value.max(0.0) } else { value })
}

/// A number between 0 and 1 for an address and a draw: FNV-1a of the address, mixed with the draw
/// by `SplitMix64`.
fn probability(address: &str, draw: u32) -> f64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in address.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    let mut mixed =
        hash.wrapping_add(u64::from(draw).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    #[expect(clippy::cast_precision_loss, reason = "52 bits fit")]
    let share = (mixed >> 12) as f64;
    (share + 0.5) / 4_503_599_627_370_496.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_follow_the_distribution() {
        let range = Range { low: 5.0, typical: 8.0, high: 20.0 };
        let draws = (0..20_000).map(|draw| exact(range, probability("a/b", draw)).typical);
        let found = percentiles(draws).unwrap();
        for (found, expected) in [(found.low, 5.0), (found.typical, 8.0), (found.high, 20.0)] {
            assert!((found / expected - 1.0).abs() < 0.02, "{found} {expected}");
        }
    }

    #[test]
    fn addresses_are_drawn_independently() {
        let pair = |draw| probability("a", draw) < 0.5 && probability("b", draw) < 0.5;
        let both = (0..20_000).filter(|&draw| pair(draw)).count();
        assert!((4_700..5_300).contains(&both), "{both}");
    }

    #[test]
    fn percentiles_leave_a_tenth_on_either_side() {
        let found = percentiles((0..=100).rev().map(f64::from));
        assert_eq!(found, Some(Range { low: 10.0, typical: 50.0, high: 90.0 }));
        assert_eq!(percentiles([1.0, f64::INFINITY].into_iter()).unwrap().high, f64::INFINITY);
        assert_eq!(percentiles([f64::NAN].into_iter()), None);
    }
}
