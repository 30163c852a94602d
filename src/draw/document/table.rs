//! Tables that fit the page: columns share the width, cells wrap, the head comes again.

use super::{Press, SIDE, WIDTH};
use crate::base::Point;
use crate::draw::font::{self, Font, measure};
use crate::draw::scene::{Anchor, TextRun};

const SIZE: f64 = 9.5;
const LINE: f64 = 13.5;
const PAD: f64 = 6.0;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Whether it holds figures, which are set to the right.
    pub figures: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(title: &str) -> Self {
        Self { title: title.to_owned(), figures: false }
    }

    /// A column of figures.
    #[must_use]
    pub fn figures(title: &str) -> Self {
        Self { title: title.to_owned(), figures: true }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; a short row leaves cells empty.
    pub rows: Vec<Vec<String>>,
}

pub(super) fn draw(press: &mut Press<'_>, table: &Table) {
    let widths = widths(table);
    let heads: Vec<String> = table.columns.iter().map(|column| column.title.clone()).collect();
    press.room(4.0 * LINE);
    draw_row(press, table, &widths, &heads, true);
    for row in &table.rows {
        let height = row_height(row, &widths, Font::Regular);
        let before = press.pages.len();
        press.room(height);
        if press.pages.len() > before {
            draw_row(press, table, &widths, &heads, true);
        }
        draw_row(press, table, &widths, row, false);
    }
    press.y += 12.0;
}

/// Widths of columns: what the widest cell wants, narrowed from the widest down to fit the page.
fn widths(table: &Table) -> Vec<f64> {
    let wanted = |index: usize, column: &Column| {
        let cells = table.rows.iter().filter_map(|row| row.get(index));
        let widest = cells.map(|cell| measure(cell, Font::Regular, SIZE)).fold(0.0, f64::max);
        f64::max(widest, measure(&column.title, Font::SemiBold, SIZE)) + 2.0 * PAD + 1.0
    };
    let mut widths: Vec<f64> =
        table.columns.iter().enumerate().map(|(i, c)| wanted(i, c)).collect();
    let longest_word = |index: usize, column: &Column| {
        let cells = table.rows.iter().filter_map(|row| row.get(index));
        let words = cells.flat_map(|cell| cell.split_whitespace());
        let widest = words.map(|word| measure(word, Font::Regular, SIZE)).fold(0.0, f64::max);
        let head = column
            .title
            .split_whitespace()
            .map(|w| measure(w, Font::SemiBold, SIZE))
            .fold(0.0, f64::max);
        f64::max(widest.min(120.0), head) + 2.0 * PAD + 1.0
    };
    let least: Vec<f64> =
        table.columns.iter().enumerate().map(|(i, c)| longest_word(i, c)).collect();
    let mut over = widths.iter().sum::<f64>() - WIDTH;
    while over > 0.1 {
        let spare = |i: usize| widths[i] - least[i];
        let total: f64 = (0..widths.len()).map(spare).sum();
        if total <= 0.0 {
            let scale = WIDTH / widths.iter().sum::<f64>();
            for width in &mut widths {
                *width *= scale;
            }
            break;
        }
        let take = f64::min(1.0, over / total);
        let shrink: Vec<f64> = (0..widths.len()).map(|i| spare(i) * take).collect();
        widths.iter_mut().zip(shrink).for_each(|(width, by)| *width -= by);
        over = widths.iter().sum::<f64>() - WIDTH;
    }
    if over < 0.0
        && let Some(last_words) = table.columns.iter().rposition(|column| !column.figures)
    {
        widths[last_words] -= over;
    }
    widths
}

fn cell_lines(cell: &str, width: f64, font: Font) -> Vec<String> {
    font::wrap(cell, font, SIZE, width - 2.0 * PAD)
}

#[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
fn row_height(row: &[String], widths: &[f64], font: Font) -> f64 {
    let lines = row.iter().zip(widths).map(|(cell, width)| cell_lines(cell, *width, font).len());
    lines.max().unwrap_or(1) as f64 * LINE + PAD
}

fn draw_row(press: &mut Press<'_>, table: &Table, widths: &[f64], row: &[String], head: bool) {
    let font = if head { Font::SemiBold } else { Font::Regular };
    let height = row_height(row, widths, font);
    let top = press.y;
    if head {
        press.shade(top, height);
    }
    let color = if head { press.theme.text.strong } else { press.theme.text.normal };
    let mut left = SIDE;
    for ((cell, width), column) in row.iter().zip(widths).zip(&table.columns) {
        let mut baseline = top + PAD / 2.0 + SIZE;
        for line in cell_lines(cell, *width, font) {
            let run = if column.figures {
                TextRun::new(Point::new(left + width - PAD, baseline), &line, font, SIZE, color)
                    .anchored(Anchor::End)
            } else {
                TextRun::new(Point::new(left + PAD, baseline), &line, font, SIZE, color)
            };
            press.draw(run);
            baseline += LINE;
        }
        left += width;
    }
    press.y += height;
    press.rule(press.y);
}
