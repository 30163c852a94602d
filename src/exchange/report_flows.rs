//! The report's part on whole flows.

use super::report::Material;
use crate::advice;
use crate::base::{Unit, number};
use crate::draw::document::{Block, Column, Table};
use crate::forecast::{CallGraph, flow_latency};
use crate::model::ComponentId;

/// Latency, availability and single points of failure of every flow; nothing without any.
pub(super) fn flows(material: Material<'_>) -> Vec<Block> {
    let resolved = material.resolved;
    let graph = CallGraph::new(resolved, &advice::decided_else_advised(resolved));
    let names = |ids: &[ComponentId]| {
        ids.iter().map(|id| material.name(id).to_owned()).collect::<Vec<_>>().join(", ")
    };
    let rows: Vec<Vec<String>> = flow_latency::flows(&graph)
        .iter()
        // What only sends messages is not waited for.
        .filter(|flow| flow.p99_ms > 0.0)
        .map(|flow| {
            let available = flow
                .availability
                .map_or_else(|| "no target".to_owned(), |up| format!("{:.2} %", up * 100.0));
            vec![
                material.name(&flow.entry).to_owned(),
                format!("{}/s", number::readable(flow.rate_per_s)),
                Unit::Ms.readable(flow.p50_ms),
                Unit::Ms.readable(flow.p95_ms),
                Unit::Ms.readable(flow.p99_ms),
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
        Column::figures("Available"),
        Column::words("On one server"),
    ];
    vec![
        Block::Table(Table { columns, rows }),
        Block::Note(
            "At the medians; what is not decided counts as advised. Available: product of the availability targets of everything the answer waits for; what has no target counts as never down, so it is at best this. What runs on one server takes the flow down with it. A flow from outside counts the retries and repeated calls of its first link as well, so it takes a little longer than what it calls."
                .to_owned(),
        ),
    ]
}
