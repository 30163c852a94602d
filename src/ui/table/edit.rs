//! A cell that is being edited: a field for what is typed, a list for what is chosen.

use std::sync::Arc;

use egui::{EventFilter, Id, Key, Popup, Rect, RichText};

use super::super::field::{self, Field};
use super::super::list::Typed;
use super::super::{View, quantity, style, widget};
use super::{State, choose, focus_id};
use crate::session::{Column, Element, Session, inputs};

/// The cell that is being edited.
pub(super) struct Editing {
    pub row: Element,
    pub column: Column,
    /// The rows that what is typed is for.
    rows: Arc<Vec<Element>>,
    how: How,
    drawn: bool,
}

enum How {
    /// A field; fresh until it has the keyboard.
    Field { fresh: bool },
    /// A list to choose from.
    List(Typed),
}

impl Editing {
    /// Whether its cell was not drawn since this was asked before, so that it is out of sight.
    pub fn is_out_of_sight(&mut self) -> bool {
        let drawn = std::mem::take(&mut self.drawn);
        !drawn && !matches!(self.how, How::Field { fresh: true })
    }

    /// Whether a field covers the cell.
    pub fn is_field(&self) -> bool {
        matches!(self.how, How::Field { .. })
    }
}

/// The field of a cell.
pub(super) fn field_id(row: &Element, column: Column) -> Id {
    let (sort, id) = match row {
        Element::Component(id) => ("component", id.as_str()),
        Element::Link(id) => ("link", id.as_str()),
        Element::Group(id) => ("group", id.as_str()),
    };
    Id::unique(("cell", sort, id, column.word()))
}

/// Begins to edit the current cell, with this text in the place of what it says.
pub(super) fn begin(
    ui: &egui::Ui,
    view: &mut View<'_>,
    state: &mut State,
    columns: &[Column],
    text: Option<&str>,
) {
    let Some((row, column)) = state.current.clone() else { return };
    if column.is_result() {
        return;
    }
    let rows = Arc::new(state.block(view, columns).rows);
    let how = if choose::is_chosen(view.session, column) {
        Popup::open_id(ui.ctx(), choose::popup_id());
        let now = view.session.cell(&row, column).text;
        let entries = choose::entries(view, column, &now, text.unwrap_or_default());
        let mut typed = Typed::at(entries.iter().position(|entry| entry.on).unwrap_or(0));
        if let Some(text) = text {
            typed = Typed::at(0);
            text.clone_into(&mut typed.search);
        }
        How::List(typed)
    } else {
        if let Some(text) = text {
            let base = view.session.stated_text(&row, column);
            let commit = committing(Arc::clone(&rows), column);
            let id = field_id(&row, column);
            field::begin(ui.ctx(), id, &base, text, commit);
            let end = text.chars().count();
            widget::select(ui.ctx(), id, end, end);
        }
        How::Field { fresh: true }
    };
    state.reveal = true;
    state.editing = Some(Editing { row, column, rows, how, drawn: true });
}

/// Begins to edit what a row is called.
pub(super) fn begin_row(
    ui: &egui::Ui,
    view: &mut View<'_>,
    state: &mut State,
    columns: &[Column],
    row: &Element,
) {
    let label = matches!(row, Element::Link(_)).then_some(Column::Label);
    let column = label.filter(|of| columns.contains(of)).or(columns.first().copied());
    let (Some(column), Some(_)) = (column, state.place(row)) else { return };
    state.current = Some((row.clone(), column));
    state.anchor.clone_from(&state.current);
    begin(ui, view, state, columns, None);
}

fn committing(
    rows: Arc<Vec<Element>>,
    column: Column,
) -> impl Fn(&Session, &str) -> field::Outcome + Send + Sync + 'static {
    move |session, text| session.typing(&rows, column, text)
}

/// Draws the cell that is being edited.
pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    state: &mut State,
    columns: &[Column],
    rect: Rect,
    name: &str,
) {
    let Some(mut editing) = state.editing.take() else { return };
    editing.drawn = true;
    let stays = match &mut editing.how {
        How::Field { fresh } => {
            let fresh = std::mem::take(fresh);
            text(ui, view, state, columns, &editing, fresh, rect, name)
        }
        How::List(typed) => {
            let (rows, column) = (Arc::clone(&editing.rows), editing.column);
            let cell = (&editing.row, column, rows.as_slice());
            choose::show(ui, view, state, cell, typed, rect, name)
        }
    };
    if stays {
        state.editing = Some(editing);
    } else {
        ui.ctx().request_repaint();
    }
}

/// A field over the cell; whether it stays.
#[expect(clippy::too_many_arguments, reason = "all of the cell that is drawn")]
fn text(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    state: &mut State,
    columns: &[Column],
    editing: &Editing,
    fresh: bool,
    rect: Rect,
    name: &str,
) -> bool {
    let Editing { row, column, rows, .. } = editing;
    let current = view.session.stated_text(row, *column);
    let id = field_id(row, *column);
    let value = view.session.cell(row, *column).text;
    let hint = match column {
        Column::Number(input) if value.is_empty() => quantity::example(*input),
        _ => value,
    };
    let family = match column {
        Column::Number(_) | Column::Stage => egui::FontId::monospace(style::SIZES[1]),
        _ => egui::FontId::proportional(style::SIZES[1]),
    };
    let several = rows.len() > 1;
    if fresh {
        // What has the keyboard from the first frame on is being typed, not refused.
        ui.memory_mut(|memory| memory.request_focus(id));
        // Behind what is typed already the cursor goes on.
        if !field::is_drafted(ui.ctx(), id) {
            widget::select(ui.ctx(), id, 0, current.chars().count());
        }
    }
    let shown = ui
        .scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
            let field = Field {
                id,
                name,
                current: &current,
                hint: RichText::new(hint).italics(),
                rows: 1,
                width: rect.width(),
                font: family,
            };
            field::show(ui, view, field, committing(Arc::clone(rows), *column))
        })
        .inner;
    let has_focus = fresh || shown.response.has_focus();
    if has_focus {
        // Tab is for the cell beside, not for what else may have the keyboard.
        let filter = EventFilter {
            tab: true,
            vertical_arrows: true,
            horizontal_arrows: true,
            escape: false,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let said = reads(view, editing, shown.typed.as_deref(), several);
        note(ui, rect, id, said);
    }
    let (tab, back) = ui.input(|input| {
        (input.key_pressed(Key::Tab), input.modifiers.shift && input.key_pressed(Key::Tab))
    });
    let refused = || {
        let typed = shown.typed.as_deref();
        typed.is_some_and(|typed| view.session.typing(rows, *column, typed).is_err())
    };
    if has_focus && tab {
        let stuck = refused();
        ui.memory_mut(|memory| memory.request_focus(focus_id()));
        if !stuck {
            beside(state, columns, row, *column, back);
        }
        return false;
    }
    if !fresh && shown.response.lost_focus() {
        let (enter, escape) =
            ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
        if enter && shown.typed.is_none() && !several {
            below(view, state, row, *column);
        }
        if enter || escape {
            ui.memory_mut(|memory| memory.request_focus(focus_id()));
        }
        return false;
    }
    has_focus
}

/// How what is typed is read, or why it does not count, and for how many rows it is.
fn reads(
    view: &View<'_>,
    editing: &Editing,
    typed: Option<&str>,
    several: bool,
) -> Option<(&'static str, crate::draw::Rgba, String)> {
    let theme = view.theme;
    let rows = if several { format!(" · for {} rows", editing.rows.len()) } else { String::new() };
    let Some(typed) = typed else {
        let text = format!("For {} rows", editing.rows.len());
        return several.then_some(("info", theme.text.subdued, text));
    };
    if let Some(address) = Session::address(&editing.row, editing.column) {
        return Some(match inputs::typed(&address, typed) {
            Ok(None) => ("check", theme.status.ok, format!("Leaves it open{rows}")),
            Ok(Some(range)) => {
                let range = range.readable(address.input.unit());
                ("check", theme.status.ok, format!("Reads as {range}{rows}"))
            }
            Err(why) => ("info", theme.text.subdued, why),
        });
    }
    match view.session.typing(&editing.rows, editing.column, typed) {
        Err(why) => Some(("info", theme.text.subdued, why)),
        Ok(_) if several => {
            Some(("info", theme.text.subdued, format!("For {} rows", editing.rows.len())))
        }
        Ok(_) => None,
    }
}

/// A line below a cell, over what lies there.
pub(super) fn note(
    ui: &egui::Ui,
    cell: Rect,
    id: Id,
    said: Option<(&'static str, crate::draw::Rgba, String)>,
) {
    let Some((mark, color, text)) = said else { return };
    let area = egui::Area::new(id.with("reading"))
        .order(egui::Order::Tooltip)
        .fixed_pos(cell.left_bottom() + egui::vec2(0.0, 4.0))
        .interactable(false);
    area.show(ui.ctx(), |ui| {
        egui::Frame::popup(ui.style()).inner_margin(6).show(ui, |ui| {
            ui.set_max_width(280.0);
            widget::icon_line(ui, mark, style::color(color), &text);
        });
    });
}

/// Goes a row down; the last one stays.
pub(super) fn below(view: &mut View<'_>, state: &mut State, row: &Element, column: Column) {
    let next = state.place(row).and_then(|place| state.rows.get(place + 1)).cloned();
    if let Some(next) = next {
        state.go(view, next, column);
    }
}

/// Goes a column to the right, or back to the left.
fn beside(state: &mut State, columns: &[Column], row: &Element, column: Column, back: bool) {
    let Some(at) = columns.iter().position(|of| *of == column) else { return };
    let to = if back { at.saturating_sub(1) } else { (at + 1).min(columns.len() - 1) };
    if let Some(column) = columns.get(to) {
        state.current = Some((row.clone(), *column));
        state.anchor.clone_from(&state.current);
        state.reveal = true;
    }
}

/// What was typed into a cell and does not count, with the reason.
pub(super) fn refused(
    ui: &egui::Ui,
    view: &View<'_>,
    row: &Element,
    column: Column,
) -> Option<(String, String)> {
    let current = || view.session.stated_text(row, column);
    field::refused(ui.ctx(), view.session, field_id(row, column), current)
}
