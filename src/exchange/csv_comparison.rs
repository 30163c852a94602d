//! Comparisons of two sides as CSV (RFC 4180): one row for each number or input that is compared.

use super::csv::{cell, lines};
use crate::advice::compare::{Comparison, Pair};
use crate::forecast::difference::OF_CANDIDATES;
use crate::forecast::{Difference, Measure};

const COLUMNS: [&str; 15] = [
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
    "left_words",
    "right_words",
    "note",
];

/// Column of words about the left side; that of the right side follows.
const WORDS: usize = 12;

/// Writes a comparison; the first row names the columns. What is no number of one unit stands in
/// `left_words` and `right_words`. `low`, `typical` and `high` are of right less left over common
/// draws, `right_less` the share of those in which right is less.
#[must_use]
pub fn write(comparison: &Comparison) -> String {
    let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
    let [left, right] = comparison.names.clone();
    rows.push(words(&["sides", "", ""].map(str::to_owned), &[left, right], String::new()));
    for &(measure, pair) in &comparison.totals {
        let drawn = comparison.differences.iter().find(|(of, _)| *of == measure);
        rows.push(numbers("plan", "", measure, pair, drawn.map(|(_, difference)| *difference)));
    }
    for component in &comparison.components {
        let id = component.id.as_str();
        let candidate =
            |side: &Option<_>| side.as_ref().map_or_else(String::new, ToString::to_string);
        let note = match component.presence {
            of if of != crate::advice::compare::Presence::Both => of.label().to_owned(),
            _ if component.advice_changes() => "the advised language changes".to_owned(),
            _ => String::new(),
        };
        let sides = [&component.left, &component.right].map(|side| candidate(&side.candidate));
        rows.push(words(&["component", id, "candidate"].map(str::to_owned), &sides, note));
        for measure in OF_CANDIDATES {
            rows.push(numbers("component", id, measure, component.pair(measure), None));
        }
    }
    for (entry, pair) in &comparison.flows {
        rows.push(numbers("flow", entry.as_str(), Measure::P99, *pair, None));
    }
    for change in &comparison.inputs {
        let input = change.address.input;
        let of = ["input".to_owned(), change.address.to_string(), input.word().to_owned()];
        let sides = [change.left, change.right]
            .map(|side| side.map_or_else(String::new, |side| side.notation(input)));
        rows.push(words(&of, &sides, String::new()));
    }
    lines(rows)
}

/// Cells with empty ones behind them.
fn row(mut cells: Vec<String>) -> Vec<String> {
    cells.resize(COLUMNS.len(), String::new());
    cells
}

/// A row of words about both sides.
fn words(of: &[String; 3], sides: &[String; 2], note: String) -> Vec<String> {
    let mut cells = row(of.to_vec());
    cells[WORDS..].clone_from_slice(&[sides[0].clone(), sides[1].clone(), note]);
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
        measure.unit().suffix().into_owned(),
        drawn(|of| of.range.low),
        drawn(|of| of.range.typical),
        drawn(|of| of.range.high),
        drawn(|of| of.less),
    ])
}
