//! A block of cells: copied, filled down, cleared.

use super::super::{Element, Notice, Request, Session};
use super::Column;
use crate::exchange::tabbed;
use crate::model::{ComponentChange, Edit, Input};

/// Cells of the table: some rows, in the order in which they are seen, and columns side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// The rows.
    pub rows: Vec<Element>,
    /// The columns.
    pub columns: Vec<Column>,
}

impl Session {
    /// Copies a block: one cell as its text, more with heads and with what says which rows they are,
    /// so that they can be pasted back. What nobody stated stays out, so that it is not stated then.
    pub(in crate::session) fn copy_cells(&mut self, block: &Block) -> bool {
        let (text, what) = match (block.rows.as_slice(), block.columns.as_slice()) {
            ([], _) | (_, []) => return false,
            ([row], [column]) => {
                let text = self.cell(row, *column).text;
                if text.is_empty() {
                    let of = format!("{} of {}", column.title(), self.named(&block.rows));
                    self.notices.push(Notice::warning(format!("{of} is empty: nothing is copied")));
                    return false;
                }
                (text, format!("{} of {}", column.title(), self.named(&block.rows)))
            }
            _ => (self.block_text(block), self.named(&block.rows)),
        };
        self.requests.push(Request::CopyText(text));
        self.notices.push(Notice::done(format!("Copied {what}")));
        true
    }

    /// A block with its heads, as spreadsheets and imports of tables read it.
    #[must_use]
    pub fn block_text(&self, block: &Block) -> String {
        let names: &[Column] = match block.rows.first() {
            Some(Element::Link(_)) => &[Column::From, Column::To],
            _ => &[Column::Name],
        };
        let rest = block.columns.iter().filter(|column| !names.contains(column));
        let columns: Vec<Column> = names.iter().chain(rest).copied().collect();
        let heads = columns.iter().map(|column| column.word().to_owned()).collect();
        let rows = block.rows.iter().map(|row| {
            let text = |column: &Column| {
                if column.is_result() {
                    self.cell(row, *column).text
                } else {
                    self.stated_text(row, *column)
                }
            };
            columns.iter().map(text).collect()
        });
        tabbed(std::iter::once(heads).chain(rows))
    }

    /// Copies a block and clears it.
    pub(in crate::session) fn cut_cells(&mut self, block: &Block) {
        if self.copy_cells(block) {
            self.clear_cells(block);
        }
    }

    /// Clears what is stated in a block, as one step.
    pub(in crate::session) fn clear_cells(&mut self, block: &Block) {
        let columns = block.columns.iter().filter(|column| !column.is_result());
        let (edits, refused) = self.typed_into(&block.rows, columns, |_| String::new());
        let what = what(&block.columns);
        let whose = self.named(&block.rows);
        if !edits.is_empty() {
            let edit = self.block_edit(&block.columns, edits);
            self.edit(&format!("Clear {what} of {whose}"), edit);
        } else if let Some(why) = refused {
            self.notices.push(Notice::warning(why));
        } else {
            let text = format!("Nobody has stated {what} of {whose}: there is nothing to clear");
            self.notices.push(Notice::warning(text));
        }
    }

    /// Writes what the first row of a block states into all others, as one step.
    pub(in crate::session) fn fill_down(&mut self, block: &Block) {
        let Some((first, others)) = block.rows.split_first() else { return };
        if others.is_empty() {
            let text = "Select the rows to fill as well: the first one fills those below it";
            self.notices.push(Notice::warning(text));
            return;
        }
        let columns = || block.columns.iter().filter(|column| !column.is_result());
        let stated = |column| self.stated_text(first, column);
        let (mut edits, refused) = self.typed_into(others, columns(), stated);
        let cells = columns().flat_map(|column| others.iter().map(move |row| (row, *column)));
        edits.extend(cells.flat_map(|(row, column)| self.terms(first, row, column)));
        let what = what(&block.columns);
        let whose = self.named(others);
        if edits.is_empty() {
            let text = refused.unwrap_or_else(|| format!("{whose} have the same {what} already"));
            self.notices.push(Notice::warning(text));
        } else {
            let edit = self.block_edit(&block.columns, edits);
            self.edit(&format!("Fill {what} down into {whose}"), edit);
        }
    }

    /// A time and a work are stated in the terms of a language, which go with them.
    fn terms(&self, from: &Element, to: &Element, column: Column) -> Vec<Edit> {
        let (Element::Component(from), Element::Component(to)) = (from, to) else {
            return Vec::new();
        };
        let components = &self.plan().components;
        let (Some(of), Some(now)) = (components.get(from), components.get(to)) else {
            return Vec::new();
        };
        if self.scenario.is_some() {
            return Vec::new();
        }
        let changes = match column {
            Column::Number(Input::CpuTime) if of.inputs.contains_key(&Input::CpuTime) => vec![
                (of.cpu_language != now.cpu_language)
                    .then(|| ComponentChange::CpuLanguage(of.cpu_language.clone())),
                (of.cpu_scope != now.cpu_scope).then_some(ComponentChange::CpuScope(of.cpu_scope)),
            ],
            Column::Number(Input::Work) if of.inputs.contains_key(&Input::Work) => vec![
                (of.work_language != now.work_language)
                    .then(|| ComponentChange::WorkLanguage(of.work_language.clone())),
            ],
            _ => Vec::new(),
        };
        changes.into_iter().flatten().map(|change| Edit::Component(to.clone(), change)).collect()
    }

    /// Edits that write a text for each column into all rows, and why the last one that does not count
    /// does not.
    pub(super) fn typed_into<'a>(
        &self,
        rows: &[Element],
        columns: impl Iterator<Item = &'a Column>,
        text: impl Fn(Column) -> String,
    ) -> (Vec<Edit>, Option<String>) {
        let (mut edits, mut refused) = (Vec::new(), None);
        for column in columns {
            let text = text(*column);
            for row in rows {
                match self.typed(row, *column, &text) {
                    Ok(some) => edits.extend(some),
                    Err(why) => refused = Some(why),
                }
            }
        }
        (edits, refused)
    }

    /// Edits of several columns as one.
    pub(super) fn block_edit(&self, columns: &[Column], edits: Vec<Edit>) -> Edit {
        let column = if columns.contains(&Column::Group) { Column::Group } else { Column::Name };
        self.kept(column, edits)
    }
}

/// Columns within a label.
fn what(columns: &[Column]) -> String {
    match columns {
        [only] => only.title(),
        several => format!("{} columns", several.len()),
    }
}
