//! The assumption ledger as JSON and CSV.

use serde_json::{Value, json};

use super::csv;
use super::json::{finite, head, with};
use crate::advice::ledger::Row;
use crate::base::Unit;
use crate::forecast::Resolved;

/// The whole ledger as JSON.
#[must_use]
pub fn json(resolved: &Resolved<'_>, revision: &str, rows: &[Row]) -> Value {
    let figures = rows.iter().map(|row| {
        json!({
            "address": row.of.to_string(),
            "element": row.element,
            "label": row.label,
            "range": [finite(row.range.low), finite(row.range.typical), finite(row.range.high)],
            "unit": row.unit.suffix(),
            "basis": row.basis.word(),
            "source": row.source,
            "owner": row.owner,
            "date": row.date.map(|date| date.to_string()),
            "evidence": row.evidence.word(),
            "swing": finite(row.swing),
            "share": row.share,
        })
    });
    with(head(resolved, revision), "figures", figures.collect())
}

/// The whole ledger as CSV; shares are fractions of 1, `unit` is that of low, typical and high.
#[must_use]
pub fn csv(rows: &[Row]) -> String {
    let head = [
        "address",
        "element",
        "figure",
        "low",
        "typical",
        "high",
        "unit",
        "basis",
        "evidence",
        "source",
        "owner",
        "date",
        &csv::column("swing", Unit::Money),
        "share",
    ];
    let head = std::iter::once(head.map(str::to_owned).to_vec());
    let rows = rows.iter().map(|row| {
        vec![
            row.of.to_string(),
            row.element.clone(),
            row.label.clone(),
            csv::cell(row.range.low),
            csv::cell(row.range.typical),
            csv::cell(row.range.high),
            row.unit.suffix().into_owned(),
            row.basis.word().to_owned(),
            row.evidence.word().to_owned(),
            row.source.clone(),
            row.owner.clone(),
            row.date.map_or_else(String::new, |date| date.to_string()),
            csv::cell(row.swing),
            row.share.map_or_else(String::new, csv::cell),
        ]
    });
    csv::lines(head.chain(rows))
}
