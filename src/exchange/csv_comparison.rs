//! Comparisons of two sides as CSV (RFC 4180): one row for each number or input that is compared.

use super::csv::{cell, lines};
use crate::advice::compare::{Comparison, Pair};
use crate::forecast::difference::OF_CANDIDATES;
use crate::forecast::{Difference, Measure};

const COLUMNS: [&str; 13] = [
    "part",
    "of",
    "what",
    "left",
    "right",
    "delta",
    "percent",
    "unit",
    "low",
    "typical",
    "high",
    "right_less",
    "note",
];

/// Writes a comparison; the first row names the columns. `low`, `typical` and `high` are of right
/// less left over common draws, `right_less` the share of those in which right is less.
#[must_use]
pub fn write(comparison: &Comparison) -> String {
    let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
    let [left, right] = comparison.names.clone();
    rows.push(row(["sides", "", "", &left, &right].map(str::to_owned).to_vec()));
    for &(measure, pair) in &comparison.totals {
        let drawn = comparison.differences.iter().find(|(of, _)| *of == measure);
        rows.push(numbers("plan", "", measure, pair, drawn.map(|(_, difference)| *difference)));
    }
    for component in &comparison.components {
        let id = component.id.as_str();
        let candidate =
            |side: &Option<_>| side.as_ref().map_or_else(String::new, ToString::to_string);
        let mut words = vec!["component".to_owned(), id.to_owned(), "candidate".to_owned()];
        words.extend([&component.left, &component.right].map(|side| candidate(&side.candidate)));
        let mut words = row(words);
        words[COLUMNS.len() - 1] = match component.presence {
            of if of != crate::advice::compare::Presence::Both => of.label().to_owned(),
            _ if component.advice_changes() => "the advised language changes".to_owned(),
            _ => String::new(),
        };
        rows.push(words);
        for measure in OF_CANDIDATES {
            rows.push(numbers("component", id, measure, component.pair(measure), None));
        }
    }
    for (entry, pair) in &comparison.flows {
        rows.push(numbers("flow", entry.as_str(), Measure::P99, *pair, None));
    }
    for change in &comparison.inputs {
        let address = change.address.to_string();
        let mut words = vec!["input".to_owned(), address, change.address.input.word().to_owned()];
        words.extend(
            [change.left, change.right].map(|side| {
                side.map_or_else(String::new, |side| side.notation(change.address.input))
            }),
        );
        rows.push(row(words));
    }
    lines(rows)
}

/// Cells with empty ones behind them.
fn row(mut cells: Vec<String>) -> Vec<String> {
    cells.resize(COLUMNS.len(), String::new());
    cells
}

fn numbers(
    part: &str,
    of: &str,
    measure: Measure,
    pair: Pair,
    drawn: Option<Difference>,
) -> Vec<String> {
    let number = |value: Option<f64>| value.map_or_else(String::new, cell);
    let drawn = |pick: fn(Difference) -> f64| number(drawn.map(pick));
    row(vec![
        part.to_owned(),
        of.to_owned(),
        measure.word().to_owned(),
        number(pair.left),
        number(pair.right),
        number(pair.delta()),
        number(pair.share().map(|share| share * 100.0)),
        measure.unit().suffix().to_owned(),
        drawn(|of| of.range.low),
        drawn(|of| of.range.typical),
        drawn(|of| of.range.high),
        drawn(|of| of.less),
    ])
}
