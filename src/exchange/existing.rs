//! Ways to go on with code that exists, as tables of the report and as JSON.

use serde_json::{Value, json};

use super::json::finite;
use crate::advice::existing::{Drawn, ExistingCode, HOW, Step, WayOn};
use crate::base::words::sentence_case;
use crate::base::{Range, Unit, number};
use crate::catalog::Catalog;
use crate::draw::document::{Block, Column, Table};

/// The ways to go on with code that exists side by side, and the steps of the advised one.
pub(super) fn blocks(
    catalog: &Catalog,
    existing: &ExistingCode,
    drawn: Option<&Drawn>,
) -> Vec<Block> {
    let language = catalog.language_name(&existing.language);
    let mut blocks = vec![Block::Table(ways(existing, drawn))];
    if existing.advised().steps.len() > 1 {
        blocks.push(Block::Table(steps(&existing.advised().steps)));
    }
    blocks.push(Block::Note(format!("The {language} code that exists. {HOW}")));
    blocks
}

fn ways(existing: &ExistingCode, drawn: Option<&Drawn>) -> Table {
    let mut columns = vec![
        Column::words("Way"),
        Column::figures("Work"),
        Column::figures("To build"),
        Column::figures("Done after"),
        Column::figures("Run cost then"),
        Column::figures("p99 alone then"),
        Column::figures("Over the horizon"),
    ];
    let held = drawn.is_some_and(|drawn| drawn.ways.iter().any(|of| of.less.is_some()));
    if drawn.is_some() {
        columns.push(Column::figures("10 to 90 %"));
    }
    if held {
        columns.push(Column::figures("Cheaper than keeping"));
    }
    let row = |(at, of): (usize, &WayOn)| {
        let advised = if at == existing.best { " (advised)" } else { "" };
        let missed = if of.meets_target == Some(false) { ", misses its target" } else { "" };
        let mut row = vec![
            format!("{}{advised}", sentence_case(of.way.label())),
            Unit::PersonWeeks.readable(of.work),
            Unit::Money.readable(of.build),
            Unit::Weeks.readable(of.weeks),
            Unit::MoneyPerMonth.readable(of.monthly),
            format!("{}{missed}", Unit::Ms.readable(of.p99_ms)),
            Unit::Money.readable(of.cost),
        ];
        if let Some(drawn) = drawn.and_then(|drawn| drawn.ways.get(at)) {
            let Range { low, high, .. } = drawn.cost;
            let [low, high] = [low, high].map(|of| Unit::Money.readable(of));
            row.push(format!("{low} to {high}"));
            if held {
                row.push(drawn.less.map_or_else(String::new, number::of_100));
            }
        }
        row
    };
    Table { columns, rows: existing.ways.iter().enumerate().map(row).collect() }
}

fn steps(steps: &[Step]) -> Table {
    let columns = vec![
        Column::words("Step"),
        Column::figures("Work"),
        Column::figures("To build"),
        Column::figures("Run cost then"),
        Column::figures("Over the horizon, if it is the last"),
        Column::words("Risk"),
    ];
    let row = |(at, of): (usize, &Step)| {
        vec![
            format!("{}. {}", at + 1, of.what),
            Unit::PersonWeeks.readable(of.work),
            Unit::Money.readable(of.build),
            Unit::MoneyPerMonth.readable(of.monthly),
            Unit::Money.readable(of.cost_if_last),
            of.risk.to_owned(),
        ]
    };
    Table { columns, rows: steps.iter().enumerate().map(row).collect() }
}

/// The same as JSON.
pub(super) fn json(existing: &ExistingCode) -> Value {
    let step = |of: &Step| {
        json!({
            "what": of.what,
            "risk": of.risk,
            "work": finite(of.work),
            "build": finite(of.build),
            "weeks": finite(of.weeks),
            "monthly": finite(of.monthly),
            "cost_if_last": finite(of.cost_if_last),
        })
    };
    let way = |of: &WayOn| {
        json!({
            "way": of.way.word(),
            "work": finite(of.work),
            "build": finite(of.build),
            "weeks": finite(of.weeks),
            "monthly": finite(of.monthly),
            "cost": finite(of.cost),
            "p99_ms": finite(of.p99_ms),
            "meets_target": of.meets_target,
            "cheapest_to_stop_after": of.stop_after(),
            "steps": of.steps.iter().map(step).collect::<Vec<_>>(),
        })
    };
    json!({
        "language": existing.language.as_str(),
        "other": existing.other.as_str(),
        "advised": existing.advised().way.word(),
        "sentence": existing.sentence,
        "ways": existing.ways.iter().map(way).collect::<Vec<_>>(),
    })
}
