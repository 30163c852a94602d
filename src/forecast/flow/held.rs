//! How long calls in the plan hold a request of their caller.

use std::collections::BTreeMap;

use super::{Network, add_ranges, multiply};
use crate::base::Range;

impl Network {
    /// How long a request of each component is held at least by its calls, ms: the waits that lie at
    /// the end of them, `own` of each component, with calls of one stage side by side and stages one
    /// after another. What the called compute is left out, since it hangs on their languages.
    pub(super) fn held(&self, own: &[Range]) -> Vec<Range> {
        let mut held = vec![Range::exact(0.0); own.len()];
        for &component in self.order.iter().rev() {
            let mut stages: BTreeMap<u16, Range> = BTreeMap::new();
            for flow in self.outgoing[component].iter().map(|&place| &self.flows[place]) {
                let Some(stage) = flow.stage else { continue };
                let calls = multiply(add_ranges(own[flow.to], held[flow.to]), flow.mean_factor());
                let slowest = stages.entry(stage).or_insert(calls);
                *slowest = longer(*slowest, calls);
            }
            held[component] = stages.into_values().fold(Range::exact(0.0), add_ranges);
        }
        held
    }
}

fn longer(a: Range, b: Range) -> Range {
    Range { low: a.low.max(b.low), typical: a.typical.max(b.typical), high: a.high.max(b.high) }
}
