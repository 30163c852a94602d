//! Figures of the catalog that a criterion rests on.

use super::super::case::{Case, Contender};
use super::super::gate;
use crate::catalog::{Figure, Language, Need};
use crate::forecast::kernel::{self, Stack};
use crate::forecast::{Origin, Point, delivery, totals};
use crate::model::{Input, Kind};

/// A figure with what it speaks of and what it counts.
pub(super) type Behind<'a> = (String, &'static str, &'a Figure);

/// Share of CPU time below which a class of it does not count, and of the time to answer below which
/// pauses do not.
const COUNTS: f64 = 0.05;

/// Figures behind a criterion for one contender, and those of every plan. Criteria that rest on
/// facts alone have none.
pub(super) fn behind<'a>(
    criterion: &str,
    case: &Case<'a>,
    contender: &Contender<'a>,
) -> Vec<Behind<'a>> {
    let (language, candidate) = (contender.language, contender.candidate);
    let of_language =
        |what: &'static str, figure: &'a Figure| (language.name.clone(), what, figure);
    let of_stack = |what: &'static str, figure: &'a Figure| (candidate.name.clone(), what, figure);
    let points = |need: Need| -> Vec<Behind<'a>> { points(language, need).into_iter().collect() };
    match criterion {
        "run-cost" => {
            let mut all = cpu(case, contender);
            all.push(of_stack("memory of a process", &candidate.base_memory));
            all.extend(prices(case));
            all
        }
        "tail-latency" => {
            let mut all = cpu(case, contender);
            if pauses_count(case, contender) {
                all.push(of_language("length of pauses", &language.pause));
            }
            all
        }
        "concurrency" => {
            let mut all = vec![of_stack("memory of a connection", &candidate.connection_memory)];
            if case.facts.component.traits.stateful_sessions == Some(true) {
                all.extend(points(Need::Sessions));
            }
            all
        }
        "data-ecosystem" => {
            let own = case.facts.data_analysis;
            let numerics = if own { points(Need::Numerics) } else { Vec::new() };
            [points(Need::Data), numerics].concat()
        }
        "service-ecosystem" => points(Need::Services),
        "standard-library" => {
            let web = case.facts.component.kind == Kind::WebApp;
            points(if web { Need::Frameworks } else { Need::Standard })
        }
        "upkeep" => {
            let hostile = case.facts.component.traits.hostile_input == Some(true);
            let safety = if hostile { points(Need::Safety) } else { Vec::new() };
            [points(Need::Typing), safety].concat()
        }
        "shipping" => {
            let start = gate::start(case, contender);
            vec![of_stack("start", start), of_stack("what is handed over", &candidate.artifact)]
        }
        "delivery" => {
            let missing = case.resolved.catalog.constants.get("missing_libraries");
            let missing = missing.map(|figure| {
                ("Every plan".to_owned(), "build time where libraries are missing", figure)
            });
            let own = of_language("build time over Python's", &language.build_time);
            [own].into_iter().chain(missing).collect()
        }
        "team" if case.facts.skill(&language.id).is_none() => {
            vec![of_language("learning", delivery::learning(case.resolved, case.facts, language))]
        }
        _ => Vec::new(),
    }
}

/// Whether the reason would say something else without pauses: where they are said to hurt, or where
/// they make up a share of the time worth counting.
fn pauses_count(case: &Case<'_>, contender: &Contender<'_>) -> bool {
    if case.facts.component.traits.pause_sensitive == Some(true) {
        return true;
    }
    let stack = totals::stack(contender.candidate, contender.language, Point::Typical);
    let smooth = Stack { short_pause_ms: 0.0, long_pause_ms: 0.0, ..stack };
    let without = kernel::estimate(&case.draw, &smooth).p99_ms;
    contender.estimate.p99_ms - without >= COUNTS * contender.estimate.p99_ms
}

fn points(language: &Language, need: Need) -> Option<Behind<'_>> {
    let figure = language.points.get(need as usize)?;
    Some((language.name.clone(), need.label(), figure))
}

/// Figures that CPU time per request rests on: the classes of time that this component has.
fn cpu<'a>(case: &Case<'a>, contender: &Contender<'a>) -> Vec<Behind<'a>> {
    let (language, draw) = (contender.language, &case.draw);
    let classes = [
        (draw.interpreted, "speed, interpreted code", &language.interpreted),
        (draw.accelerated, "speed, C-accelerated library", &language.accelerated),
        (draw.native, "speed, native libraries", &language.native),
    ];
    let classes = classes.into_iter().filter(|(share, ..)| *share >= COUNTS);
    let mut all: Vec<Behind<'a>> =
        classes.map(|(_, what, figure)| (language.name.clone(), what, figure)).collect();
    let candidate = contender.candidate;
    all.push((candidate.name.clone(), "CPU time of the stack", &candidate.overhead));
    all
}

/// Prices that the plan has not stated.
fn prices<'a>(case: &Case<'a>) -> Vec<Behind<'a>> {
    let inputs = [(Input::VcpuHour, "price of a processor"), (Input::GbHour, "price of memory")];
    let assumed = inputs.into_iter().filter(|(input, _)| {
        case.resolved.economic(*input).is_some_and(|value| value.origin == Origin::Assumed)
    });
    assumed
        .filter_map(|(input, what)| {
            let figure = case.resolved.catalog.economics.get(&input)?;
            Some(("Every plan".to_owned(), what, figure))
        })
        .collect()
}
