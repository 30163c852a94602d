//! Heads and cells of the table. Only what is seen is built.

use std::sync::Arc;

use egui::{Align2, FontId, Id, Rangef, Rect, Sense, Stroke, WidgetInfo, pos2};
use egui_table::{CellInfo, HeaderCellInfo, HeaderRow, Table, TableDelegate, TableState};

use super::super::{View, menu, style, widget};
use super::{State, edit, focus_id, head, look};
use crate::session::{ActionId, Column, Command, Element, Selection, Sheet, Shortcut};

/// Width of the numbers of the rows.
const NUMBERS: f32 = 44.0;
/// Width of the table from which its first column stays when the others are scrolled.
const ROOMY: f32 = 420.0;

/// What a row can be told to do by its menu, beside what is done to cells.
const ON_ROWS: &[ActionId] = &[
    ActionId::Connect,
    ActionId::Reverse,
    ActionId::TagPerformance,
    ActionId::TagData,
    ActionId::Decide,
    ActionId::TakeAdvice,
    ActionId::Undecide,
    ActionId::Delete,
];

/// Width of a column until somebody drags its edge.
fn width(column: Column) -> f32 {
    match column {
        Column::Name | Column::Tags | Column::Number(_) => 168.0,
        Column::Notes | Column::Label => 200.0,
        Column::From | Column::To => 152.0,
        Column::Style => 156.0,
        Column::Stage => 64.0,
        Column::Servers => 84.0,
        Column::Language | Column::Protocol | Column::P99 => 104.0,
        _ => 128.0,
    }
}

pub(super) struct Grid<'a, 'v> {
    pub view: &'a mut View<'v>,
    state: &'a mut State,
    columns: &'a [Column],
    rows: Arc<Vec<Element>>,
    /// Places of the first and last column of the block.
    pub across: Option<(usize, usize)>,
    pub has_focus: bool,
    area: Rect,
}

/// Draws heads and cells into the room there is.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State, columns: &[Column]) {
    let sheet = view.session.settings.table.sheet;
    let mut table = Table::new().id_salt(("table of the plan", sheet.word()));
    let id = table.get_id(ui);
    if TableState::load(ui.ctx(), id).is_none() {
        // Widths are as told here, whatever stands in the cells.
        TableState::default().store(ui.ctx(), id);
    }
    let numbers = egui_table::Column::new(NUMBERS).resizable(false);
    let of = |column: &Column| {
        egui_table::Column::new(width(*column))
            .range(Rangef::new(48.0, 600.0))
            .id(column_id(*column))
    };
    let all: Vec<_> = std::iter::once(numbers).chain(columns.iter().map(of)).collect();
    // Both ends say what a link is.
    let names = if sheet == Sheet::Links { 2 } else { 1 };
    let room = if names > 1 { 1.4 * ROOMY } else { ROOMY };
    let sticky = if ui.available_width() >= room { 1 + names } else { 1 };
    let rows = Arc::clone(&state.rows);
    table = table
        .num_rows(rows.len() as u64)
        .columns(all)
        .num_sticky_cols(sticky)
        .headers([HeaderRow::new(style::ROW + 4.0)]);
    if std::mem::take(&mut state.reveal)
        && let Some((row, column)) = state.current.clone()
        && let Some(place) = state.place(&row)
    {
        table = table.scroll_to_row(place as u64, None);
        let at = columns.iter().position(|of| *of == column).map(|at| at + 1);
        if let Some(at) = at.filter(|at| *at >= sticky) {
            table = table.scroll_to_column(at, None);
        }
    }
    let across = state.across(columns);
    let has_focus = ui.memory(|memory| memory.has_focus(focus_id()));
    ui.style_mut().scroll_animation = egui::style::ScrollAnimation::none();
    let area = ui.available_rect_before_wrap();
    let mut grid = Grid { view, state: &mut *state, columns, rows, across, has_focus, area };
    table.show(ui, &mut grid);
    name_edges(ui, id, columns);
    // What was typed into a cell that is scrolled out of sight counts.
    state.editing.take_if(edit::Editing::is_out_of_sight);
}

/// Gives the edges between heads, which change widths, their names.
fn name_edges(ui: &egui::Ui, table: Id, columns: &[Column]) {
    for column in columns {
        let edge = table.with(column_id(*column)).with("resize");
        if ui.ctx().read_response(edge).is_some() {
            let name = format!("Width of {}", column.title());
            ui.ctx().accesskit_node_builder(edge, |node| {
                node.set_role(egui::Role::Splitter);
                node.set_label(name);
            });
        }
    }
}

fn column_id(column: Column) -> Id {
    Id::unique(("column of the table", column.word()))
}

impl TableDelegate for Grid<'_, '_> {
    fn default_row_height(&self) -> f32 {
        style::ROW
    }

    fn header_cell_ui(&mut self, ui: &mut egui::Ui, cell: &HeaderCellInfo) {
        let rect = ui.max_rect();
        ui.painter().rect_filled(rect, 0.0, style::color(self.view.theme.surface.panel));
        let line = Stroke::new(1.0, style::color(self.view.theme.line.border));
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
        let at = cell.col_range.start.checked_sub(1);
        if let Some(column) = at.and_then(|at| self.columns.get(at)) {
            head::show(ui, self.view, self.state, self.columns, *column);
        }
    }

    fn row_ui(&mut self, ui: &mut egui::Ui, row: u64) {
        let Some(element) = usize::try_from(row).ok().and_then(|row| self.rows.get(row)) else {
            return;
        };
        let theme = self.view.theme;
        let rect = ui.max_rect();
        // Also where the row is drawn in two parts, one of which stays.
        let row = Rect::from_x_y_ranges(self.area.x_range(), rect.y_range()).intersect(self.area);
        let hovered = ui.ctx().rect_contains_pointer(ui.layer_id(), row);
        let fill = if self.view.session.selection.contains(element) {
            theme.accent.soft
        } else if hovered {
            theme.surface.hover
        } else {
            theme.surface.raised
        };
        ui.painter().rect_filled(rect, 0.0, style::color(fill));
        let line = Stroke::new(1.0, style::color(theme.line.hairline));
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    }

    fn cell_ui(&mut self, ui: &mut egui::Ui, cell: &CellInfo) {
        let Some(place) = usize::try_from(cell.row_nr).ok() else { return };
        let Some(row) = self.rows.get(place).cloned() else { return };
        match cell.col_nr.checked_sub(1) {
            None => self.number(ui, place, &row),
            Some(at) => {
                if let Some(column) = self.columns.get(at).copied() {
                    self.cell(ui, &row, column, at);
                }
            }
        }
    }
}

impl Grid<'_, '_> {
    /// The number of a row, which selects all of it.
    fn number(&mut self, ui: &mut egui::Ui, place: usize, row: &Element) {
        let rect = ui.max_rect();
        let selected = self.view.session.selection.contains(row);
        let id = Id::unique(("row of the table", edit::field_id(row, Column::Name)));
        let response = ui.interact(rect, id, Sense::CLICK);
        let name = format!("Row {}, {}", place + 1, look::row_name(self.view.session, row));
        response.widget_info(|| {
            WidgetInfo::selected(egui::Role::RowHeader, true, selected, name.clone())
        });
        let text = &self.view.theme.text;
        let color = style::color(if selected { text.strong } else { text.subdued });
        let at = pos2(rect.right() - look::PAD, rect.center().y);
        let font = FontId::monospace(style::SIZES[0]);
        ui.painter().text(at, Align2::RIGHT_CENTER, (place + 1).to_string(), font, color);
        if response.clicked() {
            let (first, last) = (self.columns.first().copied(), self.columns.last().copied());
            let (Some(first), Some(last)) = (first, last) else { return };
            self.clicked(ui, row, first);
            self.state.current = Some((row.clone(), first));
            let from = self.state.anchor.as_ref().map_or(row, |(row, _)| row).clone();
            self.state.anchor = Some((from, last));
        }
        self.menu(&response, row, self.columns.first().copied());
    }

    fn cell(&mut self, ui: &mut egui::Ui, row: &Element, column: Column, at: usize) {
        let rect = ui.max_rect();
        let session = self.view.session;
        let is_current =
            self.state.current.as_ref().is_some_and(|(of, other)| of == row && *other == column);
        let name = format!("{} of {}", column.title(), look::row_name(session, row));
        let editing = self.state.editing.as_ref();
        if editing.is_some_and(|of| of.row == *row && of.column == column) {
            edit::show(ui, self.view, self.state, self.columns, rect, &name);
            if self.state.editing.as_ref().is_some_and(edit::Editing::is_field) {
                return;
            }
        }
        let refused = edit::refused(ui, self.view, row, column);
        let cell = session.cell(row, column);
        let id = edit::field_id(row, column).with("cell");
        let response = ui.interact(rect, id, Sense::CLICK);
        let selected = session.selection.contains(row)
            && self.across.is_some_and(|(a, b)| (a..=b).contains(&at));
        let words = look::in_words(&name, &cell, refused.as_ref());
        response.widget_info(|| {
            WidgetInfo::selected(egui::Role::GridCell, true, selected, words.clone())
        });
        let typed = refused.as_ref().map(|(typed, _)| typed.as_str());
        let cut = self.paint(ui, rect, row, column, &cell, typed);
        self.mark(ui, rect, &response, is_current, selected, refused.is_some());
        if is_current && self.state.editing.is_none() && self.has_focus {
            let why = refused
                .as_ref()
                .map(|(_, why)| ("triangle-alert", self.view.theme.status.error, why.clone()));
            edit::note(ui, rect, id, why);
        }
        if response.double_clicked() {
            self.state.current = Some((row.clone(), column));
            self.state.anchor.clone_from(&self.state.current);
            edit::begin(ui, self.view, self.state, self.columns, None);
        } else if response.clicked() {
            self.clicked(ui, row, column);
        }
        let hover = self.hover(row, column, &cell, refused.as_ref(), cut);
        self.menu(&response, row, Some(column));
        if !hover.is_empty() {
            response.on_hover_text(hover);
        }
    }

    /// Selects as lists do: alone, with Control one more, with Shift everything from the first one.
    fn clicked(&mut self, ui: &egui::Ui, row: &Element, column: Column) {
        ui.memory_mut(|memory| memory.request_focus(focus_id()));
        let modifiers = ui.input(widget::click_modifiers);
        let here = Some((row.clone(), column));
        if modifiers.shift {
            if let Some((from, _)) = self.state.anchor.clone() {
                self.view.send(Command::Select(self.state.between(&from, row)));
                self.state.current = here;
                return;
            }
        } else if modifiers.command {
            self.view.send(Command::ToggleSelected(row.clone()));
        } else {
            self.view.send(Command::GoTo(row.clone()));
        }
        self.state.current = here;
        self.state.anchor.clone_from(&self.state.current);
    }

    /// The menu of a row: what is done to its cells, and to the element.
    fn menu(&mut self, response: &egui::Response, row: &Element, column: Option<Column>) {
        if response.secondary_clicked() && !self.view.session.selection.contains(row) {
            self.view.send(Command::Select(Selection::of(row.clone())));
            self.state.current = column.map(|column| (row.clone(), column));
            self.state.anchor.clone_from(&self.state.current);
        }
        response.context_menu(|ui| {
            let block = self.state.block(self.view, self.columns);
            let key = |key| Shortcut { command: true, shift: false, key }.label();
            for (mark, label, key, command) in [
                ("copy", "Copy cells", key("C"), Command::CopyCells(block.clone())),
                ("chevron-down", "Fill down", key("D"), Command::FillDown(block.clone())),
                ("x", "Clear cells", "Delete".to_owned(), Command::ClearCells(block)),
            ] {
                if widget::menu_row(ui, mark, label, &key, true).clicked() {
                    self.view.send(command);
                    ui.close();
                }
            }
            ui.separator();
            let actions = ON_ROWS.iter().map(|id| id.action());
            let actions: Vec<_> = actions.filter(|of| (of.available)(self.view.session)).collect();
            menu::entries(ui, self.view, actions.into_iter());
        });
    }
}
