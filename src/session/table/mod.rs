//! The plan as a table: which rows and columns there are, what stands in a cell, and the steps that
//! typing, filling, clearing and pasting make.
//!
//! A row is an element of the plan, a column one of its fields, numbers or results. A text that is
//! typed into a cell is read as the field of the inspector reads it; several rows change in one step.

mod block;
mod cell;
mod column;
pub(super) mod figures;
mod paste;
mod rows;
mod typed;
mod words;

use serde::{Deserialize, Serialize};

pub use block::Block;
pub use cell::Cell;
pub use column::Column;
pub use figures::Figures;
pub use rows::{Made, Sort};
pub use typed::{Choice, NAMELESS};

use super::tool::Tool;
use super::{Element, Request, Session};
use crate::words;

words! {
    /// What the middle of the window shows.
    Middle {
        /// The diagram.
        Canvas = "canvas", "canvas";
        /// The same plan as a table.
        Table = "table", "table";
        /// One item of the plan at a time, for a meeting.
        Meeting = "meeting", "meeting";
    }
}

words! {
    /// Whose rows the table has.
    Sheet {
        /// A row for each component.
        Components = "components", "components";
        /// A row for each link.
        Links = "links", "links";
    }
}

/// What the table shows, remembered between runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableChoice {
    /// Whose rows.
    pub sheet: Sheet,
    /// Words of the columns of components, in their order; those that no version knows are skipped.
    pub components: Vec<String>,
    /// Words of the columns of links.
    pub links: Vec<String>,
}

impl Default for TableChoice {
    fn default() -> Self {
        let words = |sheet| Column::usual(sheet).iter().map(|of| of.word().to_owned()).collect();
        Self {
            sheet: Sheet::Components,
            components: words(Sheet::Components),
            links: words(Sheet::Links),
        }
    }
}

impl TableChoice {
    /// The columns of a sheet. The first says what the row is and is always there.
    #[must_use]
    pub fn columns(&self, sheet: Sheet) -> Vec<Column> {
        let words = match sheet {
            Sheet::Components => &self.components,
            Sheet::Links => &self.links,
        };
        let first = Column::first(sheet);
        let mut columns = vec![first];
        for column in words.iter().filter_map(|word| Column::from_word(word)) {
            if column.is_of(sheet) && !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }

    /// Chooses the columns of a sheet.
    pub fn choose(&mut self, sheet: Sheet, columns: &[Column]) {
        let words = columns.iter().map(|column| column.word().to_owned()).collect();
        match sheet {
            Sheet::Components => self.components = words,
            Sheet::Links => self.links = words,
        }
    }
}

impl Session {
    /// Whether the middle of the window shows the table.
    #[must_use]
    pub fn shows_table(&self) -> bool {
        self.settings.middle == Middle::Table && !self.screen.alone
    }

    pub(super) fn toggle_table(&mut self) {
        let shown = self.shows_table();
        if self.screen.alone {
            self.toggle_alone();
        }
        self.show_in_middle(if shown { Middle::Canvas } else { Middle::Table });
    }

    /// Whether the middle of the window shows the canvas.
    #[must_use]
    pub fn shows_canvas(&self) -> bool {
        !(self.shows_table() || self.shows_meeting())
    }

    /// Shows the canvas, for what is done or seen there alone.
    pub(super) fn show_canvas(&mut self) {
        self.show_in_middle(Middle::Canvas);
    }

    /// What the hand does on the canvas is seen there: a name being typed, a line of quick entry.
    pub(super) fn follow_the_hand(&mut self) {
        let busy = self.tool != Tool::Idle || self.quick.is_some();
        if busy && self.settings.middle != Middle::Canvas {
            self.show_canvas();
        }
    }

    /// Leads to where the name of the next component is typed: a line of the table while that is
    /// shown, else a place on the canvas.
    pub(super) fn ask_to_add(&mut self) {
        if self.shows_table() {
            self.settings.table.sheet = Sheet::Components;
            self.requests.push(Request::NewRow);
        } else {
            self.add();
        }
    }

    /// Leads to the cell that names the one selected row while the table is shown; a group has none.
    pub(super) fn renames_in_table(&mut self) -> bool {
        let selection = &self.selection;
        let (sheet, row) = if let Some(id) = selection.only_component() {
            (Sheet::Components, Element::Component(id.clone()))
        } else if let Some(id) = selection.only_link() {
            (Sheet::Links, Element::Link(id.clone()))
        } else {
            return false;
        };
        if !self.shows_table() {
            return false;
        }
        self.settings.table.sheet = sheet;
        self.requests.push(Request::EditRow(row));
        true
    }

    /// Adds a component of this name, of the kind that the name says, and selects it.
    pub(super) fn add_row(&mut self, name: String) {
        self.add_in_view(name);
        self.commit_name();
    }
}
