//! The report's table of totals: as advised and as decided.

use super::report::{Material, Study};
use crate::advice::{Choice, Verdict, compare, crews, either};
use crate::base::Unit;
use crate::draw::document::{Block, Column, Table};
use crate::forecast::{Assignment, outlook, sample};

/// Totals of advised and decided in figures.
pub(super) fn blocks(material: Material<'_>, study: &Study) -> Vec<Block> {
    let resolved = material.resolved;
    let advised = Choice::Advised.assignment(resolved);
    let decided = Choice::Decided.assignment(resolved);
    let missing = compare::counted_otherwise(resolved, &decided);
    let all = if resolved.plan.decisions.is_empty() {
        vec![("As advised", advised)]
    } else if advised == decided {
        vec![("As advised and as decided", advised)]
    } else {
        vec![("As advised", advised), ("As decided", decided)]
    };
    if all.iter().all(|(_, assignment)| assignment.is_empty()) {
        return Vec::new();
    }
    let columns = vec![
        Column::words("Assignment"),
        Column::figures("Building"),
        Column::figures("Learning"),
        Column::figures("Running"),
        Column::figures("Maintaining"),
        Column::figures("Beyond these"),
        Column::figures("Together"),
        Column::figures("Run each month"),
        Column::figures("Work"),
    ];
    let assignments: Vec<&Assignment> = all.iter().map(|(_, assignment)| assignment).collect();
    let outlooks = outlook::of_plan(resolved, &assignments);
    let rows = all.iter().zip(&outlooks).map(|((name, _), of)| {
        let money = |x: f64| Unit::Money.readable(x);
        vec![
            (*name).to_owned(),
            money(of.build),
            money(of.learn),
            money(of.run),
            money(of.maintain),
            money(of.beyond()),
            format!(
                "{} ({} to {})",
                money(of.cost.typical),
                money(of.cost.low),
                money(of.cost.high)
            ),
            Unit::MoneyPerMonth.readable(of.monthly.typical),
            Unit::PersonWeeks.readable(of.person_weeks.typical),
        ]
    });
    let mut blocks = vec![
        Block::Table(Table { columns, rows: rows.collect() }),
        Block::Note(format!(
            "Medians over {} draws of inputs and figures, in brackets 10th to 90th percentile. The parts are medians by themselves; beyond them is what the whole comes to as costs are skewed, so that a row adds up.",
            sample::draws(resolved)
        )),
    ];
    blocks.extend(either::sentence(resolved, &study.taken).map(Block::Note));
    blocks.extend(missing.map(Block::Note));
    let crews = assignments.first().and_then(|of| crews::sentence(resolved, of));
    blocks.extend(crews.map(Block::Note));
    blocks.extend(splits(material).map(Block::Note));
    blocks
}

/// What is said of components that are to be split, if there are any.
fn splits(material: Material<'_>) -> Option<String> {
    let names = material.advised(Verdict::Split);
    (!names.is_empty()).then(|| {
        format!(
            "Counted in one piece, in the language decided or else the first in the ranking: {}. Splitting changes that; draw the halves as components to count them.",
            names.join(", ")
        )
    })
}
