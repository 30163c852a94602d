//! `polyplan forecast`.

use std::fmt::Write as _;

use super::open::{View, open};
use super::{Format, Outcome, Query, answer, answer_json};
use crate::advice;
use crate::base::{Unit, number};
use crate::exchange::json;
use crate::forecast::{CallGraph, FlowLatency, Point, Resolved, Totals, flow_latency, totals};
use crate::model::{ComponentId, LinkId};

pub(super) fn run(query: &Query) -> Outcome {
    let opened = open(&query.plan)?;
    let view = View::of(&opened);
    let resolved = &view.resolved;
    let mut all: Vec<(String, Totals)> = vec![(
        "advised".to_owned(),
        totals::of_plan(resolved, &advice::advised(resolved), Point::Typical),
    )];
    if !opened.plan.decisions.is_empty() {
        all.push((
            "decided".to_owned(),
            totals::of_plan(resolved, &advice::decided_else_advised(resolved), Point::Typical),
        ));
    }
    let graph = CallGraph::new(resolved, &advice::decided_else_advised(resolved));
    let flows = flow_latency::flows(&graph);
    if query.format == Format::Json {
        let revision = opened.revision();
        return answer_json(&json::forecast(resolved, &revision, &view.advice, &all, &flows));
    }
    let mut text = view.said_first();
    let _ = writeln!(
        text,
        "{:<28} {:<24} {:>10} {:>10} {:>8} {:>8} {:>10} {:>14} {:>10}",
        "component", "candidate", "rate", "p99", "vCPU", "servers", "memory", "run", "weeks"
    );
    for (id, advice) in &view.advice {
        let rate = resolved.facts(id).map_or(0.0, |facts| facts.rate.range.typical);
        for ranked in &advice.ranking {
            let estimate = &ranked.estimate;
            let _ = writeln!(
                text,
                "{:<28} {:<24} {:>10} {:>10} {:>8} {:>8} {:>10} {:>14} {:>10}",
                id.as_str(),
                ranked.candidate.as_str(),
                format!("{}/s", number::readable(rate)),
                Unit::Ms.readable(estimate.p99_ms),
                number::readable(estimate.vcpus),
                number::readable(estimate.servers),
                Unit::Gb.readable(estimate.memory_gb),
                Unit::MoneyPerMonth.readable(ranked.totals.monthly),
                number::readable(ranked.totals.weeks),
            );
        }
    }
    for (name, of) in &all {
        let _ = writeln!(
            text,
            "\nAs {name}: {} to run, {}, {} of work; over the horizon {} (building {}, learning {}, running {}, maintaining {})",
            Unit::MoneyPerMonth.readable(of.monthly),
            number::counted(of.servers, "server", "servers"),
            Unit::PersonWeeks.readable(of.person_weeks),
            Unit::Money.readable(of.cost()),
            Unit::Money.readable(of.build),
            Unit::Money.readable(of.learn),
            Unit::Money.readable(of.run),
            Unit::Money.readable(of.maintain),
        );
    }
    text.push_str(&of_flows(resolved, &flows));
    let _ = writeln!(
        text,
        "\n{} inputs stated, {} assumed; latency of components is without calls to other components, that of flows with all calls that are waited for, without the network.",
        view.footer.stated, view.footer.assumed
    );
    answer(&text)
}

/// The flows with the decided candidates, else the advised ones.
fn of_flows(resolved: &Resolved<'_>, flows: &[FlowLatency]) -> String {
    if flows.is_empty() {
        return String::new();
    }
    let mut text = format!(
        "\n{:<28} {:>10} {:>10} {:>10} {:>10} {:>10}  {}\n",
        "flow", "rate", "p50", "p95", "p99", "available", "p99 taken by"
    );
    let ids =
        |ids: &[ComponentId]| ids.iter().map(ComponentId::as_str).collect::<Vec<_>>().join(", ");
    for flow in flows {
        let shares = flow
            .shares
            .iter()
            .take(3)
            .map(|share| format!("{} {}", share.component, Unit::Share.readable(share.share)));
        let available =
            flow.availability.map_or_else(|| "-".to_owned(), |up| format!("{:.2} %", up * 100.0));
        let _ = writeln!(
            text,
            "{:<28} {:>10} {:>10} {:>10} {:>10} {available:>10}  {}",
            flow.entry.as_str(),
            format!("{}/s", number::readable(flow.rate_per_s)),
            Unit::Ms.readable(flow.p50_ms),
            Unit::Ms.readable(flow.p95_ms),
            Unit::Ms.readable(flow.p99_ms),
            shares.collect::<Vec<_>>().join(", "),
        );
        for (what, of) in [
            ("cannot keep up", &flow.saturated),
            ("on one server", &flow.single_points),
            ("no time stated", &flow.without_time),
        ] {
            if !of.is_empty() {
                let _ = writeln!(text, "  {what}: {}", ids(of));
            }
        }
    }
    if !resolved.cut_links.is_empty() {
        let cut: Vec<&str> = resolved.cut_links.iter().map(LinkId::as_str).collect();
        let _ = writeln!(text, "Links that close a circle are not followed: {}", cut.join(", "));
    }
    text
}
