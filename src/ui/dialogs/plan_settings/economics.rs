//! Prices, horizon and planned utilisation.

use super::super::super::{View, quantity, widget};
use crate::model::{Input, InputRef, Scope};

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    super::heading(
        ui,
        "Economics",
        "What machines and people cost, and over which time it is added up. Clear a field to go back to what is assumed.",
    );
    super::currency::show(ui, view);
    let catalog = view.session.catalog();
    for &input in Input::ALL.iter().filter(|input| input.scope() == Scope::Plan) {
        quantity::show(ui, view, &InputRef::plan(input));
        let note = catalog.economics.get(&input).map_or("", |figure| figure.note.as_str());
        if !note.is_empty() {
            widget::small_print(ui, &widget::sentence(note));
        }
        ui.add_space(8.0);
    }
}
