//! The head of a column: sorts by it, and has a menu to arrange the columns.

use egui::{Align2, Sense, WidgetInfo, pos2, vec2};

use super::super::{View, icon, style, widget};
use super::State;
use crate::session::table::Sort;
use crate::session::{Column, Command};

/// Draws the head of a column into the cell.
pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    state: &mut State,
    columns: &[Column],
    column: Column,
) {
    let theme = view.theme;
    let rect = ui.max_rect();
    let id = egui::Id::unique(("head of the table", column.word()));
    let response = ui.interact(rect, id, Sense::CLICK);
    let title = column.title();
    let sorted = state.sort.filter(|of| of.column == column).map(|of| of.falling);
    let name = match sorted {
        None => title.clone(),
        Some(false) => format!("{title}, sorted, smallest first"),
        Some(true) => format!("{title}, sorted, largest first"),
    };
    response.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, ui.is_enabled(), &name));
    if response.hovered() {
        let inside = rect.shrink2(vec2(1.0, 3.0));
        ui.painter().rect_filled(inside, 4.0, style::color(theme.surface.hover));
    }
    let quiet = style::color(theme.text.subdued);
    let mut right = rect.right() - 8.0;
    if let Some(falling) = sorted {
        let mark = if falling { "chevron-down" } else { "chevron-up" };
        if let Some(character) = icon::character(mark) {
            let family = egui::FontFamily::Name(icon::FAMILY.into());
            let font = egui::FontId::new(12.0, family);
            let at = pos2(right, rect.center().y);
            ui.painter().text(at, Align2::RIGHT_CENTER, character, font, quiet);
            right -= 16.0;
        }
    }
    let color = style::color(if sorted.is_some() { theme.text.strong } else { theme.text.normal });
    let font = egui::FontId::new(style::SIZES[0], style::strong_family());
    let mut job = egui::text::LayoutJob::simple_singleline(title, font, color);
    let left = rect.left() + 8.0;
    if ui.is_sizing_pass() {
        let width = ui.painter().layout_job(job.clone()).size().x;
        ui.set_min_width(width + rect.right() - right + 9.0);
    }
    job.wrap = egui::text::TextWrapping::truncate_at_width((right - left).max(0.0));
    let galley = ui.painter().layout_job(job);
    let x = if column.is_figure() { right - galley.size().x } else { left };
    ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, color);
    if response.clicked() {
        state.sort = Sort::next(state.sort, column);
        state.reveal = true;
    }
    response.context_menu(|ui| menu(ui, view, state, columns, column));
    response.on_hover_text(format!("{}\n{}", column.title(), column.help()));
}

/// Sorts, moves and hides a column.
fn menu(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    state: &mut State,
    columns: &[Column],
    column: Column,
) {
    let place = columns.iter().position(|of| *of == column).unwrap_or(0);
    let now = state.sort;
    for (mark, label, sort) in [
        ("chevron-up", "Smallest first", Some(Sort { column, falling: false })),
        ("chevron-down", "Largest first", Some(Sort { column, falling: true })),
        ("list-tree", "In the order of the plan", None),
    ] {
        let mark = if now == sort { "check" } else { mark };
        if widget::menu_row(ui, mark, label, "", true).clicked() {
            state.sort = sort;
            state.reveal = true;
            ui.close();
        }
    }
    ui.separator();
    // The first column says what the row is.
    let [left, right] = [place > 1, place > 0 && place + 1 < columns.len()];
    let mut order = columns.to_vec();
    for (mark, label, enabled) in [
        ("chevron-left", "Move left", left),
        ("chevron-right", "Move right", right),
        ("eye-off", "Hide column", place > 0),
    ] {
        if !widget::menu_row(ui, mark, label, "", enabled).clicked() {
            continue;
        }
        match label {
            "Move left" => order.swap(place - 1, place),
            "Move right" => order.swap(place, place + 1),
            _ => {
                order.remove(place);
            }
        }
        choose(view, &order);
        ui.close();
        return;
    }
}

/// Shows these columns from now on.
pub(super) fn choose(view: &mut View<'_>, columns: &[Column]) {
    let mut settings = view.session.settings.clone();
    let sheet = settings.table.sheet;
    settings.table.choose(sheet, columns);
    view.send(Command::Settings(Box::new(settings)));
}
