//! `slow-chain`: a component meets its latency target alone, but not with what it waits for.

use super::context::listed;
use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::model::Input;

/// Share of the time from which a component is named.
const WORTH_NAMING: f64 = 0.05;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let found = context.flows.iter().filter_map(|flow| {
        let target = context.given(&flow.entry, Input::P99Target)?;
        if !flow.p99_ms.is_finite() || flow.p99_ms <= target {
            return None;
        }
        let shares = flow.shares.iter().filter(|share| share.share >= WORTH_NAMING).take(3);
        let shares: Vec<String> = shares
            .map(|share| {
                format!("{} {:.0} %", context.name(&share.component), share.share * 100.0)
            })
            .collect();
        Some(Finding {
            code: "slow-chain",
            severity: Severity::Warning,
            component: Some(flow.entry.clone()),
            message: format!(
                "{} answers in {} at p99 with what it waits for; the target is {}. Largest shares: {}",
                context.name(&flow.entry),
                Unit::Ms.readable(flow.p99_ms),
                Unit::Ms.readable(target),
                listed(shares.iter().map(String::as_str))
            ),
            advice: "Call side by side, answer later what need not be waited for, quicken the largest share, or relax the target"
                .to_owned(),
            claims: "29, 51",
            fixes: Vec::new(),
        })
    });
    found.collect()
}
