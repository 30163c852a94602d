//! The plan as a table: a row for each component or link, a column for each field, worked as in a
//! spreadsheet. What is selected is selected on the canvas and in the outline as well.

mod bar;
mod choose;
mod edit;
mod grid;
mod head;
mod keys;
mod line;
mod look;

use std::sync::Arc;

use egui::{Popup, Rect, Sense, UiBuilder};

use super::{View, style, widget};
use crate::session::table::{Made, Sort};
use crate::session::{ActionId, Block, Column, Command, Element, Selection, Sheet, Tool};

/// What the table remembers between frames.
#[derive(Default)]
pub(super) struct State {
    /// Gives the line that adds a component the keyboard in the next frame.
    pub focus_line: bool,
    /// Edits the cell that names this row in the next frame.
    pub edit_row: Option<Element>,
    search: String,
    sort: Option<Sort>,
    sheet: Option<Sheet>,
    made: Option<Made>,
    rows: Arc<Vec<Element>>,
    /// The cell that the keyboard is at, and the one that a block of cells was begun at.
    current: Option<(Element, Column)>,
    anchor: Option<(Element, Column)>,
    editing: Option<edit::Editing>,
    /// What was selected in the last frame; a change elsewhere scrolls its row into view.
    last: Selection,
    /// The current cell is to be scrolled into view.
    reveal: bool,
    /// The name in the line that adds a component.
    name: String,
}

/// The id that has the keyboard while the table has it.
pub(super) fn focus_id() -> egui::Id {
    egui::Id::unique("table of the plan")
}

pub(super) use keys::takes;

/// Draws the table.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    let sheet = view.session.settings.table.sheet;
    if state.sheet != Some(sheet) {
        let (focus_line, edit_row) = (state.focus_line, state.edit_row.take());
        *state = State { sheet: Some(sheet), focus_line, edit_row, ..State::default() };
    }
    let columns = view.session.settings.table.columns(sheet);
    if view.commands.iter().any(|of| matches!(of, Command::Act(ActionId::Escape))) {
        state.search.clear();
    }
    bar::show(ui, view, state, &columns);
    let rest = ui.available_rect_before_wrap();
    let line = if sheet == Sheet::Components { style::ROW + 12.0 } else { 0.0 };
    let grid = rest.with_max_y((rest.bottom() - line).max(rest.top()));
    inside(ui, grid, |ui| {
        if empty(ui, view, sheet) {
            return;
        }
        state.update(view, sheet);
        if state.rows.is_empty() {
            let text = if sheet == Sheet::Links { "No such link" } else { "No such component" };
            if widget::empty(ui, "search", text, Some("Clear search")) {
                state.search.clear();
            }
            return;
        }
        take_keyboard(ui, view, state, sheet);
        state.follow(view, &columns);
        keys::read(ui, view, state, &columns);
        // Each sheet is scrolled by itself.
        ui.push_id(sheet.word(), |ui| grid::show(ui, view, state, &columns));
    });
    if line > 0.0 {
        inside(ui, rest.with_min_y(grid.bottom()), |ui| line::show(ui, view, state));
    }
}

fn inside(ui: &mut egui::Ui, rect: Rect, content: impl FnOnce(&mut egui::Ui)) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.set_clip_rect(ui.clip_rect().intersect(rect));
    content(&mut child);
}

/// Where the sheet has no row yet: what brings the first one.
fn empty(ui: &mut egui::Ui, view: &mut View<'_>, sheet: Sheet) -> bool {
    let plan = view.session.plan();
    match sheet {
        Sheet::Components if plan.components.is_empty() => {
            let text = "Each component has a row here, with its numbers beside it";
            if widget::empty(ui, "table", text, Some("Add component")) {
                view.act(ActionId::AddComponent);
            }
        }
        Sheet::Links if plan.links.is_empty() => {
            let text = "Each link has a row here; draw the first one on the canvas";
            if widget::empty(ui, "link", text, Some("Show the canvas")) {
                view.act(ActionId::Table);
            }
        }
        _ => return false,
    }
    true
}

/// The table has the keyboard while nothing else does, as the canvas would.
fn take_keyboard(ui: &mut egui::Ui, view: &View<'_>, state: &State, sheet: Sheet) {
    let focus = ui.interact(ui.max_rect(), focus_id(), Sense::focusable_noninteractive());
    let name = if sheet == Sheet::Links { "Table of links" } else { "Table of components" };
    widget::named(&focus, egui::Role::Grid, name);
    // A field that is left just now has to see it.
    let idle = is_free(ui, view) && state.editing.is_none();
    if idle && ui.memory(egui::Memory::focused).is_none() {
        ui.memory_mut(|memory| memory.request_focus(focus_id()));
    }
}

/// Whether no dialog, list or menu has the keyboard for itself.
fn is_free(ui: &egui::Ui, view: &View<'_>) -> bool {
    let session = view.session;
    ui.is_enabled()
        && session.dialogs.is_empty()
        && session.tool == Tool::Idle
        && session.quick.is_none()
        && !Popup::is_any_open(ui.ctx())
}

impl State {
    /// Brings the rows up to date.
    fn update(&mut self, view: &View<'_>, sheet: Sheet) {
        let made = view.session.rows_made_of(sheet, &self.search, self.sort);
        if self.made.as_ref() != Some(&made) {
            self.rows = Arc::new(view.session.rows(sheet, &self.search, self.sort));
            self.made = Some(made);
        }
    }

    /// Keeps the current cell on a row that is there, and on one that was selected elsewhere.
    fn follow(&mut self, view: &View<'_>, columns: &[Column]) {
        let selection = &view.session.selection;
        let first = columns.first().copied().unwrap_or(Column::Name);
        if self.is_gone(self.current.as_ref(), columns) {
            let selected = self.rows.iter().find(|row| selection.contains(row));
            let row = selected.or_else(|| self.rows.first()).cloned();
            let column = self.current.as_ref().map(|(_, column)| *column);
            let column = column.filter(|of| columns.contains(of)).unwrap_or(first);
            self.current = row.map(|row| (row, column));
            self.anchor.clone_from(&self.current);
        }
        if self.is_gone(self.anchor.as_ref(), columns) {
            self.anchor.clone_from(&self.current);
        }
        if self.last != *selection {
            self.last = selection.clone();
            let now = self.current.as_ref();
            if now.is_some_and(|(row, _)| selection.contains(row)) {
                return;
            }
            let Some(row) = self.rows.iter().find(|row| selection.contains(row)).cloned() else {
                return;
            };
            let column = now.map_or(first, |(_, column)| *column);
            self.current = Some((row, column));
            self.anchor.clone_from(&self.current);
            self.reveal = true;
        }
    }

    /// Whether a cell is none that is shown.
    fn is_gone(&self, cell: Option<&(Element, Column)>, columns: &[Column]) -> bool {
        cell.is_none_or(|(row, column)| self.place(row).is_none() || !columns.contains(column))
    }

    fn place(&self, row: &Element) -> Option<usize> {
        self.rows.iter().position(|of| of == row)
    }

    /// The rows from one to another, both included.
    fn between(&self, from: &Element, to: &Element) -> Selection {
        let mut selection = Selection::default();
        if let (Some(a), Some(b)) = (self.place(from), self.place(to)) {
            for row in &self.rows[a.min(b)..=a.max(b)] {
                selection.add(row.clone());
            }
        }
        selection
    }

    /// Places of the first and last column of the block.
    fn across(&self, columns: &[Column]) -> Option<(usize, usize)> {
        let place = |cell: &Option<(Element, Column)>| {
            let (_, column) = cell.as_ref()?;
            columns.iter().position(|of| of == column)
        };
        let (a, b) = (place(&self.anchor)?, place(&self.current)?);
        Some((a.min(b), a.max(b)))
    }

    /// The cells that an action is for: of all rows that are selected, where the current one is.
    fn block(&self, view: &View<'_>, columns: &[Column]) -> Block {
        let Some((row, _)) = &self.current else { return Block::default() };
        let selection = &view.session.selection;
        let rows = if selection.contains(row) {
            self.rows.iter().filter(|row| selection.contains(row)).cloned().collect()
        } else {
            vec![row.clone()]
        };
        let columns = self.across(columns).map_or(&[] as &[Column], |(a, b)| &columns[a..=b]);
        Block { rows, columns: columns.to_vec() }
    }

    /// Everything from the first cell of the block on, down and to the right.
    fn onward(&self, block: &Block, columns: &[Column]) -> Block {
        let row = block.rows.first().and_then(|row| self.place(row)).unwrap_or(0);
        let first = block.columns.first();
        let column = columns.iter().position(|of| Some(of) == first).unwrap_or(0);
        Block {
            rows: self.rows.get(row..).unwrap_or_default().to_vec(),
            columns: columns.get(column..).unwrap_or_default().to_vec(),
        }
    }

    /// Goes to a cell and selects its row alone.
    fn go(&mut self, view: &mut View<'_>, row: Element, column: Column) {
        view.send(Command::GoTo(row.clone()));
        self.current = Some((row, column));
        self.anchor.clone_from(&self.current);
        self.reveal = true;
    }
}
