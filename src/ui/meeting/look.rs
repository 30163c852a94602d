//! Text and buttons in the sizes of a meeting.

use egui::{Label, Response, RichText};

use super::super::{View, icon, style, widget};

/// Width of the window from which letters have their whole size.
const WIDE: f32 = 1000.0;

/// A size of letters, smaller where the window is small, as at twice the size of everything.
pub(super) fn size(ui: &egui::Ui, at: usize) -> f32 {
    style::LARGE[at] * (ui.ctx().content_rect().width() / WIDE).clamp(0.65, 1.0)
}

/// The name of the item.
pub(super) fn title(ui: &mut egui::Ui, view: &View<'_>, text: &str) {
    let color = style::color(view.theme.text.strong);
    ui.add(Label::new(style::strong(text).size(size(ui, 3)).color(color)).wrap());
}

/// What matters most of the item: the advice, what was found.
pub(super) fn lead(ui: &mut egui::Ui, view: &View<'_>, text: &str) {
    let color = style::color(view.theme.text.strong);
    ui.add(Label::new(RichText::new(text).size(size(ui, 2)).color(color)).wrap());
}

/// A heading of a part.
pub(super) fn heading(ui: &mut egui::Ui, view: &View<'_>, text: &str) {
    ui.add_space(12.0);
    let color = style::color(view.theme.text.strong);
    ui.add(Label::new(style::strong(text).size(size(ui, 1)).color(color)).wrap());
}

/// Running text.
pub(super) fn text(ui: &mut egui::Ui, text: &str) {
    ui.add(Label::new(RichText::new(text).size(size(ui, 1))).wrap());
}

/// Small print of a meeting.
pub(super) fn small(ui: &mut egui::Ui, view: &View<'_>, text: &str) {
    let color = style::color(view.theme.text.subdued);
    ui.add(Label::new(RichText::new(text).size(size(ui, 0)).color(color)).wrap());
}

/// A line of an icon in a colour and wrapped text beside it.
pub(super) fn line(ui: &mut egui::Ui, mark: &str, color: egui::Color32, told: &str) {
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.add_space(3.0);
            icon::show(ui, mark, size(ui, 1), color);
        });
        text(ui, told);
    });
}

/// A button in the letters of a meeting.
pub(super) fn button(ui: &mut egui::Ui, text: &str) -> Response {
    let text = RichText::new(text).size(size(ui, 0));
    ui.add(egui::Button::new(text).min_size(egui::vec2(0.0, style::ROW + 8.0)))
}

/// The button for what is done next.
pub(super) fn primary(ui: &mut egui::Ui, text: &str) -> Response {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = style::ROW + 8.0;
        widget::primary(ui, RichText::new(text).size(size(ui, 0)))
    })
    .inner
}
