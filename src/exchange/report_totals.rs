//! The report's table of totals: as advised, as decided, and what costs less than the advice.

use super::report::{Material, Study};
use super::report_first_page::better_is_cheapest;
use crate::advice::{Choice, Verdict, compare, crews, either, standing};
use crate::base::Unit;
use crate::base::words::sentence_case;
use crate::draw::document::{Block, Column, Table};
use crate::forecast::{Assignment, outlook, sample};

/// Totals of what is told in sentences, in figures.
pub(super) fn blocks(material: Material<'_>, study: &Study) -> Vec<Block> {
    let resolved = material.resolved;
    let advised = Choice::Advised.assignment(resolved);
    let decided = Choice::Decided.assignment(resolved);
    let missing = compare::counted_otherwise(resolved, &decided);
    let mut all = if resolved.plan.decisions.is_empty() {
        vec![("As advised".to_owned(), advised)]
    } else if advised == decided {
        vec![("As advised and as decided".to_owned(), advised)]
    } else {
        vec![("As advised".to_owned(), advised), ("As decided".to_owned(), decided)]
    };
    for (name, rival) in rivals(material, study) {
        if all.iter().all(|(_, of)| *of != rival) {
            all.push((name, rival));
        }
    }
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
        Column::figures("Run each month, at first"),
        Column::figures("Work"),
    ];
    let assignments: Vec<&Assignment> = all.iter().map(|(_, assignment)| assignment).collect();
    let outlooks = outlook::of_plan(resolved, &assignments);
    let rows = all.iter().zip(&outlooks).map(|((name, _), of)| {
        let money = |x: f64| Unit::Money.readable(x);
        vec![
            name.clone(),
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
    blocks.extend(missed(material, &all).map(Block::Note));
    blocks.extend(either::sentence(resolved, &study.taken).map(Block::Note));
    blocks.extend(missing.map(Block::Note));
    let crews = assignments.first().and_then(|of| crews::sentence(resolved, of));
    blocks.extend(crews.map(Block::Note));
    blocks.extend(splits(material).map(Block::Note));
    blocks
}

/// What the first page asks about instead of the advice: what costs less for the whole plan.
fn rivals(material: Material<'_>, study: &Study) -> Vec<(String, Assignment)> {
    let better = study.whole.as_ref().and_then(|front| front.improvement());
    let better = better.map(|(_, better)| {
        let name = sentence_case(&better.in_a_sentence(material.resolved));
        (name, better.assignment.clone())
    });
    let single = study.reconciled.as_ref().filter(|held| held.is_dearer);
    let single = single.filter(|_| !better_is_cheapest(material, study)).and_then(|held| {
        let all = &study.standings;
        let of = all.iter().find(|of| standing::lower(&of.name) == held.cheapest)?;
        Some((of.name.clone(), of.assignment.clone()))
    });
    better.into_iter().chain(single).collect()
}

/// How many p99 targets each row misses, if one misses any.
fn missed(material: Material<'_>, all: &[(String, Assignment)]) -> Option<String> {
    let assignments: Vec<&Assignment> = all.iter().map(|(_, assignment)| assignment).collect();
    let missed = standing::missed(material.resolved, &assignments);
    let told = all.iter().zip(&missed).map(|((name, _), of)| format!("{name} {}", of.len()));
    let told: Vec<String> = told.collect();
    let any = missed.iter().any(|of| !of.is_empty());
    any.then(|| format!("Missed p99 targets, by row: {}.", told.join("; ")))
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
