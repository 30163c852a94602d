//! `polyplan forecast`.

use std::fmt::Write as _;

use super::open::{View, open};
use super::{Format, Outcome, Query, answer, answer_json};
use crate::advice::{self, Choice, compare, crews, either, price, standing};
use crate::base::{Range, Unit, number};
use crate::exchange::json;
use crate::forecast::sample::Catalogs;
use crate::forecast::{
    CallGraph, Facts, FlowLatency, Outlook, Resolved, Response, flow_latency, outlook, responses,
};
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
    let answers = responses::of_assignment(resolved, &assignment);
    if query.format == Format::Json {
        let revision = opened.revision();
        return answer_json(&json::forecast(
            resolved,
            &revision,
            &view.advice,
            &outlooks,
            &all,
            (&flows, &answers),
        ));
    }
    let mut text = view.said_first();
    row(
        &mut text,
        ["component", "candidate", "rate", "p99", "vCPU", "servers", "memory", "run", "weeks"],
    );
    let rate = |facts: &Facts<'_>| format!("{}/s", number::readable(facts.rate.range.typical));
    for (id, advice) in &view.advice {
        let rate = resolved.facts(id).map_or_else(String::new, rate);
        for ranked in &advice.ranking {
            let estimate = &ranked.estimate;
            let Some(told) = outlooks.get(id).and_then(|of| of.get(&ranked.candidate)) else {
                continue;
            };
            row(
                &mut text,
                [
                    id.as_str(),
                    ranked.candidate.as_str(),
                    &rate,
                    &Unit::Ms.readable(estimate.p99_ms),
                    &number::readable(estimate.vcpus),
                    &number::readable(estimate.servers),
                    &Unit::Gb.readable(estimate.memory_gb),
                    &Unit::MoneyPerMonth.readable(told.monthly.typical),
                    &number::readable(told.weeks.typical),
                ],
            );
        }
    }
    let catalogs = Catalogs::told(resolved);
    for facts in &resolved.components {
        let Some(of) = outlook::of_bought(resolved, facts, &catalogs) else { continue };
        let monthly = Unit::MoneyPerMonth.readable(of.monthly.typical);
        let id = facts.component.id.as_str();
        row(&mut text, [id, "bought", &rate(facts), "", "", "", "", &monthly, ""]);
    }
    for (name, of) in &all {
        let _ = writeln!(
            text,
            "\nAs {name}: {} to run, {}, {} of work, {} to deliver; over the horizon {}; the parts by themselves: building {}, learning {}, running {}, maintaining {}; beyond these {}",
            of.monthly.with_ends(Unit::MoneyPerMonth),
            number::counted(of.servers, "server", "servers"),
            of.person_weeks.with_ends(Unit::PersonWeeks),
            of.weeks.with_ends(Unit::Weeks),
            of.cost.with_ends(Unit::Money),
            Unit::Money.readable(of.build),
            Unit::Money.readable(of.learn),
            Unit::Money.readable(of.run),
            Unit::Money.readable(of.maintain),
            Unit::Money.readable(of.beyond()),
        );
    }
    if let Some(held) = standing::reconcile(resolved, &standings) {
        let _ = writeln!(text, "\n{}", held.sentence);
    }
    if let Some(taken) = either::sentence(resolved, &either::taken(resolved, &view.advice)) {
        let _ = writeln!(text, "{taken}");
    }
    let counted = [
        crews::sentence(resolved, &assignment),
        compare::without_candidate(resolved, &assignment),
        compare::counted_otherwise(resolved, &assignment),
    ];
    for told in counted.into_iter().flatten() {
        let _ = writeln!(text, "{told}");
    }
    text.push_str(&of_flows(resolved, &flows, &answers));
    let _ = writeln!(
        text,
        "\n{}. Money and weeks are medians of the draws, in brackets 10th to 90th percentile; times of flows are {}, with all calls that are waited for, without the network, and on target is how often a p99 target is met. Servers, memory, the latency of components, which is without calls to other components, and what takes the p99 are at the medians of the inputs.",
        resolved.counts().in_words(),
        responses::how(resolved)
    );
    answer(&text)
}

/// A row of the table of components.
fn row(text: &mut String, cells: [&str; 9]) {
    let [component, candidate, rate, p99, vcpus, servers, memory, run, weeks] = cells;
    let _ = writeln!(
        text,
        "{component:<28} {candidate:<24} {rate:>10} {p99:>10} {vcpus:>8} {servers:>8} {memory:>10} {run:>14} {weeks:>10}"
    );
}

/// The flows with the decided candidates, else the advised ones.
fn of_flows(resolved: &Resolved<'_>, flows: &[FlowLatency], answers: &[Response]) -> String {
    if flows.is_empty() {
        return String::new();
    }
    let mut text = format!(
        "\n{:<28} {:>10} {:>10} {:>10} {:>10} {:>22} {:>10} {:>10}  {}\n",
        format!("flow, {}", Choice::usual(resolved.plan).label(resolved.catalog)),
        "rate",
        "p50",
        "p95",
        "p99",
        "in 8 of 10 draws",
        "on target",
        "available",
        "p99 taken by"
    );
    // Where all is handed over by message, or no time is stated, nothing is waited for.
    let none = || "-".to_owned();
    let waited = |ms: f64| {
        if ms > 0.0 { responses::in_words(Range::exact(ms)) } else { none() }
    };
    let ids =
        |ids: &[ComponentId]| ids.iter().map(ComponentId::as_str).collect::<Vec<_>>().join(", ");
    for flow in flows {
        let Some(of) = responses::of_component(answers, &flow.entry) else { continue };
        let [low, high] = [of.p99_ms.low, of.p99_ms.high];
        let ends = format!("{} to {}", waited(low), waited(high));
        let shares = flow
            .shares
            .iter()
            .take(3)
            .map(|share| format!("{} {}", share.component, Unit::Share.readable(share.share)));
        let available =
            flow.availability.map_or_else(|| "-".to_owned(), |up| format!("{:.2} %", up * 100.0));
        let _ = writeln!(
            text,
            "{:<28} {:>10} {:>10} {:>10} {:>10} {:>22} {:>10} {available:>10}  {}",
            flow.entry.as_str(),
            format!("{}/s", number::readable(flow.rate_per_s)),
            waited(of.p50_ms.typical),
            waited(of.p95_ms.typical),
            waited(of.p99_ms.typical),
            if high > low { ends } else { none() },
            of.chance.map_or_else(none, number::of_100),
            shares.collect::<Vec<_>>().join(", "),
        );
        for (what, of) in [
            ("cannot keep up", &flow.saturated),
            ("on one server", &flow.single_points),
            ("time assumed", &flow.time_assumed),
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
