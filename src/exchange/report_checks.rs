//! The report's part on what has to be checked before the plan is defended.

use super::report::{Depth, Material, Study};
use super::report_first_page::full_stop;
use super::report_plan;
use super::report_targets::{columns, row};
use crate::advice::ledger::{Basis, Evidence, Row};
use crate::base::words::sentence_case;
use crate::draw::document::{Block, Column, Table};
use crate::forecast::responses;

/// Assumptions that are told where not everything is.
const ASSUMPTIONS: usize = 8;

pub(super) fn blocks(material: Material<'_>, study: &Study, depth: Depth) -> Vec<Block> {
    let parts = [
        targets(material, study),
        findings(study),
        assumptions(study, depth),
        report_plan::questions(material, depth),
    ];
    let told: Vec<Block> = parts.into_iter().flatten().collect();
    if told.is_empty() {
        return told;
    }
    [vec![Block::Heading("What needs checking".to_owned())], told].concat()
}

fn targets(material: Material<'_>, study: &Study) -> Vec<Block> {
    if study.targets.is_empty() {
        return Vec::new();
    }
    let rows = study.targets.iter().map(|target| row(material, target)).collect();
    vec![
        Block::Subheading("Targets".to_owned()),
        Block::Table(Table { columns: columns(material), rows }),
        Block::Note(format!(
            "What it comes to, times {}, with whatever the component waits for, without the network; in brackets 8 of 10 cases. What is not decided counts as advised. Chance: share of the draws of all inputs and figures in which the target is met.",
            responses::how(material.resolved)
        )),
    ]
}

/// Findings that ask for the same are told together.
fn findings(study: &Study) -> Vec<Block> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut codes: Vec<&str> = Vec::new();
    for finding in study.findings.iter().filter(|finding| !finding.repeats_decision()) {
        let message = full_stop(&finding.message);
        let same = codes.iter().zip(&rows).position(|(code, row)| {
            *code == finding.code && row[2].trim_end_matches('.') == finding.advice
        });
        if let Some(place) = same {
            rows[place][1].push_str(&format!("\n{message}"));
            continue;
        }
        codes.push(finding.code);
        rows.push(vec![
            sentence_case(finding.severity.label()),
            message,
            format!("{}.", finding.advice.trim_end_matches('.')),
        ]);
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = ["Severity", "Finding", "What to do"].map(Column::words).to_vec();
    vec![Block::Subheading("Findings".to_owned()), Block::Table(Table { columns, rows })]
}

/// What rests on an assumption and sways the cost, most first: inputs that nobody stated, that were
/// stated as an assumption or answered coarsely, and figures of the catalog that are assumed or judged.
pub(super) fn assumed(ledger: &[Row]) -> impl Iterator<Item = &Row> {
    let rests = |row: &&Row| match row.basis {
        Basis::Assumed | Basis::Answered => true,
        Basis::Catalog => matches!(row.evidence, Evidence::Assumed | Evidence::Judgement),
        Basis::Stated => row.evidence == Evidence::Supposed,
        Basis::Derived => false,
    };
    let told = |row: &&Row| row.share.is_some_and(|share| share >= LEAST_TOLD);
    ledger.iter().filter(rests).filter(told)
}

/// Share of the cost's uncertainty below which nothing is told to be checked.
const LEAST_TOLD: f64 = 0.01;

/// What a row is about, with how it is known where it was answered.
pub(super) fn assumed_label(row: &Row) -> String {
    let label = sentence_case(&row.label);
    match row.basis {
        Basis::Answered => format!("{label}, by a coarse answer"),
        Basis::Stated => format!("{label}, stated as an assumption"),
        _ => label,
    }
}

/// What is assumed and sways the cost most.
fn assumptions(study: &Study, depth: Depth) -> Vec<Block> {
    let most = if depth == Depth::Full { 2 * ASSUMPTIONS } else { ASSUMPTIONS };
    let rows: Vec<Vec<String>> = assumed(&study.ledger)
        .take(most)
        .map(|row| {
            vec![
                assumed_label(row),
                row.element.clone(),
                row.range.readable(row.unit),
                row.share_in_words(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        Column::words("Assumed"),
        Column::words("Of"),
        Column::words("Range"),
        Column::figures("Share of the cost's uncertainty"),
    ];
    vec![
        Block::Subheading("Assumptions that matter most".to_owned()),
        Block::Table(Table { columns, rows }),
    ]
}
