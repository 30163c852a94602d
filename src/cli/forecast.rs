//! `polyplan forecast`.

use std::fmt::Write as _;

use super::open::{View, open};
use super::{Format, Outcome, Query, answer, answer_json};
use crate::advice;
use crate::base::{Unit, number};
use crate::exchange::json;
use crate::forecast::{Point, Totals, totals};

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
    if query.format == Format::Json {
        return answer_json(&json::forecast(resolved, &opened.revision(), &view.advice, &all));
    }
    let mut text = format!(
        "{:<28} {:<24} {:>10} {:>10} {:>8} {:>8} {:>10} {:>14} {:>10}\n",
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
            "\nAs {name}: {} to run, {} servers, {} of work; over the horizon {} (building {}, learning {}, running {}, maintaining {})",
            Unit::MoneyPerMonth.readable(of.monthly),
            number::readable(of.servers),
            Unit::PersonWeeks.readable(of.person_weeks),
            Unit::Money.readable(of.cost()),
            Unit::Money.readable(of.build),
            Unit::Money.readable(of.learn),
            Unit::Money.readable(of.run),
            Unit::Money.readable(of.maintain),
        );
    }
    let _ = writeln!(
        text,
        "\n{} inputs stated, {} assumed; latency without calls to other components.",
        view.footer.stated, view.footer.assumed
    );
    answer(&text)
}
