//! What is pasted into the table: one text into all cells that are selected, or a block of cells whose
//! changes are looked at before they are made. A table with heads is imported like a file.

use super::super::{Element, Notice, Session, piece};
use super::{Block, Column};
use crate::exchange::import::{Importer, lines};
use crate::exchange::untabbed;

impl Session {
    /// Pastes a text. `selected` cells take a single text; a block of texts goes down and to the right
    /// from the first cell of `onward`, which are the rows and columns from there on.
    pub(in crate::session) fn paste_cells(&mut self, selected: &Block, onward: &Block, text: &str) {
        let texts = untabbed(text);
        let is_piece = piece::from_text(text).is_some();
        if is_piece || is_imported(text) || onward.rows.is_empty() || onward.columns.is_empty() {
            return self.paste(text);
        }
        match texts.as_slice() {
            [] => {}
            [row] if row.len() == 1 => self.paste_one(selected, &row[0]),
            _ => self.paste_block(onward, &texts),
        }
    }

    fn paste_one(&mut self, selected: &Block, text: &str) {
        let (rows, columns) = (&selected.rows, selected.columns.iter());
        let (edits, refused) = self.typed_into(rows, columns, |_| text.to_owned());
        if let Some(why) = refused {
            self.notices.push(Notice::failed(format!("Nothing is pasted. {why}")));
        } else if !edits.is_empty() {
            let whose = self.named(&selected.rows);
            let edit = self.block_edit(&selected.columns, edits);
            self.edit(&format!("Paste into {whose}"), edit);
        }
    }

    /// Shows what a block of texts changes; it is one step then.
    fn paste_block(&mut self, onward: &Block, texts: &[Vec<String>]) {
        let (mut edits, mut notes) = (Vec::new(), Vec::new());
        let mut columns: Vec<Column> = Vec::new();
        for (row, cells) in onward.rows.iter().zip(texts) {
            for (column, text) in onward.columns.iter().zip(cells) {
                // What is worked out is passed over, so that whole rows can be pasted back.
                if column.is_result() {
                    continue;
                }
                match self.typed(row, *column, text) {
                    Ok(some) => {
                        if !some.is_empty() && !columns.contains(column) {
                            columns.push(*column);
                        }
                        edits.extend(some);
                    }
                    Err(why) => notes.push(self.note(row, *column, &why)),
                }
            }
        }
        let (rows, wide) = (texts.len(), texts.iter().map(Vec::len).max().unwrap_or(0));
        if rows > onward.rows.len() {
            let beyond = rows - onward.rows.len();
            notes.push(format!("{beyond} of the rows go beyond the last one and are left out"));
        }
        if wide > onward.columns.len() {
            let beyond = wide - onward.columns.len();
            notes.push(format!("{beyond} of the columns go beyond the last one and are left out"));
        }
        if edits.is_empty() && !notes.is_empty() {
            let first = notes.swap_remove(0);
            self.notices.push(Notice::failed(format!("Nothing can be pasted: {first}")));
            return;
        }
        let edit = self.block_edit(&columns, edits);
        self.look_at_pasted(edit, notes);
    }

    fn note(&self, row: &Element, column: Column, why: &str) -> String {
        let whose = self.named(std::slice::from_ref(row));
        format!("{whose}, {}: {why}", column.title())
    }
}

/// Whether a text says what it is, rather than being the texts of some cells: a diagram, lines with
/// arrows, a table whose first row has heads.
fn is_imported(text: &str) -> bool {
    let Some(importer) = Importer::of("", text) else { return false };
    match importer.word {
        // A list of names is as good as cells of a column, and so is a lone head.
        "lines" => {
            text.trim_start().starts_with(lines::MARK)
                || !lines::parse(text).sketch.links.is_empty()
        }
        "csv" => text.lines().next().is_some_and(|heads| heads.contains(['\t', ',', ';'])),
        _ => true,
    }
}
