//! `polyplan forecast`.

use std::fmt::Write as _;

use super::open::{View, open};
use super::{Format, Outcome, Query, answer, answer_json};
use crate::advice::{self, Choice, crews, either, price, standing};
use crate::base::{Range, Unit, number};
use crate::exchange::json;
use crate::forecast::{CallGraph, FlowLatency, Outlook, Resolved, flow_latency};
use crate::model::{ComponentId, LinkId};

pub(super) fn run(query: &Query) -> Outcome {
    let opened = open(&query.plan)?;
    let view = View::of(&opened);
    let resolved = &view.resolved;
    let standings = standing::standings(resolved);
    let all: Vec<(String, Outlook)> = [(Choice::Advised, "advised"), (Choice::Decided, "decided")]
        .into_iter()
        .filter_map(|(choice, name)| {
            let of = standings.iter().find(|standing| standing.choice == choice)?;
            Some((name.to_owned(), of.outlook))
        })
        .collect();
    let outlooks = price::of_plan(resolved, &view.advice);
    let assignment = advice::decided_else_advised(resolved);
    let graph = CallGraph::new(resolved, &assignment);
    let flows = flow_latency::flows(&graph);
    if query.format == Format::Json {
        let revision = opened.revision();
        return answer_json(&json::forecast(
            resolved,
            &revision,
            &view.advice,
            &outlooks,
            &all,
            &flows,
        ));
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
            let Some(told) = outlooks.get(id).and_then(|of| of.get(&ranked.candidate)) else {
                continue;
            };
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
                Unit::MoneyPerMonth.readable(told.monthly.typical),
                number::readable(told.weeks.typical),
            );
        }
    }
    for (name, of) in &all {
        let range = |unit: Unit, of: Range| {
            let [low, typical, high] = [of.low, of.typical, of.high].map(|x| unit.readable(x));
            if of.is_exact() { typical } else { format!("{typical} ({low} to {high})") }
        };
        let _ = writeln!(
            text,
            "\nAs {name}: {} to run, {}, {} of work, {} to deliver; over the horizon {}; the parts by themselves: building {}, learning {}, running {}, maintaining {}",
            range(Unit::MoneyPerMonth, of.monthly),
            number::counted(of.servers, "server", "servers"),
            range(Unit::PersonWeeks, of.person_weeks),
            range(Unit::Weeks, of.weeks),
            range(Unit::Money, of.cost),
            Unit::Money.readable(of.build),
            Unit::Money.readable(of.learn),
            Unit::Money.readable(of.run),
            Unit::Money.readable(of.maintain),
        );
    }
    if let Some(held) = standing::reconcile(resolved, &standings) {
        let _ = writeln!(text, "\n{}", held.sentence);
    }
    if let Some(taken) = either::sentence(resolved, &either::taken(resolved, &view.advice)) {
        let _ = writeln!(text, "{taken}");
    }
    if let Some(shared) = crews::sentence(resolved, &assignment) {
        let _ = writeln!(text, "{shared}");
    }
    text.push_str(&of_flows(resolved, &flows));
    let _ = writeln!(
        text,
        "\n{}. Money and weeks are medians of the draws, in brackets 10th to 90th percentile; servers, memory and latency are at the medians of the inputs. Latency of components is without calls to other components, that of flows with all calls that are waited for, without the network.",
        view.footer.counts.in_words()
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
        format!("flow, {}", Choice::usual(resolved.plan).label(resolved.catalog)),
        "rate",
        "p50",
        "p95",
        "p99",
        "available",
        "p99 taken by"
    );
    // Where all is handed over by message, or no time is stated, nothing is waited for.
    let waited = |ms: f64| if ms > 0.0 { Unit::Ms.readable(ms) } else { "-".to_owned() };
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
            waited(flow.p50_ms),
            waited(flow.p95_ms),
            waited(flow.p99_ms),
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
