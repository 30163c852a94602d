//! The sheet of keyboard shortcuts, made from the registry.

use egui::Grid;

use super::super::{View, style};
use crate::session::{ACTIONS, Menu};

/// What the hand does on the canvas, which no action stands for.
const HAND: &[(&str, &str)] = &[
    ("Type", "Rename what is selected; else, and after adding one, name a new component"),
    ("Double-click", "Add a component there, or rename what is there"),
    ("Enter, Tab (name of a new one)", "Add it; with Tab name the next, linked from it"),
    ("Up, Down (name of a new one)", "Choose another kind than the name says"),
    ("Drag an end of the selected link", "Take it to another card"),
    ("Drag a card’s edge", "Connect, or add what is missing"),
    ("Drag", "Select with a box, or move cards"),
    ("Alt+drag", "Move a copy"),
    ("Shift+drag", "Move straight; Shift+click adds to the selection"),
    ("Ctrl+drag", "Move without snapping"),
    ("Space+drag, middle drag", "Pan"),
    ("Ctrl+wheel, pinch", "Zoom to the pointer"),
    ("Wheel, two fingers", "Pan"),
];

/// Draws the sheet.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, fresh: bool) {
    let size = egui::vec2(760.0, 640.0);
    super::large(ctx, view, "Keyboard shortcuts", size, fresh, |ui, view| {
        let quiet = style::color(view.theme.text.subdued);
        egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let several = if ui.available_width() < 640.0 { 1 } else { 2 };
            ui.columns(several, |columns| {
                for (place, &menu) in Menu::ALL.iter().enumerate() {
                    let ui = &mut columns[usize::from(place >= 3).min(several - 1)];
                    let rows = ACTIONS
                        .iter()
                        .filter(|action| action.menu == menu && !action.shortcuts.is_empty())
                        .map(|action| {
                            let keys: Vec<String> =
                                action.shortcuts.iter().map(|s| s.label()).collect();
                            (keys.join(" or "), action.label)
                        })
                        .collect::<Vec<_>>();
                    table(ui, menu.title(), quiet, &rows);
                }
                let rows: Vec<_> =
                    HAND.iter().map(|(keys, what)| ((*keys).to_owned(), *what)).collect();
                table(&mut columns[several - 1], "On the canvas", quiet, &rows);
            });
        });
    });
}

fn table(ui: &mut egui::Ui, title: &str, quiet: egui::Color32, rows: &[(String, &str)]) {
    ui.label(style::strong(title));
    Grid::new(title).num_columns(2).min_col_width(150.0).spacing([12.0, 4.0]).show(ui, |ui| {
        for (keys, what) in rows {
            ui.add(egui::Label::new(egui::RichText::new(keys).color(quiet)).wrap());
            ui.add(egui::Label::new(*what).wrap());
            ui.end_row();
        }
    });
    ui.add_space(12.0);
}
