//! What can be done with a plot: copied, exported, reset.

use super::State;
use crate::session::{ActionId, Command, Dialog};
use crate::ui::{View, widget};

/// Widths of a copied image, in pixels, with what they suit.
const WIDTHS: [(u32, &str); 4] =
    [(800, "e-mail"), (1280, "document"), (1920, "slide"), (2880, "print")];

/// Draws the entries.
pub(super) fn entries(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    ui.set_width(240.0);
    widget::sub_menu(ui, "image", "Copy as image", |ui| {
        ui.set_width(240.0);
        for (width, suits) in WIDTHS {
            let label = format!("{width} pixels wide");
            if widget::menu_row(ui, "image", &label, suits, true).clicked() {
                let mut settings = view.session.settings.clone();
                settings.picture_width = width;
                view.send(Command::Settings(Box::new(settings)));
                view.act(ActionId::CopyPlot);
                ui.close();
            }
        }
    });
    let shows = view.session.plot_has_numbers();
    if widget::menu_row(ui, "copy", "Copy numbers (CSV)", "", shows).clicked() {
        view.act(ActionId::CopyNumbers);
        ui.close();
    }
    if widget::menu_row(ui, "image-down", "Export this plot…", "", shows).clicked() {
        let mut choice = view.session.settings.export.clone();
        choice.what = view.session.chart_in_full();
        view.send(Command::ShowDialog(Dialog::Export(choice)));
        ui.close();
    }
    ui.separator();
    let zoomed = state.curves.is_zoomed();
    if widget::menu_row(ui, "rotate-ccw", "Reset view", "Double-click", zoomed).clicked() {
        state.curves.reset();
        ui.close();
    }
    let mark = if state.notes { "check" } else { "info" };
    if widget::menu_row(ui, mark, "Notes and sources", "", true).clicked() {
        state.notes = !state.notes;
        ui.close();
    }
    if widget::menu_row(ui, "book-open", "Evidence", "", true).clicked() {
        view.act(ActionId::Evidence);
        ui.close();
    }
}
