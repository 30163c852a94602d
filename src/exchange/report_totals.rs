//! The report's table of totals: as advised and as decided.

use super::report::Material;
use crate::advice::{self, Choice};
use crate::base::Unit;
use crate::draw::document::{Block, Column, Table};
use crate::forecast::{Assignment, Point, totals};

/// Totals of advised and decided in figures.
pub(super) fn blocks(material: Material<'_>) -> Vec<Block> {
    let resolved = material.resolved;
    let advised = Choice::Advised.assignment(resolved);
    let decided = Choice::Decided.assignment(resolved);
    let missing = without_figures(material, &decided);
    let all = if resolved.plan.decisions.is_empty() {
        vec![("As advised", advised)]
    } else if advised == decided {
        vec![("As advised and as decided", advised)]
    } else {
        vec![("As advised", advised), ("As decided", decided)]
    };
    let columns = vec![
        Column::words("Assignment"),
        Column::figures("Building"),
        Column::figures("Learning"),
        Column::figures("Running"),
        Column::figures("Maintaining"),
        Column::figures("Together"),
        Column::figures("Run each month"),
        Column::figures("Work"),
    ];
    let rows = all.iter().map(|(name, assignment)| {
        let of = |point| totals::of_plan(resolved, assignment, point);
        let (typical, low, high) = (of(Point::Typical), of(Point::Low), of(Point::High));
        let money = |x: f64| Unit::Money.readable(x);
        vec![
            (*name).to_owned(),
            money(typical.build),
            money(typical.learn),
            money(typical.run),
            money(typical.maintain),
            format!("{} ({} to {})", money(typical.cost()), money(low.cost()), money(high.cost())),
            Unit::MoneyPerMonth.readable(typical.monthly),
            Unit::PersonWeeks.readable(typical.person_weeks),
        ]
    });
    let mut blocks = vec![
        Block::Table(Table { columns, rows: rows.collect() }),
        Block::Note(
            "In brackets: all inputs and figures at their low, and all at their high end; an envelope wider than 10 to 90 %."
                .to_owned(),
        ),
    ];
    blocks.extend(missing.map(Block::Note));
    blocks
}

/// What is said of components that were decided on a language without figures, if there are any.
fn without_figures(material: Material<'_>, counted: &Assignment) -> Option<String> {
    let figures = advice::decided(material.resolved);
    let missing = counted.keys().filter(|id| !figures.contains_key(*id));
    let names: Vec<&str> = missing.map(|id| material.name(id)).collect();
    (!names.is_empty()).then(|| {
        format!(
            "Counted as advised, as the catalog has no figures for the language decided: {}.",
            names.join(", ")
        )
    })
}
