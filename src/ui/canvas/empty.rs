//! The empty canvas: where to start, and the way back to what lies elsewhere.

use super::super::{View, icon, style};
use crate::session::{ActionId, Tool};

/// Draws the hints; they vanish at the first component.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, rect: egui::Rect) {
    // A press on a button here is one on the canvas as well, and must not take the button away.
    if matches!(view.session.tool, Tool::Naming { .. }) || view.session.quick.is_some() {
        return;
    }
    let quiet = style::color(view.theme.text.subdued);
    let area = egui::Rect::from_center_size(rect.center(), egui::vec2(360.0, 196.0));
    let builder =
        egui::UiBuilder::new().max_rect(area).layout(egui::Layout::top_down(egui::Align::Center));
    ui.scope_builder(builder, |ui| {
        icon::show(ui, "workflow", 20.0, quiet);
        ui.add_space(8.0);
        ui.label(style::strong("Sketch the system").size(style::SIZES[2]));
        ui.add_space(4.0);
        let hint = "Type a name or double-click to add the first component.";
        ui.label(egui::RichText::new(hint).color(quiet));
        ui.add_space(12.0);
        if ui.button("Add component").clicked() {
            view.act(ActionId::AddComponent);
        }
        ui.add_space(4.0);
        for (label, action) in
            [("Start from a template…", ActionId::NewFrom), ("Open a plan…", ActionId::Open)]
        {
            if ui.add(egui::Button::new(label).frame_when_inactive(false)).clicked() {
                view.act(action);
            }
        }
    });
}

/// Draws the way back, where the view has left all cards.
pub(super) fn nothing_seen(ui: &mut egui::Ui, view: &mut View<'_>, rect: egui::Rect) {
    let area = egui::Rect::from_center_size(rect.center(), egui::vec2(280.0, 64.0));
    let builder =
        egui::UiBuilder::new().max_rect(area).layout(egui::Layout::top_down(egui::Align::Center));
    ui.scope_builder(builder, |ui| {
        let quiet = style::color(view.theme.text.subdued);
        ui.label(egui::RichText::new("All cards lie elsewhere.").color(quiet));
        ui.add_space(4.0);
        if ui.button("Back to the plan (Shift+1)").clicked() {
            view.act(ActionId::Fit);
        }
    });
}
