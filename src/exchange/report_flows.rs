//! The report's part on whole flows.

use super::report::Material;
use crate::advice;
use crate::base::{Unit, number};
use crate::draw::document::{Block, Column, Table};
use crate::forecast::{CallGraph, Origin, Response, flow_latency, responses};
use crate::model::ComponentId;

/// Latency, availability and single points of failure of every flow; nothing without any.
pub(super) fn flows(material: Material<'_>, drawn: &[Response]) -> Vec<Block> {
    let resolved = material.resolved;
    let graph = CallGraph::new(resolved, &advice::decided_else_advised(resolved));
    let names = |ids: &[ComponentId]| {
        ids.iter().map(|id| material.name(id).to_owned()).collect::<Vec<_>>().join(", ")
    };
    let assumed = |id: &ComponentId| {
        let facts = resolved.facts(id);
        let is_assumed = facts.is_some_and(|facts| facts.rate.origin == Origin::Assumed);
        if is_assumed { ", assumed" } else { "" }
    };
    let rows: Vec<Vec<String>> = flow_latency::flows(&graph)
        .iter()
        .filter_map(|flow| Some((flow, drawn.iter().find(|of| of.component == flow.entry)?)))
        // What only sends messages is not waited for.
        .filter(|(_, answer)| answer.p99_ms.typical > 0.0)
        .map(|(flow, answer)| {
            let available = flow
                .availability
                .map_or_else(|| "no target".to_owned(), |up| format!("{:.2} %", up * 100.0));
            let [p50, p95, p99] =
                times([answer.p50_ms, answer.p95_ms, answer.p99_ms].map(|of| of.typical));
            let [low, high] = [answer.p99_ms.low, answer.p99_ms.high];
            let chance = on_target(material, drawn, answer);
            vec![
                material.name(&flow.entry).to_owned(),
                rate(flow.rate_per_s) + assumed(&flow.entry),
                p50,
                p95,
                p99,
                if low < high { ends(low, high) } else { String::new() },
                chance,
                available,
                names(&flow.single_points),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        Column::words(&format!("Flow, {}", material.as_what())),
        Column::figures("Rate"),
        Column::figures("p50"),
        Column::figures("p95"),
        Column::figures("p99"),
        Column::figures("p99 in 8 of 10 cases"),
        Column::figures("On target"),
        Column::figures("Available"),
        Column::words("Without a spare"),
    ];
    let mut blocks = vec![
        Block::Table(Table { columns, rows }),
        Block::Note(format!(
            "Times are {}; what is not decided counts as advised. On target: chance to keep the p99 target that is stated for the entry, or the least of those of what it calls first, which is named. Available: product of the availability targets of everything that the entry waits for, else its own; what has no target counts as never down, so it is at best this. Without a spare: what the answer waits for and what has a single server of its own; if that fails, the flow is down. A flow from outside counts the retries and repeated calls of its first link as well, so it takes a little longer than what it calls.",
            responses::how(resolved)
        )),
    ];
    blocks.extend(routes(material));
    blocks
}

/// Links that only some requests take; nothing where all take all.
fn routes(material: Material<'_>) -> Option<Block> {
    let plan = material.resolved.plan;
    let told = plan.links.values().filter_map(|link| {
        let takers = plan.takers(link)?;
        let [from, to] = [&link.from, &link.to].map(|id| material.name(id));
        Some(format!("{from} to {to} {takers}"))
    });
    let told: Vec<String> = told.collect();
    let text = format!("Only some requests take these links: {}.", told.join("; "));
    (!told.is_empty()).then_some(Block::Note(text))
}

/// How often a flow is on target: its own, else the one least likely to be met of those that it calls
/// first.
fn on_target(material: Material<'_>, drawn: &[Response], answer: &Response) -> String {
    if let Some(chance) = answer.chance {
        return number::of_100(chance);
    }
    let links = material.resolved.plan.links.values();
    let called = links
        .filter(|link| link.from == answer.component && link.is_synchronous())
        .filter_map(|link| Some((&link.to, responses::of_component(drawn, &link.to)?.chance?)));
    called.min_by(|a, b| a.1.total_cmp(&b.1)).map_or_else(
        || "no target".to_owned(),
        |(id, chance)| format!("{}: {}", material.name(id), number::of_100(chance)),
    )
}

/// A rate in the unit in which it can be imagined: what happens less than once a minute by the day.
fn rate(per_s: f64) -> String {
    if per_s * 60.0 < 1.0 {
        format!("{} a day", number::readable(per_s * 86_400.0))
    } else {
        format!("{}/s", number::readable(per_s))
    }
}

/// Times from the shortest to the longest, all in one unit: that of the longest, unless the shortest
/// is less than one of it.
fn times(times: [f64; 3]) -> [String; 3] {
    let [shortest, _, longest] = times;
    let wide = Unit::Ms.shown_as(longest);
    let (divisor, suffix) = if shortest < wide.0 { Unit::Ms.shown_as(shortest) } else { wide };
    times.map(|ms| Unit::Ms.phrase(&Unit::Ms.readable_number(ms / divisor), suffix))
}

/// The ends of a range, each in a unit that suits both: they may lie far apart.
fn ends(low: f64, high: f64) -> String {
    format!("{} to {}", Unit::Ms.readable_beside(low, high), Unit::Ms.readable(high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_that_lie_far_apart_are_read() {
        assert_eq!(ends(86.2, 220.0), "86.2 ms to 220 ms");
        assert_eq!(ends(5_150.0, 7.87 * 6e4), "5.15 s to 7.87 min");
        assert_eq!(ends(600_000.0, 1_830.0 * 6e4), "10 min to 30.5 h");
    }

    #[test]
    fn what_is_rare_is_told_by_the_day() {
        for (per_s, told) in [
            (0.001, "86.4 a day"),
            (1.0 / 61.0, "1,420 a day"),
            (1.0 / 60.0, "0.0167/s"),
            (3.0, "3/s"),
        ] {
            assert_eq!(rate(per_s), told);
        }
    }

    #[test]
    fn times_of_a_row_have_one_unit() {
        assert_eq!(times([8070.0, 18_000.0, 31_600.0]), ["8.07 s", "18 s", "31.6 s"]);
        assert_eq!(times([23.6 * 6e4, 1.2e5, 2.61 * 3.6e6]), ["23.6 min", "2 min", "157 min"]);
        assert_eq!(times([12.0, 40.0, 11_000.0]), ["12 ms", "40 ms", "11,000 ms"]);
    }
}
