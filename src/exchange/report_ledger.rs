//! The report's appendix on what its numbers rest on.

use super::report::Depth;
use crate::advice::ledger::{Carried, Row};
use crate::draw::document::{Block, Column, Table};

/// Figures that are told where not everything is.
const FIGURES: usize = 12;

/// The rows that are told, the largest share first: in full what is stated, whatever its share; else
/// only what has one, if anything has.
fn shown(all: &[Row], depth: Depth) -> Vec<&Row> {
    let told = all.iter().filter(|row| row.matters());
    let most = if depth == Depth::Full { usize::MAX } else { FIGURES };
    let few = depth != Depth::Full && all.iter().any(Row::moves_the_cost);
    told.filter(|row| !few || row.moves_the_cost()).take(most).collect()
}

/// The assumption ledger: what is stated, and whatever else has a share worth telling.
pub(super) fn ledger(all: &[Row], depth: Depth) -> Vec<Block> {
    let shown = shown(all, depth);
    let rows = shown.iter().map(|row| {
        let dated = row.date.map_or_else(String::new, |date| date.to_string());
        let by = [row.owner.clone(), dated].into_iter().filter(|part| !part.is_empty());
        vec![
            row.element.clone(),
            row.label.clone(),
            row.range.readable_in_full(row.unit),
            row.evidence_in_words().to_owned(),
            row.source.clone(),
            by.collect::<Vec<_>>().join(", "),
            // The unit stands in the head, so that a narrow cell does not break before it.
            row.share_in_words().replace([' ', '%'], ""),
        ]
    });
    let columns = vec![
        Column::words("Of"),
        Column::words("Figure"),
        Column::figures("Range"),
        Column::words("Evidence"),
        Column::words("Source"),
        Column::words("Owner, date"),
        Column::figures("Share, %"),
    ];
    let rest = all.len() - shown.len();
    let note = match depth {
        Depth::Full => format!(
            "Listed is what is stated and what has a share of at least 0.1 %; {rest} more figures have less, which polyplan ledger with --format csv lists."
        ),
        _ if shown.len() == 1 => "Listed is the figure with the largest share.".to_owned(),
        _ => format!(
            "Listed are the {} figures with the largest shares, of {}; the full report has those of at least 0.1 %, polyplan ledger with --format csv all.",
            shown.len(),
            all.len()
        ),
    };
    vec![
        Block::Heading("Appendix: assumption ledger".to_owned()),
        Block::Paragraph(
            "Every figure that the plan's total cost over the horizon rests on. Its share says how much of the uncertainty of that cost comes from it: the square of the difference in cost between its 10th and its 90th percentile, all else at the medians, over the sum of those squares. What figures do only together is left out; loads from outside rise and fall as one."
                .to_owned(),
        ),
        Block::Paragraph(Carried::of(all).sentence()),
        Block::Table(Table { columns, rows: rows.collect() }),
        Block::Note(note),
    ]
}
