//! What minutes tell of the log: decisions that are no component's language, open questions, actions,
//! notes.

use crate::base::words::sentence_case;
use crate::draw::document::{Block, Column, Table};
use crate::model::Plan;
use crate::model::log::{EntryKind, LogEntry, in_order};

/// The entries of each kind that are told: what is open, and what was added or changed since the earlier
/// plan; all of it without one.
pub(super) fn told(plan: &Plan, before: Option<&Plan>) -> Vec<Block> {
    let is_told = |of: &&LogEntry| {
        of.is_open() || before.is_none_or(|before| before.log.get(&of.id) != Some(*of))
    };
    let entries = in_order(plan.log.values().filter(is_told));
    let of_kind = |kind: EntryKind| entries.iter().copied().filter(move |of| of.kind == kind);
    let mut blocks = Vec::new();
    for &kind in EntryKind::ALL {
        let of: Vec<&LogEntry> = of_kind(kind).collect();
        if !of.is_empty() {
            blocks.push(Block::Subheading(heading(kind).to_owned()));
            blocks.push(Block::Table(table(plan, kind, &of)));
        }
    }
    blocks.extend(gone(plan, before));
    blocks
}

const fn heading(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Decision => "Other decisions",
        EntryKind::Question => "Open questions",
        EntryKind::Action => "Actions",
        EntryKind::Note => "Notes",
    }
}

/// A column of a table: its head, and what an entry says in it.
type Told = (&'static str, fn(&Plan, &LogEntry) -> String);

fn table(plan: &Plan, kind: EntryKind, of: &[&LogEntry]) -> Table {
    let text: Told = (kind.word(), |_, of| of.text.clone());
    let about: Told = ("About", |plan, of| of.about.name(plan));
    let who: Told = (
        match kind {
            EntryKind::Decision => "Decided by",
            _ => "Who",
        },
        |plan, of| of.owner_name(plan).unwrap_or_default().to_owned(),
    );
    let due: Told = ("Due", |_, of| of.due.map_or_else(String::new, |date| date.to_string()));
    let status: Told = ("Status", |_, of| of.status_told());
    let outcome: Told =
        (kind.outcome_label().unwrap_or_default(), |_, of| of.outcome.trim().to_owned());
    let columns = match kind {
        EntryKind::Decision => vec![text, about, status, who, outcome],
        EntryKind::Question | EntryKind::Action => vec![text, about, who, due, status, outcome],
        EntryKind::Note => vec![text, about, who, due],
    };
    // A column that says nothing of any entry is left out.
    let row = |entry: &&LogEntry| -> Vec<String> {
        columns.iter().map(|(_, cell)| cell(plan, entry)).collect()
    };
    let mut rows: Vec<Vec<String>> = of.iter().map(row).collect();
    let says: Vec<bool> =
        (0..columns.len()).map(|at| rows.iter().any(|row| !row[at].is_empty())).collect();
    for row in &mut rows {
        let mut says = says.iter();
        row.retain(|_| says.next().copied().unwrap_or(true));
    }
    let heads = columns.iter().zip(&says).filter(|(_, says)| **says);
    Table {
        columns: heads.map(|((head, _), _)| Column::words(&sentence_case(head))).collect(),
        rows,
    }
}

/// What was in the log before and was taken out.
fn gone(plan: &Plan, before: Option<&Plan>) -> Vec<Block> {
    let gone = before.into_iter().flat_map(|before| {
        let of = before.log.values().filter(|of| !plan.log.contains_key(&of.id));
        of.map(|of| format!("{}: {}", sentence_case(of.kind.label()), of.text))
    });
    let gone: Vec<String> = gone.collect();
    if gone.is_empty() {
        return Vec::new();
    }
    vec![Block::Subheading("Taken out of the log".to_owned()), Block::Bullets(gone)]
}
