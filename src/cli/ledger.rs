//! `polyplan ledger`.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};

use super::open::{PlanArguments, open};
use super::{Outcome, answer, answer_data, answer_json};
use crate::advice::ledger::{self, Row};
use crate::exchange;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How the ledger is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: what is stated or has a share of at least 0.1 %.
    Text,
    /// For programs, every figure; fields are only ever added.
    Json,
    /// For spreadsheets, every figure.
    Csv,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let opened = open(&arguments.plan)?;
    let resolved = opened.resolved();
    let rows = ledger::ledger(&resolved);
    match arguments.format {
        Format::Text => answer(&text(&rows)),
        Format::Json => answer_json(&exchange::ledger::json(&resolved, &opened.revision(), &rows)),
        Format::Csv => answer_data(&exchange::ledger::csv(&rows)),
    }
}

fn text(rows: &[Row]) -> String {
    let shown: Vec<&Row> = rows.iter().filter(|row| row.matters()).collect();
    let mut text = String::new();
    for row in &shown {
        let dated = row.date.map_or_else(String::new, |date| date.to_string());
        let evidence = [row.evidence_in_words(), &row.source, &row.owner, &dated];
        let evidence: Vec<&str> = evidence.into_iter().filter(|part| !part.is_empty()).collect();
        let _ = writeln!(
            text,
            "{:>8}  {}: {} {} ({})",
            row.share_in_words(),
            row.element,
            row.label,
            row.range.readable_in_full(row.unit),
            evidence.join("; "),
        );
    }
    let more = rows.len() - shown.len();
    let _ = writeln!(
        text,
        "\nShares of the uncertainty of the plan's total cost over the horizon, one figure at a time from its 10th to its 90th percentile; loads from outside move as one. {more} more figures have less than 0.1 % each; --format json lists all.",
    );
    text
}
