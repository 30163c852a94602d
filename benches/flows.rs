//! Whole flows: their formula for large plans, and events of the simulation per second.

#![expect(clippy::unwrap_used, reason = "a bench stops where its own plan is wrong")]

mod support;

use std::ops::ControlFlow;
use std::time::Instant;

use polyplan::advice;
use polyplan::catalog::Catalog;
use polyplan::forecast::flow_latency::flows;
use polyplan::forecast::simulate::{Settings, seconds_for, simulate};
use polyplan::forecast::{CallGraph, Resolved};
use support::{measure, plans};

/// Events per second that a simulation should play.
const TARGET: f64 = 5e6;

fn main() {
    let catalog = Catalog::shipped().unwrap();
    for size in [100, 1_000] {
        let plan = plans::plan(size, 2 * size);
        let resolved = Resolved::new(&plan, catalog, None);
        let assignment = advice::decided_else_advised(&resolved);
        let graph = CallGraph::new(&resolved, &assignment);
        let found = flows(&graph);
        let target = (size == 100).then_some(10.0);
        measure(&format!("{} flows of {size} components", found.len()), target, || flows(&graph));
        let seconds = seconds_for(&graph, 2e6).unwrap();
        let settings = Settings { seconds, seed: 1 };
        let mut rates = Vec::new();
        for _ in 0..5 {
            let start = Instant::now();
            let found = simulate(&graph, settings, |_| ControlFlow::Continue(())).unwrap();
            #[expect(clippy::cast_precision_loss, reason = "a count of events")]
            rates.push(found.events as f64 / start.elapsed().as_secs_f64());
        }
        rates.sort_by(f64::total_cmp);
        println!(
            "simulation of {size} components: {:.1} million events a second, target {:.0}: {}",
            rates[2] / 1e6,
            TARGET / 1e6,
            if rates[2] >= TARGET { "ok" } else { "MISSED" }
        );
    }
}
