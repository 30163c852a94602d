//! The line below the rows: a name typed there is a new component.

use egui::{Key, TextEdit};

use super::super::{View, icon, style, widget};
use super::State;
use crate::session::Command;

/// Draws the line; it keeps the keyboard, so that several names can be typed one after another.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, style::color(view.theme.surface.panel));
    let line = egui::Stroke::new(1.0, style::color(view.theme.line.hairline));
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
    let area = rect.shrink2(egui::vec2(8.0, 6.0));
    let builder = egui::UiBuilder::new()
        .max_rect(area)
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    ui.scope_builder(builder, |ui| {
        icon::show(ui, "plus", 15.0, style::color(view.theme.text.subdued));
        let field = TextEdit::singleline(&mut state.name)
            .id_salt("new row")
            .hint_text("Type a name to add a component");
        let width = ui.available_width().min(320.0);
        let response = ui.add_sized(egui::vec2(width, style::ROW), field);
        widget::named(&response, egui::Role::TextInput, "Name of a new component");
        if std::mem::take(&mut state.focus_line) {
            response.request_focus();
        }
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        if response.lost_focus() && enter && !state.name.trim().is_empty() {
            view.send(Command::AddRow(std::mem::take(&mut state.name)));
            response.request_focus();
        }
    });
}
