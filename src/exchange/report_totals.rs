//! The report's table of totals: as advised, as decided, and what costs less than the advice.

use super::report::{Material, Study};
use super::report_first_page::{better_is_cheapest, decided};
use crate::advice::standing::{self, Standing};
use crate::advice::{Choice, Verdict, compare, crews, either, front};
use crate::base::Unit;
use crate::base::words::sentence_case;
use crate::draw::document::{Block, Column, Table};
use crate::forecast::{Assignment, Outlook, outlook, sample};

/// An assignment that is told of, with what it comes to.
struct Counted {
    name: String,
    assignment: Assignment,
    outlook: Outlook,
    /// How many p99 targets it misses.
    misses: usize,
}

impl Counted {
    fn of(name: &str, standing: &Standing) -> Self {
        Self {
            name: name.to_owned(),
            assignment: standing.assignment.clone(),
            outlook: standing.outlook,
            misses: standing.misses.len(),
        }
    }
}

/// Totals of what is told in sentences, in figures.
pub(super) fn blocks(material: Material<'_>, study: &Study) -> Vec<Block> {
    let resolved = material.resolved;
    let all = counted(material, study);
    if all.iter().all(|of| of.assignment.is_empty()) {
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
    let rows = all.iter().map(|Counted { name, outlook: of, .. }| {
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
    blocks.extend(missed(&all).map(Block::Note));
    blocks.extend(either::sentence(resolved, &study.taken).map(Block::Note));
    let missing =
        decided(study).and_then(|of| compare::counted_otherwise(resolved, &of.assignment));
    blocks.extend(missing.map(Block::Note));
    let crews = all.first().and_then(|of| crews::sentence(resolved, &of.assignment));
    blocks.extend(crews.map(Block::Note));
    blocks.extend(splits(material).map(Block::Note));
    blocks
}

/// As advised, as decided, and what the first page asks about instead: what costs less for the whole
/// plan; each once.
fn counted(material: Material<'_>, study: &Study) -> Vec<Counted> {
    let of = |choice: Choice| study.standings.iter().find(|of| of.choice == choice);
    let mut all = Vec::new();
    match (of(Choice::Advised), of(Choice::Decided)) {
        (Some(advised), Some(decided)) if advised.assignment == decided.assignment => {
            all.push(Counted::of("As advised and as decided", advised));
        }
        (advised, decided) => {
            let both = advised.into_iter().chain(decided);
            all.extend(both.map(|of| Counted::of(&of.name, of)));
        }
    }
    let better = study.whole.as_ref().and_then(|front| front.improvement());
    let better = better.and_then(|(_, better)| of_mix(material, better));
    let single = study.reconciled.as_ref().filter(|held| held.is_dearer);
    let single = single.filter(|_| !better_is_cheapest(material, study));
    let single = single.and_then(|held| {
        let mut all = study.standings.iter();
        all.find(|of| standing::lower(&of.name) == held.cheapest)
    });
    let single = single.map(|of| Counted::of(&of.name, of));
    for rival in better.into_iter().chain(single) {
        if all.iter().all(|of: &Counted| of.assignment != rival.assignment) {
            all.push(rival);
        }
    }
    all
}

/// A mix of languages that the front has found.
fn of_mix(material: Material<'_>, choice: &front::Choice) -> Option<Counted> {
    Some(Counted {
        name: sentence_case(&choice.in_a_sentence(material.resolved)),
        assignment: choice.assignment.clone(),
        outlook: outlook::of_plan(material.resolved, &[&choice.assignment]).into_iter().next()?,
        misses: choice.misses().len(),
    })
}

/// How many p99 targets each row misses, if one misses any.
fn missed(all: &[Counted]) -> Option<String> {
    let told: Vec<String> =
        all.iter().map(|Counted { name, misses, .. }| format!("{name} {misses}")).collect();
    let any = all.iter().any(|of| of.misses > 0);
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
