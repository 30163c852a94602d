//! Tables that fit the page: columns share the width, cells wrap, the head comes again.

use super::SIDE;
use super::cited::{self, Span};
use super::press::{Press, Style};
use super::structure::Role;
use crate::base::{Point, Rect, Size, bisect};
use crate::draw::font::{self, Font, measure};

const SIZE: f64 = 9.5;
const LINE: f64 = 13.0;
const PAD: f64 = 5.0;
/// Widest word that a column gives way to without breaking it.
const LONGEST_WORD: f64 = 130.0;
/// Space below a table.
pub(super) const BELOW: f64 = 10.0;
/// Least rows of a table on either side of a page break.
const LEAST_ROWS: usize = 3;

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

/// A row with its cells broken into lines.
struct Broken {
    cells: Vec<Vec<Vec<Span>>>,
    height: f64,
}

/// Sets a table; its last rows stand on a page that has room for `notes` below them.
pub(super) fn draw(press: &mut Press<'_>, table: &Table, notes: f64) {
    let Cut { widths, head, rows } = Cut::of(press, table);
    press.part(Role::Table, |press| {
        let mut rest = rows.as_slice();
        let mut first = true;
        while !rest.is_empty() || first {
            let taken = rows_here(press, head.height, rest, notes);
            if taken == 0 && !rest.is_empty() {
                press.new_page();
                continue;
            }
            let set = |press: &mut Press<'_>| draw_row(press, table, &widths, &head, true);
            if first {
                press.part(Role::Row, set);
            } else {
                press.again(set);
            }
            first = false;
            let (here, after) = rest.split_at(taken);
            for row in here {
                press.part(Role::Row, |press| draw_row(press, table, &widths, row, false));
            }
            rest = after;
        }
    });
    press.y += BELOW;
}

/// A table with its words broken into lines.
struct Cut {
    widths: Vec<f64>,
    head: Broken,
    rows: Vec<Broken>,
}

impl Cut {
    fn of(press: &Press<'_>, table: &Table) -> Self {
        let widths = widths(press, table);
        let heads: Vec<String> = table.columns.iter().map(|column| column.title.clone()).collect();
        let head = broken(press, &heads, &widths, Font::SemiBold);
        let cut = |row: &Vec<String>| broken(press, row, &widths, Font::Regular);
        let rows = table.rows.iter().map(cut).collect();
        Self { widths, head, rows }
    }
}

/// Height that a table needs where it begins: its head and the least rows, or all with the `notes`
/// below them.
pub(super) fn least_height(press: &Press<'_>, table: &Table, notes: f64) -> f64 {
    let Cut { head, rows, .. } = Cut::of(press, table);
    // Of a table that has only a few rows more none is left over.
    let begins = if rows.len() < 2 * LEAST_ROWS { rows.len() } else { LEAST_ROWS };
    let notes = if begins == rows.len() { notes } else { 0.0 };
    head.height + rows[..begins].iter().map(|row| row.height).sum::<f64>() + notes
}

/// How many rows go on this page; none where the next one is better. Neither the first nor the last
/// row of a table stands alone, nor the notes below without rows.
fn rows_here(press: &Press<'_>, head: f64, rows: &[Broken], notes: f64) -> usize {
    let mut left = press.left() - head;
    let fit = rows
        .iter()
        .take_while(|row| {
            left -= row.height;
            left >= 0.0
        })
        .count();
    let taken = if fit >= rows.len() && left >= notes {
        rows.len()
    } else {
        fit.min(rows.len().saturating_sub(LEAST_ROWS))
    };
    if press.at_top() {
        taken.max(1).min(rows.len())
    } else if taken < LEAST_ROWS.min(rows.len()) {
        0
    } else {
        taken
    }
}

/// Widths of columns: what their widest cells want; where that is too much, the widest give way.
fn widths(press: &Press<'_>, table: &Table) -> Vec<f64> {
    let room = press.width();
    let rows = || table.rows.iter();
    let of = |of_cell: &dyn Fn(&str, Font) -> f64| -> Vec<f64> {
        let column = |(index, column): (usize, &Column)| {
            let cells = rows().filter_map(|row| row.get(index));
            let cells =
                cells.map(|cell| of_cell(&cited::plain(cell, press.sources), Font::Regular));
            cells.fold(of_cell(&column.title, Font::SemiBold), f64::max) + 2.0 * PAD + 1.0
        };
        table.columns.iter().enumerate().map(column).collect()
    };
    let word = |cell: &str, font| {
        let (before, range) = before_range(cell);
        let words = font::words(before).chain([range.trim()]);
        words.map(|word| measure(word, font, SIZE)).fold(0.0, f64::max).min(LONGEST_WORD)
    };
    let wanted = of(&|cell, font| measure(cell, font, SIZE));
    let least = of(&word);
    let all = |cap: f64| -> Vec<f64> {
        wanted.iter().zip(&least).map(|(wanted, least)| wanted.min(cap.max(*least))).collect()
    };
    let sum = |widths: &[f64]| widths.iter().sum::<f64>();
    let spare = room - sum(&wanted);
    if spare >= 0.0 {
        return spread(table, &wanted, spare);
    }
    if sum(&least) >= room {
        let scale = room / sum(&least);
        return least.iter().map(|width| width * scale).collect();
    }
    let cap = bisect::turn(0.0, room, |cap| sum(&all(cap)) > room);
    let narrowed = all(cap);
    let scale = room / sum(&narrowed);
    narrowed.iter().map(|width| width * scale.min(1.0)).collect()
}

/// Gives columns of words what is left, as they want it; without any, all columns alike.
fn spread(table: &Table, widths: &[f64], spare: f64) -> Vec<f64> {
    let none = table.columns.iter().all(|column| column.figures);
    let takes = |column: &Column| none || !column.figures;
    let pairs = || widths.iter().zip(&table.columns);
    let wanted: f64 = pairs().filter(|(_, column)| takes(column)).map(|(width, _)| width).sum();
    let share = |width: f64| if wanted > 0.0 { spare * width / wanted } else { 0.0 };
    pairs()
        .map(|(width, column)| if takes(column) { width + share(*width) } else { *width })
        .collect()
}

/// A cell such as `$5 ($2 to $9)` in two: a range in brackets is not broken inside, as long as there
/// is room.
fn before_range(cell: &str) -> (&str, &str) {
    let is_range = |within: &str| within.ends_with(')') && within.contains(" to ");
    match cell.rsplit_once(" (") {
        Some((before, within)) if is_range(within) => cell.split_at(before.len()),
        _ => (cell, ""),
    }
}

/// The same with a line for each part where one line has no room for both.
fn parted(cell: &str, width: f64, font: Font) -> String {
    match before_range(cell) {
        (before, range) if !range.is_empty() && measure(cell, font, SIZE) > width => {
            format!("{before}\n{}", range.trim_start())
        }
        _ => cell.to_owned(),
    }
}

fn broken(press: &Press<'_>, row: &[String], widths: &[f64], font: Font) -> Broken {
    let cells: Vec<_> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| (cell, width - 2.0 * PAD))
        .map(|(cell, width)| (parted(cell, width, font), width))
        .map(|(cell, width)| cited::lines(&cell, press.sources, font, SIZE, width))
        .collect();
    let most = cells.iter().map(Vec::len).max().unwrap_or(1);
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    let height = most as f64 * LINE + PAD;
    Broken { cells, height }
}

fn draw_row(press: &mut Press<'_>, table: &Table, widths: &[f64], row: &Broken, head: bool) {
    let text = press.theme.text;
    let (font, color) =
        if head { (Font::SemiBold, text.strong) } else { (Font::Regular, text.normal) };
    let style = Style { font, size: SIZE, line: LINE, color, indent: 0.0 };
    let whole: f64 = widths.iter().sum();
    let top = press.y;
    if head {
        press.shade(Rect::from_min_size(Point::new(SIDE, top), Size::new(whole, row.height)), 0.0);
    }
    let mut left = SIDE;
    for ((cell, width), column) in row.cells.iter().zip(widths).zip(&table.columns) {
        let role = if head { Role::Head } else { Role::Cell };
        press.part(role, |press| {
            let mut baseline = top + PAD / 2.0 + SIZE;
            for line in cell {
                let x = if column.figures {
                    left + width - PAD - cited::width(line, font, SIZE)
                } else {
                    left + PAD
                };
                press.spans(line, Point::new(x, baseline), style);
                baseline += LINE;
            }
        });
        left += width;
    }
    press.y += row.height;
    let y = press.y;
    press.rule(y, SIDE, SIDE + whole);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number and its range stand on a line each where one has no room for both.
    #[test]
    fn a_range_in_brackets_is_not_broken_inside() {
        let cell = "$533,000 ($278,000 to $1.7M)";
        assert_eq!(before_range(cell), ("$533,000", " ($278,000 to $1.7M)"));
        let broken = parted(cell, 90.0, Font::Regular);
        assert_eq!(broken, "$533,000\n($278,000 to $1.7M)");
        assert_eq!(parted(cell, 500.0, Font::Regular), cell);
        for whole in ["Order API (service)", "5 ms", "", "told (1 to 2) before"] {
            assert_eq!(parted(whole, 5.0, Font::Regular), whole);
        }
    }
}
